// Tiles, start and stop, with a small router in place of the core. Who is turned away: test/e2e/hostile-requests.test.ts.
import { once } from 'node:events';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createORPCClient } from '@orpc/client';
import { RPCLink } from '@orpc/client/websocket';
import { os, type RouterClient } from '@orpc/server';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { WebSocket } from 'ws';
import type { Logger } from '../core/ports.ts';
import { addressFile } from './access-token.ts';
import { type HttpServer, openHttpServer, type ServedCore } from './http-server.ts';

const silent: Logger = { debug() {}, info() {}, warn() {}, error() {} };
const PNG = Uint8Array.from([0x89, 0x50, 0x4e, 0x47]);

let streamEnded: () => void;
const router = {
  echo: os.handler(({ input }) => input),
  watch: os.handler(async function* ({ signal }) {
    try {
      yield 'first';
      await new Promise((_, reject) => signal?.addEventListener('abort', reject));
    } finally {
      streamEnded();
    }
  }),
};
const core: ServedCore = {
  router,
  async tile(_source, z, x, y) {
    if (z === 3) return null;
    if (z === 4) throw new Error('the tile server is on fire');
    return { bytes: PNG, type: z === 2 ? 'text/html' : x === y ? 'image/png' : 'image/jpeg' };
  },
};

let dataDir: string;
let server: HttpServer;
beforeEach(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'switchyard-http-'));
  await writeFile(join(dataDir, 'index.html'), '<title>the board</title>');
  server = await open(Promise.resolve(core));
  await server.announce();
});
afterEach(async () => {
  await server.close();
  await rm(dataDir, { recursive: true, force: true });
});

const open = (coming: Promise<ServedCore>) =>
  openHttpServer({ port: 0, dataDir, pageRoot: dataDir, core: coming, log: silent });

async function signIn(address: string): Promise<{ origin: string; cookie: string }> {
  const answer = await fetch(address, { redirect: 'manual' });
  return { origin: new URL(address).origin, cookie: answer.headers.get('set-cookie')?.split(';')[0] ?? '' };
}

async function ask(path: string): Promise<Response> {
  const { origin, cookie } = await signIn(server.address);
  return fetch(origin + path, { headers: { cookie } });
}

it('gives a browser that is signed in the board, whichever token it comes with', async () => {
  const { origin, cookie } = await signIn(server.address);
  const unused = server.address;
  const answer = await fetch(`${origin}/?token=used`, { headers: { cookie } });
  expect(answer.url).toBe(`${origin}/`);
  expect(await answer.text()).toContain('the board');
  expect(server.address).toBe(unused);
});

it('opens one browser after the other, each with the address in the file', async () => {
  for (let n = 0; n < 3; n += 1) {
    const { url } = JSON.parse(await readFile(addressFile(dataDir), 'utf8'));
    expect((await fetch(url, { redirect: 'manual' })).status).toBe(303);
  }
});

it('leaves the address of another server alone until the board is ours', async () => {
  const before = await readFile(addressFile(dataDir), 'utf8');
  const second = await open(new Promise(() => {}));
  await fetch(second.address, { redirect: 'manual' });
  await second.close();
  expect(await readFile(addressFile(dataDir), 'utf8')).toBe(before);
});

it('swaps one token for one cookie when two ask at once', async () => {
  const { address } = server;
  const answers = await Promise.all([1, 2, 3].map(() => fetch(address, { redirect: 'manual' })));
  expect(answers.map(({ status }) => status).sort()).toEqual([303, 401, 401]);
});

it('answers with tiles, each with its own type', async () => {
  const png = await ask('/tiles/0a1b2c3d/1/0/0.png');
  expect(png.headers.get('content-type')).toBe('image/png');
  expect(png.headers.get('x-content-type-options')).toBe('nosniff');
  expect(new Uint8Array(await png.arrayBuffer())).toEqual(PNG);
  expect((await ask('/tiles/0a1b2c3d/1/1/0.png')).headers.get('content-type')).toBe('image/jpeg');
});

it('passes on no tile that is not a picture, none that is missing and none that cannot be', async () => {
  for (const path of [
    '/tiles/0a1b2c3d/2/0/0.png',
    '/tiles/0a1b2c3d/3/0/0.png',
    '/tiles/0a1b2c3d/1/2/0.png',
    '/tiles/0a1b2c3d/23/0/0.png',
  ]) {
    const answer = await ask(path);
    expect(answer.status, path).toBe(204);
    expect(answer.headers.get('cache-control')).toBe('no-store');
  }
});

it('answers with a sentence when something inside breaks, and goes on', async () => {
  const broken = await ask('/tiles/0a1b2c3d/4/0/0.png');
  expect(broken.status).toBe(500);
  expect(await broken.text()).not.toContain('fire');
  expect((await ask('/')).status).toBe(200);
});

it('shows the page before the core is there, and connects as soon as it is', async () => {
  await server.close();
  let arrive: (core: ServedCore) => void = () => {};
  server = await open(
    new Promise((resolve) => {
      arrive = resolve;
    }),
  );
  const { origin, cookie } = await signIn(server.address);
  expect((await fetch(origin, { headers: { cookie } })).status).toBe(200);
  const socket = new WebSocket(`${origin.replace('http', 'ws')}/rpc`, { headers: { cookie, origin } });
  arrive(core);
  await once(socket, 'open');
  expect(await clientOf(socket).echo('hello')).toBe('hello');
});

it('ends the streams of a page that goes away, and tells pages when it goes away itself', async () => {
  const { origin, cookie } = await signIn(server.address);
  const connect = async () => {
    const socket = new WebSocket(`${origin.replace('http', 'ws')}/rpc`, { headers: { cookie, origin } });
    await once(socket, 'open');
    return socket;
  };
  const ended = new Promise<void>((resolve) => {
    streamEnded = resolve;
  });
  const leaving = await connect();
  const stream = await clientOf(leaving).watch();
  expect((await stream.next()).value).toBe('first');
  leaving.terminate();
  await ended;

  const staying = await connect();
  const closed = once(staying, 'close');
  await server.close();
  expect((await closed)[0]).toBe(1001);
  await expect(fetch(origin)).rejects.toThrow();
  await expect(readFile(addressFile(dataDir))).rejects.toThrow(/ENOENT/);
});

it('refuses a port that is taken', async () => {
  const port = Number(new URL(server.address).port);
  const second = openHttpServer({
    port,
    dataDir,
    pageRoot: dataDir,
    core: Promise.resolve(core),
    log: silent,
  });
  await expect(second).rejects.toMatchObject({ code: 'EADDRINUSE', port });
});

function clientOf(socket: WebSocket): RouterClient<typeof router> {
  const websocket = socket as unknown as globalThis.WebSocket;
  return createORPCClient(new RPCLink({ websocket }));
}
