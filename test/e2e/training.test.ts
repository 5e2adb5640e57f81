// The training sheet: tasks tick themselves off when they really happened, and the ticks outlive the console.

import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from 'playwright-core';
import { describe, expect } from 'vitest';
import { bookingForm, SMALL_JOB } from '../support/booking-form.ts';
import { deskPage } from '../support/desk-page.ts';
import { patience, test } from '../support/desk-test.ts';

const sheet = (page: Page) => page.getByRole('dialog', { name: 'Training' });
const progress = (page: Page, done: number) => page.getByRole('button', { name: `Training ${done} of 10` });
const task = (page: Page, name: string) => sheet(page).getByRole('listitem').filter({ hasText: name });

describe('the training sheet', () => {
  test('leads to a booking, ticks it when TwinJet has it, and keeps the tick', {
    timeout: 300_000,
  }, async ({ openDesk }) => {
    const opened = await openDesk({ workspace: 'practice' });
    const { page } = opened;
    const desk = deskPage(page);
    await page.getByRole('button', { name: 'Look around in practice' }).click();
    await page.getByRole('button', { name: /^\d+ needs? you$/ }).waitFor({ timeout: patience.timeout });

    await page.keyboard.press('Shift+T');
    await sheet(page).waitFor();
    expect(await sheet(page).getByRole('listitem').count()).toBe(10);
    expect(await sheet(page).getByRole('img', { name: 'done', exact: true }).count()).toBe(0);
    await task(page, 'Book a courier job')
      .getByRole('button', { name: /^Show me/ })
      .click();
    await sheet(page).waitFor({ state: 'hidden' });
    await page.getByText('Now: Book a courier job.').waitFor();
    const form = bookingForm(page);
    await form.fill(SMALL_JOB);
    await form.send.click();
    await progress(page, 1).waitFor({ timeout: patience.timeout });
    await page.getByText('Now: Book a courier job.').waitFor({ state: 'hidden' });

    await desk.show('Inbox');
    await page.locator('main li').first().getByRole('button', { name: 'Acknowledge' }).click();
    await progress(page, 2).waitFor();

    // Practice begins anew with each start; what was learned does not.
    await opened.stop();
    await opened.startAgain();
    await opened.reopen();
    await progress(page, 2).waitFor();
    await progress(page, 2).click();
    await task(page, 'Book a courier job').getByRole('img', { name: 'done', exact: true }).waitFor();
    await sheet(page).getByRole('button', { name: 'Begin again' }).click();
    await progress(page, 0).waitFor();
  });

  test('counts a booking like another, and a cancel', { timeout: 300_000 }, async ({ openDesk }) => {
    const { page } = await openDesk({ workspace: 'practice' });
    const desk = deskPage(page);
    await page.getByRole('button', { name: 'Look around in practice' }).click();
    await expect.poll(() => desk.jobRows.count(), patience).toBeGreaterThan(10);

    await progress(page, 0).click();
    await task(page, 'Book the same again')
      .getByRole('button', { name: /^Show me/ })
      .click();
    await desk.panel.getByRole('button', { name: /^Duplicate/ }).waitFor();
    await page.keyboard.press('d');
    const form = bookingForm(page);
    await form.quote.getByText('Price').waitFor({ timeout: patience.timeout });
    await form.send.click();
    // That it is one like another is known at once, that it is a booking when TwinJet took it.
    await progress(page, 2).waitFor({ timeout: patience.timeout });

    await progress(page, 2).click();
    await task(page, 'Cancel a job')
      .getByRole('button', { name: /^Show me/ })
      .click();
    await page.getByRole('button', { name: 'Cancel job' }).click();
    await desk.dialog.getByRole('button', { name: /^Cancel/ }).click();
    await progress(page, 3).waitFor({ timeout: patience.timeout });
  });

  test('has nothing for axe to complain about, light and dark', async ({ openDesk }) => {
    const { page } = await openDesk({ workspace: 'practice' });
    await page.getByRole('button', { name: 'Look around in practice' }).click();
    await progress(page, 0).click();
    await sheet(page).waitFor();
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme });
      const { violations } = await new AxeBuilder({ page })
        .include('[role="dialog"]')
        .include('[role="status"]')
        .analyze();
      expect(violations.map(({ id, nodes }) => [id, nodes.map(({ html }) => html)])).toEqual([]);
    }
  });
});
