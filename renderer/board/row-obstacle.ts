// Why the job of a row cannot be changed or cancelled now, in words, or null while it can: the rule the job panel goes
// by, with what a row knows of the outbox.

import type { JobRow } from '../../shared/domain/job.ts';
import { changeObstacle } from '../state/change-obstacle.ts';

export function rowObstacle(row: JobRow, act: 'edit' | 'cancel'): string | null {
  // A row does not say how often a command was tried; whether one that waits may still be undone, the core decides.
  return changeObstacle(row, row.pending === null ? [] : [{ ...row.pending, attempts: 0 }], act);
}
