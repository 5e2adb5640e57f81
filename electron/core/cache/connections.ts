// Accounts with providers, as rows; and the small number by which every other table knows them.

import type { ConnectionId } from '../../../shared/domain/ids.ts';
import type { ProviderName } from '../../../shared/domain/provider-name.ts';
import type { StoredConnection } from './cache.ts';
import type { CacheParts } from './cache-parts.ts';
import type { ConnectionOfRow } from './job-columns.ts';
import { keptJson } from './kept-json.ts';
import type { SqlFile } from './sql-file.ts';
import type { ConnectionNumbers } from './view-plan.ts';

interface ConnectionColumns {
  no: number;
  id: string;
  provider: string;
  label: string;
  base_url: string | null;
  options: string;
  created_at: number;
  paused: number;
  removed: number;
}

/** Connections are few and asked for with every row: kept in memory, read again after each save. */
export class ConnectionTable
  implements Pick<CacheParts, 'connections' | 'saveConnection'>, ConnectionNumbers
{
  readonly #file: SqlFile;
  #stored: StoredConnection[] = [];
  #numbers = new Map<ConnectionId, number>();
  #byNumber = new Map<number, ConnectionOfRow>();

  constructor(file: SqlFile) {
    this.#file = file;
    this.#load();
  }

  #load(): void {
    const rows = this.#file.all<ConnectionColumns>('SELECT * FROM connections ORDER BY no');
    this.#stored = rows.map((row) => ({
      id: row.id as ConnectionId,
      provider: row.provider as ProviderName,
      label: row.label,
      baseUrl: row.base_url,
      options: keptJson<Record<string, string>>(row.options, {}),
      createdAt: row.created_at,
      paused: row.paused === 1,
      removed: row.removed === 1,
    }));
    this.#numbers = new Map(rows.map((row) => [row.id as ConnectionId, row.no]));
    this.#byNumber = new Map(
      rows.map((row) => [row.no, { id: row.id as ConnectionId, provider: row.provider as ProviderName }]),
    );
  }

  connections(): StoredConnection[] {
    return this.#stored.map((connection) => ({ ...connection, options: { ...connection.options } }));
  }

  saveConnection(connection: StoredConnection): void {
    this.#file.transaction(() => {
      this.#file.run(
        `INSERT INTO connections (id, provider, label, base_url, options, created_at, paused, removed)
         VALUES (?, ?, ?, ?, ?, ?, ?, ?)
         ON CONFLICT (id) DO UPDATE SET label = excluded.label, base_url = excluded.base_url,
           options = excluded.options, paused = excluded.paused, removed = excluded.removed`,
        connection.id,
        connection.provider,
        connection.label,
        connection.baseUrl,
        JSON.stringify(connection.options),
        connection.createdAt,
        connection.paused ? 1 : 0,
        connection.removed ? 1 : 0,
      );
    }, true);
    this.#load();
  }

  /** Undefined for one that was never saved. */
  numberOf(id: ConnectionId): number | undefined {
    return this.#numbers.get(id);
  }

  ofRow(columns: { connection: number }): ConnectionOfRow {
    const connection = this.#byNumber.get(columns.connection);
    if (connection === undefined) throw new Error(`No connection has the number ${columns.connection}`);
    return connection;
  }

  ofIds(ids: readonly string[]): number[] {
    return ids.flatMap((id) => this.#numbers.get(id as ConnectionId) ?? []);
  }

  ofProviders(providers: readonly string[]): number[] {
    return [...this.#byNumber].filter(([, { provider }]) => providers.includes(provider)).map(([no]) => no);
  }

  byLabel(): number[] {
    return this.#stored
      .map(({ id, label }) => ({ label: label.toLowerCase(), no: this.#numbers.get(id) ?? 0 }))
      .sort((a, b) => (a.label < b.label ? -1 : a.label > b.label ? 1 : a.no - b.no))
      .map(({ no }) => no);
  }
}
