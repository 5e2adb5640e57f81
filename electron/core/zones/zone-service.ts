// Delivery zones by connection: taken out of what a provider answered, kept, listed. Called by rpc/ (quotes, the map).

import type { ConnectionId, ZoneId } from '../../../shared/domain/ids.ts';
import type { Zone } from '../../../shared/domain/zone.ts';
import type { Cache } from '../cache/cache.ts';
import type { JobService } from '../jobs/job-service.ts';
import type { Logger } from '../ports.ts';
import { zonesFromGeoJson } from './zones-from-geojson.ts';

export interface ZoneService {
  list(): Promise<Zone[]>;
  /**
   * Keeps every area among the candidates for this connection and answers them; what is no area is left out and logged.
   * A zone that is already kept as it is costs no write.
   */
  keep(
    connectionId: ConnectionId,
    candidates: { key: string; geojson: unknown }[],
    receivedAt: number,
  ): Promise<Zone[]>;
}

interface Options {
  cache: Cache;
  jobs: Pick<JobService, 'write'>;
  log: Logger;
}

export function createZoneService({ cache, jobs, log }: Options): ZoneService {
  /** The shapes that are kept, so that the same quote twice writes once; read when first needed. */
  let kept: Promise<Map<ZoneId, string>> | null = null;

  async function keptShapes(): Promise<Map<ZoneId, string>> {
    const zones = await cache.zones();
    return new Map(zones.map((zone) => [zone.id, shapeOf(zone)]));
  }

  return {
    list: () => cache.zones(),
    async keep(connectionId, candidates, receivedAt) {
      const zones: Zone[] = [];
      for (const { key, geojson } of candidates) {
        const read = zonesFromGeoJson(geojson, { connectionId, key, receivedAt });
        zones.push(...read.zones);
        for (const problem of read.problems) {
          log.warn('A zone could not be used', { connectionId, key, problem });
        }
      }
      if (zones.length === 0) return zones;
      kept ??= keptShapes();
      const shapes = await kept;
      const changed = zones.filter((zone) => shapes.get(zone.id) !== shapeOf(zone));
      if (changed.length > 0) await jobs.write({ zones: changed });
      for (const zone of changed) shapes.set(zone.id, shapeOf(zone));
      return zones;
    },
  };
}

function shapeOf(zone: Zone): string {
  return `${zone.name}\n${JSON.stringify(zone.geometry.coordinates)}`;
}
