// Pick-ups and drop-offs of open jobs, on a canvas of their own below what moves: painted when they, the view or the
// theme change, and never because a courier does. Made by desk-map.ts.

import type { JobId } from '../../shared/domain/ids.ts';
import type { JobPlace } from '../../shared/domain/job.ts';
import type { MapHit } from './courier-layer.ts';
import type { MapPointer, MapSurface } from './leaflet-map.ts';
import { readColours } from './map-colours.ts';
import { type DrawnPlace, layOut, marksOf, type PlaceMark } from './place-marks.ts';
import { createSprites, drawSprite } from './sprites.ts';

export interface PlaceLayer {
  show(places: readonly JobPlace[]): void;
  /** Its ends are drawn with its line, by whoever shows the job in focus. */
  leaveOut(job: JobId | null): void;
  /** What is late may have changed. */
  repaint(): void;
  themeChanged(): void;
  hits(at: MapPointer): MapHit[];
  /** The marks of a job; empty when they are not shown. */
  endsOf(job: JobId): PlaceMark[];
  remove(): void;
}

/** Painted this far beyond the view, so that dragging shows what is there already. */
const PADDING = 0.2;
const RADIUS = 5;
const REACH = 9;

export function createPlaceLayer(surface: MapSurface, now: () => number): PlaceLayer {
  let sprites = createSprites(readColours(surface.container), devicePixelRatio);
  let known: readonly JobPlace[] = [];
  let marks: PlaceMark[] = [];
  let without: JobId | null = null;
  let drawn: DrawnPlace[] = [];
  let shown: { repaint: () => void; remove: () => void } | null = null;

  function look() {
    if (marks.length > 0 && shown === null) {
      shown = surface.addCanvas(
        'places',
        (pen, view) => {
          drawn = layOut(marks, view, now(), without);
          for (const { x, y, end, severity } of drawn) drawSprite(pen, sprites.place(end, severity), x, y);
          // For whoever tests the page: what the canvas shows cannot be read from the document.
          surface.container.dataset.places = String(drawn.length);
        },
        { padding: PADDING },
      );
    } else if (marks.length === 0 && shown !== null) {
      shown.remove();
      shown = null;
      drawn = [];
      surface.container.dataset.places = '0';
    } else shown?.repaint();
  }

  return {
    show(places) {
      if (places === known) return;
      known = places;
      marks = marksOf(places);
      look();
    },
    leaveOut(job) {
      if (job === without) return;
      const concerned = marks.some(({ job: { id } }) => id === job || id === without);
      without = job;
      if (concerned) look();
    },
    repaint: () => shown?.repaint(),
    themeChanged() {
      sprites = createSprites(readColours(surface.container), devicePixelRatio);
      shown?.repaint();
    },
    hits(at) {
      // The canvas reaches beyond the view and may lie elsewhere than when it was painted: by the world, then.
      const { scale, left, top } = surface.box();
      return drawn.flatMap((place): MapHit[] => {
        const [mark] = place.marks;
        if (mark === undefined) return [];
        const distance = Math.hypot(mark.x * scale - left - at.x, mark.y * scale - top - at.y);
        return distance > REACH ? [] : [{ kind: 'place', place, gap: Math.max(0, distance - RADIUS) }];
      });
    },
    endsOf: (job) => (shown === null || job === without ? [] : marks.filter((mark) => mark.job.id === job)),
    remove() {
      shown?.remove();
    },
  };
}
