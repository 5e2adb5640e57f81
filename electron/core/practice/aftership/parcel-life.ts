// What happens to a parcel by itself: a way through the Bay with a scan at each stop. The number says how it ends, so that
// a test or a trainee can choose (README.md). Used by depot.ts and practice-parcels.ts.

import type { Scan } from './simulated-parcel.ts';
import { WORDS } from './simulated-parcel.ts';

interface Stop {
  city: string;
  zip: string;
  spot: { lat: number; lng: number };
}

const HUBS: readonly Stop[] = [
  { city: 'San Jose', zip: '95110', spot: { lat: 37.3382, lng: -121.8863 } },
  { city: 'Oakland', zip: '94621', spot: { lat: 37.7525, lng: -122.1985 } },
  { city: 'South San Francisco', zip: '94080', spot: { lat: 37.6547, lng: -122.4077 } },
  { city: 'San Francisco', zip: '94107', spot: { lat: 37.7659, lng: -122.3953 } },
];

/** How a parcel's number decides its way; the first that fits. */
const WAYS: readonly [RegExp, readonly string[]][] = [
  [/PEND/, []],
  [/EXPIRE/, ['Expired_001']],
  [/LOST/, ['InfoReceived_001', 'InTransit_002', 'Exception_013']],
  [/RETURN/, ['InfoReceived_001', 'InTransit_002', 'OutForDelivery_001', 'AttemptFail_002', 'Exception_011']],
  [/HOLD/, ['InfoReceived_001', 'InTransit_002', 'InTransit_003', 'Exception_004']],
  [/DAMAGE/, ['InfoReceived_001', 'InTransit_002', 'Exception_012']],
  [/MISS/, ['InfoReceived_001', 'InTransit_002', 'OutForDelivery_001', 'AttemptFail_002']],
  [/DESK/, ['InfoReceived_001', 'InTransit_002', 'InTransit_003', 'AvailableForPickup_001']],
];
const DELIVERED = [
  'InfoReceived_001',
  'InTransit_002',
  'InTransit_007',
  'InTransit_003',
  'OutForDelivery_001',
  'Delivered_001',
];

/** The scans that a parcel of this number will have, `stepMs` apart, the first one step after `from`. */
export function lifeOf(number: string, from: number, stepMs: number): Scan[] {
  const way = WAYS.find(([pattern]) => pattern.test(number.toUpperCase()))?.[1] ?? DELIVERED;
  return way.map((subtag, index) => scanOf(subtag, from + (index + 1) * stepMs, index));
}

export function scanOf(subtag: string, at: number, index: number): Scan {
  const [tag, words] = WORDS[subtag] ?? [subtag.split('_')[0] ?? subtag, subtag];
  // A courier that only has the data has been nowhere yet.
  const hub =
    tag === 'InfoReceived' || tag === 'Expired' ? undefined : HUBS[Math.min(index, HUBS.length - 1)];
  return {
    at,
    tag,
    subtag,
    words,
    city: hub?.city ?? null,
    region: hub === undefined ? null : 'CA',
    zip: hub?.zip ?? null,
    country: 'USA',
    spot: hub?.spot ?? null,
    source: 'carrier',
  };
}
