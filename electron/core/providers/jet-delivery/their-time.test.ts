import { expect, test } from 'vitest';
import { theirTime } from './their-time.ts';

const THE_SAMPLE = Date.UTC(2026, 2, 1, 15, 33, 0);

test.each([
  ['2026-03-01T15:33:00.0000000Z', THE_SAMPLE],
  ['2026-03-01T15:33:00.9999999Z', THE_SAMPLE + 999],
  ['2026-03-01T15:33:00Z', THE_SAMPLE],
  ['2026-03-01T15:33:00.5Z', THE_SAMPLE + 500],
  ['2026-03-01T15:33:00.0000000', THE_SAMPLE],
  ['2026-03-01T07:33:00.0000000-08:00', THE_SAMPLE],
  ['2026-03-01 15:33', THE_SAMPLE],
])('%s', (text, at) => expect(theirTime(text)).toBe(at));

test.each(['', ' ', 'soon', '2026-13-01T00:00:00Z', '1772379180'])('"%s" is no time', (text) =>
  expect(theirTime(text)).toBeNull(),
);
