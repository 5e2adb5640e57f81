// Zones in a real cache: kept once, replaced when they change.

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import type { ConnectionId } from '../../../shared/domain/ids.ts';
import { systemClock } from '../../hosting/system-clock.ts';
import { type OpenedCache, openCache } from '../cache/open-cache.ts';
import { createConnectionService } from '../connections/connection-service.ts';
import { createMemorySecrets } from '../connections/memory-secrets.ts';
import { createChangeFeed } from '../feed/change-feed.ts';
import { createHttpClient } from '../http/http-client.ts';
import { createJobService } from '../jobs/job-service.ts';
import type { Logger } from '../ports.ts';
import { createTwinJetProvider } from '../providers/twinjet/twinjet-provider.ts';
import { createZoneService, type ZoneService } from './zone-service.ts';

const silent: Logger = { debug() {}, info() {}, warn() {}, error() {} };
let folder: string;
let cache: OpenedCache;
let zones: ZoneService;
let connectionId: ConnectionId;
let writes: number;

const area = (west: number) => ({
  type: 'Feature',
  properties: { name: 'City' },
  geometry: {
    type: 'Polygon',
    coordinates: [
      [
        [west, 37],
        [west + 1, 37],
        [west + 1, 38],
        [west, 37],
      ],
    ],
  },
});

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'switchyard-zones-'));
  cache = await openCache({ path: join(folder, 'cache.sqlite'), clock: systemClock, log: silent });
  const feed = createChangeFeed({ clock: systemClock });
  const http = createHttpClient({ fetch: globalThis.fetch, clock: systemClock, log: silent });
  const connections = createConnectionService({
    cache,
    secrets: createMemorySecrets(),
    providers: { twinjet: createTwinJetProvider({ http }) },
    http,
    feed,
    clock: systemClock,
    log: silent,
    requestsPerSecond: 5,
  });
  connectionId = await connections.create({ provider: 'twinjet', label: 'A', secret: { apiToken: 'x' } });
  const jobs = createJobService({ cache, feed, clock: systemClock });
  writes = 0;
  zones = createZoneService({
    cache,
    jobs: {
      write: (change) => {
        writes += 1;
        return jobs.write(change);
      },
    },
    log: silent,
  });
});

afterEach(async () => {
  await cache.close();
  rmSync(folder, { recursive: true, force: true });
});

it('keeps the same zone once, and writes it once', async () => {
  const first = await zones.keep(connectionId, [{ key: 'zone', geojson: area(-122) }], 1);
  const again = await zones.keep(connectionId, [{ key: 'zone', geojson: area(-122) }], 2);
  expect(again.map(({ id }) => id)).toEqual(first.map(({ id }) => id));
  expect(await zones.list()).toHaveLength(1);
  expect(writes).toBe(1);
});

it('replaces a zone whose shape changed', async () => {
  await zones.keep(connectionId, [{ key: 'zone', geojson: area(-122) }], 1);
  await zones.keep(connectionId, [{ key: 'zone', geojson: area(-100) }], 2);
  const kept = await zones.list();
  expect(kept.map((zone) => zone.geometry.coordinates[0]?.[0]?.[0])).toEqual([[-100, 37]]);
});

it('answers nothing and writes nothing for what is no area', async () => {
  expect(await zones.keep(connectionId, [{ key: 'zone', geojson: { type: 'Polygon' } }], 1)).toEqual([]);
  expect(writes).toBe(0);
});
