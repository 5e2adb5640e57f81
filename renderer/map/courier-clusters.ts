// Which couriers are drawn by themselves at a zoom and which share a number, so that each is drawn where there is room
// for it. By supercluster, for the one zoom that is shown: building that is what a thousand moves a second can afford.
// Called by courier-layer.ts.

import Supercluster from 'supercluster';
import type { CourierMark } from './courier-marks.ts';
import { placeOf } from './geo-json.ts';
import { worldX, worldY } from './mercator.ts';
import { RING_PARTS, type RingCounts, type RingPart } from './ring-segments.ts';

/** Two discs nearer than this would cover each other's initials. */
const ROOM = 26;

export interface CourierCluster {
  x: number;
  y: number;
  count: number;
  counts: RingCounts;
  members(): CourierMark[];
}

export interface Clustering {
  singles: CourierMark[];
  clusters: CourierCluster[];
}

type Subject = { mark: CourierMark };
const NOBODY: RingCounts = { critical: 0, caution: 0, moving: 0, steady: 0, quiet: 0 };

/** @param alone drawn by itself whatever lies beside it: the selected one must not hide */
export function clusterCouriers(
  marks: Iterable<CourierMark>,
  zoom: number,
  alone: (mark: CourierMark) => boolean,
): Clustering {
  const singles: CourierMark[] = [];
  const features: { type: 'Feature'; geometry: CourierMark['point']; properties: Subject }[] = [];
  for (const mark of marks) {
    if (alone(mark)) singles.push(mark);
    else features.push({ type: 'Feature', geometry: mark.point, properties: { mark } });
  }
  const index = new Supercluster<Subject, RingCounts>({
    minZoom: zoom,
    maxZoom: zoom,
    radius: ROOM,
    extent: 256,
    map: ({ mark }) => ({ ...NOBODY, [ringPartOf(mark)]: 1 }),
    reduce: (sum, one) => {
      for (const part of RING_PARTS) sum[part] += one[part];
    },
  }).load(features);
  const clusters: CourierCluster[] = [];
  for (const found of index.getClusters([-180, -90, 180, 90], zoom)) {
    const { properties, geometry } = found;
    if (!('cluster' in properties)) {
      singles.push(properties.mark);
      continue;
    }
    const place = placeOf(geometry.coordinates);
    clusters.push({
      x: worldX(place.lng),
      y: worldY(place.lat),
      count: properties.point_count,
      counts: properties,
      members: () =>
        index.getLeaves(properties.cluster_id, Number.POSITIVE_INFINITY).map((leaf) => leaf.properties.mark),
    });
  }
  return { singles, clusters };
}

function ringPartOf({ severity, freshness }: CourierMark): RingPart {
  return freshness === 'lost' && severity !== 'critical' && severity !== 'caution' ? 'quiet' : severity;
}
