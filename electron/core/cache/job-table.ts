// Jobs as rows: one job, several by id, and what the poller needs. Views of the board are in job-views.ts.

import type { LatLng } from '../../../shared/domain/address.ts';
import type { ConnectionId, JobId } from '../../../shared/domain/ids.ts';
import type { Job, JobPlace, JobRow } from '../../../shared/domain/job.ts';
import type { PollableJob } from './cache.ts';
import type { CacheParts } from './cache-parts.ts';
import type { ChangeStamps } from './change-stamps.ts';
import type { ConnectionTable } from './connections.ts';
import { type JobColumns, type JobDetails, jobOf, jobRowOf, unpackDetails } from './job-columns.ts';
import { wordOfId } from './search-words.ts';
import type { SqlFile } from './sql-file.ts';
import { statusOf } from './status-codes.ts';

type Asked = 'job' | 'rows' | 'findJobs' | 'jobsNamed' | 'promisesBetween' | 'markSeen';

/** Closed, and not looked at since. */
const UNCONFIRMED = 'open = 0 AND (received_at IS NULL OR received_at <= changed_at)';

const ID_COLUMNS = {
  requestId: 'request_id',
  jobId: 'provider_job_id',
  externalId: 'external_id',
  trackingId: 'tracking_id',
  reference: 'reference',
} as const;

const POLLED = [
  'id',
  'connection',
  'status',
  'raw_status',
  'ready_at',
  'window_from_at',
  'promise_at',
  'created_at',
  'received_at',
  'changed_at',
  'request_id',
  'provider_job_id',
  'external_id',
  'tracking_id',
  'reference',
  'courier_id',
] as const satisfies (keyof JobColumns)[];

export class JobTable implements Pick<CacheParts, Asked> {
  readonly #file: SqlFile;
  readonly #connections: ConnectionTable;
  readonly #stamps: ChangeStamps;

  constructor(file: SqlFile, connections: ConnectionTable, stamps: ChangeStamps) {
    this.#file = file;
    this.#stamps = stamps;
    this.#connections = connections;
  }

  columns(id: string): JobColumns | undefined {
    return this.#file.get<JobColumns>('SELECT * FROM jobs WHERE id = ?', id);
  }

  details(row: number): JobDetails {
    const found = this.#file.get<{ details: string }>('SELECT details FROM job_details WHERE job = ?', row);
    if (found === undefined) throw new Error(`Job ${row} has no details`);
    return unpackDetails(found.details);
  }

  job(id: JobId): Job | null {
    const columns = this.columns(id);
    return columns === undefined
      ? null
      : jobOf(columns, this.details(columns.row), this.#connections.ofRow(columns));
  }

  /** In the order of the ids; unknown ones are left out. */
  rows(ids: JobId[]): JobRow[] {
    return ids.flatMap((id) => {
      const columns = this.columns(id);
      return columns === undefined ? [] : [this.rowOf(columns)];
    });
  }

  /** In the order of the row numbers. */
  byNumber(rows: readonly number[]): JobRow[] {
    const statement = this.#file.prepare<JobColumns>('SELECT * FROM jobs WHERE row = ?');
    return rows.flatMap((row) => {
      const columns = statement.get(row);
      return columns === undefined ? [] : [this.rowOf(columns)];
    });
  }

  /** Of these, in their order, those that lie anywhere; by the rule of `endsOf`. */
  places(rows: readonly number[]): JobPlace[] {
    const position = (address: string, end: string) =>
      ['lat', 'lng'].map(
        (part) => `CASE WHEN details ->> '$.${address}' IS NULL THEN details ->> '$.quote.${end}.${part}'
          ELSE details ->> '$.${address}.position.${part}' END`,
      );
    return this.#file
      .prepare<[string, number, number | null, string | null, string | null, ...(number | null)[]]>(
        `SELECT jobs.id, jobs.status, promise_at, reference, recipient,
           ${position('pickAddress', 'pick')}, ${position('deliverAddress', 'drop')}
         FROM json_each(?) AS asked
         CROSS JOIN jobs ON jobs.row = asked.value
         CROSS JOIN job_details ON job_details.job = asked.value`,
      )
      .raw()
      .all(JSON.stringify(rows))
      .flatMap(([id, status, promiseAt, reference, recipient, pickLat, pickLng, dropLat, dropLng]) => {
        const pick = latLngOf(pickLat, pickLng);
        const drop = latLngOf(dropLat, dropLng);
        if (pick === null && drop === null) return [];
        return [{ id: id as JobId, status: statusOf(status), promiseAt, reference, recipient, pick, drop }];
      });
  }

  rowOf(columns: JobColumns): JobRow {
    return jobRowOf(columns, this.#connections.ofRow(columns));
  }

  findJobs(connectionId: ConnectionId, by: Parameters<CacheParts['findJobs']>[1]): JobRow[] {
    const connection = this.#connections.numberOf(connectionId);
    if (connection === undefined) return [];
    const found = new Map<number, JobColumns>();
    for (const [name, column] of Object.entries(ID_COLUMNS)) {
      const value = by[name as keyof typeof ID_COLUMNS];
      if (!value) continue;
      // The index on references ignores case; references do not.
      const sameText = name === 'reference' ? `archived IN (0, 1) AND reference = ? COLLATE NOCASE AND ` : '';
      for (const columns of this.#file.all<JobColumns>(
        `SELECT * FROM jobs WHERE ${sameText}${column} = ? AND connection = ?`,
        ...(name === 'reference' ? [value] : []),
        value,
        connection,
      )) {
        found.set(columns.row, columns);
      }
    }
    return [...found.values()].sort((a, b) => a.row - b.row).map((columns) => this.rowOf(columns));
  }

  jobsNamed(ids: string[], limit: number): JobRow[] {
    const words = [...new Set(ids.flatMap((id) => wordOfId(id) ?? []))];
    if (words.length === 0) return [];
    // Letters and digits only: nothing in them needs to be escaped.
    const expression = words.map((word) => `"${word}"`).join(' OR ');
    const rows = this.#file.all<{ row: number }>(
      'SELECT rowid AS row FROM job_search WHERE job_search MATCH ? ORDER BY rowid DESC LIMIT ?',
      expression,
      limit,
    );
    return this.byNumber(rows.map(({ row }) => row));
  }

  markSeen(seen: { id: JobId; receivedAt: number }[]): void {
    if (seen.length === 0) return;
    const statement = this.#file.prepare('UPDATE jobs SET received_at = ? WHERE id = ?');
    this.#file.transaction(() => {
      for (const { id, receivedAt } of seen) statement.run(receivedAt, id);
    });
    this.#stamps.mark(['received_at']);
  }

  /** Row numbers of those that may be polled. */
  polled(): number[] {
    return this.#file
      .prepare<number>(
        `SELECT row FROM jobs INDEXED BY open_by_promise WHERE open = 1
         UNION ALL SELECT row FROM jobs INDEXED BY closed_unconfirmed WHERE ${UNCONFIRMED}`,
      )
      .pluck()
      .all();
  }

  /** Of these rows those that still may be. */
  pollable(rows: readonly number[]): PollableJob[] {
    return this.#file
      .all<Pick<JobColumns, (typeof POLLED)[number]>>(
        `SELECT ${POLLED.join(', ')} FROM (SELECT value FROM json_each(?)) AS asked CROSS JOIN jobs ON row = asked.value
         WHERE open = 1 OR (${UNCONFIRMED})`,
        JSON.stringify(rows),
      )
      .map((columns) => ({
        id: columns.id as JobId,
        connectionId: this.#connections.ofRow(columns).id,
        status: statusOf(columns.status),
        rawStatus: columns.raw_status,
        readyAt: columns.ready_at,
        windowFromAt: columns.window_from_at,
        promiseAt: columns.promise_at,
        createdAt: columns.created_at,
        receivedAt: columns.received_at,
        changedAt: columns.changed_at,
        externalIds: {
          requestId: columns.request_id,
          jobId: columns.provider_job_id,
          externalId: columns.external_id,
          trackingId: columns.tracking_id,
        },
        reference: columns.reference,
        hasCourier: columns.courier_id !== null,
      }));
  }

  promisesBetween(after: number, upTo: number): JobRow[] {
    return this.#file
      .all<JobColumns>(
        `SELECT * FROM jobs WHERE open = 1 AND archived = 0 AND promise_at > ? AND promise_at <= ? ORDER BY promise_at, row`,
        after,
        upTo,
      )
      .map((columns) => this.rowOf(columns));
  }
}

function latLngOf(lat: number | null | undefined, lng: number | null | undefined): LatLng | null {
  return lat == null || lng == null ? null : { lat, lng };
}
