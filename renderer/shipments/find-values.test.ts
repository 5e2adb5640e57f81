// What is typed to find shipments, as the filter that is asked; and what is not asked, with the sentence for its field.

import { describe, expect, it } from 'vitest';
import { shipmentFilterSchema } from '../../shared/contract/shipments.ts';
import { type FindValues, isOfLastDayOnly, NOTHING_TYPED, toFilter } from './find-values.ts';

const NOW = new Date('2026-08-04T12:00').getTime();
const DAY = 24 * 60 * 60_000;
const filterOf = (typed: Partial<FindValues>) => {
  const asked = toFilter({ ...NOTHING_TYPED, ...typed }, NOW);
  if (!asked.ok) throw new Error(JSON.stringify(asked.problems));
  return asked.filter;
};
const problemsOf = (typed: Partial<FindValues>) => {
  const asked = toFilter({ ...NOTHING_TYPED, ...typed }, NOW);
  return asked.ok ? null : asked.problems;
};

describe('the filter', () => {
  it('has every part of the operation, under its own name', () => {
    const filter = filterOf({
      orderNumbers: ' SO-1, SO-2;SO-1\nSO-3 ',
      groupId: ' Basket ',
      locations: 'STORE-7',
      statuses: ['ORDER_DISPATCHED'],
      otherStatuses: 'PARTIAL_IN_TRANSIT, ORDER_DISPATCHED',
      made: 'range',
      madeFrom: '2026-07-01T00:00',
      madeUntil: '2026-07-31T00:00',
      changed: 'range',
      changedFrom: '2026-07-10T00:00',
      changedUntil: '2026-07-20T00:00',
      readyFrom: '2026-07-11T08:00',
      deliveredBy: '2026-07-11T18:00',
      limit: '50',
    });
    const at = (local: string) => new Date(local).getTime();
    expect(filter).toEqual({
      limit: 50,
      orderExternalIds: ['SO-1', 'SO-2', 'SO-3'],
      groupId: 'Basket',
      locationExternalIds: ['STORE-7'],
      status: ['ORDER_DISPATCHED', 'PARTIAL_IN_TRANSIT'],
      createdAt: { startsAt: at('2026-07-01T00:00'), endsAt: at('2026-07-31T00:00') },
      lastUpdatedAt: { startsAt: at('2026-07-10T00:00'), endsAt: at('2026-07-20T00:00') },
      pickupTime: { startsAt: at('2026-07-11T08:00') },
      deliveryTime: { endsAt: at('2026-07-11T18:00') },
    });
    // All of them but the token, which pages bring.
    const { paginationToken, ...parts } = shipmentFilterSchema.shape;
    expect(paginationToken).toBeDefined();
    expect(Object.keys(filter).sort()).toEqual(Object.keys(parts).sort());
  });

  it('says nothing of what was left empty, and then tells of the last day alone', () => {
    expect(filterOf({})).toEqual({ limit: 25 });
    expect(isOfLastDayOnly(filterOf({ orderNumbers: 'SO-1' }))).toBe(true);
    expect(isOfLastDayOnly(filterOf({ made: '7' }))).toBe(false);
    expect(isOfLastDayOnly(filterOf({ changed: '1' }))).toBe(false);
  });

  it('gives a range that was left open its other end', () => {
    const until = new Date('2026-07-20T00:00').getTime();
    expect(filterOf({ changed: 'range', changedUntil: '2026-07-20T00:00' }).lastUpdatedAt).toEqual({
      startsAt: until - 30 * DAY,
      endsAt: until,
    });
    expect(filterOf({ made: 'range', madeFrom: '2026-07-20T00:00' }).createdAt).toEqual({
      startsAt: until,
      endsAt: NOW,
    });
    expect(filterOf({ made: 'range', madeUntil: '2026-07-20T00:00' }).createdAt?.endsAt).toBe(until);
    expect(filterOf({ changed: '30' }).lastUpdatedAt).toEqual({ startsAt: NOW - 30 * DAY, endsAt: NOW });
  });
});

describe('what is not asked', () => {
  it.each<[string, Partial<FindValues>, keyof FindValues, RegExp]>([
    [
      'more than 100 numbers',
      { orderNumbers: Array.from({ length: 101 }, (_, index) => `SO-${index}`).join() },
      'orderNumbers',
      /100 at a time; these are 101/,
    ],
    [
      'more than 100 locations',
      { locations: Array.from({ length: 101 }, (_, index) => `S-${index}`).join() },
      'locations',
      /100 at a time/,
    ],
    [
      'changes of more than 30 days',
      { changed: 'range', changedFrom: '2026-06-01T00:00', changedUntil: '2026-07-02T00:01' },
      'changedUntil',
      /at most 30 days/,
    ],
    [
      'changes from long ago until now',
      { changed: 'range', changedFrom: '2026-06-01T00:00' },
      'changedUntil',
      /until now.*Give it an end/,
    ],
    [
      'a range that ends before it begins',
      { made: 'range', madeFrom: '2026-07-02T00:00', madeUntil: '2026-07-01T00:00' },
      'madeUntil',
      /ends before it begins/,
    ],
    ['a range of nothing', { made: 'range' }, 'madeFrom', /a beginning, an end, or both/],
    ['what is older than a year', { made: 'range', madeFrom: '2025-07-01T00:00' }, 'madeFrom', /last year/],
    ['a beginning of pick-up alone', { readyFrom: '2026-07-02T00:00' }, 'deliveredBy', /go together/],
    ['an end of delivery alone', { deliveredBy: '2026-07-02T00:00' }, 'readyFrom', /go together/],
  ])('%s', (_what, typed, field, sentence) => {
    expect(problemsOf(typed)?.[field]).toMatch(sentence);
  });

  it('30 days of changes, to the minute, are asked', () => {
    const typed = {
      changed: 'range',
      changedFrom: '2026-06-01T00:00',
      changedUntil: '2026-07-01T00:00',
    } as const;
    expect(problemsOf(typed)).toBeNull();
  });
});
