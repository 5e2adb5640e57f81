// AfterShip's shipping as a dispatcher sees it: asks, fetches papers, and keeps what was sent once and got no answer.
// Called by rpc/. A create leaves once; what may have been made is looked for, and never sent again by the machine.

import type {
  AccountSettings,
  AddressValidation,
  Attempt,
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
import { newExternalId } from '../new-id.ts';
import { type Clock, type Logger, type SecretStore, SecretStoreError } from '../ports.ts';
import { ALREADY_CANCELLED } from '../providers/aftership/shipping/meta-codes.ts';
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
import { markedLabel } from './find-attempt.ts';
import { paperKind } from './paper.ts';
import { createSentOnce, type Made } from './sent-once.ts';

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

export function createLabelsService(options: Options): LabelsService {
  const { cache, connections, secrets, shipping, clock, log } = options;
  const once = createSentOnce({ records: createAttemptRecords(cache), shipping, ask, clock, log });
  const stopListening = connections.onUsable(once.lookForLost);

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

  function shown<Value>(calls: {
    list(account: ProviderAccount, query: Query, how: CallOptions): Promise<ShippingResult<ListPage<Value>>>;
    get(account: ProviderAccount, id: string, how: CallOptions): Promise<ShippingResult<Value>>;
  }): Shown<Value> {
    return {
      list: async (id, query, signal) =>
        (await told(ask(id, (account, how) => calls.list(account, query, how), signal))).value,
      get: (id, itsId, signal) => told(ask(id, (account, how) => calls.get(account, itsId, how), signal)),
    };
  }

  async function cancel<Value>(
    what: string,
    result: () => Promise<ShippingResult<Value>>,
  ): Promise<Cancelled<Value>> {
    return once.alone(what, async () => {
      const known = await result();
      if (known.ok && known.problem?.code !== ALREADY_CANCELLED) return known;
      if (known.ok || known.code === ALREADY_CANCELLED) return { value: null, pending: false, problem: null };
      throw refusal(known.error);
    });
  }

  return {
    start: () => once.start(),
    async stop() {
      stopListening();
      await once.stop();
    },

    couriers: async (id, signal) =>
      (await told(ask(id, (account, how) => shipping.couriers(account, how), signal))).value,

    shipperAccounts: {
      ...shown(shipping.shipperAccounts),
      create: (id, account) => {
        const { credentials, ...open } = account;
        return once.make(
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
        once.make(
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
        once.make(
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
        once.make(
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
      return once.attempts(connectionId);
    },
    look: once.look,
    sendAgain: once.sendAgain,
    putAway: once.putAway,
  };
}

function refusal(error: ProviderError): Refusal {
  return new Refusal('PROVIDER', error.sentence, { provider: error });
}
