// Carrier accounts against a real cache file and the simulated Orderly Hub over real HTTP. What every procedure does is
// in test/contract; here is what a crash leaves behind.

import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import type { ConnectionId } from '../../../shared/domain/ids.ts';
import { systemClock } from '../../hosting/system-clock.ts';
import { type OpenedCache, openCache } from '../cache/open-cache.ts';
import type { ConnectionService } from '../connections/connection-service.ts';
import { createMemorySecrets } from '../connections/memory-secrets.ts';
import { createHttpClient } from '../http/http-client.ts';
import {
  type OrderlyHubSimulator,
  PRACTICE_HUB_KEY,
  practiceKeys,
  startOrderlyHubSimulator,
} from '../practice/orderly-hub/start-orderly-hub-simulator.ts';
import { createOrderlyHubProvider } from '../providers/orderly-hub/orderly-hub-provider.ts';
import type { ProviderError } from '../providers/provider.ts';
import { type CarrierAccountsService, createCarrierAccountsService } from './carrier-accounts-service.ts';

const silent = { debug() {}, info() {}, warn() {}, error() {} };
const HUB = 'connection-HUB' as ConnectionId;
const wanted = { name: 'Cold', carrier: 'coldtrack', credentials: { apiKey: 'ct_live_canary' } };

let folder: string;
let cache: OpenedCache;
let hub: OrderlyHubSimulator;
let reported: (ProviderError | null)[];

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'switchyard-carriers-'));
  cache = await openCache({ path: join(folder, 'live.sqlite'), clock: systemClock, log: silent });
  hub = await startOrderlyHubSimulator({ keys: practiceKeys });
  reported = [];
});
afterEach(async () => {
  await hub.stop();
  await cache.close();
  rmSync(folder, { recursive: true, force: true });
});

/** As after a start: nothing in memory, everything in the file. */
function service(): CarrierAccountsService {
  const http = createHttpClient({ fetch: globalThis.fetch, clock: systemClock, log: silent });
  const account = { connectionId: HUB, baseUrl: hub.url, options: {}, secret: { apiKey: PRACTICE_HUB_KEY } };
  const connections: Pick<ConnectionService, 'get' | 'credential' | 'report'> = {
    get: () => ({ id: HUB, provider: 'orderly-hub', label: 'Hub' }),
    credential: async () => ({ ok: true, account, provider: 'orderly-hub' }),
    report: (_id, error) => void reported.push(error),
  };
  return createCarrierAccountsService({
    cache,
    connections: connections as ConnectionService,
    secrets: createMemorySecrets(),
    hub: createOrderlyHubProvider({ http }),
    clock: systemClock,
  });
}

const posts = (end: string) =>
  hub.requests().filter(({ line }) => line === `POST /api/v1/carrier-accounts${end}`);

it('finds an account again whose create was under way when the program died', async () => {
  hub.setFault({ kind: 'timeout-after', methods: ['POST'], count: 1 });
  void service()
    .create(HUB, wanted)
    .catch(() => undefined);
  await vi.waitFor(() => expect(hub.accounts()).toHaveLength(1));
  const { data, foundAgain } = await service().create(HUB, wanted);
  expect(foundAgain).toBe(true);
  expect(posts('')).toHaveLength(1);
  expect(hub.accounts().map(({ id }) => id)).toEqual([data.id]);
  // The next of the same name is another one, wanted by a person.
  expect((await service().create(HUB, wanted)).foundAgain).toBe(false);
  expect(hub.accounts()).toHaveLength(2);
});

it('creates what a lost create did not make', async () => {
  hub.setFault({ kind: 'reset-before', methods: ['POST'], count: 1 });
  await expect(service().create(HUB, wanted)).rejects.toMatchObject({
    code: 'PROVIDER',
    message: expect.stringContaining('is not known'),
  });
  expect((await service().create(HUB, wanted)).foundAgain).toBe(false);
  expect(hub.accounts()).toHaveLength(1);
});

it('sends nothing blindly while the list cannot be looked at', async () => {
  hub.setFault({ kind: 'reset-before', count: 2 });
  await expect(service().create(HUB, wanted)).rejects.toMatchObject({ code: 'PROVIDER' });
  hub.setFault({ kind: '500', methods: ['GET'] });
  await expect(service().create(HUB, wanted)).rejects.toMatchObject({ code: 'PROVIDER' });
  expect(posts('')).toHaveLength(1);
});

it('takes a second click for the first one', async () => {
  const carriers = service();
  const both = await Promise.allSettled([carriers.create(HUB, wanted), carriers.create(HUB, wanted)]);
  expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
  expect(hub.accounts()).toHaveLength(1);
});

it('says of a wrong, an expired and a too often tried PIN what the hub says', async () => {
  const carriers = service();
  const { accountId } = await carriers.register(HUB, {
    accountNumber: '123456785',
    customerName: 'Acme Corp',
    address: { streetLines: ['1 Main St'], city: 'NY', postalCode: '10001', countryCode: 'US' },
  });
  await carriers.requestPin(HUB, accountId, 'SMS');
  for (let tries = 0; tries < 5; tries += 1) {
    expect((await carriers.verifyPin(HUB, accountId, '000000')).error).toBe('PIN verification failed');
  }
  expect((await carriers.verifyPin(HUB, accountId, '123456')).error).toMatch(/Too many attempts/);
  await carriers.requestPin(HUB, accountId, 'CALL');
  hub.expirePins();
  expect((await carriers.verifyPin(HUB, accountId, '123456')).error).toBe('PIN expired');
  expect(await service().registrations(HUB)).toMatchObject([
    { step: 'pin', refusals: 7, refusal: 'PIN expired', pin: { option: 'CALL', sent: true } },
  ]);
  expect(reported.every((error) => error === null)).toBe(true);
});

it('keeps neither credentials nor PIN nor invoice nor the account number on disk', async () => {
  const carriers = service();
  await carriers.create(HUB, wanted);
  const { accountId } = await carriers.register(HUB, {
    accountNumber: '918273645',
    customerName: 'Acme Corp',
    address: { streetLines: ['1 Main St'], city: 'NY', postalCode: '10001', countryCode: 'US' },
  });
  await carriers.requestPin(HUB, accountId, 'SMS');
  await carriers.verifyPin(HUB, accountId, '564738');
  await carriers.verifyInvoice(HUB, accountId, {
    invoiceNumber: 'XINVOICEX',
    invoiceDate: '2026-03-15',
    invoiceAmount: 77123.45,
  });
  const bytes = readdirSync(folder).map((file) => readFileSync(join(folder, file), 'latin1'));
  expect(bytes.join('')).toContain('Acme Corp');
  for (const secret of ['ct_live_canary', '918273645', '564738', 'XINVOICEX', '77123.45']) {
    expect(bytes.some((text) => text.includes(secret))).toBe(false);
  }
});
