import { expect, test } from 'vitest';
import type { Courier } from '../../shared/domain/courier.ts';
import type { CourierId } from '../../shared/domain/ids.ts';
import type { TrailPoint } from '../../shared/domain/job.ts';
import type { Outcome } from '../state/problem.ts';
import { createTrailKeeper } from './trail-keeper.ts';

const point = (at: number): TrailPoint => ({ lat: 37, lng: -122, at });
const moved = (id: string, at: number) =>
  ({ id, position: { lat: 37, lng: -122 }, positionAt: at }) as unknown as Courier;
const billy = 'billy' as CourierId;
const ana = 'ana' as CourierId;

function keeper() {
  const answers = new Map<CourierId, (points: TrailPoint[]) => void>();
  const courierTrail = (id: CourierId) =>
    new Promise<Outcome<TrailPoint[]>>((resolve) => {
      answers.set(id, (value) => resolve({ ok: true, value }));
    });
  const trail = createTrailKeeper({ courierTrail }, () => {});
  return {
    trail,
    times: () => trail.points().map(({ at }) => at),
    async answer(id: CourierId, ...times: number[]) {
      answers.get(id)?.(times.map(point));
      await new Promise((resolve) => setTimeout(resolve, 0));
    },
  };
}

test('what was asked for is grown by what comes, in order and each once', async () => {
  const { trail, times, answer } = keeper();
  trail.show(billy);
  trail.moved(moved('billy', 40));
  await answer(billy, 10, 20, 30);
  trail.moved(moved('billy', 40));
  trail.moved(moved('billy', 35));
  trail.moved(moved('ana', 50));
  trail.moved(moved('billy', 60));
  expect(times()).toEqual([10, 20, 30, 40, 60]);
});

test('the answer about the one before is not drawn for the one after', async () => {
  const { trail, times, answer } = keeper();
  trail.show(billy);
  trail.show(ana);
  await answer(billy, 1, 2, 3);
  expect(times()).toEqual([]);
  await answer(ana, 7, 8);
  expect(times()).toEqual([7, 8]);
  trail.show(null);
  expect(times()).toEqual([]);
});
