// A clock that tests turn by hand. For unit tests of the core; it also turns Date, which libraries read by themselves.
import { afterEach, beforeEach, vi } from 'vitest';
import type { Clock } from '../../electron/core/ports.ts';

interface Timer {
  at: number;
  run: () => void;
}

export interface HandClock extends Clock {
  /** Moves on by this long; timers that fall due run in their order. */
  advance(ms: number): void;
  /** Sets the clock without running anything, as a person or a time server would. */
  setTo(at: number): void;
  /**
   * Waits for a promise that depends on real input and output and on this clock. Moves on whenever the next timer is
   * due within `withinMs`; timers further away (time limits) are left alone.
   */
  until<Value>(promise: Promise<Value>, withinMs?: number): Promise<Value>;
}

/** Installs a clock for each test of the calling file; only Date is faked, so that real sockets keep working. */
export function installHandClock(startsAt = Date.UTC(2026, 10, 3, 14, 0, 0)): HandClock {
  let timers: Timer[] = [];

  beforeEach(() => {
    timers = [];
    vi.useFakeTimers({ toFake: ['Date'], now: startsAt });
  });
  afterEach(() => {
    vi.useRealTimers();
  });

  function next(): Timer | undefined {
    return timers.toSorted((a, b) => a.at - b.at)[0];
  }

  function advance(ms: number): void {
    const end = Date.now() + ms;
    for (let timer = next(); timer !== undefined && timer.at <= end; timer = next()) {
      const due = timer;
      timers = timers.filter((other) => other !== due);
      vi.setSystemTime(Math.max(Date.now(), due.at));
      due.run();
    }
    vi.setSystemTime(end);
  }

  return {
    now: () => Date.now(),
    setTimeout(run, delayMs) {
      const timer = { at: Date.now() + delayMs, run };
      timers.push(timer);
      return () => {
        timers = timers.filter((other) => other !== timer);
      };
    },
    advance,
    setTo: (at) => vi.setSystemTime(at),
    async until(promise, withinMs = 20_000) {
      let settled = false;
      const watched = promise.finally(() => {
        settled = true;
      });
      watched.catch(() => undefined);
      while (!settled) {
        await new Promise((resolve) => setImmediate(resolve));
        const waitMs = (next()?.at ?? Number.POSITIVE_INFINITY) - Date.now();
        if (!settled && waitMs <= withinMs) advance(Math.max(0, waitMs));
      }
      return watched;
    },
  };
}
