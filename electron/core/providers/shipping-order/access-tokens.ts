// OAuth2 client credentials of Shipping Order: one access token an account, asked for once however many want it, used
// until shortly before its end. Called by client.ts. Tokens live in this memory only; they are never kept or logged.

import { createHash } from 'node:crypto';
import type { HttpAnswer, HttpClient, HttpFailure } from '../../http/http-client.ts';
import type { Clock } from '../../ports.ts';
import type { CallOptions } from '../provider.ts';

/** An account whose credential has been found good enough to send. */
export interface ShippingOrderAccount {
  connectionId: string;
  /** Origin of the API. */
  origin: string;
  tokenUrl: string;
  clientId: string;
  clientSecret: string;
}

/** A token, or why there is none. A 2xx among the answers is one without a token in it. */
export type TokenAnswer = { token: string } | { token: null; outcome: HttpAnswer | HttpFailure };

export interface AccessTokens {
  of(account: ShippingOrderAccount, options: CallOptions): Promise<TokenAnswer>;
  /** The API has refused this token: the next to ask gets another one, unless there is a newer one already. */
  drop(account: ShippingOrderAccount, token: string): void;
}

interface Kept {
  /** Of the credential the token was given for: another one must not use it. */
  credential: string;
  token: string;
  goodUntil: number;
}

/** A token that ends on its way is as bad as none. */
const MARGIN_MS = 60_000;
/** Where an answer does not say how long its token lives. */
const UNSAID_LIFE_MS = 5 * 60_000;

export function createAccessTokens({ http, clock }: { http: HttpClient; clock: Clock }): AccessTokens {
  const kept = new Map<string, Kept>();
  const underWay = new Map<string, Promise<TokenAnswer>>();

  async function ask(account: ShippingOrderAccount, options: CallOptions): Promise<TokenAnswer> {
    const basic = Buffer.from(`${account.clientId}:${account.clientSecret}`, 'utf8').toString('base64');
    const outcome = await http.send({
      connectionId: account.connectionId,
      method: 'POST',
      url: account.tokenUrl,
      headers: { authorization: `Basic ${basic}` },
      body: { form: { grant_type: 'client_credentials' } },
      secrets: [account.clientSecret],
      // Asking twice gives two good tokens and does no harm.
      repeatable: true,
      operation: 'shipping-order.token',
      priority: options.priority,
      // Without the signal of whoever was first: others wait for the same answer.
    });
    if (outcome.kind === 'failure' || outcome.status < 200 || outcome.status > 299) {
      return { token: null, outcome };
    }
    const { access_token: token, expires_in: life } = (outcome.json ?? {}) as Record<string, unknown>;
    if (typeof token !== 'string' || token === '') return { token: null, outcome };
    const lifeMs = lifeFrom(life);
    kept.set(account.connectionId, {
      credential: credentialOf(account),
      token,
      goodUntil: clock.now() + lifeMs - Math.min(MARGIN_MS, lifeMs / 10),
    });
    return { token };
  }

  return {
    async of(account, options) {
      const credential = credentialOf(account);
      const known = kept.get(account.connectionId);
      if (known?.credential === credential && clock.now() < known.goodUntil) return { token: known.token };
      const running = underWay.get(credential);
      if (running) return running;
      const asked = ask(account, options).finally(() => underWay.delete(credential));
      underWay.set(credential, asked);
      return asked;
    },
    drop({ connectionId }, token) {
      if (kept.get(connectionId)?.token === token) kept.delete(connectionId);
    },
  };
}

/** Seconds, as a number or as text; null and nonsense live a short while. */
function lifeFrom(seconds: unknown): number {
  const life = typeof seconds === 'string' ? Number.parseFloat(seconds) : seconds;
  return typeof life === 'number' && Number.isFinite(life) && life > 0 ? life * 1000 : UNSAID_LIFE_MS;
}

/** Tells credentials apart without keeping them. */
function credentialOf({ connectionId, tokenUrl, clientId, clientSecret }: ShippingOrderAccount): string {
  return createHash('sha256')
    .update(JSON.stringify([connectionId, tokenUrl, clientId, clientSecret]))
    .digest('base64');
}
