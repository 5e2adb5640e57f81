// Brings a cache file to the version of this program, one transaction a step, with a copy of the file before the first.
// Called by open-cache.ts. A step that was released is never changed; what comes later is one more step.

import { INDEXES, OPEN_BY_AGE, TABLES, TRIGGERS } from './schema.ts';
import type { SqlFile } from './sql-file.ts';
import { STATUS_CODES } from './status-codes.ts';

/** `steps[n]` leads from version n to n + 1. */
export type MigrationStep = (file: SqlFile) => void;

export const MIGRATIONS: readonly MigrationStep[] = [
  (file) => {
    file.db.exec(TABLES);
    file.db.exec(INDEXES);
    file.db.exec(TRIGGERS);
  },
  (file) => {
    file.db.exec(OPEN_BY_AGE);
  },
];

export function versionOf(file: SqlFile): number {
  return file.db.pragma('user_version', { simple: true }) as number;
}

/** `backUp` is called once, before the first change to a file that already holds something. */
export function migrate(
  file: SqlFile,
  steps: readonly MigrationStep[],
  backUp: (version: number) => void,
): void {
  const from = versionOf(file);
  if (from > 0 && from < steps.length) backUp(from);
  for (const [version, step] of steps.entries()) {
    if (version < from) continue;
    file.transaction(() => {
      step(file);
      file.db.pragma(`user_version = ${version + 1}`);
    }, true);
  }
}

/** Jobs hold status codes of the program that wrote them; when the domain's list changed since, they are written anew. */
export function alignStatusCodes(file: SqlFile): void {
  const kept = file.all<{ code: number; status: string }>(
    'SELECT code, status FROM status_codes ORDER BY code',
  );
  if (JSON.stringify(kept) === JSON.stringify(STATUS_CODES)) return;
  file.transaction(() => {
    const known = new Map<string, number>(STATUS_CODES.map(({ code, status }) => [status, code]));
    const unknown = known.get('unknown') ?? 0;
    const moved = kept.filter(({ code, status }) => (known.get(status) ?? unknown) !== code);
    if (moved.length > 0) {
      const cases = moved.map(({ code, status }) => `WHEN ${code} THEN ${known.get(status) ?? unknown}`);
      file.run(
        `UPDATE jobs SET status = CASE status ${cases.join(' ')} END
         WHERE status IN (${moved.map(({ code }) => code).join(', ')})`,
      );
    }
    file.run('DELETE FROM status_codes');
    for (const { code, status } of STATUS_CODES)
      file.run('INSERT INTO status_codes VALUES (?, ?)', code, status);
  }, true);
}
