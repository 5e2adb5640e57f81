import { spawn } from 'node:child_process';
import { once } from 'node:events';
import {
  closeSync,
  existsSync,
  openSync,
  readdirSync,
  readFileSync,
  statSync,
  truncateSync,
  writeFileSync,
  writeSync,
} from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it, onTestFinished } from 'vitest';
import {
  aCommand,
  aConnection,
  aJob,
  anEvent,
  folder,
  HOUR,
  jobId,
  NOW,
  newCache,
  quietLog,
  stillClock,
} from '../../../test/support/cache-fixtures.ts';
import type { CacheProblemKind } from './cache-problem.ts';
import { MIGRATIONS, migrate, versionOf } from './migrations.ts';
import { openCache } from './open-cache.ts';
import { openFile } from './open-file.ts';

const open = (path: string) => openCache({ path, clock: stillClock, log: quietLog });
const problem = (kind: CacheProblemKind, words: RegExp) =>
  expect.objectContaining({ name: 'CacheProblem', kind, message: expect.stringMatching(words) });

/** Another process that holds the file; what it prints comes line by line. */
function otherProcess(path: string, script: string) {
  const here = dirname(fileURLToPath(import.meta.url));
  const child = spawn(
    process.execPath,
    [
      '--input-type=module-typescript',
      '-e',
      `import { openCache } from ${JSON.stringify(join(here, 'open-cache.ts'))};
       import { openFile } from ${JSON.stringify(join(here, 'open-file.ts'))};
       const log = { debug() {}, info() {}, warn() {}, error() {} };
       const clock = { now: () => ${NOW}, setTimeout: () => () => {} };
       const path = ${JSON.stringify(path)};
       const say = (text) => process.stdout.write(text + '\\n');
       setInterval(() => {}, 1000);
       ${script}`,
    ],
    { stdio: ['ignore', 'pipe', 'inherit'] },
  );
  onTestFinished(() => void child.kill('SIGKILL'));
  return {
    said: async () => String((await once(child.stdout, 'data'))[0]).trim(),
    kill: async () => {
      const gone = once(child, 'exit');
      child.kill('SIGKILL');
      await gone;
    },
  };
}

describe('opening', () => {
  it('makes the file and its folders, and finds everything again', async () => {
    const path = join(folder(), 'not', 'yet', 'cache.sqlite');
    const cache = await newCache(path);
    await cache.write({ insertJobs: [aJob('a')] });
    await cache.saveValue('settings', { theme: 'dark' }, NOW);
    await cache.close();
    await expect(cache.revision()).rejects.toEqual(problem('closed', /shutting down/));
    await cache.close();
    const again = await open(path);
    expect(again.notice).toBeNull();
    expect([
      await again.revision(),
      await again.value('settings'),
      (await again.job(jobId('a')))?.id,
    ]).toEqual([1, { theme: 'dark' }, 'a']);
    await again.close();
  });

  it('refuses a file that a newer program wrote, and leaves it as it is', async () => {
    const path = join(folder(), 'cache.sqlite');
    await (await newCache(path)).close();
    const file = openFile(path, quietLog);
    file.db.pragma(`user_version = ${MIGRATIONS.length + 1}`);
    file.db.close();
    const before = readFileSync(path);
    await expect(open(path)).rejects.toEqual(problem('newer', /newer Switchyard.*--data-dir/));
    expect(readFileSync(path).equals(before)).toBe(true);
  });

  it('refuses a file that another process uses, until that one is gone', async () => {
    const path = join(folder(), 'cache.sqlite');
    await (await newCache(path)).close();
    const other = otherProcess(path, `await openCache({ path, clock, log }); say('open');`);
    expect(await other.said()).toBe('open');
    await expect(open(path)).rejects.toEqual(problem('locked', /Another Switchyard/));
    await other.kill();
    await (await open(path)).close();
  });

  it('refuses a second opening in the same process too', async () => {
    const path = join(folder(), 'cache.sqlite');
    await newCache(path);
    await expect(open(path)).rejects.toEqual(problem('locked', /Another Switchyard/));
  });

  it.skipIf(process.platform === 'win32')('says so where it may not write', async () => {
    const path = join(folder(), 'cache.sqlite');
    await (await newCache(path)).close();
    const asNobody = process.getuid?.() === 0;
    const { chmodSync } = await import('node:fs');
    chmodSync(path, 0o444);
    chmodSync(dirname(path), 0o555);
    // Root may write everywhere.
    if (asNobody) process.seteuid?.('nobody');
    try {
      await expect(open(path)).rejects.toEqual(problem('read-only', /write access/));
    } finally {
      if (asNobody) process.seteuid?.(0);
      chmodSync(dirname(path), 0o755);
    }
  });

  it('says so where no file can be', async () => {
    const path = join(folder(), 'cache.sqlite');
    const { mkdirSync } = await import('node:fs');
    mkdirSync(path);
    await expect(open(path)).rejects.toEqual(problem('unreadable', /cannot be opened/));
  });
});

describe('migrating', () => {
  it('copies the file first, then takes each step in a transaction of its own', async () => {
    const path = join(folder(), 'cache.sqlite');
    const cache = await newCache(path);
    await cache.write({ insertJobs: [aJob('a')] });
    await cache.close();

    const file = openFile(path, quietLog);
    const backup = `${path}.backup`;
    const steps = [
      ...MIGRATIONS,
      () => void file.db.exec('CREATE TABLE added (x INTEGER) STRICT'),
      () => {
        file.db.exec('DROP TABLE added; DELETE FROM jobs');
        throw new Error('half-way');
      },
    ];
    const backUp = (version: number) => {
      expect(version).toBe(MIGRATIONS.length);
      file.run('VACUUM INTO ?', backup);
    };
    expect(() => migrate(file, steps, backUp)).toThrow('half-way');
    expect(versionOf(file)).toBe(MIGRATIONS.length + 1);
    expect(file.get('SELECT count(*) AS rows FROM added')).toEqual({ rows: 0 });
    expect(file.get('SELECT id FROM jobs')).toEqual({ id: 'a' });
    file.db.close();

    const copy = await open(backup);
    expect((await copy.job(jobId('a')))?.id).toBe('a');
    await copy.close();
  });

  it('does not copy a new file, nor one that is up to date', () => {
    const file = openFile(join(folder(), 'cache.sqlite'), quietLog);
    const copies: number[] = [];
    migrate(file, MIGRATIONS, (version) => copies.push(version));
    migrate(file, MIGRATIONS, (version) => copies.push(version));
    expect([copies, versionOf(file)]).toEqual([[], MIGRATIONS.length]);
    file.db.close();
  });

  it('gives jobs the codes of this program when another one had others', async () => {
    const path = join(folder(), 'cache.sqlite');
    const cache = await newCache(path);
    await cache.write({
      insertJobs: [aJob('a', { status: 'delivered' }), aJob('b', { status: 'accepted' })],
    });
    await cache.close();
    const file = openFile(path, quietLog);
    file.db.exec(`UPDATE status_codes SET code = 9001 WHERE status = 'delivered';
      UPDATE status_codes SET code = 9002, status = 'teleported' WHERE status = 'lost';
      UPDATE jobs SET status = 9001 WHERE id = 'a'; UPDATE jobs SET status = 9002 WHERE id = 'b'`);
    file.db.close();
    const again = await open(path);
    expect((await again.rows([jobId('a'), jobId('b')])).map(({ status }) => status)).toEqual([
      'delivered',
      'unknown',
    ]);
    expect((await again.counts(NOW)).phases).toMatchObject({ done: 1, attention: 1, waiting: 0 });
    await again.close();
  });
});

describe('a process that is killed', () => {
  it('in the middle of a transaction leaves what was there before', async () => {
    const path = join(folder(), 'cache.sqlite');
    const cache = await newCache(path);
    await cache.write({ insertJobs: [aJob('a'), aJob('b')], commands: [aCommand('safe', 'a')] });
    await cache.close();
    const other = otherProcess(
      path,
      `const file = openFile(path, log);
       // So that pages of the open transaction reach the disk.
       file.db.pragma('cache_size = 1');
       file.db.exec("BEGIN IMMEDIATE; UPDATE commands SET state = 'done'; DELETE FROM job_details");
       const many = JSON.stringify(Array(5000).fill(1));
       file.run("INSERT INTO audit (at, actor, action, detail) SELECT 1, 'x', 'y', hex(randomblob(500)) FROM json_each(?)", many);
       say('half-way');`,
    );
    expect(await other.said()).toBe('half-way');
    expect(statSync(`${path}-wal`).size).toBeGreaterThan(100_000);
    await other.kill();
    const again = await open(path);
    expect(again.notice).toBeNull();
    expect(await again.unsettledCommands()).toMatchObject([{ id: 'safe', state: 'queued' }]);
    expect((await again.job(jobId('a')))?.pending?.commandId).toBe('safe');
    await again.close();
  });

  it('after a write was answered has lost nothing of it', async () => {
    const path = join(folder(), 'cache.sqlite');
    await (await newCache(path)).close();
    const other = otherProcess(
      path,
      `const cache = await openCache({ path, clock, log });
       await cache.write({ insertJobs: [${JSON.stringify(aJob('a'))}], commands: [${JSON.stringify(aCommand('safe', 'a'))}] });
       say('answered');`,
    );
    expect(await other.said()).toBe('answered');
    await other.kill();
    const again = await open(path);
    expect(await again.unsettledCommands()).toMatchObject([{ id: 'safe', jobId: 'a' }]);
    await again.close();
  });
});

describe('a full disk', () => {
  it('is told in a sentence, and nothing of the write is kept', async () => {
    const path = join(folder(), 'cache.sqlite');
    const cache = await newCache(path);
    await cache.write({ insertJobs: [aJob('a')] });
    const pages = statSync(path).size / 4096 + statSync(`${path}-wal`).size / 4096;
    await cache.close();
    const other = otherProcess(
      path,
      `import Database from 'better-sqlite3';
       const limited = Database.prototype.pragma;
       Database.prototype.pragma = function (text, options) {
         const answer = limited.call(this, text, options);
         if (text === 'foreign_keys = ON') limited.call(this, 'max_page_count = ${Math.ceil(pages)}');
         return answer;
       };
       const cache = await openCache({ path, clock, log });
       const note = 'x'.repeat(1_000_000);
       const outcome = await cache.write({ patchJobs: [{ id: 'a', set: { note, status: 'lost' } }] }).catch((error) => error);
       const job = await cache.job('a');
       say(JSON.stringify([outcome.kind, outcome.message, job.status, job.note]));`,
    );
    expect(JSON.parse(await other.said())).toEqual([
      'full',
      expect.stringMatching(/full.*Nothing was changed/),
      'accepted',
      null,
    ]);
  });
});

describe('a damaged file', () => {
  const PAGE = 4096;

  /** A closed file with jobs, a command and more than one page of each table. */
  async function filled(path = join(folder(), 'cache.sqlite')): Promise<string> {
    const cache = await newCache(path);
    for (let batch = 0; batch < 10; batch++) {
      const numbers = Array.from({ length: 30 }, (_, at) => batch * 30 + at);
      await cache.write({
        insertJobs: numbers.map((number) =>
          aJob(`job-${number}`, {
            reference: `BILL-${number}`,
            recipient: `Ada ${number}`,
            note: 'n'.repeat(300),
            tags: number % 3 === 0 ? ['vip'] : [],
            status: number % 2 === 0 ? 'delivered' : 'accepted',
          }),
        ),
        events: numbers.map((number) => anEvent(`job-${number}`, { text: 'e'.repeat(200) })),
        raws: numbers.map((number) => ({ jobId: jobId(`job-${number}`), raw: { number } })),
      });
    }
    await cache.write({ commands: [aCommand('safe', 'job-7'), aCommand('safe too', 'job-250')] });
    await cache.saveConnection(aConnection('third', { label: 'Third' }));
    await cache.close();
    return path;
  }

  /** Page numbers of a table or an index, from one. */
  const pagesOf = (path: string, name: string): number[] => cellsOf(path, name).map(({ pageno }) => pageno);

  /** The same, with how many rows (or, in the first, pages) each holds. */
  function cellsOf(path: string, name: string): { pageno: number; ncell: number }[] {
    const file = openFile(path, quietLog);
    const pages = file.all<{ pageno: number; ncell: number }>(
      'SELECT pageno, ncell FROM dbstat WHERE name = ? ORDER BY pageno',
      name,
    );
    file.db.close();
    return pages;
  }

  function scribble(path: string, page: number): void {
    const descriptor = openSync(path, 'r+');
    writeSync(descriptor, Buffer.alloc(PAGE, 0xa5), 0, PAGE, (page - 1) * PAGE);
    closeSync(descriptor);
  }

  const putAside = (path: string) =>
    readdirSync(dirname(path)).filter((name) => name.startsWith(`${basename(path)}.damaged-20261103-101530`));

  it('in an index is made anew; nothing is missing', async () => {
    const path = await filled();
    scribble(path, pagesOf(path, 'jobs_by_promise').at(-1) ?? 0);
    let cache = await open(path);
    expect(cache.notice).toMatch(
      /put aside as cache\.sqlite\.damaged-20261103-101530\. Nothing is missing: 300 jobs and 2 commands/,
    );
    expect(putAside(path)).toHaveLength(1);
    expect((await cache.query({}, 0, 500, NOW)).rows).toHaveLength(300);
    expect((await cache.query({ text: 'bill-29 ada' }, 0, 500, NOW)).total).toBe(11);
    expect((await cache.query({ tags: ['vip'] }, 0, 500, NOW)).total).toBe(100);
    expect((await cache.counts(NOW)).phases).toMatchObject({ done: 150, waiting: 150 });
    expect(await cache.events(jobId('job-299'))).toHaveLength(1);
    const rowsOf = (at: string) => {
      const file = openFile(at, quietLog);
      const tables = file.all<{ name: string }>(
        "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%' AND name NOT LIKE 'job_search_%'",
      );
      const rows = tables.map(({ name }) => [name, file.get(`SELECT count(*) AS rows FROM ${name}`)]);
      file.db.close();
      return rows;
    };
    await cache.close();
    // Every table, also one that was added later.
    expect(rowsOf(path)).toEqual(rowsOf(join(dirname(path), putAside(path)[0] ?? '')));
    cache = await open(path);
    // It goes on as if nothing had been.
    await cache.write({
      patchJobs: [{ id: jobId('job-1'), set: { status: 'delivered', recipient: 'Grace' } }],
    });
    expect((await cache.query({ text: 'grace', statuses: ['delivered'] }, 0, 5, NOW)).total).toBe(1);
    await cache.close();
    const again = await open(path);
    expect(again.notice).toBeNull();
    await again.close();
  });

  it('in the jobs loses those of the bad page and no other; no command goes', async () => {
    const path = await filled();
    const pages = cellsOf(path, 'jobs');
    const bad = pages[Math.floor(pages.length / 2)] ?? { pageno: 0, ncell: 0 };
    scribble(path, bad.pageno);
    const cache = await open(path);
    expect(cache.notice).toMatch(/\d+ jobs and 2 commands were saved; some may be missing/);
    const { total } = await cache.query({}, 0, 1, NOW);
    // One of the two jobs with a command may have been among them; it was made again.
    expect([300 - bad.ncell, 301 - bad.ncell]).toContain(total);
    expect(bad.ncell).toBeGreaterThan(1);
    expect((await cache.unsettledCommands()).map(({ id, jobId: job }) => [id, job])).toEqual([
      ['safe', 'job-7'],
      ['safe too', 'job-250'],
    ]);
    for (const id of ['job-7', 'job-250']) expect((await cache.job(jobId(id)))?.pending).not.toBeNull();
    await cache.close();
  });

  it('in the details keeps the rows, so that the board still shows them', async () => {
    const path = await filled();
    for (const page of pagesOf(path, 'job_details').slice(1)) scribble(path, page);
    const cache = await open(path);
    expect((await cache.query({}, 0, 1, NOW)).total).toBe(300);
    expect(await cache.job(jobId('job-3'))).toMatchObject({ reference: 'BILL-3', note: null });
    expect((await cache.query({ text: 'bill-3' }, 0, 500, NOW)).total).toBe(11);
    await cache.close();
  });

  it('whose jobs are gone altogether still has every command, each with a job that says what happened', async () => {
    const path = await filled();
    for (const page of pagesOf(path, 'jobs')) scribble(path, page);
    const cache = await open(path);
    expect((await cache.unsettledCommands()).map(({ id }) => id)).toEqual(['safe', 'safe too']);
    expect(await cache.job(jobId('job-7'))).toMatchObject({
      status: 'unknown',
      connectionId: 'downtown',
      trouble: expect.stringMatching(/lost/),
    });
    expect((await cache.connections()).map(({ id }) => id)).toEqual(['downtown', 'parcels', 'third']);
    await cache.close();
  });

  it.each([
    ['is no database at all', (path: string) => writeFileSync(path, 'Once upon a time '.repeat(500))],
    ['lost its first page', (path: string) => scribble(path, 1)],
  ])('that %s is put aside and the board starts empty', async (_, damage) => {
    const path = await filled();
    const before = statSync(path).size;
    damage(path);
    const cache = await open(path);
    expect(cache.notice).toMatch(/Nothing in it could be read/);
    expect((await cache.query({}, 0, 1, NOW)).total).toBe(0);
    expect(putAside(path).filter((name) => !/-(wal|shm)$/.test(name))).toHaveLength(1);
    expect(before).toBeGreaterThan(0);
    await cache.close();
  });

  it('that was cut short keeps what is left', async () => {
    const path = await filled();
    truncateSync(path, Math.floor(statSync(path).size / PAGE / 2) * PAGE);
    const cache = await open(path);
    expect(cache.notice).toMatch(/put aside/);
    expect(await cache.connections()).not.toEqual([]);
    await cache.close();
  });

  it('with a torn end of its WAL has everything up to the tear', async () => {
    const path = join(folder(), 'cache.sqlite');
    const other = otherProcess(
      path,
      `const cache = await openCache({ path, clock, log });
       await cache.saveConnection(${JSON.stringify(aConnection('downtown'))});
       await cache.write({ insertJobs: [${JSON.stringify(aJob('a'))}], commands: [${JSON.stringify(aCommand('safe', 'a'))}] });
       say(String((await import('node:fs')).statSync(path + '-wal').size));
       await cache.write({ patchJobs: [{ id: 'a', set: { status: 'lost', note: 'x'.repeat(100_000) } }] });
       say('done');`,
    );
    const said = await other.said();
    const safe = Number(said.split('\n')[0]);
    if (!said.includes('done')) await other.said();
    await other.kill();
    const torn = safe + Math.floor((statSync(`${path}-wal`).size - safe) / 2);
    truncateSync(`${path}-wal`, torn);
    const cache = await open(path);
    expect(cache.notice).toBeNull();
    expect(await cache.job(jobId('a'))).toMatchObject({
      status: 'accepted',
      note: null,
      pending: { commandId: 'safe' },
    });
    await cache.close();
  });

  it('too large to look through at the start is noticed when the bad page is met, and repaired at the next start', async () => {
    const path = await filled();
    // Ballast makes it large.
    const file = openFile(path, quietLog);
    const megabytes = JSON.stringify(Array(36).fill('x'.repeat(1_000_000)));
    file.run(
      `INSERT INTO audit (at, actor, action, detail) SELECT ${NOW}, 'x', 'y', value FROM json_each(?)`,
      megabytes,
    );
    file.db.close();
    for (const page of pagesOf(path, 'job_raws').slice(1)) scribble(path, page);
    const cache = await open(path);
    expect(cache.notice).toBeNull();
    await expect(cache.raw(jobId('job-3'))).rejects.toEqual(problem('damaged', /Restart Switchyard/));
    await cache.close();
    const again = await open(path);
    expect(again.notice).toMatch(/some may be missing/);
    expect((await again.query({}, 0, 1, NOW)).total).toBe(300);
    expect(await again.raw(jobId('job-3'))).toBeNull();
    await again.close();
    const last = await open(path);
    expect(last.notice).toBeNull();
    await last.close();
    expect(existsSync(`${path}.is-damaged`)).toBe(false);
  }, 60_000);
});

describe('pruning', () => {
  it('removes closed jobs that changed long ago, with all that hangs on them, and old positions', async () => {
    const path = join(folder(), 'cache.sqlite');
    const cache = await newCache(path);
    const old = { changedAt: NOW - 100 * HOUR, createdAt: NOW - 200 * HOUR };
    const many = Array.from({ length: 250 }, (_, at) =>
      aJob(`old-${at}`, { ...old, status: 'delivered', recipient: 'Ada', tags: ['vip'] }),
    );
    await cache.write({
      insertJobs: [
        ...many,
        aJob('archived', { ...old, status: 'lost', archived: true }),
        aJob('open', old),
        aJob('fresh', { ...old, changedAt: NOW, status: 'delivered' }),
        aJob('waiting', { ...old, status: 'cancelled' }),
        aJob('settled', { ...old, status: 'cancelled' }),
      ],
      commands: [aCommand('acts', 'waiting'), aCommand('done', 'settled', { state: 'done' })],
      events: [anEvent('old-3')],
      raws: [{ jobId: jobId('old-3'), raw: 1 }],
      couriers: [{ id: 'k' as never, connectionId: 'downtown' as never, name: '411' }],
      positions: [
        { courierId: 'k' as never, jobId: jobId('old-3'), at: NOW - 90 * HOUR, lat: 1, lng: 1 },
        { courierId: 'k' as never, jobId: jobId('old-3'), at: NOW, lat: 1, lng: 1 },
      ],
    });
    const before = await cache.revision();
    expect(await cache.prune({ jobsBefore: NOW - 50 * HOUR, positionsBefore: NOW - HOUR })).toBe(252);
    expect(await cache.revision()).toBeGreaterThan(before);
    expect((await cache.query({}, 0, 10, NOW)).rows.map(({ id }) => id).sort()).toEqual([
      'fresh',
      'open',
      'waiting',
    ]);
    expect((await cache.query({ text: 'ada' }, 0, 10, NOW)).total).toBe(0);
    expect(await cache.courierTrail('k' as never, 0)).toHaveLength(1);
    const after = await cache.revision();
    expect(await cache.prune({ jobsBefore: NOW - 50 * HOUR, positionsBefore: NOW - HOUR })).toBe(0);
    expect(await cache.revision()).toBe(after);
    await cache.close();
    const file = openFile(path, quietLog);
    for (const table of ['job_details', 'job_words', 'job_raws', 'events', 'job_tags']) {
      expect([table, file.all(`SELECT * FROM ${table} WHERE job NOT IN (SELECT row FROM jobs)`)]).toEqual([
        table,
        [],
      ]);
    }
    expect(file.all('PRAGMA foreign_key_check')).toEqual([]);
    file.db.close();
  });
});
