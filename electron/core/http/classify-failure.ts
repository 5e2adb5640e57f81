// Reads what fetch rejected with: Node's (undici) error codes and Electron's net::ERR_… messages. Called for every
// attempt that brought no whole answer. The one thing it must never do is say `no` when the provider may have the
// request: `no` is only for what happens before the first byte of a request can leave, and all unknown is `maybe`.
import type { HttpFailure, HttpFailureReason } from './http-request.ts';

export type FailureClass = Pick<HttpFailure, 'reason' | 'reached' | 'detail'>;
type Verdict = Pick<HttpFailure, 'reason' | 'reached'>;

/** Certain, wherever they occur. Those that are certain only while connecting are below. */
const NODE_BEFORE_SENDING: Record<string, HttpFailureReason> = {
  ECONNREFUSED: 'refused',
  ENOTFOUND: 'dns',
  UND_ERR_CONNECT_TIMEOUT: 'connect-timeout',
  // The certificate is judged before the request is written.
  CERT_CHAIN_TOO_LONG: 'tls',
  CERT_HAS_EXPIRED: 'tls',
  CERT_NOT_YET_VALID: 'tls',
  CERT_REJECTED: 'tls',
  CERT_REVOKED: 'tls',
  CERT_SIGNATURE_FAILURE: 'tls',
  CERT_UNTRUSTED: 'tls',
  CRL_HAS_EXPIRED: 'tls',
  DEPTH_ZERO_SELF_SIGNED_CERT: 'tls',
  ERR_TLS_CERT_ALTNAME_INVALID: 'tls',
  HOSTNAME_MISMATCH: 'tls',
  INVALID_CA: 'tls',
  INVALID_PURPOSE: 'tls',
  SELF_SIGNED_CERT_IN_CHAIN: 'tls',
  UNABLE_TO_GET_ISSUER_CERT: 'tls',
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: 'tls',
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: 'tls',
  // No common ground at the first hello. Other ERR_SSL_… can come in the middle of a connection.
  ERR_SSL_NO_PROTOCOLS_AVAILABLE: 'tls',
  ERR_SSL_TLSV1_ALERT_PROTOCOL_VERSION: 'tls',
  ERR_SSL_TLSV1_UNRECOGNIZED_NAME: 'tls',
  ERR_SSL_UNSUPPORTED_PROTOCOL: 'tls',
};

/** Codes of the connect call; any other failed connect counts as refused. The same codes on a read mean `maybe`. */
const NODE_WHILE_CONNECTING: Record<string, HttpFailureReason> = {
  EADDRNOTAVAIL: 'offline',
  EHOSTDOWN: 'offline',
  EHOSTUNREACH: 'offline',
  ENETDOWN: 'offline',
  ENETUNREACH: 'offline',
  ETIMEDOUT: 'connect-timeout',
};

const NODE_TIMEOUTS = new Set(['ETIMEDOUT', 'UND_ERR_HEADERS_TIMEOUT', 'UND_ERR_BODY_TIMEOUT']);

/** Messages without a code. Node's own tls module words the first one; undici refuses the ports of the fetch standard. */
const NODE_MESSAGES: Record<string, Verdict> = {
  'Client network socket disconnected before secure TLS connection was established': {
    reason: 'tls',
    reached: 'no',
  },
  'bad port': { reason: 'bad-url', reached: 'no' },
  // Electron's net.fetch has no way to hand over a redirect it was told not to follow.
  'Redirect was cancelled': { reason: 'redirect', reached: 'maybe' },
};

/** Chromium's errors from before a request is written: looking up, connecting, proxy, handshake, refused addresses. */
const CHROMIUM_BEFORE_SENDING: Record<string, HttpFailureReason> = {
  DNS_MALFORMED_RESPONSE: 'dns',
  DNS_NO_MATCHING_SUPPORTED_ALPN: 'dns',
  DNS_SERVER_FAILED: 'dns',
  DNS_SERVER_REQUIRES_TCP: 'dns',
  DNS_TIMED_OUT: 'dns',
  ICANN_NAME_COLLISION: 'dns',
  NAME_NOT_RESOLVED: 'dns',
  NAME_RESOLUTION_FAILED: 'dns',
  CONNECTION_FAILED: 'refused',
  CONNECTION_REFUSED: 'refused',
  NETWORK_ACCESS_DENIED: 'refused',
  MANDATORY_PROXY_CONFIGURATION_FAILED: 'refused',
  NO_SUPPORTED_PROXIES: 'refused',
  PROXY_CERTIFICATE_INVALID: 'refused',
  PROXY_CONNECTION_FAILED: 'refused',
  SOCKS_CONNECTION_FAILED: 'refused',
  SOCKS_CONNECTION_HOST_UNREACHABLE: 'refused',
  TUNNEL_CONNECTION_FAILED: 'refused',
  CONNECTION_TIMED_OUT: 'connect-timeout',
  // By name, not by prefix: CERT_DATABASE_CHANGED and CERT_VERIFIER_CHANGED tear down running connections.
  CERT_AUTHORITY_INVALID: 'tls',
  CERT_COMMON_NAME_INVALID: 'tls',
  CERT_CONTAINS_ERRORS: 'tls',
  CERT_DATE_INVALID: 'tls',
  CERT_INVALID: 'tls',
  CERT_KNOWN_INTERCEPTION_BLOCKED: 'tls',
  CERT_NAME_CONSTRAINT_VIOLATION: 'tls',
  CERT_NON_UNIQUE_NAME: 'tls',
  CERT_NO_REVOCATION_MECHANISM: 'tls',
  CERT_REVOKED: 'tls',
  CERT_SYMANTEC_LEGACY: 'tls',
  CERT_UNABLE_TO_CHECK_REVOCATION: 'tls',
  CERT_VALIDITY_TOO_LONG: 'tls',
  CERT_WEAK_KEY: 'tls',
  CERT_WEAK_SIGNATURE_ALGORITHM: 'tls',
  CERTIFICATE_TRANSPARENCY_REQUIRED: 'tls',
  ECH_NOT_NEGOTIATED: 'tls',
  SSL_CLIENT_AUTH_CERT_NEEDED: 'tls',
  SSL_KEY_USAGE_INCOMPATIBLE: 'tls',
  SSL_OBSOLETE_VERSION: 'tls',
  SSL_PINNED_KEY_NOT_IN_CERT_CHAIN: 'tls',
  SSL_UNRECOGNIZED_NAME_ALERT: 'tls',
  SSL_VERSION_OR_CIPHER_MISMATCH: 'tls',
  DISALLOWED_URL_SCHEME: 'bad-url',
  INVALID_URL: 'bad-url',
  UNKNOWN_URL_SCHEME: 'bad-url',
  UNSAFE_PORT: 'bad-url',
};

/**
 * Chromium words a dead network the same way whether it was met while connecting or while waiting for the answer,
 * so none of these is certain.
 */
const CHROMIUM_ANY_TIME: Record<string, HttpFailureReason> = {
  ADDRESS_INVALID: 'offline',
  ADDRESS_UNREACHABLE: 'offline',
  INTERNET_DISCONNECTED: 'offline',
  NETWORK_CHANGED: 'offline',
  NETWORK_IO_SUSPENDED: 'offline',
  TIMED_OUT: 'timeout',
  BAD_SSL_CLIENT_AUTH_CERT: 'tls',
  SSL_PROTOCOL_ERROR: 'tls',
};

/** Judges an error of fetch or of reading its body. `detail` may still hold secrets; the caller cuts them. */
export function classifyFailure(error: unknown): FailureClass {
  const errors = flatten(error, 0);
  const verdicts = errors.map(judge).filter((verdict) => verdict !== undefined);
  // One half of a double connect (IPv6 and IPv4) may say less than the other.
  const told = verdicts.find(({ reason }) => reason !== 'offline') ?? verdicts[0];
  return {
    reason: told?.reason ?? 'reset',
    reached: verdicts.length > 0 && verdicts.every(({ reached }) => reached === 'no') ? 'no' : 'maybe',
    detail: [...new Set(errors.map(describe))].join(': ').slice(0, 500),
  };
}

/** The error, its causes and what an AggregateError holds, outermost first. */
function flatten(error: unknown, depth: number): unknown[] {
  if (typeof error !== 'object' || error === null || depth > 8) return [error];
  const { cause, errors } = error as { cause?: unknown; errors?: unknown };
  return [
    error,
    ...(Array.isArray(errors) ? errors.flatMap((inner) => flatten(inner, depth + 1)) : []),
    ...(cause === undefined ? [] : flatten(cause, depth + 1)),
  ];
}

/** What one error says by itself; undefined for a wrapper, which only repeats what it wraps. */
function judge(error: unknown): Verdict | undefined {
  const { code, syscall, message, errors, cause } = Object(error) as Record<string, unknown>;
  const text = typeof message === 'string' ? message : '';
  const known = NODE_MESSAGES[text];
  if (known !== undefined) return known;
  const chromium = /\bnet::ERR_(\w+)/.exec(text)?.[1];
  if (chromium !== undefined) return judgeChromium(chromium);
  if (cause !== undefined || (Array.isArray(errors) && errors.length > 0)) return undefined;
  return judgeNode(typeof code === 'string' ? code : '', syscall);
}

function judgeNode(code: string, syscall: unknown): Verdict {
  const before = NODE_BEFORE_SENDING[code];
  if (before !== undefined) return { reason: before, reached: 'no' };
  if (code.startsWith('EAI_') || syscall === 'getaddrinfo') return { reason: 'dns', reached: 'no' };
  if (syscall === 'connect') return { reason: NODE_WHILE_CONNECTING[code] ?? 'refused', reached: 'no' };
  if (NODE_TIMEOUTS.has(code)) return { reason: 'timeout', reached: 'maybe' };
  return { reason: code.startsWith('ERR_SSL_') || code === 'EPROTO' ? 'tls' : 'reset', reached: 'maybe' };
}

function judgeChromium(code: string): Verdict {
  const before = CHROMIUM_BEFORE_SENDING[code];
  if (before !== undefined) return { reason: before, reached: 'no' };
  return { reason: CHROMIUM_ANY_TIME[code] ?? 'reset', reached: 'maybe' };
}

function describe(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const { code } = error as { code?: unknown };
  return typeof code === 'string' && !error.message.includes(code)
    ? `${error.message} (${code})`
    : error.message;
}
