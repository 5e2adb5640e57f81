// The ground of a map: tiles while they come, and below them, as soon as they are off or fail, the drawn map of coasts and
// borders. Made by desk-map.ts and mini-map.tsx.

import { tileSource } from '../../shared/domain/tile-source.ts';
import { type BaseMap, loadBaseMap, type Outline, traceOutlines } from './base-map.ts';
import type { MapSurface } from './leaflet-map.ts';
import { readColours } from './map-colours.ts';
import type { ViewBox } from './mercator.ts';
import type { TileHealth } from './tile-health.ts';
import { createTiles, type Tiles } from './tile-layer.ts';

export type Ground =
  /** Nothing is known yet, or tiles are there. */
  { kind: 'tiles' } | { kind: 'drawn'; because: 'off' | 'failing' };

export interface BaseLayers {
  /** @param source the address of the settings; when tiles come from elsewhere, all are asked for anew */
  setTiles(enabled: boolean, source: string): void;
  /** Asks again for tiles that failed. */
  retry(): void;
  themeChanged(): void;
  remove(): void;
}

const RETRY_MS = 60_000;
/** Counties are too many to say anything on a smaller map. */
const COUNTY_ZOOM = 7;
const STATE_ZOOM = 4;
/** Painted this far beyond the view, so that dragging shows what is there already. */
const PADDING = 0.35;

export function createBaseLayers(surface: MapSurface, onGround: (ground: Ground) => void): BaseLayers {
  let tiles: { it: Tiles; remove: () => void; source: string } | null = null;
  let drawn: { repaint: () => void; remove: () => void } | null = null;
  let retryTimer: ReturnType<typeof setInterval> | null = null;
  let removed = false;

  async function draw() {
    let map: BaseMap;
    try {
      map = await loadBaseMap();
    } catch {
      // The host itself is gone; the page says so elsewhere, and the next failing tile tries again.
      return;
    }
    if (removed || drawn !== null) return;
    drawn = surface.addCanvas('base', (pen, view, zoom) => paint(pen, view, zoom, map, surface.container), {
      padding: PADDING,
    });
  }

  function tell(health: TileHealth | 'off') {
    if (retryTimer !== null) clearInterval(retryTimer);
    retryTimer = null;
    if (health === 'missing') retryTimer = setInterval(retry, RETRY_MS);
    if (health === 'off' || health === 'missing') {
      onGround({ kind: 'drawn', because: health === 'off' ? 'off' : 'failing' });
      void draw();
      return;
    }
    onGround({ kind: 'tiles' });
    if (health === 'unknown') return;
    drawn?.remove();
    drawn = null;
  }

  function retry() {
    tiles?.it.redraw();
  }

  return {
    setTiles(enabled, source) {
      if (enabled && tiles?.source === source) return;
      tiles?.remove();
      tiles = null;
      if (enabled) {
        const it = createTiles(tileSource(source), () => readColours(surface.container).tileFilter, tell);
        tiles = { it, source, remove: surface.addLayer(it.layer) };
      }
      tell(enabled ? 'unknown' : 'off');
    },
    retry,
    themeChanged() {
      drawn?.repaint();
      tiles?.it.redraw();
    },
    remove() {
      removed = true;
      if (retryTimer !== null) clearInterval(retryTimer);
      tiles?.remove();
      drawn?.remove();
    },
  };
}

function paint(
  pen: CanvasRenderingContext2D,
  view: ViewBox,
  zoom: number,
  map: BaseMap,
  element: HTMLElement,
) {
  const { land, border } = readColours(element);
  pen.beginPath();
  traceOutlines(pen, map.land, view, true);
  pen.fillStyle = land;
  pen.fill('evenodd');
  pen.lineJoin = 'round';
  pen.strokeStyle = border;
  pen.lineWidth = 1.25;
  pen.stroke();
  const line = (outlines: readonly Outline[], width: number, opacity: number) => {
    pen.beginPath();
    traceOutlines(pen, outlines, view, false);
    pen.globalAlpha = opacity;
    pen.lineWidth = width;
    pen.stroke();
    pen.globalAlpha = 1;
  };
  line(map.shores, 1.25, 1);
  line(map.countries, 1.5, 0.9);
  if (zoom >= STATE_ZOOM) line(map.states, 1.25, 0.8);
  if (zoom >= COUNTY_ZOOM) line(map.counties, 1, 0.55);
}
