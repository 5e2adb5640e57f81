// A status as the small number that jobs.status holds: a hundred for each phase in board order, then the status's place
// in the domain's list. So a phase is a range of codes and sorting by code is sorting by phase. Pure; cache only.

import {
  JOB_PHASES,
  JOB_STATUSES,
  type JobPhase,
  type JobStatus,
  phaseOf,
} from '../../../shared/domain/job-status.ts';

const codes = new Map<JobStatus, number>(
  JOB_STATUSES.map((status, place) => [status, JOB_PHASES.indexOf(phaseOf(status)) * 100 + place]),
);
const statuses = new Map<number, JobStatus>([...codes].map(([status, code]) => [code, status]));

export const STATUS_CODES: readonly { code: number; status: JobStatus }[] = [...codes]
  .map(([status, code]) => ({ code, status }))
  .sort((a, b) => a.code - b.code);

export function codeOf(status: JobStatus): number {
  const code = codes.get(status);
  if (code === undefined) throw new Error(`No such status: ${status}`);
  return code;
}

export function statusOf(code: number): JobStatus {
  return statuses.get(code) ?? 'unknown';
}

export function phaseOfCode(code: number): JobPhase {
  return phaseOf(statusOf(code));
}
