// A view's conditions as SQL: the cheapest way to the rows that meet them, and the test of rows on the way.
// Used by view-rows.ts only. Costs are guesses that pick a way; whichever is picked, the answer is the same.

import { isOpen } from '../../../shared/domain/job-status.ts';
import { keyOf, orderBy } from './ordered-rows.ts';
import { matchExpression } from './search-words.ts';
import type { SqlFile } from './sql-file.ts';
import { statusOf } from './status-codes.ts';
import type { Conditions, RowOrder } from './view-plan.ts';
import type { WordSample } from './word-sample.ts';

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

// Microseconds, measured with a million jobs in the file.
/** Reads a row of jobs wherever it is, and sorts it in. */
const READ = 2;
/** Takes the next row of an order and tests its words. */
const WALK = 1.3;
/** Takes a row of a small index. */
const STEP = 0.3;
/** An exact total is worth this much more than the first rows alone. */
const FOR_EXACTNESS = 8_000;

/** Rows of an index are counted up to here; with more, no way leads over it. */
const COUNTED = 60_000;

type TestName = 'late' | 'due' | 'tags' | 'words';

interface Test {
  /** What must be at hand to test: the words, the row of jobs, or no more than the row's number. */
  on: 'words' | 'row' | 'number';
  /** `of` is the expression that names the row's number. */
  sql(of: string): string;
  values: unknown[];
}

/** A way to the rows: a source that brings the numbers of some of them, at a cost, and meets some conditions by itself. */
interface Way {
  source: string;
  /** Names the row's number. */
  number: string;
  values: unknown[];
  cost: number;
  meets: TestName | null;
}

function testsOf({ lateAt, due, tags, words }: Conditions): Partial<Record<TestName, Test>> {
  const tests: Partial<Record<TestName, Test>> = {};
  if (lateAt !== null)
    tests.late = { on: 'row', sql: () => 'jobs.open = 1 AND jobs.promise_at < ?', values: [lateAt] };
  if (due !== null) {
    const at = 'coalesce(jobs.promise_at, jobs.created_at)';
    tests.due = { on: 'row', sql: () => `${at} >= ? AND ${at} < ?`, values: [due.from, due.to] };
  }
  if (tags !== null) {
    tests.tags = {
      on: 'number',
      sql: (of) =>
        `EXISTS (SELECT 1 FROM job_tags WHERE job = ${of} AND tag IN (SELECT value FROM json_each(?)))`,
      values: [JSON.stringify(tags)],
    };
  }
  if (words.length > 0) {
    tests.words = {
      on: 'words',
      sql: () => words.map(() => 'instr(job_words.words, ?) > 0').join(' AND '),
      values: words.map((word) => ` ${word}`),
    };
  }
  return tests;
}

/** Cheap tests stand before dear ones: words are read before the row, and the row only where it is needed. */
function joined(source: string, number: string, tests: readonly Test[], row: boolean): string {
  const words = tests.some(({ on }) => on === 'words')
    ? ` CROSS JOIN job_words ON job_words.job = ${number}`
    : '';
  const jobs = row || tests.some(({ on }) => on === 'row') ? ` CROSS JOIN jobs ON jobs.row = ${number}` : '';
  return source + words + jobs;
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

  /**
   * All rows of these kinds that meet the conditions, in this order. Null when it is cheaper to walk along the order
   * and test each row until `wanted` are found.
   */
  all(kinds: Kinds, conditions: Conditions, order: RowOrder, wanted: number): FoundRow[] | null {
    const way = this.#cheapest(kinds, conditions, wanted);
    if (way === null) return null;
    const wheres = [
      `jobs.archived = ${kinds.archived}`,
      `jobs.status IN (${kinds.statuses.join(', ')})`,
      ...(kinds.connections === null ? [] : [`jobs.connection IN (${kinds.connections.join(', ')})`]),
    ];
    const tests = Object.entries(testsOf(conditions))
      .filter(([name]) => name !== way.meets)
      .map(([, test]) => test);
    // One number for all three: a tenth of the time that objects take.
    return this.#file
      .prepare<number>(
        `SELECT (jobs.row * 1024 + jobs.status) * 4096 + jobs.connection
         FROM ${joined(way.source, way.number, tests, true)}
         WHERE ${[...tests.map((test) => test.sql(way.number)), ...wheres].join(' AND ')}
         ${orderBy(order, `jobs.${keyOf(order)}`, 'jobs.connection', 'jobs.row')}`,
      )
      .pluck()
      .all(...way.values, ...tests.flatMap((test) => test.values))
      .map((packed) => ({
        row: Math.floor(packed / 4_194_304),
        status: Math.floor(packed / 4096) % 1024,
        connection: packed % 4096,
      }));
  }

  /** Of these rows, in their order, those that meet the conditions. */
  of(rows: readonly number[], conditions: Conditions): number[] {
    const tests = Object.values(testsOf(conditions));
    return this.#file
      .prepare<number>(
        `SELECT asked.value FROM ${joined('json_each(?) AS asked', 'asked.value', tests, false)}
         WHERE ${tests.map((test) => test.sql('asked.value')).join(' AND ')}`,
      )
      .pluck()
      .all(JSON.stringify(rows), ...tests.flatMap((test) => test.values));
  }

  #cheapest(kinds: Kinds, { lateAt, due, tags, words }: Conditions, wanted: number): Way | null {
    const { archived } = kinds;
    const jobs = Math.max(1, this.#sample.jobs());
    const ways: Way[] = [{ ...fromKinds(kinds), values: [], cost: kinds.total * READ, meets: null }];
    /** The part of the rows on the way that will do. */
    let share = 1;

    if (lateAt !== null) {
      const range = `open = 1 AND archived = ${archived} AND promise_at < ?`;
      const rows = this.#count('jobs INDEXED BY open_by_promise', range, [lateAt]);
      share *= rows / jobs;
      ways.push({
        source: `(SELECT row FROM jobs INDEXED BY open_by_promise WHERE ${range}) AS late`,
        number: 'late.row',
        values: [lateAt],
        cost: rows * READ,
        meets: 'late',
      });
    }
    if (due !== null) {
      const at = 'coalesce(promise_at, created_at)';
      const range = `archived = ${archived} AND ${at} >= ? AND ${at} < ?`;
      const rows = this.#count('jobs INDEXED BY jobs_by_due', range, [due.from, due.to]);
      share *= rows / jobs;
      ways.push({
        source: `(SELECT row FROM jobs INDEXED BY jobs_by_due WHERE ${range}) AS due`,
        number: 'due.row',
        values: [due.from, due.to],
        cost: rows * READ,
        meets: 'due',
      });
    }
    if (tags !== null) {
      const tagged = 'tag IN (SELECT value FROM json_each(?))';
      const values = [JSON.stringify(tags)];
      const rows = this.#count('job_tags', tagged, values);
      ways.push({
        source: `(SELECT DISTINCT job FROM job_tags WHERE ${tagged}) AS tagged`,
        number: 'tagged.job',
        values,
        cost: rows * (words.length > 0 ? STEP + WALK + this.#sample.share(words) * READ : READ),
        meets: 'tags',
      });
      share *= rows / jobs;
    }

    if (words.length > 0) {
      ways.push(this.#byWords(words, tags === null ? READ : WALK + share * READ));
      share *= this.#sample.share(words);
    }
    const walk = Math.min(kinds.total, wanted / Math.max(share, 0.5 / jobs)) * WALK;
    const cheapest = ways.reduce((best, way) => (way.cost < best.cost ? way : best));
    return cheapest.cost <= Math.max(walk, FOR_EXACTNESS) ? cheapest : null;
  }

  /**
   * By FTS5, which gathers all jobs of a word's beginning before it gives the first: the rarest word is looked up, and
   * each further one as long as that is cheaper than testing it on what is left. `each`: the cost of every found row.
   */
  #byWords(words: readonly string[], each: number): Way {
    const jobs = this.#sample.jobs();
    const rarest = words
      .map((word) => ({ word, found: this.#sample.share([word]) * jobs }))
      .sort((a, b) => a.found - b.found);
    const lookedUp: string[] = [];
    let cost = 0;
    let left = jobs;
    for (const { word, found } of rarest) {
      const gathering = found * gatherCost(word);
      if (lookedUp.length > 0 && gathering > left * WALK) break;
      lookedUp.push(word);
      cost += gathering;
      left = this.#sample.share(lookedUp) * jobs;
    }
    const all = lookedUp.length === words.length;
    return {
      source: '(SELECT rowid AS job FROM job_search WHERE job_search MATCH ?) AS found',
      number: 'found.job',
      values: [matchExpression(lookedUp)],
      cost: cost + left * (all ? 0 : WALK) + this.#sample.share(words) * jobs * each,
      meets: all ? 'words' : null,
    };
  }

  #count(from: string, where: string, values: unknown[]): number {
    return (
      this.#file.get<{ rows: number }>(
        `SELECT count(*) AS rows FROM (SELECT 1 FROM ${from} WHERE ${where} LIMIT ${COUNTED})`,
        ...values,
      )?.rows ?? 0
    );
  }
}

/** Microseconds for each job that has a word with this beginning; job_search keeps beginnings of 2 and 3 letters ready. */
function gatherCost(word: string): number {
  if (word.length === 1) return 0.35;
  return word.length <= 3 ? 0.03 : 0.15;
}

/** Rows of a kind by the index that has the status, and where it is narrowed the connection too, in front. */
function fromKinds({ archived, statuses, connections }: Kinds): Pick<Way, 'source' | 'number'> {
  const narrowed = connections === null ? '' : ` AND connection IN (${connections.join(', ')})`;
  const closed = (code: number) => connections !== null && !isOpen(statusOf(code));
  const parts = [
    { index: 'jobs_by_status WHERE', codes: statuses.filter((code) => !closed(code)) },
    { index: 'closed_by_connection WHERE open = 0 AND', codes: statuses.filter(closed) },
  ]
    .filter(({ codes }) => codes.length > 0)
    .map(
      ({ index, codes }) =>
        `SELECT row FROM jobs INDEXED BY ${index} status IN (${codes.join(', ')}) AND archived = ${archived}${narrowed}`,
    );
  return { source: `(${parts.join(' UNION ALL ')}) AS kind`, number: 'kind.row' };
}
