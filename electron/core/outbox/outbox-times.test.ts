import { expect, it } from 'vitest';
import { backOffMs, STANDARD_TIMES } from './outbox-times.ts';

it('backs off longer with every failure up to a limit, in whole milliseconds whatever chance says', () => {
  for (const failures of [1, 2, 3, 4, 5, 6, 20]) {
    const whole = Math.min(60_000, 2_000 * 2 ** (failures - 1));
    for (const chance of [0, 1 / 3, 0.123_456_789, 0.999_999]) {
      const waited = backOffMs(failures, STANDARD_TIMES, () => chance);
      expect(waited).toBeGreaterThanOrEqual(whole / 2);
      expect(waited).toBeLessThanOrEqual(whole);
      expect(Number.isInteger(waited)).toBe(true);
    }
  }
});
