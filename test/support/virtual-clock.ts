// A clock that is turned by hand. Timers run in the order of their times; between them pending promises get their turn.

import { setImmediate } from 'node:timers/promises';
import type { Clock } from '../../electron/core/ports.ts';

export interface VirtualClock extends Clock {
  /** Goes `ms` forward, running what becomes due on the way. */
  advance(ms: number): Promise<void>;
  /** Sets the clock without running anything that lies between: sleep, or somebody changing the time. */
  jump(ms: number): void;
  /** Lets pending promises (and real input and output) go on, without time passing. */
  settle(): Promise<void>;
  /** How many timers wait. */
  waiting(): number;
}

export function createVirtualClock(startAt = Date.UTC(2026, 7, 4, 15, 0, 0)): VirtualClock {
  let now = startAt;
  let timers: { at: number; run: () => void }[] = [];

  async function settle(): Promise<void> {
    for (let turn = 0; turn < 20; turn += 1) await setImmediate();
  }

  return {
    now: () => now,
    setTimeout(run, delayMs) {
      const timer = { at: now + Math.max(0, delayMs), run };
      timers.push(timer);
      return () => {
        timers = timers.filter((other) => other !== timer);
      };
    },
    async advance(ms) {
      const until = now + ms;
      await settle();
      while (true) {
        const [next] = timers.filter((timer) => timer.at <= until).sort((a, b) => a.at - b.at);
        if (!next) break;
        timers = timers.filter((timer) => timer !== next);
        now = Math.max(now, next.at);
        next.run();
        await settle();
      }
      now = until;
      await settle();
    },
    jump(ms) {
      now += ms;
      // A timer counts what passes, not what the clock shows: set back, it still comes in as long as before.
      if (ms < 0) for (const timer of timers) timer.at += ms;
    },
    settle,
    waiting: () => timers.length,
  };
}
