// Shipping Order as a dispatcher uses it: a shipment to be sent, changed, cancelled, placed again, and what is asked about
// it. Called by rpc/. What must happen exactly once goes to the outbox, what is asked goes to the provider.

import {
  type ListedShipment,
  type Shipment,
  type ShipmentChanges,
  type ShipmentFilter,
  type ShipmentHistoryEntry,
  type ShipmentWarning,
  shipmentChangesSchema,
  shipmentSchema,
} from '../../../shared/contract/shipments.ts';
import type { Listing } from '../../../shared/domain/connection.ts';
import type { ConnectionId, JobId } from '../../../shared/domain/ids.ts';
import type { Job } from '../../../shared/domain/job.ts';
import type { Cache } from '../cache/cache.ts';
import type { ConnectionService } from '../connections/connection-service.ts';
import type { JobService } from '../jobs/job-service.ts';
import { newId } from '../new-id.ts';
import type { Ordered, Outbox } from '../outbox/outbox-service.ts';
import type { Clock, SecretStore } from '../ports.ts';
import type { Provider } from '../providers/provider.ts';
import type {
  ShipmentPage,
  ShippingOrderCalls,
} from '../providers/shipping-order/shipping-order-provider.ts';
import { jobRecordFrom } from '../providers/shipping-order/to-domain.ts';
import { invalid, Refusal } from '../refusal.ts';
import type { SettingsService } from '../settings/settings-service.ts';
import { createAsk } from './ask-provider.ts';
import { checked } from './checked.ts';
import { connectionOf } from './connection-of.ts';
import { alreadyHere, type Follower } from './following.ts';

/** Methods throw Refusal, OutboxRefusal and SecretStoreError, each with a sentence. */
export interface ShippingOrderBooking extends Follower {
  /** Written to the outbox with its job. CONFLICT where another job of the connection has its order number. */
  create(connectionId: ConnectionId, shipment: Shipment): Promise<Ordered>;
  edit(jobId: JobId, changes: ShipmentChanges, forceUpdate: boolean): Promise<Ordered>;
  cancel(jobId: JobId): Promise<Ordered>;
  /** Places one again that failed; a create that was refused is sent again. */
  retry(jobId: JobId): Promise<Ordered>;
  statusHistory(
    jobId: JobId,
    unique: boolean,
    signal: AbortSignal | undefined,
  ): Promise<ShipmentHistoryEntry[]>;
  /** What it says is made known to the board as well. */
  get(
    jobId: JobId,
    forceUpdate: boolean,
    signal: AbortSignal | undefined,
  ): Promise<{ shipment: unknown; warnings: ShipmentWarning[] }>;
  /** One page, each shipment with the job that it is on the board. */
  list(
    connectionId: ConnectionId,
    filter: ShipmentFilter,
    signal: AbortSignal | undefined,
  ): Promise<Omit<ShipmentPage, 'shipments'> & { shipments: ListedShipment[] }>;
  /** Asks now for everything that changed; false with the reason where that cannot be. */
  sync(connectionId: ConnectionId): Promise<Listed>;
}

interface Listed {
  ok: boolean;
  message: string | null;
  listing: Listing | null;
}

interface Options {
  cache: Cache;
  connections: ConnectionService;
  jobs: JobService;
  outbox: Outbox;
  settings: SettingsService;
  secrets: SecretStore;
  shippingOrder: Provider & ShippingOrderCalls;
  /** Asks a connection for what changed, now. */
  listNow: (connectionId: ConnectionId) => Promise<Listed>;
  clock: Clock;
}

export function createShippingOrderBooking(options: Options): ShippingOrderBooking {
  const { cache, connections, jobs, outbox, settings, secrets, shippingOrder, listNow, clock } = options;
  const ask = createAsk({ connections, secrets });

  async function shipmentOf(jobId: JobId): Promise<Job> {
    const job = await cache.job(jobId);
    if (!job) throw new Refusal('NOT_FOUND', 'This job is no longer kept here.');
    if (job.provider === 'shipping-order') return job;
    throw new Refusal('CONFLICT', 'This job is no shipment at Shipping Order.', { jobId });
  }

  /** The system id, without which nothing can be asked about it alone. */
  async function askable(jobId: JobId): Promise<{ job: Job; id: string }> {
    const job = await shipmentOf(jobId);
    const id = job.externalIds.jobId;
    if (id !== null) return { job, id };
    throw new Refusal(
      'CONFLICT',
      'Shipping Order has not confirmed this shipment yet, so there is nothing to ask. Wait until it has left the outbox.',
      { jobId },
    );
  }

  /**
   * One that was never accepted is known by the number it will be sent under: by that it is found again if its answer is
   * lost. Of one that is there already the provider's own id stands.
   */
  async function renumber({ id, connectionId, externalIds }: Job, externalId: string): Promise<void> {
    const create = (await cache.commandsOf(id)).find(({ kind }) => kind === 'create');
    const unsent = create?.state === 'failed' || (create?.state === 'queued' && create.attempts === 0);
    if (!unsent || externalId === externalIds.externalId) return;
    const others = await cache.findJobs(connectionId, { externalId });
    const taken = others.find((row) => row.status !== 'cancelled' || row.receivedAt !== null);
    if (taken) {
      throw new Refusal(
        'CONFLICT',
        `The order number ${externalId} already belongs to another shipment of this connection. Choose another.`,
        { jobId: taken.id },
      );
    }
    await jobs.change(id, (job) => ({
      patchJobs: [{ id, set: { externalIds: { ...job.externalIds, externalId } } }],
    }));
  }

  /** By its system id, or as a booking of ours that has not been told one yet. */
  async function jobIdOf(
    connectionId: ConnectionId,
    { id, orderExternalId }: Pick<ListedShipment, 'id' | 'orderExternalId'>,
  ): Promise<JobId | null> {
    const [known] = id === null ? [] : await cache.findJobs(connectionId, { jobId: id });
    if (known !== undefined || orderExternalId === null) return known?.id ?? null;
    const named = await cache.findJobs(connectionId, { externalId: orderExternalId });
    const ours = named.find(
      ({ externalIds, status }) => externalIds.jobId === null && status !== 'cancelled',
    );
    return ours?.id ?? null;
  }

  return {
    async create(connectionId, typed) {
      connectionOf(connections, connectionId, 'shipping-order');
      const shipment = checked(shipmentSchema, typed, 'shipment');
      const record = jobRecordFrom(shipment, {
        id: newId<JobId>('job'),
        connectionId,
        at: clock.now(),
        currency: settings.get().currency,
      });
      return outbox.book(record, shipment);
    },

    async edit(jobId, typed, forceUpdate) {
      const job = await shipmentOf(jobId);
      const changes = checked(shipmentChangesSchema, typed, 'changes');
      if (changes.orderExternalId !== undefined) await renumber(job, changes.orderExternalId);
      const named = Object.entries(changes).filter(([, value]) => value !== undefined);
      return outbox.edit(jobId, {
        ...Object.fromEntries(named),
        // The request's own parameter: it travels with the change and is taken out again on its way.
        ...(forceUpdate ? { force_update: true } : {}),
      });
    },

    async cancel(jobId) {
      await shipmentOf(jobId);
      return outbox.cancel(jobId);
    },

    async retry(jobId) {
      await shipmentOf(jobId);
      return outbox.order(jobId, 'retry');
    },

    async statusHistory(jobId, unique, signal) {
      const { job, id } = await askable(jobId);
      return ask(job.connectionId, signal, (account, how) =>
        shippingOrder.statusHistory(account, id, unique, how),
      );
    },

    async get(jobId, forceUpdate, signal) {
      const { job, id } = await askable(jobId);
      const { shipment, warnings, news } = await ask(job.connectionId, signal, (account, how) =>
        shippingOrder.getShipment(account, id, forceUpdate, how),
      );
      if (news !== null) await jobs.applyNews(jobId, news);
      return { shipment, warnings };
    },

    async list(connectionId, filter, signal) {
      connectionOf(connections, connectionId, 'shipping-order');
      const page = await ask(connectionId, signal, (account, how) =>
        shippingOrder.listShipments(account, filter, how),
      );
      const shipments: ListedShipment[] = [];
      for (const one of page.shipments) {
        shipments.push({ ...one, jobId: await jobIdOf(connectionId, one) });
      }
      return { ...page, shipments };
    },

    async sync(connectionId) {
      connectionOf(connections, connectionId, 'shipping-order');
      return listNow(connectionId);
    },

    async follow(connectionId, ids, signal) {
      const connection = connectionOf(connections, connectionId, 'shipping-order');
      const { jobId, externalId, reference } = ids;
      for (const field of ['requestId', 'trackingId'] as const) {
        if (ids[field] === undefined) continue;
        const message =
          'Shipping Order finds shipments by their id, their order number or their group. Use one of these.';
        throw invalid([{ field, message }]);
      }
      if (reference === undefined) {
        const known = jobId === undefined ? { externalId: externalId ?? '' } : { jobId };
        const [row] = await cache.findJobs(connectionId, known);
        if (row) throw alreadyHere(row.id);
      }
      const asked = {
        requestId: null,
        jobId: jobId?.trim() ?? null,
        externalId: externalId?.trim() ?? null,
        trackingId: null,
      };
      const news = await ask(connectionId, signal, (account, how) =>
        shippingOrder.look(account, { ids: asked, reference: reference ?? null }, how),
      );
      const followed = await jobs.follow(connection, news);
      if (followed.existed) throw alreadyHere(followed.jobId);
      return followed.jobId;
    },
  };
}
