// What is other than in the same thread: what crosses, in what order, and what happens when the thread ends.

import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Worker } from 'node:worker_threads';
import { expect, it, onTestFinished, vi } from 'vitest';
import {
  aConnection,
  aJob,
  connectionId,
  folder,
  jobId,
  NOW,
  newCache,
  quietLog,
  stillClock,
} from '../../../test/support/cache-fixtures.ts';
import type { Logger } from '../ports.ts';
import type { CacheProblem } from './cache-problem.ts';
import { MIGRATIONS } from './migrations.ts';
import { openCacheThread } from './open-cache-thread.ts';
import { openFile } from './open-file.ts';

// Each opening starts a thread that reads some forty sources: on a busy machine that is seconds.
vi.setConfig({ testTimeout: 120_000 });

const problem = (kind: CacheProblem['kind'], words: RegExp) =>
  expect.objectContaining({ name: 'CacheProblem', kind, message: expect.stringMatching(words) });

async function opened(path = join(folder(), 'cache.sqlite'), log: Logger = quietLog) {
  const told: CacheProblem[] = [];
  let thread: Worker | undefined;
  const note = (worker: Worker) => {
    thread = worker;
  };
  process.once('worker', note);
  const cache = await openCacheThread({
    path,
    clock: stillClock,
    log,
    onProblem: (met) => void told.push(met),
  }).finally(() => process.off('worker', note));
  onTestFinished(() => cache.close());
  return { path, cache, told, end: async () => void (await thread?.terminate()) };
}

it('keeps what it is given, and another opening finds it again', async () => {
  const { path, cache } = await opened();
  await cache.saveConnection(aConnection('downtown'));
  const written = await cache.write({ insertJobs: [aJob('a', { reference: 'BILL-1' })] });
  expect(written).toMatchObject({ revision: 1, rows: [{ id: 'a', reference: 'BILL-1' }] });
  expect((await cache.query({ text: 'bill-1' }, 0, 10, NOW)).rows).toHaveLength(1);
  expect(await cache.job(jobId('none'))).toBeNull();
  expect((await cache.times()).get('write')).toMatchObject({ calls: 1 });
  await cache.close();
  const again = await opened(path);
  expect(again.cache.notice).toBeNull();
  expect(await again.cache.job(jobId('a'))).toMatchObject({ reference: 'BILL-1' });
});

it('answers in the order in which it was asked, so that a reader never knows less than a writer', async () => {
  const { cache } = await opened();
  await cache.saveConnection(aConnection('downtown'));
  const order: string[] = [];
  await Promise.all([
    cache.write({ insertJobs: [aJob('a')] }).then(({ revision }) => order.push(`write ${revision}`)),
    cache.revision().then((revision) => order.push(`read ${revision}`)),
    cache.write({ insertJobs: [aJob('b')] }).then(({ revision }) => order.push(`write ${revision}`)),
    cache.query({}, 0, 10, NOW).then(({ revision }) => order.push(`query ${revision}`)),
  ]);
  expect(order).toEqual(['write 1', 'read 1', 'write 2', 'query 2']);
});

it('keeps each of the writes that wait together or refuses it for itself', async () => {
  const { path, cache } = await opened();
  await cache.saveConnection(aConnection('downtown'));
  // While the first question keeps the thread busy, the others come to wait.
  const names = Array.from({ length: 120 }, (_, at) => `job-${at}`);
  const results = await Promise.allSettled([
    ...names.map((name) => cache.write({ insertJobs: [aJob(name)] })),
    cache.write({ insertJobs: [aJob('stray', { connectionId: connectionId('never saved') })] }),
    cache.write({ insertJobs: [aJob('last')] }),
  ]);
  const revisions = results.map((result) =>
    result.status === 'fulfilled' ? result.value.revision : String(result.reason.message),
  );
  const refused = 'A job of a connection that was never saved: never saved';
  expect(revisions).toEqual([...names.map((_, at) => at + 1), refused, 121]);
  const { commit } = Object.fromEntries(await cache.times());
  expect(commit?.calls).toBeGreaterThan(0);
  await cache.close();
  const again = (await opened(path)).cache;
  expect(await again.revision()).toBe(121);
  expect(await again.rows([...names, 'stray', 'last'].map(jobId))).toHaveLength(121);
});

it('lets others go between the portions of what takes long', async () => {
  const { cache } = await opened();
  await cache.saveConnection(aConnection('downtown'));
  const jobs = Array.from({ length: 2_000 }, (_, at) => aJob(`job-${at}`));
  await cache.write({ insertJobs: jobs });
  const order: string[] = [];
  await Promise.all([
    cache.pollable().then((found) => order.push(`pollable ${found.length}`)),
    cache.revision().then(() => order.push('revision')),
  ]);
  expect(order).toEqual(['revision', 'pollable 2000']);
});

it('says why a file cannot be opened in the same words as without a thread', async () => {
  const path = join(folder(), 'cache.sqlite');
  const here = await newCache(path);
  await expect(opened(path)).rejects.toEqual(problem('locked', /Another Switchyard/));
  await here.close();
  const file = openFile(path, quietLog);
  file.db.pragma(`user_version = ${MIGRATIONS.length + 1}`);
  file.db.close();
  await expect(opened(path)).rejects.toEqual(problem('newer', /newer Switchyard.*--data-dir/));
});

it('brings over what happened to a damaged file, and the log of it', async () => {
  const path = join(folder(), 'cache.sqlite');
  writeFileSync(path, 'Once upon a time '.repeat(500));
  const logged: string[] = [];
  const log = { ...quietLog, error: (message: string) => void logged.push(message) };
  const { cache } = await opened(path, log);
  expect(cache.notice).toMatch(/put aside as cache\.sqlite\.damaged-20261103-101530/);
  expect(logged).toEqual(['The cache file is damaged']);
});

it('tells a bug by its own words, and goes on', async () => {
  const { cache, told } = await opened();
  await expect(cache.write({ insertJobs: [aJob('a')] })).rejects.toThrow(/never saved: downtown/);
  await expect(cache.saveValue('key', () => {}, NOW)).rejects.toThrow(/could not be cloned/);
  expect(told).toEqual([]);
  expect(await cache.revision()).toBe(0);
});

it('answers what was asked before it is closed, and refuses what comes after', async () => {
  const { path, cache } = await opened();
  const before = cache.saveValue('key', 1, NOW);
  const closed = cache.close();
  const after = expect(cache.revision()).rejects.toEqual(problem('closed', /shutting down/));
  await Promise.all([before, closed, after]);
  await expect(cache.revision()).rejects.toEqual(problem('closed', /shutting down/));
  await cache.close();
  expect(await (await opened(path)).cache.value('key')).toBe(1);
});

it('ends every open question with a problem where the thread ends by itself, and says so each time', async () => {
  const { path, cache, told, end } = await opened();
  await cache.saveValue('kept', 1, NOW);
  const gone = end();
  const open = [cache.revision(), cache.pollable()].map((asked) =>
    expect(asked).rejects.toEqual(problem('lost', /restart Switchyard/)),
  );
  await Promise.all([gone, ...open]);
  expect(told).toEqual([problem('lost', /restart/)]);
  await expect(cache.revision()).rejects.toEqual(problem('lost', /restart Switchyard/));
  expect(told).toHaveLength(2);
  await cache.close();
  expect(await (await opened(path)).cache.value('kept')).toBe(1);
});
