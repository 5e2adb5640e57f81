// A view's conditions as SQL: the cheapest way to the rows that meet them, and the test of rows on the way.
// Used by view-rows.ts only. Costs are guesses that pick a way; whichever is picked, the answer is the same.

import { isOpen } from '../../../shared/domain/job-status.ts';
import { keyOf, orderBy } from './row-streams.ts';
import type { SqlFile } from './sql-file.ts';
import { statusOf } from './status-codes.ts';
import type { Conditions, RowOrder } from './view-plan.ts';
import { type LookUp, WordIndex } from './word-index.ts';
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
const READ = 3;
/** Reads a row's words and tests them; wherever they are, as with those that an order brings. */
const WALK = 3;
/** Takes the next row of an index and asks a set of rows for it. */
const STEP = 0.15;
/** Takes a row's number from a list that an index has. */
const LIST = 0.09;
/** An exact total is worth this much more than the first rows alone. */
const FOR_EXACTNESS = 8_000;

/** Rows of an index are counted up to here; with more, no way leads over it. */
const COUNTED = 60_000;

type TestName = 'late' | 'due' | 'tags' | 'words';

/** Of some rows, those that meet the conditions, in their order. */
export type RowTest = (rows: readonly number[]) => number[];

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
  /** Of its placeholders; asked for once it is taken. */
  values: () => unknown[];
  cost: number;
  meets: readonly TestName[];
}

/** Rows that meet some conditions, to be listed at a cost. */
interface Candidates {
  lookUp: LookUp | null;
  tags: readonly string[] | null;
  cost: number;
  /** How many they are, more or less. */
  left: number;
  /** What they still have to meet. */
  rest: Conditions;
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
        `EXISTS (SELECT 1 FROM job_tags WHERE job = ${of} AND tag IN (${tags.map(() => '?').join(', ')}))`,
      values: [...tags],
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
  readonly #index: WordIndex;

  constructor(file: SqlFile, sample: WordSample) {
    this.#file = file;
    this.#sample = sample;
    this.#index = new WordIndex(file, sample);
  }

  /**
   * All rows of these kinds that meet the conditions, in this order; or, where it is cheaper to walk along the order
   * until `wanted` are found, the test for the rows on the way.
   */
  find(kinds: Kinds, conditions: Conditions, order: RowOrder, wanted: number): FoundRow[] | RowTest {
    const lookUps = this.#index.lookUps(conditions.words);
    const tagged = conditions.tags === null ? 0 : this.#countTagged(conditions.tags);
    const candidates = this.#candidates(conditions, lookUps, tagged);
    const { way, share } = this.#cheapest(kinds, conditions, lookUps, tagged, candidates);
    // Neighbours may all come last in this order: to find them by walking can mean to walk through everything.
    const walked = this.#areNeighbours(conditions.words)
      ? kinds.total
      : Math.min(kinds.total, wanted / share);
    const walk = walked * WALK;
    const among = candidates
      .map((list) => {
        const tested = hasConditions(list.rest) ? (walked * list.left * WALK) / kinds.total : 0;
        return { list, cost: list.cost + walked * STEP + tested };
      })
      .reduce<{ list: Candidates; cost: number } | null>(
        (best, other) => (best === null || other.cost < best.cost ? other : best),
        null,
      );
    const walkAmong = among?.cost ?? Number.POSITIVE_INFINITY;
    if (way.cost <= Math.max(Math.min(walk, walkAmong), FOR_EXACTNESS))
      return this.#all(way, kinds, conditions, order);
    if (among === null || walk <= walkAmong) return (rows) => this.#of(rows, conditions);
    const found = new RowSet(this.#list(among.list));
    const { rest } = among.list;
    const isRest = hasConditions(rest);
    return (rows) => {
      const kept = rows.filter((row) => found.has(row));
      return isRest && kept.length > 0 ? this.#of(kept, rest) : kept;
    };
  }

  /** Lists that a walk can be held against: words looked up, tagged jobs, or what both have. */
  #candidates(conditions: Conditions, lookUps: readonly LookUp[], tagged: number): Candidates[] {
    const { tags, words } = conditions;
    const jobs = Math.max(1, this.#sample.jobs());
    const lists: Candidates[] = [];
    for (const lookUp of lookUps) {
      const rest = { ...conditions, words: words.filter((word) => !lookUp.words.includes(word)) };
      const cost = lookUp.cost + lookUp.left * LIST;
      lists.push({ lookUp, tags: null, cost, left: lookUp.left, rest });
      if (tags === null) continue;
      lists.push({
        lookUp,
        tags,
        cost: cost + tagged * LIST,
        left: (lookUp.left * tagged) / jobs,
        rest: { ...rest, tags: null },
      });
    }
    if (tags !== null)
      lists.push({
        lookUp: null,
        tags,
        cost: tagged * LIST,
        left: tagged,
        rest: { ...conditions, tags: null },
      });
    return lists;
  }

  #list({ lookUp, tags }: Candidates): number[] {
    const found = lookUp === null ? null : this.#index.rows(lookUp);
    if (tags === null) return found ?? [];
    const tagged = this.#file
      .prepare<number>('SELECT job FROM job_tags WHERE tag IN (SELECT value FROM json_each(?))')
      .pluck()
      .all(JSON.stringify(tags));
    if (found === null) return [...new Set(tagged)];
    const set = new RowSet(tagged);
    return found.filter((row) => set.has(row));
  }

  #all(way: Way, kinds: Kinds, conditions: Conditions, order: RowOrder): FoundRow[] {
    const wheres = [
      `jobs.archived = ${kinds.archived}`,
      `jobs.status IN (${kinds.statuses.join(', ')})`,
      ...(kinds.connections === null ? [] : [`jobs.connection IN (${kinds.connections.join(', ')})`]),
    ];
    const tests = Object.entries(testsOf(conditions))
      .filter(([name]) => !way.meets.includes(name as TestName))
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
      .all(...way.values(), ...tests.flatMap((test) => test.values))
      .map((packed) => ({
        row: Math.floor(packed / 4_194_304),
        status: Math.floor(packed / 4096) % 1024,
        connection: packed % 4096,
      }));
  }

  /** Of these rows, in their order, those that meet the conditions. */
  #of(rows: readonly number[], conditions: Conditions): number[] {
    const tests = Object.values(testsOf(conditions));
    return this.#file
      .prepare<number>(
        `SELECT asked.value FROM ${joined('json_each(?) AS asked', 'asked.value', tests, false)}
         WHERE ${tests.map((test) => test.sql('asked.value')).join(' AND ')}`,
      )
      .pluck()
      .all(JSON.stringify(rows), ...tests.flatMap((test) => test.values));
  }

  /** `share`: the part of all rows that meets the conditions. */
  #cheapest(
    kinds: Kinds,
    conditions: Conditions,
    lookUps: readonly LookUp[],
    tagged: number,
    candidates: readonly Candidates[],
  ): { way: Way; share: number } {
    const { lateAt, due, tags, words } = conditions;
    const { archived } = kinds;
    const jobs = Math.max(1, this.#sample.jobs());
    const ways: Way[] = [{ ...fromKinds(kinds), values: () => [], cost: kinds.total * READ, meets: [] }];
    let share = 1;

    if (lateAt !== null) {
      const range = `open = 1 AND archived = ${archived} AND promise_at < ?`;
      const rows = this.#count('jobs INDEXED BY open_by_promise', range, [lateAt]);
      share *= rows / jobs;
      ways.push({
        source: `(SELECT row FROM jobs INDEXED BY open_by_promise WHERE ${range}) AS late`,
        number: 'late.row',
        values: () => [lateAt],
        cost: rows * READ,
        meets: ['late'],
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
        values: () => [due.from, due.to],
        cost: rows * READ,
        meets: ['due'],
      });
    }
    if (tags !== null) {
      share *= tagged / jobs;
      ways.push({
        source: '(SELECT DISTINCT job FROM job_tags WHERE tag IN (SELECT value FROM json_each(?))) AS tagged',
        number: 'tagged.job',
        values: () => [JSON.stringify(tags)],
        cost: tagged * (words.length > 0 ? LIST + WALK + this.#sample.share(words) * READ : READ),
        meets: ['tags'],
      });
    }
    if (words.length > 0) {
      share *= this.#sample.share(words);
      const found = this.#found(words, lookUps);
      for (const lookUp of lookUps) {
        const all = lookUp.words.length === words.length;
        ways.push({
          source: '(SELECT rowid AS job FROM job_search WHERE job_search MATCH ?) AS found',
          number: 'found.job',
          values: () => [lookUp.match],
          cost:
            lookUp.cost +
            lookUp.left * (all ? 0 : WALK) +
            found * (tags === null ? READ : WALK + (tagged / jobs) * READ),
          meets: all ? ['words'] : [],
        });
      }
    }
    ways.push(...this.#listed(candidates));
    const way = ways.reduce((best, other) => (other.cost < best.cost ? other : best));
    return { way, share: Math.max(share, 0.5 / jobs) };
  }

  /** Words and tags together are better listed each than tested one after the other. */
  #listed(candidates: readonly Candidates[]): Way[] {
    return candidates.flatMap((list) => {
      if (list.lookUp === null || list.tags === null) return [];
      const wordsLeft = list.rest.words.length > 0;
      const way: Way = {
        source: 'json_each(?) AS listed',
        number: 'listed.value',
        values: () => [JSON.stringify(this.#list(list))],
        cost: list.cost + list.left * (READ + (wordsLeft ? WALK : 0)),
        meets: wordsLeft ? ['tags'] : ['tags', 'words'],
      };
      return [way];
    });
  }

  /** Jobs that stand together and are few enough to look up, however they are ordered. */
  #areNeighbours(words: readonly string[]): boolean {
    return (
      words.length > 0 &&
      this.#sample.standTogether(words) &&
      this.#sample.share(words) * this.#sample.jobs() <= COUNTED
    );
  }

  /** How many jobs have words with all these beginnings: what FTS5 finds where the sample saw one place of them only. */
  #found(words: readonly string[], lookUps: readonly LookUp[]): number {
    const all = lookUps.at(-1);
    if (all === undefined || !this.#areNeighbours(words))
      return this.#sample.share(words) * this.#sample.jobs();
    return this.#count('job_search', 'job_search MATCH ?', [all.match]);
  }

  #countTagged(tags: readonly string[]): number {
    return this.#count('job_tags', 'tag IN (SELECT value FROM json_each(?))', [JSON.stringify(tags)]);
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

/** Row numbers, a bit each: asked for thousands of times in a walk. */
class RowSet {
  readonly #bits: Uint8Array;

  constructor(rows: readonly number[]) {
    let last = 0;
    for (const row of rows) if (row > last) last = row;
    this.#bits = new Uint8Array((last >> 3) + 1);
    for (const row of rows) this.#bits[row >> 3] = (this.#bits[row >> 3] ?? 0) | (1 << (row & 7));
  }

  has(row: number): boolean {
    return ((this.#bits[row >> 3] ?? 0) & (1 << (row & 7))) !== 0;
  }
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
