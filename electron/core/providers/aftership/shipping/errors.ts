// Everything that can go wrong with a shipping request -> a ProviderError whose sentence says what happened and what to
// do. Called by shipping-provider.ts. Pure; it decides for no one whether to ask again.

import type { FieldMessage } from '../../../../../shared/contract/errors.ts';
import type { ShippingProblem } from '../../../../../shared/contract/labels.ts';
import type { HttpAnswer, HttpFailure } from '../../../http/http-client.ts';
import { failureWords } from '../../failure-words.ts';
import type { ProviderError } from '../../provider.ts';
import { META_CODES } from './meta-codes.ts';
import type { Meta } from './wire.ts';

/** What a write may have done when its answer is lost. Nothing for a question. */
export type Fate = 'question' | 'made' | 'changed' | 'cancelled';

const FATES: Record<Fate, string> = {
  question: '',
  made: ' Whether it was made is not known. It is looked for before anything is sent again.',
  changed: ' Whether the change was made is not known. Load it again and look.',
  cancelled:
    ' Whether it was cancelled is not known. Load it again and look; cancelling it once more does no harm.',
};

const PAUSE_MS = 30_000;
const LONGEST_BODY = 20_000;

/** An answer whose status line says that it failed: 401, 403, 404, 429, 5xx and what nobody foresees. */
export function errorFromStatus(answer: HttpAnswer, meta: Meta | null, fate: Fate): ProviderError {
  const { status } = answer;
  const quoted = quote(meta?.message ?? '');
  const about = { status, fields: meta?.fields ?? [], body: bodyOf(answer) };
  const retryAt = answer.retryAt ?? null;
  if (status === 401 || status === 403) {
    const sentence = `AfterShip refused the API key of this connection (${status}). Check at AfterShip that it may ship and how it is signed, and replace it under Connections.${quoted}`;
    return { ...about, kind: 'signed-out', sentence, retryAt };
  }
  if (status === 429) {
    const sentence = `AfterShip asks for fewer requests (429). Wait a moment, then try again.${quoted}`;
    return { ...about, kind: 'limited', sentence, retryAt: retryAt ?? answer.receivedAt + PAUSE_MS };
  }
  if (status === 404 || status === 405) {
    const sentence = `What answers at this address is not AfterShip’s shipping (${status}). Check the shipping address of the connection.`;
    return { ...about, kind: 'bad-answer', sentence, retryAt };
  }
  if (status >= 300 && status < 400) {
    const sentence = `This address sends requests elsewhere (${status}) instead of answering. Check the address of the connection, and whether this network wants a sign-in first.${FATES[fate]}`;
    return { ...about, kind: 'bad-answer', sentence, retryAt };
  }
  if (status >= 500 || status === 408) {
    const sentence = `AfterShip has a fault of its own (${status}).${FATES[fate]}${quoted}`;
    return { ...about, kind: 'provider-down', sentence, retryAt };
  }
  const sentence = `AfterShip answered in a way that is not foreseen (${status}).${FATES[fate]}${quoted}`;
  return { ...about, kind: 'bad-answer', sentence, retryAt };
}

/** Statuses after which AfterShip certainly did nothing. */
export function isRefusedByStatus(status: number): boolean {
  return [400, 401, 403, 404, 405, 415, 422, 429].includes(status);
}

/** A meta code that tells of a failure, in words. AfterShip's own word on whether to try again goes before the table's. */
export function problemFromMeta(meta: Meta): ShippingProblem {
  const known = META_CODES[meta.code];
  const sentence = known?.sentence ?? 'AfterShip refused this for a reason that is not documented.';
  const named = meta.fields.map(({ field, message }) => (field === '' ? message : `${field}: ${message}`));
  const said = [meta.message, ...named.slice(0, 5)].filter((part) => part !== '').join(' ');
  return {
    code: meta.code,
    sentence: `${sentence} (${meta.code})${quote(said)}`,
    retryable: meta.retryable ?? known?.retryable ?? false,
    fields: meta.fields,
  };
}

/** A business error: HTTP was well, so the connection is; `invalid` or `not-found` leave its health alone. */
export function errorFromProblem(problem: ShippingProblem, answer: HttpAnswer, fate: Fate): ProviderError {
  const isUncertain = !isCertain(problem.code);
  return {
    kind: problem.code === 4153 || problem.code === 4140 ? 'not-found' : 'invalid',
    sentence: `${problem.sentence}${isUncertain ? FATES[fate] : ''}`,
    status: answer.status,
    fields: problem.fields,
    body: bodyOf(answer),
    retryAt: answer.retryAt ?? null,
  };
}

/** Whether a failure with this code certainly left nothing behind. A code nobody knows may have. */
export function isCertain(code: number): boolean {
  const known = META_CODES[code];
  return known !== undefined && known.uncertain !== true;
}

/** For an answer that cannot be used. `field` is what was missing in it, "" for the whole. */
export function unreadable(answer: HttpAnswer, field: string, fate: Fate): ProviderError {
  const fields: FieldMessage[] =
    field === '' ? [] : [{ field, message: 'Missing in AfterShip’s answer, or not readable.' }];
  return {
    kind: 'bad-answer',
    sentence: `${whatCame(answer, field)}${FATES[fate]}`,
    status: answer.status,
    fields,
    body: bodyOf(answer),
    retryAt: null,
  };
}

/** For a request without a whole answer. */
export function errorFromFailure(failure: HttpFailure, fate: Fate): ProviderError {
  const { kind, sentence } = FAILURES[failure.reason];
  return {
    kind,
    sentence: `${sentence}${failure.reached === 'maybe' ? FATES[fate] : ''}`,
    status: null,
    fields: [],
    body: null,
    retryAt: failure.retryAt ?? null,
  };
}

export const NO_KEY: ProviderError = {
  kind: 'signed-out',
  sentence: 'This connection has no usable API key. Enter it under Connections.',
  status: null,
  fields: [],
  body: null,
  retryAt: null,
};

const FAILURES = failureWords('AfterShip', 'by hand');

function whatCame(answer: HttpAnswer, field: string): string {
  const text = answer.text.trim();
  if (text === '') return `AfterShip answered with nothing (${answer.status}).`;
  if (text.startsWith('<')) {
    return `A web page came instead of AfterShip’s answer (${answer.status}). Check whether this network wants a sign-in first.`;
  }
  if (answer.json === undefined) return `AfterShip’s answer is broken off or garbled (${answer.status}).`;
  return `AfterShip’s answer lacks what matters in it: ${field} (${answer.status}).`;
}

function quote(said: string): string {
  const text = said.trim();
  if (text === '') return '';
  return ` AfterShip says: ${/[.!?]$/.test(text) ? text : `${text}.`}`;
}

function bodyOf(answer: HttpAnswer): string | null {
  const body = answer.text.trim();
  return body === '' ? null : body.slice(0, LONGEST_BODY);
}
