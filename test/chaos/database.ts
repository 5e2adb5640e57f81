// Part 3: the file that everything is kept in, killed over, torn, damaged, without room, without leave to write, too new, and
// wanted by two. Nothing that was confirmed may be lost; what is damaged is put aside, saved from, and told.

import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync, statSync, truncateSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as sleep } from 'node:timers/promises';
import { MIGRATIONS } from '../../electron/core/cache/migrations.ts';
import type { OpenedCache } from '../../electron/core/cache/open-cache.ts';
import { openFile } from '../../electron/core/cache/open-file.ts';
import { SeededRandom } from '../../electron/core/practice/seeded-random.ts';
import { quietLog } from '../bench/kept-caches.ts';
import { type ServerProcess, startServer } from '../support/server-process.ts';
import { damagedIsTold, damagedPages } from './damaged-pages.ts';
import { folder, newFile, open, PAGE, scribble } from './database-file.ts';
import { commandNumbered, jobNumbered, orderNumbered } from './numbered-jobs.ts';
import { mountSmallDisk } from './small-disk.ts';
import { createTally, type PartOutcome, type Tally } from './tally.ts';

interface Options {
  /** Of kills, of torn ends and of damaged pages, each. */
  rounds: number;
  seed: number;
  say: (line: string) => void;
}

type Note = (detail: string) => void;

export async function database({ rounds, seed, say }: Options): Promise<PartOutcome> {
  const tally = createTally('database');
  const random = new SeededRandom(seed, 'database');
  const lost = tally.never('confirmed and lost');
  const halved = tally.never('half a transaction');
  const failed = tally.never('a file that could not be opened, or not be worked with');
  const untold = tally.never('damage that nobody was told of');
  say(`Killed while writing, ${rounds} times`);
  await killedWhileWriting(tally, rounds, random, lost, halved);
  say(`A torn end of its WAL, ${rounds} times`);
  await tornEnd(tally, rounds, random, lost, halved, failed);
  say(`A damaged page, ${rounds} times`);
  await damagedPages(tally, rounds, random, lost, failed, untold);
  say('No room, no leave to write, too new, two processes');
  await fullDisk(tally, lost, failed);
  await refusals(tally, untold, failed);
  return tally.outcome();
}

interface Writing {
  /** The number that was confirmed last, and how long the WAL was then. */
  confirmed: { number: number; walBytes: number };
  problems: string[];
  until(enough: () => boolean): Promise<void>;
  kill(): Promise<void>;
}

function startWriting(path: string, first: number): Writing {
  const script = join(import.meta.dirname, 'writing-process.ts');
  const child = spawn(process.execPath, [script, path, String(first)], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const gone = once(child, 'exit');
  const writing: Writing = {
    confirmed: { number: first - 1, walBytes: 0 },
    problems: [],
    async until(enough) {
      for (let wait = 0; !enough() && wait < 6_000 && child.exitCode === null; wait += 1) await sleep(5);
      if (!enough())
        throw new Error(`The writing process did not get that far (exit code ${child.exitCode}).`);
    },
    async kill() {
      child.kill('SIGKILL');
      await gone;
      // What it said before is still in the pipe.
      await sleep(20);
    },
  };
  createInterface({ input: child.stdout }).on('line', (line) => {
    const [word, number, walBytes] = line.split(' ');
    if (word === 'ok') writing.confirmed = { number: Number(number), walBytes: Number(walBytes) };
    else writing.problems.push(number ?? '');
  });
  return writing;
}

/** Every order up to `confirmed` is there, none is half there. Answers the highest number that is there. */
async function compare(cache: OpenedCache, confirmed: number, lost: Note, halved: Note): Promise<number> {
  const commands = new Set((await cache.unsettledCommands()).map(({ id }) => id));
  let number = 1;
  for (; ; number += 1) {
    const job = await cache.job(jobNumbered(number));
    const command = commands.delete(commandNumbered(number));
    const events = await cache.events(jobNumbered(number));
    if (job === null && !command) break;
    if (job === null || !command || events.length !== 1 || job.pending?.commandId !== commandNumbered(number))
      halved(
        `order ${number}: job ${job !== null}, command ${command}, ${events.length} lines, pending ${job?.pending?.commandId}`,
      );
  }
  if (number <= confirmed) lost(`order ${number} of ${confirmed} that were confirmed`);
  if (commands.size > 0)
    halved(`commands without those before them: ${[...commands].slice(0, 3).join(', ')}`);
  return number - 1;
}

async function killedWhileWriting(
  tally: Tally,
  rounds: number,
  random: SeededRandom,
  lost: Note,
  halved: Note,
) {
  using place = folder();
  await newFile(place.file);
  let there = 0;
  for (let round = 0; round < rounds; round += 1) {
    const writing = startWriting(place.file, there + 1);
    const wanted = there + Math.floor(random.between(5, 120));
    await writing.until(() => writing.confirmed.number >= wanted);
    await sleep(random.between(0, 10));
    await writing.kill();
    const cache = await open(place.file);
    if (cache.notice !== null)
      lost(`after kill ${round + 1} the file was taken for damaged: ${cache.notice}`);
    there = await compare(cache, writing.confirmed.number, lost, halved);
    await cache.close();
  }
  tally.seen('killed while writing', rounds, 'times', `${there} orders confirmed in one file`);
}

/** As a power cut leaves it: what was confirmed is on the disk, what came after it may be there in part. */
async function tornEnd(
  tally: Tally,
  rounds: number,
  random: SeededRandom,
  lost: Note,
  halved: Note,
  failed: Note,
) {
  for (let round = 0; round < rounds; round += 1) {
    using place = folder();
    await newFile(place.file);
    const writing = startWriting(place.file, 1);
    const wanted = Math.floor(random.between(2, 40));
    await writing.until(() => writing.confirmed.number >= wanted);
    await writing.kill();
    const { number, walBytes } = writing.confirmed;
    const wal = `${place.file}-wal`;
    const whole = statSync(wal).size;
    const anywhere = random.chance(0.3);
    const at = Math.floor(random.between(anywhere ? 0 : Math.min(walBytes, whole), whole));
    if (random.chance(0.5)) truncateSync(wal, at);
    else scribble(wal, at, Math.min(whole - at, PAGE), random);
    try {
      const cache = await open(place.file);
      // Torn before the end of what was confirmed is no power cut any more; then only halves count.
      await compare(cache, anywhere ? 0 : number, lost, halved);
      await cache.write(orderNumbered(1_000_000));
      await cache.close();
    } catch (error) {
      failed(`round ${round + 1}, torn at ${at} of ${whole}: ${String(error)}`);
    }
  }
  tally.seen('ends of a WAL torn off or overwritten', rounds, 'times');
}

async function fullDisk(tally: Tally, lost: Note, failed: Note) {
  using disk = mountSmallDisk(2);
  if (disk === null) {
    tally.seen(
      'full disk',
      0,
      'times',
      'this user may not mount one; test/chaos/full-disk.test.ts tells SQLite that there is no room',
    );
    return;
  }
  const path = join(disk.path, 'live.sqlite');
  await newFile(path);
  const writing = startWriting(path, 1);
  await writing.until(() => writing.problems.length > 3);
  const whileFull = new Set(writing.problems);
  const { number: before } = writing.confirmed;
  disk.change('size=64m');
  await writing.until(() => writing.confirmed.number > before + 20);
  await writing.kill();
  if ([...whileFull].some((kind) => kind !== 'full'))
    failed(`a full disk was called ${[...whileFull].join(', ')}`);
  const cache = await open(path);
  if (cache.notice !== null) failed(`after a full disk: ${cache.notice}`);
  await compare(cache, writing.confirmed.number, lost, lost);
  await cache.close();
  tally.seen('full disk', 1, 'times', `full after ${before} orders; it went on when there was room`);
}

/** What must be refused in a sentence, and leave everything as it is. */
async function refusals(tally: Tally, untold: Note, failed: Note): Promise<void> {
  const refusedWith = async (what: string, dataDir: string, words: RegExp, args = ['--live']) => {
    const outcome = await startServer({ dataDir, args }).then(
      async (server) => {
        await server.kill();
        return 'It started.';
      },
      (error: unknown) => String(error),
    );
    if (!words.test(outcome)) untold(`${what}: ${outcome.slice(0, 400)}`);
  };
  {
    using place = folder();
    await newFile(place.file);
    const file = openFile(place.file, quietLog);
    file.db.pragma(`user_version = ${MIGRATIONS.length + 1}`);
    file.db.close();
    const before = readFileSync(place.file);
    await refusedWith('a file of a newer version', place.path, /newer Switchyard.*--data-dir/);
    if (!readFileSync(place.file).equals(before)) failed('the file of a newer version was changed');
  }
  {
    using disk = mountSmallDisk(8);
    if (disk === null)
      tally.seen('a folder that can only be read', 0, 'times', 'this user may not mount one');
    else {
      await newFile(join(disk.path, 'live.sqlite'));
      disk.change('ro');
      await refusedWith(
        'a folder that can only be read',
        disk.path,
        /can only be read.*--data-dir|may not write/,
      );
      disk.change('rw');
      tally.seen('a folder that can only be read', 1, 'times');
    }
  }
  for (const workspace of ['live', 'practice']) await twoProcesses(workspace, refusedWith, failed);
  await damagedIsTold(untold);
}

async function twoProcesses(
  workspace: string,
  refusedWith: (what: string, dataDir: string, words: RegExp, args: string[]) => Promise<void>,
  failed: Note,
): Promise<void> {
  using place = folder();
  await using first = await startServer({ dataDir: place.path, args: [`--${workspace}`] });
  const file = join(place.path, `${workspace}.sqlite`);
  const before = statSync(file).ino;
  await refusedWith(`a second process, ${workspace}`, place.path, /Another Switchyard/, [`--${workspace}`]);
  if (!existsSync(file) || statSync(file).ino !== before)
    failed(`${workspace}: the second process took the file away from the first`);
  await canBeUsed(first).catch((error: unknown) =>
    failed(`${workspace}: the first process after the second: ${String(error)}`),
  );
}

async function canBeUsed(server: ServerProcess): Promise<void> {
  const { port } = new URL(await server.address());
  if (Number(port) !== server.port) throw new Error('its server-address is that of the second');
  await using connection = await server.rpc();
  await connection.client.settings.update({ theme: 'dark' });
  await connection.client.jobs.query({ view: {}, offset: 0, limit: 10 });
}
