// Keeps what is typed between a key that leads to a text field and the moment that field has the focus, and writes it
// there, in order: a busy page may draw late, and letters must neither be lost nor be taken for shortcuts.
// Called by whoever opens something to type into.

/** Text to write, or a key that means something in a field or a list. */
type Ahead = { text: string } | { key: string };

/** Longer than any form takes to appear: what turns out to have no field must not swallow keys for good. */
const MOST_MS = 5_000;
const KEYS = ['Enter', 'ArrowDown', 'ArrowUp'];

let waiting: readonly Ahead[] | null = null;
let limit: ReturnType<typeof setTimeout> | undefined;

/** From now on keys are kept, until something has the focus, or Escape, Tab or the pointer says otherwise. */
export function keepKeysAhead(): void {
  stop();
  waiting = [];
  limit = setTimeout(stop, MOST_MS);
  window.addEventListener('keydown', keep, { capture: true });
  window.addEventListener('focusin', arrive, { capture: true });
  window.addEventListener('pointerdown', stop, { capture: true });
}

function stop(): void {
  waiting = null;
  clearTimeout(limit);
  window.removeEventListener('keydown', keep, { capture: true });
  window.removeEventListener('focusin', arrive, { capture: true });
  window.removeEventListener('pointerdown', stop, { capture: true });
}

function keep(event: KeyboardEvent): void {
  if (waiting === null || event.isComposing || event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.key === 'Escape' || event.key === 'Tab') {
    stop();
    return;
  }
  // Still the key that began it, held down.
  if (!event.repeat) waiting = withKey(waiting, event.key);
  event.preventDefault();
  event.stopImmediatePropagation();
}

function arrive({ target }: FocusEvent): void {
  // A dialog takes the focus for itself before its field has it.
  if (!(target instanceof HTMLElement) || target.tabIndex < 0) return;
  const kept = waiting ?? [];
  stop();
  // It got the focus in the middle of being drawn: what it were told now, it would not hear.
  if (kept.length > 0) queueMicrotask(() => deliver(kept, target));
}

function deliver(kept: readonly Ahead[], target: HTMLElement): void {
  const field = textField(target);
  for (const one of kept) {
    if ('text' in one && field !== null) write(field, one.text);
    else for (const key of 'text' in one ? one.text : [one.key]) press(target, key);
  }
}

/** A key on what is no text field, such as a list to choose from; what it opens may take the keys after it. */
function press(target: HTMLElement, key: string): void {
  if (waiting !== null) waiting = withKey(waiting, key);
  else if (key === 'Enter' && target instanceof HTMLButtonElement) target.click();
  else target.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true }));
}

/** What is kept when this key comes after it. Keys that write nothing and mean nothing in a field are dropped. */
export function withKey(kept: readonly Ahead[], key: string): Ahead[] {
  const last = kept.at(-1);
  const text = last !== undefined && 'text' in last ? last.text : '';
  const before = text === '' ? kept : kept.slice(0, -1);
  if ([...key].length === 1) return [...before, { text: text + key }];
  if (key === 'Backspace') {
    const left = [...text].slice(0, -1).join('');
    return left === '' ? [...before] : [...before, { text: left }];
  }
  return KEYS.includes(key) ? [...kept, { key }] : [...kept];
}

type TextField = HTMLInputElement | HTMLTextAreaElement;

function textField(target: HTMLElement): TextField | null {
  const isField = target instanceof HTMLInputElement || target instanceof HTMLTextAreaElement;
  return isField && target.selectionStart !== null ? target : null;
}

/** As if it were typed: over what is selected, and heard by whoever listens to the field. */
function write(field: TextField, text: string): void {
  field.setRangeText(text, field.selectionStart ?? 0, field.selectionEnd ?? 0, 'end');
  field.dispatchEvent(new InputEvent('input', { data: text, inputType: 'insertText', bubbles: true }));
}
