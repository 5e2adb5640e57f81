// Part 6: a day's work in minutes. A desk of live jobs is followed while couriers live many times as fast; what the server keeps
// (heap, files, handles) is sampled, and in the end every change that the provider made must be on the board, once.

import { mkdtemp, readdir, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { pathToFileURL } from 'node:url';
import { SeededRandom } from '../../electron/core/practice/seeded-random.ts';
import { practiceClients } from '../../electron/core/practice/twinjet/practice-clients.ts';
import { startTwinJetSimulator } from '../../electron/core/practice/twinjet/start-twinjet-simulator.ts';
import type { TwinJetSimulator } from '../../electron/core/practice/twinjet/twinjet-simulator.ts';
import type { ConnectionId, JobId } from '../../shared/domain/ids.ts';
import type { JobRow } from '../../shared/domain/job.ts';
import { seedJob } from '../support/seed-job.ts';
import { type Client, type ServerProcess, startServer } from '../support/server-process.ts';
import { createTally, type PartOutcome } from './tally.ts';

interface Options {
  jobs: number;
  ms: number;
  /** How many times as fast couriers live. */
  speed: number;
  seed: number;
  say: (line: string) => void;
}

const PER_SECOND = 10;
const INSIDE = pathToFileURL(join(import.meta.dirname, 'inside-soak.mjs')).href;
/** Sockets to the provider that are kept for the next request, and what the system opens on the way. */
const HANDLES_KEPT = 16;
/** Until every job has been looked at once more, when nothing changes any longer. */
const REST_LIMIT_MS = 240_000;
const TERMINAL = new Set([30, 51, 52, 62, 63]);
const STATUSES: Record<number, string> = {
  30: 'failed',
  40: 'submitted',
  50: 'accepted',
  51: 'rejected',
  52: 'cancelled',
  53: 'not-ready',
  60: 'assigned',
  61: 'picked-up',
  62: 'delivered',
  63: 'undeliverable',
};

interface Held {
  at: number;
  heapMb: number;
  rssMb: number;
  resources: number;
  files: number;
  databaseMb: number;
  logMb: number;
}

export async function soak({ jobs, ms, speed, seed, say }: Options): Promise<PartOutcome> {
  const tally = createTally('soak');
  const missed = tally.never('changes missed', 'of the provider, not on the board or not on the timeline');
  const doubled = tally.never('changes doubled or out of order');
  const dropped = tally.never('rows that the feed did not bring', 'a watching page against the board');
  const left = tally.never('handles left open', `more than ${HANDLES_KEPT} beyond those at the beginning`);
  const simulator = await startTwinJetSimulator({
    clients: practiceClients.map(({ area: _, team: __, ...client }) => client),
    seed,
    speed,
    troubleRate: 0.06,
  });
  const dataDir = await mkdtemp(join(tmpdir(), 'switchyard-soak-'));
  const server = await startServer({
    dataDir,
    args: ['--live'],
    env: { SWITCHYARD_LOG: 'info', NODE_OPTIONS: `--import=${INSIDE}` },
  });
  try {
    await using connection = await server.rpc();
    const { client } = connection;
    await client.settings.update({ polling: { requestsPerSecond: PER_SECOND } });
    const ids: ConnectionId[] = [];
    for (const { name, token } of practiceClients) {
      const { id } = await client.connections.create({
        provider: 'twinjet',
        label: name,
        baseUrl: simulator.url,
        secret: { apiToken: token },
      });
      ids.push(id);
    }
    const watching = watchBoard(client);
    const atFirst = await ask(server);
    const random = new SeededRandom(seed, 'soak');
    const startedAt = Date.now();
    const samples: Held[] = [];
    let booked = 0;
    say(`${jobs} live jobs at ${speed} times speed, ${Math.round(ms / 1000)} s`);
    while (Date.now() - startedAt < ms) {
      const live = simulator.books().filter(({ statusCode }) => !TERMINAL.has(statusCode)).length;
      const waiting = booked - simulator.books().length;
      for (let free = Math.min(40, jobs - live - waiting); free > 0; free -= 1) {
        booked += 1;
        await book(client, random.pick(ids), `SOAK-${booked}`, random.between(0, ms), random);
      }
      await sleep(Math.min(1_000, ms / 20));
      if (samples.length < (Date.now() - startedAt) / (ms / 60))
        samples.push(await sample(server, startedAt));
      if (samples.length % 10 === 0 && samples.length > 0) say(describe(samples.at(-1), live));
    }
    simulator.pauseLife(true);
    say('Everything stands still; waiting until the board has caught up');
    await catchUp(client, simulator);
    const behind = await compare(client, simulator, missed, doubled);
    await watching.compare(client, dropped);
    await watching.stop();
    await sleep(Math.min(ms, 10_000));
    const atLast = await ask(server);
    if (atLast.files > atFirst.files + HANDLES_KEPT)
      left(`${atFirst.files} files and sockets at the beginning, ${atLast.files} at the end`);
    if (atLast.resources > atFirst.resources + HANDLES_KEPT)
      left(`${atFirst.resources} handles at the beginning, ${atLast.resources} at the end`);

    const settled = samples.slice(Math.floor(samples.length / 3));
    const [first] = settled;
    const last = settled.at(-1);
    tally.seen('jobs booked', booked, '', `${jobs} live at a time, seed ${seed}`);
    tally.seen(
      'time',
      Math.round((Date.now() - startedAt) / 1000),
      's',
      `${speed} times as fast for the couriers`,
    );
    tally.seen(
      'changes of the provider',
      behind.changes,
      '',
      'lines of its histories, each looked for on our timelines',
    );
    tally.seen('requests', behind.requests);
    tally.seen(
      'heap growth',
      perHour(settled, 'heapMb'),
      'MB/h',
      `${show(first?.heapMb)} to ${show(last?.heapMb)} MB, after collecting garbage`,
    );
    tally.seen(
      'database growth',
      perHour(settled, 'databaseMb'),
      'MB/h',
      `${show(first?.databaseMb)} to ${show(last?.databaseMb)} MB, with its WAL; every job leaves its history`,
    );
    tally.seen('log growth', perHour(settled, 'logMb'), 'MB/h');
    tally.seen('files and sockets', atLast.files, '', `${atFirst.files} at the beginning`);
    tally.seen('handles and timers', atLast.resources, '', `${atFirst.resources} at the beginning`);
  } finally {
    await server.stop();
    await simulator.stop();
    await rm(dataDir, { recursive: true, force: true, maxRetries: 5 });
  }
  return tally.outcome();
}

const show = (value: number | undefined) => (value ?? Number.NaN).toFixed(1);

function describe(held: Held | undefined, live: number): string {
  return held
    ? `${Math.round(held.at / 1000)} s: ${live} live, heap ${show(held.heapMb)} MB, database ${show(held.databaseMb)} MB, ${held.files} files`
    : '';
}

async function book(
  client: Client,
  connectionId: ConnectionId,
  name: string,
  readyInMs: number,
  random: SeededRandom,
): Promise<void> {
  const at = (ms: number) => new Date(Date.now() + ms).toISOString();
  await client.twinjet.createJob({
    connectionId,
    job: seedJob({
      external_id: name,
      reference: `PO ${name} ${Math.floor(random.between(0, 1e6))}`,
      ready_time: at(readyInMs),
      deliver_from_time: at(readyInMs),
      deliver_to_time: at(readyInMs + 10 * 60_000),
    }),
  });
}

async function ask(server: ServerProcess): Promise<Omit<Held, 'at' | 'databaseMb' | 'logMb'>> {
  const answers = () => [...server.stderr().matchAll(/^chaos (\{.*\})$/gm)].map(([, json]) => json ?? '');
  const before = answers().length;
  process.kill(server.pid, 'SIGUSR2');
  for (let wait = 0; wait < 500; wait += 1) {
    const last = answers().at(-1);
    if (last !== undefined && answers().length > before)
      return JSON.parse(last) as Omit<Held, 'at' | 'databaseMb' | 'logMb'>;
    await sleep(20);
  }
  throw new Error('The server does not say what it holds.');
}

async function sample(server: ServerProcess, startedAt: number): Promise<Held> {
  const megabytes = async (folder: string, pattern: RegExp) => {
    const names = await readdir(folder).catch(() => []);
    const sizes = names
      .filter((name) => pattern.test(name))
      .map((name) =>
        stat(join(folder, name)).then(
          ({ size }) => size,
          () => 0,
        ),
      );
    return (await Promise.all(sizes)).reduce((sum, size) => sum + size, 0) / 2 ** 20;
  };
  return {
    at: Date.now() - startedAt,
    ...(await ask(server)),
    databaseMb: await megabytes(server.dataDir, /\.sqlite/),
    logMb: await megabytes(join(server.dataDir, 'logs'), /./),
  };
}

/** The slope of the straight line that lies closest to all samples. */
function perHour(samples: Held[], what: 'heapMb' | 'databaseMb' | 'logMb'): number {
  const mean = (values: number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;
  const [middleAt, middle] = [mean(samples.map(({ at }) => at)), mean(samples.map((held) => held[what]))];
  const over = samples.reduce((sum, held) => sum + (held.at - middleAt) * (held[what] - middle), 0);
  const under = samples.reduce((sum, { at }) => sum + (at - middleAt) ** 2, 0);
  return (over / under) * 60 * 60_000;
}

/** What a page sees that never asks for a view: the newest row of each job. */
function watchBoard(client: Client) {
  const rows = new Map<JobId, JobRow>();
  const stopping = new AbortController();
  const watched = (async () => {
    for await (const item of await client.jobs.watch({ sinceRevision: 0 }, { signal: stopping.signal })) {
      if (item.kind === 'changes') for (const row of item.rows) rows.set(row.id, row);
    }
  })().catch(() => undefined);
  return {
    async compare(asked: Client, dropped: (detail: string) => void) {
      for (const row of await allRows(asked)) {
        const seen = rows.get(row.id);
        if (seen?.revision !== row.revision || seen.status !== row.status)
          dropped(
            `${row.externalIds.externalId}: ${seen?.status} of revision ${seen?.revision}, the board says ${row.status} of ${row.revision}`,
          );
      }
    },
    async stop() {
      stopping.abort();
      await watched;
    },
  };
}

async function allRows(client: Client): Promise<JobRow[]> {
  const rows: JobRow[] = [];
  for (;;) {
    const view = { sort: { by: 'created' as const, direction: 'asc' as const }, group: 'none' as const };
    const page = await client.jobs.query({ view, offset: rows.length, limit: 500 });
    rows.push(...page.rows);
    if (page.rows.length === 0 || rows.length >= page.total) return rows;
  }
}

/** By polling alone, as always: nobody asks for a refresh. */
async function catchUp(client: Client, simulator: TwinJetSimulator): Promise<void> {
  // What was just booked is still being taken in.
  await sleep(4_000);
  const stoodAt = Date.now();
  for (;;) {
    const rows = await allRows(client);
    const codes = new Map(simulator.books().map(({ requestId, statusCode }) => [requestId, statusCode]));
    const behind = rows.filter((row) => {
      const code = codes.get(row.externalIds.requestId ?? '');
      return row.pending !== null || code === undefined || STATUSES[code] !== row.status;
    });
    if (behind.length === 0 || Date.now() - stoodAt > REST_LIMIT_MS) return;
    await sleep(1_000);
  }
}

async function compare(
  client: Client,
  simulator: TwinJetSimulator,
  missed: (detail: string) => void,
  doubled: (detail: string) => void,
): Promise<{ changes: number; requests: number }> {
  const rows = new Map((await allRows(client)).map((row) => [row.externalIds.requestId, row]));
  let changes = 0;
  let requests = 0;
  for (const { requestId, externalId, statusCode, requests: made } of simulator.books()) {
    requests += Object.values(made).reduce((sum, count) => sum + count, 0);
    const row = rows.get(requestId);
    if (row === undefined) {
      missed(`${externalId} is not on the board`);
      continue;
    }
    if (row.status !== STATUSES[statusCode])
      missed(`${externalId}: ${row.status} here, ${STATUSES[statusCode]} there`);
    const { events } = await client.jobs.get({ id: row.id });
    const ours = events.filter(({ kind }) => kind === 'history').map(({ text, at }) => `${at} ${text}`);
    const { job_history: theirs } = simulator.statusOf(requestId, false) as {
      job_history: { date: string; log: string }[];
    };
    changes += theirs.length;
    for (const { date, log } of theirs) {
      if (!ours.includes(`${Date.parse(date)} ${log}`)) missed(`${externalId}: “${log}” of ${date}`);
    }
    if (new Set(ours).size < ours.length || ours.length > theirs.length)
      doubled(`${externalId}: ${ours.length} lines here, ${theirs.length} there`);
    const odd = events.find(({ text }) => text.includes('unexpected'));
    if (odd) doubled(`${externalId}: ${odd.text}`);
  }
  return { changes, requests };
}
