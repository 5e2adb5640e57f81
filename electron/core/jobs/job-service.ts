// The only writer of job state: news from a provider, settled commands, a person's notes and tags all pass here.
// Called by the poller, the outbox and rpc/. Every change is one read, one pure decision, one transaction, one publication.

import { hash } from 'node:crypto';
import type { ConnectionId, JobId } from '../../../shared/domain/ids.ts';
import type { ExternalIds, Job, JobRow } from '../../../shared/domain/job.ts';
import { isTerminal, phaseOf } from '../../../shared/domain/job-status.ts';
import type { ProviderName } from '../../../shared/domain/provider-name.ts';
import type { Cache, CacheWrite, JobRecord, WriteResult } from '../cache/cache.ts';
import type { ChangeFeed } from '../feed/change-feed.ts';
import { newId } from '../new-id.ts';
import type { Clock } from '../ports.ts';
import type { JobNews, ProviderError } from '../providers/provider.ts';
import { reconcile } from './reconcile.ts';

/** For the outbox, whose answers may carry news that belong into the same transaction as the settled command. */
export { reconcile };

/**
 * How long a provider may not know a job that it has just taken (seed 002: jobs are processed asynchronously). Counted from
 * the last change, since a booking may have waited in the outbox for hours.
 */
const NOT_YET_KNOWN_MS = 90_000;

export interface JobService {
  /** Makes an answer of the provider known. Unchanged: only the age of the news is new. */
  applyNews(jobId: JobId, news: JobNews): Promise<{ changed: boolean }>;
  /** The provider does not know this job: normal right after its creation, said on the row later. */
  notKnown(jobId: JobId, error: ProviderError): Promise<void>;
  /** Begins to follow a job made elsewhere; answers the kept one where it is already known. */
  follow(
    connection: { id: ConnectionId; provider: ProviderName },
    news: JobNews,
  ): Promise<{ jobId: JobId; existed: boolean }>;
  /** Writes whole jobs that the console itself knows (practice, import) with what `told` of them, in one transaction. */
  adopt(records: JobRecord[], told?: ReadonlyMap<JobId, JobNews>): Promise<void>;
  /**
   * Reads the job, decides, writes and publishes, with no other change of the same job between. Null: nothing to do.
   * The outbox settles its commands through this.
   */
  change(jobId: JobId, decide: (job: Job) => CacheWrite | null): Promise<WriteResult | null>;
  /** One write that concerns no kept job yet (a new booking), published like every other. */
  write(change: CacheWrite): Promise<WriteResult>;
  note(id: JobId, note: string): Promise<boolean>;
  tag(ids: JobId[], add: string[], remove: string[]): Promise<number>;
  archive(ids: JobId[], archived: boolean): Promise<number>;
}

interface Options {
  cache: Cache;
  feed: ChangeFeed;
  clock: Clock;
}

export function createJobService({ cache, feed, clock }: Options): JobService {
  /** The end of the line of changes of each job that has any under way. */
  const lines = new Map<JobId, Promise<unknown>>();

  function inTurn<Value>(jobId: JobId, run: () => Promise<Value>): Promise<Value> {
    const turn = (lines.get(jobId) ?? Promise.resolve()).then(run, run);
    lines.set(jobId, turn);
    const leave = () => {
      if (lines.get(jobId) === turn) lines.delete(jobId);
    };
    turn.then(leave, leave);
    return turn;
  }

  async function write(change: CacheWrite): Promise<WriteResult> {
    const result = await cache.write(change);
    feed.published(result);
    return result;
  }

  function change(jobId: JobId, decide: (job: Job) => CacheWrite | null): Promise<WriteResult | null> {
    return inTurn(jobId, async () => {
      const job = await cache.job(jobId);
      const decided = job ? decide(job) : null;
      return decided ? write(decided) : null;
    });
  }

  /** The last answer of each open job as a hash: one that is the same to the letter needs no look at the database. */
  const lastAnswers = new Map<JobId, string>();

  return {
    change,
    write,
    async applyNews(jobId, news) {
      const answer = hash('sha1', JSON.stringify(news.raw));
      if (lastAnswers.get(jobId) === answer) {
        feed.seen([{ id: jobId, receivedAt: news.receivedAt }]);
        return { changed: false };
      }
      const result = await change(jobId, (job) => reconcile(job, news));
      if (result === null) return { changed: false };
      if (isTerminal(news.status)) lastAnswers.delete(jobId);
      else lastAnswers.set(jobId, answer);
      const changed = result.rows.length > 0;
      // The first look after a start knows no last answer to compare with, and its age is news to a page all the same.
      if (!changed) feed.seen([{ id: jobId, receivedAt: news.receivedAt }]);
      return { changed };
    },
    async notKnown(jobId, error) {
      lastAnswers.delete(jobId);
      await change(jobId, (job) => {
        if (clock.now() - job.changedAt < NOT_YET_KNOWN_MS || job.trouble === error.sentence) return null;
        return { patchJobs: [{ id: jobId, set: { trouble: error.sentence } }] };
      });
    },
    async follow(connection, news) {
      const known = await findKnown(connection.id, news.ids);
      if (known) {
        await this.applyNews(known.id, news);
        return { jobId: known.id, existed: true };
      }
      // The outbox finds out about it; what is told here must not overtake that.
      const unsettled = await findUnsettled(connection.id, news.ids);
      if (unsettled) return { jobId: unsettled.id, existed: true };
      const record = followedRecord(connection, news, clock.now());
      await write({ insertJobs: [record] });
      await this.applyNews(record.id, news);
      return { jobId: record.id, existed: false };
    },
    async adopt(records, told) {
      const stories = records.flatMap((record) => {
        const news = told?.get(record.id);
        return news ? [reconcile(asKept(record), news)] : [];
      });
      await write({
        insertJobs: records,
        patchJobs: stories.flatMap((story) => story.patchJobs ?? []),
        events: stories.flatMap((story) => story.events ?? []),
        raws: stories.flatMap((story) => story.raws ?? []),
        couriers: stories.flatMap((story) => story.couriers ?? []),
        positions: stories.flatMap((story) => story.positions ?? []),
      });
    },
    async note(id, note) {
      const result = await change(id, (job) => {
        const text = note.trim() === '' ? null : note;
        if (text === job.note) return { patchJobs: [] };
        const at = clock.now();
        return {
          patchJobs: [{ id, set: { note: text } }],
          events: [
            {
              jobId: id,
              at,
              receivedAt: at,
              kind: 'note',
              text: text ?? 'Note removed',
              status: null,
              rawStatus: null,
              actor: null,
              position: null,
            },
          ],
        };
      });
      return result !== null;
    },
    async tag(ids, add, remove) {
      return eachRow(ids, (row) => {
        const tags = [...new Set([...row.tags, ...add])].filter((tag) => !remove.includes(tag));
        const same = tags.length === row.tags.length && tags.every((tag, index) => tag === row.tags[index]);
        return same ? null : { tags };
      });
    },
    async archive(ids, archived) {
      return eachRow(ids, (row) => (row.archived === archived ? null : { archived }));
    },
  };

  async function eachRow(
    ids: JobId[],
    patch: (row: JobRow) => { tags: string[] } | { archived: boolean } | null,
  ): Promise<number> {
    const rows = await cache.rows(ids);
    const patchJobs = rows.flatMap((row) => {
      const set = patch(row);
      return set ? [{ id: row.id, set }] : [];
    });
    if (patchJobs.length > 0) await write({ patchJobs });
    return patchJobs.length;
  }

  /** By each id alone, the provider's own before the dispatcher's: an external id may have been used twice elsewhere. */
  async function findKnown(connectionId: ConnectionId, ids: ExternalIds): Promise<JobRow | undefined> {
    for (const key of ['requestId', 'jobId', 'trackingId'] as const) {
      const value = ids[key];
      if (value === null) continue;
      const [found] = await cache.findJobs(connectionId, { [key]: value });
      if (found) return found;
    }
    return undefined;
  }

  /** A booking of ours under this external id whose answer is still missing: it has no other id yet. */
  async function findUnsettled(connectionId: ConnectionId, ids: ExternalIds): Promise<JobRow | undefined> {
    if (ids.externalId === null) return undefined;
    const rows = await cache.findJobs(connectionId, { externalId: ids.externalId });
    return rows.find((row) => row.status === 'queued');
  }
}

/** As the cache will answer it. */
function asKept(record: JobRecord): Job {
  return { ...record, phase: phaseOf(record.status), pending: null, revision: 0 };
}

/** A job that was made elsewhere: the provider's status answers tell neither addresses nor windows. */
function followedRecord(
  connection: { id: ConnectionId; provider: ProviderName },
  news: JobNews,
  now: number,
): JobRecord {
  return {
    id: newId<JobId>('job'),
    provider: connection.provider,
    connectionId: connection.id,
    status: 'submitted',
    rawStatus: '',
    rawStatusText: null,
    reference: news.reference,
    externalIds: news.ids,
    recipient: null,
    from: null,
    to: null,
    windowFromAt: null,
    windowToAt: null,
    promiseAt: null,
    courierId: null,
    courierName: null,
    price: null,
    sourceAt: null,
    receivedAt: null,
    trouble: null,
    tags: [],
    archived: false,
    createdAt: now,
    pickAddress: null,
    deliverAddress: null,
    readyAt: null,
    contactName: null,
    contactPhone: null,
    items: [],
    orderTotal: null,
    deliveryFee: null,
    tip: null,
    paymentMethod: null,
    service: null,
    instructions: null,
    photoRequired: false,
    quote: null,
    remarks: null,
    request: null,
    origin: 'followed',
    note: null,
    changedAt: now,
  };
}
