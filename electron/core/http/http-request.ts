// What goes into the HTTP client and what comes out of it: shapes only, so that every file here can name them.
// Provider clients import them through http-client.ts.

/** One request to a provider. A command and a question differ in `repeatable`, not in `method`. */
export interface HttpRequest {
  /** Whose budget, circuit and log lines this belongs to. */
  connectionId: string;
  method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  /** Absolute; https, or http to this machine only. */
  url: string;
  /** `accept` and `content-type` are set from `expects` and `body` unless named here. */
  headers?: Record<string, string>;
  /** JSON may go with DELETE (seed 002, cancel); a form is sent as application/x-www-form-urlencoded. */
  body?: { json: unknown } | { form: Record<string, string> };
  /**
   * Values to cut out of everything that leaves this client: log, failure detail, `text`, `json`. Credentials in
   * headers are added by themselves. A value the caller must read back from the answer does not belong here.
   */
  secrets?: readonly string[];
  /**
   * May the machine send this again after a failure that may have reached the provider? `false` is a command:
   * it leaves at most once per `send`, and no redirect of it is followed.
   */
  repeatable: boolean;
  /** How much of the budget one attempt uses; default 1. */
  cost?: number;
  /** Who goes first when the budget is short. Default: `command` when not repeatable, else `person`. */
  priority?: RequestPriority;
  /** A narrower limit inside the budget of the connection, for providers that count each endpoint by itself. */
  endpointLimit?: { name: string; perSecond: number };
  timeouts?: {
    /** From the start of one attempt to the last byte of its answer; default 30 s. */
    totalMs?: number;
    /** How long to wait for a turn (budget, provider's limit) before giving up unsent; default 15 s. */
    turnMs?: number;
  };
  /**
   * For looking at the same thing again: the `digest` of the answer that is known, null for none. An answer of success with
   * the very same bytes is then not read (`isSame`), every other has its `digest`.
   */
  known?: string | null;
  /** Cap on the decoded body; default 8 MiB. */
  maxBytes?: number;
  /** `bytes` is for pictures: `bytes` is filled instead of `text` and `json`. Default `text`. */
  expects?: 'text' | 'bytes';
  signal?: AbortSignal | undefined;
  /** For the log, e.g. `twinjet.status`. */
  operation: string;
}

export type RequestPriority = 'command' | 'person' | 'poll';

/** The provider answered, with whatever status. The caller judges it. */
export interface HttpAnswer {
  kind: 'answer';
  status: number;
  /** Lower-case names; cookies and credentials are cut. */
  headers: Record<string, string>;
  /** The body, safe to keep and to show: secrets are cut by value and by key name. */
  text: string;
  /**
   * The body for reading, or undefined where it is no JSON. Only `secrets` are cut, since an answer may carry a
   * token the caller needs; pass it through `redactJson` before it is kept.
   */
  json: unknown;
  bytes?: Uint8Array<ArrayBuffer>;
  /** Stands for the bytes of the body; only where the request said what is `known`. */
  digest?: string;
  /** The bytes are the known ones: `text` and `json` are empty. */
  isSame?: true;
  /** When the provider will hear us again (Retry-After, or what was deduced from a 429). */
  retryAt?: number;
  requestId: string;
  sentAt: number;
  receivedAt: number;
}

export type HttpFailureReason =
  | 'offline'
  | 'dns'
  | 'refused'
  | 'tls'
  | 'connect-timeout'
  | 'timeout'
  | 'reset'
  | 'redirect'
  | 'aborted'
  | 'too-large'
  | 'circuit-open'
  | 'budget'
  | 'bad-url';

/** No whole answer. */
export interface HttpFailure {
  kind: 'failure';
  /** `redirect`: answered by a redirect that the platform does not show; `bad-url`: the request cannot be sent as it is. */
  reason: HttpFailureReason;
  /** `no` only when it is certain that the provider did not get the request. The outbox builds on it. */
  reached: 'no' | 'maybe';
  /** When another try makes sense, where that is known. */
  retryAt?: number;
  /** Technical, for log and details; free of secrets. */
  detail: string;
  requestId: string;
  /** Absent when nothing was sent. */
  sentAt?: number;
}

export type HttpOutcome = HttpAnswer | HttpFailure;

/** Requests a connection may make: `perSecond` on average, `burst` at once. */
export interface HttpBudget {
  perSecond: number;
  burst: number;
}

/** What is known about the traffic of one connection. */
export interface HttpConnectionState {
  circuit: 'closed' | 'half-open' | 'open';
  /** When the next request is let through to see whether the provider is back. */
  openUntil?: number;
  /** The provider said: not before. */
  limitedUntil?: number;
  /** `used` counts the last minute. */
  budget: { perSecond: number; used: number; available: number };
}
