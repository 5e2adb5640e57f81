// The Shipping Order API as a provider: sends, and judges what comes back. Called by services through the Provider port
// and, for what is asked beyond it, through ShippingOrderCalls. It repeats no write and throws for no answer. Between two
// calls it keeps access tokens and how often a placing failed for the moment, both in memory only.

import {
  type ListedShipment,
  type ShipmentFilter,
  type ShipmentHistoryEntry,
  type ShipmentWarning,
  shipmentChangesSchema,
  shipmentSchema,
} from '../../../../shared/contract/shipments.ts';
import type { CommandId } from '../../../../shared/domain/ids.ts';
import { shipmentStatus } from '../../../../shared/domain/shipment-status.ts';
import { checkUrl } from '../../http/base-url.ts';
import type { HttpAnswer, HttpClient } from '../../http/http-client.ts';
import { cutValuesInJson, redactJson } from '../../http/redact.ts';
import type { Clock } from '../../ports.ts';
import type {
  CallOptions,
  ChangedPage,
  CommandOutcome,
  CommandToSend,
  JobNews,
  Provider,
  ProviderAccount,
  ProviderError,
  ProviderResult,
} from '../provider.ts';
import type { ShippingOrderAccount } from './access-tokens.ts';
import { createShippingOrderClient, type Sent, TOKEN_PATH } from './client.ts';
import {
  certainlyDidNothing,
  errorFromAnswer,
  errorFromFailure,
  isAlreadyCancelled,
  isTransientRefusal,
  mayBeInTheirBooks,
  notSendable,
  type Operation,
  unreadable,
} from './errors.ts';
import { CLOCK_SKEW_MS, firstPlace, OLDEST_MS, placeAfter, placeFrom } from './listing-places.ts';
import { locatedCancel, locatedEdit, locatedRetry } from './located.ts';
import { factsFrom, listedFrom, newsFrom } from './to-domain.ts';
import { readHistory, readPage, readShipment, type ShipmentAnswer } from './wire.ts';

/** What Shipping Order can be asked beyond the port. */
export interface ShippingOrderCalls {
  /** One shipment by its system id, as it came; `news` where it names a status. Source: seed 004, Get Shipment. */
  getShipment(
    account: ProviderAccount,
    id: string,
    forceUpdate: boolean,
    options: CallOptions,
  ): Promise<ProviderResult<{ shipment: unknown; warnings: ShipmentWarning[]; news: JobNews | null }>>;
  /** Oldest first. Source: seed 004, Get Shipment Status. */
  statusHistory(
    account: ProviderAccount,
    id: string,
    unique: boolean,
    options: CallOptions,
  ): Promise<ProviderResult<ShipmentHistoryEntry[]>>;
  /** One page, as it came and read. Source: seed 004, List Shipments. */
  listShipments(
    account: ProviderAccount,
    filter: ShipmentFilter,
    options: CallOptions,
  ): Promise<ProviderResult<ShipmentPage>>;
}

export interface ShipmentPage {
  data: unknown[];
  shipments: Omit<ListedShipment, 'jobId'>[];
  /** "data[3].status", one for each entry that is of no use. */
  unreadable: string[];
  paginationToken: { next: string | null; previous: string | null };
}

const PAGE_SIZE = 200;
/** So often a refusal that may pass is tried again before a person decides. */
const TRANSIENT_TRIES = 3;

export function createShippingOrderProvider(parts: {
  http: HttpClient;
  clock: Clock;
}): Provider & ShippingOrderCalls {
  const { clock } = parts;
  const client = createShippingOrderClient(parts);
  const transientRefusals = new Map<CommandId, number>();

  /** A 2xx with JSON in it; whether that is the right JSON is for the caller to see. */
  function good({ at, outcome }: Sent, operation: Operation): ProviderResult<HttpAnswer> {
    const asked = at === 'token' ? 'token' : operation;
    if (outcome.kind === 'failure') return failed(errorFromFailure(outcome, asked));
    if (at === 'token' || outcome.status < 200 || outcome.status > 299) {
      return failed(errorFromAnswer(outcome, asked));
    }
    return outcome.json === undefined
      ? failed(unreadable(outcome, operation, ''))
      : { ok: true, value: outcome };
  }

  async function getOne(
    account: ShippingOrderAccount,
    id: string,
    forceUpdate: boolean,
    options: CallOptions,
  ): Promise<ProviderResult<Seen & { raw: unknown; warnings: ShipmentWarning[] }>> {
    const judged = good(await client.get(account, id, forceUpdate, options), 'get');
    if (!judged.ok) return judged;
    const read = readShipment(judged.value.json);
    if (!read.ok) return failed(unreadable(judged.value, 'get', read.field));
    const raw = rawOf(judged.value.json, account);
    const answer = { ...read.value, id: read.value.id ?? id };
    return {
      ok: true,
      value: { answer, raw, warnings: answer.warnings, news: newsOf(answer, judged.value.receivedAt, raw) },
    };
  }

  /** Those that a narrow question finds, newest first. A range is always given: without one, only a day is looked at. */
  async function find(
    account: ShippingOrderAccount,
    by: Pick<ShipmentFilter, 'orderExternalIds' | 'groupId'>,
    options: CallOptions,
  ): Promise<ProviderResult<Seen[]>> {
    const now = clock.now();
    const filter = {
      ...by,
      createdAt: { startsAt: now - OLDEST_MS, endsAt: now + CLOCK_SKEW_MS },
      limit: 10,
    };
    const judged = good(await client.list(account, filter, options), 'list');
    if (!judged.ok) return judged;
    const page = readPage(judged.value.json);
    if (!page.ok) return failed(unreadable(judged.value, 'list', page.field));
    const wanted = by.orderExternalIds?.[0];
    const found = page.value.shipments
      .map(({ answer, raw }) => seen(answer, judged.value.receivedAt, rawOf(raw, account)))
      .filter(({ answer }) => wanted === undefined || answer.orderExternalId === wanted)
      .sort((a, b) => (b.answer.createdAt ?? 0) - (a.answer.createdAt ?? 0));
    return { ok: true, value: found };
  }

  /** Looked for by its order number: is it there, and is it ours? */
  async function findCreated(
    account: ShippingOrderAccount,
    { command, ids }: CommandToSend,
    options: CallOptions,
  ): Promise<ProviderResult<{ ours: Seen | null; older: boolean }>> {
    const number = orderNumberOf(command.payload) ?? ids.externalId;
    const found =
      number === null ? failed(NO_NUMBER) : await find(account, { orderExternalIds: [number] }, options);
    if (!found.ok) return found;
    const since = (command.firstSentAt ?? command.createdAt) - CLOCK_SKEW_MS;
    // One that does not say when it was made is taken for ours: better one looked at twice than one made twice.
    const ours = found.value.find(({ answer }) => answer.createdAt === null || answer.createdAt >= since);
    return { ok: true, value: { ours: ours ?? null, older: found.value.length > 0 && ours === undefined } };
  }

  function attempt(
    account: ShippingOrderAccount,
    { command, ids }: CommandToSend,
    options: CallOptions,
  ): { operation: Operation; sent: Promise<Sent> } | ProviderError {
    const { force_update: forced, ...payload } = (command.payload ?? {}) as Record<string, unknown>;
    const forceUpdate = forced === true;
    if (command.kind === 'create') {
      const shipment = shipmentSchema.safeParse(payload);
      if (!shipment.success) return notSendable('invalid', UNSENDABLE, fieldsOf(shipment.error));
      return { operation: 'create', sent: client.create(account, shipment.data, options) };
    }
    const id = ids.jobId;
    if (id === null) return notSendable('not-found', NO_ID_YET);
    switch (command.kind) {
      case 'edit': {
        const changes = shipmentChangesSchema.safeParse(payload);
        if (!changes.success) return notSendable('invalid', UNSENDABLE, fieldsOf(changes.error));
        const sent = client.edit(account, id, { body: changes.data, forceUpdate }, options);
        return { operation: 'edit', sent };
      }
      case 'cancel':
        return { operation: 'cancel', sent: client.cancel(account, id, options) };
      case 'retry':
        return { operation: 'retry', sent: client.retry(account, id, options) };
      default:
        return notSendable('invalid', NO_SUCH_COMMAND);
    }
  }

  /** Tried again by the outbox a few times, then left to a person. */
  function refusedForNow(id: CommandId, error: ProviderError): CommandOutcome {
    const tries = (transientRefusals.get(id) ?? 0) + 1;
    if (tries < TRANSIENT_TRIES) {
      transientRefusals.set(id, tries);
      return { kind: 'not-sent', error };
    }
    transientRefusals.delete(id);
    return { kind: 'refused', error };
  }

  async function refusal(
    account: ShippingOrderAccount,
    item: CommandToSend,
    answer: HttpAnswer,
    error: ProviderError,
    options: CallOptions,
  ): Promise<CommandOutcome> {
    if (item.command.kind === 'create' && mayBeInTheirBooks(answer)) {
      const found = await findCreated(account, item, options);
      // Refused or not: without an answer to that, it is looked for again before anything else happens.
      if (!found.ok) return { kind: 'unknown', error };
      const { ours } = found.value;
      if (ours !== null)
        return { kind: 'accepted', ids: idsOf(ours.answer), news: withReason(ours.news, error) };
    }
    if (isTransientRefusal(answer)) return refusedForNow(item.command.id, error);
    return { kind: certainlyDidNothing(answer) ? 'refused' : 'unknown', error };
  }

  return {
    name: 'shipping-order',
    documentedOrigin: null,
    factsOf: (payload, currency) => factsFrom(payload as Parameters<typeof factsFrom>[0], currency),

    checkSecret(secret) {
      const { clientId, clientSecret } = (secret ?? {}) as Record<string, unknown>;
      const parts = [
        ['clientId', clientId, 'client id'],
        ['clientSecret', clientSecret, 'client secret'],
      ] as const;
      return parts.flatMap(([field, value, word]) => {
        if (typeof value !== 'string' || value === '') {
          return [{ field, message: `Paste the ${word} that you got when you were set up as a user.` }];
        }
        if (!/\s/.test(value)) return [];
        return [
          {
            field,
            message: `The ${word} has blanks or line breaks in it. Copy it again, without anything around it.`,
          },
        ];
      });
    },

    checkOptions: (options) =>
      Object.entries(options).flatMap(([field, value]) => {
        if (field !== 'tokenUrl') {
          return [{ field, message: 'Shipping Order has no option of this name.' }];
        }
        const checked = checkUrl(value);
        return checked.ok ? [] : [{ field, message: checked.problem }];
      }),

    /** One shipment at most is asked for: that needs a token and the API, and changes nothing. */
    async test(given, options) {
      const account = accountOf(given);
      if ('sentence' in account) return failed(account);
      const judged = good(await client.list(account, { limit: 1 }, options), 'test');
      if (!judged.ok) return judged;
      const page = readPage(judged.value.json);
      return page.ok
        ? { ok: true, value: { clientName: null } }
        : failed(unreadable(judged.value, 'test', page.field));
    },

    async look(given, { ids, reference }, options) {
      const account = accountOf(given);
      if ('sentence' in account) return failed(account);
      if (ids.jobId !== null) {
        const one = await getOne(account, ids.jobId, false, options);
        if (!one.ok) return one;
        return one.value.news === null ? failed(NO_STATUS) : { ok: true, value: one.value.news };
      }
      const by =
        ids.externalId !== null
          ? { orderExternalIds: [ids.externalId] }
          : reference !== null
            ? { groupId: reference }
            : null;
      if (by === null) return failed(notSendable('invalid', NO_IDENTIFIER));
      const found = await find(account, by, options);
      if (!found.ok) return found;
      const newest = found.value.find(({ news }) => news !== null)?.news;
      return newest ? { ok: true, value: newest } : failed(NOT_FOUND);
    },

    async changes(given, from, options): Promise<ProviderResult<ChangedPage>> {
      const account = accountOf(given);
      if ('sentence' in account) return failed(account);
      const now = clock.now();
      const place = from.page === null ? firstPlace(from.since, now) : placeFrom(from.page);
      if (place === null) return failed(notSendable('invalid', 'This page of changes cannot be asked for.'));
      const filter: ShipmentFilter = {
        lastUpdatedAt: { startsAt: place.startsAt, endsAt: place.endsAt },
        limit: PAGE_SIZE,
        ...(place.token === null ? {} : { paginationToken: place.token }),
      };
      const judged = good(await client.list(account, filter, options), 'list');
      if (!judged.ok) return judged;
      const page = readPage(judged.value.json);
      if (!page.ok) return failed(unreadable(judged.value, 'list', page.field));
      const news = page.value.shipments.flatMap(({ answer, raw }) => {
        const one = newsOf(answer, judged.value.receivedAt, rawOf(raw, account));
        return one === null ? [] : [one];
      });
      const next = placeAfter(place, page.value.next);
      return {
        ok: true,
        value: {
          news,
          next: next === null ? null : JSON.stringify(next),
          unreadable: page.value.unreadable,
        },
      };
    },

    async send(given, item, options) {
      const account = accountOf(given);
      if ('sentence' in account) return { kind: 'not-sent', error: account };
      const attempted = attempt(account, item, options);
      if ('sentence' in attempted) return { kind: 'refused', error: attempted };
      const { operation } = attempted;
      const sent = await attempted.sent;
      const { outcome } = sent;
      const judged = good(sent, operation);
      if (judged.ok) {
        transientRefusals.delete(item.command.id);
        return taken(judged.value, operation, item, account);
      }
      const { error } = judged;
      // What the token service says or does not say: the command itself never left.
      if (sent.at === 'token') {
        return error.kind === 'signed-out' || error.kind === 'limited'
          ? { kind: 'refused', error }
          : { kind: 'not-sent', error };
      }
      if (outcome.kind === 'failure') {
        return { kind: outcome.reached === 'no' ? 'not-sent' : 'unknown', error };
      }
      if (operation === 'cancel' && isAlreadyCancelled(outcome)) {
        return { kind: 'accepted', ids: {}, news: null };
      }
      return refusal(account, item, outcome, error, options);
    },

    async locate(given, item, options) {
      const account = accountOf(given);
      if ('sentence' in account) return { kind: 'no-answer', error: account };
      const { kind } = item.command;
      if (kind === 'create') {
        const found = await findCreated(account, item, options);
        if (!found.ok) return { kind: 'no-answer', error: found.error };
        const { ours, older } = found.value;
        if (ours !== null) return { kind: 'done', ids: idsOf(ours.answer), news: ours.news };
        return older ? { kind: 'conflict', sentence: OLDER_EXISTS } : { kind: 'absent' };
      }
      if (item.ids.jobId === null) return { kind: 'conflict', sentence: NO_ID_YET };
      const one = await getOne(account, item.ids.jobId, false, options);
      if (!one.ok) {
        const { error } = one;
        return error.kind === 'not-found' ? { kind: 'absent' } : { kind: 'no-answer', error };
      }
      const { news, answer, raw } = one.value;
      if (news === null) return { kind: 'no-answer', error: NO_STATUS };
      if (kind === 'cancel') return locatedCancel(news);
      if (kind === 'retry') return locatedRetry(news, answer, item);
      return locatedEdit(news, raw, item);
    },

    async getShipment(given, id, forceUpdate, options) {
      const account = accountOf(given);
      if ('sentence' in account) return failed(account);
      const one = await getOne(account, id, forceUpdate, options);
      if (!one.ok) return one;
      const { raw, warnings, news } = one.value;
      return { ok: true, value: { shipment: raw, warnings, news } };
    },

    async statusHistory(given, id, unique, options) {
      const account = accountOf(given);
      if ('sentence' in account) return failed(account);
      const judged = good(await client.history(account, id, unique, options), 'history');
      if (!judged.ok) return judged;
      const read = readHistory(rawOf(judged.value.json, account));
      if (!read.ok) return failed(unreadable(judged.value, 'history', read.field));
      return {
        ok: true,
        value: read.value.map(({ at, ...entry }) => ({
          ...entry,
          jobStatus: shipmentStatus(entry.status),
          updatedAtEpoch: at,
        })),
      };
    },

    async listShipments(given, filter, options) {
      const account = accountOf(given);
      if ('sentence' in account) return failed(account);
      const judged = good(await client.list(account, filter, options), 'list');
      if (!judged.ok) return judged;
      const page = readPage(rawOf(judged.value.json, account));
      if (!page.ok) return failed(unreadable(judged.value, 'list', page.field));
      const { data, unreadable: lost, next, previous } = page.value;
      const shipments = page.value.shipments.flatMap(({ answer }) =>
        answer.status === null ? [] : [listedFrom({ ...answer, status: answer.status })],
      );
      return { ok: true, value: { data, shipments, unreadable: lost, paginationToken: { next, previous } } };
    },
  };
}

const LINKS = ['label', 'labels', 'labelLink', 'trackingUrl'];

interface Seen {
  answer: ShipmentAnswer;
  /** Null where the answer names no status. */
  news: JobNews | null;
}

const NO_SUCH_COMMAND =
  'Shipments can be changed, cancelled and retried; Shipping Order knows no other command.';
const UNSENDABLE = 'This cannot be sent to Shipping Order as it is. Correct it and send it again.';
const NO_ID_YET =
  'Shipping Order has not yet told the id of this shipment, and finds it by nothing else. Refresh it, then try again.';
const NO_IDENTIFIER =
  'Shipping Order finds a shipment by its id, its order number or its group. Give one of them; it cannot be looked for by a tracking number.';
const OLDER_EXISTS =
  'Shipping Order has an older shipment under this order number, so it cannot be told whether this one arrived. Look there; then send it under another number or discard it.';
const NOT_FOUND = notSendable(
  'not-found',
  'Shipping Order does not know this shipment. If it was made a moment ago, wait a little; otherwise check its number and its connection.',
);
const NO_NUMBER = notSendable(
  'invalid',
  'This shipment has no order number, and without one it cannot be found again. Send it anew.',
);
const NO_STATUS: ProviderError = {
  ...notSendable('invalid', 'Shipping Order answered without saying how this shipment stands.'),
  kind: 'bad-answer',
};

function failed(error: ProviderError): { ok: false; error: ProviderError } {
  return { ok: false, error };
}

function accountOf(given: ProviderAccount): ShippingOrderAccount | ProviderError {
  const { clientId, clientSecret } = (given.secret ?? {}) as Record<string, unknown>;
  if (
    typeof clientId !== 'string' ||
    clientId === '' ||
    typeof clientSecret !== 'string' ||
    clientSecret === ''
  ) {
    return notSendable(
      'signed-out',
      'This connection has no usable client id and client secret. Enter both under Connections.',
    );
  }
  if (given.baseUrl === null) {
    return notSendable(
      'invalid',
      'This connection has no address of the Shipping Order API. Enter it under Connections.',
    );
  }
  const tokenUrl = given.options.tokenUrl || `${given.baseUrl}${TOKEN_PATH}`;
  return { connectionId: given.connectionId, origin: given.baseUrl, tokenUrl, clientId, clientSecret };
}

/**
 * Safe to keep and to show. A label's address holds a "token" that is the shipment's id in other letters, and is of no use
 * without it: there only our own secret is cut.
 */
function rawOf(json: unknown, { clientSecret }: ShippingOrderAccount): unknown {
  const raw = redactJson(json, [clientSecret]);
  if (typeof raw !== 'object' || raw === null || Array.isArray(raw)) return raw;
  const links = LINKS.filter((name) => name in raw).map((name) => [
    name,
    cutValuesInJson((json as Record<string, unknown>)[name], [clientSecret]),
  ]);
  return { ...raw, ...Object.fromEntries(links) };
}

function newsOf(answer: ShipmentAnswer, receivedAt: number, raw: unknown): JobNews | null {
  const { status } = answer;
  return status === null ? null : newsFrom({ ...answer, status }, receivedAt, raw);
}

function seen(answer: ShipmentAnswer, receivedAt: number, raw: unknown): Seen {
  return { answer, news: newsOf(answer, receivedAt, raw) };
}

function idsOf({ id, orderExternalId, trackingId }: ShipmentAnswer) {
  return {
    ...(id === null ? {} : { jobId: id }),
    ...(orderExternalId === null ? {} : { externalId: orderExternalId }),
    ...(trackingId === null ? {} : { trackingId }),
  };
}

function orderNumberOf(payload: unknown): string | null {
  const number = (payload as { orderExternalId?: unknown } | null)?.orderExternalId;
  return typeof number === 'string' && number !== '' ? number : null;
}

/** An answer of a write: in itself the sign that it was done, also where little can be read in it. */
function taken(
  answer: HttpAnswer,
  operation: Operation,
  item: CommandToSend,
  account: ShippingOrderAccount,
): CommandOutcome {
  const read = readShipment(answer.json);
  if (!read.ok) return { kind: 'unknown', error: unreadable(answer, operation, read.field) };
  const raw = rawOf(answer.json, account);
  const known = {
    ...read.value,
    // A create may be answered without the id it made (seed 004, sample); the others were asked for by theirs.
    id: item.ids.jobId ?? read.value.id,
    orderExternalId: read.value.orderExternalId ?? orderNumberOf(item.command.payload) ?? item.ids.externalId,
  };
  return { kind: 'accepted', ids: idsOf(known), news: newsOf(known, answer.receivedAt, raw) };
}

/** It is in their books, and why it could not be placed was told only now. */
function withReason(news: JobNews | null, error: ProviderError): JobNews | null {
  if (news === null || news.status !== 'failed') return news;
  const at = news.sourceAt ?? news.receivedAt;
  const event = { at, kind: 'history' as const, text: error.sentence, actor: null, position: null };
  return { ...news, remarks: error.sentence, events: [...news.events, event] };
}

function fieldsOf(error: { issues: { path: PropertyKey[]; message: string }[] }) {
  return error.issues.map(({ path, message }) => ({ field: path.join('.'), message }));
}
