// The rows of one view, segment by segment, as far as they have been asked for. Made by job-views.ts, which keeps it as
// long as nothing changed that the view depends on.

import type { JobPhase } from '../../../shared/domain/job-status.ts';
import { JOB_PHASES } from '../../../shared/domain/job-status.ts';
import { OrderedRows } from './ordered-rows.ts';
import { hasConditions, type Kinds, type RowTests, WHOLE } from './row-tests.ts';
import type { SqlFile } from './sql-file.ts';
import type { Conditions, Segment, ViewPlan } from './view-plan.ts';

/** How many jobs there are of one kind. */
export interface KindCount {
  connection: number;
  status: number;
  jobs: number;
}

/** Rows of a segment: all known, or as many as are known so far. */
interface SegmentRows {
  /** Tries to know this many, looking at no more than so many rows that may turn out not to be wanted. */
  know(count: number, atMost: number): void;
  slice(from: number, count: number): number[];
  readonly known: number;
  /** Nothing more will be found. */
  readonly complete: boolean;
}

/** Found ahead of what is shown, so that a scroller sees that there is more. */
const AHEAD = 100;

/** Rows looked at to learn whether a group that is not on screen has any. */
const GLANCE = 300;

export interface Window {
  rows: number[];
  total: number;
  totalIsExact: boolean;
  groups: { phase: JobPhase; total: number }[];
}

export class ViewRows {
  readonly #segments: { segment: Segment; rows: SegmentRows }[];
  readonly #grouped: boolean;

  constructor(file: SqlFile, tests: RowTests, plan: ViewPlan, counts: readonly KindCount[]) {
    this.#grouped = plan.grouped;
    const parts = plan.segments.map((segment) => ({ segment, ...kindsOf(segment, plan.archived, counts) }));
    const ordered = ({ segment, kinds }: (typeof parts)[number]) =>
      new OrderedRows(file, plan.archived, segment, kinds.total, kinds.statuses);
    if (!hasConditions(plan.conditions)) {
      this.#segments = parts.map((part) => ({ segment: part.segment, rows: new AllRows(ordered(part)) }));
      return;
    }
    const whole = this.#whole(tests, plan, counts);
    this.#segments = parts.map((part, at) => ({
      segment: part.segment,
      rows:
        whole === null
          ? new TestedRows(ordered(part), tests, plan.conditions)
          : new KnownRows(whole[at] ?? []),
    }));
  }

  /** The rows of all segments by one question, dealt out; null when too many rows would be read. */
  #whole(tests: RowTests, plan: ViewPlan, counts: readonly KindCount[]): number[][] | null {
    const order = plan.segments[0]?.order;
    if (order === undefined) return [];
    const wanted = counts.filter((count) => plan.segments.some((segment) => holds(segment, count)));
    const connections = plan.segments.some((segment) => segment.connections === null)
      ? null
      : [...new Set(plan.segments.flatMap((segment) => segment.connections ?? []))];
    const kinds: Kinds = {
      archived: plan.archived,
      statuses: [...new Set(wanted.map(({ status }) => status))],
      connections,
      total: wanted.reduce((sum, { jobs }) => sum + jobs, 0),
    };
    if (kinds.total === 0) return plan.segments.map(() => []);
    const found = tests.all(kinds, plan.conditions, order);
    if (found === null) return null;
    const dealt: number[][] = plan.segments.map(() => []);
    const places = new Map<number, number>();
    for (const row of found) {
      const kind = row.status * 100_000 + row.connection;
      let place = places.get(kind);
      if (place === undefined) {
        place = plan.segments.findIndex((segment) => holds(segment, row));
        places.set(kind, place);
      }
      dealt[place]?.push(row.row);
    }
    return dealt;
  }

  window(offset: number, limit: number): Window {
    const rows: number[] = [];
    let skip = offset;
    let ahead = limit + AHEAD;
    for (const { segment, rows: list } of this.#segments) {
      if (segment.folded) continue;
      list.know(skip + ahead, Number.POSITIVE_INFINITY);
      if (rows.length < limit) rows.push(...list.slice(skip, limit - rows.length));
      ahead -= Math.min(ahead, Math.max(0, list.known - skip));
      skip = Math.max(0, skip - list.known);
      if (ahead === 0) break;
    }
    for (const { rows: list } of this.#segments) if (list.known === 0) list.know(1, GLANCE);
    return { rows, ...this.#totals() };
  }

  #totals(): Omit<Window, 'rows'> {
    let total = 0;
    let totalIsExact = true;
    const groups = new Map<JobPhase, { total: number; complete: boolean }>();
    for (const { segment, rows } of this.#segments) {
      if (!segment.folded) total += rows.known;
      if (!rows.complete) totalIsExact = false;
      if (segment.phase === null) continue;
      const group = groups.get(segment.phase) ?? { total: 0, complete: true };
      groups.set(segment.phase, {
        total: group.total + rows.known,
        complete: group.complete && rows.complete,
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

function kindsOf(segment: Segment, archived: 0 | 1, counts: readonly KindCount[]): { kinds: Kinds } {
  const held = counts.filter((count) => holds(segment, count));
  return {
    kinds: {
      archived,
      statuses: [...new Set(held.map(({ status }) => status))],
      connections: segment.connections,
      total: held.reduce((sum, { jobs }) => sum + jobs, 0),
    },
  };
}

/** Every row of a segment. */
class AllRows implements SegmentRows {
  readonly #rows: OrderedRows;
  readonly complete = true;

  constructor(rows: OrderedRows) {
    this.#rows = rows;
  }

  get known(): number {
    return this.#rows.total;
  }

  know(): void {}

  slice(from: number, count: number): number[] {
    return this.#rows.slice(from, count);
  }
}

/** Rows that were found already. */
class KnownRows implements SegmentRows {
  readonly #rows: readonly number[];
  readonly complete = true;

  constructor(rows: readonly number[]) {
    this.#rows = rows;
  }

  get known(): number {
    return this.#rows.length;
  }

  know(): void {}

  slice(from: number, count: number): number[] {
    return this.#rows.slice(from, from + count);
  }
}

/** Rows found by walking the order and testing each. */
class TestedRows implements SegmentRows {
  readonly #rows: OrderedRows;
  readonly #tests: RowTests;
  readonly #conditions: Conditions;
  readonly #found: number[] = [];
  #looked = 0;

  constructor(rows: OrderedRows, tests: RowTests, conditions: Conditions) {
    this.#rows = rows;
    this.#tests = tests;
    this.#conditions = conditions;
  }

  get known(): number {
    return this.#found.length;
  }

  get complete(): boolean {
    return this.#looked >= this.#rows.total;
  }

  know(count: number, atMost: number): void {
    let step = Math.min(256, atMost);
    for (let left = atMost; left > 0 && this.#found.length < count && !this.complete; left -= step) {
      const rows = this.#rows.slice(this.#looked, Math.min(step, left));
      if (rows.length === 0) {
        this.#looked = this.#rows.total;
        return;
      }
      this.#looked += rows.length;
      this.#found.push(...this.#tests.of(rows, this.#conditions));
      step = Math.min(step * 2, WHOLE);
    }
  }

  slice(from: number, count: number): number[] {
    return this.#found.slice(from, from + count);
  }
}
