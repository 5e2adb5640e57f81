// The one transaction by which anything about jobs, commands, couriers and zones changes.
// Nothing new: nothing written, the revision stays. Called through Cache.write only.

import type { CourierId, JobId } from '../../../shared/domain/ids.ts';
import type { AddressTable } from './address-table.ts';
import type { CacheWrite, JobPatch, JobRecord, PositionWrite, WriteResult } from './cache.ts';
import type { ChangeStamps } from './change-stamps.ts';
import type { ConnectionTable } from './connections.ts';
import type { CourierTable } from './courier-table.ts';
import { columnsOf, type JobColumns, packDetails, splitPatch } from './job-columns.ts';
import type { JobTable } from './job-table.ts';
import type { OutboxTable } from './outbox-table.ts';
import { wordsOfJob } from './search-words.ts';
import type { SqlFile } from './sql-file.ts';
import type { TimelineTable } from './timeline-table.ts';
import type { ZoneTable } from './zone-table.ts';

export interface Tables {
  file: SqlFile;
  stamps: ChangeStamps;
  connections: ConnectionTable;
  jobs: JobTable;
  outbox: OutboxTable;
  couriers: CourierTable;
  timeline: TimelineTable;
  zones: ZoneTable;
  addresses: AddressTable;
}

/** A job inside the transaction: as it reads now, and which of its columns differ from the file. */
interface Touched {
  columns: JobColumns;
  changed: Partial<JobColumns>;
  /** Something but the age is new: the job gets the next revision. */
  news: boolean;
}

/** Columns whose change alone is no news: the job was looked at and found as it was. */
const AGE_COLUMNS = new Set<string>(['received_at', 'changed_at']);

export class Writer {
  readonly #tables: Tables;
  #revision: number;

  constructor(tables: Tables) {
    this.#tables = tables;
    this.#revision = tables.file.get<{ revision: number }>('SELECT revision FROM revision')?.revision ?? 0;
  }

  get revision(): number {
    return this.#revision;
  }

  write(change: CacheWrite): WriteResult {
    // A command that was answered as safe must survive a power cut; a status can be asked for again.
    const durable = (change.commands?.length ?? 0) > 0;
    const transaction = new WriteTransaction(this.#tables, this.#revision + 1);
    const result = this.#tables.file.transaction(() => transaction.run(change), durable);
    if (result.revision > this.#revision) {
      this.#revision = result.revision;
    }
    this.#tables.stamps.mark(transaction.changedColumns);
    return result;
  }

  /**
   * What `work` writes becomes true by one commit. Where it throws, or the commit fails, nothing of it is written; a single
   * write that failed in it and was caught there takes nothing but itself back.
   */
  together<Value>(work: () => Value): Value {
    const before = this.#revision;
    try {
      return this.#tables.file.transaction(work);
    } catch (error) {
      this.#revision = before;
      throw error;
    }
  }

  /** Jobs were removed by `remove`, which answers how many, inside this transaction. */
  writeRemoval(remove: () => number): number {
    const removed = this.#tables.file.transaction(() => {
      const count = remove();
      if (count > 0) this.#tables.file.run('UPDATE revision SET revision = ?', this.#revision + 1);
      return count;
    });
    if (removed > 0) {
      this.#revision += 1;
      this.#tables.stamps.mark(['row']);
    }
    return removed;
  }
}

class WriteTransaction {
  readonly changedColumns = new Set<string>();
  readonly #tables: Tables;
  readonly #next: number;
  readonly #jobs = new Map<string, Touched>();
  readonly #couriers = new Set<CourierId>();
  #zonesChanged = false;
  #commandsChanged = false;

  constructor(tables: Tables, next: number) {
    this.#tables = tables;
    this.#next = next;
  }

  run(change: CacheWrite): WriteResult {
    const { file, couriers, jobs } = this.#tables;
    for (const courier of change.couriers ?? []) if (couriers.save(courier)) this.#couriers.add(courier.id);
    for (const job of change.insertJobs ?? []) this.#insert(job);
    for (const patch of change.patchJobs ?? []) this.#patch(patch);
    this.#commands(change);
    this.#story(change);
    for (const position of change.positions ?? []) this.#position(position);
    for (const zone of change.zones ?? []) if (this.#tables.zones.save(zone)) this.#zonesChanged = true;
    for (const entry of change.audit ?? []) {
      file.run(
        'INSERT INTO audit (at, actor, action, job_id, connection_id, detail) VALUES (?, ?, ?, ?, ?, ?)',
        entry.at,
        entry.actor,
        entry.action,
        entry.jobId,
        entry.connectionId,
        JSON.stringify(entry.detail ?? null),
      );
    }

    const changedJobs = this.#flushJobs();
    const news =
      changedJobs.length > 0 || this.#couriers.size > 0 || this.#zonesChanged || this.#commandsChanged;
    if (news) file.run('UPDATE revision SET revision = ?', this.#next);
    return {
      revision: news ? this.#next : this.#next - 1,
      rows: changedJobs.map((columns) => jobs.rowOf(columns)),
      couriers: couriers.touch(this.#couriers, this.#next),
      zonesChanged: this.#zonesChanged,
      commandsChanged: this.#commandsChanged,
    };
  }

  /** Undefined for a job that is not kept (any longer): news about it is let go. */
  #touch(id: JobId): Touched | undefined {
    let touched = this.#jobs.get(id);
    if (touched === undefined) {
      const columns = this.#tables.jobs.columns(id);
      if (columns === undefined) return undefined;
      touched = { columns, changed: {}, news: false };
      this.#jobs.set(id, touched);
    }
    return touched;
  }

  #insert(job: JobRecord): void {
    const connection = this.#tables.connections.numberOf(job.connectionId);
    if (connection === undefined)
      throw new Error(`A job of a connection that was never saved: ${job.connectionId}`);
    const columns = insertJob(this.#tables.file, connection, job, this.#next);
    this.#tables.addresses.saveAll(columns.connection, job, job.createdAt);
    this.#jobs.set(job.id, { columns, changed: {}, news: true });
    this.changedColumns.add('row');
    if (columns.courier_id !== null && columns.open === 1)
      this.#couriers.add(columns.courier_id as CourierId);
  }

  #patch(patch: JobPatch): void {
    const touched = this.#touch(patch.id);
    if (touched === undefined) return;
    const { file, jobs, addresses } = this.#tables;
    const { columns, details, searched } = splitPatch(patch.set);
    const before = { open: touched.columns.open, courier: touched.columns.courier_id };
    let searchedAnew = false;
    for (const [column, value] of Object.entries(columns) as [keyof JobColumns, never][]) {
      if (touched.columns[column] === value) continue;
      touched.columns[column] = value;
      touched.changed[column] = value;
      if (!AGE_COLUMNS.has(column)) {
        touched.news = true;
        searchedAnew = searched;
      }
    }
    if (Object.keys(details).length > 0) {
      const kept = jobs.details(touched.columns.row);
      const text = packDetails({ ...kept, ...details });
      if (text !== packDetails(kept)) {
        file.run('UPDATE job_details SET details = ? WHERE job = ?', text, touched.columns.row);
        touched.news = true;
        searchedAnew = searched;
        addresses.saveAll(touched.columns.connection, details, touched.columns.changed_at);
      }
    }
    if (searchedAnew) this.#saveWords(touched.columns);
    if (before.open !== touched.columns.open || before.courier !== touched.columns.courier_id) {
      for (const courier of [before.courier, touched.columns.courier_id]) {
        if (courier !== null) this.#couriers.add(courier as CourierId);
      }
    }
  }

  #saveWords(columns: JobColumns): void {
    const job = { ...this.#tables.jobs.rowOf(columns), ...this.#tables.jobs.details(columns.row) };
    const words = wordsOfJob(job);
    const changed = this.#tables.file.run(
      'UPDATE job_words SET words = ? WHERE job = ? AND words <> ?',
      words,
      columns.row,
      words,
    );
    if (changed > 0) this.changedColumns.add('words');
  }

  #commands(change: CacheWrite): void {
    const { outbox } = this.#tables;
    const ofJobs = new Set<JobId>();
    for (const command of change.commands ?? []) {
      if (!outbox.save(command)) continue;
      this.#commandsChanged = true;
      ofJobs.add(command.jobId);
    }
    for (const id of ofJobs) {
      const touched = this.#touch(id);
      if (touched === undefined) continue;
      const pending = outbox.pendingOf(id);
      if (touched.columns.pending === pending) continue;
      touched.columns.pending = pending;
      touched.changed.pending = pending;
      touched.news = true;
    }
  }

  /** A new event is news of its job: whoever shows the timeline must hear of it. A new raw answer alone is not. */
  #story(change: CacheWrite): void {
    const { timeline } = this.#tables;
    for (const event of change.events ?? []) {
      const touched = this.#touch(event.jobId);
      if (touched !== undefined && timeline.saveEvent(touched.columns.row, event)) touched.news = true;
    }
    for (const { jobId, raw } of change.raws ?? []) {
      const touched = this.#touch(jobId);
      if (touched !== undefined) timeline.saveRaw(touched.columns.row, raw);
    }
  }

  #position(position: PositionWrite): void {
    if (this.#tables.couriers.savePosition(position)) this.#couriers.add(position.courierId);
  }

  /** Each touched job once, only its changed columns; answers those that now read differently. */
  #flushJobs(): JobColumns[] {
    const { file } = this.#tables;
    const changed: JobColumns[] = [];
    for (const touched of this.#jobs.values()) {
      if (touched.news) {
        touched.columns.revision = this.#next;
        touched.changed.revision = this.#next;
        changed.push(touched.columns);
      } else {
        delete touched.changed.changed_at;
      }
      const names = Object.keys(touched.changed);
      if (names.length === 0) continue;
      file.run(
        `UPDATE jobs SET ${names.map((name) => `${name} = ?`).join(', ')} WHERE row = ?`,
        ...Object.values(touched.changed),
        touched.columns.row,
      );
      for (const name of names) this.changedColumns.add(name);
    }
    return changed;
  }
}

/** Puts a new job with its details and words in the file; answers its columns. */
export function insertJob(file: SqlFile, connection: number, job: JobRecord, revision: number): JobColumns {
  const columns = { ...columnsOf(job), connection, pending: null, revision };
  insertText ??= insertInto('jobs', Object.keys(columns));
  const row = Number(file.prepare(insertText).run(...Object.values(columns)).lastInsertRowid);
  file.run('INSERT INTO job_details (job, details) VALUES (?, ?)', row, packDetails(job));
  file.run('INSERT INTO job_words (job, words) VALUES (?, ?)', row, wordsOfJob(job));
  return { ...columns, row };
}

/** columnsOf yields the same columns in the same order for every job. */
let insertText: string | undefined;

function insertInto(table: string, names: string[]): string {
  return `INSERT INTO ${table} (${names.join(', ')}) VALUES (${names.map(() => '?').join(', ')})`;
}
