// The small questions: finding jobs by their ids, polling, promises, addresses, quotes, values, connections.

import { join } from 'node:path';
import { describe, expect, it, vi } from 'vitest';
import {
  aConnection,
  aJob,
  anAddress,
  connectionId,
  folder,
  HOUR,
  jobId,
  NOW,
  newCache,
  quietLog,
} from '../../../test/support/cache-fixtures.ts';
import { openFile } from './open-file.ts';

const ids = (list: { id: string }[]) => list.map(({ id }) => id);
const known = (changes: object) => ({
  requestId: null,
  jobId: null,
  externalId: null,
  trackingId: null,
  ...changes,
});

describe('finding jobs', () => {
  it('takes any id, or the reference, of that connection alone', async () => {
    const cache = await newCache();
    await cache.write({
      insertJobs: [
        aJob('a', { externalIds: known({ requestId: 'R1', externalId: 'X' }), reference: 'BILL-7' }),
        aJob('b', {
          externalIds: known({ jobId: '7', trackingId: 'T' }),
          reference: 'bill-7',
          archived: true,
        }),
        aJob('c', {
          externalIds: known({ requestId: 'R1' }),
          connectionId: connectionId('parcels'),
          provider: 'aftership',
        }),
        aJob('d', { externalIds: known({ requestId: '' }), reference: '' }),
      ],
    });
    const find = async (by: object, of = 'downtown') => ids(await cache.findJobs(connectionId(of), by));
    expect(await find({ requestId: 'R1' })).toEqual(['a']);
    expect(await find({ requestId: 'R1' }, 'parcels')).toEqual(['c']);
    expect(await find({ requestId: 'R1', trackingId: 'T' })).toEqual(['a', 'b']);
    expect(await find({ jobId: '7', externalId: null })).toEqual(['b']);
    expect(await find({ reference: 'BILL-7' })).toEqual(['a']);
    expect(await find({ reference: 'bill-7' })).toEqual(['b']);
    // Absent is no id that two jobs share.
    expect(await find({ requestId: '', reference: '' })).toEqual([]);
    expect(await find({})).toEqual([]);
    expect(await find({ requestId: 'R1' }, 'never saved')).toEqual([]);
    expect((await cache.job(jobId('d')))?.externalIds.requestId).toBeNull();
  });
});

describe('jobs of one name', () => {
  it('are found in every connection by a whole id or word, whatever its case, the newest first', async () => {
    const cache = await newCache();
    await cache.write({
      insertJobs: [
        aJob('courier', { externalIds: known({ externalId: 'Order-7' }) }),
        aJob('parcel', {
          reference: 'ORDER-7',
          externalIds: known({ trackingId: 'T-1' }),
          connectionId: connectionId('parcels'),
          provider: 'aftership',
        }),
        aJob('another', { reference: 'Order-70' }),
      ],
    });
    expect(ids(await cache.jobsNamed(['order-7'], 10))).toEqual(['parcel', 'courier']);
    expect(ids(await cache.jobsNamed(['order-7'], 1))).toEqual(['parcel']);
    expect(ids(await cache.jobsNamed(['order-70', 't-1', 't-1'], 10))).toEqual(['another', 'parcel']);
    expect(await cache.jobsNamed(['order'], 10)).toEqual([]);
    expect(await cache.jobsNamed(['--', '"*'], 10)).toEqual([]);
    expect(await cache.jobsNamed([], 10)).toEqual([]);
  });
});

describe('polling', () => {
  it('wants open jobs, and closed ones until they were seen once more', async () => {
    const cache = await newCache();
    await cache.write({
      insertJobs: [
        aJob('open', {
          promiseAt: NOW,
          readyAt: NOW - 1,
          courierId: 'k' as never,
          externalIds: known({ requestId: 'R' }),
        }),
        aJob('unpromised', { receivedAt: NOW + HOUR }),
        aJob('unseen', { status: 'delivered' }),
        aJob('just closed', { status: 'failed', receivedAt: NOW }),
        aJob('confirmed', { status: 'delivered', receivedAt: NOW + 1 }),
        aJob('archived', { archived: true }),
      ],
    });
    const pollable = await cache.pollable();
    expect(ids(pollable).sort()).toEqual(['archived', 'just closed', 'open', 'unpromised', 'unseen']);
    expect(pollable.find(({ id }) => id === 'open')).toEqual({
      id: 'open',
      connectionId: 'downtown',
      status: 'accepted',
      rawStatus: '50',
      readyAt: NOW - 1,
      windowFromAt: null,
      promiseAt: NOW,
      createdAt: NOW,
      receivedAt: null,
      changedAt: NOW,
      externalIds: known({ requestId: 'R' }),
      reference: null,
      hasCourier: true,
    });
    await cache.markSeen([{ id: jobId('just closed'), receivedAt: NOW + 1 }]);
    expect(ids(await cache.pollable())).not.toContain('just closed');
  });

  it('hears of promises that run out: after the one time, up to the other', async () => {
    const cache = await newCache();
    await cache.write({
      insertJobs: [
        aJob('later', { promiseAt: NOW + 2 }),
        aJob('now', { promiseAt: NOW + 1 }),
        aJob('before', { promiseAt: NOW }),
        aJob('closed', { promiseAt: NOW + 1, status: 'delivered' }),
        aJob('archived', { promiseAt: NOW + 1, archived: true }),
      ],
    });
    expect(ids(await cache.promisesBetween(NOW, NOW + 2))).toEqual(['now', 'later']);
    expect(ids(await cache.promisesBetween(NOW, NOW + 1))).toEqual(['now']);
  });
});

describe('recent addresses', () => {
  it('come newest first, each once, found by the beginnings of words', async () => {
    const cache = await newCache();
    const office = anAddress({ name: 'Important Office', street: '560 Mission St' });
    const bakery = anAddress({ name: 'Bäckerei', street: '1 Market St', instructions: 'ring' });
    await cache.write({
      insertJobs: [
        aJob('a', { pickAddress: office, deliverAddress: bakery, createdAt: NOW }),
        aJob('b', { pickAddress: bakery, connectionId: connectionId('parcels'), createdAt: NOW + 1 }),
        aJob('c', { deliverAddress: { ...office, instructions: 'back door' }, createdAt: NOW + 2 }),
        aJob('d', { deliverAddress: anAddress({ street: '', city: '', region: '', postalCode: '' }) }),
      ],
    });
    expect(await cache.recentAddresses({ limit: 9 })).toEqual([
      { ...office, instructions: 'back door' },
      bakery,
    ]);
    expect(await cache.recentAddresses({ limit: 1 })).toHaveLength(1);
    expect(await cache.recentAddresses({ limit: 9, text: 'market backer' })).toEqual([bakery]);
    expect(await cache.recentAddresses({ limit: 9, text: 'arket' })).toEqual([]);
    expect(await cache.recentAddresses({ limit: 9, connectionId: connectionId('parcels') })).toEqual([
      bakery,
    ]);
    expect(await cache.recentAddresses({ limit: 9, connectionId: connectionId('never saved') })).toEqual([]);
    await cache.write({ patchJobs: [{ id: jobId('a'), set: { pickAddress: bakery, changedAt: NOW + 9 } }] });
    expect((await cache.recentAddresses({ limit: 1 }))[0]).toEqual(bakery);
  });
});

describe('named values and quotes', () => {
  it('are kept by their whole name', async () => {
    const cache = await newCache();
    expect(await cache.value('settings')).toBeNull();
    await cache.saveValue('draft:1', { a: [1] }, NOW);
    await cache.saveValue('draft:2', null, NOW + 1);
    await cache.saveValue('draft%', 'no pattern', NOW);
    await cache.saveValue('draft:1', { a: [2] }, NOW + 2);
    expect(await cache.values('draft:')).toEqual([
      { key: 'draft:1', value: { a: [2] }, savedAt: NOW + 2 },
      { key: 'draft:2', value: null, savedAt: NOW + 1 },
    ]);
    expect(await cache.values('draft%')).toHaveLength(1);
    expect([await cache.removeValue('draft:1'), await cache.removeValue('draft:1')]).toEqual([true, false]);
  });

  it('bring a quote back with its answer', async () => {
    const cache = await newCache();
    const quote = {
      id: 'q' as never,
      connectionId: connectionId('downtown'),
      quotedAt: NOW,
      answer: { price: '8.00' },
    };
    await cache.saveQuote(quote);
    await cache.saveQuote({ ...quote, answer: { price: '9.00' } });
    expect(await cache.quote(quote.id)).toEqual({ ...quote, answer: { price: '9.00' } });
    expect(await cache.quote('other' as never)).toBeNull();
    await cache.prune({ jobsBefore: NOW + 1, positionsBefore: 0 });
    expect(await cache.quote(quote.id)).toBeNull();
  });
});

describe('connections', () => {
  it('change in place and are only marked when they go, so that their jobs stay readable', async () => {
    const cache = await newCache();
    await cache.write({ insertJobs: [aJob('a')] });
    const changed = aConnection('downtown', {
      label: 'Main',
      baseUrl: 'https://x',
      options: { a: 'b' },
      removed: true,
      paused: true,
    });
    await cache.saveConnection(changed);
    expect((await cache.connections())[0]).toEqual(changed);
    expect(await cache.job(jobId('a'))).toMatchObject({ connectionId: 'downtown', provider: 'twinjet' });
  });
});

describe('a slow call', () => {
  it('is named in the log', async () => {
    const warn = vi.fn();
    const file = openFile(join(folder(), 'x.sqlite'), { ...quietLog, warn });
    const now = vi.spyOn(performance, 'now');
    now
      .mockReturnValueOnce(1000)
      .mockReturnValueOnce(1050)
      .mockReturnValueOnce(2000)
      .mockReturnValueOnce(2051);
    expect([file.timed('quick', () => 1), file.timed('counts', () => 2)]).toEqual([1, 2]);
    now.mockRestore();
    expect(warn.mock.calls).toEqual([['Slow query', { query: 'counts', tookMs: 51 }]]);
    expect(file.times.get('counts')).toEqual({ calls: 1, totalMs: 51, slowestMs: 51 });
    file.db.close();
  });
});
