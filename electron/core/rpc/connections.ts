// Section `connections`.

import type { Desk, Implementer } from './context.ts';

export function connectionsSection(os: Implementer, desk: Desk) {
  const service = async () => (await desk.workspace()).connections;
  return {
    list: os.connections.list.handler(async () => (await service()).list()),
    create: os.connections.create.handler(async ({ input }) => ({
      id: await (await service()).create(input),
    })),
    update: os.connections.update.handler(async ({ input: { id, ...changes } }) => {
      await (await service()).update(id, changes);
      return { id };
    }),
    remove: os.connections.remove.handler(async ({ input }) => {
      await (await service()).remove(input.id);
      return { removed: true as const };
    }),
    test: os.connections.test.handler(async ({ input }) => {
      const error = await (await service()).test(input.id);
      if (error === null) return { ok: true };
      return { ok: false, error: { kind: error.kind, message: error.sentence, status: error.status } };
    }),
    watch: os.connections.watch.handler(({ signal }) =>
      desk.feed.watchConnections(async () => (await service()).list(), signal),
    ),
  };
}
