// A parcel as the simulated AfterShip keeps it, in names of its own; shape.ts prints it as a version wants it. Used by
// the files of this folder.

export interface Scan {
  /** Epoch ms. */
  at: number;
  tag: string;
  subtag: string;
  words: string;
  city: string | null;
  region: string | null;
  zip: string | null;
  country: string | null;
  spot: { lat: number; lng: number } | null;
  source: 'carrier' | 'user';
}

export interface Person {
  role?: string;
  name?: string;
  phone?: string;
  email?: string;
  language?: string;
}

export interface SimulatedParcel {
  /** 32 hexadecimal digits; the first 24 of it where a version has shorter ids. */
  id: string;
  number: string;
  slug: string;
  title: string;
  createdAt: number;
  updatedAt: number;
  active: boolean;
  tag: string;
  subtag: string;
  /** Texts that are only kept and given back: order_id, note, pickup_location … by the names of 2026-07. */
  texts: Record<string, string>;
  customFields: Record<string, string>;
  tags: string[];
  people: Person[];
  /** YYYY-MM-DD. */
  promised: string | null;
  scans: Scan[];
  /** What is still to come, soonest first. */
  ahead: Scan[];
  retracks: number;
  asked: number;
  signedBy: string | null;
  source: 'api' | 'web';
}

/** Tag, subtag and the courier's words of each step that a parcel can take. */
export const WORDS: Readonly<Record<string, readonly [tag: string, words: string]>> = {
  Pending_001: ['Pending', 'Pending'],
  InfoReceived_001: ['InfoReceived', 'Info Received'],
  InTransit_001: ['InTransit', 'In Transit'],
  InTransit_002: ['InTransit', 'Acceptance scan'],
  InTransit_003: ['InTransit', 'Arrival scan'],
  InTransit_007: ['InTransit', 'Departure Scan'],
  OutForDelivery_001: ['OutForDelivery', 'Out for Delivery'],
  AttemptFail_002: ['AttemptFail', 'Addressee not available'],
  AvailableForPickup_001: ['AvailableForPickup', 'Available for pickup'],
  Delivered_001: ['Delivered', 'Delivered'],
  Delivered_003: ['Delivered', 'Sign by customer'],
  Exception_001: ['Exception', 'Exception'],
  Exception_004: ['Exception', 'Delayed (Customs clearance)'],
  Exception_007: ['Exception', 'Incorrect Address'],
  Exception_011: ['Exception', 'Returned to sender'],
  Exception_012: ['Exception', 'Shipment damage'],
  Exception_013: ['Exception', 'Shipment lost'],
  Expired_001: ['Expired', 'Expired'],
};

/** Anything after which AfterShip no longer asks the courier. */
export function endsTracking(subtag: string): boolean {
  return /^(Delivered|Expired)_|^Exception_01[13]$/.test(subtag);
}
