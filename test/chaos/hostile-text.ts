// Part 4: providers that attack whoever shows their texts. They go through board, panel, timeline, map, notices, outbox,
// palette, labels, carrier accounts and export of a real page; everything must be shown as text, nothing may run, the policy has nothing to report.

import { readFile } from 'node:fs/promises';
import type { Page } from 'playwright-core';
import { bookingForm, SMALL_JOB } from '../support/booking-form.ts';
import { openChromium } from '../support/browser.ts';
import { deskPage } from '../support/desk-page.ts';
import { type Desk, openDesk } from '../support/open-desk.ts';
import { seedJob } from '../support/seed-job.ts';
import { HOSTILE_TEXTS, type HostileProvider, startHostileProvider } from './hostile-provider.ts';
import { type HostileSystems, PARCEL, SHIPMENT, startHostileSystems } from './hostile-systems.ts';
import { createTally, type PartOutcome } from './tally.ts';

interface Options {
  say: (line: string) => void;
  /** Where pictures of each place go; none are taken without it. */
  pictures?: string;
}

type Note = (detail: string) => void;

export async function hostileText({ say, pictures }: Options): Promise<PartOutcome> {
  const tally = createTally('hostile text');
  const notes = {
    ran: tally.never('anything that ran, or was asked for from elsewhere'),
    complained: tally.never('complaints of the page or of its policy'),
    unshown: tally.never('texts that were not shown as text'),
    burst: tally.never('places that lost their shape'),
    formula: tally.never('formulas in the exported table'),
  };
  const browser = await openChromium();
  await using provider = await startHostileProvider();
  await using systems = await startHostileSystems();
  try {
    await using desk = await openDesk(browser, { viewport: { width: 1440, height: 900 } });
    const places = await visit(desk, { provider, systems }, notes, { say, ...(pictures && { pictures }) });
    for (const complaint of desk.complaints) notes.complained(complaint);
    tally.seen('texts', Object.keys(HOSTILE_TEXTS).length, '', Object.keys(HOSTILE_TEXTS).join(', '));
    tally.seen('places', places.length, '', places.join(', '));
  } finally {
    await browser.close();
  }
  return tally.outcome();
}

type Notes = Record<'ran' | 'complained' | 'unshown' | 'burst' | 'formula', Note>;

async function visit(
  desk: Desk,
  { provider, systems }: { provider: HostileProvider; systems: HostileSystems },
  notes: Notes,
  { say, pictures }: Options,
): Promise<string[]> {
  const { page } = desk;
  const places: string[] = [];
  await watchRequests(page, notes.ran);
  const on = deskPage(page);
  const look = async (place: string) => {
    say(place);
    places.push(place);
    if (pictures) await page.screenshot({ path: `${pictures}/${place.replaceAll(' ', '-')}.png` });
    await checkPage(page, place, notes);
  };
  await book(desk, provider);

  await on.jobRows.first().waitFor();
  await page
    .getByText(HOSTILE_TEXTS.html ?? '')
    .first()
    .waitFor();
  await look('notices');
  await look('board');
  for (const { name, text, requestId } of provider.jobs) {
    await on.search.fill(requestId);
    await on.jobRows.nth(1).waitFor({ state: 'detached' });
    await on.jobRows.first().click();
    // Until then it says that it is reading the job, or still shows the one before.
    await on.panel.getByText(requestId, { exact: true }).first().waitFor();
    const shown = await on.panel.innerText();
    if (!squeezed(shown).includes(squeezed(text).slice(0, 30))) notes.unshown(`${name}, in the panel`);
    if (/[\u202A-\u202E\u2066-\u2069]/.test(shown))
      notes.unshown(`${name}: the panel can be turned round by it`);
    await look(`panel of ${name}`);
    await page.keyboard.press('Escape');
  }
  await on.search.fill('');
  await on.show('Map');
  await look('map');
  const tips = squeezed(await tipsOfMap(page));
  if (!Object.values(HOSTILE_TEXTS).some((text) => tips.includes(squeezed(text).slice(0, 20))))
    notes.unshown('any, in the tips of the map');
  await look('tip of the map');
  await on.show('Outbox');
  await page
    .getByText(HOSTILE_TEXTS.html ?? '')
    .first()
    .waitFor();
  await look('outbox');
  await on.show('Connections');
  await look('connections');
  await on.show('Board');
  await page.keyboard.press('Control+k');
  await on.palette.fill('h0000');
  await page.getByRole('option').first().waitFor();
  await look('palette');
  await page.keyboard.press('Escape');
  await quote(page, notes, look);
  // After the form: with several systems it first asks which.
  await connectSystems(desk, systems);
  for (const [what, id] of [
    ['parcel', PARCEL],
    ['shipment', SHIPMENT],
  ] as const) {
    await on.search.fill(id);
    await on.jobRows.nth(1).waitFor({ state: 'detached' });
    await on.jobRows.first().click();
    await on.panel.getByText(id, { exact: true }).first().waitFor();
    const shown = await on.panel.innerText();
    for (const name of ['html', 'script', 'formula', 'template']) {
      const text = squeezed(HOSTILE_TEXTS[name] ?? '').slice(0, 20);
      if (!squeezed(shown).includes(text)) notes.unshown(`${name}, in the panel of a ${what}`);
    }
    if (/[\u202A-\u202E\u2066-\u2069]/.test(shown))
      notes.unshown(`the panel of a ${what} can be turned round`);
    await look(`panel of a ${what}`);
    await page.keyboard.press('Escape');
  }
  await on.search.fill('');
  await listed(page, on, 'Labels', look);
  await listed(page, on, 'Accounts', look);
  await on.show('Board');
  await exported(page, notes);
  places.push('export');
  return places;
}

/** Without blanks and what has no form of its own: a page may show those as it likes. */
const squeezed = (text: string) => text.replace(/[\s\p{Cc}\p{Cf}]+/gu, '');

async function book({ server }: Desk, { url, jobs }: HostileProvider): Promise<void> {
  if (server === null) throw new Error('The hostile texts need the server host.');
  await using connection = await server.rpc();
  const { client } = connection;
  const { id: connectionId } = await client.connections.create({
    provider: 'twinjet',
    label: 'Hostile',
    baseUrl: url,
    secret: { apiToken: 'hostile-token' },
  });
  await client.settings.update({ polling: { requestsPerSecond: 20 } });
  for (const { requestId } of jobs) await client.jobs.follow({ connectionId, requestId });
  await client.twinjet.createJob({ connectionId, job: seedJob() });
}

async function connectSystems({ server }: Desk, systems: HostileSystems): Promise<void> {
  await using connection = await server?.rpc();
  if (connection) await systems.connect(connection.client);
}

async function watchRequests(page: Page, ran: Note): Promise<void> {
  const { origin } = new URL(page.url());
  page.on('request', (request) => {
    const url = new URL(request.url());
    if (!['blob:', 'data:'].includes(url.protocol) && url.origin !== origin && url.protocol !== 'ws:')
      ran(`a request to ${request.url().slice(0, 200)}`);
  });
  page.on('dialog', (dialog) => {
    ran(`a dialog: ${dialog.message()}`);
    void dialog.dismiss();
  });
  page.on('popup', (popup) => ran(`a window: ${popup.url()}`));
}

/** A screen of one list, whose first entry is then opened. */
async function listed(
  page: Page,
  on: ReturnType<typeof deskPage>,
  screen: 'Labels' | 'Accounts',
  look: (place: string) => Promise<void>,
): Promise<void> {
  await on.show(screen);
  const list = page.getByRole('list', { name: screen === 'Labels' ? 'Labels' : 'Carrier accounts' });
  await list.getByRole('listitem').first().waitFor();
  await look(screen.toLowerCase());
  await list.getByRole('listitem').first().getByRole('button').first().click();
  await page.waitForTimeout(500);
  await look(`one of the ${screen.toLowerCase()}`);
  await page.keyboard.press('Escape');
}

/** Nothing of the texts has become an element, and the page is as wide as its window. */
async function checkPage(page: Page, place: string, { ran, burst }: Notes): Promise<void> {
  const seen = await page.evaluate(() => {
    const foreign =
      'img[src="x"], iframe, a[href^="javascript"], a[href*="evil"], meta[http-equiv="refresh"], [onerror], [onload], [onmouseover], script:not([src])';
    const broken = [...document.querySelectorAll('body *')].filter((element) => {
      const { width, height } = element.getBoundingClientRect();
      // A canvas of the map and a virtual list are larger than the window on purpose.
      return (
        (width > innerWidth * 3 || height > 60_000) && !element.closest('[aria-label="Map"], [role="grid"]')
      );
    });
    return {
      ran: 'chaosRan' in globalThis,
      foreign: [...document.querySelectorAll(foreign)].map((element) => element.outerHTML.slice(0, 120)),
      wide: document.documentElement.scrollWidth - innerWidth,
      broken: broken.slice(0, 3).map((element) => `${element.tagName}.${element.className}`),
      frame: [...document.querySelectorAll('nav[aria-label="Main"]')].map(
        (nav) => nav.getBoundingClientRect().left,
      ),
    };
  });
  if (seen.ran) ran(`${place}: a script`);
  for (const html of seen.foreign) ran(`${place}: ${html}`);
  if (seen.wide > 1) burst(`${place}: ${seen.wide} pixels wider than the window`);
  for (const element of seen.broken) burst(`${place}: ${element}`);
  if (seen.frame.some((left) => left < 0 || left > 10)) burst(`${place}: the frame moved`);
}

/** Puts the pointer on every courier in sight; answers what the map says of them. */
async function tipsOfMap(page: Page): Promise<string> {
  const found = await page.evaluate(() => {
    const map = document.querySelector('section[aria-label="Map"] [data-couriers]');
    const marks: { x: number; y: number }[] = [];
    const { left, top, right, bottom } = map?.getBoundingClientRect() ?? new DOMRect();
    for (let y = top + 6; y < bottom; y += 8) {
      for (let x = left + 6; x < right; x += 8) {
        map?.dispatchEvent(new MouseEvent('mousemove', { bubbles: true, clientX: x, clientY: y }));
        if (!map?.hasAttribute('data-over')) continue;
        if (!marks.some((mark) => Math.hypot(mark.x - x, mark.y - y) < 30)) marks.push({ x, y });
      }
    }
    return marks;
  });
  let tips = '';
  for (const { x, y } of found) {
    await page.mouse.move(x, y);
    await page.waitForTimeout(120);
    tips += await page.locator('section[aria-label="Map"]').first().innerText();
  }
  return tips;
}

/** The form asks for a quote, and the provider answers with what it likes. */
async function quote(page: Page, { unshown }: Notes, look: (place: string) => Promise<void>): Promise<void> {
  await page.keyboard.press('n');
  const form = bookingForm(page);
  await form.fill(SMALL_JOB);
  await page
    .getByText(HOSTILE_TEXTS.script ?? '')
    .first()
    .waitFor()
    .catch(() => unshown('script, in the form'));
  await look('quote');
  await page.keyboard.press('Escape');
}

async function exported(page: Page, { formula, unshown }: Notes): Promise<void> {
  const downloading = page.waitForEvent('download');
  await page.getByRole('button', { name: 'All jobs' }).click();
  await page.getByRole('menuitem', { name: 'Export these jobs as CSV' }).click();
  const path = await (await downloading).path();
  const table = await readFile(path, 'utf8');
  for (const cell of cellsOf(table)) {
    if (/^\s*[=+\-@\t\r]/.test(cell)) formula(cell.slice(0, 80));
  }
  if (!table.includes('HYPERLINK')) unshown('formula, in the exported table');
}

/** Cells of a CSV, read by its own rules and not by the exporter's. */
function cellsOf(table: string): string[] {
  return [...table.matchAll(/(?:^\uFEFF?|,|\r\n)(?:"((?:[^"]|"")*)"|([^",\r\n]*))/g)].map(
    ([, quotedText, plain]) => quotedText?.replaceAll('""', '"') ?? plain ?? '',
  );
}
