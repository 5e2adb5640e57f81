// Keeps what is typed as a draft in the core while it is being typed, so that neither Esc nor a crash loses it.

import { useCallback, useEffect, useRef, useState } from 'react';
import type { UseFormReturn } from 'react-hook-form';
import { useDesk } from '../state/use-desk.ts';
import type { ComposeValues } from './compose-values.ts';
import type { QuoteKeeper } from './quote-keeper.ts';

const REST_MS = 600;

export interface Draft {
  state: 'none' | 'kept' | 'not-kept';
  /** What was typed is no longer wanted: sent, or thrown away. Typing again begins a new one. */
  forget(): void;
}

/** With it goes when its quote was given: a booking that is left long enough to outlive it is called back to mind. */
export function useDraft(
  form: UseFormReturn<ComposeValues>,
  key: string,
  kept: boolean,
  quotes: QuoteKeeper,
): Draft {
  const { actions } = useDesk();
  const [state, setState] = useState<Draft['state']>(kept ? 'kept' : 'none');
  /** There is something to keep: a quote alone, of a form nobody typed into, is none. */
  const typed = useRef(kept);
  const waiting = useRef<ReturnType<typeof setTimeout> | null>(null);
  /** One call at a time and the newest last: a save must not overtake the removal after it. */
  const line = useRef<Promise<unknown>>(Promise.resolve());

  useEffect(() => {
    const save = () => {
      waiting.current = null;
      const quote = quotes.store.getState();
      const values = {
        ...structuredClone(form.getValues()),
        ...(quote.kind === 'quote' && { quotedAt: quote.quote.quotedAt }),
      };
      line.current = line.current.then(async () => {
        const outcome = await actions.saveDraft(key, values);
        setState(outcome.ok ? 'kept' : 'not-kept');
      });
    };
    const saveSoon = () => {
      if (waiting.current !== null) clearTimeout(waiting.current);
      waiting.current = setTimeout(save, REST_MS);
    };
    const unsubscribe = form.subscribe({
      formState: { values: true },
      callback: () => {
        typed.current = true;
        saveSoon();
      },
    });
    const ignoreQuotes = quotes.store.subscribe(({ kind }) => {
      if (kind === 'quote' && typed.current) saveSoon();
    });
    return () => {
      unsubscribe();
      ignoreQuotes();
      if (waiting.current === null) return;
      clearTimeout(waiting.current);
      save();
    };
  }, [actions, form, key, quotes]);

  const forget = useCallback(() => {
    if (waiting.current !== null) clearTimeout(waiting.current);
    waiting.current = null;
    typed.current = false;
    setState('none');
    line.current = line.current.then(() => actions.removeDraft(key));
  }, [actions, key]);

  return { state, forget };
}
