// `npm run screens`: pictures of every screen on a practice morning, light and dark. Those that README.md shows go to
// docs/pictures/, the others to test-results/screens/. Needs a build; Chromium as for the end-to-end tests.

import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { openChromium } from '../test/support/browser.ts';
import { deskPage } from '../test/support/desk-page.ts';
import { openDesk } from '../test/support/open-desk.ts';
import { root } from './local-node.mjs';

const DOCS = join(root, 'docs/pictures');
const OTHERS = join(root, 'test-results/screens');
/** In README.md; everything else only to be looked at. */
const SHOWN = new Set(['board-light', 'board-dark', 'compose-light']);

await mkdir(DOCS, { recursive: true });
await mkdir(OTHERS, { recursive: true });
const browser = await openChromium();
try {
  for (const colorScheme of /** @type {const} */ (['light', 'dark'])) await pictures(colorScheme);
} finally {
  await browser.close();
}

/** @param {'light' | 'dark'} colorScheme */
async function pictures(colorScheme) {
  await using opened = await openDesk(browser, { workspace: 'practice', colorScheme });
  const { page } = opened;
  const desk = deskPage(page);
  /** @param {string} name */
  const take = async (name) => {
    const file = `${name}-${colorScheme}`;
    // Tooltips go away, tiles and letters are there.
    await page.mouse.move(700, 1);
    await page.waitForTimeout(700);
    const path = join(SHOWN.has(file) ? DOCS : OTHERS, `${file}.png`);
    await page.screenshot({ path });
    process.stdout.write(`${path}\n`);
  };
  await desk.jobRows.nth(12).waitFor();
  // Until the morning has arrived whole and couriers have moved a little.
  await page.waitForTimeout(8000);
  await take('welcome');
  await page.getByRole('button', { name: 'Look around in practice' }).click();
  for (const [width, height] of /** @type {const} */ ([
    [1024, 768],
    [1920, 1080],
  ])) {
    await page.setViewportSize({ width, height });
    await take(`board-${width}`);
  }
  await page.setViewportSize({ width: 1440, height: 900 });
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
  }
  await desk.show('Board');
  await page.setViewportSize({ width: 1920, height: 1080 });
  // Wide enough for the column that tells which account a job is of.
  for (const [name, account] of Object.entries({ parcel: 'Parcels', shipment: 'Gale & Finch' })) {
    await desk.row(account).first().click();
    await desk.part('Timeline').waitFor();
    await take(name);
    await page.keyboard.press('Escape');
  }
}
