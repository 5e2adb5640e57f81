import { expect, it } from 'vitest';
import { isOld } from './time.ts';

const NOW = Date.UTC(2026, 7, 4, 15, 0, 0);

it('news grows old, and what is said to come from the future never counts as fresh', () => {
  expect(isOld(NOW - 59_000, NOW, 60_000)).toBe(false);
  expect(isOld(NOW - 61_000, NOW, 60_000)).toBe(true);
  expect(isOld(NOW + 5_000, NOW, 60_000)).toBe(false);
  expect(isOld(NOW + 3_600_000, NOW, 60_000)).toBe(true);
});
