// What stands in a field of the settings. A good value is kept when the person rests, leaves the field or presses Enter;
// a bad one stays as it was typed, with the reason, and the last good value holds. Esc brings that one back.

import { useCallback, useEffect, useRef, useState } from 'react';
import type { Typed } from './read-typed.ts';

const REST_MS = 800;

interface Options<Value> {
  /** What is kept now. */
  value: Value;
  show: (value: Value) => string;
  read: (text: string) => Typed<Value>;
  /** Answers whether it was kept. */
  keep: (value: Value) => Promise<boolean>;
  /** A value that must not be kept by merely resting or leaving: the person is asked. */
  asksFirst?: (value: Value) => boolean;
}

export interface TypedSetting<Value> {
  text: string;
  /** What is wrong with what stands there. */
  problem: string | null;
  /** What stands there is good, and waits for the person's word. */
  waiting: Value | null;
  type(text: string): void;
  /** Keeps it now (Enter, leaving the field). */
  settle(): void;
  /** The person has been asked, and said yes. */
  confirm(): void;
  /** Back to what is kept. */
  revert(): void;
}

export function useTypedSetting<Value>(options: Options<Value>): TypedSetting<Value> {
  const latest = useRef(options);
  latest.current = options;
  /** Null while nothing is being typed: then the field shows what is kept, wherever it was changed. */
  const [typed, setTyped] = useState<string | null>(null);
  const rest = useRef<ReturnType<typeof setTimeout> | undefined>(undefined);
  const present = useRef(typed);
  present.current = typed;

  const keepTyped = useCallback(async (text: string, asked: boolean) => {
    const { read, keep, value, asksFirst } = latest.current;
    const answer = read(text);
    if (!answer.ok) return;
    const changed = answer.value !== value;
    if (changed && !asked && asksFirst?.(answer.value) === true) return;
    if (changed && !(await keep(answer.value))) return;
    // What was typed meanwhile is newer than this.
    if (present.current === text) setTyped(null);
  }, []);

  useEffect(
    () => () => {
      clearTimeout(rest.current);
      if (present.current !== null) void keepTyped(present.current, false);
    },
    [keepTyped],
  );

  const { value, show, read, asksFirst } = options;
  const answer = typed === null ? null : read(typed);
  const waits = answer?.ok === true && answer.value !== value && asksFirst?.(answer.value) === true;
  return {
    text: typed ?? show(value),
    problem: answer === null || answer.ok ? null : answer.problem,
    waiting: waits ? answer.value : null,
    type(text) {
      setTyped(text);
      clearTimeout(rest.current);
      rest.current = setTimeout(() => {
        // While it stands in the field, it is not rewritten: "5." may become "5.5".
        const read = latest.current.read(text);
        if (read.ok && read.value !== latest.current.value && latest.current.asksFirst?.(read.value) !== true)
          void latest.current.keep(read.value);
      }, REST_MS);
    },
    settle() {
      clearTimeout(rest.current);
      if (typed !== null) void keepTyped(typed, false);
    },
    confirm() {
      if (typed !== null) void keepTyped(typed, true);
    },
    revert() {
      clearTimeout(rest.current);
      setTyped(null);
    },
  };
}
