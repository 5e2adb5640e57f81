// The rule of the poll queue in virtual time, beside other ways of polling with the same budget on the same desk.
// Deterministic: the same seed gives the same figures on every machine.

import { pollScheduler } from '../support/poll-scheduler.ts';
import {
  cadenceByStatusAndWindow,
  type DeskPolicy,
  type DeskResult,
  followDesk,
  makeDesk,
  mean,
  roundRobin,
} from '../support/virtual-desk.ts';
import { count, type Figure, quantile } from './figures.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
/** The goals. */
const OF_ROUND_ROBIN = 0.2;
const OF_WINDOWS = 0.7;
const BUDGETS = [1, 2, 5, 10];
const DESK_FOR_BUDGETS = 2_000;

interface Options {
  /** Live jobs; budgets shrink with them, so that the load stays that of 2,000. */
  live: number;
  seed: number;
  say: (line: string) => void;
}

export function polling({ live, seed, say }: Options): Figure[] {
  const desk = makeDesk(seed, live, 4.5);
  const span = { fromMs: 2.5 * HOUR, toMs: 4.5 * HOUR };
  const ways: [string, () => DeskPolicy][] = [
    ['ours', () => pollScheduler({})],
    ['round robin', roundRobin],
    ['by status', cadenceByStatus],
    ['by status and window', cadenceByStatusAndWindow],
    ['oracle', oracle],
  ];
  return BUDGETS.flatMap((perSecond) => {
    const name = `${count(DESK_FOR_BUDGETS)} live jobs, ${perSecond} requests a second`;
    const results = new Map<string, DeskResult>();
    for (const [way, policy] of ways) {
      say(`${name}: ${way}`);
      results.set(way, followDesk(desk, policy(), (perSecond * live) / DESK_FOR_BUDGETS, span));
    }
    return [...results].flatMap(([way, result]) => delays(name, way, result)).concat(compared(name, results));
  });
}

function delays(name: string, way: string, { all, underWay, requests }: DeskResult): Figure[] {
  const figure = (what: string, ms: number, note?: string): Figure => ({
    part: 'polling',
    what: `${name}, ${way}: ${what}`,
    value: ms / 1000,
    unit: 's',
    ...(note !== undefined && { note }),
  });
  return [
    figure(
      'mean delay of all changes',
      mean(all),
      `${(requests / all.length).toFixed(1)} requests for each change`,
    ),
    figure('p95 of all changes', quantile(all, 0.95)),
    figure('mean delay of jobs under way', mean(underWay)),
    figure('p95 of jobs under way', quantile(underWay, 0.95)),
  ];
}

function compared(name: string, results: ReadonlyMap<string, DeskResult>): Figure[] {
  const of = (way: string) => results.get(way)?.all ?? [];
  const ours = results.get('ours');
  const ratio = (what: string, value: number, most: number): Figure => ({
    part: 'polling',
    what: `${name}: ${what}`,
    value,
    unit: 'x',
    goal: { most },
  });
  return [
    ratio('ours against round robin', mean(of('ours')) / mean(of('round robin')), OF_ROUND_ROBIN),
    ratio('ours against status and window', mean(of('ours')) / mean(of('by status and window')), OF_WINDOWS),
    ratio('ours, under way against booked', mean(ours?.underWay ?? []) / mean(ours?.booked ?? []), 1),
  ];
}

/** A table of intervals by status alone; whoever has been due for longest goes first. */
function cadenceByStatus(): DeskPolicy {
  const intervals: Partial<Record<string, number>> = {
    submitted: 10_000,
    accepted: 2 * MINUTE,
    assigned: 20_000,
    'picked-up': 30_000,
    'not-ready': MINUTE,
  };
  type Job = Parameters<DeskPolicy['choose']>[0][number];
  const dueAt = new Map<Job, number>();
  const due = (job: Job) => dueAt.get(job) ?? 0;
  return {
    added: (job, now) => dueAt.set(job, now),
    looked: (job, _before, now) => dueAt.set(job, now + (intervals[job.known.status] ?? MINUTE)),
    gone: (job) => dueAt.delete(job),
    choose: (jobs, now, limit) =>
      jobs
        .filter((job) => due(job) <= now)
        .sort((a, b) => due(a) - due(b))
        .slice(0, limit),
  };
}

/** Knows when each job changes and asks exactly then: what no program can do, and the least that is possible. */
function oracle(): DeskPolicy {
  const waitsSince = (job: Parameters<DeskPolicy['choose']>[0][number]) =>
    job.changes[job.seen]?.at ?? Infinity;
  return {
    choose: (jobs, now, limit) =>
      jobs
        .filter((job) => waitsSince(job) <= now)
        .sort((a, b) => waitsSince(a) - waitsSince(b))
        .slice(0, limit),
  };
}
