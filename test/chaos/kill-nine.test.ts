// A create, and the server killed with -9 at five points of it. After a restart there is exactly one job at the
// provider and one on the board, each time. The provider runs here, the server in a process of its own.

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { practiceClients } from '../../electron/core/practice/twinjet/practice-clients.ts';
import { startTwinJetSimulator } from '../../electron/core/practice/twinjet/start-twinjet-simulator.ts';
import type { TwinJetSimulator } from '../../electron/core/practice/twinjet/twinjet-simulator.ts';
import type { ConnectionId } from '../../shared/domain/ids.ts';
import { seedJob } from '../support/seed-job.ts';
import { type Client, type ServerProcess, startServer } from '../support/server-process.ts';

const TOKEN = 'kill-nine-token';
const KILL_POINT = pathToFileURL(join(import.meta.dirname, '../support/kill-point.mjs')).href;
const PASSPHRASE = 'correct horse battery staple';

let simulator: TwinJetSimulator;
let dataDir: string;
let server: ServerProcess | undefined;
const patience = { timeout: 90_000, interval: 250 };

beforeEach(async () => {
  simulator = await startTwinJetSimulator({
    clients: practiceClients.slice(0, 1).map((client) => ({ ...client, token: TOKEN })),
    unknownMs: 300,
  });
  dataDir = mkdtempSync(join(tmpdir(), 'switchyard-kill-'));
});

afterEach(async () => {
  await server?.kill();
  await simulator.stop();
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
    provider: 'twinjet',
    label: 'Test',
    baseUrl: simulator.url,
    secret: { apiToken: TOKEN },
  });
  return id;
}

const createsSent = () =>
  simulator
    .requests()
    .filter((request) => request.method === 'POST' && request.path.startsWith('/api/v1/jobs'));

/** What everyone believes in the end: one job there, one here, and each knows the other. */
async function expectExactlyOne(client: Client): Promise<void> {
  await vi.waitFor(async () => {
    const page = await client.jobs.query({ view: {}, offset: 0, limit: 10 });
    expect(page.rows).toHaveLength(1);
    expect(page.rows[0]?.pending).toBeNull();
    expect(page.rows[0]?.externalIds.requestId).toBeTruthy();
  }, patience);
  const page = await client.jobs.query({ view: {}, offset: 0, limit: 10 });
  const books = simulator.books();
  expect(books).toHaveLength(1);
  expect(page.rows[0]?.externalIds.requestId).toBe(books[0]?.requestId);
  const { commands } = await client.jobs.get({ id: page.rows[0]?.id as never });
  expect(commands.map((command) => [command.kind, command.state])).toEqual([['create', 'done']]);
}

describe('kill -9 during a create', () => {
  it('before sending: it is sent after the restart, once', async () => {
    const client = await start();
    const connectionId = await connect(client);
    await client.connections.update({ id: connectionId, paused: true });
    await client.twinjet.createJob({ connectionId, job: seedJob() });
    await server?.kill();
    expect(createsSent()).toHaveLength(0);
    const again = await start();
    await again.connections.update({ id: connectionId, paused: false });
    await expectExactlyOne(again);
    expect(createsSent()).toHaveLength(1);
  });

  it('while sending, nothing has left: the provider is asked first, then it is sent', async () => {
    const client = await start('before-request');
    const connectionId = await connect(client);
    await client.twinjet.createJob({ connectionId, job: seedJob() }).catch(() => undefined);
    expect((await server?.ended)?.signal).toBe('SIGKILL');
    expect(createsSent()).toHaveLength(0);
    const again = await start();
    await expectExactlyOne(again);
    const order = simulator.requests().map((request) => request.path);
    expect(order.findIndex((path) => path.startsWith('/api/v1/status'))).toBeLessThan(
      order.findIndex((path) => path.startsWith('/api/v1/jobs')),
    );
  });

  it('accepted but unanswered: it is found and not sent again', async () => {
    const client = await start();
    const connectionId = await connect(client);
    simulator.setFault({ kind: 'timeout-after', paths: ['/api/v1/jobs'] });
    await client.twinjet.createJob({ connectionId, job: seedJob() });
    await vi.waitFor(() => expect(simulator.books()).toHaveLength(1), patience);
    await server?.kill();
    simulator.setFault({});
    await expectExactlyOne(await start());
    expect(createsSent()).toHaveLength(1);
  });

  it('answered but unwritten: it is found and not sent again', async () => {
    const client = await start('after-answer');
    const connectionId = await connect(client);
    await client.twinjet.createJob({ connectionId, job: seedJob() }).catch(() => undefined);
    expect((await server?.ended)?.signal).toBe('SIGKILL');
    expect(simulator.books()).toHaveLength(1);
    await expectExactlyOne(await start());
    expect(createsSent()).toHaveLength(1);
  });

  it('written: it is simply there', async () => {
    const client = await start();
    const connectionId = await connect(client);
    await client.twinjet.createJob({ connectionId, job: seedJob() });
    await expectExactlyOne(client);
    await server?.kill();
    await expectExactlyOne(await start());
    expect(createsSent()).toHaveLength(1);
  });
});
