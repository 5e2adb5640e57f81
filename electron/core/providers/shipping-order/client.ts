// The seven operations of the Shipping Order API (seed 004), one function each; called by shipping-order-provider.ts.
// It gets the token, builds and sends. It judges no answer and repeats no write, but for a 401: that one did nothing.

import type { ShipmentFilter } from '../../../../shared/contract/shipments.ts';
import type { HttpClient, HttpOutcome, HttpRequest } from '../../http/http-client.ts';
import type { Clock } from '../../ports.ts';
import type { CallOptions } from '../provider.ts';
import { createAccessTokens, type ShippingOrderAccount } from './access-tokens.ts';

/** Where the token service is unless a connection says otherwise (developer.lynkup.com, OAuth Client Credentials). */
export const TOKEN_PATH = '/ent-services/security/v1/oauth/token';
const SHIPMENTS = '/shipping/v1/shipments';

/** `at` tells whose answer it is: nothing has reached the API while the token service is the one that failed. */
export interface Sent {
  at: 'api' | 'token';
  outcome: HttpOutcome;
}

interface ShippingOrderClient {
  /** POST /shipments. Leaves at most once. */
  create(account: ShippingOrderAccount, shipment: object, options: CallOptions): Promise<Sent>;
  /** POST /shipments/list, but only a question. */
  list(account: ShippingOrderAccount, filter: ShipmentFilter, options: CallOptions): Promise<Sent>;
  /** GET /shipments/{id}; `forceUpdate`: they ask the delivery provider first. */
  get(account: ShippingOrderAccount, id: string, forceUpdate: boolean, options: CallOptions): Promise<Sent>;
  /** PUT /shipments/{id}. Leaves at most once. */
  edit(
    account: ShippingOrderAccount,
    id: string,
    changes: { body: object; forceUpdate: boolean },
    options: CallOptions,
  ): Promise<Sent>;
  /** DELETE /shipments/{id}, without a body. Leaves at most once. */
  cancel(account: ShippingOrderAccount, id: string, options: CallOptions): Promise<Sent>;
  /** POST /shipments/{id}/retry, without a body. Leaves at most once. */
  retry(account: ShippingOrderAccount, id: string, options: CallOptions): Promise<Sent>;
  /** GET /shipments/{id}/status-history; `unique`: each status once. */
  history(account: ShippingOrderAccount, id: string, unique: boolean, options: CallOptions): Promise<Sent>;
}

type Call = Pick<HttpRequest, 'method' | 'repeatable' | 'operation'> & { path: string; json?: unknown };

export function createShippingOrderClient(parts: { http: HttpClient; clock: Clock }): ShippingOrderClient {
  const { http } = parts;
  const tokens = createAccessTokens(parts);

  async function ask(account: ShippingOrderAccount, call: Call, options: CallOptions): Promise<Sent> {
    const first = await tokens.of(account, options);
    if (first.token === null) return { at: 'token', outcome: first.outcome };
    const outcome = await withToken(account, first.token, call, options);
    if (outcome.kind !== 'answer' || outcome.status !== 401) return { at: 'api', outcome };
    // It may have ended, or been withdrawn, before its time: one more, once.
    tokens.drop(account, first.token);
    const second = await tokens.of(account, options);
    if (second.token === null) return { at: 'token', outcome: second.outcome };
    return { at: 'api', outcome: await withToken(account, second.token, call, options) };
  }

  function withToken(
    account: ShippingOrderAccount,
    token: string,
    { path, json, ...rest }: Call,
    options: CallOptions,
  ): Promise<HttpOutcome> {
    return http.send({
      ...rest,
      connectionId: account.connectionId,
      url: `${account.origin}${SHIPMENTS}${path}`,
      headers: { authorization: `Bearer ${token}` },
      ...(json === undefined ? {} : { body: { json } }),
      secrets: [token, account.clientSecret],
      priority: options.priority,
      ...(options.signal ? { signal: options.signal } : {}),
    });
  }

  const question = { repeatable: true } as const;
  const write = { repeatable: false } as const;
  return {
    create: (account, shipment, options) =>
      ask(
        account,
        { ...write, method: 'POST', path: '', json: shipment, operation: 'shipping-order.create' },
        options,
      ),
    list: (account, filter, options) =>
      ask(
        account,
        { ...question, method: 'POST', path: '/list', json: filter, operation: 'shipping-order.list' },
        options,
      ),
    get: (account, id, forceUpdate, options) =>
      ask(
        account,
        {
          ...question,
          method: 'GET',
          path: `${one(id)}${forceUpdate ? '?force_update=true' : ''}`,
          operation: 'shipping-order.get',
        },
        options,
      ),
    edit: (account, id, { body, forceUpdate }, options) =>
      ask(
        account,
        {
          ...write,
          method: 'PUT',
          path: `${one(id)}${forceUpdate ? '?force_update=true' : ''}`,
          json: body,
          operation: 'shipping-order.edit',
        },
        options,
      ),
    cancel: (account, id, options) =>
      ask(
        account,
        { ...write, method: 'DELETE', path: one(id), operation: 'shipping-order.cancel' },
        options,
      ),
    retry: (account, id, options) =>
      ask(
        account,
        { ...write, method: 'POST', path: `${one(id)}/retry`, operation: 'shipping-order.retry' },
        options,
      ),
    history: (account, id, unique, options) =>
      ask(
        account,
        {
          ...question,
          method: 'GET',
          path: `${one(id)}/status-history${unique ? '?is_unique=true' : ''}`,
          operation: 'shipping-order.history',
        },
        options,
      ),
  };
}

function one(id: string): string {
  return `/${encodeURIComponent(id)}`;
}
