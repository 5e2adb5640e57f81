// Sessions are doubles that fetch by Node; the provider is a real server on loopback.
import { once } from 'node:events';
import { createServer, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { app, DoubleSession, net, resetElectron } from '../../test/support/electron-double.ts';
import { classifyFailure } from '../core/http/classify-failure.ts';
import { createElectronFetch } from './electron-fetch.ts';

vi.mock('electron', () => import('../../test/support/electron-double.ts'));

let server: Server;
let url: string;
/** Answers that are begun and not ended, by path. */
let held: Map<string, ServerResponse>;
beforeEach(async () => {
  resetElectron();
  app.makeReady();
  held = new Map();
  server = createServer((request, response) => {
    if (request.url?.startsWith('/held')) {
      response.writeHead(201, { 'x-kind': 'held' });
      response.write('first ');
      held.set(request.url, response);
    } else if (request.url === '/empty') response.writeHead(204).end();
    else response.end(request.method);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterEach(async () => {
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
});

const sessions = () => [...DoubleSession.all.values()];
const namesOf = () => sessions().map(({ partition }) => partition);

describe('fetch', () => {
  it('goes through a session of its own, in memory and without a cache', async () => {
    const { fetch } = createElectronFetch();
    expect(await (await fetch(new URL(url), { method: 'PUT' })).text()).toBe('PUT');
    expect(await (await fetch(url)).text()).toBe('GET');
    expect(sessions()).toHaveLength(1);
    expect(sessions()[0]).toMatchObject({ hasCache: false });
    expect(namesOf()[0]).not.toMatch(/^persist:|^page$|^$/);
  });

  it('may be asked before the app is ready', async () => {
    resetElectron();
    const { fetch } = createElectronFetch();
    const asked = fetch(url);
    await new Promise((resolve) => setImmediate(resolve));
    expect(sessions()).toEqual([]);
    app.makeReady();
    expect((await asked).status).toBe(200);
  });
});

describe('fetchOnce', () => {
  const closedAndFetched = (path: string) => ['connections closed', `fetch ${url}${path}`];

  it('closes every connection before each request, so that none was used before', async () => {
    const { fetchOnce } = createElectronFetch();
    await (await fetchOnce(`${url}/a`, { method: 'POST' })).text();
    await (await fetchOnce(`${url}/b`, { method: 'POST' })).text();
    expect(sessions()).toHaveLength(1);
    expect(sessions()[0]?.network).toEqual([...closedAndFetched('/a'), ...closedAndFetched('/b')]);
  });

  it('shares no session with fetch', async () => {
    const { fetch, fetchOnce } = createElectronFetch();
    await (await fetch(url)).text();
    await (await fetchOnce(url)).text();
    expect(new Set(namesOf()).size).toBe(2);
    expect(sessions()[0]?.network).not.toContain('connections closed');
  });

  it('closes no connection under a request that is under way, nor under an answer that is being read', async () => {
    const { fetchOnce } = createElectronFetch();
    const slow = await fetchOnce(`${url}/held`, { method: 'POST' });
    expect({ status: slow.status, kind: slow.headers.get('x-kind') }).toEqual({ status: 201, kind: 'held' });
    expect(await (await fetchOnce(`${url}/other`, { method: 'POST' })).text()).toBe('POST');
    expect(sessions().map(({ network }) => network)).toEqual([
      closedAndFetched('/held'),
      closedAndFetched('/other'),
    ]);
    held.get('/held')?.end('last');
    expect(await slow.text()).toBe('first last');
    // Read to the end: now its session is free, and no third is made.
    await Promise.all([fetchOnce(`${url}/empty`), fetchOnce(`${url}/empty`)]);
    expect(sessions()).toHaveLength(2);
  });

  it.each([
    ['an answer without a body', (ask: typeof fetch) => ask(`${url}/empty`)],
    [
      'an answer that is not read',
      async (ask: typeof fetch) => {
        const answer = await ask(`${url}/held`);
        // Its first part is here and nobody wants it.
        for (let turn = 0; turn < 50; turn += 1) await new Promise((resolve) => setImmediate(resolve));
        await answer.body?.cancel();
      },
    ],
    [
      'an answer that breaks',
      async (ask: typeof fetch) => {
        const answer = await ask(`${url}/held`);
        held.get('/held')?.destroy();
        await expect(answer.text()).rejects.toThrow();
      },
    ],
    [
      'a request that is called off',
      async (ask: typeof fetch) => {
        const asked = ask(`${url}/a`, { signal: AbortSignal.abort() });
        await expect(asked).rejects.toThrow();
      },
    ],
    [
      'an answer that is called off',
      async (ask: typeof fetch) => {
        const controller = new AbortController();
        const answer = await ask(`${url}/held`, { signal: controller.signal });
        controller.abort();
        await expect(answer.text()).rejects.toThrow();
      },
    ],
    [
      'a connection that is refused',
      async (ask: typeof fetch) => {
        await expect(ask('http://127.0.0.1:1/')).rejects.toThrow();
      },
    ],
  ])('frees its session after %s', async (_what, use) => {
    const { fetchOnce } = createElectronFetch();
    await use(fetchOnce);
    await (await fetchOnce(`${url}/next`)).text();
    expect(sessions()).toHaveLength(1);
    expect(sessions()[0]?.network.slice(-2)).toEqual(closedAndFetched('/next'));
  });

  it('without a network sends nothing, and says it so that it is known', async () => {
    net.online = false;
    const { fetchOnce } = createElectronFetch();
    const error = await fetchOnce('https://api.example.com/jobs').catch((reason: unknown) => reason);
    expect(classifyFailure(error)).toMatchObject({ reason: 'offline', reached: 'no' });
    expect(sessions().flatMap(({ network }) => network)).toEqual([]);
  });

  it('reaches this machine without a network', async () => {
    net.online = false;
    const { fetchOnce } = createElectronFetch();
    expect(await (await fetchOnce(url)).text()).toBe('GET');
    const { port } = server.address() as AddressInfo;
    expect((await fetchOnce(`http://localhost:${port}/`).catch(() => null)) === null).toBe(false);
  });

  it.each(['http://localhost.example.com/', 'http://127.0.0.1.example.com/', 'http://128.0.0.1/'])(
    'does not take %s for this machine',
    async (elsewhere) => {
      net.online = false;
      await expect(createElectronFetch().fetchOnce(elsewhere)).rejects.toMatchObject({ code: 'ENETUNREACH' });
    },
  );
});
