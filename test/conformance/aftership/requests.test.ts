// Seed 003: every call of the document as it leaves, in the words of 2024-04 (which the document describes) and of 2026-07.

import { describe, expect, it } from 'vitest';
import {
  type AfterShipPredictionInput,
  afterShipPrediction,
  afterShipTrackingInput,
} from '../../../shared/contract/aftership.ts';
import { NOW } from '../../support/canned-server.ts';
import { NO_IDS } from '../../support/command-to-send.ts';
import { command, KEY, loopback, single, VERSIONS, type Version } from './loopback.ts';

const aftership = loopback();
const ID = 'a5e2c1d09f8b4c7e';
const IDS = { jobId: ID };
const TRACKING = { id: ID, tracking_number: 'JN12345678', slug: 'j-net', tag: 'Pending' };

async function sent(version: Version, kind: Parameters<typeof command>[0], payload: unknown) {
  aftership.answer(single(version, TRACKING, kind === 'create' ? 201 : 200));
  await aftership.provider.send(
    aftership.account(version),
    command(kind, payload, kind === 'create' ? {} : { ids: IDS }),
    NOW,
  );
  const { method, path, json, headers } = aftership.only();
  expect(headers['as-api-key']).toBe(KEY);
  expect(headers['content-type']).toBe('application/json');
  return { method, path, json };
}

describe('seed 003 · Create a tracking', () => {
  const typed = {
    tracking_number: 'JN12345678',
    title: 'SO-1001',
    order_id: '1001',
    order_promised_delivery_date: '2026-08-04',
  };

  it('posts every parameter of the document under tracking, slug j-net unless another is named', async () => {
    expect(await sent('2024-04', 'create', afterShipTrackingInput.parse(typed))).toEqual({
      method: 'POST',
      path: '/tracking/2024-04/trackings',
      json: { tracking: { slug: 'j-net', ...typed } },
    });
  });

  it('goes bare to 2026-07, the promised day in its object', async () => {
    expect(await sent('2026-07', 'create', afterShipTrackingInput.parse(typed))).toEqual({
      method: 'POST',
      path: '/tracking/2026-07/trackings',
      json: {
        slug: 'j-net',
        ...typed,
        order_promised_delivery_date: { promised_delivery_date: '2026-08-04' },
      },
    });
  });

  it('leaves the courier out where AfterShip is to find it out', async () => {
    const { json } = await sent(
      '2026-07',
      'create',
      afterShipTrackingInput.parse({ tracking_number: 'JN12345678', slug: '' }),
    );
    expect(json).toEqual({ tracking_number: 'JN12345678' });
  });

  it.each([
    ['3 characters', 'JN1', /at least 4/],
    ['101 characters', 'J'.repeat(101), /at most 100/],
    ['a blank inside', 'JN12 5678', /letters, digits/],
  ])('a tracking number with %s does not leave', async (_what, tracking_number, sentence) => {
    const outcome = await aftership.provider.send(
      aftership.account(),
      command('create', { tracking_number }),
      NOW,
    );
    expect(aftership.received).toHaveLength(0);
    expect(outcome).toMatchObject({ kind: 'refused', error: { kind: 'invalid' } });
    expect(outcome.kind === 'refused' && outcome.error.fields[0]?.message).toMatch(sentence);
  });

  it.each(['JN12', 'J'.repeat(100)])('a number of %s characters leaves', async (tracking_number) => {
    const { json } = await sent('2024-04', 'create', { tracking_number });
    expect(json).toMatchObject({ tracking: { tracking_number } });
  });

  it('renames what later versions call otherwise', async () => {
    const said = {
      tracking_number: 'JN12345678',
      slug: 'j-net',
      destination_country_iso3: 'USA',
      tracking_postal_code: '94107',
      tracking_ship_date: '20260804',
      emails: ['a@example.com', 'b@example.com'],
      smses: ['+14155550100'],
      customer_name: 'Amelia Hart',
    };
    expect((await sent('2026-07', 'create', said)).json).toEqual({
      tracking_number: 'JN12345678',
      slug: 'j-net',
      destination_country_region: 'USA',
      destination_postal_code: '94107',
      tracking_ship_date: '2026-08-04',
      customers: [
        { name: 'Amelia Hart', phone_number: '+14155550100', email: 'a@example.com' },
        { email: 'b@example.com' },
      ],
    });
    aftership.received.length = 0;
    expect((await sent('2024-04', 'create', said)).json).toEqual({ tracking: said });
  });
});

describe('seed 003 · Update a tracking', () => {
  const CHANGES: [string, unknown][] = [
    ['smses', ['+14155550100', '+14155550101', '+14155550102']],
    ['smses', []],
    ['emails', ['a@example.com']],
    ['emails', []],
    ['title', 'Another'],
    ['customer_name', 'Amelia Hart'],
    ['order_id', '1001'],
    ['order_id_path', 'https://shop.example.com/1001'],
    ['note', 'Ring twice'],
    ['note', ''],
    ['language', 'en'],
    ['order_promised_delivery_date', '2026-08-04'],
  ];

  it('2026-07 takes a promised day back; 2024-04 has no word for it and is not asked', async () => {
    const said = { order_promised_delivery_date: '' };
    expect((await sent('2026-07', 'edit', said)).json).toEqual({
      order_promised_delivery_date: {
        promised_delivery_date: null,
        promised_delivery_date_min: null,
        promised_delivery_date_max: null,
      },
    });
    aftership.received.length = 0;
    const account = aftership.account('2024-04');
    const outcome = await aftership.provider.send(account, command('edit', said, { ids: IDS }), NOW);
    expect(outcome).toMatchObject({
      kind: 'refused',
      error: {
        kind: 'invalid',
        fields: [{ field: 'order_promised_delivery_date', message: expect.stringContaining('no way') }],
      },
    });
    expect(aftership.received).toEqual([]);
  });

  it.each(CHANGES)('puts %s alone: %j', async (name, value) => {
    expect(await sent('2024-04', 'edit', { [name]: value })).toEqual({
      method: 'PUT',
      path: `/tracking/2024-04/trackings/${ID}`,
      json: { tracking: { [name]: value } },
    });
  });

  it.each(CHANGES)('2026-07 gets %s in its own words: %j', async (name, value) => {
    const { json, path } = await sent('2026-07', 'edit', { [name]: value });
    expect(path).toBe(`/tracking/2026-07/trackings/${ID}`);
    expect(json).toEqual(
      {
        smses: { customers: (value as string[]).length === 0 ? [] : expect.any(Array) },
        emails: { customers: (value as string[]).length === 0 ? [] : [{ email: 'a@example.com' }] },
        customer_name: { customers: [{ name: 'Amelia Hart' }] },
        order_promised_delivery_date: { order_promised_delivery_date: { promised_delivery_date: value } },
      }[name as 'smses'] ?? { [name]: value },
    );
  });

  it.each([
    ['smses', ['+14155550100', '+14155550101', '+14155550102', '+14155550103']],
    ['emails', ['a@b.example', 'c@d.example', 'e@f.example', 'g@h.example']],
    ['emails', ['no address']],
    ['smses', ['4155550100']],
    ['order_promised_delivery_date', '2026-02-30'],
    ['order_promised_delivery_date', '04.08.2026'],
    ['tracking_number', 'JN99999999'],
  ])('does not leave with %s %j', async (name, value) => {
    const outcome = await aftership.provider.send(
      aftership.account(),
      command('edit', { [name]: value }, { ids: IDS }),
      NOW,
    );
    expect(outcome.kind).toBe('refused');
    expect(aftership.received).toHaveLength(0);
  });
});

describe('seed 003 · the other commands', () => {
  it.each(VERSIONS)('%s: Delete a tracking', async (version) => {
    expect(await sent(version, 'delete', {})).toEqual({
      method: 'DELETE',
      path: `/tracking/${version}/trackings/${ID}`,
      json: undefined,
    });
  });

  it.each(VERSIONS)('%s: Retrack an expired tracking, without a body', async (version) => {
    expect(await sent(version, 'retrack', {})).toEqual({
      method: 'POST',
      path: `/tracking/${version}/trackings/${ID}/retrack`,
      json: undefined,
    });
  });

  it.each(
    VERSIONS.flatMap((version) =>
      (['DELIVERED', 'LOST', 'RETURNED_TO_SENDER'] as const).map((reason) => [version, reason] as const),
    ),
  )('%s: Mark tracking as completed, %s, never wrapped', async (version, reason) => {
    expect(await sent(version, 'complete', { reason })).toEqual({
      method: 'POST',
      path: `/tracking/${version}/trackings/${ID}/mark-as-completed`,
      json: { reason },
    });
  });

  it('a parcel without an id is asked of nobody', async () => {
    const outcome = await aftership.provider.send(aftership.account(), command('retrack', {}), NOW);
    expect(outcome).toMatchObject({ kind: 'refused', error: { kind: 'invalid' } });
    expect(aftership.received).toHaveLength(0);
  });
});

describe('seed 003 · questions', () => {
  it('Retrieve a tracking: fields and lang', async () => {
    aftership.answer(single('2024-04', TRACKING));
    await aftership.provider.tracking(
      aftership.account(),
      { ...NO_IDS, jobId: ID },
      { fields: ['title', 'order_id', 'checkpoints', 'tracking_postal_code'], lang: 'en' },
      NOW,
    );
    const { method, path, query } = aftership.only();
    expect([method, path]).toEqual(['GET', `/tracking/2024-04/trackings/${ID}`]);
    expect(Object.fromEntries(query)).toEqual({
      fields: 'title,order_id,checkpoints,tracking_postal_code',
      lang: 'en',
    });
  });

  it('Retrieve a tracking: 2026-07 has other names for the courier’s extra fields', async () => {
    aftership.answer(single('2026-07', TRACKING));
    await aftership.provider.tracking(
      aftership.account('2026-07'),
      { ...NO_IDS, jobId: ID },
      { fields: ['tracking_postal_code', 'tag'] },
      NOW,
    );
    expect(aftership.only().query.get('fields')).toBe('destination_postal_code,tag');
  });

  it('Get last checkpoint: by the tracking id, with fields and lang', async () => {
    aftership.answer({ meta: { code: 200 }, data: { ...TRACKING, checkpoint: {} } });
    await aftership.provider.lastCheckpoint(
      aftership.account(),
      { ...NO_IDS, jobId: ID },
      { fields: ['city', 'tag'], lang: 'en' },
      NOW,
    );
    const { method, path, query } = aftership.only();
    expect([method, path]).toEqual(['GET', `/tracking/2024-04/last_checkpoint/${ID}`]);
    expect(Object.fromEntries(query)).toEqual({ fields: 'city,tag', lang: 'en' });
  });

  it('Get last checkpoint: 2026-07 has no such call, so the whole tracking is asked for', async () => {
    aftership.answer(single('2026-07', TRACKING));
    await aftership.provider.lastCheckpoint(
      aftership.account('2026-07'),
      { ...NO_IDS, jobId: ID },
      { fields: ['city'] },
      NOW,
    );
    const { path, query } = aftership.only();
    expect(path).toBe(`/tracking/2026-07/trackings/${ID}`);
    expect(query.get('fields')).toBeNull();
  });

  it.each(VERSIONS)(
    '%s: what changed since a moment, with an offset that survives the address',
    async (version) => {
      aftership.answer({ meta: { code: 200 }, data: { trackings: [], count: 0 } });
      const since = Date.UTC(2026, 7, 4, 10, 20, 30);
      await aftership.provider.changes?.(aftership.account(version), { since, page: null }, NOW);
      const { path, query, method } = aftership.only();
      expect([method, path]).toEqual(['GET', `/tracking/${version}/trackings`]);
      expect(query.get('updated_at_min')).toBe('2026-08-04T10:20:30+00:00');
      // Without it a list begins 30 or 120 days ago, and older parcels would never be seen again.
      expect(Date.parse(query.get('created_at_min') ?? '')).toBeLessThan(Date.now() - 119 * 86_400_000);
      expect(query.get('limit')).toBe('200');
      expect(query.get('page')).toBe(version === '2024-04' ? '1' : null);
    },
  );

  it.each([
    ['2024-04', 'page'],
    ['2026-07', 'cursor'],
  ] as const)('%s: the next page by %s', async (version, name) => {
    aftership.answer({ meta: { code: 200 }, data: { trackings: [] } });
    await aftership.provider.changes?.(aftership.account(version), { since: null, page: '7' }, NOW);
    expect(aftership.only().query.get(name)).toBe('7');
    expect(aftership.only().query.get('updated_at_min')).toBeNull();
  });

  it.each([
    ['2024-04', false, '/tracking/2024-04/couriers', null],
    ['2024-04', true, '/tracking/2024-04/couriers/all', null],
    ['2026-07', false, '/tracking/2026-07/couriers', 'true'],
    ['2026-07', true, '/tracking/2026-07/couriers', null],
  ] as const)('%s: couriers, all: %s', async (version, all, path, active) => {
    aftership.answer({ meta: { code: 200 }, data: { couriers: [] } });
    await aftership.provider.couriers(aftership.account(version), all, NOW);
    expect(aftership.only().path).toBe(path);
    expect(aftership.only().query.get('active')).toBe(active);
  });

  it.each(VERSIONS)('%s: detect a courier', async (version) => {
    aftership.answer({ meta: { code: 200 }, data: { couriers: [] } });
    await aftership.provider.detect(aftership.account(version), 'JN12345678', NOW);
    const { method, path, json } = aftership.only();
    expect([method, path]).toEqual(['POST', `/tracking/${version}/couriers/detect`]);
    const named = { tracking_number: 'JN12345678' };
    expect(json).toEqual(version === '2024-04' ? { tracking: named } : named);
  });
});

describe('seed 003 · Batch predict the estimated delivery date', () => {
  const ITEM = {
    slug: 'j-net',
    service_type_name: 'EXPRESS',
    origin_address: {
      country: 'USA',
      state: 'CA',
      city: 'San Jose',
      postal_code: '95110',
      raw_location: 'Hub',
    },
    destination_address: { country: 'USA', postal_code: '94107' },
    weight: { unit: 'kg', value: 1.5 },
    package_count: 2,
    pickup_time: '2026-08-04 15:04:05',
    estimated_pickup: {
      order_time: '2026-08-04 12:00:00',
      order_cutoff_time: '18:00:00',
      business_days: [1, 2, 3, 4, 5],
      order_processing_time: { unit: 'day', value: 1 },
    },
  } satisfies AfterShipPredictionInput;

  async function asked(version: Version, items: AfterShipPredictionInput[]) {
    aftership.answer({ meta: { code: 200 }, data: { estimated_delivery_dates: items } });
    await aftership.provider.predict(aftership.account(version), items, NOW);
    return aftership.only();
  }

  it('posts every field of the object', async () => {
    const { method, path, json } = await asked('2024-04', [ITEM]);
    expect([method, path]).toEqual(['POST', '/tracking/2024-04/estimated-delivery-date/predict-batch']);
    expect(json).toEqual({ estimated_delivery_dates: [ITEM] });
  });

  it('calls the country a region in 2026-07, and nothing else otherwise', async () => {
    const { json } = await asked('2026-07', [ITEM]);
    const { country: from, ...origin } = ITEM.origin_address;
    const { country: to, ...destination } = ITEM.destination_address;
    expect(json).toEqual({
      estimated_delivery_dates: [
        {
          ...ITEM,
          origin_address: { country_region: from, ...origin },
          destination_address: { country_region: to, ...destination },
        },
      ],
    });
  });

  it.each([1, 5])('%i items leave in their order', async (count) => {
    const items = Array.from({ length: count }, (_, index) => ({ ...ITEM, package_count: index + 1 }));
    const { json } = await asked('2024-04', items);
    expect(json).toEqual({ estimated_delivery_dates: items });
  });

  it.each([
    ['without a courier', { slug: '' }, 'slug'],
    [
      'without state and postal code',
      { destination_address: { country: 'USA' } },
      'destination_address.postal_code',
    ],
    [
      'with a country of two letters',
      { origin_address: { ...ITEM.origin_address, country: 'US' } },
      'origin_address.country',
    ],
    ['without any pick-up', { pickup_time: null, estimated_pickup: null }, 'pickup_time'],
    ['with a pick-up that has an offset', { pickup_time: '2026-08-04T15:04:05Z' }, 'pickup_time'],
    ['with half a package', { package_count: 0.5 }, 'package_count'],
    ['with a weight without a unit', { weight: { unit: '', value: 1 } }, 'weight.unit'],
    [
      'with hours of processing',
      { estimated_pickup: { ...ITEM.estimated_pickup, order_processing_time: { unit: 'hour', value: 1 } } },
      'estimated_pickup.order_processing_time.unit',
    ],
    [
      'with an eighth day of the week',
      { estimated_pickup: { ...ITEM.estimated_pickup, business_days: [8] } },
      'estimated_pickup.business_days.0',
    ],
  ])('an item %s does not pass', (_what, change, field) => {
    const read = afterShipPrediction.safeParse({ ...ITEM, ...change });
    expect(read.error?.issues.map(({ path }) => path.join('.'))).toContain(field);
  });

  it('takes either pick-up alone', () => {
    expect(afterShipPrediction.safeParse({ ...ITEM, pickup_time: null }).success).toBe(true);
    expect(afterShipPrediction.safeParse({ ...ITEM, estimated_pickup: null }).success).toBe(true);
  });
});
