// The systems that chaos can order from: one entry each. An entry starts the simulated provider, knows its weather (what
// can go wrong with it), gives orders through the contract, and reads its books. Used by commands.ts.

import { practiceClients } from '../../electron/core/practice/twinjet/practice-clients.ts';
import { startTwinJetSimulator } from '../../electron/core/practice/twinjet/start-twinjet-simulator.ts';
import type { Command } from '../../shared/domain/command.ts';
import type { ConnectionId, JobId } from '../../shared/domain/ids.ts';
import type { Job } from '../../shared/domain/job.ts';
import type { JobStatus } from '../../shared/domain/job-status.ts';
import { seedJob } from '../support/seed-job.ts';
import type { Client } from '../support/server-process.ts';

/** One job as the provider has it. */
interface Booked {
  /** The name it was ordered under. */
  name: string;
  /** Their id, as the console should know it. */
  id: string;
  /** The marks of the create and of every edit, in the order in which they arrived. */
  marks: number[];
  /** What the board should say. */
  status: JobStatus;
}

type NewConnection = Parameters<Client['connections']['create']>[0];

interface SystemUnderChaos extends AsyncDisposable {
  connections: NewConnection[];
  /** Ways to go wrong by name; each struck request is one of several. */
  weather: Record<string, () => void>;
  clear(): void;
  /** How many requests it struck so far. */
  struck(): number;
  books(): Booked[];
  book(client: Client, connectionId: ConnectionId, name: string, mark: number): Promise<{ jobId: JobId }>;
  edit(client: Client, jobId: JobId, mark: number): Promise<unknown>;
  cancel(client: Client, jobId: JobId): Promise<unknown>;
  /** The mark that a command carries, if any. */
  markOf(command: Command): number | null;
  /** The mark of the job as the board shows it. */
  shownMark(job: Job): number | null;
}

type StartSystem = (options: { seed: number; now: () => number }) => Promise<SystemUnderChaos>;

export const SYSTEMS: Record<string, StartSystem> = { twinjet };

const TWINJET_STATUSES: Record<number, JobStatus> = { 40: 'submitted', 50: 'accepted', 52: 'cancelled' };
const HOUR = 60 * 60_000;

async function twinjet({ seed, now }: { seed: number; now: () => number }): Promise<SystemUnderChaos> {
  const simulator = await startTwinJetSimulator({
    // Whoever has an area would refuse addresses, and nothing here is about that.
    clients: practiceClients.map(({ area: _, team: __, ...client }) => client),
    seed,
    clock: now,
  });
  // Couriers would pick jobs up that are to be edited; the provider itself goes on.
  simulator.pauseLife(true);
  const text = (mark: number) => `Chaos mark ${mark}.`;
  const read = (said: unknown) => {
    const found = /^Chaos mark (\d+)\.$/.exec(
      String((said as { special_instructions?: unknown }).special_instructions),
    );
    return found ? Number(found[1]) : null;
  };
  const strike = (dial: Parameters<typeof simulator.setFault>[0]) => () => simulator.setFault(dial);
  return {
    connections: practiceClients.map(({ name, token }) => ({
      provider: 'twinjet',
      label: name,
      baseUrl: simulator.url,
      secret: { apiToken: token },
    })),
    weather: {
      'no answer, nothing done': strike({ kind: 'timeout-before', rate: 0.2 }),
      'no answer, done all the same': strike({ kind: 'timeout-after', rate: 0.2 }),
      'reset, nothing done': strike({ kind: 'reset-before', rate: 0.5 }),
      'reset, done all the same': strike({ kind: 'reset-after', rate: 0.5 }),
      '429 with Retry-After': strike({ kind: '429', rate: 0.4, retryAfterS: 2 }),
      '429 without Retry-After': strike({ kind: '429', rate: 0.2 }),
      '500': strike({ kind: '500', rate: 0.5 }),
      '503 with Retry-After': strike({ kind: '503', rate: 0.3, retryAfterS: 1 }),
      'a web page with 200': strike({ kind: 'html', rate: 0.5 }),
      'an empty body, done': strike({ kind: 'empty', rate: 0.4 }),
      'half a body, done': strike({ kind: 'half-body', rate: 0.5 }),
      'a garbled body, done': strike({ kind: 'garbage', rate: 0.4 }),
      slow: strike({ latencyMs: 80 }),
    },
    clear: strike({}),
    struck: () =>
      simulator.requests().filter(({ outcome }) => !/^\d+$/.test(outcome) || /^(429|50[03])$/.test(outcome))
        .length,
    books: () =>
      simulator.books().map(({ externalId, requestId, statusCode, payload, edits }) => ({
        name: externalId,
        id: requestId,
        marks: [payload, ...edits.map(({ changes }) => changes)].flatMap((said) => read(said) ?? []),
        status: TWINJET_STATUSES[statusCode] ?? 'unknown',
      })),
    book: (client, connectionId, name, mark) => {
      const at = (ms: number) => new Date(now() + ms).toISOString();
      return client.twinjet.createJob({
        connectionId,
        job: seedJob({
          external_id: name,
          special_instructions: text(mark),
          ready_time: at(20 * HOUR),
          deliver_from_time: at(20 * HOUR),
          deliver_to_time: at(22 * HOUR),
        }),
      });
    },
    edit: (client, jobId, mark) =>
      client.twinjet.editJob({ jobId, changes: { special_instructions: text(mark) } }),
    cancel: (client, jobId) => client.twinjet.cancelJob({ jobId }),
    markOf: ({ payload }) => read(payload),
    shownMark: ({ instructions }) => read({ special_instructions: instructions }),
    [Symbol.asyncDispose]: () => simulator.stop(),
  };
}
