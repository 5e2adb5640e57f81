// The desk's map beside Leaflet's markers, Leaflet's circles on a canvas, leaflet.markercluster and MapLibre GL: the same
// couriers in the same Chromium, one after the other, in turns. What happens in the page is map-page.ts.

import type { Browser, CDPSession, Page } from 'playwright-core';
import { count, type Figure, median } from './figures.ts';
import { type MapPageServer, serveMapPage } from './map-bundle.ts';
import type { OurPicture } from './map-check.ts';
import type { MapFrames, MapKind } from './map-page.ts';

/** The issue's goals for a thousand couriers; the design's budget for any number. */
const FRAME_MS = 20;
const LEAST_FRAMES = 30;
/** "The frame time of markercluster": within what two runs of the same differ by. */
const SAME = 1.1;

const KINDS: readonly MapKind[] = ['ours', 'markercluster', 'markers', 'circles', 'maplibre'];
const NAMES: Record<MapKind, string> = {
  ours: 'ours',
  markercluster: 'leaflet.markercluster',
  markers: 'Leaflet markers',
  circles: 'Leaflet canvas circles',
  maplibre: 'MapLibre GL (software)',
};
/** Compared in every round; the others are only there to be seen. */
const IN_EVERY_ROUND: readonly MapKind[] = ['ours', 'markercluster'];

export interface MapOptions {
  browser: Browser;
  /** How many couriers, one run for each. */
  couriers: readonly number[];
  rates: readonly number[];
  rounds: number;
  framesMs: number;
  /** How often each map is thrown aside and zoomed, to and fro. */
  repeats: number;
  kinds?: readonly MapKind[];
  say: (line: string) => void;
}

interface Watched {
  frames: MapFrames;
  /** Of the time, in which the page's main thread was in a task. */
  mainThread: number;
}

interface Turn {
  kind: MapKind;
  couriers: number;
  byRate: { rate: number; still: Watched; dragging: Watched }[];
  panMs: number[];
  zooms: { ms: number; longest: number }[];
  drawn: string;
  /** From far, and from so near that most have room. */
  pictures: OurPicture[];
}

export interface MapRun {
  turns: Turn[];
}

export async function runMap(options: MapOptions): Promise<MapRun> {
  const { couriers, rounds, kinds = KINDS, say } = options;
  await using server = await serveMapPage();
  const turns: Turn[] = [];
  for (const many of couriers) {
    for (let round = 0; round < rounds; round += 1) {
      for (const kind of kinds) {
        if (round > 0 && !IN_EVERY_ROUND.includes(kind)) continue;
        say(`${count(many)} couriers, ${NAMES[kind]}${rounds > 1 ? `, round ${round + 1}` : ''}`);
        turns.push(await takeTurn(server, kind, many, options));
      }
    }
  }
  return { turns };
}

async function takeTurn(
  server: MapPageServer,
  kind: MapKind,
  couriers: number,
  { browser, rates, framesMs, repeats }: MapOptions,
): Promise<Turn> {
  const context = await browser.newContext({
    viewport: { width: 1440, height: 900 },
    reducedMotion: 'no-preference',
  });
  try {
    const page = await context.newPage();
    const errors: Error[] = [];
    page.on('pageerror', (error) => errors.push(error));
    await page.goto(server.url);
    await page.waitForFunction(() => 'mapBench' in window);
    const opened = page.evaluate(([which, many]) => window.mapBench.open(which, many), [
      kind,
      couriers,
    ] as const);
    await opened.catch((error: unknown) => Promise.reject(errors[0] ?? error));
    const session = await context.newCDPSession(page);
    await session.send('Performance.enable');
    // Tiles, fonts and what the browser compiles late.
    await page.waitForTimeout(1_000);
    const byRate: Turn['byRate'] = [];
    for (const rate of rates) {
      await page.evaluate((pace) => window.mapBench.pace(pace), rate);
      await page.waitForTimeout(500);
      const still = await watch(page, session, framesMs, false);
      const dragging = await watch(page, session, framesMs, true);
      byRate.push({ rate, still, dragging });
    }
    const drawn = await page.evaluate(() => window.mapBench.drawn());
    const panMs = [];
    for (let time = 0; time < repeats; time += 1)
      panMs.push(await page.evaluate(() => window.mapBench.pan()));
    const zooms = [];
    for (let time = 0; time < 2 * repeats; time += 1) {
      zooms.push(await page.evaluate((closer) => window.mapBench.zoom(closer), time % 2 === 0));
      await page.waitForTimeout(300);
    }
    await page.evaluate(() => window.mapBench.pace(0));
    const pictures = kind === 'ours' ? await check(page) : [];
    if (errors[0] !== undefined) throw errors[0];
    return { kind, couriers, byRate, panMs, zooms, drawn, pictures };
  } finally {
    await context.close();
  }
}

async function check(page: Page): Promise<OurPicture[]> {
  const far = await page.evaluate(() => window.mapBench.check());
  for (let step = 0; step < 2; step += 1) {
    await page.evaluate(() => window.mapBench.zoom(true));
    await page.waitForTimeout(300);
  }
  return [far, await page.evaluate(() => window.mapBench.check())];
}

async function watch(page: Page, session: CDPSession, ms: number, dragging: boolean): Promise<Watched> {
  const before = await busy(session);
  const frames = await page.evaluate(([time, drags]) => window.mapBench.frames(time, drags), [
    ms,
    dragging,
  ] as const);
  const after = await busy(session);
  return { frames, mainThread: (after.busy - before.busy) / (after.at - before.at) };
}

/** Seconds: how long the main thread has been in tasks, and when that was asked. */
async function busy(session: CDPSession): Promise<{ busy: number; at: number }> {
  const { metrics } = await session.send('Performance.getMetrics');
  const read = (name: string) => metrics.find((metric) => metric.name === name)?.value ?? Number.NaN;
  return { busy: read('TaskDuration'), at: read('Timestamp') };
}

export function mapFigures({ turns }: MapRun): Figure[] {
  return [...new Set(turns.map(({ couriers }) => couriers))].flatMap((couriers) =>
    figuresOf(
      couriers,
      turns.filter((turn) => turn.couriers === couriers),
    ),
  );
}

function figuresOf(couriers: number, turns: readonly Turn[]): Figure[] {
  const figures: Figure[] = [];
  const of = (kind: MapKind) => turns.filter((turn) => turn.kind === kind);
  const add = (what: string, value: number, unit: string, rest: Partial<Figure> = {}) =>
    figures.push({ part: 'map', what: `${count(couriers)} couriers${what}`, value, unit, ...rest });
  const kinds = KINDS.filter((kind) => of(kind).length > 0);
  const others = kinds.filter((kind) => kind !== 'ours');
  const ofOthers = (tell: (kind: MapKind) => string) =>
    others.map((kind) => `${NAMES[kind]} ${tell(kind)}`).join('; ');

  for (const rate of turns[0]?.byRate.map((one) => one.rate) ?? []) {
    for (const state of ['still', 'dragging'] as const) {
      const at = `, ${count(rate)} updates a second, ${state}`;
      const seen = (kind: MapKind, anyRate = false) =>
        of(kind)
          .flatMap(({ byRate }) => byRate)
          .filter((one) => anyRate || one.rate === rate)
          .map((one) => one[state]);
      const middle = (kind: MapKind, pick: (one: Watched) => number) => median(seen(kind).map(pick));
      const p95 = (kind: MapKind) => middle(kind, ({ frames }) => frames.p95);
      const tell = (kind: MapKind) =>
        [
          `p50 ${Math.round(middle(kind, ({ frames }) => frames.p50))}`,
          `p99 ${Math.round(middle(kind, ({ frames }) => frames.p99))}`,
          `longest ${Math.round(Math.max(...seen(kind).map(({ frames }) => frames.longest)))} ms`,
          `main thread ${Math.round(100 * middle(kind, ({ mainThread }) => mainThread))} %`,
        ].join(', ');
      add(`${at}: frame p95`, p95('ours'), 'ms', {
        ...(couriers <= 1_000 && { goal: { most: FRAME_MS } }),
        note: tell('ours'),
      });
      const fewest = Math.min(...seen('ours').map(({ frames }) => frames.fewestASecond));
      add(`${at}: frames in the slowest second`, fewest, '', { goal: { least: LEAST_FRAMES } });
      if (!others.includes('markercluster')) continue;
      const best = Math.min(...seen('markercluster', true).map(({ frames }) => frames.p95));
      if (couriers > 1_000)
        add(`${at}: p95 against markercluster at its best`, p95('ours') / best, 'x', {
          goal: { most: SAME },
          note: `${Math.round(best)} ms, its quickest run at whatever rate`,
        });
      add(`${at}: frame p95, markercluster`, p95('markercluster'), 'ms', {
        note: ofOthers((kind) =>
          kind === 'markercluster' ? tell(kind) : `${Math.round(p95(kind))} ms (${tell(kind)})`,
        ),
      });
    }
  }
  const pan = (kind: MapKind) => median(of(kind).flatMap(({ panMs }) => panMs));
  add(': pan by 400 pixels', pan('ours'), 'ms', { note: ofOthers((kind) => `${Math.round(pan(kind))} ms`) });
  const zoom = (kind: MapKind, pick: (zoom: Turn['zooms'][number]) => number) =>
    median(of(kind).flatMap((turn) => turn.zooms.map(pick)));
  const tellZoom = (kind: MapKind) => `longest frame ${Math.round(zoom(kind, ({ longest }) => longest))} ms`;
  add(
    ': zoom by one, with its animation',
    zoom('ours', ({ ms }) => ms),
    'ms',
    {
      note: `${tellZoom('ours')}; ${ofOthers((kind) => `${Math.round(zoom(kind, ({ ms }) => ms))} ms, ${tellZoom(kind)}`)}`,
    },
  );
  const pictures = turns.flatMap((turn) => turn.pictures);
  const sum = (pick: (picture: OurPicture) => number) =>
    pictures.map(pick).reduce((all, one) => all + one, 0);
  const drawn = kinds
    .map((kind) => [NAMES[kind], of(kind).at(-1)?.drawn] as const)
    .filter(([, text]) => text);
  add(
    ': with room around them, not drawn on their own',
    sum(({ missing }) => missing),
    `of ${sum(({ withRoom }) => withRoom)}`,
    {
      goal: { most: 0 },
      note: drawn.map(([name, text]) => `${name}: ${text}`).join('; '),
    },
  );
  add(
    ': pixels other than painted from nothing',
    sum(({ differing }) => differing),
    `of ${sum(({ painted }) => painted)}`,
    {
      goal: { most: 0 },
    },
  );
  return figures;
}
