// A dispatcher's day without a pointer: everything from connecting an account to cancelling a job, by keys alone.

import type { Page } from 'playwright-core';
import { expect } from 'vitest';
import { deskPage } from '../support/desk-page.ts';
import { patience, TOKENS, test } from '../support/desk-test.ts';

/** Tab until the field or button of that name has the focus; fails when no such stop comes. */
async function tabTo(page: Page, name: string, key: 'Tab' | 'Shift+Tab' = 'Tab'): Promise<void> {
  for (let stop = 0; stop < 120; stop += 1) {
    if ((await focusName(page)) === name) return;
    await page.keyboard.press(key);
  }
  throw new Error(
    `Nothing called “${name}” is reached by ${key}; the focus is on “${await focusName(page)}”.`,
  );
}

/** What a screen reader would call what has the focus, as far as labels and texts go. */
function focusName(page: Page): Promise<string> {
  return page.evaluate(() => {
    const focus = document.activeElement;
    if (!(focus instanceof HTMLElement)) return '';
    const labelled = focus.getAttribute('aria-labelledby')?.split(' ') ?? [];
    const named =
      focus.getAttribute('aria-label') ??
      (labelled.length > 0
        ? labelled.map((id) => document.getElementById(id)?.textContent ?? '').join(' ')
        : null) ??
      (focus as HTMLInputElement).labels?.[0]?.textContent;
    if (named != null) return named.trim();
    const text = focus.cloneNode(true) as HTMLElement;
    for (const hidden of text.querySelectorAll('[aria-hidden="true"]')) hidden.remove();
    return (text.textContent ?? '').trim();
  });
}

async function typeInto(page: Page, name: string, text: string): Promise<void> {
  await tabTo(page, name);
  await page.keyboard.press('Control+a');
  await page.keyboard.type(text);
}

test('everything is done by keys alone', { timeout: 300_000 }, async ({ openDesk, couriers }) => {
  const { page } = await openDesk();
  const desk = deskPage(page);
  const { keyboard } = page;
  await desk.grid.waitFor();

  // Connect: the palette finds the command, the form is a row of tab stops.
  await keyboard.press('Control+k');
  await desk.palette.waitFor();
  await keyboard.type('add a conn');
  await page.getByRole('option', { name: 'Add a connection' }).waitFor();
  await keyboard.press('Enter');
  await page.getByRole('form', { name: 'Connect an account' }).waitFor();
  await typeInto(page, 'Name', 'TCB');
  await typeInto(page, 'API token', TOKENS[0]);
  await tabTo(page, 'Another address');
  await keyboard.press('Enter');
  await typeInto(page, 'Address', couriers.url);
  await keyboard.press('Enter');
  await desk.connection('TCB').getByText('it answers, and the credential is accepted').waitFor();

  // Book.
  await keyboard.press('n');
  await desk.part('Deliver').waitFor();
  await typeInto(page, 'Name or company', 'Important Office Building');
  await typeInto(page, 'Street and number', '560 Mission St');
  await typeInto(page, 'City', 'San Francisco');
  await typeInto(page, 'State', 'CA');
  await typeInto(page, 'Zip', '94105');
  await typeInto(page, 'Name', 'Larry Bluejeans');
  await typeInto(page, 'Phone', '5555555555');
  await keyboard.press('Control+Enter');
  await desk.status('Accepted').waitFor({ timeout: patience.timeout });
  expect(couriers.books()).toHaveLength(1);

  // The row: Esc closes the panel, arrows walk the list, Enter opens.
  await keyboard.press('Escape');
  await desk.panel.waitFor({ state: 'hidden' });
  await keyboard.press('ArrowDown');
  await expect.poll(() => focusName(page)).toBe('Jobs');
  await keyboard.press('Home');
  await keyboard.press('ArrowDown');
  await keyboard.press('Enter');
  await desk.status('Accepted').waitFor();

  // Edit.
  await keyboard.press('e');
  await desk.panel.getByText('Nothing has changed yet.').waitFor();
  await typeInto(page, 'Name or company', 'Another Office');
  await keyboard.press('Control+Enter');
  await expect.poll(() => couriers.books()[0]?.edits.length, patience).toBe(1);
  await expect
    .poll(() => desk.cell(desk.jobRows, 'recipient').textContent(), patience)
    .toBe('Another Office');

  // Search: the field, what is found, nothing found, and back.
  await keyboard.press('Escape');
  await keyboard.press('/');
  await keyboard.type('nobody at all');
  await page.getByText('No job matches').waitFor();
  await keyboard.press('Control+a');
  await keyboard.type('another off');
  await desk.row('Another Office').waitFor();
  await keyboard.press('Escape');
  await expect.poll(() => desk.search.inputValue()).toBe('');
  await keyboard.press('Escape');
  await expect.poll(() => focusName(page)).toBe('Jobs');

  // What is beside what.
  const board = page.getByRole('region', { name: 'Board', exact: true });
  const map = page.getByRole('region', { name: 'Map', exact: true });
  await keyboard.press('3');
  await board.waitFor({ state: 'hidden' });
  await map.waitFor();
  await keyboard.press('1');
  await map.waitFor({ state: 'hidden' });
  await board.waitFor();
  await keyboard.press('2');
  await map.waitFor();

  // Refresh, from the list.
  await keyboard.press('ArrowDown');
  await keyboard.press('End');
  const asked = () => couriers.requests().filter(({ path }) => path.startsWith('/api/v1/status')).length;
  couriers.advanceJob(couriers.books()[0]?.requestId ?? '', 60);
  const before = asked();
  await keyboard.press('r');
  await expect.poll(() => desk.cell(desk.jobRows, 'status').textContent(), patience).toContain('Dispatched');
  expect(asked()).toBeGreaterThan(before);

  // The menu of the row.
  await keyboard.press('Shift+F10');
  const menu = page.getByRole('menu');
  const menuIsFocused = () => menu.evaluate((element) => element.contains(document.activeElement));
  await menu.waitFor();
  await expect.poll(menuIsFocused).toBe(true);
  await keyboard.press('Escape');
  await menu.waitFor({ state: 'hidden' });
  await expect.poll(() => focusName(page)).toBe('Jobs');
  await keyboard.press('Shift+F10');
  await menu.waitFor();
  await expect.poll(menuIsFocused).toBe(true);
  await keyboard.press('Enter');
  await desk.status('Dispatched').waitFor();

  // All keys, and the way out.
  await keyboard.press('?');
  await page.getByRole('dialog', { name: 'Keyboard shortcuts' }).waitFor();
  await keyboard.press('Escape');
  await desk.dialog.waitFor({ state: 'hidden' });
  await desk.status('Dispatched').waitFor();

  // Cancel: the question has the focus on what does no harm.
  await keyboard.press('c');
  await page.getByRole('dialog', { name: 'Cancel this job?' }).waitFor();
  await expect.poll(() => focusName(page)).toBe('Keep it');
  await tabTo(page, 'Cancel this job');
  await keyboard.press('Enter');
  await desk.status('Cancelled').waitFor({ timeout: patience.timeout });
  expect(couriers.books()[0]?.statusCode).toBe(52);
  expect(couriers.requests().filter(({ method }) => method === 'DELETE')).toHaveLength(1);
});
