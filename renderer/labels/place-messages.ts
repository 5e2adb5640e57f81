// Which field of a form a message stands at, whether the console ("request.shipment.ship_to.street1") or AfterShip
// ("shipment.ship_to.street1") said it. Pure. A message that has no place is shown with the whole, never dropped.

import type { Problem } from '../state/problem.ts';

export interface PlacedMessages {
  /** By the path of the field it stands at. */
  at: ReadonlyMap<string, string>;
  /** Something was said about what has no field here. */
  hasOthers: boolean;
}

/**
 * A message about a group ("customs.billing") stands at the group's first field, one about a part of a field
 * ("references.1") at that field.
 * @param shown paths of the fields, in the order of the form
 */
export function placeMessages(
  problems: readonly (Pick<Problem, 'fields'> | null)[],
  shown: readonly string[],
): PlacedMessages {
  const at = new Map<string, string>();
  let hasOthers = false;
  for (const { field, message } of problems.flatMap((problem) => problem?.fields ?? [])) {
    const path = field.replace(/^request\./, '');
    const place =
      shown.find((one) => one === path) ??
      shown.find((one) => one.startsWith(`${path}.`)) ??
      shown.filter((one) => path.startsWith(`${one}.`)).toSorted((a, b) => b.length - a.length)[0];
    if (place === undefined) hasOthers = true;
    else if (!at.has(place)) at.set(place, message);
  }
  return { at, hasOthers };
}
