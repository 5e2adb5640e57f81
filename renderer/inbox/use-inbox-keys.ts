// Keys of the inbox: arrows from entry to entry, letters for what can be done with the one that has the focus; and its
// place is kept when that entry goes, so that one after the other can be dealt with.

import { type RefObject, useLayoutEffect, useRef } from 'react';
import { useShortcut } from '../ui/use-shortcut.ts';
import { texts } from './texts.ts';

interface Options {
  list: RefObject<HTMLElement | null>;
  /** Changes when the entries do. */
  entries: unknown;
  undo: (() => void) | null;
}

export function useInboxKeys({ list, entries, undo }: Options): void {
  const { group, move, open, next, acknowledge, snooze, undo: undoLabel } = texts.keys;
  const place = useRef<{ about: string; index: number }>({ about: '', index: 0 });
  const arrived = useRef(false);

  function step(by: 1 | -1) {
    const mains = mainsIn(list.current);
    const here = mains.findIndex((main) => main.closest('[data-entry]') === focusedEntry(list.current));
    const target = here === -1 ? (by === 1 ? 0 : mains.length - 1) : here + by;
    mains[Math.min(Math.max(target, 0), mains.length - 1)]?.focus();
  }

  /** Presses a button of the focused entry; the key is somebody else's where there is none. */
  function press(selector: string) {
    const button = focusedEntry(list.current)?.querySelector<HTMLElement>(selector) ?? null;
    if (button === null) return false;
    button.click();
    return true;
  }

  useShortcut({ keys: 'ArrowDown', label: move, group, run: () => step(1) });
  useShortcut({ keys: 'ArrowUp', label: move, group, run: () => step(-1) });
  // The focused name is a button: Enter is its own. Here it stands for the sheet.
  useShortcut({ keys: 'Enter', label: open, group, run: () => false });
  useShortcut({ keys: 'a', label: next, group, run: () => press('[data-act="next"]') });
  useShortcut({
    keys: 'e',
    label: acknowledge,
    group,
    run: () => press('[data-act-box="acknowledge"] button'),
  });
  useShortcut({ keys: 's', label: snooze, group, run: () => press('[data-act-box="snooze"] button') });
  useShortcut(undo === null ? null : { keys: 'mod+z', label: undoLabel, group, run: undo });

  useLayoutEffect(() => {
    const element = list.current;
    if (element === null) return;
    const remember = (event: FocusEvent) => {
      const entry = (event.target as Element).closest<HTMLElement>('[data-entry]');
      if (entry === null) return;
      const index = mainsIn(element).findIndex((main) => main.closest('[data-entry]') === entry);
      place.current = { about: entry.dataset.entry ?? '', index };
    };
    element.addEventListener('focusin', remember);
    return () => element.removeEventListener('focusin', remember);
  }, [list]);

  // biome-ignore lint/correctness/useExhaustiveDependencies: after every change of the entries, and only then
  useLayoutEffect(() => {
    const mains = mainsIn(list.current);
    if (mains.length === 0 || (arrived.current && document.activeElement !== document.body)) return;
    arrived.current = true;
    const same = mains.find(
      (main) => main.closest<HTMLElement>('[data-entry]')?.dataset.entry === place.current.about,
    );
    (same ?? mains[Math.min(place.current.index, mains.length - 1)])?.focus();
  }, [entries]);
}

/** Of those that are open, in the order of the screen: what was put away stands in folds. */
function mainsIn(list: HTMLElement | null): HTMLElement[] {
  return [...(list?.querySelectorAll<HTMLElement>('[data-entry] [data-main]') ?? [])].filter(
    (main) => main.closest('details:not([open])') === null,
  );
}

function focusedEntry(list: HTMLElement | null): Element | null {
  const focused = document.activeElement;
  return list?.contains(focused) ? (focused?.closest('[data-entry]') ?? null) : null;
}
