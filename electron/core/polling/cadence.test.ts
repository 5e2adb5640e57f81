// When a job is worth a look: by status, by the booked times, by what was learned, and within its bounds.

import { describe, expect, it } from 'vitest';
import { isOpen, JOB_STATUSES } from '../../../shared/domain/job-status.ts';
import { type CadenceJob, dueAt, type Experience, expectedDelayMs, hazardOf, learn } from './cadence.ts';

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const START = Date.UTC(2026, 7, 4, 15);

const booked = (over: Partial<CadenceJob> = {}): CadenceJob => ({
  status: 'accepted',
  readyAt: START + 3 * HOUR,
  windowFromAt: START + 3 * HOUR,
  promiseAt: START + 5 * HOUR,
  createdAt: START,
  changedAt: START,
  ...over,
});

const waitMs = (job: CadenceJob, lookedAt: number, looks = 3, experience: Experience = {}) =>
  dueAt(job, hazardOf(job, experience), lookedAt, looks, 0.5) - lookedAt;

describe('dueAt', () => {
  it('asks more often the nearer the time comes at which a courier is sent', () => {
    const job = booked();
    const waits = [START, START + 2.6 * HOUR, START + 3 * HOUR].map((lookedAt) => waitMs(job, lookedAt));
    expect(waits[0]).toBeGreaterThan(waits[1] ?? 0);
    expect(waits[1]).toBeGreaterThan(waits[2] ?? 0);
  });

  it('takes the window where no ready time is known, and the promise where no window is', () => {
    const atReady = waitMs(booked(), START + 3 * HOUR);
    expect(waitMs(booked({ readyAt: null }), START + 3 * HOUR)).toBe(atReady);
    const byPromise = booked({ readyAt: null, windowFromAt: null, promiseAt: START + 4 * HOUR });
    expect(waitMs(byPromise, START + 3 * HOUR)).toBe(atReady);
  });

  it('looks 1, 2, 4, 8 seconds after each look at a job that was just made', () => {
    const job = booked({ status: 'submitted' });
    const waits = [0, 1, 2, 3].map((looks) => waitMs(job, START, looks));
    expect(waits[0]).toBeGreaterThanOrEqual(1 * SECOND);
    expect(waits[0]).toBeLessThan(3 * SECOND);
    expect(waits.slice(1).map((wait, index) => wait >= 2 ** (index + 1) * SECOND)).toEqual([
      true,
      true,
      true,
    ]);
  });

  it('gives a job that stays in processing less and less', () => {
    const job = booked({ status: 'submitted' });
    expect(waitMs(job, START + 3 * HOUR, 30)).toBeGreaterThan(waitMs(job, START + MINUTE, 10));
  });

  it('stays within 10 seconds and 10 minutes for every open status and age', () => {
    for (const status of JOB_STATUSES.filter(isOpen)) {
      for (const age of [MINUTE, HOUR, 30 * HOUR]) {
        const job = booked({ status });
        for (const jitter of [0, 0.999]) {
          const wait = dueAt(job, hazardOf(job, {}), START + age, 5, jitter) - (START + age);
          expect(wait).toBeGreaterThanOrEqual(10 * SECOND);
          expect(wait).toBeLessThanOrEqual(11 * MINUTE);
        }
      }
    }
  });

  it('confirms the end of a job once, a minute later', () => {
    const job = booked({ status: 'delivered', changedAt: START });
    expect(dueAt(job, hazardOf(job, {}), START, 0, 0.5)).toBe(START + MINUTE);
  });

  it('spreads jobs that were made together', () => {
    const job = booked();
    const hazard = hazardOf(job, {});
    expect(dueAt(job, hazard, START, 0, 0)).not.toBe(dueAt(job, hazard, START, 0, 0.9));
  });
});

describe('expectedDelayMs', () => {
  const job = booked({ status: 'picked-up' });
  /** A change a minute, told in as many steps as there are offsets. */
  const steady = (...offsets: number[]) => ({
    anchorAt: START,
    offsets,
    perMs: Float64Array.from(offsets, () => 1 / MINUTE),
  });

  it('is nothing at the look, grows, and never exceeds the age', () => {
    const hazard = hazardOf(job, {});
    let last = 0;
    for (const age of [0, SECOND, MINUTE, HOUR, 30 * HOUR]) {
      const delay = expectedDelayMs(hazard, START, START + age);
      expect(delay).toBeGreaterThanOrEqual(last);
      expect(delay).toBeLessThanOrEqual(age);
      last = delay;
    }
    expect(last).toBeGreaterThan(20 * HOUR);
  });

  it('agrees with the closed form where the rate is one', () => {
    const age = 3 * MINUTE;
    expect(expectedDelayMs(steady(0), START, START + age)).toBeCloseTo(age - MINUTE * (1 - Math.exp(-3)), 6);
  });

  it('is the same whether a rate is told as one step or as two', () => {
    const until = START + 5 * MINUTE;
    const one = expectedDelayMs(steady(0), START, until);
    expect(expectedDelayMs(steady(0, MINUTE), START, until)).toBeCloseTo(one, 6);
  });

  it('is nothing when the clock stands before the look', () => {
    expect(expectedDelayMs(hazardOf(job, {}), START, START - HOUR)).toBe(0);
  });
});

describe('learn', () => {
  it('asks more often where changes really come', () => {
    const experience: Experience = {};
    const job = booked({ status: 'picked-up' });
    // On this desk deliveries take eight minutes.
    for (let round = 0; round < 50; round += 1) {
      const span = { from: START, until: START + 8 * MINUTE + round * SECOND, changed: true };
      learn(experience, job, span);
    }
    const early = START + 2 * MINUTE;
    const about = START + 8 * MINUTE;
    expect(waitMs(job, about, 3, experience)).toBeLessThan(waitMs(job, about, 3));
    expect(expectedDelayMs(hazardOf(job, experience), early, early + MINUTE)).toBeLessThan(
      expectedDelayMs(hazardOf(job, {}), early, early + MINUTE),
    );
  });

  it('counts watched time and changes in their stretch, and lets the old fade', () => {
    const experience: Experience = {};
    const job = booked({ status: 'assigned' });
    learn(experience, job, { from: START, until: START + 10 * SECOND, changed: false });
    learn(experience, job, { from: START + 10 * SECOND, until: START + 2 * MINUTE, changed: true });
    const seen = experience.assigned;
    expect(seen?.watchedMs.reduce((sum, ms) => sum + ms, 0)).toBe(2 * MINUTE);
    expect(seen?.changes.reduce((sum, count) => sum + count, 0)).toBe(1);
    for (let round = 0; round < 5_000; round += 1) {
      learn(experience, job, { from: START, until: START + 10 * SECOND, changed: true });
    }
    const total = experience.assigned?.changes.reduce((sum, count) => sum + count, 0);
    expect(total).toBeLessThanOrEqual(2_000);
    expect(total).toBeGreaterThan(900);
  });
});
