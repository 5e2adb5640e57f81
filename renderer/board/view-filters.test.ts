import { expect, test } from 'vitest';
import type { JobView } from '../../shared/contract/jobs.ts';
import { showAll, showLate, showLive, showTrouble } from './quick-filters.ts';
import { filtersOf, isSameView, quickFilterOf, withText } from './view-filters.ts';

const arranged: JobView = { sort: { by: 'promise', direction: 'asc' }, group: 'phase', folded: ['done'] };

test('a quick filter is recognised again and keeps the arrangement', () => {
  for (const [name, change] of [
    ['all', showAll],
    ['live', showLive],
    ['late', showLate],
    ['trouble', showTrouble],
  ] as const) {
    const view = change({ ...arranged, text: 'bean', late: true });
    expect(quickFilterOf(view)).toBe(name);
    expect(view).toMatchObject(arranged);
    expect(view.text).toBeUndefined();
  }
  expect(quickFilterOf({ ...arranged, late: true, text: 'bean' })).toBeNull();
  expect(quickFilterOf({ ...arranged, phases: ['moving'] })).toBeNull();
});

test('each filter is named and can be taken away alone', () => {
  const view: JobView = { ...arranged, text: 'bean', statuses: ['accepted', 'assigned'], late: true };
  const filters = filtersOf(view, []);
  expect(filters.map(({ label }) => label)).toEqual(['“bean”', 'Accepted', 'Dispatched', 'Late only']);
  const left = filters.reduce((rest, filter) => filter.without(rest), view);
  expect(left).toEqual(arranged);
  expect(filters[1]?.without(view).statuses).toEqual(['assigned']);
});

test('views are the same whatever is folded and in whatever order they were put together', () => {
  const a: JobView = { late: true, ...arranged };
  expect(isSameView(a, { ...arranged, folded: [], late: true })).toBe(true);
  expect(isSameView(a, { ...arranged })).toBe(false);
});

test('an empty search is no filter', () => {
  const found = withText(arranged, 'bean');
  expect(found.text).toBe('bean');
  expect(withText(found, '')).toEqual(arranged);
  expect(withText(found, 'bean')).toBe(found);
});
