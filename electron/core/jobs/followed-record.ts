// Pure: the row of a job that was made elsewhere, from the first answer about it. Used by job-service.ts.

import type { ConnectionId, JobId } from '../../../shared/domain/ids.ts';
import type { ProviderName } from '../../../shared/domain/provider-name.ts';
import type { JobRecord } from '../cache/cache.ts';
import { newId } from '../new-id.ts';
import { newJob } from '../providers/new-job.ts';
import type { JobNews } from '../providers/provider.ts';

/** A job that was made elsewhere: what its provider's answer does not state of it (`facts`) is not known. */
export function followedRecord(
  connection: { id: ConnectionId; provider: ProviderName },
  news: JobNews,
  now: number,
): JobRecord {
  const { ids, reference, facts } = news;
  const record = newJob(
    {
      id: newId<JobId>('job'),
      provider: connection.provider,
      connectionId: connection.id,
      status: 'submitted',
      externalIds: ids,
      request: null,
      origin: 'followed',
    },
    now,
  );
  return { ...record, reference, ...facts };
}
