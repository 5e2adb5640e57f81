// What is due, and the one loop that lets it happen in its order. Used by courier-company.ts; asked for the time by
// everything that writes one. No timers: whoever asks a question settles first.

import { LifeClock } from './life-clock.ts';
import { TimeQueue } from './time-queue.ts';

export class CourierTime {
  private readonly clock: LifeClock;
  private readonly byWall = new TimeQueue();
  private readonly byLife = new TimeQueue();
  private wallNow: number;
  private lifeNow: number;
  private dial: number;
  private paused = false;

  /** Courier time is 0 at `startAt`; things may begin to happen earlier, at speed 1. */
  constructor(startAt: number, beginAt: number, speed: number) {
    this.clock = new LifeClock(startAt, speed);
    this.dial = speed;
    this.wallNow = beginAt;
    this.lifeNow = this.clock.lifeAt(beginAt);
  }

  /** Epoch ms up to which everything has happened. */
  get now(): number {
    return this.wallNow;
  }

  /** The same moment in courier time. */
  get life(): number {
    return this.lifeNow;
  }

  /** Runs `then` at a moment of the wall clock. */
  atWall(at: number, then: () => void): void {
    this.byWall.add(at, then);
  }

  /** Runs `then` at a moment of courier time. */
  atLife(life: number, then: () => void): void {
    this.byLife.add(life, then);
  }

  /** Lets everything happen that is due by `wallAt`. Time that runs backwards stands still instead. */
  settle(wallAt: number): void {
    for (;;) {
      const wall = this.byWall.nextAt;
      const life = this.byLife.nextAt;
      const lifeWall = Number.isFinite(life) ? this.clock.wallAt(life) : Number.POSITIVE_INFINITY;
      if (Math.min(wall, lifeWall) > wallAt) break;
      const lifeFirst = lifeWall < wall;
      this.wallNow = Math.max(this.wallNow, Math.floor(Math.min(wall, lifeWall)));
      this.lifeNow = Math.max(this.lifeNow, lifeFirst ? life : this.clock.lifeAt(wall));
      (lifeFirst ? this.byLife : this.byWall).take()?.();
    }
    this.wallNow = Math.max(this.wallNow, wallAt);
    this.lifeNow = Math.max(this.lifeNow, this.clock.lifeAt(this.wallNow));
  }

  /** How many times faster than the wall clock couriers live. Call settle() first. */
  setSpeed(speed: number): void {
    this.dial = speed;
    if (!this.paused) this.clock.setSpeed(this.wallNow, speed);
  }

  /** Stops courier time, or lets it run on; the wall clock goes on. Call settle() first. */
  pause(paused: boolean): void {
    if (paused === this.paused) return;
    this.paused = paused;
    this.clock.setSpeed(this.wallNow, paused ? 0 : this.dial);
  }

  /** The courier time of a moment that has been. */
  lifeAt(wallAt: number): number {
    return this.clock.lifeAt(wallAt);
  }

  /** When that much courier time will have passed; as if at speed 1 while it stands still. */
  wallAt(life: number): number {
    const at = this.clock.wallAt(life);
    return Number.isFinite(at) ? at : this.wallNow + (life - this.lifeNow);
  }
}
