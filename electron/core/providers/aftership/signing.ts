// The two signatures that AfterShip's keys may ask for ("AES", which is HMAC-SHA256, and RSA-PSS). Called by
// aftership-account.ts for trackings and for shipping alike. Pure: the moment and the secret come from the caller.

import { constants, createHash, createHmac, createPrivateKey, sign } from 'node:crypto';

export type SigningKind = 'aes' | 'rsa';

export interface SignedRequest {
  method: string;
  /** Absolute. */
  url: string;
  /** The text of the body to the letter; null without one. */
  body: string | null;
  /** RFC 1123, the same as in the `date` header. */
  date: string;
  /** Those of the request; the ones that begin with `as-` are signed. */
  headers: Record<string, string>;
}

const HEADER_NAMES: Record<SigningKind, string> = {
  aes: 'as-signature-hmac-sha256',
  rsa: 'as-signature-rsa-sha256',
};

/** The header that carries the signature, and its value. */
export function signature(
  signing: { kind: SigningKind; secret: string },
  request: SignedRequest,
): Record<string, string> {
  const text = Buffer.from(signedText(request));
  const value =
    signing.kind === 'aes'
      ? createHmac('sha256', signing.secret).update(text).digest('base64')
      : sign('sha256', text, {
          key: signing.secret,
          padding: constants.RSA_PKCS1_PSS_PADDING,
          saltLength: constants.RSA_PSS_SALTLEN_DIGEST,
        }).toString('base64');
  return { [HEADER_NAMES[signing.kind]]: value };
}

/**
 * Six lines: method, MD5 of the body in capitals, type of the body, date, `as-` headers, path with its query sorted.
 * Without a body its digest and its type are empty, also where the header of the type is sent all the same.
 */
export function signedText({ method, url, body, date, headers }: SignedRequest): string {
  const isEmpty = body === null || body === '';
  return [
    method.toUpperCase(),
    isEmpty ? '' : createHash('md5').update(body).digest('hex').toUpperCase(),
    isEmpty ? '' : 'application/json',
    date,
    canonicalHeaders(headers),
    canonicalResource(url),
  ].join('\n');
}

/** Whether this can sign at all: a private key in PEM, without a passphrase. */
export function isPrivateKey(secret: string): boolean {
  try {
    return createPrivateKey(secret).asymmetricKeyType === 'rsa';
  } catch {
    return false;
  }
}

function canonicalHeaders(headers: Record<string, string>): string {
  return Object.entries(headers)
    .map(([name, value]) => [name.toLowerCase(), value.trim()] as const)
    .filter(([name]) => name.startsWith('as-') && !name.startsWith('as-signature-'))
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, value]) => `${name}:${value}`)
    .join('\n');
}

function canonicalResource(address: string): string {
  const { pathname, searchParams } = new URL(address);
  const query = [...searchParams]
    .sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0))
    .map(([name, value]) => `${encodeURIComponent(name)}=${encodeURIComponent(value)}`)
    .join('&');
  return query === '' ? pathname : `${pathname}?${query}`;
}
