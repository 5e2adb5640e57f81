// One open SQLite file: prepared statements kept by their text, transactions, and how long each call took.
// Every part of the cache works on it; it knows no table.

import type Database from 'better-sqlite3';
import type { Logger } from '../ports.ts';

/** A call that takes longer than this is named in the log. */
const SLOW_MS = 50;

/** Statements kept ready; views make many texts, so the oldest goes when there are more. */
const KEPT_STATEMENTS = 500;

export interface CallTimes {
  calls: number;
  totalMs: number;
  slowestMs: number;
}

export class SqlFile {
  readonly db: Database.Database;
  /** By name of the call; read by the bench. */
  readonly times = new Map<string, CallTimes>();
  readonly #statements = new Map<string, Database.Statement<unknown[]>>();
  readonly #log: Logger;

  constructor(db: Database.Database, log: Logger) {
    this.db = db;
    this.#log = log;
  }

  /** The same text is compiled once. */
  prepare<Row>(text: string): Database.Statement<unknown[], Row> {
    let statement = this.#statements.get(text);
    if (statement === undefined) {
      statement = this.db.prepare(text);
      if (this.#statements.size >= KEPT_STATEMENTS) {
        const oldest = this.#statements.keys().next();
        if (!oldest.done) this.#statements.delete(oldest.value);
      }
      this.#statements.set(text, statement);
    }
    return statement as Database.Statement<unknown[], Row>;
  }

  all<Row>(text: string, ...values: unknown[]): Row[] {
    return this.prepare<Row>(text).all(...values);
  }

  get<Row>(text: string, ...values: unknown[]): Row | undefined {
    return this.prepare<Row>(text).get(...values);
  }

  /** How many rows it touched. */
  run(text: string, ...values: unknown[]): number {
    return this.prepare(text).run(...values).changes;
  }

  /** One transaction, taken back when `work` throws. `durable`: on the disk, not only in its cache, when it returns. */
  transaction<Value>(work: () => Value, durable = false): Value {
    if (durable) this.db.pragma('synchronous = FULL');
    try {
      return this.db.transaction(work).immediate();
    } finally {
      if (durable) this.db.pragma('synchronous = NORMAL');
    }
  }

  timed<Value>(name: string, work: () => Value): Value {
    const startedAt = performance.now();
    try {
      return work();
    } finally {
      const tookMs = performance.now() - startedAt;
      const times = this.times.get(name);
      if (times === undefined) this.times.set(name, { calls: 1, totalMs: tookMs, slowestMs: tookMs });
      else {
        times.calls += 1;
        times.totalMs += tookMs;
        times.slowestMs = Math.max(times.slowestMs, tookMs);
      }
      if (tookMs > SLOW_MS) this.#log.warn('Slow query', { query: name, tookMs: Math.round(tookMs) });
    }
  }
}
