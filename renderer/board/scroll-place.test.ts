import { expect, test } from 'vitest';
import { LONGEST_SCROLL, physicalHeight, placeOf, type ScrollPlace, scrolledTo } from './scroll-place.ts';

const short = { content: 20_000, viewport: 800 };
const long = { content: 32_000_000, viewport: 800 };

test('a list the browser can scroll is scrolled by the browser', () => {
  expect(physicalHeight(short)).toBe(20_000);
  expect(scrolledTo({ physical: 0, virtual: 0 }, 5_000, short)).toEqual({ physical: 5_000, virtual: 5_000 });
});

test('a longer one spans a shorter bar, from its first row to its last', () => {
  expect(physicalHeight(long)).toBe(LONGEST_SCROLL);
  const start = { physical: 0, virtual: 0 };
  expect(scrolledTo(start, LONGEST_SCROLL - 800, long).virtual).toBe(32_000_000 - 800);
  expect(scrolledTo(scrolledTo(start, 4_000_000, long), 0, long).virtual).toBe(0);
});

test('turning the wheel moves by the pixels it was turned, anywhere in the list', () => {
  let place: ScrollPlace = scrolledTo({ physical: 0, virtual: 0 }, 3_000_000, long);
  const before = place.virtual;
  for (let turn = 0; turn < 50; turn += 1) place = scrolledTo(place, place.physical + 100, long);
  expect(place.virtual - before).toBe(5_000);
});

test('the wheel alone reaches both ends', () => {
  let place: ScrollPlace = placeOf(1_000_000, long);
  for (let turn = 0; turn < 10_100; turn += 1)
    place = scrolledTo(place, Math.max(0, place.physical - 100), long);
  expect(place).toEqual({ physical: 0, virtual: 0 });
  place = placeOf(31_500_000, long);
  const lowest = LONGEST_SCROLL - 800;
  for (let turn = 0; turn < 5_100; turn += 1)
    place = scrolledTo(place, Math.min(lowest, place.physical + 100), long);
  expect(place).toEqual({ physical: lowest, virtual: 32_000_000 - 800 });
});

test('a place asked for is kept within the list', () => {
  expect(placeOf(-5, short).virtual).toBe(0);
  expect(placeOf(99_999, short).virtual).toBe(19_200);
  expect(placeOf(10, { content: 300, viewport: 800 }).virtual).toBe(0);
});
