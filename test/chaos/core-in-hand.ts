// A whole core in this process, its clock turned by hand and every request of it counted: for what takes hours or must be
// exact. The network is real or whatever the caller puts in its place. Used by clock.ts and answers.ts.

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import type { ContractRouterClient } from '@orpc/contract';
import { createRouterClient } from '@orpc/server';
import { openCache } from '../../electron/core/cache/open-cache.ts';
import { type Core, createCore } from '../../electron/core/core.ts';
import type { Notice } from '../../electron/core/ports.ts';
import { createSecretStore } from '../../electron/hosting/secret-store.ts';
import type { contract } from '../../shared/contract/contract.ts';
import { quietLog } from '../bench/kept-caches.ts';
import { createVirtualClock, type VirtualClock } from '../support/virtual-clock.ts';

export interface CoreInHand extends AsyncDisposable {
  core: Core;
  client: ContractRouterClient<typeof contract>;
  clock: VirtualClock;
  /** What a host would have shown. */
  notices: Notice[];
  /** When each request left, by the clock of the moment. */
  asked: number[];
  /** What was logged as an error: a bug, or something that could not be kept. */
  errors: string[];
  /** Lets time pass; requests are answered on the way. */
  run(ms: number): Promise<void>;
  /** Waits for what is under way, without time passing. */
  rest(): Promise<void>;
}

export async function startCoreInHand(options: {
  startAt: number;
  /** How much time passes at once while it runs. */
  stepMs?: number;
  fetch?: typeof globalThis.fetch;
}): Promise<CoreInHand> {
  const dataDir = mkdtempSync(join(tmpdir(), 'switchyard-hand-'));
  const clock = createVirtualClock(options.startAt);
  const network = options.fetch ?? globalThis.fetch;
  const notices: Notice[] = [];
  const asked: number[] = [];
  const errors: string[] = [];
  let underWay = 0;

  const fetch: typeof globalThis.fetch = async (...request) => {
    underWay += 1;
    asked.push(clock.now());
    try {
      const answer = await network(...request);
      // Whole before it is handed on: no virtual time passes in the middle of a body.
      const { status, headers } = answer;
      return new Response(await answer.arrayBuffer(), { status, headers });
    } finally {
      underWay -= 1;
    }
  };

  async function rest(): Promise<void> {
    do await setImmediate();
    while (underWay > 0);
    await clock.settle();
    if (underWay > 0) await rest();
  }

  const core = await createCore(
    {
      clock,
      log: {
        ...quietLog,
        error: (message, fields) => void errors.push(`${message} ${JSON.stringify(fields)}`),
      },
      secrets: createSecretStore({ dataDir, log: quietLog, vault: 'session' }),
      notifier: { show: (notice) => void notices.push(notice) },
      paths: { dataDir },
      fetch,
      host: 'server',
      version: '0.0.0',
    },
    // In this thread: what is under way is over when its promises are.
    { workspace: 'live', openCache },
  );
  await core.start();
  return {
    core,
    client: createRouterClient(core.router, { context: {} }) as unknown as CoreInHand['client'],
    clock,
    notices,
    asked,
    errors,
    rest,
    async run(ms) {
      const { stepMs = 250 } = options;
      for (let left = ms; left > 0; left -= stepMs) {
        await clock.advance(Math.min(stepMs, left));
        await rest();
      }
    },
    async [Symbol.asyncDispose]() {
      const stopped = core.stop();
      await clock.advance(10_000);
      await stopped;
      rmSync(dataDir, { recursive: true, force: true, maxRetries: 5 });
    },
  };
}
