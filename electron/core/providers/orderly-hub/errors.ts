// Everything that can go wrong with an Orderly Hub request -> a ProviderError whose sentence says what happened and
// what to do. Called by orderly-hub-provider.ts. Pure; it decides for no one whether to ask again.

import type { FieldMessage, ProviderErrorKind } from '../../../../shared/contract/errors.ts';
import type { HttpAnswer, HttpFailure } from '../../http/http-client.ts';
import { failureWords } from '../failure-words.ts';
import type { ProviderError } from '../provider.ts';
import { messagesInAnswer } from './field-messages.ts';

export type Operation =
  | 'list'
  | 'get'
  | 'create'
  | 'update'
  | 'remove'
  | 'test'
  | 'register'
  | 'request-pin'
  | 'verify';

/** What each write may have done when its answer is lost, and what to do then. Nothing for a question. */
const FATES: Record<Operation, string> = {
  list: '',
  get: '',
  test: ' Test the account again in a moment.',
  create:
    ' Whether the account was created is not known. Look at the list; if you create it again, the list is looked at first.',
  update: ' Whether the change was made is not known. Load the account again and look.',
  remove: ' Whether the account was deleted is not known. Load the list again and look.',
  register:
    ' Whether the registration began is not known. Sending it again is safe: the same account number is updated, not doubled.',
  'request-pin':
    ' Whether a PIN is on its way is not known. Wait a minute for it before you ask for another one.',
  verify: ' Whether it was accepted is not known. Check where the registration stands before you try again.',
};

/** Ids are part of these requests, so a 404 is about the account and not about the address. */
const ABOUT_ONE: ReadonlySet<Operation> = new Set([
  'get',
  'update',
  'remove',
  'test',
  'request-pin',
  'verify',
]);

/** Answers after which the hub certainly did nothing. 408 is not among them: it may come after the work was done. */
const NOTHING_DONE = new Set([400, 401, 403, 404, 405, 409, 410, 415, 422, 429]);
const PAUSE_MS = 30_000;
const LONGEST_BODY = 20_000;

export function certainlyDidNothing(answer: HttpAnswer): boolean {
  return NOTHING_DONE.has(answer.status);
}

/** For an answer that is not 2xx. */
export function errorFromAnswer(answer: HttpAnswer, operation: Operation): ProviderError {
  const fields = messagesInAnswer(answer.json);
  const said = inWords(fields);
  const { status } = answer;
  const error = (kind: ProviderErrorKind, sentence: string): ProviderError => ({
    kind,
    sentence,
    status,
    fields,
    body: bodyOf(answer),
    retryAt: answer.retryAt ?? null,
  });
  const quoted = said === '' ? '' : ` Orderly Hub says: ${said}`;
  const isRead = operation === 'list' || operation === 'get';

  switch (status) {
    case 400:
    case 422:
      return error(
        'invalid',
        said === ''
          ? `Orderly Hub refused this without saying why (${status}). Check what you typed and send it again.`
          : `Orderly Hub refused this: ${said} Correct it and send it again.`,
      );
    case 401:
      return error(
        'signed-out',
        'Orderly Hub refused the API key of this connection (401). Make a key in Orderly Hub under Settings, API Keys, and replace it under Connections.',
      );
    case 403:
      // A key that may only read is good for reading: a refused write says nothing against the connection.
      return error(
        isRead ? 'signed-out' : 'invalid',
        `The API key of this connection lacks the scope carrier-accounts:${isRead ? 'read' : 'write'} (403). Make a key that has it and replace it under Connections.${quoted}`,
      );
    case 404:
      return ABOUT_ONE.has(operation)
        ? error(
            'not-found',
            `Orderly Hub does not know this carrier account (404). It may have been deleted elsewhere; load the list again.${quoted}`,
          )
        : error('bad-answer', notTheHub(status));
    case 405:
    case 415:
      return error('bad-answer', notTheHub(status));
    case 409:
      return error(
        'invalid',
        `This is at odds with what Orderly Hub has (409). Load the account again, then decide.${quoted}`,
      );
    case 410:
      return error(
        'too-late',
        `This has expired at Orderly Hub (410). Begin the registration again.${quoted}`,
      );
    case 429:
      return {
        ...error(
          'limited',
          `Orderly Hub asks for fewer requests (429). Wait a moment, then try again.${quoted}`,
        ),
        retryAt: answer.retryAt ?? answer.receivedAt + PAUSE_MS,
      };
    case 408:
      return error('provider-down', `Orderly Hub took too long (408).${FATES[operation]}`);
  }
  if (status >= 300 && status < 400) {
    return error(
      'bad-answer',
      `This address sends requests elsewhere (${status}) instead of answering. Check the address of the connection, and whether this network wants a sign-in first.${FATES[operation]}`,
    );
  }
  if (status >= 500) {
    return error(
      'provider-down',
      `Orderly Hub has a fault of its own (${status}).${FATES[operation]}${quoted}`,
    );
  }
  return error(
    'bad-answer',
    `Orderly Hub answered in a way that is not foreseen (${status}).${FATES[operation]}${quoted}`,
  );
}

/** For a 2xx that cannot be used. `field` is what was missing in it, "" for the whole. */
export function unreadable(answer: HttpAnswer, operation: Operation, field: string): ProviderError {
  return {
    kind: 'bad-answer',
    sentence: `${whatCame(answer, field)}${FATES[operation]}`,
    status: answer.status,
    fields: field === '' ? [] : [{ field, message: 'Missing in Orderly Hub’s answer, or not readable.' }],
    body: bodyOf(answer),
    retryAt: null,
  };
}

/** For a request without a whole answer. */
export function errorFromFailure(failure: HttpFailure, operation: Operation): ProviderError {
  const { kind, sentence } = FAILURES[failure.reason];
  return {
    kind,
    sentence: `${sentence}${failure.reached === 'maybe' ? FATES[operation] : ''}`,
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

const FAILURES = failureWords('Orderly Hub', 'by hand');

function notTheHub(status: number): string {
  return `What answers at this address is not Orderly Hub’s carrier accounts (${status}). Check the address of the connection.`;
}

function whatCame(answer: HttpAnswer, field: string): string {
  const text = answer.text.trim();
  if (text === '') return `Orderly Hub answered with nothing (${answer.status}).`;
  if (text.startsWith('<')) {
    return `A web page came instead of Orderly Hub’s answer (${answer.status}). Check whether this network wants a sign-in first.`;
  }
  if (answer.json === undefined) return `Orderly Hub’s answer is broken off or garbled (${answer.status}).`;
  return `Orderly Hub’s answer lacks what matters in it: ${field} (${answer.status}).`;
}

/** "credentials, apiKey: Too short." */
function inWords(fields: FieldMessage[]): string {
  return fields
    .slice(0, 5)
    .map(({ field, message }) => {
      const told = /[.!?]$/.test(message) ? message : `${message}.`;
      return field === '' ? told : `${field.replaceAll('.', ', ')}: ${told}`;
    })
    .join(' ');
}

function bodyOf(answer: HttpAnswer): string | null {
  const body = answer.text.trim();
  return body === '' ? null : body.slice(0, LONGEST_BODY);
}
