// Keys of the outbox: arrows from command to command, and letters for the buttons of the one that has the focus.

import type { RefObject } from 'react';
import { useShortcut } from '../ui/use-shortcut.ts';
import { texts } from './texts.ts';

export function useOutboxKeys(list: RefObject<HTMLElement | null>): void {
  const { group, move, retry, edit, discard } = texts.keys;

  function step(by: 1 | -1) {
    const mains = [...(list.current?.querySelectorAll<HTMLElement>('[data-main]') ?? [])];
    const here = mains.indexOf(
      focusedEntry(list.current)?.querySelector<HTMLElement>('[data-main]') ?? document.body,
    );
    const next = here === -1 ? (by === 1 ? 0 : mains.length - 1) : here + by;
    mains[Math.min(Math.max(next, 0), mains.length - 1)]?.focus();
  }

  /** Presses a button of the focused command; the key is somebody else's where there is none. */
  function press(act: string) {
    const button = focusedEntry(list.current)?.querySelector<HTMLElement>(`[data-act="${act}"]`) ?? null;
    if (button === null) return false;
    button.click();
    return true;
  }

  useShortcut({ keys: 'ArrowDown', label: move, group, run: () => step(1) });
  useShortcut({ keys: 'ArrowUp', label: move, group, run: () => step(-1) });
  useShortcut({ keys: 'r', label: retry, group, run: () => press('retry') });
  useShortcut({ keys: 'e', label: edit, group, run: () => press('edit') });
  useShortcut({ keys: 'Delete', label: discard, group, run: () => press('discard') });
}

function focusedEntry(list: HTMLElement | null): Element | null {
  const focused = document.activeElement;
  return list?.contains(focused) ? (focused?.closest('[data-command]') ?? null) : null;
}
