// Small named JSON values (settings, drafts, cursors) and quotes, as rows.

import type { ConnectionId, QuoteId } from '../../../shared/domain/ids.ts';
import type { StoredQuote } from './cache.ts';
import type { CacheParts } from './cache-parts.ts';
import { keptJson } from './kept-json.ts';
import type { SqlFile } from './sql-file.ts';

type Asked = 'value' | 'values' | 'saveValue' | 'removeValue' | 'saveQuote' | 'quote';

interface ValueColumns {
  key: string;
  value: string;
  saved_at: number;
}

export class ValueTable implements Pick<CacheParts, Asked> {
  readonly #file: SqlFile;

  constructor(file: SqlFile) {
    this.#file = file;
  }

  value(key: string): unknown {
    const row = this.#file.get<ValueColumns>('SELECT * FROM named_values WHERE key = ?', key);
    return row === undefined ? null : keptJson<unknown>(row.value, null);
  }

  values(prefix: string): { key: string; value: unknown; savedAt: number }[] {
    return this.#file
      .all<ValueColumns>(
        'SELECT * FROM named_values WHERE substr(key, 1, ?) = ? ORDER BY key',
        [...prefix].length,
        prefix,
      )
      .map((row) => ({ key: row.key, value: keptJson<unknown>(row.value, null), savedAt: row.saved_at }));
  }

  saveValue(key: string, value: unknown, savedAt: number): void {
    this.#file.run(
      `INSERT INTO named_values (key, value, saved_at) VALUES (?, ?, ?)
       ON CONFLICT DO UPDATE SET value = excluded.value, saved_at = excluded.saved_at`,
      key,
      JSON.stringify(value ?? null),
      savedAt,
    );
  }

  removeValue(key: string): boolean {
    return this.#file.run('DELETE FROM named_values WHERE key = ?', key) > 0;
  }

  saveQuote(quote: StoredQuote): void {
    this.#file.run(
      `INSERT INTO quotes (id, connection_id, quoted_at, answer) VALUES (?, ?, ?, ?)
       ON CONFLICT (id) DO UPDATE SET connection_id = excluded.connection_id, quoted_at = excluded.quoted_at,
         answer = excluded.answer`,
      quote.id,
      quote.connectionId,
      quote.quotedAt,
      JSON.stringify(quote.answer ?? null),
    );
  }

  quote(id: QuoteId): StoredQuote | null {
    const row = this.#file.get<{ connection_id: ConnectionId; quoted_at: number; answer: string }>(
      'SELECT connection_id, quoted_at, answer FROM quotes WHERE id = ?',
      id,
    );
    if (row === undefined) return null;
    return {
      id,
      connectionId: row.connection_id,
      quotedAt: row.quoted_at,
      answer: keptJson<unknown>(row.answer, null),
    };
  }
}
