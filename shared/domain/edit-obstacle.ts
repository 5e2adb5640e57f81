// Why a job can no longer be edited or cancelled, in words, or null while it can.
// The page shows it beside the disabled button; the outbox refuses by the same rule, so that the two never differ.

import type { JobRow } from './job.ts';
import { labelOf } from './job-status.ts';

export function editObstacle(job: Pick<JobRow, 'status'>, act: 'edit' | 'cancel'): string | null {
  const doing = act === 'edit' ? 'changed' : 'cancelled';
  switch (job.status) {
    case 'picked-up':
    case 'in-transit':
    case 'out-for-delivery':
    case 'ready-for-collection':
    case 'attempt-failed':
      return `The courier already has it, so it can no longer be ${doing} from here. Call the courier company.`;
    case 'delivered':
    case 'undeliverable':
    case 'cancelled':
    case 'expired':
    case 'returned':
    case 'lost':
    case 'rejected':
    case 'failed':
      return `It is ${labelOf(job.status).toLowerCase()} and can no longer be ${doing}. Duplicate it to book it again.`;
    default:
      return null;
  }
}
