// The way out: nothing new comes in, polling stops, the outbox comes to rest, then the program ends. Installed by main.ts.
// Bounded: whoever quits is not kept waiting for a provider, and the outbox is made for being cut off.

import { app, powerMonitor } from 'electron';
import type { Logger } from '../core/ports.ts';

export interface OrderlyQuit {
  hasBegun(): boolean;
  /** For what cannot go on (a bug, a database that cannot be used): the same way out, with an exit code. */
  exit(code: number): Promise<void>;
}

export interface OrderlyQuitOptions {
  stop: () => Promise<void>;
  log: Logger;
  limitMs?: number;
}

export function installOrderlyQuit({ stop, log, limitMs = 8_000 }: OrderlyQuitOptions): OrderlyQuit {
  let stopping: Promise<void> | null = null;
  let atRest = false;

  async function stopInTime(): Promise<void> {
    const late = Symbol('late');
    let timer: NodeJS.Timeout | undefined;
    const limit = new Promise<typeof late>((resolve) => {
      timer = setTimeout(resolve, limitMs, late);
    });
    try {
      if ((await Promise.race([stop(), limit])) === late) log.error('Stopping took too long.', { limitMs });
    } catch (error) {
      log.error('Switchyard did not stop in order.', { error });
    } finally {
      clearTimeout(timer);
      atRest = true;
    }
  }

  function stopOnce(): Promise<void> {
    stopping ??= stopInTime();
    return stopping;
  }

  app.on('before-quit', (event) => {
    if (atRest) return;
    event.preventDefault();
    const isFirst = stopping === null;
    const stopped = stopOnce();
    if (isFirst) void stopped.then(() => app.quit());
  });
  app.whenReady().then(
    () => powerMonitor.on('shutdown', () => app.quit()),
    () => undefined,
  );

  return {
    hasBegun: () => stopping !== null,
    async exit(code) {
      await stopOnce();
      app.exit(code);
    },
  };
}
