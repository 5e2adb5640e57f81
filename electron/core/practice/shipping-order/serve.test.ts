// The simulator as a process of its own: a token for the right client only, a shipment in its books, and what its listing
// leaves out when nobody names a range.

import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { afterEach, expect, it } from 'vitest';
import { startShippingOrderSimulator } from './start-shipping-order-simulator.ts';

let child: ChildProcess | undefined;
const folder = mkdtempSync(join(tmpdir(), 'shipping-books-'));
afterEach(() => {
  child?.kill('SIGKILL');
  rmSync(folder, { recursive: true, force: true });
});

async function tokenOf(tokenUrl: string, clientId: string, clientSecret: string): Promise<Response> {
  return fetch(tokenUrl, {
    method: 'POST',
    headers: { authorization: `Basic ${Buffer.from(`${clientId}:${clientSecret}`).toString('base64')}` },
    body: new URLSearchParams({ grant_type: 'client_credentials' }),
  });
}

function post(url: string, token: string, body: object): Promise<Response> {
  return fetch(url, {
    method: 'POST',
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
}

it('prints where it is, gives tokens, writes its books and ends when told to', async () => {
  const books = join(folder, 'books.jsonl');
  const script = fileURLToPath(new URL('./serve.ts', import.meta.url));
  child = spawn(process.execPath, [script, '--books', books], { stdio: ['ignore', 'pipe', 'inherit'] });
  if (child.stdout === null) throw new Error('no stdout');
  const [line] = (await once(createInterface(child.stdout), 'line')) as [string];
  const said = JSON.parse(line) as { url: string; tokenUrl: string; clientId: string; clientSecret: string };
  expect((await tokenOf(said.tokenUrl, said.clientId, 'guessed')).status).toBe(401);
  const answer = await (await tokenOf(said.tokenUrl, said.clientId, said.clientSecret)).json();
  const { access_token: token, expires_in: life } = answer as Record<string, string>;
  expect(life).toBe('14399');
  const shipment = {
    orderExternalId: 'SO-1',
    locationExternalId: 'STORE-7',
    deliveryAddress: { street1: '1 Main St', postalCode: '20190' },
    deliveryContact: { name: 'Ada', phone: '1' },
  };
  expect((await post(`${said.url}/shipping/v1/shipments`, 'made-up', shipment)).status).toBe(401);
  expect((await post(`${said.url}/shipping/v1/shipments`, token ?? '', shipment)).status).toBe(201);
  expect(
    readFileSync(books, 'utf8')
      .trim()
      .split('\n')
      .map((entry) => JSON.parse(entry) as unknown),
  ).toEqual([shipment]);
  const ended = once(child, 'exit');
  child.kill('SIGTERM');
  expect(await ended).toEqual([0, null]);
});

it('lists the last day alone unless a range is named', async () => {
  let now = Date.now();
  const office = await startShippingOrderSimulator({ filled: true, clock: () => now });
  const { access_token: token } = (await (
    await tokenOf(office.tokenUrl, 'practice-client', 'practice-client-secret')
  ).json()) as { access_token: string };
  const count = async (filter: object) => {
    const answer = await post(`${office.url}/shipping/v1/shipments/list`, token, filter);
    return ((await answer.json()) as { data: unknown[] }).data.length;
  };
  const all = office.books().length;
  expect(all).toBeGreaterThan(15);
  expect(await count({})).toBe(all);
  now += 3 * 60 * 60_000;
  expect(await count({})).toBeLessThan(all);
  expect(await count({ createdAt: { startsAt: now - 48 * 60 * 60_000, endsAt: now } })).toBe(all);
  await office.stop();
});
