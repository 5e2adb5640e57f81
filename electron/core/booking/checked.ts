// What a person typed, checked by a provider's own schema before it is asked or written. Used by the bookings.

import type { z } from 'zod';
import type { FieldMessage } from '../../../shared/contract/errors.ts';
import { invalid } from '../refusal.ts';

/** INVALID with every field that breaks a rule, each under the path in the procedure's input. */
export function checked<Value>(schema: z.ZodType<Value>, typed: unknown, under: string): Value {
  const result = schema.safeParse(typed);
  if (result.success) return result.data;
  const fields: FieldMessage[] = result.error.issues.map(({ path, message }) => ({
    field: [under, ...path].join('.'),
    message,
  }));
  throw invalid(fields);
}
