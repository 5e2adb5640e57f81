// The job's one timeline: what the provider tells, what we sent and what people noted, newest first, by day. Pure.

import type { JobEvent, JobEventKind } from '../../shared/domain/job.ts';

export interface TimelineDay {
  /** Midnight here, epoch ms. */
  startAt: number;
  entries: TimelineEntry[];
}

export interface TimelineEntry {
  key: string;
  event: JobEvent;
  /** Whose clock `at` was read from. */
  clock: 'theirs' | 'ours';
  /** When we heard of it, where that was clearly later than it happened; null otherwise. */
  heardAt: number | null;
}

/** News that took longer than this to reach us says so. */
const LATE_NEWS_MS = 2 * 60_000;
const THEIRS: ReadonlySet<JobEventKind> = new Set(['history', 'status', 'checkpoint']);

/**
 * Events of one moment keep the order in which they came (a history line before the status it led to). `most` of the
 * newest; the rest is counted in `hidden`.
 */
export function timelineOf(
  events: readonly JobEvent[],
  most: number,
): { days: TimelineDay[]; hidden: number } {
  const newestFirst = events
    .map((event, index) => ({ event, index }))
    .sort((a, b) => b.event.at - a.event.at || b.index - a.index);
  const days: TimelineDay[] = [];
  for (const { event, index } of newestFirst.slice(0, most)) {
    const startAt = midnightOf(event.at);
    let day = days.at(-1);
    if (day?.startAt !== startAt) {
      day = { startAt, entries: [] };
      days.push(day);
    }
    const clock = THEIRS.has(event.kind) ? 'theirs' : 'ours';
    const late = clock === 'theirs' && event.receivedAt - event.at > LATE_NEWS_MS;
    day.entries.push({ key: `${index}`, event, clock, heardAt: late ? event.receivedAt : null });
  }
  return { days, hidden: Math.max(0, events.length - most) };
}

export function midnightOf(at: number): number {
  const date = new Date(at);
  return new Date(date.getFullYear(), date.getMonth(), date.getDate()).getTime();
}
