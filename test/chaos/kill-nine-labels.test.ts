// The create of a label, and the server killed with -9 at four points of it. A label is money: after a restart there is
// never more than one, and where it is certain to nobody whether there is one, a person decides.

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { PRACTICE_SHIPPERS } from '../../electron/core/practice/aftership/shipping/practice-shipping.ts';
import {
  type ShippingSimulator,
  startAfterShipShippingSimulator,
} from '../../electron/core/practice/aftership/shipping/start-aftership-shipping-simulator.ts';
import type { LabelRequest } from '../../shared/contract/labels.ts';
import type { ConnectionId } from '../../shared/domain/ids.ts';
import { type Client, type ServerProcess, startServer } from '../support/server-process.ts';

const KEY = 'asat-kill-nine-labels';
const KILL_POINT = pathToFileURL(join(import.meta.dirname, '../support/kill-point.mjs')).href;
const PASSPHRASE = 'correct horse battery staple';
const BEFORE = 10;
const patience = { timeout: 90_000, interval: 250 };

const address = { contact_name: 'Ada', street1: '12 Howard Street', country: 'USA' };
const LABEL: LabelRequest = {
  service_type: 'fedex_ground',
  shipper_account: { id: PRACTICE_SHIPPERS[0]?.id ?? '' },
  shipment: {
    ship_from: address,
    ship_to: address,
    parcels: [
      {
        box_type: 'custom',
        dimension: { width: 1, height: 1, depth: 1, unit: 'cm' },
        weight: { unit: 'kg', value: 1 },
        items: [{ quantity: 1, description: 'Tea' }],
      },
    ],
  },
};

let shop: ShippingSimulator;
let dataDir: string;
let server: ServerProcess | undefined;

beforeEach(async () => {
  shop = await startAfterShipShippingSimulator({ apiKeys: [KEY], filled: true });
  dataDir = mkdtempSync(join(tmpdir(), 'switchyard-kill-'));
});

afterEach(async () => {
  await server?.kill();
  await shop.stop();
  rmSync(dataDir, { recursive: true, force: true, maxRetries: 5 });
});

async function start(killAt?: string): Promise<Client> {
  server = await startServer({
    dataDir,
    args: ['--live', '--vault', 'passphrase'],
    env: {
      SWITCHYARD_PASSPHRASE: PASSPHRASE,
      ...(killAt ? { NODE_OPTIONS: `--import ${KILL_POINT}`, SWITCHYARD_KILL_AT: killAt } : {}),
    },
  });
  return (await server.rpc()).client;
}

async function connect(client: Client): Promise<ConnectionId> {
  const { id } = await client.connections.create({
    provider: 'aftership',
    label: 'Labels',
    options: { shippingBaseUrl: shop.url },
    baseUrl: shop.url,
    secret: { apiKey: KEY },
  });
  return id;
}

const made = () => shop.books().labels.length - BEFORE;
const posts = () => shop.requests().filter(({ line }) => line === 'POST /postmen/v3/labels').length;

async function expectSettled(client: Client, connectionId: ConnectionId): Promise<void> {
  await vi.waitFor(
    async () => expect((await client.labels.attempts.list({ connectionId })).attempts).toEqual([]),
    patience,
  );
  expect([made(), posts()]).toEqual([1, 1]);
}

describe('kill -9 during the create of a label', () => {
  it('nothing has left: it is looked for, and only a person sends it', async () => {
    const client = await start('before-request');
    const connectionId = await connect(client);
    await client.labels.create({ connectionId, request: LABEL }).catch(() => undefined);
    expect((await server?.ended)?.signal).toBe('SIGKILL');
    expect(posts()).toBe(0);
    const again = await start();
    await vi.waitFor(async () => {
      const { attempts } = await again.labels.attempts.list({ connectionId });
      expect(attempts).toMatchObject([{ state: 'unknown', lookedAt: expect.any(Number) }]);
    }, patience);
    expect(posts()).toBe(0);
    await expect(again.labels.create({ connectionId, request: LABEL })).rejects.toMatchObject({
      code: 'CONFLICT',
    });
    const { attempts } = await again.labels.attempts.list({ connectionId });
    await again.labels.attempts.sendAgain({ id: attempts[0]?.id ?? '' });
    await expectSettled(again, connectionId);
  });

  it('made but unanswered: it is found and not sent again', async () => {
    const client = await start();
    const connectionId = await connect(client);
    shop.setFault({ kind: 'timeout-after', methods: ['POST'], paths: ['/postmen/v3/labels'], count: 1 });
    void client.labels.create({ connectionId, request: LABEL }).catch(() => undefined);
    await vi.waitFor(() => expect(made()).toBe(1), patience);
    await server?.kill();
    await expectSettled(await start(), connectionId);
  });

  it('answered but unwritten: it is found and not sent again', async () => {
    const client = await start('after-answer');
    const connectionId = await connect(client);
    await client.labels.create({ connectionId, request: LABEL }).catch(() => undefined);
    expect((await server?.ended)?.signal).toBe('SIGKILL');
    expect(made()).toBe(1);
    await expectSettled(await start(), connectionId);
  });

  it('written: it is simply there', async () => {
    const client = await start();
    const connectionId = await connect(client);
    const { label } = await client.labels.create({ connectionId, request: LABEL });
    await server?.kill();
    const again = await start();
    expect((await again.labels.get({ connectionId, id: label.id })).label.status).toBe('created');
    await expectSettled(again, connectionId);
  });
});
