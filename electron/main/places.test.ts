import { expect, it } from 'vitest';
import { parseRoute } from '../../renderer/state/navigation.ts';
import { jobPlace, PLACES, placeOf } from './places.ts';

it.each(Object.values(PLACES))('the page knows the place %s', (place) => {
  expect(parseRoute(place)).not.toBeNull();
});

it('each place is another one to the page', () => {
  const routes = Object.values(PLACES).map((place) => JSON.stringify(parseRoute(place)));
  expect(new Set(routes).size).toBe(routes.length);
});

it.each(['job_1', 'a/b', 'ä#?%', '..'])('the page is led to the job %s', (jobId) => {
  expect(parseRoute(jobPlace(jobId))).toEqual({ kind: 'job', jobId });
});

it('a notice leads to what it is about', () => {
  expect(parseRoute(placeOf({ kind: 'job', jobId: 'job_1' }))).toEqual({ kind: 'job', jobId: 'job_1' });
  expect(parseRoute(placeOf({ kind: 'board', filter: 'late' }))).toEqual({ kind: 'filter', filter: 'late' });
  expect(parseRoute(placeOf({ kind: 'board', filter: 'trouble' }))).toEqual({
    kind: 'filter',
    filter: 'trouble',
  });
  expect(parseRoute(placeOf({ kind: 'inbox' }))).not.toBeNull();
});
