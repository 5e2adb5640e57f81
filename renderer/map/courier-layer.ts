// Everything that moves, on one canvas: the job's scene below, then clusters, couriers, and the selected one on top.
// Remembers where it drew what, so that the pointer can be answered. Made by desk-map.ts.

import type { LatLng } from '../../shared/domain/address.ts';
import type { CourierId } from '../../shared/domain/ids.ts';
import { type Clustering, type CourierCluster, clusterCouriers } from './courier-clusters.ts';
import type { CourierMark, CourierMarks } from './courier-marks.ts';
import { type JobScene, paintJobScene, toPixels } from './job-scene.ts';
import type { MapPointer, MapSurface } from './leaflet-map.ts';
import { readColours } from './map-colours.ts';
import type { ViewBox } from './mercator.ts';
import type { DrawnPlace } from './place-marks.ts';
import { COURIER_RADIUS, createSprites, drawSprite, SPRITE_FONT, type Sprites } from './sprites.ts';

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
  let drawn: Drawn[] = [];

  let clustering: Clustering | null = null;
  let clusteredZoom = -1;
  let clusteredAt = 0;
  let timer: ReturnType<typeof setTimeout> | null = null;
  const { repaint, remove } = surface.addCanvas('marks', paint);

  void document.fonts.load(`600 12px ${SPRITE_FONT}`).then(drawAnew);

  function drawAnew() {
    colours = readColours(surface.container);
    sprites = createSprites(colours, ratio);
    repaint();
  }

  function paint(pen: CanvasRenderingContext2D, view: ViewBox, zoom: number) {
    if (ratio !== devicePixelRatio) {
      ratio = devicePixelRatio;
      sprites = createSprites(colours, ratio);
    }
    const { singles, clusters } = clusteringFor(Math.round(zoom));
    drawn = [];
    // For whoever tests the page, as below.
    surface.container.dataset.ends = [scene?.pick && 'pick', scene?.drop && 'drop'].filter(Boolean).join(' ');
    if (scene !== null) {
      paintJobScene(pen, view, scene, colours, sprites, now());
      for (const end of ['pick', 'drop'] as const) {
        const place = scene[end];
        if (place !== null)
          drawn.push({ ...toPixels(place.at, view), radius: END_RADIUS, hit: { kind: 'end', end } });
      }
    }
    for (const end of highlights.ends) {
      const { x, y } = toPixels(end, view);
      if (isNear(x, y, view)) halo(pen, x, y, END_RADIUS + 1, 2);
    }
    for (const cluster of clusters) {
      const x = cluster.x * view.scale - view.left;
      const y = cluster.y * view.scale - view.top;
      if (!isNear(x, y, view)) continue;
      drawSprite(pen, sprites.cluster(cluster.count, cluster.counts), x, y);
      drawn.push({ x, y, radius: CLUSTER_RADIUS, hit: { kind: 'cluster', cluster } });
    }
    for (const mark of singles) {
      if (mark.id !== highlights.selected) paintCourier(pen, view, mark);
    }
    const selected = highlights.selected === null ? undefined : marks.byId.get(highlights.selected);
    if (selected !== undefined) paintCourier(pen, view, selected);
  }

  function paintCourier(pen: CanvasRenderingContext2D, view: ViewBox, mark: CourierMark) {
    const x = mark.x * view.scale - view.left;
    const y = mark.y * view.scale - view.top;
    if (!isNear(x, y, view)) return;
    const { freshness, severity } = mark;
    if (mark.id === highlights.selected) halo(pen, x, y, COURIER_RADIUS + 5, 4);
    else if (mark.id === highlights.hovered) halo(pen, x, y, COURIER_RADIUS + 3, 2);
    const { heading } = mark.courier;
    if (heading !== null && freshness !== 'lost') drawSprite(pen, sprites.heading(heading, freshness), x, y);
    drawSprite(pen, sprites.courier(mark.initials, freshness, severity), x, y);
    if (mark.age !== null)
      drawSprite(
        pen,
        sprites.age(mark.age),
        x,
        y + COURIER_RADIUS + (mark.id === highlights.selected ? 13 : 8),
      );
    drawn.push({ x, y, radius: COURIER_RADIUS, hit: { kind: 'courier', mark } });
  }

  function halo(pen: CanvasRenderingContext2D, x: number, y: number, radius: number, width: number) {
    pen.beginPath();
    pen.arc(x, y, radius, 0, 2 * Math.PI);
    pen.lineWidth = width;
    pen.strokeStyle = colours.accent;
    pen.stroke();
  }

  function clusteringFor(zoom: number): Clustering {
    if (clustering !== null && clusteredZoom === zoom) return clustering;
    const { selected, hovered } = highlights;
    clustering = clusterCouriers(marks.byId.values(), zoom, ({ id }) => id === selected || id === hovered);
    clusteredZoom = zoom;
    clusteredAt = performance.now();
    // For whoever measures or tests the page: what the canvas shows cannot be read from the document.
    surface.container.dataset.couriers = String(marks.byId.size);
    surface.container.dataset.clusters = String(clustering.clusters.length);
    return clustering;
  }

  /** In a cluster, where it must not stay once somebody looks for it. */
  function isHidden(id: CourierId | null): boolean {
    return id !== null && marks.byId.has(id) && clustering?.singles.every((mark) => mark.id !== id) === true;
  }

  function forgetClusters() {
    clustering = null;
    if (timer !== null) clearTimeout(timer);
    timer = null;
    repaint();
  }

  return {
    couriersChanged() {
      repaint();
      timer ??= setTimeout(forgetClusters, Math.max(0, clusteredAt + CLUSTERS_MS - performance.now()));
    },
    setScene(next) {
      scene = next;
      repaint();
    },
    highlight(next) {
      highlights = next;
      if (isHidden(next.selected) || isHidden(next.hovered)) forgetClusters();
      else repaint();
    },
    themeChanged: drawAnew,
    hits(at) {
      // What is drawn is bounded by the room on screen, so looking at each costs microseconds.
      const near = drawn.map(({ x, y, radius, hit }, order) => {
        const distance = Math.hypot(x - at.x, y - at.y);
        return { hit: { ...hit, gap: Math.max(0, distance - radius) }, order, distance };
      });
      return near
        .filter(({ distance }) => distance <= REACH)
        .sort((a, b) => a.distance - b.distance || b.order - a.order)
        .map(({ hit }) => hit);
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
