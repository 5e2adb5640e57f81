// AfterShip's shipping as a dispatcher sees it: asks, fetches papers, and keeps what was sent once and got no answer.
// Called by rpc/. A create leaves once; what may have been made is looked for, and never sent again by the machine.

import type {
  AccountSettings,
  AddressValidation,
  Attempt,
  AttemptKind,
  CancelLabel,
  CancelPickup,
  FileSlot,
  Label,
  LabelRequest,
  Manifest,
  ManifestRequest,
  NewShipperAccount,
  Pickup,
  PickupRequest,
  RateRecord,
  RateRequest,
  ShipperAccount,
  ShipperAccountInfo,
  ShippingAddress,
  ShippingCourier,
} from '../../../shared/contract/labels.ts';
import type { ConnectionId } from '../../../shared/domain/ids.ts';
import type { Cache } from '../cache/cache.ts';
import type { ConnectionService } from '../connections/connection-service.ts';
import { newExternalId, newId } from '../new-id.ts';
import { type Clock, type Logger, type SecretStore, SecretStoreError } from '../ports.ts';
import { ALREADY_CANCELLED, DUPLICATE_ORDER_NUMBER } from '../providers/aftership/shipping/meta-codes.ts';
import type {
  ListPage,
  Query,
  ShippingCalls,
  ShippingResult,
  Told,
} from '../providers/aftership/shipping/shipping-provider.ts';
import type { CallOptions, ProviderAccount, ProviderError } from '../providers/provider.ts';
import { invalid, Refusal } from '../refusal.ts';
import { createAttemptRecords } from './attempt-records.ts';
import {
  isThisAccount,
  isThisLabel,
  isThisManifest,
  isThisPickup,
  listedSince,
  markedLabel,
} from './find-attempt.ts';
import { paperKind } from './paper.ts';

type Ask<Rest extends unknown[], Value> = (
  connectionId: ConnectionId,
  ...rest: [...Rest, signal?: AbortSignal]
) => Promise<Value>;

interface Shown<Value> {
  list: Ask<[Query], ListPage<Value>>;
  get: Ask<[id: string], Told<Value>>;
}

export interface Paper {
  contentType: string;
  bytes: Uint8Array;
  paperSize: string | null;
  fileName: string;
}

/** `foundAgain`: its answer was lost, and it was found instead of being sent once more. */
type Made<Value> = Told<Value> & { foundAgain: boolean };
/** `value` null: it was cancelled before. */
type Cancelled<Value> = Told<Value | null>;

/** Methods throw Refusal (INVALID, NOT_FOUND, CONFLICT, PROVIDER) and SecretStoreError, each with a sentence. */
export interface LabelsService {
  /** Whatever was being sent when the program ended is looked for. */
  start(): Promise<void>;
  stop(): Promise<void>;
  couriers: Ask<[], ShippingCourier[]>;
  shipperAccounts: Shown<ShipperAccount> & {
    create(connectionId: ConnectionId, account: NewShipperAccount): Promise<Made<ShipperAccount>>;
    update(connectionId: ConnectionId, id: string, info: ShipperAccountInfo): Promise<ShipperAccount>;
    replaceCredentials(
      connectionId: ConnectionId,
      id: string,
      credentials: Record<string, string>,
    ): Promise<ShipperAccount>;
    updateSettings(
      connectionId: ConnectionId,
      id: string,
      settings: AccountSettings,
    ): Promise<Record<string, unknown>>;
    remove(connectionId: ConnectionId, id: string): Promise<string>;
  };
  rates: Shown<RateRecord> & { calculate: Ask<[RateRequest], Told<RateRecord>> };
  labels: Shown<Label> & { create(connectionId: ConnectionId, request: LabelRequest): Promise<Made<Label>> };
  cancelLabels: Shown<CancelLabel> & {
    create(connectionId: ConnectionId, labelId: string): Promise<Cancelled<CancelLabel>>;
  };
  manifests: Shown<Manifest> & {
    create(connectionId: ConnectionId, request: ManifestRequest): Promise<Made<Manifest>>;
  };
  pickups: Shown<Pickup> & {
    create(connectionId: ConnectionId, request: PickupRequest): Promise<Made<Pickup>>;
  };
  cancelPickups: Shown<CancelPickup> & {
    create(connectionId: ConnectionId, pickupId: string): Promise<Cancelled<CancelPickup>>;
  };
  validateAddress: Ask<[ShippingAddress], Told<AddressValidation>>;
  /** The bytes of one paper; its address is asked for anew. */
  file(
    connectionId: ConnectionId,
    wanted: { of: 'label' | 'manifest'; id: string; slot: FileSlot },
    signal?: AbortSignal,
  ): Promise<Paper>;
  attempts(connectionId: ConnectionId): Promise<Attempt[]>;
  /** The id of what it has made; null where it is not (yet) to be found. */
  look(attemptId: string): Promise<string | null>;
  sendAgain(attemptId: string): Promise<{ madeId: string; foundAgain: boolean; pending: boolean }>;
  putAway(attemptId: string): Promise<boolean>;
}

interface Options {
  cache: Cache;
  connections: ConnectionService;
  secrets: SecretStore;
  shipping: ShippingCalls;
  clock: Clock;
  log: Logger;
}

const MOST_PAGES = 10;
const WHOLE_PAGE = 100;
const STOP_LIMIT_MS = 5_000;

/** Things that are made once. */
interface ByKind {
  label: Label;
  manifest: Manifest;
  pickup: Pickup;
  'shipper-account': ShipperAccount;
}

export function createLabelsService(options: Options): LabelsService {
  const { cache, connections, secrets, shipping, clock, log } = options;
  const records = createAttemptRecords(cache);
  /** Requests on their way, by what they are: a second click must not send the same thing twice. */
  const underWay = new Map<string, Promise<unknown>>();
  const looking = new Map<string, Promise<string | null>>();
  const stopping = new AbortController();
  const stopListening = connections.onUsable((id) => void lookForLost(id));

  /** One request for a person who waits. What it answers tells of the connection's health too. */
  async function ask<Value>(
    id: ConnectionId,
    question: (account: ProviderAccount, how: CallOptions) => Promise<ShippingResult<Value>>,
    signal?: AbortSignal,
  ): Promise<ShippingResult<Value>> {
    const { provider, label } = connections.get(id);
    if (provider !== 'aftership') {
      const message = `${label} is no AfterShip connection. Choose one that is.`;
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

  async function told<Value>(result: Promise<ShippingResult<Value>>): Promise<Told<Value>> {
    const known = await result;
    if (!known.ok) throw refusal(known.error);
    return { value: known.value, pending: known.pending, problem: known.problem };
  }

  async function alone<Value>(what: string, work: () => Promise<Value>): Promise<Value> {
    if (underWay.has(what)) {
      throw new Refusal('CONFLICT', 'This is being sent right now. Wait for its answer.');
    }
    const working = work();
    underWay.set(what, working);
    try {
      return await working;
    } finally {
      underWay.delete(what);
    }
  }

  type Listed<Value> = {
    list(account: ProviderAccount, query: Query, how: CallOptions): Promise<ShippingResult<ListPage<Value>>>;
    get(account: ProviderAccount, id: string, how: CallOptions): Promise<ShippingResult<Value>>;
  };
  function shown<Value>(calls: Listed<Value>): Shown<Value> {
    return {
      list: async (id, query, signal) =>
        (await told(ask(id, (account, how) => calls.list(account, query, how), signal))).value,
      get: (id, itsId, signal) => told(ask(id, (account, how) => calls.get(account, itsId, how), signal)),
    };
  }

  /** How each kind is sent, and found again. */
  const kinds: {
    [Kind in AttemptKind]: {
      calls: Listed<ByKind[Kind]>;
      /** What narrows the list it is looked for in. */
      query(attempt: Attempt): Query;
      isThis(attempt: Attempt, thing: ByKind[Kind]): boolean;
      /** Sends what was asked for, under its mark; null where it cannot be sent from what is kept. */
      again:
        | ((
            attempt: Attempt,
            account: ProviderAccount,
            how: CallOptions,
          ) => Promise<ShippingResult<ByKind[Kind]>>)
        | null;
    };
  } = {
    label: {
      calls: shipping.labels,
      query: ({ mark }) => ({ s: mark ?? undefined }),
      isThis: isThisLabel,
      again: ({ request, mark }, account, how) =>
        shipping.labels.create(account, markedLabel(request as LabelRequest, mark ?? ''), how),
    },
    manifest: {
      calls: shipping.manifests,
      query: ({ request }) => ({ shipper_account_id: (request as ManifestRequest).shipper_account.id }),
      isThis: isThisManifest,
      again: ({ request }, account, how) =>
        shipping.manifests.create(account, request as ManifestRequest, how),
    },
    pickup: {
      calls: shipping.pickups,
      query: () => ({}),
      isThis: isThisPickup,
      again: ({ request }, account, how) => shipping.pickups.create(account, request as PickupRequest, how),
    },
    'shipper-account': {
      calls: shipping.shipperAccounts,
      query: ({ request }) => ({ slug: (request as NewShipperAccount).slug, created_at_min: undefined }),
      isThis: isThisAccount,
      // Its credentials are kept nowhere.
      again: null,
    },
  };

  /** Looks through what AfterShip lists since then. A failure means that nothing is known, never that it is not there. */
  async function find<Kind extends AttemptKind>(
    kind: Kind,
    attempt: Attempt,
  ): Promise<ShippingResult<ByKind[Kind] | null>> {
    const { calls, query, isThis } = kinds[kind];
    let next: string | null = null;
    for (let turn = 0; turn < MOST_PAGES; turn += 1) {
      const wanted: Query = {
        limit: WHOLE_PAGE,
        created_at_min: listedSince(attempt),
        ...query(attempt),
        next_token: next ?? undefined,
      };
      const page: ShippingResult<ListPage<ByKind[Kind]>> = await ask(attempt.connectionId, (account, how) =>
        calls.list(account, wanted, how),
      );
      if (!page.ok) return page;
      const thing = page.value.items.find((item) => isThis(attempt, item));
      if (thing) return { ...page, value: thing };
      next = page.value.next_token;
      if (next === null) break;
    }
    return { ok: true, value: null, pending: false, problem: null };
  }

  /** The thing itself, as its own request tells it: a list may be behind, or tell less. */
  async function whole<Kind extends AttemptKind>(
    kind: Kind,
    attempt: Attempt,
    thing: ByKind[Kind],
  ): Promise<Made<ByKind[Kind]>> {
    const now = await ask(attempt.connectionId, (account, how) =>
      kinds[kind].calls.get(account, thing.id, how),
    ).catch(() => null);
    const read = now?.ok ? now : { value: thing, pending: false, problem: null };
    return { value: read.value, pending: read.pending, problem: read.problem, foundAgain: true };
  }

  /**
   * Sends under a record that is written before. A refusal removes the record, an answer too; without one it stays, after
   * one look for what was perhaps made.
   */
  async function send<Kind extends AttemptKind>(
    kind: Kind,
    attempt: Attempt,
    request: (account: ProviderAccount, how: CallOptions) => Promise<ShippingResult<ByKind[Kind]>>,
    before: Attempt | null,
  ): Promise<Made<ByKind[Kind]>> {
    await records.save({ ...attempt, state: 'sending', problem: null });
    const result = await ask(attempt.connectionId, request).catch(async (error: unknown) => {
      // No connection, no secret: nothing has left.
      if (before === null) await records.remove(attempt.id);
      else await records.save(before);
      throw error;
    });
    if (result.ok) {
      await records.remove(attempt.id);
      return { value: result.value, pending: result.pending, problem: result.problem, foundAgain: false };
    }
    const isDuplicate = result.code === DUPLICATE_ORDER_NUMBER && before !== null;
    if (result.nothingDone && !isDuplicate) {
      // One that was sent before may still have been made by the first request.
      if (before === null) await records.remove(attempt.id);
      else await records.save({ ...before, problem: result.error.sentence });
      throw refusal(result.error);
    }
    const unknown: Attempt = { ...attempt, state: 'unknown', problem: result.error.sentence };
    await records.save(unknown);
    const found = await find(kind, attempt).catch(() => null);
    if (found?.ok) {
      if (found.value !== null) {
        await records.remove(attempt.id);
        return whole(kind, attempt, found.value);
      }
      await records.save({ ...unknown, lookedAt: clock.now() });
    }
    throw refusal(result.error);
  }

  async function make<Kind extends AttemptKind>(
    kind: Kind,
    connectionId: ConnectionId,
    wanted: object,
    mark: string | null,
    request: (
      attempt: Attempt,
    ) => (account: ProviderAccount, how: CallOptions) => Promise<ShippingResult<ByKind[Kind]>>,
  ): Promise<Made<ByKind[Kind]>> {
    const same = JSON.stringify([kind, connectionId, wanted]);
    return alone(same, async () => {
      for (const open of await records.all()) {
        if (JSON.stringify([open.kind, open.connectionId, open.request]) === same) {
          throw new Refusal(
            'CONFLICT',
            'The very same was sent before and got no answer. Decide first what becomes of that one; it is shown under “Without an answer”.',
          );
        }
      }
      const attempt: Attempt = {
        id: newId('attempt'),
        connectionId,
        kind,
        state: 'sending',
        mark,
        request: wanted,
        sentAt: clock.now(),
        lookedAt: null,
        problem: null,
      };
      return send(kind, attempt, request(attempt), null);
    });
  }

  async function kept(attemptId: string): Promise<Attempt> {
    const attempt = await records.get(attemptId);
    if (attempt) return attempt;
    throw new Refusal('NOT_FOUND', 'This is settled and no longer here.');
  }

  /** One look at a time, whoever wants it. */
  function look(attempt: Attempt): Promise<string | null> {
    const before = looking.get(attempt.id);
    if (before) return before;
    const now = lookOnce(attempt).finally(() => looking.delete(attempt.id));
    looking.set(attempt.id, now);
    return now;
  }

  async function lookOnce(attempt: Attempt): Promise<string | null> {
    if (isBeingSent(attempt)) {
      throw new Refusal('CONFLICT', 'This is being sent right now. Wait for its answer.');
    }
    const found = await find(attempt.kind, attempt);
    if (!found.ok) throw refusal(found.error);
    if (found.value === null) {
      await records.save({ ...attempt, state: 'unknown', lookedAt: clock.now() });
      return null;
    }
    await records.remove(attempt.id);
    return found.value.id;
  }

  function isBeingSent({ kind, connectionId, request }: Attempt): boolean {
    return underWay.has(JSON.stringify([kind, connectionId, request]));
  }

  /** In the background: whoever cannot be asked now is asked when the connection is usable. */
  async function lookForLost(only?: ConnectionId): Promise<void> {
    for (const attempt of await records.all()) {
      if (stopping.signal.aborted) return;
      if ((only !== undefined && attempt.connectionId !== only) || isBeingSent(attempt)) continue;
      const id = await look(attempt).catch(() => null);
      if (id !== null)
        log.info('What got no answer was found', { attemptId: attempt.id, kind: attempt.kind });
    }
  }

  async function cancel<Value>(
    what: string,
    result: () => Promise<ShippingResult<Value>>,
  ): Promise<Cancelled<Value>> {
    return alone(what, async () => {
      const known = await result();
      if (known.ok && known.problem?.code !== ALREADY_CANCELLED) return known;
      if (known.ok || known.code === ALREADY_CANCELLED) return { value: null, pending: false, problem: null };
      throw refusal(known.error);
    });
  }

  return {
    async start() {
      // What was being sent when the program ended has no answer now.
      for (const attempt of await records.all()) {
        if (attempt.state === 'sending' && !isBeingSent(attempt))
          await records.save({ ...attempt, state: 'unknown' });
      }
      void lookForLost().catch((error: unknown) =>
        log.warn('What got no answer could not be looked for', { error: String(error) }),
      );
    },
    async stop() {
      stopping.abort();
      stopListening();
      // An answer that comes in time settles its record; without it the next start looks for it.
      const ended = Promise.allSettled([...underWay.values(), ...looking.values()]);
      const limit = Promise.withResolvers<void>();
      const cancel = clock.setTimeout(limit.resolve, STOP_LIMIT_MS);
      await Promise.race([ended, limit.promise]);
      cancel();
    },

    couriers: async (id, signal) =>
      (await told(ask(id, (account, how) => shipping.couriers(account, how), signal))).value,

    shipperAccounts: {
      ...shown(shipping.shipperAccounts),
      create: (id, account) => {
        const { credentials, ...open } = account;
        return make(
          'shipper-account',
          id,
          open,
          null,
          () => (using, how) =>
            shipping.shipperAccounts.create(using, account, Object.values(credentials), how),
        );
      },
      update: async (id, itsId, info) =>
        (await told(ask(id, (account, how) => shipping.shipperAccounts.update(account, itsId, info, how))))
          .value,
      replaceCredentials: async (id, itsId, credentials) =>
        (
          await told(
            ask(id, (account, how) =>
              shipping.shipperAccounts.replaceCredentials(account, itsId, credentials, how),
            ),
          )
        ).value,
      updateSettings: async (id, itsId, settings) =>
        (
          await told(
            ask(id, (account, how) => shipping.shipperAccounts.updateSettings(account, itsId, settings, how)),
          )
        ).value,
      remove: async (id, itsId) =>
        (await told(ask(id, (account, how) => shipping.shipperAccounts.remove(account, itsId, how)))).value
          .id,
    },

    rates: {
      ...shown(shipping.rates),
      calculate: (id, request, signal) =>
        told(ask(id, (account, how) => shipping.rates.create(account, request, how), signal)),
    },

    labels: {
      ...shown(shipping.labels),
      create: (id, request) =>
        make(
          'label',
          id,
          request,
          newExternalId(),
          ({ mark }) =>
            (account, how) =>
              shipping.labels.create(account, markedLabel(request, mark ?? ''), how),
        ),
    },

    cancelLabels: {
      ...shown(shipping.cancelLabels),
      create: (id, labelId) =>
        cancel(`cancel-label:${id}:${labelId}`, () =>
          ask(id, (account, how) => shipping.cancelLabels.create(account, { label: { id: labelId } }, how)),
        ),
    },

    manifests: {
      ...shown(shipping.manifests),
      create: (id, request) =>
        make(
          'manifest',
          id,
          request,
          null,
          () => (account, how) => shipping.manifests.create(account, request, how),
        ),
    },

    pickups: {
      ...shown(shipping.pickups),
      create: (id, request) =>
        make(
          'pickup',
          id,
          request,
          null,
          () => (account, how) => shipping.pickups.create(account, request, how),
        ),
    },

    cancelPickups: {
      ...shown(shipping.cancelPickups),
      create: (id, pickupId) =>
        cancel(`cancel-pickup:${id}:${pickupId}`, () =>
          ask(id, (account, how) =>
            shipping.cancelPickups.create(account, { pickup: { id: pickupId } }, how),
          ),
        ),
    },

    validateAddress: (id, address, signal) =>
      told(ask(id, (account, how) => shipping.validateAddress(account, address, how), signal)),

    async file(id, { of, id: itsId, slot }, signal) {
      const thing =
        of === 'label'
          ? (await told(ask(id, (account, how) => shipping.labels.get(account, itsId, how), signal))).value
          : (await told(ask(id, (account, how) => shipping.manifests.get(account, itsId, how), signal)))
              .value;
      const paper = thing.files[slot];
      if (!paper) {
        throw new Refusal(
          'NOT_FOUND',
          `AfterShip has no such paper of it now; its status is ${thing.status}.`,
        );
      }
      const { value: bytes } = await told(
        ask(id, (account, how) => shipping.file(account, paper.url, how), signal),
      );
      const { contentType, end } = paperKind(bytes);
      const [number] = of === 'label' ? (thing as Label).tracking_numbers : [];
      return {
        contentType,
        bytes,
        paperSize: paper.paper_size ?? null,
        fileName: `${slot}-${(number ?? itsId).replaceAll(/[^A-Za-z0-9._-]/g, '_')}.${end}`,
      };
    },

    attempts: async (connectionId) => {
      connections.get(connectionId);
      return (await records.all()).filter((attempt) => attempt.connectionId === connectionId);
    },

    look: async (attemptId) => look(await kept(attemptId)),

    async sendAgain(attemptId) {
      const attempt = await kept(attemptId);
      const { again } = kinds[attempt.kind];
      const found = await look(attempt);
      if (found !== null) return { madeId: found, foundAgain: true, pending: false };
      if (again === null) {
        throw new Refusal(
          'CONFLICT',
          'Credentials are not kept, so this cannot be sent again from here. Put it away and fill in the form again.',
        );
      }
      const same = JSON.stringify([attempt.kind, attempt.connectionId, attempt.request]);
      return alone(same, async () => {
        const { value, foundAgain, pending } = await send(
          attempt.kind,
          attempt,
          (account, how) => again(attempt, account, how),
          { ...attempt, state: 'unknown' },
        );
        return { madeId: value.id, foundAgain, pending };
      });
    },

    async putAway(attemptId) {
      const attempt = await records.get(attemptId);
      if (attempt !== null && isBeingSent(attempt)) {
        throw new Refusal('CONFLICT', 'This is being sent right now. Wait for its answer.');
      }
      return records.remove(attemptId);
    },
  };
}

function refusal(error: ProviderError): Refusal {
  return new Refusal('PROVIDER', error.sentence, { provider: error });
}
