// AfterShip's tracking as a provider: sends, and judges what comes back. Called by services through the Provider port and,
// for what only AfterShip can tell, through AfterShipCalls. It keeps nothing between two calls and repeats no write.

import {
  AFTERSHIP_REASONS,
  type AfterShipCheckpoint,
  type AfterShipCourier,
  type AfterShipPrediction,
  type AfterShipPredictionInput,
  type AfterShipReason,
  type AfterShipTracking,
  type AfterShipTrackingInput,
  afterShipChanges,
  afterShipTrackingInput,
} from '../../../../shared/contract/aftership.ts';
import type { ExternalIds } from '../../../../shared/domain/job.ts';
import type { HttpAnswer, HttpClient, HttpOutcome } from '../../http/http-client.ts';
import { redactJson } from '../../http/redact.ts';
import type { Clock } from '../../ports.ts';
import type {
  CallOptions,
  CommandOutcome,
  CommandToSend,
  JobNews,
  Located,
  Provider,
  ProviderAccount,
  ProviderError,
  ProviderResult,
} from '../provider.ts';
import {
  type AfterShipAccount,
  aftershipAccount,
  aftershipSecrets,
  checkAfterShipOptions,
  checkAfterShipSecret,
  DOCUMENTED_ORIGIN,
} from './aftership-account.ts';
import { createAfterShipClient, PAGE_LIMIT } from './client.ts';
import { trackingBody } from './dialect.ts';
import {
  certainlyDidNothing,
  DUPLICATE,
  errorFromAnswer,
  errorFromFailure,
  metaCode,
  notSendable,
  type Operation,
  UNKNOWN_TRACKING,
  unreadable,
} from './errors.ts';
import { confidenceOf, SUBTAG_OF_REASON } from './statuses.ts';
import { factsFrom, newsFrom, newsOfDeleted } from './to-domain.ts';
import {
  dataOf,
  readCheckpoint,
  readCouriers,
  readList,
  readPredictions,
  readTracking,
  trackingIn,
} from './wire.ts';

export interface LastCheckpoint
  extends Pick<AfterShipTracking, 'id' | 'tracking_number' | 'slug' | 'tag' | 'subtag' | 'subtag_message'> {
  checkpoint: AfterShipCheckpoint | null;
}

/** What AfterShip can tell beyond the port. Each asks once and changes nothing. */
export interface AfterShipCalls {
  /** Retrieve a tracking. With `fields` the rest is absent; `lang` translates the checkpoints. */
  tracking(
    account: ProviderAccount,
    ids: ExternalIds,
    wanted: { fields?: readonly string[] | undefined; lang?: string | undefined },
    options: CallOptions,
  ): Promise<ProviderResult<AfterShipTracking>>;
  lastCheckpoint(
    account: ProviderAccount,
    ids: ExternalIds,
    wanted: { fields?: readonly string[] | undefined; lang?: string | undefined },
    options: CallOptions,
  ): Promise<ProviderResult<LastCheckpoint>>;
  predict(
    account: ProviderAccount,
    items: AfterShipPredictionInput[],
    options: CallOptions,
  ): Promise<ProviderResult<AfterShipPrediction[]>>;
  couriers(
    account: ProviderAccount,
    all: boolean,
    options: CallOptions,
  ): Promise<ProviderResult<AfterShipCourier[]>>;
  detect(
    account: ProviderAccount,
    trackingNumber: string,
    options: CallOptions,
  ): Promise<ProviderResult<AfterShipCourier[]>>;
}

/** A tracking as kept from an earlier answer; null where it holds none. Pure. */
export function trackingFrom(raw: unknown): AfterShipTracking | null {
  const read = readTracking(raw);
  return read.ok ? read.value.tracking : null;
}

interface Options {
  http: HttpClient;
  clock: Clock;
}

export function createAfterShipProvider({ http, clock }: Options): Provider & AfterShipCalls {
  const client = createAfterShipClient({ http, clock });

  /** By its id; by its number where the id is not known yet, or by what the shop calls the order. */
  async function find(
    account: AfterShipAccount,
    job: { ids: ExternalIds; reference: string | null; slug?: string | undefined },
    options: CallOptions,
  ): Promise<ProviderResult<JobNews>> {
    const { jobId, trackingId } = job.ids;
    if (jobId !== null) {
      const answer = good(await client.get(account, jobId, {}, options), 'look');
      return answer.ok ? newsIn(account, answer.value, 'look') : answer;
    }
    if (trackingId === null && job.reference === null) return failed(notSendable('invalid', NO_IDENTIFIER));
    const query =
      trackingId !== null
        ? { tracking_numbers: trackingId, ...(job.slug ? { slug: job.slug } : {}) }
        : { order_id: job.reference ?? '' };
    const answer = good(await client.list(account, { ...query, limit: 10 }, options), 'list');
    if (!answer.ok) return answer;
    const listed = readList(answer.value.json, 1, 10);
    if (!listed.ok) return failed(unreadable(answer.value, 'list', listed.field));
    const found = listed.value.trackings.flatMap((tracking) => {
      const news = newsOf(account, tracking, answer.value.receivedAt);
      return news && (trackingId === null || news.ids.trackingId === trackingId) ? [news] : [];
    });
    const [first] = found;
    if (first === undefined) return failed(notSendable('not-found', NOT_THERE));
    if (found.length > 1) {
      const couriers = found.map(({ facts }) => facts?.service ?? '?').join(', ');
      return failed(
        notSendable(
          'invalid',
          `AfterShip has ${found.length} parcels by this name (${couriers}). Follow the one you mean by its AfterShip id.`,
        ),
      );
    }
    return { ok: true, value: first };
  }

  function attempt(
    account: AfterShipAccount,
    item: CommandToSend,
    options: CallOptions,
  ): { operation: Operation; outcome: Promise<HttpOutcome> } | ProviderError {
    const { kind, payload } = item.command;
    if (kind === 'create') {
      const said = afterShipTrackingInput.safeParse(payload);
      if (!said.success) return notSendable('invalid', UNSENDABLE, issuesOf(said.error));
      return { operation: kind, outcome: client.create(account, said.data, options) };
    }
    const id = item.ids.jobId;
    if (id === null) return notSendable('invalid', NO_IDENTIFIER);
    switch (kind) {
      case 'edit': {
        const changes = afterShipChanges.safeParse(payload);
        if (!changes.success) return notSendable('invalid', UNSENDABLE, issuesOf(changes.error));
        if (changes.data.order_promised_delivery_date === '' && account.trackingVersion === '2024-04') {
          const field = 'order_promised_delivery_date';
          return notSendable('invalid', PROMISE_STAYS, [{ field, message: PROMISE_STAYS }]);
        }
        return { operation: kind, outcome: client.update(account, id, changes.data, options) };
      }
      case 'delete':
        return { operation: kind, outcome: client.remove(account, id, options) };
      case 'retrack':
        return { operation: kind, outcome: client.retrack(account, id, options) };
      case 'complete': {
        const reason = reasonIn(payload);
        if (reason === null) return notSendable('invalid', UNSENDABLE);
        return { operation: kind, outcome: client.complete(account, id, reason, options) };
      }
      default:
        return notSendable('invalid', NO_SUCH_COMMAND);
    }
  }

  /** Somebody else had it followed: what is there is what was wanted. */
  async function alreadyFollowed(
    account: AfterShipAccount,
    item: CommandToSend,
    refusal: ProviderError,
    options: CallOptions,
  ): Promise<CommandOutcome> {
    const there = await find(account, { ...item, slug: slugIn(item.command.payload) }, options);
    if (!there.ok) return { kind: 'refused', error: refusal };
    const news = withEvent(there.value, item.command.createdAt, ALREADY_FOLLOWED);
    return { kind: 'accepted', ids: news.ids, news };
  }

  return {
    name: 'aftership',
    documentedOrigin: DOCUMENTED_ORIGIN,
    checkSecret: checkAfterShipSecret,
    checkOptions: checkAfterShipOptions,
    factsOf: (payload) => factsFrom((payload ?? {}) as Partial<AfterShipTrackingInput>),

    async test(given, options) {
      const account = aftershipAccount(given);
      if (account === null) return failed(NO_KEY);
      const answer = good(await client.list(account, { limit: 1 }, options), 'test');
      if (!answer.ok) return answer;
      const listed = readList(answer.value.json, 1, 1);
      return listed.ok
        ? { ok: true, value: { clientName: null } }
        : failed(unreadable(answer.value, 'test', listed.field));
    },

    async look(given, job, options) {
      const account = aftershipAccount(given);
      return account === null ? failed(NO_KEY) : find(account, job, options);
    },

    async changes(given, { since, page }, options) {
      const account = aftershipAccount(given);
      if (account === null) return failed(NO_KEY);
      const answer = good(await client.list(account, { updatedSince: since, page }, options), 'list');
      if (!answer.ok) return answer;
      const listed = readList(answer.value.json, Number(page ?? '1') || 1, PAGE_LIMIT);
      if (!listed.ok) return failed(unreadable(answer.value, 'list', listed.field));
      const news: JobNews[] = [];
      const bad: string[] = [];
      listed.value.trackings.forEach((tracking, index) => {
        const read = newsOf(account, tracking, answer.value.receivedAt);
        if (read === null) bad.push(`data.trackings.${index}.id`);
        else news.push(read);
      });
      const theirs = Date.parse(answer.value.headers.date ?? '');
      return {
        ok: true,
        value: {
          news,
          next: listed.value.next,
          unreadable: bad,
          at: Number.isNaN(theirs) ? null : theirs,
        },
      };
    },

    async send(given, item, options) {
      const account = aftershipAccount(given);
      if (account === null) return { kind: 'not-sent', error: NO_KEY };
      const attempted = attempt(account, item, options);
      if ('sentence' in attempted) return { kind: 'refused', error: attempted };
      const { operation } = attempted;
      const outcome = await attempted.outcome;
      const judged = good(outcome, operation);
      if (judged.ok) return taken(account, judged.value, operation, item);
      const { error } = judged;
      if (outcome.kind === 'failure') {
        return { kind: outcome.reached === 'no' ? 'not-sent' : 'unknown', error };
      }
      if (!certainlyDidNothing(outcome)) return { kind: 'unknown', error };
      if (operation === 'create' && metaCode(outcome) === DUPLICATE) {
        return alreadyFollowed(account, item, error, options);
      }
      // What was to be forgotten is not there: that is what was wanted.
      if (operation === 'delete' && metaCode(outcome) === UNKNOWN_TRACKING) {
        return { kind: 'accepted', ids: {}, news: deletedNews(item, outcome.receivedAt, null) };
      }
      return { kind: 'refused', error };
    },

    async locate(given, item, options) {
      const account = aftershipAccount(given);
      if (account === null) return { kind: 'no-answer', error: NO_KEY };
      const { kind, payload, createdAt } = item.command;
      const isCreate = kind === 'create';
      if (!isCreate && item.ids.jobId === null) return { kind: 'conflict', sentence: NO_IDENTIFIER };
      const there = await find(
        account,
        isCreate ? { ids: { ...item.ids, jobId: null }, reference: null, slug: slugIn(payload) } : item,
        options,
      );
      if (!there.ok) {
        if (there.error.kind !== 'not-found') return { kind: 'no-answer', error: there.error };
        if (kind !== 'delete') return { kind: 'absent' };
        return { kind: 'done', ids: {}, news: deletedNews(item, createdAt, null) };
      }
      return locatedIn(account, item, there.value);
    },

    async tracking(given, ids, wanted, options) {
      const account = aftershipAccount(given);
      if (account === null) return failed(NO_KEY);
      if (ids.jobId === null) return failed(notSendable('invalid', NOT_YET_THERE));
      const answer = good(await client.get(account, ids.jobId, wanted, options), 'look');
      if (!answer.ok) return answer;
      const told = trackingIn(answer.value.json);
      // Where only some fields were asked for, its id may not be among them.
      const read = readTracking(
        typeof told === 'object' && told !== null ? { id: ids.jobId, ...told } : told,
      );
      return read.ok
        ? { ok: true, value: read.value.tracking }
        : failed(unreadable(answer.value, 'look', read.field));
    },

    async lastCheckpoint(given, ids, wanted, options) {
      const account = aftershipAccount(given);
      if (account === null) return failed(NO_KEY);
      if (ids.jobId === null) return failed(notSendable('invalid', NOT_YET_THERE));
      const outcome =
        account.trackingVersion === '2024-04'
          ? await client.lastCheckpoint(account, ids.jobId, wanted, options)
          : await client.get(account, ids.jobId, { lang: wanted.lang }, options);
      const answer = good(outcome, 'checkpoint');
      if (!answer.ok) return answer;
      return { ok: true, value: lastCheckpointIn(answer.value.json, wanted.fields) };
    },

    async predict(given, items, options) {
      const account = aftershipAccount(given);
      if (account === null) return failed(NO_KEY);
      const answer = good(await client.predict(account, items, options), 'predict');
      if (!answer.ok) return answer;
      const read = readPredictions(answer.value.json);
      if (!read.ok || read.value.length !== items.length) {
        const field = read.ok ? 'data.estimated_delivery_dates' : read.field;
        return failed(unreadable(answer.value, 'predict', field));
      }
      return {
        ok: true,
        value: read.value.map((one) => ({ ...one, confidence: confidenceOf(one.confidence_code) })),
      };
    },

    async couriers(given, all, options) {
      const account = aftershipAccount(given);
      if (account === null) return failed(NO_KEY);
      return couriersIn(await client.couriers(account, all, options));
    },

    async detect(given, trackingNumber, options) {
      const account = aftershipAccount(given);
      if (account === null) return failed(NO_KEY);
      return couriersIn(await client.detect(account, trackingNumber, options));
    },
  };
}

const NO_IDENTIFIER =
  'AfterShip finds a parcel by its id, its tracking number or its order id, and this one has none of them. Follow it anew by its tracking number.';
const NOT_THERE =
  'AfterShip follows no parcel by this name. Check the number and its connection, or follow it anew.';
const NOT_YET_THERE = 'AfterShip has not confirmed this parcel yet. Wait until it has left the outbox.';
const UNSENDABLE = 'This cannot be sent to AfterShip as it is. Correct it and send it again.';
const PROMISE_STAYS =
  'Version 2024-04 of AfterShip’s API has no way to take a promised day back. Give another day, or let the connection speak 2026-07.';
const NO_SUCH_COMMAND =
  'AfterShip can change, delete, retrack and complete a parcel; it knows no other command.';
const ALREADY_FOLLOWED =
  'AfterShip followed this number already. This is that parcel; nothing was changed there.';
const NO_KEY = notSendable(
  'signed-out',
  'This connection has no usable API key. Enter it under Connections.',
);

/** A 2xx with JSON in it whose own code says the same. */
function good(outcome: HttpOutcome, operation: Operation): ProviderResult<HttpAnswer> {
  if (outcome.kind === 'failure') return failed(errorFromFailure(outcome, operation));
  if (outcome.status < 200 || outcome.status > 299) return failed(errorFromAnswer(outcome, operation));
  if (outcome.json === undefined) return failed(unreadable(outcome, operation, ''));
  const code = metaCode(outcome);
  return code < 200 || code > 299
    ? failed(errorFromAnswer(outcome, operation))
    : { ok: true, value: outcome };
}

function failed(error: ProviderError): { ok: false; error: ProviderError } {
  return { ok: false, error };
}

function newsOf(account: AfterShipAccount, tracking: unknown, receivedAt: number): JobNews | null {
  const read = readTracking(tracking);
  if (!read.ok) return null;
  return newsFrom(read.value, receivedAt, redactJson(tracking, aftershipSecrets(account)));
}

function newsIn(
  account: AfterShipAccount,
  answer: HttpAnswer,
  operation: Operation,
): ProviderResult<JobNews> {
  const tracking = trackingIn(answer.json);
  const news = newsOf(account, tracking, answer.receivedAt);
  if (news !== null) return { ok: true, value: news };
  const read = readTracking(tracking);
  return failed(unreadable(answer, operation, read.ok ? '' : read.field));
}

function taken(
  account: AfterShipAccount,
  answer: HttpAnswer,
  operation: Operation,
  item: CommandToSend,
): CommandOutcome {
  const said = newsIn(account, answer, operation);
  if (operation === 'delete') {
    // Whatever it answers with: it said that it did it.
    return {
      kind: 'accepted',
      ids: {},
      news: deletedNews(item, answer.receivedAt, said.ok ? said.value : null),
    };
  }
  if (!said.ok) return { kind: 'unknown', error: said.error };
  // 2024-04 answers a retrack with a few names alone; how the parcel stands is asked for next.
  const tellsState = trackingIn(answer.json)?.tag !== undefined;
  return { kind: 'accepted', ids: said.value.ids, news: tellsState ? said.value : null };
}

function locatedIn(account: AfterShipAccount, item: CommandToSend, news: JobNews): Located {
  const { kind, payload, firstSentAt, createdAt } = item.command;
  const done: Located = { kind: 'done', ids: news.ids, news };
  const tracking = trackingFrom(news.raw);
  switch (kind) {
    case 'create': {
      const begunAt = Date.parse(String((news.raw as { created_at?: unknown } | null)?.created_at));
      const isOlder = begunAt < (firstSentAt ?? createdAt) - CLOCK_SKEW_MS;
      return isOlder ? { ...done, news: withEvent(news, createdAt, ALREADY_FOLLOWED) } : done;
    }
    case 'edit':
      return isAsSaid(account, payload, news.raw) ? done : { kind: 'absent' };
    case 'retrack':
      return tracking?.active === true ? done : { kind: 'absent' };
    case 'complete': {
      const reason = reasonIn(payload);
      return reason !== null && tracking?.subtag === SUBTAG_OF_REASON[reason] ? done : { kind: 'absent' };
    }
    default:
      return { kind: 'absent' };
  }
}

/** How much older than our first request a parcel may seem and still be ours: clocks differ. */
const CLOCK_SKEW_MS = 10 * 60_000;

/** Whether every value of a change is there now. Empty and absent are the same. */
function isAsSaid(account: AfterShipAccount, payload: unknown, raw: unknown): boolean {
  const changes = afterShipChanges.safeParse(payload);
  if (!changes.success) return false;
  const body = trackingBody(account.trackingVersion, changes.data);
  const wanted = (body.tracking ?? body) as Record<string, unknown>;
  const there = raw as Record<string, unknown>;
  return Object.entries(wanted).every(([name, value]) => holds(there[name], value));
}

function holds(there: unknown, wanted: unknown): boolean {
  const isEmpty = (value: unknown) =>
    value === undefined || value === null || value === '' || (Array.isArray(value) && value.length === 0);
  if (isEmpty(wanted)) return isEmpty(there);
  if (Array.isArray(wanted)) {
    return (
      Array.isArray(there) &&
      there.length === wanted.length &&
      wanted.every((value, index) => holds(there[index], value))
    );
  }
  if (typeof wanted === 'object') {
    return Object.entries(wanted as object).every(([name, value]) =>
      holds((there as Record<string, unknown> | null | undefined)?.[name], value),
    );
  }
  return there === wanted;
}

function deletedNews({ command, ids }: CommandToSend, at: number, said: JobNews | null): JobNews {
  const seen: JobNews = said ?? {
    status: 'cancelled',
    rawStatus: '',
    rawStatusText: null,
    sourceAt: null,
    receivedAt: at,
    ids,
    reference: null,
    courier: null,
    remarks: null,
    events: [],
    positions: [],
    raw: {},
  };
  const { facts: _, ...status } = seen;
  return newsOfDeleted(status, (command.payload ?? {}) as Parameters<typeof newsOfDeleted>[1]);
}

function withEvent(news: JobNews, at: number, text: string): JobNews {
  return {
    ...news,
    events: [...news.events, { at, kind: 'history', text, actor: null, position: null }],
  };
}

function lastCheckpointIn(json: unknown, fields: readonly string[] | undefined): LastCheckpoint {
  const data = trackingIn(json) ?? {};
  const read = readTracking(data);
  const whole = read.ok ? read.value.tracking : null;
  const told = dataOf(json).checkpoint;
  const isTold = typeof told === 'object' && told !== null && Object.keys(told).length > 0;
  const checkpoint = isTold
    ? readCheckpoint(told as Record<string, unknown>)
    : (whole?.checkpoints.at(-1) ?? null);
  return {
    id: whole?.id ?? null,
    tracking_number: whole?.tracking_number ?? null,
    slug: whole?.slug ?? null,
    tag: whole?.tag ?? null,
    subtag: whole?.subtag ?? null,
    subtag_message: whole?.subtag_message ?? null,
    checkpoint: checkpoint === null ? null : narrowed(checkpoint, fields),
  };
}

/** Version 2026-07 cannot leave fields out, so that is done here. */
function narrowed(
  checkpoint: AfterShipCheckpoint,
  fields: readonly string[] | undefined,
): AfterShipCheckpoint {
  if (fields === undefined) return checkpoint;
  const keeps = new Set(fields.includes('checkpoint_time') ? [...fields, 'at'] : fields);
  return Object.fromEntries(
    Object.entries(checkpoint).map(([name, value]) => [name, keeps.has(name) ? value : null]),
  ) as AfterShipCheckpoint;
}

function couriersIn(outcome: HttpOutcome): ProviderResult<AfterShipCourier[]> {
  const answer = good(outcome, 'couriers');
  if (!answer.ok) return answer;
  const read = readCouriers(answer.value.json);
  return read.ok ? read : failed(unreadable(answer.value, 'couriers', read.field));
}

function reasonIn(payload: unknown): AfterShipReason | null {
  const said = (payload as { reason?: unknown } | null | undefined)?.reason;
  return AFTERSHIP_REASONS.find((reason) => reason === said) ?? null;
}

function slugIn(payload: unknown): string | undefined {
  const slug = (payload as { slug?: unknown } | null | undefined)?.slug;
  return typeof slug === 'string' && slug !== '' ? slug : undefined;
}

function issuesOf(error: { issues: { path: PropertyKey[]; message: string }[] }) {
  return error.issues.map(({ path, message }) => ({ field: path.join('.'), message }));
}
