// Jet Delivery's answers as they come: `{data: {result, …}}`, everything a string, "Y"/"N" for flags, "" for nothing.
// Read here and nowhere else, by jet-delivery-provider.ts. An answer succeeded when `result` says so and only then,
// whatever its HTTP status (seed 000; the failures are not documented).

import { z } from 'zod';
import type { FieldMessage } from '../../../../shared/contract/errors.ts';
import { plainJson, plainText } from '../../../../shared/domain/plain-text.ts';
import type { HttpAnswer } from '../../http/http-client.ts';
import { redactJson } from '../../http/redact.ts';
import { theirTime } from './their-time.ts';

export interface JetAnswer {
  success: boolean;
  /** Their words, secrets cut out; null where there are none. */
  message: string | null;
  fields: FieldMessage[];
  data: JetData;
}

/** One part of `data`; numbers and booleans in place of strings are taken too. */
const loose = z
  .union([z.string(), z.number(), z.boolean()])
  .transform((value) => plainText(String(value)).trim())
  .transform((value) => (value === '' ? null : value))
  .nullish()
  .catch(null);

const dataSchema = z.looseObject({
  result: loose,
  wait_idx: loose,
  verify_expires: loose.transform((text) => (typeof text === 'string' ? theirTime(text) : null)),
  validation_key: loose,
  customer_no: loose,
  frequent_caller_id: loose,
  has_firmographics: loose,
});
type JetData = z.output<typeof dataSchema>;

const answerSchema = z.looseObject({ data: dataSchema });

/** Null for what is not an answer of this API at all. `hidden`: values to cut out of its words. */
export function readAnswer(answer: HttpAnswer, hidden: readonly string[] = []): JetAnswer | null {
  const read = answerSchema.safeParse(answer.json);
  if (!read.success || typeof read.data.data.result !== 'string') return null;
  const { data } = read.data;
  const told = messagesIn(redactJson(answer.json, hidden));
  return {
    success: data.result?.toLowerCase() === 'success',
    message: told.message,
    fields: told.fields,
    data,
  };
}

/** A flag of unknown name: whether payment is set up. Null where the answer has none. */
export function paymentFlag(data: JetData): boolean | null {
  const flag = Object.entries(data).find(
    ([name, value]) =>
      /stripe|registered|payment/i.test(name) && /^(y|n|yes|no|true|false)$/i.test(String(value)),
  );
  return flag === undefined ? null : /^(y|yes|true)$/i.test(String(flag[1]));
}

const LONGEST = 500;

/** Messages of any shape that could be one: `data.message`, `error`, `errors` (a text, a list, a map of fields). */
export function messagesIn(json: unknown): { message: string | null; fields: FieldMessage[] } {
  const fields: FieldMessage[] = [];
  const texts: string[] = [];
  const plain = plainJson(json);
  for (const part of [partOf(plain, 'data'), plain]) {
    for (const name of ['message', 'error', 'errors', 'detail']) gather(partOf(part, name), texts, fields);
  }
  return { message: [...new Set(texts)].join(' ').slice(0, LONGEST) || null, fields: fields.slice(0, 20) };
}

function gather(value: unknown, texts: string[], fields: FieldMessage[]): void {
  if (typeof value === 'string' && value.trim() !== '') texts.push(value.trim());
  else if (Array.isArray(value)) for (const item of value) gather(item, texts, fields);
  else if (typeof value === 'object' && value !== null) {
    for (const [field, said] of Object.entries(value)) {
      const message = Array.isArray(said) ? said.filter((one) => typeof one === 'string').join(' ') : said;
      if (typeof message !== 'string' || message.trim() === '') continue;
      if (field === 'message') texts.push(message.trim());
      else fields.push({ field, message: message.trim().slice(0, LONGEST) });
    }
  }
}

function partOf(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>)[name] : undefined;
}
