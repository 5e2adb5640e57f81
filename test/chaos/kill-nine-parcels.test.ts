// A parcel that begins to be followed, and the server killed with -9 at the points of its create, in both versions. After a
// restart there is exactly one parcel at AfterShip and one job on the board, each time.

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import {
  type AfterShipSimulator,
  startAfterShipSimulator,
} from '../../electron/core/practice/aftership/start-aftership-simulator.ts';
import type { ConnectionId } from '../../shared/domain/ids.ts';
import { type Client, type ServerProcess, startServer } from '../support/server-process.ts';

const KEY = 'asat-kill-nine';
const NUMBER = 'JN12345678';
const KILL_POINT = pathToFileURL(join(import.meta.dirname, '../support/kill-point.mjs')).href;
const PASSPHRASE = 'correct horse battery staple';
const patience = { timeout: 90_000, interval: 250 };

let aftership: AfterShipSimulator;
let dataDir: string;
let server: ServerProcess | undefined;

beforeEach(async () => {
  aftership = await startAfterShipSimulator({ keys: [{ key: KEY }] });
  dataDir = mkdtempSync(join(tmpdir(), 'switchyard-kill-'));
});

afterEach(async () => {
  await server?.kill();
  await aftership.stop();
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

async function connect(client: Client, trackingVersion: string): Promise<ConnectionId> {
  const { id } = await client.connections.create({
    provider: 'aftership',
    label: 'Parcels',
    baseUrl: aftership.url,
    options: { trackingVersion },
    secret: { apiKey: KEY },
  });
  return id;
}

const follow = (client: Client, connectionId: ConnectionId) =>
  client.aftership.createTracking({ connectionId, tracking: { tracking_number: NUMBER, slug: 'j-net' } });

const creates = () => aftership.requests().filter(({ line }) => /^POST .*\/trackings$/.test(line));

async function expectExactlyOne(client: Client): Promise<void> {
  await vi.waitFor(async () => {
    const { rows } = await client.jobs.query({ view: {}, offset: 0, limit: 10 });
    expect(rows).toHaveLength(1);
    expect(rows[0]).toMatchObject({ pending: null, externalIds: { trackingId: NUMBER } });
    expect(rows[0]?.externalIds.jobId).toBeTruthy();
  }, patience);
  expect(aftership.parcels()).toHaveLength(1);
  const { rows } = await client.jobs.query({ view: {}, offset: 0, limit: 10 });
  const { commands } = await client.jobs.get({ id: rows[0]?.id as never });
  expect(commands.map(({ kind, state }) => [kind, state])).toEqual([['create', 'done']]);
}

describe.each(['2024-04', '2026-07'])('kill -9 during the create of a parcel, %s', (version) => {
  it('while sending, nothing has left: AfterShip is asked first, then it is sent', async () => {
    const client = await start('before-request');
    await follow(client, await connect(client, version)).catch(() => undefined);
    expect((await server?.ended)?.signal).toBe('SIGKILL');
    expect(creates()).toHaveLength(0);
    await expectExactlyOne(await start());
    expect(creates()).toHaveLength(1);
    const lines = aftership.requests().map(({ line }) => line);
    const asked = lines.findIndex((line) => line.includes(`tracking_numbers=${NUMBER}`));
    expect(asked).toBeGreaterThan(-1);
    expect(asked).toBeLessThan(lines.findIndex((line) => /^POST .*\/trackings$/.test(line)));
  });

  it('accepted but unanswered: it is found and not sent again', async () => {
    const client = await start();
    const connectionId = await connect(client, version);
    aftership.setFault({ kind: 'timeout-after', methods: ['POST'] });
    await follow(client, connectionId);
    await vi.waitFor(() => expect(aftership.parcels()).toHaveLength(1), patience);
    await server?.kill();
    aftership.setFault({});
    await expectExactlyOne(await start());
    expect(creates()).toHaveLength(1);
  });

  it('answered but unwritten: it is found and not sent again', async () => {
    const client = await start('after-answer');
    await follow(client, await connect(client, version)).catch(() => undefined);
    expect((await server?.ended)?.signal).toBe('SIGKILL');
    expect(aftership.parcels()).toHaveLength(1);
    await expectExactlyOne(await start());
    expect(creates()).toHaveLength(1);
  });
});
