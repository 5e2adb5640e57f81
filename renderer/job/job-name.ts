// What a person calls a job: its reference, else the number the courier sees, else what the provider calls it.

import type { JobRow } from '../../shared/domain/job.ts';

export function jobName(job: Pick<JobRow, 'reference' | 'externalIds' | 'id'>): string {
  const { externalId, requestId, jobId, trackingId } = job.externalIds;
  return job.reference ?? externalId ?? trackingId ?? requestId ?? jobId ?? job.id;
}
