// Which rows of a grouped view belong to which group, from the totals alone. Pure; used by board-query.ts and the board.

import type { JobPhase } from '../../shared/domain/job-status.ts';

export interface GroupRange {
  phase: JobPhase;
  /** Jobs in it, shown or not. */
  total: number;
  folded: boolean;
  /** Index of its first row in the view; rows of folded groups have no index. */
  first: number;
  /** Rows shown: 0 when folded. */
  shown: number;
}

/** Empty groups are left out. A view without groups is one range without a heading: pass no groups. */
export function groupRanges(
  groups: readonly { phase: JobPhase; total: number }[],
  folded: readonly JobPhase[],
): GroupRange[] {
  let first = 0;
  const ranges: GroupRange[] = [];
  for (const { phase, total } of groups) {
    if (total === 0) continue;
    const isFolded = folded.includes(phase);
    const shown = isFolded ? 0 : total;
    ranges.push({ phase, total, folded: isFolded, first, shown });
    first += shown;
  }
  return ranges;
}

export function groupOfIndex(ranges: readonly GroupRange[], index: number): GroupRange | undefined {
  return ranges.find((range) => index >= range.first && index < range.first + range.shown);
}
