// Section `inbox`.

import type { Desk, Implementer } from './context.ts';

export function inboxSection(os: Implementer, desk: Desk) {
  const service = async () => (await desk.workspace()).inbox;
  return {
    list: os.inbox.list.handler(async () => (await service()).list()),
    watch: os.inbox.watch.handler(async function* ({ signal }) {
      yield* (await service()).watch(signal);
    }),
    acknowledge: os.inbox.acknowledge.handler(async ({ input }) => ({
      ids: await (await service()).acknowledge(input.ids),
    })),
    snooze: os.inbox.snooze.handler(async ({ input }) => ({
      ids: await (await service()).snooze(input.ids, input.untilAt),
    })),
    restore: os.inbox.restore.handler(async ({ input }) => ({
      ids: await (await service()).restore(input.ids),
    })),
  };
}
