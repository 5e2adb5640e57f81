// Cache files of any number of jobs: made once, kept for some hours in bench-results/, handed out as copies.
// A data folder with such a copy opens in the server host as a desk that has worked for a year.

import { constants, existsSync } from 'node:fs';
import { copyFile, mkdir, mkdtemp, open, rename, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openCache } from '../../electron/core/cache/open-cache.ts';
import type { Logger } from '../../electron/core/ports.ts';
import { systemClock } from '../../electron/hosting/system-clock.ts';
import { DEFAULT_SETTINGS } from '../../shared/contract/settings.ts';
import { count } from './figures.ts';
import { generateCache } from './generate-cache.ts';

export const RESULTS = join(import.meta.dirname, '../../bench-results');

/** Live jobs are due within hours of "now": an older file would be a desk on which everything is late. */
const FRESH_MS = 3 * 60 * 60_000;

const silent = () => {};
export const quietLog: Logger = { debug: silent, info: silent, warn: silent, error: silent };

export interface DataFolder extends AsyncDisposable {
  dir: string;
  database: string;
}

/** As many live jobs as the design counts on, fewer where there are fewer jobs. */
export function liveOf(jobs: number): number {
  return Math.min(10_000, Math.ceil(jobs / 2));
}

/** A data folder of the server host with so many jobs; removed when disposed of. */
export async function dataFolder(jobs: number, say: (line: string) => void): Promise<DataFolder> {
  const kept = await keptCache(jobs, say);
  const dir = await mkdtemp(join(tmpdir(), 'switchyard-bench-'));
  const database = join(dir, 'live.sqlite');
  await copyFile(kept, database, constants.COPYFILE_FICLONE);
  // Else the system writes it to the disk while a start is being measured.
  const file = await open(database, 'r+');
  await file.sync();
  await file.close();
  return {
    dir,
    database,
    [Symbol.asyncDispose]: () => rm(dir, { recursive: true, force: true, maxRetries: 5 }),
  };
}

async function keptCache(jobs: number, say: (line: string) => void): Promise<string> {
  await mkdir(RESULTS, { recursive: true });
  const path = join(RESULTS, `cache-${jobs}.sqlite`);
  if (await isFresh(path)) return path;
  say(`Making a cache of ${count(jobs)} jobs …`);
  const making = `${path}.making`;
  for (const end of ['', '-wal', '-shm', '-journal']) await rm(`${making}${end}`, { force: true });
  await generateCache({ path: making, jobs, live: liveOf(jobs), couriers: Math.min(1000, liveOf(jobs)) });
  const cache = await openCache({ path: making, clock: systemClock, log: quietLog });
  // Nothing may be asked unless a part wants it, nothing removed for its age, and no map tile fetched.
  const settings = structuredClone(DEFAULT_SETTINGS);
  settings.polling.paused = true;
  settings.keeping.jobDays = 3650;
  settings.tiles.enabled = false;
  await cache.saveValue('settings', settings, Date.now());
  await cache.close();
  await rename(making, path);
  return path;
}

async function isFresh(path: string): Promise<boolean> {
  if (!existsSync(path)) return false;
  const { mtimeMs } = await stat(path);
  const generator = await stat(join(import.meta.dirname, 'generate-cache.ts'));
  const schema = await stat(join(import.meta.dirname, '../../electron/core/cache/schema.ts'));
  return mtimeMs > Math.max(generator.mtimeMs, schema.mtimeMs, Date.now() - FRESH_MS);
}
