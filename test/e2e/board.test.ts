// The board over a busy morning: looking for jobs, narrowing, folding, doing something with several; and how it was left
// is how it is found again.

import { readFile } from 'node:fs/promises';
import type { Page } from 'playwright-core';
import { describe, expect } from 'vitest';
import { bookingForm, SMALL_JOB } from '../support/booking-form.ts';
import { type DeskPage, deskPage } from '../support/desk-page.ts';
import { patience, TOKENS, test } from '../support/desk-test.ts';
import type { Desk } from '../support/open-desk.ts';

/** The practice morning, all of it, with the welcome out of the way. */
async function begin(openDesk: (options: { workspace: 'practice' }) => Promise<Desk>) {
  const { page } = await openDesk({ workspace: 'practice' });
  const desk = deskPage(page);
  await page.getByRole('button', { name: 'Look around in practice' }).click();
  await expect.poll(() => desk.jobRows.count(), patience).toBeGreaterThan(15);
  // Only what can be seen is there: the last headings come into sight at the end of the list, which moves while it fills.
  const done = async () => {
    await desk.grid.press('End');
    return (await desk.group('Done').isVisible()) ? inGroup(desk, 'Done') : 0;
  };
  await expect.poll(done, patience).toBeGreaterThan(390);
  await desk.grid.press('Home');
  return { page, desk };
}

/** "58" of the button "Live 58" over the board. */
async function quickCount(page: Page, name: string): Promise<number> {
  const text = await page.getByRole('button', { name: new RegExp(`^${name} \\d`) }).textContent();
  return Number(/\d+/.exec(text ?? '')?.[0]);
}

const inGroup = async (desk: DeskPage, name: string) =>
  Number(/\d+$/.exec((await desk.group(name).textContent()) ?? '')?.[0]);

describe('a busy board', () => {
  test('is searched while typing, everything that is kept, also what is folded away', async ({
    openDesk,
  }) => {
    const { page, desk } = await begin(openDesk);
    await desk.grid.press('End');
    await desk.group('Done').click();
    const done = desk.jobRows.filter({ hasText: 'Delivered' }).first();
    const recipient = (await desk.cell(done, 'recipient').textContent()) ?? '';
    const reference = (await desk.cell(done, 'reference').textContent()) ?? '';
    await desk.group('Done').click();

    await page.keyboard.press('/');
    await page.keyboard.type(reference.toLowerCase());
    await expect
      .poll(() => desk.jobRows.filter({ hasText: 'Delivered' }).count(), patience)
      .toBeGreaterThan(0);
    /** The rows without a text; null while there is none, since no row says nothing. */
    const without = async (text: string) => {
      const rows = await desk.jobRows.allTextContents();
      return rows.length === 0 ? null : rows.filter((row) => !row.includes(text));
    };
    await expect.poll(() => without(reference), patience).toEqual([]);
    await page.keyboard.type(` ${recipient}`);
    await expect.poll(() => without(recipient), patience).toEqual([]);

    await page.keyboard.type(' and nothing like it');
    await page.getByText('No job matches').waitFor();
    await page.getByRole('button', { name: 'Clear filters' }).last().click();
    await expect.poll(() => desk.jobRows.count(), patience).toBeGreaterThan(15);
    expect(await desk.search.inputValue()).toBe('');
  });

  test('is narrowed by its counts and by filters, each with a way out', async ({ openDesk }) => {
    const { page, desk } = await begin(openDesk);
    const late = page.getByRole('button', { name: /^Late \d/ });
    await late.click();
    await expect.poll(() => late.getAttribute('aria-pressed')).toBe('true');
    await expect
      .poll(async () => (await desk.jobRows.count()) === (await quickCount(page, 'Late')), patience)
      .toBe(true);
    // One that ran out this very moment says so with the clock's next tick.
    const promises = desk.jobRows.locator('[data-column="promise"]');
    const notLate = async () => (await promises.allTextContents()).filter((words) => !/late/.test(words));
    await expect.poll(notLate, patience).toEqual([]);
    await late.click();
    await expect.poll(() => desk.jobRows.count(), patience).toBeGreaterThan(15);

    await page.getByRole('button', { name: 'Filter', exact: true }).click();
    await page.getByRole('dialog').getByText('Moving', { exact: true }).click();
    await page.getByRole('dialog').getByText('Harrison Press').click();
    await page.keyboard.press('Escape');
    await expect.poll(() => desk.group('Waiting').count(), patience).toBe(0);
    expect(await desk.group('Moving').count()).toBe(1);
    const connections = await desk.jobRows.locator('[data-column="connection"]').allTextContents();
    for (const label of connections) expect(label).toContain('Harrison Press');
    const narrowed = await inGroup(desk, 'Moving');

    await page.getByRole('button', { name: /^Remove the filter .*Harrison Press/ }).click();
    await expect.poll(() => inGroup(desk, 'Moving'), patience).toBeGreaterThan(narrowed);
    await page.getByRole('button', { name: 'Clear filters' }).click();
    await expect.poll(() => page.getByRole('button', { name: /^Remove the filter/ }).count()).toBe(0);
    await desk.grid.press('End');
    await desk.group('Done').waitFor();
  });

  test('folds its groups, by pointer and by keys, and remembers', async ({ openDesk }) => {
    const { page, desk } = await begin(openDesk);
    const isMoving = () => desk.jobRows.filter({ hasText: /Dispatched|Picked up/ }).count();
    await desk.group('Moving').click();
    await expect.poll(isMoving).toBe(0);
    expect(await inGroup(desk, 'Moving')).toBeGreaterThan(0);
    await page.reload();
    await desk.group('Waiting').waitFor();
    await expect.poll(isMoving).toBe(0);

    await desk.grid.focus();
    await page.keyboard.press('Home');
    for (let step = 0; step < 40 && (await isMoving()) === 0; step += 1) {
      await page.keyboard.press('ArrowDown');
      await page.keyboard.press('ArrowRight');
    }
    expect(await isMoving()).toBeGreaterThan(0);
  });

  test('is exported as it is narrowed, folded groups and all', { timeout: 240_000 }, async ({ openDesk }) => {
    const { page, desk } = await begin(openDesk);
    await desk.search.fill('gallery');
    await expect.poll(() => desk.jobRows.count(), patience).toBeLessThan(15);
    await page.getByRole('button', { name: /^View: / }).click();
    const saved = page.waitForEvent('download');
    await page.getByRole('menuitem', { name: 'Export these jobs as CSV' }).click();
    const download = await saved;
    expect(download.suggestedFilename()).toMatch(/^switchyard-jobs-\d{8}-\d{4}\.csv$/);
    const [head = '', ...lines] = (await readFile(await download.path(), 'utf8')).trimEnd().split('\r\n');
    expect(head).toContain('Reference,Recipient');
    expect(lines.length).toBeGreaterThan(0);
    expect(lines.filter((line) => !/gallery/i.test(line))).toEqual([]);
    await page.getByText(`${lines.length === 1 ? '1 job' : `${lines.length} jobs`} exported.`).waitFor();
  });

  test('cancels several at once, after saying which of them and why not the others', {
    timeout: 240_000,
  }, async ({ openDesk }) => {
    const { page, desk } = await begin(openDesk);
    const gutter = (row: ReturnType<typeof desk.row>) => row.getByRole('gridcell').first();
    await desk.grid.press('End');
    const before = await inGroup(desk, 'Closed');
    await desk.grid.press('Home');
    const onTheBike = desk.row('Picked up').first();
    const name = (await desk.cell(onTheBike, 'reference').textContent()) ?? '';
    await gutter(onTheBike).click();
    await desk.group('Moving').click();
    // The last courier jobs that wait: nobody will send a courier for them while we look. By name, because a click may
    // bring more rows into sight.
    const waiting = desk.row(/Accepted.*P[JO]-/).filter({ hasNotText: 'Gale & Fi' });
    await expect.poll(() => waiting.count(), patience).toBeGreaterThan(1);
    const names = await Promise.all(
      [-1, -2].map((at) => desk.cell(waiting.nth(at), 'reference').textContent()),
    );
    for (const each of names) await gutter(waiting.filter({ hasText: each ?? '' })).click();
    const bar = page.getByRole('toolbar', { name: '3 selected' });
    await bar.getByRole('button', { name: 'Cancel …' }).click();

    const question = page.getByRole('dialog', { name: 'Cancel 2 jobs?' });
    await question.getByText('2 jobs will be cancelled at the provider.').waitFor();
    await question.getByText(/^1 job cannot be cancelled/).waitFor();
    const left = question.getByRole('listitem').filter({ hasText: 'The courier already has it' });
    expect(await left.textContent()).toContain(name);
    await question.getByRole('button', { name: 'Cancel 2 jobs' }).click();
    await page.getByRole('dialog').getByText('2 jobs: the cancel is on its way.').waitFor();
    await page.getByRole('dialog').getByRole('button', { name: 'Close' }).last().click();
    await desk.grid.press('End');
    await expect.poll(() => inGroup(desk, 'Closed'), patience).toBe(before + 2);
  });
});

describe('how the board was left', () => {
  test('a named view, widths, height of rows and order are found again after the core was killed', {
    timeout: 240_000,
  }, async ({ openDesk, couriers }) => {
    const opened = await openDesk();
    const { page } = opened;
    const desk = deskPage(page);
    await desk.connect({ label: 'TCB', token: TOKENS[0], address: couriers.url });
    await page.keyboard.press('n');
    const form = bookingForm(page);
    await form.fill(SMALL_JOB);
    await form.send.click();
    await desk.status('Accepted').waitFor({ timeout: patience.timeout });
    await page.keyboard.press('Escape');

    const header = (name: string) => desk.grid.getByRole('columnheader', { name });
    const widthOf = async (name: string) => Math.round((await header(name).boundingBox())?.width ?? 0);
    const heightOfRow = async () => Math.round((await desk.jobRows.first().boundingBox())?.height ?? 0);
    const viewButton = page.getByRole('button', { name: /^View: / });

    const width = await widthOf('Reference');
    const height = await heightOfRow();
    const box = await header('Reference').boundingBox();
    if (box === null) throw new Error('no column');
    await page.mouse.move(box.x + box.width - 1, box.y + box.height / 2);
    await page.mouse.down();
    await page.mouse.move(box.x + box.width + 39, box.y + box.height / 2, { steps: 4 });
    await page.mouse.up();
    await expect.poll(() => widthOf('Reference')).toBe(width + 40);

    await page.getByRole('button', { name: 'Display' }).click();
    await page.getByRole('dialog').getByText('Compact').click();
    await page.keyboard.press('Escape');
    await expect.poll(heightOfRow).toBeLessThan(height);
    const compact = await heightOfRow();

    await page.getByRole('button', { name: 'Filter', exact: true }).click();
    await page.getByRole('dialog').getByText('Waiting', { exact: true }).click();
    await page.keyboard.press('Escape');
    await header('Recipient').getByRole('button').click();
    await expect.poll(() => header('Recipient').getAttribute('aria-sort')).toBe('ascending');
    await viewButton.click();
    await page.getByRole('menuitem', { name: 'Save this view …' }).click();
    await page.getByRole('textbox', { name: 'Name of the view' }).fill('Not yet sent out');
    await page.getByRole('button', { name: 'Save', exact: true }).click();
    await expect.poll(() => viewButton.getAttribute('aria-label')).toBe('View: Not yet sent out');

    const isAsItWasLeft = async () => {
      await desk.jobRows.first().waitFor();
      await expect.poll(() => widthOf('Reference')).toBe(width + 40);
      await expect.poll(heightOfRow).toBe(compact);
      await expect.poll(() => header('Recipient').getAttribute('aria-sort')).toBe('ascending');
      await viewButton.click();
      await page.getByRole('menuitem', { name: 'Not yet sent out', exact: true }).waitFor();
    };
    // From the core and not from the page; then from the disk and not from the core.
    await page.reload();
    await isAsItWasLeft();
    await opened.kill();
    await opened.startAgain();
    await opened.reopen();
    await isAsItWasLeft();
    await page.getByRole('menuitem', { name: 'Not yet sent out', exact: true }).click();
    await page.getByRole('button', { name: /^Remove the filter .*Waiting/ }).waitFor();
  });
});
