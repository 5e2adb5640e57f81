// The simulated Shipping Order's refusals: every type of the error tables of its documentation, with its HTTP status and
// its words. Used by shipping-office.ts.

export interface OfficeAnswer {
  readonly status: number;
  readonly body: unknown;
}

const WORDS: Readonly<Record<string, readonly [status: number, message: string]>> = {
  UNAUTHORIZED: [401, 'Unauthorized: Invalid or missing authentication token'],
  INTERNAL_SERVER_ERROR: [500, 'Internal Server Error: An unexpected error occurred'],
  VALIDATION_ERROR: [400, 'Invalid Data: a value in the request is invalid'],
  INVALID_DATA: [422, 'Invalid Data: No such locationExternalId exists in our system.'],
  DUPLICATE_ID: [422, 'Resource with provided id already exists.'],
  DUPLICATE_NAME: [422, 'Resource with provided name already exists.'],
  DUPLICATE_RESOURCE: [422, 'Resource already exists.'],
  NO_PROVIDER_ASSIGNED: [422, 'No Provider has been assigned to the mentioned location.'],
  NO_PROVIDER_MATCHED: [422, 'No Provider matched the criteria for the requested delivery.'],
  PLACE_ORDER_FAILED: [422, 'Failed to place the requested order with the configured providers.'],
  GEOCODING_FAILED: [422, 'Geocoding Service for the given address failed.'],
  TOO_MANY_REQUESTS: [429, 'Too many requests received per second.'],
  UNMAPPED_ERROR: [422, 'Request received unidentifiable error response.'],
  NOT_FOUND: [404, 'Not Found: the order is not found'],
  CANCELLATION_NOT_ALLOWED: [403, 'Provider does not allow cancellation of orders.'],
  ORDER_CANCELLATION_FAILED: [422, 'Provider failed to cancel order'],
  ORDER_ALREADY_CANCELED: [409, 'Requested order is already in Cancelled state.'],
  INVALID_OPERATION: [409, 'The Order can no longer be retried'],
};

export function isRefusalType(type: string): boolean {
  return Object.hasOwn(WORDS, type);
}

export function messageOf(type: string): string {
  return WORDS[type]?.[1] ?? type;
}

/** `{type, message, errors: [the same]}`. */
export function refuse(
  type: string,
  message = messageOf(type),
  status = WORDS[type]?.[0] ?? 400,
): OfficeAnswer {
  return { status, body: { type, message, errors: [{ type, message }] } };
}

/** The gateway before the API has a shape of its own. */
export function refuseToken(status: number, code: string, message: string): OfficeAnswer {
  return { status, body: { response: { errors: [{ code, message }] } } };
}
