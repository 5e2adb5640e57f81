// Shipping answers as they come, read tolerantly: unknown statuses and fields stay, a wrong field of a thing does not
// take the thing away, an entry without an id does not take its neighbours away. Called by shipping-provider.ts.

import { z } from 'zod';
import type { FieldMessage } from '../../../../../shared/contract/errors.ts';
import type {
  AddressValidation,
  CancelLabel,
  CancelPickup,
  Label,
  Manifest,
  Pickup,
  RateRecord,
  ShipperAccount,
  ShippingCourier,
} from '../../../../../shared/contract/labels.ts';
import { plainJson } from '../../../../../shared/domain/plain-text.ts';
import { redactJson } from '../../../http/redact.ts';

/** A read answer, or the field without which it is of no use. */
export type Read<Value> = { ok: true; value: Value } | { ok: false; field: string };

export interface Meta {
  code: number;
  message: string;
  /** Null: it does not say. */
  retryable: boolean | null;
  fields: FieldMessage[];
}

const MOST_DETAILS = 30;

type Fields = Record<string, unknown>;

const text = z.string().optional().catch(undefined);
const nullableText = z.string().nullish().catch(undefined);
const id = z.union([z.string().min(1), z.number().transform(String)]);
const list = <Item extends z.ZodType>(item: Item) =>
  z
    .array(z.unknown())
    .catch([])
    .default([])
    .transform((items) =>
      items.flatMap((one) => {
        const read = item.safeParse(one);
        return read.success ? [read.data as z.output<Item>] : [];
      }),
    );
const texts = list(z.coerce.string());
const money = z.looseObject({ currency: z.string(), amount: z.coerce.number() }).nullish().catch(undefined);
const account = z.looseObject({ id, slug: text, description: text });
const ref = z.looseObject({ id }).nullish().catch(undefined);
const dates = { created_at: text, updated_at: text };
const fileSlot = z.looseObject({
  url: z.string().min(1),
  paper_size: nullableText,
  file_type: nullableText,
});
const files = z
  .record(z.string(), z.unknown())
  .nullish()
  .catch(undefined)
  .transform((slots) => {
    const read: Record<string, z.infer<typeof fileSlot> | null> = {};
    for (const [slot, file] of Object.entries(slots ?? {})) {
      const known = fileSlot.nullable().safeParse(file);
      if (known.success) read[slot] = known.data;
    }
    return read;
  });

const rate = z.looseObject({
  shipper_account: account,
  service_type: nullableText,
  service_name: nullableText,
  charge_weight: z.looseObject({ unit: z.string(), value: z.coerce.number() }).nullish().catch(undefined),
  total_charge: money,
  pickup_deadline: nullableText,
  booking_cut_off: nullableText,
  delivery_date: nullableText,
  transit_time: z.coerce.number().nullish().catch(undefined),
  detailed_charges: z
    .array(z.looseObject({ type: text, charge: money }))
    .nullish()
    .catch(undefined),
  error_message: nullableText,
  info_message: nullableText,
});

const rateRecord = z.looseObject({
  id,
  status: z.string().catch('').default(''),
  rates: list(rate),
  ...dates,
});

const label = z.looseObject({
  id,
  status: z.string().catch('').default(''),
  tracking_numbers: texts,
  references: texts,
  files,
  ship_date: nullableText,
  rate: rate.partial({ shipper_account: true }).nullish().catch(undefined),
  shipper_account: account.nullish().catch(undefined),
  service_type: nullableText,
  order_number: nullableText,
  order_id: nullableText,
  ...dates,
});

const cancelLabel = z.looseObject({
  id,
  status: z.string().catch('').default(''),
  refund_status: nullableText,
  label: ref,
  ...dates,
});

const manifest = z.looseObject({
  id,
  status: z.string().catch('').default(''),
  shipper_account: account.nullish().catch(undefined),
  labels: list(z.looseObject({ id, manifested: z.boolean().optional().catch(undefined) })),
  files,
  ...dates,
});

const pickup = z.looseObject({
  id,
  status: z.string().catch('').default(''),
  pickup_confirmation_numbers: texts,
  pickup_date: nullableText,
  pickup_start_time: nullableText,
  pickup_end_time: nullableText,
  pickup_from: z.record(z.string(), z.unknown()).nullish().catch(undefined),
  label_ids: texts,
  shipper_account: account.nullish().catch(undefined),
  ...dates,
});

const cancelPickup = z.looseObject({ id, status: z.string().catch('').default(''), pickup: ref, ...dates });

const shipperAccount = z
  .looseObject({
    id,
    slug: z.string().catch('').default(''),
    status: z.string().catch('').default(''),
    type: text,
    description: text,
    timezone: text,
    address: z.record(z.string(), z.unknown()).optional().catch(undefined),
    ...dates,
  })
  // None are expected. Should they come, they go no further.
  .transform(({ credentials: _, ...rest }) => redactJson(rest, []) as typeof rest);

const addressValidation = z.looseObject({
  id,
  status: z.string().catch('').default(''),
  address: z.record(z.string(), z.unknown()).catch({}).default({}),
  recommended_address: z.record(z.string(), z.unknown()).nullable().catch(null).default(null),
  ...dates,
});

const courier = z.looseObject({
  slug: z.string().min(1),
  name: z.string().catch('').default(''),
  operations: z
    .record(z.string(), z.unknown())
    .catch({})
    .default({})
    .transform((flags) =>
      Object.fromEntries(Object.entries(flags).filter(([, flag]) => typeof flag === 'boolean')),
    ),
  paper_sizes: texts,
  courier_service_types: list(z.looseObject({ service_type: z.string(), service_name: nullableText })),
  courier_box_types: list(z.looseObject({ box_type: z.string(), box_name: nullableText })),
});

/** A schema here, seen as the contract's shape: what is absent is not there at all. */
function reader<Value>(schema: z.ZodType): (json: unknown) => Read<Value> {
  return (json) => {
    const read = schema.safeParse(plainJson(json));
    if (read.success) return { ok: true, value: withoutHoles(read.data) as Value };
    return { ok: false, field: ['data', ...(read.error.issues[0]?.path ?? [])].join('.') };
  };
}

export const readLabel = reader<Label>(label);
export const readRateRecord = reader<RateRecord>(rateRecord);
export const readCancelLabel = reader<CancelLabel>(cancelLabel);
export const readManifest = reader<Manifest>(manifest);
export const readPickup = reader<Pickup>(pickup);
export const readCancelPickup = reader<CancelPickup>(cancelPickup);
export const readShipperAccount = reader<ShipperAccount>(shipperAccount);
export const readAddressValidation = reader<AddressValidation>(addressValidation);
const readCourier = reader<ShippingCourier>(courier);
export const readRemoved = reader<{ id: string }>(z.looseObject({ id }));

export interface ListPage<Item> {
  items: Item[];
  next_token: string | null;
  /** Entries that could not be read; their neighbours are in `items`. */
  unreadable: number;
}

/** `{next_token, [name]: […]}`; AfterShip's own example spells one name with a dash. */
export function readPage<Item>(name: string, read: (json: unknown) => Read<Item>) {
  return (json: unknown): Read<ListPage<Item>> => {
    const data = isFields(json) ? json : {};
    const entries = data[name] ?? data[name.replaceAll('_', '-')];
    if (!Array.isArray(entries)) return { ok: false, field: `data.${name}` };
    const items = entries.map(read).flatMap((one) => (one.ok ? [one.value] : []));
    const next = data.next_token;
    return {
      ok: true,
      value: {
        items,
        next_token: typeof next === 'string' && next !== '' ? next : null,
        unreadable: entries.length - items.length,
      },
    };
  };
}

export function readCouriers(json: unknown): Read<ShippingCourier[]> {
  const page = readPage('couriers', readCourier)(json);
  return page.ok ? { ok: true, value: page.value.items } : page;
}

/** The two pictures of an account: the names that are set, never the pictures themselves. */
export function readSettings(json: unknown): Read<Fields> {
  return isFields(json) ? { ok: true, value: plainJson(json) as Fields } : { ok: false, field: 'data' };
}

/** Null where the answer has no meta code: then it is not AfterShip's. */
export function readMeta(json: unknown): Meta | null {
  const meta = isFields(json) && isFields(json.meta) ? (plainJson(json.meta) as Fields) : {};
  const code = Number(meta.code);
  if (!Number.isInteger(code) || meta.code === null || meta.code === '') return null;
  const details = Array.isArray(meta.details) ? meta.details : [];
  return {
    code,
    message: typeof meta.message === 'string' ? meta.message.trim().slice(0, 500) : '',
    retryable: typeof meta.retryable === 'boolean' ? meta.retryable : null,
    fields: details.slice(0, MOST_DETAILS).flatMap((detail) => {
      if (!isFields(detail)) return [];
      const message = [detail.info, detail.message].find((part) => typeof part === 'string') ?? '';
      // AfterShip counts from its own envelope: "data.shipment.ship_from.country", places as "[0]" or as ".0".
      const field = String(detail.path ?? '')
        .replaceAll(/\[(\d+)\]/g, '.$1')
        .replace(/^(data|body)\./, '');
      return message === '' && field === '' ? [] : [{ field, message: String(message).slice(0, 500) }];
    }),
  };
}

function withoutHoles(value: unknown): unknown {
  if (!isFields(value)) return value;
  return Object.fromEntries(Object.entries(value).filter(([, part]) => part !== undefined));
}

function isFields(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
