// The poller against a real cache, real job and connection services and a provider that answers as the test says.
// Time is turned by hand.

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, onTestFinished } from 'vitest';
import type { ConnectionId, JobId } from '../../../shared/domain/ids.ts';
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
import type { JobNews, Provider, ProviderError, ProviderResult } from '../providers/provider.ts';
import { createPoller, type Poller } from './poller.ts';

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const silent: Logger = {
  debug() {},
  info() {},
  warn() {},
  error: (message, fields) => void errors.push([message, fields]),
};

let errors: unknown[];
let folder: string;
let clock: VirtualClock;
let cache: OpenedCache;
let feed: ChangeFeed;
let jobs: JobService;
let connections: ConnectionService;
let connectionId: ConnectionId;
let poller: Poller;
let pace: { paused: boolean; requestsPerSecond: number };

/** Every look: who was asked and when. */
let looks: { requestId: string; at: number }[];
let inFlight: number;
let mostInFlight: number;
/** What the provider answers; a status for a good answer. */
let answer: (requestId: string) => JobStatus | ProviderError | Promise<JobStatus | ProviderError>;
let aborted: number;

const failure = (kind: ProviderError['kind'], status: number | null = null): ProviderError => ({
  kind,
  sentence: `It was ${kind}.`,
  status,
  fields: [],
  body: null,
  retryAt: null,
});

function newsOf(requestId: string, status: JobStatus): JobNews {
  return {
    status,
    rawStatus: status,
    rawStatusText: status,
    sourceAt: null,
    receivedAt: clock.now(),
    ids: { requestId, jobId: null, externalId: null, trackingId: null },
    reference: null,
    courier: null,
    remarks: null,
    events: [],
    positions: [],
    raw: { requestId, status },
  };
}

const provider: Provider = {
  name: 'twinjet',
  documentedOrigin: 'https://provider.test',
  factsOf: () => ({}),
  checkSecret: () => [],
  test: () => Promise.reject(new Error('not used')),
  send: () => Promise.reject(new Error('not used')),
  locate: () => Promise.reject(new Error('not used')),
  async look(_account, { ids }, { signal }): Promise<ProviderResult<JobNews>> {
    const requestId = ids.requestId ?? '';
    looks.push({ requestId, at: clock.now() });
    inFlight += 1;
    mostInFlight = Math.max(mostInFlight, inFlight);
    const abortion = new Promise<ProviderError>((resolve) =>
      signal?.addEventListener('abort', () => {
        aborted += 1;
        resolve(failure('unreachable'));
      }),
    );
    const said = await Promise.race([answer(requestId), abortion]);
    inFlight -= 1;
    return typeof said === 'string'
      ? { ok: true, value: newsOf(requestId, said) }
      : { ok: false, error: said };
  },
};

let number = 0;
function job(over: Partial<JobRecord> = {}): JobRecord {
  number += 1;
  return bookedJob(connectionId, clock.now(), {
    status: 'assigned',
    rawStatus: 'assigned',
    externalIds: { requestId: `R${number}`, jobId: null, externalId: `E${number}`, trackingId: null },
    receivedAt: clock.now(),
    ...over,
  });
}

const looksAt = (requestId: string | null) =>
  looks.filter((look) => look.requestId === requestId).map(({ at }) => at);
const requestIdOf = (record: JobRecord) => record.externalIds.requestId ?? '';

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

beforeEach(async () => {
  errors = [];
  looks = [];
  inFlight = 0;
  mostInFlight = 0;
  aborted = 0;
  answer = () => 'assigned';
  pace = { paused: false, requestsPerSecond: 5 };
  folder = mkdtempSync(join(tmpdir(), 'switchyard-poller-'));
  clock = createVirtualClock();
  cache = await openCache({ path: join(folder, 'cache.sqlite'), clock, log: silent });
  feed = createChangeFeed({ clock });
  jobs = createJobService({ cache, feed, clock });
  const http = createHttpClient({ fetch: () => Promise.reject(new Error('not used')), clock, log: silent });
  connections = createConnectionService({
    cache,
    secrets: createMemorySecrets(),
    providers: { twinjet: provider },
    http,
    feed,
    clock,
    log: silent,
    requestsPerSecond: 5,
  });
  connectionId = await connections.create({ provider: 'twinjet', label: 'Test', secret: {} });
  poller = newPoller();
});

afterEach(async () => {
  await poller.stop();
  await cache.close();
  rmSync(folder, { recursive: true, force: true });
  expect(errors).toEqual([]);
});

describe('what is followed', () => {
  it('asks about kept jobs, and makes a change known', async () => {
    const kept = job();
    await jobs.adopt([kept]);
    await poller.start();
    answer = () => 'picked-up';
    await clock.advance(40 * SECOND);
    expect(await cache.job(kept.id)).toMatchObject({ status: 'picked-up', receivedAt: expect.any(Number) });
  });

  it('reads no answer that is known to the byte, and renews its age all the same', async () => {
    let unread = 0;
    let read = 0;
    provider.lookAgain = async (account, asked, known, options) => {
      const looked = await provider.look(account, asked, options);
      if (!looked.ok) return looked;
      const { status: digest, receivedAt } = looked.value;
      if (digest === known) {
        unread += 1;
        return { ok: true, value: { isSame: true, digest, receivedAt } };
      }
      read += 1;
      return { ok: true, value: { ...looked.value, digest } };
    };
    onTestFinished(() => void delete provider.lookAgain);
    const kept = job();
    await jobs.adopt([kept]);
    await poller.start();
    await clock.advance(5 * MINUTE);
    expect(read).toBe(1);
    expect(unread).toBeGreaterThan(1);
    // The row says something else than the last answer did: that answer is news again.
    await jobs.note(kept.id, 'Ring twice');
    await clock.advance(5 * MINUTE);
    expect(read).toBe(2);
    answer = () => 'picked-up';
    await clock.advance(5 * MINUTE);
    expect(read).toBe(3);
    await poller.stop();
    const { status, receivedAt } = (await cache.job(kept.id)) ?? {};
    expect(status).toBe('picked-up');
    expect(receivedAt).toBe(looks.at(-1)?.at);
  });

  it('looks quickly at a job that was just made, though the provider does not know it yet', async () => {
    await poller.start();
    const made = job({ status: 'submitted', receivedAt: null });
    answer = () => failure('not-found', 404);
    await jobs.adopt([made]);
    await clock.advance(8 * SECOND);
    expect(looksAt(requestIdOf(made)).length).toBeGreaterThanOrEqual(2);
    expect(await cache.job(made.id)).toMatchObject({ status: 'submitted', trouble: null });
    answer = () => 'accepted';
    await clock.advance(20 * SECOND);
    expect(await cache.job(made.id)).toMatchObject({ status: 'accepted' });
  });

  it('says on the job that the provider does not know it once that is no longer normal', async () => {
    await poller.start();
    const made = job({ status: 'submitted', receivedAt: null });
    answer = () => failure('not-found', 404);
    await jobs.adopt([made]);
    await clock.advance(10 * MINUTE);
    expect(await cache.job(made.id)).toMatchObject({ status: 'submitted', trouble: 'It was not-found.' });
    // Ever more seldom, and other jobs do not wait for it.
    expect(looks.length).toBeLessThan(15);
  });

  it('asks nobody about what never left the outbox, or was refused there', async () => {
    const externalIds = { requestId: null, jobId: null, externalId: 'E', trackingId: null };
    await jobs.adopt([
      job({ status: 'queued', receivedAt: null, externalIds }),
      job({ status: 'failed', receivedAt: null, externalIds }),
      job({ status: 'cancelled', receivedAt: null, externalIds }),
    ]);
    await poller.start();
    await clock.advance(10 * MINUTE);
    expect(looks).toEqual([]);
  });

  it('confirms the end of a job once and then leaves it alone', async () => {
    const kept = job();
    await jobs.adopt([kept]);
    await poller.start();
    answer = () => 'delivered';
    await clock.advance(30 * SECOND);
    expect(await cache.job(kept.id)).toMatchObject({ status: 'delivered' });
    expect(looks.length).toBe(1);
    await clock.advance(3 * HOUR);
    expect(looks.length).toBe(2);
    await poller.stop();
    // Nor after a restart.
    poller = newPoller();
    await poller.start();
    await clock.advance(10 * MINUTE);
    expect(looks.length).toBe(2);
  });

  it('looks within a second or two at a job to which something was just done', async () => {
    const kept = job({ status: 'accepted', readyAt: clock.now() + 9 * HOUR });
    await jobs.adopt([kept]);
    answer = () => 'accepted';
    await poller.start();
    await clock.advance(5 * MINUTE);
    const before = looks.length;
    poller.soon(kept.id);
    await clock.advance(2 * SECOND);
    expect(looks.length).toBe(before + 1);
  });
});

describe('budget', () => {
  it('keeps its pace and never has more than four on their way', async () => {
    pace.requestsPerSecond = 2;
    await jobs.adopt(Array.from({ length: 300 }, () => job({ receivedAt: clock.now() - HOUR })));
    answer = (requestId) => later(3 * SECOND).then(() => (requestId === 'R1' ? 'picked-up' : 'assigned'));
    await poller.start();
    await clock.advance(MINUTE);
    expect(looks.length).toBeGreaterThan(60);
    expect(looks.length).toBeLessThanOrEqual(121);
    expect(mostInFlight).toBeLessThanOrEqual(4);
  });

  it('makes no burst after the machine slept for eight hours', async () => {
    await jobs.adopt(Array.from({ length: 200 }, () => job()));
    await poller.start();
    await clock.advance(MINUTE);
    clock.jump(8 * HOUR);
    looks = [];
    await clock.advance(10 * SECOND);
    expect(looks.length).toBeGreaterThan(30);
    expect(looks.length).toBeLessThanOrEqual(51);
  });

  it('goes on when the clock is set back by a day, without a burst', async () => {
    await jobs.adopt(Array.from({ length: 20 }, () => job()));
    await poller.start();
    await clock.advance(2 * MINUTE);
    clock.jump(-24 * HOUR);
    looks = [];
    await clock.advance(2 * MINUTE);
    expect(looks.length).toBeGreaterThan(20);
    expect(looks.length).toBeLessThanOrEqual(2 * 60 * 5);
  });

  it('does not ask about one job more often than every ten seconds', async () => {
    const kept = job();
    await jobs.adopt([kept]);
    await poller.start();
    await clock.advance(5 * MINUTE);
    const times = looksAt(requestIdOf(kept));
    expect(times.length).toBeGreaterThan(5);
    for (const [index, at] of times.slice(1).entries()) {
      expect(at - (times[index] ?? 0)).toBeGreaterThanOrEqual(10 * SECOND);
    }
  });
});

describe('trouble', () => {
  const many = () => jobs.adopt(Array.from({ length: 30 }, () => job({ receivedAt: clock.now() - HOUR })));

  it('rests while polling is paused, and goes on when it is resumed', async () => {
    await many();
    pace = { ...pace, paused: true };
    await poller.start();
    await clock.advance(10 * MINUTE);
    expect(looks).toEqual([]);
    pace = { ...pace, paused: false };
    poller.settingsChanged();
    await clock.advance(5 * SECOND);
    expect(looks.length).toBeGreaterThan(10);
  });

  it('leaves a connection with a refused credential alone until there is another', async () => {
    await many();
    answer = () => failure('signed-out', 401);
    await poller.start();
    await clock.advance(4 * MINUTE);
    expect(looks.length).toBeLessThanOrEqual(4);
    answer = () => 'assigned';
    await connections.update(connectionId, { secret: { apiToken: 'new' } });
    looks = [];
    await clock.advance(5 * SECOND);
    expect(looks.length).toBeGreaterThan(10);
  });

  it('tries a connection that cannot be reached gently, and goes on as soon as it can', async () => {
    await many();
    answer = () => failure('unreachable');
    await poller.start();
    await clock.advance(10 * SECOND);
    expect(connections.health(connectionId).state).toBe('unreachable');
    looks = [];
    await clock.advance(MINUTE);
    expect(looks.length).toBeGreaterThan(3);
    expect(looks.length).toBeLessThanOrEqual(13);
    answer = () => 'assigned';
    looks = [];
    await clock.advance(12 * SECOND);
    expect(connections.health(connectionId).state).toBe('ok');
    expect(looks.length).toBeGreaterThan(20);
  });

  it('waits as long as the provider asks for', async () => {
    await many();
    const retryAt = clock.now() + 40 * SECOND;
    answer = () => ({ ...failure('limited', 429), retryAt });
    await poller.start();
    await clock.advance(5 * SECOND);
    const before = looks.length;
    answer = () => 'assigned';
    await clock.advance(30 * SECOND);
    expect(looks.length).toBe(before);
    await clock.advance(20 * SECOND);
    expect(looks.length).toBeGreaterThan(before + 10);
  });

  it('does not let one job that cannot be read hold up the others', async () => {
    const records = Array.from({ length: 5 }, () => job({ receivedAt: clock.now() - HOUR }));
    await jobs.adopt(records);
    const broken = requestIdOf(records[0] as JobRecord);
    answer = (requestId) => (requestId === broken ? failure('bad-answer', 200) : 'assigned');
    await poller.start();
    await clock.advance(10 * MINUTE);
    const good = looksAt(requestIdOf(records[1] as JobRecord)).length;
    expect(looksAt(broken).length).toBeLessThan(good / 2);
    expect(connections.health(connectionId).state).toBe('ok');
    expect(await cache.job(records[0]?.id as JobId)).toMatchObject({ status: 'assigned', trouble: null });
  });
});

describe('a person who wants to know', () => {
  it('is answered before anything that is due, when each has been asked', async () => {
    pace.requestsPerSecond = 0.1;
    const records = Array.from({ length: 40 }, () => job({ receivedAt: clock.now() - HOUR }));
    await jobs.adopt(records);
    await poller.start();
    const wanted = records.slice(10, 30).map(({ id }) => id);
    const answered = poller.pollNow(wanted);
    await clock.settle();
    const results = await answered;
    expect(results).toEqual(wanted.map((id) => ({ id, ok: true, message: null })));
    expect(mostInFlight).toBeLessThanOrEqual(4);
  });

  it('is asked for though polling is paused, and for a job that is over', async () => {
    pace = { ...pace, paused: true };
    const over = job({ status: 'delivered', rawStatus: 'delivered' });
    await jobs.adopt([over]);
    await poller.start();
    answer = () => 'delivered';
    expect(await poller.pollNow([over.id])).toEqual([{ id: over.id, ok: true, message: null }]);
    expect(looks.length).toBe(1);
  });

  it('is told why not', async () => {
    const queued = job({
      status: 'queued',
      receivedAt: null,
      externalIds: { requestId: null, jobId: null, externalId: 'E', trackingId: null },
    });
    const refused = job();
    await jobs.adopt([queued, refused]);
    await poller.start();
    answer = () => failure('signed-out', 401);
    const nowhere = 'job-NOWHERE' as JobId;
    const results = await poller.pollNow([queued.id, refused.id, nowhere]);
    expect(results).toEqual([
      { id: queued.id, ok: false, message: expect.stringContaining('never accepted') },
      { id: refused.id, ok: false, message: 'It was signed-out.' },
      { id: nowhere, ok: false, message: expect.stringContaining('no longer') },
    ]);
  });

  it('joins the request that is on its way', async () => {
    const kept = job({ receivedAt: clock.now() - HOUR });
    await jobs.adopt([kept]);
    answer = () => later(5 * SECOND).then(() => 'assigned');
    await poller.start();
    await clock.advance(SECOND);
    const answered = poller.pollNow([kept.id]);
    await clock.advance(6 * SECOND);
    expect((await answered)[0]?.ok).toBe(true);
    expect(looks.length).toBe(1);
  });
});

describe('stop', () => {
  it('calls off what is on its way, writes what was seen, and asks nothing more', async () => {
    const [seen, asked] = [job(), job()];
    await jobs.adopt([seen]);
    await poller.start();
    await clock.advance(30 * SECOND);
    const seenAt = looksAt(requestIdOf(seen)).at(-1);
    answer = () => later(HOUR).then(() => 'assigned');
    await jobs.adopt([asked]);
    await clock.advance(40 * SECOND);
    expect(inFlight).toBeGreaterThan(0);
    await poller.stop();
    expect(inFlight).toBe(0);
    expect(aborted).toBeGreaterThan(0);
    expect((await cache.job(seen.id))?.receivedAt).toBe(seenAt);
    looks = [];
    await clock.advance(HOUR);
    expect(looks).toEqual([]);
    // A call that was called off says nothing of the connection.
    expect(connections.health(connectionId).state).toBe('ok');
  });

  it('takes up again what it had learned', async () => {
    await jobs.adopt([job()]);
    await poller.start();
    await clock.advance(MINUTE);
    answer = () => 'picked-up';
    await clock.advance(MINUTE);
    await poller.stop();
    const kept = await cache.value(`polling:${connectionId}`);
    expect(kept).toMatchObject({ assigned: { changes: expect.arrayContaining([1]) } });
  });
});

function later(ms: number): Promise<void> {
  return new Promise((resolve) => {
    clock.setTimeout(resolve, ms);
  });
}
