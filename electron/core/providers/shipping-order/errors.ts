// Everything that can go wrong with a Shipping Order request -> a ProviderError whose sentence says what happened and
// what to do (the six error tables of seed 004). Called by shipping-order-provider.ts. Pure.

import type { FieldMessage, ProviderErrorKind } from '../../../../shared/contract/errors.ts';
import type { HttpAnswer, HttpFailure } from '../../http/http-client.ts';
import { type FailureWords, failureWords } from '../failure-words.ts';
import type { ProviderError } from '../provider.ts';
import { type AnsweredProblem, problemInAnswer } from './problem-in-answer.ts';

export type Operation =
  | 'create'
  | 'edit'
  | 'cancel'
  | 'retry'
  | 'get'
  | 'list'
  | 'history'
  | 'token'
  | 'test';
type Write = Extract<Operation, 'create' | 'edit' | 'cancel' | 'retry'>;

/** What a write is called in a sentence. */
const THING: Record<Write, string> = {
  create: 'shipment',
  edit: 'change',
  cancel: 'cancellation',
  retry: 'retry',
};

/** How somebody goes on who has put the cause right. */
const AGAIN: Record<Write, string> = {
  create: 'then send it again',
  edit: 'then send the change again',
  cancel: 'then cancel it again',
  retry: 'then retry it',
};

/** Answers after which Shipping Order certainly did nothing. 408 is not among them: it may come after the work was done. */
const NOTHING_DONE = new Set([400, 401, 403, 404, 405, 409, 415, 422, 429]);

const PAUSE_MS = 30_000;
const LONGEST_BODY = 20_000;

/** Marked "transient" in the tables although they are refusals: the same request may succeed a little later. */
const TRANSIENT_REFUSALS = new Set(['PLACE_ORDER_FAILED', 'UNMAPPED_ERROR']);

/** The shipment was read and could not be placed: whether it is kept there for an edit and a retry is not documented. */
const NOT_PLACED = new Set([
  'NO_PROVIDER_ASSIGNED',
  'NO_PROVIDER_MATCHED',
  'GEOCODING_FAILED',
  'PLACE_ORDER_FAILED',
  'UNMAPPED_ERROR',
]);
const DUPLICATES = new Set(['DUPLICATE_ID', 'DUPLICATE_NAME', 'DUPLICATE_RESOURCE']);

export function certainlyDidNothing(answer: HttpAnswer): boolean {
  return NOTHING_DONE.has(answer.status);
}

function typeIn(answer: HttpAnswer): string | null {
  return problemInAnswer(answer.json).type;
}

export function isTransientRefusal(answer: HttpAnswer): boolean {
  return answer.status === 422 && TRANSIENT_REFUSALS.has(typeIn(answer) ?? '');
}

/** After these the order may stand in their books all the same: as one that could not be placed, or as an earlier one. */
export function mayBeInTheirBooks(answer: HttpAnswer): boolean {
  const type = typeIn(answer) ?? '';
  return answer.status === 422 && (NOT_PLACED.has(type) || DUPLICATES.has(type));
}

export function isAlreadyCancelled(answer: HttpAnswer): boolean {
  return answer.status === 409 && typeIn(answer) === 'ORDER_ALREADY_CANCELED';
}

/** For an answer that is not 2xx. */
export function errorFromAnswer(answer: HttpAnswer, operation: Operation): ProviderError {
  const problem = problemInAnswer(answer.json);
  const error = (kind: ProviderErrorKind, sentence: string, field = problem.parameter): ProviderError => ({
    kind,
    sentence,
    status: answer.status,
    fields: fieldMessages(problem, field),
    body: bodyOf(answer),
    retryAt: answer.retryAt ?? null,
  });
  if (operation === 'token') return errorFromToken(answer, error);
  return byType(answer, operation, problem, error) ?? byStatus(answer, operation, problem, error);
}

type Maker = (kind: ProviderErrorKind, sentence: string, field?: string | null) => ProviderError;

function byType(
  { status }: HttpAnswer,
  operation: Operation,
  problem: AnsweredProblem,
  error: Maker,
): ProviderError | null {
  const says = quoted(problem);
  const again = isWrite(operation) ? AGAIN[operation] : 'then ask again';
  switch (problem.type) {
    case 'NO_PROVIDER_ASSIGNED':
      return error(
        'invalid',
        `No delivery provider is set up for this pick-up location. Choose another location or have one set up for it, ${again}.${says}`,
        'locationExternalId',
      );
    case 'NO_PROVIDER_MATCHED':
      return error(
        'invalid',
        `No delivery provider takes this delivery as it stands. Change its times, its package, its addresses or the proposed providers, ${again}.${says}`,
      );
    case 'GEOCODING_FAILED':
      return error(
        'invalid',
        `The address could not be found on the map. Correct street, city and postal code, ${again}.${says}`,
        'deliveryAddress.street1',
      );
    case 'PLACE_ORDER_FAILED':
      return error(
        'invalid',
        `The delivery providers did not take this order. That may pass by itself; if it does not, change the times, the package or the proposed providers, ${again}.${says}`,
      );
    case 'UNMAPPED_ERROR':
      return error(
        'invalid',
        `A delivery provider answered in a way that Shipping Order does not know. That may pass by itself; if it does not, check what you typed, ${again}.${says}`,
      );
    case 'DUPLICATE_ID':
    case 'DUPLICATE_NAME':
    case 'DUPLICATE_RESOURCE':
      return error(
        'invalid',
        `Shipping Order has another shipment under this order number already. Give it another number, ${again}.${says}`,
        'orderExternalId',
      );
    case 'CANCELLATION_NOT_ALLOWED':
      return error(
        'too-late',
        `The delivery provider does not allow this shipment to be cancelled. It goes on as it is; call the provider to stop it.${says}`,
      );
    case 'ORDER_CANCELLATION_FAILED':
      return error(
        'invalid',
        `The delivery provider could not cancel this shipment. It goes on as it is; try once more, or call the provider.${says}`,
      );
    case 'ORDER_ALREADY_CANCELED':
      return error(
        'too-late',
        `This shipment is cancelled already, so there is nothing left to do with it.${says}`,
      );
    case 'INVALID_OPERATION':
      if (status !== 409) return null;
      return error(
        'too-late',
        operation === 'retry'
          ? `This shipment can no longer be retried. Refresh it to see how it stands; to send it all the same, duplicate it.${says}`
          : `As this shipment stands, that is no longer possible. Refresh it to see how it stands.${says}`,
      );
    case 'NOT_FOUND':
      return status === 404 ? null : error('not-found', notKnown(problem));
    default:
      return null;
  }
}

function byStatus(
  answer: HttpAnswer,
  operation: Operation,
  problem: AnsweredProblem,
  error: Maker,
): ProviderError {
  const { status } = answer;
  const says = quoted(problem);
  if (status === 401) {
    return error(
      'signed-out',
      'Shipping Order does not accept the access of this connection (401), not even with a new token. Check client id and client secret under Connections.',
    );
  }
  if (status === 403) {
    return error(
      'signed-out',
      `Shipping Order does not let this client do that (403). Ask whoever set you up for it what the client may do.${says}`,
    );
  }
  if (status === 404) {
    return isAboutOne(operation)
      ? error('not-found', notKnown(problem))
      : error('bad-answer', notShippingOrder(status));
  }
  if (status === 429) {
    return {
      ...error(
        'limited',
        'Shipping Order asks for fewer requests (429), so this connection pauses and goes on by itself.',
      ),
      retryAt: answer.retryAt ?? answer.receivedAt + PAUSE_MS,
    };
  }
  if (status === 400 || status === 409 || status === 422) {
    if (operation === 'get' || operation === 'history') {
      return error(
        'not-found',
        `Shipping Order finds no shipment by this id (${status}). Check the id and the connection.${says}`,
      );
    }
    return error('invalid', refusal(operation, status, problem));
  }
  if (status >= 300 && status < 400) {
    return error(
      'bad-answer',
      `This address sends requests elsewhere (${status}) instead of answering. Check the address of the connection, and whether this network wants a sign-in first.${fate(operation)}`,
    );
  }
  if (status === 405 || status === 415) return error('bad-answer', notShippingOrder(status));
  if (status === 408) {
    return error('provider-down', `Shipping Order took too long (408).${fate(operation)}${next(operation)}`);
  }
  if (status >= 500) {
    return error(
      'provider-down',
      `Shipping Order has a fault of its own (${status}).${fate(operation)}${next(operation)}`,
    );
  }
  return error(
    'bad-answer',
    `Shipping Order answered in a way that is not foreseen (${status}).${fate(operation)} The details hold what it said.${says}`,
  );
}

/** The token service has its own words (OAuth Client Credentials: 400, 401, 403, 429). */
function errorFromToken(answer: HttpAnswer, error: Maker): ProviderError {
  const { status } = answer;
  if (status === 400 || status === 401) {
    return error(
      'signed-out',
      `The token service does not accept client id and client secret (${status}). Check both, and the token address, under Connections.`,
    );
  }
  if (status === 403) {
    return error(
      'signed-out',
      'The token service has blocked this client (403). Ask whoever set you up as a user of Shipping Order.',
    );
  }
  if (status === 429) {
    return {
      ...error('limited', 'The token service asks for fewer requests (429). It is asked again by itself.'),
      retryAt: answer.retryAt ?? answer.receivedAt + PAUSE_MS,
    };
  }
  if (status >= 200 && status < 300) {
    return error(
      'bad-answer',
      `What answers at the token address gives no token (${status}). Check the token address under Connections.`,
    );
  }
  if (status >= 500 || status === 408) {
    return error('provider-down', `The token service has a fault of its own (${status}).`);
  }
  return error(
    'bad-answer',
    `What answers at the token address is no token service (${status}). Check the token address under Connections.`,
  );
}

/** For a 2xx that cannot be used. `field` is what was missing in it, "" for the whole. */
export function unreadable(answer: HttpAnswer, operation: Operation, field: string): ProviderError {
  return {
    kind: 'bad-answer',
    sentence: `${whatCame(answer, field)}${fate(operation)}${next(operation)}`,
    status: answer.status,
    fields: field === '' ? [] : [{ field, message: 'Missing in Shipping Order’s answer, or not readable.' }],
    body: bodyOf(answer),
    retryAt: null,
  };
}

/** For a request without a whole answer. */
export function errorFromFailure(failure: HttpFailure, operation: Operation): ProviderError {
  const { kind, sentence } = FAILURES[failure.reason];
  const what =
    failure.reached === 'maybe'
      ? fate(operation)
      : isWrite(operation)
        ? ` The ${THING[operation]} has not left this computer and waits in the outbox.`
        : '';
  const told = operation === 'token' ? sentence.replaceAll('Shipping Order', 'the token service') : sentence;
  return {
    kind,
    sentence: `${told}${what}`,
    status: null,
    fields: [],
    body: null,
    retryAt: failure.retryAt ?? null,
  };
}

/** For what is not sent because it cannot be right. */
export function notSendable(
  kind: 'invalid' | 'signed-out' | 'not-found',
  sentence: string,
  fields: FieldMessage[] = [],
): ProviderError {
  return { kind, sentence, status: null, fields, body: null, retryAt: null };
}

const FAILURES: FailureWords = {
  ...failureWords('Shipping Order', 'by itself'),
  // It has two: the API's, and that of the token service.
  dns: {
    kind: 'unreachable',
    sentence:
      'The name of the server of Shipping Order could not be found. Check the network and the addresses of the connection.',
  },
  refused: {
    kind: 'unreachable',
    sentence:
      'Nothing answers at the address of Shipping Order. Check the addresses of the connection, or wait until it is back.',
  },
};

function isWrite(operation: Operation): operation is Write {
  return operation in THING;
}

/** Ids are part of these requests, so a 404 is about the shipment and not about the address. */
function isAboutOne(operation: Operation): boolean {
  return operation !== 'create' && operation !== 'list' && operation !== 'test';
}

/** What a write must say after an answer that leaves open whether it was done; nothing for a question. */
function fate(operation: Operation): string {
  return isWrite(operation) ? ` Whether it took the ${THING[operation]} is not known.` : '';
}

/** What happens next with a question, or what to do about it. A write says `fate` instead. */
function next(operation: Operation): string {
  switch (operation) {
    case 'get':
    case 'list':
      return ' What was last known stays on the board, and it is asked for again.';
    case 'history':
      return ' Ask for the history again in a moment.';
    case 'test':
      return ' Test the connection again in a moment.';
    default:
      return '';
  }
}

function refusal(operation: Operation, status: number, problem: AnsweredProblem): string {
  const why = inWords(problem);
  const about = isWrite(operation) ? `the ${THING[operation]}` : 'this question';
  const told =
    why === ''
      ? `Shipping Order refused ${about} without saying why (${status}).`
      : `Shipping Order refused ${about}: ${why}`;
  switch (operation) {
    case 'create':
      return `${told} Correct it and send it again.`;
    case 'edit':
      return /packages?\b/i.test(why)
        ? `${told} Once a shipment is placed with a provider its package stays as it is; send the change without it.`
        : `${told} Correct it and send it again.`;
    case 'cancel':
      return `${told} Refresh the shipment; if it still has to stop, call the delivery provider.`;
    case 'retry':
      return `${told} Edit the shipment, then retry it.`;
    case 'list':
      return `${told} ${/range|days?\b/i.test(why) ? 'Ask for a shorter range.' : 'Change what is asked for.'}`;
    default:
      return told;
  }
}

function notKnown(problem: AnsweredProblem): string {
  return `Shipping Order does not know this shipment (404). If it was made a moment ago, wait a little; otherwise check its id and its connection.${quoted(problem)}`;
}

function notShippingOrder(status: number): string {
  return `What answers at this address is not the Shipping Order API (${status}). Check the address of the connection.`;
}

function whatCame(answer: HttpAnswer, field: string): string {
  const text = answer.text.trim();
  if (text === '') return `Shipping Order answered with nothing (${answer.status}).`;
  if (text.startsWith('<')) {
    return `A web page came instead of Shipping Order’s answer (${answer.status}). Check whether this network wants a sign-in first.`;
  }
  if (answer.json === undefined) {
    return `Shipping Order’s answer is broken off or garbled (${answer.status}).`;
  }
  return field === ''
    ? `Shipping Order’s answer has a form that is not foreseen (${answer.status}).`
    : `Shipping Order’s answer lacks what matters in it: ${field} (${answer.status}).`;
}

function inWords({ message, details, provider }: AnsweredProblem): string {
  const said = [message, ...details].filter((one) => one !== null).map(asSentence);
  const from = provider === null ? '' : `${provider}: `;
  return said.length === 0 ? '' : `${from}${said.slice(0, 4).join(' ')}`;
}

function quoted(problem: AnsweredProblem): string {
  const said = inWords(problem);
  return said === '' ? '' : ` Shipping Order says: ${said}`;
}

function asSentence(text: string): string {
  return /[.!?]$/.test(text) ? text : `${text}.`;
}

function fieldMessages({ message, type }: AnsweredProblem, field: string | null | undefined): FieldMessage[] {
  const said = message ?? type;
  return said === null ? [] : [{ field: field ?? '', message: asSentence(said) }];
}

function bodyOf(answer: HttpAnswer): string | null {
  const body = answer.text.trim();
  return body === '' ? null : body.slice(0, LONGEST_BODY);
}
