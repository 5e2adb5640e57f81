import { expect, test } from 'vitest';
import { fadeTrail } from './trail-fade.ts';

const MINUTE = 60_000;
const NOW = 1_800_000_000_000;
const at = (minutesAgo: number) => ({
  lat: 37 + minutesAgo / 1000,
  lng: -122,
  at: NOW - minutesAgo * MINUTE,
});

test('only the newest 30 minutes are drawn, the older the paler', () => {
  const pieces = fadeTrail([45, 31, 29, 20, 10, 1].map(at), NOW);
  const drawn = pieces.flatMap((piece) => piece.points.map((point) => (NOW - point.at) / MINUTE));
  expect(Math.max(...drawn)).toBe(29);
  expect(Math.min(...drawn)).toBe(1);
  const opacities = pieces.map((piece) => piece.opacity);
  expect(opacities).toEqual(opacities.toSorted((a, b) => a - b));
  expect(new Set(opacities).size).toBe(opacities.length);
  expect(Math.min(...opacities)).toBeGreaterThan(0);
  expect(opacities.at(-1)).toBe(1);
});

test('pieces share their ends, so that the trail has no gap', () => {
  const pieces = fadeTrail([28, 22, 15, 9, 4, 0].map(at), NOW);
  expect(pieces.length).toBeGreaterThan(1);
  for (const [index, piece] of pieces.slice(1).entries()) {
    expect(piece.points[0]).toEqual(pieces[index]?.points.at(-1));
  }
});

test('points out of order are put in order', () => {
  expect(fadeTrail([1, 3, 2].map(at), NOW)).toEqual(fadeTrail([3, 2, 1].map(at), NOW));
});

test('a trail that ended long ago fades from its own end', () => {
  const pieces = fadeTrail([500, 490, 480].map(at), NOW);
  expect(pieces.at(-1)?.opacity).toBe(1);
  expect(pieces.at(-1)?.points.at(-1)).toEqual(at(480));
});

test('nothing, and one point alone, make no trail', () => {
  expect(fadeTrail([], NOW)).toEqual([]);
  expect(fadeTrail([at(1)], NOW)).toEqual([]);
});
