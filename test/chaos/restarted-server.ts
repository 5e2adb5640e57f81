// The real server over one data folder, killed with -9 and started again while somebody works with it. Used by commands.ts.
// Its clock runs faster than ours; whoever asks sees only that a call was cut off, and asks the next process.

import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { pathToFileURL } from 'node:url';
import { ORPCError } from '@orpc/client';
import {
  type Client,
  type RpcConnection,
  type ServerProcess,
  startServer,
} from '../support/server-process.ts';

const FAST_CLOCK = pathToFileURL(join(import.meta.dirname, 'fast-clock.mjs')).href;

/** The process or the connection went away in the middle of the call: whether it did anything is not known. */
export class CutOff extends Error {
  override readonly name = 'CutOff';
}

export interface RestartedServer extends AsyncDisposable {
  /** Asks the process of now, and the next one where the answer was cut off: for what may be asked twice. */
  ask<Value>(call: (client: Client) => Promise<Value>): Promise<Value>;
  /** Gives an order to the process of now. Rejects with CutOff when nobody can know whether it was taken. */
  order<Value>(call: (client: Client) => Promise<Value>): Promise<Value>;
  /** kill -9, and the next process at once. Answers when that one is ready. */
  kill(): Promise<void>;
  kills(): number;
  /** Everything the processes said on stderr. */
  stderr(): string;
  /** The clock of the processes. */
  now(): number;
}

export async function startRestarted(factor: number): Promise<RestartedServer> {
  const dataDir = await mkdtemp(join(tmpdir(), 'switchyard-chaos-'));
  const base = Date.now();
  let kills = 0;
  const said: (() => string)[] = [];
  let present = start();

  async function start(): Promise<Running> {
    const server = await startServer({
      dataDir,
      args: ['--live', '--vault', 'passphrase'],
      env: {
        SWITCHYARD_PASSPHRASE: 'correct horse battery staple',
        SWITCHYARD_LOG: 'warn',
        NODE_OPTIONS: `--import=${FAST_CLOCK}`,
        CHAOS_CLOCK_FACTOR: String(factor),
        CHAOS_CLOCK_BASE: String(base),
      },
    });
    said.push(server.stderr);
    return { server, connection: await server.rpc() };
  }

  /** As a page does: whoever was cut off connects again. The server cuts off who is slow, and its clock is fast. */
  async function connected(): Promise<Running> {
    const running = await present;
    if (running.connection.socket.readyState !== running.connection.socket.OPEN) {
      running.reconnecting ??= running.server
        .rpc()
        .then((connection) => {
          running.connection = connection;
        })
        // The process may be gone as well: the next one is then waited for.
        .catch(() => sleep(50))
        .finally(() => {
          delete running.reconnecting;
        });
      await running.reconnecting;
    }
    return running;
  }

  async function order<Value>(call: (client: Client) => Promise<Value>): Promise<Value> {
    const { connection } = await connected();
    try {
      return await call(connection.client);
    } catch (error) {
      // The contract's own refusals say who they are; everything else is a connection that went away.
      if (error instanceof ORPCError) throw error;
      throw new CutOff(String(error));
    }
  }

  return {
    order,
    async ask(call) {
      for (let attempt = 1; ; attempt += 1) {
        try {
          return await order(call);
        } catch (error) {
          if (!(error instanceof CutOff) || attempt === MOST_ATTEMPTS) throw error;
          await sleep(50);
        }
      }
    },
    async kill() {
      const { server } = await present;
      kills += 1;
      present = server.kill().then(start);
      await present;
    },
    kills: () => kills,
    stderr: () => said.map((words) => words()).join(''),
    now: () => Math.floor(base + (Date.now() - base) * factor),
    async [Symbol.asyncDispose]() {
      await (await present.catch(() => null))?.server.kill();
      await rm(dataDir, { recursive: true, force: true, maxRetries: 5 });
    },
  };
}

interface Running {
  server: ServerProcess;
  connection: RpcConnection;
  reconnecting?: Promise<void>;
}

const MOST_ATTEMPTS = 100;
