// What belongs to one job on the map: pick-up (square), drop-off (circle), the thin line between them, and the trail.
// Painted below the couriers on their canvas, by courier-layer.ts and mini-map.tsx.

import type { LatLng } from '../../shared/domain/address.ts';
import type { Job, TrailPoint } from '../../shared/domain/job.ts';
import { type JobStatus, type Severity, severityOf } from '../../shared/domain/job-status.ts';
import type { MapColours } from './map-colours.ts';
import { type ViewBox, worldX, worldY } from './mercator.ts';
import { drawSprite, type Sprites } from './sprites.ts';
import { fadeTrail } from './trail-fade.ts';

export interface JobScene {
  pick: LatLng | null;
  drop: LatLng | null;
  severity: Severity;
  /** The pick-up has been done: only the drop-off is still ahead. */
  picked: boolean;
  trail: readonly TrailPoint[];
}

const PICKED_UP: readonly JobStatus[] = [
  'picked-up',
  'in-transit',
  'out-for-delivery',
  'ready-for-collection',
  'delivered',
];

export function sceneOf(job: Job, trail: readonly TrailPoint[]): JobScene {
  return {
    pick: job.pickAddress?.position ?? null,
    drop: job.deliverAddress?.position ?? null,
    severity: severityOf(job.status),
    picked: PICKED_UP.includes(job.status),
    trail,
  };
}

export function paintJobScene(
  pen: CanvasRenderingContext2D,
  view: ViewBox,
  scene: JobScene,
  colours: MapColours,
  sprites: Sprites,
  now: number,
): void {
  paintTrail(pen, view, scene.trail, colours, now);
  const pick = scene.pick === null ? null : toPixels(scene.pick, view);
  const drop = scene.drop === null ? null : toPixels(scene.drop, view);
  if (pick !== null && drop !== null) {
    pen.beginPath();
    pen.moveTo(pick.x, pick.y);
    pen.lineTo(drop.x, drop.y);
    pen.lineWidth = 1.25;
    pen.strokeStyle = colours.second;
    pen.stroke();
  }
  if (pick !== null)
    drawSprite(pen, sprites.end('pick', scene.picked ? 'done' : scene.severity), pick.x, pick.y);
  if (drop !== null) drawSprite(pen, sprites.end('drop', scene.severity), drop.x, drop.y);
}

function paintTrail(
  pen: CanvasRenderingContext2D,
  view: ViewBox,
  trail: readonly TrailPoint[],
  colours: MapColours,
  now: number,
) {
  pen.lineWidth = 3;
  pen.lineJoin = 'round';
  // Pieces overlap in their shared points: round ends would show as dots.
  pen.lineCap = 'butt';
  pen.strokeStyle = colours.accent;
  for (const { opacity, points } of fadeTrail(trail, now)) {
    pen.beginPath();
    for (const point of points) {
      const { x, y } = toPixels(point, view);
      pen.lineTo(x, y);
    }
    pen.globalAlpha = opacity;
    pen.stroke();
  }
  pen.globalAlpha = 1;
}

export function toPixels(place: LatLng, view: ViewBox): { x: number; y: number } {
  return {
    x: worldX(place.lng) * view.scale - view.left,
    y: worldY(place.lat) * view.scale - view.top,
  };
}
