// A carrier account at Orderly Hub and an opening at Jet Delivery, and the server killed with -9 while it makes them.
// Neither leaves twice: what may have arrived is found again (Orderly Hub) or left to a person (Jet Delivery, whose
// registration nobody can look up).

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import {
  type JetSimulator,
  startJetDeliverySimulator,
} from '../../electron/core/practice/jet-delivery/start-jet-delivery-simulator.ts';
import {
  type OrderlyHubSimulator,
  startOrderlyHubSimulator,
} from '../../electron/core/practice/orderly-hub/start-orderly-hub-simulator.ts';
import type { ConnectionId } from '../../shared/domain/ids.ts';
import { type Client, type ServerProcess, startServer } from '../support/server-process.ts';

const KEY = 'oh_kill_nine';
const KILL_POINT = pathToFileURL(join(import.meta.dirname, '../support/kill-point.mjs')).href;
const PASSPHRASE = 'correct horse battery staple';
const EMAIL = 'dispatch@tcb-courier.com';
const COLDTRACK = {
  name: 'ColdTrack day shift',
  carrier: 'coldtrack',
  credentials: { apiKey: 'ct_live_kill' },
} as const;
/** Right before the request leaves, and right after its answer came, before anything of that is written. */
const POINTS = ['before-request', 'after-answer'] as const;

let dataDir: string;
let server: ServerProcess | undefined;

beforeEach(() => {
  dataDir = mkdtempSync(join(tmpdir(), 'switchyard-kill-'));
});

afterEach(async () => {
  await server?.kill();
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

describe('kill -9 during the create of a carrier account', () => {
  let hub: OrderlyHubSimulator;
  beforeEach(async () => {
    const scopes = ['carrier-accounts:read', 'carrier-accounts:write'];
    hub = await startOrderlyHubSimulator({ keys: [{ key: KEY, scopes }] });
  });
  afterEach(() => hub.stop());

  const connect = async (client: Client): Promise<ConnectionId> => {
    const { id } = await client.connections.create({
      provider: 'orderly-hub',
      label: 'Hub',
      baseUrl: hub.url,
      secret: { apiKey: KEY },
    });
    return id;
  };
  const sent = () => hub.requests().filter(({ line }) => line === 'POST /api/v1/carrier-accounts').length;

  it.each(POINTS)('%s: the same create afterwards makes or finds one, and only one', async (point) => {
    const client = await start(point);
    const connectionId = await connect(client);
    await client.carrierAccounts.create({ connectionId, account: COLDTRACK }).catch(() => undefined);
    expect((await server?.ended)?.signal).toBe('SIGKILL');
    const arrived = point === 'after-answer';
    expect(hub.accounts()).toHaveLength(arrived ? 1 : 0);

    const again = await start();
    expect(sent()).toBe(arrived ? 1 : 0);
    const { data, foundAgain } = await again.carrierAccounts.create({ connectionId, account: COLDTRACK });
    expect(foundAgain).toBe(arrived);
    expect(hub.accounts().map(({ id }) => id)).toEqual([data.id]);
    expect(sent()).toBe(1);
  });
});

describe('kill -9 during the registration of an account opening', () => {
  let jet: JetSimulator;
  beforeEach(async () => {
    jet = await startJetDeliverySimulator();
  });
  afterEach(() => jet.stop());

  const sent = () => jet.requests().filter(({ action }) => action === 'pre-register').length;

  it.each(POINTS)('%s: the machine sends nothing again, and says what a person can do', async (point) => {
    const client = await start(point);
    const { id: connectionId } = await client.connections.create({
      provider: 'jet-delivery',
      label: 'Jet',
      baseUrl: jet.url,
    });
    await client.onboarding
      .preRegister({ connectionId, email_address: EMAIL, password: 'correct-horse-9' })
      .catch(() => undefined);
    expect((await server?.ended)?.signal).toBe('SIGKILL');
    const arrived = point === 'after-answer' ? 1 : 0;
    expect(sent()).toBe(arrived);

    const again = await start();
    const [opening] = await again.onboarding.list();
    expect(opening).toMatchObject({ emailAddress: EMAIL, step: 'unconfirmed' });
    expect(opening?.obstacle).toMatch(/new opening/);
    expect(sent()).toBe(arrived);
  });
});
