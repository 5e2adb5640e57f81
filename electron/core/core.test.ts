// The core as a host gets it: which workspace opens, what is there before anything is asked, switching, stopping.

import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ContractRouterClient } from '@orpc/contract';
import { createRouterClient } from '@orpc/server';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { contract } from '../../shared/contract/contract.ts';
import type { JobView } from '../../shared/contract/jobs.ts';
import { DEFAULT_SETTINGS } from '../../shared/contract/settings.ts';
import { twinJetJob } from '../../test/support/booked-job.ts';
import { createSecretStore } from '../hosting/secret-store.ts';
import { systemClock } from '../hosting/system-clock.ts';
import { type Core, type CoreCounts, createCore } from './core.ts';
import type { Logger, Notice, Ports, SecretStore } from './ports.ts';
import { PRACTICE_AFTERSHIP_KEY } from './practice/aftership/start-aftership-simulator.ts';
import { PRACTICE_CLIENT } from './practice/shipping-order/start-shipping-order-simulator.ts';
import { practiceClients } from './practice/twinjet/practice-clients.ts';
import { startTwinJetSimulator } from './practice/twinjet/start-twinjet-simulator.ts';
import type { TwinJetSimulator } from './practice/twinjet/twinjet-simulator.ts';
import type { WorkspaceName } from './workspace.ts';

const TOKEN = practiceClients[0]?.token ?? '';

let folder: string;
let logged: string[];
let shown: Notice[];
let secrets: SecretStore;
let open: Core[];
let simulator: TwinJetSimulator | undefined;

const log: Logger = Object.fromEntries(
  ['debug', 'info', 'warn', 'error'].map((level) => [
    level,
    (message: string, fields?: unknown) => void logged.push(`${level} ${message} ${JSON.stringify(fields)}`),
  ]),
) as unknown as Logger;

function clientOf(core: Core): ContractRouterClient<typeof contract> {
  return createRouterClient(core.router, { context: {} }) as never;
}

async function core(workspace?: WorkspaceName): Promise<Core> {
  const ports: Ports = {
    clock: systemClock,
    log,
    secrets,
    notifier: { show: (notice) => void shown.push(notice) },
    paths: { dataDir: folder },
    fetch: globalThis.fetch,
    host: 'server',
    version: '0.0.0',
  };
  const made = await createCore(ports, workspace === undefined ? {} : { workspace });
  open.push(made);
  return made;
}

async function connected(): Promise<Core> {
  simulator = await startTwinJetSimulator({ clients: practiceClients, unknownMs: 0, processingMs: 0 });
  simulator.pauseLife(true);
  const made = await core('live');
  await clientOf(made).connections.create({
    provider: 'twinjet',
    label: 'Catering',
    baseUrl: simulator.url,
    secret: { apiToken: TOKEN },
  });
  return made;
}

async function until(ask: () => Promise<boolean>): Promise<void> {
  while (!(await ask())) await new Promise((resolve) => setTimeout(resolve, 25));
}

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'switchyard-core-'));
  logged = [];
  shown = [];
  open = [];
  secrets = createSecretStore({ dataDir: folder, log, vault: 'session' });
});
afterEach(async () => {
  for (const made of open) await made.stop();
  await simulator?.stop();
  simulator = undefined;
  rmSync(folder, { recursive: true, force: true });
});

describe('which workspace opens', () => {
  it('is practice where no account is connected', async () => {
    expect((await core()).workspace()).toBe('practice');
  });

  it('is live where one is, and what is asked for in any case', async () => {
    await (await connected()).stop();
    expect((await core()).workspace()).toBe('live');
    await open.at(-1)?.stop();
    expect((await core('practice')).workspace()).toBe('practice');
  });

  it('is live without any account where that is asked for', async () => {
    expect((await core('live')).workspace()).toBe('live');
  });

  it('is the one that was opened last', async () => {
    const first = await connected();
    await first.openWorkspace('practice');
    await first.stop();
    const second = await core();
    expect(second.workspace()).toBe('practice');
    await second.openWorkspace('live');
    await second.stop();
    expect((await core()).workspace()).toBe('live');
  });

  it('is not decided by a broken memory', async () => {
    writeFileSync(join(folder, 'workspace.json'), '{"last":');
    expect((await core()).workspace()).toBe('practice');
  });
});

describe('practice', () => {
  it('fills with a morning, lives by itself, and leaves no token anywhere', async () => {
    const made = await core();
    await made.start();
    const client = clientOf(made);
    const totalOf = async (view: JobView) => (await client.jobs.query({ view, offset: 0, limit: 1 })).total;
    await until(async () => (await totalOf({ providers: ['twinjet'] })) >= 450);
    await until(async () => (await totalOf({ providers: ['aftership'] })) >= 20);
    await until(async () => (await totalOf({ providers: ['shipping-order'] })) >= 15);
    const counts = await client.jobs.counts();
    expect(counts.live).toBeGreaterThanOrEqual(40);
    expect(counts.phases.done).toBeGreaterThanOrEqual(350);
    const connections = await client.connections.list();
    expect(connections.map(({ label }) => label).sort()).toEqual(
      [
        ...practiceClients.map(({ name }) => name),
        'Gale & Finch',
        'Jet Delivery',
        'Orderly Hub',
        'Parcels',
      ].sort(),
    );
    expect((await client.couriers.list()).couriers.length).toBeGreaterThan(0);
    await until(async () => (await client.connections.list()).some(({ health }) => health.state === 'ok'));
    await made.stop();
    for (const file of readdirSync(folder, { recursive: true, withFileTypes: true })) {
      if (!file.isFile()) continue;
      const bytes = readFileSync(join(file.parentPath, file.name), 'latin1');
      for (const { token } of practiceClients) expect(bytes.includes(token)).toBe(false);
      for (const secret of ['oh_practice_key', PRACTICE_AFTERSHIP_KEY, PRACTICE_CLIENT.clientSecret])
        expect(bytes.includes(secret)).toBe(false);
    }
    expect(logged.filter((line) => line.startsWith('error'))).toEqual([]);
    expect(logged.join('\n')).not.toContain(TOKEN);
  });

  it('begins anew each time and never shows live work', async () => {
    const made = await connected();
    await made.start();
    const client = clientOf(made);
    const [connection] = await client.connections.list();
    if (!connection) throw new Error('The connection is gone');
    await client.twinjet.createJob({
      connectionId: connection.id,
      job: twinJetJob(Date.now(), { reference: 'REAL' }),
    });
    await made.openWorkspace('practice');
    const real = () => client.jobs.query({ view: { text: 'REAL' }, offset: 0, limit: 1 });
    expect((await real()).total).toBe(0);
    await client.drafts.save({ key: 'compose', value: 1 });
    await made.openWorkspace('live');
    expect((await real()).total).toBe(1);
    expect(await client.drafts.list()).toEqual([]);
    await made.openWorkspace('practice');
    expect(await client.drafts.list()).toEqual([]);
  });

  it('keeps how a person works over a restart, and nothing else', async () => {
    const first = await core('practice');
    await clientOf(first).settings.update({ theme: 'dark', layout: { columns: ['status'] } });
    await clientOf(first).drafts.save({ key: 'compose', value: 1 });
    await first.stop();
    writeFileSync(join(folder, 'practice.sqlite.v1-20261103-101530.backup'), 'of an older version');
    const second = await core('practice');
    expect(await clientOf(second).settings.get()).toMatchObject({
      theme: 'dark',
      layout: { columns: ['status'] },
    });
    expect(await clientOf(second).drafts.list()).toEqual([]);
    expect(readdirSync(folder).filter((name) => name.includes('backup'))).toEqual([]);
  });

  it('begins anew over a file that cannot be read', async () => {
    writeFileSync(join(folder, 'practice.sqlite'), 'Once upon a time '.repeat(500));
    const made = await core('practice');
    expect(await clientOf(made).settings.get()).toEqual(DEFAULT_SETTINGS);
    expect(readdirSync(folder).filter((name) => name.includes('damaged'))).toEqual([]);
  });

  it('is not taken away from another process that works with it', async () => {
    const first = await core('practice');
    const { ino } = statSync(join(folder, 'practice.sqlite'));
    await expect(core('practice')).rejects.toThrow(/Another Switchyard/);
    expect(statSync(join(folder, 'practice.sqlite')).ino).toBe(ino);
    expect(await clientOf(first).settings.update({ theme: 'dark' })).toMatchObject({ theme: 'dark' });
  });
});

describe('live', () => {
  it('shows what is kept before anybody is asked anything', async () => {
    const first = await connected();
    await first.start();
    const [connection] = await clientOf(first).connections.list();
    if (!connection) throw new Error('The connection is gone');
    const { jobId } = await clientOf(first).twinjet.createJob({
      connectionId: connection.id,
      job: twinJetJob(Date.now()),
    });
    await until(async () => (await clientOf(first).jobs.get({ id: jobId })).job.status !== 'queued');
    await first.stop();
    const requests = simulator?.requests().length;
    const second = await core();
    const { job } = await clientOf(second).jobs.get({ id: jobId });
    expect(job).toMatchObject({ id: jobId, recipient: 'Important Office Building' });
    expect(simulator?.requests().length).toBe(requests);
  });

  it('sends what waited when it is started again', async () => {
    const first = await connected();
    const client = clientOf(first);
    const [connection] = await client.connections.list();
    if (!connection) throw new Error('The connection is gone');
    // Not started: the booking is written, nothing leaves.
    const { jobId } = await client.twinjet.createJob({
      connectionId: connection.id,
      job: twinJetJob(Date.now()),
    });
    await first.stop();
    expect(simulator?.books()).toEqual([]);
    const second = await core('live');
    await second.start();
    await until(
      async () => (await clientOf(second).jobs.get({ id: jobId })).job.externalIds.requestId !== null,
    );
    expect(simulator?.books()).toHaveLength(1);
  });

  it('tells the counts to whoever shows them', async () => {
    const made = await connected();
    const heard: CoreCounts[] = [];
    made.onCounts((counts) => heard.push(counts));
    await until(async () => heard.length === 1);
    expect(heard[0]).toMatchObject({ live: 0, late: 0, trouble: 0, offline: 0 });
    const client = clientOf(made);
    const [connection] = await client.connections.list();
    if (!connection) throw new Error('The connection is gone');
    const yesterday = Date.now() - 24 * 60 * 60_000;
    await client.twinjet.createJob({ connectionId: connection.id, job: twinJetJob(yesterday) });
    await until(async () => heard.at(-1)?.live === 1);
    expect(heard.at(-1)).toMatchObject({ live: 1, late: 1 });
    simulator?.revokeToken(TOKEN);
    await client.connections.test({ id: connection.id });
    await until(async () => heard.at(-1)?.offline === 1);
  });

  it('can be stopped twice, and procedures of a stopped core fail without a crash', async () => {
    const made = await connected();
    await made.start();
    await made.stop();
    await made.stop();
    await expect(clientOf(made).jobs.counts()).rejects.toMatchObject({ code: 'INTERNAL_SERVER_ERROR' });
  });
});
