// Connections against a real cache file, real vaults and the simulated TwinJet over real HTTP.

import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Command } from '../../../shared/domain/command.ts';
import type { CommandId, ConnectionId, JobId } from '../../../shared/domain/ids.ts';
import { bookedJob } from '../../../test/support/booked-job.ts';
import { createSecretStore } from '../../hosting/secret-store.ts';
import { systemClock } from '../../hosting/system-clock.ts';
import type { OpenedCache } from '../cache/open-cache.ts';
import { openCache } from '../cache/open-cache.ts';
import { createChangeFeed } from '../feed/change-feed.ts';
import { createHttpClient } from '../http/http-client.ts';
import type { Logger, SecretStore } from '../ports.ts';
import { practiceClients } from '../practice/twinjet/practice-clients.ts';
import { startTwinJetSimulator } from '../practice/twinjet/start-twinjet-simulator.ts';
import type { TwinJetSimulator } from '../practice/twinjet/twinjet-simulator.ts';
import { createTwinJetProvider } from '../providers/twinjet/twinjet-provider.ts';
import { type ConnectionService, createConnectionService } from './connection-service.ts';

const CANARY = 'practice-token-catering';
const silent: Logger = { debug() {}, info() {}, warn() {}, error() {} };

let folder: string;
let cache: OpenedCache;
let secrets: SecretStore;
let simulator: TwinJetSimulator;
let service: ConnectionService;
let logged: string[];
let usable: ConnectionId[];
let quieted: ConnectionId[];

function logger(): Logger {
  const keep = (message: string, fields?: unknown) =>
    void logged.push(`${message} ${JSON.stringify(fields)}`);
  return { debug: keep, info: keep, warn: keep, error: keep };
}

async function open(): Promise<void> {
  const feed = createChangeFeed({ clock: systemClock });
  const log = logger();
  const http = createHttpClient({ fetch: globalThis.fetch, clock: systemClock, log });
  service = createConnectionService({
    cache,
    secrets,
    providers: { twinjet: createTwinJetProvider({ http }) },
    http,
    feed,
    clock: systemClock,
    log,
    requestsPerSecond: 20,
    whileStill: async (id, change) => {
      quieted.push(id);
      await change();
    },
  });
  await service.start();
  usable = [];
  quieted = [];
  service.onUsable((id) => usable.push(id));
}

const wanted = (over = {}) => ({
  provider: 'twinjet' as const,
  label: 'Catering',
  baseUrl: simulator.url,
  secret: { apiToken: CANARY },
  ...over,
});

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'switchyard-connections-'));
  logged = [];
  cache = await openCache({ path: join(folder, 'cache.sqlite'), clock: systemClock, log: silent });
  secrets = createSecretStore({ dataDir: folder, log: silent, vault: 'session' });
  simulator = await startTwinJetSimulator({ clients: practiceClients });
  await open();
});

afterEach(async () => {
  await simulator.stop();
  await cache.close();
  rmSync(folder, { recursive: true, force: true });
});

describe('create', () => {
  it('keeps the secret in the vault and nowhere else', async () => {
    const id = await service.create(wanted());
    await service.test(id);
    const [listed] = await service.list();
    expect(listed).toMatchObject({ id, label: 'Catering', baseUrl: simulator.url, hasSecret: true });
    expect(usable).toContain(id);
    const account = await service.account(id);
    expect(account.ok && account.account.secret).toEqual({ apiToken: CANARY });
    expect(JSON.stringify(await service.list())).not.toContain(CANARY);
    expect(logged.join('\n')).not.toContain(CANARY);
    for (const name of readdirSync(folder).filter((file) => file.startsWith('cache'))) {
      expect(readFileSync(join(folder, name), 'latin1')).not.toContain(CANARY);
    }
  });

  it.each([
    ['baseUrl', { baseUrl: 'http://example.com' }],
    ['baseUrl', { baseUrl: 'https://example.com/api' }],
    ['secret.apiToken', { secret: {} }],
    ['secret.apiToken', { secret: undefined }],
    ['options.tokenUrl', { options: { tokenUrl: 'https://example.com' } }],
    ['provider', { provider: 'aftership' }],
  ])('refuses a wrong %s and keeps nothing', async (field, over) => {
    await expect(service.create(wanted(over))).rejects.toMatchObject({
      name: 'Refusal',
      code: 'INVALID',
      fields: [{ field }],
    });
    expect(await service.list()).toEqual([]);
    expect(await cache.connections()).toEqual([]);
  });

  it('takes the secret out of the vault again when the row cannot be written', async () => {
    const kept = new Map<string, string>();
    secrets = {
      ...secrets,
      set: async (name, value) => void kept.set(name, value),
      delete: async (name) => void kept.delete(name),
    };
    await open();
    await cache.close();
    await expect(service.create(wanted())).rejects.toThrow();
    expect(kept.size).toBe(0);
    cache = await openCache({ path: join(folder, 'cache.sqlite'), clock: systemClock, log: silent });
  });

  it('keeps nothing while the vault is locked, and says so', async () => {
    const first = createSecretStore({
      dataDir: folder,
      log: silent,
      vault: 'passphrase',
      passphrase: 'a long passphrase',
    });
    await first.set('other', 'x');
    secrets = createSecretStore({ dataDir: folder, log: silent, vault: 'passphrase' });
    await open();
    await expect(service.create(wanted())).rejects.toMatchObject({ name: 'SecretStoreError' });
    expect(await service.list()).toEqual([]);
    await secrets.unlock('a long passphrase');
    service.vaultChanged();
    await service.create(wanted());
    expect(await service.list()).toMatchObject([{ hasSecret: true }]);
  });

  it('says of a connection whose vault is locked just that, until it is unlocked', async () => {
    const vault = { dataDir: folder, log: silent, vault: 'passphrase' as const };
    secrets = createSecretStore({ ...vault, passphrase: 'a long passphrase' });
    await open();
    const id = await service.create(wanted());
    // The next start, before anybody has typed the passphrase.
    secrets = createSecretStore(vault);
    await open();
    const [locked] = await service.list();
    expect(locked?.health).toMatchObject({
      state: 'vault-locked',
      message: expect.stringMatching(/locked/i),
    });
    expect(service.unusable()).toBe(1);
    expect(await service.account(id)).toMatchObject({ ok: false, error: { kind: 'signed-out' } });
    await secrets.unlock('a long passphrase');
    service.vaultChanged();
    expect((await service.list())[0]?.health.state).toBe('untested');
    expect(await service.account(id)).toMatchObject({ ok: true });
  });
});

describe('the same client twice', () => {
  const twin = {
    fields: [
      { field: 'secret.apiToken', message: expect.stringContaining('“Catering” uses this credential') },
    ],
  };

  it('is refused where it is made, also by a second click, and may be made once the first is gone', async () => {
    const both = await Promise.allSettled([
      service.create(wanted()),
      service.create(wanted({ label: 'Again' })),
    ]);
    expect(both.map(({ status }) => status)).toEqual(['fulfilled', 'rejected']);
    await expect(service.create(wanted())).rejects.toMatchObject({ code: 'INVALID', ...twin });
    await service.create(wanted({ secret: { apiToken: 'another' } }));
    await service.create(wanted({ baseUrl: 'https://sandbox.example.com' }));
    const [first] = await service.list();
    await service.remove(first?.id as ConnectionId);
    await service.create(wanted());
    expect(await service.list()).toHaveLength(3);
  });

  it('is the same at the documented address, named or not', async () => {
    await service.create(wanted({ baseUrl: undefined }));
    await expect(service.create(wanted({ baseUrl: 'https://www.twinjet.co' }))).rejects.toThrow();
  });

  it('is refused where one becomes the other, by its token or its address', async () => {
    await service.create(wanted());
    const other = await service.create(wanted({ label: 'Other', secret: { apiToken: 'another' } }));
    await expect(service.update(other, { secret: { apiToken: CANARY } })).rejects.toMatchObject(twin);
    const sandbox = await service.create(
      wanted({ label: 'Sandbox', baseUrl: 'https://sandbox.example.com' }),
    );
    await expect(service.update(sandbox, { baseUrl: simulator.url })).rejects.toMatchObject({
      fields: [{ field: 'baseUrl' }],
    });
    await service.update(sandbox, { label: 'Sandbox 2', secret: { apiToken: CANARY } });
    expect((await service.list()).map(({ label }) => label)).toEqual(['Catering', 'Other', 'Sandbox 2']);
  });
});

describe('a kept connection', () => {
  let id: ConnectionId;
  beforeEach(async () => {
    id = await service.create(wanted());
  });

  it('is there again after a restart', async () => {
    await open();
    expect(await service.list()).toMatchObject([
      { id, label: 'Catering', baseUrl: simulator.url, hasSecret: true, health: { state: 'untested' } },
    ]);
    expect(await service.account(id)).toMatchObject({ ok: true });
  });

  it('shows health by a test: good, refused, good again with another token', async () => {
    expect(await service.test(id)).toBeNull();
    expect(service.health(id).state).toBe('ok');
    simulator.renewToken(CANARY, 'another-token');
    expect(await service.test(id)).toMatchObject({ kind: 'signed-out', status: 401 });
    expect(service.health(id)).toMatchObject({
      state: 'signed-out',
      message: expect.stringContaining('token'),
    });
    usable = [];
    await service.update(id, { secret: { apiToken: 'another-token' } });
    expect(usable).toEqual([id]);
    expect(service.health(id).state).toBe('untested');
    expect(await service.test(id)).toBeNull();
    expect(service.health(id).state).toBe('ok');
  });

  it('changes only what is given', async () => {
    await service.update(id, { label: ' Kitchen ' });
    expect(await service.list()).toMatchObject([
      { label: 'Kitchen', baseUrl: simulator.url, hasSecret: true },
    ]);
    await service.update(id, { baseUrl: null });
    expect(await service.list()).toMatchObject([{ label: 'Kitchen', baseUrl: null }]);
    await expect(service.update(id, { secret: { apiToken: '' } })).rejects.toMatchObject({ code: 'INVALID' });
    const account = await service.account(id);
    expect(account.ok && account.account.secret).toEqual({ apiToken: CANARY });
  });

  it('is given another token or address only while nothing is on its way, and the same ones at any time', async () => {
    await service.update(id, { label: 'Renamed', baseUrl: simulator.url, secret: { apiToken: CANARY } });
    expect(quieted).toEqual([]);
    await service.update(id, { secret: { apiToken: 'another-token' } });
    expect(quieted).toEqual([id]);
    await service.update(id, { baseUrl: 'http://127.0.0.1:9' });
    expect(quieted).toEqual([id, id]);
  });

  it('rests while paused and is usable when resumed', async () => {
    await service.update(id, { paused: true });
    expect(service.health(id)).toMatchObject({ state: 'paused' });
    expect(await service.account(id)).toMatchObject({
      ok: false,
      error: { sentence: expect.stringContaining('paused') },
    });
    usable = [];
    await service.update(id, { paused: false });
    expect(usable).toEqual([id]);
    expect(await service.account(id)).toMatchObject({ ok: true });
  });

  it('tells when it recovers', async () => {
    const down = {
      kind: 'unreachable' as const,
      sentence: 'No network.',
      status: null,
      fields: [],
      body: null,
      retryAt: null,
    };
    service.report(id, down);
    expect(service.health(id).state).toBe('unreachable');
    usable = [];
    service.report(id, null);
    expect(usable).toEqual([id]);
  });

  it('cannot be removed while a command of it is unsettled', async () => {
    const command: Command = {
      id: 'command-1' as CommandId,
      jobId: 'job-1' as JobId,
      connectionId: id,
      provider: 'twinjet',
      kind: 'cancel',
      state: 'queued',
      payload: {},
      createdAt: 1,
      updatedAt: 1,
      attempts: 0,
      firstSentAt: null,
      nextAt: 1,
      waitingFor: null,
      problem: null,
    };
    const job = bookedJob(id, systemClock.now(), { id: command.jobId });
    await cache.write({ insertJobs: [job], commands: [command] });
    await expect(service.remove(id)).rejects.toMatchObject({ code: 'CONFLICT' });
    await cache.write({ commands: [{ ...command, state: 'done', nextAt: null }] });
    await service.remove(id);
    expect(await service.list()).toEqual([]);
    expect(await secrets.get(`connection:${id}`)).toBeNull();
    expect(service.health(id).state).toBe('paused');
    await expect(service.update(id, { label: 'x' })).rejects.toMatchObject({ code: 'NOT_FOUND' });
    await open();
    expect(await service.list()).toEqual([]);
  });
});
