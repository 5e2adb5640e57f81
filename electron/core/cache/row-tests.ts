// A view's conditions as SQL: which rows to look at, and what each must meet. Used by view-rows.ts only.

import { isOpen } from '../../../shared/domain/job-status.ts';
import { keyOf, orderBy } from './ordered-rows.ts';
import { matchExpression } from './search-words.ts';
import type { SqlFile } from './sql-file.ts';
import { statusOf } from './status-codes.ts';
import type { Conditions, RowOrder } from './view-plan.ts';
import type { WordSample } from './word-sample.ts';

/** A view that reads no more rows than this is read whole, so that its total is exact. */
export const WHOLE = 8_000;

/**
 * FTS5 gathers all jobs of a word's beginning before it gives the first one (about 0.1 µs each): words are looked up
 * as long as no more jobs than this come together, and the other words are tested on what was found.
 */
const GATHERED = 120_000;

/** Rows of the file by kind; all that job_counts knows, and what it says about them. */
export interface Kinds {
  archived: 0 | 1;
  /** Statuses that occur, by code. */
  statuses: readonly number[];
  /** Null for all. */
  connections: readonly number[] | null;
  total: number;
}

/** A row that meets the conditions, with what decides its segment. */
export interface FoundRow {
  row: number;
  status: number;
  connection: number;
}

interface Test {
  sql: string;
  values: unknown[];
}

type TestName = 'late' | 'due' | 'tags' | 'words';

/** A way to the rows: a FROM clause that some of the conditions are met by. */
interface Way {
  from: string;
  values: unknown[];
  /** At most this many rows come from it. */
  atMost: number;
  meets: TestName | 'kinds';
}

function testsOf({ lateAt, due, tags, words }: Conditions): Partial<Record<TestName, Test>> {
  const tests: Partial<Record<TestName, Test>> = {};
  if (lateAt !== null) tests.late = { sql: 'jobs.open = 1 AND jobs.promise_at < ?', values: [lateAt] };
  if (due !== null) {
    tests.due = {
      sql: 'coalesce(jobs.promise_at, jobs.created_at) >= ? AND coalesce(jobs.promise_at, jobs.created_at) < ?',
      values: [due.from, due.to],
    };
  }
  if (tags !== null) {
    tests.tags = {
      sql: 'EXISTS (SELECT 1 FROM job_tags WHERE job = jobs.row AND tag IN (SELECT value FROM json_each(?)))',
      values: [JSON.stringify(tags)],
    };
  }
  if (words.length > 0) {
    tests.words = {
      sql: `(SELECT ${words.map(() => 'instr(words, ?) > 0').join(' AND ')} FROM job_words WHERE job = jobs.row)`,
      values: words.map((word) => ` ${word}`),
    };
  }
  return tests;
}

export function hasConditions({ lateAt, due, tags, words }: Conditions): boolean {
  return lateAt !== null || due !== null || tags !== null || words.length > 0;
}

export class RowTests {
  readonly #file: SqlFile;
  readonly #sample: WordSample;

  constructor(file: SqlFile, sample: WordSample) {
    this.#file = file;
    this.#sample = sample;
  }

  /** All rows of these kinds that meet the conditions, in this order; null when too many others lie on every way to them. */
  all(kinds: Kinds, conditions: Conditions, order: RowOrder): FoundRow[] | null {
    const way = this.#shortest(kinds, conditions);
    if (way === null) return null;
    const wheres = [
      `jobs.archived = ${kinds.archived}`,
      `jobs.status IN (${kinds.statuses.join(', ')})`,
      ...(kinds.connections === null ? [] : [`jobs.connection IN (${kinds.connections.join(', ')})`]),
    ];
    const values = [...way.values];
    for (const [name, test] of Object.entries(testsOf(conditions))) {
      // Late and due are ranges of their way's index, so they stay in the question.
      if (name === way.meets && (name === 'tags' || name === 'words')) continue;
      wheres.push(test.sql);
      values.push(...test.values);
    }
    return this.#file.all<FoundRow>(
      `SELECT jobs.row AS row, jobs.status AS status, jobs.connection AS connection FROM ${way.from}
       WHERE ${wheres.join(' AND ')} ${orderBy(order, `jobs.${keyOf(order)}`, 'jobs.connection', 'jobs.row')}`,
      ...values,
    );
  }

  /** Of these rows, in their order, those that meet the conditions. */
  of(rows: readonly number[], conditions: Conditions): number[] {
    const tests = testsOf(conditions);
    const list = Object.values(tests);
    const from =
      tests.late === undefined && tests.due === undefined
        ? '(SELECT value AS row FROM json_each(?)) AS jobs'
        : 'json_each(?) AS asked CROSS JOIN jobs ON jobs.row = asked.value';
    return this.#file
      .all<{ row: number }>(
        `SELECT jobs.row AS row FROM ${from} WHERE ${list.map((test) => test.sql).join(' AND ')}`,
        JSON.stringify(rows),
        ...list.flatMap((test) => test.values),
      )
      .map(({ row }) => row);
  }

  #shortest(kinds: Kinds, { lateAt, due, tags, words }: Conditions): Way | null {
    const ways: Way[] = [];
    const { archived } = kinds;
    if (kinds.total <= WHOLE)
      ways.push({ from: fromKinds(kinds), values: [], atMost: kinds.total, meets: 'kinds' });
    if (lateAt !== null) {
      ways.push({
        from: 'jobs INDEXED BY open_by_promise',
        values: [],
        atMost: this.#count('jobs', `open = 1 AND archived = ${archived} AND promise_at < ?`, [lateAt]),
        meets: 'late',
      });
    }
    if (due !== null) {
      ways.push({
        from: 'jobs INDEXED BY jobs_by_due',
        values: [],
        atMost: this.#count(
          'jobs INDEXED BY jobs_by_due',
          `archived = ${archived} AND coalesce(promise_at, created_at) >= ? AND coalesce(promise_at, created_at) < ?`,
          [due.from, due.to],
        ),
        meets: 'due',
      });
    }
    if (tags !== null) {
      const values = [JSON.stringify(tags)];
      const tagged = 'tag IN (SELECT value FROM json_each(?))';
      ways.push({
        from: `(SELECT DISTINCT job FROM job_tags WHERE ${tagged}) AS tagged CROSS JOIN jobs ON jobs.row = tagged.job`,
        values,
        atMost: this.#count('job_tags', tagged, values),
        meets: 'tags',
      });
    }
    if (words.length > 0) {
      const way = this.#wayByWords(words);
      if (way !== null) ways.push(way);
    }
    const shortest = ways.sort((a, b) => a.atMost - b.atMost)[0];
    return shortest === undefined || shortest.atMost > WHOLE ? null : shortest;
  }

  #wayByWords(words: readonly string[]): Way | null {
    const jobs = this.#sample.jobs();
    if (this.#sample.share(words) * jobs > WHOLE) return null;
    const lookedUp: string[] = [];
    let gathered = 0;
    for (const { word, found } of words
      .map((word) => ({ word, found: this.#sample.share([word]) * jobs }))
      .sort((a, b) => a.found - b.found)) {
      gathered += found;
      if (gathered > GATHERED) break;
      lookedUp.push(word);
    }
    if (lookedUp.length === 0) return null;
    const rows = this.#file
      .prepare<number>(`SELECT rowid FROM job_search WHERE job_search MATCH ? LIMIT ${WHOLE + 1}`)
      .pluck()
      .all(matchExpression(lookedUp));
    return {
      from: 'json_each(?) AS found CROSS JOIN jobs ON jobs.row = found.value',
      values: [JSON.stringify(rows)],
      atMost: rows.length,
      // The words that were not looked up are tested with the rest.
      meets: lookedUp.length === words.length ? 'words' : 'kinds',
    };
  }

  #count(from: string, where: string, values: unknown[]): number {
    return (
      this.#file.get<{ rows: number }>(
        `SELECT count(*) AS rows FROM (SELECT 1 FROM ${from} WHERE ${where} LIMIT ${WHOLE + 1})`,
        ...values,
      )?.rows ?? 0
    );
  }
}

/** Rows of a kind by the index that has the status, and where it is narrowed the connection too, in front. */
function fromKinds({ archived, statuses, connections }: Kinds): string {
  if (connections === null) return 'jobs INDEXED BY jobs_by_status';
  const open = statuses.filter((code) => isOpen(statusOf(code)));
  const closed = statuses.filter((code) => !isOpen(statusOf(code)));
  return `(
    SELECT row FROM jobs INDEXED BY jobs_by_status WHERE archived = ${archived} AND status IN (${open.join(', ')})
      AND connection IN (${connections.join(', ')})
    UNION ALL
    SELECT row FROM jobs INDEXED BY closed_by_connection WHERE open = 0 AND archived = ${archived}
      AND status IN (${closed.join(', ')}) AND connection IN (${connections.join(', ')})
  ) AS kind CROSS JOIN jobs ON jobs.row = kind.row`;
}
