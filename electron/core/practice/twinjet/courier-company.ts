// The simulated courier company: its jobs, its couriers and what happens to them as time passes.
// Called by api-surface.ts, quote.ts, the practice morning and the simulator. Knows nothing of HTTP.
// What comes out depends on the seed, the bookings and the speed dial, never on how often anyone asks.

import { geocode } from '../san-francisco/geocode.ts';
import type { LatLng } from '../san-francisco/lat-lng.ts';
import { SeededRandom } from '../seeded-random.ts';
import { addStops, bestCourier, pointOfStop } from './courier-choice.ts';
import { createCouriers } from './courier-roster.ts';
import { CourierTime } from './courier-time.ts';
import { zoneAt } from './delivery-zones.ts';
import { outcomeWanted } from './scenario-hints.ts';
import {
  type AddressFields,
  type Booking,
  type Courier,
  type Job,
  type Outcome,
  type SimulatedClient,
  type StatusCode,
  type Stop,
  terminalCodes,
} from './simulated-job.ts';

const MINUTE = 60_000;
/** A courier sets out about this long before a job is ready. */
const LEAD_MS = 10 * MINUTE;
/** Longer than this nobody waits at a door. */
const PATIENCE_MS = 25 * MINUTE;
const MOST_JOBS_EACH = 5;

/** An address of a job that cannot be served; the wording is TwinJet's. */
export const OUTSIDE_AREA = 'Outside of available delivery area';

interface CompanyOptions {
  readonly seed: string | number;
  /** Where courier time is 0; it runs at speed 1 before that. */
  readonly startAt: number;
  /** The first moment anything can happen; earlier than `startAt` when a past is to be made up. */
  readonly beginAt: number;
  readonly speed: number;
  /** How long a new job is unknown, and then in 40; wall time, whatever the dial says. */
  readonly unknownMs: number;
  readonly processingMs: number;
  /** Share (0 to 1) of jobs that go wrong without being told to. */
  readonly troubleRate: number;
}

interface BookOptions {
  readonly origin: Job['origin'];
  readonly received: unknown;
  readonly outcome?: Outcome;
}

export class CourierCompany {
  readonly couriers: readonly Courier[];
  readonly time: CourierTime;
  readonly jobs: Job[] = [];
  /** Told after each change of a job's status, with the job as it then is. */
  onChange: (job: Job) => void = () => {};
  private readonly options: CompanyOptions;
  private readonly byRequestId = new Map<string, Job>();
  private readonly teams = new Map<SimulatedClient, readonly Courier[]>();
  private readonly ids: SeededRandom;
  private lastJobId = 5_264_000;

  constructor(options: CompanyOptions) {
    this.options = options;
    this.time = new CourierTime(options.startAt, options.beginAt, options.speed);
    this.ids = new SeededRandom(options.seed, 'ids');
    this.couriers = createCouriers();
  }

  jobOf(requestId: string): Job | undefined {
    return this.byRequestId.get(requestId);
  }

  /** Those who ride for this client. */
  couriersOf(client: SimulatedClient): readonly Courier[] {
    const known = this.teams.get(client);
    if (known !== undefined) return known;
    const { team } = client;
    const found =
      team === undefined ? this.couriers : this.couriers.filter((courier) => team.includes(courier.user));
    this.teams.set(client, found);
    return found;
  }

  /** The point of an address (their own when not given) inside the client's area; nothing outside it. */
  servedPoint(client: SimulatedClient, address: AddressFields = client.address): LatLng | undefined {
    const point = geocode(address.street_address, address.zip_code);
    return point !== undefined && zoneAt(point, client.area) !== undefined ? point : undefined;
  }

  /** Takes a job. It exists from now on, is known a little later, and is accepted or refused after that. */
  book(client: SimulatedClient, booking: Booking, options: BookOptions): Job {
    const requestId = this.newRequestId();
    const job: Job = {
      requestId,
      jobId: undefined,
      client,
      origin: options.origin,
      received: options.received,
      edits: [],
      booking,
      createdAt: this.time.now,
      knownAt: this.time.now + this.options.unknownMs,
      outcome: options.outcome ?? outcomeWanted(booking) ?? this.outcomeByChance(requestId),
      pickPoint: this.servedPoint(client, booking.pick),
      dropPoint: this.servedPoint(client, booking.drop),
      readyLife: 0,
      dueLife: 0,
      status: 40,
      statusAt: this.time.now,
      remarks: '',
      courier: undefined,
      attempts: 0,
      turn: 0,
      history: [],
      custody: [],
      requests: { create: 1, status: 0, edit: 0, cancel: 0 },
    };
    this.jobs.push(job);
    this.byRequestId.set(requestId, job);
    this.log(job, 'Job was created via the TwinJet API v1.');
    if (booking.live) {
      const turn = job.turn;
      this.time.atWall(job.knownAt + this.options.processingMs, () => {
        if (job.turn === turn) this.accept(job);
      });
    }
    return job;
  }

  /** Puts changed parameters in force; the courier turns round where they are if an address changed. */
  edit(job: Job, booking: Booking, changes: unknown): void {
    job.booking = booking;
    job.edits.push({ at: this.time.now, changes });
    job.pickPoint = this.servedPoint(job.client, booking.pick);
    job.dropPoint = this.servedPoint(job.client, booking.drop);
    job.outcome = outcomeWanted(booking) ?? job.outcome;
    this.log(job, 'Job was updated via the TwinJet API v1.');
    this.setTimes(job);
    if (job.status === 50) this.scheduleDispatch(job);
    if (job.courier?.stops[0]?.job === job) {
      job.courier.halt(this.time.life);
      this.startNext(job.courier);
    }
  }

  /** Cancels; the caller has made sure that it still can be. */
  cancel(job: Job): void {
    this.release(job);
    job.turn += 1;
    this.log(job, 'Job was cancelled via the TwinJet API v1.');
    this.enter(job, 52, 'Cancelled by the client.');
  }

  /** Puts a job into any status at once, with all that has to have happened before. For tests and trainers. */
  advance(job: Job, code: StatusCode, remarks = ''): void {
    job.turn += 1;
    if (code !== 40 && code !== 30 && job.jobId === undefined) this.giveJobId(job);
    if (code === 40 || code === 50 || terminalCodes.has(code)) {
      if (code === 62 || code === 63) {
        this.assignIfNeeded(job);
        if (job.status !== 61) this.pickedUp(job);
      }
      this.release(job);
      if (code === 40 || code === 50) job.courier = undefined;
      else this.logEnd(job, code, remarks);
      this.enter(job, code, remarks);
      if (code === 50) {
        this.setTimes(job);
        this.scheduleDispatch(job);
      }
      return;
    }
    if (code === 60 && job.status !== 60) this.release(job);
    this.assignIfNeeded(job);
    if (code === 53) this.fail(job, remarks);
    if (code === 61) {
      const courier = job.courier;
      const wasNext = courier?.stops[0]?.job === job;
      if (courier !== undefined)
        courier.stops = courier.stops.filter((stop) => stop.job !== job || stop.kind !== 'pick');
      this.pickedUp(job);
      if (courier !== undefined && wasNext) {
        courier.halt(this.time.life);
        this.startNext(courier);
      }
    }
  }

  private newRequestId(): string {
    const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789';
    for (;;) {
      let id = '';
      while (id.length < 10) id += letters.charAt(Math.floor(this.ids.next() * letters.length));
      if (!this.byRequestId.has(id)) return id;
    }
  }

  private outcomeByChance(requestId: string): Outcome {
    const random = new SeededRandom(this.options.seed, 'outcome', requestId);
    if (!random.chance(this.options.troubleRate)) return 'delivered';
    return random.pick([
      'late',
      'late',
      'late',
      'not-ready',
      'not-ready',
      'not-ready',
      'undeliverable',
      'undeliverable',
      'error',
      'rejected',
    ]);
  }

  private log(job: Job, text: string, courier?: Courier): void {
    job.history.push({ at: this.time.now, log: text, courier, point: courier?.pointAt(this.time.life) });
  }

  private enter(job: Job, status: StatusCode, remarks = ''): void {
    job.status = status;
    job.statusAt = this.time.now;
    job.remarks = remarks;
    this.onChange(job);
  }

  private giveJobId(job: Job): void {
    this.lastJobId += 1;
    job.jobId = this.lastJobId;
  }

  private setTimes(job: Job): void {
    const inLife = (at: number): number => this.time.life + Math.max(0, at - this.time.now);
    job.readyLife = inLife(job.booking.readyAt);
    job.dueLife = inLife(job.booking.dueAt);
  }

  private accept(job: Job): void {
    if (job.outcome === 'error') {
      this.logEnd(job, 30, 'The server could not process this job.');
      this.enter(job, 30, 'The server could not process this job.');
      return;
    }
    this.giveJobId(job);
    const refusal =
      job.pickPoint === undefined || job.dropPoint === undefined
        ? OUTSIDE_AREA
        : 'No courier available for this job.';
    if (job.outcome === 'rejected' || refusal === OUTSIDE_AREA) {
      this.logEnd(job, 51, refusal);
      this.enter(job, 51, refusal);
      return;
    }
    this.setTimes(job);
    this.enter(job, 50);
    this.scheduleDispatch(job);
  }

  private scheduleDispatch(job: Job, notBeforeMs = 0): void {
    job.turn += 1;
    const random = new SeededRandom(this.options.seed, 'dispatch', job.requestId, job.attempts);
    const soon = this.time.life + Math.max(notBeforeMs, random.between(0.6, 2.5) * MINUTE);
    const late = job.outcome === 'late' ? job.dueLife - 4 * MINUTE : this.time.life;
    this.dispatchAt(job, Math.max(soon, job.readyLife - LEAD_MS, late));
  }

  private dispatchAt(job: Job, life: number): void {
    const turn = job.turn;
    this.time.atLife(life, () => {
      if (job.turn !== turn) return;
      const team = this.couriersOf(job.client);
      const courier = bestCourier(team, job, this.time.life, MOST_JOBS_EACH);
      if (courier === undefined) this.dispatchAt(job, this.time.life + 2 * MINUTE);
      else this.assign(job, courier);
    });
  }

  private assignIfNeeded(job: Job): void {
    // A forced status must work outside the area too; the courier then goes to the nearest thing there is.
    const team = this.couriersOf(job.client);
    job.pickPoint ??= team[0]?.pointAt(this.time.life);
    job.dropPoint ??= job.pickPoint;
    const courier = job.courier ?? bestCourier(team, job, this.time.life, Number.POSITIVE_INFINITY);
    if (courier === undefined || courier.stops.some((stop) => stop.job === job)) return;
    this.assign(job, courier);
  }

  private assign(job: Job, courier: Courier): void {
    job.turn += 1;
    job.courier = courier;
    job.custody.push({ courier, fromLife: this.time.life, toLife: undefined });
    const wasIdle = courier.stops.length === 0;
    addStops(courier, job);
    this.log(job, `Job was assigned to ${courier.badge}.`, courier);
    this.enter(job, 60);
    if (wasIdle) this.startNext(courier);
  }

  /** Takes a job out of its courier's hands. */
  private release(job: Job): void {
    const courier = job.courier;
    const open = job.custody.at(-1);
    if (open !== undefined) open.toLife ??= this.time.life;
    if (courier === undefined) return;
    const wasNext = courier.stops[0]?.job === job;
    courier.stops = courier.stops.filter((stop) => stop.job !== job);
    if (!wasNext) return;
    courier.halt(this.time.life);
    this.startNext(courier);
  }

  private startNext(courier: Courier): void {
    courier.turn += 1;
    const turn = courier.turn;
    const stop = courier.stops[0];
    const target = pointOfStop(stop);
    if (stop === undefined || target === undefined) return;
    this.time.atLife(courier.rideTo(target, this.time.life), () => {
      if (courier.turn === turn) this.atDoor(courier, stop, turn);
    });
  }

  private atDoor(courier: Courier, stop: Stop, turn: number): void {
    const { job, kind } = stop;
    const random = new SeededRandom(this.options.seed, kind, job.requestId, job.attempts);
    const wait = kind === 'pick' ? Math.max(0, job.readyLife - this.time.life) : 0;
    const inVain =
      kind === 'pick' && (wait > PATIENCE_MS || (job.outcome === 'not-ready' && job.attempts === 0));
    const stay = (inVain ? Math.min(wait, 5 * MINUTE) : wait) + random.between(1, 2.5) * MINUTE;
    this.time.atLife(this.time.life + stay, () => {
      if (courier.turn !== turn) return;
      if (inVain) {
        this.fail(job, 'Order is not ready, the courier will come back.');
        return;
      }
      courier.stops = courier.stops.filter((one) => one !== stop);
      if (kind === 'pick') this.pickedUp(job);
      else {
        const code = job.outcome === 'undeliverable' ? 63 : 62;
        const remarks = code === 63 ? 'Nobody at the door, phone not answered.' : '';
        this.logEnd(job, code, remarks);
        this.endCustody(job);
        this.enter(job, code, remarks);
      }
      this.startNext(courier);
    });
  }

  private endCustody(job: Job): void {
    const open = job.custody.at(-1);
    if (open !== undefined) open.toLife ??= this.time.life;
  }

  private pickedUp(job: Job): void {
    this.log(job, 'Job was marked as picked up.', job.courier);
    this.enter(job, 61);
  }

  /** The order was not ready: 53 now, and another attempt some minutes later. */
  private fail(job: Job, remarks: string): void {
    this.log(job, 'Pick up attempted, order not ready.', job.courier);
    job.attempts += 1;
    this.enter(job, 53, remarks);
    this.release(job);
    const random = new SeededRandom(this.options.seed, 'again', job.requestId, job.attempts);
    this.scheduleDispatch(job, random.between(11, 17) * MINUTE);
  }

  private logEnd(job: Job, code: StatusCode, remarks: string): void {
    const texts: Partial<Record<StatusCode, string>> = {
      30: 'Job could not be created.',
      51: `Job was rejected. ${remarks}`,
      52: 'Job was cancelled.',
      62: 'Job was marked as completed.',
      63: `Job was marked as undeliverable. ${remarks}`,
    };
    this.log(job, (texts[code] ?? '').trim(), code === 62 || code === 63 ? job.courier : undefined);
  }
}
