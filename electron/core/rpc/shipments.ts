// Section `shipments`.

import type { Desk, Implementer } from './context.ts';

export function shipmentsSection(os: Implementer, desk: Desk) {
  const booking = async () => (await desk.workspace()).booking['shipping-order'];
  const section = os.shipments;
  return {
    create: section.create.handler(async ({ input }) =>
      (await booking()).create(input.connectionId, input.shipment),
    ),
    edit: section.edit.handler(async ({ input }) =>
      (await booking()).edit(input.jobId, input.changes, input.forceUpdate ?? false),
    ),
    cancel: section.cancel.handler(async ({ input }) => (await booking()).cancel(input.jobId)),
    retry: section.retry.handler(async ({ input }) => (await booking()).retry(input.jobId)),
    statusHistory: section.statusHistory.handler(async ({ input, signal }) => ({
      history: await (await booking()).statusHistory(input.jobId, input.unique ?? false, signal),
    })),
    get: section.get.handler(async ({ input, signal }) =>
      (await booking()).get(input.jobId, input.forceUpdate ?? false, signal),
    ),
    list: section.list.handler(async ({ input, signal }) =>
      (await booking()).list(input.connectionId, input.filter ?? {}, signal),
    ),
    sync: section.sync.handler(async ({ input }) => (await booking()).sync(input.connectionId)),
  };
}
