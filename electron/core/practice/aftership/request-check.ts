// Who asks, whether it is signed right, and how often: what AfterShip's gateway sees to before anything else. Used by
// start-aftership-simulator.ts.

import { constants, createHash, createHmac, verify } from 'node:crypto';
import { Failure } from './meta.ts';
import type { Version } from './shape.ts';

export interface SimulatedKey {
  key: string;
  /** Absent: the key alone is enough. For `rsa` the secret is the public key. */
  signing?: { kind: 'aes' | 'rsa'; secret: string };
}

export interface Incoming {
  method: string;
  /** With its query, as it came. */
  url: string;
  headers: Record<string, string | string[] | undefined>;
  body: string;
}

const OLDEST_SIGNATURE_MS = 5 * 60_000;

export function checkKey(keys: readonly SimulatedKey[], request: Incoming, now: number): string {
  const given = request.headers['as-api-key'];
  const known = keys.find(({ key }) => key === given);
  if (!known) throw new Failure(401);
  if (known.signing) checkSignature(known.signing, request, now);
  return known.key;
}

function checkSignature(
  signing: { kind: 'aes' | 'rsa'; secret: string },
  request: Incoming,
  now: number,
): void {
  const name = signing.kind === 'aes' ? 'as-signature-hmac-sha256' : 'as-signature-rsa-sha256';
  const given = request.headers[name];
  const date = String(request.headers.date ?? '');
  const age = Math.abs(now - Date.parse(date));
  if (typeof given !== 'string' || !(age <= OLDEST_SIGNATURE_MS)) throw new Failure(401);
  const text = Buffer.from(textToSign(request, date));
  const isRight =
    signing.kind === 'aes'
      ? createHmac('sha256', signing.secret).update(text).digest('base64') === given
      : verify(
          'sha256',
          text,
          {
            key: signing.secret,
            padding: constants.RSA_PKCS1_PSS_PADDING,
            saltLength: constants.RSA_PSS_SALTLEN_DIGEST,
          },
          Buffer.from(given, 'base64'),
        );
  if (!isRight) throw new Failure(401);
}

function textToSign({ method, url, headers, body }: Incoming, date: string): string {
  const [path = '', query = ''] = url.split('?');
  const sorted = query === '' ? path : `${path}?${query.split('&').toSorted().join('&')}`;
  const own = Object.keys(headers)
    .filter((name) => name.startsWith('as-') && !name.startsWith('as-signature'))
    .toSorted()
    .map((name) => `${name}:${String(headers[name]).trim()}`)
    .join('\n');
  const digest = body === '' ? '' : createHash('md5').update(body).digest('hex').toUpperCase();
  return `${method}\n${digest}\n${body === '' ? '' : 'application/json'}\n${date}\n${own}\n${sorted}`;
}

/** Requests a second by endpoint, from 2024-07 on; 2024-04 has one window of ten for everything. */
const CEILINGS: Record<string, number> = {
  'POST /trackings': 20,
  'GET /trackings': 6,
  'POST /couriers/detect': 3,
  'POST /estimated-delivery-date/predict-batch': 20,
};

/** Counts one request; throws 429 where the window is full. Answers the headers that every reply carries. */
export class RateWindows {
  private readonly windows = new Map<string, { second: number; used: number }>();

  take(key: string, version: Version, endpoint: string, now: number): Record<string, string> {
    const ceiling = version === '2024-04' ? 10 : (CEILINGS[endpoint] ?? 5);
    const name = `${key} ${version === '2024-04' ? '' : endpoint}`;
    const second = Math.floor(now / 1000);
    const kept = this.windows.get(name);
    const window = kept?.second === second ? kept : { second, used: 0 };
    window.used += 1;
    this.windows.set(name, window);
    return {
      'x-ratelimit-limit': String(ceiling),
      'x-ratelimit-remaining': String(Math.max(0, ceiling - window.used)),
      'x-ratelimit-reset': String(second + 1),
      ...(window.used > ceiling ? { 'x-over': '1' } : {}),
    };
  }
}
