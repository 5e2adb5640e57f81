// How long the outbox waits, in one place. Reasons stand in docs/decisions (an unknown create).

export interface OutboxTimes {
  /** After an attempt without a readable answer, before the provider is asked for the first time. */
  firstAskMs: number;
  /** A create must be unknown to the provider for this long, and more than once, before it is sent again. */
  absentForCreateMs: number;
  /** The same for edits and cancels, which may be repeated without harm. */
  absentForChangeMs: number;
  /** How long after its creation a provider may answer "not found" to an edit or a cancel. */
  notYetKnownMs: number;
  /** The longest back-off, and how soon something is looked at again that waits for a connection. */
  longestWaitMs: number;
  shortestWaitMs: number;
  parallelPerConnection: number;
  /** How often the machine sends one create whose answers cannot be read and that is never found. */
  mostCreateAttempts: number;
}

export const STANDARD_TIMES: OutboxTimes = {
  firstAskMs: 1500,
  absentForCreateMs: 30_000,
  absentForChangeMs: 3_000,
  notYetKnownMs: 90_000,
  longestWaitMs: 60_000,
  shortestWaitMs: 2_000,
  parallelPerConnection: 4,
  mostCreateAttempts: 3,
};

/**
 * Doubles with every failure, up to the longest, with the upper half at random so that many do not come at once.
 * Whole milliseconds: a moment that is kept has no fraction.
 */
export function backOffMs(failures: number, times: OutboxTimes, random: () => number): number {
  const whole = Math.min(times.longestWaitMs, times.shortestWaitMs * 2 ** Math.max(0, failures - 1));
  return Math.ceil(whole / 2 + (whole / 2) * random());
}
