// A page too busy to draw between two keys: what is typed right after a key that leads to a text field is written there,
// and none of it is taken for a shortcut.

import type { Page } from 'playwright-core';
import { expect } from 'vitest';
import { deskPage } from '../support/desk-page.ts';
import { patience, TOKENS, test } from '../support/desk-test.ts';

/** All keys before the page can draw once, which no real typing can be sure of. */
function typeAtOnce(page: Page, keys: readonly (string | { key: string; ctrlKey: true })[]): Promise<void> {
  return page.evaluate((pressed) => {
    for (const one of pressed) {
      const press = typeof one === 'string' ? { key: one } : one;
      document.body.dispatchEvent(
        new KeyboardEvent('keydown', { ...press, bubbles: true, cancelable: true }),
      );
    }
  }, keys);
}

test('letters right after Ctrl+K stand in the palette, and Enter runs what they found', async ({
  openDesk,
}) => {
  const { page } = await openDesk();
  const desk = deskPage(page);
  await desk.grid.waitFor();
  // With every letter that is a key of the desk: n, i, 1, ?.
  await typeAtOnce(page, [{ key: 'k', ctrlKey: true }, ...'night in 1?x', 'Backspace']);
  await expect.poll(() => desk.palette.inputValue(), patience).toBe('night in 1?');
  await page.keyboard.type('9');
  await expect.poll(() => desk.palette.inputValue(), patience).toBe('night in 1?9');
  await page.keyboard.press('Escape');
  await desk.palette.waitFor({ state: 'hidden' });
  await desk.grid.waitFor();

  await typeAtOnce(page, [{ key: 'k', ctrlKey: true }, ...'add a connection', 'Enter']);
  await page.getByRole('form', { name: 'Connect an account' }).waitFor();
});

test('letters right after n stand in the first field of the form', async ({ openDesk, couriers }) => {
  const { page } = await openDesk();
  const desk = deskPage(page);
  await desk.connect({ label: 'TCB', token: TOKENS[0], address: couriers.url });
  await desk.show('Board');
  await typeAtOnce(page, ['n', ...'Mission Inn 31']);
  const name = desk.part('Deliver').getByRole('textbox', { name: 'Name or company' });
  await name.waitFor();
  await expect.poll(() => name.inputValue(), patience).toBe('Mission Inn 31');
  await page.keyboard.type('a');
  await expect.poll(() => name.inputValue(), patience).toBe('Mission Inn 31a');
});

test('where a kind is chosen first, its number and the letters after it count', async ({ openDesk }) => {
  const { page } = await openDesk({ workspace: 'practice' });
  const desk = deskPage(page);
  await expect.poll(() => desk.jobRows.count(), patience).toBeGreaterThan(10);
  await page.getByRole('button', { name: 'Look around in practice' }).click();
  await desk
    .mark(/more$/)
    .or(page.getByText(/^\d+ more$/))
    .first()
    .waitFor();
  await typeAtOnce(page, ['n', '3', ...'JN12i3']);
  const number = desk.panel.getByRole('textbox', { name: 'Tracking number' });
  await number.waitFor();
  await expect.poll(() => number.inputValue(), patience).toBe('JN12i3');
});

test('a key is kept back from nothing that has no field', async ({ openDesk }) => {
  const { page } = await openDesk();
  const desk = deskPage(page);
  await desk.grid.waitFor();
  await page.keyboard.press('n');
  await desk.panel.getByText('Needs a TwinJet account').waitFor();
  await page.keyboard.press('Escape');
  await desk.panel.waitFor({ state: 'hidden' });
  await page.keyboard.press('i');
  await page.getByRole('heading', { level: 1, name: 'Inbox' }).waitFor();
});
