// The inbox over a real cache file, with a clock turned by hand. Connections, outbox and openings say what a test wants.

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { FedexRegistration } from '../../../shared/contract/carrier-accounts.ts';
import type { InboxCounts } from '../../../shared/contract/inbox.ts';
import { DEFAULT_SETTINGS } from '../../../shared/contract/settings.ts';
import type { Command } from '../../../shared/domain/command.ts';
import type { ConnectionHealth, HealthState } from '../../../shared/domain/connection.ts';
import type { CommandId, ConnectionId, CourierId, JobId } from '../../../shared/domain/ids.ts';
import type { Onboarding } from '../../../shared/domain/onboarding.ts';
import { bookedJob } from '../../../test/support/booked-job.ts';
import { createVirtualClock, type VirtualClock } from '../../../test/support/virtual-clock.ts';
import type { Cache, CacheWrite, JobRecord } from '../cache/cache.ts';
import { openCache } from '../cache/open-cache.ts';
import { type ChangeFeed, createChangeFeed } from '../feed/change-feed.ts';
import type { Logger } from '../ports.ts';
import { createDraftService, type DraftService } from '../settings/draft-service.ts';
import { createInboxService, type InboxService } from './inbox-service.ts';

const CONNECTION = 'connection-1' as ConnectionId;
const silent: Logger = { debug() {}, info() {}, warn() {}, error() {} };
const MINUTE = 60_000;

let folder: string;
let clock: VirtualClock;
let cache: Cache;
let feed: ChangeFeed;
let drafts: DraftService;
let inbox: InboxService;
let health: Partial<ConnectionHealth>;
let commands: Command[];
let openings: Partial<Onboarding>[];
let registrations: Partial<FedexRegistration>[];

async function startInbox(): Promise<void> {
  inbox = createInboxService({
    cache,
    feed,
    clock,
    log: silent,
    drafts,
    settings: () => DEFAULT_SETTINGS,
    connections: { health: () => health as ConnectionHealth },
    outbox: { list: async () => commands.map((command) => ({ command, job: null })) },
    onboarding: { list: async () => openings as Onboarding[] },
    carrierAccounts: { registrations: async () => registrations as FedexRegistration[] },
  });
  await inbox.start();
  await clock.advance(300);
}

async function write(change: CacheWrite): Promise<void> {
  feed.published(await cache.write(change));
  await clock.advance(2_000);
}

async function job(over: Partial<JobRecord>): Promise<JobId> {
  const record = bookedJob(CONNECTION, clock.now(), over);
  await write({ insertJobs: [record] });
  return record.id;
}

const patch = (id: JobId, set: Partial<JobRecord>) => write({ patchJobs: [{ id, set }] });

async function open() {
  const { entries } = await inbox.list();
  return entries.filter(({ mark }) => mark === null);
}

const reasons = async () => (await open()).map((entry) => entry.reasons.join('+'));
const firstId = async () => (await open())[0]?.id ?? '';

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'switchyard-inbox-'));
  clock = createVirtualClock();
  cache = await openCache({ path: join(folder, 'cache.sqlite'), clock, log: silent });
  feed = createChangeFeed({ clock });
  drafts = createDraftService({ cache, clock });
  health = { state: 'ok', since: clock.now(), message: null };
  commands = [];
  openings = [];
  registrations = [];
  await cache.saveConnection({
    id: CONNECTION,
    provider: 'orderly-hub',
    label: 'Hub',
    baseUrl: null,
    options: {},
    createdAt: clock.now(),
    paused: false,
    removed: false,
  });
  await startInbox();
});

afterEach(async () => {
  await inbox.stop();
  await cache.close();
  rmSync(folder, { recursive: true, force: true });
});

describe('a job', () => {
  it('comes in when its promise passes, and goes by itself when it is delivered', async () => {
    const id = await job({ status: 'accepted', promiseAt: clock.now() + 5 * MINUTE });
    expect(await reasons()).toEqual([]);
    await clock.advance(5 * MINUTE + 11_000);
    const [entry] = await open();
    expect(entry).toMatchObject({ reasons: ['late'], severity: 'critical', about: `job:${id}` });
    await patch(id, { status: 'delivered' });
    expect(await reasons()).toEqual([]);
  });

  it.each([
    'failed',
    'rejected',
    'exception',
    'undeliverable',
    'attempt-failed',
    'not-ready',
    'unknown',
  ] as const)('that is %s comes in under that name', async (status) => {
    await job({ status });
    expect(await reasons()).toEqual([status]);
  });

  it('stands there once, however much is wrong with it, the worst first', async () => {
    await job({ status: 'attempt-failed', promiseAt: clock.now() - MINUTE });
    expect(await reasons()).toEqual(['late+attempt-failed']);
  });

  it('whose courier is no more seen comes in while it is moved', async () => {
    const courierId = 'courier-1' as CourierId;
    const id = await job({ status: 'picked-up', promiseAt: null, courierId });
    await write({
      couriers: [{ id: courierId, connectionId: CONNECTION, name: 'Billy' }],
      positions: [{ courierId, jobId: id, lat: 1, lng: 1, at: clock.now() }],
    });
    expect(await reasons()).toEqual([]);
    await clock.advance(16 * MINUTE);
    expect(await reasons()).toEqual(['courier-lost']);
    await patch(id, { status: 'delivered' });
    expect(await reasons()).toEqual([]);
  });

  it('that is archived needs nobody', async () => {
    const id = await job({ status: 'failed' });
    await patch(id, { archived: true });
    expect(await reasons()).toEqual([]);
  });
});

describe('an acknowledgement', () => {
  it('holds across a restart, until the cause is another one', async () => {
    const id = await job({ status: 'attempt-failed', rawStatus: 'AttemptFail' });
    expect(await inbox.acknowledge([await firstId()])).toHaveLength(1);
    expect(await reasons()).toEqual([]);
    await inbox.stop();
    await startInbox();
    expect(await reasons()).toEqual([]);
    expect((await inbox.list()).entries[0]?.mark).toEqual({ kind: 'acknowledged', at: expect.any(Number) });
    await patch(id, { status: 'exception', rawStatus: 'Exception' });
    expect(await reasons()).toEqual(['exception']);
  });

  it('is not given for what changed under the eyes of the person', async () => {
    const id = await job({ status: 'attempt-failed' });
    const seen = await firstId();
    await patch(id, { status: 'failed' });
    expect(await inbox.acknowledge([seen])).toEqual([]);
    expect(await reasons()).toEqual(['failed']);
  });

  it('still holds when one of several causes goes, and is forgotten when all are gone', async () => {
    const id = await job({ status: 'not-ready', promiseAt: clock.now() - MINUTE });
    await inbox.acknowledge([await firstId()]);
    await patch(id, { status: 'picked-up' });
    expect(await reasons()).toEqual([]);
    await patch(id, { promiseAt: clock.now() + 60 * MINUTE });
    expect(await cache.values('inbox:')).toEqual([]);
    await patch(id, { status: 'not-ready' });
    expect(await reasons()).toEqual(['not-ready']);
  });

  it('can be taken back', async () => {
    await job({ status: 'failed' });
    const ids = [await firstId()];
    await inbox.acknowledge(ids);
    expect(await inbox.restore(ids)).toEqual(ids);
    expect(await reasons()).toEqual(['failed']);
  });
});

describe('a snooze', () => {
  it('ends at its time', async () => {
    await job({ status: 'failed' });
    await inbox.snooze([await firstId()], clock.now() + 15 * MINUTE);
    await clock.advance(14 * MINUTE);
    expect(await reasons()).toEqual([]);
    await clock.advance(2 * MINUTE);
    expect(await reasons()).toEqual(['failed']);
  });

  it('ends as soon as something else goes wrong', async () => {
    const id = await job({ status: 'accepted', promiseAt: clock.now() - MINUTE });
    await inbox.snooze([await firstId()], clock.now() + 60 * MINUTE);
    await patch(id, { status: 'failed' });
    expect(await reasons()).toEqual(['failed']);
  });

  it('needs a time that is ahead', async () => {
    await job({ status: 'failed' });
    expect(() => inbox.snooze(['x'], clock.now())).toThrow(/ahead/);
  });
});

describe('a connection', () => {
  const become = async (state: HealthState) => {
    health = { state, since: clock.now(), message: 'TwinJet refuses the token.' };
    feed.connectionsChanged();
    await clock.advance(2_000);
  };

  it.each(['signed-out', 'vault-locked'] as const)(
    'that is %s comes in at once, with what was said',
    async (state) => {
      await become(state);
      expect(await open()).toMatchObject([
        { reasons: [state], detail: 'TwinJet refuses the token.', subject: { kind: 'connection' } },
      ]);
      await become('ok');
      expect(await reasons()).toEqual([]);
    },
  );

  it('that cannot be reached comes in after a while', async () => {
    await become('unreachable');
    expect(await reasons()).toEqual([]);
    await clock.advance(DEFAULT_SETTINGS.ageing.newsStaleMs + 11_000);
    expect(await reasons()).toEqual(['unreachable']);
  });

  it('stays acknowledged over a restart, during which nobody has asked yet', async () => {
    await become('signed-out');
    await inbox.acknowledge([await firstId()]);
    await inbox.stop();
    health = { state: 'untested', since: clock.now(), message: null };
    await startInbox();
    await clock.advance(30_000);
    await become('signed-out');
    expect(await reasons()).toEqual([]);
  });
});

describe('the outbox', () => {
  const command = (over: Partial<Command>): Command => ({
    id: 'command-1' as CommandId,
    jobId: 'job-1' as JobId,
    connectionId: CONNECTION,
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
    problem: { sentence: 'The zip code is not served.', status: 400, fields: [], body: null },
    ...over,
  });

  it('brings in what was refused, in place of its job, and what waits for a person', async () => {
    const id = await job({ status: 'failed' });
    commands = [
      command({ jobId: id }),
      command({
        id: 'command-2' as CommandId,
        state: 'unknown',
        waitingFor: 'Look yourself.',
        problem: null,
      }),
      command({ id: 'command-3' as CommandId, state: 'queued', nextAt: clock.now() + MINUTE }),
    ];
    feed.topics('outbox');
    await clock.advance(2_000);
    expect((await open()).map((entry) => [entry.about, entry.detail])).toEqual([
      ['command:command-1', 'The zip code is not served.'],
      ['command:command-2', 'Look yourself.'],
    ]);
  });

  it('brings a command back that was refused again', async () => {
    commands = [command({})];
    await clock.advance(11_000);
    await inbox.acknowledge([await firstId()]);
    commands = [command({ attempts: 2 })];
    await clock.advance(11_000);
    expect(await reasons()).toEqual(['command-refused']);
  });
});

describe('what was begun and left', () => {
  it('is a draft with a quote that holds no longer, and no other draft', async () => {
    await drafts.save('compose', { quotedAt: clock.now() });
    await drafts.save('edit:job-1', { tip: '5' });
    await clock.advance(14 * MINUTE);
    expect(await reasons()).toEqual([]);
    await clock.advance(2 * MINUTE);
    expect(await open()).toMatchObject([
      { reasons: ['quote-stale'], subject: { kind: 'draft', key: 'compose' } },
    ]);
    await drafts.remove('compose');
    await clock.advance(11_000);
    expect(await reasons()).toEqual([]);
  });

  it('is a FedEx registration or an opening that waits for the person', async () => {
    const updatedAt = clock.now();
    registrations = [
      { accountId: 'acc-1', customerName: 'Acme', step: 'pin', refusal: null, updatedAt },
      { accountId: 'acc-2', customerName: 'Done', step: 'done', refusal: null, updatedAt },
    ];
    openings = [
      {
        id: 'opening-1' as never,
        emailAddress: 'a@b.test',
        step: 'started',
        changedAt: updatedAt,
        obstacle: null,
      },
      {
        id: 'opening-2' as never,
        emailAddress: 'c@d.test',
        step: 'active',
        changedAt: updatedAt,
        obstacle: null,
      },
    ];
    await clock.advance(4 * MINUTE);
    expect(await reasons()).toEqual([]);
    await clock.advance(2 * MINUTE);
    expect((await open()).map(({ about }) => about).sort()).toEqual([
      'fedex:connection-1:acc-1',
      'opening:opening-1',
    ]);
  });
});

describe('very many', () => {
  it('are told apart up to a bound, the newest first; the rest is counted', async () => {
    await write({
      insertJobs: Array.from({ length: 620 }, (_, index) =>
        bookedJob(CONNECTION, clock.now() + index, { status: 'failed', createdAt: clock.now() + index }),
      ),
    });
    const before = await inbox.list();
    expect(before.entries).toHaveLength(500);
    expect(before.counts).toEqual({ open: 500, critical: 500, more: 120 });
    // What was dealt with makes room for the others, and is not forgotten for being further down.
    await inbox.acknowledge(before.entries.slice(0, 300).map(({ id }) => id));
    await clock.advance(11_000);
    const after = await inbox.list();
    expect(after.counts).toEqual({ open: 320, critical: 320, more: 0 });
    expect(await cache.values('inbox:')).toHaveLength(300);
  });
});

it('is watched: the counts at once and with every change, until the signal', async () => {
  const giveUp = new AbortController();
  const seen: InboxCounts[] = [];
  const watching = (async () => {
    for await (const counts of inbox.watch(giveUp.signal)) seen.push(counts);
  })();
  await clock.settle();
  await job({ status: 'failed' });
  await inbox.acknowledge([await firstId()]);
  await clock.settle();
  giveUp.abort();
  await watching;
  expect(seen.map((counts) => counts.open)).toEqual([0, 1, 0]);
});
