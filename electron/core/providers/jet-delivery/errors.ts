// Everything that can go wrong with a Jet Delivery request -> a sentence that says what happened and what to do, and
// whether anything may have been done. Called by jet-delivery-provider.ts. Pure.

import type { FieldMessage, ProviderErrorKind } from '../../../../shared/contract/errors.ts';
import type { HttpAnswer, HttpFailure } from '../../http/http-client.ts';
import type { ProviderError } from '../provider.ts';
import type { JetAction } from './client.ts';
import { type JetAnswer, messagesIn } from './wire.ts';

export interface JetError extends ProviderError {
  /** What the opening must know beyond the sentence. */
  reason: 'wrong-code' | 'code-locked' | 'expired' | 'rate-limited' | 'turned-away' | 'refused' | 'no-answer';
  /** Certainly nothing was done by it. */
  nothingDone: boolean;
}

/** What a request is called in a sentence. */
const THING: Record<JetAction, string> = {
  'pre-register': 'registration of the address',
  'pre-register-verify': 'code',
  'pre-register-resend': 'new mail',
  'pre-register-check': 'question',
  start: 'start',
  step1: 'activation',
  step2: 'billing address',
  'registered-with-stripe-check': 'question about payment',
};

/** What may have happened and what to do, after an answer that says nothing. Repeatable ones are simply asked again. */
const UNKNOWN_FATE: Record<JetAction, string> = {
  'pre-register':
    'Whether it was registered is not known. Look for its mail: if one came, its link still verifies the address, but the opening has to be begun anew here.',
  'pre-register-verify': 'Whether the code was taken is not known. Check first, before you enter it again.',
  'pre-register-resend':
    'Whether a new mail is on its way is not known. Wait for it a moment; only the code of the newest mail works.',
  'pre-register-check': 'Check again in a moment.',
  start: 'Start may be repeated: nothing is made twice.',
  step1: 'Whether the user was made is not known. Try to sign in at Jet Delivery before you send it again.',
  step2: 'Whether the billing address was taken is not known. It can be sent again.',
  'registered-with-stripe-check': 'Ask again in a moment.',
};

const PAUSE_MS = 60_000;
const ABUSE_PAUSE_MS = 5 * 60_000;
const LONGEST_BODY = 20_000;

/** For an answer of this API that does not say success. */
export function refusalOf(answer: HttpAnswer, read: JetAnswer, action: JetAction): JetError {
  const { message, fields } = read;
  const error = errorWith(answer, fields);
  const said = message === null ? '' : ` Jet Delivery says: ${sentence(message)}`;
  const words = (message ?? '').toLowerCase();
  if (isRateLimit(answer.status, words)) return rateLimited(answer, error, said);
  if (/attempt|locked|too many (wrong )?codes/.test(words)) {
    return {
      ...error(
        'too-late',
        `Too many wrong codes were tried, so this code is closed. Ask for a new mail; only its code counts then.${said}`,
      ),
      reason: 'code-locked',
      nothingDone: true,
    };
  }
  if (/expire|no longer valid|timed? ?out/.test(words)) {
    const what =
      action === 'pre-register-verify' || action === 'pre-register-check'
        ? 'Link and code of this mail have ended. Ask for a new mail.'
        : 'The time for this step has ended. Begin the opening anew.';
    return { ...error('too-late', `${what}${said}`), reason: 'expired', nothingDone: true };
  }
  if (answer.status >= 500) {
    return {
      ...error(
        'provider-down',
        `Jet Delivery has a fault of its own (${answer.status}). ${UNKNOWN_FATE[action]}${said}`,
      ),
      reason: 'no-answer',
      nothingDone: false,
    };
  }
  if (action === 'pre-register-verify') {
    const text = `Jet Delivery did not accept this code. Compare it with the newest mail; after too many wrong ones it is closed.${said}`;
    return {
      ...error('invalid', text),
      fields: [{ field: 'verify_code', message: text }],
      reason: 'wrong-code',
      nothingDone: true,
    };
  }
  const why = said === '' ? ' without saying why.' : `.${said}`;
  return {
    ...error('invalid', `Jet Delivery refused the ${THING[action]}${why}${inWords(fields)}`),
    reason: 'refused',
    nothingDone: true,
  };
}

/** For an answer that is none of this API: a firewall, another system, a network's sign-in page, nothing at all. */
export function notJet(answer: HttpAnswer, action: JetAction): JetError {
  const { status } = answer;
  const { message, fields } = messagesIn(answer.json);
  const error = errorWith(answer, fields);
  const said = message === null ? '' : ` It says: ${sentence(message)}`;
  if (isRateLimit(status, (message ?? '').toLowerCase())) return rateLimited(answer, error, said);
  if (status === 401 || status === 403 || status === 406) {
    return {
      ...error(
        'limited',
        `Jet Delivery turned this computer away (${status}); its controls against automated sign-ups do that. Wait some minutes, then try once more.${said}`,
      ),
      retryAt: answer.retryAt ?? answer.receivedAt + ABUSE_PAUSE_MS,
      reason: 'turned-away',
      nothingDone: true,
    };
  }
  if (status >= 400 && status < 500 && status !== 408) {
    return {
      ...error(
        'bad-answer',
        `What answers at this address is not Jet Delivery’s account set-up (${status}). Check the address of the connection.${said}`,
      ),
      reason: 'refused',
      nothingDone: true,
    };
  }
  if (status >= 300 && status < 400) {
    return {
      ...error(
        'bad-answer',
        `This address sends requests elsewhere (${status}) instead of answering. Check the address of the connection, and whether this network wants a sign-in first.`,
      ),
      reason: 'refused',
      nothingDone: true,
    };
  }
  const what =
    status >= 500 || status === 408 ? `Jet Delivery has a fault of its own (${status}).` : whatCame(answer);
  return {
    ...error(
      status >= 500 || status === 408 ? 'provider-down' : 'bad-answer',
      `${what} ${UNKNOWN_FATE[action]}${said}`,
    ),
    reason: 'no-answer',
    nothingDone: false,
  };
}

/** For a success that lacks what it was asked for. */
export function lacking(answer: HttpAnswer, action: JetAction, field: string): JetError {
  return {
    ...errorWith(answer, [{ field, message: 'Missing in Jet Delivery’s answer.' }])(
      'bad-answer',
      `Jet Delivery reports success, but its answer lacks ${field}. ${UNKNOWN_FATE[action]}`,
    ),
    reason: 'no-answer',
    nothingDone: false,
  };
}

/** For a request without a whole answer. */
export function failed(failure: HttpFailure, action: JetAction): JetError {
  const { kind, sentence: what } = FAILURES[failure.reason];
  const rest =
    failure.reached === 'maybe'
      ? ` ${UNKNOWN_FATE[action]}`
      : ' Nothing was sent; what you typed is still here.';
  return {
    kind,
    sentence: `${what}${rest}`,
    status: null,
    fields: [],
    body: null,
    retryAt: failure.retryAt ?? null,
    reason: 'no-answer',
    nothingDone: failure.reached === 'no',
  };
}

const FAILURES: Record<HttpFailure['reason'], { kind: ProviderErrorKind; sentence: string }> = {
  offline: { kind: 'unreachable', sentence: 'This computer has no network.' },
  dns: { kind: 'unreachable', sentence: 'The name of Jet Delivery’s server could not be found.' },
  refused: { kind: 'unreachable', sentence: 'Nothing answers at Jet Delivery’s address.' },
  tls: {
    kind: 'unreachable',
    sentence: 'No safe connection to Jet Delivery could be made: its certificate was not accepted.',
  },
  'connect-timeout': { kind: 'unreachable', sentence: 'Jet Delivery could not be reached in time.' },
  timeout: { kind: 'unreachable', sentence: 'Jet Delivery did not answer in time.' },
  reset: {
    kind: 'unreachable',
    sentence: 'The connection to Jet Delivery broke before its answer was complete.',
  },
  redirect: { kind: 'bad-answer', sentence: 'This address sends requests elsewhere instead of answering.' },
  aborted: { kind: 'unreachable', sentence: 'The request was called off before Jet Delivery answered.' },
  'too-large': { kind: 'bad-answer', sentence: 'The answer was far too long for Jet Delivery.' },
  'circuit-open': {
    kind: 'circuit-open',
    sentence: 'Jet Delivery failed several times in a row, so it is left alone for a moment.',
  },
  budget: { kind: 'limited', sentence: 'Too many requests of this connection are waiting for their turn.' },
  'bad-url': {
    kind: 'invalid',
    sentence: 'The address of this connection cannot be used. Correct it under Connections.',
  },
};

type MakeError = (kind: ProviderErrorKind, sentence: string) => ProviderError;

function errorWith(answer: HttpAnswer, fields: FieldMessage[]): MakeError {
  const body = answer.text.trim();
  return (kind, text) => ({
    kind,
    sentence: text,
    status: answer.status,
    fields,
    body: body === '' ? null : body.slice(0, LONGEST_BODY),
    retryAt: answer.retryAt ?? null,
  });
}

function isRateLimit(status: number, words: string): boolean {
  return status === 429 || /rate.?limit|too many requests|slow down|throttl|try again (later|in)/.test(words);
}

function rateLimited(answer: HttpAnswer, error: MakeError, said: string): JetError {
  return {
    ...error(
      'limited',
      `Jet Delivery asks for fewer requests. Wait a moment, then try again; nothing is lost meanwhile.${said}`,
    ),
    retryAt: answer.retryAt ?? answer.receivedAt + PAUSE_MS,
    reason: 'rate-limited',
    nothingDone: true,
  };
}

function whatCame(answer: HttpAnswer): string {
  const text = answer.text.trim();
  if (text === '') return `Jet Delivery answered with nothing (${answer.status}).`;
  if (text.startsWith('<')) {
    return `A web page came instead of Jet Delivery’s answer (${answer.status}). Check whether this network wants a sign-in first.`;
  }
  return `Jet Delivery’s answer cannot be read (${answer.status}).`;
}

function inWords(fields: readonly FieldMessage[]): string {
  return fields
    .slice(0, 5)
    .map(({ field, message }) => ` ${field.replaceAll('_', ' ')}: ${sentence(message)}`)
    .join('');
}

function sentence(text: string): string {
  return /[.!?]$/.test(text) ? text : `${text}.`;
}
