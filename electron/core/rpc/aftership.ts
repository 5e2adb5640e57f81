// Section `aftership`.

import type { Desk, Implementer } from './context.ts';

export function aftershipSection(os: Implementer, desk: Desk) {
  const booking = async () => (await desk.workspace()).booking.aftership;
  return {
    createTracking: os.aftership.createTracking.handler(async ({ input }) =>
      (await booking()).create(input.connectionId, input.tracking),
    ),
    updateTracking: os.aftership.updateTracking.handler(async ({ input }) =>
      (await booking()).edit(input.jobId, input.changes),
    ),
    deleteTracking: os.aftership.deleteTracking.handler(async ({ input }) =>
      (await booking()).remove(input.jobId),
    ),
    retrack: os.aftership.retrack.handler(async ({ input }) => (await booking()).retrack(input.jobId)),
    markCompleted: os.aftership.markCompleted.handler(async ({ input }) =>
      (await booking()).complete(input.jobId, input.reason),
    ),
    getTracking: os.aftership.getTracking.handler(async ({ input: { jobId, ...wanted }, signal }) =>
      (await booking()).ask(jobId, wanted, signal),
    ),
    knownTracking: os.aftership.knownTracking.handler(async ({ input }) =>
      (await booking()).known(input.jobId),
    ),
    lastCheckpoint: os.aftership.lastCheckpoint.handler(async ({ input: { jobId, ...wanted }, signal }) =>
      (await booking()).lastCheckpoint(jobId, wanted, signal),
    ),
    predictDeliveryDates: os.aftership.predictDeliveryDates.handler(async ({ input, signal }) => ({
      estimated_delivery_dates: await (await booking()).predict(
        input.connectionId,
        input.estimated_delivery_dates,
        signal,
      ),
    })),
    couriers: os.aftership.couriers.handler(async ({ input, signal }) => ({
      couriers: await (await booking()).couriers(input.connectionId, input.all ?? false, signal),
    })),
    detectCouriers: os.aftership.detectCouriers.handler(async ({ input, signal }) => ({
      couriers: await (await booking()).detect(input.connectionId, input.tracking_number, signal),
    })),
  };
}
