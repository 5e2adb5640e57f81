// Finds what an error of Orderly Hub says, in whatever shape: it documents none. Called by errors.ts. It never throws.

import type { FieldMessage } from '../../../../shared/contract/errors.ts';
import { plainText } from '../../../../shared/domain/plain-text.ts';

const MOST = 30;
const LONGEST = 500;

/**
 * `issues`, `errors` or `details` (lists of `{path | field, message}` or texts, or a map from fields to texts), beside
 * the body or inside its `error`; where there is none, the message of the whole: `error`, `message`, `detail`.
 */
export function messagesInAnswer(json: unknown): FieldMessage[] {
  if (typeof json === 'string') return sentence('', json);
  if (!isRecord(json)) return [];
  const inside = isRecord(json.error) ? json.error : {};
  for (const part of [json.issues, json.errors, json.details, inside.issues, inside.errors, inside.details]) {
    const listed = listedIn(part).slice(0, MOST);
    if (listed.length > 0) return listed;
  }
  for (const part of [json.error, inside.message, inside.code, json.message, json.detail]) {
    const told = sentence('', part);
    if (told.length > 0) return told;
  }
  return [];
}

function listedIn(part: unknown): FieldMessage[] {
  if (Array.isArray(part)) {
    return part.flatMap((item) => {
      if (!isRecord(item)) return sentence('', item);
      const path = item.path ?? item.field;
      const field = Array.isArray(path) ? path.map(String).join('.') : typeof path === 'string' ? path : '';
      return sentence(field, item.message);
    });
  }
  if (!isRecord(part)) return [];
  return Object.entries(part).flatMap(([field, told]) =>
    (Array.isArray(told) ? told : [told]).flatMap((one) => sentence(field, one)),
  );
}

function sentence(field: string, told: unknown): FieldMessage[] {
  const message = typeof told === 'string' ? plainText(told).trim().slice(0, LONGEST) : '';
  return message === '' ? [] : [{ field: plainText(field), message }];
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
