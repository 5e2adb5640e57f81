// AfterShip's own client, unchanged, against the practice AfterShip in version 2026-07: what the simulator answers is not
// only what our own client expects. And our client over the same simulator, in both versions.

import { AfterShip, AuthType } from '@aftership/tracking-sdk';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import {
  type AfterShipSimulator,
  startAfterShipSimulator,
} from '../../../electron/core/practice/aftership/start-aftership-simulator.ts';
import { NOW } from '../../support/canned-server.ts';
import { NO_IDS } from '../../support/command-to-send.ts';
import { accountAt, freshProvider, KEY, VERSIONS } from './loopback.ts';

const SECRET = 'their-secret';
let now = Date.UTC(2026, 7, 4, 10);
let simulator: AfterShipSimulator;

beforeEach(async () => {
  now = Date.now();
  simulator = await startAfterShipSimulator({
    keys: [{ key: KEY }, { key: 'signed', signing: { kind: 'aes', secret: SECRET } }],
    clock: () => now,
    stepMs: 60_000,
    filled: true,
  });
});
afterEach(() => simulator.stop());

const theirs = (options: object = {}) =>
  new AfterShip({ api_key: KEY, domain: simulator.url, max_retry: 0, ...options });

describe('@aftership/tracking-sdk 17.0.0', () => {
  it('creates, reads, changes, completes, retracks and deletes a parcel', async () => {
    const { tracking } = theirs();
    const made = await tracking.createTracking({
      tracking_number: 'JN55556666',
      slug: 'j-net',
      title: 'Their parcel',
      order_promised_delivery_date: { promised_delivery_date: '2026-08-06' },
      customers: [{ name: 'Amelia Hart', email: 'a@example.com', phone_number: '+14155550100' }],
    });
    const id = made.data?.id ?? '';
    expect(made.data).toMatchObject({ tag: 'Pending', subtag: 'Pending_001', active: true, checkpoints: [] });
    const read = await tracking.getTrackingById(id, { fields: 'title,tag', lang: 'en' });
    expect(read.data).toMatchObject({ title: 'Their parcel', tag: 'Pending' });
    const changed = await tracking.updateTrackingById(id, { note: 'Ring twice', title: 'Another' });
    expect(changed.data).toMatchObject({ note: 'Ring twice', title: 'Another' });
    const lost = await tracking.markTrackingCompletedById(id, { reason: 'LOST' as never });
    expect(lost.data).toMatchObject({ tag: 'Exception', subtag: 'Exception_013', active: false });
    expect((await tracking.retrackTrackingById(id)).data).toMatchObject({ active: true });
    expect((await tracking.deleteTrackingById(id)).data).toMatchObject({ id });
    await expect(tracking.getTrackingById(id)).rejects.toMatchObject({ meta_code: 4004, status_code: 404 });
  });

  it('sees a parcel on its way to the door', async () => {
    const { tracking } = theirs();
    const made = await tracking.createTracking({ tracking_number: 'JN55556666' });
    now += 10 * 60_000;
    const told = await tracking.getTrackingById(made.data?.id ?? '');
    expect(told.data).toMatchObject({ tag: 'Delivered', subtag: 'Delivered_001', active: false });
    expect(told.data?.checkpoints?.at(-1)).toMatchObject({
      postal_code: expect.any(String),
      coordinate: { latitude: expect.any(Number), longitude: expect.any(Number) },
    });
  });

  it('walks through the list by cursor and meets every parcel once', async () => {
    const { tracking } = theirs();
    const seen: string[] = [];
    let cursor: string | undefined;
    do {
      const page = await tracking.getTrackings({ limit: 7, ...(cursor ? { cursor } : {}) });
      seen.push(...(page.data?.trackings ?? []).flatMap(({ id }) => id ?? []));
      cursor = page.data?.pagination?.has_next_page
        ? (page.data.pagination.next_cursor ?? undefined)
        : undefined;
      // Six lists a second are what is allowed.
      now += 1_000;
    } while (cursor !== undefined);
    expect(new Set(seen).size).toBe(seen.length);
    expect(seen).toHaveLength(simulator.parcels().length);
  });

  it('is told of a duplicate, a bad number, a bad key and too many requests as AfterShip tells it', async () => {
    const { tracking } = theirs();
    await tracking.createTracking({ tracking_number: 'JN55556666', slug: 'j-net' });
    const failing = (number: string) => tracking.createTracking({ tracking_number: number, slug: 'j-net' });
    await expect(failing('JN55556666')).rejects.toMatchObject({ meta_code: 4003, status_code: 400 });
    await expect(failing('JN')).rejects.toMatchObject({ meta_code: 4005 });
    const stranger = theirs({ api_key: 'nobody' });
    await expect(stranger.tracking.getTrackings()).rejects.toMatchObject({ status_code: 401 });
    now += 1_000;
    const many = await Promise.allSettled(
      Array.from({ length: 8 }, () => tracking.getTrackings({ limit: 1 })),
    );
    expect(many.filter(({ status }) => status === 'rejected')).toHaveLength(2);
  });

  it('asks for couriers and delivery dates', async () => {
    const client = theirs();
    const couriers = await client.courier.getCouriers();
    expect(couriers.data?.couriers?.map(({ slug }) => slug)).toContain('j-net');
    const found = await client.courier.detectCourier({ tracking_number: 'JN55556666' });
    expect(found.data?.total).toBeGreaterThan(0);
    const item = {
      slug: 'j-net',
      origin_address: { country_region: 'USA', state: 'CA' },
      destination_address: { country_region: 'USA', postal_code: '94107' },
      pickup_time: '2026-08-04 15:04:05',
    };
    const dates = await client.estimatedDeliveryDate.predictBatch({
      estimated_delivery_dates: [item],
    } as never);
    expect(dates.data.estimated_delivery_dates).toMatchObject([
      { estimated_delivery_date: '2026-08-06', confidence_code: 10001 },
    ]);
    await expect(
      client.estimatedDeliveryDate.predictBatch({
        estimated_delivery_dates: [item, { ...item, destination_address: { country_region: 'USA' } }],
      } as never),
    ).rejects.toMatchObject({ status_code: 400 });
  });

  it('signs as the practice AfterShip checks it', async () => {
    const signed = theirs({ api_key: 'signed', api_secret: SECRET, auth_type: AuthType.AES });
    const made = await signed.tracking.createTracking({ tracking_number: 'JN77778888', slug: 'j-net' });
    expect(made.data?.tracking_number).toBe('JN77778888');
    expect(
      (await signed.tracking.getTrackings({ limit: 3, keyword: 'JN7777' })).data?.trackings,
    ).toHaveLength(1);
    const wrong = theirs({ api_key: 'signed', api_secret: 'other', auth_type: AuthType.AES });
    await expect(wrong.tracking.getTrackings()).rejects.toMatchObject({ status_code: 401 });
  });
});

describe.each(VERSIONS)('our client over the same parcels, %s', (version) => {
  it('meets every parcel once, then only what has changed', async () => {
    const provider = freshProvider();
    const account = accountAt(simulator.url, version);
    const all = await provider.changes?.(account, { since: null, page: null }, NOW);
    if (!all?.ok) throw new Error('no list');
    expect(all.value.unreadable).toEqual([]);
    expect(new Set(all.value.news.map(({ ids }) => ids.jobId)).size).toBe(simulator.parcels().length);
    now += 2_000;
    const since = now;
    simulator.place('JN4820017735', 'Exception_001');
    const some = await provider.changes?.(account, { since, page: null }, NOW);
    expect(some?.ok && some.value.news.map(({ ids, status }) => [ids.trackingId, status])).toEqual([
      ['JN4820017735', 'exception'],
    ]);
  });

  it('has all nine tags on one board', async () => {
    const all = await freshProvider().changes?.(
      accountAt(simulator.url, version),
      { since: null, page: null },
      NOW,
    );
    const statuses = new Set(all?.ok ? all.value.news.map(({ status }) => status) : []);
    for (const status of [
      'submitted',
      'accepted',
      'in-transit',
      'out-for-delivery',
      'attempt-failed',
      'delivered',
      'ready-for-collection',
      'exception',
      'expired',
      'lost',
      'returned',
    ]) {
      expect(statuses).toContain(status);
    }
  });

  it('reads an answer by fields, translated checkpoints and the last one', async () => {
    const provider = freshProvider();
    const account = accountAt(simulator.url, version);
    const found = await provider.look(
      account,
      { ids: { ...NO_IDS, trackingId: 'JN4820017804' }, reference: null },
      NOW,
    );
    if (!found.ok) throw new Error(found.error.sentence);
    const { ids } = found.value;
    const part = await provider.tracking(account, ids, { fields: ['title'] }, NOW);
    expect(part).toMatchObject({ ok: true, value: { title: 'SO-20401', tag: null, checkpoints: [] } });
    const translated = await provider.tracking(account, ids, { lang: 'ja' }, NOW);
    expect(translated.ok && translated.value.checkpoints[0]?.message).toMatch(/^\[ja\]/);
    const last = await provider.lastCheckpoint(account, ids, { fields: ['city', 'tag'] }, NOW);
    expect(last).toMatchObject({
      ok: true,
      value: { tag: 'OutForDelivery', checkpoint: { city: 'San Francisco', message: null } },
    });
  });

  it('is never told that it asks too often', async () => {
    const real = await startAfterShipSimulator({ keys: [{ key: KEY }], filled: true });
    try {
      const provider = freshProvider();
      const account = accountAt(real.url, version);
      const [parcel] = real.parcels();
      const ids = { ...NO_IDS, jobId: parcel?.id ?? '' };
      // More than either version lets through in one second.
      const looks = await Promise.all(
        Array.from({ length: 12 }, () => provider.look(account, { ids, reference: null }, NOW)),
      );
      expect(looks.every(({ ok }) => ok)).toBe(true);
      expect(real.requests().map(({ status }) => status)).not.toContain(429);
    } finally {
      await real.stop();
    }
  });
});
