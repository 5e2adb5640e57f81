// One index, or a list in memory, as a stream of rows in a view's order: what stands so many places beyond a row, and
// the rows from there on. Used by ordered-rows.ts, which merges several.

import type { SqlFile } from './sql-file.ts';
import type { RowOrder, SortKey } from './view-plan.ts';

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
export interface Anchor {
  key: number | string | null;
  connection: number;
  row: number;
}

export type AnchorValues = [key: Anchor['key'], connection: number, row: number];

export function anchorsOf(rows: readonly unknown[]): Anchor[] {
  return (rows as AnchorValues[]).map(([key, connection, row]) => ({ key, connection, row }));
}

export const keyOf = (order: RowOrder): string =>
  `${SORT_COLUMNS[order.key].column}${SORT_COLUMNS[order.key].text ? ' COLLATE NOCASE' : ''}`;

/** Absent keys come last in both directions; equal keys by connection, then as they came. */
export function orderBy(order: RowOrder, key = keyOf(order), connection = 'connection', row = 'row'): string {
  const direction = order.descending ? 'DESC' : 'ASC';
  return `ORDER BY ${key} ${direction} NULLS LAST, ${connection} ${direction}, ${row} ${direction}`;
}

function backwardsBy(order: RowOrder): string {
  const direction = order.descending ? 'ASC' : 'DESC';
  return `ORDER BY ${keyOf(order)} ${direction} NULLS FIRST, connection ${direction}, row ${direction}`;
}

const collator = new TextEncoder();

/** As the file orders: bytes, with the letters of ASCII alike in both cases. */
function compareText(a: string, b: string): number {
  const [one, other] = [a, b].map((text) =>
    collator.encode(text.replace(/[A-Z]+/g, (letters) => letters.toLowerCase())),
  ) as [Uint8Array, Uint8Array];
  const shared = Math.min(one.length, other.length);
  for (let at = 0; at < shared; at += 1) {
    const apart = (one[at] ?? 0) - (other[at] ?? 0);
    if (apart !== 0) return apart;
  }
  return one.length - other.length;
}

/** Which of two places comes first on the way. */
export function comparing(order: RowOrder, backwards: boolean): (a: Anchor, b: Anchor) => number {
  const turned = backwards ? -1 : 1;
  const directed = order.descending ? -1 : 1;
  return (a, b) => {
    if ((a.key === null) !== (b.key === null)) return (a.key === null ? 1 : -1) * turned;
    let apart = 0;
    if (typeof a.key === 'string' && typeof b.key === 'string') apart = compareText(a.key, b.key);
    else if (a.key !== null && b.key !== null) apart = Number(a.key) - Number(b.key);
    return (apart || a.connection - b.connection || a.row - b.row) * directed * turned;
  };
}

/** Rows beyond a place that one range of the index holds; of several ranges the first come first. */
interface Range {
  condition: string;
  values: unknown[];
  /** Rows at its beginning that are not beyond the place. */
  skip: number;
}

export class RowStream {
  readonly total: number;
  readonly #file: SqlFile;
  readonly #order: RowOrder;
  readonly #key: string;
  readonly #from: string;

  /** `from`: "jobs INDEXED BY … WHERE …", the part of an index that it is; `total`: its rows. */
  constructor(file: SqlFile, order: RowOrder, from: string, total: number) {
    this.#file = file;
    this.#order = order;
    this.#key = keyOf(order);
    this.#from = from;
    this.total = total;
  }

  /** The place that lies `count` rows beyond this one; null of the beginning. */
  ahead(place: Anchor | null, backwards: boolean, count: number): Anchor | null {
    let left = count;
    for (const range of this.#beyond(place, backwards)) {
      const found = this.#file.get<Anchor>(
        `SELECT ${SORT_COLUMNS[this.#order.key].column} AS key, connection, row FROM ${this.#within(range)}
         ${this.#by(backwards)} LIMIT 1 OFFSET ?`,
        ...range.values,
        range.skip + left - 1,
      );
      if (found !== undefined) return found;
      left -= this.#count(range) - range.skip;
    }
    return null;
  }

  /** Row numbers beyond this place. */
  rows(place: Anchor | null, backwards: boolean, count: number, offset: number): number[] {
    const rows: number[] = [];
    for (const range of this.#beyond(place, backwards)) {
      if (rows.length === count) break;
      const part = this.#file
        .prepare<number>(`SELECT row FROM ${this.#within(range)} ${this.#by(backwards)} LIMIT ? OFFSET ?`)
        .pluck()
        .all(...range.values, count - rows.length, range.skip + offset);
      rows.push(...part);
    }
    return rows;
  }

  /** SELECTs of (key, connection, row) that hold what lies beyond this place, to be merged. */
  arms(place: Anchor | null, backwards: boolean): { select: string; values: unknown[] }[] {
    const select = (condition: string) =>
      `SELECT ${SORT_COLUMNS[this.#order.key].column}, connection, row FROM ${this.#from}${condition}`;
    if (place === null) return [{ select: select(''), values: [] }];
    const { key, connection, row } = place;
    const past = this.#past(backwards);
    const rest = `(connection, row) ${past} (?, ?)`;
    if (key === null) {
      const absent = { select: select(` AND ${this.#key} IS NULL AND ${rest}`), values: [connection, row] };
      return backwards ? [absent, { select: select(` AND ${this.#key} IS NOT NULL`), values: [] }] : [absent];
    }
    const keyed = {
      select: select(` AND ${this.#key} ${past}= ? AND (${this.#key} ${past} ? OR ${rest})`),
      values: [key, key, connection, row],
    };
    return backwards ? [keyed] : [keyed, { select: select(` AND ${this.#key} IS NULL`), values: [] }];
  }

  #past(backwards: boolean): '<' | '>' {
    return this.#order.descending === backwards ? '>' : '<';
  }

  #by(backwards: boolean): string {
    return backwards ? backwardsBy(this.#order) : orderBy(this.#order);
  }

  #within({ condition }: Pick<Range, 'condition'>): string {
    return `${this.#from}${condition}`;
  }

  /** The collation lets the file begin at the very row; without one it would begin at the connection's first. */
  #beyond(place: Anchor | null, backwards: boolean): Range[] {
    if (place === null) return [{ condition: '', values: [], skip: 0 }];
    const { key, connection, row } = place;
    const past = this.#past(backwards);
    const rest = `(connection, row) ${past} (?, ? COLLATE BINARY)`;
    if (key === null) {
      const absent = {
        condition: ` AND ${this.#key} IS NULL AND ${rest}`,
        values: [connection, row],
        skip: 0,
      };
      return backwards
        ? [absent, { condition: ` AND ${this.#key} IS NOT NULL`, values: [], skip: 0 }]
        : [absent];
    }
    // Rows of the same key are few: to leave them out by counting is cheaper than to test each row on the way.
    const same = { condition: ` AND ${this.#key} = ?`, values: [key] };
    const upTo = past === '>' ? '<' : '>';
    const skip =
      this.#count({ condition: `${same.condition} AND connection ${upTo} ?`, values: [key, connection] }) +
      this.#count({
        condition: `${same.condition} AND connection = ? AND row ${upTo}= ?`,
        values: [key, connection, row],
      });
    const keyed = { condition: ` AND ${this.#key} ${past}= ?`, values: [key], skip };
    return backwards ? [keyed] : [keyed, { condition: ` AND ${this.#key} IS NULL`, values: [], skip: 0 }];
  }

  #count(range: Pick<Range, 'condition' | 'values'>): number {
    return (
      this.#file.get<{ rows: number }>(`SELECT count(*) AS rows FROM ${this.#within(range)}`, ...range.values)
        ?.rows ?? 0
    );
  }
}

/** Few rows, sorted once. */
export class MemoryStream {
  readonly total: number;
  readonly #order: RowOrder;
  readonly #rows: readonly Anchor[];

  /** `select`: key, connection and row, in any order. */
  constructor(file: SqlFile, order: RowOrder, select: string) {
    this.#order = order;
    this.#rows = anchorsOf(
      file
        .prepare<AnchorValues>(`${select} ${orderBy(order)}`)
        .raw()
        .all(),
    );
    this.total = this.#rows.length;
  }

  ahead(place: Anchor | null, backwards: boolean, count: number): Anchor | null {
    return this.anchors(place, backwards, count).at(-1) ?? null;
  }

  anchors(place: Anchor | null, backwards: boolean, count: number): Anchor[] {
    if (backwards) {
      const end = place === null ? this.#rows.length : this.#before(place);
      return this.#rows.slice(Math.max(0, end - count), end).reverse();
    }
    const from = place === null ? 0 : this.#upTo(place);
    return this.#rows.slice(from, from + count);
  }

  #before(place: Anchor): number {
    return this.#firstWhere((row, compare) => compare(row, place) >= 0);
  }

  #upTo(place: Anchor): number {
    return this.#firstWhere((row, compare) => compare(row, place) > 0);
  }

  #firstWhere(test: (row: Anchor, compare: (a: Anchor, b: Anchor) => number) => boolean): number {
    const compare = comparing(this.#order, false);
    let [low, high] = [0, this.#rows.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      const row = this.#rows[middle];
      if (row !== undefined && !test(row, compare)) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}
