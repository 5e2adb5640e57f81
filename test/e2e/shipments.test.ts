// Shipments, from the form to the provider's books and back: sent and delivered, a token that ends in the middle of a
// listing, one that no provider takes, a cancellation that is refused.

import { describe, expect } from 'vitest';
import { type DeskPage, deskPage, type } from '../support/desk-page.ts';
import { patience, test } from '../support/desk-test.ts';
import { connectShop, openShippingOffice } from '../support/shipping-office.ts';

function shipmentForm({ panel }: DeskPage) {
  const part = (name: string) => panel.getByRole('region', { name, exact: true });
  const to = part('Delivered to');
  const field = (name: string) => panel.getByRole('textbox', { name, exact: true });
  return {
    field,
    to,
    send: panel.getByRole('button', { name: /^Send/ }),
    async unfold(group: string): Promise<void> {
      const fold = panel.getByRole('button', { name: new RegExp(`^${group}`) });
      if ((await fold.getAttribute('aria-expanded')) === 'false') await fold.click();
    },
    async fill(instructions = ''): Promise<void> {
      await type(field('Location id'), 'STORE-7');
      await type(to.getByRole('textbox', { name: 'Name', exact: true }), 'Ada Example');
      await type(to.getByRole('textbox', { name: 'Phone', exact: true }), '+12025550101');
      await type(to.getByRole('textbox', { name: 'Street and number' }), '1 Main St');
      await type(to.getByRole('textbox', { name: 'Postal code' }), '20190');
      if (instructions !== '') await type(field('Instructions for the delivery'), instructions);
    },
  };
}

async function begin(desk: DeskPage): Promise<ReturnType<typeof shipmentForm>> {
  await desk.show('Board');
  await desk.page.keyboard.press('n');
  const form = shipmentForm(desk);
  await form.field('Location id').waitFor();
  return form;
}

describe('a shipment', () => {
  test('is typed, sent by Ctrl+Enter, and watched until it is delivered', { timeout: 180_000 }, async ({
    openDesk,
  }) => {
    await using shop = await openShippingOffice({ stepMs: 700 });
    const { page } = await openDesk();
    const desk = deskPage(page);
    await connectShop(desk, shop);
    const form = await begin(desk);

    // What is missing is said where it is missing, and nothing leaves.
    await page.keyboard.press('Control+Enter');
    await desk.panel.getByText('The location is missing.').waitFor();
    await desk.panel.getByText('The street is missing.').waitFor();
    expect(shop.office.books()).toEqual([]);

    await form.fill();
    await form.unfold('Package');
    await type(form.field('Weight'), '2.5');
    await type(form.field('Length'), '8');
    await page.keyboard.press('Control+Enter');
    await desk.panel.getByText('This is missing.').first().waitFor();
    await type(form.field('Width'), '6');
    await type(form.field('Height'), '4');
    await form.unfold('Items');
    await desk.panel.getByRole('button', { name: 'Add a line' }).click();
    await type(form.field('SKU'), 'SKU-1');
    await form.unfold('Attributes');
    await desk.panel.getByRole('button', { name: 'Add an attribute' }).click();
    await type(form.field('Attribute'), 'channel');
    await type(form.field('Value'), 'web');
    await page.keyboard.press('Control+Enter');

    await expect.poll(() => shop.office.books().length, patience).toBe(1);
    expect(shop.office.books()[0]?.fields).toMatchObject({
      orderExternalId: expect.stringMatching(/^SY-[2-9A-Z]{10}$/),
      locationExternalId: 'STORE-7',
      deliveryContact: { name: 'Ada Example', phone: '+12025550101' },
      deliveryAddress: { street1: '1 Main St', postalCode: '20190', countryCode: 'US' },
      package: {
        name: 'custom',
        size: { length: 8, width: 6, height: 4, unit: 'in' },
        weight: { value: 2.5, unit: 'lb' },
      },
      itemList: [{ sku: 'SKU-1', quantity: 1 }],
      orderAttributes: { channel: 'web' },
      pickupTime: null,
      deliveryTime: null,
    });
    const shipment = desk.part('Shipment');
    await shipment.getByText(/UPS|DoorDash|Uber Direct|Roadie/).waitFor();
    await shipment.getByText(/^1Z/).waitFor();
    expect(await shipment.getByRole('link', { name: 'Open the label' }).getAttribute('href')).toMatch(
      new RegExp(`^${shop.office.url}/labels/`),
    );
    await desk.part('Attributes').getByText('web').waitFor();

    await desk.panel.getByRole('button', { name: 'Ask the provider now' }).click();
    await expect
      .poll(() => shop.office.requests().some(({ path }) => path.endsWith('force_update=true')), patience)
      .toBe(true);
    await page.keyboard.press('r');
    // News comes with the next round of the listing; a person who does not want to wait asks.
    await expect
      .poll(async () => {
        await desk.panel.getByRole('button', { name: 'Refresh' }).click();
        return desk.status('Delivered').isVisible();
      }, patience)
      .toBe(true);

    const history = desk.part('Status history');
    await history.getByRole('button', { name: 'Show' }).click();
    await history.getByText('ORDER_DELIVERED').waitFor();
    await history.getByRole('switch', { name: 'Each status once' }).check();
    await expect
      .poll(() => shop.office.requests().some(({ path }) => path.endsWith('is_unique=true')), patience)
      .toBe(true);
  });

  test('that no provider takes is edited and placed again', async ({ openDesk }) => {
    await using shop = await openShippingOffice({ stepMs: 3_600_000 });
    const { page } = await openDesk();
    const desk = deskPage(page);
    await connectShop(desk, shop);
    const form = await begin(desk);
    await form.fill();
    await form.unfold('Package');
    await type(form.field('Weight'), '200');
    await form.send.click();

    await desk.status('Failed').waitFor();
    await desk.panel
      .getByText(/No delivery provider takes this delivery as it stands/)
      .first()
      .waitFor();
    expect(shop.office.books()).toHaveLength(1);
    await desk.panel.getByRole('button', { name: 'Edit and place again' }).click();
    await form.unfold('Package');
    await type(form.field('Weight'), '20');
    await desk.panel.getByText('Changes: package').waitFor();
    await desk.panel.getByRole('button', { name: 'Send and place again' }).click();

    await desk.status('Accepted').waitFor();
    expect(shop.office.books()).toMatchObject([
      { status: 'ORDER_DISPATCHED', fields: { package: { weight: { value: 20, unit: 'lb' } } } },
    ]);
    const writes = shop.office
      .requests()
      .filter(({ operation }) => operation === 'edit' || operation === 'retry');
    expect(writes.map(({ operation, outcome }) => `${operation} ${outcome}`)).toEqual([
      'edit 200',
      'retry 201',
    ]);
  });

  test('that the provider does not give back stays, and the account stays signed in', async ({
    openDesk,
  }) => {
    await using shop = await openShippingOffice({ stepMs: 3_600_000 });
    const { page } = await openDesk();
    const desk = deskPage(page);
    await connectShop(desk, shop);
    const form = await begin(desk);
    await form.fill('practice: no-cancel');
    await form.send.click();
    await desk.status('Accepted').waitFor();
    await desk.panel.getByRole('button', { name: 'Cancel job' }).click();
    await desk.dialog.getByRole('button', { name: 'Cancel this job' }).click();
    await desk.panel
      .getByText(/does not allow this shipment to be cancelled/)
      .first()
      .waitFor();
    await desk.status('Accepted').waitFor();
    expect(shop.office.books()).toMatchObject([{ status: 'ORDER_DISPATCHED' }]);
    expect(await desk.mark(/^Shop/).getAttribute('aria-label')).not.toMatch(/signed out/i);
  });

  test('goes by the number it was given last; after an error the provider is asked to cancel it', async ({
    openDesk,
  }) => {
    await using shop = await openShippingOffice({ stepMs: 3_600_000 });
    const { page } = await openDesk();
    const desk = deskPage(page);
    await connectShop(desk, shop);
    const form = await begin(desk);
    await form.fill();
    await form.send.click();
    await desk.status('Accepted').waitFor();
    const [booked] = shop.office.books();
    await desk.row(booked?.orderExternalId ?? '').waitFor();
    await desk.panel.getByRole('button', { name: 'Edit' }).click();
    await form.unfold('Order');
    await type(form.field('Order number'), 'SO-RENAMED');
    await desk.panel.getByText('Changes: order number').waitFor();
    await desk.panel.getByRole('button', { name: 'Send changes' }).click();
    await desk.row('SO-RENAMED').waitFor();
    await desk.panel.getByText('SO-RENAMED').first().waitFor();
    expect(shop.office.books()).toMatchObject([{ id: booked?.id, orderExternalId: 'SO-RENAMED' }]);

    shop.office.advance(booked?.id ?? '', 'ERROR_EXCEPTION', 'The package was damaged.');
    await desk.panel.getByRole('button', { name: 'Refresh' }).click();
    await desk.status('Exception').waitFor();
    await desk.panel.getByRole('button', { name: 'Cancel job' }).click();
    await desk.dialog.getByText(/the provider decides/).waitFor();
    await desk.dialog.getByRole('button', { name: 'Cancel this job' }).click();
    await desk.panel
      .getByText(/could not cancel this shipment/)
      .first()
      .waitFor();
    await desk.status('Exception').waitFor();
  });

  test('what was typed is there again after Esc, and can be thrown away', async ({ openDesk }) => {
    await using shop = await openShippingOffice();
    const { page } = await openDesk();
    const desk = deskPage(page);
    await connectShop(desk, shop);
    const form = await begin(desk);
    await form.fill();
    await desk.panel.getByText('Kept as a draft').waitFor();
    await page.keyboard.press('Escape');
    await form.field('Location id').waitFor({ state: 'detached' });
    await begin(desk);
    await desk.panel.getByText(/This is what you typed until/).waitFor();
    expect(await form.field('Location id').inputValue()).toBe('STORE-7');
    await desk.panel.getByRole('button', { name: 'Start afresh' }).click();
    expect(await form.field('Location id').inputValue()).toBe('');
  });
});

describe('a listing', () => {
  test('goes on with a new token where the old one ends in the middle of it', async ({ openDesk }) => {
    await using shop = await openShippingOffice({ filled: true, mostPerPage: 4 });
    // The test of the connection, the first page, and then no more.
    shop.office.expireTokens(3);
    const { page } = await openDesk();
    const desk = deskPage(page);
    await connectShop(desk, shop);
    await desk.show('Board');
    const lists = () => shop.office.requests().filter(({ operation }) => operation === 'list');
    await expect.poll(() => lists().length, patience).toBeGreaterThan(6);
    expect(lists().map(({ outcome }) => outcome)).toContain('401');
    expect(shop.office.requests().filter(({ operation }) => operation === 'token')).toHaveLength(2);
    await type(desk.search, 'Grace Lindqvist');
    await desk.openRow('Grace Lindqvist');
    await desk.status('Failed').waitFor();
    await desk.panel.getByRole('button', { name: 'Edit and place again' }).waitFor();
  });
});
