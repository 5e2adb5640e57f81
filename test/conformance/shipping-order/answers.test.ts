// Every sample answer of the seed read right, every status, and answers that are stranger than any sample.

import { describe, expect, it } from 'vitest';
import type { JobNews } from '../../../electron/core/providers/provider.ts';
import type { JobStatus } from '../../../shared/domain/job-status.ts';
import { NOW } from '../../support/canned-server.ts';
import { NO_IDS } from '../../support/command-to-send.ts';
import { command, loopback } from './loopback.ts';
import { CANCELLED, CREATE, CREATED, GOT, HISTORY, ID, RETRIED } from './seed-samples.ts';

const shop = loopback();

async function look(body: object): Promise<JobNews> {
  shop.answer({ body: JSON.stringify(body) });
  const looked = await shop.provider.look(
    shop.account,
    { ids: { ...NO_IDS, jobId: ID }, reference: null },
    NOW,
  );
  if (!looked.ok) throw new Error(looked.error.sentence);
  return looked.value;
}

async function send(kind: 'create' | 'edit' | 'cancel' | 'retry', body: object, jobId: string | null = ID) {
  shop.answer({ body: JSON.stringify(body) });
  const payload = kind === 'create' ? CREATE : { orderValue: 1 };
  return shop.provider.send(shop.account, command(kind, payload, { ids: { jobId } }), {
    priority: 'command',
  });
}

describe('the samples', () => {
  it('get', async () => {
    const news = await look(GOT);
    expect(news).toMatchObject({
      status: 'cancelled',
      rawStatus: 'ORDER_CANCELLED',
      sourceAt: Date.parse('2020-01-15T14:17:26.099Z'),
      ids: { requestId: null, jobId: ID, externalId: '876581', trackingId: 'del_MoMtkAakB1LDVk' },
      reference: null,
      remarks: undefined,
      events: [],
      raw: GOT,
    });
    expect(news.facts).toEqual({
      recipient: 'Ada Example',
      contactName: 'Ada Example',
      contactPhone: '+12025550101',
      to: 'Ada Example, 5 Penn Plaza, New York',
      from: 'Counter, 1 Pickup Way, New York',
      deliverAddress: {
        name: 'Ada Example',
        street: '5 Penn Plaza',
        unit: '12B, Rear entrance',
        city: 'New York',
        region: 'NY',
        postalCode: '10001',
        contact: null,
        phone: '+12025550101',
        instructions: 'Some text for delivery instructions',
        position: { lat: 40.7506, lng: -73.9935 },
      },
      pickAddress: expect.objectContaining({ street: '1 Pickup Way', instructions: 'Always be smiling' }),
      readyAt: 1_767_261_600_000,
      windowFromAt: 1_767_268_800_000,
      windowToAt: 1_767_290_400_000,
      promiseAt: 1_767_290_400_000,
      price: { minor: 600, currency: 'USD' },
      orderTotal: { minor: 1100, currency: 'USD' },
      service: 'Demo Couriers, delivery',
      instructions: 'Some text for delivery instructions',
    });
  });

  it('create: no id in it, no times, and still a shipment that was taken', async () => {
    const outcome = await send('create', CREATED, null);
    expect(outcome).toMatchObject({
      kind: 'accepted',
      ids: { externalId: '7709-001', trackingId: '1ZXXXX' },
      news: { status: 'accepted', rawStatus: 'ORDER_DISPATCHED', sourceAt: null, ids: { jobId: null } },
    });
  });

  it('cancel: no tracking id, an empty provider', async () => {
    const outcome = await send('cancel', CANCELLED, '62a9e3ce87f3c9df15080f00');
    expect(outcome).toMatchObject({
      kind: 'accepted',
      news: {
        status: 'cancelled',
        ids: { jobId: '62a9e3ce87f3c9df15080f00', trackingId: null },
        facts: { orderTotal: { minor: 7865, currency: 'USD' } },
      },
    });
    expect(outcome).not.toHaveProperty('news.facts.service');
  });

  it('retry: amounts in major units, no contact at the pick-up', async () => {
    const outcome = await send('retry', RETRIED, '62a9f879a69cdb7a3ad52ebe');
    expect(outcome).toMatchObject({
      kind: 'accepted',
      news: {
        status: 'accepted',
        ids: { trackingId: '1419285376' },
        facts: { price: { minor: 1033 }, deliveryFee: { minor: 1033, currency: 'USD' }, service: 'Roadie' },
      },
    });
  });

  it('edit answers as get does', async () => {
    expect(await send('edit', GOT)).toMatchObject({ kind: 'accepted', news: { ids: { jobId: ID } } });
  });

  it('history: oldest first by the epoch, their text kept and not read', async () => {
    shop.answer({ body: JSON.stringify(HISTORY) });
    const history = await shop.provider.statusHistory(shop.account, ID, false, NOW);
    expect(history).toMatchObject({
      ok: true,
      value: [
        { status: 'REQUEST_RECEIVED', jobStatus: 'submitted', updatedAtEpoch: 1_651_045_545_000 },
        {
          status: 'ORDER_DISPATCHED',
          jobStatus: 'accepted',
          updatedAt: 'April 27th 2022, 2:45:49 am CDT',
          note: 'Placed',
          statusUser: 'UPS',
        },
      ],
    });
  });

  it('list: entries, both tokens', async () => {
    const paginationToken = { next: 'bmV4dA==', previous: null };
    shop.answer({ body: JSON.stringify({ data: [GOT, RETRIED], paginationToken }) });
    expect(await shop.provider.listShipments(shop.account, {}, NOW)).toMatchObject({
      ok: true,
      value: {
        data: [GOT, RETRIED],
        shipments: [
          {
            id: ID,
            orderExternalId: '876581',
            groupId: 'group1',
            trackingId: 'del_MoMtkAakB1LDVk',
            rawStatus: 'ORDER_CANCELLED',
            status: 'cancelled',
            locationExternalId: 'NYClocation101',
            provider: 'Demo Couriers, delivery',
            createdAt: Date.parse('2020-01-15T14:17:25.984Z'),
          },
          { orderExternalId: '19082418', groupId: null, rawStatus: 'ORDER_DISPATCHED', provider: 'Roadie' },
        ],
        unreadable: [],
        paginationToken,
      },
    });
  });

  it('list: an entry nobody can read is named and costs no other; a status nobody knows keeps its word', async () => {
    shop.answer({ data: [{ ...GOT, status: 'TELEPORTED' }, { id: ID }, 'junk', RETRIED] });
    expect(await shop.provider.listShipments(shop.account, {}, NOW)).toMatchObject({
      value: {
        shipments: [{ status: 'unknown', rawStatus: 'TELEPORTED' }, { status: 'accepted' }],
        unreadable: ['data[1].status', 'data[2]'],
        paginationToken: { next: null, previous: null },
      },
    });
  });
});

const STATUSES: [theirs: string, ours: JobStatus][] = [
  ['REQUEST_RECEIVED', 'submitted'],
  ['PENDING_DISPATCH', 'submitted'],
  ['PENDING_RELEASE', 'submitted'],
  ['PENDING_AUTORETRY', 'submitted'],
  ['ESTIMATES_RECEIVED', 'submitted'],
  ['ESTIMATES_FAILED', 'failed'],
  ['ORDER_DISPATCHED', 'accepted'],
  ['STAGED', 'accepted'],
  ['ORDER_FAILED', 'failed'],
  ['ORDER_ASSIGNED', 'assigned'],
  ['ORDER_UNASSIGNED', 'accepted'],
  ['PICKUP_STARTED', 'assigned'],
  ['PICKUP_COMPLETED', 'picked-up'],
  ['IN_TRANSIT', 'in-transit'],
  ['OUT_FOR_DELIVERY', 'out-for-delivery'],
  ['ORDER_AT_LOCATION', 'ready-for-collection'],
  ['ORDER_DELIVERED', 'delivered'],
  ['ORDER_DELAYED', 'delayed'],
  ['ORDER_REDELIVERY', 'out-for-delivery'],
  ['ORDER_UNDELIVERABLE', 'undeliverable'],
  ['ERROR_EXCEPTION', 'exception'],
  ['ORDER_CANCELLED', 'cancelled'],
];

describe('the statuses', () => {
  it('are 22', () => expect(new Set(STATUSES.map(([theirs]) => theirs)).size).toBe(22));

  it.each(STATUSES)('%s is %s', async (theirs, ours) => {
    expect(await look({ ...GOT, status: theirs })).toMatchObject({ status: ours, rawStatus: theirs });
  });

  it.each(['PARTIAL_IN_TRANSIT', 'toString', 'SOMETHING_NEW'])(
    '%s is unknown and keeps its word',
    async (word) => {
      expect(await look({ ...GOT, status: word })).toMatchObject({ status: 'unknown', rawStatus: word });
    },
  );
});

describe('stranger answers', () => {
  it('warnings inside of a success are told, with type and provider', async () => {
    const warnings = [
      { type: 'ADDRESS_CORRECTED', message: 'The postal code was completed.', provider: 'UPS' },
    ];
    const errors = { message: 'UPS cannot be asked.' };
    const news = await look({ ...GOT, warnings, errors });
    expect(news.remarks).toBe(
      'UPS: The postal code was completed. (ADDRESS_CORRECTED)\nUPS cannot be asked.',
    );
    expect(news.events.map(({ text, at }) => [text, at])).toEqual([
      ['Warning: UPS: The postal code was completed. (ADDRESS_CORRECTED)', news.sourceAt],
      ['Warning: UPS cannot be asked.', news.sourceAt],
    ]);
    shop.answer({ body: JSON.stringify({ ...GOT, warnings }) });
    expect(await shop.provider.getShipment(shop.account, ID, true, NOW)).toMatchObject({
      ok: true,
      value: { warnings },
    });
  });

  it('a provider by name, ids under older names, a driver, numbers as texts', async () => {
    const { id: _, trackingId: __, ...others } = GOT;
    const news = await look({
      ...others,
      _id: ID,
      trackingNumber: 1419285376,
      provider: 'Postmates',
      fee: '7.5',
      driver: { name: 'Dana Driver', driverId: 'drv-1' },
    });
    expect(news).toMatchObject({
      ids: { jobId: ID, trackingId: '1419285376' },
      courier: { key: 'drv-1', name: 'Dana Driver' },
      facts: { service: 'Postmates', deliveryFee: { minor: 750 } },
    });
  });

  it('a field nobody can read costs only itself, and is named', async () => {
    const news = await look({
      ...GOT,
      orderValue: { odd: true },
      deliveryTime: 'tomorrow',
      itemList: 'none',
    });
    expect(news.status).toBe('cancelled');
    expect(news.facts).not.toHaveProperty('promiseAt');
    expect(news.events[0]?.text).toContain('deliveryTime, itemList, orderValue');
  });

  it('times in seconds, as text, ISO', async () => {
    const news = await look({
      ...GOT,
      pickupTime: { startsAt: 1_767_261_600, endsAt: null },
      deliveryTime: { startsAt: '1767268800000', endsAt: '2026-01-01T18:00:00.000Z' },
    });
    expect(news.facts).toMatchObject({
      readyAt: 1_767_261_600_000,
      windowFromAt: 1_767_268_800_000,
      windowToAt: Date.parse('2026-01-01T18:00:00.000Z'),
    });
  });

  it('the address of a label stays whole, our secret does not', async () => {
    const url = 'https://labels.example.com/l?orderId=5e1f&token=NWUxZjFlZjU=';
    const news = await look({ ...GOT, label: { url, note: 's3cret-of-the-console' }, accessToken: 'abc' });
    expect(news.raw).toMatchObject({ label: { url, note: '[removed]' }, accessToken: '[removed]' });
  });

  it('history: entries without a wrapping, and an empty one', async () => {
    shop.answer({
      body: JSON.stringify([{ status: 'STAGED', updatedAt: '2026-01-01T10:00:00.000Z' }, 7, {}]),
    });
    expect(await shop.provider.statusHistory(shop.account, ID, false, NOW)).toMatchObject({
      ok: true,
      value: [{ status: 'STAGED', updatedAtEpoch: Date.parse('2026-01-01T10:00:00.000Z') }],
    });
    shop.answer({ body: '[]' });
    expect(await shop.provider.statusHistory(shop.account, ID, false, NOW)).toEqual({ ok: true, value: [] });
  });

  it('list: one entry that cannot be read is named, its neighbours are kept', async () => {
    shop.answer({ body: JSON.stringify({ data: [GOT, { id: ID }, 'odd'] }) });
    const page = await shop.provider.changes?.(shop.account, { since: shop.now - 1000, page: null }, NOW);
    expect(page).toMatchObject({
      ok: true,
      value: {
        news: [{ rawStatus: 'ORDER_CANCELLED' }],
        next: null,
        unreadable: ['data[1].status', 'data[2]'],
      },
    });
  });

  it.each([
    ['nothing', { body: '' }, /answered with nothing/],
    ['a web page', { body: '<!doctype html><p>Sign in</p>' }, /A web page came/],
    ['half of it', { body: '{"id":"5e1f' }, /broken off or garbled/],
    ['no shipment', { body: '{"hello":1}' }, /lacks what matters in it: status/],
  ])('%s: the sentence says so, and the write stays open', async (_what, canned, sentence) => {
    shop.answer(canned);
    const outcome = await shop.provider.send(shop.account, command('create', CREATE), {
      priority: 'command',
    });
    expect(outcome).toMatchObject({ kind: 'unknown', error: { kind: 'bad-answer' } });
    expect((outcome as { error: { sentence: string } }).error.sentence).toMatch(sentence);
  });
});
