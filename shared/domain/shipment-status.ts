// What the console makes of each status of the Shipping Order API. Read by the core, which maps answers by it, and by the
// page, which lets a person choose among them. Pure.

import type { JobStatus } from './job-status.ts';

/** In the order in which a shipment may pass them (docs.deliverysolutions.co, order-statuses); there are 22. */
const STATUSES: Record<string, JobStatus> = {
  REQUEST_RECEIVED: 'submitted',
  ESTIMATES_RECEIVED: 'submitted',
  PENDING_DISPATCH: 'submitted',
  PENDING_RELEASE: 'submitted',
  PENDING_AUTORETRY: 'submitted',
  ORDER_DISPATCHED: 'accepted',
  STAGED: 'accepted',
  ORDER_UNASSIGNED: 'accepted',
  ORDER_ASSIGNED: 'assigned',
  PICKUP_STARTED: 'assigned',
  PICKUP_COMPLETED: 'picked-up',
  IN_TRANSIT: 'in-transit',
  OUT_FOR_DELIVERY: 'out-for-delivery',
  ORDER_REDELIVERY: 'out-for-delivery',
  ORDER_AT_LOCATION: 'ready-for-collection',
  ORDER_DELAYED: 'delayed',
  ESTIMATES_FAILED: 'failed',
  ORDER_FAILED: 'failed',
  ERROR_EXCEPTION: 'exception',
  ORDER_UNDELIVERABLE: 'undeliverable',
  ORDER_DELIVERED: 'delivered',
  ORDER_CANCELLED: 'cancelled',
};

export const SHIPMENT_STATUSES: readonly string[] = Object.keys(STATUSES);

/** `unknown` for any word that is not documented; cancelled under both spellings. */
export function shipmentStatus(theirs: string): JobStatus {
  const word = theirs === 'ORDER_CANCELED' ? 'ORDER_CANCELLED' : theirs;
  return (Object.hasOwn(STATUSES, word) ? STATUSES[word] : undefined) ?? 'unknown';
}
