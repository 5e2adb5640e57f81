// Views, searches and counts in the core, without page and host: how long the main loop is held by each. Every question
// is put after a write, so that nothing is answered from what was kept of the last answer; and three times, of which the
// fastest counts: what the slower ones took on top is what other programs of the machine took away.

import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { type OpenedCache, openCache } from '../../electron/core/cache/open-cache.ts';
import { systemClock } from '../../electron/hosting/system-clock.ts';
import { JOB_SORTS, type JobView } from '../../shared/contract/jobs.ts';
import type { ConnectionId, JobId } from '../../shared/domain/ids.ts';
import { count, type Figure, quantile, show } from './figures.ts';
import { quietLog } from './kept-caches.ts';

/** Design, "Budgets": any query in the core. */
const QUERY_MS = 20;
/** What a page asks for. */
const WINDOW = 150;
const TIMES = 3;
const BOARD: JobView = {
  sort: { by: 'promise', direction: 'asc' },
  group: 'phase',
  folded: ['done', 'closed'],
};
const LAST_NAMES = 'Garcia Nguyen Smith Patel Kim Lopez Wong Silva Tan Young'.split(' ');
const FIRST_NAMES = 'Ada Carlos Emma Hugo Jonas Leo Mei Omar Rosa Victor'.split(' ');
const STREETS = 'Mission Valencia Folsom Market Bush Pine Geary Haight Castro Church'.split(' ');

const TAGS = ['vip', 'fragile', 'cold', 'alcohol', 'signature'];
const CONNECTION = 'con-downtown' as ConnectionId;

/** A step that comes by all parts of a list. */
const anywhere = (turn: number, all: number) => Math.floor(((turn * 0.618034) % 1) * all);

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
  const asked = [
    ...questions(all).map(({ what, ask }) => ({
      what,
      ask: (turn: number) => {
        const { view, offset } = ask(turn);
        return cache.query(view, offset, WINDOW, Date.now());
      },
    })),
    { what: 'counts', ask: () => cache.counts(Date.now()) },
  ];
  let touched = 0;
  for (const { what, ask } of asked) {
    const fastest: number[] = [];
    let slowest = 0;
    for (let turn = 0; turn < turns; turn += 1) {
      let best = Number.POSITIVE_INFINITY;
      for (let time = 0; time < TIMES; time += 1) {
        await touch(cache, pollable, touched);
        touched += 1;
        const took = await timed(() => ask(turn));
        best = Math.min(best, took);
        slowest = Math.max(slowest, took);
      }
      fastest.push(best);
    }
    figures.push(...spread(what, jobs, fastest, slowest));
  }
  return figures;
}

/** Where the system has to read the file first: right after a start of the machine. */
export async function coldTimes(path: string, jobs: number): Promise<Figure[]> {
  const figures: Figure[] = [];
  for (const what of ['the board as it opens', 'common word', 'flat, scrolled anywhere']) {
    if (!(await forget(path))) return [];
    const cache = await openCache({ path, clock: systemClock, log: quietLog });
    const all = jobs * 0.98;
    const { view, offset } = questions(all)
      .find((question) => question.what === what)
      ?.ask(1) ?? {
      view: BOARD,
      offset: 0,
    };
    const value = await timed(() => cache.query(view, offset, WINDOW, Date.now()));
    await cache.close();
    figures.push({
      part: 'board',
      what: `core, ${count(jobs)} jobs, file not in memory: ${what}`,
      value,
      unit: 'ms',
      goal: { most: QUERY_MS },
      note: 'the first question after the machine started; what is read stays in memory',
    });
  }
  return figures;
}

/** Asks the system to drop what it keeps of a file; false where that cannot be asked. */
async function forget(path: string): Promise<boolean> {
  try {
    await promisify(execFile)('dd', [`if=${path}`, 'iflag=nocache', 'count=0']);
    return true;
  } catch {
    return false;
  }
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
      ask: (turn) => at({ ...BOARD, group: 'none' }, anywhere(turn, all)),
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
    {
      what: 'common word, scrolled down',
      ask: (turn) => at(text(of([...LAST_NAMES, ...STREETS], turn)), 1000),
    },
    {
      what: 'common word of one connection',
      ask: (turn) => at({ ...text(of(LAST_NAMES, turn)), connectionIds: [CONNECTION] }),
    },
    {
      what: 'street and ZIP code',
      ask: (turn) => at(text(`${of(STREETS, turn)} ${of(['94110', '94103', '94107', '94114'], turn)}`)),
    },
    { what: 'a tag', ask: (turn) => at({ ...BOARD, folded: [], tags: [of(TAGS, turn)] }) },
    {
      what: 'a tag and a common word',
      ask: (turn) => at({ ...text(of([...LAST_NAMES, ...STREETS], turn)), tags: [of(TAGS, turn)] }),
    },
    {
      what: 'two large statuses, flat, scrolled anywhere',
      ask: (turn) =>
        at({ ...BOARD, group: 'none', statuses: ['delivered', 'cancelled'] }, anywhere(turn, all)),
    },
    {
      what: 'two phases, flat, scrolled anywhere',
      ask: (turn) => at({ ...BOARD, group: 'none', phases: ['done', 'closed'] }, anywhere(turn, all)),
    },
    {
      what: 'one connection, flat, scrolled anywhere',
      ask: (turn) => at({ ...BOARD, group: 'none', connectionIds: [CONNECTION] }, anywhere(turn, all * 0.4)),
    },
    ...JOB_SORTS.flatMap((by): Question[] => {
      const sorted = (turn: number): JobView => ({
        ...BOARD,
        group: 'none',
        sort: { by, direction: turn % 2 === 0 ? 'asc' : 'desc' },
      });
      return [
        { what: `sorted by ${by}`, ask: (turn) => at(sorted(turn)) },
        {
          what: `sorted by ${by}, scrolled anywhere`,
          ask: (turn) => at(sorted(turn), anywhere(turn, all)),
        },
      ];
    }),
  ];
}

/** News of one live job, and another put away or brought back: every view is asked anew. */
async function touch(cache: OpenedCache, ids: readonly JobId[], turn: number): Promise<void> {
  const [id, other] = [ids[1 + (turn % (ids.length - 1))], ids[0]];
  if (id === undefined || other === undefined) return;
  const status = turn % 2 === 0 ? 'assigned' : 'accepted';
  const now = Date.now();
  await cache.write({
    patchJobs: [
      { id: other, set: { archived: turn % 2 === 0 } },
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

async function timed(ask: () => Promise<unknown>): Promise<number> {
  const startedAt = performance.now();
  await ask();
  return performance.now() - startedAt;
}

function spread(what: string, jobs: number, times: readonly number[], slowest: number): Figure[] {
  const at = (share: number, note: string): Figure => ({
    part: 'board',
    what: `core, ${count(jobs)} jobs: ${what}, p${share * 100}`,
    value: quantile(times, share),
    unit: 'ms',
    goal: { most: QUERY_MS },
    note,
  });
  return [at(0.5, ''), at(0.99, `slowest of all that were asked ${show(slowest)} ms`)];
}
