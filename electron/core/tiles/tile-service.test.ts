// Tiles from a real tile server on loopback and a real folder.

import { once } from 'node:events';
import { mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { DEFAULT_SETTINGS, type Settings } from '../../../shared/contract/settings.ts';
import { tileSource } from '../../../shared/domain/tile-source.ts';
import { createHttpClient } from '../http/http-client.ts';
import type { Clock, Logger } from '../ports.ts';
import { createTileService, type TileService } from './tile-service.ts';

const DAY = 24 * 60 * 60_000;
const silent: Logger = { debug() {}, info() {}, warn() {}, error() {} };
const PNG = Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a);

let folder: string;
let asked: IncomingMessage[];
let answer: (response: ServerResponse) => void;
let server: ReturnType<typeof createServer>;
let settings: Settings['tiles'];
let now: number;
let tiles: TileService;
const clock: Clock = {
  now: () => now,
  setTimeout(run, delayMs) {
    const timer = setTimeout(run, delayMs);
    return () => clearTimeout(timer);
  },
};

function picture(bytes: Uint8Array = PNG, headers: Record<string, string> = {}) {
  return (response: ServerResponse) =>
    void response.writeHead(200, { 'content-type': 'image/png', ...headers }).end(bytes);
}

function open(): TileService {
  const http = createHttpClient({ fetch: globalThis.fetch, clock, log: silent });
  return createTileService({
    http,
    clock,
    log: silent,
    dataDir: folder,
    version: '1.2.3',
    settings: () => settings,
  });
}

/** As a page asks that has the settings of now. */
const tile = (z: number, x: number, y: number, of = tiles) => of.tile(tileSource(settings.url), z, x, y);

const files = () =>
  readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'switchyard-tiles-'));
  asked = [];
  answer = picture();
  server = createServer((request, response) => {
    asked.push(request);
    answer(response);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  settings = { ...DEFAULT_SETTINGS.tiles, url: `http://127.0.0.1:${port}/{z}/{x}/{y}.png` };
  now = Date.now();
  tiles = open();
});
afterEach(async () => {
  server.closeAllConnections();
  server.close();
  rmSync(folder, { recursive: true, force: true });
});

it('asks for the place with a name of its own, once, and keeps the tile over a restart', async () => {
  expect(await tile(12, 655, 1583)).toEqual({ bytes: PNG, type: 'image/png' });
  expect(asked[0]?.url).toBe('/12/655/1583.png');
  expect(asked[0]?.headers['user-agent']).toMatch(/^Switchyard\/1\.2\.3 /);
  await tile(12, 655, 1583);
  const again = await tile(12, 655, 1583, open());
  expect([...(again?.bytes ?? [])]).toEqual([...PNG]);
  expect(asked).toHaveLength(1);
});

it('asks once for the same tile wanted twice at the same time', async () => {
  await Promise.all([tile(1, 0, 0), tile(1, 0, 0)]);
  expect(asked).toHaveLength(1);
});

it('keeps a tile for a week at least, longer where the server says so', async () => {
  answer = picture(PNG, { 'cache-control': 'max-age=60' });
  await tile(1, 0, 0);
  answer = picture(PNG, { 'cache-control': `public, max-age=${20 * 24 * 60 * 60}` });
  await tile(1, 1, 0);
  now += 6 * DAY;
  await tile(1, 0, 0);
  await tile(1, 1, 0);
  expect(asked).toHaveLength(2);
  now += 2 * DAY;
  await tile(1, 0, 0);
  await tile(1, 1, 0);
  expect(asked.map(({ url }) => url)).toEqual(['/1/0/0.png', '/1/1/0.png', '/1/0/0.png']);
});

it('shows an old tile rather than none when the network is gone', async () => {
  await tile(1, 0, 0);
  now += 100 * DAY;
  answer = (response) => void response.socket?.destroy();
  expect((await tile(1, 0, 0))?.type).toBe('image/png');
});

it.each([
  ['a place that is not there', 404, PNG],
  ['a page instead of a picture', 200, Buffer.from('<html>sign in</html>')],
])('does not ask again at once for %s', async (_what, status, body) => {
  answer = (response) => void response.writeHead(status, { 'content-type': 'image/png' }).end(body);
  expect(await tile(1, 0, 0)).toBeNull();
  expect(await tile(1, 0, 0)).toBeNull();
  expect(asked).toHaveLength(1);
  now += 11 * 60_000;
  answer = picture();
  expect(await tile(1, 0, 0)).not.toBeNull();
});

it('asks nobody when tiles are off, or for what is no place', async () => {
  for (const [z, x, y] of [
    [-1, 0, 0],
    [1, 2, 0],
    [1, 0, -1],
    [1.5, 0, 0],
    [23, 0, 0],
    [Number.NaN, 0, 0],
  ] as const) {
    expect(await tile(z, x, y)).toBeNull();
  }
  settings = { ...settings, enabled: false };
  expect(await tile(1, 0, 0)).toBeNull();
  expect(asked).toHaveLength(0);
});

it('keeps the tiles of two servers apart', async () => {
  await tile(1, 0, 0);
  settings = { ...settings, url: settings.url.replace('.png', '.png?style=dark') };
  await tile(1, 0, 0);
  expect(asked).toHaveLength(2);
});

it('has none for a page that still asks for those of another server', async () => {
  const old = tileSource(settings.url);
  settings = { ...settings, url: settings.url.replace('.png', '.png?style=dark') };
  expect(await tiles.tile(old, 1, 0, 0)).toBeNull();
  expect(asked).toHaveLength(0);
});

it('stays below its size, the longest unused going first', async () => {
  const large = new Uint8Array(300_000);
  large.set(PNG);
  answer = picture(large);
  settings = { ...settings, maxMegabytes: 1 };
  for (const x of [0, 1, 2]) await tile(4, x, 0);
  await tile(4, 0, 0);
  await tile(4, 3, 0);
  expect(
    files().reduce((sum, file) => sum + statSync(join(file.parentPath, file.name)).size, 0),
  ).toBeLessThan(1_000_000);
  const before = asked.length;
  await tile(4, 0, 0);
  expect(asked.length).toBe(before);
  await tile(4, 1, 0);
  expect(asked.length).toBe(before + 1);
});

it('clears away what a run that was killed left half written', async () => {
  await tile(1, 0, 0);
  const [kept] = files();
  const half = join(kept?.parentPath ?? folder, '1-1-1.7.new');
  writeFileSync(half, 'half');
  await tile(1, 1, 0, open());
  expect(
    files()
      .map(({ name }) => name)
      .some((name) => name.endsWith('.new')),
  ).toBe(false);
});
