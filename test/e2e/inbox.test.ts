// The inbox: what needs a person comes in, is acknowledged and put off by keys alone, outlives a restart, and goes by
// itself; an account that is signed out is mended from there; a booking that was left is called back to mind.

import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from 'playwright-core';
import { describe, expect } from 'vitest';
import { bookingForm, SMALL_JOB } from '../support/booking-form.ts';
import { deskPage, type } from '../support/desk-page.ts';
import { patience, TOKENS, test } from '../support/desk-test.ts';

const MINUTE = 60_000;
const account = (url: string) => ({ label: 'TCB', token: TOKENS[0], address: url });

/** An entry that is open, by any of its words. */
const entry = (page: Page, words: string | RegExp) =>
  page
    .locator('main li')
    .filter({ hasText: words })
    .filter({ has: page.getByRole('button', { name: 'Acknowledge' }) });

const fold = (page: Page, words: RegExp) => page.locator('summary').filter({ hasText: words });

async function violations(page: Page): Promise<string[]> {
  const { violations: found } = await new AxeBuilder({ page }).setLegacyMode(true).analyze();
  return found.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html.slice(0, 160)}`));
}

describe('a late job', () => {
  test('comes in, is acknowledged, taken back and put off by keys, stays so over a restart, and goes by itself', {
    timeout: 300_000,
  }, async ({ openDesk, couriers }) => {
    const opened = await openDesk();
    const { page } = opened;
    const desk = deskPage(page);
    await desk.connect(account(couriers.url));
    await page.keyboard.press('i');
    await page.getByText('Nothing needs you').waitFor();

    const at = (minutes: number) => new Date(Date.now() + minutes * MINUTE).toISOString();
    await page.keyboard.press('n');
    const form = bookingForm(page);
    await form.fill({
      ...SMALL_JOB,
      ready_time: at(-90),
      deliver_from_time: at(-80),
      deliver_to_time: at(-20),
      reference: 'BILL-7',
    });
    await form.send.click();
    await desk.status('Accepted').waitFor({ timeout: patience.timeout });

    // The top bar and the rail say it wherever one is.
    await page
      .getByRole('button', { name: '1 needs you', exact: true })
      .waitFor({ timeout: patience.timeout });
    await desk.grid.focus();
    await page.keyboard.press('i');
    const late = entry(page, 'BILL-7');
    await late.getByText('Late', { exact: true }).waitFor();
    await page.getByRole('button', { name: 'BILL-7' }).and(page.locator(':focus')).waitFor();

    await page.keyboard.press('e');
    await page.getByText('BILL-7 acknowledged.').waitFor();
    await page.getByText('Nothing needs you').waitFor();
    expect(await page.getByRole('button', { name: /needs? you/ }).count()).toBe(0);
    await page.keyboard.press('Control+z');
    await late.waitFor();
    await page.getByRole('button', { name: 'BILL-7' }).and(page.locator(':focus')).waitFor();
    await page.keyboard.press('e');
    await page.getByText('Nothing needs you').waitFor();

    await opened.stop();
    await opened.startAgain();
    await opened.reopen();
    await desk.mark(/^TCB.*answers/).waitFor({ timeout: patience.timeout });
    await desk.show('Inbox');
    await page.getByText('Nothing needs you').waitFor();
    await fold(page, /^Acknowledged 1/).click();
    await page.getByRole('button', { name: 'Bring back' }).click();
    await late.waitFor();

    await late.getByRole('button', { name: 'BILL-7' }).focus();
    await page.keyboard.press('s');
    await page.getByRole('menuitem', { name: 'For 15 minutes' }).waitFor();
    await page.keyboard.press('Enter');
    await page.getByText(/BILL-7 put off until/).waitFor();
    await fold(page, /^Put off 1/).waitFor();

    // Something else goes wrong with it: it does not wait for its time.
    const { requestId } = couriers.books()[0] ?? { requestId: '' };
    couriers.advanceJob(requestId, 53);
    await late.getByText(/It is: Order not ready/).waitFor({ timeout: patience.timeout });
    expect(await fold(page, /^Put off/).count()).toBe(0);

    // Enter opens it; delivered, it is gone from the inbox without anybody's doing.
    await late.getByRole('button', { name: 'BILL-7' }).press('Enter');
    await desk.status('Order not ready').waitFor();
    couriers.advanceJob(requestId, 62);
    await desk.status('Delivered').waitFor({ timeout: patience.timeout });
    await desk.show('Inbox');
    await page.getByText('Nothing needs you').waitFor();
    expect(await page.locator('main li').count()).toBe(0);
  });
});

describe('an account that is signed out', () => {
  test('is mended from its entry, which then closes', { timeout: 240_000 }, async ({
    openDesk,
    couriers,
  }) => {
    const { page } = await openDesk();
    const desk = deskPage(page);
    await desk.connect(account(couriers.url));
    couriers.revokeToken(TOKENS[0]);
    await desk.connection('TCB').getByRole('button', { name: 'Test' }).click();
    await desk.show('Inbox');
    const signedOut = entry(page, 'Signed out');
    await signedOut.waitFor({ timeout: patience.timeout });
    couriers.renewToken(TOKENS[0], 'e2e-token-renewed');
    await signedOut.getByRole('button', { name: 'Replace the token' }).click();

    // The field for the new token has the keyboard already.
    const card = desk.connection('TCB');
    await card.getByLabel('New API token').and(page.locator(':focus')).waitFor();
    await type(card.getByLabel('New API token'), 'e2e-token-renewed');
    await card.getByRole('button', { name: 'Replace and test' }).click();
    await card.getByText('it answers, and the credential is accepted').waitFor();
    await desk.show('Inbox');
    await page.getByText('Nothing needs you').waitFor({ timeout: patience.timeout });
  });
});

describe('a booking that was left', () => {
  test('is called back to mind when its quote holds no longer', {
    timeout: 300_000,
  }, async ({ openDesk, couriers }) => {
    const { page } = await openDesk();
    const desk = deskPage(page);
    await desk.connect(account(couriers.url));
    await desk.show('Settings');
    await type(page.getByLabel('A quote is old after'), '1');
    await page.keyboard.press('Enter');
    await desk.show('Board');
    await page.keyboard.press('n');
    const form = bookingForm(page);
    await form.fill(SMALL_JOB);
    await form.quote.getByText('Price').waitFor();
    await form.panel.getByText(/Kept as a draft/).waitFor();
    await page.keyboard.press('Escape');
    await desk.panel.waitFor({ state: 'hidden' });

    await desk.show('Inbox');
    const stale = entry(page, 'Quote gone stale');
    await stale.waitFor({ timeout: 2 * patience.timeout });
    await stale.getByRole('button', { name: 'Open draft' }).click();
    await expect
      .poll(
        () => form.part('Deliver').getByRole('textbox', { name: 'Street and number' }).inputValue(),
        patience,
      )
      .toBe('560 Mission St');
    // Opened, it is asked for anew, and the entry closes.
    await form.quote.getByText(/\$\d/).first().waitFor({ timeout: patience.timeout });
    await desk.show('Inbox');
    await page.getByText('Nothing needs you').waitFor({ timeout: patience.timeout });
  });
});

describe.each(['light', 'dark'] as const)('in the %s', (colorScheme) => {
  test('axe has nothing to complain about', { timeout: 240_000 }, async ({ openDesk }) => {
    const { page } = await openDesk({ workspace: 'practice', colorScheme });
    const desk = deskPage(page);
    await page.getByRole('button', { name: 'Look around in practice' }).click();
    await page.getByRole('button', { name: /^\d+ need you$/ }).waitFor({ timeout: patience.timeout });
    await desk.show('Inbox');
    const first = page.locator('main li').first();
    await first.waitFor();
    expect(await violations(page)).toEqual([]);
    await first.getByRole('button', { name: 'Acknowledge' }).click();
    await page.getByRole('button', { name: /^Undo/ }).waitFor();
    await fold(page, /^Acknowledged/).click();
    expect(await violations(page)).toEqual([]);
    await first.getByRole('button', { name: 'Put off' }).click();
    await page.getByRole('menu').waitFor();
    expect(await violations(page)).toEqual([]);
  });
});
