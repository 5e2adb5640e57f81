// What a provider can do, in the core's words. One folder a system implements it; services call it.
// A provider knows http/ and shared/ only: no cache, no jobs, no other provider.

import type { FieldMessage, ProviderErrorKind } from '../../../shared/contract/errors.ts';
import type { LatLng } from '../../../shared/domain/address.ts';
import type { Command } from '../../../shared/domain/command.ts';
import type { ConnectionId } from '../../../shared/domain/ids.ts';
import type { ExternalIds, Job } from '../../../shared/domain/job.ts';
import type { JobStatus } from '../../../shared/domain/job-status.ts';
import type { ProviderName } from '../../../shared/domain/provider-name.ts';
import type { RequestPriority } from '../http/http-client.ts';

/** An account with its secret in hand; made for one call and never kept or logged. */
export interface ProviderAccount {
  connectionId: ConnectionId;
  /** Replaces the documented origin; null for the documented one. */
  baseUrl: string | null;
  options: Record<string, string>;
  /** As given to `connections.create`, checked by the provider's own schema. */
  secret: unknown;
}

/** An expected failure, told as a value. `sentence` is for the dispatcher: what happened and what to do. */
export interface ProviderError {
  kind: ProviderErrorKind;
  sentence: string;
  /** HTTP status; null when no answer came. */
  status: number | null;
  fields: FieldMessage[];
  /** Raw body, secrets cut out; null when there was none. */
  body: string | null;
  retryAt: number | null;
}

export type ProviderResult<Value> = { ok: true; value: Value } | { ok: false; error: ProviderError };

export interface CallOptions {
  priority: RequestPriority;
  signal?: AbortSignal | undefined;
}

/** One line that the provider's history has on a job. */
export interface NewsEvent {
  at: number;
  kind: 'history' | 'checkpoint';
  text: string;
  actor: string | null;
  position: LatLng | null;
}

/** Where the courier of this job was. */
export interface NewsPosition extends LatLng {
  at: number;
}

/** What one good answer says about one job. Pure data, ready for jobs/reconcile. */
export interface JobNews {
  status: JobStatus;
  rawStatus: string;
  rawStatusText: string | null;
  /** Their clock; null where the answer has no time. */
  sourceAt: number | null;
  receivedAt: number;
  ids: ExternalIds;
  /**
   * When it was made there (their clock), null where this answer leaves it out. Absent: the system never tells. A booking that
   * was refused and is there all the same is told by it from an older one under the same number.
   */
  madeAt?: number | null;
  reference: string | null;
  /** `key` tells couriers of one connection apart and is stable; `name` is without the company. */
  courier: { key: string; name: string } | null;
  /** Undefined: an answer of this kind tells none; what was remarked on the same status stands. */
  remarks: string | null | undefined;
  events: NewsEvent[];
  positions: NewsPosition[];
  /**
   * What the answer states of the job itself (recipient, addresses, promise, fee), for systems whose answers do. Absent:
   * the answer tells the status alone, and what was booked stands.
   */
  facts?: JobFacts;
  /** The answer as it came, parsed, secrets cut out. */
  raw: unknown;
  /** Stands for the bytes that came, from systems that can be asked for what is other than them (`lookAgain`). */
  digest?: string;
}

/** The answer is to the byte the known one. */
export interface SameNews {
  isSame: true;
  digest: string;
  receivedAt: number;
}

/** One page of what has changed at a provider since a moment. */
export interface ChangedPage {
  news: JobNews[];
  /** Asks for the page after this one; null on the last. */
  next: string | null;
  /** Entries that could not be read, each with the field that is wrong; their neighbours are in `news`. */
  unreadable: string[];
  /**
   * Their clock when they answered (epoch ms of the Date header). The next listing begins there, so that a clock of ours that
   * runs ahead hides nothing. Absent: it begins at the newest `sourceAt` that was told, which must then be the time that
   * `since` is compared with.
   */
  at?: number | null;
}

/** What became of one attempt to carry a command out. */
export type CommandOutcome =
  /** The provider took it. `news` where its answer already tells the job's state. */
  | { kind: 'accepted'; ids: Partial<ExternalIds>; news: JobNews | null }
  /** It answered and certainly did nothing. */
  | { kind: 'refused'; error: ProviderError }
  /** It certainly never got the request. */
  | { kind: 'not-sent'; error: ProviderError }
  /** It may have acted: time-out, reset, 5xx, garbage. Only `locate` may come next. */
  | { kind: 'unknown'; error: ProviderError };

/** What asking about a command of unknown fate has shown. */
export type Located =
  /** It did reach the provider. */
  | { kind: 'done'; ids: Partial<ExternalIds>; news: JobNews | null }
  /** The provider does not know of it (now; it may still be working on it). */
  | { kind: 'absent' }
  /** The job is known, and the answer shows that this edit or cancel can no longer be done. */
  | { kind: 'too-late'; news: JobNews; sentence: string }
  /** Something else has the same external id; a person must look. */
  | { kind: 'conflict'; sentence: string }
  /** No usable answer: ask again later. */
  | { kind: 'no-answer'; error: ProviderError };

/**
 * A command as a provider sees it, with what is known of its job. A job at the provider that is clearly older than
 * `command.firstSentAt` cannot have been made by it.
 */
export interface CommandToSend {
  command: Command;
  ids: ExternalIds;
  reference: string | null;
}

/** What a job reads like once a command was accepted: the payload in the console's words. */
export type JobFacts = Partial<
  Pick<
    Job,
    | 'reference'
    | 'recipient'
    | 'from'
    | 'to'
    | 'windowFromAt'
    | 'windowToAt'
    | 'promiseAt'
    | 'readyAt'
    | 'pickAddress'
    | 'deliverAddress'
    | 'contactName'
    | 'contactPhone'
    | 'items'
    | 'orderTotal'
    | 'deliveryFee'
    | 'tip'
    | 'paymentMethod'
    | 'service'
    | 'instructions'
    | 'photoRequired'
    | 'price'
  >
>;

/** What every system has: a credential that can be checked and tried. */
export interface AccountProvider {
  readonly name: ProviderName;
  /** It knows nobody by a credential: nothing of its accounts is kept in the vault. */
  readonly withoutSecret?: true;
  /** Where it is reached unless a connection names another address; null where none is public and one must be named. */
  readonly documentedOrigin: string | null;
  /** Checks a secret as typed; a sentence per field where it cannot be one. */
  checkSecret(secret: unknown): FieldMessage[];
  /** Checks options as typed, by name. Absent: it has none, and every name is refused. */
  checkOptions?(options: Record<string, string>): FieldMessage[];
  /** Asks something harmless, so that a bad credential shows. */
  test(
    account: ProviderAccount,
    options: CallOptions,
  ): Promise<ProviderResult<{ clientName: string | null }>>;
}

/** A system that carries jobs. */
export interface Provider extends AccountProvider {
  /** Pure: the facts that a create or edit payload states. `currency` is that of amounts without one. */
  factsOf(payload: unknown, currency: string): JobFacts;
  /** One job's state, by the best of its ids. */
  look(
    account: ProviderAccount,
    job: { ids: ExternalIds; reference: string | null },
    options: CallOptions,
  ): Promise<ProviderResult<JobNews>>;
  /** As `look`, but an answer whose bytes are known by this digest (null: none) is not read. */
  lookAgain?(
    account: ProviderAccount,
    job: { ids: ExternalIds; reference: string | null },
    known: string | null,
    options: CallOptions,
  ): Promise<ProviderResult<JobNews | SameNews>>;
  /**
   * For systems that list: what changed since `since` (epoch ms by their clock; null: as far back as they go), a page at a
   * time, in an order that loses nothing when it is interrupted. Where it exists the poller asks this, and about a single
   * job only when somebody wants to know.
   */
  changes?(
    account: ProviderAccount,
    from: { since: number | null; page: string | null },
    options: CallOptions,
  ): Promise<ProviderResult<ChangedPage>>;
  /** Carries a command out: one request, never repeated in here. */
  send(account: ProviderAccount, item: CommandToSend, options: CallOptions): Promise<CommandOutcome>;
  /** Finds out what became of a command of unknown fate. Never changes anything at the provider. */
  locate(account: ProviderAccount, item: CommandToSend, options: CallOptions): Promise<Located>;
}
