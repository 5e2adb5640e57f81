// The filters that are one click away: what is live, what is late, what is in trouble. Each keeps sort, grouping and
// folding and drops every other filter. Used by the board's toolbar, the palette, notices and addresses.

import type { JobView } from '../../shared/contract/jobs.ts';

type Arrangement = Pick<JobView, 'sort' | 'group' | 'folded'>;

function arrangement({ sort, group, folded }: JobView): Arrangement {
  return { sort, group, folded };
}

export function showAll(view: JobView): JobView {
  return arrangement(view);
}

export function showLive(view: JobView): JobView {
  return { ...arrangement(view), phases: ['attention', 'moving', 'waiting', 'preparing'] };
}

export function showLate(view: JobView): JobView {
  return { ...arrangement(view), late: true };
}

export function showTrouble(view: JobView): JobView {
  return { ...arrangement(view), phases: ['attention'] };
}
