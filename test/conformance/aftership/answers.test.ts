// Seed 003: what AfterShip answers, as it is read, in both versions: trackings, checkpoints, lists, tags and subtags.

import { describe, expect, it } from 'vitest';
import { NOW } from '../../support/canned-server.ts';
import { NO_IDS } from '../../support/command-to-send.ts';
import { command, loopback, single, VERSIONS, type Version } from './loopback.ts';

const aftership = loopback();
const ID = '6487e4de9f8b4c7e01234567';

const COMMON = {
  id: ID,
  created_at: '2026-08-01T08:00:00+00:00',
  updated_at: '2026-08-04T10:20:30+00:00',
  tracking_number: 'JN12345678',
  slug: 'j-net',
  active: true,
  title: 'SO-1001',
  order_id: '1001',
  order_id_path: 'https://shop.example.com/1001',
  note: 'Ring twice',
  language: 'en',
  tag: 'InTransit',
  subtag: 'InTransit_003',
  subtag_message: 'Arrival scan',
  transit_time: 3,
  tracked_count: 12,
  unique_token: 'deprecated',
  custom_fields: { floor: '3' },
  shipment_tags: ['fragile'],
  something_new: { nobody: 'knows' },
};

/** The same parcel as each version tells it. */
const PARCELS: Record<Version, Record<string, unknown>> = {
  '2024-04': {
    ...COMMON,
    order_promised_delivery_date: '2026-08-06',
    customer_name: 'Amelia Hart',
    smses: ['+14155550100'],
    emails: ['a@example.com', 'b@example.com'],
    origin_city: 'San Jose',
    origin_state: 'CA',
    origin_country_iso3: 'USA',
    destination_raw_location: '1 Market St',
    destination_country_iso3: 'USA',
    expected_delivery: '2026-08-06',
    checkpoints: [
      {
        created_at: '2026-08-02T20:00:00+00:00',
        checkpoint_time: '2026-08-02T12:30:00-07:00',
        city: 'San Jose',
        state: 'CA',
        zip: '95110',
        country_iso3: 'USA',
        country_name: 'United States',
        coordinate: { latitude: 37.3382, longitude: -121.8863 },
        message: 'Arrived at hub',
        tag: 'InTransit',
        subtag: 'InTransit_003',
        slug: 'j-net',
      },
    ],
  },
  '2026-07': {
    ...COMMON,
    legacy_id: 'x',
    order_promised_delivery_date: {
      promised_delivery_date: '2026-08-06',
      promised_delivery_date_min: null,
      promised_delivery_date_max: null,
    },
    customers: [
      { name: 'Amelia Hart', phone_number: '+14155550100', email: 'a@example.com' },
      { email: 'b@example.com' },
    ],
    origin_city: 'San Jose',
    origin_state: 'CA',
    origin_country_region: 'USA',
    destination_raw_location: '1 Market St',
    destination_country_region: 'USA',
    courier_estimated_delivery_date: { estimated_delivery_date: '2026-08-06' },
    checkpoints: [
      {
        created_at: '2026-08-02T20:00:00+00:00',
        checkpoint_time: '2026-08-02T12:30:00-07:00',
        city: 'San Jose',
        state: 'CA',
        postal_code: '95110',
        country_region: 'USA',
        country_region_name: 'United States',
        coordinate: { latitude: 37.3382, longitude: -121.8863 },
        message: 'Arrived at hub',
        tag: 'InTransit',
        subtag: 'InTransit_003',
        slug: 'j-net',
        hash: 'a'.repeat(40),
      },
    ],
  },
};

async function looked(version: Version, change: object = {}) {
  aftership.answer(single(version, { ...PARCELS[version], ...change }));
  const result = await aftership.provider.look(
    aftership.account(version),
    { ids: { ...NO_IDS, jobId: ID }, reference: null },
    NOW,
  );
  if (!result.ok) throw new Error(result.error.sentence);
  return result.value;
}

describe('a tracking', () => {
  it.each(VERSIONS)('%s: becomes the same news', async (version) => {
    const { raw, receivedAt: _, ...news } = await looked(version);
    expect(news).toEqual({
      status: 'in-transit',
      rawStatus: 'InTransit_003',
      rawStatusText: 'Arrival scan',
      sourceAt: Date.UTC(2026, 7, 4, 10, 20, 30),
      ids: { requestId: null, jobId: ID, externalId: null, trackingId: 'JN12345678' },
      reference: '1001',
      courier: null,
      remarks: null,
      events: [
        {
          at: Date.UTC(2026, 7, 2, 19, 30),
          kind: 'checkpoint',
          text: 'Arrived at hub, San Jose, CA, United States',
          actor: null,
          position: { lat: 37.3382, lng: -121.8863 },
        },
      ],
      positions: [],
      facts: {
        reference: '1001',
        recipient: 'Amelia Hart',
        from: 'San Jose, CA, USA',
        to: '1 Market St, USA',
        // The end of the promised day by the clock of this computer.
        promiseAt: new Date(2026, 7, 6, 23, 59, 59).getTime(),
        contactName: 'Amelia Hart',
        contactPhone: '+14155550100',
        service: 'j-net',
        instructions: 'Ring twice',
      },
    });
    expect(raw).toEqual(PARCELS[version]);
  });

  it.each(VERSIONS)('%s: reads the same for the panel', async (version) => {
    aftership.answer(single(version, PARCELS[version]));
    const told = await aftership.provider.tracking(
      aftership.account(version),
      { ...NO_IDS, jobId: ID },
      {},
      NOW,
    );
    expect(told).toMatchObject({
      ok: true,
      value: {
        order_promised_delivery_date: '2026-08-06',
        customer_name: 'Amelia Hart',
        smses: ['+14155550100'],
        emails: ['a@example.com', 'b@example.com'],
        custom_fields: { floor: '3' },
        shipment_tags: ['fragile'],
        estimates: [{ by: 'Courier', date: '2026-08-06' }],
        checkpoints: [{ zip: '95110', country_iso3: 'USA', country_name: 'United States' }],
      },
    });
  });

  it('a promised day is the day as written, whatever offset stands behind it', async () => {
    aftership.answer(
      single('2026-07', { ...PARCELS['2026-07'], order_promised_delivery_date: '2026-08-06T23:30:00-11:00' }),
    );
    const told = await aftership.provider.tracking(
      aftership.account('2026-07'),
      { ...NO_IDS, jobId: ID },
      {},
      NOW,
    );
    expect(told).toMatchObject({ value: { order_promised_delivery_date: '2026-08-06' } });
  });

  it('right after its creation: nothing but names', async () => {
    const version = '2024-04';
    aftership.answer(
      single(
        version,
        {
          id: ID,
          tracking_number: 'JN12345678',
          slug: 'j-net',
          tag: 'Pending',
          subtag: 'Pending_001',
          subtag_message: 'Pending',
          active: true,
          title: 'JN12345678',
          checkpoints: [],
          order_id: null,
        },
        201,
      ),
    );
    const outcome = await aftership.provider.send(
      aftership.account(version),
      command('create', { tracking_number: 'JN12345678' }),
      NOW,
    );
    expect(outcome).toMatchObject({
      kind: 'accepted',
      ids: { jobId: ID, trackingId: 'JN12345678' },
      // A title that nobody chose is no reference.
      news: { status: 'submitted', reference: null, events: [] },
    });
  });

  it('fields that hold something else cost only themselves, and are named', async () => {
    const news = await looked('2024-04', { tracked_count: {}, title: ['x'], updated_at: 'yesterday' });
    expect(news.status).toBe('in-transit');
    expect(news.sourceAt).toBeNull();
    expect(news.events.at(-1)?.text).toMatch(/could not be read: title, tracked_count, updated_at$/);
  });

  it('an answer without any parcel is no answer', async () => {
    for (const body of [
      { meta: { code: 200 }, data: {} },
      { meta: { code: 200 }, data: { tracking: 7 } },
      '[]',
    ]) {
      aftership.answer(body);
      const result = await aftership.provider.look(
        aftership.account(),
        { ids: { ...NO_IDS, jobId: ID }, reference: null },
        NOW,
      );
      expect(result).toMatchObject({ ok: false, error: { kind: 'bad-answer' } });
    }
  });

  it('an error in a 200 is an error', async () => {
    aftership.answer({
      meta: { code: 4004, type: 'BadRequest', message: 'Tracking does not exist.' },
      data: {},
    });
    const result = await aftership.provider.look(
      aftership.account(),
      { ids: { ...NO_IDS, jobId: ID }, reference: null },
      NOW,
    );
    expect(result).toMatchObject({ ok: false, error: { kind: 'not-found' } });
  });
});

describe('checkpoints', () => {
  const checkpoint = (change: object) =>
    looked('2024-04', {
      checkpoints: [{ message: 'Seen', checkpoint_time: '2026-08-02T12:30:00', ...change }],
    }).then(({ events }) => events[0]);

  it('a time without an offset is not taken for UTC, and it is said whose it is', async () => {
    expect(await checkpoint({})).toMatchObject({
      at: new Date(2026, 7, 2, 12, 30).getTime(),
      text: 'Seen (local time there)',
    });
  });

  it('without a time it lands at the beginning, however often it is told', async () => {
    expect(await checkpoint({ checkpoint_time: null })).toMatchObject({
      at: Date.UTC(2026, 7, 1, 8),
      text: 'Seen (no time given)',
    });
  });

  it('coordinates under the older name, and numbers as text', async () => {
    const position = { lat: 37.5, lng: -122 };
    expect(await checkpoint({ coordinates: { latitude: '37.5', longitude: -122 } })).toMatchObject({
      position,
    });
    expect(await checkpoint({ coordinate: { latitude: 37.5, longitude: -122 } })).toMatchObject({ position });
  });

  it.each([[[]], [['-122', '37.5']], [{ latitude: 91, longitude: 0 }], [null]])(
    'no place is made up from %j',
    async (coordinate) => {
      expect(await checkpoint({ coordinate })).toMatchObject({ position: null });
    },
  );

  it('come in the order of their times', async () => {
    const news = await looked('2024-04', {
      checkpoints: [
        { message: 'later', checkpoint_time: '2026-08-03T00:00:00Z' },
        { message: 'earlier', checkpoint_time: '2026-08-02T00:00:00Z' },
      ],
    });
    expect(news.events.map(({ text }) => text)).toEqual(['earlier', 'later']);
  });
});

describe('the last checkpoint', () => {
  const LAST = {
    checkpoint_time: '2026-08-02T12:30:00-07:00',
    city: 'San Jose',
    zip: '95110',
    message: 'Arrived at hub',
    tag: 'InTransit',
  };

  it('2024-04: the sample answer', async () => {
    aftership.answer({
      meta: { code: 200 },
      data: { id: ID, tracking_number: 'JN12345678', slug: 'j-net', tag: 'InTransit', checkpoint: LAST },
    });
    const told = await aftership.provider.lastCheckpoint(
      aftership.account(),
      { ...NO_IDS, jobId: ID },
      {},
      NOW,
    );
    expect(told).toMatchObject({
      ok: true,
      value: { id: ID, tag: 'InTransit', checkpoint: { ...LAST, at: Date.UTC(2026, 7, 2, 19, 30) } },
    });
  });

  it.each([{}, null])('2024-04: none yet (%j)', async (none) => {
    aftership.answer({ meta: { code: 200 }, data: { id: ID, tag: 'Pending', checkpoint: none } });
    const told = await aftership.provider.lastCheckpoint(
      aftership.account(),
      { ...NO_IDS, jobId: ID },
      {},
      NOW,
    );
    expect(told).toMatchObject({ ok: true, value: { tag: 'Pending', checkpoint: null } });
  });

  it('2026-07: the last of the tracking, with nothing but the fields that were asked for', async () => {
    aftership.answer(single('2026-07', PARCELS['2026-07']));
    const told = await aftership.provider.lastCheckpoint(
      aftership.account('2026-07'),
      { ...NO_IDS, jobId: ID },
      { fields: ['city', 'zip'] },
      NOW,
    );
    expect(told).toMatchObject({
      value: { checkpoint: { city: 'San Jose', zip: '95110', message: null, at: null } },
    });
  });
});

describe('a list', () => {
  const two = [PARCELS['2024-04'], { ...PARCELS['2024-04'], id: 'other', tracking_number: 'JN2' }];
  const changes = (version: Version, page: string | null = null) =>
    aftership.provider.changes?.(aftership.account(version), { since: 0, page }, NOW);

  it('2024-04: ends where the pages are counted', async () => {
    aftership.answer({ meta: { code: 200 }, data: { page: 1, limit: 200, count: 2, trackings: two } });
    expect(await changes('2024-04')).toMatchObject({ ok: true, value: { next: null, unreadable: [] } });
  });

  it('2024-04: goes on by page', async () => {
    const trackings = Array.from({ length: 200 }, (_, index) => ({ ...two[0], id: `id-${index}` }));
    aftership.answer({ meta: { code: 200 }, data: { page: 3, limit: 200, count: 601, trackings } });
    expect(await changes('2024-04', '3')).toMatchObject({ value: { next: '4' } });
    aftership.answer({ meta: { code: 200 }, data: { page: 3, limit: 200, count: 600, trackings } });
    expect(await changes('2024-04', '3')).toMatchObject({ value: { next: null } });
  });

  it('2026-07: goes on by cursor', async () => {
    const data = (has_next_page: boolean) => ({
      meta: { code: 200 },
      data: {
        pagination: { total: 9, next_cursor: 'bmV4dA', has_next_page },
        trackings: [PARCELS['2026-07']],
      },
    });
    aftership.answer(data(true));
    expect(await changes('2026-07')).toMatchObject({ value: { next: 'bmV4dA' } });
    aftership.answer(data(false));
    expect(await changes('2026-07')).toMatchObject({ value: { next: null } });
  });

  it('one that cannot be read is named, its neighbours are kept', async () => {
    aftership.answer({ meta: { code: 200 }, data: { trackings: [two[0], { tag: 'Pending' }, 'x', two[1]] } });
    const page = await changes('2024-04');
    expect(page).toMatchObject({
      ok: true,
      value: { unreadable: ['data.trackings.1.id', 'data.trackings.2.id'] },
    });
    expect(page?.ok && page.value.news.map(({ ids }) => ids.jobId)).toEqual([ID, 'other']);
  });

  it('tells their clock where they give it', async () => {
    aftership.answer({ meta: { code: 200 }, data: { trackings: [] } }, 200, {
      date: 'Tue, 04 Aug 2026 10:20:30 GMT',
    });
    expect(await changes('2024-04')).toMatchObject({ value: { at: Date.UTC(2026, 7, 4, 10, 20, 30) } });
  });
});

describe('tags and subtags', () => {
  it.each([
    ['Pending', 'submitted'],
    ['InfoReceived', 'accepted'],
    ['InTransit', 'in-transit'],
    ['OutForDelivery', 'out-for-delivery'],
    ['AttemptFail', 'attempt-failed'],
    ['Delivered', 'delivered'],
    ['AvailableForPickup', 'ready-for-collection'],
    ['Exception', 'exception'],
    ['Expired', 'expired'],
  ])('%s is %s', async (tag, status) => {
    expect((await looked('2024-04', { tag, subtag: `${tag}_001`, subtag_message: 'Words' })).status).toBe(
      status,
    );
    expect((await looked('2026-07', { tag, subtag: null, subtag_message: null })).status).toBe(status);
  });

  it.each([
    ['Exception_011', 'returned', 'Returned to sender'],
    ['Exception_013', 'lost', 'Shipment lost'],
  ])('%s is an end: %s', async (subtag, status, words) => {
    const news = await looked('2024-04', { tag: 'Exception', subtag, subtag_message: null });
    expect(news).toMatchObject({ status, rawStatus: subtag, rawStatusText: words });
  });

  it.each([
    ...['Delivered_001', 'Delivered_002', 'Delivered_003', 'Delivered_004', 'Delivered_005'],
    ...['AvailableForPickup_001', 'AttemptFail_001', 'AttemptFail_002', 'AttemptFail_003', 'Expired_001'],
    ...[1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 16, 17, 18, 19, 20, 21].map(
      (number) => `Exception_${String(number).padStart(3, '0')}`,
    ),
    ...[1, 2, 3, 4, 5, 6, 7, 8, 9].map((number) => `InTransit_00${number}`),
    ...['InfoReceived_001', 'OutForDelivery_001', 'OutForDelivery_003', 'OutForDelivery_004', 'Pending_001'],
  ])('%s has words of its own where the answer has none', async (subtag) => {
    const tag = subtag.split('_')[0];
    const news = await looked('2024-04', { tag, subtag, subtag_message: null });
    expect(news.rawStatus).toBe(subtag);
    expect(news.rawStatusText).toMatch(/[a-z]/);
  });

  it('their words go before ours', async () => {
    const news = await looked('2024-04', { subtag: 'InTransit_003', subtag_message: 'Scanned in' });
    expect(news.rawStatusText).toBe('Scanned in');
  });

  it('unknown ones are shown as they came', async () => {
    expect(await looked('2026-07', { subtag: 'InTransit_013', subtag_message: null })).toMatchObject({
      status: 'in-transit',
      rawStatus: 'InTransit_013',
      rawStatusText: null,
    });
    expect(await looked('2026-07', { tag: 'Teleported', subtag: null, subtag_message: null })).toMatchObject({
      status: 'unknown',
      rawStatus: 'Teleported',
    });
  });
});

describe('answers to commands', () => {
  const send = (version: Version, kind: Parameters<typeof command>[0], payload: object, body: unknown) => {
    aftership.answer(body);
    return aftership.provider.send(
      aftership.account(version),
      command(kind, payload, { ids: { jobId: ID } }),
      NOW,
    );
  };

  it.each([
    ['DELIVERED', 'Delivered', 'Delivered_001', 'delivered'],
    ['LOST', 'Exception', 'Exception_013', 'lost'],
    ['RETURNED_TO_SENDER', 'Exception', 'Exception_011', 'returned'],
  ] as const)('completed as %s', async (reason, tag, subtag, status) => {
    const body = single('2024-04', { ...PARCELS['2024-04'], tag, subtag, active: false });
    expect(await send('2024-04', 'complete', { reason }, body)).toMatchObject({
      kind: 'accepted',
      news: { status, rawStatus: subtag },
    });
  });

  it('2024-04 answers a retrack with names alone: how it stands is asked for next', async () => {
    const body = single('2024-04', { id: ID, tracking_number: 'JN12345678', slug: 'j-net', active: true });
    expect(await send('2024-04', 'retrack', {}, body)).toMatchObject({
      kind: 'accepted',
      ids: { jobId: ID },
      news: null,
    });
  });

  it('2026-07 answers it with the whole tracking', async () => {
    expect(await send('2026-07', 'retrack', {}, single('2026-07', PARCELS['2026-07']))).toMatchObject({
      kind: 'accepted',
      news: { status: 'in-transit' },
    });
  });

  it.each(VERSIONS)('%s: a parcel that was removed while under way is over', async (version) => {
    expect(
      await send(version, 'delete', {}, single(version, { id: ID, tracking_number: 'JN12345678' })),
    ).toMatchObject({
      kind: 'accepted',
      news: { status: 'cancelled' },
    });
  });
});

describe('delivery dates', () => {
  const item = {
    slug: 'j-net',
    origin_address: { country: 'USA', state: 'CA' },
    destination_address: { country: 'USA', state: 'NY' },
    pickup_time: '2026-08-04 15:04:05',
  };

  it.each([
    [10000, /very sure/],
    [10001, /^sure of the day/],
    [20001, /sure of the range/],
    [30001, /courier varies/],
    [30002, /too little/],
    [30003, /kind of shipment/],
    [30004, /address/],
    [99999, /code 99999/],
  ])('confidence %i in words', async (confidence_code, words) => {
    const dates = {
      estimated_delivery_date: '2026-08-06',
      estimated_delivery_date_min: '2026-08-05',
      estimated_delivery_date_max: '2026-08-07',
    };
    aftership.answer({
      meta: { code: 200 },
      data: { estimated_delivery_dates: [{ ...item, ...dates, confidence_code }] },
    });
    const told = await aftership.provider.predict(aftership.account(), [item], NOW);
    expect(told).toMatchObject({ ok: true, value: [{ ...dates, confidence_code }] });
    expect(told.ok && told.value[0]?.confidence).toMatch(words);
  });

  it('another number of dates than was asked for is no answer', async () => {
    aftership.answer({ meta: { code: 200 }, data: { estimated_delivery_dates: [] } });
    const told = await aftership.provider.predict(aftership.account(), [item], NOW);
    expect(told).toMatchObject({ ok: false, error: { kind: 'bad-answer' } });
  });
});
