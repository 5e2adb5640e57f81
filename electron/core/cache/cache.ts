// The cache as services see it: one SQLite file behind promises. open-cache.ts makes one; only this folder has SQL.
// One write is one call and one transaction, so that a shared engine could stand behind the same interface.

import type { JobCounts, JobPage, JobView } from '../../../shared/contract/jobs.ts';
import type { Address, LatLng } from '../../../shared/domain/address.ts';
import type { Command } from '../../../shared/domain/command.ts';
import type { Connection } from '../../../shared/domain/connection.ts';
import type { Courier } from '../../../shared/domain/courier.ts';
import type { CommandId, ConnectionId, CourierId, JobId, QuoteId } from '../../../shared/domain/ids.ts';
import type { ExternalIds, Job, JobEvent, JobPlace, JobRow, TrailPoint } from '../../../shared/domain/job.ts';
import type { JobStatus } from '../../../shared/domain/job-status.ts';
import type { Zone } from '../../../shared/domain/zone.ts';

/** A job as it is written: everything but what the cache itself derives. */
export type JobRecord = Omit<Job, 'phase' | 'pending' | 'revision'>;

/** A change to a job that is already kept. What is absent stays as it is. */
export interface JobPatch {
  id: JobId;
  set: Partial<Omit<JobRecord, 'id' | 'provider' | 'connectionId' | 'createdAt'>>;
}

/** One position of a courier; positions already kept (same courier and time) are left alone. */
export interface PositionWrite extends LatLng {
  courierId: CourierId;
  jobId: JobId | null;
  at: number;
}

export interface CourierWrite {
  id: CourierId;
  connectionId: ConnectionId;
  name: string;
}

export interface AuditEntry {
  at: number;
  /** "person", "machine". */
  actor: string;
  action: string;
  jobId: JobId | null;
  connectionId: ConnectionId | null;
  /** Before and after, or what was sent; without secrets. */
  detail: unknown;
}

/** Everything that must become true together. */
export interface CacheWrite {
  insertJobs?: JobRecord[];
  patchJobs?: JobPatch[];
  /** Events already kept (same job, kind, time and text) are left alone. */
  events?: JobEvent[];
  raws?: { jobId: JobId; raw: unknown }[];
  /** Whole commands, inserted or replaced; the `pending` of their jobs follows by itself. */
  commands?: Command[];
  couriers?: CourierWrite[];
  positions?: PositionWrite[];
  zones?: Zone[];
  audit?: AuditEntry[];
}

export interface WriteResult {
  /** The revision after it; unchanged when nothing was new. */
  revision: number;
  /** Rows that now read differently. */
  rows: JobRow[];
  couriers: Courier[];
  zonesChanged: boolean;
  commandsChanged: boolean;
}

/** What the polling cadence needs of an open (or just closed) job. */
export interface PollableJob {
  id: JobId;
  connectionId: ConnectionId;
  status: JobStatus;
  rawStatus: string;
  readyAt: number | null;
  windowFromAt: number | null;
  promiseAt: number | null;
  createdAt: number;
  receivedAt: number | null;
  changedAt: number;
  externalIds: ExternalIds;
  reference: string | null;
  hasCourier: boolean;
}

export type StoredConnection = Omit<Connection, 'hasSecret' | 'health'> & {
  paused: boolean;
  removed: boolean;
};

export interface StoredQuote {
  id: QuoteId;
  connectionId: ConnectionId;
  quotedAt: number;
  /** The provider's answer, provider-shaped. */
  answer: unknown;
}

export interface Cache {
  /** One transaction. Nothing new: nothing written, the revision stays. */
  write(change: CacheWrite): Promise<WriteResult>;
  /** Only the age of the news is new (no revision): looked at and found unchanged. Batched by the caller. */
  markSeen(seen: { id: JobId; receivedAt: number }[]): Promise<void>;
  revision(): Promise<number>;

  /** A window of a view. `now` decides what is late. */
  query(view: JobView, offset: number, limit: number, now: number): Promise<JobPage>;
  counts(now: number): Promise<JobCounts>;
  /** Of a view's open jobs the `limit` that are promised first, without those that have no position. */
  places(view: JobView, limit: number, now: number): Promise<JobPlace[]>;
  job(id: JobId): Promise<Job | null>;
  rows(ids: JobId[]): Promise<JobRow[]>;
  /** Any job of that connection that has one of these ids (or, alone, that reference). */
  findJobs(connectionId: ConnectionId, by: Partial<ExternalIds> & { reference?: string }): Promise<JobRow[]>;
  /**
   * Newest first, of any connection: jobs that have one of these texts as a whole id or word, whatever its case, marks and
   * punctuation. The caller looks at which of their fields it is.
   */
  jobsNamed(ids: string[], limit: number): Promise<JobRow[]>;
  /** Oldest first. */
  events(jobId: JobId): Promise<JobEvent[]>;
  /** Positions taken while carrying this job, oldest first. */
  jobTrail(jobId: JobId): Promise<TrailPoint[]>;
  raw(jobId: JobId): Promise<unknown>;
  recentAddresses(by: { connectionId?: ConnectionId; text?: string; limit: number }): Promise<Address[]>;
  /** Jobs that may still change, and terminal ones whose confirming look is still owed. */
  pollable(): Promise<PollableJob[]>;
  /** Open jobs whose promise lies in (after, upTo]; for the late notices. */
  promisesBetween(after: number, upTo: number): Promise<JobRow[]>;

  commandsOf(jobId: JobId): Promise<Command[]>;
  command(id: CommandId): Promise<Command | null>;
  /** queued, sending, unknown; in the order in which they were made. */
  unsettledCommands(): Promise<Command[]>;
  /** Unsettled and failed ones, and those settled since `since`; oldest first. */
  outbox(since: number): Promise<{ command: Command; job: JobRow | null }[]>;

  couriers(activeSince: number): Promise<Courier[]>;
  courierTrail(id: CourierId, since: number): Promise<TrailPoint[]>;
  zones(): Promise<Zone[]>;

  connections(): Promise<StoredConnection[]>;
  saveConnection(connection: StoredConnection): Promise<void>;

  /** Small named JSON values: settings, drafts ("draft:…"), cursors. */
  value(key: string): Promise<unknown>;
  values(prefix: string): Promise<{ key: string; value: unknown; savedAt: number }[]>;
  saveValue(key: string, value: unknown, savedAt: number): Promise<void>;
  removeValue(key: string): Promise<boolean>;

  saveQuote(quote: StoredQuote): Promise<void>;
  quote(id: QuoteId): Promise<StoredQuote | null>;

  /** Removes closed jobs and positions older than these times; answers how many jobs went. */
  prune(limits: { jobsBefore: number; positionsBefore: number }): Promise<number>;
  close(): Promise<void>;
}
