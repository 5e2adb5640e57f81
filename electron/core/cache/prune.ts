// Forgets what is old: closed jobs nobody will look for, and the positions of couriers. Called by Cache.prune.

import type { AddressTable } from './address-table.ts';
import type { SqlFile } from './sql-file.ts';
import type { Writer } from './write.ts';

/** So many jobs a transaction, so that the loop is never held up for long. */
export const PRUNE_BATCH = 500;

/** Answers how many jobs went. A job with a command that may still act is kept, however old. */
export function pruneJobs(
  file: SqlFile,
  writer: Writer,
  addresses: AddressTable,
  { jobsBefore, positionsBefore }: { jobsBefore: number; positionsBefore: number },
): number {
  return writer.writeRemoval(() => {
    file.run('DELETE FROM positions WHERE at < ?', positionsBefore);
    file.run('DELETE FROM audit WHERE at < ?', jobsBefore);
    file.run('DELETE FROM quotes WHERE quoted_at < ?', jobsBefore);
    addresses.prune();
    return file.run(
      `DELETE FROM jobs WHERE open = 0 AND changed_at < ?
       AND NOT EXISTS (SELECT 1 FROM commands WHERE job_id = jobs.id AND state IN ('queued', 'sending', 'unknown'))`,
      jobsBefore,
    );
  });
}
