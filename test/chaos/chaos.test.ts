// The short form of `npm run chaos`: each part with a fixed seed and little of everything. What it finds, the long form
// finds too; a seed that found something once can be added here.

import { expect, test } from 'vitest';
import { answers } from './answers.ts';
import { clock } from './clock.ts';
import { commands } from './commands.ts';
import { database } from './database.ts';
import { hostileText } from './hostile-text.ts';
import { soak } from './soak.ts';
import type { PartOutcome } from './tally.ts';

const SEED = 7;
const say = () => {};

function expectBorne({ figures, violations }: PartOutcome) {
  expect(violations).toEqual([]);
  expect(figures.filter(({ goal, value }) => goal === undefined && value > 0)).not.toEqual([]);
}

test('a hundred orders through faults and kills: none lost, doubled or out of order', async () => {
  expectBorne(await commands({ commands: 100, kills: 4, seed: SEED, say }));
});

test('broken answers do no harm, and what is refused names its field', async () => {
  expectBorne(await answers({ runs: 25, seed: SEED, say }));
});

test('nothing that was confirmed is lost with the file, and a person is told', async () => {
  expectBorne(await database({ rounds: 4, seed: SEED, say }));
});

test('hostile texts are shown as text everywhere', async () => {
  expectBorne(await hostileText({ say }));
});

test('the clock may jump', async () => {
  expectBorne(await clock({ jobs: 8, stepMs: 1_000, seed: SEED, say }));
});

test('a day at many times the speed leaves every change on the board', async () => {
  expectBorne(await soak({ jobs: 60, ms: 8_000, speed: 60, seed: SEED, say }));
});
