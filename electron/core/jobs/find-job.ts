// Which kept job an answer is about. Read by job-service.ts only: it decides, and writes nothing.
// A job must never be on the board twice, nor may two that merely look alike become one.

import { type Command, isUnsettled } from '../../../shared/domain/command.ts';
import type { ConnectionId } from '../../../shared/domain/ids.ts';
import type { JobRow } from '../../../shared/domain/job.ts';
import type { Cache } from '../cache/cache.ts';
import type { JobNews } from '../providers/provider.ts';
import { isKeptAfterAll } from './kept-after-all.ts';

export type Found =
  /** This job; the news is its own. */
  | { kind: 'known'; row: JobRow }
  /** A booking of ours whose answer is still missing: the outbox finds out, and must not be overtaken. */
  | { kind: 'unsettled'; row: JobRow }
  /** It may be that booking: the answer names none of the ids under which it was sent. */
  | { kind: 'undecided'; row: JobRow }
  /** A booking of ours that was given up as refused, under whose number it stands there all the same. */
  | { kind: 'kept'; row: JobRow }
  | { kind: 'new' };

export interface JobFinder {
  /** Bookings of this connection that may have arrived without our knowing. Read once for many `find`. */
  unsettledBookings(connectionId: ConnectionId): Promise<JobRow[]>;
  find(connectionId: ConnectionId, news: JobNews, unsettled: JobRow[]): Promise<Found>;
}

export function createJobFinder(cache: Cache): JobFinder {
  return {
    async unsettledBookings(connectionId) {
      const creates = (await cache.unsettledCommands()).filter(
        (command) => command.connectionId === connectionId && mayHaveArrived(command),
      );
      return creates.length === 0 ? [] : cache.rows(creates.map(({ jobId }) => jobId));
    },

    async find(connectionId, news, unsettled) {
      // By each id alone, the provider's own first: an external id may have been used twice elsewhere.
      for (const key of ['requestId', 'jobId', 'trackingId'] as const) {
        const value = news.ids[key];
        if (value === null) continue;
        const rows = await cache.findJobs(connectionId, { [key]: value });
        const row = rows.find(
          (one) => !isNeverAccepted(one) && !(key === 'trackingId' && hasOtherId(one, news)),
        );
        if (row) return foundAs(row);
      }
      const { externalId } = news.ids;
      if (externalId !== null) {
        const rows = await cache.findJobs(connectionId, { externalId });
        const row = rows.find((one) => one.status === 'queued' || isWithoutOwnId(one));
        if (row) return foundAs(row);
        // One that waits for a person goes before one that was thrown away.
        for (const status of ['failed', 'cancelled'] as const) {
          for (const given of rows.filter((one) => one.status === status && isNeverAccepted(one))) {
            const create = (await cache.commandsOf(given.id)).find(({ kind }) => kind === 'create');
            if (isKeptAfterAll(create, news)) return { kind: 'kept', row: given };
          }
        }
      }
      const row = unsettled.find((one) => couldBe(one, news));
      return row ? { kind: 'undecided', row } : { kind: 'new' };
    },
  };
}

function foundAs(row: JobRow): Found {
  return { kind: row.status === 'queued' ? 'unsettled' : 'known', row };
}

/** Two couriers may use one tracking number; what the provider calls each tells them apart. */
function hasOtherId({ externalIds }: JobRow, { ids }: JobNews): boolean {
  return externalIds.jobId !== null && ids.jobId !== null && externalIds.jobId !== ids.jobId;
}

function mayHaveArrived({ kind, state, attempts }: Command): boolean {
  return kind === 'create' && isUnsettled(state) && attempts > 0;
}

/** Refused, or taken back before it left: no job of the provider's can be this one. */
function isNeverAccepted({ status, receivedAt, externalIds }: JobRow): boolean {
  const isOver = status === 'failed' || status === 'cancelled';
  return isOver && receivedAt === null && externalIds.requestId === null && externalIds.jobId === null;
}

/** Accepted by an answer that named no id: only what we sent with it tells which it is. */
function isWithoutOwnId(row: JobRow): boolean {
  const { requestId, jobId, trackingId } = row.externalIds;
  return !isNeverAccepted(row) && requestId === null && jobId === null && trackingId === null;
}

/** Nothing that both name tells them apart. */
function couldBe(row: JobRow, news: JobNews): boolean {
  const told = [
    [row.externalIds.externalId, news.ids.externalId],
    [row.externalIds.trackingId, news.ids.trackingId],
    [row.reference, news.reference],
  ];
  return told.every(([ours, theirs]) => ours === null || theirs === null || ours === theirs);
}
