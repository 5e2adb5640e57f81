import { expect, test } from 'vitest';
import { nextCheckAt } from './check-cadence.ts';

const MINUTE = 60_000;
const waiting = { now: 0, mailAt: 0, expiresAt: 30 * MINUTE, failures: 0, notBefore: null };

test('soon at first, then rarer, never more often than every ten seconds', () => {
  expect(nextCheckAt(waiting)).toBe(10_000);
  expect(nextCheckAt({ ...waiting, now: 3 * MINUTE })).toBe(3 * MINUTE + 30_000);
  expect(nextCheckAt({ ...waiting, now: 20 * MINUTE })).toBe(21 * MINUTE);
});

test('a provider that fails or limits is left alone for longer', () => {
  expect(nextCheckAt({ ...waiting, failures: 2 })).toBe(40_000);
  expect(nextCheckAt({ ...waiting, failures: 50 })).toBe(5 * MINUTE);
  expect(nextCheckAt({ ...waiting, notBefore: 2 * MINUTE })).toBe(2 * MINUTE);
});

test('nobody asks about a mail that has ended, nor for ever about one without an end', () => {
  expect(nextCheckAt({ ...waiting, now: 29.5 * MINUTE })).toBeNull();
  expect(nextCheckAt({ ...waiting, notBefore: 31 * MINUTE })).toBeNull();
  expect(nextCheckAt({ ...waiting, expiresAt: null, now: 60 * MINUTE })).toBe(61 * MINUTE);
  expect(nextCheckAt({ ...waiting, expiresAt: null, now: 24 * 60 * MINUTE })).toBeNull();
});
