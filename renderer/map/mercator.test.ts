import { expect, test } from 'vitest';
import { isPlace, worldSize, worldX, worldY } from './mercator.ts';

test('the world is a square with Greenwich and the equator in its middle', () => {
  expect([worldX(-180), worldX(0), worldX(180)]).toEqual([0, 0.5, 1]);
  expect(worldY(0)).toBeCloseTo(0.5, 12);
  expect(worldY(85.0511287798)).toBeCloseTo(0, 9);
  expect(worldY(-85.0511287798)).toBeCloseTo(1, 9);
});

test('beyond the square, a pole lies on its edge', () => {
  expect(worldY(90)).toBe(worldY(85.0511287798));
  expect(worldY(-90)).toBe(worldY(-85.0511287798));
});

test('San Francisco lies in the tile that OpenStreetMap names for it', () => {
  const tiles = worldSize(12) / 256;
  expect([Math.floor(worldX(-122.4194) * tiles), Math.floor(worldY(37.7749) * tiles)]).toEqual([655, 1583]);
});

test('what is no place on earth is none on the map', () => {
  expect(isPlace({ lat: 37.7, lng: -122.4 })).toBe(true);
  expect(isPlace({ lat: -122.4, lng: 37.7 })).toBe(false);
  expect(isPlace({ lat: Number.NaN, lng: 0 })).toBe(false);
});
