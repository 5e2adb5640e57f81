// Following by listings, against a real cache, real job and connection services and a provider that lists what the test
// has put there. Time is turned by hand.

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { ConnectionId } from '../../../shared/domain/ids.ts';
import type { JobStatus } from '../../../shared/domain/job-status.ts';
import { bookedJob } from '../../../test/support/booked-job.ts';
import { createVirtualClock, type VirtualClock } from '../../../test/support/virtual-clock.ts';
import type { JobRecord } from '../cache/cache.ts';
import { type OpenedCache, openCache } from '../cache/open-cache.ts';
import { type ConnectionService, createConnectionService } from '../connections/connection-service.ts';
import { createMemorySecrets } from '../connections/memory-secrets.ts';
import { type ChangeFeed, createChangeFeed } from '../feed/change-feed.ts';
import { createHttpClient } from '../http/http-client.ts';
import { createJobService, type JobService } from '../jobs/job-service.ts';
import type { Logger } from '../ports.ts';
import type { JobNews, Provider, ProviderError } from '../providers/provider.ts';
import { createPoller, type Poller } from './poller.ts';

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const PAGE = 3;

/** A parcel as the provider has it. */
interface Parcel {
  id: string;
  status: JobStatus;
  /** By their clock. */
  updatedAt: number;
}

let folder: string;
let clock: VirtualClock;
let cache: OpenedCache;
let feed: ChangeFeed;
let jobs: JobService;
let connections: ConnectionService;
let connectionId: ConnectionId;
let poller: Poller;
let pace: { paused: boolean; requestsPerSecond: number };
let warned: string[];

let parcels: Parcel[];
let theirClockIsAheadMs: number;
let tellsTheirClock: boolean;
let unreadable: string[];
/** Every page that was asked for. */
let asked: { since: number | null; page: string | null; at: number; priority: string }[];
let looked: { id: string | null; at: number }[];
/** Fails instead of the answer; called with the number of the question. */
let fails: (question: number) => ProviderError | null;
/** Before an answer is given. */
let beforeAnswer: () => Promise<void>;

const silent: Logger = {
  debug() {},
  info() {},
  warn: (message, fields) => void warned.push(`${message}: ${fields?.entry}`),
  error: (message, fields) => {
    throw new Error(`${message} ${JSON.stringify(fields)}`);
  },
};
const failure = (kind: ProviderError['kind']): ProviderError => ({
  kind,
  sentence: `It was ${kind}.`,
  status: null,
  fields: [],
  body: null,
  retryAt: null,
});
const theirNow = () => clock.now() + theirClockIsAheadMs;

function newsOf({ id, status, updatedAt }: Parcel): JobNews {
  return {
    status,
    rawStatus: status,
    rawStatusText: null,
    sourceAt: updatedAt,
    receivedAt: clock.now(),
    ids: { requestId: null, jobId: id, externalId: null, trackingId: null },
    reference: null,
    courier: null,
    remarks: null,
    events: [],
    positions: [],
    raw: { id, status, updatedAt },
  };
}

const provider: Provider = {
  name: 'aftership',
  documentedOrigin: 'https://provider.test',
  factsOf: () => ({}),
  checkSecret: () => [],
  checkOptions: () => [],
  test: async () => ({ ok: true, value: { clientName: null } }),
  send: () => Promise.reject(new Error('not used')),
  locate: () => Promise.reject(new Error('not used')),
  async look(_account, { ids }) {
    looked.push({ id: ids.jobId, at: clock.now() });
    const parcel = parcels.find(({ id }) => id === ids.jobId);
    return parcel ? { ok: true, value: newsOf(parcel) } : { ok: false, error: failure('not-found') };
  },
  async changes(_account, { since, page }, { priority }) {
    asked.push({ since, page, at: clock.now(), priority });
    const error = fails(asked.length);
    await beforeAnswer();
    if (error) return { ok: false, error };
    const changed = parcels
      .filter(({ updatedAt }) => since === null || updatedAt >= since)
      .sort((a, b) => a.updatedAt - b.updatedAt);
    const from = Number(page ?? 0);
    const more = changed.length > from + PAGE;
    return {
      ok: true,
      value: {
        news: changed.slice(from, from + PAGE).map(newsOf),
        next: more ? String(from + PAGE) : null,
        unreadable: more ? [] : unreadable,
        ...(tellsTheirClock && { at: theirNow() }),
      },
    };
  },
};

function put(id: string, status: JobStatus, updatedAt = theirNow()): void {
  parcels = [...parcels.filter((parcel) => parcel.id !== id), { id, status, updatedAt }];
}

async function kept(jobId: string) {
  const [row] = await cache.findJobs(connectionId, { jobId });
  return row;
}
const total = async () => (await cache.query({}, 0, 1, clock.now())).total;
const health = async () => (await connections.list())[0]?.health;

function booked(jobId: string, over: Partial<JobRecord> = {}): JobRecord {
  return bookedJob(connectionId, clock.now(), {
    status: 'submitted',
    externalIds: { requestId: null, jobId, externalId: `E-${jobId}`, trackingId: null },
    receivedAt: null,
    ...over,
  });
}

function newPoller(): Poller {
  return createPoller({
    cache,
    feed,
    jobs,
    connections,
    clock,
    log: silent,
    pace: () => pace,
    random: () => 0.5,
  });
}

/** The process ends and begins again over the same file. */
async function restart(): Promise<void> {
  await poller.stop();
  jobs = createJobService({ cache, feed, clock });
  poller = newPoller();
  await poller.start();
}

beforeEach(async () => {
  warned = [];
  parcels = [];
  asked = [];
  looked = [];
  unreadable = [];
  theirClockIsAheadMs = 0;
  tellsTheirClock = false;
  fails = () => null;
  beforeAnswer = async () => {};
  pace = { paused: false, requestsPerSecond: 5 };
  folder = mkdtempSync(join(tmpdir(), 'switchyard-sync-'));
  clock = createVirtualClock();
  cache = await openCache({ path: join(folder, 'cache.sqlite'), clock, log: silent });
  feed = createChangeFeed({ clock });
  jobs = createJobService({ cache, feed, clock });
  const http = createHttpClient({ fetch: () => Promise.reject(new Error('not used')), clock, log: silent });
  connections = createConnectionService({
    cache,
    secrets: createMemorySecrets(),
    providers: { aftership: provider },
    http,
    feed,
    clock,
    log: silent,
    requestsPerSecond: 5,
  });
  connectionId = await connections.create({ provider: 'aftership', label: 'Test', secret: { key: 'a' } });
  poller = newPoller();
});

afterEach(async () => {
  await poller.stop();
  await cache.close();
  rmSync(folder, { recursive: true, force: true });
});

describe('what is taken up', () => {
  it('is at first everything the provider has, also before there is any job here', async () => {
    for (let index = 0; index < 8; index += 1) put(`P${index}`, 'in-transit', theirNow() - index * MINUTE);
    await poller.start();
    await clock.advance(5 * SECOND);
    expect(asked.map(({ since, page }) => [since, page])).toEqual([
      [null, null],
      [null, '3'],
      [null, '6'],
    ]);
    expect(await total()).toBe(8);
    expect(await kept('P4')).toMatchObject({ status: 'in-transit', origin: 'followed' });
    expect(looked).toEqual([]);
  });

  it('is from then on only what changed, with an overlap, about twice a minute', async () => {
    put('P1', 'in-transit');
    put('P2', 'in-transit', theirNow() - 60 * MINUTE);
    await poller.start();
    await clock.advance(10 * SECOND);
    const [first] = asked;
    put('P1', 'out-for-delivery');
    await clock.advance(30 * SECOND);
    expect(await kept('P1')).toMatchObject({ status: 'out-for-delivery' });
    expect(asked).toHaveLength(2);
    expect(asked[1]?.since).toBe((first?.at ?? 0) - 2 * MINUTE);
    await clock.advance(9 * MINUTE);
    expect(asked.length).toBeGreaterThan(15);
    expect(asked.length).toBeLessThan(23);
    expect(looked).toEqual([]);
  });

  it('goes on after a restart where it had ended', async () => {
    put('P1', 'in-transit');
    await poller.start();
    await clock.advance(5 * SECOND);
    const [first] = asked;
    await poller.stop();
    clock.jump(8 * 60 * MINUTE);
    put('P1', 'delivered', theirNow() - 60 * MINUTE);
    await restart();
    await clock.advance(5 * SECOND);
    expect(asked[1]?.since).toBe((first?.at ?? 0) - 2 * MINUTE);
    expect(await kept('P1')).toMatchObject({ status: 'delivered' });
  });

  it('begins anew for another account, and for a connection that is made later', async () => {
    put('P1', 'in-transit', theirNow() - 60 * MINUTE);
    await poller.start();
    await clock.advance(40 * SECOND);
    expect(asked.at(-1)?.since).not.toBeNull();
    await connections.update(connectionId, { secret: { key: 'b' } });
    await clock.advance(5 * SECOND);
    expect(asked.at(-1)?.since).toBeNull();
    const before = asked.length;
    await connections.create({ provider: 'aftership', label: 'Another', secret: { key: 'c' } });
    await clock.advance(5 * SECOND);
    expect(asked.slice(before).map(({ since }) => since)).toContain(null);
  });
});

describe('nothing is lost', () => {
  it('where a page gets no answer: the round begins anew from where it began', async () => {
    for (let index = 0; index < 8; index += 1) put(`P${index}`, 'in-transit', theirNow() - index * MINUTE);
    fails = (question) => (question === 3 ? failure('unreachable') : null);
    await poller.start();
    await clock.advance(2 * SECOND);
    expect(await total()).toBe(6);
    await clock.advance(20 * SECOND);
    expect(asked.slice(3).map(({ since, page }) => [since, page])).toEqual([
      [null, null],
      [null, '3'],
      [null, '6'],
    ]);
    expect(await total()).toBe(8);
  });

  it('where the console ends in the middle of a round', async () => {
    for (let index = 0; index < 8; index += 1) put(`P${index}`, 'in-transit', theirNow() - index * MINUTE);
    await poller.start();
    await clock.advance(0);
    expect(await total()).toBe(3);
    await restart();
    await clock.advance(5 * SECOND);
    expect(await total()).toBe(8);
  });

  it('where our clock is an hour ahead of theirs and they tell theirs', async () => {
    theirClockIsAheadMs = -60 * MINUTE;
    tellsTheirClock = true;
    put('P1', 'in-transit');
    await poller.start();
    await clock.advance(40 * SECOND);
    put('P1', 'delivered');
    await clock.advance(40 * SECOND);
    expect(await kept('P1')).toMatchObject({ status: 'delivered' });
  });

  it('where our clock is an hour ahead and they tell no time of their own', async () => {
    theirClockIsAheadMs = -60 * MINUTE;
    await poller.start();
    await clock.advance(40 * SECOND);
    put('P1', 'in-transit');
    await clock.advance(40 * SECOND);
    put('P1', 'delivered');
    await clock.advance(40 * SECOND);
    expect(await kept('P1')).toMatchObject({ status: 'delivered' });
  });

  it('where our clock is an hour behind and they tell no time of their own', async () => {
    theirClockIsAheadMs = 60 * MINUTE;
    put('P1', 'in-transit');
    await poller.start();
    await clock.advance(40 * SECOND);
    put('P1', 'delivered');
    await clock.advance(40 * SECOND);
    expect(await kept('P1')).toMatchObject({ status: 'delivered' });
    expect(Math.max(...asked.map(({ since }) => since ?? 0))).toBeLessThan(clock.now());
  });

  it('where our clock is set back by a day', async () => {
    put('P1', 'in-transit');
    await poller.start();
    await clock.advance(40 * SECOND);
    // Theirs goes on as before.
    clock.jump(-24 * 60 * MINUTE);
    theirClockIsAheadMs = 24 * 60 * MINUTE;
    put('P1', 'delivered');
    await clock.advance(6 * MINUTE);
    expect(await kept('P1')).toMatchObject({ status: 'delivered' });
  });

  it('where something was done to a job while a listing was on its way: it is looked at instead', async () => {
    put('P1', 'in-transit');
    await poller.start();
    await clock.advance(5 * SECOND);
    const row = await kept('P1');
    if (!row) throw new Error('not kept');
    put('P1', 'exception');
    let answer = () => {};
    beforeAnswer = () => new Promise((resolve) => (answer = resolve));
    await clock.advance(35 * SECOND);
    await jobs.change(row.id, () => ({ patchJobs: [{ id: row.id, set: { tags: ['rush'] } }] }));
    beforeAnswer = async () => {};
    answer();
    await clock.advance(3 * SECOND);
    expect(looked.map(({ id }) => id)).toEqual(['P1']);
    expect(await kept('P1')).toMatchObject({ status: 'exception' });
  });

  it('where an entry cannot be read: it is said once in the log, and with the connection, its neighbours stay', async () => {
    put('P1', 'in-transit');
    unreadable = ['P9: tag is missing', 'P8: tag is missing'];
    await poller.start();
    await clock.advance(2 * MINUTE);
    expect(await kept('P1')).toMatchObject({ status: 'in-transit' });
    expect(warned).toEqual([
      'An entry of a listing could not be read: P9: tag is missing',
      'An entry of a listing could not be read: P8: tag is missing',
    ]);
    expect(await health()).toMatchObject({
      state: 'ok',
      message: expect.stringContaining('P9: tag is missing and 1 more'),
    });
    unreadable = [];
    await clock.advance(10 * MINUTE);
    expect((await health())?.message).toContain('P9');
    await connections.test(connectionId);
    expect((await health())?.message).toBeNull();
  });

  it('where a listing goes in circles: that is said, and not asked for ever', async () => {
    const { changes } = provider;
    provider.changes = async (account, from, options) => {
      const answer = await changes?.(account, { ...from, page: null }, options);
      if (!answer?.ok) throw new Error('not used');
      return { ok: true, value: { ...answer.value, next: 'again' } };
    };
    await poller.start();
    await clock.advance(3 * SECOND);
    provider.changes = changes as NonNullable<typeof changes>;
    expect(asked).toHaveLength(2);
    expect(await cache.value(`sync:${connectionId}`)).toBeNull();
  });
});

describe('how old the news is', () => {
  it('is told of what did not change too: as old as the beginning of the round that said so', async () => {
    put('P1', 'in-transit', theirNow() - 60 * MINUTE);
    await poller.start();
    await clock.advance(10 * MINUTE);
    const last = asked.at(-1)?.at ?? 0;
    await poller.stop();
    expect(await kept('P1')).toMatchObject({ receivedAt: last });
  });

  it('stays what it was while rounds do not come to their end', async () => {
    put('P1', 'in-transit', theirNow() - 60 * MINUTE);
    await poller.start();
    await clock.advance(40 * SECOND);
    const last = asked.at(-1)?.at ?? 0;
    fails = () => failure('unreachable');
    await clock.advance(20 * MINUTE);
    await poller.stop();
    expect(await kept('P1')).toMatchObject({ receivedAt: last, status: 'in-transit' });
  });

  it('is no fresher than the question, however long the answer takes', async () => {
    put('P1', 'in-transit', theirNow() - 60 * MINUTE);
    await poller.start();
    await clock.advance(5 * SECOND);
    let answer = () => {};
    beforeAnswer = () => new Promise((resolve) => (answer = resolve));
    await clock.advance(40 * SECOND);
    const { at } = asked.at(-1) ?? { at: 0 };
    answer();
    await clock.advance(6 * SECOND);
    expect(await kept('P1')).toMatchObject({ receivedAt: at });
  });

  it('of one that has ended is confirmed once, and it is let go', async () => {
    put('P1', 'in-transit');
    await poller.start();
    await clock.advance(5 * SECOND);
    put('P1', 'delivered');
    await clock.advance(2 * MINUTE);
    expect((await cache.pollable()).map(({ id }) => id)).toEqual([]);
  });
});

describe('whether it may ask', () => {
  it('is decided by the settings, the connection and its health', async () => {
    pace.paused = true;
    await poller.start();
    await clock.advance(5 * MINUTE);
    expect(asked).toEqual([]);
    pace.paused = false;
    poller.settingsChanged();
    await clock.advance(SECOND);
    expect(asked).toHaveLength(1);
    await connections.update(connectionId, { paused: true });
    await clock.advance(5 * MINUTE);
    expect(asked).toHaveLength(1);
    await connections.update(connectionId, { paused: false });
    await clock.advance(SECOND);
    expect(asked).toHaveLength(2);
  });

  it('signed out, it tries seldom, and at once when there is another secret', async () => {
    fails = () => failure('signed-out');
    await poller.start();
    await clock.advance(30 * MINUTE);
    expect(asked.length).toBeLessThan(10);
    expect(await health()).toMatchObject({ state: 'signed-out' });
    fails = () => null;
    const before = asked.length;
    await connections.update(connectionId, { secret: { key: 'new' } });
    await clock.advance(SECOND);
    expect(asked.length).toBe(before + 1);
    expect(await health()).toMatchObject({ state: 'ok' });
  });

  it('asks for the pages of a long listing within the budget', async () => {
    for (let index = 0; index < 60; index += 1) put(`P${index}`, 'in-transit', theirNow() - index * MINUTE);
    pace.requestsPerSecond = 2;
    await poller.start();
    await clock.advance(4 * SECOND);
    expect(asked.length).toBeLessThanOrEqual(9);
    await clock.advance(10 * SECOND);
    expect(await total()).toBe(60);
  });

  it('a person who wants to know is not kept waiting, and hears what went wrong', async () => {
    pace.paused = true;
    put('P1', 'in-transit');
    await poller.start();
    const first = { at: clock.now(), told: 1, changed: 1, begun: 1 };
    expect(await poller.syncNow(connectionId)).toEqual({ ok: true, message: null, listing: first });
    expect(await health()).toMatchObject({ lastListing: first });
    expect(await total()).toBe(1);
    expect(asked.map(({ priority }) => priority)).toEqual(['person']);
    fails = () => failure('limited');
    expect(await poller.syncNow(connectionId)).toEqual({
      ok: false,
      message: 'It was limited.',
      listing: null,
    });
    // What was told to its end stands: when, and what it found.
    expect(await health()).toMatchObject({ lastListing: first });
    fails = () => null;
    await clock.advance(MINUTE);
    put('P1', 'delivered');
    expect(await poller.syncNow(connectionId)).toMatchObject({ listing: { told: 1, changed: 1, begun: 0 } });
  });
});

describe('single jobs', () => {
  it('are looked at while no listing has told of them', async () => {
    await poller.start();
    await clock.advance(2 * SECOND);
    await jobs.adopt([booked('N1')]);
    await clock.advance(5 * SECOND);
    expect(looked.filter(({ id }) => id === 'N1').length).toBeGreaterThanOrEqual(2);
    put('N1', 'accepted');
    await clock.advance(10 * SECOND);
    expect(await kept('N1')).toMatchObject({ status: 'accepted' });
    const looks = looked.length;
    await clock.advance(10 * MINUTE);
    expect(looked).toHaveLength(looks);
  });

  it('are looked at once more when something was done to them, also to one that had ended', async () => {
    put('P1', 'in-transit');
    put('P2', 'failed');
    await poller.start();
    await clock.advance(5 * SECOND);
    const [one, two] = [await kept('P1'), await kept('P2')];
    if (!one || !two) throw new Error('not kept');
    await jobs.change(two.id, () => ({ patchJobs: [{ id: two.id, set: { status: 'submitted' } }] }));
    poller.soon(one.id);
    poller.soon(two.id);
    await clock.advance(2 * SECOND);
    expect(looked.map(({ id }) => id).sort()).toEqual(['P1', 'P2']);
    await clock.advance(10 * MINUTE);
    expect(looked).toHaveLength(2);
  });

  it('that were removed there are noticed, though no listing tells of them: one look a round, the longest silent first', async () => {
    for (let index = 0; index < 5; index += 1) put(`P${index}`, 'in-transit', theirNow() - index * MINUTE);
    await poller.start();
    await clock.advance(29 * MINUTE);
    expect(looked).toEqual([]);
    parcels = parcels.filter(({ id }) => id !== 'P3');
    await clock.advance(5 * MINUTE);
    expect(new Set(looked.map(({ id }) => id))).toEqual(new Set(['P0', 'P1', 'P2', 'P3', 'P4']));
    expect(looked.filter(({ id }) => id === 'P0')).toHaveLength(1);
    const seenAt = (await kept('P3'))?.receivedAt ?? 0;
    expect((await kept('P3'))?.trouble).toBe('It was not-found.');
    await clock.advance(10 * MINUTE);
    expect((await kept('P3'))?.receivedAt).toBe(seenAt);
  });

  it('are looked at when a person wants to know', async () => {
    put('P1', 'in-transit');
    await poller.start();
    await clock.advance(5 * SECOND);
    const row = await kept('P1');
    put('P1', 'delivered');
    const results = await poller.pollNow(row ? [row.id] : []);
    expect(results).toMatchObject([{ ok: true }]);
    expect(await kept('P1')).toMatchObject({ status: 'delivered' });
  });
});
