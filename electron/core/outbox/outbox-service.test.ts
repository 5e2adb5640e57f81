// The outbox against a real cache file and a provider that answers as the test scripts it.

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Command } from '../../../shared/domain/command.ts';
import type { ConnectionId, JobId } from '../../../shared/domain/ids.ts';
import { createVirtualClock, type VirtualClock } from '../../../test/support/virtual-clock.ts';
import type { Cache, JobRecord } from '../cache/cache.ts';
import { openCache } from '../cache/open-cache.ts';
import type { AccountAnswer, ConnectionAccess } from '../connections/connection-service.ts';
import { createChangeFeed } from '../feed/change-feed.ts';
import { createJobService, type JobService } from '../jobs/job-service.ts';
import { newExternalId, newId } from '../new-id.ts';
import type { Logger } from '../ports.ts';
import type { CommandOutcome, JobNews, Located, Provider, ProviderError } from '../providers/provider.ts';
import { createOutbox, type Outbox } from './outbox-service.ts';

const CONNECTION = 'connection-1' as ConnectionId;
const silent: Logger = { debug() {}, info() {}, warn() {}, error() {} };

const failure = (
  kind: ProviderError['kind'],
  sentence: string,
  status: number | null = null,
): ProviderError => ({
  kind,
  sentence,
  status,
  fields: [],
  body: null,
  retryAt: null,
});
const unknown: CommandOutcome = { kind: 'unknown', error: failure('unreachable', 'No answer came in time.') };
const notSent: CommandOutcome = { kind: 'not-sent', error: failure('unreachable', 'There is no network.') };
const accepted = (requestId: string): CommandOutcome => ({
  kind: 'accepted',
  ids: { requestId },
  news: null,
});

/** Answers in the order of the script; running out of it is a failure of the test. */
class ScriptedProvider {
  sends: Command[] = [];
  locates: Command[] = [];
  sendScript: (CommandOutcome | Promise<CommandOutcome>)[] = [];
  locateScript: Located[] = [];
  readonly provider: Provider = {
    name: 'twinjet',
    documentedOrigin: 'https://provider.test',
    factsOf: () => ({}),
    checkSecret: () => [],
    test: () => Promise.reject(new Error('not used')),
    look: () => Promise.reject(new Error('not used')),
    send: async (_account, item) => {
      this.sends.push(item.command);
      const outcome = this.sendScript.shift();
      if (!outcome) throw new Error(`unexpected send of ${item.command.kind}`);
      return outcome;
    },
    locate: async (_account, item) => {
      this.locates.push(item.command);
      const located = this.locateScript.shift();
      if (!located) throw new Error(`unexpected locate of ${item.command.kind}`);
      return located;
    },
  };
}

let folder: string;
let clock: VirtualClock;
let cache: Cache;
let script: ScriptedProvider;
let outbox: Outbox;
let jobs: JobService;
let account: AccountAnswer;
let usable: (id: ConnectionId) => void;
/** Somebody sets the clock of the computer; what a timer counts stays the same. */
let clockIsAheadMs: number;

function record(over: Partial<JobRecord> = {}): JobRecord {
  const now = clock.now();
  return {
    id: newId<JobId>('job'),
    provider: 'twinjet',
    connectionId: CONNECTION,
    status: 'queued',
    rawStatus: '',
    rawStatusText: null,
    reference: null,
    externalIds: { requestId: null, jobId: null, externalId: newExternalId(), trackingId: null },
    recipient: null,
    from: null,
    to: null,
    windowFromAt: null,
    windowToAt: null,
    promiseAt: now + 3_600_000,
    courierId: null,
    courierName: null,
    price: null,
    sourceAt: null,
    receivedAt: null,
    trouble: null,
    tags: [],
    archived: false,
    createdAt: now,
    pickAddress: null,
    deliverAddress: null,
    readyAt: null,
    contactName: null,
    contactPhone: null,
    items: [],
    orderTotal: null,
    deliveryFee: null,
    tip: null,
    paymentMethod: null,
    service: null,
    instructions: null,
    photoRequired: false,
    quote: null,
    remarks: null,
    request: { reference: 'A' },
    origin: 'here',
    note: null,
    changedAt: now,
    ...over,
  };
}

async function open(): Promise<void> {
  cache = await openCache({ path: join(folder, 'cache.sqlite'), clock, log: silent });
  const feed = createChangeFeed({ clock });
  const connections: ConnectionAccess = {
    account: async () => account,
    report() {},
    remark() {},
    listed() {},
    listing: () => [],
    health: () => {
      throw new Error('not used');
    },
    onUsable(listener) {
      usable = listener;
      return () => {};
    },
  };
  jobs = createJobService({ cache, feed, clock });
  outbox = createOutbox({
    cache,
    jobs,
    connections,
    factsOf: () => ({}),
    onSettled() {},
    clock: { now: () => clock.now() + clockIsAheadMs, setTimeout: clock.setTimeout },
    log: silent,
    // Not a round number: times are kept in whole milliseconds.
    random: () => 0.4987,
  });
}

/** The process ends as kill -9 ends it: nothing is said good-bye to, the next one opens what is on disk. */
async function dieAndReopen(): Promise<void> {
  await cache.close();
  await open();
  await outbox.start();
  await clock.settle();
}

const stateOf = async (id: Command['id']) => (await cache.command(id))?.state;

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'switchyard-outbox-'));
  clock = createVirtualClock();
  clockIsAheadMs = 0;
  script = new ScriptedProvider();
  account = {
    ok: true,
    account: { connectionId: CONNECTION, baseUrl: null, options: {}, secret: { apiToken: 'x' } },
    provider: script.provider,
  };
  await open();
  await cache.saveConnection({
    id: CONNECTION,
    provider: 'twinjet',
    label: 'Test',
    baseUrl: null,
    options: {},
    createdAt: clock.now(),
    paused: false,
    removed: false,
  });
});

afterEach(async () => {
  await cache.close();
  rmSync(folder, { recursive: true, force: true });
});

describe('a create', () => {
  it('is written before it is sent, sent once, and settled with the request id', async () => {
    const { jobId, commandId } = await outbox.book(record(), {});
    expect(await stateOf(commandId)).toBe('queued');
    script.sendScript = [accepted('A1B2C3D4E5')];
    await outbox.start();
    await clock.advance(1000);
    expect(script.sends).toHaveLength(1);
    expect(script.sends[0]?.state).toBe('sending');
    expect(await stateOf(commandId)).toBe('done');
    const job = await cache.job(jobId);
    expect(job?.status).toBe('submitted');
    expect(job?.externalIds.requestId).toBe('A1B2C3D4E5');
    expect(job?.pending).toBeNull();
  });

  it('that got no answer is asked about, and found: it is not sent again', async () => {
    script.sendScript = [unknown];
    script.locateScript = [{ kind: 'absent' }, { kind: 'done', ids: { requestId: 'R1' }, news: null }];
    await outbox.start();
    const { commandId } = await outbox.book(record(), {});
    await clock.advance(60_000);
    expect(script.sends).toHaveLength(1);
    expect(script.locates).toHaveLength(2);
    expect(await stateOf(commandId)).toBe('done');
  });

  it('that the provider keeps not knowing is sent again, with the same external id, only after half a minute', async () => {
    script.sendScript = [unknown, accepted('R2')];
    script.locateScript = Array.from({ length: 30 }, () => ({ kind: 'absent' as const }));
    await outbox.start();
    const booked = record();
    const { commandId } = await outbox.book(booked, {});
    await clock.advance(30_000);
    expect(script.sends).toHaveLength(1);
    expect(script.locates.length).toBeGreaterThanOrEqual(3);
    await clock.advance(10_000);
    expect(script.sends).toHaveLength(2);
    expect(await stateOf(commandId)).toBe('done');
    expect((await cache.job(booked.id))?.externalIds.externalId).toBe(booked.externalIds.externalId);
  });

  it('that is never found, however often it is sent, waits for a person in the end', async () => {
    script.sendScript = [unknown, unknown, unknown];
    script.locateScript = Array.from({ length: 90 }, () => ({ kind: 'absent' as const }));
    await outbox.start();
    const { commandId } = await outbox.book(record({ promiseAt: null }), {});
    await clock.advance(3_600_000);
    expect(script.sends).toHaveLength(3);
    const held = await cache.command(commandId);
    expect(held?.state).toBe('unknown');
    expect(held?.problem?.sentence).toContain('not sent again by itself');
    expect(script.locates.length).toBeLessThan(30);
  });

  it('is not sent again sooner because somebody sets the clock forward', async () => {
    script.sendScript = [unknown, accepted('R2')];
    script.locateScript = Array.from({ length: 30 }, () => ({ kind: 'absent' as const }));
    await outbox.start();
    await outbox.book(record({ promiseAt: null }), {});
    await clock.advance(2_000);
    expect(script.locates).toHaveLength(1);
    clockIsAheadMs = 3_600_000;
    await clock.advance(28_000);
    expect(script.locates.length).toBeGreaterThanOrEqual(3);
    expect(script.sends).toHaveLength(1);
    await clock.advance(10_000);
    expect(script.sends).toHaveLength(2);
  });

  it('found as `sending` after a crash is asked about before anything is sent', async () => {
    script.sendScript = [new Promise<CommandOutcome>(() => {})];
    await outbox.start();
    const { commandId } = await outbox.book(record(), {});
    await clock.settle();
    expect(await stateOf(commandId)).toBe('sending');
    script.locateScript = [{ kind: 'done', ids: { requestId: 'R3' }, news: null }];
    await dieAndReopen();
    expect(script.sends).toHaveLength(1);
    expect(await stateOf(commandId)).toBe('done');
  });

  it('that never left waits, says why, and goes once when the network is back', async () => {
    script.sendScript = [notSent, notSent, accepted('R4')];
    await outbox.start();
    const { commandId } = await outbox.book(record(), {});
    await clock.advance(1000);
    const waiting = await cache.command(commandId);
    expect(waiting?.state).toBe('queued');
    expect(waiting?.waitingFor).toBe('There is no network.');
    expect(waiting?.attempts).toBe(0);
    const [listed] = await outbox.list();
    expect(listed?.command.nextAt).toBeGreaterThan(clock.now());
    usable(CONNECTION);
    await clock.settle();
    expect(script.sends).toHaveLength(2);
    await clock.advance(60_000);
    expect(script.sends).toHaveLength(3);
    expect(await stateOf(commandId)).toBe('done');
  });

  it('that cannot leave keeps the others of its connection, and never the whole program', async () => {
    // As from an open circuit: refused at once, and due again before all others have had their turn.
    const refusedUntil = (retryAt: number) =>
      Array.from({ length: 500 }, () => ({
        kind: 'not-sent' as const,
        error: { ...failure('circuit-open', 'It failed several times in a row.'), retryAt },
      }));
    for (let count = 0; count < 20; count += 1) await outbox.book(record(), {});
    script.sendScript = refusedUntil(clock.now());
    await outbox.start();
    await new Promise<void>((resolve) => setImmediate(resolve));
    expect(script.sends.length).toBeLessThan(20);
    script.sendScript = refusedUntil(clock.now() + 5_000);
    await clock.advance(1_000);
    script.sends = [];
    await clock.advance(3_000);
    expect(script.sends).toEqual([]);
    script.sendScript = Array.from({ length: 20 }, (_, at) => accepted(`R${at}`));
    await clock.advance(10_000);
    expect(script.sendScript).toEqual([]);
  });

  it('that is refused waits for a person, and its followers are dropped', async () => {
    script.sendScript = [
      { kind: 'refused', error: failure('invalid', 'TwinJet refused the zip code.', 400) },
    ];
    const { jobId, commandId } = await outbox.book(record(), {});
    account = { ok: false, error: failure('unreachable', 'paused') };
    await outbox.start();
    await clock.settle();
    account = {
      ok: true,
      account: { connectionId: CONNECTION, baseUrl: null, options: {}, secret: null },
      provider: script.provider,
    };
    usable(CONNECTION);
    await clock.settle();
    expect(await stateOf(commandId)).toBe('failed');
    const job = await cache.job(jobId);
    expect(job?.status).toBe('failed');
    expect(job?.trouble).toBe('TwinJet refused the zip code.');
    await clock.advance(600_000);
    expect(script.sends).toHaveLength(1);
  });

  it('that was refused and is there all the same is never sent again, by a stale hand either', async () => {
    script.sendScript = [{ kind: 'refused', error: failure('invalid', 'No provider matched.', 422) }];
    const { jobId, commandId } = await outbox.book(record(), {});
    await outbox.start();
    await clock.settle();
    const stale = await cache.command(commandId);
    const ids = { requestId: null, jobId: '65f0', externalId: null, trackingId: null };
    const externalId = (await cache.job(jobId))?.externalIds.externalId ?? null;
    const told: JobNews = {
      status: 'accepted',
      rawStatus: 'ORDER_DISPATCHED',
      rawStatusText: null,
      sourceAt: clock.now(),
      receivedAt: clock.now(),
      ids: { ...ids, externalId },
      madeAt: clock.now(),
      reference: null,
      courier: null,
      remarks: undefined,
      events: [],
      positions: [],
      raw: {},
    };
    await jobs.takeChanges({ id: CONNECTION, provider: 'twinjet' }, [told], await cache.revision());
    expect(await stateOf(commandId)).toBe('done');
    await expect(outbox.retry(commandId)).rejects.toMatchObject({ code: 'CONFLICT' });

    // Read by a person's click a moment before the listing was taken, used a moment after.
    const read = vi.spyOn(cache, 'command').mockResolvedValue(stale);
    const acts = [
      () => outbox.retry(commandId),
      () => outbox.discard(commandId, false),
      () => outbox.edit(jobId, { note: 'x' }),
    ];
    for (const act of acts) await expect(act()).rejects.toMatchObject({ code: 'CONFLICT', jobId });
    read.mockRestore();
    expect(await stateOf(commandId)).toBe('done');
    expect((await cache.job(jobId))?.status).toBe('accepted');
    expect(script.sends.map(({ kind }) => kind)).toEqual(['create']);
  });

  it('that was refused is changed and sent again as the same job', async () => {
    script.sendScript = [
      { kind: 'refused', error: failure('invalid', 'TwinJet refused the zip code.', 400) },
      accepted('R5'),
    ];
    await outbox.start();
    const { jobId, commandId } = await outbox.book(record(), { zip: 'bad', tip: 1 });
    await clock.settle();
    const edited = await outbox.edit(jobId, { zip: '94105' });
    expect(edited.commandId).toBe(commandId);
    await clock.settle();
    expect(script.sends[1]?.payload).toEqual({ zip: '94105', tip: 1 });
    expect(await stateOf(commandId)).toBe('done');
    expect((await cache.job(jobId))?.status).toBe('submitted');
  });

  it('answered 429 goes back and is sent again when the provider allows it', async () => {
    const limited = { ...failure('limited', 'Too many requests.', 429), retryAt: clock.now() + 20_000 };
    script.sendScript = [{ kind: 'refused', error: limited }, accepted('R6')];
    await outbox.start();
    const { commandId } = await outbox.book(record(), {});
    await clock.advance(19_000);
    expect(script.sends).toHaveLength(1);
    await clock.advance(2_000);
    expect(await stateOf(commandId)).toBe('done');
  });

  it('that was refused for its credential is cancelled without any request', async () => {
    script.sendScript = [
      { kind: 'refused', error: failure('signed-out', 'TwinJet refused the API token.', 401) },
    ];
    await outbox.start();
    const { jobId, commandId } = await outbox.book(record(), {});
    await clock.settle();
    expect(await stateOf(commandId)).toBe('queued');
    await outbox.cancel(jobId);
    usable(CONNECTION);
    await clock.advance(600_000);
    expect(script.sends).toHaveLength(1);
    expect(await stateOf(commandId)).toBe('discarded');
    expect((await cache.job(jobId))?.status).toBe('cancelled');
  });

  it('is not sent by itself after its window has passed', async () => {
    script.sendScript = [notSent];
    await outbox.start();
    const { commandId } = await outbox.book(record({ promiseAt: clock.now() + 60_000 }), {});
    await clock.settle();
    clock.jump(120_000);
    usable(CONNECTION);
    await clock.settle();
    expect(script.sends).toHaveLength(1);
    expect((await cache.command(commandId))?.problem?.sentence).toContain('window passed');
  });

  it('with a window already past when it was booked is sent: that is what was asked for', async () => {
    script.sendScript = [accepted('R7')];
    await outbox.start();
    const { commandId } = await outbox.book(record({ promiseAt: Date.UTC(2014, 7, 4) }), {});
    await clock.settle();
    expect(await stateOf(commandId)).toBe('done');
  });

  it('is never sent while a conflict waits for a person', async () => {
    script.sendScript = [unknown];
    script.locateScript = [{ kind: 'conflict', sentence: 'Another job has this id.' }];
    await outbox.start();
    const { commandId } = await outbox.book(record(), {});
    await clock.advance(600_000);
    expect(script.sends).toHaveLength(1);
    expect(await stateOf(commandId)).toBe('unknown');
    await dieAndReopen();
    await clock.advance(600_000);
    expect(script.locates).toHaveLength(1);
    await expect(outbox.discard(commandId, false)).rejects.toThrow('Nobody knows');
    await outbox.discard(commandId, true);
    expect(await stateOf(commandId)).toBe('discarded');
  });

  it('needs an external id of its own', async () => {
    const first = record();
    await outbox.book(first, {});
    const same = record({ externalIds: first.externalIds });
    await expect(outbox.book(same, {})).rejects.toMatchObject({ code: 'CONFLICT', jobId: first.id });
  });

  it('clicked twice in one moment with the same external id is one job', async () => {
    const externalIds = { requestId: null, jobId: null, externalId: 'DOUBLE', trackingId: null };
    const results = await Promise.allSettled([
      outbox.book(record({ externalIds }), {}),
      outbox.book(record({ externalIds }), {}),
    ]);
    expect(results.map((result) => result.status).sort()).toEqual(['fulfilled', 'rejected']);
    expect(await cache.findJobs(CONNECTION, { externalId: 'DOUBLE' })).toHaveLength(1);
  });
});

describe('a create of unknown fate whose account is changed', () => {
  async function unknownCreate(): Promise<Command['id']> {
    script.sendScript = [unknown];
    await outbox.start();
    const { commandId } = await outbox.book(record(), {});
    await clock.settle();
    expect(await stateOf(commandId)).toBe('unknown');
    return commandId;
  }

  it('is never sent again because the other account does not know it', async () => {
    const commandId = await unknownCreate();
    script.locateScript = [{ kind: 'absent' }];
    await outbox.whileStill(CONNECTION, async () => {});
    usable(CONNECTION);
    await clock.advance(600_000);
    await dieAndReopen();
    usable(CONNECTION);
    await clock.advance(600_000);
    expect(script.locates).toHaveLength(1);
    expect(script.sends).toHaveLength(1);
    const held = await cache.command(commandId);
    expect(held?.state).toBe('unknown');
    expect(held?.problem?.sentence).toContain('Ask the courier company');
  });

  it('is settled where the other account knows it: a new token of the same client', async () => {
    const commandId = await unknownCreate();
    script.locateScript = [{ kind: 'done', ids: { requestId: 'R1' }, news: null }];
    await outbox.whileStill(CONNECTION, async () => {});
    await clock.advance(1000);
    expect(await stateOf(commandId)).toBe('done');
    expect((await cache.command(commandId))?.problem).toBeNull();
  });

  it('is doubted before the change is written, and also before the outbox is started', async () => {
    const commandId = await unknownCreate();
    await cache.close();
    await open();
    let doubted: unknown;
    await outbox.whileStill(CONNECTION, async () => {
      doubted = (await cache.command(commandId))?.problem;
    });
    expect(doubted).not.toBeNull();
    script.locateScript = [{ kind: 'absent' }];
    await outbox.start();
    await clock.advance(600_000);
    expect(script.sends).toHaveLength(1);
  });

  it('is sent again when a person says so', async () => {
    const commandId = await unknownCreate();
    script.locateScript = Array.from({ length: 30 }, () => ({ kind: 'absent' as const }));
    await outbox.whileStill(CONNECTION, async () => {});
    await clock.advance(600_000);
    script.sendScript = [accepted('R2')];
    await outbox.retry(commandId);
    await clock.advance(60_000);
    expect(await stateOf(commandId)).toBe('done');
  });

  it('waits for what is on its way, and nothing else sets out meanwhile', async () => {
    let answer = (_outcome: CommandOutcome) => {};
    script.sendScript = [
      new Promise<CommandOutcome>((resolve) => {
        answer = resolve;
      }),
    ];
    await outbox.start();
    const onItsWay = await outbox.book(record(), {});
    await clock.settle();
    let changed = false;
    const change = outbox.whileStill(CONNECTION, async () => {
      changed = true;
    });
    const later = await outbox.book(record(), {});
    await clock.advance(1000);
    expect(changed).toBe(false);
    expect(script.sends).toHaveLength(1);
    answer(accepted('R1'));
    script.sendScript = [accepted('R2')];
    await change;
    await clock.settle();
    expect(await stateOf(onItsWay.commandId)).toBe('done');
    expect(await stateOf(later.commandId)).toBe('done');
  });
});

describe('edit and cancel', () => {
  async function acceptedJob(status: JobRecord['status'] = 'accepted'): Promise<JobId> {
    script.sendScript = [accepted('R9')];
    await outbox.start();
    const { jobId } = await outbox.book(record(), {});
    await clock.settle();
    await createJobService({ cache, feed: createChangeFeed({ clock }), clock }).change(jobId, () => ({
      patchJobs: [{ id: jobId, set: { status, rawStatus: '50' } }],
    }));
    return jobId;
  }

  it('keep their order: the cancel waits for the edit before it', async () => {
    const jobId = await acceptedJob();
    let answerEdit = (_outcome: CommandOutcome) => {};
    script.sendScript = [
      new Promise<CommandOutcome>((resolve) => {
        answerEdit = resolve;
      }),
      { kind: 'accepted', ids: {}, news: null },
    ];
    await outbox.edit(jobId, { tip: 2 });
    const { commandId } = await outbox.cancel(jobId);
    await clock.advance(5000);
    expect(script.sends.map((command) => command.kind)).toEqual(['create', 'edit']);
    answerEdit({ kind: 'accepted', ids: {}, news: null });
    await clock.advance(5000);
    expect(script.sends.map((command) => command.kind)).toEqual(['create', 'edit', 'cancel']);
    expect(await stateOf(commandId)).toBe('done');
  });

  it('keep their order when the create came back unsent with a change behind it', async () => {
    let answerCreate = (_outcome: CommandOutcome) => {};
    script.sendScript = [
      new Promise<CommandOutcome>((resolve) => {
        answerCreate = resolve;
      }),
    ];
    await outbox.start();
    const { jobId } = await outbox.book(record(), { tip: 1 });
    await clock.settle();
    await outbox.edit(jobId, { tip: 2 });
    answerCreate(notSent);
    await clock.settle();
    await outbox.edit(jobId, { tip: 3 });
    const done: CommandOutcome = { kind: 'accepted', ids: {}, news: null };
    script.sendScript = [accepted('R5'), done, done];
    await clock.advance(60_000);
    expect(script.sends.slice(1).map(({ payload }) => (payload as { tip: number }).tip)).toEqual([1, 2, 3]);
  });

  it('keep their order over a restart, also when the second is ordered before the outbox has begun', async () => {
    const jobId = await acceptedJob();
    const ready = account;
    account = { ok: false, error: failure('unreachable', 'paused') };
    await outbox.edit(jobId, { tip: 2 });
    await cache.close();
    await open();
    await outbox.cancel(jobId);
    account = ready;
    script.sendScript = [
      { kind: 'accepted', ids: {}, news: null },
      { kind: 'accepted', ids: {}, news: null },
    ];
    await outbox.start();
    await clock.advance(5000);
    expect(script.sends.map((command) => command.kind)).toEqual(['create', 'edit', 'cancel']);
  });

  it('a cancel of a create that has not left needs no request', async () => {
    account = { ok: false, error: failure('unreachable', 'paused') };
    await outbox.start();
    const { jobId, commandId } = await outbox.book(record(), {});
    await clock.settle();
    await outbox.cancel(jobId);
    expect(script.sends).toHaveLength(0);
    expect(await stateOf(commandId)).toBe('discarded');
    expect((await cache.job(jobId))?.status).toBe('cancelled');
    expect(await cache.unsettledCommands()).toEqual([]);
  });

  it('are refused from picked up on, with the reason', async () => {
    const jobId = await acceptedJob('picked-up');
    await expect(outbox.edit(jobId, { tip: 2 })).rejects.toThrow('courier already has it');
    await expect(outbox.cancel(jobId)).rejects.toThrow('courier already has it');
  });

  it('a 406 that races fails the cancel with the reason and leaves the job as the provider says', async () => {
    const jobId = await acceptedJob();
    script.sendScript = [{ kind: 'refused', error: failure('too-late', 'The courier has it already.', 406) }];
    const { commandId } = await outbox.cancel(jobId);
    await clock.settle();
    expect((await cache.command(commandId))?.problem).toMatchObject({
      sentence: 'The courier has it already.',
      status: 406,
    });
    expect((await cache.job(jobId))?.status).toBe('accepted');
  });

  it('a cancel of unknown fate that did not arrive is sent again; two clicks are one cancel', async () => {
    const jobId = await acceptedJob();
    script.sendScript = [unknown, { kind: 'accepted', ids: {}, news: null }];
    script.locateScript = Array.from({ length: 9 }, () => ({ kind: 'absent' as const }));
    const [one, two] = await Promise.all([outbox.cancel(jobId), outbox.cancel(jobId)]);
    expect(one.commandId).toBe(two.commandId);
    await clock.advance(30_000);
    expect(script.sends.filter((command) => command.kind === 'cancel')).toHaveLength(2);
    expect(await stateOf(one.commandId)).toBe('done');
  });

  it('a cancel that turns out to be too late takes over what the provider says', async () => {
    const jobId = await acceptedJob();
    const news: JobNews = {
      status: 'delivered',
      rawStatus: '62',
      rawStatusText: 'delivered',
      sourceAt: clock.now(),
      receivedAt: clock.now(),
      ids: { requestId: 'R9', jobId: '5265', externalId: null, trackingId: null },
      reference: null,
      courier: null,
      remarks: null,
      events: [],
      positions: [],
      raw: {},
    };
    script.sendScript = [unknown];
    script.locateScript = [{ kind: 'too-late', news, sentence: 'It was delivered meanwhile.' }];
    const { commandId } = await outbox.cancel(jobId);
    await clock.advance(10_000);
    expect(await stateOf(commandId)).toBe('failed');
    const job = await cache.job(jobId);
    expect(job?.status).toBe('delivered');
    expect(job?.externalIds.jobId).toBe('5265');
  });
});

describe('the other orders', () => {
  const done: CommandOutcome = { kind: 'accepted', ids: {}, news: null };
  const newsOf = (status: JobNews['status']): JobNews => ({
    status,
    rawStatus: status,
    rawStatusText: null,
    sourceAt: null,
    receivedAt: clock.now(),
    ids: { requestId: null, jobId: null, externalId: null, trackingId: null },
    reference: null,
    courier: null,
    remarks: null,
    events: [],
    positions: [],
    raw: {},
  });

  /** Which system a job is of, its connection decides. */
  async function recordOf(
    provider: JobRecord['provider'],
    over: Partial<JobRecord> = {},
  ): Promise<JobRecord> {
    const id = `connection-${provider}` as ConnectionId;
    await cache.saveConnection({
      id,
      provider,
      label: provider,
      baseUrl: null,
      options: {},
      createdAt: clock.now(),
      paused: false,
      removed: false,
    });
    return record({ provider, connectionId: id, ...over });
  }

  async function keptJob(provider: JobRecord['provider'], status: JobRecord['status']): Promise<JobId> {
    const kept = await recordOf(provider, { status, rawStatus: 'x', receivedAt: clock.now() });
    await createJobService({ cache, feed: createChangeFeed({ clock }), clock }).adopt([kept]);
    await outbox.start();
    return kept.id;
  }

  it('two clicks are one order, also while it waits or nobody knows what became of it', async () => {
    const jobId = await keptJob('shipping-order', 'failed');
    script.sendScript = [unknown];
    script.locateScript = [{ kind: 'no-answer', error: failure('unreachable', 'Nothing.') }];
    const [one, two] = await Promise.all([outbox.order(jobId, 'retry'), outbox.order(jobId, 'retry')]);
    await clock.advance(2000);
    expect(await stateOf(one.commandId)).toBe('unknown');
    const three = await outbox.order(jobId, 'retry');
    expect([two.commandId, three.commandId]).toEqual([one.commandId, one.commandId]);
    expect(script.sends).toHaveLength(1);
  });

  it('a retry is not repeated blindly: only after it was absent for as long as a booking', async () => {
    const jobId = await keptJob('shipping-order', 'failed');
    script.sendScript = [unknown, done];
    script.locateScript = Array.from({ length: 20 }, () => ({ kind: 'absent' as const }));
    const { commandId } = await outbox.order(jobId, 'retry');
    await clock.advance(29_000);
    expect(script.sends).toHaveLength(1);
    await clock.advance(10_000);
    expect(script.sends).toHaveLength(2);
    expect(await stateOf(commandId)).toBe('done');
  });

  it('a retry that is never found, however often it is sent, waits for a person in the end', async () => {
    const jobId = await keptJob('shipping-order', 'failed');
    script.sendScript = [unknown, unknown, unknown];
    script.locateScript = Array.from({ length: 60 }, () => ({ kind: 'absent' as const }));
    const { commandId } = await outbox.order(jobId, 'retry');
    await clock.advance(300_000);
    expect(script.sends).toHaveLength(3);
    expect(await cache.command(commandId)).toMatchObject({ state: 'unknown', nextAt: null });
    expect((await cache.command(commandId))?.problem?.sentence).toMatch(/several times/);
  });

  it('a shipment that is placed again reads as under way at once, and as the provider says from then on', async () => {
    const jobId = await keptJob('shipping-order', 'failed');
    script.sendScript = [done];
    await outbox.order(jobId, 'retry');
    await clock.settle();
    expect(await cache.job(jobId)).toMatchObject({ status: 'submitted', pending: null });
    const again = await keptJob('shipping-order', 'failed');
    script.sendScript = [{ kind: 'accepted', ids: {}, news: newsOf('accepted') }];
    await outbox.order(again, 'retry');
    await clock.settle();
    expect(await cache.job(again)).toMatchObject({ status: 'accepted' });
    expect((await cache.events(again)).map(({ text }) => text)).toContain('Accepted');
  });

  it('a retry of a create that was refused sends that create again', async () => {
    await outbox.start();
    script.sendScript = [{ kind: 'refused', error: failure('invalid', 'No provider matched.', 422) }];
    const { jobId, commandId } = await outbox.book(await recordOf('shipping-order'), {});
    await clock.settle();
    expect(await stateOf(commandId)).toBe('failed');
    script.sendScript = [accepted('S1')];
    const again = await outbox.order(jobId, 'retry');
    await clock.settle();
    expect(again.commandId).toBe(commandId);
    expect(script.sends.map(({ kind }) => kind)).toEqual(['create', 'create']);
    expect(await cache.job(jobId)).toMatchObject({ status: 'submitted', trouble: null });
  });

  it('keep their order with a change before them', async () => {
    const jobId = await keptJob('shipping-order', 'failed');
    script.sendScript = [done, done];
    await Promise.all([outbox.edit(jobId, { groupId: 'G' }), outbox.order(jobId, 'retry')]);
    await clock.advance(5000);
    expect(script.sends.map(({ kind }) => kind)).toEqual(['edit', 'retry']);
  });

  it('a removal ends the tracking here, whatever the answer still tells of it', async () => {
    const jobId = await keptJob('aftership', 'in-transit');
    script.sendScript = [{ kind: 'accepted', ids: {}, news: newsOf('in-transit') }];
    await outbox.order(jobId, 'delete');
    await clock.settle();
    expect(await cache.job(jobId)).toMatchObject({ status: 'cancelled', rawStatusText: 'Removed' });
    await expect(outbox.order(jobId, 'delete')).rejects.toThrow('removed from AfterShip');
  });

  it('a removal of a tracking that never left needs no request', async () => {
    account = { ok: false, error: failure('unreachable', 'paused') };
    await outbox.start();
    const { jobId, commandId } = await outbox.book(await recordOf('aftership'), {});
    await clock.settle();
    await outbox.order(jobId, 'delete');
    expect(script.sends).toEqual([]);
    expect(await stateOf(commandId)).toBe('discarded');
    expect(await cache.unsettledCommands()).toEqual([]);
  });

  it('that is refused leaves the job as it was, with the reason on the command', async () => {
    const jobId = await keptJob('aftership', 'expired');
    script.sendScript = [{ kind: 'refused', error: failure('invalid', 'Only three times.', 400) }];
    const { commandId } = await outbox.order(jobId, 'retrack');
    await clock.settle();
    expect((await cache.command(commandId))?.problem?.sentence).toBe('Only three times.');
    expect(await cache.job(jobId)).toMatchObject({ status: 'expired', trouble: null });
  });

  it('are refused where the system knows no such thing', async () => {
    const jobId = await keptJob('aftership', 'in-transit');
    await expect(outbox.order(jobId, 'cancel')).rejects.toThrow('removed, not cancelled');
    await expect(outbox.order(jobId, 'retrack')).rejects.toThrow('still looks after it by itself');
    expect(await cache.unsettledCommands()).toEqual([]);
  });
});
