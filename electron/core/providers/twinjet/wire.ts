// TwinJet's answers as they really come: numbers as strings, nulls, "" for none, times without an offset.
// Called by twinjet-provider.ts. One field that cannot be read is named in `unreadable` and costs nothing but itself;
// only an answer that cannot serve its purpose at all is refused.

import { z } from 'zod';
import type { LatLng } from '../../../../shared/domain/address.ts';
import { plainText, shortened } from '../../../../shared/domain/plain-text.ts';
import { timeFrom } from './their-time.ts';

/** A read answer, or the field without which it is of no use. */
type Read<Value> = { ok: true; value: Value } | { ok: false; field: string };

interface Who {
  courier: string | null;
  user: string | null;
}

/** Status object of the seed, with every text null where it was "" or missing. */
export interface StatusAnswer {
  jobInfo: Who & {
    jobId: string | null;
    requestId: string | null;
    externalId: string | null;
    reference: string | null;
  };
  locations: (Who & LatLng & { at: number })[];
  current: {
    /** As sent, without blanks around it: "62". */
    code: string;
    text: string | null;
    at: number | null;
    courierName: string | null;
    user: string | null;
    remarks: string | null;
    lastLocation: LatLng | null;
  };
  history: (Who & { at: number | null; log: string; position: LatLng | null })[];
  /** Fields that held something nobody can read, each once: "job_history[].date". */
  unreadable: string[];
}

/** Answer of Address Validation. */
export interface ValidateAnswer {
  price: string | null;
  pickupEta: string | null;
  deliveryEta: string | null;
  pickAddress: ValidatedAddress | null;
  dropAddress: ValidatedAddress | null;
  /** `errors` as sent, in whatever shape. */
  errors: unknown;
}

/** The known fields read; whatever else came stays beside them as it came. */
export interface ValidatedAddress extends Record<string, unknown> {
  address: string | null;
  city: string | null;
  state: string | null;
  floor: string | null;
  zip: string | null;
  lat: number | null;
  lng: number | null;
}

const blankToNull = (value: unknown) =>
  value === undefined || (typeof value === 'string' && value.trim() === '') ? null : value;

/** A text of nothing but characters without a form is a blank one, too. */
const readable = (value: unknown) => blankToNull(typeof value === 'string' ? plainText(value) : value);

const text = z.preprocess(readable, z.union([z.string().trim(), z.number().transform(String), z.null()]));

const prose = text.transform(shortened);

const degrees = (limit: number) =>
  z.preprocess(
    blankToNull,
    z.union([
      z.number().min(-limit).max(limit),
      z
        .string()
        .trim()
        .regex(/^[-+]?\d+(\.\d*)?(e[-+]?\d+)?$/i)
        .transform(Number)
        .pipe(z.number().min(-limit).max(limit)),
      z.null(),
    ]),
  );
const latitude = degrees(90);
const longitude = degrees(180);

const moment = z.preprocess(
  blankToNull,
  z.union([z.string().transform(timeFrom).pipe(z.number()), z.null()]),
);

// Made once: making a schema costs more than reading with it.
const record = z.record(z.string(), z.unknown());
const maybeRecord = record.nullish();
const maybeList = z.array(z.unknown()).nullish();
const couple = z.tuple([z.unknown(), z.unknown()]);

/** `request_id` of a New Job answer; numbers are accepted as names. */
export function readCreated(json: unknown): Read<string> {
  const requestId = text.safeParse(record.safeParse(json).data?.request_id).data ?? null;
  return requestId === null ? { ok: false, field: 'request_id' } : { ok: true, value: requestId };
}

/** Status object of status, edit, cancel and the webhook. Of no use without a status code. */
export function readStatus(json: unknown): Read<StatusAnswer> {
  const whole = record.safeParse(json).data;
  if (whole === undefined) return { ok: false, field: '' };
  const { read, pair, fields, list, unreadable } = pieceReader();

  const current = fields(whole.current_status, 'current_status');
  const code = read(text, current.status_code, 'current_status.status_code');
  if (code === null) return { ok: false, field: 'current_status.status_code' };

  const info = fields(whole.job_info, 'job_info');
  return {
    ok: true,
    value: {
      jobInfo: {
        jobId: read(text, info.job_id, 'job_info.job_id'),
        requestId: read(text, info.request_id, 'job_info.request_id'),
        externalId: read(text, info.external_id, 'job_info.external_id'),
        reference: read(text, info.reference, 'job_info.reference'),
        courier: read(prose, info.courier, 'job_info.courier'),
        user: read(text, info.user, 'job_info.user'),
      },
      locations: list(whole.job_locations, 'job_locations').flatMap((location) => {
        const at = read(moment, location.date, 'job_locations[].date');
        const position = pair(location.lat, location.lng, 'job_locations[]');
        const courier = read(prose, location.courier, 'job_locations[].courier');
        const user = read(text, location.user, 'job_locations[].user');
        return at === null || position === null ? [] : [{ ...position, at, courier, user }];
      }),
      current: {
        code,
        text: read(prose, current.status_string, 'current_status.status_string'),
        at: read(moment, current.status_time, 'current_status.status_time'),
        courierName: read(prose, current.courier_name, 'current_status.courier_name'),
        user: read(text, current.user, 'current_status.user'),
        remarks: read(prose, current.remarks, 'current_status.remarks'),
        lastLocation: lastLocation(current.last_location),
      },
      history: list(whole.job_history, 'job_history').flatMap((entry) => {
        const log = read(prose, entry.log, 'job_history[].log');
        const at = read(moment, entry.date, 'job_history[].date');
        const position = pair(entry.lat, entry.lng, 'job_history[]');
        const courier = read(prose, entry.courier, 'job_history[].courier');
        const user = read(text, entry.user, 'job_history[].user');
        return log === null ? [] : [{ at, log, position, courier, user }];
      }),
      unreadable: unreadable(),
    },
  };

  /** A pair [lat, lng], which is the other way round than in GeoJSON. */
  function lastLocation(value: unknown): LatLng | null {
    if (blankToNull(value) === null) return null;
    const both = couple.safeParse(value).data ?? [{}, {}];
    return pair(both[0], both[1], 'current_status.last_location');
  }
}

/** Answer of validate; 200 out of zone too. Of no use where it tells neither a price nor what is wrong. */
export function readValidate(json: unknown): Read<ValidateAnswer> {
  const whole = record.safeParse(json).data;
  if (whole === undefined) return { ok: false, field: '' };
  const price = text.safeParse(whole.price).data ?? null;
  const errors = whole.errors ?? whole.error ?? null;
  if (price === null && errors === null) return { ok: false, field: 'price' };
  return {
    ok: true,
    value: {
      price,
      pickupEta: text.safeParse(whole.pickup_eta).data ?? null,
      deliveryEta: text.safeParse(whole.delivery_eta).data ?? null,
      pickAddress: validatedAddress(whole.pick_address),
      dropAddress: validatedAddress(whole.drop_address),
      errors,
    },
  };
}

function validatedAddress(value: unknown): ValidatedAddress | null {
  const sent = record.safeParse(value).data;
  if (sent === undefined) return null;
  return {
    ...sent,
    address: text.safeParse(sent.address).data ?? null,
    city: text.safeParse(sent.city).data ?? null,
    state: text.safeParse(sent.state).data ?? null,
    floor: text.safeParse(sent.floor).data ?? null,
    zip: text.safeParse(sent.zip).data ?? null,
    lat: latitude.safeParse(sent.lat).data ?? null,
    lng: longitude.safeParse(sent.lng).data ?? null,
  };
}

/** Reads piece by piece and remembers what it could not read. */
function pieceReader() {
  const problems = new Set<string>();

  function read<Value>(schema: z.ZodType<Value>, value: unknown, field: string): Value | null {
    const parsed = schema.safeParse(value);
    if (parsed.success) return parsed.data;
    problems.add(field);
    return null;
  }

  return {
    read,
    /** Both or none: half a position is no position. */
    pair(lat: unknown, lng: unknown, field: string): LatLng | null {
      const both = { lat: read(latitude, lat, `${field}.lat`), lng: read(longitude, lng, `${field}.lng`) };
      return both.lat === null || both.lng === null ? null : { lat: both.lat, lng: both.lng };
    },
    fields: (value: unknown, field: string): Record<string, unknown> => read(maybeRecord, value, field) ?? {},
    /** The entries that are objects; the others are problems. */
    list(value: unknown, field: string): Record<string, unknown>[] {
      const entries = read(maybeList, value, field) ?? [];
      return entries.map((entry) => read(record, entry, `${field}[]`)).filter((entry) => entry !== null);
    },
    /** Sorted, so that the same troubles always read the same. */
    unreadable: () => [...problems].sort(),
  };
}
