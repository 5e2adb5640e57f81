// Whether map tiles come, from what the browser says about each. Pure; tile-layer.ts feeds it.
// One tile that fails (the edge of what the server has) is nothing; several and none that comes is a missing map.

export type TileHealth = 'unknown' | 'fine' | 'missing';

const ENOUGH_FAILURES = 3;

export interface TileWitness {
  health(): TileHealth;
  loaded(): void;
  failed(): void;
}

export function createTileWitness(): TileWitness {
  let failuresInARow = 0;
  let anyLoaded = false;
  return {
    health() {
      if (failuresInARow >= ENOUGH_FAILURES) return 'missing';
      return anyLoaded ? 'fine' : 'unknown';
    },
    loaded() {
      anyLoaded = true;
      failuresInARow = 0;
    },
    failed() {
      failuresInARow += 1;
    },
  };
}
