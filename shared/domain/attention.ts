// What about a job, a courier or a command needs a person: the one rule behind the inbox, the notices and the outbox.
// Pure. The cache counts late jobs and jobs in trouble by the same rule, in SQL.

import { type Command, isUnsettled } from './command.ts';
import { type Courier, courierFreshness } from './courier.ts';
import type { JobRow } from './job.ts';
import { isOpen, type JobStatus, phaseOf } from './job-status.ts';

export type TroubleStatus = Extract<
  JobStatus,
  | 'delayed'
  | 'not-ready'
  | 'attempt-failed'
  | 'exception'
  | 'failed'
  | 'rejected'
  | 'undeliverable'
  | 'unknown'
>;

/** Every status of the phase `attention`; null for the others. */
export function troubleOf(status: JobStatus): TroubleStatus | null {
  return phaseOf(status) === 'attention' ? (status as TroubleStatus) : null;
}

/** Promised by now, and neither delivered nor over. */
export function isLate({ status, promiseAt }: Pick<JobRow, 'status' | 'promiseAt'>, now: number): boolean {
  return isOpen(status) && promiseAt !== null && promiseAt < now;
}

/** Was seen on the map once and is not any more; one who was never seen has not been lost. */
export function isLost({ positionAt }: Pick<Courier, 'positionAt'>, now: number, staleMs: number): boolean {
  return positionAt !== null && courierFreshness(positionAt, now, staleMs) === 'lost';
}

/** A lost courier only matters to a job that it is moving. */
export function isCarried({ status }: Pick<JobRow, 'status'>): boolean {
  return phaseOf(status) === 'moving';
}

/** The unsettled command of the same job that goes before this one; null when it is the first. */
export function goesBefore(command: Command, all: readonly Command[]): Command | null {
  return (
    all.find(
      (other) =>
        other.jobId === command.jobId &&
        other.id !== command.id &&
        other.createdAt < command.createdAt &&
        isUnsettled(other.state),
    ) ?? null
  );
}

/** Refused, or of unknown fate with nothing left that the machine could do: nothing happens until a person decides. */
export function waitsForPerson(command: Command, all: readonly Command[]): boolean {
  if (command.state === 'failed') return true;
  if (!isUnsettled(command.state) || command.state === 'sending') return false;
  return command.nextAt === null && goesBefore(command, all) === null;
}
