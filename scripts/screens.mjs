// `npm run screens`: pictures of every screen on a practice morning, and of a desk with nothing on it, light and dark. Those
// that README.md shows go to docs/pictures/, the others to test-results/screens/. `-- --width 1280 --theme dark` takes one
// width (1280, 1440, 1920) or one theme; only 1440 replaces the pictures of README.md. Needs a build; Chromium as for the
// end-to-end tests.

import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { openChromium } from '../test/support/browser.ts';
import { deskPage } from '../test/support/desk-page.ts';
import { openDesk } from '../test/support/open-desk.ts';
import { root } from './local-node.mjs';

const DOCS = join(root, 'docs/pictures');
const OTHERS = join(root, 'test-results/screens');
/** In README.md; everything else only to be looked at. */
const SHOWN = new Set(['board-light', 'board-dark', 'compose-light']);
/** The widths a desk is likely to have. */
const HEIGHTS = /** @type {Record<string, number>} */ ({ 1280: 800, 1440: 900, 1920: 1080 });
const THEMES = /** @type {const} */ (['light', 'dark']);

const { values } = parseArgs({ options: { width: { type: 'string' }, theme: { type: 'string' } } });
const width = values.width ?? '1440';
const height = HEIGHTS[width];
const themes = THEMES.filter((theme) => values.theme === undefined || values.theme === theme);
if (height === undefined || themes.length === 0) {
  process.stderr.write(`Widths: ${Object.keys(HEIGHTS).join(', ')}. Themes: ${THEMES.join(', ')}.\n`);
  process.exit(1);
}
const size = { width: Number(width), height };

await mkdir(DOCS, { recursive: true });
await mkdir(OTHERS, { recursive: true });
const browser = await openChromium();
try {
  for (const colorScheme of themes) {
    await practiceMorning(colorScheme);
    await emptyDesk(colorScheme);
  }
} finally {
  await browser.close();
}

/**
 * @param {import('playwright-core').Page} page
 * @param {'light' | 'dark'} colorScheme
 */
function camera(page, colorScheme) {
  /** @param {string} name */
  return async (name) => {
    const file = `${name}-${colorScheme}`;
    const forDocs = width === '1440' && SHOWN.has(file);
    // Tooltips go away, tiles and letters are there.
    await page.mouse.move(700, 1);
    await page.waitForTimeout(700);
    const path = join(forDocs ? DOCS : OTHERS, forDocs ? `${file}.png` : `${width}-${file}.png`);
    await page.screenshot({ path });
    process.stdout.write(`${path}\n`);
  };
}

/** @param {'light' | 'dark'} colorScheme */
async function practiceMorning(colorScheme) {
  await using opened = await openDesk(browser, { workspace: 'practice', colorScheme, viewport: size });
  const { page } = opened;
  const desk = deskPage(page);
  const take = camera(page, colorScheme);
  await desk.jobRows.nth(12).waitFor();
  // Until the morning has arrived whole and couriers have moved a little.
  await page.waitForTimeout(8000);
  await take('welcome');
  await page.getByRole('button', { name: 'Look around in practice' }).click();
  if (width === '1440') {
    for (const [wide, high] of /** @type {const} */ ([
      [1024, 768],
      [2560, 1440],
    ])) {
      await page.setViewportSize({ width: wide, height: high });
      await take(`board-${wide}`);
    }
    await page.setViewportSize(size);
  }
  await take('board');
  await desk.jobRows.nth(6).click();
  await desk.part('Timeline').waitFor();
  await take('job');
  await page.keyboard.press('Escape');
  await page.keyboard.press('n');
  await desk.panel.getByRole('button', { name: /^By courier, today/ }).waitFor();
  await take('new');
  await page.keyboard.press('1');
  await desk.panel.getByRole('button', { name: /^Send/ }).waitFor();
  await take('compose');
  await page.keyboard.press('Escape');
  for (const [name, command] of Object.entries({
    'new-shipment': 'New: Shipment over many providers',
    'new-parcel': 'New: A parcel to follow',
    predict: 'Predict delivery dates',
  })) {
    await desk.run(command);
    await desk.panel.getByRole('heading', { level: 2 }).first().waitFor();
    await take(name);
    await page.keyboard.press('Escape');
  }
  await page.keyboard.press('Control+k');
  await desk.palette.waitFor();
  await take('palette');
  await page.keyboard.press('Escape');
  await page.keyboard.press('Shift+T');
  await page.getByRole('dialog', { name: 'Training' }).waitFor();
  await take('training');
  await page.keyboard.press('Escape');
  await everyScreen(desk, take);
  await desk.show('Board');
  for (const [name, reference] of Object.entries({ parcel: 'SO-', shipment: 'GF-' })) {
    await desk.row(reference).first().click();
    await desk.part('Timeline').waitFor();
    await take(name);
    await page.keyboard.press('Escape');
  }
  await opened.stop();
  await desk.bar('is not answering').waitFor();
  await take('core-lost');
}

/** @param {'light' | 'dark'} colorScheme */
async function emptyDesk(colorScheme) {
  await using opened = await openDesk(browser, { colorScheme, viewport: size });
  const take = camera(opened.page, colorScheme);
  const desk = deskPage(opened.page);
  await desk.show('Board');
  await take('empty-board');
  await everyScreen(desk, (name) => take(`empty-${name}`));
}

/**
 * @param {import('../test/support/desk-page.ts').DeskPage} desk
 * @param {(name: string) => Promise<void>} take
 */
async function everyScreen(desk, take) {
  for (const screen of /** @type {const} */ ([
    'Map',
    'Inbox',
    'Labels',
    'Accounts',
    'Connections',
    'Open an account',
    'Outbox',
    'Settings',
  ])) {
    await desk.show(screen);
    await take(screen.toLowerCase().replaceAll(' ', '-'));
    const parts = desk.page.getByRole('navigation', { name: 'Parts of the labels' }).getByRole('button');
    for (let place = 1; screen === 'Labels' && place < (await parts.count()); place += 1) {
      await parts.nth(place).click();
      await take(`labels-${place}`);
    }
  }
  // No entry of the rail leads there.
  await desk.page.evaluate(() => location.assign('#/shipments'));
  await desk.page.getByRole('heading', { name: 'Find shipments' }).waitFor();
  await take('find-shipments');
}
