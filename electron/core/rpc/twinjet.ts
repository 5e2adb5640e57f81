// Section `twinjet`.

import type { Desk, Implementer } from './context.ts';

export function twinjetSection(os: Implementer, desk: Desk) {
  const booking = async () => (await desk.workspace()).booking.twinjet;
  return {
    validate: os.twinjet.validate.handler(async ({ input: { connectionId, ...addresses }, signal }) =>
      (await booking()).quote(connectionId, addresses, signal),
    ),
    createJob: os.twinjet.createJob.handler(async ({ input }) =>
      (await booking()).book(input.connectionId, input.job, input.quoteId),
    ),
    editJob: os.twinjet.editJob.handler(async ({ input }) =>
      (await booking()).edit(input.jobId, input.changes),
    ),
    cancelJob: os.twinjet.cancelJob.handler(async ({ input }) => (await booking()).cancel(input.jobId)),
  };
}
