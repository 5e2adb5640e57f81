// Finds messages in an error of any shape: TwinJet documents none, so every usual one is understood. Called by
// errors.ts and to-domain.ts. It never throws and reads no more than a person could.

import type { FieldMessage } from '../../../../shared/contract/errors.ts';
import { plainText } from '../../../../shared/domain/plain-text.ts';

const DEEPEST = 6;
const MOST = 30;
const LONGEST = 500;

/** Django's names for "the form as a whole". */
const WHOLE = new Set(['non_field_errors', '__all__']);

/**
 * Messages of an error answer: `errors` (objects with one or many fields each), `error`, `message`, `detail`, or a
 * map from fields to messages.
 */
export function messagesInAnswer(json: unknown): FieldMessage[] {
  if (typeof json !== 'object' || json === null || Array.isArray(json)) return fieldMessages(json);
  const { errors, error, message, detail } = json as Record<string, unknown>;
  const listed = fieldMessages(errors);
  if (listed.length > 0) return listed;
  const told = fieldMessages([error, message, detail]);
  return told.length > 0 ? told : fieldMessages(json);
}

/** Every text in the value with the path that leads to it: `[{ pick_address: "Outside" }]` -> pick_address: Outside. */
export function fieldMessages(value: unknown): FieldMessage[] {
  const found: FieldMessage[] = [];
  const search = (part: unknown, field: string, depth: number) => {
    if (found.length >= MOST || depth > DEEPEST) return;
    if (typeof part === 'string') {
      const message = plainText(part).trim().slice(0, LONGEST);
      if (message !== '') found.push({ field, message });
    } else if (Array.isArray(part)) {
      for (const item of part) search(item, field, depth + 1);
    } else if (typeof part === 'object' && part !== null) {
      if ('field' in part && 'message' in part && typeof part.field === 'string') {
        search(part.message, join(field, part.field), depth + 1);
        return;
      }
      for (const [key, item] of Object.entries(part)) search(item, join(field, key), depth + 1);
    }
  };
  search(value, '', 0);
  return found;
}

function join(path: string, key: string): string {
  if (WHOLE.has(key) || key === 'message' || key === 'detail') return path;
  return path === '' ? key : `${path}.${key}`;
}
