// The simulator as a process of its own, as tests use it that kill the console.

import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { afterEach, expect, it } from 'vitest';
import { sampleJob, TOKEN } from './simulator-for-tests.ts';

let child: ChildProcess | undefined;
const folder = mkdtempSync(join(tmpdir(), 'twinjet-books-'));
afterEach(() => {
  child?.kill('SIGKILL');
  rmSync(folder, { recursive: true, force: true });
});

it('prints where it is, takes jobs, writes its books and ends when told to', async () => {
  const books = join(folder, 'books.jsonl');
  const script = fileURLToPath(new URL('./serve.ts', import.meta.url));
  child = spawn(process.execPath, [script, '--port', '0', '--books', books, '--token', TOKEN], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  if (child.stdout === null) throw new Error('no stdout');
  const [line] = (await once(createInterface(child.stdout), 'line')) as [string];
  const { url, controlUrl } = JSON.parse(line) as { url: string; controlUrl: string };
  const answer = await fetch(`${url}/api/v1/jobs/`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(sampleJob),
  });
  const { request_id: requestId } = (await answer.json()) as { request_id: string };
  const [entry, ...more] = readFileSync(books, 'utf8').trim().split('\n');
  expect(more).toEqual([]);
  expect(JSON.parse(entry ?? '')).toMatchObject({ kind: 'create', requestId, payload: sampleJob });
  const control = await fetch(`${controlUrl}books`);
  expect(await control.json()).toMatchObject([{ requestId }]);
  const ended = once(child, 'exit');
  child.kill('SIGTERM');
  expect(await ended).toEqual([0, null]);
});
