// What belongs to one job on the map: pick-up (square), drop-off (circle), the thin line between them, and the trail.
// Painted below the couriers on their canvas, by courier-layer.ts and mini-map.tsx.

import type { LatLng } from '../../shared/domain/address.ts';
import { endsOf, type Job, type JobEvent, type TrailPoint } from '../../shared/domain/job.ts';
import type { JobStatus, Severity } from '../../shared/domain/job-status.ts';
import type { ComposePreview } from '../state/stores.ts';
import type { MapColours } from './map-colours.ts';
import { type ViewBox, worldX, worldY } from './mercator.ts';
import { jobSeverity } from './severity-roll-up.ts';
import { drawSprite, type Sprites } from './sprites.ts';
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

export function paintJobScene(
  pen: CanvasRenderingContext2D,
  view: ViewBox,
  scene: JobScene,
  colours: MapColours,
  sprites: Sprites,
  now: number,
): void {
  paintTrail(pen, view, scene.trail, colours, now);
  paintStops(pen, view, scene.stops ?? [], colours);
  const pick = scene.pick === null ? null : toPixels(scene.pick.at, view);
  const drop = scene.drop === null ? null : toPixels(scene.drop.at, view);
  if (pick !== null && drop !== null) {
    pen.beginPath();
    pen.moveTo(pick.x, pick.y);
    pen.lineTo(drop.x, drop.y);
    pen.lineWidth = 1.25;
    pen.strokeStyle = colours.second;
    pen.stroke();
  }
  if (scene.pick !== null && pick !== null)
    drawSprite(pen, sprites.end('pick', scene.pick.severity), pick.x, pick.y);
  if (scene.drop !== null && drop !== null)
    drawSprite(pen, sprites.end('drop', scene.drop.severity), drop.x, drop.y);
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

/** A thin line from stop to stop; the last one, where it was seen last, is filled. */
function paintStops(
  pen: CanvasRenderingContext2D,
  view: ViewBox,
  stops: readonly LatLng[],
  colours: MapColours,
) {
  const points = stops.map((stop) => toPixels(stop, view));
  pen.strokeStyle = colours.accent;
  pen.lineWidth = 1.5;
  pen.beginPath();
  for (const { x, y } of points) pen.lineTo(x, y);
  pen.stroke();
  for (const [index, { x, y }] of points.entries()) {
    pen.beginPath();
    pen.arc(x, y, 5, 0, 2 * Math.PI);
    pen.fillStyle = index === points.length - 1 ? colours.accent : colours.panel;
    pen.fill();
    pen.stroke();
  }
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
