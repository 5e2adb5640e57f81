// Everything that can go wrong with a tracking request -> a ProviderError whose sentence says what happened and what to
// do. Called by aftership-provider.ts. Pure; it decides for no one whether to ask again.

import type { FieldMessage, ProviderErrorKind } from '../../../../shared/contract/errors.ts';
import { plainJson } from '../../../../shared/domain/plain-text.ts';
import type { HttpAnswer, HttpFailure } from '../../http/http-client.ts';
import { failureWords } from '../failure-words.ts';
import type { ProviderError } from '../provider.ts';

export type Operation =
  | 'create'
  | 'edit'
  | 'delete'
  | 'retrack'
  | 'complete'
  | 'look'
  | 'list'
  | 'checkpoint'
  | 'predict'
  | 'couriers'
  | 'test';

/** What a write is called in a sentence. */
const WRITES: Partial<Record<Operation, string>> = {
  create: 'new tracking',
  edit: 'change',
  delete: 'removal',
  retrack: 'retracking',
  complete: 'completion',
};

/** Answers after which AfterShip certainly did nothing. 408 is not among them: it may come after the work was done. */
const NOTHING_DONE = new Set([400, 401, 403, 404, 405, 409, 415, 422, 429]);
const PAUSE_MS = 5_000;
const LONGEST_BODY = 20_000;

/** Seed 003 and the lists of the official clients; the number in `meta.code` of an answer. */
export const DUPLICATE = 4003;
export const UNKNOWN_TRACKING = 4004;

interface Meaning {
  kind: ProviderErrorKind;
  sentence: string;
  field?: string;
}

const MEANINGS: Record<number, Meaning> = {
  400: {
    kind: 'invalid',
    sentence: 'AfterShip could not make anything of this (400). Check what was typed and send it again.',
  },
  4001: {
    kind: 'invalid',
    sentence:
      'AfterShip could not read what was sent (4001). Send it again; if that happens every time, report it.',
  },
  4003: {
    kind: 'invalid',
    sentence: 'AfterShip follows this tracking number already (4003).',
    field: 'tracking_number',
  },
  4004: {
    kind: 'not-found',
    sentence:
      'AfterShip does not know this parcel (4004). It was deleted there, or it is older than the 120 days that are kept. Follow it anew if it still matters.',
  },
  4005: {
    kind: 'invalid',
    sentence:
      'AfterShip does not take this tracking number (4005). Compare it with the label and correct it.',
    field: 'tracking_number',
  },
  4006: {
    kind: 'bad-answer',
    sentence:
      'AfterShip missed the parcel in what was sent (4006): the API version of this connection does not fit. Choose the other version under Connections.',
  },
  4007: {
    kind: 'invalid',
    sentence: 'The tracking number is missing (4007). Type it and send it again.',
    field: 'tracking_number',
  },
  4008: {
    kind: 'invalid',
    sentence: 'AfterShip does not take the value of a field (4008). Correct it and send it again.',
  },
  4009: {
    kind: 'invalid',
    sentence: 'AfterShip wants a field that is empty (4009). Fill it in and send it again.',
  },
  4010: {
    kind: 'invalid',
    sentence:
      'AfterShip does not know this courier (4010). Choose another short name, or leave it empty so that AfterShip finds out.',
    field: 'slug',
  },
  4011: {
    kind: 'invalid',
    sentence:
      'This courier wants more than the tracking number (4011). Fill in the field that AfterShip names and send it again.',
  },
  4012: {
    kind: 'invalid',
    sentence:
      'AfterShip could not find out which courier carries this number (4012). Name the courier and send it again.',
    field: 'slug',
  },
  4013: {
    kind: 'too-late',
    sentence: 'AfterShip still follows this parcel, so there is nothing to track again (4013).',
  },
  4014: {
    kind: 'invalid',
    sentence: 'AfterShip missed who is to be told (4014). Check phone numbers and e-mail addresses.',
  },
  4015: {
    kind: 'not-found',
    sentence: 'AfterShip does not take the id of this parcel (4015). Follow it anew by its tracking number.',
  },
  4016: {
    kind: 'too-late',
    sentence:
      'AfterShip tracks this parcel again no more: it has been done as often as it allows (4016). Ask the courier where it is, and mark it as completed.',
  },
  4017: {
    kind: 'invalid',
    sentence:
      'The tracking number does not look like one of this courier (4017). Compare it with the label, or choose another courier.',
    field: 'tracking_number',
  },
};

/** A person reads no more than this of their words. */
const LONGEST_MESSAGE = 500;
const MOST_FIELDS = 30;

export function certainlyDidNothing(answer: HttpAnswer): boolean {
  return NOTHING_DONE.has(answer.status);
}

/** The number that says what happened; the HTTP status where the answer has none. */
export function metaCode(answer: HttpAnswer): number {
  const code = metaOf(answer).code;
  return typeof code === 'number' ? code : Number(code) || answer.status;
}

/** For an answer that is not 2xx, or whose `meta.code` is not. */
export function errorFromAnswer(answer: HttpAnswer, operation: Operation): ProviderError {
  const said = metaOf(answer);
  const message = typeof said.message === 'string' ? said.message.trim().slice(0, LONGEST_MESSAGE) : '';
  const code = metaCode(answer);
  const error = (kind: ProviderErrorKind, sentence: string, fields: FieldMessage[] = []): ProviderError => ({
    kind,
    sentence,
    status: answer.status,
    fields,
    body: bodyOf(answer),
    retryAt: answer.retryAt ?? null,
  });
  const quoted = message === '' ? '' : ` AfterShip says: ${message}`;

  if (answer.status === 401 || code === 401) {
    return error(
      'signed-out',
      `AfterShip refused the API key of this connection (401). Copy the key again from AfterShip, and its signing secret if it has one, and replace it under Connections.${quoted}`,
    );
  }
  if (answer.status === 403 || code === 403) {
    return operation === 'predict'
      ? error(
          'invalid',
          `This account may not ask for delivery dates (403). AfterShip’s sales department switches that on.${quoted}`,
        )
      : error(
          'signed-out',
          `The API key of this connection may not do this (403). Give it the right at AfterShip, or replace it under Connections.${quoted}`,
        );
  }
  if (answer.status === 429 || code === 429) {
    return {
      ...error(
        'limited',
        'AfterShip asks for fewer requests (429), so this connection pauses and goes on by itself.',
      ),
      retryAt: answer.retryAt ?? answer.receivedAt + PAUSE_MS,
    };
  }
  if (answer.status >= 500) {
    return error(
      'provider-down',
      `AfterShip has a fault of its own (${answer.status}).${fate(operation)}${next(operation)}`,
    );
  }
  if (answer.status === 408) {
    return error('provider-down', `AfterShip took too long (408).${fate(operation)}${next(operation)}`);
  }
  if (answer.status >= 300 && answer.status < 400) {
    return error(
      'bad-answer',
      `This address sends requests elsewhere (${answer.status}) instead of answering. Check the address of the connection, and whether this network wants a sign-in first.${fate(operation)}`,
    );
  }
  const meaning = MEANINGS[code];
  if (meaning) {
    const fields = fieldsOf(said, message, meaning.field);
    return error(meaning.kind, `${meaning.sentence}${isDetailed(code) ? quoted : ''}`, fields);
  }
  if (answer.status === 404) {
    return error(
      'bad-answer',
      `What answers at this address is not AfterShip’s tracking API (404). Check the address and the version of the connection.${fate(operation)}`,
    );
  }
  return error(
    answer.status >= 400 && answer.status < 500 ? 'invalid' : 'bad-answer',
    `AfterShip answered in a way that is not foreseen (${code}).${fate(operation)}${quoted || ' The details hold what it said.'}`,
    fieldsOf(said, message, undefined),
  );
}

/** For a 2xx that cannot be used. `field` is what was missing in it, "" for the whole. */
export function unreadable(answer: HttpAnswer, operation: Operation, field: string): ProviderError {
  return {
    kind: 'bad-answer',
    sentence: `${whatCame(answer, field)}${fate(operation)}${next(operation)}`,
    status: answer.status,
    fields: field === '' ? [] : [{ field, message: 'Missing in AfterShip’s answer, or not readable.' }],
    body: bodyOf(answer),
    retryAt: null,
  };
}

/** For a request without a whole answer. */
export function errorFromFailure(failure: HttpFailure, operation: Operation): ProviderError {
  const { kind, sentence } = FAILURES[failure.reason];
  const thing = WRITES[operation];
  const unsent =
    thing === undefined ? '' : ` The ${thing} has not left this computer and waits in the outbox.`;
  return {
    kind,
    sentence: `${sentence}${failure.reached === 'maybe' ? fate(operation) : unsent}`,
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

const FAILURES = failureWords('AfterShip', 'by itself');

/** What a write must say after an answer that leaves open whether it was done; nothing for a question. */
function fate(operation: Operation): string {
  const thing = WRITES[operation];
  return thing === undefined ? '' : ` Whether it took the ${thing} is not known.`;
}

function next(operation: Operation): string {
  if (operation in WRITES) return '';
  if (operation === 'look' || operation === 'list') {
    return ' What was last known stays on the board, and it is asked for again.';
  }
  return ' Ask again in a moment.';
}

function metaOf(answer: HttpAnswer): { code?: unknown; message?: unknown; errors?: unknown } {
  const meta = (answer.json as { meta?: unknown } | null | undefined)?.meta;
  return typeof meta === 'object' && meta !== null ? (plainJson(meta) as object) : {};
}

/** Codes whose message names what is wrong. */
function isDetailed(code: number): boolean {
  return code === 400 || code === 4008 || code === 4009 || code === 4011 || code === 4012;
}

/** The fields that an answer is about, by the names of the contract. */
function fieldsOf(said: { errors?: unknown }, message: string, known: string | undefined): FieldMessage[] {
  const listed = Array.isArray(said.errors)
    ? said.errors.slice(0, MOST_FIELDS).flatMap((entry: unknown): FieldMessage[] => {
        const { path, field, info, message: words } = (entry ?? {}) as Record<string, unknown>;
        const place = typeof path === 'string' ? path : typeof field === 'string' ? field : null;
        const why = typeof info === 'string' ? info : typeof words === 'string' ? words : message;
        return place === null ? [] : [{ field: contractName(place), message: why.slice(0, LONGEST_MESSAGE) }];
      })
    : [];
  if (listed.length > 0) return listed;
  if (known !== undefined) return [{ field: known, message }];
  const named =
    /\bvalue of [`'"[]?([a-z][\w.[\]]*?)[`'"\]]? is invalid/i.exec(message) ??
    /^[`'"[]?([a-z][\w.[\]]*?)[`'"\]]? is required/i.exec(message) ??
    /also required: [`'"[]?([a-z][\w.]*)/i.exec(message) ??
    /\b(estimated_delivery_dates(?:[.[]\d+\]?)[\w.]*)/i.exec(message);
  return named?.[1] === undefined ? [] : [{ field: contractName(named[1]), message }];
}

/** "data.estimated_delivery_dates[1].origin_address.country_region" -> "estimated_delivery_dates.1.origin_address.country". */
function contractName(place: string): string {
  const path = place.replace(/\[(\d+)\]/g, '.$1').replace(/^(data|body|tracking)\./, '');
  if (/^customers(\.\d+)?\.phone_number/.test(path)) return 'smses';
  if (/^customers(\.\d+)?\.email/.test(path)) return 'emails';
  if (/^customers(\.\d+)?\.name/.test(path)) return 'customer_name';
  if (path.startsWith('order_promised_delivery_date')) return 'order_promised_delivery_date';
  return path
    .replace(/_address\.country_(region|iso3)$/, '_address.country')
    .replace(/^(origin|destination)_country_region$/, '$1_country_iso3');
}

function whatCame(answer: HttpAnswer, field: string): string {
  const text = answer.text.trim();
  if (text === '') return `AfterShip answered with nothing (${answer.status}).`;
  if (text.startsWith('<')) {
    return `A web page came instead of AfterShip’s answer (${answer.status}). Check whether this network wants a sign-in first.`;
  }
  if (answer.json === undefined) return `AfterShip’s answer is broken off or garbled (${answer.status}).`;
  return field === ''
    ? `AfterShip’s answer has a form that is not foreseen (${answer.status}).`
    : `AfterShip’s answer lacks what matters in it: ${field} (${answer.status}).`;
}

function bodyOf(answer: HttpAnswer): string | null {
  const body = answer.text.trim();
  return body === '' ? null : body.slice(0, LONGEST_BODY);
}
