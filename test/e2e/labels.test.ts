// Labels of AfterShip's shipping on screen: rates compared, a label bought, shown, followed and cancelled; one that takes a
// while, one that is refused inside 200, one whose answer got lost and one whose console was killed.

import { AxeBuilder } from '@axe-core/playwright';
import type { Locator, Page } from 'playwright-core';
import { afterEach, beforeEach, describe, expect } from 'vitest';
import {
  type ShippingSimulator,
  startAfterShipShippingSimulator,
} from '../../electron/core/practice/aftership/shipping/start-aftership-shipping-simulator.ts';
import {
  type AfterShipSimulator,
  startAfterShipSimulator,
} from '../../electron/core/practice/aftership/start-aftership-simulator.ts';
import { deskPage, type } from '../support/desk-page.ts';
import { patience, test } from '../support/desk-test.ts';

const KEY = 'asat-e2e-labels';
/** Practice begins with so many. */
const BEFORE = 10;

let shop: ShippingSimulator;
let tracking: AfterShipSimulator;
beforeEach(async () => {
  shop = await startAfterShipShippingSimulator({ apiKeys: [KEY], filled: true, slowMs: 2_500 });
  tracking = await startAfterShipSimulator({ keys: [{ key: KEY }] });
});
afterEach(async () => {
  await Promise.all([shop.stop(), tracking.stop()]);
});

const button = (within: Page | Locator, name: string | RegExp) =>
  within.getByRole('button', typeof name === 'string' ? { name, exact: true } : { name });
const said = (within: Page | Locator, words: string | RegExp) => within.getByText(words).first().waitFor();
const part = async (page: Page, name: string) =>
  button(page.getByRole('navigation', { name: 'Parts of the labels' }), name).click();
const made = () => shop.books().labels.length - BEFORE;
const posts = () => shop.requests().filter(({ line }) => line === 'POST /postmen/v3/labels');

async function connected(page: Page): Promise<void> {
  const desk = deskPage(page);
  await desk.run('Add a connection');
  const form = page.getByRole('form', { name: 'Connect an account' });
  await form.getByRole('radio', { name: /AfterShip/ }).click();
  await type(form.getByRole('textbox', { name: 'Name' }), 'Parcels');
  await type(form.getByLabel('API key'), KEY);
  await form.getByText('Another address', { exact: true }).click();
  await type(form.getByRole('textbox', { name: 'Address', exact: true }), tracking.url);
  await type(form.getByRole('textbox', { name: 'Another address for labels and rates' }), shop.url);
  await form.getByRole('button', { name: 'Connect' }).click();
  await desk.connection('Parcels').getByText('it answers, and the credential is accepted').waitFor();
  await toLabels(page);
}

async function toLabels(page: Page): Promise<void> {
  await button(page.getByRole('navigation', { name: 'Main' }), 'Labels').click();
  await page.getByRole('list', { name: 'Labels' }).waitFor();
}

/** The form, filled in up to the rates. */
async function filled(page: Page, contact: string): Promise<Locator> {
  await part(page, 'New label');
  const form = page.getByRole('form', { name: 'New label' });
  await form.getByLabel('Take the address of').selectOption({ label: 'FedEx warehouse' });
  const to = form.getByRole('group', { name: 'To' });
  for (const [name, text] of [
    ['Contact name', contact],
    ['Street', '12 Howard Street'],
    ['City', 'San Francisco'],
    ['State or province', 'CA'],
    ['Postal code', '94105'],
  ] as const) {
    await to.getByLabel(name, { exact: true }).fill(text);
  }
  const parcel = form.getByRole('group', { name: 'Parcel 1' });
  for (const [name, text] of [
    ['Width', '30'],
    ['Height', '20'],
    ['Depth', '10'],
    ['Weight', '1,5'],
    ['What is inside', 'Tea'],
  ] as const) {
    await parcel.getByLabel(name, { exact: true }).fill(text);
  }
  return form;
}

async function chosen(form: Locator): Promise<void> {
  await button(form, 'Compare rates').click();
  await form.getByRole('radio', { name: 'Choose FedEx Ground, FedEx warehouse' }).check();
}

/** What a screen reader says of a field after its name: also what is wrong with it. */
const describedBy = (field: Locator) =>
  field.evaluate((input) =>
    (input.getAttribute('aria-describedby') ?? '')
      .split(' ')
      .map((id) => document.getElementById(id)?.textContent ?? '')
      .join(' '),
  );
const isWrong = (field: Locator, words: RegExp) =>
  expect.poll(() => describedBy(field).catch(() => ''), patience).toMatch(words);

const buy = (form: Locator) => button(form, /^Buy the label/).click();

async function violations(page: Page): Promise<string[]> {
  const { violations: found } = await new AxeBuilder({ page }).setLegacyMode(true).analyze();
  return found.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`);
}

describe('labels', () => {
  test('rates side by side, a label bought, shown, followed, cancelled', async ({ openDesk }) => {
    const { page } = await openDesk();
    await connected(page);
    const form = await filled(page, 'Ada Byron');
    await button(form, 'Compare rates').click();
    const rates = form.getByRole('table', { name: 'Rates' });
    await rates.waitFor();
    expect(await rates.getByRole('row').count()).toBe(6);
    expect(await rates.getByRole('row').nth(1).innerText()).toMatch(/FedEx Ground[\s\S]*cheapest\s*\$11\.26/);
    await form.getByText('Fastest first').click();
    await expect.poll(() => rates.getByRole('row').nth(1).innerText()).toMatch(/1 day/);
    // J-Net tells no rates: that is said before anybody asks, and it is not asked.
    await said(form, 'J-Net tells no price beforehand.');
    expect(shop.requests().at(-1)?.body).toMatchObject({ shipper_accounts: [{}, {}] });

    await form.getByRole('radio', { name: 'Choose FedEx Ground, FedEx warehouse' }).check();
    // What the rates were asked for has changed: nothing is bought at a price of before.
    await form.getByRole('group', { name: 'Parcel 1' }).getByLabel('Weight', { exact: true }).fill('3');
    await said(form, 'Compare again before you buy.');
    expect(await button(form, /^Buy the label/).isDisabled()).toBe(true);
    await button(form, 'Compare again').click();
    await form.getByRole('radio', { name: 'Choose FedEx Ground, FedEx warehouse' }).check();
    await form.getByLabel('Reference').fill('PO-77');
    await form.getByLabel('Paper', { exact: true }).selectOption('4x6');
    await form.getByLabel('With a QR code').check();
    await button(form, 'Buy the label with FedEx Ground for $13.10').click();

    const label = page.getByRole('region', { name: /^Label \d+/ });
    await said(label, 'AfterShip has made the label.');
    expect([made(), posts().length]).toEqual([1, 1]);
    expect(posts()[0]?.body).toMatchObject({
      paper_size: '4x6',
      references: ['PO-77', expect.stringMatching(/^SY-/)],
    });
    const number = shop.books().labels.at(-1)?.trackingNumbers[0] ?? '';

    // The papers: a PDF in the browser's viewer, a picture from memory; both can be saved, the picture is printed here.
    const saved = page.waitForEvent('download');
    await label.getByRole('link', { name: 'Save the file' }).click();
    expect((await saved).suggestedFilename()).toBe(`label-${number}.pdf`);
    expect(await label.getByTitle('Label').getAttribute('src')).toMatch(/^blob:/);
    await label.getByText('QR code').click();
    const picture = label.getByRole('img', { name: 'QR code' });
    await expect
      .poll(() => picture.evaluate((img: HTMLImageElement) => img.naturalWidth))
      .toBeGreaterThan(100);
    await page.evaluate(() => {
      window.print = () => {
        const sizes = document.adoptedStyleSheets.flatMap((rules) =>
          [...rules.cssRules].map((rule) => rule.cssText),
        );
        document.title = `printed ${'printing' in document.body.dataset} ${sizes.join(' ')}`;
        window.dispatchEvent(new Event('afterprint'));
      };
    });
    await label.getByLabel('Paper to print on').selectOption('4x6');
    await button(label, 'Print').click();
    await expect.poll(() => page.title()).toMatch(/printed true @page \{ size: 4in 6in/);
    expect(await page.locator('[data-sheet]').count()).toBe(0);

    await button(label, 'Follow it on the board').click();
    await said(label, 'It is on the board.');
    await expect.poll(() => tracking.parcels().map((parcel) => parcel.number), patience).toEqual([number]);

    await button(label, 'Cancel the label …').click();
    await button(page.getByRole('dialog'), 'Cancel the label').click();
    await said(label, 'It is cancelled.');
    await said(label, 'Cancelled');
    expect(shop.books().labels.at(-1)?.status).toBe('cancelled');
    await button(label, 'Open it').click();
    await deskPage(page).panel.getByText(number).first().waitFor();
  });

  test('one that takes a while becomes ready by itself; one that fails later says why', async ({
    openDesk,
  }) => {
    const { page } = await openDesk();
    await connected(page);
    await chosen(await filled(page, 'Ada Slow'));
    // The rates take their time too.
    await page.getByLabel('File', { exact: true }).selectOption('zpl');
    await buy(page.getByRole('form', { name: 'New label' }));
    const label = page.getByRole('region', { name: /^Label / });
    await said(label, 'AfterShip has taken it and is working on it.');
    await said(label, 'Being made');
    await said(label, 'There is no paper of it yet.');
    await label.getByText('Ready', { exact: true }).waitFor(patience);
    await label.getByRole('link', { name: 'Save the file' }).waitFor();
    await said(label, 'This is for a label printer that understands ZPL.');

    await chosen(await filled(page, 'Ada Fails'));
    await buy(page.getByRole('form', { name: 'New label' }));
    await said(page.getByRole('region', { name: /^Label / }), 'The courier refused this. (4715)');
    await said(page.getByRole('region', { name: /^Label / }), 'Trying the same again will not help.');
    expect(made()).toBe(2);
  });

  test('a refusal inside 200 keeps what was typed and is beside its field', async ({ openDesk }) => {
    const { page } = await openDesk();
    await connected(page);
    let form = await filled(page, 'Ada 4715');
    await button(form, 'Compare rates').click();
    await said(form, 'The courier refused this. (4715)');
    const to = form.getByRole('group', { name: 'To' });
    await to.getByLabel('Contact name').fill('Ada Byron');
    await to
      .getByLabel('Street', { exact: true })
      .fill('A street with a name that no courier in the world would print');
    await to.getByLabel('Country').fill('US');
    await button(form, 'Compare rates').click();
    await said(to, 'Write the country as three capital letters, like USA.');
    await to.getByLabel('Country').fill('USA');
    await chosen(form);
    await buy(form);
    await said(form, 'The address is too long for the courier.');
    // Looked elsewhere and back: it is still there.
    await part(page, 'Pick-ups');
    await part(page, 'New label');
    form = page.getByRole('form', { name: 'New label' });
    expect(await form.getByRole('group', { name: 'To' }).getByLabel('Contact name').inputValue()).toBe(
      'Ada Byron',
    );
    expect(made()).toBe(0);
  });

  test('an international label with two items, customs and a third party that pays, over a restart', async ({
    openDesk,
  }) => {
    const desk = await openDesk();
    await connected(desk.page);
    let form = await filled(desk.page, 'Ada Byron');
    const to = form.getByRole('group', { name: 'To' });
    for (const [name, text] of [
      ['City', 'Toronto'],
      ['State or province', 'ON'],
      ['Postal code', 'M5H 2N2'],
      ['Country', 'CAN'],
    ] as const) {
      await to.getByLabel(name, { exact: true }).fill(text);
    }
    await button(to, /^Tax ids/).click();
    await to.getByLabel('Tax id', { exact: true }).fill('123456789');
    await to.getByLabel('Kind of tax id').selectOption('gst');

    const item = (number: number) => form.getByRole('group', { name: `Item ${number}`, exact: true });
    await item(1).getByLabel('Customs tariff number').fill('090210');
    await button(form, 'Another item in parcel 1').click();
    for (const [name, text] of [
      ['What is inside', 'Cups'],
      ['Pieces', '6'],
      ['Value of one', '4,50'],
      ['Customs tariff number', 'cups'],
      ['Made in', 'DEU'],
    ] as const) {
      await item(2).getByLabel(name, { exact: true }).fill(text);
    }
    await button(item(2), /^Weight, SKU/).click();
    await item(2).getByLabel('SKU').fill('CUP-6');

    const customs = form.getByRole('group', { name: 'Customs', exact: true });
    await customs.getByLabel('Terms of trade').selectOption('ddp');
    await button(customs, /^Export declaration/).click();
    await customs.getByLabel('Declared').selectOption('aes');
    await customs.getByLabel('ITN').fill('X2026');
    await button(customs, /^Who pays the duties/).click();
    await customs.getByLabel('Duties are paid by').selectOption('recipient');

    // By a key, from within a field: first the rates; AfterShip names the field of the second item.
    await customs.getByLabel('ITN').press('Control+Enter');
    await isWrong(item(2).getByLabel('Customs tariff number'), /must be a tariff number/);
    expect(await item(1).getByLabel('Customs tariff number').getAttribute('aria-invalid')).not.toBe('true');
    await item(2).getByLabel('Customs tariff number').fill('7013.49');
    await item(2).getByLabel('Customs tariff number').press('Control+Enter');
    const ground = 'Choose FedEx Ground, FedEx warehouse';
    await form.getByRole('radio', { name: ground }).check();

    // What is missing is said by the console, in the part that was folded away.
    await button(form, /^Who pays the courier/).click();
    await form.getByLabel('Paid by', { exact: true }).selectOption('third_party');
    await button(form, /^Who pays the courier/).click();
    await button(form, /^Export declaration/).click();
    expect(await form.getByLabel('ITN').count()).toBe(0);
    await buy(form);
    await isWrong(form.getByLabel('Account number', { exact: true }), /The account number is missing/);
    await form.getByLabel('Account number', { exact: true }).fill('A-987');
    await button(form, /^Further papers/).click();
    await form.getByLabel('Packing slip').selectOption('a4');
    await button(form, /^Options of the service/).click();
    await button(form, 'Add an option').click();
    await form.getByRole('group', { name: 'Option 1' }).getByLabel('Amount').fill('150');

    // What is wrong is said by AfterShip inside 200, and opens its part too.
    await buy(form);
    await isWrong(form.getByLabel('ITN'), /must be X and 14 digits/);
    await said(form, 'Kept on this computer until it is bought.');
    expect([made(), posts().length]).toEqual([0, 1]);

    desk.expectComplaints(() => true);
    await desk.kill();
    await desk.startAgain();
    await desk.reopen();
    await toLabels(desk.page);
    await part(desk.page, 'New label');
    form = desk.page.getByRole('form', { name: 'New label' });
    await said(form, 'Filed in AES, X2026');
    expect(await item(2).getByLabel('Value of one').inputValue()).toBe('4,50');
    await button(form, /^Export declaration/).click();
    await form.getByLabel('ITN').fill('X20261122123456');
    await button(form, 'Compare rates').click();
    await form.getByRole('radio', { name: ground }).check();
    await said(form, 'A third party, A-987');
    await form.getByLabel('ITN').press('Control+Enter');
    const label = desk.page.getByRole('region', { name: /^Label \d+/ });
    await said(label, 'AfterShip has made the label.');
    expect(made()).toBe(1);
    expect(posts().at(-1)?.body).toMatchObject({
      billing: { paid_by: 'third_party', method: { type: 'account', account_number: 'A-987' } },
      customs: {
        purpose: 'merchandise',
        terms_of_trade: 'ddp',
        eei: { type: 'aes', itn_number: 'X20261122123456' },
        billing: { paid_by: 'recipient' },
      },
      files: { packing_slip: { paper_size: 'a4', file_type: 'pdf' } },
      service_options: [{ type: 'insurance', insured_value: { currency: 'USD', amount: 150 } }],
      shipment: {
        ship_to: { country: 'CAN', tax_id: '123456789', tax_id_type: 'gst' },
        parcels: [
          {
            weight: { unit: 'kg', value: 1.5 },
            items: [
              { description: 'Tea', quantity: 1, hs_code: '090210' },
              {
                description: 'Cups',
                quantity: 6,
                price: { currency: 'USD', amount: 4.5 },
                hs_code: '7013.49',
                origin_country: 'DEU',
                sku: 'CUP-6',
              },
            ],
          },
        ],
      },
    });
    // All its papers are there, and the next label begins with the sender alone.
    await label.getByText('Packing slip').click();
    await label.getByTitle('Packing slip').waitFor();
    await label.getByText('Customs declaration').waitFor();
    await part(desk.page, 'New label');
    await form.waitFor();
    expect(await form.getByRole('group', { name: 'To' }).getByLabel('Contact name').inputValue()).toBe('');
    expect(await form.getByRole('group', { name: 'From' }).getByLabel('City').inputValue()).not.toBe('');
  });

  test('an address beside its correction, taken with one click', async ({ openDesk }) => {
    const { page } = await openDesk();
    await connected(page);
    const form = await filled(page, 'Ada Byron');
    const to = form.getByRole('group', { name: 'To' });
    await to.getByLabel('Street', { exact: true }).fill('12 Howard Steet');
    await to.getByLabel('City').fill('San Fransisco');
    await button(to, 'Check this address').click();
    const opinion = to.getByRole('region', { name: 'AfterShip would write it like this' });
    await opinion.getByRole('cell', { name: '12 Howard Steet' }).waitFor();
    await button(opinion, 'Take the suggestion').click();
    await said(to, 'The suggestion is taken.');
    expect(await to.getByLabel('Street', { exact: true }).inputValue()).toBe('12 Howard Street');
    expect(await to.getByLabel('City').inputValue()).toBe('San Francisco');
    expect(await to.getByLabel('Contact name').inputValue()).toBe('Ada Byron');
    await button(to, 'Check this address').click();
    await said(to, 'AfterShip knows this address as it is.');
    await to.getByLabel('Street', { exact: true }).fill('1 Nowhere Lane');
    await button(to, 'Check this address').click();
    await said(to, 'AfterShip does not know this address');
  });

  test('a pick-up for labels, a manifest of them, and what is too late then', async ({ openDesk }) => {
    const { page } = await openDesk();
    await connected(page);
    const [first = '', second = ''] = shop
      .books()
      .labels.slice(2, 4)
      .map(({ trackingNumbers }) => trackingNumbers[0]);
    await page.getByLabel(`Choose ${first}`).check();
    await page.getByLabel(`Choose ${second}`).check();
    await said(page, '2 labels chosen');
    await button(page, 'Have them picked up …').click();
    let form = page.getByRole('form', { name: 'Order a pick-up' });
    await form.getByRole('checkbox', { name: new RegExp(first) }).waitFor();
    await form.getByLabel('Until').fill('13:00');
    await button(form, 'Order the pick-up').click();
    await said(form, 'The end must be later than the begin.');
    await form.getByLabel('Until').fill('18:00');
    await button(form, 'Order the pick-up').click();
    const pickup = page.getByRole('region', { name: /^Pick-up PU/ });
    await said(pickup, 'The pick-up is ordered.');
    expect(shop.books().pickups.at(-1)?.body).toMatchObject({
      label_ids: shop
        .books()
        .labels.slice(2, 4)
        .map(({ id }) => id),
      pickup_end_time: '18:00:00',
    });
    await button(pickup, 'Cancel the pick-up …').click();
    await button(page.getByRole('dialog'), 'Cancel the pick-up').click();
    await said(pickup, 'The pick-up is cancelled.');
    expect(shop.books().pickups.at(-1)?.status).toBe('cancelled');

    // J-Net: said before it is asked.
    await button(page, 'Back to the list').click();
    await button(page, 'Order a pick-up').click();
    form = page.getByRole('form', { name: 'Order a pick-up' });
    await form.getByLabel('Shipper account').selectOption({ label: 'J-Net parcels' });
    await said(form, 'J-Net is none of them, so this would be refused.');
    expect(await button(form, 'Order the pick-up').isDisabled()).toBe(true);

    await part(page, 'Manifests');
    await button(page, 'Make a manifest').click();
    form = page.getByRole('form', { name: 'Make a manifest' });
    await form.getByLabel('Shipper account').selectOption({ label: 'UPS store front' });
    await form.getByRole('checkbox', { name: new RegExp(second) }).uncheck();
    await button(form, 'Make a manifest of 1 label').click();
    await said(page, 'The manifest is made.');
    await said(page, '1 of 1 labels');
    await page.getByTitle('Manifest').waitFor();
    await part(page, 'Labels');
    await button(page, first).click();
    await said(page, 'It is in a manifest already, so it cannot be cancelled any more.');
  });

  test('parcels without a label are picked up; what was asked for and cancelled is found again', async ({
    openDesk,
  }) => {
    const { page } = await openDesk();
    await connected(page);
    const rated = await filled(page, 'Ada Byron');
    await button(rated, 'Compare rates').click();
    await rated.getByRole('table', { name: 'Rates' }).waitFor();
    await part(page, 'Rates');
    await button(page.getByRole('list', { name: 'Rates asked for' }), '5 offers').click();
    const rates = page.getByRole('region', { name: /^Rates of/ }).getByRole('table', { name: 'Rates' });
    await rates.waitFor();
    expect(await rates.getByRole('row').count()).toBe(6);
    expect(await rates.getByRole('radio').count()).toBe(0);

    await part(page, 'Pick-ups');
    await button(page, 'Order a pick-up').click();
    const form = page.getByRole('form', { name: 'Order a pick-up' });
    await form.getByText('Parcels without a label').click();
    await button(form, 'Parcels of another kind').click();
    const kind = (number: number) => form.getByRole('group', { name: `Parcels, kind ${number}` });
    await kind(1).getByLabel('Pieces').fill('3');
    await kind(1).getByLabel('Weight of one', { exact: true }).fill('1,5');
    await kind(1).getByLabel('Service').selectOption({ label: 'FedEx Ground' });
    await form.getByLabel('Place').fill('front_door');
    await button(form, 'Order the pick-up').click();
    await isWrong(kind(2).getByLabel('Weight of one', { exact: true }), /The weight must be a number/);
    await kind(2).getByLabel('Weight of one', { exact: true }).fill('8');
    await kind(2).getByLabel('Unit, Weight of one').selectOption('oz');
    await button(form, 'Order the pick-up').click();
    const pickup = page.getByRole('region', { name: /^Pick-up PU/ });
    await said(pickup, 'The pick-up is ordered.');
    const ordered = shop.books().pickups.at(-1);
    expect(ordered?.body).toMatchObject({
      shipper_account: { id: expect.any(String) },
      pickup_location: 'front_door',
      pickup_parcels: [
        { quantity: 3, weight: { unit: 'kg', value: 1.5 }, service_type: 'fedex_ground' },
        { quantity: 1, weight: { unit: 'oz', value: 8 } },
      ],
    });
    await button(pickup, 'Cancel the pick-up …').click();
    await button(page.getByRole('dialog'), 'Cancel the pick-up').click();
    await said(pickup, 'The pick-up is cancelled.');

    await part(page, 'Labels');
    const cancelled = shop.books().labels.find(({ status }) => status === 'created');
    await button(page, cancelled?.trackingNumbers[0] ?? '').click();
    const label = page.getByRole('region', { name: /^Label / });
    await button(label, 'Cancel the label …').click();
    await button(page.getByRole('dialog'), 'Cancel the label').click();
    await said(label, 'It is cancelled. Refund: success.');
    await part(page, 'Cancellations');
    await button(page.getByRole('list', { name: 'Cancelled labels' }), cancelled?.id ?? '').click();
    const cancellation = page.getByRole('region', { name: `Cancellation of ${cancelled?.id}` });
    await said(cancellation, 'success');
    await button(page, 'Back to the list').click();
    await page.getByRole('radiogroup', { name: 'Cancellations of' }).getByText('Pick-ups').click();
    await button(page.getByRole('list', { name: 'Cancelled pick-ups' }), ordered?.id ?? '').click();
    await page.getByRole('region', { name: `Cancellation of ${ordered?.id}` }).waitFor();
    await part(page, 'Cancellations');
    await button(page.getByRole('list', { name: 'Cancelled labels' }), cancelled?.id ?? '').click();
    await button(cancellation, 'Open the label').click();
    await label.waitFor();
  });

  test('an account that is gone is said where it matters, before it is asked', async ({ openDesk }) => {
    const remove = (id: string) =>
      fetch(`${shop.url}/postmen/v3/shipper-accounts/${id}`, {
        method: 'DELETE',
        headers: { 'as-api-key': KEY },
      });
    const { shippers, labels } = shop.books();
    const account = (slug: string) => shippers.find((one) => one.slug === slug)?.id ?? '';
    await remove(account('ups'));
    const { page } = await openDesk();
    await connected(page);
    const orphan = labels.find(
      ({ shipperId, status }) => shipperId === account('ups') && status === 'created',
    );
    await button(page, orphan?.trackingNumbers[0] ?? '').click();
    await said(page, /is no longer at AfterShip, so the label cannot be cancelled/);
    expect(await button(page, 'Cancel the label …').count()).toBe(0);

    await part(page, 'Shipper accounts');
    await page.getByRole('list', { name: 'Shipper accounts' }).waitFor();
    await remove(account('fedex'));
    await button(page, 'FedEx warehouse').click();
    await said(page.getByRole('alert'), /\(4140\)/);
  });

  test('a shipper account is added, changed and deleted, and its credentials are nowhere', async ({
    openDesk,
  }) => {
    const { page } = await openDesk();
    await connected(page);
    await part(page, 'Shipper accounts');
    await button(page, 'Add a shipper account').click();
    const form = page.getByRole('form', { name: 'Add a shipper account' });
    await button(form, 'Add the account').click();
    await said(form, 'Give at least one credential.');
    await form.getByLabel('Courier').selectOption('ups');
    await form.getByLabel('Name', { exact: true }).fill('UPS night shift');
    await form.getByLabel('Value').first().fill('night-account-canary');
    for (const [name, text] of [
      ['Contact name', 'Dana'],
      ['Street', '1 Pier'],
    ] as const) {
      await form.getByLabel(name, { exact: true }).fill(text);
    }
    await button(form, 'Add the account').click();
    const account = page.getByRole('region', { name: 'UPS night shift' });
    await said(account, 'AfterShip has the account.');
    await button(account, 'Replace credentials').click();
    await account.getByLabel('Value').fill('wrong-canary');
    await button(account, 'Save').click();
    await said(account, 'The courier refused the credentials of the shipper account.');
    await account.getByLabel('Value').fill('right-canary');
    await button(account, 'Save').click();
    await said(account, 'Kept by AfterShip.');
    expect(shop.books().shippers.at(-1)?.credentials).toEqual({ account_number: 'right-canary' });
    await button(account, 'Pictures on invoices').click();
    await button(account, 'Save').click();
    await said(account, 'Choose a picture first.');
    const png = Buffer.from('89504e470d0a1a0a', 'hex');
    const files = account.locator('input[type="file"]');
    await files.nth(1).setInputFiles({ name: 'signature.txt', mimeType: 'text/plain', buffer: png });
    await said(account, 'This is no PNG of at most 1 MB.');
    await files.nth(1).setInputFiles({ name: 'signature.png', mimeType: 'image/png', buffer: png });
    await button(account, 'Save').click();
    await said(account, 'Kept by AfterShip.');
    expect(shop.books().shippers.at(-1)?.settings).toEqual({
      commercial_invoice_signature: png.toString('base64'),
    });
    await button(account, 'Change').click();
    await account.getByLabel('Name', { exact: true }).fill('UPS day shift');
    await button(account, 'Save').click();
    const renamed = page.getByRole('region', { name: 'UPS day shift' });
    await renamed.waitFor();
    expect(await page.content()).not.toContain('canary');
    await button(renamed, 'Delete …').click();
    await button(page.getByRole('dialog'), 'Delete the account').click();
    await page.getByRole('list', { name: 'Shipper accounts' }).waitFor();
    expect(shop.books().shippers).toHaveLength(3);
  });

  test('one without an answer: found where it was made, sent again where it was not', async ({
    openDesk,
  }) => {
    const { page } = await openDesk();
    await connected(page);
    await chosen(await filled(page, 'Ada Byron'));
    shop.setFault({ kind: 'reset-after', methods: ['POST'], count: 1 });
    await buy(page.getByRole('form', { name: 'New label' }));
    await said(page, 'AfterShip had made it already: only the answer was lost.');
    expect([made(), posts().length]).toEqual([1, 1]);

    await chosen(await filled(page, 'Bela Bartok'));
    shop.setFault({ kind: 'reset-before', methods: ['POST'], count: 1 });
    await buy(page.getByRole('form', { name: 'New label' }));
    const open = page.getByRole('region', { name: 'Without an answer' });
    await said(open, 'Bela Bartok, San Francisco');
    await button(open, 'Look for it').click();
    await said(page, 'It is not there. Wait a little and look again, or decide.');
    expect([made(), posts().length]).toEqual([1, 2]);
    await button(open, 'Send it again …').click();
    await button(page.getByRole('dialog'), 'Look, then send').click();
    await page.getByRole('region', { name: /^Label \d+/ }).waitFor();
    await open.waitFor({ state: 'detached' });
    expect([made(), posts().length]).toEqual([2, 3]);
  });

  test('killed while a label is being made: one and only one', async ({ openDesk }) => {
    const desk = await openDesk();
    await connected(desk.page);
    await chosen(await filled(desk.page, 'Ada Byron'));
    shop.setFault({ kind: 'timeout-after', methods: ['POST'], count: 1 });
    await buy(desk.page.getByRole('form', { name: 'New label' }));
    await expect.poll(made, patience).toBe(1);
    desk.expectComplaints(() => true);
    await desk.kill();
    await desk.startAgain();
    await desk.reopen();
    await toLabels(desk.page);
    await button(desk.page, shop.books().labels.at(-1)?.trackingNumbers[0] ?? '').waitFor();
    await desk.page
      .getByRole('region', { name: 'Without an answer' })
      .waitFor({ state: 'detached', ...patience });
    expect([made(), posts().length]).toEqual([1, 1]);
  });

  test('nothing there, nothing to be had, and very long words', async ({ openDesk }) => {
    const desk = await openDesk();
    const { page } = desk;
    await deskPage(page).run('Labels');
    await said(page, 'No AfterShip account is connected');
    expect(await violations(page)).toEqual([]);
    await connected(page);
    await page.getByLabel('Status').selectOption('manifesting');
    await said(page, 'No label is like this');
    await button(page, 'Show all').click();
    await page.getByRole('list', { name: 'Labels' }).waitFor();
    shop.setFault({ kind: '503', methods: ['GET'] });
    await button(page, 'Load again').click();
    await said(page.getByRole('alert'), 'AfterShip has a fault of its own (503).');
    // What was known stays.
    expect(await page.getByRole('list', { name: 'Labels' }).getByRole('listitem').count()).toBe(10);
    shop.setFault({});
    const form = await filled(page, 'Ada Byron');
    await chosen(form);
    await form.getByLabel('Reference').fill(`PO-${'long'.repeat(60)}`);
    await buy(form);
    await page.getByRole('region', { name: /^Label \d+/ }).waitFor();
    const wide = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
    expect(wide).toBeLessThanOrEqual(0);
    await part(page, 'Labels');
    await said(page, 'longlong');
    expect(await violations(page)).toEqual([]);
  });

  test('a long list comes in pieces, and another filter begins anew', async ({ openDesk }) => {
    const body = JSON.stringify({ ...shop.books().labels[0]?.body, order_number: undefined });
    for (let number = 0; number < 15; number += 1) {
      await fetch(`${shop.url}/postmen/v3/labels`, { method: 'POST', headers: { 'as-api-key': KEY }, body });
    }
    const { page } = await openDesk();
    await connected(page);
    const rows = page.getByRole('list', { name: 'Labels' }).getByRole('listitem');
    expect(await rows.count()).toBe(20);
    await button(page, 'Show more').click();
    await expect.poll(() => rows.count()).toBe(25);
    await page.getByLabel('Status').selectOption('manifested');
    await expect.poll(() => rows.count()).toBe(2);
    expect(await button(page, 'Show more').count()).toBe(0);
  });

  test('by keys alone', async ({ openDesk }) => {
    const { page } = await openDesk();
    await connected(page);
    const [number = ''] = shop.books().labels[0]?.trackingNumbers ?? [];
    const tabTo = async (name: string | RegExp) => {
      for (let presses = 0; presses < 60; presses += 1) {
        await page.keyboard.press('Tab');
        const focused = await page.evaluate(
          () =>
            document.activeElement?.getAttribute('aria-label') ?? document.activeElement?.textContent ?? '',
        );
        if (typeof name === 'string' ? focused === name : name.test(focused)) return;
      }
      throw new Error(`Tab never came to ${name}`);
    };
    await button(page.getByRole('navigation', { name: 'Main' }), 'Labels').focus();
    await tabTo(number);
    await page.keyboard.press('Enter');
    const label = page.getByRole('region', { name: `Label ${number}` });
    await label.waitFor();
    await tabTo('Cancel the label …');
    await page.keyboard.press('Enter');
    await page.getByRole('dialog').waitFor();
    await page.keyboard.press('Escape');
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    expect(shop.books().labels[0]?.status).toBe('created');
  });

  describe.each(['light', 'dark'] as const)('in the %s', (colorScheme) => {
    test('no part has anything to complain about', { timeout: 240_000 }, async ({ openDesk }) => {
      const { page } = await openDesk({ colorScheme });
      await connected(page);
      const found: Record<string, string[]> = {};
      const check = async (name: string) => {
        const wrong = await violations(page);
        if (wrong.length > 0) found[name] = wrong;
      };
      await check('list');
      const form = await filled(page, 'Ada Byron');
      await form.getByRole('group', { name: 'To' }).getByLabel('City').fill('San Fransisco');
      await button(form, 'Check this address').click();
      await said(form, 'AfterShip would write it like this');
      await form.getByRole('group', { name: 'To' }).getByLabel('Country').fill('CAN');
      await button(form, 'Another item in parcel 1').click();
      await form.getByLabel('What is inside').last().fill('Cups');
      await chosen(form);
      const folded = form.locator('button[aria-expanded="false"]');
      while ((await folded.count()) > 0) await folded.first().click();
      for (const tick of await form.getByRole('checkbox', { name: /another|else|broker/i }).all()) {
        await tick.check();
      }
      await button(form, 'Add a charge').click();
      await button(form, 'Add an option').click();
      await check('new label');
      await button(form, 'Begin anew').click();
      await chosen(await filled(page, 'Ada Byron'));
      shop.setFault({ kind: 'reset-before', methods: ['POST'], count: 1 });
      await buy(form);
      await page.getByRole('region', { name: 'Without an answer' }).waitFor();
      await check('without an answer');
      for (const [name, open] of [
        ['Pick-ups', 'Order a pick-up'],
        ['Manifests', 'Make a manifest'],
        ['Shipper accounts', 'Add a shipper account'],
      ] as const) {
        await part(page, name);
        await page.getByRole('list', { name }).waitFor();
        await check(name);
        await button(page, open).click();
        await page.getByRole('form', { name: open }).waitFor();
        await check(open);
      }
      for (const name of ['Rates', 'Cancellations']) {
        await part(page, name);
        await button(page, 'Load again').waitFor();
        await check(name);
      }
      await part(page, 'Labels');
      await button(page, shop.books().labels[0]?.trackingNumbers[0] ?? '').click();
      const label = page.getByRole('region', { name: /^Label \d+/ });
      await label.getByText('QR code').click();
      await label.getByRole('img', { name: 'QR code' }).waitFor();
      await check('label');
      expect(found).toEqual({});
    });
  });
});
