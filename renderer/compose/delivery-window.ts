// The three moments of a booking as they stand in the form: ready, beginning and end of the delivery window. Pure.

import type { ComposeValues } from './compose-values.ts';
import { dayAndTime, type LocalTime, localTime, nextDay, readTypedTime, roundUp } from './local-time.ts';

export type TimeValues = Pick<
  ComposeValues,
  'ready_day' | 'ready_time' | 'deliver_day' | 'deliver_from_time' | 'deliver_to_time' | 'deliver_to_day'
>;

const HOUR = 3_600_000;
const STEP_MS = 5 * 60_000;
export const USUAL_WINDOW_MS = HOUR;
/** A window that "ends before it begins" is meant to run over midnight only if it is no longer than this. */
const LONGEST_NIGHT_MS = 12 * HOUR;

export function readyAt(values: TimeValues): LocalTime {
  return localTime(values.ready_day, values.ready_time);
}

export function windowFrom(values: TimeValues): LocalTime {
  return localTime(values.deliver_day, values.deliver_from_time);
}

export function windowTo(values: TimeValues): LocalTime {
  return localTime(endDay(values), values.deliver_to_time);
}

/** The day on which the window ends: as typed, else that of its beginning, or the next over midnight. */
export function endDay(values: TimeValues): string {
  if (values.deliver_to_day !== '') return values.deliver_to_day;
  const from = readTypedTime(values.deliver_from_time);
  const to = readTypedTime(values.deliver_to_time);
  if (from === null || to === null || to >= from) return values.deliver_day;
  const next = nextDay(values.deliver_day);
  const start = localTime(values.deliver_day, from);
  const end = localTime(next, to);
  return start.ok && end.ok && end.at - start.at <= LONGEST_NIGHT_MS ? next : values.deliver_day;
}

/** Ready at the next five minutes, to be delivered within `lengthMs` from then. */
export function timesFromNow(now: number, lengthMs = USUAL_WINDOW_MS): TimeValues {
  const ready = roundUp(now, STEP_MS);
  return timesFrom(ready, ready, ready + lengthMs);
}

/** Moments that are not known stay empty. */
export function timesFrom(ready: number | null, from: number | null, to: number | null): TimeValues {
  const one = ready === null ? null : dayAndTime(ready);
  const two = from === null ? null : dayAndTime(from);
  const three = to === null ? null : dayAndTime(to);
  const values: TimeValues = {
    ready_day: one?.day ?? '',
    ready_time: one?.time ?? '',
    deliver_day: two?.day ?? '',
    deliver_from_time: two?.time ?? '',
    deliver_to_time: three?.time ?? '',
    deliver_to_day: '',
  };
  if (three !== null && endDay(values) !== three.day) values.deliver_to_day = three.day;
  return values;
}

/** The same gaps from now on: for a duplicate, whose own times may be long past. */
export function timesShiftedToNow(values: TimeValues, now: number): TimeValues {
  const ready = readyAt(values);
  const from = windowFrom(values);
  const to = windowTo(values);
  if (!from.ok || !to.ok || to.at <= from.at) return timesFromNow(now);
  const newReady = roundUp(now, STEP_MS);
  const wait = ready.ok ? Math.max(0, from.at - ready.at) : 0;
  const newFrom = newReady + wait;
  return timesFrom(newReady, newFrom, newFrom + (to.at - from.at));
}
