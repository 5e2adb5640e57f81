// AG Grid Community beside the board: the same jobs and columns, all of them held in the page, on its fast path (quick
// filter with its cache, asynchronous transactions). It stands for the usual way; nothing of it is in the program.

import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { openCache } from '../../electron/core/cache/open-cache.ts';
import { systemClock } from '../../electron/hosting/system-clock.ts';
import type { BoardRun } from './board-page.ts';
import { count, type Figure, median } from './figures.ts';
import { dataFolder, quietLog } from './kept-caches.ts';
import { type Frames, installProbe, pageHeap } from './page-probe.ts';

/** The goals, ours at the most jobs against AG Grid at fewer. */
const SHARE_OF_SORT = 0.25;
const SHARE_OF_FRAME = 0.2;

/** The whole of it as one script, with all its parts registered; the package does not export this path. */
const SCRIPT = join(
  import.meta.dirname,
  '../../node_modules/ag-grid-community/dist/ag-grid-community.min.js',
);

const WORDS = ['mission', 'garcia', 'valencia', 'nguyen', 'folsom', 'castro'];
const COLUMNS = [
  'status',
  'promise',
  'reference',
  'recipient',
  'route',
  'window',
  'courier',
  'connection',
  'price',
  'news',
];
const SORTED = ['reference', 'recipient', 'status', 'window', 'price', 'courier'];
const UPDATES_AT_ONCE = 100;
const UPDATE_EVERY_MS = 100;

export interface GridRun {
  startMs: number;
  firstKeys: number[];
  laterKeys: number[];
  sorts: number[];
  updating: Frames;
  heapMb: number;
}

interface Options {
  browser: Browser;
  jobs: number;
  rounds: number;
  framesMs: number;
  say: (line: string) => void;
}

/** What the page calls its own script. */
interface GridPage {
  agGrid: { createGrid(element: Element, options: object): GridApi };
  grid: GridApi;
  rows: Record<string, string>[];
  /** Milliseconds of the last key or click until its effect was painted. */
  took: Promise<number>;
}

interface GridApi {
  setGridOption(name: string, value: unknown): void;
  applyTransactionAsync(transaction: { update: unknown[] }): void;
  flushAsyncTransactions(): void;
}

export async function runGrid({ browser, jobs, rounds, framesMs, say }: Options): Promise<GridRun> {
  const rows = await rowsOf(jobs, say);
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 }, locale: 'en-US' });
  try {
    const page = await context.newPage();
    await installProbe(page);
    await page.route('http://grid.localhost/**', (route) =>
      route.request().url().endsWith('.json')
        ? route.fulfill({ contentType: 'application/json', body: JSON.stringify(rows) })
        : route.fulfill({
            contentType: 'text/html',
            body: '<!doctype html><input id="search"><div id="grid" style="height:820px"></div>',
          }),
    );
    await page.goto('http://grid.localhost/');
    await page.addScriptTag({
      path: SCRIPT,
    });
    const startMs = await open(page);
    const { firstKeys, laterKeys } = await typeWords(page, rounds);
    const sorts = await sort(page, rounds);
    const updating = await updateWhileScrolling(page, framesMs);
    return { startMs, firstKeys, laterKeys, sorts, updating, heapMb: (await pageHeap(page)) / 2 ** 20 };
  } finally {
    await context.close();
  }
}

/** Every column as the board words it, more or less: what is compared is the grid, not the wording. */
async function rowsOf(jobs: number, say: (line: string) => void): Promise<Record<string, string>[]> {
  await using folder = await dataFolder(jobs, say);
  const cache = await openCache({ path: folder.database, clock: systemClock, log: quietLog });
  const rows: Record<string, string>[] = [];
  const time = (at: number | null) => (at === null ? '' : new Date(at).toISOString().slice(0, 16));
  for (let offset = 0; ; offset += 5_000) {
    const page = await cache.query({ group: 'none' }, offset, 5_000, Date.now());
    for (const row of page.rows) {
      rows.push({
        id: row.id,
        status: row.status,
        promise: time(row.promiseAt),
        reference: row.reference ?? row.externalIds.externalId ?? '',
        recipient: row.recipient ?? '',
        route: `${row.from ?? ''} → ${row.to ?? ''}`,
        window: time(row.windowFromAt),
        courier: row.courierName ?? '',
        connection: row.connectionId,
        price: row.price === null ? '' : (row.price.minor / 100).toFixed(2),
        news: time(row.receivedAt),
      });
    }
    if (page.rows.length < 5_000) break;
  }
  await cache.close();
  return rows;
}

/** From the rows being at hand to the first of them on the screen. */
async function open(page: Page): Promise<number> {
  return page.evaluate(async (columns) => {
    const here = window as unknown as GridPage;
    here.rows = (await (await fetch('/rows.json')).json()) as GridPage['rows'];
    const painted = () =>
      new Promise<number>((resolve) =>
        requestAnimationFrame(() => {
          const channel = new MessageChannel();
          channel.port1.onmessage = () => resolve(performance.now());
          channel.port2.postMessage(null);
        }),
      );
    const search = document.querySelector('input') as HTMLInputElement;
    let from = 0;
    for (const kind of ['keydown', 'click'] as const)
      addEventListener(
        kind,
        ({ timeStamp }) => {
          from = timeStamp;
        },
        { capture: true },
      );
    search.addEventListener('input', () => {
      here.grid.setGridOption('quickFilterText', search.value);
      here.took = painted().then((at) => at - from);
    });
    const beganAt = performance.now();
    await new Promise<void>((resolve) => {
      here.grid = here.agGrid.createGrid(document.querySelector('#grid') as Element, {
        columnDefs: columns.map((field) => ({ field, sortable: true, width: 130 })),
        rowData: here.rows,
        getRowId: ({ data }: { data: { id: string } }) => data.id,
        cacheQuickFilter: true,
        asyncTransactionWaitMillis: 50,
        onFirstDataRendered: () => resolve(),
        onSortChanged: () => {
          here.took = painted().then((at) => at - from);
        },
      });
    });
    return (await painted()) - beganAt;
  }, COLUMNS);
}

async function timed(page: Page, act: () => Promise<void>): Promise<number> {
  await page.evaluate(() => {
    (window as unknown as GridPage).took = new Promise(() => {});
  });
  await act();
  await page.waitForFunction(
    () => Promise.race([(window as unknown as GridPage).took.then(() => true), Promise.resolve(false)]),
    undefined,
    { timeout: 60_000 },
  );
  return page.evaluate(() => (window as unknown as GridPage).took);
}

async function typeWords(page: Page, rounds: number): Promise<Pick<GridRun, 'firstKeys' | 'laterKeys'>> {
  const firstKeys: number[] = [];
  const laterKeys: number[] = [];
  const search = page.locator('#search');
  for (let round = 0; round < rounds; round += 1) {
    await search.focus();
    for (const [index, key] of [...(WORDS[round % WORDS.length] ?? '')].entries()) {
      const ms = await timed(page, () => page.keyboard.press(key));
      (index === 0 ? firstKeys : laterKeys).push(ms);
    }
    await search.fill('');
  }
  return { firstKeys, laterKeys };
}

async function sort(page: Page, rounds: number): Promise<number[]> {
  const sorts: number[] = [];
  for (let round = 0; round < rounds; round += 1) {
    const column = SORTED[round % SORTED.length] ?? '';
    const head = page.locator(`.ag-header-cell[col-id="${column}"] .ag-header-cell-label`);
    sorts.push(await timed(page, () => head.click()));
  }
  return sorts;
}

async function updateWhileScrolling(page: Page, ms: number): Promise<Frames> {
  return page.evaluate(
    async ([time, atOnce, every, scroller]) => {
      const { grid, rows } = window as unknown as GridPage;
      let batch = 0;
      const timer = setInterval(() => {
        batch += 1;
        const from = (batch * atOnce) % Math.max(1, rows.length - atOnce);
        const update = rows.slice(from, from + atOnce).map((row) => ({ ...row, reference: `b${batch}` }));
        grid.applyTransactionAsync({ update });
      }, every);
      if (document.querySelector(scroller) === null)
        throw new Error('The grid has no scroller of that name.');
      const frames = await window.bench.frames(time, 60, scroller);
      clearInterval(timer);
      grid.flushAsyncTransactions();
      return frames;
    },
    [ms, UPDATES_AT_ONCE, UPDATE_EVERY_MS, '.ag-grid-viewport'] as const,
  );
}

export function gridFigures(gridRows: number, grid: GridRun, jobs: number, ours: BoardRun): Figure[] {
  const figures: Figure[] = [];
  const add = (what: string, value: number, unit: string, rest: Partial<Figure> = {}) =>
    figures.push({ part: 'board', what, value, unit, ...rest });
  const theirs = (what: string, value: number, unit: string) =>
    add(`AG Grid, ${count(gridRows)} rows in the page: ${what}`, value, unit);
  const against = (what: string, value: number, most: number, note = '') =>
    add(`ours at ${count(jobs)} against AG Grid at ${count(gridRows)}: ${what}`, value, 'x', {
      goal: { most },
      ...(note && { note }),
    });
  const later = median(grid.laterKeys);
  const sorted = median(grid.sorts);
  theirs('rows at hand to first rows', grid.startMs, 'ms');
  theirs('first key of a common word', median(grid.firstKeys), 'ms');
  theirs('first key of a common word, slowest', Math.max(...grid.firstKeys), 'ms');
  theirs('later keys of a common word', later, 'ms');
  theirs('sort', sorted, 'ms');
  theirs('frame scrolling under updates, p50', grid.updating.p50, 'ms');
  theirs('frame scrolling under updates, p95', grid.updating.p95, 'ms');
  theirs('page heap', grid.heapMb, 'MB');
  against('first key against its later keys', median(ours.keys.commonFirst) / later, 1);
  against('later keys against its later keys', median(ours.keys.commonLater) / later, 1);
  against('sort', median(ours.sorts) / sorted, SHARE_OF_SORT);
  against(
    'group switch against its sort',
    median(ours.groups) / sorted,
    SHARE_OF_SORT,
    'it has no groups in this edition',
  );
  against('frame scrolling under updates, p95', ours.updating.p95 / grid.updating.p95, SHARE_OF_FRAME);
  against('page heap', ours.heapMb.worked / grid.heapMb, 1);
  return figures;
}
