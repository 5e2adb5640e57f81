// Everything in a row that time alone changes, asked for once a row and a tick: a row is drawn again only when one of
// these reads differently. Called by job-line.tsx.

import { useRef } from 'react';
import type { JobRow } from '../../shared/domain/job.ts';
import { isOpen } from '../../shared/domain/job-status.ts';
import { countdownTo, formatAge, isAhead, isOld } from '../../shared/domain/time.ts';
import { useTick } from '../ui/clock.ts';
import { shortWindow, timeOrDay } from '../ui/clock-time.ts';
import { urgencyOf } from '../ui/countdown.tsx';
import { texts } from './texts.ts';

export interface LineTimes {
  /** Null: nothing was promised. `words` null: it is over, and the text says when it ended. */
  promise: { text: string; words: string | null; urgency: 'critical' | 'caution' | null } | null;
  window: string;
  age: string;
  /** Only what may still change can be old. */
  isStale: boolean;
}

export function useLineTimes(row: JobRow, newsStaleMs: number): LineTimes {
  const kept = useRef<{ key: string; times: LineTimes } | null>(null);
  return useTick((now) => {
    const times = lineTimes(row, now, newsStaleMs);
    const key = JSON.stringify(times);
    if (kept.current?.key !== key) kept.current = { key, times };
    return kept.current.times;
  });
}

export function lineTimes(row: JobRow, now: number, newsStaleMs: number): LineTimes {
  const { receivedAt, promiseAt, sourceAt } = row;
  const open = isOpen(row.status);
  return {
    promise: promiseAt === null ? null : open ? running(promiseAt, now) : ended(sourceAt, now),
    window: shortWindow(row.windowFromAt, row.windowToAt, now),
    age:
      receivedAt === null
        ? texts.row.noAge
        : open && isAhead(receivedAt, now)
          ? texts.row.wrongClock
          : formatAge(now - receivedAt),
    isStale: open && receivedAt !== null && isOld(receivedAt, now, newsStaleMs),
  };
}

function running(promiseAt: number, now: number): LineTimes['promise'] {
  const { text, words } = countdownTo(promiseAt, now);
  return { text, words, urgency: urgencyOf(promiseAt, now) };
}

function ended(at: number | null, now: number): LineTimes['promise'] {
  return { text: at === null ? '' : timeOrDay(at, now), words: null, urgency: null };
}
