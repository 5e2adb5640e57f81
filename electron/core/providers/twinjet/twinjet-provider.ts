// TwinJet DirectConnect as a provider: sends, and judges what comes back. Called by services through the Provider port
// and, for quotes, through TwinJetCalls. It keeps nothing between two calls, repeats no write and throws for no answer.

import {
  type TwinJetJob,
  twinJetChangesSchema,
  twinJetJobSchema,
} from '../../../../shared/contract/twinjet.ts';
import type { ExternalIds } from '../../../../shared/domain/job.ts';
import { isTerminal } from '../../../../shared/domain/job-status.ts';
import type { HttpAnswer, HttpClient, HttpOutcome } from '../../http/http-client.ts';
import { redactJson } from '../../http/redact.ts';
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
  SameNews,
} from '../provider.ts';
import {
  createTwinJetClient,
  DOCUMENTED_ORIGIN,
  type Identifier,
  identifierOf,
  type QuotedAddresses,
  type TwinJetAccount,
} from './client.ts';
import {
  certainlyDidNothing,
  complainsAboutToken,
  errorFromAnswer,
  errorFromFailure,
  notSendable,
  type Operation,
  unreadable,
} from './errors.ts';
import { beginningOf, factsFrom, newsFrom, type QuoteNews, quoteFrom } from './to-domain.ts';
import { readCreated, readStatus, readValidate, type StatusAnswer } from './wire.ts';

/** What TwinJet can do beyond the port. */
export interface TwinJetCalls {
  /**
   * Price, ETAs and normalised addresses; out of zone is an answer with `errors`, not a failure. Without any address
   * nothing is asked (kind `invalid`). Source: seed 002, Address Validation.
   */
  validate(
    account: ProviderAccount,
    addresses: QuotedAddresses,
    options: CallOptions,
  ): Promise<ProviderResult<QuoteNews>>;
}

const NO_SUCH_COMMAND = 'TwinJet jobs can be changed and cancelled; it knows no other command.';
/** Request ids have ten characters of A to Z and 0 to 9; no job is likely to have this one. */
const IMPROBABLE_REQUEST_ID = 'ZZZZZZZZZZ';

/** How much earlier than our first request a job may seem to begin and still be ours: clocks differ. */
const CLOCK_SKEW_MS = 10 * 60_000;

export function createTwinJetProvider({ http }: { http: HttpClient }): Provider & TwinJetCalls {
  const client = createTwinJetClient(http);

  /** @param known digest of the answer that need not be read again; without it, every answer is read */
  async function askStatus(
    account: TwinJetAccount,
    identifier: Identifier,
    options: CallOptions,
    known?: string | null,
  ): Promise<ProviderResult<Seen | SameNews>> {
    const outcome = await client.status(account, identifier, options, known);
    if (outcome.kind === 'answer' && outcome.isSame && outcome.digest !== undefined) {
      const { isSame, digest, receivedAt } = outcome;
      return { ok: true, value: { isSame, digest, receivedAt } };
    }
    const judged = good(outcome, 'status');
    if (!judged.ok) return judged;
    const seen = seenIn(judged.value, account);
    return seen ?? failed(unreadableStatus(judged.value, 'status'));
  }

  async function look(
    given: ProviderAccount,
    job: { ids: ExternalIds; reference: string | null },
    options: CallOptions,
    known?: string | null,
  ): Promise<ProviderResult<JobNews | SameNews>> {
    const account = accountOf(given);
    if (account === null) return failed(NO_TOKEN);
    const identifier = identifierOf(job);
    if (identifier === null) return failed(notSendable('invalid', NO_IDENTIFIER, []));
    const seen = await askStatus(account, identifier, options, known);
    if (!seen.ok || 'isSame' in seen.value) return seen as ProviderResult<SameNews>;
    return { ok: true, value: withAskedId(seen.value.news, identifier) };
  }

  function attempt(
    account: TwinJetAccount,
    item: CommandToSend,
    options: CallOptions,
  ): { operation: Operation; outcome: Promise<HttpOutcome> } | ProviderError {
    const { kind, payload } = item.command;
    if (kind === 'create') {
      const job = twinJetJobSchema('relaxed').safeParse(payload);
      if (!job.success) return notSendable('invalid', UNSENDABLE, fieldsOf(job.error));
      const externalId = externalIdOf(item);
      if (externalId === null) return notSendable('invalid', NO_EXTERNAL_ID, []);
      const named: TwinJetJob = { ...job.data, external_id: externalId };
      return { operation: kind, outcome: client.newJob(account, named, options) };
    }
    const identifier = identifierOf(item);
    if (identifier === null) return notSendable('invalid', NO_IDENTIFIER, []);
    if (kind === 'cancel') {
      return { operation: kind, outcome: client.cancelJob(account, identifier, options) };
    }
    if (kind !== 'edit') return notSendable('invalid', NO_SUCH_COMMAND, []);
    const changes = twinJetChangesSchema('relaxed').safeParse(payload);
    if (!changes.success) return notSendable('invalid', UNSENDABLE, fieldsOf(changes.error));
    return { operation: kind, outcome: client.editJob(account, identifier, changes.data, options) };
  }

  return {
    name: 'twinjet',
    documentedOrigin: DOCUMENTED_ORIGIN,
    factsOf: (payload, currency) => factsFrom(payload as Partial<TwinJetJob>, currency),

    checkSecret: (secret) => {
      const token = (secret as { apiToken?: unknown } | null | undefined)?.apiToken;
      const sentence =
        typeof token !== 'string' || token === ''
          ? 'Paste the API token that the courier company gave you.'
          : /\s/.test(token)
            ? 'The token has blanks or line breaks in it. Copy it again, without anything around it.'
            : null;
      return sentence === null ? [] : [{ field: 'apiToken', message: sentence }];
    },

    /**
     * TwinJet has no call that asks nothing, so a status is asked for that no job has. That job being unknown (404, or
     * 400 where the words are not about the token) shows that the token was accepted; nothing is changed by it.
     */
    async test(given, options) {
      const account = accountOf(given);
      if (account === null) return failed(NO_TOKEN);
      const outcome = await client.status(account, { request_id: IMPROBABLE_REQUEST_ID }, options);
      const unknownJob =
        outcome.kind === 'answer' &&
        (outcome.status === 404 || (outcome.status === 400 && !complainsAboutToken(outcome)));
      if (unknownJob) return { ok: true, value: { clientName: null } };
      const judged = good(outcome, 'test');
      return judged.ok ? { ok: true, value: { clientName: null } } : judged;
    },

    // Nothing is known, so nothing can be the same.
    look: (given, job, options) => look(given, job, options) as Promise<ProviderResult<JobNews>>,
    lookAgain: (given, job, known, options) => look(given, job, options, known),

    async send(given, item, options) {
      const account = accountOf(given);
      if (account === null) return { kind: 'not-sent', error: NO_TOKEN };
      const attempted = attempt(account, item, options);
      if ('sentence' in attempted) return { kind: 'refused', error: attempted };
      const { operation } = attempted;
      const outcome = await attempted.outcome;
      const judged = good(outcome, operation);
      if (judged.ok) return taken(judged.value, operation, item, account);
      const { error } = judged;
      if (outcome.kind === 'failure') {
        return { kind: outcome.reached === 'no' ? 'not-sent' : 'unknown', error };
      }
      return { kind: certainlyDidNothing(outcome) ? 'refused' : 'unknown', error };
    },

    async locate(given, item, options) {
      const account = accountOf(given);
      if (account === null) return { kind: 'no-answer', error: NO_TOKEN };
      const { kind } = item.command;
      const externalId = externalIdOf(item);
      const identifier =
        kind !== 'create' ? identifierOf(item) : externalId === null ? null : { external_id: externalId };
      if (identifier === null) return { kind: 'conflict', sentence: NO_IDENTIFIER };
      const seen = (await askStatus(account, identifier, options)) as ProviderResult<Seen>;
      if (!seen.ok) {
        const { error } = seen;
        return error.kind === 'not-found' ? { kind: 'absent' } : { kind: 'no-answer', error };
      }
      const news = withAskedId(seen.value.news, identifier);
      if (kind === 'create') return locatedCreate(seen.value.answer, news, item);
      return kind === 'cancel' ? locatedCancel(news) : locatedEdit(news);
    },

    async validate(given, addresses, options) {
      const account = accountOf(given);
      if (account === null) return failed(NO_TOKEN);
      if (!addresses.pick_address && !addresses.deliver_address) {
        return failed(notSendable('invalid', 'Give the pick-up address, the delivery address, or both.', []));
      }
      const judged = good(await client.validate(account, addresses, options), 'validate');
      if (!judged.ok) return judged;
      const answer = readValidate(judged.value.json);
      if (!answer.ok) return failed(unreadable(judged.value, 'validate', answer.field));
      const { json, receivedAt } = judged.value;
      return { ok: true, value: quoteFrom(answer.value, receivedAt, redactJson(json, [account.token])) };
    },
  };
}

interface Seen {
  answer: StatusAnswer;
  news: JobNews;
}

const NO_IDENTIFIER =
  'TwinJet finds a job by its request id, job id, external id or reference, and this one has none of them. Look for it with the courier company.';
const NO_EXTERNAL_ID =
  'This booking has no external id, and without one it could not be found again if the answer got lost. Book it anew.';
const UNSENDABLE = 'This cannot be sent to TwinJet as it is. Correct it and send it again.';
const NO_TOKEN = notSendable(
  'signed-out',
  'This connection has no usable API token. Enter it under Connections.',
  [],
);

function accountOf({ connectionId, baseUrl, secret }: ProviderAccount): TwinJetAccount | null {
  const token = (secret as { apiToken?: unknown } | null | undefined)?.apiToken;
  return typeof token === 'string' && token !== '' ? { connectionId, baseUrl, token } : null;
}

function externalIdOf({ command, ids }: CommandToSend): string | null {
  const payload = command.payload as { external_id?: unknown } | null | undefined;
  const typed = payload?.external_id;
  return typeof typed === 'string' && typed !== '' ? typed : ids.externalId;
}

/** A 2xx with JSON in it; whether that is the right JSON is for the caller to see. */
function good(outcome: HttpOutcome, operation: Operation): ProviderResult<HttpAnswer> {
  if (outcome.kind === 'failure') return failed(errorFromFailure(outcome, operation));
  if (outcome.status < 200 || outcome.status > 299) return failed(errorFromAnswer(outcome, operation));
  return outcome.json === undefined
    ? failed(unreadable(outcome, operation, ''))
    : { ok: true, value: outcome };
}

function failed(error: ProviderError): { ok: false; error: ProviderError } {
  return { ok: false, error };
}

function seenIn(answer: HttpAnswer, account: TwinJetAccount): { ok: true; value: Seen } | null {
  const read = readStatus(answer.json);
  if (!read.ok) return null;
  const raw = redactJson(answer.json, [account.token]);
  const news = newsFrom(read.value, answer.receivedAt, raw);
  if (answer.digest !== undefined) news.digest = answer.digest;
  return { ok: true, value: { answer: read.value, news } };
}

function unreadableStatus(answer: HttpAnswer, operation: Operation): ProviderError {
  const read = readStatus(answer.json);
  return unreadable(answer, operation, read.ok ? '' : read.field);
}

function taken(
  answer: HttpAnswer,
  operation: Operation,
  item: CommandToSend,
  account: TwinJetAccount,
): CommandOutcome {
  if (operation === 'create') {
    const created = readCreated(answer.json);
    if (!created.ok) return { kind: 'unknown', error: unreadable(answer, operation, created.field) };
    return {
      kind: 'accepted',
      ids: { requestId: created.value, externalId: externalIdOf(item) },
      news: null,
    };
  }
  const seen = seenIn(answer, account);
  if (seen === null) return { kind: 'unknown', error: unreadableStatus(answer, operation) };
  return { kind: 'accepted', ids: seen.value.news.ids, news: seen.value.news };
}

/**
 * The id a job was just found by is right by that very fact. The seed's own sample answers with another request id
 * than it was asked for, and an answer may leave out what is not set.
 */
function withAskedId(news: JobNews, asked: Identifier): JobNews {
  if ('request_id' in asked) return { ...news, ids: { ...news.ids, requestId: asked.request_id } };
  if ('job_id' in asked) return { ...news, ids: { ...news.ids, jobId: String(asked.job_id) } };
  if ('external_id' in asked) return { ...news, ids: { ...news.ids, externalId: asked.external_id } };
  return { ...news, reference: asked.reference };
}

/** An external id can have been used before, by a person or another program: then the job found is an older one. */
function locatedCreate(answer: StatusAnswer, news: JobNews, { command }: CommandToSend): Located {
  const beganAt = beginningOf(answer);
  if (beganAt !== null && beganAt < (command.firstSentAt ?? command.createdAt) - CLOCK_SKEW_MS) {
    return {
      kind: 'conflict',
      sentence: `TwinJet has an older job under the external id ${news.ids.externalId}, so it cannot be told whether this booking arrived. Ask the courier company, then book it under another external id or discard it.`,
    };
  }
  return { kind: 'done', ids: news.ids, news };
}

function locatedCancel(news: JobNews): Located {
  switch (news.status) {
    case 'cancelled':
      return { kind: 'done', ids: news.ids, news };
    case 'picked-up':
      return {
        kind: 'too-late',
        news,
        sentence:
          'The courier has picked this job up, so it can no longer be cancelled here. Call the courier company to cancel it.',
      };
    case 'delivered':
    case 'undeliverable':
      return { kind: 'too-late', news, sentence: 'This job is over, so there is nothing left to cancel.' };
    default:
      return { kind: 'absent' };
  }
}

/**
 * Nothing in a status answer shows whether an edit was made, so an open job counts as not edited: the same values a
 * second time do no harm, which is why this may be sent again.
 */
function locatedEdit(news: JobNews): Located {
  if (news.status === 'picked-up') {
    return {
      kind: 'too-late',
      news,
      sentence:
        'The courier has picked this job up, so it can no longer be changed here, and whether the change arrived is not known. Call the courier company.',
    };
  }
  if (isTerminal(news.status)) {
    return { kind: 'too-late', news, sentence: 'This job is over, so there is nothing left to change.' };
  }
  return { kind: 'absent' };
}

function fieldsOf(error: { issues: { path: PropertyKey[]; message: string }[] }): {
  field: string;
  message: string;
}[] {
  return error.issues.map(({ path, message }) => ({ field: path.join('.'), message }));
}
