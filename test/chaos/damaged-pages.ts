// A file with one page turned into something else, again and again: what is damaged must be found, put aside, saved from and
// told. Used by database.ts.

import { closeSync, openSync, readdirSync, readFileSync, writeSync } from 'node:fs';
import type { OpenedCache } from '../../electron/core/cache/open-cache.ts';
import { SeededRandom } from '../../electron/core/practice/seeded-random.ts';
import { startServer } from '../support/server-process.ts';
import { folder, newFile, open, PAGE, pagesByName, saveConnection, scribble } from './database-file.ts';
import { orderNumbered, statusOfNumbered } from './numbered-jobs.ts';
import type { Tally } from './tally.ts';

const DAMAGED_JOBS = 240;

/** Half of the damage goes where it hurts most; most pages of a file hold histories and indexes. */
const DEAR = new Set(['jobs', 'commands', 'job_details', 'connections', 'sqlite_schema']);

type Note = (detail: string) => void;

export async function damagedPages(
  tally: Tally,
  rounds: number,
  random: SeededRandom,
  lost: Note,
  failed: Note,
  untold: Note,
) {
  using original = folder();
  await newFile(original.file);
  const filling = await open(original.file);
  for (let number = 1; number <= DAMAGED_JOBS; number += 1) {
    await filling.write(orderNumbered(number));
    await filling.write(statusOfNumbered(number));
  }
  const before = await stateOf(filling);
  await filling.close();
  const pages = pagesByName(original.file);
  const dear = [...pages].flatMap(([page, { name }]) => (DEAR.has(name) ? page : []));
  const bytes = readFileSync(original.file);
  let saved = 0;
  let told = 0;
  let jobsSaved = 0;
  for (let round = 0; round < rounds; round += 1) {
    using place = folder();
    const page = random.chance(0.5)
      ? random.pick(dear)
      : Math.floor(random.between(0, bytes.length / PAGE)) + 1;
    const way = random.pick(['noise', 'zeroes', 'another page', 'a flipped bit']);
    const what = `round ${round + 1}: page ${page} (${pages.get(page)?.name ?? 'free'}) as ${way}`;
    const copy = Buffer.from(bytes);
    spoil(copy, page, way, random);
    writeWhole(place.file, copy);
    try {
      const cache = await open(place.file);
      const after = await stateOf(cache);
      // Of a file whose first page is gone nothing can be saved, and the board starts empty.
      await saveConnection(cache);
      await cache.write(orderNumbered(1_000_000));
      await cache.counts(Date.now());
      await cache.close();
      if (cache.notice === null) {
        const changed = differences(before, after);
        // What a bit of a text says is guarded by nothing in the file: that is what a backup is for.
        if (changed.length > 0 && way !== 'a flipped bit')
          untold(`${what}: ${changed.slice(0, 3).join('; ')}`);
        continue;
      }
      told += 1;
      if (!readdirSync(place.path).some((name) => name.includes('.damaged-')))
        failed(`${what}: nothing was put aside`);
      jobsSaved += after.jobs.size;
      if (after.jobs.size > 0) saved += 1;
      const gone = [...before.commands.keys()].filter((id) => !after.commands.has(id));
      const held = pages.get(page);
      const excused = page === 1 || held?.name === 'commands' || held?.name === 'sqlite_schema';
      if (gone.length > 0 && !excused) lost(`${what}: ${gone.length} commands`);
    } catch (error) {
      failed(`${what}: ${String(error)}`);
    }
  }
  tally.seen('pages damaged', rounds, 'times', 'noise, zeroes, another page in its place, one flipped bit');
  tally.seen(
    'of these found and told',
    told,
    '',
    'the others held nothing that was in use, or one bit of a text',
  );
  tally.seen('files of which jobs could be saved', saved);
  tally.seen(
    'jobs saved of each such file',
    told === 0 ? Number.NaN : (100 * jobsSaved) / (told * DAMAGED_JOBS),
    '%',
  );
}

interface Kept {
  jobs: Map<string, string>;
  commands: Map<string, string>;
}

async function stateOf(cache: OpenedCache): Promise<Kept> {
  const { rows } = await cache.query({}, 0, DAMAGED_JOBS + 10, Date.now());
  return {
    jobs: new Map(
      rows.map(({ id, status, externalIds, to }) => [id, JSON.stringify({ status, externalIds, to })]),
    ),
    commands: new Map(
      (await cache.unsettledCommands()).map((command) => [command.id, JSON.stringify(command)]),
    ),
  };
}

function differences(before: Kept, after: Kept): string[] {
  const differing = (a: Map<string, string>, b: Map<string, string>) =>
    [...a].filter(([id, text]) => b.get(id) !== text).map(([id]) => id);
  return [...differing(before.jobs, after.jobs), ...differing(before.commands, after.commands)];
}

function spoil(bytes: Buffer, page: number, way: string, random: SeededRandom): void {
  const from = (page - 1) * PAGE;
  const noise = () => Math.floor(random.between(0, 256));
  switch (way) {
    case 'noise':
      for (let at = from; at < from + PAGE; at += 1) bytes[at] = noise();
      return;
    case 'zeroes':
      bytes.fill(0, from, from + PAGE);
      return;
    case 'another page': {
      const other = Math.floor(random.between(1, bytes.length / PAGE)) * PAGE;
      bytes.copyWithin(from, other, other + PAGE);
      return;
    }
    default: {
      const at = from + Math.floor(random.between(0, PAGE));
      bytes[at] = (bytes[at] ?? 0) ^ (1 << Math.floor(random.between(0, 8)));
    }
  }
}

function writeWhole(path: string, bytes: Buffer): void {
  const descriptor = openSync(path, 'w');
  writeSync(descriptor, bytes);
  closeSync(descriptor);
}

/** The page of a server that found its file damaged says so. */
export async function damagedIsTold(untold: Note): Promise<void> {
  using place = folder();
  await newFile(place.file);
  const cache = await open(place.file);
  for (let number = 1; number <= 50; number += 1) await cache.write(orderNumbered(number));
  await cache.close();
  const [page] = [...pagesByName(place.file)].find(([, { name }]) => name === 'jobs_by_promise') ?? [2];
  scribble(place.file, (page - 1) * PAGE, PAGE, new SeededRandom(page));
  await using server = await startServer({ dataDir: place.path, args: ['--live'] });
  await using connection = await server.rpc();
  for await (const item of await connection.client.app.watch()) {
    if (item.kind === 'notice' && item.title === 'About your data' && /put aside/.test(item.body)) return;
    break;
  }
  untold('the page heard of no damage');
}
