// Where a message from the core or from TwinJet belongs in the form. Pure.

import type { FieldMessage } from '../../shared/contract/errors.ts';
import { type ComposeValues, EMPTY_ADDRESS, emptyValues, NEW_ITEM } from './compose-values.ts';
import type { FieldProblem } from './to-payload.ts';

const FIELDS = new Set([
  ...Object.keys(emptyValues('')).filter((field) => !field.endsWith('_day') && !field.endsWith('_address')),
  ...['pick_address', 'deliver_address'].flatMap((end) =>
    Object.keys(EMPTY_ADDRESS).map((field) => `${end}.${field}`),
  ),
]);

/** Fields of the form that hold the message; the others, in their own words, for the form as a whole. */
export function placeProblems(
  messages: readonly FieldMessage[],
  values: ComposeValues,
): { placed: FieldProblem[]; others: FieldMessage[] } {
  const placed: FieldProblem[] = [];
  const others: FieldMessage[] = [];
  for (const message of messages) {
    const field = fieldOf(message.field, values);
    if (field === null) others.push(message);
    else placed.push({ field, message: message.message });
  }
  return { placed, others };
}

function fieldOf(path: string, values: ComposeValues): string | null {
  const [end, ...rest] = path.replace(/^(job|changes)\./, '').split('.');
  if (end === 'job_items') {
    const [line = '', part = 'quantity'] = rest;
    const known = /^\d+$/.test(line) && Number(line) < values.job_items.length && part in NEW_ITEM;
    return known ? `job_items.${line}.${part}` : null;
  }
  // TwinJet calls the same end by two names, and the parts of an address too.
  const name = end === 'drop_address' ? 'deliver_address' : (end ?? '');
  const part = rest[0] === 'zip' ? 'zip_code' : rest[0] === 'address' ? 'street_address' : rest[0];
  const field = part === undefined ? name : `${name}.${part}`;
  if (FIELDS.has(field)) return field;
  return FIELDS.has(`${field}.street_address`) ? `${field}.street_address` : null;
}
