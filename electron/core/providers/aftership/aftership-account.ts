// An AfterShip account as both of its products use it: key, signature, version and the two origins, read from what a
// connection keeps; and the headers of a request. Called by the tracking client here and by shipping/.

import type { FieldMessage } from '../../../../shared/contract/errors.ts';
import { checkBaseUrl } from '../../http/base-url.ts';
import type { ProviderAccount } from '../provider.ts';
import { isPrivateKey, type SigningKind, signature } from './signing.ts';

export const DOCUMENTED_ORIGIN = 'https://api.aftership.com';

/** What seed 003 describes, and the current one. */
export const TRACKING_VERSIONS = ['2024-04', '2026-07'] as const;
export type TrackingVersion = (typeof TRACKING_VERSIONS)[number];
const DEFAULT_VERSION: TrackingVersion = '2024-04';

export interface AfterShipAccount extends Pick<ProviderAccount, 'connectionId'> {
  apiKey: string;
  signing: { kind: SigningKind; secret: string } | null;
  /** Origins without a slash at their end. */
  trackingOrigin: string;
  shippingOrigin: string;
  trackingVersion: TrackingVersion;
}

/** Null where there is no usable key. */
export function aftershipAccount(given: ProviderAccount): AfterShipAccount | null {
  const { apiKey, signing } = (given.secret ?? {}) as { apiKey?: unknown; signing?: unknown };
  if (typeof apiKey !== 'string' || apiKey === '') return null;
  const trackingOrigin = given.baseUrl ?? DOCUMENTED_ORIGIN;
  const { trackingVersion, shippingBaseUrl } = given.options;
  return {
    connectionId: given.connectionId,
    apiKey,
    signing: signingOf(signing),
    trackingOrigin,
    shippingOrigin: shippingBaseUrl || trackingOrigin,
    trackingVersion: TRACKING_VERSIONS.find((version) => version === trackingVersion) ?? DEFAULT_VERSION,
  };
}

/**
 * Every header that AfterShip asks for. `json` is what the HTTP client will send, `at` the moment of the request
 * (epoch ms): a signature is good for a short while around it.
 */
export function aftershipHeaders(
  account: Pick<AfterShipAccount, 'apiKey' | 'signing'>,
  request: { method: string; url: string; json?: unknown; at: number },
): Record<string, string> {
  const headers = { 'as-api-key': account.apiKey, 'content-type': 'application/json' };
  if (account.signing === null) return headers;
  const date = new Date(request.at).toUTCString();
  const body = request.json === undefined ? null : JSON.stringify(request.json);
  const signed = signature(account.signing, { ...request, body, date, headers });
  return { ...headers, date, ...signed };
}

/** Values to cut out of whatever is kept of a request of this account. */
export function aftershipSecrets(account: Pick<AfterShipAccount, 'apiKey' | 'signing'>): string[] {
  return [account.apiKey, ...(account.signing === null ? [] : [account.signing.secret])];
}

/** `{apiKey, signing?: {kind: 'aes' | 'rsa', secret}}` as typed. */
export function checkAfterShipSecret(secret: unknown): FieldMessage[] {
  const { apiKey, signing } = (secret ?? {}) as { apiKey?: unknown; signing?: unknown };
  const problems: FieldMessage[] = [];
  if (typeof apiKey !== 'string' || apiKey === '') {
    problems.push({
      field: 'apiKey',
      message: 'Paste the API key from AfterShip’s organization settings, page API keys.',
    });
  } else if (/\s/.test(apiKey)) {
    problems.push({
      field: 'apiKey',
      message: 'The key has blanks or line breaks in it. Copy it again, without anything around it.',
    });
  }
  if (signing === undefined || signing === null) return problems;
  const { kind, secret: signingSecret } = signing as { kind?: unknown; secret?: unknown };
  if (kind !== 'aes' && kind !== 'rsa') {
    problems.push({ field: 'signing.kind', message: 'Choose AES or RSA, as the key was made at AfterShip.' });
  }
  if (typeof signingSecret !== 'string' || signingSecret.trim() === '') {
    problems.push({ field: 'signing.secret', message: 'Paste the secret that belongs to this key.' });
  } else if (kind === 'rsa' && !isPrivateKey(signingSecret)) {
    problems.push({
      field: 'signing.secret',
      message:
        'Paste the whole private key, from “-----BEGIN” to “-----END … KEY-----”, without a passphrase.',
    });
  }
  return problems;
}

/** `trackingVersion` and `shippingBaseUrl`; every other name is refused. */
export function checkAfterShipOptions(options: Record<string, string>): FieldMessage[] {
  return Object.entries(options).flatMap(([name, value]) => {
    if (name === 'trackingVersion') {
      const isKnown = TRACKING_VERSIONS.some((version) => version === value);
      return isKnown ? [] : [{ field: name, message: `Choose ${TRACKING_VERSIONS.join(' or ')}.` }];
    }
    if (name === 'shippingBaseUrl') {
      const url = checkBaseUrl(value);
      return url.ok ? [] : [{ field: name, message: url.problem }];
    }
    return [{ field: name, message: 'AfterShip has no option of this name.' }];
  });
}

function signingOf(value: unknown): AfterShipAccount['signing'] {
  const { kind, secret } = (value ?? {}) as { kind?: unknown; secret?: unknown };
  if ((kind !== 'aes' && kind !== 'rsa') || typeof secret !== 'string' || secret === '') return null;
  return { kind, secret };
}
