// What the procedures of section `labels` must do, whichever way they are reached. Read by rows.ts.

import { expect } from 'vitest';
import { PRACTICE_SHIPPERS } from '../../electron/core/practice/aftership/shipping/practice-shipping.ts';
import type { LabelRequest, PickupRequest, ShippingAddress } from '../../shared/contract/labels.ts';
import type { Desk } from './desk.ts';
import type { Row } from './rows.ts';

const NOWHERE = 'no-such-thing';
const [FEDEX, UPS, JNET] = PRACTICE_SHIPPERS.map(({ id }) => id) as [string, string, string];

const address: ShippingAddress = {
  contact_name: 'Ada Byron',
  street1: '12 Howard Street',
  city: 'San Francisco',
  state: 'CA',
  postal_code: '94105',
  country: 'USA',
};

const shipment = (contact_name: string): LabelRequest['shipment'] => ({
  ship_from: address,
  ship_to: { ...address, contact_name },
  parcels: [
    {
      box_type: 'custom',
      dimension: { width: 10, height: 10, depth: 10, unit: 'cm' },
      weight: { unit: 'kg', value: 1 },
      items: [{ quantity: 1, description: 'Tea' }],
    },
  ],
});

function wanted(over: Partial<LabelRequest> = {}, contact = 'Ada Byron'): LabelRequest {
  return {
    service_type: 'fedex_ground',
    shipper_account: { id: FEDEX },
    shipment: shipment(contact),
    ...over,
  };
}

async function made({ client, labelsId }: Desk, over: Partial<LabelRequest> = {}): Promise<string> {
  const { label } = await client.labels.create({ connectionId: labelsId, request: wanted(over) });
  return label.id;
}

const pickup = (over: Partial<PickupRequest> = {}): PickupRequest => ({
  pickup_start_time: '09:00:00',
  pickup_end_time: '11:00:00',
  pickup_from: address,
  shipper_account: { id: FEDEX },
  pickup_parcels: [{ weight: { unit: 'kg', value: 2 }, quantity: 1 }],
  ...over,
});

async function ordered({ client, labelsId }: Desk): Promise<string> {
  const { pickup: told } = await client.labels.pickups.create({
    connectionId: labelsId,
    request: pickup(),
  });
  return told.id;
}

async function added({ client, labelsId }: Desk): Promise<string> {
  const { account } = await client.labels.shipperAccounts.create({
    connectionId: labelsId,
    account: {
      slug: 'ups',
      description: 'Row account',
      timezone: 'America/Los_Angeles',
      credentials: { account_number: 'row-account-canary', password: 'row-password-canary' },
      address,
    },
  });
  return account.id;
}

/** A label that left and got no answer, and cannot be found: nothing was made. */
async function lost(desk: Desk): Promise<string> {
  const { client, labelsId, labelShop } = desk;
  labelShop.setFault({ kind: 'reset-before', methods: ['POST'], paths: ['/postmen/v3/labels'], count: 1 });
  const request = wanted({ references: [`lost-${Math.random()}`] });
  await client.labels.create({ connectionId: labelsId, request }).catch(() => undefined);
  const { attempts } = await client.labels.attempts.list({ connectionId: labelsId });
  return attempts.at(-1)?.id ?? '';
}

const fields = (...names: string[]) => ({
  fields: names.map((field) => expect.objectContaining({ field })),
});

/** A thing that is not there, and a connection of another system. */
const strangers = (call: (desk: Desk, connectionId: Desk['labelsId']) => Promise<unknown>) => ({
  'an unknown id': { code: 'PROVIDER', call: (desk: Desk) => call(desk, desk.labelsId) },
  'a connection of another system': {
    code: 'INVALID',
    call: (desk: Desk) => call(desk, desk.hubId),
    data: fields('connectionId'),
  },
});

const listRow = (
  list: (desk: Desk, query: { limit?: number; created_at_min?: string }) => Promise<{ items: unknown[] }>,
): Row => ({
  async works(desk) {
    const all = await list(desk, { created_at_min: '2020-01-01T00:00:00Z' });
    expect(all.items.length).toBeGreaterThan(0);
    expect((await list(desk, { limit: 1 })).items).toHaveLength(1);
  },
  fails: {
    'a page of nothing': { code: 'INVALID', call: (desk) => list(desk, { limit: 0 }), data: fields('limit') },
  },
});

export const labelRows: Record<string, Row> = {
  'labels.couriers.list': {
    async works({ client, labelsId }) {
      const { couriers } = await client.labels.couriers.list({ connectionId: labelsId });
      expect(couriers.find(({ slug }) => slug === 'j-net')?.operations).toMatchObject({
        'post@labels': true,
        'post@rates': false,
      });
    },
    fails: {
      'a connection of another system': {
        code: 'INVALID',
        call: ({ client, hubId }) => client.labels.couriers.list({ connectionId: hubId }),
        data: fields('connectionId'),
      },
      'an unknown connection': {
        code: 'NOT_FOUND',
        call: ({ client }) => client.labels.couriers.list({ connectionId: 'nowhere' as never }),
      },
    },
  },

  'labels.shipperAccounts.list': {
    async works({ client, labelsId }) {
      const { items } = await client.labels.shipperAccounts.list({ connectionId: labelsId, slug: 'fedex' });
      expect(items.map(({ id }) => id)).toEqual([FEDEX]);
      expect(JSON.stringify(items)).not.toContain('practice-password');
    },
  },
  'labels.shipperAccounts.get': {
    async works({ client, labelsId }) {
      const { account } = await client.labels.shipperAccounts.get({ connectionId: labelsId, id: UPS });
      expect(account).toMatchObject({ slug: 'ups', status: 'enabled' });
    },
    fails: strangers(({ client }, connectionId) =>
      client.labels.shipperAccounts.get({ connectionId, id: NOWHERE }),
    ),
  },
  'labels.shipperAccounts.create': {
    async works(desk) {
      const id = await added(desk);
      expect(desk.labelShop.books().shippers.find((one) => one.id === id)?.credentials).toEqual({
        account_number: 'row-account-canary',
        password: 'row-password-canary',
      });
      await desk.client.labels.shipperAccounts.remove({ connectionId: desk.labelsId, id });
    },
    fails: {
      'credentials that the courier refuses': {
        code: 'PROVIDER',
        call: ({ client, labelsId }) =>
          client.labels.shipperAccounts.create({
            connectionId: labelsId,
            account: {
              slug: 'ups',
              description: 'Wrong',
              timezone: 'UTC',
              credentials: { password: 'a wrong one' },
              address,
            },
          }),
      },
      'no credential and half an address': {
        code: 'INVALID',
        call: ({ client, labelsId }) =>
          client.labels.shipperAccounts.create({
            connectionId: labelsId,
            account: {
              slug: 'ups',
              description: 'X',
              timezone: 'UTC',
              credentials: {},
              address: { ...address, street1: '' },
            },
          }),
        data: fields('account.credentials', 'account.address.street1'),
      },
    },
  },
  'labels.shipperAccounts.update': {
    async works(desk) {
      const id = await added(desk);
      const { account } = await desk.client.labels.shipperAccounts.update({
        connectionId: desk.labelsId,
        id,
        info: { description: 'Renamed', timezone: 'UTC', address: { ...address, city: 'Oakland' } },
      });
      expect(account).toMatchObject({
        description: 'Renamed',
        timezone: 'UTC',
        address: { city: 'Oakland' },
      });
      await desk.client.labels.shipperAccounts.remove({ connectionId: desk.labelsId, id });
    },
    fails: strangers(({ client }, connectionId) =>
      client.labels.shipperAccounts.update({ connectionId, id: NOWHERE, info: { description: 'X' } }),
    ),
  },
  'labels.shipperAccounts.replaceCredentials': {
    async works(desk) {
      const id = await added(desk);
      const answer = await desk.client.labels.shipperAccounts.replaceCredentials({
        connectionId: desk.labelsId,
        id,
        credentials: { password: 'second-password-canary' },
      });
      expect(desk.labelShop.books().shippers.find((one) => one.id === id)?.credentials).toEqual({
        account_number: 'row-account-canary',
        password: 'second-password-canary',
      });
      expect(JSON.stringify(answer)).not.toContain('canary');
      await desk.client.labels.shipperAccounts.remove({ connectionId: desk.labelsId, id });
    },
    fails: strangers(({ client }, connectionId) =>
      client.labels.shipperAccounts.replaceCredentials({
        connectionId,
        id: NOWHERE,
        credentials: { a: 'b' },
      }),
    ),
  },
  'labels.shipperAccounts.updateSettings': {
    async works({ client, labelsId, labelShop }) {
      await client.labels.shipperAccounts.updateSettings({
        connectionId: labelsId,
        id: UPS,
        settings: { commercial_invoice_signature: 'aGVsbG8=' },
      });
      expect(labelShop.books().shippers.find(({ id }) => id === UPS)?.settings).toEqual({
        commercial_invoice_signature: 'aGVsbG8=',
      });
    },
    fails: {
      'what is no picture': {
        code: 'INVALID',
        call: ({ client, labelsId }) =>
          client.labels.shipperAccounts.updateSettings({
            connectionId: labelsId,
            id: UPS,
            settings: { commercial_invoice_signature: '<svg>' },
          }),
        data: fields('settings.commercial_invoice_signature'),
      },
    },
  },
  'labels.shipperAccounts.remove': {
    async works(desk) {
      const id = await added(desk);
      expect(await desk.client.labels.shipperAccounts.remove({ connectionId: desk.labelsId, id })).toEqual({
        id,
      });
      expect(desk.labelShop.books().shippers.some((one) => one.id === id)).toBe(false);
    },
    fails: strangers(({ client }, connectionId) =>
      client.labels.shipperAccounts.remove({ connectionId, id: NOWHERE }),
    ),
  },

  'labels.rates.calculate': {
    async works({ client, labelsId }) {
      const { record, pending, problem } = await client.labels.rates.calculate({
        connectionId: labelsId,
        request: { shipper_accounts: [FEDEX, JNET].map((id) => ({ id })), shipment: shipment('Ada') },
      });
      expect([pending, problem]).toEqual([false, null]);
      expect(record.rates.filter(({ service_type }) => service_type)).toHaveLength(3);
      expect(record.rates.at(-1)).toMatchObject({
        shipper_account: { id: JNET },
        error_message: expect.stringContaining('not supported'),
      });
      const partly = await client.labels.rates.calculate({
        connectionId: labelsId,
        request: { shipper_accounts: [FEDEX, UPS].map((id) => ({ id })), shipment: shipment('Ada 4713') },
      });
      expect(partly.problem).toMatchObject({ code: 4713, retryable: false });
      expect(partly.record.rates.some(({ service_type }) => service_type === 'ups_ground')).toBe(true);
    },
    fails: {
      'no account and no weight': {
        code: 'INVALID',
        call: ({ client, labelsId }) =>
          client.labels.rates.calculate({
            connectionId: labelsId,
            request: {
              shipper_accounts: [],
              shipment: {
                ...shipment('Ada'),
                parcels: [
                  { ...shipment('Ada').parcels[0], weight: { unit: 'kg', value: Number.NaN } },
                ] as never,
              },
            },
          }),
        data: fields('request.shipper_accounts', 'request.shipment.parcels.0.weight.value'),
      },
      'an account that is not there': {
        code: 'PROVIDER',
        call: ({ client, labelsId }) =>
          client.labels.rates.calculate({
            connectionId: labelsId,
            request: { shipper_accounts: [{ id: NOWHERE }], shipment: shipment('Ada') },
          }),
      },
    },
  },
  'labels.rates.get': {
    async works({ client, labelsId }) {
      const slow = await client.labels.rates.calculate({
        connectionId: labelsId,
        request: { shipper_accounts: [{ id: UPS }], shipment: shipment('Ada Slow') },
      });
      expect([slow.pending, slow.record.status, slow.record.rates]).toEqual([true, 'calculating', []]);
      await expect
        .poll(async () => {
          const told = await client.labels.rates.get({ connectionId: labelsId, id: slow.record.id });
          return [told.pending, told.record.rates.length];
        })
        .toEqual([false, 2]);
    },
    fails: strangers(({ client }, connectionId) => client.labels.rates.get({ connectionId, id: NOWHERE })),
  },
  'labels.rates.list': listRow(async ({ client, labelsId }, query) => {
    await client.labels.rates.calculate({
      connectionId: labelsId,
      request: { shipper_accounts: [{ id: UPS }], shipment: shipment('Ada') },
    });
    return client.labels.rates.list({ connectionId: labelsId, ...query });
  }),

  'labels.create': {
    async works({ client, labelsId, labelShop }) {
      const { label, pending, problem, foundAgain } = await client.labels.create({
        connectionId: labelsId,
        request: wanted({ references: ['PO-1'], order_number: `GG-${Math.random()}` }),
      });
      expect([label.status, pending, problem, foundAgain]).toEqual(['created', false, null, false]);
      expect(label.references[0]).toBe('PO-1');

      // An answer that is lost: found again, and sent once.
      labelShop.setFault({ kind: 'reset-after', methods: ['POST'], count: 1 });
      const before = labelShop.books().labels.length;
      const again = await client.labels.create({ connectionId: labelsId, request: wanted() });
      expect([again.foundAgain, labelShop.books().labels.length - before]).toEqual([true, 1]);
    },
    fails: {
      'what the courier refuses, inside 200': {
        code: 'PROVIDER',
        call: ({ client, labelsId }) =>
          client.labels.create({ connectionId: labelsId, request: wanted({}, 'Ada 4715') }),
        data: expect.objectContaining({ kind: 'invalid', status: 200 }),
      },
      'what AfterShip wants otherwise, by field': {
        code: 'PROVIDER',
        call: ({ client, labelsId }) =>
          client.labels.create({
            connectionId: labelsId,
            request: wanted({ service_type: 'fedex_by_balloon' }),
          }),
      },
      'half a shipment': {
        code: 'INVALID',
        call: ({ client, labelsId }) =>
          client.labels.create({
            connectionId: labelsId,
            request: wanted({ service_type: ' ', shipment: { ...shipment('Ada'), parcels: [] } }),
          }),
        data: fields('request.service_type', 'request.shipment.parcels'),
      },
    },
  },
  'labels.get': {
    async works({ client, labelsId }) {
      const slow = await client.labels.create({
        connectionId: labelsId,
        request: wanted({}, 'Ada Slow'),
      });
      expect([slow.pending, slow.label.status, slow.label.tracking_numbers]).toEqual([true, 'creating', []]);
      await expect
        .poll(async () => {
          const told = await client.labels.get({ connectionId: labelsId, id: slow.label.id });
          return [told.pending, told.label.status];
        })
        .toEqual([false, 'created']);
      const failing = await client.labels.create({
        connectionId: labelsId,
        request: wanted({}, 'Ada Fails'),
      });
      await expect
        .poll(async () => {
          const told = await client.labels.get({ connectionId: labelsId, id: failing.label.id });
          return [told.label.status, told.problem?.code];
        })
        .toEqual(['failed', 4715]);
    },
    fails: strangers(({ client }, connectionId) => client.labels.get({ connectionId, id: NOWHERE })),
  },
  'labels.list': {
    async works({ client, labelsId }) {
      const connectionId = labelsId;
      const id = await client.labels
        .create({ connectionId, request: wanted({ references: ['find-me-by-part'] }) })
        .then(({ label }) => label.id);
      const { items } = await client.labels.list({ connectionId, s: 'me-by' });
      expect(items.map((label) => label.id)).toEqual([id]);
      const first = await client.labels.list({ connectionId, limit: 2, shipper_account_id: FEDEX });
      const second = await client.labels.list({
        connectionId,
        limit: 2,
        shipper_account_id: FEDEX,
        next_token: first.next_token ?? '',
      });
      const ids = [...first.items, ...second.items].map((label) => label.id);
      expect(new Set(ids).size).toBe(4);
      const cancelled = await client.labels.list({ connectionId, status: 'cancelled' });
      expect(new Set(cancelled.items.map(({ status }) => status))).toEqual(new Set(['cancelled']));
    },
    async givesUp({ client, labelsId, labelShop }) {
      labelShop.setFault({ latencyMs: 60_000, count: 1 });
      const giveUp = new AbortController();
      const asked = client.labels.list({ connectionId: labelsId }, { signal: giveUp.signal });
      giveUp.abort();
      await expect(asked).rejects.toThrow();
      labelShop.setFault({});
    },
  },
  'labels.file': {
    async works(desk) {
      const { client, labelsId: connectionId } = desk;
      const id = await made(desk, { paper_size: '4x6', print_options: { qr_code: { enabled: true } } });
      const paper = await client.labels.file({ connectionId, id, of: 'label', slot: 'label' });
      expect(paper).toMatchObject({ contentType: 'application/pdf', paper_size: '4x6' });
      const bytes = Buffer.from(paper.base64, 'base64');
      expect([bytes.length, bytes.subarray(0, 5).toString()]).toEqual([paper.size, '%PDF-']);
      const qr = await client.labels.file({ connectionId, id, of: 'label', slot: 'qr_code' });
      expect(qr.contentType).toBe('image/png');
    },
    fails: {
      'a paper that it has not': {
        code: 'NOT_FOUND',
        call: async (desk) =>
          desk.client.labels.file({
            connectionId: desk.labelsId,
            id: await made(desk),
            of: 'label',
            slot: 'invoice',
          }),
      },
      ...strangers(({ client }, connectionId) =>
        client.labels.file({ connectionId, id: NOWHERE, of: 'label', slot: 'label' }),
      ),
    },
  },

  'labels.cancelLabels.create': {
    async works(desk) {
      const { client, labelsId: connectionId } = desk;
      const id = await made(desk);
      const told = await client.labels.cancelLabels.create({ connectionId, label: { id } });
      expect(told.cancellation).toMatchObject({ status: 'cancelled', label: { id } });
      // Once more: it is cancelled, and that is what was wanted.
      expect(await client.labels.cancelLabels.create({ connectionId, label: { id } })).toEqual({
        cancellation: null,
        pending: false,
        problem: null,
      });
    },
    fails: {
      'a label in a manifest': {
        code: 'PROVIDER',
        call: async (desk) => {
          const id = await made(desk);
          const connectionId = desk.labelsId;
          await desk.client.labels.manifests.create({
            connectionId,
            request: { shipper_account: { id: FEDEX }, label_ids: [id] },
          });
          return desk.client.labels.cancelLabels.create({ connectionId, label: { id } });
        },
      },
      ...strangers(({ client }, connectionId) =>
        client.labels.cancelLabels.create({ connectionId, label: { id: NOWHERE } }),
      ),
    },
  },
  'labels.cancelLabels.get': {
    async works(desk) {
      const { client, labelsId: connectionId } = desk;
      const { cancellation } = await client.labels.cancelLabels.create({
        connectionId,
        label: { id: await made(desk) },
      });
      const id = cancellation?.id ?? '';
      const told = await client.labels.cancelLabels.get({ connectionId, id });
      expect(told.cancellation).toMatchObject({ id, refund_status: 'success' });
    },
    fails: strangers(({ client }, connectionId) =>
      client.labels.cancelLabels.get({ connectionId, id: NOWHERE }),
    ),
  },
  'labels.cancelLabels.list': listRow(({ client, labelsId }, query) =>
    client.labels.cancelLabels.list({ connectionId: labelsId, ...query }),
  ),

  'labels.manifests.create': {
    async works(desk) {
      const { client, labelsId: connectionId } = desk;
      const [a, b] = [await made(desk), await made(desk)];
      await client.labels.cancelLabels.create({ connectionId, label: { id: b } });
      const { manifest } = await client.labels.manifests.create({
        connectionId,
        request: { shipper_account: { id: FEDEX }, label_ids: [a, b] },
      });
      expect(manifest).toMatchObject({
        status: 'manifested',
        labels: [
          { id: a, manifested: true },
          { id: b, manifested: false },
        ],
      });
      const paper = await client.labels.file({
        connectionId,
        id: manifest.id,
        of: 'manifest',
        slot: 'manifest',
      });
      expect(paper.contentType).toBe('application/pdf');
    },
    fails: {
      'a courier without manifests': {
        code: 'PROVIDER',
        call: ({ client, labelsId }) =>
          client.labels.manifests.create({
            connectionId: labelsId,
            request: { shipper_account: { id: JNET } },
          }),
      },
    },
  },
  'labels.manifests.get': {
    async works(desk) {
      const { client, labelsId: connectionId } = desk;
      const { manifest } = await client.labels.manifests.create({
        connectionId,
        request: { shipper_account: { id: FEDEX }, label_ids: [await made(desk)] },
      });
      const told = await client.labels.manifests.get({ connectionId, id: manifest.id });
      expect(told).toMatchObject({ manifest: { id: manifest.id }, pending: false, problem: null });
    },
    fails: strangers(({ client }, connectionId) =>
      client.labels.manifests.get({ connectionId, id: NOWHERE }),
    ),
  },
  'labels.manifests.list': listRow(({ client, labelsId }, query) =>
    client.labels.manifests.list({ connectionId: labelsId, ...query }),
  ),

  'labels.pickups.create': {
    async works(desk) {
      const { client, labelsId: connectionId } = desk;
      const id = await made(desk);
      const { pickup: told } = await client.labels.pickups.create({
        connectionId,
        request: pickup({ label_ids: [id], pickup_parcels: undefined, shipper_account: undefined }),
      });
      expect(told).toMatchObject({ status: 'created', label_ids: [id] });
      expect(told.pickup_confirmation_numbers).toHaveLength(1);
    },
    fails: {
      'a courier that is not sent by AfterShip': {
        code: 'PROVIDER',
        call: ({ client, labelsId }) =>
          client.labels.pickups.create({
            connectionId: labelsId,
            request: pickup({ shipper_account: { id: JNET } }),
          }),
      },
      'hours the wrong way round': {
        code: 'INVALID',
        call: ({ client, labelsId }) =>
          client.labels.pickups.create({
            connectionId: labelsId,
            request: pickup({ pickup_end_time: '08:00:00' }),
          }),
        data: fields('request.pickup_end_time'),
      },
    },
  },
  'labels.pickups.get': {
    async works(desk) {
      const { client, labelsId: connectionId } = desk;
      const id = await ordered(desk);
      const told = await client.labels.pickups.get({ connectionId, id });
      expect(told).toMatchObject({ pickup: { id, status: 'created' }, pending: false });
    },
    fails: strangers(({ client }, connectionId) => client.labels.pickups.get({ connectionId, id: NOWHERE })),
  },
  'labels.pickups.list': listRow(({ client, labelsId }, query) =>
    client.labels.pickups.list({ connectionId: labelsId, ...query }),
  ),

  'labels.cancelPickups.create': {
    async works(desk) {
      const { client, labelsId: connectionId } = desk;
      const id = await ordered(desk);
      const told = await client.labels.cancelPickups.create({ connectionId, pickup: { id } });
      expect(told.cancellation).toMatchObject({ status: 'cancelled', pickup: { id } });
      const again = await client.labels.cancelPickups.create({ connectionId, pickup: { id } });
      expect(again.cancellation).toBeNull();
    },
    fails: strangers(({ client }, connectionId) =>
      client.labels.cancelPickups.create({ connectionId, pickup: { id: NOWHERE } }),
    ),
  },
  'labels.cancelPickups.get': {
    async works(desk) {
      const { client, labelsId: connectionId } = desk;
      const { cancellation } = await client.labels.cancelPickups.create({
        connectionId,
        pickup: { id: await ordered(desk) },
      });
      const id = cancellation?.id ?? '';
      const told = await client.labels.cancelPickups.get({ connectionId, id });
      expect(told.cancellation).toMatchObject({ id, status: 'cancelled' });
    },
    fails: strangers(({ client }, connectionId) =>
      client.labels.cancelPickups.get({ connectionId, id: NOWHERE }),
    ),
  },
  'labels.cancelPickups.list': listRow(async (desk, query) => {
    const connectionId = desk.labelsId;
    await desk.client.labels.cancelPickups.create({ connectionId, pickup: { id: await ordered(desk) } });
    return desk.client.labels.cancelPickups.list({ connectionId, ...query });
  }),

  'labels.addressValidations.create': {
    async works({ client, labelsId }) {
      const { validation } = await client.labels.addressValidations.create({
        connectionId: labelsId,
        address: { ...address, street1: '12 Howard Steet', city: 'San Fransisco' },
      });
      expect(validation).toMatchObject({
        status: 'invalid',
        address: { city: 'San Fransisco' },
        recommended_address: { street1: '12 Howard Street', city: 'San Francisco' },
      });
      const known = await client.labels.addressValidations.create({ connectionId: labelsId, address });
      expect(known.validation.status).toBe('valid');
    },
    fails: {
      'an address abroad': {
        code: 'PROVIDER',
        call: ({ client, labelsId }) =>
          client.labels.addressValidations.create({
            connectionId: labelsId,
            address: { ...address, country: 'JPN' },
          }),
        data: expect.objectContaining({ fields: [expect.objectContaining({ field: 'address.country' })] }),
      },
      'a country in two letters': {
        code: 'INVALID',
        call: ({ client, labelsId }) =>
          client.labels.addressValidations.create({
            connectionId: labelsId,
            address: { ...address, country: 'US' },
          }),
        data: fields('address.country'),
      },
    },
  },

  'labels.attempts.list': {
    async works(desk) {
      const id = await lost(desk);
      const { attempts } = await desk.client.labels.attempts.list({ connectionId: desk.labelsId });
      expect(attempts.at(-1)).toMatchObject({
        id,
        kind: 'label',
        state: 'unknown',
        mark: expect.stringMatching(/^SY-/),
        problem: expect.stringContaining('not known'),
      });
      const { request } = attempts.at(-1) as { request: LabelRequest };
      await expect(desk.client.labels.create({ connectionId: desk.labelsId, request })).rejects.toMatchObject(
        { code: 'CONFLICT' },
      );
      await desk.client.labels.attempts.putAway({ id });
    },
    fails: {
      'an unknown connection': {
        code: 'NOT_FOUND',
        call: ({ client }) => client.labels.attempts.list({ connectionId: 'nowhere' as never }),
      },
    },
  },
  'labels.attempts.look': {
    async works(desk) {
      const id = await lost(desk);
      expect(await desk.client.labels.attempts.look({ id })).toEqual({ foundId: null });
      await desk.client.labels.attempts.putAway({ id });
    },
    fails: {
      'what is settled': {
        code: 'NOT_FOUND',
        call: ({ client }) => client.labels.attempts.look({ id: NOWHERE }),
      },
    },
  },
  'labels.attempts.sendAgain': {
    async works(desk) {
      const before = desk.labelShop.books().labels.length;
      const id = await lost(desk);
      const again = await desk.client.labels.attempts.sendAgain({ id });
      expect(again).toEqual({
        madeId: desk.labelShop.books().labels.at(-1)?.id,
        foundAgain: false,
        pending: false,
      });
      expect(desk.labelShop.books().labels.length - before).toBe(1);
    },
    fails: {
      'what is settled': {
        code: 'NOT_FOUND',
        call: ({ client }) => client.labels.attempts.sendAgain({ id: NOWHERE }),
      },
    },
  },
  'labels.attempts.putAway': {
    async works(desk) {
      const id = await lost(desk);
      expect(await desk.client.labels.attempts.putAway({ id })).toEqual({ removed: true });
      expect(await desk.client.labels.attempts.putAway({ id })).toEqual({ removed: false });
    },
  },
};
