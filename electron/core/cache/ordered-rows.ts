// The rows of one segment in their order, at any place of it: asked for in blocks that are kept until the order changes.
// Made by job-views.ts. Every order here is one that an index already has, so a place costs a walk along it, no sorting.

import { isOpen } from '../../../shared/domain/job-status.ts';
import type { SqlFile } from './sql-file.ts';
import { statusOf } from './status-codes.ts';
import type { RowOrder, Segment, SortKey } from './view-plan.ts';

/** Rows asked for at once. A screen has about 60. */
const BLOCK = 1024;

/** Blocks kept of one segment. */
const KEPT_BLOCKS = 100;

export const SORT_COLUMNS: Record<SortKey, { column: string; text: boolean }> = {
  promise: { column: 'promise_at', text: false },
  reference: { column: 'reference', text: true },
  recipient: { column: 'recipient', text: true },
  window: { column: 'window_from_at', text: false },
  courier: { column: 'courier_name', text: true },
  price: { column: 'price_minor', text: false },
  age: { column: 'received_at', text: false },
  created: { column: 'created_at', text: false },
};

/** Names a place in the order: the row there, by all that the order looks at. */
interface Anchor {
  row: number;
  connection: number;
  key: number | string | null;
}

export const keyOf = (order: RowOrder): string =>
  `${SORT_COLUMNS[order.key].column}${SORT_COLUMNS[order.key].text ? ' COLLATE NOCASE' : ''}`;

/** Absent keys come last in both directions; equal keys by connection, then as they came. */
export function orderBy(order: RowOrder, key = keyOf(order), connection = 'connection', row = 'row'): string {
  const direction = order.descending ? 'DESC' : 'ASC';
  return `ORDER BY ${key} ${direction} NULLS LAST, ${connection} ${direction}, ${row} ${direction}`;
}

export class OrderedRows {
  readonly total: number;
  readonly #file: SqlFile;
  readonly #order: RowOrder;
  readonly #streams: string[];
  /** Rows asked for at once: all of them where they must be sorted first. */
  readonly #blockSize: number;
  readonly #blocks = new Map<number, number[]>();

  /** `total`: how many rows it has; `present`: the statuses that occur among them. */
  constructor(file: SqlFile, archived: 0 | 1, segment: Segment, total: number, present: readonly number[]) {
    this.#file = file;
    this.total = total;
    this.#order = segment.order;
    const { streams, sorted } = streamsOf(archived, segment, present);
    this.#streams = streams;
    this.#blockSize = sorted ? BLOCK : Math.max(total, 1);
  }

  /** Row numbers from this place on; fewer at the end. */
  slice(from: number, count: number): number[] {
    const rows: number[] = [];
    const to = Math.min(from + count, this.total);
    for (let at = from; at < to; ) {
      const block = this.#block(Math.floor(at / this.#blockSize));
      const start = at % this.#blockSize;
      const part = block.slice(start, start + to - at);
      if (part.length === 0) break;
      rows.push(...part);
      at += part.length;
    }
    return rows;
  }

  #block(number: number): number[] {
    let block = this.#blocks.get(number);
    if (block === undefined) {
      block = this.#read(number);
      if (this.#blocks.size >= KEPT_BLOCKS) this.#blocks.clear();
      this.#blocks.set(number, block);
    }
    return block;
  }

  #read(number: number): number[] {
    const from = number * this.#blockSize;
    const count = Math.min(this.#blockSize, this.total - from);
    const before = this.#blocks.get(number - 1)?.at(-1);
    const after = this.#blocks.get(number + 1)?.at(0);
    // Beside what is known already it begins there; else it counts from the nearer end.
    if (before !== undefined) return this.#beyond(before, count, false);
    if (after !== undefined) return this.#beyond(after, count, true).reverse();
    const left = this.total - from - count;
    return from <= left ? this.#at(from, count, false) : this.#at(left, count, true).reverse();
  }

  #at(offset: number, count: number, backwards: boolean): number[] {
    return this.#select('', backwards, [], count, offset);
  }

  #beyond(row: number, count: number, backwards: boolean): number[] {
    const anchor = this.#file.get<Anchor>(
      `SELECT row, connection, ${SORT_COLUMNS[this.#order.key].column} AS key FROM jobs WHERE row = ?`,
      row,
    );
    if (anchor === undefined) return [];
    const key = keyOf(this.#order);
    const past = this.#order.descending === backwards ? '>' : '<';
    const rest = `(connection, row) ${past} (?, ?)`;
    const ties = [anchor.connection, anchor.row];
    const keyed = (left: number) =>
      this.#select(
        `${key} ${past}= ? AND (${key} ${past} ? OR ${rest})`,
        backwards,
        [anchor.key, anchor.key, ...ties],
        left,
      );
    const absent = (condition: string, values: unknown[], left: number) =>
      left === 0 ? [] : this.#select(`${key} IS NULL${condition}`, backwards, values, left);
    if (anchor.key === null) {
      const rows = absent(` AND ${rest}`, ties, count);
      if (!backwards || rows.length === count) return rows;
      return [...rows, ...this.#select(`${key} IS NOT NULL`, backwards, [], count - rows.length)];
    }
    const rows = keyed(count);
    return backwards || rows.length === count ? rows : [...rows, ...absent('', [], count - rows.length)];
  }

  #select(condition: string, backwards: boolean, values: unknown[], count: number, offset = 0): number[] {
    const direction = this.#order.descending === backwards ? 'ASC' : 'DESC';
    const nulls = backwards ? 'FIRST' : 'LAST';
    const collate = SORT_COLUMNS[this.#order.key].text ? ' COLLATE NOCASE' : '';
    const streams = this.#streams.map((stream) => (condition === '' ? stream : `${stream} AND ${condition}`));
    return this.#file
      .prepare<[unknown, number, number]>(
        `${streams.join(' UNION ALL ')}
         ORDER BY 1${collate} ${direction} NULLS ${nulls}, 2 ${direction}, 3 ${direction} LIMIT ? OFFSET ?`,
      )
      .raw()
      .all(...this.#streams.flatMap(() => values), count, offset)
      .map((row) => (row as [unknown, number, number])[2]);
  }
}

/** One SELECT for each index that has a part of the rows in order; SQLite merges them. `sorted`: no part needs sorting. */
function streamsOf(
  archived: 0 | 1,
  segment: Segment,
  present: readonly number[],
): { streams: string[]; sorted: boolean } {
  const { column } = SORT_COLUMNS[segment.order.key];
  const select = `SELECT ${column}, connection, row FROM jobs INDEXED BY`;
  const { connections } = segment;
  const only = connections?.length === 1 ? connections[0] : undefined;
  // The plus keeps SQLite from taking one connection for a constant: it would then sort what the index has in order.
  const narrowed = connections === null ? '' : ` AND +connection IN (${connections.join(', ')})`;
  const exactly = ` AND connection = ${only}`;
  const byPromise = segment.order.key === 'promise';
  const stream = (part: string) => `${select} ${part} AND archived = ${archived}`;

  if (segment.statuses === null) {
    if (byPromise && only !== undefined) {
      return { streams: [stream(`jobs_by_connection WHERE true${exactly}`)], sorted: true };
    }
    if (segment.order.key !== 'age') {
      return { streams: [stream(`jobs_by_${segment.order.key} WHERE true${narrowed}`)], sorted: true };
    }
    const parts = ['all_closed_by_age WHERE open = 0', 'open_by_promise WHERE open = 1'];
    return { streams: parts.map((part) => stream(part + narrowed)), sorted: true };
  }

  const open = present.filter((code) => isOpen(statusOf(code)));
  const closed = present.filter((code) => !isOpen(statusOf(code)));
  if (byPromise) {
    const parts = present.map((code) =>
      only !== undefined && closed.includes(code)
        ? `closed_by_connection WHERE open = 0 AND status = ${code}${exactly}`
        : `jobs_by_status WHERE status = ${code}${narrowed}`,
    );
    return { streams: parts.map(stream), sorted: true };
  }
  const parts = closed.map(
    (code) => `closed_by_${segment.order.key} WHERE open = 0 AND status = ${code}${narrowed}`,
  );
  // Open jobs are few: found by status, sorted now. Beside closed ones they are sorted again for each block; alone, once.
  if (open.length > 0) parts.push(`jobs_by_status WHERE status IN (${open.join(', ')})${narrowed}`);
  return { streams: parts.map(stream), sorted: closed.length > 0 || open.length === 0 };
}
