// Section `couriers`.

import type { Desk, Implementer } from './context.ts';

export function couriersSection(os: Implementer, desk: Desk) {
  const service = async () => (await desk.workspace()).couriers;
  return {
    list: os.couriers.list.handler(async () => (await service()).list()),
    watch: os.couriers.watch.handler(({ input, signal }) =>
      desk.feed.watchCouriers(input?.sinceRevision, signal),
    ),
    trail: os.couriers.trail.handler(async ({ input }) =>
      (await service()).trail(input.courierId, input.sinceAt),
    ),
  };
}
