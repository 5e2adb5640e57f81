// The one place for keys: what is registered here works, stands in the "?" sheet and can be shown in tooltips.
// Keys are written "n", "?", "Escape", "mod+k", "shift+F10"; `mod` is Ctrl, on a Mac ⌘.

import { useEffect, useRef, useSyncExternalStore } from 'react';

export interface Shortcut {
  keys: string;
  /** What it does, for the sheet. */
  label: string;
  /** Under which heading it stands there. */
  group: string;
  /** Also while something is being typed or a dialog is open. */
  always?: boolean;
  /** Leaves the key to the next one that wants it, or to the browser, when it answers false. */
  run: (event: KeyboardEvent) => unknown;
}

type Registered = { current: Shortcut };

let registered: readonly Registered[] = [];
const listeners = new Set<() => void>();

/**
 * Whether a dialog was open as the key went down. Asked before anybody else hears of the key: a dialog that closes on
 * Escape is already gone when the key arrives at `press`, and the same Escape must not close what lay under it as well.
 */
let dialogWasOpen = false;
if (typeof window !== 'undefined') {
  const look = () => {
    dialogWasOpen = document.querySelector('[aria-modal="true"]') !== null;
  };
  window.addEventListener('keydown', look, { capture: true });
}

function change(next: readonly Registered[]) {
  const before = registered.length;
  registered = next;
  if (before === 0 && next.length > 0) window.addEventListener('keydown', press);
  if (before > 0 && next.length === 0) window.removeEventListener('keydown', press);
  for (const listener of listeners) listener();
}

function press(event: KeyboardEvent) {
  if (event.defaultPrevented || event.isComposing) return;
  if (dialogWasOpen && event.key === 'Escape') return;
  const busy = isTyping(event.target) || dialogWasOpen;
  // The one that came last is the nearest to what the person looks at.
  for (const { current } of registered.toReversed()) {
    if (busy && !current.always) continue;
    if (!matchesKeys(current.keys, event, isMac())) continue;
    if (current.run(event) === false) continue;
    event.preventDefault();
    return;
  }
}

function isTyping(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLElement &&
    (target.isContentEditable ||
      ['INPUT', 'TEXTAREA', 'SELECT'].includes(target.tagName) ||
      target.closest('[role="menu"], [role="listbox"]') !== null)
  );
}

/** Works as long as the component is mounted; null registers nothing. */
export function useShortcut(shortcut: Shortcut | null): void {
  const latest = useRef(shortcut);
  // Between a render with null and its effect the last one is still registered.
  if (shortcut !== null) latest.current = shortcut;
  const active = shortcut !== null;
  useEffect(() => {
    if (!active) return;
    const mine = latest as Registered;
    change([...registered, mine]);
    return () => change(registered.filter((other) => other !== mine));
  }, [active]);
}

/** All that work now, for the sheet. */
export function useShortcutList(): readonly Shortcut[] {
  const list = useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => registered,
  );
  return list.map(({ current }) => current);
}

interface KeyPress {
  key: string;
  ctrlKey: boolean;
  metaKey: boolean;
  altKey: boolean;
  shiftKey: boolean;
}

export function matchesKeys(keys: string, event: KeyPress, mac: boolean): boolean {
  const parts = partsOf(keys);
  const key = parts.pop() ?? '';
  const wants = (name: string) => parts.includes(name);
  const modPressed = mac ? event.metaKey : event.ctrlKey;
  const otherPressed = mac ? event.ctrlKey : event.metaKey;
  if (modPressed !== wants('mod') || otherPressed || event.altKey !== wants('alt')) return false;
  // Signs such as "?" need Shift on some keyboards and not on others: there it does not count.
  const isSign = key.length === 1 && key.toLowerCase() === key.toUpperCase();
  if (!isSign && event.shiftKey !== wants('shift')) return false;
  return event.key.toLowerCase() === key.toLowerCase();
}

/** "+" joins the parts and is a key itself. */
function partsOf(keys: string): string[] {
  return keys === '+' ? ['+'] : keys.split('+');
}

const NAMES: Record<string, string> = { escape: 'Esc', arrowup: '↑', arrowdown: '↓', ' ': 'Space' };

/** "mod+k" as its caps: ["Ctrl", "K"]. */
export function spellKeys(keys: string, mac = isMac()): string[] {
  return partsOf(keys).map((part) => {
    if (part === 'mod') return mac ? '⌘' : 'Ctrl';
    const name = NAMES[part.toLowerCase()];
    if (name !== undefined) return name;
    return part.length === 1 ? part.toUpperCase() : part.charAt(0).toUpperCase() + part.slice(1);
  });
}

function isMac(): boolean {
  return typeof navigator !== 'undefined' && navigator.userAgent.includes('Mac OS');
}
