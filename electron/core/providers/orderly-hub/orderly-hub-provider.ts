// Orderly Hub as a provider: sends, and judges what comes back. Called by connections (AccountProvider) and by
// carrier-accounts (OrderlyHubCalls). It carries no jobs, keeps nothing, repeats no write and throws for no answer.

import type {
  CarrierAccount,
  CarrierAccountChanges,
  FedexAccount,
  InvoiceInfo,
  NewCarrierAccount,
} from '../../../../shared/contract/carrier-accounts.ts';
import type { PinOption } from '../../../../shared/domain/carrier-account.ts';
import type { HttpAnswer, HttpClient, HttpOutcome } from '../../http/http-client.ts';
import type { AccountProvider, CallOptions, ProviderAccount, ProviderError } from '../provider.ts';
import { type AccountFilter, createOrderlyHubClient, DOCUMENTED_ORIGIN, type HubAccount } from './client.ts';
import {
  certainlyDidNothing,
  errorFromAnswer,
  errorFromFailure,
  NO_KEY,
  type Operation,
  unreadable,
} from './errors.ts';
import {
  type AccountPage,
  type Read,
  type Registered,
  readOne,
  readPage,
  readRegistered,
  readSuccess,
  readTest,
  readVerified,
} from './wire.ts';

export type { AccountFilter } from './client.ts';

/** `nothingDone`: it is certain that the hub did not act. */
export type HubResult<Value> =
  | { ok: true; value: Value }
  | { ok: false; error: ProviderError; nothingDone: boolean };

type Call<Rest extends unknown[], Value> = (
  account: ProviderAccount,
  ...rest: [...Rest, CallOptions]
) => Promise<HubResult<Value>>;

/** Each is one request of seed 001; failures that it tells in a body (`valid`, `verified`, `success`) are answers. */
export interface OrderlyHubCalls {
  list: Call<[AccountFilter], AccountPage>;
  get: Call<[id: string], CarrierAccount>;
  create: Call<[NewCarrierAccount], CarrierAccount>;
  update: Call<[id: string, CarrierAccountChanges], CarrierAccount>;
  remove: Call<[id: string], { success: boolean; message: string | null }>;
  testAccount: Call<[id: string], { valid: boolean; error: string | null }>;
  register: Call<[FedexAccount], Registered>;
  requestPin: Call<[accountId: string, PinOption], { success: boolean; message: string | null }>;
  verifyPin: Call<[accountId: string, pin: string], { verified: boolean; error: string | null }>;
  verifyInvoice: Call<[accountId: string, InvoiceInfo], { verified: boolean; error: string | null }>;
}

/** Statuses under which a `verified: false` may come; the others are about the key, the limit or the hub itself. */
const REFUSALS = new Set([400, 402, 409, 410, 422]);

export function createOrderlyHubProvider({ http }: { http: HttpClient }): AccountProvider & OrderlyHubCalls {
  const client = createOrderlyHubClient(http);

  async function ask<Value>(
    given: ProviderAccount,
    operation: Operation,
    send: (account: HubAccount) => Promise<HttpOutcome>,
    read: (json: unknown) => Read<Value>,
    /** A body that tells a failure in its own words is an answer, whatever its status. */
    tellsFailure = false,
  ): Promise<HubResult<Value>> {
    const account = accountOf(given);
    if (account === null) return { ok: false, error: NO_KEY, nothingDone: true };
    const outcome = await send(account);
    if (outcome.kind === 'failure') {
      const error = errorFromFailure(outcome, operation);
      return { ok: false, error, nothingDone: outcome.reached === 'no' };
    }
    const isGood = outcome.status >= 200 && outcome.status <= 299;
    if (!isGood && !(tellsFailure && REFUSALS.has(outcome.status) && read(outcome.json).ok)) {
      const error = errorFromAnswer(outcome, operation);
      return { ok: false, error, nothingDone: certainlyDidNothing(outcome) };
    }
    return judged(outcome, operation, read(outcome.json));
  }

  return {
    name: 'orderly-hub',
    documentedOrigin: DOCUMENTED_ORIGIN,

    checkSecret: (secret) => {
      const apiKey = (secret as { apiKey?: unknown } | null | undefined)?.apiKey;
      const sentence =
        typeof apiKey !== 'string' || apiKey === ''
          ? 'Paste the API key from Orderly Hub; it begins with oh_.'
          : /\s/.test(apiKey)
            ? 'The key has blanks or line breaks in it. Copy it again, without anything around it.'
            : null;
      return sentence === null ? [] : [{ field: 'apiKey', message: sentence }];
    },

    /** One account at most is asked for: that needs the key and the scope carrier-accounts:read, and changes nothing. */
    async test(given, options) {
      const page = await ask(
        given,
        'list',
        (account) => client.list(account, { limit: 1 }, options),
        readPage,
      );
      return page.ok ? { ok: true, value: { clientName: null } } : page;
    },

    list: (given, filter, options) =>
      ask(given, 'list', (account) => client.list(account, filter, options), readPage),
    get: (given, id, options) => ask(given, 'get', (account) => client.get(account, id, options), readOne),
    create: (given, wanted, options) =>
      ask(given, 'create', (account) => client.create(account, wanted, options), readOne),
    update: (given, id, changes, options) =>
      ask(given, 'update', (account) => client.update(account, id, changes, options), readOne),
    remove: (given, id, options) =>
      ask(given, 'remove', (account) => client.remove(account, id, options), readSuccess),
    testAccount: (given, id, options) =>
      ask(given, 'test', (account) => client.test(account, id, options), readTest, true),
    register: (given, fedex, options) =>
      ask(given, 'register', (account) => client.register(account, fedex, options), readRegistered),
    requestPin: (given, id, option, options) =>
      ask(
        given,
        'request-pin',
        (account) => client.requestPin(account, id, option, options),
        readPinRequest,
        true,
      ),
    verifyPin: (given, id, pin, options) =>
      ask(given, 'verify', (account) => client.verifyPin(account, id, pin, options), readVerified, true),
    verifyInvoice: (given, id, invoice, options) =>
      ask(
        given,
        'verify',
        (account) => client.verifyInvoice(account, id, invoice, options),
        readVerified,
        true,
      ),
  };
}

/** A refusal may put its words where errors stand. */
function readPinRequest(json: unknown): Read<{ success: boolean; message: string | null }> {
  const read = readSuccess(json);
  if (!read.ok || read.value.message !== null) return read;
  const { error } = json as { error?: unknown };
  return typeof error === 'string' ? { ok: true, value: { ...read.value, message: error } } : read;
}

function judged<Value>(answer: HttpAnswer, operation: Operation, read: Read<Value>): HubResult<Value> {
  if (read.ok) return read;
  return { ok: false, error: unreadable(answer, operation, read.field), nothingDone: false };
}

function accountOf({ connectionId, baseUrl, secret }: ProviderAccount): HubAccount | null {
  const apiKey = (secret as { apiKey?: unknown } | null | undefined)?.apiKey;
  return typeof apiKey === 'string' && apiKey !== '' ? { connectionId, baseUrl, apiKey } : null;
}
