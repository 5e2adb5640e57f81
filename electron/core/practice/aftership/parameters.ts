// What a create or update may say, checked as AfterShip checks it, in the names of each version. Used by tracking-api.ts.

import type { Wish } from './depot.ts';
import { Failure } from './meta.ts';
import type { Version } from './shape.ts';
import type { Person } from './simulated-parcel.ts';

export type Fields = Record<string, unknown>;

const TEXTS = [
  'order_id',
  'order_id_path',
  'order_number',
  'order_date',
  'note',
  'language',
  'delivery_type',
  'pickup_location',
  'pickup_note',
  'tracking_account_number',
  'tracking_key',
  'tracking_ship_date',
  'shipment_type',
  'shipping_method',
  'location_id',
  'courier_connection_id',
  ...['origin', 'destination'].flatMap((end) => [
    `${end}_state`,
    `${end}_city`,
    `${end}_postal_code`,
    `${end}_raw_location`,
  ]),
];
const OLD_TEXTS = [
  'tracking_origin_country',
  'tracking_destination_country',
  'tracking_postal_code',
  'tracking_state',
];
const DELIVERY_TYPES = ['pickup_at_store', 'pickup_at_courier', 'door_to_door'];

/** The tracking object of a body: wrapped in 2024-04, bare later. */
export function trackingIn(body: unknown, version: Version): Fields {
  if (!isFields(body)) throw new Failure(400);
  if (version !== '2024-04') return body;
  if (!isFields(body.tracking)) throw new Failure(4006);
  return body.tracking;
}

export function numberIn(said: Fields): string {
  const number = said.tracking_number;
  if (number === undefined || number === '') throw new Failure(4007);
  if (typeof number !== 'string') throw new Failure(4005);
  if (number.length < 4 || number.length > 100) throw new Failure(4005);
  if (!/^[A-Za-z0-9._/-]+$/.test(number)) throw new Failure(4017);
  return number;
}

export function wishIn(said: Fields, version: Version): Wish {
  const isOld = version === '2024-04';
  const texts: Record<string, string> = {};
  for (const name of isOld ? [...TEXTS, ...OLD_TEXTS] : [...TEXTS, 'shipment_direction']) {
    const value = textIn(said, name, version);
    if (value !== undefined) texts[name] = value;
  }
  for (const end of ['origin', 'destination']) {
    const name = `${end}_${isOld ? 'country_iso3' : 'country_region'}`;
    const country = textIn(said, name, version);
    if (country === undefined) continue;
    if (country !== '' && !/^[A-Z]{3}$/.test(country)) throw new Failure(4008, name);
    texts[`${end}_country_region`] = country;
  }
  if (texts.delivery_type && !DELIVERY_TYPES.includes(texts.delivery_type)) {
    throw new Failure(4008, 'delivery_type');
  }
  const shipDate = isOld ? /^\d{8}$/ : /^\d{4}-\d{2}-\d{2}(T\d{2}:\d{2}:\d{2}(Z|[+-]\d{2}:\d{2})?)?$/;
  if (texts.tracking_ship_date && !shipDate.test(texts.tracking_ship_date)) {
    throw new Failure(4008, 'tracking_ship_date');
  }
  const title = textIn(said, 'title', version);
  const slug = textIn(said, 'slug', version);
  const promised = isOld ? promisedText(said) : promisedObject(said);
  const people = isOld ? peopleOfLists(said) : customersIn(said);
  return {
    texts,
    ...(title === undefined ? {} : { title }),
    ...(slug === undefined || slug === '' ? {} : { slug }),
    ...(isFields(said.custom_fields) ? { customFields: said.custom_fields as Record<string, string> } : {}),
    ...(Array.isArray(said.shipment_tags) ? { tags: said.shipment_tags as string[] } : {}),
    ...(promised === undefined ? {} : { promised }),
    ...(people === undefined ? {} : { people }),
  };
}

/** Wrong types are passed over up to 2024-07 and refused after it. */
function textIn(said: Fields, name: string, version: Version): string | undefined {
  const value = said[name];
  if (typeof value === 'string') return value;
  if (value === undefined || value === null || version === '2024-04') return undefined;
  throw new Failure(4008, name);
}

/** Nothing takes it back in this version: an empty text is no day. */
function promisedText(said: Fields): string | undefined {
  const day = said.order_promised_delivery_date;
  if (day === undefined) return undefined;
  if (typeof day !== 'string' || !/^\d{4}-\d{2}-\d{2}$/.test(day)) {
    throw new Failure(4008, 'order_promised_delivery_date');
  }
  return day;
}

function promisedObject(said: Fields): string | null | undefined {
  const promise = said.order_promised_delivery_date;
  if (promise === undefined) return undefined;
  if (promise === null) return null;
  const day = isFields(promise) ? promise.promised_delivery_date : undefined;
  if (day === null) return null;
  if (typeof day !== 'string' || !/^\d{4}-\d{2}-\d{2}/.test(day)) {
    throw new Failure(4008, 'order_promised_delivery_date');
  }
  return day;
}

function peopleOfLists(said: Fields): Person[] | undefined {
  const { smses, emails, customer_name: name } = said;
  if (smses === undefined && emails === undefined && name === undefined) return undefined;
  const list = (value: unknown, field: string): string[] => {
    if (value === undefined) return [];
    const entries = typeof value === 'string' ? value.split(',') : value;
    if (!Array.isArray(entries) || entries.length > 3) throw new Failure(4008, field);
    return entries.map(String);
  };
  const phones = list(smses, 'smses');
  const mails = list(emails, 'emails');
  const count = Math.max(phones.length, mails.length, typeof name === 'string' && name !== '' ? 1 : 0);
  return Array.from({ length: count }, (_, index) => ({
    ...(index === 0 && typeof name === 'string' && name !== '' ? { name } : {}),
    ...(phones[index] === undefined ? {} : { phone: phones[index] }),
    ...(mails[index] === undefined ? {} : { email: mails[index] }),
  }));
}

function customersIn(said: Fields): Person[] | undefined {
  const { customers } = said;
  if (customers === undefined) return undefined;
  if (!Array.isArray(customers) || customers.length > 3) throw new Failure(4008, 'customers');
  return customers.map((customer: unknown) => {
    if (!isFields(customer)) throw new Failure(4008, 'customers');
    const text = (name: string) =>
      typeof customer[name] === 'string' ? (customer[name] as string) : undefined;
    return Object.fromEntries(
      Object.entries({
        role: text('role'),
        name: text('name'),
        phone: text('phone_number'),
        email: text('email'),
        language: text('language'),
      }).filter(([, value]) => value !== undefined),
    );
  });
}

export function isFields(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
