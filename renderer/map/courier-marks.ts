// The couriers as the map has them: one mark each, kept and changed in place by id, so that news of one touches one.
// Fed by desk-map.ts from the couriers store; knows neither Leaflet nor canvas.

import type { LatLng } from '../../shared/domain/address.ts';
import {
  type Courier,
  type CourierFreshness,
  courierFreshness,
  isAtWork,
} from '../../shared/domain/courier.ts';
import type { CourierId, JobId } from '../../shared/domain/ids.ts';
import { formatAge } from '../../shared/domain/time.ts';
import { initialsOf } from './initials.ts';
import { isPlace, worldX, worldY } from './mercator.ts';
import { type CourierSeverity, courierSeverity } from './severity-roll-up.ts';

export interface CourierMark {
  readonly id: CourierId;
  courier: Courier;
  position: LatLng;
  /** The same as fractions of the world (mercator.ts). */
  x: number;
  y: number;
  initials: string;
  freshness: CourierFreshness;
  severity: CourierSeverity;
  /** Beside a lost one: how old its position is. */
  age: string | null;
}

export type TroubledJobs = ReadonlyMap<JobId, 'caution' | 'critical'>;

export interface CourierMarks {
  byId: ReadonlyMap<CourierId, CourierMark>;
  /**
   * Takes the store's present couriers, of whom those at work are drawn. Untouched ones are the same objects there, and
   * cost a comparison here.
   */
  take(couriers: ReadonlyMap<CourierId, Courier>, now: number): { changed: boolean };
  takeTroubled(jobs: TroubledJobs): void;
  /** Time alone makes positions old. Answers whether anything looks different now. */
  grow(now: number, staleMs: number): boolean;
}

export function createCourierMarks(staleMs: number): CourierMarks {
  const byId = new Map<CourierId, CourierMark>();
  let troubled: TroubledJobs = new Map();
  let limit = staleMs;

  function refresh(mark: CourierMark, now: number): boolean {
    const { positionAt } = mark.courier;
    const freshness = courierFreshness(positionAt, now, limit);
    const age = freshness === 'lost' && positionAt !== null ? formatAge(now - positionAt) : null;
    if (freshness === mark.freshness && age === mark.age) return false;
    mark.freshness = freshness;
    mark.age = age;
    return true;
  }

  function put(courier: Courier, position: LatLng, now: number) {
    const known = byId.get(courier.id);
    if (known === undefined) {
      const mark: CourierMark = {
        id: courier.id,
        courier,
        position,
        x: worldX(position.lng),
        y: worldY(position.lat),
        initials: initialsOf(courier.name),
        freshness: 'live',
        severity: courierSeverity(courier, troubled),
        age: null,
      };
      refresh(mark, now);
      byId.set(courier.id, mark);
      return;
    }
    if (courier.name !== known.courier.name) known.initials = initialsOf(courier.name);
    known.courier = courier;
    known.position = position;
    known.x = worldX(position.lng);
    known.y = worldY(position.lat);
    known.severity = courierSeverity(courier, troubled);
    refresh(known, now);
  }

  return {
    byId,
    take(couriers, now) {
      let changed = false;
      let kept = 0;
      for (const courier of couriers.values()) {
        const known = byId.get(courier.id);
        if (known?.courier === courier) {
          kept += 1;
          continue;
        }
        const { position } = courier;
        if (position !== null && isPlace(position) && isAtWork(courier, now)) {
          put(courier, position, now);
          kept += 1;
        } else if (known === undefined) continue;
        else byId.delete(courier.id);
        changed = true;
      }
      if (kept === byId.size) return { changed };
      for (const id of byId.keys()) {
        if (couriers.has(id)) continue;
        byId.delete(id);
        changed = true;
      }
      return { changed };
    },
    takeTroubled(jobs) {
      troubled = jobs;
      for (const mark of byId.values()) mark.severity = courierSeverity(mark.courier, troubled);
    },
    grow(now, nextStaleMs) {
      limit = nextStaleMs;
      let changed = false;
      for (const mark of byId.values()) {
        if (!isAtWork(mark.courier, now)) changed = byId.delete(mark.id);
        else if (refresh(mark, now)) changed = true;
      }
      return changed;
    },
  };
}
