// The real server over one data folder, killed with -9 and started again while somebody works with it. Used by commands.ts.
// Its clock runs faster than ours; whoever asks sees only that a call was cut off, and asks the next process.

import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { type Client, type ServerProcess, startServer } from '../support/server-process.ts';

const FAST_CLOCK = pathToFileURL(join(import.meta.dirname, 'fast-clock.mjs')).href;

/** The process went away in the middle of the call: whether it did anything is not known. */
export class CutOff extends Error {
  override readonly name = 'CutOff';
}

export interface RestartedServer extends AsyncDisposable {
  /** Runs a call against the process of now, waiting for one where there is none. Rejects with CutOff. */
  ask<Value>(call: (client: Client) => Promise<Value>): Promise<Value>;
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

  async function start(): Promise<{ server: ServerProcess; client: Client }> {
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
    return { server, client: (await server.rpc()).client };
  }

  return {
    async ask(call) {
      const { server, client } = await present;
      const gone = server.ended.then(() => {
        throw new CutOff('The process ended.');
      });
      gone.catch(() => undefined);
      return Promise.race([
        gone,
        call(client).catch(async (error: unknown) => {
          // A broken socket is seen a moment before the end of the process.
          if ((error as { code?: unknown }).code === undefined) await Promise.race([gone, sleep(500)]);
          throw error;
        }),
      ]);
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

function sleep(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
