// What a problem says about one field, whether the console ("request.shipment.ship_to.street1") or AfterShip
// ("shipment.ship_to.street1") said it. Pure.

import type { Problem } from '../state/problem.ts';

export function fieldMessage(problem: Problem | null, path: string): string | null {
  const told = problem?.fields.find(({ field }) => field === path || field.endsWith(`.${path}`));
  return told?.message ?? null;
}

/** The messages that have no place among these fields, so that the whole must be shown. */
export function isPlaced(problem: Problem, isShown: (field: string) => boolean): boolean {
  return (
    problem.code === 'INVALID' &&
    problem.fields.length > 0 &&
    problem.fields.every(({ field }) => isShown(field))
  );
}
