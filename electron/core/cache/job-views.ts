// Views of the board: filters, order, groups and a window of rows; and the counts of everything.

import type { JobCounts, JobPage, JobView } from '../../../shared/contract/jobs.ts';
import {
  isOpen,
  JOB_PHASES,
  JOB_STATUSES,
  type JobPhase,
  phaseOf,
} from '../../../shared/domain/job-status.ts';
import type { ConnectionTable } from './connections.ts';
import type { JobTable } from './job-table.ts';
import type { OutboxTable } from './outbox-table.ts';
import { matchExpression, wordsAsked } from './search-words.ts';
import type { SqlFile } from './sql-file.ts';
import { codeOf, phaseOfCode } from './status-codes.ts';

const KEYS = {
  promise: 'promise_at',
  status: 'status',
  reference: 'reference COLLATE NOCASE',
  recipient: 'recipient COLLATE NOCASE',
  window: 'window_from_at',
  courier: 'courier_name COLLATE NOCASE',
  price: 'price_minor',
  created: 'created_at',
} as const;

export class JobViews {
  readonly #file: SqlFile;
  readonly #connections: ConnectionTable;
  readonly #jobs: JobTable;
  readonly #outbox: OutboxTable;

  constructor(file: SqlFile, connections: ConnectionTable, jobs: JobTable, outbox: OutboxTable) {
    this.#file = file;
    this.#connections = connections;
    this.#jobs = jobs;
    this.#outbox = outbox;
  }

  query(view: JobView, offset: number, limit: number, now: number, revision: number): JobPage {
    const where = [`archived = ${view.archived ? 1 : 0}`];
    const values: unknown[] = [];
    const statuses = JOB_STATUSES.filter(
      (status) =>
        (view.statuses?.includes(status) ?? true) && (view.phases?.includes(phaseOf(status)) ?? true),
    );
    where.push(`status IN (${statuses.map(codeOf).join(', ')})`);
    if (view.providers)
      where.push(`connection IN (${this.#connections.numbersOfProviders(view.providers).join(', ')})`);
    if (view.connectionIds) {
      where.push(
        `connection IN (${view.connectionIds.map((id) => this.#connections.numberOf(id) ?? -1).join(', ')})`,
      );
    }
    if (view.tags) {
      where.push(`row IN (SELECT job FROM job_tags WHERE tag IN (${view.tags.map(() => '?').join(', ')}))`);
      values.push(...view.tags);
    }
    if (view.late !== undefined) {
      where.push(`coalesce(open = 1 AND promise_at < ?, 0) = ${view.late ? 1 : 0}`);
      values.push(now);
    }
    if (view.day !== undefined) {
      const [year = 0, month = 1, day = 1] = view.day.split('-').map(Number);
      where.push('coalesce(promise_at, created_at) >= ? AND coalesce(promise_at, created_at) < ?');
      values.push(new Date(year, month - 1, day).getTime(), new Date(year, month - 1, day + 1).getTime());
    }
    const words = wordsAsked(view.text ?? '');
    if (words.length > 0) {
      where.push('row IN (SELECT rowid FROM job_search WHERE job_search MATCH ?)');
      values.push(matchExpression(words));
    }
    const by = view.sort?.by ?? 'promise';
    let direction = view.sort?.direction ?? 'asc';
    let key: string;
    if (by === 'connection') {
      key = `CASE connection ${this.#connections
        .numbersByLabel()
        .map((no, place) => `WHEN ${no} THEN ${place}`)
        .join(' ')} ELSE -1 END`;
    } else if (by === 'age') {
      key = 'received_at';
      direction = direction === 'asc' ? 'desc' : 'asc';
    } else key = KEYS[by];
    const group = view.group === 'phase' ? 'status / 100, ' : '';
    const counted = this.#file.all<{ status: number; jobs: number }>(
      `SELECT status, count(*) AS jobs FROM jobs WHERE ${where.join(' AND ')} GROUP BY status`,
      ...values,
    );
    const phases = new Map<JobPhase, number>();
    for (const { status, jobs } of counted) {
      phases.set(phaseOfCode(status), (phases.get(phaseOfCode(status)) ?? 0) + jobs);
    }
    const folded = view.group === 'phase' ? (view.folded ?? []) : [];
    if (folded.length > 0)
      where.push(`status / 100 NOT IN (${folded.map((phase) => JOB_PHASES.indexOf(phase)).join(', ')})`);
    const rows = this.#file.all<{ row: number }>(
      `SELECT row FROM jobs WHERE ${where.join(' AND ')} ORDER BY ${group}${key} ${direction} NULLS LAST, row ${direction} LIMIT ? OFFSET ?`,
      ...values,
      limit,
      offset,
    );
    let total = 0;
    for (const [phase, jobs] of phases) if (!folded.includes(phase)) total += jobs;
    return {
      rows: this.#jobs.byNumber(rows.map(({ row }) => row)),
      total,
      groups:
        view.group === 'phase'
          ? JOB_PHASES.filter((phase) => phases.has(phase)).map((phase) => ({
              phase,
              total: phases.get(phase) ?? 0,
            }))
          : [],
      revision,
    };
  }

  counts(now: number, revision: number): JobCounts {
    const phases = Object.fromEntries(JOB_PHASES.map((phase) => [phase, 0])) as Record<JobPhase, number>;
    let live = 0;
    const openCodes = new Set(JOB_STATUSES.filter(isOpen).map(codeOf));
    for (const { status, jobs } of this.#file.all<{ status: number; jobs: number }>(
      'SELECT status, sum(jobs) AS jobs FROM job_counts WHERE archived = 0 GROUP BY status',
    )) {
      phases[phaseOfCode(status)] += jobs;
      if (openCodes.has(status)) live += jobs;
    }
    const late = this.#file.get<{ jobs: number }>(
      'SELECT count(*) AS jobs FROM jobs WHERE open = 1 AND archived = 0 AND promise_at < ?',
      now,
    );
    return {
      phases,
      live,
      late: late?.jobs ?? 0,
      trouble: phases.attention,
      outbox: this.#outbox.counts(),
      revision,
    };
  }
}
