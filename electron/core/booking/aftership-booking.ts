// AfterShip as a dispatcher uses it: a parcel to be followed, changed, tracked again, closed; questions about it and about
// delivery dates. Called by rpc/. What must happen exactly once goes to the outbox, what is asked goes to the provider.

import {
  type AfterShipChanges,
  type AfterShipCourier,
  type AfterShipPrediction,
  type AfterShipPredictionInput,
  type AfterShipReason,
  type AfterShipTracking,
  type AfterShipTrackingInput,
  afterShipChanges,
  afterShipTrackingInput,
  MOST_RETRACKS,
} from '../../../shared/contract/aftership.ts';
import type { ConnectionId, JobId } from '../../../shared/domain/ids.ts';
import type { Job, JobRow } from '../../../shared/domain/job.ts';
import type { Cache } from '../cache/cache.ts';
import type { ConnectionService } from '../connections/connection-service.ts';
import type { JobService } from '../jobs/job-service.ts';
import { newId } from '../new-id.ts';
import type { Ordered, Outbox } from '../outbox/outbox-service.ts';
import type { Clock, SecretStore } from '../ports.ts';
import {
  type AfterShipCalls,
  type LastCheckpoint,
  trackingFrom,
} from '../providers/aftership/aftership-provider.ts';
import { jobRecordFrom } from '../providers/aftership/to-domain.ts';
import type { Provider } from '../providers/provider.ts';
import { invalid, Refusal } from '../refusal.ts';
import { createAsk } from './ask-provider.ts';
import { checked } from './checked.ts';
import { connectionOf } from './connection-of.ts';
import { alreadyHere, type Follower } from './following.ts';

interface Wanted<Field extends string = string> {
  fields?: readonly Field[] | undefined;
  lang?: string | undefined;
}

/** Methods throw Refusal, OutboxRefusal and SecretStoreError, each with a sentence. */
export interface AfterShipBooking extends Follower {
  /** Written to the outbox with its job. CONFLICT with the job that already follows this number of this courier. */
  create(connectionId: ConnectionId, tracking: AfterShipTrackingInput): Promise<Ordered>;
  edit(jobId: JobId, changes: AfterShipChanges): Promise<Ordered>;
  remove(jobId: JobId): Promise<Ordered>;
  /** CONFLICT while AfterShip still follows it, and after the third time. */
  retrack(jobId: JobId): Promise<Ordered>;
  complete(jobId: JobId, reason: AfterShipReason): Promise<Ordered>;
  /** As kept; null before the first answer. */
  known(jobId: JobId): Promise<AfterShipTracking | null>;
  ask(jobId: JobId, wanted: Wanted, signal: AbortSignal | undefined): Promise<AfterShipTracking>;
  lastCheckpoint(jobId: JobId, wanted: Wanted, signal: AbortSignal | undefined): Promise<LastCheckpoint>;
  predict(
    connectionId: ConnectionId,
    items: AfterShipPredictionInput[],
    signal: AbortSignal | undefined,
  ): Promise<AfterShipPrediction[]>;
  couriers(
    connectionId: ConnectionId,
    all: boolean,
    signal: AbortSignal | undefined,
  ): Promise<AfterShipCourier[]>;
  detect(
    connectionId: ConnectionId,
    trackingNumber: string,
    signal: AbortSignal | undefined,
  ): Promise<AfterShipCourier[]>;
}

interface Options {
  cache: Cache;
  connections: ConnectionService;
  jobs: JobService;
  outbox: Outbox;
  secrets: SecretStore;
  aftership: Provider & AfterShipCalls;
  clock: Clock;
}

export function createAfterShipBooking(options: Options): AfterShipBooking {
  const { cache, connections, jobs, outbox, secrets, aftership, clock } = options;
  const ask = createAsk({ connections, secrets });
  /** Parcels that are being written: two clicks in one moment must not both find theirs new. */
  const claims = new Set<string>();

  async function parcel(jobId: JobId): Promise<Job> {
    const job = await cache.job(jobId);
    if (!job) throw new Refusal('NOT_FOUND', 'This job is no longer kept here.');
    if (job.provider === 'aftership') return job;
    throw new Refusal('CONFLICT', 'This job is no parcel at AfterShip.', { jobId });
  }

  const known = async (jobId: JobId) => trackingFrom(await cache.raw(jobId));

  /** The parcel on the board that this would be once more. One that ended as removed or was never accepted frees its number. */
  async function alreadyOnBoard(
    connectionId: ConnectionId,
    number: string,
    slug: string,
  ): Promise<JobRow | null> {
    for (const row of await cache.findJobs(connectionId, { trackingId: number })) {
      const isGone = row.status === 'cancelled' || (row.status === 'failed' && row.receivedAt === null);
      if (isGone) continue;
      // Where either does not say which courier, AfterShip would find the same one out.
      const theirs = (await cache.job(row.id))?.service ?? null;
      if (slug === '' || theirs === null || theirs === slug) return row;
    }
    return null;
  }

  return {
    async create(connectionId, typed) {
      connectionOf(connections, connectionId, 'aftership');
      const tracking = checked(afterShipTrackingInput, typed, 'tracking');
      const { tracking_number: number, slug } = tracking;
      const claim = `${connectionId} ${number}`;
      const there = await alreadyOnBoard(connectionId, number, slug);
      if (there) throw followedAlready(number, there.id);
      if (claims.has(claim)) throw followedAlready(number, null);
      claims.add(claim);
      try {
        const made = { id: newId<JobId>('job'), connectionId, at: clock.now() };
        return await outbox.book(jobRecordFrom(tracking, made), tracking);
      } finally {
        claims.delete(claim);
      }
    },

    async edit(jobId, typed) {
      const job = await parcel(jobId);
      const changes = checked(afterShipChanges, typed, 'changes');
      const named = Object.fromEntries(Object.entries(changes).filter(([, value]) => value !== undefined));
      if (Object.keys(named).length === 0) {
        throw invalid([{ field: 'changes', message: 'Nothing was changed.' }]);
      }
      return outbox.edit(jobId, { ...contactsBeside(named, job, await known(jobId)), ...named });
    },

    async remove(jobId) {
      await parcel(jobId);
      return outbox.order(jobId, 'delete');
    },

    async retrack(jobId) {
      await parcel(jobId);
      const commands = await cache.commandsOf(jobId);
      const used = commands.filter(({ kind, state }) => kind === 'retrack' && state === 'done').length;
      if (used >= MOST_RETRACKS) throw new Refusal('CONFLICT', NO_RETRACK_LEFT, { jobId });
      return outbox.order(jobId, 'retrack');
    },

    async complete(jobId, reason) {
      await parcel(jobId);
      return outbox.order(jobId, 'complete', { reason });
    },

    async known(jobId) {
      await parcel(jobId);
      return known(jobId);
    },

    async ask(jobId, wanted, signal) {
      const job = await parcel(jobId);
      return ask(job.connectionId, signal, (account, how) =>
        aftership.tracking(account, job.externalIds, wanted, how),
      );
    },

    async lastCheckpoint(jobId, wanted, signal) {
      const job = await parcel(jobId);
      return ask(job.connectionId, signal, (account, how) =>
        aftership.lastCheckpoint(account, job.externalIds, wanted, how),
      );
    },

    async predict(connectionId, items, signal) {
      connectionOf(connections, connectionId, 'aftership');
      return ask(connectionId, signal, (account, how) => aftership.predict(account, items, how));
    },

    async couriers(connectionId, all, signal) {
      connectionOf(connections, connectionId, 'aftership');
      return ask(connectionId, signal, (account, how) => aftership.couriers(account, all, how));
    },

    async detect(connectionId, trackingNumber, signal) {
      connectionOf(connections, connectionId, 'aftership');
      return ask(connectionId, signal, (account, how) => aftership.detect(account, trackingNumber, how));
    },

    async follow(connectionId, ids, signal) {
      const connection = connectionOf(connections, connectionId, 'aftership');
      const { reference, trackingId, jobId, requestId, externalId } = ids;
      if (externalId !== undefined || requestId !== undefined) {
        const field = externalId !== undefined ? 'externalId' : 'requestId';
        const message =
          'AfterShip knows parcels by tracking number, AfterShip id or order id. Use one of these.';
        throw invalid([{ field, message }]);
      }
      if (jobId !== undefined) {
        const [row] = await cache.findJobs(connectionId, { jobId });
        if (row) throw alreadyHere(row.id);
      }
      const asked = {
        requestId: null,
        jobId: jobId ?? null,
        externalId: null,
        trackingId: trackingId?.trim() ?? null,
      };
      const news = await ask(connectionId, signal, (account, how) =>
        aftership.look(account, { ids: asked, reference: reference ?? null }, how),
      );
      const followed = await jobs.follow(connection, news);
      if (followed.existed) throw alreadyHere(followed.jobId);
      return followed.jobId;
    },
  };
}

const NO_RETRACK_LEFT = `It has been tracked again ${MOST_RETRACKS} times, which is as often as AfterShip does it. Ask the courier where it is, and mark it as completed.`;

function followedAlready(number: string, jobId: JobId | null): Refusal {
  return new Refusal('CONFLICT', `${number} is followed already. This is that parcel.`, {
    ...(jobId === null ? {} : { jobId }),
  });
}

const CONTACTS = ['smses', 'emails', 'customer_name'] as const;

/**
 * Current versions keep name, numbers and addresses as one list, which a change replaces whole: what is not changed has to
 * be said with it. For 2024-04 it is the same once more and does no harm.
 */
function contactsBeside(
  changes: Record<string, unknown>,
  job: Job,
  known: AfterShipTracking | null,
): Record<string, unknown> {
  if (!CONTACTS.some((name) => name in changes)) return {};
  const before = (known ?? job.request ?? {}) as Record<string, unknown>;
  return Object.fromEntries(
    CONTACTS.flatMap((name) =>
      before[name] === undefined || before[name] === null ? [] : [[name, before[name]]],
    ),
  );
}
