// Keeps what is typed as a draft in the core while it is being typed, so that neither Esc nor a crash loses it. Used by every
// form that books something; what a draft holds is theirs to read.

import { useCallback, useEffect, useRef, useState } from 'react';
import { useDesk } from './use-desk.ts';

const REST_MS = 600;

export interface KeptDraft {
  state: 'none' | 'kept' | 'not-kept';
  /** Something was typed. `value` is asked for when it is kept. */
  changed(value: () => unknown): void;
  /** It is no longer wanted: sent, or thrown away. Typing again begins a new one. */
  forget(): void;
}

/** The draft under this key: undefined until it has been looked for, null where there is none. */
export function useDraftAt(key: string): { value: unknown; savedAt: number } | null | undefined {
  const { actions } = useDesk();
  const [found, setFound] = useState<{ value: unknown; savedAt: number } | null | undefined>(undefined);
  useEffect(() => {
    let wanted = true;
    void actions.listDrafts().then((outcome) => {
      if (!wanted) return;
      const kept = outcome.ok ? outcome.value.find((draft) => draft.key === key) : undefined;
      setFound(kept ?? null);
    });
    return () => {
      wanted = false;
    };
  }, [actions, key]);
  return found;
}

export function useKeptDraft(key: string, kept: boolean): KeptDraft {
  const { actions } = useDesk();
  const [state, setState] = useState<KeptDraft['state']>(kept ? 'kept' : 'none');
  const waiting = useRef<ReturnType<typeof setTimeout> | null>(null);
  const newest = useRef<() => unknown>(() => null);
  /** One call at a time and the newest last: a save must not overtake the removal after it. */
  const line = useRef<Promise<unknown>>(Promise.resolve());

  const save = useCallback(() => {
    waiting.current = null;
    const value = newest.current();
    line.current = line.current.then(async () => {
      const outcome = await actions.saveDraft(key, value);
      setState(outcome.ok ? 'kept' : 'not-kept');
    });
  }, [actions, key]);

  const changed = useCallback(
    (value: () => unknown) => {
      newest.current = value;
      if (waiting.current !== null) clearTimeout(waiting.current);
      waiting.current = setTimeout(save, REST_MS);
    },
    [save],
  );

  const forget = useCallback(() => {
    if (waiting.current !== null) clearTimeout(waiting.current);
    waiting.current = null;
    setState('none');
    line.current = line.current.then(() => actions.removeDraft(key));
  }, [actions, key]);

  // Closed within the pause: kept all the same.
  useEffect(
    () => () => {
      if (waiting.current === null) return;
      clearTimeout(waiting.current);
      save();
    },
    [save],
  );

  return { state, changed, forget };
}
