// The real server in a process of its own, seen from outside: started, signed in to, asked, stopped, killed.
// For e2e, chaos and bench specs. Knows nothing of the inside: what it does, any other program of this user could do.

import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { createORPCClient } from '@orpc/client';
import { RPCLink } from '@orpc/client/websocket';
import type { ContractRouterClient } from '@orpc/contract';
import { WebSocket } from 'ws';
import { isBuilt } from '../../scripts/build-stamp.mjs';
import type { contract } from '../../shared/contract/contract.ts';

export type Client = ContractRouterClient<typeof contract>;

export interface StartOptions {
  /** Default: a new temporary one, removed when the server is disposed of. */
  dataDir?: string;
  /** Added to `--port 0 --no-open`; `--vault session` is added too unless a vault is named here. */
  args?: string[];
  env?: Record<string, string>;
}

export interface Ended {
  code: number | null;
  signal: NodeJS.Signals | null;
}

export interface RpcConnection extends AsyncDisposable {
  client: Client;
  socket: WebSocket;
  close(): Promise<void>;
}

export interface ServerProcess extends AsyncDisposable {
  /** As printed; its token works once, and `cookie()` uses it up. */
  url: string;
  /** "http://127.0.0.1:PORT" */
  origin: string;
  port: number;
  pid: number;
  dataDir: string;
  /** An address for one more browser: `page.goto(await server.address())`. */
  address(): Promise<string>;
  /** What a browser would send; swapped for the token once, then remembered. */
  cookie(): Promise<string>;
  /** A GET with the cookie, redirects not followed. */
  get(path: string, headers?: Record<string, string>): Promise<Response>;
  /** The typed client over the page's own WebSocket. Each call opens a connection. */
  rpc(): Promise<RpcConnection>;
  stderr(): string;
  /** Everything on stdout so far; one line is all there ever is. */
  stdout(): string;
  ended: Promise<Ended>;
  /** Asks it to stop, as Ctrl+C or a service manager does. */
  stop(signal?: 'SIGTERM' | 'SIGINT'): Promise<Ended>;
  /** kill -9. The data folder stays for a next start. */
  kill(): Promise<Ended>;
}

const READY_LIMIT_MS = 60_000;
const STOP_LIMIT_MS = 20_000;
const root = fileURLToPath(new URL('../..', import.meta.url));

const running = new Set<ChildProcess>();
process.on('exit', () => {
  for (const child of running) child.kill('SIGKILL');
});

/** Resolves when the server has said that it is ready; rejects with its own words when it ends instead. */
export async function startServer(options: StartOptions = {}): Promise<ServerProcess> {
  const dataDir = options.dataDir ?? (await mkdtemp(join(tmpdir(), 'switchyard-')));
  const child = spawnServer({ ...options, dataDir });
  const { stdout, stderr, ended, end } = watch(child);

  const limit = setTimeout(() => child.kill('SIGKILL'), READY_LIMIT_MS);
  const url = await Promise.race([
    stdout.firstLine.then((line) => (JSON.parse(line) as { url: string }).url),
    ended.then(({ code, signal }) => {
      throw new Error(`The server ended (${code ?? signal}) before it was ready:\n${stderr()}`);
    }),
  ]).finally(() => clearTimeout(limit));
  const { origin, port } = new URL(url);
  let cookie: Promise<string> | null = null;

  async function signIn(): Promise<string> {
    const response = await fetch(await address(), { redirect: 'manual' });
    const value = response.headers.get('set-cookie')?.split(';')[0];
    if (value === undefined) throw new Error(`No cookie: ${response.status} ${await response.text()}`);
    return value;
  }

  async function address(): Promise<string> {
    const line = await readFile(join(dataDir, 'server-address'), 'utf8');
    return (JSON.parse(line) as { url: string }).url;
  }

  const server: ServerProcess = {
    url,
    origin,
    port: Number(port),
    pid: child.pid ?? 0,
    dataDir,
    address,
    cookie() {
      cookie ??= signIn();
      return cookie;
    },
    async get(path, headers) {
      return fetch(origin + path, {
        headers: { cookie: await this.cookie(), ...headers },
        redirect: 'manual',
      });
    },
    async rpc() {
      const socket = new WebSocket(`ws://127.0.0.1:${port}/rpc`, {
        headers: { cookie: await this.cookie(), origin },
        perMessageDeflate: false,
      });
      await once(socket, 'open');
      // `ws` has every member of a browser's WebSocket that the link uses; its types are only not the DOM's.
      const websocket = socket as unknown as globalThis.WebSocket;
      const client: Client = createORPCClient(new RPCLink({ websocket }));
      const close = async () => {
        if (socket.readyState === WebSocket.CLOSED) return;
        socket.close();
        await once(socket, 'close');
      };
      return { client, socket, close, [Symbol.asyncDispose]: close };
    },
    stderr,
    stdout: stdout.all,
    ended,
    stop: (signal = 'SIGTERM') => end(signal),
    kill: () => end('SIGKILL'),
    async [Symbol.asyncDispose]() {
      await end('SIGTERM');
      if (options.dataDir === undefined) await rm(dataDir, { recursive: true, force: true, maxRetries: 5 });
    },
  };
  return server;
}

/**
 * The build where it is of these sources (as after `npm test`'s first step), otherwise the sources themselves.
 * SWITCHYARD_SERVER names another entry: a build beside out/, while out/ is being built.
 */
function spawnServer({ dataDir, args = [], env = {} }: StartOptions & { dataDir: string }): ChildProcess {
  const entry =
    process.env.SWITCHYARD_SERVER ?? (isBuilt() ? 'out/main/server.js' : 'electron/server/serve.ts');
  const vault = args.some((arg) => arg.startsWith('--vault')) ? [] : ['--vault', 'session'];
  const { SWITCHYARD_PASSPHRASE: _, DBUS_SESSION_BUS_ADDRESS: __, ...outer } = process.env;
  return spawn(
    process.execPath,
    [
      '--enable-source-maps',
      resolve(root, entry),
      '--data-dir',
      dataDir,
      '--port',
      '0',
      '--no-open',
      ...vault,
      ...args,
    ],
    { stdio: ['ignore', 'pipe', 'pipe'], env: { ...outer, SWITCHYARD_LOG: 'debug', ...env } },
  );
}

function watch(child: ChildProcess) {
  if (child.stdout === null || child.stderr === null) throw new Error('spawned without pipes');
  running.add(child);
  const ended = new Promise<Ended>((resolve) => {
    child.on('close', (code, signal) => {
      running.delete(child);
      resolve({ code, signal });
    });
  });
  let out = '';
  let err = '';
  const firstLine = new Promise<string>((resolve) => {
    if (child.stdout !== null) createInterface(child.stdout).once('line', resolve);
  });
  child.stdout.on('data', (chunk) => {
    out += chunk;
  });
  child.stderr.on('data', (chunk) => {
    err += chunk;
  });
  return {
    ended,
    stderr: () => err,
    stdout: { firstLine, all: () => out },
    /** One that does not listen is killed, so that no test leaves a server behind. */
    async end(signal: NodeJS.Signals): Promise<Ended> {
      child.kill(signal);
      const limit = setTimeout(() => child.kill('SIGKILL'), STOP_LIMIT_MS);
      const result = await ended;
      clearTimeout(limit);
      return result;
    },
  };
}
