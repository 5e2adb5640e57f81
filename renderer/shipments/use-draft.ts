// Keeps what is typed into a shipment's form as a draft.

import { useEffect } from 'react';
import type { UseFormReturn } from 'react-hook-form';
import { type KeptDraft, useKeptDraft } from '../state/use-kept-draft.ts';
import type { ShipmentValues } from './shipment-values.ts';

export function useDraft(form: UseFormReturn<ShipmentValues>, key: string, kept: boolean): KeptDraft {
  const draft = useKeptDraft(key, kept);
  const { changed } = draft;
  useEffect(
    () =>
      form.subscribe({
        formState: { values: true },
        callback: () => changed(() => structuredClone(form.getValues())),
      }),
    [changed, form],
  );
  return draft;
}
