// Tells whoever shows counts outside the page (the tray) when they changed. Made by core.ts.
// Jobs become late by time alone, so it looks now and then even where nothing was written.

import type { ChangeFeed } from '../feed/change-feed.ts';
import type { Clock, Logger } from '../ports.ts';

const LOOK_EVERY_MS = 10_000;
const GATHER_MS = 250;

export interface CountsWatch<Counts> {
  onChange(listener: (counts: Counts) => void): () => void;
  /** Something that no write tells of may have changed. */
  look(): void;
  stop(): void;
}

interface Options<Counts> {
  feed: ChangeFeed;
  clock: Clock;
  log: Logger;
  counts: () => Promise<Counts>;
}

export function watchCounts<Counts extends { late: number }>(options: Options<Counts>): CountsWatch<Counts> {
  const { feed, clock, log, counts } = options;
  const listeners = new Set<(counts: Counts) => void>();
  let told = '';
  let late = 0;
  let stopped = false;
  let cancel = clock.setTimeout(look, LOOK_EVERY_MS);
  let soon = false;
  const unsubscribe = feed.subscribe(lookSoon);

  function schedule(delayMs: number): void {
    cancel();
    if (!stopped) cancel = clock.setTimeout(look, delayMs);
  }

  function lookSoon(): void {
    if (soon) return;
    soon = true;
    schedule(GATHER_MS);
  }

  function look(): void {
    soon = false;
    tell()
      .catch((error: unknown) => log.warn('The counts could not be read', { error: String(error) }))
      .finally(() => {
        if (!soon) schedule(LOOK_EVERY_MS);
      });
  }

  async function tell(): Promise<void> {
    const now = await counts();
    // The pages ask again for what became late by time alone.
    if (now.late !== late) feed.topics('counts');
    late = now.late;
    const words = JSON.stringify({ ...now, revision: 0 });
    if (words === told || stopped) return;
    told = words;
    for (const listener of listeners) listener(now);
  }

  return {
    onChange(listener) {
      listeners.add(listener);
      told = '';
      lookSoon();
      return () => listeners.delete(listener);
    },
    look: lookSoon,
    stop() {
      stopped = true;
      cancel();
      unsubscribe();
    },
  };
}
