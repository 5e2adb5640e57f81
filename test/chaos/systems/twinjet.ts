// TwinJet under chaos: courier jobs booked, changed and cancelled.

import { practiceClients } from '../../../electron/core/practice/twinjet/practice-clients.ts';
import { startTwinJetSimulator } from '../../../electron/core/practice/twinjet/start-twinjet-simulator.ts';
import type { JobStatus } from '../../../shared/domain/job-status.ts';
import { seedJob } from '../../support/seed-job.ts';
import { byOutbox, commonSteps } from './by-outbox.ts';
import { marked, markIn, type StartSystem } from './system.ts';

const STATUSES: Record<number, JobStatus> = { 40: 'submitted', 50: 'accepted', 52: 'cancelled' };
const HOUR = 60 * 60_000;

const instructions = (said: unknown) =>
  markIn((said as { special_instructions?: unknown }).special_instructions);

export const twinjet: StartSystem = async ({ seed, now }) => {
  const simulator = await startTwinJetSimulator({
    // Whoever has an area would refuse addresses, and nothing here is about that.
    clients: practiceClients.map(({ area: _, team: __, ...client }) => client),
    seed,
    clock: now,
  });
  // Couriers would pick jobs up that are to be edited; the provider itself goes on.
  simulator.pauseLife(true);
  return byOutbox({
    letter: 'J',
    connections: practiceClients.map(({ name, token }) => ({
      provider: 'twinjet',
      label: name,
      baseUrl: simulator.url,
      secret: { apiToken: token },
    })),
    setFault: simulator.setFault,
    outcomes: () => simulator.requests().map(({ outcome }) => outcome),
    steps: (most, random) => commonSteps(most, random, ['cancel']),
    books: () =>
      simulator.books().map(({ externalId, requestId, statusCode, payload, edits }) => ({
        name: externalId,
        id: requestId,
        marks: [payload, ...edits.map(({ changes }) => changes)].flatMap((said) => instructions(said) ?? []),
        status: STATUSES[statusCode] ?? 'unknown',
      })),
    book: (client, connectionId, name) => {
      const at = (ms: number) => new Date(now() + ms).toISOString();
      return client.twinjet.createJob({
        connectionId,
        job: seedJob({
          external_id: name,
          special_instructions: marked(1),
          ready_time: at(20 * HOUR),
          deliver_from_time: at(20 * HOUR),
          deliver_to_time: at(22 * HOUR),
        }),
      });
    },
    give: (client, jobId, step) =>
      step.kind === 'edit'
        ? client.twinjet.editJob({ jobId, changes: { special_instructions: marked(step.mark) } })
        : client.twinjet.cancelJob({ jobId }),
    ended: { cancel: 'cancelled' },
    nameOn: ({ externalIds }) => externalIds.externalId,
    idOf: ({ externalIds }) => externalIds.requestId,
    markOf: ({ payload }) => instructions(payload),
    shownMark: (job) => markIn(job.instructions),
    [Symbol.asyncDispose]: () => simulator.stop(),
  });
};
