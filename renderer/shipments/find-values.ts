// What is typed to find shipments at the provider -> the filter of POST /shipments/list (seed 004, List Shipments), and
// what cannot be asked, by field. Pure. The contract's schema judges; this file gives its sentences a field, and every
// open range an end, since the provider's own rules about ends are not documented.

import { type ShipmentFilter, shipmentFilterSchema } from '../../shared/contract/shipments.ts';
import { texts } from './texts.ts';

const HOUR = 60 * 60_000;
const DAY = 24 * HOUR;
/** Ranges of changes may be 30 days long and times lie within the last year; a little less, since clocks differ. */
const LONGEST_CHANGES = 30 * DAY;
const LONGEST_LOOK_BACK = 364 * DAY;
const MOST_NAMED = 100;

/** Days back, a range typed by hand, or not said. */
export const MADE_WITHIN = ['', '7', '30', '364', 'range'] as const;
export const CHANGED_WITHIN = ['', '1', '7', '30', 'range'] as const;
export const PAGE_SIZES = ['25', '50', '100', '500', '1000'] as const;

/** All as typed; days and times as a field of that type holds them. */
export interface FindValues {
  orderNumbers: string;
  groupId: string;
  locations: string;
  statuses: readonly string[];
  /** Words that are not in the list. */
  otherStatuses: string;
  made: (typeof MADE_WITHIN)[number];
  madeFrom: string;
  madeUntil: string;
  changed: (typeof CHANGED_WITHIN)[number];
  changedFrom: string;
  changedUntil: string;
  readyFrom: string;
  deliveredBy: string;
  limit: (typeof PAGE_SIZES)[number];
}

export const NOTHING_TYPED: FindValues = {
  orderNumbers: '',
  groupId: '',
  locations: '',
  statuses: [],
  otherStatuses: '',
  made: '',
  madeFrom: '',
  madeUntil: '',
  changed: '',
  changedFrom: '',
  changedUntil: '',
  readyFrom: '',
  deliveredBy: '',
  limit: '25',
};

export type FindProblems = Partial<Record<keyof FindValues, string>>;

export type Asked = { ok: true; filter: ShipmentFilter } | { ok: false; problems: FindProblems };

export function toFilter(typed: FindValues, now: number): Asked {
  const problems: FindProblems = {};
  const words = texts.find;

  function listed(field: 'orderNumbers' | 'locations'): string[] {
    const named = [...new Set(typed[field].split(/[,;\n]/).flatMap((one) => one.trim() || []))];
    if (named.length > MOST_NAMED) problems[field] = words.tooMany(named.length, MOST_NAMED);
    return named;
  }
  function moment(
    field: 'madeFrom' | 'madeUntil' | 'changedFrom' | 'changedUntil' | 'readyFrom' | 'deliveredBy',
  ) {
    if (typed[field] === '') return null;
    const at = new Date(typed[field]).getTime();
    if (!Number.isNaN(at)) return at;
    problems[field] = texts.badTime;
    return null;
  }
  /** Both ends, whatever was left open; null where nothing is said. */
  function range(of: 'made' | 'changed', longest: number): { startsAt: number; endsAt: number } | null {
    const within = typed[of];
    if (within === '') return null;
    if (within !== 'range') return { startsAt: now - Number(within) * DAY, endsAt: now };
    const from = moment(`${of}From`);
    const until = moment(`${of}Until`);
    if (from === null && until === null) {
      problems[`${of}From`] ??= words.noRange;
      return null;
    }
    const endsAt = until ?? now;
    const startsAt = from ?? (of === 'made' ? now - longest : endsAt - longest);
    if (startsAt > endsAt) problems[`${of}Until`] = words.backwards;
    else if (startsAt < now - LONGEST_LOOK_BACK - DAY) problems[`${of}From`] = words.tooOld;
    else if (of === 'changed' && endsAt - startsAt > LONGEST_CHANGES)
      problems.changedUntil = until === null ? words.changesToNow : words.changesTooLong;
    return { startsAt, endsAt };
  }

  const orderExternalIds = listed('orderNumbers');
  const locationExternalIds = listed('locations');
  const status = [...typed.statuses, ...typed.otherStatuses.split(/[,;\s]+/).filter((word) => word !== '')];
  const createdAt = range('made', LONGEST_LOOK_BACK);
  const lastUpdatedAt = range('changed', LONGEST_CHANGES);
  const readyFrom = moment('readyFrom');
  const deliveredBy = moment('deliveredBy');
  if (readyFrom === null && deliveredBy !== null) problems.readyFrom ??= words.together;
  if (readyFrom !== null && deliveredBy === null) problems.deliveredBy ??= words.together;
  const filter = {
    limit: Number(typed.limit),
    ...(orderExternalIds.length > 0 && { orderExternalIds }),
    // Case matters in a group, and only there.
    ...(typed.groupId.trim() !== '' && { groupId: typed.groupId.trim() }),
    ...(locationExternalIds.length > 0 && { locationExternalIds }),
    ...(status.length > 0 && { status: [...new Set(status)] }),
    ...(createdAt !== null && { createdAt }),
    ...(lastUpdatedAt !== null && { lastUpdatedAt }),
    ...(readyFrom !== null && { pickupTime: { startsAt: readyFrom } }),
    ...(deliveredBy !== null && { deliveryTime: { endsAt: deliveredBy } }),
  };
  if (Object.keys(problems).length > 0) return { ok: false, problems };
  const parsed = shipmentFilterSchema.safeParse(filter);
  if (parsed.success) return { ok: true, filter: parsed.data };
  for (const { path, message } of parsed.error.issues) problems[fieldOf(String(path[0]))] ??= message;
  return { ok: false, problems };
}

/** Where a sentence about a part of the filter is to be read. */
export function fieldOf(part: string): keyof FindValues {
  return FIELDS[part] ?? 'orderNumbers';
}

const FIELDS: Record<string, keyof FindValues> = {
  limit: 'limit',
  groupId: 'groupId',
  locationExternalIds: 'locations',
  status: 'otherStatuses',
  createdAt: 'made',
  lastUpdatedAt: 'changed',
  pickupTime: 'readyFrom',
  deliveryTime: 'deliveredBy',
};

/** Without any date the provider looks through the last 24 hours alone, whatever else was asked for. */
export function isOfLastDayOnly(filter: ShipmentFilter): boolean {
  const { createdAt, lastUpdatedAt, pickupTime } = filter;
  return createdAt === undefined && lastUpdatedAt === undefined && pickupTime === undefined;
}
