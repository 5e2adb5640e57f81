// Couriers of a made-up city for the map's bench, and their way through it: the same for every map that is measured.
// Pure, and runs in the page (map-page.ts).

import type { Courier } from '../../shared/domain/courier.ts';
import type { ConnectionId, CourierId, JobId } from '../../shared/domain/ids.ts';
import type { TrailPoint } from '../../shared/domain/job.ts';

export const CITY = { center: { lat: 37.77, lng: -122.3 }, zoom: 12 };
/** Whose trail is shown: selected in ours, a line of its own in the others. */
export const FOLLOWED = 0;
const TRAIL_POINTS = 360;
const TRAIL_STEP_MS = 5_000;
/** Half of the city's height and width in degrees: what 1,440 × 900 pixels show at that zoom, and no more. */
const REACH = { lat: 0.11, lng: 0.24 };
const DISTRICTS = 14;
const STEP_DEGREES = 0.0002;

export interface Fleet {
  couriers: Courier[];
  trail: TrailPoint[];
  /** The next so many that report a position: each of them once before any does again, the followed one always. */
  move(many: number): Courier[];
}

/** The same ones for the same seed. Half of them anywhere, half in a few dense districts, as in a city. */
export function createFleet(many: number, seed: number, now: () => number): Fleet {
  const random = mulberry(seed);
  const bell = () => (random() + random() + random() - 1.5) / 1.5;
  const districts = Array.from({ length: DISTRICTS }, () => ({
    lat: CITY.center.lat + (random() * 2 - 1) * REACH.lat * 0.8,
    lng: CITY.center.lng + (random() * 2 - 1) * REACH.lng * 0.8,
  }));
  const place = (index: number) => {
    const district = districts[index % DISTRICTS];
    if (district === undefined || random() < 0.5)
      return {
        lat: CITY.center.lat + (random() * 2 - 1) * REACH.lat,
        lng: CITY.center.lng + (random() * 2 - 1) * REACH.lng,
      };
    return { lat: district.lat + bell() * 0.03, lng: district.lng + bell() * 0.04 };
  };
  const couriers = Array.from({ length: many }, (_, index): Courier => {
    const jobs = index === FOLLOWED ? 1 : Math.floor(random() * 3);
    return {
      id: `courier-${index}` as CourierId,
      connectionId: 'bench' as ConnectionId,
      name: `${letter(random)}${letter(random).toLowerCase()} ${letter(random)}${index}`,
      position: index === FOLLOWED ? CITY.center : place(index),
      positionAt: now() - Math.floor(random() * 60_000),
      heading: random() < 0.9 ? Math.floor(random() * 360) : null,
      jobIds: Array.from({ length: jobs }, (_, job) => `job-${index}-${job}` as JobId),
      revision: 1,
    };
  });
  const end = couriers[FOLLOWED]?.position ?? CITY.center;
  const trail = Array.from({ length: TRAIL_POINTS }, (_, index): TrailPoint => {
    const back = TRAIL_POINTS - index;
    return {
      lat: end.lat - back * STEP_DEGREES * 0.4 + 0.01 * Math.sin(back / 20),
      lng: end.lng - back * STEP_DEGREES * 0.7 + 0.01 * Math.cos(back / 30) - 0.01,
      at: now() - back * TRAIL_STEP_MS,
    };
  });

  let next = 1;
  function step(index: number): Courier[] {
    const courier = couriers[index];
    if (courier?.position == null) return [];
    const heading = ((courier.heading ?? 0) + random() * 40 - 20 + 360) % 360;
    const angle = (heading / 180) * Math.PI;
    const moved: Courier = {
      ...courier,
      heading,
      position: {
        lat: courier.position.lat + Math.cos(angle) * STEP_DEGREES,
        lng: courier.position.lng + Math.sin(angle) * STEP_DEGREES,
      },
      positionAt: now(),
      revision: courier.revision + 1,
    };
    couriers[index] = moved;
    return [moved];
  }

  return {
    couriers,
    trail,
    move(some) {
      const moved = step(FOLLOWED);
      while (moved.length < some) {
        moved.push(...step(next));
        next = next + 1 < many ? next + 1 : 1;
      }
      return moved;
    },
  };
}

function letter(random: () => number): string {
  return String.fromCharCode(65 + Math.floor(random() * 26));
}

/** A small generator with a seed (mulberry32, public domain). */
function mulberry(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}
