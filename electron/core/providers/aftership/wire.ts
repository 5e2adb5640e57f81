// AfterShip's answers as they really come, in whichever version: one reader for the names of both. Called by
// aftership-provider.ts and to-domain.ts. A field that cannot be read is named in `unreadable` and costs nothing but
// itself; only an answer that tells of no parcel at all is refused.

import type { AfterShipCheckpoint, AfterShipTracking } from '../../../../shared/contract/aftership.ts';
import { plainText, shortened } from '../../../../shared/domain/plain-text.ts';
import { confidenceOf } from './statuses.ts';
import { timeFrom } from './their-time.ts';

type Read<Value> = { ok: true; value: Value } | { ok: false; field: string };

/** What the contract shows, and what only the core needs. */
export interface TrackingAnswer {
  tracking: AfterShipTracking;
  createdAt: number | null;
  updatedAt: number | null;
  /** Fields that held something nobody can read, each once. */
  unreadable: string[];
}

export interface ListAnswer {
  trackings: unknown[];
  /** What asks for the next page; null on the last. */
  next: string | null;
}

export interface Prediction {
  slug: string | null;
  pickup_time: string | null;
  estimated_delivery_date: string | null;
  estimated_delivery_date_min: string | null;
  estimated_delivery_date_max: string | null;
  confidence_code: number | null;
}

type Fields = Record<string, unknown>;

/** `data` of an answer; what is not wrapped counts as it is. */
export function dataOf(json: unknown): Fields {
  return fieldsOf(fieldsOf(json)?.data) ?? {};
}

/** The tracking of a single answer, as it came: 2024-04 wraps it once more. */
export function trackingIn(json: unknown): Fields | null {
  const data = dataOf(json);
  const tracking = fieldsOf(data.tracking) ?? data;
  return Object.keys(tracking).length === 0 ? null : tracking;
}

/** By page (2024-04) or by cursor (from 2024-10 on). */
export function readList(json: unknown, page: number, limit: number): Read<ListAnswer> {
  const data = dataOf(json);
  const { trackings } = data;
  if (!Array.isArray(trackings)) return { ok: false, field: 'data.trackings' };
  const pagination = fieldsOf(data.pagination);
  if (pagination !== null) {
    const cursor = textOf(pagination.next_cursor);
    return {
      ok: true,
      value: { trackings, next: pagination.has_next_page === false ? null : cursor },
    };
  }
  const total = numberOf(data.count);
  const isLast = trackings.length < limit || (total !== null && page * limit >= total);
  return { ok: true, value: { trackings, next: isLast ? null : String(page + 1) } };
}

/** One tracking, by the names of every version. */
export function readTracking(value: unknown): Read<TrackingAnswer> {
  const raw = fieldsOf(value);
  if (raw === null) return { ok: false, field: 'data.tracking' };
  const { text, number, flag, texts, list, unreadable } = pieceReader(raw);
  const prose = (name: string) => shortened(text(name));
  const id = text('id');
  const trackingNumber = text('tracking_number');
  if (id === null && trackingNumber === null) return { ok: false, field: 'data.tracking.id' };
  const customers = list('customers');
  const of = (name: string) => customers.flatMap((customer) => textOf(customer[name]) ?? []);
  const tracking: AfterShipTracking = {
    id,
    tracking_number: trackingNumber,
    slug: text('slug'),
    active: flag('active'),
    tag: text('tag'),
    subtag: text('subtag'),
    subtag_message: prose('subtag_message'),
    title: text('title'),
    order_id: text('order_id'),
    order_id_path: text('order_id_path'),
    order_number: text('order_number'),
    order_promised_delivery_date: promisedDay(raw.order_promised_delivery_date),
    note: text('note'),
    language: text('language'),
    customer_name: text('customer_name') ?? of('name')[0] ?? null,
    smses: 'customers' in raw ? of('phone_number') : texts('smses'),
    emails: 'customers' in raw ? of('email') : texts('emails'),
    shipment_tags: texts('shipment_tags'),
    custom_fields: textFields(raw.custom_fields),
    delivery_type: text('delivery_type'),
    pickup_location: text('pickup_location'),
    pickup_note: text('pickup_note'),
    origin: placeIn(raw, 'origin'),
    destination: placeIn(raw, 'destination'),
    estimates: estimatesIn(raw),
    transit_time: number('transit_time'),
    signed_by: prose('signed_by'),
    shipment_delivery_date: text('shipment_delivery_date'),
    return_to_sender: flag('return_to_sender'),
    failed_delivery_attempts: number('failed_delivery_attempts'),
    tracked_count: number('tracked_count'),
    courier_tracking_link: text('courier_tracking_link'),
    checkpoints: inOrder(list('checkpoints').map(readCheckpoint)),
  };
  const time = (name: string) => {
    const written = text(name);
    const read = written === null ? null : timeFrom(written);
    if (written !== null && read === null) unreadable.add(name);
    return read?.at ?? null;
  };
  const [createdAt, updatedAt] = [time('created_at'), time('updated_at') ?? time('last_updated_at')];
  return { ok: true, value: { tracking, createdAt, updatedAt, unreadable: [...unreadable].sort() } };
}

export function readCheckpoint(raw: Fields): AfterShipCheckpoint {
  const text = (...names: string[]) =>
    names.map((name) => textOf(raw[name])).find((value) => value !== null) ?? null;
  const prose = (...names: string[]) => shortened(text(...names));
  const written = text('checkpoint_time');
  const at = timeFrom(written ?? '')?.at ?? timeFrom(text('created_at') ?? '')?.at ?? null;
  return {
    checkpoint_time: written,
    at,
    created_at: text('created_at'),
    message: prose('message'),
    location: prose('location'),
    city: prose('city'),
    state: prose('state'),
    zip: text('zip', 'postal_code'),
    country_iso3: text('country_iso3', 'country_region'),
    country_name: prose('country_name', 'country_region_name'),
    coordinates: coordinateOf(raw.coordinate) ?? coordinateOf(raw.coordinates),
    slug: text('slug'),
    tag: text('tag'),
    subtag: text('subtag'),
    subtag_message: prose('subtag_message'),
    raw_tag: text('raw_tag'),
  };
}

/** Whether the time of a checkpoint was told without saying whose clock it is. */
export function isLocalTime(checkpoint: AfterShipCheckpoint): boolean {
  return checkpoint.checkpoint_time !== null && timeFrom(checkpoint.checkpoint_time)?.isLocal === true;
}

export function readPredictions(json: unknown): Read<Prediction[]> {
  const items = dataOf(json).estimated_delivery_dates;
  if (!Array.isArray(items)) return { ok: false, field: 'data.estimated_delivery_dates' };
  return {
    ok: true,
    value: items.map((item: unknown) => {
      const raw = fieldsOf(item) ?? {};
      return {
        slug: textOf(raw.slug),
        pickup_time: textOf(raw.pickup_time),
        estimated_delivery_date: textOf(raw.estimated_delivery_date),
        estimated_delivery_date_min: textOf(raw.estimated_delivery_date_min),
        estimated_delivery_date_max: textOf(raw.estimated_delivery_date_max),
        confidence_code: numberOf(raw.confidence_code),
      };
    }),
  };
}

export function readCouriers(
  json: unknown,
): Read<
  { slug: string; name: string; phone: string | null; web_url: string | null; required_fields: string[] }[]
> {
  const { couriers } = dataOf(json);
  if (!Array.isArray(couriers)) return { ok: false, field: 'data.couriers' };
  return {
    ok: true,
    value: couriers.flatMap((item: unknown) => {
      const raw = fieldsOf(item);
      const slug = textOf(raw?.slug);
      if (raw === null || slug === null) return [];
      return [
        {
          slug,
          name: textOf(raw.name) ?? slug,
          phone: textOf(raw.phone),
          web_url: textOf(raw.web_url),
          required_fields: Array.isArray(raw.required_fields)
            ? raw.required_fields.flatMap((name: unknown) => textOf(name) ?? [])
            : [],
        },
      ];
    }),
  };
}

/** Reads the fields of one object and remembers those that held something else than they should. */
function pieceReader(raw: Fields) {
  const unreadable = new Set<string>();
  const isBlank = (value: unknown) => value === undefined || value === null || value === '';

  function piece<Value>(name: string, read: (value: unknown) => Value | null): Value | null {
    const value = read(raw[name]);
    if (value === null && !isBlank(raw[name])) unreadable.add(name);
    return value;
  }

  return {
    unreadable,
    text: (name: string) => piece(name, textOf),
    number: (name: string) => piece(name, numberOf),
    flag: (name: string) => piece(name, (value) => (typeof value === 'boolean' ? value : null)),
    texts: (name: string) =>
      piece(name, (value) => (Array.isArray(value) ? value.flatMap((one) => textOf(one) ?? []) : null)) ?? [],
    list: (name: string): Fields[] =>
      piece(name, (value) =>
        Array.isArray(value)
          ? value.flatMap((one: unknown): Fields[] => {
              const fields = fieldsOf(one);
              if (fields === null) unreadable.add(`${name}[]`);
              return fields === null ? [] : [fields];
            })
          : null,
      ) ?? [],
  };
}

/** A text up to 2025-07, an object with a day or a range after it. Whatever follows the day is cut, not turned. */
function promisedDay(value: unknown): string | null {
  const fields = fieldsOf(value);
  const written =
    fields === null
      ? textOf(value)
      : (textOf(fields.promised_delivery_date) ?? textOf(fields.promised_delivery_date_max));
  return written === null ? null : (/^\d{4}-\d{2}-\d{2}/.exec(written)?.[0] ?? written);
}

function placeIn(raw: Fields, end: 'origin' | 'destination'): string | null {
  const parts = [
    textOf(raw[`${end}_raw_location`]) ??
      ([textOf(raw[`${end}_city`]), textOf(raw[`${end}_state`])].filter(Boolean).join(', ') || null),
    textOf(raw[`${end}_country_iso3`]) ?? textOf(raw[`${end}_country_region`]),
  ];
  return shortened(parts.filter(Boolean).join(', ') || null);
}

const ESTIMATES: [string, string][] = [
  ['courier_estimated_delivery_date', 'Courier'],
  ['aftership_estimated_delivery_date', 'AfterShip'],
  ['custom_estimated_delivery_date', 'Custom rule'],
  ['latest_estimated_delivery', 'Latest'],
];

function estimatesIn(raw: Fields): AfterShipTracking['estimates'] {
  const expected = textOf(raw.expected_delivery);
  const plain =
    expected === null ? [] : [{ by: 'Courier', date: expected, min: null, max: null, confidence: null }];
  return [
    ...plain,
    ...ESTIMATES.flatMap(([name, by]) => {
      const fields = fieldsOf(raw[name]);
      if (fields === null) return [];
      const estimate = {
        by: textOf(fields.source) ?? by,
        date: textOf(fields.estimated_delivery_date) ?? textOf(fields.datetime),
        min: textOf(fields.estimated_delivery_date_min) ?? textOf(fields.datetime_min),
        max: textOf(fields.estimated_delivery_date_max) ?? textOf(fields.datetime_max),
        confidence: confidenceOf(numberOf(fields.confidence_code)),
      };
      return estimate.date === null && estimate.min === null && estimate.max === null ? [] : [estimate];
    }),
  ];
}

/** `{latitude, longitude}`. An array, as version 4 had it, names no order and is left to the raw answer. */
function coordinateOf(value: unknown): { lat: number; lng: number } | null {
  const fields = fieldsOf(value);
  const [lat, lng] = [numberOf(fields?.latitude), numberOf(fields?.longitude)];
  return lat === null || lng === null || Math.abs(lat) > 90 || Math.abs(lng) > 180 ? null : { lat, lng };
}

function textFields(value: unknown): Record<string, string> {
  return Object.fromEntries(
    Object.entries(fieldsOf(value) ?? {}).flatMap(([name, one]) => {
      const text = textOf(one);
      return text === null ? [] : [[name, text]];
    }),
  );
}

/** Oldest first, as far as times tell. */
function inOrder(checkpoints: AfterShipCheckpoint[]): AfterShipCheckpoint[] {
  return checkpoints
    .map((checkpoint, index) => ({ checkpoint, index }))
    .sort((a, b) => (a.checkpoint.at ?? 0) - (b.checkpoint.at ?? 0) || a.index - b.index)
    .map(({ checkpoint }) => checkpoint);
}

function fieldsOf(value: unknown): Fields | null {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Fields) : null;
}

function textOf(value: unknown): string | null {
  if (typeof value === 'number') return String(value);
  const text = typeof value === 'string' ? plainText(value).trim() : '';
  return text === '' ? null : text;
}

function numberOf(value: unknown): number | null {
  const number = typeof value === 'string' && value.trim() !== '' ? Number(value) : value;
  return typeof number === 'number' && Number.isFinite(number) ? number : null;
}
