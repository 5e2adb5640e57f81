// Pure: what is wrong with a job, and what an entry with several causes is called. Called by find-entries.ts.

import { INBOX_REASONS, type InboxReason } from '../../../shared/contract/inbox.ts';
import { isCarried, isLate, troubleOf } from '../../../shared/domain/attention.ts';
import type { JobRow } from '../../../shared/domain/job.ts';
import { severityOf } from '../../../shared/domain/job-status.ts';

export interface Cause {
  reason: InboxReason;
  /** Differs where it is another one of the same kind: another promise, another word of the provider. */
  key: string;
  severity: 'critical' | 'caution';
  sinceAt: number | null;
}

/** The most urgent first. `courierLostAt`: when its courier was last seen; null while that is not long ago. */
export function causesOfJob(row: JobRow, courierLostAt: number | null, now: number): Cause[] {
  if (row.archived) return [];
  const causes: Cause[] = [];
  const trouble = troubleOf(row.status);
  if (trouble !== null) {
    causes.push({
      reason: trouble,
      key: `${trouble}/${row.rawStatus}/${row.rawStatusText ?? ''}`,
      severity: severityOf(trouble) === 'critical' ? 'critical' : 'caution',
      sinceAt: row.sourceAt ?? row.receivedAt,
    });
  }
  if (isLate(row, now)) {
    causes.push({
      reason: 'late',
      key: `late/${row.promiseAt}`,
      severity: 'critical',
      sinceAt: row.promiseAt,
    });
  }
  if (courierLostAt !== null && isCarried(row)) {
    causes.push({
      reason: 'courier-lost',
      key: `courier-lost/${row.courierId ?? ''}`,
      severity: 'caution',
      sinceAt: courierLostAt,
    });
  }
  return causes.sort(byUrgency);
}

function byUrgency(a: Cause, b: Cause): number {
  return INBOX_REASONS.indexOf(a.reason) - INBOX_REASONS.indexOf(b.reason);
}
