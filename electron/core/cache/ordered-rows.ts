// The rows of one segment in their order, at any place of it: asked for in blocks that are kept until the order changes.
// Made by job-views.ts. Every order here is one that indexes already have; several of them are merged (row-streams.ts).

import {
  type Anchor,
  type AnchorValues,
  anchorsOf,
  comparing,
  MemoryStream,
  RowStream,
  SORT_COLUMNS,
} from './row-streams.ts';
import type { SqlFile } from './sql-file.ts';
import { streamsOf } from './streams-of-segment.ts';
import type { KindCount, RowOrder, Segment } from './view-plan.ts';

/** Rows asked for at once. A screen has about 60. */
const BLOCK = 1024;

/** Blocks kept of one segment. */
const KEPT_BLOCKS = 100;

/** So few rows are not worth another hop. */
const SHORT_HOP = 64;

export class OrderedRows {
  readonly total: number;
  readonly #file: SqlFile;
  readonly #order: RowOrder;
  readonly #streams: RowStream[];
  /** What no index has in this order: read and sorted once, when it is first needed. */
  readonly #unsorted: { select: string; total: number } | null;
  #memory: MemoryStream | null = null;
  readonly #blocks = new Map<number, number[]>();

  /** `held`: how many rows it has of each kind. */
  constructor(file: SqlFile, archived: 0 | 1, segment: Segment, held: readonly KindCount[]) {
    this.#file = file;
    this.#order = segment.order;
    const { streams, unsorted } = streamsOf(archived, segment, held);
    this.#streams = streams.map(({ from, total }) => new RowStream(file, segment.order, from, total));
    this.#unsorted = unsorted;
    this.total = held.reduce((sum, { jobs }) => sum + jobs, 0);
  }

  /** Row numbers, from this place on; fewer at the end. */
  slice(from: number, count: number): number[] {
    const rows: number[] = [];
    const to = Math.min(from + count, this.total);
    for (let at = from; at < to; ) {
      const part = this.part(at, to - at);
      if (part.length === 0) break;
      for (const row of part) rows.push(row);
      at += part.length;
    }
    return rows;
  }

  /** As slice, but perhaps fewer: what is at hand together. Cheaper for those who go through many. */
  part(from: number, count: number): readonly number[] {
    const start = from % BLOCK;
    const block = this.#block(Math.floor(from / BLOCK));
    return start === 0 && block.length <= count ? block : block.slice(start, start + count);
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
    const from = number * BLOCK;
    const count = Math.min(BLOCK, this.total - from);
    const before = this.#blocks.get(number - 1)?.at(-1);
    const after = this.#blocks.get(number + 1)?.at(0);
    // Beside what is known already it begins there; else it counts from the nearer end.
    if (before !== undefined) return this.#beyond(before, count, false);
    if (after !== undefined) return this.#beyond(after, count, true).reverse();
    const left = this.total - from - count;
    return from <= left ? this.#at(from, count, false) : this.#at(left, count, true).reverse();
  }

  #at(offset: number, count: number, backwards: boolean): number[] {
    const [only, second] = this.#streams;
    if (only !== undefined && second === undefined && this.#unsorted === null) {
      return only.rows(null, backwards, count, offset);
    }
    const { places, left } = this.#advance(offset, backwards);
    return this.#merged(places, backwards, left, count);
  }

  #beyond(row: number, count: number, backwards: boolean): number[] {
    const anchor = this.#file.get<Anchor>(
      `SELECT ${SORT_COLUMNS[this.#order.key].column} AS key, connection, row FROM jobs WHERE row = ?`,
      row,
    );
    if (anchor === undefined) return [];
    const [only, second] = this.#streams;
    if (only !== undefined && second === undefined && this.#unsorted === null) {
      return only.rows(anchor, backwards, count, 0);
    }
    const places = new Map(this.#all().map((stream) => [stream, anchor]));
    return this.#merged(places, backwards, 0, count);
  }

  #all(): (RowStream | MemoryStream)[] {
    if (this.#unsorted === null) return this.#streams;
    this.#memory ??= new MemoryStream(this.#file, this.#order, this.#unsorted.select);
    return [...this.#streams, this.#memory];
  }

  /**
   * Leaves out the first rows of the merged order without merging them. Of all streams' next hops the one that ends
   * first lies wholly before the place, as long as all the hops together do.
   */
  #advance(
    offset: number,
    backwards: boolean,
  ): { places: Map<RowStream | MemoryStream, Anchor>; left: number } {
    const compare = comparing(this.#order, backwards);
    const runs = this.#all().map((stream) => ({
      stream,
      taken: 0,
      at: null as Anchor | null,
      next: null as Anchor | null,
      ahead: 0,
    }));
    let left = offset;
    const stride = () => Math.max(SHORT_HOP, Math.floor(left / (2 * runs.length)));
    const look = (run: (typeof runs)[number]) => {
      run.ahead = Math.min(stride(), run.stream.total - run.taken);
      run.next = run.ahead === 0 ? null : run.stream.ahead(run.at, backwards, run.ahead);
      if (run.next === null) run.ahead = 0;
    };
    for (const run of runs) look(run);
    for (;;) {
      if (runs.reduce((sum, { ahead }) => sum + ahead, 0) > left) {
        const long = runs.filter(({ ahead }) => ahead > stride());
        if (long.length === 0) break;
        for (const run of long) look(run);
        continue;
      }
      let first: (typeof runs)[number] | null = null;
      for (const run of runs) {
        if (run.next !== null && (first?.next == null || compare(run.next, first.next) < 0)) first = run;
      }
      if (first === null) break;
      first.at = first.next;
      first.taken += first.ahead;
      left -= first.ahead;
      look(first);
    }
    const places = new Map<RowStream | MemoryStream, Anchor>();
    for (const { stream, at } of runs) if (at !== null) places.set(stream, at);
    return { places, left };
  }

  /** What follows the places, all streams merged, without the first `skip` rows. */
  #merged(
    places: ReadonlyMap<RowStream | MemoryStream, Anchor>,
    backwards: boolean,
    skip: number,
    count: number,
  ): number[] {
    const wanted = skip + count;
    const arms = this.#streams.flatMap((stream) => stream.arms(places.get(stream) ?? null, backwards));
    const merged = `${arms.map(({ select }) => select).join(' UNION ALL ')} ${mergeOrder(this.#order, backwards)} LIMIT ?`;
    const values = [...arms.flatMap((arm) => arm.values), wanted];
    if (this.#unsorted === null) {
      const rows = this.#file
        .prepare<number>(`SELECT row FROM (${merged})`)
        .pluck()
        .all(...values);
      return rows.slice(skip);
    }
    const stored =
      arms.length === 0
        ? []
        : anchorsOf(
            this.#file
              .prepare<AnchorValues>(merged)
              .raw()
              .all(...values),
          );
    this.#memory ??= new MemoryStream(this.#file, this.#order, this.#unsorted.select);
    const sorted = this.#memory.anchors(places.get(this.#memory) ?? null, backwards, wanted);
    const compare = comparing(this.#order, backwards);
    const rows: number[] = [];
    for (let a = 0, b = 0; rows.length < wanted; ) {
      const [one, other] = [stored[a], sorted[b]];
      if (one === undefined && other === undefined) break;
      const takesOne = other === undefined || (one !== undefined && compare(one, other) < 0);
      rows.push((takesOne ? one : other)?.row ?? 0);
      if (takesOne) a += 1;
      else b += 1;
    }
    return rows.slice(skip);
  }
}

/** Of a compound SELECT: by its columns' places. */
function mergeOrder(order: RowOrder, backwards: boolean): string {
  const direction = order.descending === backwards ? 'ASC' : 'DESC';
  const collate = SORT_COLUMNS[order.key].text ? ' COLLATE NOCASE' : '';
  return `ORDER BY 1${collate} ${direction} NULLS ${backwards ? 'FIRST' : 'LAST'}, 2 ${direction}, 3 ${direction}`;
}
