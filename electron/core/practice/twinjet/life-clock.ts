// Maps the wall clock to the couriers' own time, which the speed dial makes run faster, slower or not at all.
// Used by courier-company.ts. A new speed bends the line where it stands; it never moves what has happened.

interface Stretch {
  readonly wallAt: number;
  readonly life: number;
  readonly speed: number;
}

/** Life is milliseconds of courier time since the start of the simulation; negative before it, at speed 1. */
export class LifeClock {
  private readonly stretches: Stretch[];

  constructor(startAt: number, speed: number) {
    this.stretches = [{ wallAt: startAt, life: 0, speed }];
  }

  get speed(): number {
    return this.stretches.at(-1)?.speed ?? 1;
  }

  setSpeed(wallAt: number, speed: number): void {
    this.stretches.push({ wallAt, life: this.lifeAt(wallAt), speed });
  }

  lifeAt(wallAt: number): number {
    const stretch = this.stretches.findLast((one) => one.wallAt <= wallAt);
    if (stretch !== undefined) return stretch.life + (wallAt - stretch.wallAt) * stretch.speed;
    const first = this.stretches[0];
    return first === undefined ? 0 : wallAt - first.wallAt;
  }

  /** The first moment at which that much life has passed; Infinity while the dial stands at 0. */
  wallAt(life: number): number {
    const stretch = this.stretches.findLast((one) => one.life < life);
    if (stretch === undefined) return (this.stretches[0]?.wallAt ?? 0) + life;
    if (stretch.speed === 0) return Number.POSITIVE_INFINITY;
    return stretch.wallAt + (life - stretch.life) / stretch.speed;
  }
}
