// Points in time as the console writes them: "14:05", with the day only when it is not today. In the reader's own zone.

const dayMonth = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short' });
const dayMonthYear = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short', year: 'numeric' });
const whole = new Intl.DateTimeFormat('en-GB', { dateStyle: 'full', timeStyle: 'medium' });

export function clockTime(at: number, now: number): string {
  return isSameDay(at, now) ? hourMinute(at) : `${day(at, now)} ${hourMinute(at)}`;
}

/** "14:05" today, "3 Aug" on any other day: for where there is no room for both. */
export function timeOrDay(at: number, now: number): string {
  return isSameDay(at, now) ? hourMinute(at) : day(at, now);
}

/** "14:05–15:00"; the day once, and only when it is not today. */
export function clockWindow(fromAt: number | null, toAt: number | null, now: number): string {
  return windowText(fromAt, toAt, now, clockTime);
}

/** So near, its time alone says which day is meant. */
const NEAR_MS = 12 * 3_600_000;

/** As clockWindow, for a narrow column: an end soon after midnight is not called another day. */
export function shortWindow(fromAt: number | null, toAt: number | null, now: number): string {
  const after = fromAt ?? now;
  return windowText(fromAt, toAt, now, (at) =>
    at >= after && at - after < NEAR_MS ? hourMinute(at) : clockTime(at, now),
  );
}

function windowText(
  fromAt: number | null,
  toAt: number | null,
  now: number,
  end: (at: number, now: number) => string,
): string {
  if (fromAt === null && toAt === null) return '';
  if (fromAt === null) return `until ${end(toAt ?? 0, now)}`;
  if (toAt === null) return `from ${clockTime(fromAt, now)}`;
  return `${clockTime(fromAt, now)}–${isSameDay(fromAt, toAt) ? hourMinute(toAt) : end(toAt, now)}`;
}

/** For a tooltip: day, date and second. */
export function wholeTime(at: number): string {
  return whole.format(at);
}

function day(at: number, now: number): string {
  return new Date(at).getFullYear() === new Date(now).getFullYear()
    ? dayMonth.format(at)
    : dayMonthYear.format(at);
}

/** By hand: the board asks for hundreds of these with every answer. */
function hourMinute(at: number): string {
  const time = new Date(at);
  return `${String(time.getHours()).padStart(2, '0')}:${String(time.getMinutes()).padStart(2, '0')}`;
}

function isSameDay(a: number, b: number): boolean {
  const [one, other] = [new Date(a), new Date(b)];
  return (
    one.getDate() === other.getDate() &&
    one.getMonth() === other.getMonth() &&
    one.getFullYear() === other.getFullYear()
  );
}
