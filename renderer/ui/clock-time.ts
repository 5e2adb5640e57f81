// Points in time as the console writes them: "14:05", with the day only when it is not today. In the reader's own zone.

const clock = new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit' });
const dayMonth = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short' });
const dayMonthYear = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short', year: 'numeric' });
const whole = new Intl.DateTimeFormat('en-GB', { dateStyle: 'full', timeStyle: 'medium' });

export function clockTime(at: number, now: number): string {
  return isSameDay(at, now) ? clock.format(at) : `${day(at, now)} ${clock.format(at)}`;
}

/** "14:05" today, "3 Aug" on any other day: for where there is no room for both. */
export function timeOrDay(at: number, now: number): string {
  return isSameDay(at, now) ? clock.format(at) : day(at, now);
}

/** "14:05–15:00"; the day once, and only when it is not today. */
export function clockWindow(fromAt: number | null, toAt: number | null, now: number): string {
  if (fromAt === null && toAt === null) return '';
  if (fromAt === null) return `until ${clockTime(toAt ?? 0, now)}`;
  if (toAt === null) return `from ${clockTime(fromAt, now)}`;
  const to = isSameDay(fromAt, toAt) ? clock.format(toAt) : clockTime(toAt, now);
  return `${clockTime(fromAt, now)}–${to}`;
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

function isSameDay(a: number, b: number): boolean {
  return new Date(a).toDateString() === new Date(b).toDateString();
}
