// What a problem says about one field. Pure.

import type { Problem } from '../state/problem.ts';

/** Null where it is about something else. */
export function fieldMessage(problem: Problem | null | undefined, field: string): string | null {
  return problem?.fields.find((message) => message.field === field)?.message ?? null;
}
