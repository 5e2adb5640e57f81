// One tick a second for everything on screen that shows a running time. Components pick from it what they show, so that
// one re-renders only when its own text changes, never the list around it.

import { useSyncExternalStore } from 'react';

const listeners = new Set<() => void>();
let now = Date.now();
let timer: ReturnType<typeof setInterval> | undefined;

function tick() {
  now = Date.now();
  for (const listener of listeners) listener();
}

/** For what is not a component (a canvas); answers how to stop. */
export function onTick(listener: () => void): () => void {
  listeners.add(listener);
  timer ??= setInterval(tick, 1000);
  return () => {
    listeners.delete(listener);
    if (listeners.size > 0) return;
    clearInterval(timer);
    timer = undefined;
  };
}

/** The present time of the page; may be up to a second old. */
export function currentTime(): number {
  if (timer === undefined) now = Date.now();
  return now;
}

/** `pick` must answer a primitive (or something kept): it decides what a change is. */
export function useTick<Picked>(pick: (now: number) => Picked): Picked {
  return useSyncExternalStore(onTick, () => pick(currentTime()));
}
