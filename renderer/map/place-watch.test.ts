import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { JobId } from '../../shared/domain/ids.ts';
import type { JobPlace } from '../../shared/domain/job.ts';
import { createPageCore, createPageLink, jobRow, type PageCore } from '../../test/support/page-core.ts';
import { createDesk, type Desk } from '../state/desk.ts';
import { type PlaceWatch, watchPlaces } from './place-watch.ts';

let core: PageCore;
let desk: Desk;
let watch: PlaceWatch;
let told: (readonly JobPlace[])[];

const idsTold = () => told.map((places) => places.map(({ id }) => id));
const asked = () => core.calls.filter((name) => name === 'jobs.places').length;
const pass = (ms: number) => vi.advanceTimersByTimeAsync(ms);

beforeEach(() => {
  vi.useFakeTimers();
  core = createPageCore([jobRow('a')]);
  const { link, open } = createPageLink(core);
  desk = createDesk(link, (run) => run());
  told = [];
  watch = watchPlaces(desk, (places) => told.push(places));
  open();
});
afterEach(() => {
  watch.stop();
  vi.useRealTimers();
});

const countsChange = () => desk.stores.counts.setState({ counts: null });

test('nobody is asked while they are not to be seen', async () => {
  countsChange();
  await pass(10_000);
  expect(asked()).toBe(0);
  watch.want(true);
  await pass(10);
  expect(idsTold()).toEqual([['a']]);
});

test('changes of jobs are merged to one question in a while', async () => {
  watch.want(true);
  await pass(10);
  core.rows = [jobRow('b')];
  for (let times = 0; times < 20; times += 1) {
    countsChange();
    await pass(50);
  }
  expect(asked()).toBe(1);
  await pass(2_000);
  expect(asked()).toBe(2);
  expect(idsTold().at(-1)).toEqual(['b']);
});

test('another view is asked for at once, and an answer to the old one is dropped', async () => {
  watch.want(true);
  await pass(10);
  countsChange();
  let answer: () => void = () => {};
  core.gate = new Promise<void>((resolve) => (answer = resolve));
  await pass(2_000);
  core.rows = [jobRow('b')];
  desk.board.setView((view) => ({ ...view, text: 'b' }));
  await pass(200);
  expect(asked()).toBe(3);
  answer();
  await pass(10);
  expect(idsTold()).toEqual([['a'], ['b']]);
  expect(core.placesAsked.at(-1)?.view.text).toBe('b');
});

test('seen again, they are asked for only when something has changed meanwhile', async () => {
  watch.want(true);
  await pass(3_000);
  watch.want(false);
  watch.want(true);
  await pass(3_000);
  expect(asked()).toBe(1);
  watch.want(false);
  countsChange();
  watch.want(true);
  await pass(10);
  expect(asked()).toBe(2);
});

test('places of a workspace that was left go at once', async () => {
  watch.want(true);
  await pass(10);
  core.rows = [jobRow('z' as JobId)];
  watch.forget();
  expect(idsTold()).toEqual([['a'], []]);
  await pass(3_000);
  expect(idsTold().at(-1)).toEqual(['z']);
});

test('without an answer they stay, and the next change asks again', async () => {
  watch.want(true);
  await pass(10);
  core.fails.set('jobs.places', new Error('The core is busy.'));
  countsChange();
  await pass(2_000);
  expect(idsTold()).toEqual([['a']]);
  core.fails.clear();
  countsChange();
  await pass(2_000);
  expect(idsTold()).toEqual([['a'], ['a']]);
});
