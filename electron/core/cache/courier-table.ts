// Couriers and their positions as rows. Written by write.ts only, inside its transaction.

import type { LatLng } from '../../../shared/domain/address.ts';
import type { Courier } from '../../../shared/domain/courier.ts';
import type { ConnectionId, CourierId, JobId } from '../../../shared/domain/ids.ts';
import type { TrailPoint } from '../../../shared/domain/job.ts';
import type { CourierWrite, PositionWrite } from './cache.ts';
import type { CacheParts } from './cache-parts.ts';
import type { SqlFile } from './sql-file.ts';

interface CourierColumns {
  no: number;
  id: string;
  connection_id: string;
  name: string;
  lat: number | null;
  lng: number | null;
  position_at: number | null;
  heading: number | null;
  revision: number;
}

/** Closer together than this is standing still: GPS wanders by a few metres. */
const STILL_METRES = 5;

export class CourierTable implements Pick<CacheParts, 'couriers' | 'courierTrail' | 'jobTrail'> {
  readonly #file: SqlFile;

  constructor(file: SqlFile) {
    this.#file = file;
  }

  /** Inserts or renames; false when nothing was new. */
  save(courier: CourierWrite): boolean {
    return (
      this.#file.run(
        `INSERT INTO couriers (id, connection_id, name, revision) VALUES (?, ?, ?, 0)
         ON CONFLICT (id) DO UPDATE SET name = excluded.name WHERE name <> excluded.name`,
        courier.id,
        courier.connectionId,
        courier.name,
      ) > 0
    );
  }

  /** Keeps a position; true when the courier now stands elsewhere (not for one that is older than the last). */
  savePosition(position: PositionWrite): boolean {
    const courier = this.#file.get<CourierColumns>('SELECT * FROM couriers WHERE id = ?', position.courierId);
    if (courier === undefined)
      throw new Error(`A position for a courier that was never written: ${position.courierId}`);
    const isNew = this.#file.run(
      `INSERT INTO positions (courier, at, lat, lng, job) VALUES (?, ?, ?, ?, (SELECT row FROM jobs WHERE id = ?))
       ON CONFLICT DO NOTHING`,
      courier.no,
      position.at,
      position.lat,
      position.lng,
      position.jobId,
    );
    if (isNew === 0 || (courier.position_at !== null && position.at < courier.position_at)) return false;
    const before = this.#file.get<LatLng>(
      'SELECT lat, lng FROM positions WHERE courier = ? AND at < ? ORDER BY at DESC LIMIT 1',
      courier.no,
      position.at,
    );
    this.#file.run(
      'UPDATE couriers SET lat = ?, lng = ?, position_at = ?, heading = ? WHERE no = ?',
      position.lat,
      position.lng,
      position.at,
      before === undefined ? null : headingOf(before, position),
      courier.no,
    );
    return true;
  }

  /** Those of the ids that are known, marked with this revision. */
  touch(ids: Iterable<CourierId>, revision: number): Courier[] {
    const touched: Courier[] = [];
    for (const id of ids) {
      this.#file.run('UPDATE couriers SET revision = ? WHERE id = ?', revision, id);
      const row = this.#file.get<CourierColumns>('SELECT * FROM couriers WHERE id = ?', id);
      if (row !== undefined) touched.push(courierOf(row, this.#openJobs(id)));
    }
    return touched;
  }

  couriers(activeSince: number): Courier[] {
    const jobs = new Map<string, JobId[]>();
    const held = this.#file
      .prepare<[string, JobId]>(
        `SELECT courier_id, id FROM jobs INDEXED BY open_by_courier
         WHERE open = 1 AND courier_id IS NOT NULL ORDER BY courier_id, row`,
      )
      .raw()
      .all() as [string, JobId][];
    for (const [courier, id] of held) {
      const ids = jobs.get(courier);
      if (ids === undefined) jobs.set(courier, [id]);
      else ids.push(id);
    }
    return this.#file
      .all<CourierColumns>(
        `SELECT * FROM couriers WHERE position_at >= ?
         OR id IN (SELECT courier_id FROM jobs INDEXED BY open_by_courier WHERE open = 1 AND courier_id IS NOT NULL)
         ORDER BY no`,
        activeSince,
      )
      .map((row) => courierOf(row, jobs.get(row.id) ?? []));
  }

  courierTrail(id: CourierId, since: number): TrailPoint[] {
    return this.#file.all<TrailPoint>(
      `SELECT lat, lng, at FROM positions
       WHERE courier = (SELECT no FROM couriers WHERE id = ?) AND at >= ? ORDER BY at`,
      id,
      since,
    );
  }

  jobTrail(jobId: JobId): TrailPoint[] {
    return this.#file.all<TrailPoint>(
      'SELECT lat, lng, at FROM positions WHERE job = (SELECT row FROM jobs WHERE id = ?) ORDER BY at',
      jobId,
    );
  }

  #openJobs(id: CourierId): JobId[] {
    return this.#file
      .all<{ id: JobId }>('SELECT id FROM jobs WHERE courier_id = ? AND open = 1 ORDER BY row', id)
      .map((job) => job.id);
  }
}

function courierOf(row: CourierColumns, jobIds: JobId[]): Courier {
  return {
    id: row.id as CourierId,
    connectionId: row.connection_id as ConnectionId,
    name: row.name,
    position: row.lat === null || row.lng === null ? null : { lat: row.lat, lng: row.lng },
    positionAt: row.position_at,
    heading: row.heading,
    jobIds,
    revision: row.revision,
  };
}

/** Degrees clockwise from north; null when the two are the same place. Flat earth: they are minutes apart. */
function headingOf(from: LatLng, to: LatLng): number | null {
  const metresPerDegree = 111_320;
  const north = (to.lat - from.lat) * metresPerDegree;
  const degreesEast = ((to.lng - from.lng + 540) % 360) - 180;
  const east = degreesEast * metresPerDegree * Math.cos((to.lat * Math.PI) / 180);
  if (Math.hypot(north, east) < STILL_METRES) return null;
  return Math.round((Math.atan2(east, north) * 180) / Math.PI + 360) % 360;
}
