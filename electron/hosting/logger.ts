// The log of both hosts: one JSON object a line, into a file of bounded size and, in the server, to stderr.
// Fields come without secrets (see Logger in core/ports.ts); nothing is cut out here. Never throws.

import { closeSync, fstatSync, mkdirSync, openSync, renameSync, writeSync } from 'node:fs';
import { dirname } from 'node:path';
import type { Logger } from '../core/ports.ts';

export const LOG_LEVELS = ['debug', 'info', 'warn', 'error'] as const;
export type LogLevel = (typeof LOG_LEVELS)[number];

export type LogSink = (line: string) => void;

/** From `SWITCHYARD_LOG`; anything but a level means `info`. */
export function logLevel(env: NodeJS.ProcessEnv): LogLevel {
  return LOG_LEVELS.find((level) => level === env.SWITCHYARD_LOG) ?? 'info';
}

export function createLogger(level: LogLevel, sinks: readonly LogSink[]): Logger {
  const write = (at: LogLevel, message: string, fields: Record<string, unknown> | undefined) => {
    if (LOG_LEVELS.indexOf(at) < LOG_LEVELS.indexOf(level)) return;
    const line = toLine({ at: new Date().toISOString(), level: at, message, ...fields });
    for (const sink of sinks) {
      try {
        sink(line);
      } catch {
        // A full disk or a closed terminal must not stop the board.
      }
    }
  };
  return {
    debug: (message, fields) => write('debug', message, fields),
    info: (message, fields) => write('info', message, fields),
    warn: (message, fields) => write('warn', message, fields),
    error: (message, fields) => write('error', message, fields),
  };
}

/** Appends to `path`; at `maxBytes` the file becomes `path`.1 (one is kept) and a new one begins. */
export function logFile(path: string, maxBytes = 5 * 1024 * 1024): LogSink {
  mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
  let file = openSync(path, 'a', 0o600);
  let size = fstatSync(file).size;
  return (line) => {
    if (size > 0 && size + line.length > maxBytes) {
      closeSync(file);
      renameSync(path, `${path}.1`);
      file = openSync(path, 'a', 0o600);
      size = 0;
    }
    size += writeSync(file, line);
  };
}

function toLine(entry: Record<string, unknown>): string {
  try {
    return `${JSON.stringify(entry, readable)}\n`;
  } catch {
    const { at, level, message } = entry;
    return `${JSON.stringify({ at, level, message, fields: 'not serializable' })}\n`;
  }
}

/** What JSON would lose or refuse. */
function readable(_key: string, value: unknown): unknown {
  if (value instanceof Error) {
    return {
      name: value.name,
      message: value.message,
      stack: value.stack,
      ...(value.cause !== undefined && { cause: value.cause }),
    };
  }
  return typeof value === 'bigint' ? String(value) : value;
}
