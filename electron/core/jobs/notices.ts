// Tells a person what must not be missed: late, failed, undeliverable, courier lost. Merged when many, never twice.
// Follows what the feed publishes and looks once in a while at the promises and the couriers. Made by the workspace.

import type { Settings } from '../../../shared/contract/settings.ts';
import { isCarried, isLost } from '../../../shared/domain/attention.ts';
import type { CourierId, JobId } from '../../../shared/domain/ids.ts';
import type { JobRow } from '../../../shared/domain/job.ts';
import type { Cache } from '../cache/cache.ts';
import type { ChangeFeed } from '../feed/change-feed.ts';
import type { Clock, Logger, Notifier } from '../ports.ts';
import { type Alarm, alarmOfStatus, jobName, noticesOf } from './attention.ts';

const LOOK_EVERY_MS = 5_000;
const GATHER_MS = 1_500;
const DAY_MS = 24 * 60 * 60_000;
/** Promises broken longer ago than this when the console starts are history, shown on the board and not announced. */
const LATE_NEWS_MS = 15 * 60_000;
const MARK = 'notices:late-up-to';
const TOLD = 'notices:told-late';
/** A clock that is wrong is mostly wrong by hours or a day. */
const TOLD_KEPT_MS = 2 * DAY_MS;

export interface Notices {
  start(): Promise<void>;
  stop(): void;
}

interface Options {
  cache: Cache;
  feed: ChangeFeed;
  clock: Clock;
  log: Logger;
  notifier: Notifier;
  settings: () => Settings;
}

export function createNotices({ cache, feed, clock, log, notifier, settings }: Options): Notices {
  const gathered: Alarm[] = [];
  let cancelFlush: (() => void) | null = null;
  let cancelLook = () => {};
  let stopped = false;
  /** Promises up to here have been judged. Goes back with the clock: what is late after that must be told too. */
  let lateUpTo = 0;
  /** Told to be late, with the promise that was broken: not told again when the clock passes it a second time. */
  let toldLate = new Map<JobId, number>();
  let startedAt = clock.now();
  /** The alarm each job has already given, so that the same state is not announced twice. */
  const told = new Map<JobId, Alarm['reason']>();
  const lostCouriers = new Set<CourierId>();

  function raise(alarm: Alarm): void {
    const wanted = settings().notifications;
    const on =
      alarm.reason === 'late'
        ? wanted.late
        : alarm.reason === 'courier-lost'
          ? wanted.courierLost
          : wanted.failed;
    if (!wanted.enabled || !on) return;
    gathered.push(alarm);
    cancelFlush ??= clock.setTimeout(flush, GATHER_MS);
  }

  function flush(): void {
    cancelFlush = null;
    for (const notice of noticesOf(gathered.splice(0))) {
      notifier.show(notice);
      feed.notice(notice);
    }
  }

  function followRow(row: JobRow): void {
    const alarm = alarmOfStatus(row);
    if (!alarm) {
      told.delete(row.id);
      return;
    }
    const before = told.get(row.id);
    if (before === alarm.reason) return;
    told.set(row.id, alarm.reason);
    // A job that is first met in its trouble, long ago, is no news.
    const age = clock.now() - (row.sourceAt ?? row.receivedAt ?? clock.now());
    if (age >= LATE_NEWS_MS) return;
    if (before !== undefined) raise(alarm);
    else
      raiseIfNew(alarm).catch((error: unknown) =>
        log.warn('A job in trouble could not be read', { jobId: row.id, error: String(error) }),
      );
  }

  async function look(): Promise<void> {
    const now = clock.now();
    const from = Math.min(lateUpTo, now);
    const late = await cache.promisesBetween(Math.max(from, now - LATE_NEWS_MS), now);
    for (const row of late) {
      if (toldLate.get(row.id) === row.promiseAt) continue;
      toldLate.set(row.id, row.promiseAt ?? now);
      raise({ jobId: row.id, reason: 'late', name: jobName(row) });
    }
    lateUpTo = now;
    await cache.saveValue(MARK, lateUpTo, now);
    if (late.length > 0) await keepTold(now);
    await lookForLostCouriers(now);
  }

  /** Also over a restart: the clock may be put right in between. */
  async function keepTold(now: number): Promise<void> {
    toldLate = new Map([...toldLate].filter(([, promiseAt]) => promiseAt > now - TOLD_KEPT_MS));
    await cache.saveValue(TOLD, [...toldLate], now);
  }

  /** The first of this job since the console started: what it told before that is not told again by touching the job. */
  async function raiseIfNew(alarm: Alarm): Promise<void> {
    const job = await cache.job(alarm.jobId);
    const now = clock.now();
    // By a clock that was set back, what happens now came before the start.
    const since = now < startedAt ? now - LOOK_EVERY_MS : startedAt;
    if (job && job.changedAt >= since) raise(alarm);
  }

  async function lookForLostCouriers(now: number): Promise<void> {
    const staleMs = settings().ageing.courierStaleMs;
    for (const courier of await cache.couriers(now - DAY_MS)) {
      const { positionAt } = courier;
      if (positionAt === null || !isLost(courier, now, staleMs)) {
        lostCouriers.delete(courier.id);
        continue;
      }
      if (lostCouriers.has(courier.id)) continue;
      lostCouriers.add(courier.id);
      const [row] = (await cache.rows(courier.jobIds)).filter(isCarried);
      const justLost = now - positionAt < 3 * staleMs + LATE_NEWS_MS;
      if (row && justLost) raise({ jobId: row.id, reason: 'courier-lost', name: jobName(row) });
    }
  }

  function lookAgain(): void {
    cancelLook = clock.setTimeout(() => {
      look()
        .catch((error: unknown) => log.warn('Looking for late jobs failed', { error: String(error) }))
        .finally(() => {
          if (!stopped) lookAgain();
        });
    }, LOOK_EVERY_MS);
  }

  const unsubscribe = feed.subscribe((result) => {
    for (const row of result.rows) followRow(row);
  });

  return {
    async start() {
      const kept = await cache.value(MARK);
      lateUpTo = typeof kept === 'number' ? Math.min(kept, clock.now()) : clock.now();
      const keptTold = await cache.value(TOLD);
      if (Array.isArray(keptTold)) toldLate = new Map(keptTold as [JobId, number][]);
      startedAt = clock.now();
      lookAgain();
    },
    stop() {
      stopped = true;
      unsubscribe();
      cancelLook();
      cancelFlush?.();
    },
  };
}
