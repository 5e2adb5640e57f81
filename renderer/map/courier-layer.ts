// Everything that moves, on one canvas: the job's scene below, then clusters, couriers, and the selected one on top.
// Remembers where it drew what, so that the pointer can be answered. Made by desk-map.ts.

import type { LatLng } from '../../shared/domain/address.ts';
import type { CourierId } from '../../shared/domain/ids.ts';
import { type Clustering, type CourierCluster, clusterCouriers } from './courier-clusters.ts';
import type { CourierMark, CourierMarks } from './courier-marks.ts';
import { type JobScene, scenePieces, toPixels } from './job-scene.ts';
import { createKeptPicture, type Piece, type Stamp, stampAt, stampedPiece } from './kept-picture.ts';
import type { MapPointer, MapSurface } from './leaflet-map.ts';
import { readColours } from './map-colours.ts';
import type { ViewBox } from './mercator.ts';
import type { DrawnPlace } from './place-marks.ts';
import { COURIER_RADIUS, createSprites, SPRITE_FONT, type Sprites } from './sprites.ts';

/** `gap`: pixels between the pointer and its edge; 0 on it. */
export type MapHit = { gap: number } & (
  | { kind: 'courier'; mark: CourierMark }
  | { kind: 'cluster'; cluster: CourierCluster }
  | { kind: 'end'; end: 'pick' | 'drop' }
  | { kind: 'place'; place: DrawnPlace }
);

export interface Highlights {
  selected: CourierId | null;
  /** What the pointer or the keyboard rests on, here or on the board. */
  hovered: CourierId | null;
  /** Ends of the job that the pointer rests on. */
  ends: readonly LatLng[];
}

export interface CourierLayer {
  /** Couriers have moved, come, gone or aged: drawn with the next frame, clusters made anew within a second. */
  couriersChanged(): void;
  setScene(scene: JobScene | null): void;
  highlight(highlights: Highlights): void;
  themeChanged(): void;
  /** What lies under the pointer, the nearest first. */
  hits(at: MapPointer): MapHit[];
  remove(): void;
}

/** Clusters may be this much older than the couriers in them; what is drawn by itself always stands where it is. */
const CLUSTERS_MS = 1_000;
const REACH = 16;
const END_RADIUS = 8;
const CLUSTER_RADIUS = 16;
/** Painted this far beyond the view, so that dragging shows what is there already. */
const PADDING = 0.2;

/** What was drawn where, topmost last. */
interface Drawn {
  x: number;
  y: number;
  radius: number;
  hit: Drop<MapHit>;
}
type Drop<Hit> = Hit extends unknown ? Omit<Hit, 'gap'> : never;

export function createCourierLayer(
  surface: MapSurface,
  marks: CourierMarks,
  now: () => number,
): CourierLayer {
  let colours = readColours(surface.container);
  let ratio = devicePixelRatio;
  let sprites: Sprites = createSprites(colours, ratio);
  let scene: JobScene | null = null;
  let highlights: Highlights = { selected: null, hovered: null, ends: [] };
  /** What stands on the canvas, in pixels of `box`. */
  let drawn: Drawn[] = [];
  let box: ViewBox | null = null;
  const picture = createKeptPicture();

  let clustering: Clustering | null = null;
  let clusteredZoom = -1;
  let clusteredAt = 0;
  let timer: ReturnType<typeof setTimeout> | null = null;
  const { repaint, remove } = surface.addCanvas('marks', paint, { padding: PADDING, keeps: true });

  void document.fonts.load(`600 12px ${SPRITE_FONT}`).then(drawAnew);

  function drawAnew() {
    colours = readColours(surface.container);
    sprites = createSprites(colours, ratio);
    picture.forget();
    repaint();
  }

  function paint(pen: CanvasRenderingContext2D, view: ViewBox, zoom: number, isEmpty: boolean) {
    if (ratio !== devicePixelRatio) {
      ratio = devicePixelRatio;
      sprites = createSprites(colours, ratio);
    }
    const { singles, clusters } = clusteringFor(Math.round(zoom));
    drawn = [];
    box = view;
    // For whoever tests the page, as below.
    surface.container.dataset.ends = [scene?.pick && 'pick', scene?.drop && 'drop'].filter(Boolean).join(' ');
    const pieces = scene === null ? [] : scenePieces(view, scene, colours, sprites, now());
    for (const end of ['pick', 'drop'] as const) {
      const place = scene?.[end] ?? null;
      if (place !== null)
        drawn.push({ ...toPixels(place.at, view), radius: END_RADIUS, hit: { kind: 'end', end } });
    }
    for (const [index, end] of highlights.ends.entries()) {
      const { x, y } = toPixels(end, view);
      if (isNear(x, y, view))
        pieces.push(stampedPiece(`halo ${index}`, [stampAt(sprites.halo(END_RADIUS + 1, 2), x, y)]));
    }
    for (const cluster of clusters) {
      const x = cluster.x * view.scale - view.left;
      const y = cluster.y * view.scale - view.top;
      if (!isNear(x, y, view)) continue;
      const { counts, members } = cluster;
      const ring = stampAt(sprites.ring(members.length, counts), x, y);
      pieces.push(stampedPiece(members[0], [ring, stampAt(sprites.number(members.length), x, y)]));
      drawn.push({ x, y, radius: CLUSTER_RADIUS, hit: { kind: 'cluster', cluster } });
    }
    for (const mark of singles) {
      if (mark.id !== highlights.selected) addCourier(pieces, view, mark);
    }
    const selected = highlights.selected === null ? undefined : marks.byId.get(highlights.selected);
    if (selected !== undefined) addCourier(pieces, view, selected);
    picture.show(pen, pieces, { width: view.width, height: view.height, ratio }, isEmpty);
  }

  function addCourier(pieces: Piece[], view: ViewBox, mark: CourierMark) {
    const x = mark.x * view.scale - view.left;
    const y = mark.y * view.scale - view.top;
    if (!isNear(x, y, view)) return;
    const { freshness, severity, age } = mark;
    const { heading } = mark.courier;
    const isSelected = mark.id === highlights.selected;
    const stamps: Stamp[] = [];
    if (isSelected) stamps.push(stampAt(sprites.halo(COURIER_RADIUS + 5, 4), x, y));
    else if (mark.id === highlights.hovered) stamps.push(stampAt(sprites.halo(COURIER_RADIUS + 3, 2), x, y));
    if (heading !== null && freshness !== 'lost')
      stamps.push(stampAt(sprites.heading(heading, freshness), x, y));
    stamps.push(stampAt(sprites.courier(mark.initials, freshness, severity), x, y));
    if (age !== null) stamps.push(stampAt(sprites.age(age), x, y + COURIER_RADIUS + (isSelected ? 13 : 8)));
    pieces.push(stampedPiece(mark, stamps));
    drawn.push({ x, y, radius: COURIER_RADIUS, hit: { kind: 'courier', mark } });
  }

  function clusteringFor(zoom: number): Clustering {
    return clustering !== null && clusteredZoom === zoom ? clustering : group(zoom);
  }

  function group(zoom: number): Clustering {
    const { selected, hovered } = highlights;
    clustering = clusterCouriers(marks.byId.values(), zoom, ({ id }) => id === selected || id === hovered);
    clusteredZoom = zoom;
    clusteredAt = performance.now();
    // For whoever measures or tests the page: what the canvas shows cannot be read from the document.
    const { dataset } = surface.container;
    dataset.couriers = String(marks.byId.size);
    dataset.singles = String(clustering.singles.length);
    dataset.clusters = String(clustering.clusters.length);
    return clustering;
  }

  /** In a cluster, where it must not stay once somebody looks for it. */
  function isHidden(id: CourierId | null): boolean {
    return id !== null && marks.byId.has(id) && clustering?.singles.every((mark) => mark.id !== id) === true;
  }

  /** Before the next picture and not within it: each has its share of a frame's time. */
  function groupAnew() {
    if (timer !== null) clearTimeout(timer);
    timer = null;
    if (clustering !== null) group(clusteredZoom);
    repaint();
  }

  return {
    couriersChanged() {
      repaint();
      timer ??= setTimeout(groupAnew, Math.max(0, clusteredAt + CLUSTERS_MS - performance.now()));
    },
    setScene(next) {
      scene = next;
      repaint();
    },
    highlight(next) {
      highlights = next;
      if (isHidden(next.selected) || isHidden(next.hovered)) groupAnew();
      else repaint();
    },
    themeChanged: drawAnew,
    hits(at) {
      if (box === null) return [];
      // The canvas reaches beyond the view and may lie elsewhere than when it was painted: by the world, then.
      const { scale, left, top } = surface.box();
      const x = ((at.x + left) / scale) * box.scale - box.left;
      const y = ((at.y + top) / scale) * box.scale - box.top;
      const near: { hit: MapHit; order: number; distance: number }[] = [];
      // What is drawn is bounded by the room on screen, so looking at each costs microseconds.
      for (const [order, one] of drawn.entries()) {
        const distance = Math.hypot(one.x - x, one.y - y);
        if (distance > REACH) continue;
        near.push({ hit: { ...one.hit, gap: Math.max(0, distance - one.radius) }, order, distance });
      }
      return near.sort((a, b) => a.distance - b.distance || b.order - a.order).map(({ hit }) => hit);
    },
    remove() {
      if (timer !== null) clearTimeout(timer);
      remove();
    },
  };
}

function isNear(x: number, y: number, view: ViewBox): boolean {
  return x > -24 && y > -24 && x < view.width + 24 && y < view.height + 24;
}
