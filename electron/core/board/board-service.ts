// The reading side of jobs: what rpc/ and the hosts ask to show. Writes nothing.

import type { JobCounts, JobPage, JobView } from '../../../shared/contract/jobs.ts';
import type { Address } from '../../../shared/domain/address.ts';
import type { Command } from '../../../shared/domain/command.ts';
import type { ConnectionId, JobId } from '../../../shared/domain/ids.ts';
import type { Job, JobEvent, JobPlace, JobRow, TrailPoint } from '../../../shared/domain/job.ts';
import { isOpen } from '../../../shared/domain/job-status.ts';
import { isLinked, linkNames } from '../../../shared/domain/links.ts';
import type { Cache } from '../cache/cache.ts';
import type { Clock } from '../ports.ts';
import { Refusal } from '../refusal.ts';

const SUGGESTIONS = 8;
/** An order has few parcels. A reference that half the board has is no order, and not worth more lines. */
const LINKS_SHOWN = 20;
const LINKS_LOOKED_AT = 200;

export interface BoardService {
  query(view: JobView, offset: number, limit: number): Promise<JobPage>;
  counts(): Promise<JobCounts>;
  /** Of a view's open jobs the `limit` that are promised first, without those that have no position. */
  places(view: JobView, limit: number): Promise<JobPlace[]>;
  /** One job whole, or Refusal NOT_FOUND. */
  job(id: JobId): Promise<{
    job: Job;
    events: JobEvent[];
    trail: TrailPoint[];
    commands: Command[];
    raw: unknown;
    /** What has the same order id, reference or tracking number, in any connection; open ones first, then the newest. */
    linked: JobRow[];
  }>;
  recentAddresses(by: {
    connectionId?: ConnectionId | undefined;
    text?: string | undefined;
    limit?: number | undefined;
  }): Promise<Address[]>;
}

export function createBoardService({ cache, clock }: { cache: Cache; clock: Clock }): BoardService {
  async function linkedTo(job: Job): Promise<JobRow[]> {
    const named = await cache.jobsNamed(linkNames(job), LINKS_LOOKED_AT);
    const linked = named.filter((other) => isLinked(job, other));
    return [
      ...linked.filter(({ status }) => isOpen(status)),
      ...linked.filter(({ status }) => !isOpen(status)),
    ].slice(0, LINKS_SHOWN);
  }

  return {
    query: (view, offset, limit) => cache.query(view, offset, limit, clock.now()),
    counts: () => cache.counts(clock.now()),
    places: (view, limit) => cache.places(view, limit, clock.now()),
    async job(id) {
      const [job, events, trail, commands, raw] = await Promise.all([
        cache.job(id),
        cache.events(id),
        cache.jobTrail(id),
        cache.commandsOf(id),
        cache.raw(id),
      ]);
      if (!job) throw new Refusal('NOT_FOUND', 'This job is no longer kept here.');
      return { job, events, trail, commands, raw: raw ?? null, linked: await linkedTo(job) };
    },
    recentAddresses: ({ connectionId, text, limit }) =>
      cache.recentAddresses({
        ...(connectionId && { connectionId }),
        ...(text && { text }),
        limit: limit ?? SUGGESTIONS,
      }),
  };
}
