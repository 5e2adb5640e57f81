// A TwinJet booking and the job record it becomes, for tests that need some job.

import type { JobRecord } from '../../electron/core/cache/cache.ts';
import { newId } from '../../electron/core/new-id.ts';
import { jobRecordFrom } from '../../electron/core/providers/twinjet/to-domain.ts';
import type { TwinJetJob } from '../../shared/contract/twinjet.ts';
import type { ConnectionId, JobId } from '../../shared/domain/ids.ts';

/** A booking that every rule accepts, ready at `at`. */
export function twinJetJob(at: number, over: Partial<TwinJetJob> = {}): TwinJetJob {
  const time = (offsetMs: number) => new Date(at + offsetMs).toISOString();
  return {
    live: true,
    order_contact_name: 'Larry Bluejeans',
    order_contact_phone: '5555555555',
    deliver_address: {
      address_name: 'Important Office Building',
      street_address: '560 Mission St',
      city: 'San Francisco',
      state: 'CA',
      zip_code: '94105',
    },
    ready_time: time(0),
    deliver_from_time: time(0),
    deliver_to_time: time(60 * 60_000),
    ...over,
  };
}

export function bookedJob(connectionId: ConnectionId, at: number, over: Partial<JobRecord> = {}): JobRecord {
  const id = newId<JobId>('job');
  return {
    ...jobRecordFrom(twinJetJob(at), { id, connectionId, at, currency: 'USD', quote: null }),
    ...over,
  };
}
