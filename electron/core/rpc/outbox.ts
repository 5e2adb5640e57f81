// Section `outbox`.

import type { Desk, Implementer } from './context.ts';

export function outboxSection(os: Implementer, desk: Desk) {
  const open = () => desk.workspace();
  return {
    list: os.outbox.list.handler(async () => (await open()).outbox.list()),
    retry: os.outbox.retry.handler(async ({ input }) => {
      await (await open()).outbox.retry(input.commandId);
      return { commandId: input.commandId };
    }),
    discard: os.outbox.discard.handler(async ({ input }) => {
      await (await open()).outbox.discard(input.commandId, input.evenIfUnknown ?? false);
      return { commandId: input.commandId };
    }),
  };
}
