// A job's events and the provider's last answer about it, as rows. Written by write.ts only, inside its transaction.

import type { JobId } from '../../../shared/domain/ids.ts';
import type { JobEvent, JobEventKind } from '../../../shared/domain/job.ts';
import type { JobStatus } from '../../../shared/domain/job-status.ts';
import type { CacheParts } from './cache-parts.ts';
import { keptJson } from './kept-json.ts';
import type { SqlFile } from './sql-file.ts';

interface EventColumns {
  at: number;
  kind: string;
  text: string;
  received_at: number;
  status: string | null;
  raw_status: string | null;
  actor: string | null;
  lat: number | null;
  lng: number | null;
}

export class TimelineTable implements Pick<CacheParts, 'events' | 'raw'> {
  readonly #file: SqlFile;

  constructor(file: SqlFile) {
    this.#file = file;
  }

  /** False when the job already has it (same kind, time and text). */
  saveEvent(job: number, event: JobEvent): boolean {
    const ofThatMoment = this.#file.all<{ kind: string; text: string }>(
      'SELECT kind, text FROM events WHERE job = ? AND at = ?',
      job,
      event.at,
    );
    if (ofThatMoment.some(({ kind, text }) => kind === event.kind && text === event.text)) return false;
    this.#file.run(
      `INSERT INTO events (job, at, place, kind, text, received_at, status, raw_status, actor, lat, lng)
       VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
      job,
      event.at,
      ofThatMoment.length,
      event.kind,
      event.text,
      event.receivedAt,
      event.status,
      event.rawStatus,
      event.actor,
      event.position?.lat ?? null,
      event.position?.lng ?? null,
    );
    return true;
  }

  saveRaw(job: number, raw: unknown): void {
    this.#file.run(
      `INSERT INTO job_raws (job, raw) VALUES (?, ?)
       ON CONFLICT DO UPDATE SET raw = excluded.raw WHERE raw <> excluded.raw`,
      job,
      JSON.stringify(raw ?? null),
    );
  }

  events(jobId: JobId): JobEvent[] {
    return this.#file
      .all<EventColumns>(
        'SELECT * FROM events WHERE job = (SELECT row FROM jobs WHERE id = ?) ORDER BY at, place',
        jobId,
      )
      .map((row) => ({
        jobId,
        at: row.at,
        receivedAt: row.received_at,
        kind: row.kind as JobEventKind,
        text: row.text,
        status: row.status as JobStatus | null,
        rawStatus: row.raw_status,
        actor: row.actor,
        position: row.lat === null || row.lng === null ? null : { lat: row.lat, lng: row.lng },
      }));
  }

  raw(jobId: JobId): unknown {
    const row = this.#file.get<{ raw: string }>(
      'SELECT raw FROM job_raws WHERE job = (SELECT row FROM jobs WHERE id = ?)',
      jobId,
    );
    return row === undefined ? null : keptJson<unknown>(row.raw, null);
  }
}
