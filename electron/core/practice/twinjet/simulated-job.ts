// A job as the simulated TwinJet keeps it, and the words it knows for one. Types and constants only.

import type { LatLng } from '../san-francisco/lat-lng.ts';
import type { BikeCourier } from './bike-courier.ts';
import type { DeliveryArea } from './delivery-zones.ts';

export type StatusCode = 30 | 40 | 50 | 51 | 52 | 53 | 60 | 61 | 62 | 63;

export const statusStrings: Readonly<Record<StatusCode, string>> = {
  30: 'error',
  40: 'processing',
  50: 'accepted',
  51: 'rejected',
  52: 'cancelled',
  53: 'order not ready',
  60: 'dispatched',
  61: 'picked up',
  62: 'delivered',
  63: 'undeliverable',
};

export function isStatusCode(value: unknown): value is StatusCode {
  return typeof value === 'number' && Object.hasOwn(statusStrings, value);
}

/** Nothing follows these by itself. */
export const terminalCodes: ReadonlySet<StatusCode> = new Set([30, 51, 52, 62, 63]);

/** What will become of a job that nobody interferes with. */
export type Outcome = 'delivered' | 'late' | 'not-ready' | 'undeliverable' | 'error' | 'rejected';

export interface AddressFields {
  readonly address_name?: string;
  readonly street_address: string;
  readonly floor?: string;
  readonly city: string;
  readonly state: string;
  readonly zip_code: string;
  readonly contact?: string;
  readonly phone_number?: string;
  readonly special_instructions?: string;
}

/** Whoever an api_token belongs to. */
export interface SimulatedClient {
  readonly token: string;
  readonly name: string;
  /** Stands in for the end of a job that is not given. */
  readonly address: AddressFields;
  readonly contactName: string;
  readonly contactPhone: string;
  /** What the practice morning makes up jobs for; catering when left out. */
  readonly trade?: 'catering' | 'laboratory' | 'printing';
  /** Where they may send to and from; everywhere the company goes when left out. */
  readonly area?: DeliveryArea;
  /** User names of the couriers who ride for this client; all of the company when left out. */
  readonly team?: readonly string[];
}

/** The parts of a checked request that decide what happens. */
export interface Booking {
  /** All parameters as sent, without the token. */
  readonly fields: Readonly<Record<string, unknown>>;
  readonly live: boolean;
  readonly pick: AddressFields | undefined;
  readonly drop: AddressFields | undefined;
  readonly readyAt: number;
  readonly dueAt: number;
  readonly externalId: string;
  readonly reference: string;
  readonly webhookUrl: string | undefined;
}

export interface Stop {
  readonly job: Job;
  readonly kind: 'pick' | 'drop';
}

export type Courier = BikeCourier<Stop>;

interface HistoryEntry {
  readonly at: number;
  readonly log: string;
  readonly courier: Courier | undefined;
  readonly point: LatLng | undefined;
}

/** A stretch of courier time in which a courier had the job. */
interface Custody {
  readonly courier: Courier;
  readonly fromLife: number;
  toLife: number | undefined;
}

export type RequestKind = 'create' | 'status' | 'edit' | 'cancel';

export interface Job {
  readonly requestId: string;
  jobId: number | undefined;
  readonly client: SimulatedClient;
  readonly origin: 'api' | 'morning' | 'arrival';
  /** The create request exactly as it came in. */
  readonly received: unknown;
  readonly edits: { at: number; changes: unknown }[];
  booking: Booking;
  readonly createdAt: number;
  /** Until then a look-up answers 404, although the create was answered. */
  readonly knownAt: number;
  outcome: Outcome;
  pickPoint: LatLng | undefined;
  dropPoint: LatLng | undefined;
  readyLife: number;
  dueLife: number;
  status: StatusCode;
  statusAt: number;
  remarks: string;
  courier: Courier | undefined;
  attempts: number;
  /** Counts changes of plan, as a courier's does. */
  turn: number;
  readonly history: HistoryEntry[];
  readonly custody: Custody[];
  readonly requests: Record<RequestKind, number>;
}
