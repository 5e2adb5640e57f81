// Keeps what is typed into the booking form as a draft. With it goes when its quote was given: a booking that is left long
// enough to outlive it is called back to mind.

import { useCallback, useEffect, useRef } from 'react';
import type { UseFormReturn } from 'react-hook-form';
import { type KeptDraft, useKeptDraft } from '../state/use-kept-draft.ts';
import type { ComposeValues } from './compose-values.ts';
import type { QuoteKeeper } from './quote-keeper.ts';

export function useDraft(
  form: UseFormReturn<ComposeValues>,
  key: string,
  kept: boolean,
  quotes: QuoteKeeper,
): KeptDraft {
  const draft = useKeptDraft(key, kept);
  const { changed, forget } = draft;
  /** There is something to keep: a quote alone, of a form nobody typed into, is none. */
  const typed = useRef(kept);

  useEffect(() => {
    const value = () => {
      const quote = quotes.store.getState();
      return {
        ...structuredClone(form.getValues()),
        ...(quote.kind === 'quote' && { quotedAt: quote.quote.quotedAt }),
      };
    };
    const unsubscribe = form.subscribe({
      formState: { values: true },
      callback: () => {
        typed.current = true;
        changed(value);
      },
    });
    const ignoreQuotes = quotes.store.subscribe(({ kind }) => {
      if (kind === 'quote' && typed.current) changed(value);
    });
    return () => {
      unsubscribe();
      ignoreQuotes();
    };
  }, [changed, form, quotes]);

  return {
    ...draft,
    forget: useCallback(() => {
      typed.current = false;
      forget();
    }, [forget]),
  };
}
