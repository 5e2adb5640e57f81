// One courier on a bicycle: where they have been and where they are at any moment of courier time.
// Steered by courier-company.ts; decides nothing itself.

import { type LatLng, metresBetween, moved } from '../san-francisco/lat-lng.ts';
import { pointAlong, type Route, routeBetween } from '../san-francisco/street-network.ts';
import { hashOf } from '../seeded-random.ts';

/** 16 km/h, with lights and hills in it. */
export const METRES_PER_MS = 4.4 / 1000;
const FIX_EVERY_MS = 30_000;
const RESTING_FIX_EVERY_MS = 120_000;

interface Ride {
  readonly fromLife: number;
  toLife: number;
  readonly route: Route;
}

/** `Stop` is whatever the company writes on their list. */
export class BikeCourier<Stop> {
  /** What is still to be done, in this order. */
  stops: Stop[] = [];
  /** Counts changes of plan; whatever was due under an earlier plan is void. */
  turn = 0;
  /** Stretches of courier time in which their phone reported nothing. */
  readonly silences: { fromLife: number; toLife: number }[] = [];
  private readonly rides: Ride[] = [];
  readonly badge: string;
  readonly user: string;
  private readonly home: LatLng;

  constructor(badge: string, user: string, home: LatLng) {
    this.badge = badge;
    this.user = user;
    this.home = home;
  }

  pointAt(life: number): LatLng {
    let low = 0;
    let high = this.rides.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((this.rides[middle]?.fromLife ?? 0) <= life) low = middle + 1;
      else high = middle;
    }
    const ride = this.rides[low - 1];
    if (ride === undefined) return this.home;
    return pointAlong(ride.route, (Math.min(life, ride.toLife) - ride.fromLife) * METRES_PER_MS);
  }

  /** Sets off for a point; answers when they will be there. */
  rideTo(target: LatLng, life: number): number {
    const route = routeBetween(this.pointAt(life), target);
    const toLife = life + route.lengthM / METRES_PER_MS;
    this.rides.push({ fromLife: life, toLife, route });
    return toLife;
  }

  /** Stops where they are, in the middle of a ride if need be. */
  halt(life: number): void {
    this.turn += 1;
    const ride = this.rides.at(-1);
    if (ride !== undefined && ride.toLife > life) ride.toLife = life;
  }

  /**
   * The positions their phone reported in a stretch of time: often while moving, now and then while waiting, with
   * the error of a phone. Later calls only ever add to what an earlier one gave.
   */
  fixes(fromLife: number, toLife: number, ended: boolean): { life: number; point: LatLng }[] {
    const found: { life: number; point: LatLng }[] = [];
    let last: { life: number; point: LatLng } | undefined;
    const end = ended ? toLife : Math.max(fromLife, Math.floor(toLife / FIX_EVERY_MS) * FIX_EVERY_MS);
    for (let life = fromLife; ; ) {
      const point = this.pointAt(life);
      const silent = this.silences.some((one) => life >= one.fromLife && life < one.toLife);
      const news =
        last === undefined ||
        metresBetween(last.point, point) > 5 ||
        life - last.life >= RESTING_FIX_EVERY_MS;
      if (!silent && news) {
        found.push({ life, point: this.withPhoneError(point, life) });
        last = { life, point };
      }
      if (life >= end) break;
      life = Math.min(end, (Math.floor(life / FIX_EVERY_MS) + 1) * FIX_EVERY_MS);
    }
    return found;
  }

  private withPhoneError(point: LatLng, life: number): LatLng {
    const hash = hashOf(`${this.user}/${Math.round(life)}`);
    return moved(point, ((hash % 90) - 45) / 15, (((hash >>> 8) % 90) - 45) / 15);
  }
}
