// The closed set of statuses that every provider's words are turned into, with phase, severity and finality.
// Pure; read by the core (reconcile, polling), the page (shape, colour, grouping) and the cache (phase column).

export const JOB_STATUSES = [
  'draft',
  'queued',
  'submitted',
  'accepted',
  'assigned',
  'picked-up',
  'in-transit',
  'out-for-delivery',
  'ready-for-collection',
  'delayed',
  'not-ready',
  'attempt-failed',
  'exception',
  'failed',
  'rejected',
  'undeliverable',
  'delivered',
  'cancelled',
  'expired',
  'returned',
  'lost',
  'unknown',
] as const;
export type JobStatus = (typeof JOB_STATUSES)[number];

/** Phases in the order in which the board shows them. */
export const JOB_PHASES = ['attention', 'moving', 'waiting', 'preparing', 'done', 'closed'] as const;
export type JobPhase = (typeof JOB_PHASES)[number];

/** How bad it is; drawn as a shape and a colour (never a colour alone). */
export type Severity = 'off' | 'steady' | 'moving' | 'done' | 'caution' | 'critical';

interface StatusFacts {
  phase: JobPhase;
  severity: Severity;
  /** What a person reads. */
  label: string;
  /** No provider is expected to change it any more; one confirming look, then it is left alone. */
  terminal: boolean;
}

const FACTS: Record<JobStatus, StatusFacts> = {
  draft: { phase: 'preparing', severity: 'off', label: 'Draft', terminal: false },
  queued: { phase: 'preparing', severity: 'off', label: 'In the outbox', terminal: false },
  submitted: { phase: 'preparing', severity: 'off', label: 'Processing', terminal: false },
  accepted: { phase: 'waiting', severity: 'steady', label: 'Accepted', terminal: false },
  assigned: { phase: 'moving', severity: 'moving', label: 'Dispatched', terminal: false },
  'picked-up': { phase: 'moving', severity: 'moving', label: 'Picked up', terminal: false },
  'in-transit': { phase: 'moving', severity: 'moving', label: 'In transit', terminal: false },
  'out-for-delivery': { phase: 'moving', severity: 'moving', label: 'Out for delivery', terminal: false },
  'ready-for-collection': {
    phase: 'moving',
    severity: 'moving',
    label: 'Ready for collection',
    terminal: false,
  },
  delayed: { phase: 'attention', severity: 'caution', label: 'Delayed', terminal: false },
  'not-ready': { phase: 'attention', severity: 'caution', label: 'Order not ready', terminal: false },
  'attempt-failed': { phase: 'attention', severity: 'caution', label: 'Attempt failed', terminal: false },
  exception: { phase: 'attention', severity: 'critical', label: 'Exception', terminal: false },
  failed: { phase: 'attention', severity: 'critical', label: 'Failed', terminal: true },
  rejected: { phase: 'attention', severity: 'critical', label: 'Rejected', terminal: true },
  undeliverable: { phase: 'attention', severity: 'critical', label: 'Undeliverable', terminal: true },
  delivered: { phase: 'done', severity: 'done', label: 'Delivered', terminal: true },
  cancelled: { phase: 'closed', severity: 'off', label: 'Cancelled', terminal: true },
  expired: { phase: 'closed', severity: 'off', label: 'Expired', terminal: true },
  returned: { phase: 'closed', severity: 'off', label: 'Returned', terminal: true },
  lost: { phase: 'closed', severity: 'off', label: 'Lost', terminal: true },
  unknown: { phase: 'attention', severity: 'caution', label: 'Unknown status', terminal: false },
};

export function phaseOf(status: JobStatus): JobPhase {
  return FACTS[status].phase;
}

export function severityOf(status: JobStatus): Severity {
  return FACTS[status].severity;
}

export function labelOf(status: JobStatus): string {
  return FACTS[status].label;
}

export function isTerminal(status: JobStatus): boolean {
  return FACTS[status].terminal;
}

/** A promise only counts while the job is neither delivered nor over. */
export function isOpen(status: JobStatus): boolean {
  return !FACTS[status].terminal;
}

/** Where a job stands on its way; a move to a lower rung is news worth a line of its own on the timeline. */
const RUNG: Record<JobPhase, number> = {
  preparing: 0,
  waiting: 1,
  moving: 2,
  attention: 2,
  done: 3,
  closed: 3,
};

/**
 * Whether a provider may be expected to say this next. The others are believed too (the provider knows better), but
 * the timeline says that they were unexpected: back from an end, or backwards on the way.
 */
export function isExpectedMove(from: JobStatus, to: JobStatus): boolean {
  if (from === to) return true;
  // What failed may be placed again, by a person or by the provider itself.
  if (from === 'failed' && isOpen(to)) return true;
  if (isTerminal(from)) return from === 'delivered' && to === 'returned';
  return RUNG[phaseOf(to)] >= RUNG[phaseOf(from)] || from === 'unknown' || to === 'unknown';
}
