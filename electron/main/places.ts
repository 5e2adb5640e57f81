// Places in the page that the host leads to (menu, tray, notification, deep link), written as the page's own hashes:
// renderer/state/navigation.ts reads them, and a test holds the two together.

import type { Notice } from '../core/ports.ts';

export type Place = `#/${string}`;

export const PLACES = {
  board: '#/board',
  split: '#/split',
  map: '#/map',
  inbox: '#/inbox',
  outbox: '#/outbox',
  connections: '#/connections',
  settings: '#/settings',
  newJob: '#/new',
  live: '#/live',
  late: '#/late',
  trouble: '#/trouble',
} as const satisfies Record<string, Place>;

export function jobPlace(jobId: string): Place {
  return `#/job/${encodeURIComponent(jobId)}`;
}

/** Where a click on a notice leads. */
export function placeOf(opens: Notice['opens']): Place {
  switch (opens.kind) {
    case 'job':
      return jobPlace(opens.jobId);
    case 'board':
      return PLACES[opens.filter];
    case 'inbox':
      return PLACES.inbox;
  }
}
