// axe-core over every screen, light and dark, empty and full. No rule is switched off.

import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from 'playwright-core';
import { describe, expect } from 'vitest';
import { bookingForm, SMALL_JOB } from '../support/booking-form.ts';
import { deskPage } from '../support/desk-page.ts';
import { patience, TOKENS, test } from '../support/desk-test.ts';
import { connectShop, openShippingOffice } from '../support/shipping-office.ts';

/** What is wrong with the page as it stands: which rule, and where. */
async function violations(page: Page): Promise<string[]> {
  // All in this page: Electron lets no second one be opened.
  const { violations: found } = await new AxeBuilder({ page }).setLegacyMode(true).analyze();
  return found.flatMap(({ id, help, nodes }) =>
    nodes.map(({ target, html }) => `${id}: ${help}: ${target.join(' ')} ${html.slice(0, 160)}`),
  );
}

describe.each(['light', 'dark'] as const)('in the %s', (colorScheme) => {
  test('a first start has nothing to complain about', { timeout: 240_000 }, async ({ openDesk }) => {
    const { page } = await openDesk({ colorScheme });
    const desk = deskPage(page);
    const found: Record<string, string[]> = {};
    const check = async (name: string) => {
      const wrong = await violations(page);
      if (wrong.length > 0) found[name] = wrong;
    };
    await page.getByText('No account is connected').first().waitFor();
    await check('empty board and map');
    await desk.show('Outbox');
    await page.getByText('Nothing waits').waitFor();
    await check('empty outbox');
    await desk.show('Connections');
    await page.getByRole('heading', { name: 'Connections' }).waitFor();
    await check('no connections');
    await desk.run('Add a connection');
    await page.getByRole('form', { name: 'Connect an account' }).waitFor();
    await page.getByRole('button', { name: 'Connect', exact: true }).click();
    await check('new connection, with errors');
    await desk.show('Settings');
    await page.getByRole('heading', { name: 'Settings' }).waitFor();
    await check('settings');
    const other = page.getByRole('button', { name: /Keep them elsewhere/ });
    await other.click();
    await page.getByRole('radio', { name: 'This run only' }).waitFor();
    await check('choosing a vault');
    await page.keyboard.press('n');
    await desk.panel.waitFor();
    await check('new job without an account');
    expect(found).toEqual({});
  });

  test('a busy morning has nothing to complain about', { timeout: 300_000 }, async ({ openDesk }) => {
    const { page } = await openDesk({ colorScheme, workspace: 'practice' });
    const desk = deskPage(page);
    const found: Record<string, string[]> = {};
    const check = async (name: string) => {
      const wrong = await violations(page);
      if (wrong.length > 0) found[name] = wrong;
    };
    await expect.poll(() => desk.jobRows.count(), patience).toBeGreaterThan(15);
    await check('board, map and welcome');
    await page.getByRole('button', { name: 'Look around in practice' }).click();

    await page.keyboard.press('3');
    await page.getByRole('region', { name: 'Board', exact: true }).waitFor({ state: 'hidden' });
    await page.getByRole('listbox', { name: 'Couriers in view' }).focus();
    await check('map with its list');
    await page.keyboard.press('Escape');
    await page.keyboard.press('1');
    await page.getByRole('region', { name: 'Map', exact: true }).waitFor({ state: 'hidden' });
    await check('board alone');
    await page.keyboard.press('2');

    await desk.openRow('Picked up');
    await check('job panel');
    await page.keyboard.press('Escape');
    await desk.group('Moving').click();
    await desk.openRow('Accepted');
    await page.getByRole('button', { name: 'Cancel job' }).click();
    await desk.dialog.waitFor();
    await check('cancel dialog');
    await page.keyboard.press('Escape');
    await desk.dialog.waitFor({ state: 'hidden' });
    await desk.panel.getByRole('button', { name: 'Close', exact: true }).click();
    await desk.panel.waitFor({ state: 'hidden' });

    const marked = desk.row('Accepted');
    await marked.nth(0).getByRole('gridcell').first().click();
    await marked.nth(1).getByRole('gridcell').first().click();
    await page.getByRole('toolbar', { name: '2 selected' }).waitFor();
    await check('selection');
    await page.getByRole('button', { name: 'Cancel …' }).click();
    await desk.dialog.waitFor();
    await check('cancelling several');
    await page.keyboard.press('Escape');
    await desk.dialog.waitFor({ state: 'hidden' });

    await marked.nth(0).click({ button: 'right' });
    await page.getByRole('menu').waitFor();
    await check('menu of a row');
    await page.keyboard.press('Escape');
    for (const button of ['Filter', 'Display']) {
      await page.getByRole('button', { name: button, exact: true }).click();
      await page.getByRole('dialog').waitFor();
      await check(button);
      await page.keyboard.press('Escape');
      await page.getByRole('dialog').waitFor({ state: 'hidden' });
    }
    await desk.search.fill('nothing like it');
    await page.getByText('No job matches').waitFor();
    await check('nothing found');
    await desk.search.fill('');

    await page.keyboard.press('Escape');
    await desk.run('Follow a job made elsewhere');
    await desk.panel.getByRole('textbox').first().waitFor();
    await check('follow');
    await page.keyboard.press('Escape');
    await page.getByRole('button', { name: 'New job' }).click();
    await desk.panel.getByRole('button', { name: /^By courier, today/ }).waitFor();
    await check('what is to be moved');
    await page.keyboard.press('1');
    const form = bookingForm(page);
    await form.fill({ ...SMALL_JOB, tip: 5, job_items: [{ quantity: 2, description: 'Rye loaf' }] });
    await form.quote.getByText('Price').waitFor();
    for (const group of ['Instructions and proof', 'Reference and service', 'Technical'])
      await form.unfold(group);
    await check('booking form, all of it');
    await form.typeAddress('deliver_address', { zip_code: '9' });
    await form.send.click();
    await desk.panel.getByText(/needs? a correction/).waitFor();
    await check('booking form with errors');
    await page.keyboard.press('Escape');

    await page.keyboard.press('Control+k');
    await desk.palette.fill('press');
    await page.getByRole('option').first().waitFor();
    await check('palette');
    await page.keyboard.press('Escape');
    await desk.grid.focus();
    await page.keyboard.press('?');
    await desk.dialog.waitFor();
    await check('keyboard shortcuts');
    await page.keyboard.press('Escape');
    await desk.show('Connections');
    await desk.connection('Harrison Press').waitFor();
    await check('connections');
    expect(found).toEqual({});
  });

  test('an outbox with something in it has nothing to complain about', {
    timeout: 240_000,
  }, async ({ openDesk, couriers }) => {
    const { page } = await openDesk({ colorScheme });
    const desk = deskPage(page);
    await desk.connect({ label: 'TCB', token: TOKENS[0], address: couriers.url });
    expect(await violations(page)).toEqual([]);
    couriers.revokeToken(TOKENS[0]);
    await page.keyboard.press('n');
    const form = bookingForm(page);
    await form.fill(SMALL_JOB);
    await form.send.click();
    await desk.status('In the outbox').waitFor();
    expect(await violations(page)).toEqual([]);
    await desk.show('Outbox');
    await page.getByText(/does not accept its credential/).waitFor();
    expect(await violations(page)).toEqual([]);
    await page.getByRole('button', { name: 'Discard …' }).click();
    await desk.dialog.waitFor();
    expect(await violations(page)).toEqual([]);
  });

  test('shipments have nothing to complain about', { timeout: 240_000 }, async ({ openDesk }) => {
    await using shop = await openShippingOffice({ filled: true, stepMs: 3_600_000 });
    const { page } = await openDesk({ colorScheme });
    const desk = deskPage(page);
    const found: Record<string, string[]> = {};
    const check = async (name: string) => {
      const wrong = await violations(page);
      if (wrong.length > 0) found[name] = wrong;
    };
    await connectShop(desk, shop);
    await check('an account with Shipping Order');
    await desk.show('Board');
    await desk.openRow('Grace Lindqvist');
    await desk.panel.getByText(/No delivery provider takes this delivery/).waitFor();
    await check('a shipment that failed');
    await desk.part('Status history').getByRole('button', { name: 'Show' }).click();
    await desk.part('Status history').getByText('ESTIMATES_FAILED').waitFor();
    await check('its history');
    await desk.panel.getByRole('button', { name: 'Edit and place again' }).click();
    await desk.panel.getByRole('textbox', { name: 'Location id' }).waitFor();
    await check('a shipment to be changed');
    await page.keyboard.press('Escape');
    await desk.openRow('Paul Renner');
    await desk.part('Times').waitFor();
    await check('a shipment on its way');
    await page.keyboard.press('Escape');
    await page.keyboard.press('n');
    await desk.panel.getByText('An address', { exact: true }).click();
    for (const group of ['Package', 'Items', 'Order', 'Attributes', 'Proposed providers']) {
      await desk.panel.getByRole('button', { name: new RegExp(`^${group}`) }).click();
    }
    await desk.panel.getByRole('button', { name: 'Add a line' }).click();
    await desk.panel.getByRole('button', { name: 'More about line 1' }).click();
    await page.keyboard.press('Control+Enter');
    await desk.panel.getByText(/fields to correct/).waitFor();
    await check('a new shipment, with errors');
    expect(found).toEqual({});
  });

  test('parcels and what belongs to the other systems have nothing to complain about', {
    timeout: 300_000,
  }, async ({ openDesk }) => {
    const { page } = await openDesk({
      colorScheme,
      workspace: 'practice',
      viewport: { width: 1920, height: 1080 },
    });
    const desk = deskPage(page);
    const found: Record<string, string[]> = {};
    const check = async (name: string) => {
      const wrong = await violations(page);
      if (wrong.length > 0) found[name] = wrong;
    };
    await page.getByRole('button', { name: 'Look around in practice' }).click();
    await expect.poll(() => desk.row('Parcels').count(), patience).toBeGreaterThan(0);
    await desk.openRow('Parcels');
    await desk.part('Timeline').waitFor();
    await check('a parcel');
    await page.keyboard.press('Escape');
    for (const command of ['New: A parcel to follow', 'Predict delivery dates', 'Follow a job']) {
      await desk.run(command);
      await desk.panel.or(desk.dialog).getByRole('textbox').first().waitFor();
      await check(command);
      await page.keyboard.press('Escape');
    }
    for (const screen of ['Inbox', 'Labels', 'Accounts', 'Open an account'] as const) {
      await desk.show(screen);
      await page.getByRole('heading', { level: 1 }).waitFor();
      await page.waitForLoadState('networkidle');
      await check(screen);
    }
    expect(found).toEqual({});
  });
});
