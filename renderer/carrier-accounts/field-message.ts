// What a problem says about one field, whether the console or Orderly Hub said it ("account.name", "name"). Pure.

import type { Problem } from '../state/problem.ts';

export function fieldMessage(problem: Problem | null, field: string): string | null {
  const told = problem?.fields.find((one) => one.field === field || one.field.endsWith(`.${field}`));
  return told?.message ?? null;
}

/** Whether every message of it has a place among these fields; otherwise the whole is shown. */
export function isPlaced(problem: Problem | null, fields: readonly string[]): boolean {
  if (problem === null || problem.fields.length === 0 || problem.provider !== null) return false;
  return problem.fields.every(({ field }) =>
    fields.some((known) => field === known || field.endsWith(`.${known}`)),
  );
}
