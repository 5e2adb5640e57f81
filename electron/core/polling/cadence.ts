// When it is worth asking about a job again. Pure: what is known of the job in, figures out; called by poll-queue.ts
// and poller.ts. It looks at no clock, and it knows no provider: only our own statuses and the times that were booked.

import { isTerminal, type JobStatus, phaseOf } from '../../../shared/domain/job-status.ts';
import type { PollableJob } from '../cache/cache.ts';

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;

/** What the cadence reads of a job. */
export type CadenceJob = Pick<
  PollableJob,
  'status' | 'readyAt' | 'windowFromAt' | 'promiseAt' | 'createdAt' | 'changedAt'
>;

/**
 * How likely the next change is over time: from `anchorAt + offsets[i]` on, it comes at the rate `perMs[i]` (changes per
 * millisecond) until the next offset. The first rate holds for everything before, too. Compact: one for each live job.
 */
export interface Hazard {
  anchorAt: number;
  offsets: readonly number[];
  perMs: Float64Array;
}

/**
 * What was seen on one connection: how long jobs of a status stood in each stretch of their way, and how many changes
 * came there. Plain data, so that it can be kept.
 */
export type Experience = { [Status in JobStatus]?: { watchedMs: number[]; changes: number[] } };

/** From this offset on, a change is to be expected after so long, on average, before anything was learned. */
type Expectation = [offsetMs: number, meanMs: number];

/** A courier is sent around the time at which the goods are ready: offsets count from there. */
const AROUND_READY: Partial<Record<JobStatus, Expectation[]>> = {
  accepted: [
    [Number.NEGATIVE_INFINITY, 12 * HOUR],
    [-60 * MINUTE, 2 * HOUR],
    [-30 * MINUTE, 25 * MINUTE],
    [-10 * MINUTE, 12 * MINUTE],
    [HOUR, 30 * MINUTE],
    [4 * HOUR, 3 * HOUR],
  ],
};

/** For the others it matters how long the status has stood; what did not move for long will not soon. */
const SINCE_CHANGE: Partial<Record<JobStatus, Expectation[]>> = {
  submitted: [
    [0, 8 * SECOND],
    [30 * SECOND, MINUTE],
    [5 * MINUTE, 10 * MINUTE],
    [HOUR, 2 * HOUR],
  ],
  assigned: [
    [0, 20 * MINUTE],
    [3 * MINUTE, 12 * MINUTE],
    [HOUR, 40 * MINUTE],
    [4 * HOUR, 3 * HOUR],
  ],
  'picked-up': [
    [0, 40 * MINUTE],
    [5 * MINUTE, 18 * MINUTE],
    [HOUR, 40 * MINUTE],
    [4 * HOUR, 4 * HOUR],
  ],
  'not-ready': [
    [0, 12 * MINUTE],
    [HOUR, HOUR],
    [4 * HOUR, 4 * HOUR],
  ],
};
const ANY_OTHER: Expectation[] = [
  [0, 30 * MINUTE],
  [2 * HOUR, 4 * HOUR],
];

/** Stretches in which experience is gathered; the first one reaches back for ever, the last one on for ever. */
const STRETCHES_AROUND_READY = [
  Number.NEGATIVE_INFINITY,
  ...[-120, -90, -75].map((minutes) => minutes * MINUTE),
  ...Array.from({ length: 24 }, (_, index) => (index * 5 - 60) * MINUTE),
  ...[60, 75, 90, 120, 240].map((minutes) => minutes * MINUTE),
];
const STRETCHES_SINCE_CHANGE = [
  ...[0, 5, 10, 20, 30].map((seconds) => seconds * SECOND),
  ...[1, 2, 3, 4, 5, 6, 8, 10, 12, 15, 18, 21, 25, 30, 35, 40, 50, 60, 90, 120, 240].map(
    (minutes) => minutes * MINUTE,
  ),
];

/** How many changes the table above counts for in each stretch, against those really seen. */
const TRUST_IN_TABLE = 1;
/** Above this many changes of a status the older half of what was seen fades: habits change. */
const FADES_ABOVE = 2000;

function stretchesOf(job: CadenceJob): { offsets: number[]; anchorAt: number } {
  return AROUND_READY[job.status]
    ? { offsets: STRETCHES_AROUND_READY, anchorAt: expectedReadyAt(job) }
    : { offsets: STRETCHES_SINCE_CHANGE, anchorAt: job.changedAt };
}

/** Without a ready time the window tells; without one, the promise; without any, the job may be wanted at once. */
function expectedReadyAt(job: CadenceJob): number {
  return job.readyAt ?? job.windowFromAt ?? (job.promiseAt === null ? job.createdAt : job.promiseAt - HOUR);
}

function expectedMeanMs(status: JobStatus, offset: number): number {
  const expectations = AROUND_READY[status] ?? SINCE_CHANGE[status] ?? ANY_OTHER;
  return expectations.findLast(([from]) => from <= offset)?.[1] ?? expectations[0]?.[1] ?? HOUR;
}

export function hazardOf(job: CadenceJob, experience: Experience): Hazard {
  const { offsets, anchorAt } = stretchesOf(job);
  const seen = experience[job.status];
  const perMs = Float64Array.from(offsets, (offset, index) => {
    const changes = TRUST_IN_TABLE + (seen?.changes[index] ?? 0);
    const watchedMs = TRUST_IN_TABLE * expectedMeanMs(job.status, offset) + (seen?.watchedMs[index] ?? 0);
    return changes / watchedMs;
  });
  return { anchorAt, offsets, perMs };
}

/**
 * Adds what one look has shown: the job stood in its status from the look before until `until` (its change, or this
 * look), and whether it changed then. Changes `experience`.
 */
export function learn(
  experience: Experience,
  job: CadenceJob,
  span: { from: number; until: number; changed: boolean },
): void {
  const { offsets, anchorAt } = stretchesOf(job);
  const seen = experience[job.status] ?? { watchedMs: offsets.map(() => 0), changes: offsets.map(() => 0) };
  experience[job.status] = seen;
  for (const [index, offset] of offsets.entries()) {
    const begins = Math.max(span.from, anchorAt + offset);
    const ends = Math.min(span.until, anchorAt + (offsets[index + 1] ?? Number.POSITIVE_INFINITY));
    if (ends > begins) seen.watchedMs[index] = (seen.watchedMs[index] ?? 0) + ends - begins;
  }
  if (!span.changed) return;
  const last = offsets.findLastIndex((offset) => anchorAt + offset <= span.until);
  const index = Math.max(0, last);
  seen.changes[index] = (seen.changes[index] ?? 0) + 1;
  if (seen.changes.reduce((sum, count) => sum + count, 0) > FADES_ABOVE) {
    seen.changes = seen.changes.map((count) => count / 2);
    seen.watchedMs = seen.watchedMs.map((ms) => ms / 2);
  }
}

/**
 * The delay that has piled up, on average, since the last look: the time for which a change is already there and
 * not seen, weighed by its probability. Grows with age squared at first, then with age.
 */
export function expectedDelayMs({ anchorAt, offsets, perMs }: Hazard, lookedAt: number, now: number): number {
  let delay = 0;
  let unchanged = 1;
  for (let index = 0; index < perMs.length; index += 1) {
    const ends = anchorAt + (offsets[index + 1] ?? Number.POSITIVE_INFINITY);
    if (ends <= lookedAt) continue;
    const begins = index === 0 ? lookedAt : Math.max(lookedAt, anchorAt + (offsets[index] ?? 0));
    const span = Math.min(now, ends) - begins;
    if (span <= 0) break;
    const rate = perMs[index] ?? 0;
    const stays = Math.exp(-rate * span);
    delay += span - (unchanged * (1 - stays)) / rate;
    unchanged *= stays;
  }
  return delay;
}

/** A job under way has a customer waiting and a courier on the map. */
export function weightOf(status: JobStatus): number {
  return phaseOf(status) === 'moving' || status === 'not-ready' ? 2 : 1;
}

/** With budget to spare, a look is worth a request once this much (weighed) delay is to be expected. */
const WORTH_A_LOOK_MS = 250;
const SELDOM_MS = 10 * MINUTE;
/** The map wants positions, changed status or not. */
const SELDOM_UNDER_WAY_MS = 30 * SECOND;
const OFTEN_MS = 10 * SECOND;
const CONFIRM_AFTER_MS = MINUTE;

/**
 * When the next look is worth a request, if the budget has room for all. `looks` counts those since the job was made,
 * `jitter` in [0, 1) spreads jobs that were made together.
 */
export function dueAt(
  job: CadenceJob,
  hazard: Hazard,
  lookedAt: number,
  looks: number,
  jitter: number,
): number {
  if (isTerminal(job.status)) return job.changedAt + CONFIRM_AFTER_MS * (0.9 + 0.2 * jitter);
  // 1 s, 2 s, 4 s, …: a job that was just made appears and changes within seconds (seed 002: processed asynchronously).
  const floorMs = job.status === 'submitted' ? Math.min(OFTEN_MS, SECOND * 2 ** looks) : OFTEN_MS;
  const ceilingMs = phaseOf(job.status) === 'moving' ? SELDOM_UNDER_WAY_MS : SELDOM_MS;
  const worth = WORTH_A_LOOK_MS / weightOf(job.status);
  let low = floorMs;
  let high = ceilingMs;
  if (expectedDelayMs(hazard, lookedAt, lookedAt + low) >= worth) high = low;
  while (high - low > SECOND / 2) {
    const middle = (low + high) / 2;
    if (expectedDelayMs(hazard, lookedAt, lookedAt + middle) >= worth) high = middle;
    else low = middle;
  }
  return lookedAt + Math.max(floorMs, high * (0.9 + 0.2 * jitter));
}
