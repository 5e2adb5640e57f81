// An account is changed after it was connected: its version, its addresses, its signature, one part of its credential. The
// next request shows it, and no credential is ever on the page again.

import type { Locator, Page } from 'playwright-core';
import { expect } from 'vitest';
import { startAfterShipSimulator } from '../../electron/core/practice/aftership/start-aftership-simulator.ts';
import { startShippingOrderSimulator } from '../../electron/core/practice/shipping-order/start-shipping-order-simulator.ts';
import { type DeskPage, deskPage, type } from '../support/desk-page.ts';
import { test } from '../support/desk-test.ts';

const PLAIN = 'asat_e2e_plain';
const SIGNED = 'asat_e2e_signed';
const SIGNING = { kind: 'aes', secret: 'e2e-shared-secret' } as const;

const ANSWERS = 'it answers, and the credential is accepted';

async function newConnection(page: Page, system: RegExp, label: string): Promise<Locator> {
  await deskPage(page).run('Add a connection');
  const form = page.getByRole('form', { name: 'Connect an account' });
  await form.getByRole('radio', { name: system }).click();
  await type(form.getByRole('textbox', { name: 'Name' }), label);
  return form;
}

const press = (within: Locator, name: string) => within.getByRole('button', { name, exact: true }).click();

/** Nothing that was typed as a credential stands anywhere on the page, in fields least of all. */
async function showsNone(desk: DeskPage, secrets: readonly string[]): Promise<void> {
  const shown = await desk.page.evaluate(() =>
    [
      document.documentElement.outerHTML,
      ...[...document.querySelectorAll('input, textarea')].map((field) => (field as HTMLInputElement).value),
    ].join('\n'),
  );
  for (const secret of secrets) expect(shown).not.toContain(secret);
}

test('an AfterShip account changes its version, its second address and its signature', async ({
  openDesk,
}) => {
  await using stopped = new AsyncDisposableStack();
  const aftership = await startAfterShipSimulator({
    keys: [{ key: PLAIN }, { key: SIGNED, signing: SIGNING }],
  });
  stopped.defer(() => aftership.stop());
  const { page } = await openDesk();
  const desk = deskPage(page);
  const lastRequest = () => aftership.requests().at(-1);
  const form = await newConnection(page, /AfterShip/, 'Parcels');
  await type(form.getByLabel('API key'), PLAIN);
  await form.getByText('Another address', { exact: true }).click();
  await type(form.getByRole('textbox', { name: 'Address', exact: true }), aftership.url);
  await press(form, 'Connect');
  const card = desk.connection('Parcels');
  await card.getByText(ANSWERS).waitFor();
  expect(lastRequest()?.line).toContain('/tracking/2024-04/');
  await card.getByText('2024-04', { exact: true }).waitFor();

  await press(card, 'Address and options');
  await card.getByLabel('Version of the tracking API').selectOption('2026-07');
  await press(card, 'Save and test');
  await card.getByText('2026-07', { exact: true }).waitFor();
  await card.getByText(ANSWERS).waitFor();
  await expect.poll(() => lastRequest()?.line).toContain('/tracking/2026-07/');

  // A wrong address is refused beside its field, and the rest stays.
  await press(card, 'Address and options');
  const second = card.getByRole('textbox', { name: 'Another address for labels and rates' });
  await type(second, 'http://example.com');
  await press(card, 'Save and test');
  await expect.poll(() => second.getAttribute('aria-invalid')).toBe('true');
  await type(second, `${aftership.url}/`.slice(0, -1));
  await press(card, 'Save and test');
  await second.waitFor({ state: 'hidden' });
  await card.getByText(ANSWERS).waitFor();

  // Key and signature, then the signature alone.
  await press(card, 'Replace the credential');
  expect(await card.getByLabel('New API key').inputValue()).toBe('');
  await press(card, 'Replace and test');
  await card.getByText('Paste the API key').waitFor();
  await type(card.getByLabel('New API key'), SIGNED);
  await card.getByLabel('Signature').selectOption('aes');
  await type(card.getByLabel('Signing secret'), SIGNING.secret);
  await press(card, 'Replace and test');
  await card.getByLabel('New API key').waitFor({ state: 'hidden' });
  await card.getByText(ANSWERS).waitFor();
  expect(lastRequest()?.headers).toMatchObject({
    'as-api-key': SIGNED,
    'as-signature-hmac-sha256': expect.any(String),
  });
  await press(card, 'Replace the credential');
  await card.getByLabel('Signature').selectOption('none');
  await press(card, 'Replace and test');
  await card.getByText('API key', { exact: false }).first().waitFor();
  await expect.poll(() => lastRequest()?.headers['as-signature-hmac-sha256']).toBeUndefined();
  expect(lastRequest()?.headers['as-api-key']).toBe(SIGNED);
  await showsNone(desk, [PLAIN, SIGNED, SIGNING.secret]);
});

test('a Shipping Order account changes its token address, and its secret without its id', async ({
  openDesk,
}) => {
  await using stopped = new AsyncDisposableStack();
  const shipping = await startShippingOrderSimulator({ clientId: 'shop', clientSecret: 'e2e-right-secret' });
  stopped.defer(() => shipping.stop());
  const { page } = await openDesk();
  const desk = deskPage(page);
  const form = await newConnection(page, /Shipping Order/, 'Shipments');
  await type(form.getByLabel('Client id'), 'shop');
  await type(form.getByLabel('Client secret'), 'e2e-mistyped');
  await type(form.getByRole('textbox', { name: 'Address', exact: true }), shipping.url);
  await type(form.getByRole('textbox', { name: 'Token address' }), `${shipping.url}/elsewhere`);
  await press(form, 'Connect');
  const card = desk.connection('Shipments');
  await card.getByText(`${shipping.url}/elsewhere`).waitFor();

  await press(card, 'Address and options');
  const tokenAddress = card.getByRole('textbox', { name: 'Token address' });
  expect(await tokenAddress.inputValue()).toBe(`${shipping.url}/elsewhere`);
  await type(tokenAddress, shipping.tokenUrl);
  await press(card, 'Save and test');
  await card.getByText(/Signed out since/).waitFor();
  await press(card, 'Replace the credential');
  await type(card.getByLabel('New Client secret'), 'e2e-right-secret');
  await press(card, 'Replace and test');
  await card.getByText(ANSWERS).waitFor();
  await card.getByText(shipping.tokenUrl).waitFor();
  await showsNone(desk, ['e2e-right-secret', 'e2e-mistyped']);
});
