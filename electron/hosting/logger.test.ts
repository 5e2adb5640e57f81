import { mkdtemp, readFile, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { createLogger, logFile, logLevel } from './logger.ts';

function collect(level: Parameters<typeof createLogger>[0]) {
  const lines: string[] = [];
  return { lines, log: createLogger(level, [(line) => void lines.push(line)]) };
}

it('writes one JSON object a line, from its level on', () => {
  const { lines, log } = collect('warn');
  log.info('not this');
  log.warn('this', { n: 1, big: 2n, text: 'two\nlines' });
  expect(lines).toHaveLength(1);
  expect(lines[0]).toMatch(/^[^\n]*\n$/);
  expect(JSON.parse(lines[0] ?? '')).toEqual({
    at: expect.stringMatching(/^\d{4}-.*Z$/),
    level: 'warn',
    message: 'this',
    n: 1,
    big: '2',
    text: 'two\nlines',
  });
});

it('keeps what an error says, and its cause', () => {
  const { lines, log } = collect('info');
  log.error('bad', { error: new TypeError('no', { cause: new Error('deeper') }) });
  expect(JSON.parse(lines[0] ?? '').error).toMatchObject({
    name: 'TypeError',
    message: 'no',
    stack: expect.stringContaining('logger.test'),
    cause: { message: 'deeper' },
  });
});

it('never throws: not for fields that go round in circles, not for a sink that is gone', () => {
  const circle: Record<string, unknown> = {};
  circle.self = circle;
  const lines: string[] = [];
  const gone = () => {
    throw new Error('EPIPE');
  };
  createLogger('info', [gone, (line) => void lines.push(line)]).info('still said', circle);
  expect(JSON.parse(lines[0] ?? '')).toMatchObject({ message: 'still said' });
});

it('takes the level from the environment, and info for anything else', () => {
  expect(logLevel({ SWITCHYARD_LOG: 'debug' })).toBe('debug');
  expect(logLevel({ SWITCHYARD_LOG: 'loud' })).toBe('info');
  expect(logLevel({})).toBe('info');
});

it('begins a new file when one is full and keeps the one before', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'switchyard-log-'));
  try {
    const path = join(folder, 'logs', 'switchyard.log');
    const write = logFile(path, 100);
    for (let n = 0; n < 10; n += 1) write(`${n}${'.'.repeat(38)}\n`);
    expect(await readFile(`${path}.1`, 'utf8')).toMatch(/^6\.+\n7\.+\n$/);
    expect(await readFile(path, 'utf8')).toMatch(/^8\.+\n9\.+\n$/);
    // A new run goes on where the last one stopped.
    logFile(path, 100)(`next${'.'.repeat(35)}\n`);
    expect(await readFile(path, 'utf8')).toMatch(/^next/);
    if (process.platform !== 'win32') expect((await stat(path)).mode & 0o777).toBe(0o600);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
});
