// Keeps the keyboard's place when the command it stood on moves to another group or goes away: on the same command
// where it still is, otherwise on the one that took its place.

import { type RefObject, useLayoutEffect, useRef } from 'react';

export function useKeptFocus(list: RefObject<HTMLElement | null>, entries: unknown): void {
  const place = useRef<{ id: string; index: number } | null>(null);

  useLayoutEffect(() => {
    const element = list.current;
    if (element === null) return;
    const remember = (event: FocusEvent) => {
      const all = commandsIn(element);
      const entry = (event.target as Element).closest<HTMLElement>('[data-command]');
      place.current = entry === null ? null : { id: entry.dataset.command ?? '', index: all.indexOf(entry) };
    };
    element.addEventListener('focusin', remember);
    return () => element.removeEventListener('focusin', remember);
  }, [list]);

  // biome-ignore lint/correctness/useExhaustiveDependencies: after every change of the entries, and only then
  useLayoutEffect(() => {
    const element = list.current;
    if (element === null || place.current === null || document.activeElement !== document.body) return;
    const all = commandsIn(element);
    const { id, index } = place.current;
    const next = all.find((entry) => entry.dataset.command === id) ?? all[Math.min(index, all.length - 1)];
    next?.querySelector<HTMLElement>('[data-main]')?.focus();
  }, [entries]);
}

function commandsIn(list: HTMLElement): HTMLElement[] {
  return [...list.querySelectorAll<HTMLElement>('[data-command]')];
}
