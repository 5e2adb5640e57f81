// Map tiles, from the page's own origin: the core fetches and keeps them. Says whether they come. Made by base-layers.ts.
//
// Their colours are turned down once, while a tile is drawn into its canvas: as a CSS filter the same would cost every
// frame in which anything above them moves.

import { type Coords, type DoneCallback, GridLayer, type TileEvent } from 'leaflet';
import { MOST_ZOOM } from './leaflet-map.ts';
import { createTileWitness, type TileHealth } from './tile-health.ts';

class TurnedDownTiles extends GridLayer {
  readonly #source: string;
  /** A CSS filter list; read anew for each tile, because themes change. */
  readonly #filter: () => string;
  readonly #loading = new WeakMap<HTMLElement, HTMLImageElement>();

  constructor(source: string, filter: () => string) {
    super({ maxZoom: MOST_ZOOM, keepBuffer: 1 });
    this.#source = source;
    this.#filter = filter;
    this.on('tileunload', ({ tile }: TileEvent) => {
      this.#loading.get(tile)?.removeAttribute('src');
    });
  }

  override createTile({ x, y, z }: Coords, done: DoneCallback): HTMLElement {
    const canvas = document.createElement('canvas');
    const image = new Image();
    this.#loading.set(canvas, image);
    image.onload = () => {
      this.#loading.delete(canvas);
      canvas.width = image.naturalWidth;
      canvas.height = image.naturalHeight;
      const pen = canvas.getContext('2d');
      if (pen !== null) {
        // Not every browser has filters on a canvas; there the slower way must do.
        if ('filter' in pen) pen.filter = this.#filter();
        else canvas.style.filter = this.#filter();
        pen.drawImage(image, 0, 0);
      }
      done(undefined, canvas);
    };
    image.onerror = () => {
      if (this.#loading.delete(canvas)) done(new Error('The tile could not be had.'), canvas);
    };
    image.src = `/tiles/${this.#source}/${z}/${x}/${y}.png`;
    return canvas;
  }
}

export interface Tiles {
  layer: GridLayer;
  /** Asks again for what is in view: some failed, or they are to look different. */
  redraw: () => void;
}

/** @param source shared/domain/tile-source.ts */
export function createTiles(
  source: string,
  filter: () => string,
  onHealth: (health: TileHealth) => void,
): Tiles {
  const witness = createTileWitness();
  let said: TileHealth = 'unknown';
  const layer = new TurnedDownTiles(source, filter);
  const say = () => {
    if (witness.health() === said) return;
    said = witness.health();
    onHealth(said);
  };
  layer.on('tileload', () => {
    witness.loaded();
    say();
  });
  layer.on('tileerror', () => {
    witness.failed();
    say();
  });
  return { layer, redraw: () => void layer.redraw() };
}
