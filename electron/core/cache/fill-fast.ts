// Fills an empty cache file with very many rows: no indexes and triggers meanwhile, all of them made at the end.
// Used by the repair of a damaged file and by the bench; never on a file that somebody works with.

import { CACHE_KB } from './open-file.ts';
import { REBUILD } from './schema.ts';
import type { SqlFile } from './sql-file.ts';

/** `work` inserts. When it throws, the file is of no use and is thrown away by the caller. */
export function fillFast(file: SqlFile, work: () => void): void {
  const parts = file.all<{ type: 'index' | 'trigger'; name: string; sql: string }>(
    `SELECT type, name, sql FROM sqlite_schema WHERE type IN ('index', 'trigger') AND sql IS NOT NULL`,
  );
  file.db.pragma('journal_mode = OFF');
  file.db.pragma('synchronous = OFF');
  file.db.pragma('cache_size = -500000');
  file.db.pragma('threads = 2');
  for (const { type, name } of parts) file.db.exec(`DROP ${type} ${name}`);
  file.db.transaction(work)();
  for (const { type, sql } of parts) if (type === 'index') file.db.exec(sql);
  file.db.exec(REBUILD);
  for (const { type, sql } of parts) if (type === 'trigger') file.db.exec(sql);
  file.db.pragma('journal_mode = WAL');
  file.db.pragma('synchronous = NORMAL');
  file.db.pragma(`cache_size = -${CACHE_KB}`);
}
