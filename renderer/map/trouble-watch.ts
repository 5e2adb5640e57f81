// Which jobs ask for attention, for the rings around their couriers. The page never holds all jobs, so the core is asked:
// for those in trouble and those late, again (merged) when the counts say that some job has changed.

import { isOpen, JOB_STATUSES, phaseOf } from '../../shared/domain/job-status.ts';
import type { Desk } from '../state/desk.ts';
import type { TroubledJobs } from './courier-marks.ts';
import { troubledJobs } from './severity-roll-up.ts';

/** More jobs in trouble than this are a flood; the first so many still colour their couriers. */
const MOST_JOBS = 500;
const PAUSE_MS = 2_000;
const TROUBLED = JOB_STATUSES.filter((status) => phaseOf(status) === 'attention' && isOpen(status));

export function watchTrouble({ stores, actions }: Desk, onChange: (jobs: TroubledJobs) => void): () => void {
  const stopped = new AbortController();
  let timer: ReturnType<typeof setTimeout> | null = null;
  let askedAt = Number.NEGATIVE_INFINITY;
  let asking = false;

  function askSoon() {
    if (timer !== null || asking) return;
    timer = setTimeout(ask, Math.max(0, askedAt + PAUSE_MS - performance.now()));
  }

  async function ask() {
    timer = null;
    asking = true;
    askedAt = performance.now();
    const common = { sort: { by: 'promise', direction: 'asc' }, group: 'none' } as const;
    const [attention, late] = await Promise.all([
      actions.findJobs(
        { view: { ...common, statuses: TROUBLED }, offset: 0, limit: MOST_JOBS },
        stopped.signal,
      ),
      actions.findJobs({ view: { ...common, late: true }, offset: 0, limit: MOST_JOBS }, stopped.signal),
    ]);
    asking = false;
    // Without an answer the rings stay as they are; the next counts lead to the next question.
    if (stopped.signal.aborted || !attention.ok || !late.ok) return;
    onChange(troubledJobs(attention.value.rows, late.value.rows));
  }

  const unsubscribe = stores.counts.subscribe(askSoon);
  askSoon();
  return () => {
    unsubscribe();
    stopped.abort();
    if (timer !== null) clearTimeout(timer);
  };
}
