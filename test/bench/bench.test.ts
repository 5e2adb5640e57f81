// The bench's own code with a thousand jobs, so that it does not rot. No time is asserted: those are for `npm run bench`.

import { expect, test } from 'vitest';
import { openChromium } from '../support/browser.ts';
import { gridFigures, runGrid } from './ag-grid-page.ts';
import { boardFigures, runBoard } from './board-page.ts';
import type { Figure } from './figures.ts';
import { ingest } from './ingest.ts';
import { dataFolder } from './kept-caches.ts';
import { mainLoop } from './main-loop.ts';
import { mapFigures, runMap } from './map.ts';
import { polling } from './polling.ts';
import { queryTimes } from './query-times.ts';

const say = () => {};

function expectMeasured(figures: readonly Figure[]) {
  expect(figures.length).toBeGreaterThan(0);
  expect(figures.filter(({ value }) => !Number.isFinite(value))).toEqual([]);
}

test('asks every question of the board in the core', async () => {
  await using folder = await dataFolder(1_000, say);
  expectMeasured(await queryTimes(folder.database, 1_000, 2));
});

test('measures the board in a page, and finds no stale row', async () => {
  const browser = await openChromium();
  try {
    const run = await runBoard({ browser, jobs: 1_000, starts: 1, rounds: 1, framesMs: 600, say });
    expectMeasured(boardFigures(1_000, run, null));
    const grid = await runGrid({ browser, jobs: 1_000, rounds: 1, framesMs: 600, say });
    expectMeasured(gridFigures(1_000, grid, 1_000, run));
    expect(run.staleRows).toEqual({ seen: run.staleRows.seen, stale: 0 });
  } finally {
    await browser.close();
  }
});

test('takes answers in, changed or not', async () => {
  expectMeasured(await ingest({ jobs: 100, runs: 1, say }));
});

test('follows a small desk in virtual time', () => {
  expectMeasured(polling({ live: 60, seed: 11, say }));
});

test('watches the main loop of the server', async () => {
  expectMeasured(await mainLoop({ jobs: 1_000, phaseMs: 600, say }));
});

test('measures the map beside the others, and finds nothing drawn wrong', async () => {
  const browser = await openChromium();
  try {
    const run = await runMap({
      ...{ browser, couriers: [300], rates: [500], rounds: 1, framesMs: 600, repeats: 1, say },
      kinds: ['ours', 'markercluster'],
    });
    expectMeasured(mapFigures(run));
    const pictures = run.turns.flatMap((turn) => turn.pictures);
    expect(pictures).toHaveLength(2);
    for (const { withRoom, missing, differing, painted } of pictures) {
      expect({ missing, differing }).toEqual({ missing: 0, differing: 0 });
      expect(withRoom).toBeGreaterThan(10);
      expect(painted).toBeGreaterThan(1_000);
    }
  } finally {
    await browser.close();
  }
});
