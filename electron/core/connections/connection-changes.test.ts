// A connection is changed after it was made: the next request goes where it should, in the words it should, and what was
// not named stays as it was. Against the simulated AfterShip and Shipping Order over real HTTP.

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { ConnectionId } from '../../../shared/domain/ids.ts';
import { createSecretStore } from '../../hosting/secret-store.ts';
import { systemClock } from '../../hosting/system-clock.ts';
import { type OpenedCache, openCache } from '../cache/open-cache.ts';
import { createChangeFeed } from '../feed/change-feed.ts';
import { createHttpClient } from '../http/http-client.ts';
import type { Logger } from '../ports.ts';
import {
  type AfterShipSimulator,
  startAfterShipSimulator,
} from '../practice/aftership/start-aftership-simulator.ts';
import {
  type ShippingOrderSimulator,
  startShippingOrderSimulator,
} from '../practice/shipping-order/start-shipping-order-simulator.ts';
import { createAfterShipProvider } from '../providers/aftership/aftership-provider.ts';
import { createShippingOrderProvider } from '../providers/shipping-order/shipping-order-provider.ts';
import { type ConnectionService, createConnectionService } from './connection-service.ts';

const PLAIN = 'asat_plain_key';
const SIGNED = 'asat_signed_key';
const SIGNING = { kind: 'aes', secret: 'shared-with-aftership' } as const;
const silent: Logger = { debug() {}, info() {}, warn() {}, error() {} };

let folder: string;
let cache: OpenedCache;
let service: ConnectionService;

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'switchyard-connection-changes-'));
  cache = await openCache({ path: join(folder, 'cache.sqlite'), clock: systemClock, log: silent });
  const http = createHttpClient({ fetch: globalThis.fetch, clock: systemClock, log: silent });
  service = createConnectionService({
    cache,
    secrets: createSecretStore({ dataDir: folder, log: silent, vault: 'session' }),
    providers: {
      aftership: createAfterShipProvider({ http, clock: systemClock }),
      'shipping-order': createShippingOrderProvider({ http, clock: systemClock }),
    },
    http,
    feed: createChangeFeed({ clock: systemClock }),
    clock: systemClock,
    log: silent,
    requestsPerSecond: 20,
  });
  await service.start();
});

afterEach(async () => {
  await cache.close();
  rmSync(folder, { recursive: true });
});

describe('AfterShip', () => {
  let aftership: AfterShipSimulator;
  let id: ConnectionId;
  const lastRequest = () => aftership.requests().at(-1);
  const keptSecret = async () => {
    const account = await service.account(id);
    return account.ok ? account.account.secret : account.error.sentence;
  };

  beforeEach(async () => {
    aftership = await startAfterShipSimulator({
      keys: [{ key: PLAIN }, { key: SIGNED, signing: SIGNING }],
    });
    id = await service.create({
      provider: 'aftership',
      label: 'Parcels',
      baseUrl: aftership.url,
      options: { trackingVersion: '2024-04' },
      secret: { apiKey: PLAIN },
    });
    expect(await service.test(id)).toBeNull();
  });
  afterEach(() => aftership.stop());

  it('is asked in the other version from the next request on, and back', async () => {
    expect(lastRequest()?.line).toMatch(/^GET \/tracking\/2024-04\//);
    await service.update(id, { options: { trackingVersion: '2026-07' } });
    expect(service.health(id).state).toBe('untested');
    expect(await service.test(id)).toBeNull();
    expect(lastRequest()?.line).toMatch(/^GET \/tracking\/2026-07\//);
    await service.update(id, { options: { trackingVersion: '2024-04' } });
    expect(await service.test(id)).toBeNull();
    expect(lastRequest()?.line).toMatch(/^GET \/tracking\/2024-04\//);
  });

  it('keeps the options that are not named, and takes away one that is empty', async () => {
    await service.update(id, { options: { shippingBaseUrl: 'https://sandbox-api.aftership.com' } });
    expect(await service.list()).toMatchObject([
      { options: { trackingVersion: '2024-04', shippingBaseUrl: 'https://sandbox-api.aftership.com' } },
    ]);
    await service.update(id, { options: { shippingBaseUrl: '' } });
    const [changed] = await service.list();
    expect(changed?.options).toEqual({ trackingVersion: '2024-04' });
    await expect(service.update(id, { options: { trackingVersion: '1999-01' } })).rejects.toMatchObject({
      code: 'INVALID',
      fields: [{ field: 'options.trackingVersion', message: expect.any(String) }],
    });
    expect((await service.list())[0]?.options).toEqual({ trackingVersion: '2024-04' });
  });

  it('is signed from the next request on, with another key or with the same, and no longer', async () => {
    expect(lastRequest()?.headers['as-signature-hmac-sha256']).toBeUndefined();
    await service.update(id, { secret: { apiKey: SIGNED, signing: SIGNING } });
    expect(await service.test(id)).toBeNull();
    expect(lastRequest()?.headers['as-signature-hmac-sha256']).toEqual(expect.any(String));

    // Another key alone: the signature stays, and this key is refused or not by AfterShip, not by us.
    await service.update(id, { secret: { apiKey: PLAIN } });
    expect(await keptSecret()).toEqual({ apiKey: PLAIN, signing: SIGNING });
    expect(await service.test(id)).toBeNull();
    expect(lastRequest()?.headers['as-signature-hmac-sha256']).toEqual(expect.any(String));

    // The signature alone: the key stays.
    await service.update(id, { secret: { signing: null } });
    expect(await keptSecret()).toEqual({ apiKey: PLAIN });
    expect(await service.test(id)).toBeNull();
    expect(lastRequest()?.headers).toMatchObject({ 'as-api-key': PLAIN });
    expect(lastRequest()?.headers['as-signature-hmac-sha256']).toBeUndefined();
  });

  it('keeps what it had when a part is refused', async () => {
    await service.update(id, { secret: { apiKey: SIGNED, signing: SIGNING } });
    await expect(
      service.update(id, { secret: { signing: { kind: 'rsa', secret: 'no key at all' } } }),
    ).rejects.toMatchObject({
      code: 'INVALID',
      fields: [{ field: 'secret.signing.secret', message: expect.stringContaining('private key') }],
    });
    expect(await keptSecret()).toEqual({ apiKey: SIGNED, signing: SIGNING });
    expect(await service.test(id)).toBeNull();
  });
});

describe('Shipping Order', () => {
  let shipping: ShippingOrderSimulator;
  beforeEach(async () => {
    shipping = await startShippingOrderSimulator({ clientId: 'shop', clientSecret: 'first' });
  });
  afterEach(() => shipping.stop());

  it('asks for its token at the other address, and one part of the credential can be replaced alone', async () => {
    const id = await service.create({
      provider: 'shipping-order',
      label: 'Shipments',
      baseUrl: shipping.url,
      options: { tokenUrl: `${shipping.url}/somewhere/else` },
      secret: { clientId: 'shop', clientSecret: 'mistyped' },
    });
    expect(await service.test(id)).not.toBeNull();
    await service.update(id, { options: { tokenUrl: shipping.tokenUrl } });
    expect(await service.test(id)).toMatchObject({ kind: 'signed-out' });
    await service.update(id, { secret: { clientSecret: 'first' } });
    expect(await service.test(id)).toBeNull();
    expect(await service.list()).toMatchObject([{ options: { tokenUrl: shipping.tokenUrl } }]);
  });
});
