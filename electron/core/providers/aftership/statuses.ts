// AfterShip's words for how a parcel stands -> ours: nine tags, the known subtags with their messages, how sure a
// predicted day is. Pure tables; called by to-domain.ts and aftership-provider.ts.

import type { JobStatus } from '../../../../shared/domain/job-status.ts';

const TAGS: Record<string, JobStatus> = {
  Pending: 'submitted',
  InfoReceived: 'accepted',
  InTransit: 'in-transit',
  OutForDelivery: 'out-for-delivery',
  AttemptFail: 'attempt-failed',
  Delivered: 'delivered',
  AvailableForPickup: 'ready-for-collection',
  Exception: 'exception',
  Expired: 'expired',
};

/** Exceptions that are an end. */
const ENDS: Record<string, JobStatus> = { Exception_011: 'returned', Exception_013: 'lost' };

/** Messages for answers that name a subtag without its words. */
const SUBTAGS: Record<string, string> = {
  Pending_001: 'Pending',
  InfoReceived_001: 'Info received',
  InTransit_001: 'In transit',
  InTransit_002: 'Acceptance scan',
  InTransit_003: 'Arrival scan',
  InTransit_004: 'Arrived at destination country',
  InTransit_005: 'Customs clearance completed',
  InTransit_006: 'Customs clearance started',
  InTransit_007: 'Departure scan',
  InTransit_008: 'Problem resolved',
  InTransit_009: 'Forwarded to a different delivery address',
  OutForDelivery_001: 'Out for delivery',
  OutForDelivery_002: 'Available for pickup',
  OutForDelivery_003: 'Customer contacted',
  OutForDelivery_004: 'Delivery appointment scheduled',
  AttemptFail_001: 'Failed attempt',
  AttemptFail_002: 'Addressee not available',
  AttemptFail_003: 'Business closed',
  Delivered_001: 'Delivered',
  Delivered_002: 'Picked up by customer',
  Delivered_003: 'Signed by customer',
  Delivered_004: 'Delivered and received cash on delivery',
  Delivered_005: 'Delivered to neighbor',
  AvailableForPickup_001: 'Available for pickup',
  Exception_001: 'Exception',
  Exception_002: 'Customer moved',
  Exception_003: 'Customer refused delivery',
  Exception_004: 'Delayed (customs clearance)',
  Exception_005: 'Delayed (external factors)',
  Exception_006: 'Held for payment',
  Exception_007: 'Incorrect address',
  Exception_008: 'Pick up missed',
  Exception_009: 'Rejected by carrier',
  Exception_010: 'Returning to sender',
  Exception_011: 'Returned to sender',
  Exception_012: 'Shipment damaged',
  Exception_013: 'Shipment lost',
  Exception_016: 'Delayed (processing issue)',
  Exception_017: 'Delayed (extreme weather)',
  Exception_018: 'Incorrect or missing documents',
  Exception_019: 'Delayed (late flight)',
  Exception_020: 'Shipment cancelled',
  Exception_021: 'Shipment disposed',
  Expired_001: 'Expired',
};

const CONFIDENCE: Record<number, string> = {
  10000: 'very sure of the day',
  10001: 'sure of the day, a little surer of the range',
  20001: 'sure of the range, fairly sure of the day',
  30001: 'fairly sure: this courier varies',
  30002: 'fairly sure: too little is known for this time of the year',
  30003: 'fairly sure: the kind of shipment is not precise',
  30004: 'fairly sure: an address is not precise',
};

/** `unknown` for a tag that is not documented; a subtag that is not changes nothing. */
export function statusOf(tag: string | null, subtag: string | null): JobStatus {
  return (subtag !== null && ENDS[subtag]) || (tag !== null && TAGS[tag]) || 'unknown';
}

/** Null for a subtag that is not documented. */
export function messageOfSubtag(subtag: string | null): string | null {
  return subtag === null ? null : (SUBTAGS[subtag] ?? null);
}

/** In words; a code that is not documented as it came. */
export function confidenceOf(code: number | null): string | null {
  return code === null ? null : (CONFIDENCE[code] ?? `code ${code}`);
}

/** What marking as completed makes of a parcel (seed 003). */
export const SUBTAG_OF_REASON = {
  DELIVERED: 'Delivered_001',
  LOST: 'Exception_013',
  RETURNED_TO_SENDER: 'Exception_011',
} as const;
