// Which part of a trail is drawn and how strongly: the newest 30 minutes, the older the paler. Pure.

import type { TrailPoint } from '../../shared/domain/job.ts';

const TRAIL_MS = 30 * 60_000;
/** Of so many steps: a step is drawn in one stroke, so few of them keep a long trail cheap. */
const STEPS = 12;
const PALEST = 0.15;

/** A run of points drawn alike; neighbours share a point, so that there is no gap. */
export interface TrailPiece {
  opacity: number;
  points: TrailPoint[];
}

/**
 * @param points in any order
 * @param now a trail that ended earlier is measured from its newest point, or it could not be seen at all
 */
export function fadeTrail(points: readonly TrailPoint[], now: number): TrailPiece[] {
  const sorted = points.toSorted((a, b) => a.at - b.at);
  const newest = sorted.at(-1);
  if (newest === undefined) return [];
  const from = now - newest.at > TRAIL_MS ? newest.at : Math.max(now, newest.at);
  const pieces: TrailPiece[] = [];
  let step = -1;
  let before: TrailPoint | null = null;
  for (const point of sorted) {
    const age = from - point.at;
    if (age > TRAIL_MS) continue;
    const mine = Math.min(STEPS - 1, Math.floor((1 - age / TRAIL_MS) * STEPS));
    if (mine !== step) {
      step = mine;
      const points: TrailPoint[] = before === null ? [] : [before];
      pieces.push({ opacity: PALEST + ((1 - PALEST) * mine) / (STEPS - 1), points });
    }
    pieces.at(-1)?.points.push(point);
    before = point;
  }
  return pieces.filter((piece) => piece.points.length > 1);
}
