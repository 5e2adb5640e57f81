// Section `drafts`.

import type { Desk, Implementer } from './context.ts';

export function draftsSection(os: Implementer, desk: Desk) {
  const service = async () => (await desk.workspace()).drafts;
  return {
    list: os.drafts.list.handler(async () => (await service()).list()),
    save: os.drafts.save.handler(async ({ input }) => ({
      savedAt: await (await service()).save(input.key, input.value),
    })),
    remove: os.drafts.remove.handler(async ({ input }) => ({
      removed: await (await service()).remove(input.key),
    })),
  };
}
