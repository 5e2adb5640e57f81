// TwinJet's words -> ours, and a booking in its words -> the fields of a job. Pure: no clock, no request, no token.
// Called by twinjet-provider.ts (answers, facts of a payload) and by whoever books a job (jobRecordFrom).

import {
  TWINJET_PAYMENT_METHODS,
  type TwinJetAddress,
  type TwinJetJob,
  type TwinJetQuote,
} from '../../../../shared/contract/twinjet.ts';
import { type Address, addressLine, type LatLng } from '../../../../shared/domain/address.ts';
import type { ConnectionId, JobId } from '../../../../shared/domain/ids.ts';
import type { JobItem, JobQuote } from '../../../../shared/domain/job.ts';
import type { JobStatus } from '../../../../shared/domain/job-status.ts';
import { moneyFromDecimal } from '../../../../shared/domain/money.ts';
import { type NewJob, newJob } from '../new-job.ts';
import type { JobFacts, JobNews, NewsEvent, NewsPosition } from '../provider.ts';
import { fieldMessages } from './field-messages.ts';
import { timeFrom } from './their-time.ts';
import { readValidate, type StatusAnswer, type ValidateAnswer, type ValidatedAddress } from './wire.ts';

/** By number only: the words beside the codes differ between the documentation and the live service. */
const STATUSES: Record<number, JobStatus> = {
  30: 'failed',
  40: 'submitted',
  50: 'accepted',
  51: 'rejected',
  52: 'cancelled',
  53: 'not-ready',
  60: 'assigned',
  61: 'picked-up',
  62: 'delivered',
  63: 'undeliverable',
};

/** Our status for a code as sent ("62"); `unknown` for any that is not documented. */
function statusOf(code: string): JobStatus {
  return (/^\d+$/.test(code) && STATUSES[Number(code)]) || 'unknown';
}

/** News of one job. `raw` is the parsed answer without secrets. */
export function newsFrom(answer: StatusAnswer, receivedAt: number, raw: unknown): JobNews {
  const { jobInfo, current } = answer;
  const courier = courierOf(answer);
  return {
    status: statusOf(current.code),
    rawStatus: current.code,
    rawStatusText: current.text,
    sourceAt: current.at,
    receivedAt,
    ids: {
      requestId: jobInfo.requestId,
      jobId: jobInfo.jobId,
      externalId: jobInfo.externalId,
      trackingId: null,
    },
    // Without a reference of its own a job answers with its request id in that place.
    reference: jobInfo.reference === jobInfo.requestId ? null : jobInfo.reference,
    courier,
    remarks: current.remarks,
    events: eventsOf(answer, receivedAt),
    positions: positionsOf(answer, courier),
    raw,
  };
}

/** When the job's history begins; null where no entry of it has a time. */
export function beginningOf(answer: StatusAnswer): number | null {
  const times = answer.history.flatMap((entry) => entry.at ?? []);
  return times.length === 0 ? null : Math.min(...times);
}

function eventsOf(answer: StatusAnswer, receivedAt: number): NewsEvent[] {
  // Events are told apart by time and text, so what has no time must land at the same one however often it is asked for.
  const datedAt = answer.history.find((entry) => entry.at !== null)?.at;
  const undatedAt = answer.current.at ?? datedAt ?? receivedAt;
  const events = answer.history.map(
    (entry): NewsEvent => ({
      at: entry.at ?? undatedAt,
      kind: 'history',
      text: entry.at === null ? `${entry.log} (TwinJet gave no time for this)` : entry.log,
      actor: entry.courier === null ? entry.user : withoutCompany(entry.courier),
      position: entry.position,
    }),
  );
  if (answer.unreadable.length === 0) return events;
  const text = `Parts of TwinJet’s answer could not be read: ${answer.unreadable.join(', ')}`;
  return [...events, { at: undatedAt, kind: 'history', text, actor: null, position: null }];
}

/**
 * The courier's user name is the stable key. Where the status leaves it out, an entry of the same answer that names
 * the same courier tells it, so that one person does not become two.
 */
function courierOf({ jobInfo, current, locations, history }: StatusAnswer): JobNews['courier'] {
  const written = jobInfo.courier ?? current.courierName;
  if (written === null) return jobInfo.user === null ? null : { key: jobInfo.user, name: jobInfo.user };
  const name = withoutCompany(written);
  const sameName = (entry: { courier: string | null; user: string | null }) =>
    entry.user !== null && entry.courier !== null && nameKey(entry.courier) === nameKey(name);
  const user = jobInfo.user ?? [...locations, ...history].findLast(sameName)?.user ?? current.user;
  return { key: user ?? nameKey(name), name };
}

/**
 * The way of the present courier. A job that changed hands still lists the places of the one before, and those are
 * not on the present one's trail.
 */
function positionsOf({ locations, current }: StatusAnswer, courier: JobNews['courier']): NewsPosition[] {
  const isTheirs = (entry: { courier: string | null; user: string | null }) =>
    courier === null ||
    entry.user === courier.key ||
    (entry.courier === null ? entry.user === null : nameKey(entry.courier) === nameKey(courier.name));
  const positions = locations.filter(isTheirs).map(({ at, lat, lng }) => ({ at, lat, lng }));
  // The last location has no time. The time of the status is the only one beside it; the answer's would make it look fresh.
  if (locations.length === 0 && current.lastLocation !== null && current.at !== null) {
    positions.push({ at: current.at, ...current.lastLocation });
  }
  return positions;
}

/** "411 Billy Bikeracer (TCB Courier)" -> "411 Billy Bikeracer". */
function withoutCompany(courier: string): string {
  const opening = courier.endsWith(')') ? courier.indexOf(' (') : -1;
  return opening > 0 ? courier.slice(0, opening).trim() : courier;
}

function nameKey(courier: string): string {
  return withoutCompany(courier).replace(/\s+/g, ' ').toLowerCase();
}

/** What the service that keeps quotes and zones adds: id, when it goes stale, zones that passed the check. */
export type QuoteNews = Omit<TwinJetQuote, 'quoteId' | 'staleAt' | 'zones'> & {
  /** GeoJSON as it came, unchecked, with the key under which it stood. */
  geometries: ZoneCandidate[];
};

interface ZoneCandidate {
  /** "delivery_zone", "zones.0"; "" where the answer itself is GeoJSON. */
  key: string;
  geojson: unknown;
}

export function quoteFrom(answer: ValidateAnswer, receivedAt: number, json: unknown): QuoteNews {
  return {
    price: answer.price,
    pickup_eta: answer.pickupEta,
    delivery_eta: answer.deliveryEta,
    pick_address: answer.pickAddress,
    drop_address: answer.dropAddress,
    errors: fieldMessages(answer.errors),
    quotedAt: receivedAt,
    geometries: zoneCandidatesIn(json),
  };
}

const GEOJSON_TYPES = new Set<unknown>(['Polygon', 'MultiPolygon', 'Feature', 'FeatureCollection']);

/** The documentation promises a zone and names no key for it: anything that says it is GeoJSON, two levels deep. */
function zoneCandidatesIn(json: unknown): ZoneCandidate[] {
  const search = (value: unknown, key: string, levels: number): ZoneCandidate[] => {
    if (typeof value !== 'object' || value === null) return [];
    if ('type' in value && GEOJSON_TYPES.has(value.type)) return [{ key, geojson: value }];
    if (levels === 0) return [];
    return Object.entries(value).flatMap(([name, part]) =>
      search(part, key === '' ? name : `${key}.${name}`, levels - 1),
    );
  };
  return search(json, '', 2);
}

/** A quote as kept: the answer of validate (provider-shaped) and when it came. */
interface KeptQuote {
  answer: unknown;
  quotedAt: number;
}

/**
 * A booking as a job in the outbox. `job` is kept as it will be sent, `external_id` included; it holds no token.
 * A quote gives the price and where the addresses are. `currency`: TwinJet names none (ISO 4217).
 */
export function jobRecordFrom(
  job: TwinJetJob,
  made: { id: JobId; connectionId: ConnectionId; at: number; currency: string; quote: KeptQuote | null },
): NewJob {
  const { id, connectionId, at, currency } = made;
  const quoted = made.quote === null ? null : readValidate(made.quote.answer);
  const answer = quoted?.ok ? quoted.value : null;
  const quote = made.quote && answer ? jobQuoteFrom(answer, made.quote.quotedAt, currency) : null;
  const externalIds = { requestId: null, jobId: null, externalId: job.external_id || null, trackingId: null };
  const record = {
    ...newJob(
      { id, provider: 'twinjet', connectionId, status: 'queued', externalIds, request: job, origin: 'here' },
      at,
    ),
    price: quote?.price ?? null,
    quote,
    ...factsFrom(job, currency),
  };
  if (record.pickAddress) record.pickAddress.position = positionOf(answer?.pickAddress);
  if (record.deliverAddress) record.deliverAddress.position = positionOf(answer?.dropAddress);
  return record;
}

/** What a booking or the changes of an edit say of a job: only what they name. */
export function factsFrom(named: Partial<TwinJetJob>, currency: string): JobFacts {
  const facts: JobFacts = {};
  if (named.reference !== undefined) facts.reference = named.reference || null;
  if (named.photo !== undefined) facts.photoRequired = named.photo;
  if (named.order_contact_name !== undefined) facts.contactName = named.order_contact_name;
  if (named.order_contact_phone !== undefined) facts.contactPhone = named.order_contact_phone;
  if (named.pick_address !== undefined) {
    facts.pickAddress = addressFrom(named.pick_address);
    facts.from = addressLine(facts.pickAddress);
  }
  if (named.deliver_address !== undefined) {
    facts.deliverAddress = addressFrom(named.deliver_address);
    facts.to = addressLine(facts.deliverAddress);
    facts.recipient = facts.deliverAddress.name ?? facts.deliverAddress.contact;
  }
  if (named.ready_time !== undefined) facts.readyAt = timeFrom(named.ready_time);
  if (named.deliver_from_time !== undefined) facts.windowFromAt = timeFrom(named.deliver_from_time);
  if (named.deliver_to_time !== undefined) {
    facts.windowToAt = timeFrom(named.deliver_to_time);
    facts.promiseAt = facts.windowToAt;
  }
  if (named.service_id !== undefined) facts.service = String(named.service_id);
  if (named.payment_method !== undefined) {
    facts.paymentMethod = TWINJET_PAYMENT_METHODS[named.payment_method];
  }
  if (named.order_total !== undefined) facts.orderTotal = moneyFromDecimal(named.order_total, currency);
  if (named.delivery_fee !== undefined) facts.deliveryFee = moneyFromDecimal(named.delivery_fee, currency);
  if (named.tip !== undefined) facts.tip = moneyFromDecimal(named.tip, currency);
  if (named.job_items !== undefined) facts.items = itemsFrom(named.job_items);
  if (named.special_instructions !== undefined) facts.instructions = named.special_instructions || null;
  return facts;
}

function addressFrom(typed: TwinJetAddress): Address {
  return {
    name: typed.address_name || null,
    street: typed.street_address,
    unit: typed.floor || null,
    city: typed.city,
    region: typed.state,
    postalCode: typed.zip_code,
    contact: typed.contact || null,
    phone: typed.phone_number || null,
    instructions: typed.special_instructions || null,
    position: null,
  };
}

function positionOf(found: ValidatedAddress | null | undefined): LatLng | null {
  if (!found || found.lat === null || found.lng === null) return null;
  return { lat: found.lat, lng: found.lng };
}

function itemsFrom(items: NonNullable<TwinJetJob['job_items']>): JobItem[] {
  return items.map((item) => ({
    quantity: item.quantity,
    description: item.description || null,
    sku: item.sku || null,
  }));
}

function jobQuoteFrom(answer: ValidateAnswer, quotedAt: number, currency: string): JobQuote {
  return {
    price: moneyFromDecimal(answer.price, currency),
    pickupEtaAt: answer.pickupEta === null ? null : timeFrom(answer.pickupEta),
    deliveryEtaAt: answer.deliveryEta === null ? null : timeFrom(answer.deliveryEta),
    pick: positionOf(answer.pickAddress),
    drop: positionOf(answer.dropAddress),
    quotedAt,
  };
}
