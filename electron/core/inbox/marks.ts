// Pure: what a person did about an entry, and how long it holds. Kept as named values by inbox-service.ts.

import type { InboxEntry } from '../../../shared/contract/inbox.ts';

/** Acknowledged, or put off until `untilAt`; `causes` are the keys of what the person saw. */
export interface Mark {
  causes: string[];
  at: number;
  untilAt: number | null;
}

/** Whether an entry with these causes stays away: nothing new has come, and its time has not. */
export function holds(mark: Mark, causes: readonly string[], now: number): boolean {
  if (mark.untilAt !== null && mark.untilAt <= now) return false;
  return causes.every((key) => mark.causes.includes(key));
}

export function told({ at, untilAt }: Mark): InboxEntry['mark'] {
  return untilAt === null ? { kind: 'acknowledged', at } : { kind: 'snoozed', at, untilAt };
}

/** Null for what is no mark: written by another version, or damaged. */
export function readMark(value: unknown): Mark | null {
  if (typeof value !== 'object' || value === null) return null;
  const { causes, at, untilAt } = value as Partial<Mark>;
  if (!Array.isArray(causes) || !causes.every((key) => typeof key === 'string')) return null;
  if (typeof at !== 'number' || (untilAt !== null && typeof untilAt !== 'number')) return null;
  return { causes, at, untilAt };
}
