// Which couriers are drawn by themselves at a zoom and which share a number, so that each is drawn where there is room
// for it. Pure. Called by courier-layer.ts, at ten thousand couriers once a second: that is why it counts in pixels of
// the one zoom that is shown and makes no object a courier.

import type { CourierMark } from './courier-marks.ts';
import { worldSize } from './mercator.ts';
import type { RingCounts, RingPart } from './ring-segments.ts';

/** Two discs nearer than this would cover each other's initials. */
const ROOM = 26;
/** More cells than the world is wide at any zoom. */
const ROW = 2 ** 24;

export interface CourierCluster {
  /** World fractions: the middle of its members. */
  x: number;
  y: number;
  counts: RingCounts;
  /** The first is the one the others were found around; at least two. */
  members: CourierMark[];
}

export interface Clustering {
  singles: CourierMark[];
  clusters: CourierCluster[];
}

/**
 * One after the other gathers whoever is within its room and not yet gathered; whoever finds nobody stands alone.
 *
 * @param alone drawn by itself whatever lies beside it: the selected one must not hide
 */
export function clusterCouriers(
  marks: Iterable<CourierMark>,
  zoom: number,
  alone: (mark: CourierMark) => boolean,
): Clustering {
  const room = ROOM / worldSize(zoom);
  const cellOf = (place: number) => Math.floor(place / room);
  const singles: CourierMark[] = [];
  const clusters: CourierCluster[] = [];
  const cells = new Map<number, CourierMark[]>();
  const waiting = new Set<CourierMark>();
  for (const mark of marks) {
    if (alone(mark)) {
      singles.push(mark);
      continue;
    }
    waiting.add(mark);
    const cell = cellOf(mark.y) * ROW + cellOf(mark.x);
    const others = cells.get(cell);
    if (others === undefined) cells.set(cell, [mark]);
    else others.push(mark);
  }
  for (const mark of waiting) {
    const members = [mark];
    const middle = cellOf(mark.y) * ROW + cellOf(mark.x);
    for (let row = middle - ROW; row <= middle + ROW; row += ROW) {
      for (let cell = row - 1; cell <= row + 1; cell += 1) {
        for (const other of cells.get(cell) ?? []) {
          if (other === mark || !waiting.has(other)) continue;
          if ((other.x - mark.x) ** 2 + (other.y - mark.y) ** 2 <= room * room) members.push(other);
        }
      }
    }
    if (members.length === 1) singles.push(mark);
    else clusters.push(clusterOf(members));
    for (const member of members) waiting.delete(member);
  }
  return { singles, clusters };
}

function clusterOf(members: CourierMark[]): CourierCluster {
  const counts: RingCounts = { critical: 0, caution: 0, moving: 0, steady: 0, quiet: 0 };
  let x = 0;
  let y = 0;
  for (const member of members) {
    counts[ringPartOf(member)] += 1;
    x += member.x / members.length;
    y += member.y / members.length;
  }
  return { x, y, counts, members };
}

function ringPartOf({ severity, freshness }: CourierMark): RingPart {
  return freshness === 'lost' && severity !== 'critical' && severity !== 'caution' ? 'quiet' : severity;
}
