// Counts that triggers keep (job_counts) and the few that are ranges of an index.

import type { JobCounts } from '../../../shared/contract/jobs.ts';
import { isOpen, JOB_PHASES, type JobPhase } from '../../../shared/domain/job-status.ts';
import type { OutboxTable } from './outbox-table.ts';
import type { SqlFile } from './sql-file.ts';
import { phaseOfCode, statusOf } from './status-codes.ts';
import type { KindCount } from './view-plan.ts';

export class CountTable {
  readonly #file: SqlFile;
  readonly #outbox: OutboxTable;

  constructor(file: SqlFile, outbox: OutboxTable) {
    this.#file = file;
    this.#outbox = outbox;
  }

  byKind(archived: 0 | 1): KindCount[] {
    return this.#file.all<KindCount>(
      'SELECT connection, status, jobs FROM job_counts WHERE archived = ? AND jobs > 0 ORDER BY status, connection',
      archived,
    );
  }

  /** Archived jobs are not counted. */
  counts(now: number, revision: number): JobCounts {
    const phases = Object.fromEntries(JOB_PHASES.map((phase) => [phase, 0])) as Record<JobPhase, number>;
    let live = 0;
    for (const { status, jobs } of this.byKind(0)) {
      phases[phaseOfCode(status)] += jobs;
      if (isOpen(statusOf(status))) live += jobs;
    }
    const late = this.#file.get<{ jobs: number }>(
      'SELECT count(*) AS jobs FROM jobs WHERE open = 1 AND archived = 0 AND promise_at < ?',
      now,
    );
    return {
      phases,
      live,
      late: late?.jobs ?? 0,
      trouble: phases.attention,
      outbox: this.#outbox.counts(),
      revision,
    };
  }
}
