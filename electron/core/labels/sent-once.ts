// What must reach AfterShip once: sends under a record that is written before, looks for what got no answer, and sends
// nothing a second time unless a person says so. Used by labels-service.ts only.

import type {
  Attempt,
  AttemptKind,
  Label,
  LabelRequest,
  Manifest,
  ManifestRequest,
  NewShipperAccount,
  Pickup,
  PickupRequest,
  ShipperAccount,
} from '../../../shared/contract/labels.ts';
import type { ConnectionId } from '../../../shared/domain/ids.ts';
import { newId } from '../new-id.ts';
import type { Clock, Logger } from '../ports.ts';
import { DUPLICATE_ORDER_NUMBER } from '../providers/aftership/shipping/meta-codes.ts';
import type {
  ListPage,
  Query,
  ShippingCalls,
  ShippingResult,
  Told,
} from '../providers/aftership/shipping/shipping-provider.ts';
import type { CallOptions, ProviderAccount, ProviderError } from '../providers/provider.ts';
import { Refusal } from '../refusal.ts';
import type { AttemptRecords } from './attempt-records.ts';
import {
  isThisAccount,
  isThisLabel,
  isThisManifest,
  isThisPickup,
  listedSince,
  markedLabel,
} from './find-attempt.ts';

/** `foundAgain`: its answer was lost, and it was found instead of being sent once more. */
export type Made<Value> = Told<Value> & { foundAgain: boolean };

/** One request with the account of a connection; tells the connection's health too. */
export type AskShipping = <Value>(
  id: ConnectionId,
  question: (account: ProviderAccount, how: CallOptions) => Promise<ShippingResult<Value>>,
) => Promise<ShippingResult<Value>>;

type Request<Value> = (account: ProviderAccount, how: CallOptions) => Promise<ShippingResult<Value>>;

interface Listed<Value> {
  list(account: ProviderAccount, query: Query, how: CallOptions): Promise<ShippingResult<ListPage<Value>>>;
  get(account: ProviderAccount, id: string, how: CallOptions): Promise<ShippingResult<Value>>;
}

/** Things that are made once. */
interface ByKind {
  label: Label;
  manifest: Manifest;
  pickup: Pickup;
  'shipper-account': ShipperAccount;
}

export interface SentOnce {
  /** Whatever was being sent when the program ended is looked for. */
  start(): Promise<void>;
  stop(): Promise<void>;
  /** In the background, when a connection can be used again. */
  lookForLost(connectionId: ConnectionId): void;
  /** Nothing of this name is done twice at the same time: a second click must not send the same thing twice. */
  alone<Value>(what: string, work: () => Promise<Value>): Promise<Value>;
  /** `mark` is what it can be found by, where AfterShip has a place for one. */
  make<Kind extends AttemptKind>(
    kind: Kind,
    connectionId: ConnectionId,
    wanted: object,
    mark: string | null,
    request: (attempt: Attempt) => Request<ByKind[Kind]>,
  ): Promise<Made<ByKind[Kind]>>;
  attempts(connectionId: ConnectionId): Promise<Attempt[]>;
  /** The id of what it has made; null where it is not (yet) to be found. */
  look(attemptId: string): Promise<string | null>;
  sendAgain(attemptId: string): Promise<{ madeId: string; foundAgain: boolean; pending: boolean }>;
  putAway(attemptId: string): Promise<boolean>;
}

interface Options {
  records: AttemptRecords;
  shipping: ShippingCalls;
  ask: AskShipping;
  clock: Clock;
  log: Logger;
}

const MOST_PAGES = 10;
const WHOLE_PAGE = 100;
const STOP_LIMIT_MS = 5_000;

export function createSentOnce({ records, shipping, ask, clock, log }: Options): SentOnce {
  /** Requests on their way, by what they are. */
  const underWay = new Map<string, Promise<unknown>>();
  const looking = new Map<string, Promise<string | null>>();
  const stopping = new AbortController();

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

  /** Whoever cannot be asked now is asked when the connection is usable. */
  async function lookForLost(only?: ConnectionId): Promise<void> {
    for (const attempt of await records.all()) {
      if (stopping.signal.aborted) return;
      if ((only !== undefined && attempt.connectionId !== only) || isBeingSent(attempt)) continue;
      const id = await look(attempt).catch(() => null);
      if (id !== null)
        log.info('What got no answer was found', { attemptId: attempt.id, kind: attempt.kind });
    }
  }

  function lookInBackground(only?: ConnectionId): void {
    lookForLost(only).catch((error: unknown) =>
      log.warn('What got no answer could not be looked for', { error: String(error) }),
    );
  }

  return {
    async start() {
      // What was being sent when the program ended has no answer now.
      for (const attempt of await records.all()) {
        if (attempt.state === 'sending' && !isBeingSent(attempt))
          await records.save({ ...attempt, state: 'unknown' });
      }
      lookInBackground();
    },
    async stop() {
      stopping.abort();
      // An answer that comes in time settles its record; without it the next start looks for it.
      const ended = Promise.allSettled([...underWay.values(), ...looking.values()]);
      const limit = Promise.withResolvers<void>();
      const cancel = clock.setTimeout(limit.resolve, STOP_LIMIT_MS);
      await Promise.race([ended, limit.promise]);
      cancel();
    },

    lookForLost: lookInBackground,
    alone,
    make,
    attempts: async (connectionId) => {
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
