// Where the figures come from: a time without its machine says nothing. Asked once by run-bench.ts.

import { cpus, loadavg, release, totalmem, type } from 'node:os';
import Database from 'better-sqlite3';

export interface Machine {
  cpu: string;
  cores: number;
  memoryGb: number;
  system: string;
  node: string;
  sqlite: string;
  /** Null where no part needed a browser. */
  chromium: string | null;
  /** Load average of the last minute when the bench began and when it ended: above the number of cores, times are noise. */
  loadBefore: number;
  loadAfter: number;
}

export function describeMachine(): Machine {
  const db = new Database(':memory:');
  const { version } = db.prepare<[], { version: string }>('SELECT sqlite_version() AS version').get() ?? {
    version: '?',
  };
  db.close();
  const [cpu] = cpus();
  return {
    cpu: cpu?.model.trim() ?? 'unknown',
    cores: cpus().length,
    memoryGb: Math.round(totalmem() / 2 ** 30),
    system: `${type()} ${release()}`,
    node: process.version,
    sqlite: version,
    chromium: null,
    loadBefore: loadNow(),
    loadAfter: loadNow(),
  };
}

export function loadNow(): number {
  return Math.round((loadavg()[0] ?? 0) * 10) / 10;
}

export function machineLine(machine: Machine): string {
  const { cpu, cores, memoryGb, system, node, sqlite, chromium, loadBefore, loadAfter } = machine;
  const parts = [
    `${cpu}, ${cores} cores, ${memoryGb} GB`,
    system,
    `Node ${node}`,
    `SQLite ${sqlite}`,
    ...(chromium === null ? [] : [`Chromium ${chromium}`]),
    `load ${loadBefore} to ${loadAfter}${Math.max(loadBefore, loadAfter) > cores ? ' (more than its cores: other programs were at work, so times are too long)' : ''}`,
  ];
  return parts.join(' · ');
}
