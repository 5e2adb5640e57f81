// Pure: the row of a job that was made elsewhere, from the first answer about it. Used by job-service.ts.

import type { ConnectionId, JobId } from '../../../shared/domain/ids.ts';
import type { ProviderName } from '../../../shared/domain/provider-name.ts';
import type { JobRecord } from '../cache/cache.ts';
import { newId } from '../new-id.ts';
import type { JobNews } from '../providers/provider.ts';

/** A job that was made elsewhere: what its provider's answer does not state of it (`facts`) is not known. */
export function followedRecord(
  connection: { id: ConnectionId; provider: ProviderName },
  news: JobNews,
  now: number,
): JobRecord {
  return {
    id: newId<JobId>('job'),
    provider: connection.provider,
    connectionId: connection.id,
    status: 'submitted',
    rawStatus: '',
    rawStatusText: null,
    reference: news.reference,
    externalIds: news.ids,
    recipient: null,
    from: null,
    to: null,
    windowFromAt: null,
    windowToAt: null,
    promiseAt: null,
    courierId: null,
    courierName: null,
    price: null,
    sourceAt: null,
    receivedAt: null,
    trouble: null,
    tags: [],
    archived: false,
    createdAt: now,
    pickAddress: null,
    deliverAddress: null,
    readyAt: null,
    contactName: null,
    contactPhone: null,
    items: [],
    orderTotal: null,
    deliveryFee: null,
    tip: null,
    paymentMethod: null,
    service: null,
    instructions: null,
    photoRequired: false,
    quote: null,
    remarks: null,
    request: null,
    origin: 'followed',
    note: null,
    changedAt: now,
    ...news.facts,
  };
}
