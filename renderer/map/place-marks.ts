// The ends of open jobs as they are drawn: one mark an end, those that lie on one another only once. Pure; used by
// place-layer.ts.

import type { LatLng } from '../../shared/domain/address.ts';
import type { JobId } from '../../shared/domain/ids.ts';
import type { JobPlace } from '../../shared/domain/job.ts';
import type { Severity } from '../../shared/domain/job-status.ts';
import { isPicked } from './job-scene.ts';
import { isPlace, type ViewBox, worldX, worldY } from './mercator.ts';
import { jobSeverity } from './severity-roll-up.ts';

export interface PlaceMark {
  job: JobPlace;
  end: 'pick' | 'drop';
  at: LatLng;
  /** World fractions. */
  x: number;
  y: number;
}

/** A pick-up that has been done is nobody's business any more. In the order of the places. */
export function marksOf(places: readonly JobPlace[]): PlaceMark[] {
  const marks: PlaceMark[] = [];
  for (const job of places) {
    for (const end of ['pick', 'drop'] as const) {
      const at = end === 'pick' && isPicked(job.status) ? null : job[end];
      if (at !== null && isPlace(at)) marks.push({ job, end, at, x: worldX(at.lng), y: worldY(at.lat) });
    }
  }
  return marks;
}

export interface DrawnPlace {
  /** Pixels of the view. */
  x: number;
  y: number;
  end: 'pick' | 'drop';
  severity: Severity;
  /** All that lie here, the most urgent first. */
  marks: PlaceMark[];
}

const TROUBLE: readonly Severity[] = ['caution', 'critical'];
const MARGIN = 8;

/**
 * What is drawn in this view, topmost last. Marks of one kind within `cell` pixels share a picture, which shows the worst
 * of them; `without` is drawn elsewhere.
 */
export function layOut(
  marks: readonly PlaceMark[],
  view: ViewBox,
  now: number,
  without: JobId | null,
  cell = 4,
): DrawnPlace[] {
  const byCell = new Map<string, DrawnPlace>();
  for (const mark of marks) {
    if (mark.job.id === without) continue;
    const x = mark.x * view.scale - view.left;
    const y = mark.y * view.scale - view.top;
    if (x < -MARGIN || y < -MARGIN || x > view.width + MARGIN || y > view.height + MARGIN) continue;
    const severity = jobSeverity(mark.job, now);
    // By the world and not by the view: dragging must not deal them out anew.
    const key = `${mark.end} ${Math.round((mark.x * view.scale) / cell)} ${Math.round((mark.y * view.scale) / cell)}`;
    const known = byCell.get(key);
    if (known === undefined) byCell.set(key, { x, y, end: mark.end, severity, marks: [mark] });
    else {
      known.marks.push(mark);
      if (TROUBLE.indexOf(severity) > TROUBLE.indexOf(known.severity)) known.severity = severity;
    }
  }
  return [...byCell.values()].sort((a, b) => TROUBLE.indexOf(a.severity) - TROUBLE.indexOf(b.severity));
}
