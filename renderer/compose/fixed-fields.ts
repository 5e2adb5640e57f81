// Which fields of the form stay as they are: what TwinJet cannot change after booking. Empty for a new job.

import { createContext, useContext } from 'react';

export const FixedFields = createContext<ReadonlySet<string>>(new Set());

/** Seed 002: reference, photo, external_id and live are not among the editable parameters. */
export const FIXED_AFTER_BOOKING: ReadonlySet<string> = new Set([
  'live',
  'reference',
  'photo',
  'external_id',
]);

export function useFixedFields(): ReadonlySet<string> {
  return useContext(FixedFields);
}
