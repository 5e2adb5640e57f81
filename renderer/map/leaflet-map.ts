// Leaflet as the page uses it: one map in one element, with the panes and moves we need. Besides this file only
// canvas-layer.ts, tile-layer.ts and zone-layer.ts know Leaflet. Made by desk-map.ts and mini-map.tsx, outside React.

import 'leaflet/dist/leaflet.css';
import { CRS, type Layer, Map as Leaflet, type LeafletMouseEvent, latLngBounds, point } from 'leaflet';
import type { LatLng } from '../../shared/domain/address.ts';
import { CanvasLayer, type CanvasOptions, type Paint } from './canvas-layer.ts';
import { type ViewBox, worldSize } from './mercator.ts';

/** From the lowest to the topmost; Leaflet's own tile pane (200) and tooltip pane (650) lie among them. */
const PANES = { base: 150, zones: 350, places: 400, marks: 450 } as const;

const LEAST_ZOOM = 3;
export const MOST_ZOOM = 19;
/** Zooming to a few places that lie together stops here: streets around them can still be read. */
const FIT_ZOOM = 16;
const PAN_SECONDS = 0.15;
/** What lies this near to the edge of the view counts as not quite in view. */
const EDGE = 40;
const LEAST_FREE = 120;
/** Nearer than this, two places can hardly be told apart; zooming to them stops where streets around are in view. */
const APART = 64;
const APART_ZOOM = 15;
/** Farther away than this, one place alone is a dot in a country. */
const LEAST_PLACE_ZOOM = 10;
const PLACE_ZOOM = 13;

export interface MapView {
  center: LatLng;
  zoom: number;
}

export interface MapPointer {
  x: number;
  y: number;
}

export interface MapEvents {
  /** Null: the pointer has left. */
  onPointer?: (at: MapPointer | null) => void;
  onClick?: (at: MapPointer) => void;
  /** The person drags: whatever moves the map by itself has to stop. */
  onDrag?: () => void;
  onMoved?: (view: MapView) => void;
  /** There is more or less room to show things in. */
  onRoom?: () => void;
}

export interface MapSurface {
  readonly container: HTMLElement;
  view(): MapView;
  /** What is in view, as canvases count. */
  box(): ViewBox;
  setView(view: MapView): void;
  zoomBy(steps: number): void;
  /** So that all of them can be seen; nothing without any. `closest` limits the zoom. */
  fit(places: readonly LatLng[], closest?: number): void;
  /**
   * Moves gently, and only when a place is not well in view; zooms out when they do not fit together, and with `apart`
   * closer when they would lie on one another, or are not to be made out.
   */
  bringIntoView(places: readonly LatLng[], apart?: boolean): void;
  isInView(place: LatLng): boolean;
  /** So many pixels on the right lie under something: what is shown is to be shown left of them. */
  setCovered(right: number): void;
  addLayer(layer: Layer): () => void;
  addCanvas(
    pane: keyof typeof PANES,
    paint: Paint,
    options?: CanvasOptions,
  ): { repaint: () => void; remove: () => void };
  remove(): void;
}

interface SurfaceOptions extends MapEvents {
  view: MapView;
  /** A picture only: it cannot be moved. */
  still?: boolean;
}

export function createLeafletMap(container: HTMLElement, options: SurfaceOptions): MapSurface {
  const calm = matchMedia('(prefers-reduced-motion: reduce)').matches;
  const movable = options.still !== true;
  const map = new Leaflet(container, {
    crs: CRS.EPSG3857,
    center: options.view.center,
    zoom: options.view.zoom,
    minZoom: LEAST_ZOOM,
    maxZoom: MOST_ZOOM,
    // Ours say what is theirs as text, and keys lead through the couriers.
    attributionControl: false,
    zoomControl: false,
    keyboard: false,
    dragging: movable,
    scrollWheelZoom: movable,
    doubleClickZoom: movable,
    boxZoom: movable,
    touchZoom: movable,
    zoomAnimation: !calm,
    fadeAnimation: false,
    inertia: !calm,
    worldCopyJump: true,
    wheelPxPerZoomLevel: 90,
    maxBoundsViscosity: 1,
    maxBounds: latLngBounds([-85, -720], [85, 720]),
  });
  for (const [name, order] of Object.entries(PANES)) {
    const pane = map.createPane(name);
    pane.style.zIndex = String(order);
    pane.style.pointerEvents = 'none';
  }

  let coveredRight = 0;
  /** When hardly anything is left beside what covers it, nothing is gained by crowding everything there. */
  function covered(): number {
    return map.getSize().x - coveredRight >= LEAST_FREE ? coveredRight : 0;
  }
  const paddings = (edge: number) => ({
    paddingTopLeft: point(edge, edge),
    paddingBottomRight: point(edge + covered(), edge),
  });

  const at = (event: LeafletMouseEvent): MapPointer => event.containerPoint;
  // While the person drags, the pointer rests on nothing: it takes all of the map along.
  let dragging = false;
  map.on('mousemove', (event) => {
    if (!dragging) options.onPointer?.(at(event));
  });
  map.on('mouseout', () => options.onPointer?.(null));
  map.on('movestart', () => options.onPointer?.(null));
  map.on('click', (event) => options.onClick?.(at(event)));
  map.on('dragstart', () => {
    dragging = true;
    options.onDrag?.();
  });
  map.on('dragend', () => {
    dragging = false;
  });
  map.on('moveend', () => options.onMoved?.(view()));

  // The border beside the map can be dragged: many sizes a second, one answer a frame.
  let frame = 0;
  const resizes = new ResizeObserver(() => {
    frame ||= requestAnimationFrame(() => {
      frame = 0;
      map.invalidateSize({ animate: false });
      options.onRoom?.();
    });
  });
  resizes.observe(container);

  function view(): MapView {
    const { lat, lng } = map.getCenter();
    return { center: { lat, lng }, zoom: map.getZoom() };
  }

  function isInView(place: LatLng): boolean {
    const { x, y } = map.latLngToContainerPoint(place);
    const size = map.getSize();
    return x >= EDGE && y >= EDGE && x <= size.x - covered() - EDGE && y <= size.y - EDGE;
  }

  function fitTo(places: readonly LatLng[], closest = FIT_ZOOM) {
    if (places.length === 0) return;
    const edge = Math.min(48, map.getSize().x / 8);
    map.fitBounds(latLngBounds([...places]), { ...paddings(edge), maxZoom: closest, animate: false });
  }

  function bringIntoView(places: readonly LatLng[], apart = false) {
    const bounds = latLngBounds([...places]);
    const { zoom } = view();
    const size = map.getSize();
    const free = point(size.x - covered() - 2 * EDGE, size.y - 2 * EDGE);
    const extent = map
      .project(bounds.getSouthEast(), zoom)
      .subtract(map.project(bounds.getNorthWest(), zoom));
    const closest = places.length > 1 ? APART_ZOOM : PLACE_ZOOM;
    const tooFar = places.length > 1 ? APART_ZOOM : LEAST_PLACE_ZOOM;
    if (apart && Math.max(extent.x, extent.y) < APART && zoom < tooFar) {
      fitTo(places, closest);
      return;
    }
    if (places.every(isInView)) return;
    if (extent.x > free.x || extent.y > free.y) {
      fitTo(places, zoom);
      return;
    }
    const middle = map.latLngToContainerPoint(bounds.getCenter());
    const wanted = point((size.x - covered()) / 2, size.y / 2);
    map.panBy(middle.subtract(wanted), { animate: !calm, duration: PAN_SECONDS, easeLinearity: 0.8 });
  }

  return {
    container,
    view,
    box() {
      const { x, y } = map.getPixelBounds().min ?? point(0, 0);
      const size = map.getSize();
      return { scale: worldSize(map.getZoom()), left: x, top: y, width: size.x, height: size.y };
    },
    setView: ({ center, zoom }) => void map.setView(center, zoom, { animate: false }),
    zoomBy: (steps) => void map.setZoom(map.getZoom() + steps, { animate: !calm }),
    fit: fitTo,
    bringIntoView,
    isInView,
    setCovered(right) {
      if (right === coveredRight) return;
      coveredRight = right;
      // The element may have changed its size with it, and whoever asks next must not get the old one.
      map.invalidateSize({ animate: false });
      options.onRoom?.();
    },
    addLayer(layer) {
      map.addLayer(layer);
      return () => map.removeLayer(layer);
    },
    addCanvas(pane, paint, options) {
      const layer = new CanvasLayer(pane, paint, options);
      map.addLayer(layer);
      return { repaint: layer.repaint, remove: () => map.removeLayer(layer) };
    },
    remove() {
      resizes.disconnect();
      cancelAnimationFrame(frame);
      map.remove();
    },
  };
}
