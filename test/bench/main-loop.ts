// How long the main loop of the real server is held with a million jobs: while it starts, while views are asked for, while
// a hundred statuses a second arrive by the whole way of a provider's answer. An idle process beside it shows the machine's
// own share.

import { setTimeout as sleep } from 'node:timers/promises';
import type { JobView } from '../../shared/contract/jobs.ts';
import type { ConnectionId, JobId } from '../../shared/domain/ids.ts';
import { type Client, startServer } from '../support/server-process.ts';
import { count, type Figure } from './figures.ts';
import { dataFolder } from './kept-caches.ts';
import { askLoop, type LoopDelay, slowQueries, startIdle, watched } from './loop-watch.ts';

/** Design, "Budgets". */
const BLOCKED_MS = 50;
const STATUSES_A_SECOND = 100;
const BOARD: JobView = {
  sort: { by: 'promise', direction: 'asc' },
  group: 'phase',
  folded: ['done', 'closed'],
};

interface Options {
  jobs: number;
  /** How long each phase lasts. */
  phaseMs: number;
  say: (line: string) => void;
}

export async function mainLoop({ jobs, phaseMs, say }: Options): Promise<Figure[]> {
  await using folder = await dataFolder(jobs, say);
  await using idle = await startIdle();
  await using server = await startServer({
    dataDir: folder.dir,
    args: ['--live'],
    env: watched({ SWITCHYARD_LOG: 'warn', BENCH_PROVIDER: 'answers' }),
  });
  await using connection = await server.rpc();
  const { client } = connection;
  const figures: Figure[] = [];
  let logged = 0;
  const note = async (phase: string) => {
    const [seen, beside] = [await askLoop(server.pid, server.stderr), await idle.ask()];
    const said = server.stderr();
    figures.push(...phaseFigures(`${count(jobs)} jobs, ${phase}`, seen, beside, said.slice(logged)));
    logged = said.length;
  };

  await sleep(phaseMs);
  await note('start');
  await askForViews(client, phaseMs);
  await note('views and searches, 20 a second');
  const statuses = await followStatuses(client, phaseMs);
  await note(`${Math.round(statuses)} statuses a second`);
  return figures;
}

function phaseFigures(phase: string, seen: LoopDelay, beside: LoopDelay, log: string): Figure[] {
  const figure = (what: string, value: number, note: string, goal?: Figure['goal']): Figure => ({
    part: 'main-loop',
    what: `${phase}: ${what}`,
    value,
    unit: 'ms',
    note,
    ...(goal && { goal }),
  });
  const slow = slowQueries(log);
  const named = slow
    .slice(0, 3)
    .map(({ query, tookMs }) => `${query} ${tookMs} ms`)
    .join(', ');
  return [
    figure('main loop held, p99', seen.p99, `an idle process beside it ${beside.p99.toFixed(1)} ms`),
    figure(
      'main loop held, longest',
      seen.longest,
      `an idle process beside it ${beside.longest.toFixed(1)} ms`,
      {
        most: BLOCKED_MS,
      },
    ),
    figure('slowest query', slow[0]?.tookMs ?? 0, named === '' ? 'none over 50 ms' : named, {
      most: BLOCKED_MS,
    }),
  ];
}

async function askForViews(client: Client, ms: number): Promise<void> {
  const words = 'm mi mission garcia nguyen valencia sw-0000041 sw-0400 francisco garcia mission'.split(' ');
  const until = performance.now() + ms;
  for (let turn = 0; performance.now() < until; turn += 1) {
    const text = turn % 2 === 0 ? undefined : words[(turn >> 1) % words.length];
    await Promise.all([
      client.jobs.query({ view: { ...BOARD, ...(text && { text, folded: [] }) }, offset: 0, limit: 150 }),
      turn % 5 === 0 ? client.jobs.counts() : null,
      sleep(50),
    ]);
  }
}

/** Answers by the network's stand-in pass client, schema, mapping, reconcile, cache and feed; a page looks on. */
async function followStatuses(client: Client, ms: number): Promise<number> {
  const connections = (await client.connections.list()).filter(({ provider }) => provider === 'twinjet');
  for (const { id } of connections)
    await client.connections.update({ id, secret: { apiToken: `bench-token-${id}` } });
  await client.settings.update({ polling: { requestsPerSecond: 50 } });
  const ids = await liveJobs(
    client,
    connections.map(({ id }) => id),
  );
  const watching = new AbortController();
  let changes = 0;
  const watched = watch(client, watching.signal, (rows) => {
    changes += rows;
  });
  const startedAt = performance.now();
  const refreshing: Promise<unknown>[] = [];
  for (let batch = 0; performance.now() - startedAt < ms; batch += 1) {
    const size = STATUSES_A_SECOND / 10;
    const from = (batch * size) % Math.max(1, ids.length - size);
    refreshing.push(client.jobs.refresh({ ids: ids.slice(from, from + size) }));
    // As a page does whose rows may have moved.
    if (batch % 2 === 0) await client.jobs.query({ view: BOARD, offset: 0, limit: 150 });
    await sleep(Math.max(0, startedAt + (batch + 1) * 100 - performance.now()));
  }
  await Promise.all(refreshing);
  const seconds = (performance.now() - startedAt) / 1000;
  await sleep(300);
  watching.abort();
  await watched;
  return changes / seconds;
}

async function watch(client: Client, signal: AbortSignal, note: (rows: number) => void): Promise<void> {
  try {
    for await (const item of await client.jobs.watch(undefined, { signal })) {
      if (item.kind === 'changes') note(item.rows.length);
    }
  } catch (error) {
    if (!signal.aborted) throw error;
  }
}

/** Jobs of each connection in turn, so that none of their budgets is the narrow one. */
async function liveJobs(client: Client, connectionIds: ConnectionId[]): Promise<JobId[]> {
  const lists = await Promise.all(
    connectionIds.map(async (connectionId) => {
      const view: JobView = { phases: ['waiting', 'moving'], connectionIds: [connectionId], group: 'none' };
      const { rows } = await client.jobs.query({ view, offset: 0, limit: 500 });
      return rows.map(({ id }) => id);
    }),
  );
  const shortest = Math.min(...lists.map(({ length }) => length));
  return Array.from({ length: shortest }, (_, at) => lists.flatMap((list) => list[at] ?? [])).flat();
}
