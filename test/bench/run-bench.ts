// `npm run bench [-- PART… --quick --write-docs]`: measures what the design promises, on this machine, and says what is not
// met. Parts: board, ingest, polling, main-loop, map. Takes minutes; says on stderr what it is at. Its exit code tells only
// whether it could measure: a goal that is not met is a finding, not a failure of the bench.

import { join } from 'node:path';
import process from 'node:process';
import { parseArgs } from 'node:util';
import { openChromium } from '../support/browser.ts';
import { type GridRun, gridFigures, runGrid } from './ag-grid-page.ts';
import { boardFigures, runBoard } from './board-page.ts';
import type { Figure } from './figures.ts';
import { ingest } from './ingest.ts';
import { dataFolder, RESULTS } from './kept-caches.ts';
import { describeMachine, loadNow } from './machine.ts';
import { mainLoop } from './main-loop.ts';
import { mapFigures, runMap } from './map.ts';
import { polling } from './polling.ts';
import { coldTimes, queryTimes } from './query-times.ts';
import { printTable, type Report, writeDocs, writeJson } from './report.ts';

/** As many as the issue compares with: beyond, its page freezes for seconds. */
const GRID_ROWS = 100_000;

// What was built before the run is what is measured, also where somebody changes the sources meanwhile.
process.env.SWITCHYARD_SERVER ??= 'out/main/server.js';

const say = (line: string) => void process.stderr.write(`${line}\n`);
const machine = describeMachine();

const PARTS: Record<string, (quick: boolean) => Promise<Figure[]>> = {
  board,
  ingest: (quick) => ingest({ jobs: 10_000, runs: quick ? 1 : 3, say }),
  polling: async (quick) => polling({ live: quick ? 400 : 2_000, seed: 11, say }),
  'main-loop': (quick) =>
    mainLoop({ jobs: quick ? 100_000 : 1_000_000, phaseMs: quick ? 4_000 : 15_000, say }),
  map,
};

/** The core alone and the page over it, with few jobs and with very many. */
async function board(quick: boolean): Promise<Figure[]> {
  const sizes = quick ? [1_000, 100_000] : [1_000, 100_000, 1_000_000];
  const core: Figure[] = [];
  for (const jobs of sizes) {
    say(`The board's queries in the core, ${jobs} jobs`);
    await using folder = await dataFolder(jobs, say);
    core.push(...(await queryTimes(folder.database, jobs, quick ? 20 : 100)));
    if (jobs === sizes.at(-1)) core.push(...(await coldTimes(folder.database, jobs)));
  }
  const browser = await openChromium();
  try {
    machine.chromium = browser.version();
    const runs = [];
    for (const jobs of sizes) {
      say(`The board in the page, ${jobs} jobs`);
      const counts = quick
        ? { starts: 1, rounds: 1, framesMs: 3_000 }
        : { starts: 5, rounds: 6, framesMs: 8_000 };
      runs.push({ jobs, run: await runBoard({ browser, jobs, say, ...counts }) });
    }
    const few = runs[0]?.run ?? null;
    say(`AG Grid with ${GRID_ROWS} rows`);
    const grid: GridRun = await runGrid({
      browser,
      jobs: GRID_ROWS,
      rounds: quick ? 1 : 6,
      framesMs: 8_000,
      say,
    });
    const ours = runs.at(-1);
    return [
      ...runs.flatMap(({ jobs, run }) => boardFigures(jobs, run, few)),
      ...(ours === undefined ? [] : gridFigures(GRID_ROWS, grid, ours.jobs, ours.run)),
      ...core,
    ];
  } finally {
    await browser.close();
  }
}

/** The desk's map beside four others, with as many couriers as the design counts on and with ten times as many. */
async function map(quick: boolean): Promise<Figure[]> {
  const browser = await openChromium();
  try {
    machine.chromium = browser.version();
    const counts = quick
      ? { rounds: 1, framesMs: 2_000, repeats: 1 }
      : { rounds: 3, framesMs: 5_000, repeats: 2 };
    return mapFigures(
      await runMap({ browser, couriers: [1_000, 10_000], rates: [100, 1_000], say, ...counts }),
    );
  } finally {
    await browser.close();
  }
}

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { quick: { type: 'boolean', default: false }, 'write-docs': { type: 'boolean', default: false } },
});
const unknown = positionals.filter((part) => !(part in PARTS));
if (unknown.length > 0) {
  say(`There is no part ${unknown.join(', ')}. The parts are ${Object.keys(PARTS).join(', ')}.`);
  process.exit(2);
}

const report: Report = {
  command: ['npm run bench', ...(process.argv.length > 2 ? ['--', ...process.argv.slice(2)] : [])]
    .filter((word) => word !== '--write-docs')
    .join(' '),
  at: new Date().toISOString().slice(0, 16).replace('T', ' '),
  machine,
  figures: [],
};
for (const [name, run] of Object.entries(PARTS)) {
  if (positionals.length > 0 && !positionals.includes(name)) continue;
  say(`— ${name}`);
  report.figures.push(...(await run(values.quick)));
}
machine.loadAfter = loadNow();
process.stdout.write(`${printTable(report)}\n`);
say(`The same as JSON: ${await writeJson(report, join(RESULTS, 'bench.json'))}`);
if (values['write-docs']) await writeDocs(report, 'performance.md', 'bench');
