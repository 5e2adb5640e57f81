// Views, searches and counts in the core, without page and host: how long the main loop is held by each. Every question
// is put after a write, so that nothing is answered from what was kept of the last answer.

import { type OpenedCache, openCache } from '../../electron/core/cache/open-cache.ts';
import { systemClock } from '../../electron/hosting/system-clock.ts';
import { JOB_SORTS, type JobView } from '../../shared/contract/jobs.ts';
import type { JobId } from '../../shared/domain/ids.ts';
import { count, type Figure, quantile, show } from './figures.ts';
import { quietLog } from './kept-caches.ts';

/** Design, "Budgets": any query in the core. */
const QUERY_MS = 20;
const WINDOW = 100;
const BOARD: JobView = {
  sort: { by: 'promise', direction: 'asc' },
  group: 'phase',
  folded: ['done', 'closed'],
};
const LAST_NAMES = 'Garcia Nguyen Smith Patel Kim Lopez Wong Silva Tan Young'.split(' ');
const FIRST_NAMES = 'Ada Carlos Emma Hugo Jonas Leo Mei Omar Rosa Victor'.split(' ');
const STREETS = 'Mission Valencia Folsom Market Bush Pine Geary Haight Castro Church'.split(' ');

interface Question {
  what: string;
  ask(turn: number): { view: JobView; offset: number };
}

export async function queryTimes(path: string, jobs: number, turns: number): Promise<Figure[]> {
  const cache = await openCache({ path, clock: systemClock, log: quietLog });
  try {
    return await askAll(cache, jobs, turns);
  } finally {
    await cache.close();
  }
}

async function askAll(cache: OpenedCache, jobs: number, turns: number): Promise<Figure[]> {
  const pollable = (await cache.pollable()).map(({ id }) => id);
  const flat: JobView = { sort: { by: 'promise', direction: 'asc' }, group: 'none' };
  const all = (await cache.query(flat, 0, 1, Date.now())).total;
  const figures: Figure[] = [];
  for (const { what, ask } of questions(all)) {
    const times: Took[] = [];
    for (let turn = 0; turn < turns; turn += 1) {
      await touch(cache, pollable, turn);
      const { view, offset } = ask(turn);
      times.push(await timed(() => cache.query(view, offset, WINDOW, Date.now())));
    }
    figures.push(...spread(what, jobs, times));
  }
  const counted: Took[] = [];
  for (let turn = 0; turn < turns; turn += 1) {
    await touch(cache, pollable, turn);
    counted.push(await timed(() => cache.counts(Date.now())));
  }
  figures.push(...spread('counts', jobs, counted));
  return figures;
}

function questions(all: number): Question[] {
  const at = (view: JobView, offset = 0) => ({ view, offset });
  const of = (words: readonly string[], turn: number) => words[turn % words.length] ?? '';
  const text = (words: string): JobView => ({ ...BOARD, folded: [], text: words });
  return [
    { what: 'the board as it opens', ask: () => at(BOARD) },
    { what: 'flat, everything', ask: () => at({ ...BOARD, group: 'none' }) },
    {
      what: 'flat, scrolled anywhere',
      // A step that comes by all parts of the list.
      ask: (turn) => at({ ...BOARD, group: 'none' }, Math.floor(((turn * 0.618034) % 1) * all)),
    },
    { what: 'first key of a search', ask: (turn) => at(text(of([...'mgspkvfc'], turn))) },
    { what: 'common word', ask: (turn) => at(text(of([...LAST_NAMES, ...STREETS], turn))) },
    {
      // Numbers in a row were booked one after the other: their jobs stand together in most orders.
      what: 'beginning of a number',
      ask: (turn) =>
        at(
          text(
            `SW-${String(1 + ((turn * 7919) % all))
              .padStart(7, '0')
              .slice(0, 3 + (turn % 4))}`,
          ),
        ),
    },
    {
      what: 'rare word',
      ask: (turn) => at(text(`SW-${String(1 + ((turn * 7919) % all)).padStart(7, '0')}`)),
    },
    { what: 'word of every job', ask: () => at(text('francisco')) },
    {
      what: 'two common words',
      ask: (turn) => at(text(`${of(LAST_NAMES, turn)} ${of(STREETS, turn * 3 + 1)}`)),
    },
    {
      what: 'two common words of one name',
      ask: (turn) => at(text(`${of(FIRST_NAMES, turn)} ${of(LAST_NAMES, turn * 7 + 2)}`)),
    },
    { what: 'late jobs', ask: () => at({ ...BOARD, late: true }) },
    {
      what: 'common word, late',
      ask: (turn) => at({ ...BOARD, late: true, text: of(LAST_NAMES, turn) }),
    },
    ...JOB_SORTS.map(
      (by): Question => ({
        what: `sorted by ${by}`,
        ask: (turn) =>
          at({ ...BOARD, group: 'none', sort: { by, direction: turn % 2 === 0 ? 'asc' : 'desc' } }),
      }),
    ),
  ];
}

/** News of one live job, so that views are asked anew. */
async function touch(cache: OpenedCache, ids: readonly JobId[], turn: number): Promise<void> {
  const id = ids[turn % ids.length];
  if (id === undefined) return;
  const status = turn % 2 === 0 ? 'assigned' : 'accepted';
  const now = Date.now();
  await cache.write({
    patchJobs: [
      {
        id,
        set: {
          status,
          promiseAt: now + turn * 1000,
          receivedAt: now,
          price: { minor: turn, currency: 'USD' },
        },
      },
    ],
  });
}

interface Took {
  wall: number;
  /** What the thread itself worked: the same on a busy machine as on a quiet one. */
  cpu: number;
}

async function timed(ask: () => Promise<unknown>): Promise<Took> {
  const cpuBefore = process.threadCpuUsage();
  const startedAt = performance.now();
  await ask();
  const wall = performance.now() - startedAt;
  const { user, system } = process.threadCpuUsage(cpuBefore);
  return { wall, cpu: (user + system) / 1000 };
}

function spread(what: string, jobs: number, times: readonly Took[]): Figure[] {
  const at = (share: number): Figure => ({
    part: 'board',
    what: `core, ${count(jobs)} jobs: ${what}, p${share * 100}`,
    value: quantile(
      times.map(({ wall }) => wall),
      share,
    ),
    unit: 'ms',
    goal: { most: QUERY_MS },
    note: `${show(
      quantile(
        times.map(({ cpu }) => cpu),
        share,
      ),
    )} ms of it at work`,
  });
  return [at(0.5), at(0.99)];
}
