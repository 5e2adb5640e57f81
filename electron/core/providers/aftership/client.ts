// The requests of AfterShip's tracking API in both versions (seed 003), one function each; called by
// aftership-provider.ts. It builds, signs and sends. It judges no answer, repeats no write and keeps no key.

import type {
  AfterShipChanges,
  AfterShipPredictionInput,
  AfterShipReason,
  AfterShipTrackingInput,
} from '../../../../shared/contract/aftership.ts';
import type { HttpClient, HttpOutcome, HttpRequest } from '../../http/http-client.ts';
import type { Clock } from '../../ports.ts';
import type { CallOptions } from '../provider.ts';
import { type AfterShipAccount, aftershipHeaders, aftershipSecrets } from './aftership-account.ts';
import { type Endpoint, endpointLimit, fieldNames, predictionBody, trackingBody } from './dialect.ts';
import { timeForQuery } from './their-time.ts';

/** How many trackings a page holds; the most that AfterShip gives. */
export const PAGE_LIMIT = 200;
/** AfterShip keeps trackings this long; without naming it a list begins 30 or 120 days ago. */
const KEPT_MS = 120 * 24 * 60 * 60_000;

export interface ListQuery {
  tracking_numbers?: string;
  slug?: string;
  order_id?: string;
  updatedSince?: number | null;
  /** As the page before named it; null for the first. */
  page?: string | null;
  limit?: number;
}

export interface AfterShipClient {
  list(account: AfterShipAccount, query: ListQuery, options: CallOptions): Promise<HttpOutcome>;
  get(
    account: AfterShipAccount,
    id: string,
    wanted: { fields?: readonly string[] | undefined; lang?: string | undefined },
    options: CallOptions,
  ): Promise<HttpOutcome>;
  create(account: AfterShipAccount, said: AfterShipTrackingInput, options: CallOptions): Promise<HttpOutcome>;
  update(
    account: AfterShipAccount,
    id: string,
    said: AfterShipChanges,
    options: CallOptions,
  ): Promise<HttpOutcome>;
  remove(account: AfterShipAccount, id: string, options: CallOptions): Promise<HttpOutcome>;
  retrack(account: AfterShipAccount, id: string, options: CallOptions): Promise<HttpOutcome>;
  complete(
    account: AfterShipAccount,
    id: string,
    reason: AfterShipReason,
    options: CallOptions,
  ): Promise<HttpOutcome>;
  /** Version 2024-04 only. */
  lastCheckpoint(
    account: AfterShipAccount,
    id: string,
    wanted: { fields?: readonly string[] | undefined; lang?: string | undefined },
    options: CallOptions,
  ): Promise<HttpOutcome>;
  predict(
    account: AfterShipAccount,
    items: AfterShipPredictionInput[],
    options: CallOptions,
  ): Promise<HttpOutcome>;
  couriers(account: AfterShipAccount, all: boolean, options: CallOptions): Promise<HttpOutcome>;
  detect(account: AfterShipAccount, trackingNumber: string, options: CallOptions): Promise<HttpOutcome>;
}

export function createAfterShipClient({ http, clock }: { http: HttpClient; clock: Clock }): AfterShipClient {
  function send(
    account: AfterShipAccount,
    endpoint: Endpoint,
    request: Pick<HttpRequest, 'method' | 'repeatable'> & {
      path: string;
      query?: Record<string, string | undefined>;
      json?: unknown;
    },
    { priority, signal }: CallOptions,
  ): Promise<HttpOutcome> {
    const { method, path, json, repeatable } = request;
    const query = Object.entries(request.query ?? {})
      .flatMap(([name, value]) => (value === undefined ? [] : [`${name}=${encodeURIComponent(value)}`]))
      .join('&');
    const base = `${account.trackingOrigin}/tracking/${account.trackingVersion}${path}`;
    const url = query === '' ? base : `${base}?${query}`;
    return http.send({
      connectionId: account.connectionId,
      method,
      url,
      headers: aftershipHeaders(account, { method, url, json, at: clock.now() }),
      ...(json === undefined ? {} : { body: { json } }),
      secrets: aftershipSecrets(account),
      repeatable,
      priority,
      signal,
      endpointLimit: endpointLimit(account.trackingVersion, endpoint),
      operation: `aftership.${endpoint}`,
    });
  }

  const one = (id: string) => `/trackings/${encodeURIComponent(id)}`;

  return {
    list(account, { updatedSince, page, limit = PAGE_LIMIT, ...filters }, options) {
      const isPaged = account.trackingVersion === '2024-04';
      const query = {
        ...filters,
        limit: String(limit),
        created_at_min: timeForQuery(clock.now() - KEPT_MS),
        updated_at_min: updatedSince == null ? undefined : timeForQuery(updatedSince),
        ...(isPaged ? { page: page ?? '1' } : { cursor: page ?? undefined }),
      };
      return send(account, 'list', { method: 'GET', path: '/trackings', query, repeatable: true }, options);
    },
    get(account, id, { fields, lang }, options) {
      const query = { fields: fields && fieldNames(account.trackingVersion, fields), lang };
      return send(account, 'get', { method: 'GET', path: one(id), query, repeatable: true }, options);
    },
    create: (account, said, options) =>
      send(
        account,
        'create',
        {
          method: 'POST',
          path: '/trackings',
          json: trackingBody(account.trackingVersion, said),
          repeatable: false,
        },
        options,
      ),
    update: (account, id, said, options) =>
      send(
        account,
        'update',
        {
          method: 'PUT',
          path: one(id),
          json: trackingBody(account.trackingVersion, said),
          repeatable: false,
        },
        options,
      ),
    remove: (account, id, options) =>
      send(account, 'delete', { method: 'DELETE', path: one(id), repeatable: false }, options),
    retrack: (account, id, options) =>
      send(account, 'retrack', { method: 'POST', path: `${one(id)}/retrack`, repeatable: false }, options),
    complete: (account, id, reason, options) =>
      send(
        account,
        'complete',
        { method: 'POST', path: `${one(id)}/mark-as-completed`, json: { reason }, repeatable: false },
        options,
      ),
    lastCheckpoint(account, id, { fields, lang }, options) {
      const query = { fields: fields?.join(','), lang };
      const path = `/last_checkpoint/${encodeURIComponent(id)}`;
      return send(account, 'last_checkpoint', { method: 'GET', path, query, repeatable: true }, options);
    },
    predict: (account, items, options) =>
      send(
        account,
        'predict',
        {
          method: 'POST',
          path: '/estimated-delivery-date/predict-batch',
          json: predictionBody(account.trackingVersion, items),
          repeatable: true,
        },
        options,
      ),
    couriers(account, all, options) {
      // From 2025-04 on one call with a filter stands for two.
      const isOld = account.trackingVersion === '2024-04';
      const path = isOld && all ? '/couriers/all' : '/couriers';
      const query = isOld || all ? {} : { active: 'true' };
      return send(account, 'couriers', { method: 'GET', path, query, repeatable: true }, options);
    },
    detect: (account, trackingNumber, options) =>
      send(
        account,
        'detect',
        {
          method: 'POST',
          path: '/couriers/detect',
          json: trackingBody(account.trackingVersion, { tracking_number: trackingNumber }),
          repeatable: true,
        },
        options,
      ),
  };
}
