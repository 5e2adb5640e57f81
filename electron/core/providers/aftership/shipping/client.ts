// The requests of AfterShip's shipping product v3, one function a kind; called by shipping-provider.ts.
// It builds, signs and sends. It judges no answer, repeats no write and keeps no key.

import { isLoopback } from '../../../http/base-url.ts';
import type { HttpClient, HttpOutcome, HttpRequest } from '../../../http/http-client.ts';
import type { Clock } from '../../../ports.ts';
import type { CallOptions } from '../../provider.ts';
import { type AfterShipAccount, aftershipHeaders, aftershipSecrets } from '../aftership-account.ts';

const BASE = '/postmen/v3';
/** AfterShip counts an organisation, whatever is asked. */
const PER_SECOND = 10;
const MOST_FILE_BYTES = 8 * 1024 * 1024;

export type Resource =
  | 'rates'
  | 'labels'
  | 'cancel-labels'
  | 'manifests'
  | 'pickups'
  | 'cancel-pickups'
  | 'shipper-accounts'
  | 'address-validations'
  | 'couriers';

export type Query = Readonly<Record<string, string | number | undefined>>;

export interface ShippingClient {
  list(account: AfterShipAccount, of: Resource, query: Query, options: CallOptions): Promise<HttpOutcome>;
  get(account: AfterShipAccount, of: Resource, id: string, options: CallOptions): Promise<HttpOutcome>;
  /** Leaves at most once, as every write here. `typed` is cut out of whatever comes back. */
  create(
    account: AfterShipAccount,
    of: Resource,
    json: object,
    options: CallOptions,
    typed?: readonly string[],
  ): Promise<HttpOutcome>;
  changeAccount(
    account: AfterShipAccount,
    change: { method: 'PUT' | 'PATCH' | 'DELETE'; id: string; part?: string; json?: object },
    options: CallOptions,
    typed?: readonly string[],
  ): Promise<HttpOutcome>;
  /** Bytes of a piece of paper, wherever AfterShip has put them. Without any credential. */
  file(account: AfterShipAccount, url: string, options: CallOptions): Promise<HttpOutcome>;
}

export function createShippingClient(http: HttpClient, clock: Pick<Clock, 'now'>): ShippingClient {
  function ask(
    account: AfterShipAccount,
    options: CallOptions,
    request: Pick<HttpRequest, 'method' | 'operation'> & {
      path: string;
      json?: object;
      typed?: readonly string[];
    },
  ): Promise<HttpOutcome> {
    const { method, operation, path, json, typed = [] } = request;
    const url = `${account.shippingOrigin}${BASE}${path}`;
    return http.send({
      method,
      operation: `aftership.shipping.${operation}`,
      repeatable: method === 'GET',
      connectionId: account.connectionId,
      url,
      headers: aftershipHeaders(account, {
        method,
        url,
        at: clock.now(),
        ...(json === undefined ? {} : { json }),
      }),
      ...(json === undefined ? {} : { body: { json } }),
      secrets: [...aftershipSecrets(account), ...typed],
      endpointLimit: { name: 'aftership-shipping', perSecond: PER_SECOND },
      priority: options.priority,
      ...(options.signal ? { signal: options.signal } : {}),
    });
  }
  const at = (id: string) => encodeURIComponent(id);

  return {
    list: (account, of, query, options) =>
      ask(account, options, { method: 'GET', operation: `${of}.list`, path: `/${of}${queryOf(query)}` }),
    get: (account, of, id, options) =>
      ask(account, options, { method: 'GET', operation: `${of}.get`, path: `/${of}/${at(id)}` }),
    create: (account, of, json, options, typed = []) =>
      ask(account, options, { method: 'POST', operation: `${of}.create`, path: `/${of}`, json, typed }),
    changeAccount: (account, { method, id, part, json }, options, typed = []) =>
      ask(account, options, {
        method,
        operation: `shipper-accounts.${part ?? 'remove'}`,
        path: `/shipper-accounts/${at(id)}${part === undefined ? '' : `/${part}`}`,
        ...(json === undefined ? {} : { json }),
        typed,
      }),
    file: (account, url, options) =>
      http.send({
        method: 'GET',
        operation: 'aftership.shipping.file',
        repeatable: true,
        connectionId: account.connectionId,
        url,
        expects: 'bytes',
        maxBytes: MOST_FILE_BYTES,
        // Whoever has the whole address has the label, so its query is no word for a log.
        secrets: [...aftershipSecrets(account), ...new URL(url).searchParams.values()],
        priority: options.priority,
        ...(options.signal ? { signal: options.signal } : {}),
      }),
  };
}

/**
 * Where a file may be fetched from: anywhere over https. This computer only for an account that is itself on this
 * computer, so that no answer from outside can make the console ask its own neighbours.
 */
export function isFileAddress(url: string, account: AfterShipAccount): boolean {
  if (!URL.canParse(url)) return false;
  const { protocol, hostname } = new URL(url);
  if (isLoopback(hostname)) return isLoopback(new URL(account.shippingOrigin).hostname);
  return protocol === 'https:';
}

function queryOf(query: Query): string {
  const pairs = Object.entries(query).flatMap(([name, value]) =>
    value === undefined || value === '' ? [] : [[name, String(value)] as [string, string]],
  );
  return pairs.length === 0 ? '' : `?${new URLSearchParams(pairs).toString()}`;
}
