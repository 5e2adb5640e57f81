import { expect, test } from 'vitest';
import type { JobId } from '../../shared/domain/ids.ts';
import type { JobPlace } from '../../shared/domain/job.ts';
import { worldSize, worldX, worldY } from './mercator.ts';
import { layOut, marksOf } from './place-marks.ts';

const NOW = 1_800_000_000_000;
const mission = { lat: 37.7888, lng: -122.3994 };
const castro = { lat: 37.762, lng: -122.435 };

const place = (id: string, over: Partial<JobPlace> = {}): JobPlace => ({
  id: id as JobId,
  status: 'accepted',
  promiseAt: null,
  reference: null,
  recipient: null,
  pick: null,
  drop: mission,
  ...over,
});

/** 400 × 300 pixels around Mission Street. */
function viewAt(zoom: number) {
  const scale = worldSize(zoom);
  return {
    scale,
    left: worldX(mission.lng) * scale - 200,
    top: worldY(mission.lat) * scale - 150,
    width: 400,
    height: 300,
  };
}
const drawn = (places: JobPlace[], zoom = 14, without: string | null = null) =>
  layOut(marksOf(places), viewAt(zoom), NOW, without as JobId | null);

test('each end has its mark, but for a pick-up that has been done and a place that is none', () => {
  const marks = marksOf([
    place('a', { pick: castro }),
    place('b', { pick: castro, status: 'picked-up' }),
    place('c', { drop: null }),
    place('d', { drop: { lat: 200, lng: 0 } }),
  ]);
  expect(marks.map(({ job, end }) => `${job.id} ${end}`)).toEqual(['a pick', 'a drop', 'b drop']);
});

test('what is out of view is not drawn, nor the job that is drawn elsewhere', () => {
  expect(drawn([place('a'), place('b', { drop: castro })]).map(({ marks }) => marks[0]?.job.id)).toEqual([
    'a',
  ]);
  expect(drawn([place('a')], 14, 'a')).toEqual([]);
});

test('marks of one kind at one spot share a picture that shows the worst of them', () => {
  const [one, ...others] = drawn([
    place('a'),
    place('b', { status: 'not-ready' }),
    place('c', { promiseAt: NOW - 1 }),
    place('d', { status: 'picked-up' }),
  ]);
  expect(others).toEqual([]);
  expect(one).toMatchObject({ end: 'drop', severity: 'critical' });
  expect(one?.marks.map(({ job }) => job.id)).toEqual(['a', 'b', 'c', 'd']);
});

test('a pick-up and a drop-off at one spot stay two', () => {
  expect(drawn([place('a', { pick: mission })]).map(({ end }) => end)).toEqual(['pick', 'drop']);
});

test('trouble lies on top', () => {
  const beside = { lat: mission.lat, lng: mission.lng + 0.01 };
  const severities = drawn([place('a', { promiseAt: NOW - 1 }), place('b', { drop: beside })]).map(
    ({ severity }) => severity,
  );
  expect(severities).toEqual(['steady', 'critical']);
});

test('dragging does not deal out anew what shares a picture', () => {
  const places = Array.from({ length: 40 }, (_, index) =>
    place(String(index), { drop: { lat: mission.lat, lng: mission.lng + index * 0.00003 } }),
  );
  const view = viewAt(13);
  const groups = (left: number) =>
    layOut(marksOf(places), { ...view, left }, NOW, null).map(({ marks }) => marks.length);
  for (const moved of [1, 2, 3, 5.5]) expect(groups(view.left + moved)).toEqual(groups(view.left));
});
