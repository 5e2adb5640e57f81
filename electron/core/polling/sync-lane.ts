// The loop of a connection whose system lists what changed: round after round, from where the last one ended.
// Made by poller.ts. Single jobs are looked at only where somebody wants to know, or no listing has told of them yet;
// a PollLane does that. It writes no job state itself.
//
// The invariant: where the next round begins is written only after everything of this one is.

import { setImmediate } from 'node:timers/promises';
import type { Listing } from '../../../shared/domain/connection.ts';
import type { JobId } from '../../../shared/domain/ids.ts';
import { isTerminal } from '../../../shared/domain/job-status.ts';
import type { Cache, PollableJob } from '../cache/cache.ts';
import { listedUntilKey } from '../connections/connection-service.ts';
import type { JobService } from '../jobs/job-service.ts';
import type { ChangedPage, ProviderError } from '../providers/provider.ts';
import type { Lane, Look } from './lane.ts';
import { type LaneOptions, PollLane } from './poll-lane.ts';
import { openAt } from './when-open.ts';

interface SyncLaneOptions extends Omit<LaneOptions, 'jobs' | 'experience'> {
  cache: Pick<Cache, 'value' | 'saveValue' | 'revision'>;
  jobs: Pick<JobService, 'applyNews' | 'notKnown' | 'stillSame' | 'takeChanges'>;
  /** For pages that are open: these jobs are known to be as they were at that time. */
  tellSeen: (seen: { id: JobId; receivedAt: number }[]) => void;
}

/** What became of a round that a person wanted; `listing` where it was told to its end. */
export interface Round extends Look {
  listing: Listing | null;
}

const ROUND_MS = 30_000;
/** What changed while a listing was made may be dated a little earlier than the listing. */
const OVERLAP_MS = 2 * 60_000;
/** After so long without a word about a job itself it is worth a look whether it is still there. */
const SILENT_MS = 30 * 60_000;
/** How far back an account is asked that has never told of anything. */
const UNTOLD_MS = 24 * 60 * 60_000;
/** After a round that failed; twice as long after every other one. */
const SHORTEST_PAUSE_MS = 5_000;
const LONGEST_PAUSE_MS = 5 * 60_000;
/** The clock may jump while the lane sleeps. */
const LONGEST_SLEEP_MS = 30_000;
/** A page merges what it is told within a second, and the feed keeps only so much of it. */
const TOLD_AT_ONCE = 1000;
const BETWEEN_TOLD_MS = 1_500;
const REMEMBERED_UNREADABLE = 500;

export class SyncLane implements Lane {
  private readonly options: SyncLaneOptions;
  /** Open jobs, and closed ones whose end no later round has confirmed. */
  private readonly jobs = new Map<JobId, PollableJob>();
  /** When something was last said of each of them itself, by a listing or a look. */
  private readonly toldAt = new Map<JobId, number>();
  private readonly single: PollLane;
  private running = false;
  private loop: Promise<void> = Promise.resolve();
  private resume = () => {};
  private dueAt = Number.NEGATIVE_INFINITY;
  private lastAskedAt = Number.NEGATIVE_INFINITY;
  private lastTickAt = Number.NEGATIVE_INFINITY;
  private asking = false;
  /** People who want to know what changed: no gate holds the next round up for them. */
  private wanted: ((round: Round) => void)[] = [];
  private problem: string | null = null;
  private failures = 0;
  private readonly stopping = new AbortController();
  /** Entries that could not be read, so that the same one is logged once. */
  private readonly unreadable = new Set<string>();

  constructor(options: SyncLaneOptions) {
    this.options = options;
    const { jobs } = options;
    this.single = new PollLane({
      ...options,
      experience: {},
      jobs: {
        ...jobs,
        // Always read: a look is to say something of the job itself.
        lastAnswer: () => null,
        applyNews: async (id, news) => {
          const applied = await jobs.applyNews(id, news);
          // It has been told of; from here on the listings do.
          this.single.forget(id);
          if (this.jobs.has(id)) this.toldAt.set(id, news.receivedAt);
          return applied;
        },
      },
    });
  }

  start(): void {
    if (this.running) return;
    this.running = true;
    this.single.start();
    this.loop = this.goRound();
  }

  async stop(): Promise<void> {
    this.running = false;
    this.stopping.abort();
    this.resume();
    await Promise.all([this.single.stop(), this.loop]);
    for (const answer of this.wanted.splice(0)) answer(STOPPED);
  }

  /** A round of its own, begun as soon as one that is under way has ended; answers when it is over. */
  async roundNow(): Promise<Round> {
    const { connections, connectionId } = this.options;
    const account = await connections.account(connectionId);
    if (!account.ok) return { ok: false, message: account.error.sentence, listing: null };
    if (!this.running) return STOPPED;
    return new Promise((answer) => {
      this.wanted.push(answer);
      this.resume();
    });
  }

  has(id: JobId): boolean {
    return this.jobs.has(id);
  }

  job(id: JobId): PollableJob | undefined {
    return this.jobs.get(id);
  }

  follow(job: PollableJob): void {
    const known = this.jobs.get(job.id);
    this.jobs.set(job.id, job);
    const toldAnew = known === undefined || (job.receivedAt ?? 0) > (known.receivedAt ?? 0);
    if (toldAnew) this.toldAt.set(job.id, job.receivedAt ?? 0);
    const neverTold = job.receivedAt === null && !isTerminal(job.status);
    if (neverTold) this.single.follow(job);
    else if (toldAnew) this.single.forget(job.id);
    else if (this.single.has(job.id)) this.single.follow(job);
  }

  forget(id: JobId): void {
    this.jobs.delete(id);
    this.toldAt.delete(id);
    this.single.forget(id);
  }

  soon(id: JobId): void {
    const job = this.jobs.get(id);
    // What has ended is confirmed by the next round.
    if (!job || isTerminal(job.status)) return;
    this.single.follow(job);
    this.single.soon(id);
  }

  lookNow(job: PollableJob): Promise<Look> {
    return this.single.lookNow(job);
  }

  pump(): void {
    this.single.pump();
    this.resume();
  }

  wake(): void {
    // The good answer of this very round says so too.
    if (!this.asking) {
      this.failures = 0;
      this.dueAt = Number.NEGATIVE_INFINITY;
    }
    this.pump();
  }

  private async goRound(): Promise<void> {
    const { clock, log, connectionId, random } = this.options;
    while (await this.until(() => this.dueAt)) {
      const wanted = this.wanted.splice(0);
      const priority = wanted.length > 0 ? 'person' : 'poll';
      this.asking = true;
      const listing = await this.round(clock.now(), priority).catch((error: unknown) => {
        log.error('What changed could not be kept', { connectionId, error: String(error) });
        this.problem = 'The console could not keep the answer. Its log says why.';
        return null;
      });
      this.asking = false;
      const whole = listing !== null;
      for (const answer of wanted) answer({ ok: whole, message: whole ? null : this.problem, listing });
      this.failures = whole ? 0 : this.failures + 1;
      const longer = Math.min(LONGEST_PAUSE_MS, SHORTEST_PAUSE_MS * 2 ** Math.min(10, this.failures - 1));
      this.dueAt = clock.now() + (whole ? ROUND_MS : longer) * (0.9 + 0.2 * random());
    }
  }

  /** Everything that changed, page by page. Null where it could not be told to its end: the next round begins anew. */
  private async round(begunAt: number, priority: 'poll' | 'person'): Promise<Listing | null> {
    const { cache, clock, connections, connectionId } = this.options;
    const kept = readListedUntil(await cache.value(listedUntilKey(connectionId)));
    // Set back, our clock must not make the question leave out what happens meanwhile.
    const since = kept === null ? null : Math.min(kept, begunAt) - OVERLAP_MS;
    const unreadable: string[] = [];
    const pages = new Set<string>();
    const found = { told: 0, changed: 0, begun: 0 };
    let theirNow: number | null = null;
    // Where they do not tell their clock, the newest change they ever told of stands in: ours may run ahead of theirs.
    let newest = kept ?? begunAt - UNTOLD_MS;
    let page: string | null = null;
    do {
      const answer = await this.ask({ since, page }, priority);
      if (answer === null) return null;
      found.told += answer.news.length;
      found.changed += answer.changed;
      found.begun += answer.begun;
      theirNow ??= answer.at ?? null;
      for (const { sourceAt } of answer.news) newest = Math.max(newest, sourceAt ?? newest);
      unreadable.push(...answer.unreadable);
      page = answer.next;
      if (page !== null && pages.has(page)) {
        this.report(GOES_IN_CIRCLES);
        return null;
      }
      if (page !== null) pages.add(page);
    } while (page !== null);
    this.tellUnreadable(unreadable);
    const listedUntil = theirNow ?? Math.min(newest, begunAt);
    await cache.saveValue(listedUntilKey(connectionId), { at: listedUntil }, clock.now());
    await this.markSeen(begunAt);
    this.lookAfterTheLongestSilent();
    const listing = { at: clock.now(), ...found };
    connections.listed(connectionId, listing);
    return listing;
  }

  /** One page, taken up. Null: no answer, or not the time to ask any more. */
  private async ask(
    from: { since: number | null; page: string | null },
    priority: 'poll' | 'person',
  ): Promise<(ChangedPage & { changed: number; begun: number }) | null> {
    const { cache, clock, connections, connectionId, jobs } = this.options;
    if (!(priority === 'person' ? this.running : await this.until(() => 0))) return null;
    const account = await connections.account(connectionId);
    if (!account.ok || account.provider.changes === undefined) {
      this.problem = account.ok ? null : account.error.sentence;
      return null;
    }
    const askedAt = await cache.revision();
    this.lastAskedAt = clock.now();
    const { signal } = this.stopping;
    const result = await account.provider.changes(account.account, from, { priority, signal });
    if (signal.aborted) return null;
    if (!result.ok) {
      this.report(result.error);
      return null;
    }
    connections.report(connectionId, null);
    const source = { id: connectionId, provider: account.provider.name };
    const { changed, begun, leftAlone } = await jobs.takeChanges(source, result.value.news, askedAt);
    for (const id of leftAlone) this.soon(id);
    return { ...result.value, changed: changed.length, begun: begun.length };
  }

  private report(error: ProviderError): void {
    this.problem = error.sentence;
    this.options.connections.report(this.options.connectionId, error);
  }

  /** Said once in the log, and with the connection for as long as nobody has looked into it. */
  private tellUnreadable(entries: string[]): void {
    const { connections, connectionId, log } = this.options;
    if (entries.length === 0) return;
    if (this.unreadable.size > REMEMBERED_UNREADABLE) this.unreadable.clear();
    for (const entry of entries) {
      if (this.unreadable.has(entry)) continue;
      this.unreadable.add(entry);
      log.warn('An entry of a listing could not be read', { connectionId, entry });
    }
    const [first] = entries;
    const more = entries.length === 1 ? '' : ` and ${entries.length - 1} more`;
    connections.remark(
      connectionId,
      `Of what it listed, this could not be read and may be missing or old on the board: ${first}${more}.`,
    );
  }

  /**
   * The provider has just said that nothing else has changed since the last round: what it did not name is as it was when
   * this round began, and no fresher.
   */
  private async markSeen(begunAt: number): Promise<void> {
    const now = this.options.clock.now();
    // A time that is still to come is of a clock that was wrong: it must not keep the board looking fresh.
    const isSince = (at: number) => at >= begunAt && at <= now;
    const seen: { id: JobId; receivedAt: number }[] = [];
    for (const job of [...this.jobs.values()]) {
      // Nobody has told of it yet, or only since; or it is being asked about by itself.
      if (
        this.single.has(job.id) ||
        job.receivedAt === null ||
        isSince(job.receivedAt) ||
        isSince(job.changedAt)
      )
        continue;
      seen.push({ id: job.id, receivedAt: begunAt });
      if (isTerminal(job.status)) this.forget(job.id);
      else job.receivedAt = begunAt;
    }
    for (let from = 0; from < seen.length && this.running; from += TOLD_AT_ONCE) {
      if (from > 0) await this.pause(BETWEEN_TOLD_MS);
      const some = seen.slice(from, from + TOLD_AT_ONCE);
      for (const { id, receivedAt } of some) this.options.onSeen(id, receivedAt);
      this.options.tellSeen(some);
      await setImmediate();
    }
  }

  /** No listing tells of what was removed there: one look a round goes to the open job that was silent for longest. */
  private lookAfterTheLongestSilent(): void {
    let longest: { id: JobId; at: number } | null = null;
    const before = this.options.clock.now() - SILENT_MS;
    for (const [id, at] of this.toldAt) {
      if (at < (longest?.at ?? before) && !this.single.has(id)) longest = { id, at };
    }
    if (longest) this.soon(longest.id);
  }

  /** Sleeps until that moment is reached and a poll may leave. False: the lane is stopped. */
  private async until(at: () => number): Promise<boolean> {
    const { clock, connections, connectionId, pace } = this.options;
    while (this.running) {
      const now = clock.now();
      if (now < this.lastTickAt) {
        // Nothing may wait for as long as the clock was set back.
        this.dueAt = Math.min(this.dueAt, now);
        this.lastAskedAt = Math.min(this.lastAskedAt, now);
      }
      this.lastTickAt = now;
      if (this.wanted.length > 0 && !this.asking) return true;
      const lane = { lastAskedAt: this.lastAskedAt, inFlight: 0 };
      const opensAt = Math.max(at(), openAt(connections.health(connectionId), pace(), lane, now));
      if (opensAt <= now) return true;
      await this.pause(Math.ceil(Math.min(opensAt - now, LONGEST_SLEEP_MS)));
    }
    return false;
  }

  /** Ends early where something changed. */
  private async pause(delayMs: number): Promise<void> {
    const { clock } = this.options;
    await new Promise<void>((resolve) => {
      const cancel = clock.setTimeout(resolve, delayMs);
      this.resume = () => {
        cancel();
        resolve();
      };
    });
  }
}

const STOPPED: Round = { ok: false, message: 'The console was closing.', listing: null };
const GOES_IN_CIRCLES: ProviderError = {
  kind: 'bad-answer',
  sentence: 'The listing of what changed goes in circles: a page names an earlier one as the next.',
  status: null,
  fields: [],
  body: null,
  retryAt: null,
};

function readListedUntil(kept: unknown): number | null {
  const at = (kept as { at?: unknown } | null | undefined)?.at;
  return typeof at === 'number' && Number.isFinite(at) ? at : null;
}
