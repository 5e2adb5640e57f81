// The loop of one connection: whom to ask, when, how many at once. Made by poller.ts, one for each connection.
// It keeps what is known of its jobs in memory and writes nothing itself: answers go to jobs/, health to connections/.

import type { ConnectionId, JobId } from '../../../shared/domain/ids.ts';
import { isTerminal } from '../../../shared/domain/job-status.ts';
import type { PollableJob } from '../cache/cache.ts';
import type { ConnectionAccess } from '../connections/connection-service.ts';
import type { JobService } from '../jobs/job-service.ts';
import type { Clock, Logger } from '../ports.ts';
import type { JobNews, ProviderError } from '../providers/provider.ts';
import { dueAt, type Experience, hazardOf, learn } from './cadence.ts';
import type { Lane, Look } from './lane.ts';
import { chooseNext, createEntry, type PollEntry } from './poll-queue.ts';
import { openAt, type Pace } from './when-open.ts';

export interface LaneOptions {
  connectionId: ConnectionId;
  connections: ConnectionAccess;
  jobs: Pick<JobService, 'applyNews' | 'lastAnswer' | 'notKnown' | 'stillSame'>;
  clock: Clock;
  log: Logger;
  random: () => number;
  /** Read again and again: a person may change it at any time. */
  pace: () => Pace;
  /** Looked at and found unchanged. */
  onSeen: (id: JobId, receivedAt: number) => void;
  experience: Experience;
}

const PARALLEL = 4;
/** A plan is made for about this long ahead; so a large desk is gone through once a second at most. */
const PLAN_MS = 1000;
/** The clock may jump while the lane sleeps. */
const LONGEST_SLEEP_MS = 30_000;
const LONGEST_MISS_MS = 15 * 60_000;
/** The network may be back any moment; which job it was asked about does not matter then. */
const LONGEST_UNREACHABLE_MISS_MS = 30_000;
/** A job that is over and that the provider does not know (any more) is left alone after so many looks. */
const MISSES_TO_GIVE_UP = 5;
const SOON_MS = 1000;

export class PollLane implements Lane {
  private readonly options: LaneOptions;
  private readonly entries = new Map<JobId, PollEntry>();
  private plan: PollEntry[] = [];
  private plannedAt = Number.NEGATIVE_INFINITY;
  private lastAskedAt = Number.NEGATIVE_INFINITY;
  private inFlight = 0;
  private running = false;
  private cancelTimer = () => {};
  private wakeAt = Number.POSITIVE_INFINITY;
  private lastTickAt: number;
  /** Looks that a person asked for: they go before anything that is merely due. */
  private wanted: { entry: PollEntry; answer: (look: Look) => void }[] = [];
  private readonly stopping = new AbortController();
  /** What is on its way, so that a person's refresh joins it and `stop` can wait for it. */
  private readonly asked = new Map<JobId, Promise<Look>>();

  constructor(options: LaneOptions) {
    this.options = options;
    this.lastTickAt = options.clock.now();
  }

  start(): void {
    this.running = true;
    this.pump();
  }

  async stop(): Promise<void> {
    this.running = false;
    this.cancelTimer();
    this.stopping.abort();
    for (const { answer } of this.wanted.splice(0)) answer(STOPPED);
    await Promise.allSettled(this.asked.values());
  }

  get experience(): Experience {
    return this.options.experience;
  }

  has(id: JobId): boolean {
    return this.entries.has(id);
  }

  follow(job: PollableJob): void {
    const known = this.entries.get(job.id);
    const entry = known ?? createEntry(job, this.options.experience, this.options.random());
    this.entries.set(job.id, entry);
    if (known) {
      if (known.job.status !== job.status) known.looks = 0;
      known.job = job;
      known.hazard = hazardOf(job, this.options.experience);
      this.schedule(known);
    }
    this.wakeBy(entry.dueAt);
  }

  job(id: JobId): PollableJob | undefined {
    return this.entries.get(id)?.job;
  }

  forget(id: JobId): void {
    this.entries.delete(id);
  }

  soon(id: JobId): void {
    const entry = this.entries.get(id);
    if (!entry) return;
    entry.dueAt = Math.min(entry.dueAt, this.options.clock.now() + SOON_MS);
    this.wakeBy(entry.dueAt);
  }

  lookNow(job: PollableJob): Promise<Look> {
    if (!this.running) return Promise.resolve(STOPPED);
    const entry =
      this.entries.get(job.id) ?? createEntry(job, this.options.experience, this.options.random());
    return new Promise((answer) => {
      this.wanted.push({ entry, answer });
      this.pump();
    });
  }

  pump(): void {
    if (!this.running) return;
    this.cancelTimer();
    const now = this.options.clock.now();
    if (now < this.lastTickAt) this.clockWentBack(now);
    this.lastTickAt = now;
    while (this.inFlight < PARALLEL) {
      const wanted = this.wanted.shift();
      if (wanted) {
        const onItsWay = this.asked.get(wanted.entry.job.id);
        void (onItsWay ?? this.ask(wanted.entry, 'person')).then(wanted.answer);
        continue;
      }
      const openAt = this.openAt(now);
      const { entry, nextDueAt } = openAt > now ? { entry: undefined, nextDueAt: openAt } : this.next(now);
      if (!entry) {
        this.sleepUntil(nextDueAt, now);
        return;
      }
      this.lastAskedAt = now;
      void this.ask(entry, 'poll');
    }
    this.wakeAt = Number.POSITIVE_INFINITY;
  }

  wake(): void {
    this.pump();
  }

  /** Nothing may wait for as long as the clock was set back. */
  private clockWentBack(now: number): void {
    for (const entry of this.entries.values()) {
      entry.lookedAt = Math.min(entry.lookedAt, now);
      this.schedule(entry);
    }
    this.lastAskedAt = Math.min(this.lastAskedAt, now);
    this.plannedAt = Number.NEGATIVE_INFINITY;
  }

  private openAt(now: number): number {
    const { connections, connectionId, pace } = this.options;
    const { lastAskedAt, inFlight } = this;
    return openAt(connections.health(connectionId), pace(), { lastAskedAt, inFlight }, now);
  }

  private next(now: number): { entry: PollEntry | undefined; nextDueAt: number } {
    let nextDueAt = Number.POSITIVE_INFINITY;
    if (this.plan.length === 0 || now - this.plannedAt >= PLAN_MS) {
      const planned = chooseNext(
        this.entries.values(),
        now,
        Math.ceil((this.options.pace().requestsPerSecond * PLAN_MS) / 1000),
      );
      this.plan = planned.chosen;
      this.plannedAt = now;
      nextDueAt = planned.nextDueAt;
    }
    let entry = this.plan.shift();
    while (entry && (entry.asking || !this.entries.has(entry.job.id))) entry = this.plan.shift();
    return { entry, nextDueAt };
  }

  private sleepUntil(at: number, now: number): void {
    this.cancelTimer();
    const delay = Math.ceil(Math.min(Math.max(1, at - now), LONGEST_SLEEP_MS));
    this.wakeAt = now + delay;
    this.cancelTimer = this.options.clock.setTimeout(() => this.pump(), delay);
  }

  private wakeBy(at: number): void {
    if (this.running && this.inFlight < PARALLEL && at < this.wakeAt) {
      this.sleepUntil(at, this.options.clock.now());
    }
  }

  private ask(entry: PollEntry, priority: 'poll' | 'person'): Promise<Look> {
    entry.asking = true;
    this.inFlight += 1;
    const look = this.look(entry, priority)
      .catch((error: unknown): Look => {
        this.options.log.error('A look at a job failed', { jobId: entry.job.id, error: String(error) });
        this.missed(entry, LONGEST_MISS_MS);
        return { ok: false, message: 'The console could not keep the answer. Its log says why.' };
      })
      .finally(() => {
        entry.asking = false;
        this.inFlight -= 1;
        this.asked.delete(entry.job.id);
        this.pump();
      });
    this.asked.set(entry.job.id, look);
    return look;
  }

  private async look(entry: PollEntry, priority: 'poll' | 'person'): Promise<Look> {
    const { connections, connectionId, jobs } = this.options;
    const before = entry.job;
    const account = await connections.account(connectionId);
    if (this.stopping.signal.aborted) return STOPPED;
    if (!account.ok) {
      this.missed(entry, LONGEST_UNREACHABLE_MISS_MS);
      return { ok: false, message: account.error.sentence };
    }
    const { provider } = account;
    const asked = { ids: before.externalIds, reference: before.reference };
    const options = { priority, signal: this.stopping.signal };
    const result = provider.lookAgain
      ? await provider.lookAgain(account.account, asked, jobs.lastAnswer(before.id), options)
      : await provider.look(account.account, asked, options);
    if (this.stopping.signal.aborted) return STOPPED;
    if (!result.ok) {
      connections.report(connectionId, result.error);
      if (result.error.kind === 'not-found') await jobs.notKnown(before.id, result.error);
      this.missed(entry, isAboutJob(result.error) ? LONGEST_MISS_MS : LONGEST_UNREACHABLE_MISS_MS);
      return { ok: false, message: result.error.sentence };
    }
    connections.report(connectionId, null);
    const news = result.value;
    if ('isSame' in news) {
      // Changed here while the answer was on its way: it is asked for once more, to be read.
      if (!jobs.stillSame(before.id, news)) return this.look(entry, priority);
      this.options.onSeen(before.id, news.receivedAt);
      this.seen(entry, before, { status: before.status, sourceAt: null });
      return { ok: true, message: null };
    }
    const { changed } = await jobs.applyNews(before.id, news);
    if (!changed) this.options.onSeen(before.id, news.receivedAt);
    this.seen(entry, before, news);
    return { ok: true, message: null };
  }

  private seen(entry: PollEntry, before: PollableJob, news: Pick<JobNews, 'status' | 'sourceAt'>): void {
    const now = this.options.clock.now();
    const changed = news.status !== before.status;
    if (!isTerminal(before.status)) {
      const until = changed ? timeOfChange(news.sourceAt, entry.lookedAt, now) : now;
      learn(this.options.experience, before, { from: entry.lookedAt, until, changed });
    }
    entry.lookedAt = now;
    entry.looks = changed ? 0 : entry.looks + 1;
    entry.misses = 0;
    // The confirming look has been had.
    if (isTerminal(before.status) && !changed) this.entries.delete(before.id);
    else {
      entry.hazard = hazardOf(entry.job, this.options.experience);
      this.schedule(entry);
    }
  }

  private missed(entry: PollEntry, longestMs: number): void {
    entry.misses += 1;
    if (isTerminal(entry.job.status) && entry.misses >= MISSES_TO_GIVE_UP) this.entries.delete(entry.job.id);
    const pauseMs = Math.min(longestMs, 1000 * 2 ** entry.misses) * (0.75 + 0.5 * this.options.random());
    entry.dueAt = this.options.clock.now() + pauseMs;
  }

  private schedule(entry: PollEntry): void {
    if (entry.misses > 0) return;
    entry.dueAt = dueAt(entry.job, entry.hazard, entry.lookedAt, entry.looks, this.options.random());
  }
}

const STOPPED: Look = { ok: false, message: 'The console was closing.' };

/** Asking about another job may well go better. */
function isAboutJob({ kind }: ProviderError): boolean {
  return kind === 'not-found' || kind === 'invalid' || kind === 'bad-answer' || kind === 'provider-down';
}

/** The provider's own time of the change where it can be right; else the middle of what is known. */
function timeOfChange(sourceAt: number | null, lookedAt: number, now: number): number {
  return sourceAt !== null && sourceAt > lookedAt && sourceAt <= now ? sourceAt : (lookedAt + now) / 2;
}
