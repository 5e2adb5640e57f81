// What stands in the form of a parcel, as texts, and what it becomes: a tracking or its changes in the contract's names.
// Pure; used by parcel-form.tsx. The rules are those of the contract's schemas.

import {
  type AfterShipChanges,
  type AfterShipTracking,
  type AfterShipTrackingInput,
  afterShipChanges,
  afterShipTrackingInput,
} from '../../shared/contract/aftership.ts';
import { FIELDS, type FieldName, fieldNames, isOnce } from './parcel-fields.ts';
import { texts } from './texts.ts';

export type ParcelValues = Record<FieldName, string>;
export type FieldErrors = Partial<Record<FieldName, string>>;

type Checked<Value> = { ok: true; value: Value } | { ok: false; errors: FieldErrors };

export function emptyParcel(): ParcelValues {
  const values = Object.fromEntries(fieldNames.map((name) => [name, ''])) as ParcelValues;
  return { ...values, slug: 'j-net' };
}

/** A draft as kept; what this version does not know is left out. */
export function valuesFromDraft(kept: unknown): ParcelValues {
  const typed = (typeof kept === 'object' && kept !== null ? kept : {}) as Record<string, unknown>;
  const values = emptyParcel();
  for (const name of fieldNames) {
    const value = typed[name];
    if (typeof value === 'string') values[name] = value;
  }
  return values;
}

/** From what AfterShip last told, or, of one that never left, from what was written for it. */
export function valuesOf(told: Partial<AfterShipTracking> | null, request: unknown): ParcelValues {
  const said = { ...(typeof request === 'object' ? request : null), ...withoutNulls(told) } as Record<
    string,
    unknown
  >;
  const values = { ...emptyParcel(), slug: '' };
  for (const name of fieldNames) values[name] = textOf(said[name]);
  return values;
}

export function checkParcel(values: ParcelValues): Checked<AfterShipTrackingInput> {
  const said = fieldNames.flatMap((name) =>
    values[name].trim() === '' && name !== 'slug' ? [] : [[name, sayingOf(name, values[name])]],
  );
  return checked(afterShipTrackingInput.safeParse(Object.fromEntries(said)));
}

/**
 * Only what reads otherwise than before. `version` is that of the connection: not each has a way to take a promised day
 * back.
 */
export function checkChanges(
  values: ParcelValues,
  before: ParcelValues,
  version: string | undefined,
): Checked<AfterShipChanges> {
  const changed = fieldNames.filter((name) => !isOnce(name) && values[name].trim() !== before[name].trim());
  const said = changed.map((name) => [name, sayingOf(name, values[name])]);
  const result = checked(afterShipChanges.safeParse(Object.fromEntries(said)));
  const errors: FieldErrors = result.ok ? {} : result.errors;
  for (const name of changed) {
    if (values[name].trim() !== '' || name === 'slug') continue;
    if (name === 'order_promised_delivery_date' && version !== '2026-07') errors[name] = texts.promiseStays;
    else if (errors[name] !== undefined) errors[name] = texts.cannotBeEmptied;
  }
  return Object.keys(errors).length === 0 ? result : { ok: false, errors };
}

/** Messages at their fields; `changes.emails.1` belongs to the e-mail addresses. The rest is for the form as a whole. */
export function placeFields(fields: readonly { field: string; message: string }[]): {
  errors: FieldErrors;
  others: { field: string; message: string }[];
} {
  const errors: FieldErrors = {};
  const others: { field: string; message: string }[] = [];
  for (const entry of fields) {
    const [name] = entry.field.replace(/^(tracking|changes)\./, '').split('.');
    if (name !== undefined && name in FIELDS) errors[name as FieldName] ??= entry.message;
    else others.push(entry);
  }
  return { errors, others };
}

function checked<Value>(result: {
  success: boolean;
  data?: Value;
  error?: { issues: { path: PropertyKey[]; message: string }[] } | undefined;
}): Checked<Value> {
  if (result.success && result.data !== undefined) return { ok: true, value: result.data };
  const issues = (result.error?.issues ?? []).map(({ path, message }) => ({
    field: path.join('.'),
    message,
  }));
  return { ok: false, errors: placeFields(issues).errors };
}

function sayingOf(name: FieldName, typed: string): unknown {
  switch (FIELDS[name].kind) {
    case 'list':
      return typed
        .split(/[,;\n]+/)
        .map((one) => one.trim())
        .filter((one) => one !== '');
    case 'pairs':
      return Object.fromEntries(
        typed
          .split('\n')
          .filter((line) => line.trim() !== '')
          .map((line) => {
            const at = line.indexOf(':');
            return at === -1 ? [line.trim(), ''] : [line.slice(0, at).trim(), line.slice(at + 1).trim()];
          }),
      );
    default:
      return typed.trim();
  }
}

function textOf(value: unknown): string {
  if (Array.isArray(value)) return value.join(', ');
  if (typeof value === 'object' && value !== null) {
    return Object.entries(value)
      .map(([name, one]) => `${name}: ${String(one)}`)
      .join('\n');
  }
  return typeof value === 'string' ? value : '';
}

function withoutNulls(told: Partial<AfterShipTracking> | null): object {
  return Object.fromEntries(Object.entries(told ?? {}).filter(([, value]) => value !== null));
}
