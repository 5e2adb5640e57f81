// Labels against a real cache file and the simulated shipping over real HTTP. What every procedure does is in
// test/contract; here is what a lost answer and a crash leave behind: never two labels, never a courier twice.

import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { LabelRequest, PickupRequest } from '../../../shared/contract/labels.ts';
import type { ConnectionId } from '../../../shared/domain/ids.ts';
import { systemClock } from '../../hosting/system-clock.ts';
import { type OpenedCache, openCache } from '../cache/open-cache.ts';
import type { ConnectionService } from '../connections/connection-service.ts';
import { createMemorySecrets } from '../connections/memory-secrets.ts';
import { createHttpClient } from '../http/http-client.ts';
import { PRACTICE_SHIPPERS } from '../practice/aftership/shipping/practice-shipping.ts';
import {
  type ShippingSimulator,
  startAfterShipShippingSimulator,
} from '../practice/aftership/shipping/start-aftership-shipping-simulator.ts';
import { createAfterShipShipping } from '../providers/aftership/shipping/shipping-provider.ts';
import type { ProviderError } from '../providers/provider.ts';
import { createLabelsService, type LabelsService } from './labels-service.ts';

const silent = { debug() {}, info() {}, warn() {}, error() {} };
const AFTERSHIP = 'connection-AS' as ConnectionId;
const KEY = 'asat-labels-unit';
const FEDEX = PRACTICE_SHIPPERS[0]?.id ?? '';

let folder: string;
let cache: OpenedCache;
let shipping: ShippingSimulator;
let reported: (ProviderError | null)[];
let nowUsable: (id: ConnectionId) => void;

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'switchyard-labels-'));
  cache = await openCache({ path: join(folder, 'live.sqlite'), clock: systemClock, log: silent });
  shipping = await startAfterShipShippingSimulator({ apiKeys: [KEY], filled: true, slowMs: 50 });
  reported = [];
});
afterEach(async () => {
  await shipping.stop();
  await cache.close();
  rmSync(folder, { recursive: true, force: true });
});

/** As after a start: nothing in memory, everything in the file. */
function service(): LabelsService {
  const http = createHttpClient({ fetch: globalThis.fetch, clock: systemClock, log: silent });
  http.setBudget(AFTERSHIP, { perSecond: 1_000, burst: 1_000 });
  const account = { connectionId: AFTERSHIP, baseUrl: shipping.url, options: {}, secret: { apiKey: KEY } };
  const connections: Pick<ConnectionService, 'get' | 'credential' | 'report' | 'onUsable'> = {
    get: () => ({ id: AFTERSHIP, provider: 'aftership', label: 'AfterShip' }),
    credential: async () => ({ ok: true, account, provider: 'aftership' }),
    report: (_id, error) => void reported.push(error),
    onUsable: (listener) => {
      nowUsable = listener;
      return () => true;
    },
  };
  return createLabelsService({
    cache,
    connections: connections as ConnectionService,
    secrets: createMemorySecrets(),
    shipping: createAfterShipShipping({ http, clock: systemClock }),
    clock: systemClock,
    log: silent,
  });
}

const address = {
  contact_name: 'Ada Byron',
  street1: '12 Howard Street',
  city: 'San Francisco',
  state: 'CA',
  postal_code: '94105',
  country: 'USA',
};

function wanted(over: Partial<LabelRequest> = {}, contact_name = 'Ada Byron'): LabelRequest {
  return {
    service_type: 'fedex_ground',
    shipper_account: { id: FEDEX },
    shipment: {
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
    },
    ...over,
  };
}

const pickup: PickupRequest = {
  pickup_date: '2026-12-01',
  pickup_start_time: '09:00:00',
  pickup_end_time: '11:00:00',
  pickup_from: address,
  shipper_account: { id: FEDEX },
  pickup_parcels: [{ weight: { unit: 'kg', value: 2 }, quantity: 1 }],
};

const BEFORE = 10;
const made = () => shipping.books().labels.length - BEFORE;
const posts = (resource = 'labels') =>
  shipping.requests().filter(({ line }) => line === `POST /postmen/v3/${resource}`);

describe('a label', () => {
  it('carries a mark by which it can be found, and the dispatcher’s own references stay', async () => {
    const labels = service();
    const { value, foundAgain } = await labels.labels.create(
      AFTERSHIP,
      wanted({ references: ['PO-9'], order_number: 'GG-9' }),
    );
    expect(foundAgain).toBe(false);
    expect(value.references[0]).toBe('PO-9');
    expect(value.references[1]).toMatch(/^SY-/);
    expect(value.order_number).toBe('GG-9');
    const { value: second } = await labels.labels.create(AFTERSHIP, wanted());
    expect(second.references).toEqual([second.order_number]);
    expect(await labels.attempts(AFTERSHIP)).toEqual([]);
  });

  it('whose answer is lost is found, and not sent again', async () => {
    shipping.setFault({ kind: 'reset-after', methods: ['POST'], count: 1 });
    const labels = service();
    const { value, foundAgain } = await labels.labels.create(AFTERSHIP, wanted());
    expect(foundAgain).toBe(true);
    expect(shipping.books().labels.at(-1)?.id).toBe(value.id);
    expect([made(), posts().length]).toEqual([1, 1]);
    expect(await labels.attempts(AFTERSHIP)).toEqual([]);
  });

  it('that certainly never left, or was refused, leaves nothing behind', async () => {
    const labels = service();
    await expect(labels.labels.create(AFTERSHIP, wanted({}, 'Ada 4715'))).rejects.toMatchObject({
      code: 'PROVIDER',
      message: expect.stringContaining('(4715)'),
    });
    // A refusal by the courier says nothing against the connection.
    expect(reported.at(-1)).toMatchObject({ kind: 'invalid', status: 200 });
    shipping.setFault({ kind: '429', methods: ['POST'], count: 1 });
    await expect(labels.labels.create(AFTERSHIP, wanted())).rejects.toMatchObject({ code: 'PROVIDER' });
    expect(await labels.attempts(AFTERSHIP)).toEqual([]);
    expect(made()).toBe(0);
  });

  it('that cannot be found waits for a person, and the same cannot be sent beside it', async () => {
    shipping.setFault({ kind: 'reset-before', methods: ['POST'], count: 1 });
    const labels = service();
    await expect(labels.labels.create(AFTERSHIP, wanted())).rejects.toMatchObject({
      message: expect.stringContaining('not known'),
    });
    const [attempt] = await labels.attempts(AFTERSHIP);
    expect(attempt).toMatchObject({ kind: 'label', state: 'unknown', lookedAt: expect.any(Number) });
    await expect(labels.labels.create(AFTERSHIP, wanted())).rejects.toMatchObject({ code: 'CONFLICT' });
    expect(await labels.look(attempt?.id ?? '')).toBeNull();
    expect([made(), posts().length]).toEqual([0, 1]);

    const again = await labels.sendAgain(attempt?.id ?? '');
    expect(again).toEqual({ madeId: shipping.books().labels.at(-1)?.id, foundAgain: false, pending: false });
    expect(shipping.books().labels.at(-1)?.references).toEqual([attempt?.mark]);
    expect([made(), posts().length]).toEqual([1, 2]);
    expect(await labels.attempts(AFTERSHIP)).toEqual([]);
  });

  it('sent again by a person while the lists are behind: its order number keeps it from being made twice', async () => {
    shipping.setBlind(true);
    shipping.setFault({ kind: 'reset-after', methods: ['POST'], count: 1 });
    const labels = service();
    await expect(labels.labels.create(AFTERSHIP, wanted())).rejects.toMatchObject({ code: 'PROVIDER' });
    const [attempt] = await labels.attempts(AFTERSHIP);
    await expect(labels.sendAgain(attempt?.id ?? '')).rejects.toMatchObject({
      message: expect.stringContaining('(4801)'),
    });
    expect(posts()).toHaveLength(2);
    shipping.setBlind(false);
    expect(await labels.look(attempt?.id ?? '')).toBe(shipping.books().labels.at(-1)?.id);
    expect(made()).toBe(1);
    expect(await labels.attempts(AFTERSHIP)).toEqual([]);
  });

  it('that was being sent when the program died is found after the next start', async () => {
    shipping.setFault({ kind: 'timeout-after', methods: ['POST'], count: 1 });
    void service()
      .labels.create(AFTERSHIP, wanted())
      .catch(() => undefined);
    await vi.waitFor(() => expect(made()).toBe(1));
    const labels = service();
    expect((await labels.attempts(AFTERSHIP)).map(({ state }) => state)).toEqual(['sending']);
    await labels.start();
    await vi.waitFor(async () => expect(await labels.attempts(AFTERSHIP)).toEqual([]));
    expect([made(), posts().length]).toEqual([1, 1]);
  });

  it('is looked for when the connection is back', async () => {
    shipping.setFault({ kind: 'timeout-after', methods: ['POST'], count: 1 });
    void service()
      .labels.create(AFTERSHIP, wanted())
      .catch(() => undefined);
    await vi.waitFor(() => expect(made()).toBe(1));
    shipping.setFault({ kind: 'html' });
    const labels = service();
    await labels.start();
    await vi.waitFor(() => expect(shipping.requests().at(-1)?.line).toMatch(/^GET/));
    expect((await labels.attempts(AFTERSHIP)).map(({ state }) => state)).toEqual(['unknown']);
    shipping.setFault({});
    nowUsable(AFTERSHIP);
    await vi.waitFor(async () => expect(await labels.attempts(AFTERSHIP)).toEqual([]));
    expect(posts()).toHaveLength(1);
  });

  it('of a courier that gave AfterShip no answer is uncertain too', async () => {
    const labels = service();
    await expect(labels.labels.create(AFTERSHIP, wanted({}, 'Ada 4705'))).rejects.toMatchObject({
      message: expect.stringContaining('(4705)'),
    });
    expect(await labels.attempts(AFTERSHIP)).toHaveLength(1);
    expect(posts()).toHaveLength(1);
  });

  it('takes a second click for the first one', async () => {
    const labels = service();
    const both = await Promise.allSettled([
      labels.labels.create(AFTERSHIP, wanted()),
      labels.labels.create(AFTERSHIP, wanted()),
    ]);
    expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    expect(made()).toBe(1);
  });

  it('put away is not looked for any more', async () => {
    shipping.setFault({ kind: 'reset-before', methods: ['POST'], count: 1 });
    const labels = service();
    await labels.labels.create(AFTERSHIP, wanted()).catch(() => undefined);
    const [attempt] = await labels.attempts(AFTERSHIP);
    expect(await labels.putAway(attempt?.id ?? '')).toBe(true);
    expect(await labels.putAway(attempt?.id ?? '')).toBe(false);
    await expect(labels.sendAgain(attempt?.id ?? '')).rejects.toMatchObject({ code: 'NOT_FOUND' });
    expect(posts()).toHaveLength(1);
  });

  it('that is cancelled twice is cancelled once', async () => {
    const labels = service();
    const { value } = await labels.labels.create(AFTERSHIP, wanted());
    expect((await labels.cancelLabels.create(AFTERSHIP, value.id)).value).toMatchObject({
      status: 'cancelled',
    });
    expect(await labels.cancelLabels.create(AFTERSHIP, value.id)).toEqual({
      value: null,
      pending: false,
      problem: null,
    });
  });

  it('has papers that are told by their bytes', async () => {
    const labels = service();
    const { value } = await labels.labels.create(
      AFTERSHIP,
      wanted({ print_options: { qr_code: { enabled: true } }, paper_size: '4x6' }),
    );
    const paper = (slot: 'label' | 'qr_code' | 'invoice') =>
      labels.file(AFTERSHIP, { of: 'label', id: value.id, slot });
    const pdf = await paper('label');
    expect(pdf).toMatchObject({ contentType: 'application/pdf', paperSize: '4x6' });
    expect(pdf.fileName).toBe(`label-${value.tracking_numbers[0]}.pdf`);
    expect((await paper('qr_code')).contentType).toBe('image/png');
    await expect(paper('invoice')).rejects.toMatchObject({ code: 'NOT_FOUND' });
    const zpl = await labels.labels.create(AFTERSHIP, wanted({ file_type: 'zpl' }));
    expect((await labels.file(AFTERSHIP, { of: 'label', id: zpl.value.id, slot: 'label' })).contentType).toBe(
      'text/plain',
    );
  });
});

describe('a pick-up, a manifest and a shipper account', () => {
  it('whose answers are lost are found by comparing', async () => {
    const labels = service();
    const lost = () => shipping.setFault({ kind: 'reset-after', methods: ['POST'], count: 1 });
    lost();
    const ordered = await labels.pickups.create(AFTERSHIP, pickup);
    expect(ordered.foundAgain).toBe(true);
    const { value: label } = await labels.labels.create(AFTERSHIP, wanted());
    lost();
    const manifest = await labels.manifests.create(AFTERSHIP, {
      shipper_account: { id: FEDEX },
      label_ids: [label.id],
    });
    expect(manifest).toMatchObject({ foundAgain: true, value: { status: 'manifested' } });
    lost();
    const account = await labels.shipperAccounts.create(AFTERSHIP, {
      slug: 'ups',
      description: 'Second UPS',
      timezone: 'America/New_York',
      credentials: { account_number: 'account-canary' },
      address,
    });
    expect(account).toMatchObject({ foundAgain: true, value: { description: 'Second UPS' } });
    expect(['pickups', 'manifests', 'shipper-accounts'].map((what) => posts(what).length)).toEqual([1, 1, 1]);
  });

  it('credentials are in nothing that is kept, so an account cannot be sent again from what is', async () => {
    shipping.setFault({ kind: 'reset-before', methods: ['POST'], count: 1 });
    const labels = service();
    const account = {
      slug: 'ups',
      description: 'Lost UPS',
      timezone: 'America/New_York',
      credentials: { account_number: 'account-canary', password: 'password-canary' },
      address,
    };
    await expect(labels.shipperAccounts.create(AFTERSHIP, account)).rejects.toMatchObject({
      code: 'PROVIDER',
    });
    const [attempt] = await labels.attempts(AFTERSHIP);
    expect(attempt).toMatchObject({ kind: 'shipper-account', request: { description: 'Lost UPS' } });
    await expect(labels.sendAgain(attempt?.id ?? '')).rejects.toMatchObject({ code: 'CONFLICT' });
    for (const name of readdirSync(folder)) {
      expect(readFileSync(join(folder, name)).includes('canary')).toBe(false);
    }
  });

  it('another pick-up for other hours is none of ours', async () => {
    const labels = service();
    await labels.pickups.create(AFTERSHIP, { ...pickup, pickup_start_time: '08:00:00' });
    shipping.setFault({ kind: 'reset-before', methods: ['POST'], count: 1 });
    await expect(labels.pickups.create(AFTERSHIP, pickup)).rejects.toMatchObject({ code: 'PROVIDER' });
    expect(await labels.attempts(AFTERSHIP)).toHaveLength(1);
    expect(shipping.books().pickups.filter(({ body }) => body.pickup_date === '2026-12-01')).toHaveLength(1);
  });
});
