// AfterShip's shipping as the core knows it: sends, and judges what comes back. HTTP 200 is no success by itself: the
// meta code decides. Called by labels/. It keeps nothing, repeats no write and throws for no answer.

import type {
  AccountSettings,
  AddressValidation,
  CancelLabel,
  CancelPickup,
  Label,
  Manifest,
  Pickup,
  RateRecord,
  ShipperAccount,
  ShipperAccountInfo,
  ShippingCourier,
  ShippingProblem,
} from '../../../../../shared/contract/labels.ts';
import type { HttpAnswer, HttpClient, HttpOutcome } from '../../../http/http-client.ts';
import type { Clock } from '../../../ports.ts';
import type { CallOptions, ProviderAccount, ProviderError } from '../../provider.ts';
import { type AfterShipAccount, aftershipAccount } from '../aftership-account.ts';
import { createShippingClient, isFileAddress, type Query, type Resource } from './client.ts';
import {
  errorFromFailure,
  errorFromProblem,
  errorFromStatus,
  type Fate,
  isCertain,
  isRefusedByStatus,
  NO_KEY,
  problemFromMeta,
  unreadable,
} from './errors.ts';
import { PENDING } from './meta-codes.ts';
import {
  type ListPage,
  type Read,
  readAddressValidation,
  readCancelLabel,
  readCancelPickup,
  readCouriers,
  readLabel,
  readManifest,
  readMeta,
  readPage,
  readPickup,
  readRateRecord,
  readRemoved,
  readSettings,
  readShipperAccount,
} from './wire.ts';

export type { Query } from './client.ts';
export type { ListPage } from './wire.ts';

/** `pending`: taken and not done yet. `problem`: it is there, and something went wrong with it. */
export interface Told<Value> {
  value: Value;
  pending: boolean;
  problem: ShippingProblem | null;
}

/** `nothingDone`: it is certain that nothing was made. `code`: the meta code, null where none came. */
export type ShippingResult<Value> =
  | ({ ok: true } & Told<Value>)
  | { ok: false; error: ProviderError; nothingDone: boolean; code: number | null };

type Call<Rest extends unknown[], Value> = (
  account: ProviderAccount,
  ...rest: [...Rest, CallOptions]
) => Promise<ShippingResult<Value>>;

interface Question<Value> {
  list: Call<[Query], ListPage<Value>>;
  get: Call<[id: string], Value>;
}
interface Collection<Value> extends Question<Value> {
  /** Leaves at most once. */
  create: Call<[object], Value>;
}

export interface ShippingCalls {
  rates: Collection<RateRecord>;
  labels: Collection<Label>;
  cancelLabels: Collection<CancelLabel>;
  manifests: Collection<Manifest>;
  pickups: Collection<Pickup>;
  cancelPickups: Collection<CancelPickup>;
  shipperAccounts: Question<ShipperAccount> & {
    /** `typed` is cut out of whatever comes back. */
    create: Call<[account: object, typed: readonly string[]], ShipperAccount>;
    update: Call<[id: string, ShipperAccountInfo], ShipperAccount>;
    replaceCredentials: Call<[id: string, Record<string, string>], ShipperAccount>;
    updateSettings: Call<[id: string, AccountSettings], Record<string, unknown>>;
    remove: Call<[id: string], { id: string }>;
  };
  validateAddress: Call<[object], AddressValidation>;
  couriers: Call<[], ShippingCourier[]>;
  file: Call<[url: string], Uint8Array>;
}

/** Statuses that are on their way to another one. */
const UNDER_WAY = new Set(['calculating', 'creating', 'cancelling', 'manifesting']);

export function createAfterShipShipping({
  http,
  clock,
}: {
  http: HttpClient;
  clock: Pick<Clock, 'now'>;
}): ShippingCalls {
  const client = createShippingClient(http, clock);

  async function ask<Value>(
    given: ProviderAccount,
    fate: Fate,
    send: (account: AfterShipAccount) => Promise<HttpOutcome>,
    read: (json: unknown) => Read<Value>,
  ): Promise<ShippingResult<Value>> {
    const account = aftershipAccount(given);
    if (account === null) return { ok: false, error: NO_KEY, nothingDone: true, code: null };
    const outcome = await send(account);
    if (outcome.kind === 'failure') {
      const error = errorFromFailure(outcome, fate);
      return { ok: false, error, nothingDone: outcome.reached === 'no', code: null };
    }
    return judged(outcome, fate, read);
  }

  function question<Value>(of: Resource, read: (json: unknown) => Read<Value>): Question<Value> {
    const page = readPage(of.replaceAll('-', '_'), read);
    return {
      list: (given, query, options) =>
        ask(given, 'question', (account) => client.list(account, of, query, options), page),
      get: (given, id, options) =>
        ask(given, 'question', (account) => client.get(account, of, id, options), read),
    };
  }

  function collection<Value>(
    of: Resource,
    read: (json: unknown) => Read<Value>,
    fate: Fate = 'made',
  ): Collection<Value> {
    return {
      ...question(of, read),
      create: (given, body, options) =>
        ask(given, fate, (account) => client.create(account, of, body, options), read),
    };
  }

  return {
    // Asking for rates makes nothing that anybody pays for or waits for.
    rates: collection('rates', readRateRecord, 'question'),
    labels: collection('labels', readLabel),
    cancelLabels: collection('cancel-labels', readCancelLabel, 'cancelled'),
    manifests: collection('manifests', readManifest),
    pickups: collection('pickups', readPickup),
    cancelPickups: collection('cancel-pickups', readCancelPickup, 'cancelled'),
    shipperAccounts: {
      ...question('shipper-accounts', readShipperAccount),
      create: (given, body, typed, options) =>
        ask(
          given,
          'made',
          (account) => client.create(account, 'shipper-accounts', body, options, typed),
          readShipperAccount,
        ),
      update: (given, id, info, options) =>
        ask(
          given,
          'changed',
          (account) =>
            client.changeAccount(account, { method: 'PUT', id, part: 'info', json: info }, options),
          readShipperAccount,
        ),
      replaceCredentials: (given, id, credentials, options) =>
        ask(
          given,
          'changed',
          (account) =>
            client.changeAccount(
              account,
              { method: 'PATCH', id, part: 'credentials', json: credentials },
              options,
              Object.values(credentials),
            ),
          readShipperAccount,
        ),
      updateSettings: (given, id, settings, options) =>
        ask(
          given,
          'changed',
          (account) =>
            client.changeAccount(account, { method: 'PATCH', id, part: 'settings', json: settings }, options),
          readSettings,
        ),
      remove: (given, id, options) =>
        ask(
          given,
          'changed',
          (account) => client.changeAccount(account, { method: 'DELETE', id }, options),
          readRemoved,
        ),
    },
    validateAddress: (given, address, options) =>
      ask(
        given,
        'question',
        (account) => client.create(account, 'address-validations', { address }, options),
        readAddressValidation,
      ),
    couriers: (given, options) =>
      ask(given, 'question', (account) => client.list(account, 'couriers', {}, options), readCouriers),

    async file(given, url, options) {
      const account = aftershipAccount(given);
      if (account === null) return { ok: false, error: NO_KEY, nothingDone: true, code: null };
      const failed = (error: ProviderError): ShippingResult<Uint8Array> => ({
        ok: false,
        error,
        nothingDone: true,
        code: null,
      });
      if (!isFileAddress(url, account))
        return failed(noFile(null, 'AfterShip names no usable address for it.'));
      const outcome = await client.file(account, url, options);
      if (outcome.kind === 'failure') return failed(errorFromFailure(outcome, 'question'));
      if (outcome.status !== 200 || outcome.bytes === undefined || outcome.bytes.length === 0) {
        return failed(
          noFile(outcome.status, 'Its address may have expired: load the label again, then try once more.'),
        );
      }
      return { ok: true, value: outcome.bytes, pending: false, problem: null };
    },
  };
}

function judged<Value>(
  answer: HttpAnswer,
  fate: Fate,
  read: (json: unknown) => Read<Value>,
): ShippingResult<Value> {
  const meta = readMeta(answer.json);
  const failed = (error: ProviderError, nothingDone: boolean): ShippingResult<Value> => ({
    ok: false,
    error,
    nothingDone,
    code: meta?.code ?? null,
  });
  const isGood = answer.status >= 200 && answer.status <= 299;
  // A code of 4000 or more is AfterShip's own word, whatever the status line says; three digits repeat the status line.
  if (!isGood && (meta === null || meta.code < 1000)) {
    return failed(errorFromStatus(answer, meta, fate), isRefusedByStatus(answer.status));
  }
  if (meta === null) return failed(unreadable(answer, 'meta.code', fate), false);
  const known = read((answer.json as { data?: unknown }).data);
  const isTaken = meta.code === PENDING || (meta.code >= 200 && meta.code <= 299);
  if (!isTaken) {
    const problem = problemFromMeta(meta);
    // What is there is told with what went wrong with it: a label that failed, the rates that came.
    if (known.ok && hasId(known.value)) return { ok: true, value: known.value, pending: false, problem };
    return failed(errorFromProblem(problem, answer, fate), isCertain(meta.code));
  }
  if (!known.ok) return failed(unreadable(answer, known.field, fate), false);
  const { status } = (known.value ?? {}) as { status?: unknown };
  const isUnderWay = typeof status === 'string' && UNDER_WAY.has(status);
  return { ok: true, value: known.value, pending: meta.code === PENDING || isUnderWay, problem: null };
}

/** An empty `data` beside an error is no thing. */
function hasId(value: unknown): boolean {
  return typeof (value as { id?: unknown } | null)?.id === 'string';
}

function noFile(status: number | null, sentence: string): ProviderError {
  return {
    kind: status === null ? 'bad-answer' : 'invalid',
    sentence: `The paper could not be fetched. ${sentence}`,
    status,
    fields: [],
    body: null,
    retryAt: null,
  };
}
