// Finds type and messages in an error of Shipping Order, whichever of its shapes it came in. Called by errors.ts. It
// never throws and reads no more than a person could.

import { plainText } from '../../../../shared/domain/plain-text.ts';

/** An error as their documents name it: a type to decide by, a message to show. */
export interface AnsweredProblem {
  /** Their type without its spelling ("ORDER_ALREADY_CANCELED" for both spellings); null where none came. */
  type: string | null;
  message: string | null;
  /** The delivery provider that caused it. */
  provider: string | null;
  /** What was said beside the first message. */
  details: string[];
  /** The field a message is about, where it says so. */
  parameter: string | null;
}

const NOTHING: AnsweredProblem = { type: null, message: null, provider: null, details: [], parameter: null };
const LONGEST = 500;
const MOST = 10;

/** Names that their older interface uses for the same thing. */
const SAME_TYPE: Record<string, string> = {
  ORDER_ALREADY_CANCELLED: 'ORDER_ALREADY_CANCELED',
  NO_DSP_ASSIGNED: 'NO_PROVIDER_ASSIGNED',
  NO_DSP_MATCHED: 'NO_PROVIDER_MATCHED',
};

/** `{type, message}`, `{errors: […]}`, the gateway's `{response: {errors: […]}}` and `{fault: …}`, or nothing. */
export function problemInAnswer(json: unknown): AnsweredProblem {
  const whole = fields(json);
  if (whole === null) return NOTHING;
  const { response, fault, error } = whole;
  const inner = fields(response) ?? fields(error);
  const listed = [whole.errors, inner?.errors].flatMap((value) => (Array.isArray(value) ? value : []));
  const found = [whole, inner, fields(fault), ...listed.map(fields)].filter((one) => one !== null);
  const texts = found.flatMap((one) => said(one.message ?? one.faultstring ?? one.error_description));
  texts.push(...said(error));
  const types = found.flatMap((one) => typeOf(one.type ?? one.code));
  const [message, ...details] = [...new Set(texts)].slice(0, MOST);
  return {
    // A type says more than a number does.
    type: types.find((type) => /[A-Z]/.test(type)) ?? types[0] ?? null,
    message: message ?? null,
    provider: found.flatMap((one) => said(one.provider))[0] ?? null,
    details,
    parameter: found.flatMap((one) => said(one.parameter ?? one.field))[0] ?? null,
  };
}

function typeOf(value: unknown): string[] {
  const [text] = said(typeof value === 'number' ? String(value) : value);
  if (text === undefined) return [];
  const type = text.toUpperCase();
  return [SAME_TYPE[type] ?? type];
}

function said(value: unknown): string[] {
  const text = typeof value === 'string' ? plainText(value).trim().slice(0, LONGEST) : '';
  return text === '' ? [] : [text];
}

function fields(value: unknown): Record<string, unknown> | null {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
    ? (value as Record<string, unknown>)
    : null;
}
