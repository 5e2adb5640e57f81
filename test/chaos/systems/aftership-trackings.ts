// AfterShip's tracking under chaos, in either version: parcels followed, rewritten, completed and removed.

import { startAfterShipSimulator } from '../../../electron/core/practice/aftership/start-aftership-simulator.ts';
import type { JobStatus } from '../../../shared/domain/job-status.ts';
import { byOutbox, commonSteps } from './by-outbox.ts';
import { marked, markIn, type StartSystem } from './system.ts';

const KEY = 'asat-chaos';

const note = (said: unknown) => markIn((said as { note?: unknown }).note);

function statusOf({ removed, subtag }: { removed: boolean; subtag: string }): JobStatus {
  if (removed) return 'cancelled';
  if (subtag === 'Pending_001') return 'submitted';
  return subtag === 'Exception_013' ? 'lost' : 'unknown';
}

export const aftershipTrackings =
  (trackingVersion: '2024-04' | '2026-07'): StartSystem =>
  async ({ seed, now }) => {
    const simulator = await startAfterShipSimulator({ keys: [{ key: KEY }], seed, clock: now });
    return byOutbox({
      letter: trackingVersion === '2024-04' ? 'P' : 'Q',
      connections: [
        {
          provider: 'aftership',
          label: `Parcels ${trackingVersion}`,
          baseUrl: simulator.url,
          options: { trackingVersion },
          secret: { apiKey: KEY },
        },
      ],
      setFault: simulator.setFault,
      outcomes: () => simulator.requests().map(({ outcome }) => outcome),
      steps: (most, random) => commonSteps(most, random, ['delete', 'complete']),
      books: () =>
        simulator.books().map((parcel) => ({
          name: parcel.number,
          id: parcel.id,
          marks: parcel.received.flatMap((said) => note(said) ?? []),
          status: statusOf(parcel),
        })),
      book: (client, connectionId, name) =>
        client.aftership.createTracking({
          connectionId,
          tracking: { tracking_number: name, slug: 'j-net', note: marked(1) },
        }),
      give: (client, jobId, step) => {
        if (step.kind === 'edit')
          return client.aftership.updateTracking({ jobId, changes: { note: marked(step.mark) } });
        if (step.kind === 'delete') return client.aftership.deleteTracking({ jobId });
        return client.aftership.markCompleted({ jobId, reason: 'LOST' });
      },
      ended: { delete: 'cancelled', complete: 'lost' },
      nameOn: ({ externalIds }) => externalIds.trackingId,
      // 2024-04 tells the first 24 letters.
      idOf: ({ externalIds }) =>
        simulator.books().find(({ id }) => externalIds.jobId !== null && id.startsWith(externalIds.jobId))
          ?.id ?? externalIds.jobId,
      markOf: ({ payload }) => note(payload),
      shownMark: (job) => markIn(job.instructions),
      [Symbol.asyncDispose]: () => simulator.stop(),
    });
  };
