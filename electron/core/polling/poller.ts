// The loop that asks providers about jobs: who is due, within the budget of each connection. Made by workspace.ts.
// It follows what is written (feed) and never reads the whole list again; job state is written by jobs/ alone.

import { setImmediate } from 'node:timers/promises';
import type { ConnectionId, JobId } from '../../../shared/domain/ids.ts';
import type { Job, JobRow } from '../../../shared/domain/job.ts';
import { isTerminal } from '../../../shared/domain/job-status.ts';
import type { Cache, PollableJob } from '../cache/cache.ts';
import type { ConnectionAccess } from '../connections/connection-service.ts';
import type { ChangeFeed } from '../feed/change-feed.ts';
import type { JobService } from '../jobs/job-service.ts';
import type { Clock, Logger } from '../ports.ts';
import type { Lane, Look } from './lane.ts';
import { PollLane } from './poll-lane.ts';
import { readExperience } from './read-experience.ts';
import { type Round, SyncLane } from './sync-lane.ts';
import type { Pace } from './when-open.ts';

export interface Poller {
  /** Takes up every job that may still change, and begins to ask. */
  start(): Promise<void>;
  /** Nothing is asked any more; answers when nothing is in flight and all that was seen is written. */
  stop(): Promise<void>;
  /** Asks about these jobs now, before anything that is merely due; answers when each has been asked. */
  pollNow(ids: JobId[]): Promise<{ id: JobId; ok: boolean; message: string | null }[]>;
  /** Asks a connection now what changed, and takes it up; of one whose system does not list, `ok` is false. */
  syncNow(id: ConnectionId): Promise<Round>;
  /** Something was done to this job (a command settled): it is looked at within a second. */
  soon(id: JobId): void;
  /** Settings changed: polling paused or resumed, another pace. */
  settingsChanged(): void;
}

interface Options {
  cache: Cache;
  feed: ChangeFeed;
  jobs: JobService;
  connections: ConnectionAccess;
  clock: Clock;
  log: Logger;
  pace: () => Pace;
  /** Uniform in [0, 1); for jitter. */
  random?: () => number;
}

const TAKEN_UP_AT_ONCE = 500;
const MARKED_AT_ONCE = 1000;
const FLUSH_MS = 5_000;
const KEEP_EXPERIENCE_MS = 10 * 60_000;
const experienceKey = (id: ConnectionId) => `polling:${id}`;

export function createPoller(options: Options): Poller {
  const { cache, feed, clock, log, connections } = options;
  const random = options.random ?? Math.random;
  const lanes = new Map<ConnectionId, Promise<Lane>>();
  const ready = new Map<ConnectionId, Lane>();
  let running = false;
  let seen = new Map<JobId, number>();
  let cancelFlush = () => {};
  let experienceKeptAt = clock.now();
  const unsubscribe = feed.subscribe((result) => {
    for (const row of result.rows) followRow(row);
  });
  const stopListening = connections.onUsable((id) => {
    ready.get(id)?.wake();
    // A connection that was just made may have much to tell before there is any job of it.
    if (running && connections.listing().includes(id)) void laneOf(id);
  });

  function laneOf(connectionId: ConnectionId): Promise<Lane> {
    const known = lanes.get(connectionId);
    if (known) return known;
    const made = makeLane(connectionId).then((lane) => {
      ready.set(connectionId, lane);
      if (running) lane.start();
      return lane;
    });
    lanes.set(connectionId, made);
    return made;
  }

  async function makeLane(connectionId: ConnectionId): Promise<Lane> {
    const laneOptions = {
      connectionId,
      connections,
      jobs: options.jobs,
      clock,
      log,
      random,
      pace: options.pace,
      onSeen: (id: JobId, receivedAt: number) => void seen.set(id, receivedAt),
    };
    return connections.listing().includes(connectionId)
      ? new SyncLane({ ...laneOptions, cache, tellSeen: (items) => feed.seen(items) })
      : new PollLane({
          ...laneOptions,
          experience: readExperience(await cache.value(experienceKey(connectionId))),
        });
  }

  /** What was just written, by whomever. Most of it is about jobs that are known: no read is needed for those. */
  function followRow(row: JobRow): void {
    if (!running) return;
    const lane = ready.get(row.connectionId);
    const known = lane?.job(row.id);
    if (!isAtProvider(row)) {
      lane?.forget(row.id);
    } else if (known && sameTimes(known, row)) {
      const statusChanged = known.status !== row.status || known.rawStatus !== row.rawStatus;
      lane?.follow({
        ...known,
        status: row.status,
        rawStatus: row.rawStatus,
        changedAt: statusChanged ? clock.now() : known.changedAt,
        receivedAt: row.receivedAt,
        externalIds: row.externalIds,
        reference: row.reference,
        hasCourier: row.courierId !== null,
      });
    } else if (known || !isTerminal(row.status)) {
      adopt(row).catch((error: unknown) =>
        log.error('A job could not be taken up for polling', { jobId: row.id, error: String(error) }),
      );
    }
  }

  async function adopt(row: JobRow): Promise<void> {
    const [job, lane] = await Promise.all([cache.job(row.id), laneOf(row.connectionId)]);
    if (running && job && isAtProvider(job)) lane.follow(pollableOf(job));
  }

  async function lookSoon(id: JobId): Promise<void> {
    const job = await cache.job(id);
    if (!running || !job || isTerminal(job.status) || !isAtProvider(job)) return;
    const lane = await laneOf(job.connectionId);
    lane.follow(pollableOf(job));
    lane.soon(id);
  }

  async function flush(): Promise<void> {
    const batch = [...seen].map(([id, receivedAt]) => ({ id, receivedAt }));
    seen = new Map();
    for (let from = 0; from < batch.length; from += MARKED_AT_ONCE) {
      await cache.markSeen(batch.slice(from, from + MARKED_AT_ONCE));
      await setImmediate();
    }
  }

  async function keepExperience(): Promise<void> {
    experienceKeptAt = clock.now();
    for (const [id, lane] of ready) {
      if (lane instanceof PollLane) await cache.saveValue(experienceKey(id), lane.experience, clock.now());
    }
  }

  function flushAgain(): void {
    cancelFlush = clock.setTimeout(() => {
      flush()
        .then(() => (clock.now() - experienceKeptAt >= KEEP_EXPERIENCE_MS ? keepExperience() : undefined))
        .catch((error: unknown) => log.error('What was seen could not be kept', { error: String(error) }))
        .finally(() => {
          if (running) flushAgain();
        });
    }, FLUSH_MS);
  }

  async function lookNow(id: JobId): Promise<Look> {
    const job = await cache.job(id);
    if (!job) return { ok: false, message: 'This job is no longer kept here.' };
    if (!isAtProvider(job)) {
      return {
        ok: false,
        message: 'The provider has never accepted this job, so there is nothing to ask about.',
      };
    }
    return (await laneOf(job.connectionId)).lookNow(pollableOf(job));
  }

  return {
    async start() {
      running = true;
      const pollable = (await cache.pollable()).filter(isAtProvider);
      const connectionIds = new Set(pollable.map((job) => job.connectionId));
      for (const id of connectionIds.union(new Set(connections.listing()))) await laneOf(id);
      if (!running) return;
      for (const [index, job] of pollable.entries()) {
        const lane = ready.get(job.connectionId);
        if (!lane?.has(job.id)) lane?.follow(job);
        // Ten thousand jobs at a start must not hold up the page.
        if (index % TAKEN_UP_AT_ONCE === TAKEN_UP_AT_ONCE - 1) await setImmediate();
        if (!running) return;
      }
      for (const lane of ready.values()) lane.start();
      flushAgain();
    },
    async stop() {
      running = false;
      unsubscribe();
      stopListening();
      cancelFlush();
      await Promise.all([...ready.values()].map((lane) => lane.stop()));
      await flush();
      await keepExperience();
    },
    async pollNow(ids) {
      return Promise.all([...new Set(ids)].map(async (id) => ({ id, ...(await lookNow(id)) })));
    },
    async syncNow(id) {
      const lane = await laneOf(id);
      if (lane instanceof SyncLane) return lane.roundNow();
      return {
        ok: false,
        message: 'This system does not tell what changed; each job is looked at by itself.',
        listing: null,
      };
    },
    soon(id) {
      const lane = [...ready.values()].find((one) => one.has(id));
      if (lane) return lane.soon(id);
      // One that had ended and goes on (retried, retracked) is not followed any more.
      lookSoon(id).catch((error: unknown) =>
        log.error('A job could not be taken up for polling', { jobId: id, error: String(error) }),
      );
    },
    settingsChanged() {
      for (const lane of ready.values()) lane.pump();
    },
  };
}

/** What is a draft, waits in the outbox, was undone there or refused is known to nobody but us. */
function isAtProvider({
  status,
  receivedAt,
  externalIds,
}: Pick<JobRow, 'status' | 'receivedAt' | 'externalIds'>): boolean {
  if (status === 'draft' || status === 'queued') return false;
  const { requestId, jobId, trackingId } = externalIds;
  return receivedAt !== null || requestId !== null || jobId !== null || trackingId !== null;
}

function sameTimes(known: PollableJob, row: JobRow): boolean {
  return known.promiseAt === row.promiseAt && known.windowFromAt === row.windowFromAt;
}

function pollableOf(job: Job): PollableJob {
  return {
    id: job.id,
    connectionId: job.connectionId,
    status: job.status,
    rawStatus: job.rawStatus,
    readyAt: job.readyAt,
    windowFromAt: job.windowFromAt,
    promiseAt: job.promiseAt,
    createdAt: job.createdAt,
    receivedAt: job.receivedAt,
    changedAt: job.changedAt,
    externalIds: job.externalIds,
    reference: job.reference,
    hasCourier: job.courierId !== null,
  };
}
