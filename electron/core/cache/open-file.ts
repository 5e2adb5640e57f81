// Opens one SQLite file for this process alone, with the settings that everything here counts on.
// Called by open-cache.ts, the repair and the bench; knows no table.

import Database from 'better-sqlite3';
import type { Logger } from '../ports.ts';
import { SqlFile } from './sql-file.ts';

/** How long another process, perhaps one that is just closing, may keep the file before we give up. */
const LOCK_WAIT_MS = 1_500;

export const CACHE_KB = 32_000;

/** The file, for this process alone from here on. */
export function openFile(path: string, log: Logger): SqlFile {
  const db = new Database(path, { timeout: LOCK_WAIT_MS });
  try {
    // Exclusive: a second process is refused instead of writing beside us, and the index of the WAL needs no shared file.
    db.pragma('locking_mode = EXCLUSIVE');
    db.pragma('journal_mode = WAL');
    db.exec('BEGIN IMMEDIATE; COMMIT');
    db.pragma('synchronous = NORMAL');
    db.pragma('foreign_keys = ON');
    db.pragma('mmap_size = 4294967296');
    db.pragma(`cache_size = -${CACHE_KB}`);
    db.pragma('temp_store = MEMORY');
    // After each checkpoint the loop has stood still for as long as it took: a longer WAL makes it longer.
    db.pragma('wal_autocheckpoint = 1000');
  } catch (error) {
    db.close();
    throw error;
  }
  return new SqlFile(db, log);
}
