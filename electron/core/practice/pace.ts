// How fast what happens by itself happens in a simulator without couriers: each step after another, faster, slower or not at
// all. Used by the AfterShip and Shipping Order simulators; TwinJet's couriers have a clock of their own.

/** Something that is still to come, at a moment of the clock. */
interface Ahead {
  at: number;
}

export class Pace {
  private readonly clock: () => number;
  private readonly ahead: () => Iterable<Ahead>;
  private base: number;
  private speed = 1;
  private pausedAt: number | null = null;

  /** `stepMs` is one step at speed 1; `ahead` is everything that is still to come. */
  constructor(stepMs: number, clock: () => number, ahead: () => Iterable<Ahead>) {
    this.base = stepMs;
    this.clock = clock;
    this.ahead = ahead;
  }

  get stepMs(): number {
    return this.base / this.speed;
  }

  /** Up to when things have happened; it stands still while life does. */
  get now(): number {
    return this.pausedAt ?? this.clock();
  }

  /** One step from now on; what is planned stays where it is. */
  setStepMs(stepMs: number): void {
    this.base = stepMs * this.speed;
  }

  /** What is still to come moves with it. Let everything happen that is due before. */
  setSpeed(speed: number): void {
    const { now } = this;
    for (const one of this.ahead()) one.at = now + ((one.at - now) * this.speed) / speed;
    this.speed = speed;
  }

  pause(paused: boolean): void {
    if (paused === (this.pausedAt !== null)) return;
    const now = this.clock();
    const stoodMs = this.pausedAt === null ? 0 : now - this.pausedAt;
    for (const one of this.ahead()) one.at += stoodMs;
    this.pausedAt = paused ? now : null;
  }
}
