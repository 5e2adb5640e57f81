// Views of the board: plans a view, keeps its rows as long as nothing changed that it depends on, and cuts the window.
// Called through Cache.query. What makes a million rows quick is in ordered-rows.ts (orders) and row-tests.ts (searches).

import type { JobPage, JobView } from '../../../shared/contract/jobs.ts';
import type { JobPlace } from '../../../shared/domain/job.ts';
import { isOpen, JOB_STATUSES, phaseOf } from '../../../shared/domain/job-status.ts';
import type { ChangeStamps } from './change-stamps.ts';
import type { ConnectionTable } from './connections.ts';
import type { CountTable } from './job-counts.ts';
import type { JobTable } from './job-table.ts';
import { SORT_COLUMNS } from './row-streams.ts';
import { RowTests } from './row-tests.ts';
import type { SqlFile } from './sql-file.ts';
import { planView, type ViewPlan } from './view-plan.ts';
import { ViewRows } from './view-rows.ts';
import { WordSample } from './word-sample.ts';

/** Views kept ready: those on screen, and a few that somebody may come back to. */
const KEPT_VIEWS = 16;

export class JobViews {
  readonly #file: SqlFile;
  readonly #connections: ConnectionTable;
  readonly #jobs: JobTable;
  readonly #counts: CountTable;
  readonly #stamps: ChangeStamps;
  readonly #tests: RowTests;
  readonly #kept = new Map<string, { rows: ViewRows; stamp: number }>();

  constructor(
    file: SqlFile,
    connections: ConnectionTable,
    jobs: JobTable,
    counts: CountTable,
    stamps: ChangeStamps,
  ) {
    this.#file = file;
    this.#connections = connections;
    this.#jobs = jobs;
    this.#counts = counts;
    this.#stamps = stamps;
    this.#tests = new RowTests(file, new WordSample(file));
  }

  query(view: JobView, offset: number, limit: number, now: number, revision: number): JobPage {
    const plan = planView(view, now, this.#connections);
    const { rows, ...totals } = this.#rowsOf(plan, offset + limit).window(offset, limit);
    return { rows: this.#jobs.byNumber(rows), ...totals, revision };
  }

  places(view: JobView, limit: number, now: number): JobPlace[] {
    const wanted = (list: readonly string[] | undefined, value: string) =>
      list === undefined || list.length === 0 || list.includes(value);
    const statuses = JOB_STATUSES.filter(
      (status) => isOpen(status) && wanted(view.statuses, status) && wanted(view.phases, phaseOf(status)),
    );
    if (statuses.length === 0) return [];
    const { sort: _, phases: __, ...narrowed } = view;
    const plan = planView({ ...narrowed, statuses, group: 'none' }, now, this.#connections);
    return this.#jobs.places(this.#rowsOf(plan, limit).window(0, limit).rows);
  }

  #rowsOf(plan: ViewPlan, wanted: number): ViewRows {
    const key = JSON.stringify(plan);
    const kept = this.#kept.get(key);
    this.#kept.delete(key);
    const current =
      kept !== undefined && this.#stamps.of(columnsOf(plan)) <= kept.stamp
        ? kept
        : {
            rows: new ViewRows(this.#file, this.#tests, plan, this.#counts.byKind(plan.archived), wanted),
            stamp: this.#stamps.latest,
          };
    // What changes with the clock is another view at the next look.
    if (plan.conditions.lateAt === null) this.#kept.set(key, current);
    if (this.#kept.size > KEPT_VIEWS) {
      const oldest = this.#kept.keys().next();
      if (!oldest.done) this.#kept.delete(oldest.value);
    }
    return current.rows;
  }
}

/** The columns of jobs on whose values the rows of a view and their order depend. */
function columnsOf({ segments, conditions }: ViewPlan): string[] {
  const columns = new Set(['row', 'archived']);
  for (const { statuses, order } of segments) {
    if (statuses !== null) columns.add('status');
    columns.add(SORT_COLUMNS[order.key].column);
  }
  if (conditions.due !== null) columns.add('promise_at');
  if (conditions.tags !== null) columns.add('tags');
  if (conditions.words.length > 0) columns.add('words');
  return [...columns];
}
