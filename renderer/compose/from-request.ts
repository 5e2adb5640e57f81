// A job as form values: to change it, or to book it once more. Pure. A request is data of another day (and perhaps of
// another version), so every field is read for itself and what does not fit stays empty.

import type { Address } from '../../shared/domain/address.ts';
import type { Job } from '../../shared/domain/job.ts';
import { type AddressValues, type ComposeValues, EMPTY_ADDRESS, emptyValues } from './compose-values.ts';
import { timesFrom, timesShiftedToNow } from './delivery-window.ts';
import { writeAmount } from './typed-number.ts';

/** `changes`: payloads of edits that are still on their way, oldest first; what they name counts already. */
export function valuesOfJob(job: Job, changes: readonly unknown[] = []): ComposeValues {
  const request = Object.assign({}, asObject(job.request), ...changes.map(asObject)) as Record<
    string,
    unknown
  >;
  const known = Object.keys(request).length > 0 ? valuesFromRequest(request) : {};
  return {
    ...emptyValues(job.connectionId),
    ...(job.origin === 'followed' ? valuesFromFacts(job) : {}),
    ...known,
  };
}

/** A new booking like this one: the same gaps from now on, and an external id of its own. */
export function valuesOfDuplicate(job: Job, now: number): ComposeValues {
  const values = valuesOfJob(job);
  return { ...values, ...timesShiftedToNow(values, now), external_id: '', live: true };
}

/** Only the fields that the request names. */
function valuesFromRequest(request: Record<string, unknown>): Partial<ComposeValues> {
  const values: Partial<ComposeValues> = {};
  for (const field of TEXT_FIELDS) {
    if (request[field] != null) values[field] = asText(request[field]);
  }
  for (const field of ['order_total', 'delivery_fee', 'tip'] as const) {
    const amount = request[field];
    if (amount != null) values[field] = typeof amount === 'number' ? writeAmount(amount) : asText(amount);
  }
  for (const end of ['pick_address', 'deliver_address'] as const) {
    if (request[end] != null) values[end] = addressFrom(asObject(request[end]));
  }
  const moments = [request.ready_time, request.deliver_from_time, request.deliver_to_time].map(asMoment);
  const [ready = null, from = null, to = null] = moments;
  if (moments.some((moment) => moment !== null)) Object.assign(values, timesFrom(ready, from, to));
  if (Array.isArray(request.job_items)) {
    values.job_items = request.job_items.map(asObject).map((item) => ({
      quantity: asText(item.quantity),
      description: asText(item.description),
      sku: asText(item.sku),
    }));
  }
  if (typeof request.live === 'boolean') values.live = request.live;
  if (typeof request.photo === 'boolean') values.photo = request.photo;
  return values;
}

const TEXT_FIELDS = [
  'order_contact_name',
  'order_contact_phone',
  'webhook_url',
  'reference',
  'service_id',
  'payment_method',
  'special_instructions',
  'external_id',
] as const;

/** What is known of a job that was made elsewhere. */
function valuesFromFacts(job: Job): Partial<ComposeValues> {
  return {
    order_contact_name: job.contactName ?? '',
    order_contact_phone: job.contactPhone ?? '',
    ...(job.pickAddress === null ? {} : { pick_address: addressValues(job.pickAddress) }),
    ...(job.deliverAddress === null ? {} : { deliver_address: addressValues(job.deliverAddress) }),
    ...timesFrom(job.readyAt, job.windowFromAt, job.windowToAt),
    reference: job.reference ?? '',
    special_instructions: job.instructions ?? '',
    external_id: job.externalIds.externalId ?? '',
    photo: job.photoRequired,
  };
}

/** The console's address in the form's fields: a recent one that was picked. */
export function addressValues(address: Address): AddressValues {
  return {
    address_name: address.name ?? '',
    street_address: address.street,
    floor: address.unit ?? '',
    city: address.city,
    state: address.region,
    zip_code: address.postalCode,
    contact: address.contact ?? '',
    phone_number: address.phone ?? '',
    special_instructions: address.instructions ?? '',
  };
}

function addressFrom(request: Record<string, unknown>): AddressValues {
  const fields = Object.keys(EMPTY_ADDRESS) as (keyof AddressValues)[];
  return Object.fromEntries(fields.map((field) => [field, asText(request[field])])) as AddressValues;
}

function asText(value: unknown): string {
  return typeof value === 'string' ? value : typeof value === 'number' ? String(value) : '';
}

function asObject(value: unknown): Record<string, unknown> {
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
}

/** "-0700" is read like "-07:00". */
function asMoment(value: unknown): number | null {
  if (typeof value !== 'string') return null;
  const at = Date.parse(value.replace(/([+-]\d{2})(\d{2})$/, '$1:$2'));
  return Number.isNaN(at) ? null : at;
}
