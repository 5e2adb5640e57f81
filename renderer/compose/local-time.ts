// Days and times as typed in the reader's own zone, and the moments they stand for, with the offset that holds on that
// very day. Pure, but for the zone of the machine. Used by the form's fields and by to-payload.ts.

export type LocalTime =
  /** `iso` is YYYY-MM-DDTHH:mm:ss±HH:MM. `twice`: clocks go back over it, and the earlier of the two is meant. */
  | { ok: true; at: number; iso: string; twice: boolean }
  /** `skipped`: clocks go forward over it, so there is no such time on that day. */
  | { ok: false; why: 'no-day' | 'bad-day' | 'no-time' | 'bad-time' | 'skipped' };

const MINUTE = 60_000;

export function localTime(day: string, time: string): LocalTime {
  if (time.trim() === '') return { ok: false, why: 'no-time' };
  const clock = readTypedTime(time);
  if (clock === null) return { ok: false, why: 'bad-time' };
  if (day.trim() === '') return { ok: false, why: 'no-day' };
  const date = /^(\d{4})-(\d{2})-(\d{2})$/.exec(day.trim());
  if (date === null) return { ok: false, why: 'bad-day' };
  const [year, month, dayOfMonth] = [Number(date[1]), Number(date[2]), Number(date[3])];
  const [hour = 0, minute = 0, second = 0] = clock.split(':').map(Number);
  const found = new Date(year, month - 1, dayOfMonth, hour, minute, second);
  if (found.getFullYear() !== year || found.getMonth() !== month - 1) return { ok: false, why: 'bad-day' };
  if (found.getDate() !== dayOfMonth)
    return { ok: false, why: isRealDay(year, month, dayOfMonth) ? 'skipped' : 'bad-day' };
  if (found.getHours() !== hour || found.getMinutes() !== minute) return { ok: false, why: 'skipped' };
  const at = found.getTime();
  return { ok: true, at, iso: isoWithOffset(at), twice: comesAgain(at) };
}

/**
 * "14:05" or "14:05:28" from what people type: "14:05", "1405", "9", "930", "2:05 pm", "2p". Null for anything else.
 */
export function readTypedTime(typed: string): string | null {
  const match = /^(\d{1,2})(?:[:.h ]?(\d{2}))?(?:[:.](\d{2}))?\s*(?:([ap])\.?m?\.?)?$/i.exec(typed.trim());
  if (match === null) return null;
  const half = match[4]?.toLowerCase();
  let hour = Number(match[1]);
  if (half !== undefined) {
    if (hour < 1 || hour > 12) return null;
    hour = (hour % 12) + (half === 'p' ? 12 : 0);
  }
  const minute = match[2] ?? '00';
  const second = match[3];
  if (hour > 23 || Number(minute) > 59 || Number(second ?? 0) > 59) return null;
  return [String(hour).padStart(2, '0'), minute, ...(second === undefined ? [] : [second])].join(':');
}

/** How a moment stands in the form. */
export function dayAndTime(at: number): { day: string; time: string } {
  const date = new Date(at);
  const seconds = date.getSeconds();
  const time = `${two(date.getHours())}:${two(date.getMinutes())}`;
  return { day: dayOf(date), time: seconds === 0 ? time : `${time}:${two(seconds)}` };
}

/** The moment as its own wall clock and offset: "2026-08-04T13:54:28-07:00". */
export function isoWithOffset(at: number): string {
  const date = new Date(at);
  const time = [date.getHours(), date.getMinutes(), date.getSeconds()].map(two).join(':');
  return `${dayOf(date)}T${time}${offsetAt(at)}`;
}

/** "-07:00" as it holds here at that moment. */
export function offsetAt(at: number): string {
  const minutes = -new Date(at).getTimezoneOffset();
  const distance = Math.abs(minutes);
  return `${minutes < 0 ? '-' : '+'}${two(Math.floor(distance / 60))}:${two(distance % 60)}`;
}

/** What the zone is called here at that moment, "PDT"; an offset where it has no short name. */
export function zoneNameAt(at: number): string {
  const parts = new Intl.DateTimeFormat('en-US', { timeZoneName: 'short' }).formatToParts(at);
  return parts.find((part) => part.type === 'timeZoneName')?.value ?? '';
}

export function nextDay(day: string, days = 1): string {
  const [year = 0, month = 1, dayOfMonth = 1] = day.split('-').map(Number);
  return dayOf(new Date(year, month - 1, dayOfMonth + days, 12));
}

/** Up to the next full step; what already stands on one stays. */
export function roundUp(at: number, stepMs: number): number {
  return Math.ceil(at / stepMs) * stepMs;
}

function dayOf(date: Date): string {
  return `${String(date.getFullYear()).padStart(4, '0')}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;
}

function isRealDay(year: number, month: number, dayOfMonth: number): boolean {
  return dayOfMonth >= 1 && dayOfMonth <= new Date(Date.UTC(year, month, 0)).getUTCDate();
}

/** Whether the same wall clock is read again a little later: clocks went back by half an hour or an hour in between. */
function comesAgain(at: number): boolean {
  const wall = isoWithOffset(at).slice(0, 19);
  return [30, 60].some((minutes) => isoWithOffset(at + minutes * MINUTE).slice(0, 19) === wall);
}

function two(value: number): string {
  return String(value).padStart(2, '0');
}
