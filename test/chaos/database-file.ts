// A database file of its own for a part of chaos: made, opened, and spoiled byte by byte. Used by database.ts and
// damaged-pages.ts.

import { closeSync, mkdtempSync, openSync, rmSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type OpenedCache, openCache } from '../../electron/core/cache/open-cache.ts';
import { openFile } from '../../electron/core/cache/open-file.ts';
import type { SeededRandom } from '../../electron/core/practice/seeded-random.ts';
import { quietLog } from '../bench/kept-caches.ts';
import { CONNECTION } from './numbered-jobs.ts';

export const PAGE = 4096;

export function folder(): Disposable & { path: string; file: string } {
  const path = mkdtempSync(join(tmpdir(), 'switchyard-database-'));
  return {
    path,
    file: join(path, 'live.sqlite'),
    [Symbol.dispose]: () => rmSync(path, { recursive: true, force: true, maxRetries: 5 }),
  };
}

export const open = (path: string): Promise<OpenedCache> =>
  openCache({ path, clock: { now: () => Date.now(), setTimeout: () => () => {} }, log: quietLog });

export async function newFile(path: string): Promise<void> {
  const cache = await open(path);
  await saveConnection(cache);
  await cache.close();
}

export function saveConnection(cache: OpenedCache): Promise<void> {
  return cache.saveConnection({
    id: CONNECTION,
    provider: 'twinjet',
    label: 'Chaos',
    baseUrl: null,
    options: {},
    createdAt: 1,
    paused: false,
    removed: false,
  });
}

/** Page numbers, from one, with the table or index that each belongs to. */
export function pagesByName(path: string): Map<number, { name: string }> {
  const file = openFile(path, quietLog);
  const pages = file.all<{ pageno: number; name: string }>('SELECT pageno, name FROM dbstat');
  file.db.close();
  return new Map(pages.map(({ pageno, name }) => [pageno, { name }]));
}

export function scribble(path: string, at: number, length: number, random: SeededRandom): void {
  const bytes = Buffer.from(Array.from({ length }, () => Math.floor(random.between(0, 256))));
  const descriptor = openSync(path, 'r+');
  writeSync(descriptor, bytes, 0, length, at);
  closeSync(descriptor);
}
