import { expect, test } from 'vitest';
import { arrivalPace } from './arrival-pace.ts';

test.each([
  [12, 1, '5 min'],
  [12, 4, '75 s'],
  [60, 1, '60 s'],
  [60, 30, '2 s'],
  [240, 60, '1 s'],
  [0, 4, null],
])('%i an hour at %i times the speed is one every %s', (perHour, speed, words) => {
  expect(arrivalPace(perHour, speed)).toBe(words);
});
