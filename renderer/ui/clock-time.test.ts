import { expect, test } from 'vitest';
import { clockTime, clockWindow, shortWindow } from './clock-time.ts';

const now = new Date(2026, 7, 4, 14, 0).getTime();
const at = (hour: number, minute: number, day = 4, year = 2026) =>
  new Date(year, 7, day, hour, minute).getTime();

test('a time of today is written without its day, any other with it', () => {
  expect(clockTime(at(9, 5), now)).toBe('09:05');
  expect(clockTime(at(9, 5, 3), now)).toBe('3 Aug 09:05');
  expect(clockTime(at(9, 5, 3, 2025), now)).toBe('3 Aug 2025 09:05');
});

test('midnight is 00:00, not 24:00', () => {
  expect(clockTime(at(0, 0), now)).toBe('00:00');
});

test('a window names its day once, and says so when an end is missing', () => {
  expect(clockWindow(at(14, 0), at(15, 30), now)).toBe('14:00–15:30');
  expect(clockWindow(at(14, 0, 5), at(15, 30, 5), now)).toBe('5 Aug 14:00–15:30');
  expect(clockWindow(at(23, 0), at(1, 0, 5), now)).toBe('23:00–5 Aug 01:00');
  expect(clockWindow(null, at(15, 0), now)).toBe('until 15:00');
  expect(clockWindow(at(15, 0), null, now)).toBe('from 15:00');
  expect(clockWindow(null, null, now)).toBe('');
});

test('in a narrow column an end soon after midnight is not called another day', () => {
  expect(shortWindow(at(23, 0), at(1, 0, 5), now)).toBe('23:00–01:00');
  expect(shortWindow(at(10, 0), at(23, 0, 5), now)).toBe('10:00–5 Aug 23:00');
  expect(shortWindow(null, at(1, 0, 5), now)).toBe('until 01:00');
  expect(shortWindow(null, at(23, 0, 3), now)).toBe('until 3 Aug 23:00');
});
