// Whether what stands in the form can be sent, and as what: a whole booking, or only the changes of one. Pure.
// The contract's schemas judge; this file tells the form where their sentences belong.

import {
  type TwinJetChanges,
  type TwinJetJob,
  twinJetChangesSchema,
  twinJetJobSchema,
} from '../../shared/contract/twinjet.ts';
import type { AddressValues, ComposeValues } from './compose-values.ts';
import { texts } from './texts.ts';
import { type FieldProblem, type Reading, toPayload } from './to-payload.ts';

export type AddressRules = 'us' | 'relaxed';
export type Checked<Value> = { ok: true; value: Value } | { ok: false; problems: FieldProblem[] };

/** What PATCH takes; the others stay as they were booked (seed 002, "Parameters - Editable"). */
const EDITABLE = [
  'order_contact_name',
  'order_contact_phone',
  'pick_address',
  'deliver_address',
  'ready_time',
  'deliver_from_time',
  'deliver_to_time',
  'webhook_url',
  'service_id',
  'payment_method',
  'order_total',
  'delivery_fee',
  'tip',
  'job_items',
  'special_instructions',
] as const;
type Editable = (typeof EDITABLE)[number];

export function checkBooking(values: ComposeValues, rules: AddressRules): Checked<TwinJetJob> {
  const reading = toPayload(values);
  const parsed = twinJetJobSchema(rules).safeParse(reading.payload);
  const problems = [...reading.problems, ...issuesOf(parsed.error, reading)];
  // The schema looks at these two only once all else is right; a person wants to hear everything at once.
  const { payload } = reading;
  if (payload.pick_address === undefined && payload.deliver_address === undefined) {
    problems.push({ field: 'deliver_address.street_address', message: texts.noAddress });
  }
  problems.push(...windowProblem(reading));
  return parsed.success && problems.length === 0
    ? { ok: true, value: parsed.data }
    : { ok: false, problems: firstOfEach(problems) };
}

/**
 * Only what differs from `before`, each field whole; `{}` when nothing does. A text that was emptied is sent as "";
 * what TwinJet has no empty value for cannot be taken back, and the problem says what to do instead.
 */
export function checkChanges(
  values: ComposeValues,
  before: ComposeValues,
  rules: AddressRules,
): Checked<TwinJetChanges> {
  const reading = toPayload(values, false);
  const known = toPayload(before, false).payload;
  const changed = EDITABLE.filter((field) => !same(typedIn(values, field), typedIn(before, field)));
  const changes: Record<string, unknown> = {};
  const problems: FieldProblem[] = [];
  for (const field of changed) {
    const problem = reading.problems.filter((found) => found.field.split('.')[0] === field);
    problems.push(...problem);
    if (problem.length > 0 || same(reading.payload[field], known[field])) continue;
    if (reading.payload[field] !== undefined) changes[field] = reading.payload[field];
    else if (field === 'special_instructions') changes[field] = '';
    else if (field === 'job_items') changes[field] = [];
    else problems.push({ field: fieldToShow(field), message: texts.cannotTakeBack(field) });
  }
  for (const end of ['pick_address', 'deliver_address'] as const) {
    if (changes[end] !== undefined) changes[end] = withEmptied(changes[end], known[end]);
  }
  const parsed = twinJetChangesSchema(rules).safeParse(changes);
  problems.push(...issuesOf(parsed.error, reading));
  if (changes.deliver_from_time !== undefined || changes.deliver_to_time !== undefined) {
    problems.push(...windowProblem(reading));
  }
  return parsed.success && problems.length === 0
    ? { ok: true, value: parsed.data }
    : { ok: false, problems: firstOfEach(problems) };
}

/** The form's fields behind one field of the payload. */
function typedIn(values: ComposeValues, field: Editable): unknown {
  switch (field) {
    case 'ready_time':
      return [values.ready_day, values.ready_time];
    case 'deliver_from_time':
      return [values.deliver_day, values.deliver_from_time];
    case 'deliver_to_time':
      return [values.deliver_day, values.deliver_from_time, values.deliver_to_time, values.deliver_to_day];
    default:
      return values[field];
  }
}

/** A line of the address that was emptied is sent as "": left out, TwinJet might keep the old one. */
function withEmptied(address: unknown, before: unknown): unknown {
  const emptied = Object.keys((before ?? {}) as AddressValues).filter((key) => !(key in (address as object)));
  return { ...Object.fromEntries(emptied.map((key) => [key, ''])), ...(address as object) };
}

function windowProblem({ payload }: Reading): FieldProblem[] {
  const { deliver_from_time: from, deliver_to_time: to } = payload;
  if (typeof from !== 'string' || typeof to !== 'string' || Date.parse(to) >= Date.parse(from)) return [];
  return [{ field: 'deliver_to_time', message: texts.windowBackwards }];
}

interface Issues {
  issues: { path: PropertyKey[]; message: string }[];
}

function issuesOf(error: Issues | undefined, reading: Reading): FieldProblem[] {
  return (error?.issues ?? []).map(({ path, message }) => {
    const [first, index, ...rest] = path.map(String);
    // Lines that were left empty are not in the payload: its second item may be the form's third line.
    const line = first === 'job_items' ? reading.itemLines[Number(index)] : undefined;
    const field = line === undefined ? path.map(String).join('.') : ['job_items', line, ...rest].join('.');
    return { field: fieldToShow(field), message };
  });
}

/** An address as a whole has no field of its own. */
function fieldToShow(field: string): string {
  return field === 'pick_address' || field === 'deliver_address' ? `${field}.street_address` : field;
}

function firstOfEach(problems: FieldProblem[]): FieldProblem[] {
  return problems.filter(
    ({ field }, index) => problems.findIndex((other) => other.field === field) === index,
  );
}

function same(a: unknown, b: unknown): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}
