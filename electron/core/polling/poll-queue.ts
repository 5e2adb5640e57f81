// Whom to ask next when not everyone can be asked in time. Pure; the poller keeps the entries and calls it about once
// a second for each connection. With little budget this rule matters more than any table of intervals.

import type { PollableJob } from '../cache/cache.ts';
import { dueAt, type Experience, expectedDelayMs, type Hazard, hazardOf, weightOf } from './cadence.ts';

/** One job as the queue sees it. */
export interface PollEntry {
  job: PollableJob;
  hazard: Hazard;
  /** Our clock; its making stands in before the first look. */
  lookedAt: number;
  /** Looks in its present status, for the quick ones right after its making. */
  looks: number;
  /** Looks in a row that brought nothing. */
  misses: number;
  /** Not before this, however much delay piles up. */
  dueAt: number;
  /** A request about it is on its way. */
  asking: boolean;
}

export function createEntry(job: PollableJob, experience: Experience, jitter: number): PollEntry {
  const hazard = hazardOf(job, experience);
  const lookedAt = job.receivedAt ?? job.createdAt;
  return {
    job,
    hazard,
    lookedAt,
    looks: 0,
    misses: 0,
    dueAt: dueAt(job, hazard, lookedAt, 0, jitter),
    asking: false,
  };
}

/** What a look costs the dispatcher when it is put off: the expected delay, weighed by what is at stake. */
function worthOf(entry: PollEntry, now: number): number {
  return expectedDelayMs(entry.hazard, entry.lookedAt, now) * weightOf(entry.job.status);
}

/** The `count` due entries with the greatest worth, best first, and when the next one of the rest becomes due. */
export function chooseNext(
  entries: Iterable<PollEntry>,
  now: number,
  count: number,
): { chosen: PollEntry[]; nextDueAt: number } {
  const best: { entry: PollEntry; worth: number }[] = [];
  let nextDueAt = Number.POSITIVE_INFINITY;
  for (const entry of entries) {
    if (entry.asking) continue;
    if (entry.dueAt > now) {
      if (entry.dueAt < nextDueAt) nextDueAt = entry.dueAt;
      continue;
    }
    const worth = worthOf(entry, now);
    const last = best[count - 1];
    if (last !== undefined && last.worth >= worth) continue;
    const place = best.findIndex((other) => other.worth < worth);
    best.splice(place === -1 ? best.length : place, 0, { entry, worth });
    if (best.length > count) best.pop();
  }
  return { chosen: best.map(({ entry }) => entry), nextDueAt };
}
