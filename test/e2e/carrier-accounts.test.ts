// Carrier accounts of Orderly Hub on screen: created, changed, tested, deleted; a FedEx registration that is killed
// between its steps and goes on where it was.

import { AxeBuilder } from '@axe-core/playwright';
import type { Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect } from 'vitest';
import {
  type OrderlyHubSimulator,
  PRACTICE_HUB_KEY,
  practiceKeys,
  startOrderlyHubSimulator,
} from '../../electron/core/practice/orderly-hub/start-orderly-hub-simulator.ts';
import { deskPage, type } from '../support/desk-page.ts';
import { patience, test } from '../support/desk-test.ts';

let hub: OrderlyHubSimulator;
beforeAll(async () => {
  hub = await startOrderlyHubSimulator({ keys: practiceKeys, filled: true });
});
afterAll(async () => hub.stop());

const button = (within: Page | Locator, name: string) => within.getByRole('button', { name, exact: true });
const said = (within: Page | Locator, words: string) => within.getByText(words).first().waitFor();

async function connected(page: Page): Promise<void> {
  const desk = deskPage(page);
  await desk.run('Add a connection');
  const form = page.getByRole('form', { name: 'Connect an account' });
  await form.getByRole('radio', { name: /Orderly Hub/ }).click();
  await type(form.getByRole('textbox', { name: 'Name' }), 'Hub');
  await type(form.getByLabel('API key'), PRACTICE_HUB_KEY);
  await form.getByText('Another address').click();
  await type(form.getByRole('textbox', { name: 'Address' }), hub.url);
  await form.getByRole('button', { name: 'Connect' }).click();
  await desk.connection('Hub').getByText('it answers, and the credential is accepted').waitFor();
  await desk.show('Accounts');
  await page.getByRole('list', { name: 'Carrier accounts' }).waitFor();
}

async function registerFedex(page: Page, number: string): Promise<Locator> {
  await button(page, 'Register a FedEx account').click();
  const stepper = page.getByRole('region', { name: 'Register a FedEx account' });
  await type(stepper.getByLabel('FedEx account number'), number);
  await type(stepper.getByLabel('Name on the FedEx account'), 'Acme Corp');
  await type(stepper.getByLabel('Street', { exact: true }), '123 Main St');
  await type(stepper.getByLabel('City'), 'New York');
  await type(stepper.getByLabel('State or province'), 'NY');
  await type(stepper.getByLabel('Postal code'), '10001');
  return stepper;
}

async function violations(page: Page): Promise<string[]> {
  const { violations: found } = await new AxeBuilder({ page }).analyze();
  return found.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`);
}

describe('carrier accounts', () => {
  test('are created, tested, changed one credential at a time, and deleted', async ({ openDesk }) => {
    const { page } = await openDesk();
    await connected(page);
    await said(page, 'Page 1 of 2, 24 accounts');
    await button(page, 'Next page').click();
    await said(page, 'Page 2 of 2, 24 accounts');
    await page.getByLabel('On one page').selectOption('50');
    await said(page, 'Page 1 of 1, 24 accounts');
    await page.getByLabel('Status').selectOption('error');
    await said(page, 'Page 1 of 1, 1 account');
    await button(page, 'Add an account').click();

    const form = page.getByRole('form', { name: 'Add a carrier account' });
    await button(form, 'Create the account').click();
    await said(form, 'The name is missing.');
    await type(form.getByLabel('Name'), 'ColdTrack night shift');
    await type(form.getByLabel('API key'), 'ct_bad_key');
    await button(form, 'Create the account').click();

    const card = page.getByRole('region', { name: 'ColdTrack night shift' });
    await button(card, 'Test').click();
    await said(card, 'Authentication failed: invalid API key');
    await said(card, 'Error');
    await button(card, 'Replace credentials').click();
    await button(card, 'Save').click();
    await said(card, 'Nothing was typed.');
    await type(card.getByLabel('apiKey'), 'ct_live_good');
    await button(card, 'Save').click();
    await said(card, 'Kept by Orderly Hub.');
    expect(hub.requests().at(-1)?.body).toEqual({ credentials: { apiKey: 'ct_live_good' } });
    await button(card, 'Test').click();
    await said(card, 'the carrier takes the credentials');

    await button(card, 'Set inactive').click();
    await button(card, 'Set active').waitFor();
    await button(card, 'Rename').click();
    await type(card.getByRole('textbox', { name: 'Name' }), 'ColdTrack day shift');
    await button(card, 'Save').click();
    const renamed = page.getByRole('region', { name: 'ColdTrack day shift' });
    await button(renamed, 'Metadata').click();
    await button(renamed, 'Add a pair').click();
    await type(renamed.getByRole('textbox', { name: 'Key' }), 'costCenter');
    await type(renamed.getByRole('textbox', { name: 'Value' }), 'COLD-9');
    await button(renamed, 'Save').click();
    await said(renamed, 'costCenter: COLD-9');
    expect(hub.requests().at(-1)?.body).toEqual({ metadata: { costCenter: 'COLD-9' } });

    await button(renamed, 'Delete …').click();
    const dialog = page.getByRole('dialog');
    await said(dialog, 'Shipments already made with it are not affected');
    await button(dialog, 'Delete the account').click();
    await said(page, 'Page 1 of 1, 1 account');
    expect(hub.accounts().some(({ name }) => name.startsWith('ColdTrack day'))).toBe(false);
  });

  test('a refusal keeps what was typed', async ({ openDesk }) => {
    const { page } = await openDesk();
    await connected(page);
    await button(page, 'Add an account').click();
    const form = page.getByRole('form', { name: 'Add a carrier account' });
    await type(form.getByLabel('Name'), 'Short');
    await type(form.getByLabel('API key'), 'ct');
    await button(form, 'Create the account').click();
    await said(form, 'apiKey must have at least 6 characters');
    expect(await form.getByLabel('Name').inputValue()).toBe('Short');
    expect(await form.getByLabel('API key').inputValue()).toBe('ct');
  });
});

describe('a FedEx registration', () => {
  test('goes on where it was after every kill -9', async ({ openDesk }) => {
    const desk = await openDesk();
    // The page stays open while its core is gone, and says so on its console.
    desk.expectComplaints((complaint) => /WebSocket|ERR_CONNECTION|Failed to load/.test(complaint));
    const { page } = desk;
    async function killed(): Promise<Locator> {
      await desk.kill();
      await desk.startAgain();
      await desk.reopen();
      await deskPage(page).show('Accounts');
      return page.getByRole('region', { name: 'Register a FedEx account' });
    }
    await connected(page);
    await registerFedex(page, '');
    // A draft is written a moment after the last key.
    await page.waitForTimeout(1_000);

    let stepper = await killed();
    await button(page, 'Register a FedEx account').click();
    await expect.poll(() => stepper.getByLabel('City').inputValue(), patience).toBe('New York');
    expect(await stepper.getByLabel('FedEx account number').inputValue()).toBe('');
    await type(stepper.getByLabel('FedEx account number'), '123456785');
    await button(stepper, 'Register').click();
    await said(stepper, 'A PIN by text message to ***-***-4222');

    stepper = await killed();
    await said(page, 'Acme Corp, account ending in 6785');
    await button(page, 'Go on').click();
    await stepper.getByRole('radio', { name: /text message/ }).check();
    await button(stepper, 'Send the PIN').click();
    await said(stepper, 'PIN sent via SMS');

    stepper = await killed();
    await button(page, 'Go on').click();
    await said(stepper, 'PIN sent via SMS');
    const pin = stepper.getByRole('textbox', { name: 'PIN' });
    await type(pin, '654321');
    await button(stepper, 'Verify').click();
    await said(stepper, 'PIN verification failed');
    expect(await pin.inputValue()).toBe('654321');

    // The proof arrives, its answer does not, and the core dies: only the account can tell.
    hub.setFault({ kind: 'timeout-after', methods: ['POST'], count: 1 });
    await type(pin, '123456');
    await button(stepper, 'Verify').click();
    const verified = () => hub.requests().filter(({ line }) => line.endsWith('/verify-pin')).length;
    await expect.poll(verified, patience).toBe(2);
    stepper = await killed();
    await said(page, 'has to be looked at');
    await button(page, 'Go on').click();
    await said(stepper, 'The FedEx account ending in 6785 is linked and active.');
    expect(verified()).toBe(2);
    expect(hub.requests().filter(({ line }) => line.endsWith('/request-pin'))).toHaveLength(1);
    await button(stepper, 'Open the account').click();
    await said(page.getByRole('region', { name: 'FedEx Acme Corp' }), 'Active');
  });

  test('is proved by an invoice, and needs no proof in test mode', async ({ openDesk }) => {
    const { page } = await openDesk();
    await connected(page);
    let stepper = await registerFedex(page, '123456782');
    await button(stepper, 'Register').click();
    await button(stepper, 'Use an invoice').click();
    await type(stepper.getByLabel('Invoice number'), 'WRONG-1');
    await stepper.getByLabel('Invoice date').fill('2026-03-15');
    await type(stepper.getByLabel('Invoice amount'), '1,542.87');
    await button(stepper, 'Verify').click();
    await said(stepper, 'Invoice verification failed');
    expect(await stepper.getByLabel('Invoice amount').inputValue()).toBe('1,542.87');
    await type(stepper.getByLabel('Invoice number'), 'INV-2026-001234');
    await button(stepper, 'Verify').click();
    await said(stepper, 'is linked and active');
    expect(hub.requests().at(-1)?.body).toMatchObject({
      invoiceInfo: {
        invoiceNumber: 'INV-2026-001234',
        invoiceDate: '2026-03-15',
        invoiceAmount: 1542.87,
        currency: 'USD',
      },
    });
    await button(stepper, 'Finish').click();

    stepper = await registerFedex(page, '123456780');
    await button(stepper, 'Register').click();
    await said(stepper, 'The FedEx account ending in 6780 is linked and active.');
  });
});

describe.each(['light', 'dark'] as const)('in the %s theme', (colorScheme) => {
  test('every view is free of violations', async ({ openDesk }) => {
    const { page } = await openDesk({ colorScheme });
    await connected(page);
    expect(await violations(page)).toEqual([]);
    await button(page, 'Add an account').click();
    expect(await violations(page)).toEqual([]);
    await button(page, 'Back to the list').click();
    await page.getByRole('button', { name: 'FedEx sandbox' }).click();
    const card = page.getByRole('region', { name: 'FedEx sandbox' });
    await button(card, 'Replace credentials').click();
    expect(await violations(page)).toEqual([]);
    await button(card, 'Delete …').click();
    await page.getByRole('dialog').waitFor();
    expect(await violations(page)).toEqual([]);
    await button(page, 'Keep it').click();
    await button(page, 'Back to the list').click();
    const stepper = await registerFedex(page, '123456787');
    expect(await violations(page)).toEqual([]);
    await button(stepper, 'Register').click();
    await button(stepper, 'Send the PIN').click();
    await type(stepper.getByRole('textbox', { name: 'PIN' }), '1');
    await button(stepper, 'Verify').click();
    await said(stepper, 'PIN verification failed');
    expect(await violations(page)).toEqual([]);
  });
});
