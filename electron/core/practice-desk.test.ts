// Practice as the page gets it: what the morning leaves on the desk, and what each dial does to the console.

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ContractRouterClient } from '@orpc/contract';
import { createRouterClient } from '@orpc/server';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { contract } from '../../shared/contract/contract.ts';
import type { JobView } from '../../shared/contract/jobs.ts';
import type { PracticeFault } from '../../shared/contract/practice.ts';
import type { ConnectionId, JobId } from '../../shared/domain/ids.ts';
import type { JobRow } from '../../shared/domain/job.ts';
import { isOpen } from '../../shared/domain/job-status.ts';
import { PROVIDER_NAMES, type ProviderName } from '../../shared/domain/provider-name.ts';
import { twinJetJob } from '../../test/support/booked-job.ts';
import { createSecretStore } from '../hosting/secret-store.ts';
import { systemClock } from '../hosting/system-clock.ts';
import { type Core, createCore } from './core.ts';
import type { Logger } from './ports.ts';
import { practiceClients } from './practice/twinjet/practice-clients.ts';

const MINUTE = 60_000;
const EVERY_JOB = 450;

let folder: string;
let core: Core;
let client: ContractRouterClient<typeof contract>;
let errors: string[];

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'switchyard-practice-'));
  errors = [];
  const log: Logger = {
    debug() {},
    info() {},
    warn() {},
    error: (message, fields) => void errors.push(`${message} ${JSON.stringify(fields)}`),
  };
  core = await createCore(
    {
      clock: systemClock,
      log,
      secrets: createSecretStore({ dataDir: folder, log, vault: 'session' }),
      notifier: { show() {} },
      paths: { dataDir: folder },
      fetch: globalThis.fetch,
      host: 'server',
      version: '0.0.0',
    },
    { workspace: 'practice' },
  );
  client = createRouterClient(core.router, { context: {} }) as never;
});
afterEach(async () => {
  await core.stop();
  rmSync(folder, { recursive: true, force: true });
  expect(errors).toEqual([]);
});

async function until<Value>(ask: () => Promise<Value | undefined | false>): Promise<Value> {
  for (;;) {
    const answer = await ask();
    if (answer !== undefined && answer !== false) return answer;
    await new Promise((resolve) => setTimeout(resolve, 25));
  }
}

/** The other systems have a morning of their own, and tests beside their simulators. */
const TWINJET: JobView = { providers: ['twinjet'], group: 'none' };
const totalOf = async (view: JobView) =>
  (await client.jobs.query({ view: { ...TWINJET, ...view }, offset: 0, limit: 1 })).total;
const total = () => totalOf({});

async function filled(): Promise<JobRow[]> {
  await core.start();
  return everyJob();
}

async function everyJob(): Promise<JobRow[]> {
  await until(async () => (await total()) >= EVERY_JOB);
  return (await client.jobs.query({ view: TWINJET, offset: 0, limit: 500 })).rows;
}

describe('the morning on the desk', () => {
  it('tells jobs apart, says what each was quoted and where both ends are', async () => {
    const rows = await filled();
    expect(new Set(rows.map(({ reference }) => reference)).size).toBe(rows.length);
    expect(new Set(rows.map(({ externalIds }) => externalIds.externalId)).size).toBe(rows.length);
    for (const { price } of rows) expect(price).toMatchObject({ currency: 'USD', minor: expect.any(Number) });
    for (const row of rows.filter(({ status }) => isOpen(status))) {
      const { job } = await client.jobs.get({ id: row.id });
      expect(job.quote).toMatchObject({ price: row.price, quotedAt: job.createdAt });
      expect(job.quote?.deliveryEtaAt).toBeGreaterThan(job.createdAt);
      const ends = [job.pickAddress, job.deliverAddress].filter((end) => end !== null);
      expect(ends.length).toBeGreaterThan(0);
      for (const { position } of ends) expect(position?.lat).toBeCloseTo(37.77, 0);
    }
  });

  it('has jobs in every state, late ones, and few that need somebody', async () => {
    const rows = await filled();
    const statuses = new Set(rows.map(({ status }) => status));
    for (const status of [
      'accepted',
      'assigned',
      'picked-up',
      'not-ready',
      'failed',
      'undeliverable',
    ] as const)
      expect(statuses).toContain(status);
    for (const status of ['delivered', 'cancelled'] as const) expect(statuses).toContain(status);
    const attention = await totalOf({ phases: ['attention'] });
    expect(attention).toBeGreaterThanOrEqual(3);
    expect(attention).toBeLessThanOrEqual(5);
    expect(await totalOf({ late: true })).toBeGreaterThanOrEqual(3);
  });

  it('knows the zones of every client, and twelve couriers who are at work', async () => {
    await filled();
    const connections = (await client.connections.list()).filter(({ provider }) => provider === 'twinjet');
    const zones = await client.zones.list();
    const names = connections.map(({ id }) =>
      zones.filter((zone) => zone.connectionId === id).map(({ name }) => name),
    );
    expect(names.map((own) => own.toSorted())).toEqual([['Bayview', 'City'], ['City'], ['Inner city']]);
    const known = (await client.couriers.list()).couriers;
    const couriers = known.filter(({ connectionId }) => connections.some(({ id }) => id === connectionId));
    expect(new Set(couriers.map(({ name }) => name)).size).toBe(12);
    expect(couriers).toHaveLength(12);
    const now = Date.now();
    const silent = couriers.filter(({ positionAt }) => positionAt === null || now - positionAt > 5 * MINUTE);
    expect(silent).toHaveLength(1);
  });

  it('begins with the newest jobs, a few at a time, and leaves turns for others', async () => {
    let turns = 0;
    let done = false;
    const count = (): void => {
      turns += 1;
      if (!done) setImmediate(count);
    };
    await core.start();
    setImmediate(count);
    const first = await until(async () => {
      const { rows } = await client.jobs.query({ view: TWINJET, offset: 0, limit: 100 });
      return rows.length > 0 && rows;
    });
    await until(async () => (await total()) >= EVERY_JOB);
    done = true;
    const thisMorning = Date.now() - 3 * 60 * MINUTE;
    for (const { createdAt } of first) expect(createdAt).toBeGreaterThan(thisMorning);
    expect(turns).toBeGreaterThan(EVERY_JOB / 10);
  });
});

/** The first account and its token. */
async function account(): Promise<{ connectionId: ConnectionId; token: string; url: string }> {
  await core.start();
  await client.practice.dials();
  const [connection] = await client.connections.list();
  const token = practiceClients[0]?.token;
  if (!connection?.baseUrl || token === undefined) throw new Error('Practice has no account');
  return { connectionId: connection.id, token, url: connection.baseUrl };
}

const turnTo = (kind: PracticeFault, latencyMs = 0, provider: ProviderName | null = null) =>
  client.practice.setDials({ paused: true, arrivalsPerHour: 0, fault: { kind, provider, latencyMs } });

describe('the fault dial', () => {
  const ask = (url: string, path: string, body: unknown, signal: AbortSignal | null = null) =>
    fetch(`${url}${path}`, {
      signal,
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });

  it('makes the provider fail as its words say, and work again', async () => {
    const { token, url } = await account();
    // Otherwise the console's own questions would stand in between.
    await client.settings.update({ polling: { paused: true } });
    const job = (external_id: string) => ({ ...twinJetJob(Date.now(), { external_id }), api_token: token });
    const status = (external_id: string) =>
      ask(url, '/api/v1/status/', { api_token: token, external_id }).then((answer) => answer.status);
    const known = (external_id: string) =>
      until(async () => ((await status(external_id)) === 200 ? true : undefined));

    await turnTo('too-many-requests');
    const limited = await ask(url, '/api/v1/jobs/', job('LIMITED'));
    expect([limited.status, Number(limited.headers.get('retry-after'))]).toEqual([429, 40]);
    await turnTo('server-errors');
    expect((await ask(url, '/api/v1/jobs/', job('ERROR'))).status).toBe(500);
    await turnTo('slow', 20);
    expect((await ask(url, '/api/v1/jobs/', job('SLOW'))).status).toBe(200);
    await turnTo('garbage');
    const garbage = await ask(url, '/api/v1/jobs/', job('GARBAGE'));
    await expect(garbage.json()).rejects.toThrow();
    await turnTo('answer-lost');
    await expect(ask(url, '/api/v1/jobs/', job('LOST'))).rejects.toThrow();
    // What became of it can be asked while the fault stands.
    await known('LOST');
    await turnTo('no-answer');
    const patience = AbortSignal.timeout(500);
    await expect(ask(url, '/api/v1/jobs/', job('SILENT'), patience)).rejects.toThrow(/timeout/i);
    await turnTo('network-cut');
    // A connection that was kept open may still be about to notice.
    await until(() =>
      ask(url, '/api/v1/jobs/', job('CUT')).catch((error) => error.cause.code === 'ECONNREFUSED'),
    );
    await turnTo('none');
    for (const id of ['SLOW', 'GARBAGE', 'LOST']) await known(id);
    for (const id of ['LIMITED', 'ERROR', 'SILENT', 'CUT']) expect(await status(id)).toBe(404);
  });

  it('strikes the chosen system and no other, or every one', async () => {
    await account();
    const usable = async () => {
      const names = new Set<ProviderName>();
      for (const { id, provider } of await client.connections.list())
        if ((await client.connections.test({ id })).ok) names.add(provider);
      return PROVIDER_NAMES.filter((name) => names.has(name));
    };
    expect(await usable()).toEqual([...PROVIDER_NAMES]);
    for (const name of PROVIDER_NAMES) {
      await turnTo('garbage', 0, name);
      expect(await usable()).toEqual(PROVIDER_NAMES.filter((other) => other !== name));
    }
    await turnTo('garbage');
    expect(await usable()).toEqual([]);
    await turnTo('none');
    expect(await usable()).toEqual([...PROVIDER_NAMES]);
  }, 60_000);

  it('of a lost answer: what is booked is found again and never sent twice', async () => {
    const { connectionId } = await account();
    await turnTo('answer-lost');
    const { jobId } = await client.twinjet.createJob({
      connectionId,
      job: twinJetJob(Date.now(), { reference: 'LOST-ONCE' }),
    });
    await until(async () => (await commandOf(jobId))?.state === 'done');
    expect((await commandOf(jobId))?.attempts).toBe(1);
    expect((await client.jobs.get({ id: jobId })).job.externalIds.requestId).toMatch(/^[A-Z0-9]{10}$/);
  });

  it('of a cut network: what is booked waits unsent, and is sent when it is back', async () => {
    const { connectionId } = await account();
    await turnTo('network-cut');
    const reached = async () => (await client.connections.test({ id: connectionId })).ok;
    await until(async () => !(await reached()));
    const { jobId } = await client.twinjet.createJob({ connectionId, job: twinJetJob(Date.now()) });
    // Tried, found that nothing answers, and put back.
    await until(async () => {
      const command = await commandOf(jobId);
      return command?.state === 'queued' && command.waitingFor !== null;
    });
    expect((await client.jobs.get({ id: jobId })).job.externalIds.requestId).toBeNull();
    await turnTo('none');
    await until(async () => (await commandOf(jobId))?.state === 'done');
    expect((await client.jobs.get({ id: jobId })).job.externalIds.requestId).toMatch(/^[A-Z0-9]{10}$/);
  }, 60_000);

  async function commandOf(jobId: JobId) {
    return (await client.jobs.get({ id: jobId })).commands[0];
  }
});

describe('the other dials', () => {
  it('a revoked token signs its account out and no other, until it is given back', async () => {
    const { connectionId } = await account();
    const states = async () =>
      (await client.connections.list()).map(({ id, health }) => [id === connectionId, health.state]);
    await client.practice.setToken({ connectionId, revoked: true });
    await until(async () => (await states()).some(([, state]) => state === 'signed-out'));
    expect((await states()).filter(([, state]) => state === 'signed-out')).toEqual([[true, 'signed-out']]);
    await client.practice.setToken({ connectionId, revoked: false });
    await until(async () => (await states()).every(([, state]) => state === 'ok'));
  });

  it('knows no token of a connection that is not its own', async () => {
    await core.start();
    const id = await client.connections.create({
      provider: 'twinjet',
      label: 'Mine',
      secret: { apiToken: 'x' },
    });
    await expect(client.practice.setToken({ connectionId: id.id, revoked: true })).rejects.toMatchObject({
      code: 'NOT_FOUND',
      message: 'Mine is not one of the practice accounts.',
    });
    const { tokens } = await client.practice.dials();
    expect(tokens.map(({ label }) => label)).toEqual(practiceClients.map(({ name }) => name));
  });

  it('jobs arrive as often as they are told to', async () => {
    await filled();
    await client.practice.setDials({ arrivalsPerHour: 0 });
    const before = await total();
    await client.practice.setDials({ arrivalsPerHour: 240, speed: 60 });
    await until(async () => (await total()) > before);
  });

  it('parcels and shipments stand still when they are told to, and live as fast', async () => {
    await filled();
    await client.practice.setDials({ paused: true });
    const connections = await client.connections.list();
    const shop = connections.find(({ provider }) => provider === 'shipping-order');
    if (shop === undefined) throw new Error('Practice has no shop');
    const statuses = async (provider: ProviderName) => {
      if (provider === 'shipping-order') await client.shipments.sync({ connectionId: shop.id });
      const { rows } = await client.jobs.query({ view: { providers: [provider] }, offset: 0, limit: 100 });
      if (provider === 'aftership') await client.jobs.refresh({ ids: rows.slice(0, 12).map(({ id }) => id) });
      return JSON.stringify(rows.map(({ id, rawStatus }) => [id, rawStatus]).sort());
    };
    for (const provider of ['shipping-order', 'aftership'] as const) {
      await until(async () => (await statuses(provider)) !== '[]');
      const before = await statuses(provider);
      await client.practice.setDials({ speed: 60 });
      expect(await statuses(provider)).toBe(before);
      await client.practice.setDials({ paused: false });
      await until(async () => (await statuses(provider)) !== before);
      await client.practice.setDials({ paused: true });
    }
  }, 120_000);

  it('another morning is another one, with accounts of its own', async () => {
    const story = ({ reference, from, to, createdAt }: JobRow) => `${reference} ${from} ${to} ${createdAt}`;
    const before = new Set((await filled()).map(story));
    const accounts = await client.connections.list();
    await client.practice.newMorning();
    const after = await everyJob();
    const same = after.filter((row) => before.has(story(row)));
    expect(same.length).toBeLessThan(after.length / 4);
    const others = await client.connections.list();
    expect(others.map(({ label }) => label)).toEqual(accounts.map(({ label }) => label));
    expect(others.filter(({ id }) => accounts.some((account) => account.id === id))).toEqual([]);
  });

  it('are not there before practice has begun', async () => {
    await expect(client.practice.dials()).rejects.toMatchObject({ code: 'CONFLICT' });
  });
});
