// The practice settings: the dials by keyboard alone, a fault that is seen and ended, another morning.

import AxeBuilder from '@axe-core/playwright';
import type { Page } from 'playwright-core';
import { describe, expect } from 'vitest';
import { patience, test } from '../support/desk-test.ts';

const settings = (page: Page) => page.getByRole('dialog', { name: 'Practice settings' });
const jobRows = (page: Page) => page.getByRole('grid', { name: 'Jobs' }).getByRole('row');

/** The welcome of a first start is out of the way, and everything is there. */
async function begin(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Practice settings' }).waitFor();
  await page.getByRole('button', { name: 'Look around in practice' }).click();
  await expect.poll(() => jobRows(page).count(), patience).toBeGreaterThan(10);
}

describe('the practice settings', () => {
  test('are opened, turned and closed by keyboard alone, and leave the open job open', async ({
    openDesk,
  }) => {
    const { page } = await openDesk({ workspace: 'practice' });
    await begin(page);
    await jobRows(page).nth(4).click();
    await expect.poll(() => page.url(), patience).toContain('#/job/');

    await page.keyboard.press('Shift+P');
    await settings(page).waitFor();
    await page.keyboard.press('Tab');
    await page.keyboard.press('ArrowRight');
    await settings(page).getByText('About one every 30 s.').waitFor();
    await page.keyboard.press('Escape');
    await settings(page).waitFor({ state: 'hidden' });
    expect(page.url()).toContain('#/job/');

    // From the core, not from what the page remembers.
    await page.reload();
    await page.getByRole('button', { name: 'Practice settings' }).press('Enter');
    await settings(page).getByText('About one every 30 s.').waitFor();
    expect(await settings(page).getByRole('radio', { name: '10×' }).isChecked()).toBe(true);
  });

  test('say what goes wrong on purpose for as long as it does', async ({ openDesk }) => {
    const { page } = await openDesk({ workspace: 'practice' });
    await begin(page);
    const marks = page.getByRole('list', { name: 'Connections' }).getByRole('button');
    const said = async (words: RegExp) =>
      (await marks.evaluateAll((all) => all.map((mark) => mark.getAttribute('aria-label') ?? ''))).filter(
        (name) => words.test(name),
      ).length;

    await page.keyboard.press('Shift+P');
    await settings(page).getByRole('combobox', { name: 'With' }).selectOption('TwinJet');
    await settings(page).getByRole('radio', { name: 'The network is cut' }).check();
    await settings(page)
      .getByText(/it waits there/)
      .waitFor();
    await page.keyboard.press('Escape');
    await page.getByText('The network is cut (TwinJet), on purpose.').waitFor();
    await expect.poll(() => said(/: (?!answers)/), patience).toBe(3);

    await page.getByRole('button', { name: 'End it' }).click();
    await page.getByText('The network is cut (TwinJet), on purpose.').waitFor({ state: 'hidden' });
    await expect.poll(() => said(/: (?!answers)/), patience).toBe(0);
  });

  test('take an account its token and give it back', async ({ openDesk }) => {
    const { page } = await openDesk({ workspace: 'practice' });
    await begin(page);
    await page.keyboard.press('Shift+P');
    await settings(page).getByRole('button', { name: 'Revoke the token of Harrison Press' }).click();
    await settings(page).getByText('token revoked').waitFor();
    const mark = page.getByRole('button', { name: /^Harrison Press/ });
    await expect.poll(() => mark.getAttribute('aria-label'), patience).not.toMatch(/answers/);
    await settings(page).getByRole('button', { name: 'Give back the token of Harrison Press' }).click();
    await expect.poll(() => mark.getAttribute('aria-label'), patience).toMatch(/answers/);
    expect(await settings(page).getByText('token revoked').count()).toBe(0);
  });

  test('begin another morning, with nothing left of this one', async ({ openDesk }) => {
    const { page } = await openDesk({ workspace: 'practice' });
    await begin(page);
    const row = jobRows(page).nth(4);
    await row.click();
    await expect.poll(() => page.url(), patience).toContain('#/job/');
    await page.keyboard.press('Shift+P');
    await settings(page).getByText('30×').click();
    await settings(page)
      .getByRole('button', { name: /^Begin another morning/ })
      .click();
    const dialog = page.getByRole('dialog', { name: 'Begin another morning?' });
    await dialog.getByRole('button', { name: 'Begin another morning' }).click();
    await dialog.waitFor({ state: 'hidden' });
    await expect.poll(() => page.url(), patience).not.toContain('#/job/');
    await expect.poll(() => jobRows(page).count(), patience).toBeGreaterThan(10);
    await page.keyboard.press('Shift+P');
    expect(await settings(page).getByRole('radio', { name: '4×', exact: true }).isChecked()).toBe(true);
  });

  test('have nothing for axe to complain about, light and dark', async ({ openDesk }) => {
    const { page } = await openDesk({ workspace: 'practice' });
    await begin(page);
    await page.keyboard.press('Shift+P');
    await settings(page).waitFor();
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme });
      for (const fault of ['Nothing', 'Slow']) {
        await settings(page).getByRole('radio', { name: fault }).check();
        const { violations } = await new AxeBuilder({ page })
          .include('[role="dialog"]')
          .include('[role="status"]')
          .analyze();
        expect(violations.map(({ id, nodes }) => [id, nodes.map(({ html }) => html)])).toEqual([]);
      }
    }
  });
});
