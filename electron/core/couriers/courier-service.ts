// Who is where, and the way they came: what rpc/ asks for the map. Couriers and positions are written by jobs/.

import { COURIER_SEEN_MS, type Courier } from '../../../shared/domain/courier.ts';
import type { CourierId } from '../../../shared/domain/ids.ts';
import type { TrailPoint } from '../../../shared/domain/job.ts';
import type { Cache } from '../cache/cache.ts';
import type { Clock } from '../ports.ts';

const TRAIL_MS = 30 * 60_000;

export interface CourierService {
  /** Those with an open job or a position of the last hour. */
  list(): Promise<{ couriers: Courier[]; revision: number }>;
  /** Oldest first; the last 30 minutes unless `sinceAt` says otherwise. */
  trail(id: CourierId, sinceAt?: number): Promise<TrailPoint[]>;
}

export function createCourierService({ cache, clock }: { cache: Cache; clock: Clock }): CourierService {
  return {
    async list() {
      // Read before the list: what changes between the two is then said again, never missed.
      const revision = await cache.revision();
      return { couriers: await cache.couriers(clock.now() - COURIER_SEEN_MS), revision };
    },
    trail: (id, sinceAt) => cache.courierTrail(id, sinceAt ?? clock.now() - TRAIL_MS),
  };
}
