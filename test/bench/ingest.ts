// Status answers of TwinJet from their bytes to the feed: schema, mapping, reconcile, transaction, publication, with the
// cache on its thread and some answers under way at once, as in the program; beside the floor, which parses the same bytes
// and upserts the same rows with one prepared statement and does nothing else.

import { join } from 'node:path';
import Database from 'better-sqlite3';
import { openCacheThread } from '../../electron/core/cache/open-cache-thread.ts';
import { createChangeFeed } from '../../electron/core/feed/change-feed.ts';
import { createHttpClient, digestOf } from '../../electron/core/http/http-client.ts';
import { createJobService } from '../../electron/core/jobs/job-service.ts';
import { newsFrom } from '../../electron/core/providers/twinjet/to-domain.ts';
import { createTwinJetProvider } from '../../electron/core/providers/twinjet/twinjet-provider.ts';
import { readStatus } from '../../electron/core/providers/twinjet/wire.ts';
import { systemClock } from '../../electron/hosting/system-clock.ts';
import type { ConnectionId, JobId } from '../../shared/domain/ids.ts';
import { count, type Figure, median, medianOfRuns } from './figures.ts';
import { dataFolder, quietLog } from './kept-caches.ts';

/** The goals. */
const SHARE_OF_FLOOR = 0.5;
const UNCHANGED_FASTER = 5;
/** Answers that are taken in at the same time: each waits for the cache, not for the others. */
const AT_ONCE = 50;
const CONNECTION = 'con-downtown' as ConnectionId;
const BEGAN_AT = Date.UTC(2026, 0, 5, 15);
const encoder = new TextEncoder();
const decoder = new TextDecoder();

interface Options {
  jobs: number;
  runs: number;
  say: (line: string) => void;
}

export async function ingest({ jobs, runs, say }: Options): Promise<Figure[]> {
  const all: Figure[][] = [];
  for (let run = 0; run < runs; run += 1) {
    await using folder = await dataFolder(2 * jobs, say);
    all.push(await ingestOnce(folder.dir, folder.database, jobs));
  }
  return medianOfRuns(all);
}

async function ingestOnce(dir: string, database: string, jobs: number): Promise<Figure[]> {
  const cache = await openCacheThread({ path: database, clock: systemClock, log: quietLog });
  const feed = createChangeFeed({ clock: systemClock });
  const service = createJobService({ cache, feed, clock: systemClock });
  const watching = new AbortController();
  const watched = follow(feed.watchJobs(undefined, watching.signal));
  const ids = (await cache.pollable()).slice(0, jobs).map(({ id }) => id);
  const turns = new Uint32Array(ids.length).fill(1);
  const answers = () => ids.map((id, index) => answerOf(id, index, turns[index] ?? 0));
  const change = (every: number) => {
    for (let index = 0; index < turns.length; index += every) turns[index] = (turns[index] ?? 0) + 1;
  };

  const take = async (id: JobId, bytes: Uint8Array) => {
    // As the HTTP client does: bytes that are known are not read.
    const digest = digestOf(bytes);
    if (digest === service.lastAnswer(id)) {
      service.stillSame(id, { isSame: true, digest, receivedAt: Date.now() });
      return;
    }
    const json: unknown = JSON.parse(decoder.decode(bytes));
    const read = readStatus(json);
    if (!read.ok) throw new Error(`The bench's own answer cannot be read: ${read.field}`);
    await service.applyNews(id, { ...newsFrom(read.value, Date.now(), json), digest });
  };
  const ours = async (bytes: readonly Uint8Array[]) => {
    const startedAt = performance.now();
    await eachOf(ids, (id, index) => take(id, bytes[index] ?? new Uint8Array()));
    return ids.length / ((performance.now() - startedAt) / 1000);
  };
  const floor = openFloor(join(dir, 'floor.sqlite'));
  try {
    // Once, so that every job has an answer to compare with, and every statement is prepared.
    const first = answers();
    await ours(first);
    floor.oneByOne(ids, first);

    const unchanged = await ours(answers());
    change(10);
    const tenth = await ours(answers());
    change(1);
    const changed = answers();
    const everything = await ours(changed);
    const oneByOne = floor.oneByOne(ids, changed);
    change(1);
    const again = answers();
    const together = floor.together(ids, again);
    const everythingAgain = await ours(again);
    change(1);
    const wholeWay = await throughClient(service, ids, answers());

    const speed = median([everything, everythingAgain]);
    const figure = (what: string, value: number, unit: string, rest: Partial<Figure> = {}): Figure => ({
      part: 'ingest',
      what: `${count(ids.length)} answers: ${what}`,
      value,
      unit,
      ...rest,
    });
    return [
      figure('nothing changed', unchanged, 'jobs/s'),
      figure('a tenth changed', tenth, 'jobs/s'),
      figure('all changed', speed, 'jobs/s'),
      figure('all changed, through the HTTP client as well', wholeWay, 'jobs/s'),
      figure('floor, an upsert for each answer', oneByOne, 'jobs/s'),
      figure('floor, all upserts in one transaction', together, 'jobs/s', {
        note: 'answers come one at a time, so this is what could be had at the price of holding them back',
      }),
      figure('all changed, against an upsert for each', speed / oneByOne, 'x', {
        goal: { least: SHARE_OF_FLOOR },
      }),
      figure('all changed, against all upserts in one transaction', speed / together, 'x', {
        goal: { least: SHARE_OF_FLOOR },
      }),
      figure('nothing changed, against all changed', unchanged / speed, 'x', {
        goal: { least: UNCHANGED_FASTER },
      }),
    ];
  } finally {
    watching.abort();
    await watched;
    floor.close();
    await cache.close();
  }
}

/** The same with everything that stands before the bytes in the program: budget, circuit, time limits, redaction. */
async function throughClient(
  service: ReturnType<typeof createJobService>,
  ids: readonly JobId[],
  bytes: readonly Uint8Array[],
): Promise<number> {
  const places = new Map(ids.map((id, index) => [String(id), index]));
  const http = createHttpClient({
    clock: systemClock,
    log: quietLog,
    fetch: async (_url, init) => {
      const { request_id: id } = JSON.parse(String(init?.body)) as { request_id: string };
      return new Response(bytes[places.get(id) ?? 0] as Uint8Array<ArrayBuffer>);
    },
  });
  http.setBudget(CONNECTION, { perSecond: 1e9, burst: 1e9 });
  const provider = createTwinJetProvider({ http });
  const account = {
    connectionId: CONNECTION,
    baseUrl: null,
    options: {},
    secret: { apiToken: 'bench-token' },
  };
  const none = { jobId: null, externalId: null, trackingId: null };
  const startedAt = performance.now();
  await eachOf(ids, async (id) => {
    const looked = await provider.look(
      account,
      { ids: { ...none, requestId: id }, reference: null },
      { priority: 'poll' },
    );
    if (!looked.ok) throw new Error(looked.error.sentence);
    await service.applyNews(id, looked.value);
  });
  return ids.length / ((performance.now() - startedAt) / 1000);
}

function openFloor(path: string) {
  const db = new Database(path);
  db.pragma('journal_mode = WAL');
  db.pragma('synchronous = NORMAL');
  db.exec(
    'CREATE TABLE job (id TEXT PRIMARY KEY, status INTEGER, source_at TEXT, received_at INTEGER, courier TEXT, raw TEXT) STRICT, WITHOUT ROWID',
  );
  const upsert = db.prepare(
    `INSERT INTO job VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT (id) DO UPDATE SET status = excluded.status,
     source_at = excluded.source_at, received_at = excluded.received_at, courier = excluded.courier, raw = excluded.raw`,
  );
  const run = (ids: readonly JobId[], bytes: readonly Uint8Array[]) => {
    for (const [index, id] of ids.entries()) {
      const text = decoder.decode(bytes[index]);
      const { current_status: now } = JSON.parse(text) as { current_status: Record<string, string | number> };
      upsert.run(id, now.status_code, now.status_time, Date.now(), now.courier_name, text);
    }
  };
  const timed = (work: () => void, jobs: number) => {
    const startedAt = performance.now();
    work();
    return jobs / ((performance.now() - startedAt) / 1000);
  };
  return {
    oneByOne: (ids: readonly JobId[], bytes: readonly Uint8Array[]) =>
      timed(() => run(ids, bytes), ids.length),
    together: (ids: readonly JobId[], bytes: readonly Uint8Array[]) =>
      timed(() => db.transaction(run)(ids, bytes), ids.length),
    close: () => db.close(),
  };
}

/** In their order, some at once. */
async function eachOf(
  ids: readonly JobId[],
  work: (id: JobId, index: number) => Promise<void>,
): Promise<void> {
  const rest = ids.entries();
  const one = async () => {
    for (const [index, id] of rest) await work(id, index);
  };
  await Promise.all(Array.from({ length: AT_ONCE }, one));
}

async function follow(changes: AsyncGenerator<unknown, void>): Promise<void> {
  for await (const _ of changes);
}

const CODES = [50, 60, 61];

/** As a job reads after so many changes: each adds a line to its history and a place to its courier's way. */
function answerOf(id: JobId, index: number, turn: number): Uint8Array {
  const at = (step: number) => new Date(BEGAN_AT + index * 1000 + step * 60_000).toISOString();
  const courier = `${100 + (index % 200)} Rosa Reyes`;
  const steps = Array.from({ length: Math.min(turn, 6) }, (_, step) => turn - step).reverse();
  return encoder.encode(
    JSON.stringify({
      job_info: {
        job_id: 3_000_000 + index,
        request_id: id,
        reference: '',
        courier,
        user: `rider${index % 200}`,
      },
      job_locations: steps.map((step) => ({
        date: at(step),
        lat: String(37.7 + ((index + step) % 100) / 1000),
        lng: String(-122.5 + ((index + step) % 90) / 1000),
        user: `rider${index % 200}`,
        courier: `${courier} (Bench Couriers)`,
      })),
      current_status: {
        status_code: CODES[turn % CODES.length],
        status_string: 'on its way',
        courier_name: courier,
        remarks: '',
        status_time: at(turn).slice(0, 23),
        last_location: null,
      },
      job_history: [
        { date: at(0), log: 'Job was created via the TwinJet API v1.', user: null },
        ...steps.map((step) => ({
          date: at(step),
          log: `Job was changed for the ${step}. time.`,
          courier: `${courier} (Bench Couriers)`,
          user: `rider${index % 200}`,
        })),
      ],
    }),
  );
}
