// Which entries stand under which heading. Pure.

import type { InboxEntry } from '../../shared/contract/inbox.ts';

export const ENTRY_GROUPS = ['now', 'soon', 'left', 'snoozed', 'acknowledged'] as const;
export type EntryGroup = (typeof ENTRY_GROUPS)[number];

/** In the order of the screen, without empty groups; within a group as they came (the newest first). */
export function groupEntries(entries: readonly InboxEntry[]): { group: EntryGroup; entries: InboxEntry[] }[] {
  const members = Object.groupBy(entries, groupOf);
  return ENTRY_GROUPS.flatMap((group) => {
    const list = members[group];
    return list === undefined ? [] : [{ group, entries: list }];
  });
}

function groupOf({ mark, severity, subject }: InboxEntry): EntryGroup {
  if (mark !== null) return mark.kind;
  if (severity === 'critical') return 'now';
  // Nobody but the person who began it waits for these.
  return subject.kind === 'draft' || subject.kind === 'fedex' || subject.kind === 'opening' ? 'left' : 'soon';
}
