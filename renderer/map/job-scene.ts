// What belongs to one job on the map: pick-up (square), drop-off (circle), the thin line between them, and the trail.
// Painted below the couriers on their canvas, by courier-layer.ts.

import type { LatLng } from '../../shared/domain/address.ts';
import { endsOf, type Job, type JobEvent, type TrailPoint } from '../../shared/domain/job.ts';
import type { JobStatus, Severity } from '../../shared/domain/job-status.ts';
import type { ComposePreview } from '../state/stores.ts';
import { type Piece, stampAt, stampedPiece, strokedPiece } from './kept-picture.ts';
import type { MapColours } from './map-colours.ts';
import { type ViewBox, worldX, worldY } from './mercator.ts';
import { jobSeverity } from './severity-roll-up.ts';
import type { Sprites } from './sprites.ts';
import { fadeTrail } from './trail-fade.ts';

interface SceneEnd {
  at: LatLng;
  severity: Severity;
}

export interface JobScene {
  pick: SceneEnd | null;
  drop: SceneEnd | null;
  trail: readonly TrailPoint[];
  /** Where it was seen on its way, oldest first: a parcel has no courier who leaves a trail. */
  stops?: readonly LatLng[];
}

const PICKED_UP: readonly JobStatus[] = [
  'picked-up',
  'in-transit',
  'out-for-delivery',
  'ready-for-collection',
  'delivered',
];

/** Where the pick-up has been done, only the drop-off is still ahead. */
export function sceneOf(
  job: Job,
  trail: readonly TrailPoint[],
  now: number,
  stops: readonly LatLng[] = [],
): JobScene {
  const severity = jobSeverity(job, now);
  const { pick, drop } = endsOf(job);
  return {
    pick: pick && { at: pick, severity: isPicked(job.status) ? 'done' : severity },
    drop: drop && { at: drop, severity },
    trail,
    ...(stops.length > 0 && { stops }),
  };
}

/** A booking that is being typed: nothing has happened yet, and an end that lies outside asks for attention. */
export function sceneOfPreview({ pick, drop }: ComposePreview): JobScene {
  const end = (place: ComposePreview['pick']) =>
    place && { at: place.at, severity: place.outside ? ('caution' as const) : ('off' as const) };
  return { pick: end(pick), drop: end(drop), trail: [] };
}

export function isPicked(status: JobStatus): boolean {
  return PICKED_UP.includes(status);
}

/** The lowest first: trail, line, ends. */
export function scenePieces(
  view: ViewBox,
  scene: JobScene,
  colours: MapColours,
  sprites: Sprites,
  now: number,
): Piece[] {
  const pieces = fadeTrail(scene.trail, now).map(({ opacity, points }) =>
    strokedPiece(`trail ${opacity}`, {
      path: points.flatMap((point) => {
        const { x, y } = toPixels(point, view);
        return [x, y];
      }),
      colour: colours.accent,
      width: 3,
      opacity,
    }),
  );
  pieces.push(...stopPieces(view, scene.stops ?? [], colours, sprites));
  const pick = scene.pick === null ? null : toPixels(scene.pick.at, view);
  const drop = scene.drop === null ? null : toPixels(scene.drop.at, view);
  if (pick !== null && drop !== null) {
    const path = [pick.x, pick.y, drop.x, drop.y];
    pieces.push(strokedPiece('line', { path, colour: colours.second, width: 1.25, opacity: 1 }));
  }
  for (const [kind, at] of [['pick', pick] as const, ['drop', drop] as const]) {
    const end = scene[kind];
    if (end === null || at === null) continue;
    pieces.push(stampedPiece(`end ${kind}`, [stampAt(sprites.end(kind, end.severity), at.x, at.y)]));
  }
  return pieces;
}

/** A thin line from stop to stop; the last one, where it was seen last, is filled. */
function stopPieces(view: ViewBox, stops: readonly LatLng[], colours: MapColours, sprites: Sprites): Piece[] {
  if (stops.length === 0) return [];
  const points = stops.map((stop) => toPixels(stop, view));
  const path = points.flatMap(({ x, y }) => [x, y]);
  const marks = points.map(({ x, y }, index) => stampAt(sprites.stop(index === points.length - 1), x, y));
  return [
    strokedPiece('stops', { path, colour: colours.accent, width: 1.5, opacity: 1 }),
    stampedPiece('stop marks', marks),
  ];
}

/** Where the checkpoints of a job were, as far as they told, oldest first: a courier's own history is on the trail. */
export function stopsOf({ events }: { events: readonly JobEvent[] }): LatLng[] {
  const seen = events
    .filter(({ kind }) => kind === 'checkpoint')
    .sort((a, b) => a.at - b.at)
    .flatMap(({ position }) => position ?? []);
  // Several scans at one place are one stop.
  return seen.filter(
    (place, index) => place.lat !== seen[index - 1]?.lat || place.lng !== seen[index - 1]?.lng,
  );
}

export function toPixels(place: LatLng, view: ViewBox): { x: number; y: number } {
  return {
    x: worldX(place.lng) * view.scale - view.left,
    y: worldY(place.lat) * view.scale - view.top,
  };
}
