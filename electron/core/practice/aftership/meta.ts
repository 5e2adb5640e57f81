// AfterShip's failures: the number, the type, the words and the HTTP status of each. Used by the files of this folder.

export interface Answer {
  status: number;
  body: unknown;
}

const TYPES: Record<number, string> = {
  400: 'BadRequest',
  401: 'Unauthorized',
  403: 'Forbidden',
  404: 'NotFound',
  429: 'TooManyRequests',
};

const WORDS: Record<number, string> = {
  400: 'The request was invalid or cannot be otherwise served.',
  401: 'The API key is invalid.',
  403: 'The request is understood, but it has been refused or access is not allowed.',
  404: 'The URI requested is invalid or the resource requested does not exist.',
  429: 'You have exceeded the API call rate limit. The default limit is 10 requests per second.',
  500: "Something went wrong on AfterShip's end.",
  502: "Something went wrong on AfterShip's end.",
  503: "Something went wrong on AfterShip's end.",
  504: "Something went wrong on AfterShip's end.",
  4001: 'Invalid JSON data.',
  4003: 'Tracking already exists.',
  4004: 'Tracking does not exist.',
  4005: 'The value of tracking_number is invalid.',
  4006: 'tracking object is required.',
  4007: 'tracking_number is required.',
  4008: 'The value of [field_name] is invalid.',
  4009: '[field_name] is required.',
  4010: 'The value of slug is invalid.',
  4011: 'Missing or invalid value of the required fields for this courier. Besides tracking_number, also required: [field_name]',
  4012: 'Unable to import shipment as the carrier is not recognized.',
  4013: 'Retrack is not allowed. You can only retrack an inactive tracking.',
  4014: 'notification object is required.',
  4015: 'The value of id is invalid.',
  4016: 'Retrack is not allowed. You can only retrack each shipment once.',
  4017: 'The format of tracking_number is invalid.',
};

/** A refusal by its number; `field` goes in where the words have a place for it. */
export class Failure extends Error {
  readonly answer: Answer;
  constructor(code: number, field = '', errors: unknown[] = []) {
    const words = (WORDS[code] ?? 'Unknown').replace('[field_name]', field);
    super(words);
    const status = code === 4004 ? 404 : code >= 4000 ? 400 : code;
    const type = code >= 4000 ? 'BadRequest' : (TYPES[code] ?? 'InternalError');
    this.answer = {
      status,
      body: { meta: { code, type, message: words, errors }, data: {} },
    };
  }
}

export function success(data: unknown, code = 200): Answer {
  return { status: code, body: { meta: { code }, data } };
}
