// What the simulated Shipping Order lists: every filter of its list operation, and pages by token. Used by
// shipping-office.ts. Pure.

import { type Fields, inside, type SimulatedShipment } from './simulated-shipment.ts';

const DAY = 24 * 60 * 60_000;

interface Books {
  readonly shipments: readonly SimulatedShipment[];
  readonly now: number;
  /** A page is never longer, whatever was asked for. */
  readonly mostPerPage: number;
}

export interface Listed {
  page: SimulatedShipment[];
  paginationToken: { next: string | null; previous: string | null };
}

export function listShipments(
  body: Fields,
  { shipments, now, mostPerPage }: Books,
): Listed | { problem: string } {
  const { limit = 1000, paginationToken } = body;
  const wrong = (problem: string) => ({ problem });
  if (typeof limit !== 'number' || !Number.isInteger(limit) || limit < 1 || limit > 1000)
    return wrong('limit must be between 1 and 1000');
  const updated = rangeOf(body.lastUpdatedAt);
  const created = rangeOf(body.createdAt);
  if (updated !== null && updated.to - updated.from > 30 * DAY)
    return wrong('lastUpdatedAt date range cannot be greater than 30 days');
  for (const range of [updated, created])
    if (range !== null && range.from < now - 366 * DAY) return wrong('dates must lie within the last year');
  const readyFrom = inside(body.pickupTime, 'startsAt');
  const deliveredBy = inside(body.deliveryTime, 'endsAt');
  if ((readyFrom == null) !== (deliveredBy == null))
    return wrong('pickupTime.startsAt and deliveryTime.endsAt are required together');
  // Without any date only the last day is looked at, whatever else is asked for.
  const noDate = updated === null && created === null && readyFrom == null;
  const times = noDate ? { from: now - DAY, to: now + DAY } : created;
  const among = (list: unknown, value: unknown) => !Array.isArray(list) || list.includes(value);
  const found = shipments
    .filter(({ createdAt }) => isIn(times, createdAt))
    .filter(({ updatedAt }) => isIn(updated, updatedAt))
    .filter(({ fields }) => among(body.orderExternalIds, fields.orderExternalId))
    .filter(({ fields }) => among(body.locationExternalIds, fields.locationExternalId))
    .filter(({ fields }) => body.groupId === undefined || fields.groupId === body.groupId)
    .filter(({ status }) => among(body.status, status))
    .filter(
      ({ fields }) => readyFrom == null || Number(inside(fields.pickupTime, 'startsAt')) >= Number(readyFrom),
    )
    .filter(
      ({ fields }) =>
        deliveredBy == null || Number(inside(fields.deliveryTime, 'endsAt')) <= Number(deliveredBy),
    )
    .sort((a, b) => b.createdAt - a.createdAt || (a.id < b.id ? 1 : -1));
  const size = Math.min(limit, mostPerPage);
  const from = placeOf(paginationToken, found, size);
  if (from === undefined) return wrong('paginationToken is not one of ours');
  const page = found.slice(from, from + size);
  const token = (way: 'next' | 'previous') =>
    Buffer.from(`${page.at(-1)?.id}_${page.at(-1)?.id}_${page[0]?.id}_${way}`).toString('base64');
  return {
    page,
    paginationToken: {
      next: from + size < found.length ? token('next') : null,
      previous: from > 0 ? token('previous') : null,
    },
  };
}

function rangeOf(value: unknown): { from: number; to: number } | null {
  const from = inside(value, 'startsAt');
  const to = inside(value, 'endsAt');
  if (typeof from !== 'number' && typeof to !== 'number') return null;
  return {
    from: typeof from === 'number' ? from : Number(to) - DAY,
    to: typeof to === 'number' ? to : Number.MAX_SAFE_INTEGER,
  };
}

function isIn(range: { from: number; to: number } | null, at: number): boolean {
  return range === null || (at >= range.from && at <= range.to);
}

/** Where a page begins: at the top, or beside the shipments that its token names. */
function placeOf(token: unknown, found: readonly SimulatedShipment[], size: number): number | undefined {
  if (token === undefined || token === null) return 0;
  const [last, , first, way] = Buffer.from(String(token), 'base64').toString('utf8').split('_');
  const at = found.findIndex(({ id }) => id === (way === 'next' ? last : first));
  if (at < 0) return undefined;
  return way === 'next' ? at + 1 : Math.max(0, at - size);
}
