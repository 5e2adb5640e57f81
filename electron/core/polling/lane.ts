// What the poller asks of the loop of one connection, however that goes about it (poll-lane.ts, sync-lane.ts).

import type { JobId } from '../../../shared/domain/ids.ts';
import type { PollableJob } from '../cache/cache.ts';

/** What became of one look at one job. */
export interface Look {
  ok: boolean;
  /** What went wrong, in a sentence. */
  message: string | null;
}

export interface Lane {
  start(): void;
  /** Nothing is asked any more, and what is on its way is called off. Answers when all of it has come to rest. */
  stop(): Promise<void>;
  has(id: JobId): boolean;
  job(id: JobId): PollableJob | undefined;
  /** Begins to follow a job, or takes over what is newly known of it. */
  follow(job: PollableJob): void;
  forget(id: JobId): void;
  /** Something was just done to this job: its next look comes within a second. */
  soon(id: JobId): void;
  /** Asks before anything that is due: a person wants to know. Joins a request that is on its way. */
  lookNow(job: PollableJob): Promise<Look>;
  /** Lets go what may go now and sleeps until the next may. Called whenever something of that changed. */
  pump(): void;
  /** The connection can be used again: what was put off because it could not is taken up. */
  wake(): void;
}
