// Until when an entry can be put off. Pure.

export const SNOOZES = ['quarter', 'hour', 'morning'] as const;
export type SnoozeName = (typeof SNOOZES)[number];

const MORNING = 7;

/** Epoch ms; "tomorrow" by the person's own calendar, also on the days on which clocks change. */
export function snoozeUntil(name: SnoozeName, now: number): number {
  switch (name) {
    case 'quarter':
      return now + 15 * 60_000;
    case 'hour':
      return now + 60 * 60_000;
    case 'morning': {
      const day = new Date(now);
      return new Date(day.getFullYear(), day.getMonth(), day.getDate() + 1, MORNING).getTime();
    }
  }
}
