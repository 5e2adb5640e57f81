// The create of a shipment, and the server killed with -9 at five points of it. After a restart there is exactly one
// shipment at the provider and one on the board, each time, although the provider also lists it by itself.

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Client, ServerProcess } from '../support/server-process.ts';
import { startServer } from '../support/server-process.ts';
import { connectByCall, openShippingOffice, type ShippingAccount } from '../support/shipping-office.ts';

const KILL_POINT = pathToFileURL(join(import.meta.dirname, '../support/kill-point.mjs')).href;
const PASSPHRASE = 'correct horse battery staple';
const patience = { timeout: 90_000, interval: 250 };
const SHIPMENT = {
  orderExternalId: 'SO-1001',
  locationExternalId: 'STORE-7',
  deliveryAddress: { street1: '1 Main St', postalCode: '20190' },
  deliveryContact: { name: 'Ada Example', phone: '+12025550101' },
};

let shop: ShippingAccount;
let dataDir: string;
let server: ServerProcess | undefined;

beforeEach(async () => {
  shop = await openShippingOffice({ stepMs: 3_600_000 });
  dataDir = mkdtempSync(join(tmpdir(), 'switchyard-kill-'));
});

afterEach(async () => {
  await server?.kill();
  await shop.office.stop();
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

const create = async (client: Client) => {
  const connectionId = await connectByCall(client, shop);
  return client.shipments.create({ connectionId, shipment: SHIPMENT });
};

const sent = (operation: string) =>
  shop.office.requests().filter((request) => request.operation === operation);

/** What everyone believes in the end: one there, one here, and each knows the other. */
async function expectExactlyOne(client: Client): Promise<void> {
  await vi.waitFor(async () => {
    const page = await client.jobs.query({ view: {}, offset: 0, limit: 10 });
    expect(page.rows).toHaveLength(1);
    expect(page.rows[0]?.pending).toBeNull();
    expect(page.rows[0]?.externalIds.jobId).toBeTruthy();
  }, patience);
  const [connection] = await client.connections.list();
  // The provider lists it as well: it must not come onto the board as another one.
  if (connection) await client.shipments.sync({ connectionId: connection.id });
  const page = await client.jobs.query({ view: {}, offset: 0, limit: 10 });
  const books = shop.office.books();
  expect(books).toHaveLength(1);
  expect(page.rows).toHaveLength(1);
  expect(page.rows[0]?.externalIds).toMatchObject({ jobId: books[0]?.id, externalId: 'SO-1001' });
  const { commands } = await client.jobs.get({ id: page.rows[0]?.id as never });
  expect(commands.map((command) => [command.kind, command.state])).toEqual([['create', 'done']]);
}

describe('kill -9 during the create of a shipment', () => {
  it('before sending: it is sent after the restart, once', async () => {
    const client = await start();
    const connectionId = await connectByCall(client, shop);
    await client.connections.update({ id: connectionId, paused: true });
    await client.shipments.create({ connectionId, shipment: SHIPMENT });
    await server?.kill();
    expect(sent('create')).toHaveLength(0);
    const again = await start();
    await again.connections.update({ id: connectionId, paused: false });
    await expectExactlyOne(again);
    expect(sent('create')).toHaveLength(1);
  });

  it('while sending, nothing has left: the provider is asked first, then it is sent', async () => {
    const client = await start('before-request');
    await create(client).catch(() => undefined);
    expect((await server?.ended)?.signal).toBe('SIGKILL');
    expect(sent('create')).toHaveLength(0);
    const before = shop.office.requests().length;
    await expectExactlyOne(await start());
    const since = shop.office.requests().slice(before);
    const asked = since.findIndex(({ body }) =>
      JSON.stringify(body).includes('"orderExternalIds":["SO-1001"]'),
    );
    expect(asked).toBeGreaterThanOrEqual(0);
    expect(asked).toBeLessThan(since.findIndex(({ operation }) => operation === 'create'));
    expect(sent('create')).toHaveLength(1);
  });

  it('accepted but unanswered: it is found and not sent again', async () => {
    const client = await start();
    shop.office.setFault({ kind: 'timeout-after', operations: ['create'] });
    await create(client);
    await vi.waitFor(() => expect(shop.office.books()).toHaveLength(1), patience);
    await server?.kill();
    shop.office.setFault({});
    await expectExactlyOne(await start());
    expect(sent('create')).toHaveLength(1);
  });

  it('answered but unwritten: it is found and not sent again', async () => {
    const client = await start('after-answer');
    await create(client).catch(() => undefined);
    expect((await server?.ended)?.signal).toBe('SIGKILL');
    expect(shop.office.books()).toHaveLength(1);
    await expectExactlyOne(await start());
    expect(sent('create')).toHaveLength(1);
  });

  it('written: it is simply there', async () => {
    const client = await start();
    await create(client);
    await expectExactlyOne(client);
    await server?.kill();
    await expectExactlyOne(await start());
    expect(sent('create')).toHaveLength(1);
  });
});
