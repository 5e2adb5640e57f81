// Map tiles: fetched politely through http/, kept on disk, handed to a host. Called by core.ts for Core.tile.
// It fetches what the map shows and nothing ahead of it: tile servers run on donations (OpenStreetMap's tile usage policy).

import { hash } from 'node:crypto';
import { join } from 'node:path';
import type { Settings } from '../../../shared/contract/settings.ts';
import { tileSource } from '../../../shared/domain/tile-source.ts';
import type { HttpAnswer, HttpClient } from '../http/http-client.ts';
import type { Clock, Logger } from '../ports.ts';
import { openTileStore, type TileStore } from './tile-store.ts';

export interface Tile {
  bytes: Uint8Array;
  /** Media type, always of a picture. */
  type: string;
}

export interface TileService {
  /**
   * Null: there is none (off, no such place, no network and none kept), or `source` (tile-source.ts) is no longer the
   * one of the settings. Never throws.
   */
  tile(source: string, z: number, x: number, y: number): Promise<Tile | null>;
}

interface Options {
  http: HttpClient;
  clock: Clock;
  log: Logger;
  dataDir: string;
  version: string;
  settings: () => Settings['tiles'];
}

/** Budget and circuit of its own, beside those of the connections. */
const TRAFFIC = 'tiles';
const BUDGET = { perSecond: 8, burst: 24 };
const DAY_MS = 24 * 60 * 60_000;
/** The policy asks for at least this when a server says nothing or less. */
const LEAST_FRESH_MS = 7 * DAY_MS;
const MOST_FRESH_MS = 90 * DAY_MS;
const MISSING_MS = 10 * 60_000;
const FAILED_MS = 20_000;
const MOST_MISSING = 5_000;
const MOST_WAITING = 128;
const LARGEST_TILE = 2 * 1024 * 1024;
const DEEPEST_ZOOM = 22;

export function createTileService(options: Options): TileService {
  const { http, clock, log, settings } = options;
  http.setBudget(TRAFFIC, BUDGET);
  const store: TileStore = openTileStore(join(options.dataDir, 'tiles'), log);
  const underWay = new Map<string, Promise<Tile | null>>();
  /** Until when there is no sense in asking again. */
  const missing = new Map<string, number>();

  async function find(url: string, name: string): Promise<Tile | null> {
    const kept = await store.read(name);
    if (kept && kept.freshUntil > clock.now()) return pictureOf(kept.bytes);
    const fetched = await fetchTile(url, name);
    // An old map is better than none.
    return fetched ?? (kept ? pictureOf(kept.bytes) : null);
  }

  async function fetchTile(url: string, name: string): Promise<Tile | null> {
    const missingUntil = missing.get(name) ?? 0;
    const now = clock.now();
    if (missingUntil > now && missingUntil - now <= MISSING_MS) return null;
    missing.delete(name);
    const outcome = await http.send({
      connectionId: TRAFFIC,
      method: 'GET',
      url,
      headers: { 'user-agent': `Switchyard/${options.version} (desktop dispatch console)` },
      repeatable: true,
      priority: 'person',
      timeouts: { totalMs: 15_000, turnMs: 10_000 },
      maxBytes: LARGEST_TILE,
      expects: 'bytes',
      operation: 'tiles',
    });
    const tile =
      outcome.kind === 'answer' && outcome.status === 200 && outcome.bytes ? pictureOf(outcome.bytes) : null;
    if (tile === null || outcome.kind !== 'answer') {
      if (missing.size >= MOST_MISSING) missing.clear();
      missing.set(name, clock.now() + (outcome.kind === 'answer' ? MISSING_MS : FAILED_MS));
      return null;
    }
    await store.write(name, tile.bytes, clock.now() + freshMs(outcome), settings().maxMegabytes * 1_000_000);
    return tile;
  }

  return {
    async tile(source, z, x, y) {
      const { enabled, url: template } = settings();
      if (!enabled || source !== tileSource(template) || !isPlace(z, x, y)) return null;
      const url = template
        .replaceAll('{z}', String(z))
        .replaceAll('{x}', String(x))
        .replaceAll('{y}', String(y))
        .replaceAll('{s}', 'a')
        .replaceAll('{r}', '');
      // Another server is another map.
      const name = join(hash('sha256', template).slice(0, 12), `${z}-${x}-${y}`);
      const same = underWay.get(name);
      if (same) return same;
      if (underWay.size >= MOST_WAITING) return null;
      const found = find(url, name)
        .catch((error: unknown) => {
          log.warn('A map tile could not be had', { error: String(error) });
          return null;
        })
        .finally(() => underWay.delete(name));
      underWay.set(name, found);
      return found;
    },
  };
}

function isPlace(z: number, x: number, y: number): boolean {
  return (
    [z, x, y].every(Number.isInteger) &&
    z >= 0 &&
    z <= DEEPEST_ZOOM &&
    x >= 0 &&
    x < 2 ** z &&
    y >= 0 &&
    y < 2 ** z
  );
}

function freshMs({ headers }: HttpAnswer): number {
  const seconds = Number(/(?:^|[\s,])max-age=(\d{1,10})/i.exec(headers['cache-control'] ?? '')?.[1] ?? 0);
  return Math.min(Math.max(seconds * 1000, LEAST_FRESH_MS), MOST_FRESH_MS);
}

/** By its first bytes: a sign-in page with the type of a picture is no map. */
function pictureOf(bytes: Uint8Array): Tile | null {
  const begins = (...start: number[]) => start.every((byte, index) => bytes[index] === byte);
  if (begins(0x89, 0x50, 0x4e, 0x47)) return { bytes, type: 'image/png' };
  if (begins(0xff, 0xd8, 0xff)) return { bytes, type: 'image/jpeg' };
  const isWebp =
    begins(0x52, 0x49, 0x46, 0x46) && [0x57, 0x45, 0x42, 0x50].every((b, i) => bytes[8 + i] === b);
  return isWebp ? { bytes, type: 'image/webp' } : null;
}
