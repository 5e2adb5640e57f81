// Which jobs belong together: a courier job, the shipment and the parcels of one order. Pure; asked by the core for what is
// kept, by the page about what comes in.

import type { JobRow } from './job.ts';

type Named = Pick<JobRow, 'id' | 'reference' | 'externalIds'>;

/** The texts under which a job that belongs to this one can be found. */
export function linkNames(job: Named): string[] {
  return [...orderNames(job), ...trackingNames(job)];
}

/**
 * The same order id (one system keeps it as its reference, another as the external id) or the same tracking number, whatever
 * the case: people type them by hand. Ids that a provider makes up itself say nothing about another system.
 */
export function isLinked(job: Named, other: Named): boolean {
  if (job.id === other.id) return false;
  return share(orderNames(job), orderNames(other)) || share(trackingNames(job), trackingNames(other));
}

function orderNames({ reference, externalIds }: Named): string[] {
  return named(reference, externalIds.externalId);
}

function trackingNames({ externalIds }: Named): string[] {
  return named(externalIds.trackingId);
}

function named(...names: (string | null)[]): string[] {
  return names.flatMap((name) => name?.trim().toLowerCase() || []);
}

function share(some: string[], others: string[]): boolean {
  return some.some((name) => others.includes(name));
}
