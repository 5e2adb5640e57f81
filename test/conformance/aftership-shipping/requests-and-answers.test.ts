// Every request of AfterShip's shipping v3 as it leaves, with all its fields, and every documented answer read back.

import { createHash, createHmac } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import {
  labelRequestSchema,
  newShipperAccountSchema,
  pickupRequestSchema,
  rateRequestSchema,
} from '../../../shared/contract/labels.ts';
import { NOW } from '../../support/canned-server.ts';
import { answers, labelRequest, newAccount, pickupRequest, rateRequest } from './samples.ts';
import { KEY, shippingServer } from './shipping-server.ts';

const server = shippingServer();
const ok = (value: unknown) => ({ ok: true, pending: false, problem: null, value });

const collections = [
  ['rates', 'rates', rateRequest],
  ['labels', 'labels', labelRequest],
  ['cancelLabels', 'cancel-labels', { label: { id: 'label-1' } }],
  ['manifests', 'manifests', { shipper_account: { id: 'acc-1' }, label_ids: ['label-1', 'label-2'] }],
  ['pickups', 'pickups', pickupRequest],
  ['cancelPickups', 'cancel-pickups', { pickup: { id: 'pickup-1' } }],
] as const;

describe.each(collections)('%s', (name, path, body) => {
  it('create: POST with every field as AfterShip names it', async () => {
    server.answer(200, answers[path]);
    const result = await server.provider[name].create(server.account, body, NOW);
    const { method, url, json, headers } = server.only();
    expect([method, url]).toEqual(['POST', `/postmen/v3/${path}`]);
    expect(json).toEqual(body);
    expect(headers).toMatchObject({ 'as-api-key': KEY, 'content-type': 'application/json' });
    expect(result).toEqual(ok(expect.objectContaining(answers[path])));
  });

  it('get: by id, whatever is in it', async () => {
    server.answer(200, answers[path]);
    const result = await server.provider[name].get(server.account, 'an id/with a slash', NOW);
    expect(server.only()).toMatchObject({
      method: 'GET',
      url: `/postmen/v3/${path}/an%20id%2Fwith%20a%20slash`,
      json: undefined,
    });
    expect(result).toEqual(ok(expect.objectContaining(answers[path])));
  });

  it('list: with its filters, a page and the way to the next', async () => {
    const key = path.replaceAll('-', '_');
    server.answer(200, { next_token: 'n2', limit: 20, [key]: [answers[path], { status: 'without an id' }] });
    const result = await server.provider[name].list(
      server.account,
      {
        status: 'created',
        limit: 20,
        created_at_min: '2026-11-20T00:00:00+00:00',
        next_token: 'n1',
        shipper_account_id: undefined,
      },
      NOW,
    );
    expect(server.only().url).toBe(
      `/postmen/v3/${path}?status=created&limit=20&created_at_min=2026-11-20T00%3A00%3A00%2B00%3A00&next_token=n1`,
    );
    expect(result).toEqual(
      ok({ items: [expect.objectContaining(answers[path])], next_token: 'n2', unreadable: 1 }),
    );
  });
});

it('reads the list of cancellations under the name of AfterShip’s own example, too', async () => {
  server.answer(200, { 'cancel-labels': [answers['cancel-labels']] });
  const result = await server.provider.cancelLabels.list(server.account, {}, NOW);
  expect(result).toMatchObject({ value: { items: [{ id: 'cancel-1' }], next_token: null } });
});

it('the schemas take every documented field', () => {
  expect(rateRequestSchema.parse(rateRequest)).toEqual(rateRequest);
  expect(labelRequestSchema.parse(labelRequest)).toEqual(labelRequest);
  expect(pickupRequestSchema.parse(pickupRequest)).toEqual(pickupRequest);
  expect(newShipperAccountSchema.parse(newAccount)).toEqual(newAccount);
});

it.each([
  ['labels and parcels', { ...pickupRequest, label_ids: ['l'] }, 'pickup_parcels'],
  ['neither', { ...pickupRequest, pickup_parcels: undefined }, 'label_ids'],
  ['parcels of nobody', { ...pickupRequest, shipper_account: undefined }, 'shipper_account'],
  ['an end before the begin', { ...pickupRequest, pickup_end_time: '13:00:00' }, 'pickup_end_time'],
  ['256 characters', { ...pickupRequest, pickup_instructions: 'x'.repeat(256) }, 'pickup_instructions'],
  [
    '2001 labels',
    { ...pickupRequest, pickup_parcels: undefined, label_ids: Array.from({ length: 2001 }, String) },
    'label_ids',
  ],
])('a pick-up with %s is refused before it leaves', (_what, wanted, field) => {
  const read = pickupRequestSchema.safeParse(wanted);
  expect(read.error?.issues.map(({ path }) => path[0])).toContain(field);
});

describe('shipper accounts', () => {
  it('create sends the credentials, and nothing that comes back or is logged has them', async () => {
    const { credentials } = newAccount;
    server.answer(200, { ...answers['shipper-accounts'], credentials, echo: credentials.password });
    const result = await server.provider.shipperAccounts.create(
      server.account,
      newAccount,
      Object.values(credentials),
      NOW,
    );
    expect(server.only()).toMatchObject({
      method: 'POST',
      url: '/postmen/v3/shipper-accounts',
      json: newAccount,
    });
    expect(result).toMatchObject({ ok: true, value: { id: 'acc-1' } });
    expect(JSON.stringify([result, server.lines])).not.toContain('canary');
  });

  it.each([
    ['update', 'PUT', 'info', { description: 'New name' }],
    ['replaceCredentials', 'PATCH', 'credentials', { password: 'pass-canary-3' }],
  ] as const)('%s', async (name, method, part, body) => {
    server.answer(200, { ...answers['shipper-accounts'], note: 'pass-canary-3' });
    const calls = server.provider.shipperAccounts as unknown as Record<
      string,
      (...args: unknown[]) => Promise<unknown>
    >;
    const result = await calls[name]?.(server.account, 'acc-1', body, NOW);
    expect(server.only()).toMatchObject({
      method,
      url: `/postmen/v3/shipper-accounts/acc-1/${part}`,
      json: body,
    });
    expect(result).toMatchObject({ ok: true, value: { id: 'acc-1' } });
    if (part === 'credentials') expect(JSON.stringify([result, server.lines])).not.toContain('canary');
  });

  it('settings: the two pictures, and only they come back', async () => {
    const settings = { commercial_invoice_letterhead: 'aGVsbG8=' };
    server.answer(200, settings);
    const result = await server.provider.shipperAccounts.updateSettings(
      server.account,
      'acc-1',
      settings,
      NOW,
    );
    expect(server.only()).toMatchObject({
      method: 'PATCH',
      url: '/postmen/v3/shipper-accounts/acc-1/settings',
      json: settings,
    });
    expect(result).toMatchObject({ ok: true, value: settings });
  });

  it('remove', async () => {
    server.answer(200, { id: 'acc-1' });
    const result = await server.provider.shipperAccounts.remove(server.account, 'acc-1', NOW);
    expect(server.only()).toMatchObject({
      method: 'DELETE',
      url: '/postmen/v3/shipper-accounts/acc-1',
      json: undefined,
    });
    expect(result).toMatchObject({ ok: true, value: { id: 'acc-1' } });
  });

  it('list by courier, and get', async () => {
    server.answer(200, { shipper_accounts: [answers['shipper-accounts']], next_token: null });
    const listed = await server.provider.shipperAccounts.list(server.account, { slug: 'fedex' }, NOW);
    expect(server.only().url).toBe('/postmen/v3/shipper-accounts?slug=fedex');
    expect(listed).toMatchObject({ value: { items: [{ id: 'acc-1', slug: 'fedex' }] } });
    server.answer(200, answers['shipper-accounts']);
    expect(await server.provider.shipperAccounts.get(server.account, 'acc-1', NOW)).toEqual(
      ok(answers['shipper-accounts']),
    );
  });
});

it('address validation: what was typed, and what AfterShip recommends', async () => {
  const sent = answers['address-validations'];
  server.answer(200, sent);
  const result = await server.provider.validateAddress(server.account, sent.address, NOW);
  expect(server.only()).toMatchObject({
    method: 'POST',
    url: '/postmen/v3/address-validations',
    json: { address: sent.address },
  });
  expect(result).toEqual(ok(sent));
});

it('couriers: what each can do', async () => {
  server.answer(200, answers.couriers);
  const result = await server.provider.couriers(server.account, NOW);
  expect(server.only()).toMatchObject({ method: 'GET', url: '/postmen/v3/couriers' });
  expect(result).toEqual(ok([expect.objectContaining(answers.couriers.couriers[0])]));
});

it('a key that signs (AES) signs the body and the path of this product', async () => {
  server.answer(200, answers.labels);
  const signing = { kind: 'aes', secret: 'signing-secret-of-conformance' };
  const account = { ...server.account, secret: { apiKey: KEY, signing } };
  await server.provider.labels.create(account, labelRequest, NOW);
  const { headers, json } = server.only();
  const digest = createHash('md5').update(JSON.stringify(json)).digest('hex').toUpperCase();
  const text = [
    'POST',
    digest,
    'application/json',
    headers.date,
    `as-api-key:${KEY}`,
    '/postmen/v3/labels',
  ].join('\n');
  expect(headers['as-signature-hmac-sha256']).toBe(
    createHmac('sha256', signing.secret).update(text).digest('base64'),
  );
});

describe('answers that are not as documented', () => {
  it('unknown statuses and fields stay, wrong fields are left out', async () => {
    server.answer(200, {
      ...answers.labels,
      status: 'on_holiday',
      brand_new: { deep: true },
      tracking_numbers: 'none',
      files: { label: { paper_size: '4x6' }, hologram: { url: 'https://h.example.com/' } },
      rate: 'free',
    });
    const result = await server.provider.labels.get(server.account, 'label-1', NOW);
    expect(result).toMatchObject({
      ok: true,
      pending: false,
      value: {
        status: 'on_holiday',
        brand_new: { deep: true },
        tracking_numbers: [],
        files: { hologram: { url: 'https://h.example.com/' } },
      },
    });
    expect(result.ok && result.value.files.label).toBeUndefined();
    expect(result.ok && 'rate' in result.value).toBe(false);
  });

  it('a date with an amount as text, a missing list', async () => {
    server.answer(200, {
      id: 'rate-1',
      status: 'calculated',
      rates: [
        {
          shipper_account: { id: 'a' },
          total_charge: { currency: 'USD', amount: '12.50' },
          transit_time: '4',
        },
      ],
    });
    const result = await server.provider.rates.get(server.account, 'rate-1', NOW);
    expect(result).toMatchObject({
      value: { rates: [{ total_charge: { amount: 12.5 }, transit_time: 4 }] },
    });
    server.answer(200, { id: 'rate-2', status: 'calculating', rates: null });
    expect(await server.provider.rates.get(server.account, 'rate-2', NOW)).toMatchObject({
      pending: true,
      value: { rates: [] },
    });
  });
});

describe('papers', () => {
  it('are fetched without any key, and their addresses stay out of the log', async () => {
    server.raw(Buffer.from('%PDF-1.4 label'), 200, { 'content-type': 'application/pdf' });
    const url = `${server.origin}/f/label.pdf?X-Amz-Signature=signed-address-canary`;
    const result = await server.provider.file(server.account, url, NOW);
    expect(result).toMatchObject({ ok: true });
    expect(result.ok && Buffer.from(result.value).toString()).toBe('%PDF-1.4 label');
    const { headers } = server.only();
    expect(Object.keys(headers).filter((name) => name.startsWith('as-'))).toEqual([]);
    expect(server.lines.join('\n')).not.toContain('canary');
  });

  it.each([
    'file:///etc/passwd',
    'http://files.example.com/label.pdf',
    'not an address',
    'javascript:alert(1)',
  ])('%s is not asked', async (url) => {
    const result = await server.provider.file(server.account, url, NOW);
    expect(result).toMatchObject({ ok: false, nothingDone: true });
    expect(server.received).toEqual([]);
  });

  it('an account elsewhere cannot make the console ask this computer', async () => {
    const account = { ...server.account, options: {} };
    const result = await server.provider.file(account, `${server.origin}/admin`, NOW);
    expect(result).toMatchObject({ ok: false });
    expect(server.received).toEqual([]);
  });

  it.each([
    ['gone', '', 403],
    ['empty', '', 200],
  ])('%s: says so', async (_what, body, status) => {
    server.raw(body, status);
    const result = await server.provider.file(server.account, `${server.origin}/f`, NOW);
    expect(!result.ok && result.error.sentence).toMatch(/could not be fetched.*load the label again/);
  });
});
