// Sorts the commands of the outbox into the groups of the screen. Pure.

import type { Command } from '../../shared/domain/command.ts';

/** In the order of the screen: what needs a person comes first. */
export const OUTBOX_GROUPS = ['needs-you', 'unconfirmed', 'waiting', 'settled'] as const;
export type OutboxGroup = (typeof OUTBOX_GROUPS)[number];

export function groupOf({ state, nextAt }: Pick<Command, 'state' | 'nextAt'>): OutboxGroup {
  switch (state) {
    case 'failed':
      return 'needs-you';
    case 'unknown':
      // Without a next step of its own the machine has stopped asking and waits for a person's judgement.
      return nextAt === null ? 'needs-you' : 'unconfirmed';
    case 'queued':
    case 'sending':
      return 'waiting';
    case 'done':
    case 'discarded':
      return 'settled';
  }
}

/** Oldest first, as it was ordered; what is settled the other way round, the latest first. Empty groups are left out. */
export function groupEntries<Entry extends { command: Command }>(
  entries: readonly Entry[],
): { group: OutboxGroup; entries: Entry[] }[] {
  const byGroup = Object.groupBy(entries, ({ command }) => groupOf(command));
  return OUTBOX_GROUPS.flatMap((group) => {
    const members = byGroup[group] ?? [];
    if (members.length === 0) return [];
    const sorted =
      group === 'settled'
        ? members.toSorted((a, b) => b.command.updatedAt - a.command.updatedAt)
        : members.toSorted((a, b) => a.command.createdAt - b.command.createdAt);
    return [{ group, entries: sorted }];
  });
}
