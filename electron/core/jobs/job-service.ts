// The only writer of job state: news from a provider, settled commands, a person's notes and tags all pass here.
// Called by the poller, the outbox and rpc/. Every change is one read, one pure decision, one transaction, one publication.

import { hash } from 'node:crypto';
import { setImmediate } from 'node:timers/promises';
import type { ConnectionId, JobId } from '../../../shared/domain/ids.ts';
import type { Job, JobRow } from '../../../shared/domain/job.ts';
import { isTerminal, phaseOf } from '../../../shared/domain/job-status.ts';
import type { ProviderName } from '../../../shared/domain/provider-name.ts';
import type { Cache, CacheWrite, JobRecord, WriteResult } from '../cache/cache.ts';
import type { ChangeFeed } from '../feed/change-feed.ts';
import type { Clock } from '../ports.ts';
import type { JobNews, ProviderError, SameNews } from '../providers/provider.ts';
import { Refusal } from '../refusal.ts';
import { createJobFinder } from './find-job.ts';
import { followedRecord } from './followed-record.ts';
import { isKeptAfterAll, keptAfterAll } from './kept-after-all.ts';
import { isBeingEdited, mergeIds, reconcile, withKnownPositions } from './reconcile.ts';

/** For the outbox, whose answers may carry news that belong into the same transaction as the settled command. */
export { mergeIds, reconcile, withKnownPositions };

/**
 * How long a provider may not know a job that it has just taken (seed 002: jobs are processed asynchronously). Counted from
 * the last change, since a booking may have waited in the outbox for hours.
 */
const NOT_YET_KNOWN_MS = 90_000;
/** Entries of a listing that are written together: few enough for the loop to stay free, between two writes others get their turn. */
const TAKEN_AT_ONCE = 25;

const MAY_BE_OURS =
  'A booking of this connection has had no answer yet, and this may be it. The outbox is finding out; try again in a minute.';

/** The connection that an answer came from. */
export interface NewsSource {
  id: ConnectionId;
  provider: ProviderName;
}

interface TakenChanges {
  changed: JobId[];
  begun: JobId[];
  leftAlone: JobId[];
}

export interface JobService {
  /** Makes an answer of the provider known. Unchanged: only the age of the news is new. */
  applyNews(jobId: JobId, news: JobNews): Promise<{ changed: boolean }>;
  /** What the last answer about this job can be known by, where the same once more would be nothing new; else null. */
  lastAnswer(jobId: JobId): string | null;
  /** The last answer came once more, unread. False where it would be news by now (the row was changed here): it must be read. */
  stillSame(jobId: JobId, news: SameNews): boolean;
  /** The provider does not know this job: normal right after its creation, said on the row later. */
  notKnown(jobId: JobId, error: ProviderError): Promise<void>;
  /**
   * Begins to follow a job made elsewhere; answers the kept one where it is already known. CONFLICT (Refusal) where it may
   * be a booking of ours whose answer is missing: before that is known it could end up on the board twice.
   */
  follow(connection: NewsSource, news: JobNews): Promise<{ jobId: JobId; existed: boolean }>;
  /**
   * A listing of what changed at a provider, asked for at revision `askedAt`: what is known here is brought up to date, what
   * is not is followed from now on. A booking of ours whose answer is missing is the outbox's; one that was refused and stands
   * there under its number all the same is that one, and its command is settled. Answers the jobs that now read
   * differently, those of them that are new here, and those that were left alone because something of them changed here after the question (a removal, an
   * edit): the listing may be from before it, so only a look can tell.
   */
  takeChanges(connection: NewsSource, news: JobNews[], askedAt: number): Promise<TakenChanges>;
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
  const finder = createJobFinder(cache);
  /** The end of the line of changes of each job, and of what begins to be followed of each connection. */
  const lines = new Map<JobId | ConnectionId, Promise<unknown>>();

  /** Runs when everything before it, of any of these, has come to an end. Stood in all lines at once, so none can deadlock. */
  function inTurn<Value>(ids: readonly (JobId | ConnectionId)[], run: () => Promise<Value>): Promise<Value> {
    const turn = Promise.allSettled(ids.map((id) => lines.get(id))).then(run);
    for (const id of ids) lines.set(id, turn);
    const leave = () => {
      for (const id of ids) if (lines.get(id) === turn) lines.delete(id);
    };
    turn.then(leave, leave);
    return turn;
  }

  async function write(change: CacheWrite): Promise<WriteResult> {
    const result = await cache.write(change);
    feed.published(result);
    return result;
  }

  function decideInTurn(jobId: JobId, decide: (job: Job) => CacheWrite | null): Promise<WriteResult | null> {
    return inTurn([jobId], async () => {
      const job = await cache.job(jobId);
      const decided = job ? decide(job) : null;
      return decided ? write(decided) : null;
    });
  }

  /** The last answer of each open job as a hash: one that is the same to the letter needs no look at the database. */
  const lastAnswers = new Map<JobId, string>();

  function digestOf({ digest, raw }: JobNews): string {
    return digest ?? hash('sha1', JSON.stringify(raw));
  }

  function isSameAnswer(jobId: JobId, news: JobNews): boolean {
    return lastAnswers.get(jobId) === digestOf(news);
  }

  /** @param whole whether all that the answer said was taken */
  function rememberAnswer(jobId: JobId, news: JobNews, whole: boolean): void {
    if (isTerminal(news.status) || !whole) lastAnswers.delete(jobId);
    else lastAnswers.set(jobId, digestOf(news));
  }

  async function change(jobId: JobId, decide: (job: Job) => CacheWrite | null): Promise<WriteResult | null> {
    const result = await decideInTurn(jobId, decide);
    // The row may now say something else than the last answer did: the same answer once more is news.
    lastAnswers.delete(jobId);
    return result;
  }

  async function applyNews(jobId: JobId, news: JobNews): Promise<{ changed: boolean }> {
    if (isSameAnswer(jobId, news)) {
      feed.seen([{ id: jobId, receivedAt: news.receivedAt }]);
      return { changed: false };
    }
    let whole = true;
    const result = await decideInTurn(jobId, (job) => {
      whole = !isBeingEdited(job);
      return reconcile(job, news);
    });
    if (result === null) return { changed: false };
    rememberAnswer(jobId, news, whole);
    const changed = result.rows.length > 0;
    // The first look after a start knows no last answer to compare with, and its age is news to a page all the same.
    if (!changed) feed.seen([{ id: jobId, receivedAt: news.receivedAt }]);
    return { changed };
  }

  /** Adds what settles a booking that was refused and is there all the same. No news: somebody has just taken it up again. */
  async function takeBack(id: JobId, told: JobNews[], writes: CacheWrite[]): Promise<JobNews[]> {
    const create = (await cache.commandsOf(id)).find(({ kind }) => kind === 'create');
    const [first, ...others] = told;
    if (first === undefined || !isKeptAfterAll(create, first)) return [];
    const { write, news } = keptAfterAll(create, first, clock.now());
    writes.push(write);
    return [news, ...others];
  }

  /** One write for all of it. */
  async function takeSome(connection: NewsSource, news: JobNews[], askedAt: number): Promise<TakenChanges> {
    const unsettled = await finder.unsettledBookings(connection.id);
    const known = new Map<JobId, JobNews[]>();
    const kept = new Set<JobId>();
    const fresh = new Map<string, { record: JobRecord; news: JobNews[] }>();
    for (const one of news) {
      const found = await finder.find(connection.id, one, unsettled);
      if (found.kind === 'known' || found.kind === 'kept') {
        if (found.kind === 'kept') kept.add(found.row.id);
        known.set(found.row.id, [...(known.get(found.row.id) ?? []), one]);
      } else if (found.kind === 'new') {
        const key = JSON.stringify([one.ids.requestId, one.ids.jobId, one.ids.trackingId]);
        const begun = fresh.get(key);
        if (begun) begun.news.push(one);
        else fresh.set(key, { record: followedRecord(connection, one, clock.now()), news: [one] });
      }
    }
    return inTurn([...known.keys()], async () => {
      const leftAlone: JobId[] = [];
      const writes: CacheWrite[] = [...fresh.values()].map(({ record, news: told }) => ({
        ...toldInOrder(asKept(record), told),
        insertJobs: [record],
      }));
      for (const [id, told] of known) {
        const fresh = told.filter((one) => !isSameAnswer(id, one));
        const job = fresh.length > 0 ? await cache.job(id) : null;
        if (!job) continue;
        if (job.revision > askedAt) {
          leftAlone.push(id);
          continue;
        }
        const news = kept.has(id) ? await takeBack(id, fresh, writes) : fresh;
        if (news.length === 0) continue;
        writes.push(toldInOrder(job, news));
        for (const one of news) rememberAnswer(id, one, !isBeingEdited(job));
      }
      const result = writes.length > 0 ? await write(allOf(writes)) : null;
      const begun = [...fresh.values()].map(({ record }) => record.id);
      return { changed: result?.rows.map(({ id }) => id) ?? [], begun, leftAlone };
    });
  }

  return {
    change,
    write,
    applyNews,
    lastAnswer: (jobId) => lastAnswers.get(jobId) ?? null,
    stillSame(jobId, { digest, receivedAt }) {
      if (lastAnswers.get(jobId) !== digest) return false;
      feed.seen([{ id: jobId, receivedAt }]);
      return true;
    },
    async notKnown(jobId, error) {
      lastAnswers.delete(jobId);
      await change(jobId, (job) => {
        if (clock.now() - job.changedAt < NOT_YET_KNOWN_MS || job.trouble === error.sentence) return null;
        return { patchJobs: [{ id: jobId, set: { trouble: error.sentence } }] };
      });
    },
    follow: (connection, news) =>
      inTurn([connection.id], async () => {
        const unsettled = await finder.unsettledBookings(connection.id);
        const found = await finder.find(connection.id, news, unsettled);
        switch (found.kind) {
          case 'known':
            await applyNews(found.row.id, news);
            return { jobId: found.row.id, existed: true };
          case 'kept':
            await takeSome(connection, [news], await cache.revision());
            return { jobId: found.row.id, existed: true };
          case 'unsettled':
            return { jobId: found.row.id, existed: true };
          case 'undecided':
            throw new Refusal('CONFLICT', MAY_BE_OURS, { jobId: found.row.id });
          case 'new': {
            const record = followedRecord(connection, news, clock.now());
            await write({ insertJobs: [record] });
            await applyNews(record.id, news);
            return { jobId: record.id, existed: false };
          }
        }
      }),
    takeChanges: (connection, news, askedAt) =>
      inTurn([connection.id], async () => {
        const changed: JobId[] = [];
        const begun: JobId[] = [];
        const leftAlone: JobId[] = [];
        for (let from = 0; from < news.length; from += TAKEN_AT_ONCE) {
          if (from > 0) await setImmediate();
          const some = await takeSome(connection, news.slice(from, from + TAKEN_AT_ONCE), askedAt);
          changed.push(...some.changed);
          begun.push(...some.begun);
          leftAlone.push(...some.leftAlone);
        }
        return { changed, begun, leftAlone };
      }),
    async adopt(records, told) {
      const stories = records.map((record) => {
        const news = told?.get(record.id);
        return news ? reconcile(asKept(record), news) : {};
      });
      await write(allOf([{ insertJobs: records }, ...stories]));
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
}

/** As the cache will answer it. */
function asKept(record: JobRecord): Job {
  return { ...record, phase: phaseOf(record.status), pending: null, revision: 0 };
}

/** What a listing said of one job, more than once where it moved between two pages. */
function toldInOrder(job: Job, news: JobNews[]): CacheWrite {
  const writes: CacheWrite[] = [];
  let known = job;
  for (const one of news) {
    const write = reconcile(known, one);
    writes.push(write);
    known = { ...known, ...write.patchJobs?.[0]?.set };
  }
  return allOf(writes);
}

function allOf(writes: CacheWrite[]): CacheWrite {
  return {
    insertJobs: writes.flatMap((one) => one.insertJobs ?? []),
    patchJobs: writes.flatMap((one) => one.patchJobs ?? []),
    events: writes.flatMap((one) => one.events ?? []),
    raws: writes.flatMap((one) => one.raws ?? []),
    commands: writes.flatMap((one) => one.commands ?? []),
    audit: writes.flatMap((one) => one.audit ?? []),
    couriers: writes.flatMap((one) => one.couriers ?? []),
    positions: writes.flatMap((one) => one.positions ?? []),
  };
}
