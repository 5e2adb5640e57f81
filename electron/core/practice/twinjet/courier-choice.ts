// Who takes a job, and where it goes in their list of stops. Pure rules, used by courier-company.ts.

import { type LatLng, metresBetween } from '../san-francisco/lat-lng.ts';
import { METRES_PER_MS } from './bike-courier.ts';
import type { Courier, Job, Stop } from './simulated-job.ts';

const MINUTE = 60_000;
/** What a stop costs in the eyes of whoever hands out jobs, and what a common door saves. */
const STOP_COST_MS = 6 * MINUTE;
const SAME_DOOR_BONUS_MS = 15 * MINUTE;
const SAME_DOOR_M = 60;

export function pointOfStop(stop: Stop | undefined): LatLng | undefined {
  return stop?.kind === 'pick' ? stop.job.pickPoint : stop?.job.dropPoint;
}

function pickAtSameDoor(courier: Courier, job: Job): Stop | undefined {
  const { pickPoint } = job;
  if (pickPoint === undefined) return undefined;
  return courier.stops.findLast((stop) => {
    const point = stop.kind === 'pick' ? stop.job.pickPoint : undefined;
    return point !== undefined && metresBetween(point, pickPoint) < SAME_DOOR_M;
  });
}

/** The courier who would get there soonest; nobody when all have `mostJobs` in hand. */
export function bestCourier(
  couriers: readonly Courier[],
  job: Job,
  life: number,
  mostJobs: number,
): Courier | undefined {
  const { pickPoint } = job;
  if (pickPoint === undefined) return undefined;
  let best: { courier: Courier; score: number } | undefined;
  for (const courier of couriers) {
    if (new Set(courier.stops.map((stop) => stop.job)).size >= mostJobs) continue;
    const end = pointOfStop(courier.stops.at(-1)) ?? courier.pointAt(life);
    const score =
      courier.stops.length * STOP_COST_MS +
      metresBetween(end, pickPoint) / METRES_PER_MS -
      (pickAtSameDoor(courier, job) === undefined ? 0 : SAME_DOOR_BONUS_MS);
    if (best === undefined || score < best.score) best = { courier, score };
  }
  return best?.courier;
}

/** Writes the two stops of a job into a courier's list: the pick-up with others at its door, the drop on the way. */
export function addStops(courier: Courier, job: Job): void {
  const partner = pickAtSameDoor(courier, job);
  const pickIndex = partner === undefined ? courier.stops.length : courier.stops.indexOf(partner) + 1;
  courier.stops.splice(pickIndex, 0, { job, kind: 'pick' });
  courier.stops.splice(bestDropIndex(courier, job, pickIndex + 1), 0, { job, kind: 'drop' });
}

/** Where in the list of stops, from `first` on, the way to this drop is the smallest detour. */
function bestDropIndex(courier: Courier, job: Job, first: number): number {
  const drop = job.dropPoint;
  let best = { index: courier.stops.length, detourM: Number.POSITIVE_INFINITY };
  if (drop === undefined) return best.index;
  for (let index = first; index <= courier.stops.length; index += 1) {
    const before = pointOfStop(courier.stops[index - 1]);
    const after = pointOfStop(courier.stops[index]);
    if (before === undefined) continue;
    const detourM =
      metresBetween(before, drop) +
      (after === undefined ? 0 : metresBetween(drop, after) - metresBetween(before, after));
    if (detourM < best.detourM) best = { index, detourM };
  }
  return best.index;
}
