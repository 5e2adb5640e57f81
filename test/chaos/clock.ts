// Part 5: the clock jumps. The machine sleeps for eight hours, somebody sets the clock back a day or forward and back again,
// summer time begins and ends. No burst of requests, right countdowns, nobody told twice and nobody not at all.

import { SeededRandom } from '../../electron/core/practice/seeded-random.ts';
import { practiceClients } from '../../electron/core/practice/twinjet/practice-clients.ts';
import { startTwinJetSimulator } from '../../electron/core/practice/twinjet/start-twinjet-simulator.ts';
import type { TwinJetSimulator } from '../../electron/core/practice/twinjet/twinjet-simulator.ts';
import type { ConnectionId } from '../../shared/domain/ids.ts';
import type { JobRow } from '../../shared/domain/job.ts';
import { isTerminal } from '../../shared/domain/job-status.ts';
import { countdownTo, isAhead } from '../../shared/domain/time.ts';
import { twinJetJob } from '../support/booked-job.ts';
import { type CoreInHand, startCoreInHand } from './core-in-hand.ts';
import { createTally, type PartOutcome } from './tally.ts';

interface Options {
  /** Live jobs of each desk. */
  jobs: number;
  /** How exactly time passes. */
  stepMs: number;
  seed: number;
  say: (line: string) => void;
}

const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
/** As the settings stand when nobody has touched them; at once, twice as much. */
const PER_SECOND = 5;
const BURST = 10;

type Note = (detail: string) => void;
interface Notes {
  burst: Note;
  wrong: Note;
  doubled: Note;
  missed: Note;
  silent: Note;
  failed: Note;
}

export async function clock({ jobs, stepMs, seed, say }: Options): Promise<PartOutcome> {
  const tally = createTally('clock');
  const notes: Notes = {
    burst: tally.never(
      'bursts',
      `more than ${PER_SECOND} requests a second and ${BURST} at once, for one account`,
    ),
    wrong: tally.never('wrong countdowns, days or counts'),
    doubled: tally.never('notices that came twice'),
    missed: tally.never('late jobs that nobody was told of'),
    silent: tally.never('jobs that were not asked about any more'),
    failed: tally.never('errors in the log'),
  };
  const zone = process.env.TZ;
  process.env.TZ = 'America/Los_Angeles';
  try {
    for (const [name, scenario] of Object.entries(SCENARIOS)) {
      say(name);
      const desk = await openDesk(scenario.startAt, { jobs, stepMs, seed });
      try {
        await scenario.play(desk, notes);
        checkBudget(name, desk.hand.asked, notes.burst);
        checkNotices(name, desk, notes.doubled);
        for (const error of desk.hand.errors) notes.failed(`${name}: ${error}`);
        tally.seen(
          name,
          desk.hand.asked.length,
          'requests',
          `most in one second ${mostWithin(desk.hand.asked, SECOND)}`,
        );
      } finally {
        await desk.close();
      }
    }
    await daysOfSummerTime(notes.wrong);
  } finally {
    if (zone === undefined) delete process.env.TZ;
    else process.env.TZ = zone;
  }
  return tally.outcome();
}

interface Desk {
  hand: CoreInHand;
  simulator: TwinJetSimulator;
  connectionId: ConnectionId;
  random: SeededRandom;
  /** Our clock is set to another time; the provider's is not. */
  setClock(byMs: number): void;
  cutNetwork(cut: boolean): void;
  book(name: string, promiseInMs: number): Promise<void>;
  close(): Promise<void>;
}

async function openDesk(startAt: number, { jobs, stepMs, seed }: Omit<Options, 'say'>): Promise<Desk> {
  let providerAheadMs = 0;
  let cut = false;
  const hand = await startCoreInHand({
    startAt,
    stepMs,
    fetch: (...request) => {
      if (cut) return Promise.reject(new TypeError('fetch failed', { cause: { code: 'ECONNREFUSED' } }));
      return globalThis.fetch(...request);
    },
  });
  const [client] = practiceClients;
  const simulator = await startTwinJetSimulator({
    clients: [
      {
        token: 'clock-token',
        name: 'Chaos',
        address: client?.address as never,
        contactName: 'C',
        contactPhone: '1',
      },
    ],
    seed,
    clock: () => hand.clock.now() + providerAheadMs,
  });
  const { id: connectionId } = await hand.client.connections.create({
    provider: 'twinjet',
    label: 'Clock',
    baseUrl: simulator.url,
    secret: { apiToken: 'clock-token' },
  });
  const random = new SeededRandom(seed, 'clock');
  const desk: Desk = {
    hand,
    simulator,
    connectionId,
    random,
    setClock(byMs) {
      hand.clock.jump(byMs);
      providerAheadMs -= byMs;
    },
    cutNetwork(wanted) {
      cut = wanted;
    },
    async book(name, promiseInMs) {
      const at = hand.clock.now();
      await hand.client.twinjet.createJob({
        connectionId,
        job: twinJetJob(at, {
          external_id: name,
          deliver_to_time: new Date(at + promiseInMs).toISOString(),
        }),
      });
    },
    async close() {
      await hand[Symbol.asyncDispose]();
      await simulator.stop();
    },
  };
  // Nobody rides: who is late, and when, is decided by the clock alone.
  simulator.pauseLife(true);
  for (let number = 1; number <= jobs; number += 1) {
    await desk.book(`CLOCK-${number}`, random.between(2 * MINUTE, 30 * HOUR));
  }
  await hand.run(Math.max(MINUTE, (jobs / PER_SECOND) * 2 * SECOND));
  return desk;
}

const SCENARIOS: Record<string, { startAt: number; play(desk: Desk, notes: Notes): Promise<void> }> = {
  'eight hours of sleep': {
    startAt: Date.UTC(2026, 10, 3, 23, 0, 0),
    async play(desk, notes) {
      const { hand } = desk;
      desk.cutNetwork(true);
      for (let number = 1; number <= 30; number += 1) {
        await desk.book(`SLEPT-${number}`, number % 3 === 0 ? HOUR : 20 * HOUR);
      }
      await hand.run(10 * SECOND);
      hand.clock.jump(8 * HOUR);
      desk.cutNetwork(false);
      hand.core.wake();
      const awakeAt = hand.clock.now();
      await hand.run(15 * MINUTE);
      await checkBoard('after the sleep', desk, notes, awakeAt);
      const slept = desk.simulator.books().filter(({ externalId }) => externalId.startsWith('SLEPT-'));
      if (slept.length !== 20 || new Set(slept.map(({ externalId }) => externalId)).size !== 20)
        notes.wrong(`of 20 bookings that still made sense ${slept.length} were sent`);
    },
  },
  'eight hours of sleep that nobody told of': {
    startAt: Date.UTC(2026, 10, 3, 23, 0, 0),
    async play(desk, notes) {
      desk.hand.clock.jump(8 * HOUR);
      const awakeAt = desk.hand.clock.now();
      await desk.hand.run(15 * MINUTE);
      await checkBoard('after the sleep', desk, notes, awakeAt);
    },
  },
  'the clock set back a day': {
    startAt: Date.UTC(2026, 10, 3, 18, 0, 0),
    async play(desk, notes) {
      desk.setClock(-DAY);
      const setAt = desk.hand.clock.now();
      await desk.book('BACK-1', 6 * MINUTE);
      await desk.hand.run(15 * MINUTE);
      await checkBoard('a day back', desk, notes, setAt);
      expectTold(desk, 'BACK-1', notes.missed);
      desk.setClock(DAY);
      await desk.hand.run(10 * MINUTE);
      await checkBoard('put right again', desk, notes, setAt + DAY);
    },
  },
  'the clock set forward a day and put right': {
    startAt: Date.UTC(2026, 10, 3, 18, 0, 0),
    async play(desk, notes) {
      await desk.book('FORTH-1', 4 * MINUTE);
      await desk.hand.run(5 * MINUTE);
      expectTold(desk, 'FORTH-1', notes.missed);
      await desk.book('FORTH-2', 8 * MINUTE);
      await desk.hand.run(5 * SECOND);
      desk.setClock(DAY);
      await desk.hand.run(2 * MINUTE);
      desk.setClock(-DAY);
      const rightAt = desk.hand.clock.now();
      await desk.hand.run(15 * MINUTE);
      expectTold(desk, 'FORTH-2', notes.missed);
      await checkBoard('put right again', desk, notes, rightAt);
    },
  },
  'the end of summer time': {
    // 1:50 a.m. by summer time; twenty minutes later it is 1:10.
    startAt: Date.UTC(2026, 10, 1, 8, 50, 0),
    play: overTheHour,
  },
  'the beginning of summer time': {
    startAt: Date.UTC(2026, 2, 8, 9, 50, 0),
    play: overTheHour,
  },
};

async function overTheHour(desk: Desk, notes: Notes): Promise<void> {
  await desk.book('DST-1', 15 * MINUTE);
  const from = desk.hand.clock.now();
  const countdown = () => countdownTo(from + 15 * MINUTE, desk.hand.clock.now()).text;
  await desk.hand.run(12 * MINUTE);
  if (countdown() !== '3 min') notes.wrong(`3 minutes before the promise the board counts ${countdown()}`);
  await desk.hand.run(8 * MINUTE);
  if (countdown() !== '−5 min') notes.wrong(`5 minutes after the promise the board counts ${countdown()}`);
  expectTold(desk, 'DST-1', notes.missed);
  await checkBoard('over the hour', desk, notes, from);
}

/** What the board says now: who is late, how old the news are; and each job was asked about since `sinceAt`. */
async function checkBoard(when: string, desk: Desk, notes: Notes, sinceAt: number): Promise<void> {
  const { hand } = desk;
  const now = hand.clock.now();
  const rows = await allRows(desk);
  const open = rows.filter(({ status }) => !isTerminal(status));
  const late = open.filter(({ promiseAt }) => promiseAt !== null && promiseAt < now);
  const counts = await hand.core.counts();
  if (counts.late !== late.length) notes.wrong(`${when}: ${counts.late} counted late, ${late.length} are`);
  for (const { receivedAt, externalIds, status } of open) {
    if (status === 'queued') continue;
    if (receivedAt !== null && isAhead(receivedAt, now))
      notes.wrong(`${when}: the news of ${externalIds.externalId} are from the future`);
    if (receivedAt === null || receivedAt < sinceAt)
      notes.silent(
        `${when}: ${externalIds.externalId}, last asked at ${receivedAt === null ? 'no time' : new Date(receivedAt).toISOString()}`,
      );
  }
}

async function allRows(desk: Desk): Promise<JobRow[]> {
  return (await desk.hand.client.jobs.query({ view: {}, offset: 0, limit: 500 })).rows;
}

function expectTold(desk: Desk, name: string, missed: Note): void {
  const told = desk.hand.notices.some(
    ({ title, body }) => title.includes('late') && `${title} ${body}`.includes(name),
  );
  const many = desk.hand.notices.some(({ title }) => /^\d+ jobs are late$/.test(title));
  if (!told && !many) missed(name);
}

/** The budget, in every stretch from one request to another. */
function checkBudget(name: string, asked: number[], burst: Note): void {
  for (const span of [SECOND, 10 * SECOND, MINUTE]) {
    const most = mostWithin(asked, span);
    const allowed = BURST + Math.ceil((span / SECOND) * PER_SECOND);
    if (most > allowed)
      burst(`${name}: ${most} requests in ${span / SECOND} s, where ${allowed} are allowed`);
  }
}

/** By the order in which they left: a clock that is set back makes no room for more. */
function mostWithin(asked: number[], spanMs: number): number {
  let most = 0;
  for (let first = 0, last = 0; last < asked.length; last += 1) {
    while ((asked[last] ?? 0) - (asked[first] ?? 0) >= spanMs || (asked[last] ?? 0) < (asked[first] ?? 0))
      first += 1;
    most = Math.max(most, last - first + 1);
  }
  return most;
}

function checkNotices(name: string, desk: Desk, doubled: Note): void {
  const seen = new Set<string>();
  for (const { key, title, body } of desk.hand.notices) {
    const words = key.startsWith('many:') ? `${title}: ${body}` : key;
    if (seen.has(words)) doubled(`${name}: ${title}`);
    seen.add(words);
  }
}

/** A day has 25 hours, or 23: what is promised in them belongs to it, and nothing else. */
async function daysOfSummerTime(wrong: Note): Promise<void> {
  for (const day of [
    { name: '2026-11-01', beginsAt: Date.UTC(2026, 10, 1, 7), endsAt: Date.UTC(2026, 10, 2, 8) },
    { name: '2026-03-08', beginsAt: Date.UTC(2026, 2, 8, 8), endsAt: Date.UTC(2026, 2, 9, 7) },
  ]) {
    await using hand = await startCoreInHand({
      startAt: day.beginsAt - DAY,
      stepMs: SECOND,
      fetch: () => Promise.reject(new TypeError('cut')),
    });
    const { id: connectionId } = await hand.client.connections.create({
      provider: 'twinjet',
      label: 'Days',
      secret: { apiToken: 'clock-token' },
    });
    await hand.client.connections.update({ id: connectionId, paused: true });
    const wanted: string[] = [];
    for (const at of [
      day.beginsAt - MINUTE,
      day.beginsAt,
      day.beginsAt + 90 * MINUTE,
      day.beginsAt + 150 * MINUTE,
      day.endsAt - MINUTE,
      day.endsAt,
    ]) {
      const name = new Date(at).toISOString();
      const inside = at >= day.beginsAt && at < day.endsAt;
      if (inside) wanted.push(name);
      await hand.client.twinjet.createJob({
        connectionId,
        job: twinJetJob(at - HOUR, { external_id: name, deliver_to_time: name }),
      });
    }
    const { rows } = await hand.client.jobs.query({ view: { day: day.name }, offset: 0, limit: 50 });
    const found = rows.map(({ externalIds }) => externalIds.externalId ?? '').sort();
    if (JSON.stringify(found) !== JSON.stringify(wanted.sort()))
      wrong(`${day.name} holds ${found.join(', ')} and should hold ${wanted.join(', ')}`);
  }
}
