import { expect, test } from 'vitest';
import { jobRow } from '../../test/support/page-core.ts';
import { lineTimes } from './line-times.ts';

const MINUTE = 60_000;
const now = new Date(2026, 5, 1, 12, 0).getTime();
const stale = 5 * MINUTE;

test('a promise runs, runs out and is late, in figures and in words', () => {
  const at = (promiseAt: number) =>
    lineTimes({ ...jobRow('a'), status: 'accepted', promiseAt }, now, stale).promise;
  expect(at(now + 30 * MINUTE)).toEqual({ text: '30 min', words: '30 minutes left', urgency: null });
  expect(at(now + 10 * MINUTE)).toMatchObject({ urgency: 'caution' });
  expect(at(now - 12 * MINUTE)).toEqual({ text: '−12 min', words: '12 minutes late', urgency: 'critical' });
});

test('what is over says when it ended in place of its promise, and its news does not grow old', () => {
  const row = {
    ...jobRow('a'),
    status: 'delivered' as const,
    promiseAt: now - 90 * MINUTE,
    sourceAt: now - 60 * MINUTE,
    receivedAt: now - 59 * MINUTE,
  };
  const times = lineTimes(row, now, stale);
  expect(times.promise).toEqual({ text: '11:00', words: null, urgency: null });
  expect(times).toMatchObject({ age: '59 min', isStale: false });
  expect(lineTimes({ ...row, promiseAt: null }, now, stale).promise).toBeNull();
});

test('old news is marked, and news from a time to come is not taken for fresh', () => {
  const at = (receivedAt: number | null) =>
    lineTimes({ ...jobRow('a'), status: 'accepted', receivedAt }, now, stale);
  expect(at(now - 4 * MINUTE)).toMatchObject({ age: '4 min', isStale: false });
  expect(at(now - 6 * MINUTE)).toMatchObject({ age: '6 min', isStale: true });
  expect(at(now + 10 * MINUTE)).toMatchObject({ age: '?', isStale: true });
  expect(at(null)).toMatchObject({ age: '–', isStale: false });
});
