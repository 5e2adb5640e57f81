import { expect, test } from 'vitest';
import { createTileWitness } from './tile-health.ts';

test('nothing is said before a tile has been heard of', () => {
  expect(createTileWitness().health()).toBe('unknown');
});

test('a tile or two that fail among others are no missing map', () => {
  const tiles = createTileWitness();
  tiles.failed();
  tiles.failed();
  expect(tiles.health()).toBe('unknown');
  tiles.loaded();
  tiles.failed();
  tiles.failed();
  expect(tiles.health()).toBe('fine');
});

test('several in a row are, until one comes again', () => {
  const tiles = createTileWitness();
  tiles.loaded();
  for (let count = 0; count < 3; count += 1) tiles.failed();
  expect(tiles.health()).toBe('missing');
  tiles.loaded();
  expect(tiles.health()).toBe('fine');
});
