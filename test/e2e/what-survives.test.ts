// kill -9, and everything a person did is still there; practice and live stay apart whatever is clicked.

import { readdirSync } from 'node:fs';
import { describe, expect } from 'vitest';
import { bookingForm, SMALL_JOB } from '../support/booking-form.ts';
import { deskPage, type } from '../support/desk-page.ts';
import { patience, TOKENS, test } from '../support/desk-test.ts';

describe('after kill -9', () => {
  test('what was being typed stands in the form again, until it is thrown away', async ({
    openDesk,
    couriers,
  }) => {
    const opened = await openDesk();
    const { page } = opened;
    const desk = deskPage(page);
    await desk.connect({ label: 'TCB', token: TOKENS[0], address: couriers.url });
    await page.keyboard.press('n');
    const form = bookingForm(page);
    await form.fill({ ...SMALL_JOB, special_instructions: 'Half a sen' });
    await desk.panel.getByText('Kept as a draft.').waitFor();
    // Closed and opened again, it comes from the core; killed and started again, from the disk.
    await page.keyboard.press('Escape');
    await desk.panel.waitFor({ state: 'hidden' });
    await page.keyboard.press('n');
    await desk.panel.getByText('This is what you typed').waitFor();
    await opened.kill();
    await opened.startAgain();
    await opened.reopen();

    await desk.press('n');
    await desk.panel.getByText(/This is what you typed at \d\d:\d\d; it was not sent\./).waitFor();
    const field = (name: string) => form.panel.getByRole('textbox', { name, exact: true });
    expect(await form.part('Deliver').getByRole('textbox', { name: 'Street and number' }).inputValue()).toBe(
      SMALL_JOB.deliver_address.street_address,
    );
    expect(await field('Special instructions').inputValue()).toBe('Half a sen');
    expect(couriers.books()).toEqual([]);

    await desk.panel.getByRole('button', { name: 'Discard draft' }).click();
    await expect
      .poll(() => form.part('Deliver').getByRole('textbox', { name: 'Street and number' }).inputValue())
      .toBe('');
    await page.keyboard.press('Escape');
    await desk.panel.waitFor({ state: 'hidden' });
    await page.reload();
    await desk.press('n');
    await form.part('Deliver').waitFor();
    expect(await desk.panel.getByText('This is what you typed').count()).toBe(0);
  });

  test('settings are as they were made', async ({ openDesk }) => {
    const opened = await openDesk();
    const { page } = opened;
    const desk = deskPage(page);
    const old = page.getByRole('textbox', { name: 'News of an open job is old after' });
    const tiles = page.getByRole('switch', { name: 'Map tiles' });
    const dark = page.getByRole('radio', { name: 'Dark' });
    await desk.show('Settings');
    await page.getByText('Dark', { exact: true }).click();
    await type(old, '7');
    await page.keyboard.press('Enter');
    await tiles.press('Space');
    await expect.poll(() => page.getByText('Kept', { exact: true }).count(), patience).toBe(3);
    await expect
      .poll(() => page.evaluate(() => document.documentElement.dataset.mantineColorScheme))
      .toBe('dark');

    // What cannot be is said, keeps what was typed, and changes nothing.
    await type(old, '0');
    await page.keyboard.press('Enter');
    await page
      .getByRole('alert')
      .getByText(/1 to 240 minutes.*7 min holds/)
      .waitFor();
    expect(await old.inputValue()).toBe('0');

    await opened.kill();
    await opened.startAgain();
    await opened.reopen();
    await desk.show('Settings');
    await expect.poll(() => old.inputValue(), patience).toBe('7');
    expect(await tiles.isChecked()).toBe(false);
    expect(await dark.isChecked()).toBe(true);
  });
});

describe('practice and live', () => {
  test('never mix, and one click leads from one to the other', { timeout: 240_000 }, async ({
    openDesk,
    couriers,
  }) => {
    const { page, dataDir } = await openDesk({ workspace: 'practice' });
    const desk = deskPage(page);
    const practiceBar = desk.bar(/^Practice: these jobs and couriers are simulated/);
    await expect.poll(() => desk.jobRows.count(), patience).toBeGreaterThan(15);
    await practiceBar.getByRole('button', { name: 'Connect a real account' }).click();
    await page.getByRole('form', { name: 'Connect an account' }).waitFor();
    await practiceBar.waitFor({ state: 'hidden' });
    await desk.show('Board');
    await page.getByText('No account is connected').first().waitFor();
    expect(await desk.jobRows.count()).toBe(0);

    await desk.connect({ label: 'TCB', token: TOKENS[0], address: couriers.url });
    await page.keyboard.press('n');
    const form = bookingForm(page);
    await form.fill({ ...SMALL_JOB, reference: 'REAL-1' });
    await form.send.click();
    await desk.status('Accepted').waitFor({ timeout: patience.timeout });
    const realRequests = couriers.requests().length;

    await desk.show('Settings');
    await page.getByText('Practice', { exact: true }).click();
    await practiceBar.waitFor();
    await desk.show('Board');
    await expect.poll(() => desk.jobRows.count(), patience).toBeGreaterThan(15);
    await desk.search.fill('REAL-1');
    await page.getByText('No job matches').waitFor();
    await page.keyboard.press('Escape');
    await desk.show('Connections');
    await page.getByRole('region', { name: 'Harrison Press' }).waitFor();
    expect(await desk.connection('TCB').count()).toBe(0);
    // Nothing of practice reaches the real provider.
    expect(couriers.books()).toHaveLength(1);

    await desk.show('Settings');
    await page.getByText('Live', { exact: true }).click();
    await practiceBar.waitFor({ state: 'hidden' });
    await desk.show('Board');
    await expect.poll(() => desk.jobRows.count(), patience).toBe(1);
    await desk.row('REAL-1').waitFor();
    expect(couriers.books()).toHaveLength(1);
    expect(couriers.requests().length).toBeGreaterThanOrEqual(realRequests);
    const files = readdirSync(dataDir);
    expect(files).toContain('live.sqlite');
    expect(files).toContain('practice.sqlite');
  });
});
