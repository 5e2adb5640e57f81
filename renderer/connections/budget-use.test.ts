import { expect, test } from 'vitest';
import { budgetUse } from './budget-use.ts';

test('a minute allows sixty times the requests of a second', () => {
  expect(budgetUse({ perSecond: 5, usedLastMinute: 75 })).toEqual({ used: 75, allowed: 300, share: 0.25 });
  expect(budgetUse({ perSecond: 0.1, usedLastMinute: 3 })).toEqual({ used: 3, allowed: 6, share: 0.5 });
});

test('a bar is never longer than its place, and a budget of nothing is not divided by', () => {
  expect(budgetUse({ perSecond: 1, usedLastMinute: 90 }).share).toBe(1);
  expect(budgetUse({ perSecond: 0, usedLastMinute: 0 }).share).toBe(0);
});
