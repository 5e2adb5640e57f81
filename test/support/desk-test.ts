// `test` for specs of the whole program: a console on screen, a simulated TwinJet behind it, both ended with the test.
// A test fails by whatever its page complained about. Says nothing about hosts: open-desk.ts hides them.

import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test as plain } from 'vitest';
import { practiceClients } from '../../electron/core/practice/twinjet/practice-clients.ts';
import { startTwinJetSimulator } from '../../electron/core/practice/twinjet/start-twinjet-simulator.ts';
import type {
  TwinJetSimulator,
  TwinJetSimulatorOptions,
} from '../../electron/core/practice/twinjet/twinjet-simulator.ts';
import { openChromium } from './browser.ts';
import { type Desk, type DeskOptions, E2E_HOST, openDesk } from './open-desk.ts';

/** Tokens of the courier company's clients, in the order of `practiceClients`. */
export const TOKENS = ['e2e-token-one', 'e2e-token-two'] as const;

/** For `expect.poll` and `vi.waitFor`: as long as a provider's news may take on a slow machine. */
export const patience = { timeout: 90_000, interval: 150 };

export const test = plain
  // biome-ignore lint/correctness/noEmptyPattern: vitest reads what a fixture needs off this pattern
  .extend('browser', { scope: 'file' }, async ({}, { onCleanup }) => {
    const browser = E2E_HOST === 'electron' ? null : await openChromium();
    onCleanup(() => browser?.close());
    return browser;
  })
  .extend('openDesk', async ({ browser, task }, { onCleanup }) => {
    const opened: Desk[] = [];
    onCleanup(async () => {
      if (task.result?.state === 'fail') await keepEvidence(task.name, opened);
      const complaints = opened.flatMap((desk) => desk.complaints);
      for (const desk of opened.toReversed()) await desk[Symbol.asyncDispose]();
      expect(complaints).toEqual([]);
    });
    return async (options?: DeskOptions) => {
      const desk = await openDesk(browser, options);
      opened.push(desk);
      return desk;
    };
  })
  /** A courier company with two clients. Its couriers live in real time; `startCouriers` may be called more than once. */
  // biome-ignore lint/correctness/noEmptyPattern: vitest reads what a fixture needs off this pattern
  .extend('startCouriers', async ({}, { onCleanup }) => {
    const started: TwinJetSimulator[] = [];
    onCleanup(async () => {
      for (const simulator of started) await simulator.stop();
    });
    return async (options: Partial<TwinJetSimulatorOptions> = {}) => {
      const simulator = await startTwinJetSimulator({
        clients: practiceClients
          .slice(0, TOKENS.length)
          .map((client, index) => ({ ...client, token: TOKENS[index] ?? '' })),
        zoneKey: 'delivery_zone',
        unknownMs: 300,
        processingMs: 1_000,
        ...options,
      });
      started.push(simulator);
      return simulator;
    };
  })
  /** The same, with couriers that stand still: a job that was accepted moves only when a test advances it. */
  .extend('couriers', async ({ startCouriers }) => {
    const simulator = await startCouriers();
    simulator.pauseLife(true);
    return simulator;
  });

/** What the page looked like when it went wrong, and what the server said: in test-results/. */
async function keepEvidence(name: string, opened: readonly Desk[]): Promise<void> {
  const folder = join(import.meta.dirname, '../../test-results');
  await mkdir(folder, { recursive: true });
  const file = join(folder, name.replace(/[^\w]+/g, '-').slice(0, 80));
  for (const [index, desk] of opened.entries()) {
    const which = index === 0 ? '' : `-${index + 1}`;
    await desk.page.screenshot({ path: `${file}${which}.png` }).catch(() => undefined);
    await writeFile(`${file}${which}.log`, [...desk.complaints, desk.server?.stderr() ?? ''].join('\n'));
  }
}
