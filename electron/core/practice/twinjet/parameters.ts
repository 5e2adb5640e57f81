// Every parameter TwinJet documents and what is accepted for it; turns a request body into a Booking or a list of
// complaints. Used by api-surface.ts and the practice morning. What the documentation leaves open is read kindly:
// numbers as strings, an external_id as a number, null as absent; unknown parameters are kept and ignored.

import { parseLocalizedTime } from './iso-time.ts';
import type { AddressFields, Booking } from './simulated-job.ts';

export type Fields = Readonly<Record<string, unknown>>;
/** One object per complaint, the parameter as its key ("pick_address.zip_code"). */
export type Complaint = Readonly<Record<string, string>>;
type Check = (value: unknown, name: string, complaints: Complaint[], canadian: boolean) => void;

interface Parameter {
  readonly check: Check;
  readonly required?: true;
  readonly editable?: true;
}

/** Service levels of this company; an id outside the list is refused. */
const services: ReadonlyMap<number, string> = new Map([
  [21, 'Same-Day'],
  [22, '4-Hour'],
  [23, '2-Hour'],
  [24, '1-Hour'],
]);

export function isFields(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

const when =
  (accepts: (value: unknown) => boolean, message: string): Check =>
  (value, name, complaints) => {
    if (!accepts(value)) complaints.push({ [name]: message });
  };

const isWhole = (value: unknown): boolean =>
  Number.isInteger(typeof value === 'string' && /^\d+$/.test(value) ? Number(value) : value);

const text = when((value) => typeof value === 'string', 'Enter a string.');
const filledText = when(
  (value) => typeof value === 'string' && value.trim() !== '',
  'This field is required.',
);
const idText = when((value) => typeof value === 'string' || Number.isInteger(value), 'Enter a string.');
const bool = when((value) => typeof value === 'boolean', 'Enter true or false.');
const decimal = when(
  (value) =>
    (typeof value === 'number' && Number.isFinite(value) && value >= 0) ||
    (typeof value === 'string' && /^\d+(\.\d+)?$/.test(value)),
  'Enter a decimal number.',
);
const time = when(
  (value) => typeof value === 'string' && parseLocalizedTime(value) !== undefined,
  'Enter an ISO 8601 date and time with its offset from UTC.',
);
const url = when(
  (value) => typeof value === 'string' && /^https?:\/\/./.test(value) && URL.canParse(value),
  'Enter a URL.',
);
const service = when((value) => isWhole(value) && services.has(Number(value)), 'Unknown service.');
const payment = when(
  (value) => isWhole(value) && [1, 2, 4, 6].includes(Number(value)),
  'Choose 1, 2, 4 or 6.',
);

const items: Check = (value, name, complaints) => {
  if (!Array.isArray(value)) {
    complaints.push({ [name]: 'Enter a list of items.' });
    return;
  }
  value.forEach((item: unknown, index) => {
    const at = `${name}.${index}`;
    if (!isFields(item)) {
      complaints.push({ [at]: 'Enter an item.' });
      return;
    }
    if (!isWhole(item.quantity)) complaints.push({ [`${at}.quantity`]: 'Enter a whole number.' });
    for (const part of ['description', 'sku'])
      if (isGiven(item[part])) text(item[part], `${at}.${part}`, complaints, false);
  });
};

const address: Check = (value, name, complaints, canadian) => {
  if (!isFields(value)) {
    complaints.push({ [name]: 'Enter an address.' });
    return;
  }
  for (const part of ['street_address', 'city', 'state', 'zip_code'])
    filledText(value[part], `${name}.${part}`, complaints, canadian);
  for (const part of ['address_name', 'floor', 'contact', 'phone_number', 'special_instructions'])
    if (isGiven(value[part])) text(value[part], `${name}.${part}`, complaints, canadian);
  const { state, zip_code: zip } = value;
  if (typeof state === 'string' && state.trim() !== '' && !/^[A-Za-z]{2}$/.test(state))
    complaints.push({ [`${name}.state`]: 'Enter the two letters of the state.' });
  const zipOk = canadian ? /^(\d{5}|[A-Z]\d[A-Z] ?\d[A-Z]\d)$/i : /^\d{5}$/;
  if (typeof zip === 'string' && zip.trim() !== '' && !zipOk.test(zip))
    complaints.push({ [`${name}.zip_code`]: 'Enter the five digits of the zip code.' });
};

const jobParameters: Readonly<Record<string, Parameter>> = {
  live: { check: bool, required: true },
  order_contact_name: { check: filledText, required: true, editable: true },
  order_contact_phone: { check: filledText, required: true, editable: true },
  pick_address: { check: address, editable: true },
  deliver_address: { check: address, editable: true },
  ready_time: { check: time, required: true, editable: true },
  deliver_from_time: { check: time, required: true, editable: true },
  deliver_to_time: { check: time, required: true, editable: true },
  webhook_url: { check: url, editable: true },
  reference: { check: idText },
  service_id: { check: service, editable: true },
  payment_method: { check: payment, editable: true },
  order_total: { check: decimal, editable: true },
  delivery_fee: { check: decimal, editable: true },
  tip: { check: decimal, editable: true },
  job_items: { check: items, editable: true },
  special_instructions: { check: text, editable: true },
  photo: { check: bool },
  external_id: { check: idText },
};

const NEITHER = 'Provide a pick_address, a deliver_address, or both.';

function isGiven(value: unknown): boolean {
  return value !== undefined && value !== null;
}

function bookingOf(fields: Fields): Booking {
  const timeOf = (name: string): number => parseLocalizedTime(String(fields[name])) ?? 0;
  const idOf = (name: string): string => (isGiven(fields[name]) ? String(fields[name]) : '');
  const addressOf = (name: string): AddressFields | undefined =>
    isFields(fields[name]) ? (fields[name] as unknown as AddressFields) : undefined;
  const { webhook_url: webhookUrl } = fields;
  return {
    fields,
    live: fields.live === true,
    pick: addressOf('pick_address'),
    drop: addressOf('deliver_address'),
    readyAt: timeOf('ready_time'),
    dueAt: timeOf('deliver_to_time'),
    externalId: idOf('external_id'),
    reference: idOf('reference'),
    webhookUrl: typeof webhookUrl === 'string' ? webhookUrl : undefined,
  };
}

function withoutToken(body: Fields): Fields {
  const { api_token: _token, ...fields } = body;
  return fields;
}

/** Checks the body of a new job. */
export function checkNewJob(
  body: Fields,
  canadian = false,
): { booking: Booking } | { complaints: Complaint[] } {
  const complaints: Complaint[] = [];
  for (const [name, { check, required }] of Object.entries(jobParameters)) {
    if (isGiven(body[name])) check(body[name], name, complaints, canadian);
    else if (required) complaints.push({ [name]: 'This field is required.' });
  }
  complaints.push(...checkEnds(body));
  return complaints.length > 0 ? { complaints } : { booking: bookingOf(withoutToken(body)) };
}

/** Checks the body of an edit against the job as it stands; what cannot be edited is ignored. */
export function checkEdit(
  body: Fields,
  current: Booking,
  canadian = false,
): { booking: Booking; changes: Fields } | { complaints: Complaint[] } {
  const complaints: Complaint[] = [];
  const changes: Record<string, unknown> = {};
  for (const [name, { check, required, editable }] of Object.entries(jobParameters)) {
    if (!editable || !Object.hasOwn(body, name)) continue;
    if (isGiven(body[name])) check(body[name], name, complaints, canadian);
    else if (required) complaints.push({ [name]: 'This field is required.' });
    changes[name] = body[name];
  }
  const fields = { ...current.fields, ...changes };
  complaints.push(...checkEnds(fields));
  return complaints.length > 0 ? { complaints } : { booking: bookingOf(fields), changes };
}

function checkEnds(fields: Fields): Complaint[] {
  return isGiven(fields.pick_address) || isGiven(fields.deliver_address)
    ? []
    : [{ pick_address: NEITHER, deliver_address: NEITHER }];
}

/** Checks the body of an address validation. */
export function checkValidate(
  body: Fields,
  canadian = false,
): { pick: AddressFields | undefined; drop: AddressFields | undefined } | { complaints: Complaint[] } {
  const complaints = checkEnds(body);
  for (const name of ['pick_address', 'deliver_address'])
    if (isGiven(body[name])) address(body[name], name, complaints, canadian);
  if (complaints.length > 0) return { complaints };
  const { pick, drop } = bookingOf(body);
  return { pick, drop };
}

interface Identifier {
  readonly name: 'request_id' | 'job_id' | 'external_id' | 'reference';
  readonly value: string;
}

/** The identifier to go by: of several the first in TwinJet's own order. */
export function identifierIn(body: Fields): Identifier | undefined {
  for (const name of ['request_id', 'job_id', 'external_id', 'reference'] as const) {
    const value = body[name];
    if ((typeof value === 'string' && value !== '') || typeof value === 'number')
      return { name, value: String(value) };
  }
  return undefined;
}
