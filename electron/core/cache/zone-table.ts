// Delivery zones as rows, each replaced only when it changed. Written by write.ts only, inside its transaction.

import type { ConnectionId, ZoneId } from '../../../shared/domain/ids.ts';
import type { Zone, ZoneGeometry } from '../../../shared/domain/zone.ts';
import type { CacheParts } from './cache-parts.ts';
import { keptJson } from './kept-json.ts';
import type { SqlFile } from './sql-file.ts';

interface ZoneColumns {
  id: string;
  connection_id: string;
  name: string;
  geometry: string;
  received_at: number;
}

export class ZoneTable implements Pick<CacheParts, 'zones'> {
  readonly #file: SqlFile;

  constructor(file: SqlFile) {
    this.#file = file;
  }

  /** False when name and shape are as they were; when it was received is then not new either. */
  save(zone: Zone): boolean {
    return (
      this.#file.run(
        `INSERT INTO zones (id, connection_id, name, geometry, received_at) VALUES (?, ?, ?, ?, ?)
         ON CONFLICT (id) DO UPDATE SET connection_id = excluded.connection_id, name = excluded.name,
           geometry = excluded.geometry, received_at = excluded.received_at
         WHERE (connection_id, name, geometry) IS NOT (excluded.connection_id, excluded.name, excluded.geometry)`,
        zone.id,
        zone.connectionId,
        zone.name,
        JSON.stringify(zone.geometry),
        zone.receivedAt,
      ) > 0
    );
  }

  zones(): Zone[] {
    return this.#file.all<ZoneColumns>('SELECT * FROM zones ORDER BY connection_id, id').flatMap((row) => {
      const geometry = keptJson<ZoneGeometry | null>(row.geometry, null);
      return geometry === null
        ? []
        : [
            {
              id: row.id as ZoneId,
              connectionId: row.connection_id as ConnectionId,
              name: row.name,
              geometry,
              receivedAt: row.received_at,
            },
          ];
    });
  }
}
