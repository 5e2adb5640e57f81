// The rule of the poll queue as a policy of the virtual desk: what the poller does with it, without the poller.
// For the tests of the queue and the bench of polling.

import type { Experience } from '../../electron/core/polling/cadence.ts';
import { learn } from '../../electron/core/polling/cadence.ts';
import { chooseNext, createEntry, type PollEntry } from '../../electron/core/polling/poll-queue.ts';
import type { DeskPolicy } from './virtual-desk.ts';

/** `experience` is what is known before, and grows with what is seen. */
export function pollScheduler(experience: Experience): DeskPolicy {
  const entries = new Map<unknown, PollEntry>();
  const jobs = new Map<PollEntry, Parameters<DeskPolicy['choose']>[0][number]>();
  return {
    added(job, now) {
      const entry = createEntry({ ...job.known, receivedAt: job.known.receivedAt ?? now }, experience, 0.5);
      entries.set(job, entry);
      jobs.set(entry, job);
    },
    choose: (_live, now, count) =>
      chooseNext(entries.values(), now, count).chosen.flatMap((entry) => jobs.get(entry) ?? []),
    looked(job, before, now) {
      const entry = entries.get(job);
      if (!entry) return;
      const change = job.changes.findLast(({ at }) => at > entry.lookedAt && at <= now);
      learn(experience, before, {
        from: entry.lookedAt,
        until: change?.at ?? now,
        changed: change !== undefined,
      });
      entries.set(job, { ...createEntry(job.known, experience, 0.5), looks: change ? 0 : entry.looks + 1 });
      jobs.delete(entry);
      const fresh = entries.get(job);
      if (fresh) jobs.set(fresh, job);
    },
    gone(job) {
      const entry = entries.get(job);
      if (entry) jobs.delete(entry);
      entries.delete(job);
    },
  };
}
