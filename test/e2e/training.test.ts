// The training sheet: tasks tick themselves off when they really happened, and the ticks outlive the console.

import { AxeBuilder } from '@axe-core/playwright';
import type { Locator, Page } from 'playwright-core';
import { describe, expect } from 'vitest';
import { bookingForm, SMALL_JOB } from '../support/booking-form.ts';
import { deskPage, type } from '../support/desk-page.ts';
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

  test('counts a rescue, a parcel followed and one settled, a FedEx account, an opening, a label cancelled', {
    timeout: 480_000,
  }, async ({ openDesk }) => {
    const { page } = await openDesk({ workspace: 'practice' });
    const desk = deskPage(page);
    const press = (within: Page | Locator, name: string | RegExp) =>
      within.getByRole('button', { name, exact: typeof name === 'string' }).click();
    await page.getByRole('button', { name: 'Look around in practice' }).click();
    await expect.poll(() => desk.jobRows.count(), patience).toBeGreaterThan(10);

    /** From the sheet to where it is done, and back to a sheet that has one tick more. */
    async function does(number: number, name: string, act: () => Promise<void>): Promise<void> {
      await progress(page, number).click();
      const wanted = task(page, name);
      await wanted.getByRole('img', { name: 'not done yet' }).waitFor();
      await press(wanted, /^Show me/);
      await page.getByText(`Now: ${name}.`).waitFor();
      await act();
      await progress(page, number + 1).waitFor({ timeout: patience.timeout });
      await page.getByText(`Now: ${name}.`).waitFor({ state: 'hidden' });
      await progress(page, number + 1).click();
      await wanted.getByRole('img', { name: 'done', exact: true }).waitFor();
      await page.keyboard.press('Escape');
      await sheet(page).waitFor({ state: 'hidden' });
    }

    await does(0, 'Rescue a failed shipment', async () => {
      await desk.status('Failed').waitFor();
      await press(desk.panel, 'Edit and place again');
      await desk.panel.getByRole('heading', { name: /^Change/ }).waitFor();
      const fold = desk.panel.getByRole('button', { name: /^Package/ });
      await fold.waitFor();
      if ((await fold.getAttribute('aria-expanded')) === 'false') await fold.click();
      await type(desk.panel.getByRole('textbox', { name: 'Weight', exact: true }), '12');
      await press(desk.panel, /^Send and place again/);
    });

    await does(1, 'Follow a parcel', async () => {
      await type(desk.panel.getByRole('textbox', { name: 'Tracking number' }), 'JN77778888');
      await page.keyboard.press('Control+Enter');
    });

    await does(2, 'Settle a parcel in trouble', async () => {
      await desk.part('Parcel').waitFor();
      await press(desk.panel, 'Mark as completed');
      await desk.dialog.getByRole('radio', { name: /Lost/ }).click();
      await press(desk.dialog, 'Mark as completed');
    });

    await does(3, 'Register a FedEx account', async () => {
      await press(page, 'Register a FedEx account');
      const stepper = page.getByRole('region', { name: 'Register a FedEx account' });
      await type(stepper.getByLabel('FedEx account number'), '123456785');
      await type(stepper.getByLabel('Name on the FedEx account'), 'Acme Corp');
      await type(stepper.getByLabel('Street', { exact: true }), '123 Main St');
      await type(stepper.getByLabel('City'), 'New York');
      await type(stepper.getByLabel('State or province'), 'NY');
      await type(stepper.getByLabel('Postal code'), '10001');
      await press(stepper, 'Register');
      await stepper.getByRole('radio', { name: /text message/ }).check();
      await press(stepper, 'Send the PIN');
      const pin = stepper.getByRole('textbox', { name: 'PIN' });
      // A wrong one is no tick.
      await type(pin, '654321');
      await press(stepper, 'Verify');
      await stepper.getByText('PIN verification failed').first().waitFor();
      await progress(page, 3).waitFor();
      await type(pin, '123456');
      await press(stepper, 'Verify');
    });

    await does(4, 'Open an account with Jet Delivery', async () => {
      const form = page.getByRole('form', { name: 'Register the address' });
      await type(form.getByRole('textbox', { name: /Business e-mail/ }), 'jane@tcbcourier.example');
      await type(form.getByLabel('Password of the new account'), 'Correct-Horse-9!');
      await press(form, 'Register and send the mail');
    });

    await does(5, 'Make a label and cancel it', async () => {
      const form = page.getByRole('form', { name: 'New label' });
      await form.getByLabel('Take the address of').selectOption({ label: 'FedEx warehouse' });
      const into = (group: string, name: string, text: string) =>
        form.getByRole('group', { name: group }).getByLabel(name, { exact: true }).fill(text);
      await into('To', 'Contact name', 'Ada Byron');
      await into('To', 'Street', '12 Howard Street');
      await into('To', 'City', 'San Francisco');
      await into('To', 'State or province', 'CA');
      await into('To', 'Postal code', '94105');
      for (const [name, text] of [
        ['Width', '30'],
        ['Height', '20'],
        ['Depth', '10'],
        ['Weight', '1.5'],
        ['What is inside', 'Tea'],
      ] as const) {
        await into('Parcel 1', name, text);
      }
      await press(form, 'Compare rates');
      await form.getByRole('radio', { name: 'Choose FedEx Ground, FedEx warehouse' }).check();
      await press(form, /^Buy the label/);
      await press(page.getByRole('region', { name: /^Label / }), 'Cancel the label …');
      await press(page.getByRole('dialog'), 'Cancel the label');
    });
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
