// The disk is full, in the middle of a day's work: what cannot be kept is refused in a sentence and not sent, what was on
// its way is neither lost nor sent twice, and a person is told. SQLite itself is the one that runs out of room.

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ContractRouterClient } from '@orpc/contract';
import { createRouterClient } from '@orpc/server';
import Database from 'better-sqlite3';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { openCache } from '../../electron/core/cache/open-cache.ts';
import { type Core, createCore } from '../../electron/core/core.ts';
import type { Logger, Notice } from '../../electron/core/ports.ts';
import { practiceClients } from '../../electron/core/practice/twinjet/practice-clients.ts';
import { startTwinJetSimulator } from '../../electron/core/practice/twinjet/start-twinjet-simulator.ts';
import type { TwinJetSimulator } from '../../electron/core/practice/twinjet/twinjet-simulator.ts';
import { createSecretStore } from '../../electron/hosting/secret-store.ts';
import { systemClock } from '../../electron/hosting/system-clock.ts';
import type { contract } from '../../shared/contract/contract.ts';
import type { ConnectionId } from '../../shared/domain/ids.ts';
import { seedJob } from '../support/seed-job.ts';

const silent: Logger = { debug() {}, info() {}, warn() {}, error() {} };
const patience = { timeout: 60_000, interval: 50 };

let folder: string;
let simulator: TwinJetSimulator;
let core: Core;
let client: ContractRouterClient<typeof contract>;
let connectionId: ConnectionId;
let shown: Notice[];
let database: Database.Database;

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'switchyard-full-'));
  shown = [];
  const token = practiceClients[0]?.token ?? '';
  simulator = await startTwinJetSimulator({ clients: practiceClients, unknownMs: 0, processingMs: 0 });
  simulator.pauseLife(true);
  const { pragma } = Database.prototype;
  const spy = vi.spyOn(Database.prototype, 'pragma').mockImplementation(function (
    this: Database.Database,
    ...given
  ) {
    database = this;
    return pragma.apply(this, given);
  });
  core = await createCore(
    {
      clock: systemClock,
      log: silent,
      secrets: createSecretStore({ dataDir: folder, log: silent, vault: 'session' }),
      notifier: { show: (notice) => void shown.push(notice) },
      paths: { dataDir: folder },
      fetch: globalThis.fetch,
      host: 'server',
      version: '0.0.0',
    },
    // In this thread, where its disk can be filled.
    { workspace: 'live', openCache },
  );
  spy.mockRestore();
  client = createRouterClient(core.router, { context: {} }) as never;
  ({ id: connectionId } = await client.connections.create({
    provider: 'twinjet',
    label: 'Catering',
    baseUrl: simulator.url,
    secret: { apiToken: token },
  }));
});

afterEach(async () => {
  await core.stop();
  await simulator.stop();
  rmSync(folder, { recursive: true, force: true });
});

/** No page more than there is, and none of those is free: the next write that needs room fails. */
function fillDisk(): void {
  database.exec('VACUUM');
  database.pragma(`max_page_count = ${database.pragma('page_count', { simple: true })}`);
}

function makeRoom(): void {
  database.pragma('max_page_count = 1073741823');
}

const longJob = (externalId: string) => ({
  ...seedJob(),
  external_id: externalId,
  special_instructions: 'Ring twice. '.repeat(2_000),
});
const createsSent = () =>
  simulator.requests().filter(({ method, path }) => method === 'POST' && path.startsWith('/api/v1/jobs'));
const total = async () => (await client.jobs.query({ view: {}, offset: 0, limit: 10 })).total;

it('a booking that cannot be kept is refused with what to do, and nothing of it is kept or sent', async () => {
  await core.start();
  fillDisk();
  await expect(client.twinjet.createJob({ connectionId, job: longJob('FULL-1') })).rejects.toThrow(
    /full.*free some space/,
  );
  expect(await total()).toBe(0);
  expect(await client.outbox.list()).toEqual([]);
  expect(createsSent()).toHaveLength(0);
  expect(shown).toContainEqual(
    expect.objectContaining({ severity: 'critical', title: 'Nothing can be saved' }),
  );
  makeRoom();
  await client.twinjet.createJob({ connectionId, job: longJob('FULL-1') });
  await vi.waitFor(() => expect(simulator.books()).toHaveLength(1), patience);
});

it('a booking that was on its way is found again and not sent twice', async () => {
  await core.start();
  simulator.setFault({ latencyMs: 1500, paths: ['/api/v1/jobs'] });
  const { commandId } = await client.twinjet.createJob({ connectionId, job: longJob('FULL-2') });
  await vi.waitFor(async () => {
    expect((await client.outbox.list())[0]?.command.state).toBe('sending');
  }, patience);
  expect(simulator.books()).toHaveLength(0);
  fillDisk();
  await vi.waitFor(() => expect(simulator.books()).toHaveLength(1), patience);
  await vi.waitFor(() => expect(shown).toHaveLength(1), patience);
  makeRoom();
  await vi.waitFor(async () => {
    core.wake();
    const listed = await client.outbox.list();
    expect(listed.find(({ command }) => command.id === commandId)?.command.state).toBe('done');
  }, patience);
  expect(createsSent()).toHaveLength(1);
  expect(await total()).toBe(1);
});

it('a workspace whose file takes nothing any more can still be left, and opened again', async () => {
  await core.start();
  await client.twinjet.createJob({ connectionId, job: longJob('FULL-3') });
  await vi.waitFor(() => expect(simulator.books()).toHaveLength(1), patience);
  database.pragma('query_only = ON');
  await core.openWorkspace('practice');
  await core.openWorkspace('live');
  expect(await total()).toBe(1);
});
