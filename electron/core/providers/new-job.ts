// A job of which nothing is known yet but what it is called and where it came from. Called by each provider's mapping and
// by jobs/, which lay over it what a booking or an answer states. Pure.

import type { Job } from '../../../shared/domain/job.ts';

/** Everything of a kept job but what the cache derives. */
export type NewJob = Omit<Job, 'phase' | 'pending' | 'revision'>;

type Known = 'id' | 'provider' | 'connectionId' | 'status' | 'externalIds' | 'request' | 'origin';

export function newJob(known: Pick<NewJob, Known>, at: number): NewJob {
  return {
    rawStatus: '',
    rawStatusText: null,
    reference: null,
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
    createdAt: at,
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
    note: null,
    changedAt: at,
    ...known,
  };
}
