// The quote of the form that is open: keeps it in step with what is typed, and shows its places to the map.

import { useEffect, useMemo, useState } from 'react';
import type { UseFormReturn } from 'react-hook-form';
import { useWatch } from 'react-hook-form';
import { useDesk, useDeskStore } from '../state/use-desk.ts';
import type { ComposeValues } from './compose-values.ts';
import { createQuoteKeeper, type QuoteKeeper } from './quote-keeper.ts';
import { previewOf } from './quote-preview.ts';
import { quoteQuestion } from './quote-question.ts';

const REST_MS = 500;

/** `unless`: addresses that need no quote, those of the job that is being changed. */
export function useQuote(form: UseFormReturn<ComposeValues>, unless: ComposeValues | null): QuoteKeeper {
  const { actions, stores } = useDesk();
  const rules = useDeskStore('settings', (state) => state.settings.addressRules);
  const [quotes] = useState(() =>
    createQuoteKeeper({
      ask: (question, signal) => actions.validateTwinJet(question, signal),
      restMs: REST_MS,
      now: Date.now,
    }),
  );
  const [connectionId, pick_address, deliver_address] = useWatch({
    control: form.control,
    name: ['connectionId', 'pick_address', 'deliver_address'],
  });
  const question = useMemo(() => {
    const asked = quoteQuestion({ connectionId, pick_address, deliver_address }, rules);
    const known = unless === null ? null : quoteQuestion(unless, rules);
    return JSON.stringify(asked) === JSON.stringify(known) ? null : asked;
  }, [connectionId, pick_address, deliver_address, rules, unless]);

  useEffect(() => () => quotes.stop(), [quotes]);
  useEffect(() => quotes.want(question), [quotes, question]);
  useEffect(() => {
    const show = () => stores.preview.setState({ preview: previewOf(quotes.store.getState()) });
    show();
    const unsubscribe = quotes.store.subscribe(show);
    return () => {
      unsubscribe();
      stores.preview.setState({ preview: null });
    };
  }, [quotes, stores]);
  return quotes;
}
