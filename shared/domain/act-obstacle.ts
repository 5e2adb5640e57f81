// Why something can no longer be done to a job, in words, or null while it can: by provider, act and status.
// The page shows it beside the disabled button; the outbox refuses by the same rule, so that the two never differ.

import type { CommandKind } from './command.ts';
import type { JobRow } from './job.ts';
import { isTerminal, type JobStatus, labelOf } from './job-status.ts';

/** What can be ordered for a job that a provider has. */
export type Act = Exclude<CommandKind, 'create'>;
type Acted = Pick<JobRow, 'provider' | 'status' | 'rawStatus'>;

export function actObstacle(job: Acted, act: Act): string | null {
  switch (job.provider) {
    case 'twinjet':
      return ofCourierJob(job, act);
    case 'aftership':
      return ofTracking(job, act);
    case 'shipping-order':
      return ofShipment(job, act);
    default:
      return 'This provider carries no jobs.';
  }
}

const DONE: Record<Act, string> = {
  edit: 'changed',
  cancel: 'cancelled',
  retry: 'placed again',
  delete: 'removed',
  retrack: 'retracked',
  complete: 'completed',
};

/** TwinJet takes changes and cancellations until the courier has the goods (seed 002). */
function ofCourierJob({ status }: Acted, act: Act): string | null {
  if (act !== 'edit' && act !== 'cancel') {
    return `A courier job cannot be ${DONE[act]}. It can be changed, cancelled or booked again.`;
  }
  if (isWithCourier(status)) {
    return `The courier already has it, so it can no longer be ${DONE[act]} from here. Call the courier company.`;
  }
  return isTerminal(status) ? `${isNow(status, act)} Duplicate it to book it again.` : null;
}

/** A tracking is a note about a parcel: it can be rewritten or removed whatever became of the parcel (seed 003). */
function ofTracking({ status }: Acted, act: Act): string | null {
  // AfterShip has no such tag: only our own removal makes a tracking so.
  if (status === 'cancelled') return 'It was removed from AfterShip. Follow its number again to go on.';
  switch (act) {
    case 'edit':
    case 'delete':
      return null;
    case 'complete':
      // One that AfterShip gave up on is what is most often declared lost.
      return isTerminal(status) && status !== 'expired' ? isNow(status, act) : null;
    case 'retrack':
      // What expired, and what was marked as completed: AfterShip asks about neither any more (seed 003).
      return isTerminal(status)
        ? null
        : 'AfterShip still looks after it by itself. Only one that expired or was completed can be tracked again.';
    case 'cancel':
      return 'A tracking is removed, not cancelled.';
    case 'retry':
      return 'A tracking is retracked once it has expired; there is nothing to place again.';
  }
}

/**
 * Changed and cancelled for as long as it is not over: no status is named that forbids it, the delivery provider decides and
 * says so (seed 004, 403 CANCELLATION_NOT_ALLOWED). What failed before it was placed is in their books, to be mended and
 * placed again, or cancelled.
 */
function ofShipment(job: Acted, act: Act): string | null {
  const { status } = job;
  switch (act) {
    case 'edit':
    case 'cancel':
      return isTerminal(status) && status !== 'failed' ? isNow(status, act) : null;
    case 'retry':
      return isRetryable(job)
        ? null
        : 'Only a shipment that could not be placed with a carrier can be placed again.';
    default:
      return `A shipment cannot be ${DONE[act]}. It can be changed, cancelled or placed again.`;
  }
}

/** Which statuses allow a retry is not documented; these are the failures before a carrier has it. */
function isRetryable({ status, rawStatus }: Acted): boolean {
  return status === 'failed' || rawStatus === 'PENDING_AUTORETRY';
}

function isWithCourier(status: JobStatus): boolean {
  return (
    status === 'picked-up' ||
    status === 'in-transit' ||
    status === 'out-for-delivery' ||
    status === 'ready-for-collection' ||
    status === 'attempt-failed'
  );
}

function isNow(status: JobStatus, act: Act): string {
  return `It is ${labelOf(status).toLowerCase()} and can no longer be ${DONE[act]}.`;
}
