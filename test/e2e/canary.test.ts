// A token that must be found nowhere but in the keyring: not in a file, not in a frame to the page, not in its text.
// A real gnome-keyring in a D-Bus session, the server in a process of its own, a real browser, the practice TwinJet.

import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { practiceClients } from '../../electron/core/practice/twinjet/practice-clients.ts';
import { startTwinJetSimulator } from '../../electron/core/practice/twinjet/start-twinjet-simulator.ts';
import type { TwinJetSimulator } from '../../electron/core/practice/twinjet/twinjet-simulator.ts';
import { openChromium } from '../support/browser.ts';
import { type Keyring, keyringMissing, openKeyring } from '../support/keyring.ts';
import { seedJob } from '../support/seed-job.ts';
import { type ServerProcess, startServer } from '../support/server-process.ts';

const CANARY = 'canary7f3e9b1d5c';
/** As it is, and as it would look inside something encoded. */
const FORMS = [
  Buffer.from(CANARY, 'utf8'),
  Buffer.from(CANARY, 'utf16le'),
  Buffer.from(Buffer.from(CANARY).toString('base64').slice(2, -3)),
  Buffer.from(Buffer.from(CANARY).toString('hex')),
];
const hasCanary = (bytes: Buffer) => FORMS.some((form) => bytes.includes(form));

const missing = keyringMissing();
if (missing) console.warn(`Skipped: ${missing}`);

describe.skipIf(missing !== null)('a canary token', () => {
  let keyring: Keyring;
  let simulator: TwinJetSimulator;
  let server: ServerProcess;
  const dataDir = mkdtempSync(join(tmpdir(), 'switchyard-canary-'));
  const frames: Buffer[] = [];
  const said: string[] = [];
  let exported = Buffer.alloc(0);

  beforeAll(async () => {
    keyring = await openKeyring();
    simulator = await startTwinJetSimulator({
      clients: practiceClients.slice(0, 1).map((client) => ({ ...client, token: CANARY })),
      zoneKey: 'delivery_zone',
      unknownMs: 200,
      processingMs: 500,
    });
    server = await startServer({ dataDir, args: ['--live', '--vault', 'keychain'], env: keyring.env });
    await runTheDesk();
  });

  afterAll(async () => {
    await server?.kill();
    await simulator?.stop();
    await keyring?.close();
    rmSync(dataDir, { recursive: true, force: true, maxRetries: 5 });
  });

  /** Everything in which a token takes part: connecting, testing, quoting, booking, refusals, time-outs, garbage. */
  async function runTheDesk(): Promise<void> {
    const { client, socket } = await server.rpc();
    socket.on('message', (data) => frames.push(Buffer.from(data as Buffer)));
    const browser = await openChromium();
    const page = await browser.newPage();
    page.on('websocket', (web) =>
      web.on('framereceived', ({ payload }) => frames.push(Buffer.from(payload))),
    );
    page.on('console', (message) => said.push(message.text()));
    await page.goto(await server.address());

    const { id: connectionId } = await client.connections.create({
      provider: 'twinjet',
      label: 'Canary',
      baseUrl: simulator.url,
      secret: { apiToken: CANARY },
    });
    expect(await client.connections.test({ id: connectionId })).toEqual({ ok: true });
    const { deliver_address } = seedJob();
    await client.twinjet.validate({ connectionId, deliver_address });
    const { jobId } = await client.twinjet.createJob({ connectionId, job: seedJob() });
    await vi.waitFor(async () => expect((await client.jobs.get({ id: jobId })).raw).not.toBeNull(), {
      timeout: 60_000,
      interval: 250,
    });
    for (const kind of ['html', 'garbage', '500', 'reset-before'] as const) {
      simulator.setFault({ kind, count: 1 });
      const refused = await client.twinjet.validate({ connectionId, deliver_address }).then(
        () => null,
        (error: unknown) => error,
      );
      said.push(JSON.stringify(refused, Object.getOwnPropertyNames(refused ?? {})));
    }
    simulator.setFault({});
    // A job that carries the token in what a person typed is as dangerous as one in a header.
    await client.twinjet
      .createJob({ connectionId, job: seedJob({ special_instructions: 'none', api_token: CANARY } as never) })
      .catch((error: unknown) => said.push(String(error)));
    simulator.revokeToken(CANARY);
    const revoked = await client.connections.test({ id: connectionId });
    expect(revoked.ok).toBe(false);
    said.push(JSON.stringify(revoked));
    await client.jobs.refresh({ ids: [jobId] });
    for (const screen of ['#/connections', '#/outbox', '#/settings', `#/job/${jobId}`]) {
      await page.evaluate((hash) => {
        location.hash = hash;
      }, screen);
      await page.waitForTimeout(500);
      said.push(await page.locator('body').innerText());
      said.push(await page.content());
    }
    await page.evaluate(() => {
      location.hash = '#/';
    });
    await page.getByRole('button', { name: /^View: / }).click();
    const saved = page.waitForEvent('download');
    await page.getByRole('menuitem', { name: 'Export these jobs as CSV' }).click();
    exported = readFileSync(await (await saved).path());
    said.push(JSON.stringify(await client.outbox.list()), JSON.stringify(await client.connections.list()));
    await browser.close();
    await server.stop();
    said.push(server.stderr(), server.stdout());
  }

  it('reached the provider (or this test would prove nothing)', () => {
    expect(simulator.books().length).toBeGreaterThan(0);
    expect(frames.length).toBeGreaterThan(10);
    expect(said.join()).toContain('Important Office Building');
  });

  it('is in the keyring', async () => {
    const vault = JSON.parse(readFileSync(join(dataDir, 'vault.json'), 'utf8')) as {
      installation: string;
      keychainNames: string[];
    };
    const kept = await Promise.all(
      vault.keychainNames.map((name) => keyring.read(`Switchyard ${vault.installation}`, name)),
    );
    expect(kept.some((value) => value?.includes(CANARY))).toBe(true);
  });

  it('is in no file of the data folder: database, its log of changes, logs, vault record', () => {
    const files = readdirSync(dataDir, { recursive: true, withFileTypes: true }).filter((entry) =>
      entry.isFile(),
    );
    expect(files.map((file) => file.name)).toContain('live.sqlite');
    const found = files.filter((file) => hasCanary(readFileSync(join(file.parentPath, file.name))));
    expect(found.map((file) => file.name)).toEqual([]);
  });

  it('is in no frame to a page', () => {
    expect(frames.filter(hasCanary)).toHaveLength(0);
  });

  it('is in no export', () => {
    expect(exported.toString()).toContain('Important Office Building');
    expect(hasCanary(exported)).toBe(false);
  });

  it('is in no text of the page, no error, no log line', () => {
    expect(said.filter((text) => hasCanary(Buffer.from(text)))).toEqual([]);
  });
});
