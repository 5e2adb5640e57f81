// Everything that can go wrong with a TwinJet request -> a ProviderError whose sentence says what happened and what to
// do. Called by twinjet-provider.ts. Pure; it decides for no one whether to ask again.

import type { FieldMessage, ProviderErrorKind } from '../../../../shared/contract/errors.ts';
import type { HttpAnswer, HttpFailure } from '../../http/http-client.ts';
import { failureWords } from '../failure-words.ts';
import type { ProviderError } from '../provider.ts';
import { messagesInAnswer } from './field-messages.ts';

export type Operation = 'create' | 'edit' | 'cancel' | 'status' | 'validate' | 'test';
type Write = Extract<Operation, 'create' | 'edit' | 'cancel'>;

/** What a write is called in a sentence. */
const THING: Record<Write, string> = { create: 'booking', edit: 'change', cancel: 'cancellation' };

/** Answers after which TwinJet certainly did nothing. 408 is not among them: it may come after the work was done. */
const NOTHING_DONE = new Set([400, 401, 403, 404, 405, 406, 409, 415, 422, 429]);

const PAUSE_MS = 30_000;
const LONGEST_BODY = 20_000;

export function certainlyDidNothing(answer: HttpAnswer): boolean {
  return NOTHING_DONE.has(answer.status);
}

/**
 * Does a 400 complain about the token rather than about what was asked? The status for a bad token is not documented,
 * and neither is any error body.
 */
export function complainsAboutToken(answer: HttpAnswer): boolean {
  const isAboutToken = (text: string) =>
    /\b(api[ _-]?)?token\b|\bapi[ _-]?key\b|\bcredentials?\b|\bauthenticat|\bun-?authori[sz]ed\b/i.test(text);
  const messages = messagesInAnswer(answer.json);
  if (messages.length === 0) return isAboutToken(answer.text.slice(0, LONGEST_BODY));
  return messages.some(({ field, message }) => /(^|\.|_)token$/i.test(field) || isAboutToken(message));
}

/** For an answer that is not 2xx. */
export function errorFromAnswer(answer: HttpAnswer, operation: Operation): ProviderError {
  const fields = messagesInAnswer(answer.json);
  const error = (kind: ProviderErrorKind, sentence: string): ProviderError => ({
    kind,
    sentence,
    status: answer.status,
    fields,
    body: bodyOf(answer),
    retryAt: answer.retryAt ?? null,
  });
  const { status } = answer;
  const isInputRefusal = status === 400 || status === 422;

  if (status === 401 || status === 403 || (isInputRefusal && complainsAboutToken(answer))) {
    return error(
      'signed-out',
      `TwinJet refused the API token of this connection (${status}). Ask the courier company for the current token and replace it under Connections.`,
    );
  }
  if (status === 429) {
    return {
      ...error(
        'limited',
        `TwinJet asks for fewer requests (429), so this connection pauses and goes on by itself.`,
      ),
      retryAt: answer.retryAt ?? answer.receivedAt + PAUSE_MS,
    };
  }
  if (status === 406 && (operation === 'edit' || operation === 'cancel')) {
    const wish = operation === 'edit' ? 'change it' : 'cancel it';
    return error(
      'too-late',
      `The courier already has this job, so TwinJet no longer takes a ${THING[operation]} (406). Call the courier company to ${wish}.${inBrackets(fields)}`,
    );
  }
  if (isInputRefusal || status === 406 || status === 409) {
    if (operation === 'status') return error('not-found', notKnown(status, fields));
    return error('invalid', refusal(operation, status, fields));
  }
  if (status === 404) {
    if (operation === 'status') return error('not-found', notKnown(status, fields));
    if (operation === 'edit' || operation === 'cancel') {
      return error(
        'not-found',
        `TwinJet does not know this job (404), so the ${THING[operation]} was not made. It may belong to another connection; otherwise call the courier company.${inBrackets(fields)}`,
      );
    }
    return error('bad-answer', notTwinJet(status));
  }
  if (status >= 300 && status < 400) {
    return error(
      'bad-answer',
      `This address sends requests elsewhere (${status}) instead of answering. Check the address of the connection, and whether this network wants a sign-in first.${fate(operation)}`,
    );
  }
  if (status === 405 || status === 415) return error('bad-answer', notTwinJet(status));
  if (status === 408) {
    return error('provider-down', `TwinJet took too long (408).${fate(operation)}${next(operation)}`);
  }
  if (status >= 500) {
    return error(
      'provider-down',
      `TwinJet has a fault of its own (${status}).${fate(operation)}${next(operation)}`,
    );
  }
  return error(
    'bad-answer',
    `TwinJet answered in a way that is not foreseen (${status}).${fate(operation)} The details hold what it said.${inBrackets(fields)}`,
  );
}

/** For a 2xx that cannot be used. `field` is what was missing in it, "" for the whole. */
export function unreadable(answer: HttpAnswer, operation: Operation, field: string): ProviderError {
  return {
    kind: 'bad-answer',
    sentence: `${whatCame(answer, field)}${fate(operation)}${next(operation)}`,
    status: answer.status,
    fields: field === '' ? [] : [{ field, message: 'Missing in TwinJet’s answer, or not readable.' }],
    body: bodyOf(answer),
    retryAt: null,
  };
}

/** For a request without a whole answer. */
export function errorFromFailure(failure: HttpFailure, operation: Operation): ProviderError {
  const { kind, sentence } = FAILURES[failure.reason];
  const what =
    failure.reached === 'maybe' ? fate(operation) : isWrite(operation) ? ` ${unsent(operation)}` : '';
  return {
    kind,
    sentence: `${sentence}${what}`,
    status: null,
    fields: [],
    body: null,
    retryAt: failure.retryAt ?? null,
  };
}

/** For what is not sent because it cannot be right. */
export function notSendable(
  kind: 'invalid' | 'signed-out',
  sentence: string,
  fields: FieldMessage[],
): ProviderError {
  return { kind, sentence, status: null, fields, body: null, retryAt: null };
}

const FAILURES = failureWords('TwinJet', 'by itself');

function isWrite(operation: Operation): operation is Write {
  return operation in THING;
}

/** What a write must say after an answer that leaves open whether it was done; nothing for a question. */
function fate(operation: Operation): string {
  return isWrite(operation) ? ` Whether it took the ${THING[operation]} is not known.` : '';
}

function unsent(operation: Write): string {
  return `The ${THING[operation]} has not left this computer and waits in the outbox.`;
}

/** What happens next with a question, or what to do about it. A write says `fate` instead. */
function next(operation: Operation): string {
  switch (operation) {
    case 'status':
      return ' What was last known stays on the board, and it is asked for again.';
    case 'validate':
      return ' Ask for the quote again in a moment.';
    case 'test':
      return ' Test the connection again in a moment.';
    default:
      return '';
  }
}

function refusal(operation: Exclude<Operation, 'status'>, status: number, fields: FieldMessage[]): string {
  const said = inWords(fields);
  switch (operation) {
    case 'create':
      return said === ''
        ? `TwinJet refused the booking without saying why (${status}). Check addresses, times and contact, then send it again.`
        : `TwinJet refused the booking: ${said} Correct it and send it again.`;
    case 'edit':
      return said === ''
        ? `TwinJet refused the change without saying why (${status}). Refresh the job, check what you changed, then send it again.`
        : `TwinJet refused the change: ${said} Correct it and send it again.`;
    case 'cancel':
      return said === ''
        ? `TwinJet refused the cancellation without saying why (${status}). Refresh the job; if it still has to stop, call the courier company.`
        : `TwinJet refused the cancellation: ${said} Refresh the job; if it still has to stop, call the courier company.`;
    case 'validate':
      return said === ''
        ? `TwinJet cannot quote this without saying why (${status}). Check the addresses.`
        : `TwinJet cannot quote this: ${said} Correct the address.`;
    case 'test':
      return `TwinJet refused the test (${status}).${inBrackets(fields)}`;
  }
}

function notKnown(status: number, fields: FieldMessage[]): string {
  return `TwinJet does not know this job (${status}). If it was booked a moment ago, wait a little; otherwise check its number and its connection.${inBrackets(fields)}`;
}

function notTwinJet(status: number): string {
  return `What answers at this address is not TwinJet DirectConnect (${status}). Check the address of the connection.`;
}

function whatCame(answer: HttpAnswer, field: string): string {
  const text = answer.text.trim();
  if (text === '') return `TwinJet answered with nothing (${answer.status}).`;
  if (text.startsWith('<')) {
    return `A web page came instead of TwinJet’s answer (${answer.status}). Check whether this network wants a sign-in first.`;
  }
  if (answer.json === undefined) return `TwinJet’s answer is broken off or garbled (${answer.status}).`;
  return field === ''
    ? `TwinJet’s answer has a form that is not foreseen (${answer.status}).`
    : `TwinJet’s answer lacks what matters in it: ${field} (${answer.status}).`;
}

/** "deliver address, zip code: Too long." */
function inWords(fields: FieldMessage[]): string {
  return fields
    .slice(0, 5)
    .map(({ field, message }) => {
      const sentence = /[.!?]$/.test(message) ? message : `${message}.`;
      const place = field.replaceAll('.', ', ').replaceAll('_', ' ');
      return place === '' ? sentence : `${place}: ${sentence}`;
    })
    .join(' ');
}

function inBrackets(fields: FieldMessage[]): string {
  const said = inWords(fields);
  return said === '' ? '' : ` TwinJet says: ${said}`;
}

function bodyOf(answer: HttpAnswer): string | null {
  const body = answer.text.trim();
  return body === '' ? null : body.slice(0, LONGEST_BODY);
}
