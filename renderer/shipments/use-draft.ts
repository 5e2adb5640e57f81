// Keeps what is typed as a draft in the core while it is being typed, so that neither Esc nor a crash loses it.

import { useCallback, useEffect, useRef, useState } from 'react';
import type { UseFormReturn } from 'react-hook-form';
import { useDesk } from '../state/use-desk.ts';
import type { ShipmentValues } from './shipment-values.ts';

const REST_MS = 600;

export interface Draft {
  state: 'none' | 'kept' | 'not-kept';
  /** What was typed is no longer wanted: sent, or thrown away. Typing again begins a new one. */
  forget(): void;
}

export function useDraft(form: UseFormReturn<ShipmentValues>, key: string, kept: boolean): Draft {
  const { actions } = useDesk();
  const [state, setState] = useState<Draft['state']>(kept ? 'kept' : 'none');
  const waiting = useRef<ReturnType<typeof setTimeout> | null>(null);
  /** One call at a time and the newest last: a save must not overtake the removal after it. */
  const line = useRef<Promise<unknown>>(Promise.resolve());

  useEffect(() => {
    const save = () => {
      waiting.current = null;
      const values = structuredClone(form.getValues());
      line.current = line.current.then(async () => {
        const outcome = await actions.saveDraft(key, values);
        setState(outcome.ok ? 'kept' : 'not-kept');
      });
    };
    const unsubscribe = form.subscribe({
      formState: { values: true },
      callback: () => {
        if (waiting.current !== null) clearTimeout(waiting.current);
        waiting.current = setTimeout(save, REST_MS);
      },
    });
    return () => {
      unsubscribe();
      if (waiting.current === null) return;
      clearTimeout(waiting.current);
      save();
    };
  }, [actions, form, key]);

  const forget = useCallback(() => {
    if (waiting.current !== null) clearTimeout(waiting.current);
    waiting.current = null;
    setState('none');
    line.current = line.current.then(() => actions.removeDraft(key));
  }, [actions, key]);

  return { state, forget };
}
