// The rows of one view, segment by segment, as far as they have been asked for. Made by job-views.ts, which keeps it as
// long as nothing changed that the view depends on.

import type { JobPhase } from '../../../shared/domain/job-status.ts';
import { JOB_PHASES } from '../../../shared/domain/job-status.ts';
import { OrderedRows } from './ordered-rows.ts';
import { type FoundRow, hasConditions, type Kinds, type RowTest, type RowTests } from './row-tests.ts';
import type { SqlFile } from './sql-file.ts';
import { type KindCount, type Segment, URGENT_FIRST, type ViewPlan } from './view-plan.ts';

/** Rows of a segment: all known, or as many as are known so far. */
interface SegmentRows {
  /** Goes on until this many are known, or all. */
  know(count: number): void;
  /** Learns cheaply whether there are any. */
  glance(): void;
  slice(from: number, count: number): number[];
  readonly known: number;
  /** Found for certain, though perhaps not yet in order. */
  readonly atLeast: number;
  /** `atLeast` is all there are. */
  readonly counted: boolean;
}

/** Found ahead of what is shown, so that a scroller sees that there is more. */
const AHEAD = 30;

/** Rows looked at to learn whether a group that is not on screen has any. */
const GLANCE = 200;

export interface Window {
  rows: number[];
  total: number;
  totalIsExact: boolean;
  groups: { phase: JobPhase; total: number }[];
}

export class ViewRows {
  readonly #segments: { segment: Segment; rows: SegmentRows }[];
  readonly #grouped: boolean;

  /** `wanted`: how many rows are going to be asked for first. */
  constructor(file: SqlFile, tests: RowTests, plan: ViewPlan, counts: readonly KindCount[], wanted: number) {
    this.#grouped = plan.grouped;
    const parts = plan.segments.map((segment) => ({
      segment,
      held: counts.filter((count) => holds(segment, count)),
    }));
    const ordered = ({ segment, held }: (typeof parts)[number], order = segment.order) =>
      new OrderedRows(file, plan.archived, { ...segment, order }, held);
    if (!hasConditions(plan.conditions)) {
      this.#segments = parts.map((part) => ({ segment: part.segment, rows: new AllRows(ordered(part)) }));
      return;
    }
    // One question for all segments; their rows are dealt out, or each is walked with the same test.
    const kinds = kindsOfAll(plan, counts);
    const [first] = plan.segments;
    const found =
      first === undefined || kinds.total === 0
        ? []
        : tests.find(kinds, plan.conditions, first.order, wanted + AHEAD);
    const dealt = typeof found === 'function' ? [] : deal(found, plan.segments);
    this.#segments = parts.map((part, at) => ({
      segment: part.segment,
      rows:
        typeof found === 'function'
          ? new TestedRows(ordered(part), ordered(part, URGENT_FIRST), found)
          : new KnownRows(dealt[at] ?? []),
    }));
  }

  window(offset: number, limit: number): Window {
    const rows: number[] = [];
    let skip = offset;
    let ahead = limit + AHEAD;
    for (const { segment, rows: list } of this.#segments) {
      if (segment.folded) continue;
      list.know(skip + ahead);
      if (rows.length < limit) rows.push(...list.slice(skip, limit - rows.length));
      ahead -= Math.min(ahead, Math.max(0, list.known - skip));
      skip = Math.max(0, skip - list.known);
      if (ahead === 0) break;
    }
    const glanced = new Set<JobPhase | null>([null]);
    for (const { segment, rows: list } of this.#segments) {
      if (glanced.has(segment.phase)) continue;
      list.glance();
      if (list.atLeast > 0) glanced.add(segment.phase);
    }
    return { rows, ...this.#totals() };
  }

  #totals(): Omit<Window, 'rows'> {
    let total = 0;
    let totalIsExact = true;
    const groups = new Map<JobPhase, { total: number; complete: boolean }>();
    for (const { segment, rows } of this.#segments) {
      if (!segment.folded) total += rows.atLeast;
      if (!rows.counted) totalIsExact = false;
      if (segment.phase === null) continue;
      const group = groups.get(segment.phase) ?? { total: 0, complete: true };
      groups.set(segment.phase, {
        total: group.total + rows.atLeast,
        complete: group.complete && rows.counted,
      });
    }
    return {
      total,
      totalIsExact,
      groups: this.#grouped
        ? JOB_PHASES.flatMap((phase) => {
            const group = groups.get(phase);
            // A group that may have rows is named, so that it can be unfolded.
            return group && (group.total > 0 || !group.complete) ? [{ phase, total: group.total }] : [];
          })
        : [],
    };
  }
}

function holds({ statuses, connections }: Segment, kind: { status: number; connection: number }): boolean {
  return (statuses?.includes(kind.status) ?? true) && (connections?.includes(kind.connection) ?? true);
}

/** The kinds that any segment holds. */
function kindsOfAll({ archived, segments }: ViewPlan, counts: readonly KindCount[]): Kinds {
  const held = counts.filter((count) => segments.some((segment) => holds(segment, count)));
  return {
    archived,
    statuses: [...new Set(held.map(({ status }) => status))],
    connections: segments.some(({ connections }) => connections === null)
      ? null
      : [...new Set(segments.flatMap(({ connections }) => connections ?? []))],
    total: held.reduce((sum, { jobs }) => sum + jobs, 0),
  };
}

/** Each row to its segment, in the order in which they are. */
function deal(found: readonly FoundRow[], segments: readonly Segment[]): number[][] {
  const dealt: number[][] = segments.map(() => []);
  const places = new Map<string, number>();
  for (const row of found) {
    const kind = `${row.status} ${row.connection}`;
    let place = places.get(kind);
    if (place === undefined) {
      place = segments.findIndex((segment) => holds(segment, row));
      places.set(kind, place);
    }
    dealt[place]?.push(row.row);
  }
  return dealt;
}

/** Every row of a segment. */
class AllRows implements SegmentRows {
  readonly #rows: OrderedRows;
  readonly known: number;
  readonly atLeast: number;
  readonly counted = true;

  constructor(rows: OrderedRows) {
    this.#rows = rows;
    this.known = rows.total;
    this.atLeast = rows.total;
  }

  know(): void {}

  glance(): void {}

  slice(from: number, count: number): number[] {
    return this.#rows.slice(from, count);
  }
}

/** Rows that were found already. */
class KnownRows implements SegmentRows {
  readonly #rows: readonly number[];
  readonly known: number;
  readonly atLeast: number;
  readonly counted = true;

  constructor(rows: readonly number[]) {
    this.#rows = rows;
    this.known = rows.length;
    this.atLeast = rows.length;
  }

  know(): void {}

  glance(): void {}

  slice(from: number, count: number): number[] {
    return this.#rows.slice(from, from + count);
  }
}

/** Rows found by walking the order and testing each. */
class TestedRows implements SegmentRows {
  readonly #rows: OrderedRows;
  /** The same rows in an order that needs no sorting. */
  readonly #anyOrder: OrderedRows;
  readonly #test: RowTest;
  readonly #found: number[] = [];
  #looked = 0;
  #glanced = { looked: 0, found: 0 };

  constructor(rows: OrderedRows, anyOrder: OrderedRows, test: RowTest) {
    this.#rows = rows;
    this.#anyOrder = anyOrder;
    this.#test = test;
  }

  get known(): number {
    return this.#found.length;
  }

  get atLeast(): number {
    return Math.max(this.#found.length, this.#glanced.found);
  }

  get counted(): boolean {
    return Math.max(this.#looked, this.#glanced.looked) >= this.#rows.total;
  }

  know(count: number): void {
    while (this.#found.length < count && this.#looked < this.#rows.total) {
      // As many as were needed so far for so many, and a little more.
      const likely = ((count - this.#found.length) / Math.max(1, this.#found.length)) * this.#looked * 1.1;
      const rows = this.#rows.part(this.#looked, Math.max(256, likely));
      if (rows.length === 0) break;
      this.#looked += rows.length;
      for (const row of this.#test(rows)) this.#found.push(row);
    }
  }

  glance(): void {
    if (this.atLeast > 0 || this.counted || this.#glanced.looked > 0) return;
    const rows = this.#anyOrder.slice(0, GLANCE);
    this.#glanced = { looked: rows.length, found: this.#test(rows).length };
  }

  slice(from: number, count: number): number[] {
    return this.#found.slice(from, from + count);
  }
}
