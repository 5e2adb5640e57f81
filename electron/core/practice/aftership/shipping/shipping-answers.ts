// The shapes in which the simulated shipping answers: AfterShip's envelope, and its business errors inside HTTP 200.
// Used by shipping-office.ts and told-things.ts.

import type { Fields } from './simulated-things.ts';

export interface ShippingAnswer {
  status: number;
  body: unknown;
  /** For papers. */
  file?: { bytes: Buffer; type: string };
}

export interface Detail {
  path: string;
  info: string;
}

/** Said by AfterShip; the client has words of its own. */
const SAYS: Record<number, string> = {
  4100: 'Internal error.',
  4101: 'Internal error, please try again later.',
  4104: 'The request was invalid or cannot be otherwise served.',
  4109: 'Invalid JSON data.',
  4140: 'Shipper account not found.',
  4153: 'Item does not exist.',
  4155: 'The shipper account is locked by a running process.',
  4171: 'This operation is not allowed on this courier.',
  4713: 'All or part of the rate request failed.',
  4715: 'The request was refused by the courier.',
  4716: 'The address is too long.',
  4722: 'The label is already cancelled.',
  4724: 'The label is already manifested.',
  4725: 'Nothing to manifest.',
  4732: 'The credentials are wrong.',
  4801: 'The order_number is duplicated.',
  4802: 'The service type is not available.',
  4804: 'The weight is not available for this service type.',
};
const RETRYABLE = new Set([4101, 4155, 4159, 4172, 4312]);

const FAILED = Symbol('code');

/** Kept off the wire by JSON, read by `one`. */
export function problemOf({ code }: { code: number | null }): Fields {
  return code === null ? {} : ({ [FAILED]: code } as Fields);
}

export function one<Thing extends { id: string }>(
  things: Thing[],
  id: string,
  told: (thing: Thing) => Fields,
): ShippingAnswer {
  const thing = things.find((other) => other.id === id);
  if (thing === undefined) return refuse(4153);
  const data = told(thing);
  const code = (data as { [FAILED]?: number })[FAILED];
  return code === undefined ? taken(data) : refuse(code, [], data);
}

export function taken(data: Fields): ShippingAnswer {
  return { status: 200, body: { meta: { code: 200, message: 'OK', details: [] }, data } };
}

export function pending(data: Fields): ShippingAnswer {
  return {
    status: 200,
    body: { meta: { code: 3001, message: 'The request is being processed.', details: [] }, data },
  };
}

/** A business error: HTTP says that all is well. */
export function refuse(code: number, details: readonly Detail[] = [], data: Fields = {}): ShippingAnswer {
  const message = SAYS[code] ?? `Error ${code}.`;
  return {
    status: 200,
    body: { meta: { code, message, details, retryable: RETRYABLE.has(code) }, data },
  };
}

export function plain(status: number, code: number, message: string): ShippingAnswer {
  return { status, body: { meta: { code, message, details: [] }, data: {} } };
}

export function file(bytes: Buffer, type: string): ShippingAnswer {
  return { status: 200, body: null, file: { bytes, type } };
}
