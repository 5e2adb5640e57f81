// Forgets what is old: closed jobs nobody will look for, the positions of couriers, old quotes. Called by Cache.prune.

import type { AddressTable } from './address-table.ts';
import type { SqlFile } from './sql-file.ts';
import type { Writer } from './write.ts';

/** So many rows a transaction, with a pause after each, so that nobody waits long. */
const JOBS_AT_ONCE = 100;
const POSITIONS_AT_ONCE = 5_000;

export interface PruneLimits {
  jobsBefore: number;
  positionsBefore: number;
}

/** Removes a few and answers how many jobs went; null when nothing is left to remove. */
export function pruneSome(
  file: SqlFile,
  writer: Writer,
  addresses: AddressTable,
  { jobsBefore, positionsBefore }: PruneLimits,
): number | null {
  const positions = file.run(
    `DELETE FROM positions WHERE (courier, at) IN
       (SELECT courier, at FROM positions INDEXED BY positions_by_time WHERE at < ? LIMIT ${POSITIONS_AT_ONCE})`,
    positionsBefore,
  );
  // A job changes after it was made, so the old ones are among those made long ago. One with a command that may still
  // act is kept, however old.
  const jobs = writer.writeRemoval(() =>
    file.run(
      `DELETE FROM jobs WHERE row IN (
         SELECT row FROM jobs INDEXED BY jobs_by_created
         WHERE archived IN (0, 1) AND created_at < ? AND open = 0 AND changed_at < ?
           AND NOT EXISTS (SELECT 1 FROM commands WHERE job_id = jobs.id AND state IN ('queued', 'sending', 'unknown'))
         LIMIT ${JOBS_AT_ONCE})`,
      jobsBefore,
      jobsBefore,
    ),
  );
  if (jobs > 0 || positions > 0) return jobs;
  file.run('DELETE FROM audit WHERE at < ?', jobsBefore);
  file.run('DELETE FROM quotes WHERE quoted_at < ?', jobsBefore);
  addresses.prune();
  return null;
}
