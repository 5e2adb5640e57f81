// Carrier accounts as a dispatcher sees them: asks Orderly Hub, keeps what the last test said, where a FedEx
// registration stands and which create is without an answer. Called by rpc/. What is not safe to repeat (create,
// request a PIN) leaves once; credentials, PINs and invoices are in nothing that is kept.

import {
  type CarrierAccount,
  type CarrierAccountChanges,
  type FedexAccount,
  type FedexRegistration,
  fedexRegistrationSchema,
  type InvoiceInfo,
  type KeptTest,
  type NewCarrierAccount,
} from '../../../shared/contract/carrier-accounts.ts';
import type { PinOption } from '../../../shared/domain/carrier-account.ts';
import type { ConnectionId } from '../../../shared/domain/ids.ts';
import type { Cache } from '../cache/cache.ts';
import type { ConnectionService } from '../connections/connection-service.ts';
import { type Clock, type SecretStore, SecretStoreError } from '../ports.ts';
import type {
  AccountFilter,
  HubResult,
  OrderlyHubCalls,
} from '../providers/orderly-hub/orderly-hub-provider.ts';
import type { CallOptions, ProviderAccount, ProviderError } from '../providers/provider.ts';
import { invalid, Refusal } from '../refusal.ts';
import {
  askingForPin,
  begun,
  looked,
  needsNoProof,
  pinAnswered,
  proofAnswered,
  proving,
} from './fedex-registration.ts';

type Page = Extract<Awaited<ReturnType<OrderlyHubCalls['list']>>, { ok: true }>['value'];
type Verified = { verified: boolean; error: string | null };

/** Methods throw Refusal (INVALID, NOT_FOUND, CONFLICT, PROVIDER) and SecretStoreError, each with a sentence. */
export interface CarrierAccountsService {
  list(
    connectionId: ConnectionId,
    filter: AccountFilter,
    signal?: AbortSignal,
  ): Promise<Page & { tests: Record<string, KeptTest> }>;
  get(
    connectionId: ConnectionId,
    id: string,
    signal?: AbortSignal,
  ): Promise<{ data: CarrierAccount; test: KeptTest | null }>;
  create(
    connectionId: ConnectionId,
    account: NewCarrierAccount,
  ): Promise<{ data: CarrierAccount; foundAgain: boolean }>;
  update(connectionId: ConnectionId, id: string, changes: CarrierAccountChanges): Promise<CarrierAccount>;
  remove(connectionId: ConnectionId, id: string): Promise<void>;
  test(connectionId: ConnectionId, id: string): Promise<{ valid: boolean; error: string | null }>;
  register(
    connectionId: ConnectionId,
    account: FedexAccount,
  ): Promise<Pick<FedexRegistration, 'accountId' | 'mfaOptions' | 'testModeBypass'>>;
  requestPin(
    connectionId: ConnectionId,
    accountId: string,
    option: PinOption,
  ): Promise<{ success: boolean; message: string | null }>;
  verifyPin(connectionId: ConnectionId, accountId: string, pin: string): Promise<Verified>;
  verifyInvoice(connectionId: ConnectionId, accountId: string, invoiceInfo: InvoiceInfo): Promise<Verified>;
  registrations(connectionId: ConnectionId): Promise<FedexRegistration[]>;
  /** Looks at the account of a registration and keeps where it stands. */
  check(connectionId: ConnectionId, accountId: string): Promise<FedexRegistration>;
  forget(connectionId: ConnectionId, accountId: string): Promise<boolean>;
}

interface Options {
  cache: Cache;
  connections: ConnectionService;
  secrets: SecretStore;
  hub: OrderlyHubCalls;
  clock: Clock;
}

/** A create whose answer never came. */
interface OpenCreate {
  sentAt: number;
}

/** How much earlier than our request an account may seem to be made and still be ours: clocks differ. */
const CLOCK_SKEW_MS = 2 * 60_000;
const MOST_PAGES = 20;
const WHOLE_PAGE = 100;

const testKey = (connectionId: ConnectionId, id: string) => `carrier-test:${connectionId}:${id}`;
const registrationsKey = (connectionId: ConnectionId) => `fedex-registration:${connectionId}:`;
const registrationKey = (connectionId: ConnectionId, id: string) => registrationsKey(connectionId) + id;
const createKey = (connectionId: ConnectionId, { carrier, name }: NewCarrierAccount) =>
  `carrier-create:${connectionId}:${carrier}:${name}`;

export function createCarrierAccountsService(options: Options): CarrierAccountsService {
  const { cache, connections, secrets, hub, clock } = options;
  const underWay = new Set<string>();

  /** One request for a person who waits. What it answers tells of the connection's health too. */
  async function ask<Value>(
    id: ConnectionId,
    question: (account: ProviderAccount, how: CallOptions) => Promise<HubResult<Value>>,
    signal?: AbortSignal,
  ): Promise<HubResult<Value>> {
    const { provider, label } = connections.get(id);
    if (provider !== 'orderly-hub') {
      const message = `${label} is no Orderly Hub connection. Choose one that is.`;
      throw invalid([{ field: 'connectionId', message }]);
    }
    const found = await connections.credential(id);
    if (!found.ok) {
      if (found.error.kind === 'signed-out' && (await secrets.status()).state !== 'ready')
        throw new SecretStoreError(found.error.sentence);
      throw refusal(found.error);
    }
    const result = await question(found.account, { priority: 'person', signal });
    signal?.throwIfAborted();
    connections.report(id, result.ok ? null : result.error);
    return result;
  }

  async function answered<Value>(result: Promise<HubResult<Value>>): Promise<Value> {
    const known = await result;
    if (known.ok) return known.value;
    throw refusal(known.error);
  }

  /** A second click, or a second page, must not send the same thing twice. */
  async function alone<Value>(what: string, work: () => Promise<Value>): Promise<Value> {
    if (underWay.has(what)) {
      throw new Refusal('CONFLICT', 'This is being sent right now. Wait for its answer.');
    }
    underWay.add(what);
    try {
      return await work();
    } finally {
      underWay.delete(what);
    }
  }

  const getAccount = (connectionId: ConnectionId, id: string, signal?: AbortSignal) =>
    ask(connectionId, (account, how) => hub.get(account, id, how), signal);

  async function lostCreate(
    connectionId: ConnectionId,
    wanted: NewCarrierAccount,
    { sentAt }: OpenCreate,
  ): Promise<HubResult<CarrierAccount | null>> {
    for (let page = 1; page <= MOST_PAGES; page += 1) {
      const listed = await ask(connectionId, (account, how) =>
        hub.list(account, { page, limit: WHOLE_PAGE, carrier: wanted.carrier }, how),
      );
      if (!listed.ok) return listed;
      const made = listed.value.data.find(
        (account) =>
          account.name === wanted.name &&
          account.carrier === wanted.carrier &&
          Boolean(account.isTest) === Boolean(wanted.isTest) &&
          !(Date.parse(account.createdAt ?? '') < sentAt - CLOCK_SKEW_MS),
      );
      if (made) return { ok: true, value: made };
      if (!listed.value.pagination.hasMore) break;
    }
    return { ok: true, value: null };
  }

  async function create(connectionId: ConnectionId, wanted: NewCarrierAccount) {
    const key = createKey(connectionId, wanted);
    const open = (await cache.value(key)) as OpenCreate | null;
    if (open !== null) {
      const made = await answered(lostCreate(connectionId, wanted, open));
      await cache.removeValue(key);
      if (made) return { data: made, foundAgain: true };
    }
    const sent: OpenCreate = { sentAt: clock.now() };
    // Written before anything leaves, so that a crash does not forget that something may have been made.
    await cache.saveValue(key, sent, sent.sentAt);
    const result = await ask(connectionId, (account, how) => hub.create(account, wanted, how)).catch(
      async (error: unknown) => {
        await cache.removeValue(key);
        throw error;
      },
    );
    if (result.ok || result.nothingDone) {
      await cache.removeValue(key);
      if (result.ok) return { data: result.value, foundAgain: false };
      throw refusal(result.error);
    }
    const made = await lostCreate(connectionId, wanted, sent).catch(() => null);
    if (!made?.ok || made.value === null) throw refusal(result.error);
    await cache.removeValue(key);
    return { data: made.value, foundAgain: true };
  }

  async function registration(connectionId: ConnectionId, id: string): Promise<FedexRegistration | null> {
    const kept = fedexRegistrationSchema.safeParse(await cache.value(registrationKey(connectionId, id)));
    return kept.success ? kept.data : null;
  }

  async function keep(connectionId: ConnectionId, registered: FedexRegistration): Promise<void> {
    const key = registrationKey(connectionId, registered.accountId);
    await cache.saveValue(key, registered, registered.updatedAt);
  }

  /**
   * Writes where the registration will stand if the answer is lost, sends, and writes what came. What certainly did
   * nothing leaves it as it was. A registration begun elsewhere is not kept, only sent for.
   */
  async function step<Value>(
    connectionId: ConnectionId,
    accountId: string,
    before: (from: FedexRegistration) => FedexRegistration,
    send: (account: ProviderAccount, how: CallOptions) => Promise<HubResult<Value>>,
    after: (from: FedexRegistration, answer: Value) => FedexRegistration,
  ): Promise<Value> {
    return alone(`fedex:${connectionId}:${accountId}`, async () => {
      const from = await registration(connectionId, accountId);
      const sending = from === null ? null : before(from);
      if (sending !== null) await keep(connectionId, sending);
      let result: HubResult<Value>;
      try {
        result = await ask(connectionId, send);
      } catch (error) {
        if (from !== null) await keep(connectionId, from);
        throw error;
      }
      if (result.ok && sending !== null) await keep(connectionId, after(sending, result.value));
      if (!result.ok && result.nothingDone && from !== null) await keep(connectionId, from);
      if (!result.ok) throw refusal(result.error);
      return result.value;
    });
  }

  async function prove(
    connectionId: ConnectionId,
    accountId: string,
    by: 'pin' | 'invoice',
    send: (account: ProviderAccount, how: CallOptions) => Promise<HubResult<Verified>>,
  ): Promise<Verified> {
    return step(
      connectionId,
      accountId,
      (from) => proving(from, clock.now()),
      send,
      (from, answer) => proofAnswered(from, by, answer, clock.now()),
    );
  }

  async function check(connectionId: ConnectionId, accountId: string): Promise<FedexRegistration> {
    const from = await registration(connectionId, accountId);
    if (from === null) throw new Refusal('NOT_FOUND', 'No registration of this account was begun here.');
    const account = await answered(getAccount(connectionId, accountId));
    const now = looked(from, account.status, clock.now());
    await keep(connectionId, now);
    return now;
  }

  return {
    async list(connectionId, filter, signal) {
      const page = await answered(
        ask(connectionId, (account, how) => hub.list(account, filter, how), signal),
      );
      const prefix = testKey(connectionId, '');
      const kept = new Map(
        (await cache.values(prefix)).map(({ key, value }) => [key.slice(prefix.length), value as KeptTest]),
      );
      const tests = page.data.flatMap(({ id }) => {
        const test = kept.get(id);
        return test === undefined ? [] : [[id, test] as const];
      });
      return { ...page, tests: Object.fromEntries(tests) };
    },

    async get(connectionId, id, signal) {
      const data = await answered(getAccount(connectionId, id, signal));
      return { data, test: (await cache.value(testKey(connectionId, id))) as KeptTest | null };
    },

    async create(connectionId, account) {
      if (account.carrier === 'fedex') {
        const message =
          'A FedEx account is registered with a PIN or an invoice, not created. Use the registration.';
        throw invalid([{ field: 'account.carrier', message }]);
      }
      return alone(createKey(connectionId, account), () => create(connectionId, account));
    },

    async update(connectionId, id, changes) {
      const account = await answered(ask(connectionId, (using, how) => hub.update(using, id, changes, how)));
      // What was tested was another credential.
      if (changes.credentials !== undefined) await cache.removeValue(testKey(connectionId, id));
      return account;
    },

    async remove(connectionId, id) {
      const { success, message } = await answered(
        ask(connectionId, (account, how) => hub.remove(account, id, how)),
      );
      if (!success) {
        const sentence = `Orderly Hub did not delete the account.${message === null ? '' : ` It says: ${message}`}`;
        throw refusal({ kind: 'invalid', sentence, status: 200, fields: [], body: null, retryAt: null });
      }
      await cache.removeValue(testKey(connectionId, id));
      await cache.removeValue(registrationKey(connectionId, id));
    },

    async test(connectionId, id) {
      return alone(`test:${connectionId}:${id}`, async () => {
        const result = await answered(ask(connectionId, (account, how) => hub.testAccount(account, id, how)));
        const testedAt = clock.now();
        await cache.saveValue(
          testKey(connectionId, id),
          { ...result, testedAt } satisfies KeptTest,
          testedAt,
        );
        return result;
      });
    },

    register(connectionId, account) {
      return alone(`fedex-register:${connectionId}:${account.accountNumber}`, async () => {
        const registered = await answered(
          ask(connectionId, (using, how) => hub.register(using, account, how)),
        );
        await keep(connectionId, begun(account, registered, clock.now()));
        // What cannot be looked at now is looked at by `check` later; the registration itself is safe.
        if (needsNoProof(registered)) await check(connectionId, registered.accountId).catch(() => null);
        return registered;
      });
    },

    requestPin(connectionId, accountId, option) {
      return step(
        connectionId,
        accountId,
        (from) => askingForPin(from, option, clock.now()),
        (account, how) => hub.requestPin(account, accountId, option, how),
        (from, answer) => pinAnswered(from, answer, clock.now()),
      );
    },

    verifyPin: (connectionId, accountId, pin) =>
      prove(connectionId, accountId, 'pin', (account, how) => hub.verifyPin(account, accountId, pin, how)),

    verifyInvoice: (connectionId, accountId, invoiceInfo) =>
      prove(connectionId, accountId, 'invoice', (account, how) =>
        hub.verifyInvoice(account, accountId, invoiceInfo, how),
      ),

    async registrations(connectionId) {
      const kept = await cache.values(registrationsKey(connectionId));
      return kept
        .flatMap(({ value }) => {
          const read = fedexRegistrationSchema.safeParse(value);
          return read.success ? [read.data] : [];
        })
        .toSorted((a, b) => b.startedAt - a.startedAt);
    },

    check,

    forget: (connectionId, accountId) => cache.removeValue(registrationKey(connectionId, accountId)),
  };
}

function refusal(error: ProviderError): Refusal {
  return new Refusal('PROVIDER', error.sentence, { provider: error });
}
