// Plays yesterday and the last two hours, so that the practice workspace opens on a desk in the middle of its work.
// Called by start-twinjet-simulator.ts before it listens. The same seed, start and time zone give the same morning.

import { SeededRandom } from '../seeded-random.ts';
import type { CourierCompany } from './courier-company.ts';
import { makeUpBooking } from './practice-bookings.ts';
import {
  type Job,
  type Outcome,
  type SimulatedClient,
  type StatusCode,
  terminalCodes,
} from './simulated-job.ts';

const SECOND = 1000;
const MINUTE = 60 * SECOND;
/** So many jobs are played at once: a few milliseconds of work. */
const PIECE = 10;
const YESTERDAY_JOBS = 400;
const LIVE_JOBS = 60;
/** Arrivals hold back above this many unfinished jobs, or a fast dial would bury the couriers. */
const MOST_UNFINISHED = 72;

/** Where the made-up past begins: half past six in the morning of the day before, by the clock of this machine. */
export function pastBegins(startAt: number): number {
  const day = new Date(startAt);
  day.setHours(6, 30, 0, 0);
  day.setDate(day.getDate() - 1);
  return day.getTime();
}

/** Makes up jobs, numbered on; the couriers do the rest. */
export class PracticeMorning {
  private readonly company: CourierCompany;
  private readonly clients: readonly SimulatedClient[];
  private readonly random: SeededRandom;
  private number = 1000;
  /** Counts changes of the pace; whatever was due at an earlier one does not come. */
  private pace = 0;

  constructor(company: CourierCompany, clients: readonly SimulatedClient[], seed: string | number) {
    this.company = company;
    this.clients = clients;
    this.random = new SeededRandom(seed, 'morning');
  }

  /** Plays everything up to `startAt`, in pieces: whoever asks for the next one may do something else before. */
  *play(startAt: number): Generator<void, void> {
    yield* this.playYesterday(pastBegins(startAt));
    yield* this.playToday(startAt);
  }

  /** Lets jobs arrive about so often per hour of courier time, from now on; at 0 none do. */
  keepArriving(perHour: number, onArrival: (job: Job) => void): void {
    this.pace += 1;
    const { pace } = this;
    const next = (): void => {
      const wait = -Math.log(1 - this.random.next()) * (60 / perHour) * MINUTE;
      this.company.time.atLife(this.company.time.life + wait, () => {
        if (this.pace !== pace) return;
        const unfinished = this.company.jobs.filter((job) => !terminalCodes.has(job.status)).length;
        if (unfinished < MOST_UNFINISHED)
          onArrival(this.book('arrival', this.random.chance(0.15), this.company.time.now));
        next();
      });
    };
    if (perHour > 0) next();
  }

  private *playYesterday(begin: number): Generator<void, void> {
    const every = (11.2 * 60 * MINUTE) / YESTERDAY_JOBS;
    const cancels: { at: number; job: Job }[] = [];
    for (let index = 0; index < YESTERDAY_JOBS; index += 1) {
      const at = Math.floor(begin + (index + this.random.next()) * every);
      while (cancels[0] !== undefined && cancels[0].at <= at) this.cancelDue(cancels.shift());
      this.company.time.settle(at);
      const job = this.book('morning', index % 9 === 4, at, index % 40 === 7 ? 'not-ready' : 'delivered');
      if (index % 18 === 11) cancels.push({ at: at + 4 * MINUTE, job });
      if (index % PIECE === PIECE - 1) yield;
    }
    for (const due of cancels) this.cancelDue(due);
  }

  private cancelDue(due: { at: number; job: Job } | undefined): void {
    if (due === undefined) return;
    this.company.time.settle(due.at);
    if (due.job.status < 61 && !terminalCodes.has(due.job.status)) this.company.cancel(due.job);
  }

  private *playToday(startAt: number): Generator<void, void> {
    const todayFrom = this.company.jobs.length;
    const today = (): Job[] => this.company.jobs.slice(todayFrom);
    const onDesk = (): number => today().filter((job) => job.status !== 62 && job.status !== 52).length;
    const topUp = (wanted: number): void => {
      while (onDesk() < wanted) this.book('morning', false, startAt, 'delivered');
    };
    const settleBefore = (ms: number): void => this.company.time.settle(startAt - ms);
    const force = (from: StatusCode, to: StatusCode, remarks: string): void => {
      const job = today().findLast((one) => one.status === from && one.attempts === 0);
      if (job !== undefined) this.company.advance(job, to, remarks);
    };

    let count = 0;
    for (let before = 115 * MINUTE; before > 10 * MINUTE; before -= this.random.between(35, 95) * SECOND) {
      settleBefore(Math.floor(before));
      if (onDesk() >= LIVE_JOBS - 9) continue;
      count += 1;
      // Later than half an hour they would look forgotten.
      const late = before < 75 * MINUTE && count % 8 === 5;
      this.book('morning', late || count % 6 === 0, startAt, late ? 'late' : 'delivered');
      if (count % PIECE === PIECE - 1) yield;
    }
    settleBefore(9 * MINUTE);
    force(60, 53, 'Kitchen asks for 15 more minutes.');
    settleBefore(7 * MINUTE);
    force(61, 63, 'Office closed, nobody answers the phone.');
    settleBefore(5 * MINUTE);
    force(60, 53, 'Boxes are still being packed.');
    settleBefore(4 * MINUTE);
    this.book('morning', false, startAt, 'error');
    settleBefore(90 * SECOND);
    topUp(LIVE_JOBS - 2);
    settleBefore(2500);
    topUp(LIVE_JOBS);
    settleBefore(0);
    topUp(LIVE_JOBS);
    // One telephone is dead just now: a position that grows old on the map.
    const riding = today().find((job) => job.status === 61)?.courier;
    const { life } = this.company.time;
    riding?.silences.push({ fromLife: life - 8 * MINUTE, toLife: life + 20 * MINUTE });
  }

  private book(origin: 'morning' | 'arrival', rush: boolean, dayOf: number, outcome?: Outcome): Job {
    this.number += 1;
    // In turn: every team has its hands full.
    const client = this.clients[this.number % this.clients.length];
    if (client === undefined) throw new RangeError('nobody to book for');
    const { payload, booking } = makeUpBooking(client, this.random, this.company.time.now, {
      number: this.number,
      rush,
      dayOf,
    });
    return this.company.book(client, booking, {
      origin,
      received: payload,
      ...(outcome === undefined ? {} : { outcome }),
    });
  }
}
