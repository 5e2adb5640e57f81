// The parcels of one simulated AfterShip organization and what can be done with them, in one set of names for both
// versions. Used by tracking-api.ts; it knows neither HTTP nor wrappers.

import { Pace } from '../pace.ts';
import { SeededRandom } from '../seeded-random.ts';
import { Failure } from './meta.ts';
import { lifeOf, scanOf } from './parcel-life.ts';
import { endsTracking, type Person, type SimulatedParcel } from './simulated-parcel.ts';

/** What a create or an update says, by the names of 2026-07. Absent stays as it is. */
export interface Wish {
  texts: Record<string, string>;
  title?: string;
  slug?: string;
  customFields?: Record<string, string>;
  tags?: string[];
  people?: Person[];
  promised?: string | null;
}

/** One parcel that was ever taken up by a request, and everything that was accepted for it. */
export interface BookedParcel {
  /** In full; 2024-04 tells the first 24 letters. */
  readonly id: string;
  readonly number: string;
  /** The bodies of its create and of its updates, in the order in which they came. */
  readonly received: unknown[];
  removed: boolean;
  /** As it stands, or stood when it was removed. */
  subtag: string;
}

export interface Dials {
  /** Between two scans of a parcel's life at speed 1; 0 leaves it where it is. */
  stepMs: number;
  mostRetracks: number;
  /** Couriers that it knows. */
  slugs: readonly string[];
}

export class Depot {
  readonly parcels: SimulatedParcel[] = [];
  private readonly booked = new Map<string, BookedParcel>();
  readonly dials: Dials;
  /** Between two scans of a parcel's life. */
  readonly pace: Pace;
  private readonly clock: () => number;
  private readonly random: SeededRandom;

  constructor(clock: () => number, dials: Dials, seed: string | number) {
    this.clock = clock;
    this.dials = dials;
    this.pace = new Pace(dials.stepMs, clock, () => this.parcels.flatMap(({ ahead }) => ahead));
    this.random = new SeededRandom('aftership', seed);
  }

  /** Takes up a parcel with a past of its own. */
  add(parcel: SimulatedParcel): void {
    this.parcels.push(parcel);
  }

  now(): number {
    return this.clock();
  }

  newId(): string {
    return Array.from({ length: 32 }, () => Math.floor(this.random.next() * 16).toString(16)).join('');
  }

  /** Lets every parcel live up to now. */
  live(): void {
    const { now } = this.pace;
    for (const parcel of this.parcels) {
      for (let scan = parcel.ahead[0]; scan !== undefined && scan.at <= now; scan = parcel.ahead[0]) {
        parcel.ahead.shift();
        parcel.scans.push(scan);
        this.stands(parcel, scan.subtag, scan.at);
        parcel.asked += 1;
      }
    }
  }

  books(): BookedParcel[] {
    return [...this.booked.values()];
  }

  create(number: string, wish: Wish): SimulatedParcel {
    const slug = wish.slug ?? this.dials.slugs[0] ?? 'j-net';
    if (!this.dials.slugs.includes(slug)) throw new Failure(4010);
    if (this.parcels.some((one) => one.number === number && one.slug === slug)) throw new Failure(4003);
    const now = this.clock();
    const parcel: SimulatedParcel = {
      id: this.newId(),
      number,
      slug,
      title: wish.title || number,
      createdAt: now,
      updatedAt: now,
      active: true,
      tag: 'Pending',
      subtag: 'Pending_001',
      texts: { ...wish.texts },
      customFields: wish.customFields ?? {},
      tags: wish.tags ?? [],
      people: wish.people ?? [],
      promised: wish.promised ?? null,
      scans: [],
      ahead: this.pace.stepMs > 0 ? lifeOf(number, this.pace.now, this.pace.stepMs) : [],
      retracks: 0,
      asked: 0,
      signedBy: null,
      source: 'api',
    };
    this.parcels.push(parcel);
    const { id, subtag } = parcel;
    this.booked.set(id, { id, number, received: [], removed: false, subtag });
    return parcel;
  }

  /** Writes down what was accepted for a parcel. */
  receive(parcel: SimulatedParcel, said: unknown): void {
    this.booked.get(parcel.id)?.received.push(said);
  }

  /** By either length of its id. */
  find(id: string): SimulatedParcel {
    const parcel = this.parcels.find((one) => one.id === id || one.id.slice(0, 24) === id);
    if (!parcel) throw new Failure(4004);
    return parcel;
  }

  update(parcel: SimulatedParcel, wish: Wish): void {
    if (wish.slug !== undefined) {
      if (!this.dials.slugs.includes(wish.slug)) throw new Failure(4010);
      parcel.slug = wish.slug;
    }
    for (const [name, value] of Object.entries(wish.texts)) {
      if (value === '') delete parcel.texts[name];
      else parcel.texts[name] = value;
    }
    if (wish.title !== undefined) parcel.title = wish.title || parcel.number;
    if (wish.customFields !== undefined) parcel.customFields = wish.customFields;
    if (wish.people !== undefined) parcel.people = wish.people;
    if (wish.promised !== undefined) parcel.promised = wish.promised;
    this.touch(parcel);
  }

  remove(parcel: SimulatedParcel): void {
    this.parcels.splice(this.parcels.indexOf(parcel), 1);
    const booked = this.booked.get(parcel.id);
    if (booked !== undefined) booked.removed = true;
  }

  retrack(parcel: SimulatedParcel): void {
    if (parcel.active) throw new Failure(4013);
    if (parcel.retracks >= this.dials.mostRetracks) throw new Failure(4016);
    parcel.retracks += 1;
    const last = parcel.scans.findLast(({ source, tag }) => source === 'carrier' && tag !== 'Expired');
    parcel.active = true;
    parcel.tag = last?.tag ?? 'Pending';
    parcel.subtag = last?.subtag ?? 'Pending_001';
    this.touch(parcel);
  }

  complete(parcel: SimulatedParcel, subtag: string): void {
    const now = this.clock();
    parcel.scans.push({ ...scanOf(subtag, now, 3), spot: null, city: null, source: 'user' });
    parcel.ahead = [];
    this.stands(parcel, subtag, now);
    parcel.active = false;
  }

  /** Sets a parcel where a test or a trainee wants it. */
  stands(parcel: SimulatedParcel, subtag: string, at: number): void {
    parcel.subtag = subtag;
    const booked = this.booked.get(parcel.id);
    if (booked !== undefined) booked.subtag = subtag;
    parcel.tag = subtag.split('_')[0] ?? subtag;
    if (endsTracking(subtag)) parcel.active = false;
    parcel.updatedAt = Math.max(at, parcel.updatedAt);
  }

  private touch(parcel: SimulatedParcel): void {
    // Times have seconds, and two changes within one must still be told apart by whoever asks what changed.
    parcel.updatedAt = Math.max(this.clock(), parcel.updatedAt);
  }
}
