// Shipping Order's answers as they really come: "" for none, times as epoch, ISO or text, a provider as object or name,
// amounts in major units. Called by shipping-order-provider.ts. One field that cannot be read is named in `unreadable`
// and costs nothing but itself; only an answer that cannot serve its purpose at all is refused.

import { z } from 'zod';
import type { ShipmentWarning } from '../../../../shared/contract/shipments.ts';
import { plainText, shortened } from '../../../../shared/domain/plain-text.ts';

/** A read answer, or the field without which it is of no use. */
type Read<Value> = { ok: true; value: Value } | { ok: false; field: string };

export interface ShipmentAddressAnswer {
  street1: string | null;
  street2: string | null;
  apartmentNumber: string | null;
  city: string | null;
  state: string | null;
  postalCode: string | null;
  latitude: number | null;
  longitude: number | null;
}

interface Window {
  startsAt: number | null;
  endsAt: number | null;
}

interface Contact {
  name: string | null;
  phone: string | null;
}

/** A shipment as create, get, list, edit, cancel and retry answer it. */
export interface ShipmentAnswer {
  id: string | null;
  orderExternalId: string | null;
  groupId: string | null;
  locationExternalId: string | null;
  trackingId: string | null;
  status: string | null;
  currencyCode: string | null;
  orderValue: number | null;
  amount: number | null;
  fee: number | null;
  /** "UPS, ground". */
  service: string | null;
  driver: { key: string; name: string } | null;
  pickupTime: Window | null;
  deliveryTime: Window | null;
  createdAt: number | null;
  lastUpdatedAt: number | null;
  deliveryContact: Contact | null;
  deliveryAddress: ShipmentAddressAnswer | null;
  deliveryInstructions: string | null;
  pickupContact: Contact | null;
  pickupAddress: ShipmentAddressAnswer | null;
  pickupInstructions: string | null;
  signature: string | null;
  items: { sku: string | null; title: string | null; description: string | null; quantity: number }[];
  warnings: ShipmentWarning[];
  /** Fields that held something nobody can read, each once. */
  unreadable: string[];
}

export interface HistoryEntry {
  status: string;
  at: number | null;
  updatedAt: string | null;
  note: string | null;
  statusUser: string | null;
  subStatus: string | null;
  eventReason: string | null;
  raw: unknown;
}

export interface Page {
  shipments: { answer: ShipmentAnswer; raw: unknown }[];
  /** "data[3].status", one for each entry that was of no use. */
  unreadable: string[];
  data: unknown[];
  next: string | null;
  previous: string | null;
}

function blankToNull(value: unknown): unknown {
  const plain = typeof value === 'string' ? plainText(value) : value;
  return plain === undefined || (typeof plain === 'string' && plain.trim() === '') ? null : plain;
}

const text = z.preprocess(blankToNull, z.union([z.string().trim(), z.number().transform(String), z.null()]));
const prose = text.transform(shortened);
const number = z.preprocess(
  blankToNull,
  z.union([
    z.number(),
    z
      .string()
      .regex(/^\s*-?\d+(\.\d+)?\s*$/)
      .transform(Number),
    z.null(),
  ]),
);
/** Epoch milliseconds or seconds, or ISO text. */
const moment = z.preprocess(
  blankToNull,
  z.union([
    z.number().transform(epochFrom),
    z
      .string()
      .regex(/^\d{10,13}$/)
      .transform((digits) => epochFrom(Number(digits))),
    z
      .string()
      .regex(/^\d{4}-\d{2}-\d{2}T/)
      .transform((iso) => Date.parse(iso))
      .pipe(z.number()),
    z.null(),
  ]),
);
const record = z.record(z.string(), z.unknown());

/** Of no use where it names neither a status nor a shipment. */
export function readShipment(json: unknown): Read<ShipmentAnswer> {
  const whole = record.safeParse(json).data;
  if (whole === undefined) return { ok: false, field: '' };
  const problems = new Set<string>();

  function read<Value>(schema: z.ZodType<Value>, value: unknown, field: string): Value | null {
    const parsed = schema.safeParse(value);
    if (parsed.success) return parsed.data;
    problems.add(field);
    return null;
  }
  const part = (value: unknown, field: string) => read(record.nullish(), value, field) ?? null;
  const list = (value: unknown, field: string) =>
    (read(z.array(z.unknown()).nullish(), value, field) ?? [])
      .map((entry) => read(record, entry, `${field}[]`))
      .filter((entry) => entry !== null);
  const texts = (from: Record<string, unknown>, field: string) => (name: string) =>
    read(prose, from[name], `${field}.${name}`);

  function window(value: unknown, field: string): Window | null {
    const found = part(value, field);
    if (found === null) return null;
    return {
      startsAt: read(moment, found.startsAt, `${field}.startsAt`),
      endsAt: read(moment, found.endsAt, `${field}.endsAt`),
    };
  }
  function contact(value: unknown, field: string): Contact | null {
    const found = part(value, field);
    if (found === null) return null;
    const say = texts(found, field);
    return { name: say('name'), phone: say('phone') };
  }
  function address(value: unknown, field: string): ShipmentAddressAnswer | null {
    const found = part(value, field);
    if (found === null) return null;
    const say = texts(found, field);
    return {
      street1: say('street1') ?? say('street'),
      street2: say('street2'),
      apartmentNumber: say('apartmentNumber'),
      city: say('city'),
      state: say('state'),
      postalCode: say('postalCode') ?? say('zipcode'),
      latitude: read(number, found.latitude, `${field}.latitude`),
      longitude: read(number, found.longitude, `${field}.longitude`),
    };
  }

  const id = read(text, whole.id ?? whole.orderId ?? whole._id, 'id');
  const status = read(text, whole.status, 'status');
  const orderExternalId = read(text, whole.orderExternalId, 'orderExternalId');
  if (status === null && id === null && orderExternalId === null) return { ok: false, field: 'status' };
  const items = list(whole.itemList, 'itemList').map((item) => ({
    sku: read(text, item.sku, 'itemList[].sku'),
    title: read(prose, item.title, 'itemList[].title'),
    description: read(prose, item.description, 'itemList[].description'),
    quantity: read(number, item.quantity, 'itemList[].quantity') ?? 1,
  }));
  const driver = part(whole.driver, 'driver');
  const driverName = driver === null ? null : read(prose, driver.name, 'driver.name');
  const driverId = driver === null ? null : read(text, driver.driverId ?? driver.driverExternalId, 'driver');

  const value: ShipmentAnswer = {
    id,
    orderExternalId,
    groupId: read(text, whole.groupId, 'groupId'),
    locationExternalId: read(text, whole.locationExternalId ?? whole.storeExternalId, 'locationExternalId'),
    trackingId: read(text, whole.trackingId ?? whole.trackingNumber, 'trackingId'),
    status,
    currencyCode: read(text, whole.currencyCode, 'currencyCode'),
    orderValue: read(number, whole.orderValue, 'orderValue'),
    amount: read(number, whole.amount, 'amount'),
    fee: read(number, whole.fee, 'fee'),
    service: serviceIn(whole.provider),
    driver: driverName === null ? null : { key: driverId ?? driverName.toLowerCase(), name: driverName },
    pickupTime: window(whole.pickupTime, 'pickupTime'),
    deliveryTime: window(whole.deliveryTime, 'deliveryTime'),
    createdAt: read(moment, whole.createdAt, 'createdAt'),
    lastUpdatedAt: read(moment, whole.lastUpdatedAt, 'lastUpdatedAt'),
    deliveryContact: contact(whole.deliveryContact, 'deliveryContact'),
    deliveryAddress: address(whole.deliveryAddress, 'deliveryAddress'),
    deliveryInstructions: read(prose, whole.deliveryInstructions, 'deliveryInstructions'),
    pickupContact: contact(whole.pickupContact, 'pickupContact'),
    pickupAddress: address(whole.pickupAddress, 'pickupAddress'),
    pickupInstructions: read(prose, whole.pickupInstructions, 'pickupInstructions'),
    signature: read(text, whole.signature, 'signature'),
    items,
    warnings: warningsIn(whole),
    unreadable: [...problems].sort(),
  };
  return { ok: true, value };
}

/** A page of POST /shipments/list. A missing token object is the last page. */
export function readPage(json: unknown): Read<Page> {
  const whole = record.safeParse(json).data;
  const data = z.array(z.unknown()).safeParse(whole?.data).data;
  if (whole === undefined || data === undefined) return { ok: false, field: 'data' };
  const shipments: Page['shipments'] = [];
  const unreadable: string[] = [];
  data.forEach((raw, index) => {
    const read = readShipment(raw);
    if (read.ok && read.value.status !== null) shipments.push({ answer: read.value, raw });
    else unreadable.push(`data[${index}]${read.ok || read.field !== '' ? '.status' : ''}`);
  });
  const tokens = record.safeParse(whole.paginationToken).data ?? {};
  return {
    ok: true,
    value: {
      shipments,
      unreadable,
      data,
      next: text.safeParse(tokens.next).data ?? null,
      previous: text.safeParse(tokens.previous).data ?? null,
    },
  };
}

/** Status history: records that hold `orderStatus` lists, or the entries themselves. Oldest first. */
export function readHistory(json: unknown): Read<HistoryEntry[]> {
  const listed = z.array(z.unknown()).safeParse(json).data;
  const one = record.safeParse(json).data;
  const outer = listed ?? (one && 'data' in one ? z.array(z.unknown()).safeParse(one.data).data : undefined);
  if (outer === undefined) return { ok: false, field: '' };
  const entries = outer.flatMap((element): HistoryEntry[] => {
    const found = record.safeParse(element).data ?? {};
    const inner = z.array(z.unknown()).safeParse(found.orderStatus).data;
    return (inner ?? [element]).flatMap(entryFrom);
  });
  const byTime = entries.map((entry, index) => ({ entry, index }));
  byTime.sort((a, b) => (a.entry.at ?? 0) - (b.entry.at ?? 0) || a.index - b.index);
  return { ok: true, value: byTime.map(({ entry }) => entry) };
}

function entryFrom(element: unknown): HistoryEntry[] {
  const entry = record.safeParse(element).data;
  const say = (value: unknown) => prose.safeParse(value).data ?? null;
  const status = text.safeParse(entry?.status).data ?? null;
  if (entry === undefined || status === null) return [];
  const reason = record.safeParse(entry.eventReason).data ?? {};
  return [
    {
      status,
      // Their text ("April 27th 2022, 2:45:45 am CDT") is not to be read; the epoch beside it is.
      at:
        moment.safeParse(entry.updatedAtEpoch).data ??
        moment.safeParse(entry.updatedAt).data ??
        moment.safeParse(entry.createdAt).data ??
        null,
      updatedAt: say(entry.updatedAt),
      note: say(entry.note),
      statusUser: say(entry.statusUser),
      subStatus: say(entry.subStatus),
      eventReason:
        [say(reason.title), say(reason.note)].filter(Boolean).join(': ') ||
        say(reason.code) ||
        say(entry.eventReason),
      raw: element,
    },
  ];
}

/** `errors` and `warnings` inside of a good answer (seed 004, "With warnings"); their shape is not documented. */
function warningsIn(whole: Record<string, unknown>): ShipmentWarning[] {
  return [whole.warnings, whole.warning, whole.errors, whole.error].flatMap((found) =>
    warningsFrom(found, null),
  );
}

const MOST_WARNINGS = 20;

function warningsFrom(value: unknown, provider: string | null): ShipmentWarning[] {
  if (typeof value === 'string') {
    const message = plainText(value).trim();
    return message === '' ? [] : [{ type: null, message, provider }];
  }
  if (Array.isArray(value)) {
    return value.flatMap((one) => warningsFrom(one, provider)).slice(0, MOST_WARNINGS);
  }
  const entry = record.safeParse(value).data;
  if (entry === undefined) return [];
  const say = (name: string) => prose.safeParse(entry[name]).data ?? null;
  const message = say('message') ?? say('description') ?? say('detail');
  const type = say('type') ?? say('code');
  if (message === null && type === null) return [];
  return [{ type, message: message ?? type ?? '', provider: say('provider') ?? provider }];
}

/** A provider as object ({name, services}) or as a plain name; "" before dispatch. */
function serviceIn(provider: unknown): string | null {
  const name = prose.safeParse(provider);
  if (name.success) return name.data;
  const entry = record.safeParse(provider).data ?? {};
  const say = (from: Record<string, unknown>, field: string) => prose.safeParse(from[field]).data ?? null;
  const services = z.array(record).safeParse(entry.services).data ?? [];
  const parts = [
    say(entry, 'displayName') ?? say(entry, 'name'),
    ...services.map((service) => say(service, 'name') ?? say(service, 'id')),
    say(entry, 'serviceType') ?? say(entry, 'serviceId'),
  ];
  return parts.filter((part) => part !== null).join(', ') || null;
}

/** Seconds where it cannot be milliseconds. */
function epochFrom(value: number): number {
  return value < 100_000_000_000 ? value * 1000 : value;
}
