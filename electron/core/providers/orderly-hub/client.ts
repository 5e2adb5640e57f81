// The ten requests of Orderly Hub's carrier accounts (seed 001), one function each; called by orderly-hub-provider.ts.
// It builds and sends. It judges no answer, repeats no write and keeps no key.

import type {
  CarrierAccountChanges,
  FedexAccount,
  InvoiceInfo,
  NewCarrierAccount,
} from '../../../../shared/contract/carrier-accounts.ts';
import { isMask, type PinOption } from '../../../../shared/domain/carrier-account.ts';
import type { HttpClient, HttpOutcome, HttpRequest } from '../../http/http-client.ts';
import type { CallOptions, ProviderAccount } from '../provider.ts';

export const DOCUMENTED_ORIGIN = 'https://api.orderly-hub.com';
const ACCOUNTS = '/api/v1/carrier-accounts';

/** An account whose key has been found good enough to send. */
export type HubAccount = Pick<ProviderAccount, 'connectionId' | 'baseUrl'> & { apiKey: string };

export interface AccountFilter {
  page?: number | undefined;
  limit?: number | undefined;
  carrier?: string | undefined;
  status?: string | undefined;
}

type Ask<Rest extends unknown[]> = (
  account: HubAccount,
  ...rest: [...Rest, CallOptions]
) => Promise<HttpOutcome>;

interface OrderlyHubClient {
  list: Ask<[AccountFilter]>;
  get: Ask<[id: string]>;
  /** Leaves at most once, as every write here. */
  create: Ask<[NewCarrierAccount]>;
  update: Ask<[id: string, CarrierAccountChanges]>;
  remove: Ask<[id: string]>;
  test: Ask<[id: string]>;
  register: Ask<[FedexAccount]>;
  requestPin: Ask<[accountId: string, PinOption]>;
  verifyPin: Ask<[accountId: string, pin: string]>;
  verifyInvoice: Ask<[accountId: string, InvoiceInfo]>;
}

export function createOrderlyHubClient(http: HttpClient): OrderlyHubClient {
  function ask(
    account: HubAccount,
    options: CallOptions,
    request: Pick<HttpRequest, 'method' | 'operation'> & {
      path?: string;
      json?: object;
      repeatable?: boolean;
      /** Cut out of whatever comes back. */
      typed?: readonly string[];
    },
  ): Promise<HttpOutcome> {
    const { path = '', json, typed = [], repeatable = false, method, operation } = request;
    return http.send({
      method,
      operation: `orderly-hub.${operation}`,
      repeatable,
      connectionId: account.connectionId,
      url: `${account.baseUrl ?? DOCUMENTED_ORIGIN}${ACCOUNTS}${path}`,
      headers: { authorization: `Bearer ${account.apiKey}` },
      ...(json === undefined ? {} : { body: { json } }),
      secrets: [account.apiKey, ...typed],
      priority: options.priority,
      ...(options.signal ? { signal: options.signal } : {}),
    });
  }
  const at = (id: string) => `/${encodeURIComponent(id)}`;

  return {
    list: (account, filter, options) =>
      ask(account, options, { method: 'GET', path: queryOf(filter), operation: 'list', repeatable: true }),
    get: (account, id, options) =>
      ask(account, options, { method: 'GET', path: at(id), operation: 'get', repeatable: true }),
    create: (account, wanted, options) =>
      ask(account, options, {
        method: 'POST',
        operation: 'create',
        json: wanted,
        typed: Object.values(wanted.credentials),
      }),
    update: (account, id, changes, options) => {
      const json = withoutMasks(changes);
      return ask(account, options, {
        method: 'PATCH',
        path: at(id),
        operation: 'update',
        json,
        typed: Object.values(json.credentials ?? {}),
      });
    },
    remove: (account, id, options) =>
      ask(account, options, { method: 'DELETE', path: at(id), operation: 'remove' }),
    test: (account, id, options) =>
      ask(account, options, { method: 'POST', path: `${at(id)}/test`, operation: 'test' }),
    register: (account, fedex, options) =>
      ask(account, options, {
        method: 'POST',
        path: '/fedex/register',
        operation: 'fedexRegister',
        json: fedex,
        typed: [fedex.accountNumber],
      }),
    requestPin: (account, accountId, option, options) =>
      ask(account, options, {
        method: 'POST',
        path: '/fedex/request-pin',
        operation: 'fedexRequestPin',
        json: { accountId, option },
      }),
    verifyPin: (account, accountId, pin, options) =>
      ask(account, options, {
        method: 'POST',
        path: '/fedex/verify-pin',
        operation: 'fedexVerifyPin',
        json: { accountId, pin },
        typed: [pin],
      }),
    verifyInvoice: (account, accountId, invoiceInfo, options) =>
      ask(account, options, {
        method: 'POST',
        path: '/fedex/verify-invoice',
        operation: 'fedexVerifyInvoice',
        json: { accountId, invoiceInfo },
        typed: [invoiceInfo.invoiceNumber],
      }),
  };
}

/** Only what is asked for: the hub's own defaults stay its own. */
function queryOf(filter: AccountFilter): string {
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(filter)) {
    if (value !== undefined && value !== '') query.set(name, String(value));
  }
  return query.size === 0 ? '' : `?${query}`;
}

/** New credentials are merged with the kept ones, so a mask would overwrite a real one. It is refused before; never here. */
function withoutMasks({ credentials, ...changes }: CarrierAccountChanges): CarrierAccountChanges {
  if (credentials === undefined) return changes;
  const typed = Object.entries(credentials).filter(([, value]) => !isMask(value));
  return typed.length === 0 ? changes : { ...changes, credentials: Object.fromEntries(typed) };
}
