// What belongs to one job on the map: pick-up (square), drop-off (circle), the thin line between them, and the trail.
// Painted below the couriers on their canvas, by courier-layer.ts.

import type { LatLng } from '../../shared/domain/address.ts';
import { endsOf, type Job, type TrailPoint } from '../../shared/domain/job.ts';
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
}

const PICKED_UP: readonly JobStatus[] = [
  'picked-up',
  'in-transit',
  'out-for-delivery',
  'ready-for-collection',
  'delivered',
];

/** Where the pick-up has been done, only the drop-off is still ahead. */
export function sceneOf(job: Job, trail: readonly TrailPoint[], now: number): JobScene {
  const severity = jobSeverity(job, now);
  const { pick, drop } = endsOf(job);
  return {
    pick: pick && { at: pick, severity: isPicked(job.status) ? 'done' : severity },
    drop: drop && { at: drop, severity },
    trail,
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

export function toPixels(place: LatLng, view: ViewBox): { x: number; y: number } {
  return {
    x: worldX(place.lng) * view.scale - view.left,
    y: worldY(place.lat) * view.scale - view.top,
  };
}
