import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { LifeClock } from './life-clock.ts';

const turns = fc.array(
  fc.record({ afterMs: fc.integer({ min: 0, max: 100_000 }), speed: fc.constantFrom(0, 0.5, 1, 10, 600) }),
  { maxLength: 8 },
);

describe('LifeClock', () => {
  it('never runs backwards, whatever is done to the dial, and finds its way back', () => {
    fc.assert(
      fc.property(turns, (list) => {
        const clock = new LifeClock(1_000_000, 2);
        let wall = 1_000_000;
        let before = clock.lifeAt(wall - 5000);
        expect(before).toBe(-5000);
        for (const { afterMs, speed } of list) {
          wall += afterMs;
          const life = clock.lifeAt(wall);
          expect(life).toBeGreaterThanOrEqual(before);
          clock.setSpeed(wall, speed);
          expect(clock.lifeAt(wall)).toBeCloseTo(life, 6);
          expect(clock.wallAt(life)).toBeLessThanOrEqual(wall + 0.001);
          expect(clock.lifeAt(clock.wallAt(life))).toBeCloseTo(life, 3);
          before = life;
        }
      }),
    );
  });

  it('knows no time for what is due while it stands', () => {
    const clock = new LifeClock(0, 1);
    clock.setSpeed(1000, 0);
    expect(clock.wallAt(1000)).toBe(1000);
    expect(clock.wallAt(1001)).toBe(Number.POSITIVE_INFINITY);
    clock.setSpeed(5000, 2);
    expect(clock.wallAt(1001)).toBe(5000.5);
  });
});
