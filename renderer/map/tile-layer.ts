// Map tiles, from the page's own origin: the core fetches and keeps them. Says whether they come. Made by base-layers.ts.
//
// Their colours are turned down once, while a tile is drawn into its canvas: as a CSS filter the same would cost every
// frame in which anything above them moves.

import { type Coords, type DoneCallback, GridLayer, type TileEvent } from 'leaflet';
import { MOST_ZOOM } from './leaflet-map.ts';
import { createTileWitness, type TileHealth } from './tile-health.ts';
import { createLine } from './tile-line.ts';

const RETRY_MS = 30_000;
const MOST_RETRY_MS = 10 * 60_000;
/** A browser asks one host six things at a time: tiles that are slow to come must not hold up the page's own code. */
const MOST_AT_ONCE = 4;

class TurnedDownTiles extends GridLayer {
  readonly #source: string;
  /** A CSS filter list; read anew for each tile, because themes change. */
  readonly #filter: () => string;
  /** How to stop what is under way for a tile. */
  readonly #pending = new WeakMap<HTMLElement, () => void>();
  readonly #line = createLine(MOST_AT_ONCE);

  constructor(source: string, filter: () => string) {
    super({ maxZoom: MOST_ZOOM, keepBuffer: 1 });
    this.#source = source;
    this.#filter = filter;
    this.on('tileunload', ({ tile }: TileEvent) => {
      this.#pending.get(tile)?.();
      this.#pending.delete(tile);
    });
  }

  override createTile(coords: Coords, done: DoneCallback): HTMLElement {
    const canvas = document.createElement('canvas');
    this.#ask(canvas, coords, done, RETRY_MS);
    return canvas;
  }

  /** A tile that fails is a hole: it is asked for again while it is in view, each time after twice as long. */
  #ask(canvas: HTMLCanvasElement, coords: Coords, done: DoneCallback, retryMs: number) {
    const { x, y, z } = coords;
    const image = new Image();
    const leave = this.#line.join(() => {
      image.src = `/tiles/${this.#source}/${z}/${x}/${y}.png`;
    });
    this.#pending.set(canvas, () => {
      image.onload = image.onerror = null;
      image.removeAttribute('src');
      leave();
    });
    image.onload = () => {
      leave();
      this.#pending.delete(canvas);
      this.#draw(canvas, image);
      done(undefined, canvas);
    };
    image.onerror = () => {
      leave();
      const next = Math.min(2 * retryMs, MOST_RETRY_MS);
      const timer = setTimeout(() => this.#ask(canvas, coords, done, next), retryMs);
      this.#pending.set(canvas, () => clearTimeout(timer));
      done(new Error('The tile could not be had.'), canvas);
    };
  }

  #draw(canvas: HTMLCanvasElement, image: HTMLImageElement) {
    canvas.width = image.naturalWidth;
    canvas.height = image.naturalHeight;
    const pen = canvas.getContext('2d');
    if (pen === null) return;
    // Not every browser has filters on a canvas; there the slower way must do.
    if ('filter' in pen) pen.filter = this.#filter();
    else canvas.style.filter = this.#filter();
    pen.drawImage(image, 0, 0);
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
