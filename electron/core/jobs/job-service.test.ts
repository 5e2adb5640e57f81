// Job service and notices against a real cache file, with a clock turned by hand.

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { DEFAULT_SETTINGS } from '../../../shared/contract/settings.ts';
import type { Command } from '../../../shared/domain/command.ts';
import type { CommandId, ConnectionId, JobId } from '../../../shared/domain/ids.ts';
import { bookedJob } from '../../../test/support/booked-job.ts';
import { createVirtualClock, type VirtualClock } from '../../../test/support/virtual-clock.ts';
import type { Cache, JobRecord } from '../cache/cache.ts';
import { openCache } from '../cache/open-cache.ts';
import { type ChangeFeed, createChangeFeed } from '../feed/change-feed.ts';
import type { Logger, Notice } from '../ports.ts';
import type { JobNews } from '../providers/provider.ts';
import { createJobService, type JobService } from './job-service.ts';
import { createNotices, type Notices } from './notices.ts';

const CONNECTION = { id: 'connection-1' as ConnectionId, provider: 'twinjet' as const };
const silent: Logger = { debug() {}, info() {}, warn() {}, error() {} };
const MINUTE = 60_000;

let folder: string;
let clock: VirtualClock;
let cache: Cache;
let feed: ChangeFeed;
let jobs: JobService;
let notices: Notices;
let shown: Notice[];

function news(requestId: string, over: Partial<JobNews> = {}): JobNews {
  return {
    status: 'accepted',
    rawStatus: '50',
    rawStatusText: 'accepted',
    sourceAt: clock.now(),
    receivedAt: clock.now(),
    ids: { requestId, jobId: null, externalId: null, trackingId: null },
    reference: null,
    courier: null,
    remarks: null,
    events: [],
    positions: [],
    raw: { requestId, ...over },
    ...over,
  };
}

const follow = async (requestId: string, over: Partial<JobNews> = {}) =>
  (await jobs.follow(CONNECTION, news(requestId, over))).jobId;

async function startNotices(): Promise<void> {
  notices = createNotices({
    cache,
    feed,
    clock,
    log: silent,
    notifier: { show: (notice) => shown.push(notice) },
    settings: () => DEFAULT_SETTINGS,
  });
  await notices.start();
}

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'switchyard-jobs-'));
  clock = createVirtualClock();
  cache = await openCache({ path: join(folder, 'cache.sqlite'), clock, log: silent });
  feed = createChangeFeed({ clock });
  jobs = createJobService({ cache, feed, clock });
  shown = [];
  await cache.saveConnection({
    ...CONNECTION,
    label: 'Test',
    baseUrl: null,
    options: {},
    createdAt: clock.now(),
    paused: false,
    removed: false,
  });
  await startNotices();
});

afterEach(async () => {
  notices.stop();
  await cache.close();
  rmSync(folder, { recursive: true, force: true });
});

describe('jobs that the console knows by itself', () => {
  it('are written with what is told of them, whole and at once', async () => {
    const plain = bookedJob(CONNECTION.id, clock.now(), { status: 'submitted' });
    const moving = bookedJob(CONNECTION.id, clock.now(), { status: 'assigned', rawStatus: '60' });
    const heard: string[][] = [];
    feed.subscribe((result) => void heard.push(result.rows.map(({ id }) => id)));
    const at = clock.now() - MINUTE;
    const told = news('R1', {
      status: 'assigned',
      rawStatus: '60',
      courier: { key: 'billy', name: '411 Billy' },
      positions: [{ at, lat: 37.77, lng: -122.42 }],
      events: [{ at, kind: 'history', text: 'Job was assigned.', actor: null, position: null }],
    });
    await jobs.adopt([plain, moving], new Map([[moving.id, told]]));
    expect(heard).toEqual([[plain.id, moving.id]]);
    const { revision } = await cache.query({}, 0, 1, clock.now());
    expect(revision).toBe(1);
    expect(await cache.job(moving.id)).toMatchObject({
      status: 'assigned',
      courierName: '411 Billy',
      receivedAt: clock.now(),
      externalIds: { requestId: 'R1' },
    });
    expect((await cache.events(moving.id)).map(({ text }) => text)).toEqual(['Job was assigned.']);
    expect(await cache.jobTrail(moving.id)).toEqual([{ at, lat: 37.77, lng: -122.42 }]);
    expect(await cache.raw(moving.id)).toEqual(told.raw);
    expect(await cache.job(plain.id)).toMatchObject({ status: 'submitted', receivedAt: null });
  });
});

describe('job service', () => {
  it('follows a job made elsewhere once, however often it is asked to', async () => {
    const first = await jobs.follow(CONNECTION, news('R1'));
    const second = await jobs.follow(CONNECTION, news('R1', { status: 'assigned', rawStatus: '60' }));
    expect(second).toEqual({ jobId: first.jobId, existed: true });
    expect((await cache.job(first.jobId))?.status).toBe('assigned');
  });

  it('knows a booking of ours, whose answer is missing, by its external id', async () => {
    const externalIds = { requestId: null, jobId: null, externalId: 'SY-1', trackingId: null };
    const booked = bookedJob(CONNECTION.id, clock.now(), { status: 'queued', externalIds });
    await jobs.write({ insertJobs: [booked] });
    const found = await jobs.follow(
      CONNECTION,
      news('R1', { ids: { ...externalIds, requestId: 'R1', jobId: '5' } }),
    );
    expect(found).toEqual({ jobId: booked.id, existed: true });
    expect((await cache.query({}, 0, 10, clock.now())).total).toBe(1);
    // The outbox alone settles it.
    expect((await cache.job(booked.id))?.status).toBe('queued');
  });

  it('tells the age of the first look after a start, though nothing changed', async () => {
    const id = await follow('R1');
    jobs = createJobService({ cache, feed, clock });
    const seen: unknown[] = [];
    const stop = new AbortController();
    void (async () => {
      for await (const change of feed.watchJobs(await cache.revision(), stop.signal)) seen.push(change);
    })();
    await clock.settle();
    const told = { ...news('R1'), sourceAt: (await cache.job(id))?.sourceAt ?? null };
    const later = clock.now() + MINUTE;
    await jobs.applyNews(id, { ...told, receivedAt: later });
    await clock.advance(2000);
    expect(seen).toEqual([{ kind: 'seen', seen: [{ id, receivedAt: later }] }]);
    stop.abort();
  });

  it('writes nothing for an answer that is the same to the letter', async () => {
    const id = await follow('R1');
    const same = { ...news('R1'), raw: { fixed: true } };
    await jobs.applyNews(id, same);
    const before = await cache.revision();
    const seen: unknown[] = [];
    const stop = new AbortController();
    void (async () => {
      for await (const change of feed.watchJobs(before, stop.signal)) seen.push(change);
    })();
    await clock.settle();
    const later = clock.now() + MINUTE;
    expect(await jobs.applyNews(id, { ...same, receivedAt: later })).toEqual({ changed: false });
    expect(await cache.revision()).toBe(before);
    await clock.advance(2000);
    expect(seen).toContainEqual({ kind: 'seen', seen: [{ id, receivedAt: later }] });
    stop.abort();
  });

  it('keeps changes of one job in their order, although each reads first', async () => {
    const id = await follow('R1');
    await Promise.all(['one', 'two', 'three'].map((note) => jobs.note(id, note)));
    expect((await cache.job(id))?.note).toBe('three');
    expect(
      (await cache.events(id)).filter((event) => event.kind === 'note').map((event) => event.text),
    ).toEqual(['one', 'two', 'three']);
  });

  it('tolerates that a provider does not know a new job yet, and says so later', async () => {
    const id = await follow('R1');
    const error = {
      kind: 'not-found' as const,
      sentence: 'TwinJet does not know this job.',
      status: 404,
      fields: [],
      body: null,
      retryAt: null,
    };
    await jobs.notKnown(id, error);
    expect((await cache.job(id))?.trouble).toBeNull();
    clock.jump(5 * MINUTE);
    await jobs.notKnown(id, error);
    expect((await cache.job(id))?.trouble).toBe('TwinJet does not know this job.');
    expect((await cache.job(id))?.status).toBe('accepted');
    await jobs.applyNews(id, news('R1'));
    expect((await cache.job(id))?.trouble).toBeNull();
    // A booking that waited in the outbox for hours is new to the provider all the same.
    const waited = bookedJob(CONNECTION.id, clock.now() - 180 * MINUTE, { changedAt: clock.now() });
    await jobs.write({ insertJobs: [waited] });
    await jobs.notKnown(waited.id, error);
    expect((await cache.job(waited.id))?.trouble).toBeNull();
  });

  it('tags and archives only what is not so already', async () => {
    const ids: JobId[] = [await follow('R1'), await follow('R2')];
    expect(await jobs.tag(ids, ['rush'], [])).toBe(2);
    expect(await jobs.tag(ids, ['rush'], [])).toBe(0);
    expect(await jobs.tag(ids, [], ['rush'])).toBe(2);
    expect(await jobs.archive(ids, true)).toBe(2);
    expect(await jobs.archive(ids, true)).toBe(0);
  });
});

describe('a booking of ours whose answer is missing', () => {
  const none = { requestId: null, jobId: null, externalId: null, trackingId: null };

  /** As the outbox leaves it after a time-out. */
  async function unknownBooking(over: Partial<JobRecord> = {}): Promise<JobRecord> {
    const booked = bookedJob(CONNECTION.id, clock.now(), {
      status: 'queued',
      externalIds: { ...none, externalId: 'SY-1' },
      ...over,
    });
    const command: Command = {
      id: 'command-1' as CommandId,
      jobId: booked.id,
      connectionId: CONNECTION.id,
      provider: 'twinjet',
      kind: 'create',
      state: 'unknown',
      payload: {},
      createdAt: clock.now(),
      updatedAt: clock.now(),
      attempts: 1,
      firstSentAt: clock.now(),
      nextAt: null,
      waitingFor: null,
      problem: null,
    };
    await jobs.write({ insertJobs: [booked], commands: [command] });
    return booked;
  }
  const total = async () => (await cache.query({}, 0, 10, clock.now())).total;

  it('does not come onto the board a second time by an answer that leaves its external id out', async () => {
    const booked = await unknownBooking();
    await expect(jobs.follow(CONNECTION, news('R1'))).rejects.toMatchObject({
      code: 'CONFLICT',
      jobId: booked.id,
    });
    expect(await total()).toBe(1);
  });

  it('is in nobody’s way where the answer shows that it is another job', async () => {
    await unknownBooking({ reference: 'A' });
    await jobs.follow(CONNECTION, news('R1', { ids: { ...none, requestId: 'R1', externalId: 'SY-2' } }));
    await jobs.follow(CONNECTION, news('R2', { reference: 'B' }));
    expect(await total()).toBe(3);
  });

  it('is left to the outbox by a listing, by its external id and by its tracking number', async () => {
    const booked = await unknownBooking({ externalIds: { ...none, externalId: 'SY-1', trackingId: 'T1' } });
    const { changed } = await jobs.takeChanges(
      CONNECTION,
      [
        news('R1', { ids: { ...none, requestId: 'R1', externalId: 'SY-1' } }),
        news('R1', { ids: { ...none, requestId: 'R1', trackingId: 'T1' } }),
      ],
      await cache.revision(),
    );
    expect(changed).toEqual([]);
    expect(await total()).toBe(1);
    expect((await cache.job(booked.id))?.status).toBe('queued');
  });
});

describe('a booking of ours that was refused, and is there all the same', () => {
  const none = { requestId: null, jobId: null, externalId: null, trackingId: null };
  const its = { ...none, jobId: '65f0', externalId: 'SO-1' };

  async function refused(over: Partial<JobRecord> = {}, command: Partial<Command> = {}): Promise<Command> {
    const booked = bookedJob(CONNECTION.id, clock.now(), {
      status: 'failed',
      externalIds: { ...none, externalId: 'SO-1' },
      trouble: 'No delivery provider takes it.',
      ...over,
    });
    const create: Command = {
      id: `command-${booked.id}` as CommandId,
      jobId: booked.id,
      connectionId: CONNECTION.id,
      provider: 'twinjet',
      kind: 'create',
      state: 'failed',
      payload: {},
      createdAt: clock.now(),
      updatedAt: clock.now(),
      attempts: 1,
      firstSentAt: clock.now(),
      nextAt: null,
      waitingFor: null,
      problem: { sentence: 'No delivery provider takes it.', status: 422, fields: [], body: null },
      ...command,
    };
    await jobs.write({ insertJobs: [booked], commands: [create] });
    return create;
  }
  const listed = async (over: Partial<JobNews> = {}) =>
    jobs.takeChanges(
      CONNECTION,
      [
        news('', {
          ids: its,
          madeAt: clock.now(),
          status: 'failed',
          rawStatus: 'ORDER_FAILED',
          remarks: undefined,
          ...over,
        }),
      ],
      await cache.revision(),
    );
  const total = async () => (await cache.query({}, 0, 10, clock.now())).total;

  it('is that one and no second row, with its command settled and the reason kept', async () => {
    const { id, jobId } = await refused();
    const { changed } = await listed();
    expect(changed).toEqual([jobId]);
    expect(await total()).toBe(1);
    expect(await cache.job(jobId)).toMatchObject({
      status: 'failed',
      rawStatus: 'ORDER_FAILED',
      externalIds: { jobId: '65f0' },
      trouble: null,
      remarks: 'No delivery provider takes it.',
      origin: 'here',
    });
    expect(await cache.command(id)).toMatchObject({ state: 'done', problem: null });
    // From here on it is known by their own id.
    await listed({ status: 'accepted', rawStatus: 'ORDER_DISPATCHED' });
    expect(await total()).toBe(1);
    expect((await cache.job(jobId))?.status).toBe('accepted');
  });

  it('also where somebody follows it, and where the refused booking was thrown away', async () => {
    const { jobId } = await refused({ status: 'cancelled' }, { state: 'discarded' });
    const told = news('', { ids: its, madeAt: null });
    expect(await jobs.follow(CONNECTION, told)).toEqual({ jobId, existed: true });
    expect(await total()).toBe(1);
    expect((await cache.job(jobId))?.status).toBe('accepted');
  });

  it.each([
    ['was made long before', { madeAt: Date.UTC(2020, 0, 1) }, {}],
    ['is of a system that never tells when', { madeAt: undefined }, {}],
    ['bears the number of a booking that never left', {}, { firstSentAt: null, attempts: 0 }],
  ])('is another one where it %s', async (_what, over, command) => {
    const { id, jobId } = await refused({}, command);
    const { madeAt, ...rest } = { madeAt: clock.now(), ...over };
    await jobs.takeChanges(
      CONNECTION,
      [news('', { ids: its, ...rest, ...(madeAt === undefined ? {} : { madeAt }) })],
      await cache.revision(),
    );
    expect(await total()).toBe(2);
    expect((await cache.job(jobId))?.status).toBe('failed');
    expect((await cache.command(id))?.state).toBe('failed');
  });

  it('is left alone where somebody has just sent it again', async () => {
    const create = await refused();
    await jobs.write({
      commands: [{ ...create, state: 'queued' }],
      patchJobs: [{ id: create.jobId, set: { status: 'queued' } }],
    });
    await listed();
    expect(await total()).toBe(1);
    expect((await cache.command(create.id))?.state).toBe('queued');
  });
});

describe('a listing of what changed', () => {
  it('brings up to date what is known and follows what is not, in one write', async () => {
    const known = await follow('R1');
    const writes: number[] = [];
    feed.subscribe((result) => void writes.push(result.rows.length));
    await clock.advance(1000);
    const { changed } = await jobs.takeChanges(
      CONNECTION,
      [
        news('R1', { status: 'assigned', rawStatus: '60' }),
        news('R2', { facts: { recipient: 'Ada', promiseAt: clock.now() } }),
        news('R3', { status: 'delivered', rawStatus: '62' }),
      ],
      await cache.revision(),
    );
    expect(changed).toHaveLength(3);
    expect(writes).toEqual([3]);
    expect((await cache.job(known))?.status).toBe('assigned');
    const [second] = await cache.findJobs(CONNECTION.id, { requestId: 'R2' });
    expect(second).toMatchObject({ origin: 'followed', recipient: 'Ada', receivedAt: clock.now() });
    const [third] = await cache.findJobs(CONNECTION.id, { requestId: 'R3' });
    expect(third).toMatchObject({ status: 'delivered' });
  });

  it('takes hundreds in few writes, each once though two pages name it', async () => {
    const writes: number[] = [];
    feed.subscribe((result) => void writes.push(result.rows.length));
    const listed = Array.from({ length: 250 }, (_, index) => news(`R${index}`));
    await jobs.takeChanges(CONNECTION, [...listed, news('R0', { status: 'assigned', rawStatus: '60' })], 0);
    expect(writes.length).toBeLessThan(20);
    expect((await cache.query({}, 0, 1, clock.now())).total).toBe(250);
    await jobs.takeChanges(
      CONNECTION,
      [news('R300'), news('R300', { rawStatus: '51x' })],
      await cache.revision(),
    );
    const twice = await cache.findJobs(CONNECTION.id, { requestId: 'R300' });
    expect(twice.map(({ rawStatus }) => rawStatus)).toEqual(['51x']);
  });

  it('writes nothing for what it names again unchanged', async () => {
    const same = { ...news('R1'), raw: { fixed: true } };
    await jobs.takeChanges(CONNECTION, [same], await cache.revision());
    await clock.advance(1000);
    await jobs.takeChanges(CONNECTION, [{ ...same, receivedAt: clock.now() }], await cache.revision());
    const revision = await cache.revision();
    await clock.advance(1000);
    const again = await jobs.takeChanges(
      CONNECTION,
      [{ ...same, receivedAt: clock.now() }],
      await cache.revision(),
    );
    expect(again.changed).toEqual([]);
    expect(await cache.revision()).toBe(revision);
  });

  it('leaves alone what was changed here after it was asked for', async () => {
    const id = await follow('R1');
    await clock.advance(1000);
    const askedAt = await cache.revision();
    await jobs.change(id, () => ({
      patchJobs: [{ id, set: { status: 'cancelled', changedAt: clock.now() } }],
    }));
    const { changed, leftAlone } = await jobs.takeChanges(
      CONNECTION,
      [news('R1', { rawStatus: '50b' })],
      askedAt,
    );
    expect({ changed, leftAlone }).toEqual({ changed: [], leftAlone: [id] });
    expect((await cache.job(id))?.status).toBe('cancelled');
  });

  it('knows a booking whose answer named no id by the external id it was sent with', async () => {
    const externalIds = { requestId: null, jobId: null, externalId: 'SO-1', trackingId: null };
    const booked = bookedJob(CONNECTION.id, clock.now(), { status: 'submitted', externalIds });
    await jobs.adopt([booked]);
    await jobs.takeChanges(
      CONNECTION,
      [news('x', { ids: { ...externalIds, jobId: 'J1' } })],
      await cache.revision(),
    );
    expect(await cache.job(booked.id)).toMatchObject({ status: 'accepted', externalIds: { jobId: 'J1' } });
    // The same number once more is another job of theirs.
    await jobs.takeChanges(
      CONNECTION,
      [news('y', { ids: { ...externalIds, jobId: 'J2' } })],
      await cache.revision(),
    );
    expect((await cache.query({}, 0, 10, clock.now())).total).toBe(2);
  });

  it('does not take a parcel for another one that has its tracking number with another courier', async () => {
    const ids = { requestId: null, jobId: 'A1', externalId: null, trackingId: 'T1' };
    await jobs.takeChanges(CONNECTION, [news('x', { ids })], await cache.revision());
    await jobs.takeChanges(
      CONNECTION,
      [
        news('y', { ids: { ...ids, jobId: 'A2' } }),
        news('z', { ids: { ...ids, jobId: null }, rawStatus: '51' }),
      ],
      await cache.revision(),
    );
    const rows = await cache.findJobs(CONNECTION.id, { trackingId: 'T1' });
    expect(rows.map((row) => [row.externalIds.jobId, row.rawStatus])).toEqual([
      ['A1', '51'],
      ['A2', '50'],
    ]);
  });

  it('believes the same answer again after something else was written here in between', async () => {
    const failed = { ...news('R1', { status: 'failed', rawStatus: '30' }), raw: { fixed: true } };
    const id = await follow('R1');
    await jobs.applyNews(id, { ...news('R1'), raw: { fixed: true } });
    await jobs.change(id, () => ({ patchJobs: [{ id, set: { status: 'submitted' } }] }));
    await jobs.applyNews(id, failed);
    expect((await cache.job(id))?.status).toBe('failed');
  });
});

describe('notices', () => {
  it('tell of a job that fails, once', async () => {
    const id = await follow('R1');
    await jobs.applyNews(id, news('R1', { status: 'failed', rawStatus: '30' }));
    await jobs.applyNews(id, news('R1', { status: 'failed', rawStatus: '30', remarks: 'again' }));
    await clock.advance(10_000);
    expect(shown.map((notice) => notice.title)).toEqual(['R1 failed']);
    expect(shown[0]?.opens).toEqual({ kind: 'job', jobId: id });
  });

  it('become one when many fail in one moment', async () => {
    for (let count = 0; count < 10; count += 1) {
      const id = await follow(`R${count}`);
      await jobs.applyNews(id, news(`R${count}`, { status: 'undeliverable', rawStatus: '63' }));
    }
    await clock.advance(10_000);
    expect(shown).toHaveLength(1);
    expect(shown[0]).toMatchObject({
      title: '10 jobs could not be delivered',
      opens: { kind: 'board', filter: 'trouble' },
    });
  });

  it('tell of a promise when it passes, and not again after the clock was set back', async () => {
    const id = await follow('R1');
    await jobs.change(id, () => ({
      patchJobs: [{ id, set: { promiseAt: clock.now() + MINUTE } }],
    }));
    await clock.advance(MINUTE - 6000);
    expect(shown).toEqual([]);
    await clock.advance(20_000);
    expect(shown.map((notice) => notice.title)).toEqual(['R1 is late']);
    clock.jump(-24 * 60 * MINUTE);
    await clock.advance(60_000);
    clock.jump(24 * 60 * MINUTE);
    await clock.advance(60_000);
    expect(shown).toHaveLength(1);
  });

  it('tell of a promise that passes while the clock is set back, and each one once', async () => {
    const first = await follow('R1');
    await jobs.change(first, () => ({
      patchJobs: [{ id: first, set: { promiseAt: clock.now() + MINUTE } }],
    }));
    await clock.advance(2 * MINUTE);
    clock.jump(-24 * 60 * MINUTE);
    const second = await follow('R2');
    const promiseAt = clock.now() + 5 * MINUTE;
    await jobs.change(second, () => ({ patchJobs: [{ id: second, set: { promiseAt } }] }));
    await clock.advance(10 * MINUTE);
    expect(shown.map((notice) => notice.title)).toEqual(['R1 is late', 'R2 is late']);
    notices.stop();
    await startNotices();
    clock.jump(24 * 60 * MINUTE - 12 * MINUTE);
    await clock.advance(30 * MINUTE);
    expect(shown).toHaveLength(2);
    const third = await follow('R3', { status: 'failed', rawStatus: '30' });
    clock.jump(-24 * 60 * MINUTE);
    const fourth = await follow('R4');
    await jobs.applyNews(fourth, news('R4', { status: 'failed', rawStatus: '30' }));
    await clock.advance(10_000);
    expect(third).toBeTruthy();
    expect(shown.slice(2).map((notice) => notice.title)).toEqual(['R3 failed', 'R4 failed']);
  });

  it('of a trouble are not repeated when somebody touches the job after a restart', async () => {
    const id = await follow('R1');
    await jobs.applyNews(id, news('R1', { status: 'failed', rawStatus: '30' }));
    await clock.advance(10_000);
    notices.stop();
    await startNotices();
    await clock.advance(MINUTE);
    await jobs.note(id, 'Called them.');
    await clock.advance(10_000);
    expect(shown.map((notice) => notice.title)).toEqual(['R1 failed']);
    await jobs.applyNews(id, news('R1', { status: 'undeliverable', rawStatus: '63' }));
    await clock.advance(10_000);
    expect(shown).toHaveLength(2);
  });

  it('name a job in passing, however long its reference is', async () => {
    const id = await follow('R1', { reference: 'W'.repeat(100_000) });
    await jobs.applyNews(id, news('R1', { status: 'failed', rawStatus: '30' }));
    await clock.advance(10_000);
    expect(shown[0]?.title.length).toBeLessThan(100);
  });

  it('of promises are not repeated by a restart, nor told when they are long past', async () => {
    const id = await follow('R1');
    await jobs.change(id, () => ({ patchJobs: [{ id, set: { promiseAt: clock.now() + MINUTE } }] }));
    notices.stop();
    clock.jump(8 * 60 * MINUTE);
    await startNotices();
    await clock.advance(60_000);
    expect(shown).toEqual([]);
  });

  it('tell of a courier who is no longer heard of while carrying a job', async () => {
    const id = await follow('R1');
    const position = { at: clock.now(), lat: 37.78, lng: -122.41 };
    await jobs.applyNews(
      id,
      news('R1', {
        status: 'picked-up',
        rawStatus: '61',
        courier: { key: 'billybiker', name: '411 Billy Bikeracer' },
        positions: [position],
      }),
    );
    await clock.advance(14 * MINUTE);
    expect(shown).toEqual([]);
    await clock.advance(5 * MINUTE);
    expect(shown.map((notice) => notice.title)).toEqual(['R1 has lost its courier']);
  });
});
