import { expect, test } from 'vitest';
import { Pace } from './pace.ts';

function paced(...at: number[]) {
  const clock = { now: 1_000 };
  const ahead = at.map((one) => ({ at: one }));
  const pace = new Pace(
    100,
    () => clock.now,
    () => ahead,
  );
  return { clock, pace, times: () => ahead.map((one) => one.at) };
}

test('what is to come comes four times as soon at four times the speed, and steps are shorter', () => {
  const { pace, times } = paced(1_400, 1_800);
  pace.setSpeed(4);
  expect([pace.stepMs, times()]).toEqual([25, [1_100, 1_200]]);
  pace.setSpeed(2);
  expect([pace.stepMs, times()]).toEqual([50, [1_200, 1_400]]);
});

test('a pause lasts as long as it lasts, and costs nothing of what is to come', () => {
  const { clock, pace, times } = paced(1_400);
  pace.pause(true);
  clock.now = 60_000;
  expect(pace.now).toBe(1_000);
  pace.setSpeed(2);
  pace.pause(false);
  expect([pace.now, times()]).toEqual([60_000, [60_200]]);
});
