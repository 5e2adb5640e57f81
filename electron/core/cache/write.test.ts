import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it, vi } from 'vitest';
import type { CommandState } from '../../../shared/domain/command.ts';
import { isOpen, JOB_PHASES, JOB_STATUSES, phaseOf } from '../../../shared/domain/job-status.ts';
import {
  aCommand,
  aJob,
  anAddress,
  anEvent,
  connectionId,
  courierId,
  folder,
  HOUR,
  jobId,
  MINUTE,
  NOW,
  newCache,
  quietLog,
} from '../../../test/support/cache-fixtures.ts';
import type { CacheWrite, JobPatch } from './cache.ts';
import { openFile } from './open-file.ts';
import { SqlFile } from './sql-file.ts';

const patch = (id: string, set: JobPatch['set']): CacheWrite => ({ patchJobs: [{ id: jobId(id), set }] });

describe('write', () => {
  it('keeps a job with everything it has', async () => {
    const cache = await newCache();
    const job = aJob('full', {
      reference: 'BILL-7',
      externalIds: { requestId: 'A1', jobId: '2', externalId: 'X3', trackingId: 'T4' },
      recipient: 'Zoë',
      from: 'here',
      to: 'there',
      windowFromAt: NOW,
      windowToAt: NOW + HOUR,
      promiseAt: NOW + HOUR,
      readyAt: NOW - HOUR,
      courierId: courierId('c1'),
      courierName: '411 Billy',
      price: { minor: 0, currency: 'CAD' },
      sourceAt: NOW - 1,
      receivedAt: NOW,
      trouble: 'gone',
      tags: ['b', 'a'],
      archived: true,
      pickAddress: anAddress({ position: { lat: 37.5, lng: -122.25 }, instructions: 'ring' }),
      deliverAddress: anAddress({ name: 'Office', unit: '13th floor', contact: 'P. Pete', phone: '415' }),
      contactName: 'Larry',
      contactPhone: '5555555555',
      items: [{ quantity: 4, description: 'Fried Chickens', sku: null }],
      orderTotal: { minor: 2000, currency: 'USD' },
      deliveryFee: { minor: 1, currency: 'USD' },
      tip: { minor: 500, currency: 'USD' },
      paymentMethod: 'Invoice',
      service: '21',
      instructions: 'careful',
      photoRequired: true,
      quote: {
        price: null,
        pickupEtaAt: 1,
        deliveryEtaAt: null,
        pick: { lat: 37.78, lng: -122.4 },
        drop: null,
        quotedAt: NOW,
      },
      remarks: 'left with <b>doorman</b>',
      request: { live: true, nested: [1, null] },
      origin: 'followed',
      note: 'call first',
    });
    const result = await cache.write({ insertJobs: [job] });
    expect(await cache.job(job.id)).toEqual({
      ...job,
      phase: 'waiting',
      pending: null,
      revision: result.revision,
    });
    expect(await cache.rows([jobId('unheard of'), job.id])).toEqual(result.rows);
    const bare = aJob('bare');
    await cache.write({ insertJobs: [bare] });
    expect(await cache.job(bare.id)).toMatchObject(bare);
  });

  it('writes nothing and keeps its revision when nothing is new', async () => {
    const cache = await newCache();
    const everything: CacheWrite = {
      commands: [aCommand('c', 'a')],
      events: [anEvent('a')],
      couriers: [{ id: courierId('k'), connectionId: connectionId('downtown'), name: '411' }],
      positions: [{ courierId: courierId('k'), jobId: jobId('a'), at: NOW, lat: 37, lng: -122 }],
      zones: [
        {
          id: 'z' as never,
          connectionId: connectionId('downtown'),
          name: 'Zone',
          geometry: { type: 'MultiPolygon', coordinates: [[[[1, 2]]]] },
          receivedAt: NOW,
        },
      ],
    };
    const first = await cache.write({ insertJobs: [aJob('a', { tags: ['x'], note: 'n' })], ...everything });
    expect(first).toMatchObject({ zonesChanged: true, commandsChanged: true });
    const job = await cache.job(jobId('a'));
    if (job === null) throw new Error('The job is gone');
    const { id, provider, connectionId: _, createdAt, phase, pending, revision, ...set } = job;
    const again = await cache.write({
      ...everything,
      zones: everything.zones?.map((zone) => ({ ...zone, receivedAt: NOW + HOUR })) ?? [],
      ...patch('a', { ...set, changedAt: NOW + HOUR }),
    });
    expect(again).toEqual({
      revision: first.revision,
      rows: [],
      couriers: [],
      zonesChanged: false,
      commandsChanged: false,
    });
    expect(await cache.revision()).toBe(first.revision);
    expect((await cache.job(jobId('a')))?.changedAt).toBe(NOW);
    expect(await cache.zones()).toMatchObject([{ receivedAt: NOW }]);
  });

  it('takes the age alone for no news, but keeps it', async () => {
    const cache = await newCache();
    const { revision } = await cache.write({ insertJobs: [aJob('a')] });
    expect(await cache.write(patch('a', { receivedAt: NOW + 5, changedAt: NOW + 5 }))).toMatchObject({
      rows: [],
      revision,
    });
    await cache.markSeen([
      { id: jobId('a'), receivedAt: NOW + 9 },
      { id: jobId('gone'), receivedAt: NOW },
    ]);
    expect(await cache.job(jobId('a'))).toMatchObject({ receivedAt: NOW + 9, changedAt: NOW, revision });
  });

  it('lets news of jobs go that are not kept', async () => {
    const cache = await newCache();
    const result = await cache.write({
      ...patch('gone', { status: 'lost' }),
      events: [anEvent('gone')],
      raws: [{ jobId: jobId('gone'), raw: 1 }],
    });
    expect(result).toMatchObject({ revision: 0, rows: [] });
  });

  it('is all or nothing', async () => {
    const cache = await newCache();
    await cache.write({ insertJobs: [aJob('a')] });
    await expect(
      cache.write({
        ...patch('a', { status: 'lost' }),
        commands: [aCommand('c', 'a'), aCommand('d', 'no such job')],
      }),
    ).rejects.toThrow(/FOREIGN KEY/);
    expect(await cache.job(jobId('a'))).toMatchObject({ status: 'accepted', revision: 1, pending: null });
    expect(await cache.revision()).toBe(1);
    expect(await cache.unsettledCommands()).toEqual([]);
    await expect(
      cache.write({ insertJobs: [aJob('b', { connectionId: connectionId('never saved') })] }),
    ).rejects.toThrow(/never saved/);
  });

  it('leaves search words and their index alone when only a status changes', async () => {
    const cache = await newCache();
    await cache.write({ insertJobs: [aJob('a', { recipient: 'Ada' })] });
    const prepare = vi.spyOn(SqlFile.prototype, 'prepare');
    try {
      await cache.write(
        patch('a', { status: 'delivered', rawStatus: '62', receivedAt: NOW + 1, changedAt: NOW + 1 }),
      );
      const texts = prepare.mock.calls.map(([text]) => text);
      expect(texts.filter((text) => /job_words|job_details/.test(text))).toEqual([]);
      expect(texts.filter((text) => text.startsWith('UPDATE jobs'))).toEqual([
        'UPDATE jobs SET status = ?, open = ?, raw_status = ?, received_at = ?, changed_at = ?, revision = ? WHERE row = ?',
      ]);
    } finally {
      prepare.mockRestore();
    }
    const total = async (text: string) => (await cache.query({ text }, 0, 10, NOW)).total;
    await cache.write(patch('a', { courierName: '411 Billy' }));
    expect(await total('billy ada')).toBe(1);
    await cache.write(
      patch('a', { recipient: 'Grace', deliverAddress: anAddress({ street: '1 Market St' }) }),
    );
    expect([await total('ada'), await total('grace market')]).toEqual([0, 1]);
  });

  it('keeps an event once: same job, kind, time and text; those of one moment in the order in which they came', async () => {
    const cache = await newCache();
    await cache.write({ insertJobs: [aJob('a'), aJob('b')] });
    const events = [
      anEvent('a', { text: 'two', at: NOW + 2 }),
      anEvent('a', { text: 'zzz', position: { lat: 1, lng: 2 }, actor: 'x', status: 'lost', rawStatus: '9' }),
      anEvent('a', { text: 'aaa' }),
      anEvent('a', { text: 'aaa', receivedAt: NOW + HOUR, actor: 'someone' }),
      anEvent('a', { text: 'aaa', kind: 'status' }),
    ];
    const first = await cache.write({ events });
    // Who shows the timeline must hear of it, although no column changed.
    expect(first.rows.map((row) => [row.id, row.revision])).toEqual([['a', first.revision]]);
    expect((await cache.write({ events })).revision).toBe(first.revision);
    expect(await cache.events(jobId('a'))).toEqual([events[1], events[2], events[4], events[0]]);
    expect(await cache.events(jobId('b'))).toEqual([]);
  });

  it('keeps the last raw answer beside the job', async () => {
    const cache = await newCache();
    await cache.write({ insertJobs: [aJob('a')] });
    expect(await cache.raw(jobId('a'))).toBeNull();
    await cache.write({ raws: [{ jobId: jobId('a'), raw: { a: 1 } }] });
    await cache.write({ raws: [{ jobId: jobId('a'), raw: { a: [2] } }] });
    expect(await cache.raw(jobId('a'))).toEqual({ a: [2] });
  });

  it('is on the disk before it returns when it holds a command', () => {
    const file = openFile(join(folder(), 'x.sqlite'), quietLog);
    const level = () => file.db.pragma('synchronous', { simple: true });
    expect([file.transaction(level), file.transaction(level, true), level()]).toEqual([1, 2, 1]);
    expect(() =>
      file.transaction(() => {
        throw new Error('no');
      }, true),
    ).toThrow('no');
    expect(level()).toBe(1);
    file.db.close();
  });
});

describe('pending', () => {
  it('is the newest command of the job that is not settled', async () => {
    const cache = await newCache();
    const pending = async () => (await cache.job(jobId('a')))?.pending?.commandId ?? null;
    const settle = (id: string, state: CommandState) =>
      cache.write({
        commands: [aCommand(id, 'a', { kind: id as 'create' | 'edit', state, updatedAt: NOW + 1 })],
      });
    const made = await cache.write({
      insertJobs: [aJob('a'), aJob('b')],
      commands: [aCommand('create', 'a')],
    });
    expect(made.rows.map((row) => row.pending)).toEqual([
      { commandId: 'create', kind: 'create', state: 'queued' },
      null,
    ]);
    await cache.write({ commands: [aCommand('edit', 'a', { kind: 'edit' })] });
    expect(await pending()).toBe('edit');
    expect((await settle('create', 'done')).rows).toEqual([]);
    expect((await settle('edit', 'unknown')).rows[0]?.pending).toEqual({
      commandId: 'edit',
      kind: 'edit',
      state: 'unknown',
    });
    await settle('edit', 'discarded');
    expect(await pending()).toBeNull();
  });

  it('goes with what the outbox says', async () => {
    const cache = await newCache();
    const states: CommandState[] = ['queued', 'sending', 'unknown', 'done', 'failed', 'discarded'];
    await cache.write({
      insertJobs: [aJob('a')],
      commands: states.map((state, at) => aCommand(state, 'a', { state, updatedAt: NOW + at })),
    });
    const ids = (list: { id: string }[]) => list.map(({ id }) => id);
    expect(ids(await cache.unsettledCommands())).toEqual(['queued', 'sending', 'unknown']);
    expect(ids(await cache.commandsOf(jobId('a')))).toEqual(states);
    expect((await cache.outbox(NOW + 5)).map(({ command, job }) => [command.id, job?.id])).toEqual(
      ['queued', 'sending', 'unknown', 'failed', 'discarded'].map((id) => [id, 'a']),
    );
    expect((await cache.counts(NOW)).outbox).toEqual({ waiting: 2, unknown: 1, failed: 1 });
    const problem = {
      sentence: 'No.',
      status: 406,
      fields: [{ field: 'tip', message: 'too late' }],
      body: null,
    };
    const replaced = aCommand('failed', 'a', {
      state: 'failed',
      problem,
      attempts: 3,
      waitingFor: 'you',
      nextAt: null,
    });
    await cache.write({ commands: [replaced] });
    expect(await cache.command(replaced.id)).toEqual(replaced);
    expect(ids(await cache.commandsOf(jobId('a')))).toEqual(states);
  });
});

describe('couriers', () => {
  const at = (minutes: number, lat: number, lng: number, job: string | null = null) => ({
    courierId: courierId('k'),
    jobId: job === null ? null : jobId(job),
    at: NOW + minutes * MINUTE,
    lat,
    lng,
  });

  it('stand at their newest position and head where the last two point', async () => {
    const cache = await newCache();
    await cache.write({
      insertJobs: [aJob('a'), aJob('b')],
      couriers: [{ id: courierId('k'), connectionId: connectionId('downtown'), name: '411' }],
    });
    const heading = async (...positions: ReturnType<typeof at>[]) =>
      (await cache.write({ positions })).couriers[0]?.heading;
    expect(await heading(at(0, 37.7, -122.4, 'a'))).toBeNull();
    expect(await heading(at(1, 37.71, -122.4, 'a'))).toBe(0);
    expect(await heading(at(2, 37.71, -122.39, 'b'))).toBe(90);
    expect(await heading(at(3, 37.7, -122.39))).toBe(180);
    expect(await heading(at(4, 37.70001, -122.39))).toBeNull();
    // Late news joins the trail and moves nobody; a second place at one time is not believed.
    expect((await cache.write({ positions: [at(-1, 1, 1), at(4, 9, 9)] })).couriers).toEqual([]);
    expect(await cache.couriers(NOW)).toMatchObject([
      { position: { lat: 37.70001, lng: -122.39 }, positionAt: NOW + 4 * MINUTE },
    ]);
    expect((await cache.courierTrail(courierId('k'), NOW)).map((point) => point.at)).toEqual(
      [0, 1, 2, 3, 4].map((minutes) => NOW + minutes * MINUTE),
    );
    expect(await cache.jobTrail(jobId('a'))).toEqual([
      { lat: 37.7, lng: -122.4, at: NOW },
      { lat: 37.71, lng: -122.4, at: NOW + MINUTE },
    ]);
  });

  it('carry the open jobs that name them', async () => {
    const cache = await newCache();
    const courier = { id: courierId('k'), connectionId: connectionId('downtown'), name: '411' };
    const first = await cache.write({
      couriers: [courier],
      insertJobs: [aJob('a', { courierId: courier.id }), aJob('b')],
    });
    expect(first.couriers).toMatchObject([{ jobIds: ['a'], position: null, revision: first.revision }]);
    expect((await cache.write(patch('b', { courierId: courier.id }))).couriers[0]?.jobIds).toEqual([
      'a',
      'b',
    ]);
    expect((await cache.write(patch('a', { status: 'delivered' }))).couriers[0]?.jobIds).toEqual(['b']);
    // Seen with no position, but carrying something: still there to be listed.
    expect(await cache.couriers(NOW)).toMatchObject([{ id: 'k', jobIds: ['b'] }]);
    expect((await cache.write(patch('b', { courierId: null }))).couriers[0]?.jobIds).toEqual([]);
    expect(await cache.couriers(NOW)).toEqual([]);
    expect((await cache.write({ couriers: [{ ...courier, name: '412' }] })).couriers[0]?.name).toBe('412');
  });
});

describe('counts', () => {
  it('by trigger are what a full count would say, whatever was written', async () => {
    const path = join(folder(), 'cache.sqlite');
    const cache = await newCache(path);
    const statuses = new Map<
      string,
      { status: (typeof JOB_STATUSES)[number]; archived: boolean; tags: string[] }
    >();
    const some = fc.record({
      status: fc.constantFrom(...JOB_STATUSES),
      archived: fc.boolean(),
      tags: fc.uniqueArray(fc.constantFrom('x', 'y')),
      parcels: fc.boolean(),
    });
    let made = 0;
    await fc.assert(
      fc.asyncProperty(
        fc.array(some, { maxLength: 5 }),
        fc.array(fc.tuple(fc.nat(), some), { maxLength: 5 }),
        async (inserts, patches) => {
          const insertJobs = inserts.map(({ parcels, ...changes }) => {
            const id = `job-${made++}`;
            statuses.set(id, changes);
            return aJob(id, { ...changes, connectionId: connectionId(parcels ? 'parcels' : 'downtown') });
          });
          const ids = [...statuses.keys()];
          const patchJobs = patches.flatMap(([at, { parcels, ...changes }]) => {
            const id = ids[at % ids.length];
            if (id === undefined) return [];
            statuses.set(id, changes);
            return [{ id: jobId(id), set: changes }];
          });
          await cache.write({ insertJobs, patchJobs });
          const shown = [...statuses.values()].filter(({ archived }) => !archived);
          const counts = await cache.counts(NOW);
          for (const phase of JOB_PHASES) {
            expect(counts.phases[phase]).toBe(shown.filter(({ status }) => phaseOf(status) === phase).length);
          }
          expect(counts.live).toBe(shown.filter(({ status }) => isOpen(status)).length);
          expect((await cache.query({ tags: ['x'] }, 0, 1, NOW)).total).toBe(
            shown.filter(({ tags }) => tags.includes('x')).length,
          );
        },
      ),
      { numRuns: 60 },
    );
    await cache.prune({ jobsBefore: NOW + 1, positionsBefore: 0 });
    await cache.close();
    const file = openFile(path, quietLog);
    const counted = file.all(
      'SELECT archived, connection, status, count(*) AS jobs FROM jobs GROUP BY 1, 2, 3',
    );
    expect(counted.length).toBeGreaterThan(5);
    expect(file.all('SELECT * FROM job_counts WHERE jobs <> 0')).toEqual(counted);
    // Fails when the index does not hold exactly the words of job_words.
    file.run(`INSERT INTO job_search (job_search, rank) VALUES ('integrity-check', 1)`);
    file.db.close();
  }, 60_000);
});
