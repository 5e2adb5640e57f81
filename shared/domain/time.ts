// Ages and countdowns as the board writes them. Pure: the caller brings the present time.

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** "12 s", "4 min", "2 h", "3 d"; a time in the future (a clock was set back) reads "0 s". */
export function formatAge(ageMs: number): string {
  const age = Math.max(0, ageMs);
  if (age < MINUTE) return `${Math.floor(age / 1000)} s`;
  if (age < HOUR) return `${Math.floor(age / MINUTE)} min`;
  if (age < DAY) return `${Math.floor(age / HOUR)} h`;
  return `${Math.floor(age / DAY)} d`;
}

/**
 * Whether news that this computer received at `at` counts as old. A time in the future is no age at all (the clock was
 * wrong, then or now), and what has none must not pass for fresh.
 */
export function isOld(at: number, now: number, staleMs: number): boolean {
  return now - at > staleMs || isAhead(at, now);
}

/** Further ahead than two readings of one clock can be apart. */
export function isAhead(at: number, now: number): boolean {
  return at - now > MINUTE;
}

export interface Countdown {
  /** "18 min", "−12 min", "2 h 05". */
  text: string;
  /** The same in words, for a screen reader: "12 minutes late". */
  words: string;
  late: boolean;
}

/** Time from `now` to a promise; rounds towards the worse (1 min 59 s left is "1 min", 1 s late is late). */
export function countdownTo(promiseAt: number, now: number): Countdown {
  const late = now > promiseAt;
  const distance = Math.abs(promiseAt - now);
  const minutes = late ? Math.ceil(distance / MINUTE) : Math.floor(distance / MINUTE);
  const days = Math.floor(minutes / (24 * 60));
  const hours = Math.floor(minutes / 60);
  const sign = late ? '−' : '';
  const amount =
    days >= 2
      ? `${days} d`
      : hours >= 1
        ? `${hours} h ${String(minutes % 60).padStart(2, '0')}`
        : `${minutes} min`;
  const spoken =
    days >= 2
      ? `${days} days`
      : hours >= 1
        ? `${plural(hours, 'hour')}${minutes % 60 === 0 ? '' : ` ${plural(minutes % 60, 'minute')}`}`
        : plural(minutes, 'minute');
  return { text: sign + amount, words: late ? `${spoken} late` : `${spoken} left`, late };
}

function plural(count: number, unit: string): string {
  return `${count} ${unit}${count === 1 ? '' : 's'}`;
}
