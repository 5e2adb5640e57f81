// A desk of courier jobs in virtual time: when each status really changes, and what a way of polling sees of it.
// For tests and the bench of polling; it shares no assumption with the scheduler (other laws, other figures).

import type { PollableJob } from '../../electron/core/cache/cache.ts';
import type { ConnectionId, JobId } from '../../shared/domain/ids.ts';
import { isTerminal, type JobStatus } from '../../shared/domain/job-status.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

interface DeskJob {
  /** What is known of it now; changes with each look. */
  known: PollableJob;
  changes: { at: number; status: JobStatus }[];
  /** How many of its changes have been seen. */
  seen: number;
}

/** Chooses whom to ask: called once a virtual second with all live jobs; answers at most `count` of them. */
export interface DeskPolicy {
  choose(jobs: DeskJob[], now: number, count: number): DeskJob[];
  added?(job: DeskJob, now: number): void;
  /** After a look: `before` is what was known until now. */
  looked?(job: DeskJob, before: PollableJob, now: number): void;
  gone?(job: DeskJob): void;
}

export interface DeskResult {
  /** Milliseconds until each change was seen: all, those of jobs under way, those of jobs that were only booked. */
  all: number[];
  underWay: number[];
  booked: number[];
  requests: number;
  liveAtEnd: number;
}

export function mean(values: number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

/** Jobs of a desk with about `live` live ones at a time, from 0 to `hours`; the desk is full from the start. */
export function makeDesk(seed: number, live: number, hours: number): DeskJob[] {
  const random = mulberry(seed);
  const normal = () => Array.from({ length: 12 }, random).reduce((sum, value) => sum + value, -6);
  const logNormal = (median: number, spread: number) => median * Math.exp(spread * normal());
  const jobs: DeskJob[] = [];
  // A job lives for 4.4 hours on average.
  const meanGapMs = (4.4 * HOUR) / live;
  for (let at = -9 * HOUR; at < hours * HOUR; at += -Math.log(1 - random()) * meanGapMs) {
    const readyAt = Math.round((at + 20 * MINUTE + random() * 7.7 * HOUR) / (5 * MINUTE)) * 5 * MINUTE;
    const changes: DeskJob['changes'] = [];
    const acceptedAt = at + 2_000 + random() * 20_000;
    changes.push({ at: acceptedAt, status: 'accepted' });
    if (random() < 0.03) {
      changes.push({ at: acceptedAt + random() * (readyAt - acceptedAt), status: 'cancelled' });
    } else {
      const assignedAt = Math.max(acceptedAt + 1_000, readyAt - 20 * MINUTE + logNormal(14 * MINUTE, 0.7));
      let pickedAt = Math.max(assignedAt + 2 * MINUTE + logNormal(8 * MINUTE, 0.6), readyAt - 2 * MINUTE);
      changes.push({ at: assignedAt, status: 'assigned' });
      if (random() < 0.04) {
        changes.push({ at: pickedAt, status: 'not-ready' });
        pickedAt += logNormal(12 * MINUTE, 0.5);
      }
      changes.push({ at: pickedAt, status: 'picked-up' });
      changes.push({ at: pickedAt + 3 * MINUTE + logNormal(16 * MINUTE, 0.5), status: 'delivered' });
    }
    jobs.push({ known: bookedJob(jobs.length, at, readyAt), changes, seen: 0 });
  }
  return jobs;
}

/** Lets a policy follow the desk with `perSecond` requests a second; what happens before `fromMs` is not counted. */
export function followDesk(
  desk: DeskJob[],
  policy: DeskPolicy,
  perSecond: number,
  span: { fromMs: number; toMs: number },
): DeskResult {
  const coming = desk.map((job) => ({ ...job })).filter((job) => (job.changes.at(-1)?.at ?? 0) > 0);
  const result: DeskResult = { all: [], underWay: [], booked: [], requests: 0, liveAtEnd: 0 };
  let live: DeskJob[] = [];
  let budget = 0;
  let next = 0;
  for (let now = 0; now < span.toMs; now += 1000) {
    for (let job = coming[next]; job && job.known.createdAt <= now; job = coming[++next]) {
      if (now === 0) seeAll(job, now, () => {});
      live.push(job);
      policy.added?.(job, now);
    }
    budget = Math.min(budget + perSecond, perSecond + 1);
    const count = Math.floor(budget);
    if (count === 0) continue;
    let ended = false;
    for (const job of policy.choose(live, now, count)) {
      budget -= 1;
      const before = job.known;
      if (now >= span.fromMs) result.requests += 1;
      seeAll(job, now, (at, from) => {
        if (at < span.fromMs) return;
        result.all.push(now - at);
        if (from === 'assigned' || from === 'picked-up' || from === 'not-ready') {
          result.underWay.push(now - at);
        } else if (from === 'accepted') result.booked.push(now - at);
      });
      policy.looked?.(job, before, now);
      if (isTerminal(job.known.status)) {
        ended = true;
        policy.gone?.(job);
      }
    }
    if (ended) live = live.filter((job) => !isTerminal(job.known.status));
  }
  result.liveAtEnd = live.length;
  return result;
}

/** Everybody in turn. */
export function roundRobin(): DeskPolicy {
  let place = 0;
  return {
    choose: (jobs, _now, count) =>
      Array.from({ length: Math.min(count, jobs.length) }, () => {
        place = (place + 1) % jobs.length;
        return jobs[place];
      }).filter((job) => job !== undefined),
  };
}

/** A table of intervals by status and booked window; whoever has been due for longest goes first. */
export function cadenceByStatusAndWindow(): DeskPolicy {
  const dueAt = new Map<DeskJob, number>();
  const intervalMs = ({ status, readyAt }: PollableJob, now: number): number => {
    const untilReady = (readyAt ?? now) - now;
    if (status === 'submitted') return 10_000;
    if (status === 'assigned') return 20_000;
    if (status === 'picked-up') return 30_000;
    if (status === 'not-ready') return MINUTE;
    return untilReady > HOUR ? 10 * MINUTE : untilReady > 20 * MINUTE ? 2 * MINUTE : 30_000;
  };
  return {
    added: (job, now) => dueAt.set(job, now),
    looked: (job, _before, now) => dueAt.set(job, now + intervalMs(job.known, now)),
    gone: (job) => dueAt.delete(job),
    choose: (jobs, now, count) =>
      jobs
        .filter((job) => (dueAt.get(job) ?? 0) <= now)
        .sort((a, b) => (dueAt.get(a) ?? 0) - (dueAt.get(b) ?? 0))
        .slice(0, count),
  };
}

function seeAll(job: DeskJob, now: number, tell: (at: number, from: JobStatus) => void): void {
  let { known } = job;
  for (let change = job.changes[job.seen]; change && change.at <= now; change = job.changes[++job.seen]) {
    tell(change.at, known.status);
    known = { ...known, status: change.status, changedAt: now === 0 ? change.at : now };
  }
  job.known = { ...known, receivedAt: now };
}

function bookedJob(number: number, createdAt: number, readyAt: number): PollableJob {
  return {
    id: `job-${number}` as JobId,
    connectionId: 'connection-1' as ConnectionId,
    status: 'submitted',
    rawStatus: '40',
    readyAt,
    windowFromAt: readyAt,
    promiseAt: readyAt + 90 * MINUTE,
    createdAt,
    receivedAt: null,
    changedAt: createdAt,
    externalIds: { requestId: `R${number}`, jobId: null, externalId: null, trackingId: null },
    reference: null,
    hasCourier: false,
  };
}

function mulberry(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}
