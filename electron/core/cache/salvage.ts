// Carries over what can still be read from a damaged cache file into a new one. Called by open-cache.ts, after it put the
// damaged file aside. Reads around bad pages; derived tables are made anew, and what lost its other half is completed.

import Database from 'better-sqlite3';
import { fillFast } from './fill-fast.ts';
import { type JobColumns, jobRowOf, unpackDetails } from './job-columns.ts';
import { alignStatusCodes } from './migrations.ts';
import { wordsOfJob } from './search-words.ts';
import type { SqlFile } from './sql-file.ts';

export interface Salvaged {
  jobs: number;
  commands: number;
  /** Every page that was wanted could be read. */
  everything: boolean;
}

/** What is most dear comes first, in case the rest cannot be read at all. */
const TABLES = [
  'connections',
  'commands',
  'jobs',
  'named_values',
  'job_details',
  'job_raws',
  'job_words',
  'events',
  'couriers',
  'positions',
  'zones',
  'addresses',
  'quotes',
  'audit',
];

/** Between two readable rows, so many numbers are tried one by one. */
const TRIED_SINGLY = 200_000;

/** Reads what it can: also a file that is shorter than it says, which takes the leave to write its schema. */
function openDamaged(path: string): Database.Database {
  const db = new Database(path);
  db.unsafeMode(true);
  db.pragma('writable_schema = ON');
  db.pragma('cell_size_check = ON');
  return db;
}

/** The version of the file's tables; null when not even that can be read. */
export function versionOfDamaged(path: string): number | null {
  try {
    const db = openDamaged(path);
    try {
      const version = db.pragma('user_version', { simple: true }) as number;
      db.prepare('SELECT count(*) FROM sqlite_schema').get();
      return version > 0 ? version : null;
    } finally {
      db.close();
    }
  } catch {
    return null;
  }
}

/** Fills `file`, which is empty but has the same version, from the file at `damagedPath`. */
export function salvage(damagedPath: string, file: SqlFile): Salvaged {
  const damaged = openDamaged(damagedPath);
  let everything = true;
  try {
    // The codes in its jobs mean what its own program meant by them.
    if (!copyTable(damaged, file, 'status_codes')) everything = false;
    if (file.get('SELECT 1 FROM status_codes') === undefined) alignStatusCodes(file);
    file.db.pragma('foreign_keys = OFF');
    fillFast(file, () => {
      for (const table of TABLES) if (!copyTable(damaged, file, table)) everything = false;
      complete(file);
    });
    file.db.pragma('foreign_keys = ON');
  } finally {
    try {
      damaged.close();
    } catch {
      // Closing carries its WAL over, which a damaged file may refuse; it stays as it is.
    }
  }
  const count = (table: string) =>
    file.get<{ rows: number }>(`SELECT count(*) AS rows FROM ${table}`)?.rows ?? 0;
  return { jobs: count('jobs'), commands: count('commands'), everything };
}

/** From the front as far as it goes, from the back as far as it goes, and what lies between row by row. */
function copyTable(damaged: Database.Database, file: SqlFile, table: string): boolean {
  const columns = file.all<{ name: string; pk: number }>(
    `SELECT name, pk FROM pragma_table_info('${table}')`,
  );
  const keys = columns
    .filter(({ pk }) => pk > 0)
    .sort((a, b) => a.pk - b.pk)
    .map(({ name }) => name);
  const names = columns.map(({ name }) => name).join(', ');
  const insert = file.prepare(
    `INSERT OR IGNORE INTO ${table} (${names}) VALUES (${columns.map(() => '?').join(', ')})`,
  );
  const order = (direction: string) => keys.map((key) => `${key} ${direction}`).join(', ');
  let last: unknown[] | null = null;
  const copy = (sql: string, ...values: unknown[]): boolean => {
    try {
      for (const row of damaged
        .prepare(sql)
        .raw()
        .iterate(...values) as Iterable<unknown[]>) {
        insert.run(...row);
        last = row;
      }
      return true;
    } catch {
      return false;
    }
  };

  if (copy(`SELECT ${names} FROM ${table} NOT INDEXED ORDER BY ${order('ASC')}`)) return true;
  const [key] = keys;
  const place = columns.findIndex(({ name }) => name === key);
  const numbered = keys.length === 1 && key !== undefined && typeof (last ?? [1])[place] === 'number';
  const front = numbered && last !== null ? Number((last as unknown[])[place]) : 0;
  last = null;
  copy(`SELECT ${names} FROM ${table} NOT INDEXED ORDER BY ${order('DESC')}`);
  if (!numbered) return false;
  const back = last === null ? front : Number((last as unknown[])[place]);
  for (let number = front + 1; number < back && number <= front + TRIED_SINGLY; number++) {
    copy(`SELECT ${names} FROM ${table} NOT INDEXED WHERE ${key} = ?`, number);
  }
  return false;
}

/** Gives every row what it refers to, or lets it go where it is nothing without it. */
function complete(file: SqlFile): void {
  // A command must not be lost with its job: it says enough to make one.
  file.run(`INSERT OR IGNORE INTO connections (id, provider, label, options, created_at, paused, removed)
    SELECT DISTINCT connection_id, provider, 'Restored connection', '{}', created_at, 1, 0 FROM commands
    WHERE connection_id NOT IN (SELECT id FROM connections)`);
  file.run(`INSERT OR IGNORE INTO connections (no, id, provider, label, options, created_at, paused, removed)
    SELECT DISTINCT connection, 'restored-' || connection, 'twinjet', 'Restored connection', '{}', 0, 1, 0 FROM jobs
    WHERE connection NOT IN (SELECT no FROM connections)`);
  file.run(`INSERT INTO jobs (id, connection, status, open, archived, raw_status, trouble, changed_at, created_at, tags, revision)
    SELECT commands.job_id, connections.no, (SELECT code FROM status_codes WHERE status = 'unknown'), 1, 0, '',
      'The data file was damaged and this job lost; only what was sent to the provider is still known.',
      max(commands.updated_at), min(commands.created_at), '[]', 0
    FROM commands JOIN connections ON connections.id = commands.connection_id
    WHERE commands.job_id NOT IN (SELECT id FROM jobs) GROUP BY commands.job_id`);
  file.run(`UPDATE jobs SET pending = (SELECT json_object('commandId', id, 'kind', kind, 'state', state) FROM commands
      WHERE job_id = jobs.id AND state IN ('queued', 'sending', 'unknown') ORDER BY no DESC LIMIT 1)
    WHERE id IN (SELECT job_id FROM commands)`);
  for (const table of ['job_details', 'job_raws', 'job_words', 'events']) {
    file.run(`DELETE FROM ${table} WHERE job NOT IN (SELECT row FROM jobs)`);
  }
  file.run(
    `INSERT INTO job_details SELECT row, '{}' FROM jobs WHERE row NOT IN (SELECT job FROM job_details)`,
  );
  for (const columns of file.all<JobColumns>(
    'SELECT * FROM jobs WHERE row NOT IN (SELECT job FROM job_words)',
  )) {
    const details = file.get<{ details: string }>(
      'SELECT details FROM job_details WHERE job = ?',
      columns.row,
    );
    // Which connection it belongs to is not among its words.
    const row = jobRowOf(columns, { id: '' as never, provider: 'twinjet' });
    const words = wordsOfJob({ ...row, ...unpackDetails(details?.details ?? '{}') });
    file.run('INSERT INTO job_words VALUES (?, ?)', columns.row, words);
  }
  file.run('DELETE FROM positions WHERE courier NOT IN (SELECT no FROM couriers)');
  file.run('UPDATE positions SET job = NULL WHERE job NOT IN (SELECT row FROM jobs)');
  for (const table of ['couriers', 'zones', 'quotes']) {
    file.run(`DELETE FROM ${table} WHERE connection_id NOT IN (SELECT id FROM connections)`);
  }
  file.run('DELETE FROM addresses WHERE connection NOT IN (SELECT no FROM connections)');
  file.run('UPDATE revision SET revision = 1 + (SELECT coalesce(max(revision), 0) FROM jobs)');
}
