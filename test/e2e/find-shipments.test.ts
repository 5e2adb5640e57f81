// Shipments that were made elsewhere, found among what the provider has: filters, pages, one of them followed, what goes
// wrong said, all of it by keys as well; and a look for changes that nobody has to wait for.

import { AxeBuilder } from '@axe-core/playwright';
import { describe, expect } from 'vitest';
import { type DeskPage, deskPage, type } from '../support/desk-page.ts';
import { patience, test } from '../support/desk-test.ts';
import { bookElsewhere, connectShop, openShippingOffice } from '../support/shipping-office.ts';

const DAY = 24 * 60 * 60_000;

/** A provider with shipments of forty days ago, which no listing of changes tells any more, and two of today. */
async function openOldShop() {
  let now = Date.now() - 40 * DAY;
  const shop = await openShippingOffice({ clock: () => now, stepMs: 60_000 });
  for (let number = 1; number <= 30; number += 1) {
    const more = number % 10 === 0 ? { groupId: 'Basket', locationExternalId: 'STORE-9' } : {};
    await bookElsewhere(shop, `OLD-${String(number).padStart(2, '0')}`, more);
    now += 1000;
  }
  now = Date.now();
  shop.office.books();
  shop.office.setSpeed(1 / 60);
  await bookElsewhere(shop, 'NEW-01', { deliveryContact: { name: 'Bo Today', phone: '+12025550102' } });
  await bookElsewhere(shop, 'NEW-02');
  return shop;
}

type Shop = Awaited<ReturnType<typeof openOldShop>>;

function finder({ page }: DeskPage) {
  const filters = page.getByRole('form', { name: 'What to look for' });
  const list = page.getByRole('list', { name: 'Shipments found' });
  return {
    filters,
    list,
    rows: list.getByRole('listitem'),
    row: (number: string) => list.getByRole('listitem').filter({ hasText: number }),
    numbers: filters.getByRole('textbox', { name: 'Order numbers' }),
    made: filters.getByRole('combobox', { name: 'Made' }),
    changed: filters.getByRole('combobox', { name: 'Changed' }),
    find: filters.getByRole('button', { name: /^Find/ }),
    pages: page.getByRole('navigation', { name: 'Pages' }),
    /** About the question; what is wrong with one shipment stands in its row. */
    alert: page.getByRole('region', { name: 'Found', exact: true }).locator(':scope > [role="alert"]'),
  };
}

const lists = (shop: Shop) =>
  shop.office
    .requests()
    // What the console asks by itself is by the time of the last change.
    .filter(({ operation, body }) => operation === 'list' && !('lastUpdatedAt' in (body as object)));

describe('shipments at the provider', () => {
  test('are found by filters, page by page, and one of them is followed', { timeout: 240_000 }, async ({
    openDesk,
  }) => {
    await using shop = await openOldShop();
    const { page } = await openDesk();
    const desk = deskPage(page);
    await connectShop(desk, shop);
    await desk.connection('Shop').getByRole('button', { name: 'Find shipments' }).click();
    const found = finder(desk);

    // Without a date only the last day is told, and all of that is on the board.
    await found.row('NEW-01').getByRole('button', { name: 'Open NEW-01' }).waitFor();
    await page.getByText('Only the last 24 hours were looked through.').waitFor();
    await expect.poll(() => found.rows.count(), patience).toBe(2);
    await found.row('NEW-01').getByText('ORDER_DISPATCHED').waitFor();
    await found.row('NEW-01').getByText('Bo Today').waitFor();

    await found.made.selectOption('within a year');
    await found.find.click();
    await page.getByText('25 shipments on this page, 23 of them not on the board.').waitFor();
    await found.pages.getByRole('button', { name: 'Next page' }).click();
    await found.row('OLD-07').getByRole('button', { name: 'Follow OLD-07' }).waitFor();
    await expect.poll(() => found.rows.count(), patience).toBe(7);
    await found.row('OLD-07').getByText('ORDER_DELIVERED').waitFor();
    expect(lists(shop).at(-1)?.body).toMatchObject({ limit: 25, paginationToken: expect.any(String) });

    await found.row('OLD-07').getByRole('button', { name: 'Follow OLD-07' }).click();
    await found.row('OLD-07').getByRole('button', { name: 'Open OLD-07' }).click();
    await desk.status('Delivered').waitFor();
    await desk.panel.getByText('OLD-07').first().waitFor();

    // A look at a job costs nobody their place.
    await desk.run('Find shipments at Shipping Order');
    await found.pages.getByText('Page 2').waitFor();
    await found.row('OLD-07').getByRole('button', { name: 'Open OLD-07' }).waitFor();
    await found.pages.getByRole('button', { name: 'Previous page' }).click();
    await found.row('NEW-02').waitFor();

    // Every other filter, at once.
    await type(found.numbers, 'OLD-10, OLD-20, OLD-21');
    await type(found.filters.getByRole('textbox', { name: 'Group' }), 'Basket');
    await type(found.filters.getByRole('textbox', { name: 'Location ids' }), 'STORE-9');
    await found.filters.getByText('Status', { exact: false }).first().click();
    await found.filters.getByRole('checkbox', { name: 'Delivered ORDER_DELIVERED' }).check();
    await found.find.click();
    await expect.poll(() => found.rows.count(), patience).toBe(2);
    await found.row('OLD-20').getByText('group Basket').waitFor();
    expect(lists(shop).at(-1)?.body).toEqual({
      limit: 25,
      orderExternalIds: ['OLD-10', 'OLD-20', 'OLD-21'],
      groupId: 'Basket',
      locationExternalIds: ['STORE-9'],
      status: ['ORDER_DELIVERED'],
      createdAt: { startsAt: expect.any(Number), endsAt: expect.any(Number) },
    });
  });

  test('that cannot be told are a sentence, and what was typed stays', { timeout: 240_000 }, async ({
    openDesk,
  }) => {
    await using shop = await openOldShop();
    const { page } = await openDesk();
    const desk = deskPage(page);
    await connectShop(desk, shop);
    await desk.run('Find shipments at Shipping Order');
    const found = finder(desk);
    await found.row('NEW-01').waitFor();

    // More than 30 days of changes is said at its field, and not asked.
    const before = lists(shop).length;
    await found.changed.selectOption('between …');
    await found.filters.getByLabel('Changed from').fill('2026-01-01T00:00');
    await found.find.click();
    await found.filters.getByText(/at most 30 days\. Give it an end\.|tells of the last year only/).waitFor();
    expect(lists(shop)).toHaveLength(before);
    await found.changed.selectOption('Not said');

    // A token that ends between two pages is replaced by itself.
    await found.made.selectOption('within a year');
    await found.find.click();
    await found.row('OLD-30').waitFor();
    shop.office.expireTokens();
    await found.pages.getByRole('button', { name: 'Next page' }).click();
    await found.row('OLD-01').waitFor();

    // A fault of theirs is told beside the list, which stays; asked again it goes on from there.
    await type(found.numbers, 'OLD-05');
    shop.office.setFault({ refusal: 'INVALID_DATA', operations: ['list'] });
    await found.find.click();
    await found.alert.getByText(/refused this question/).waitFor();
    expect(await found.numbers.inputValue()).toBe('OLD-05');
    shop.office.setFault({});
    await found.alert.getByRole('button', { name: 'Try again' }).click();
    await expect.poll(() => found.rows.count(), patience).toBe(1);
    await found.row('OLD-05').waitFor();

    // One that is gone by the time it is followed.
    shop.office.setFault({ refusal: 'NOT_FOUND', operations: ['get'] });
    await found.row('OLD-05').getByRole('button', { name: 'Follow OLD-05' }).click();
    await found
      .row('OLD-05')
      .getByText(/does not know this shipment/)
      .waitFor();
    shop.office.setFault({});

    // No network: what was found stays, and is not lost by asking.
    await shop.office.cutNetwork(true);
    await found.find.click();
    await found.alert.waitFor();
    await found.row('OLD-05').waitFor();
    await shop.office.cutNetwork(false);

    // Nothing like it: says why, and offers the way on.
    await found.made.selectOption('Not said');
    await expect
      .poll(async () => {
        await found.find.click();
        return page.getByText('No shipment is like that').isVisible();
      }, patience)
      .toBe(true);
    await page.getByRole('button', { name: 'Look through the last year' }).click();
    await found.row('OLD-05').waitFor();
  });

  test('are found, paged through and followed by keys alone', { timeout: 240_000 }, async ({ openDesk }) => {
    await using shop = await openOldShop();
    const { page } = await openDesk();
    const desk = deskPage(page);
    await connectShop(desk, shop);
    const found = finder(desk);
    await desk.press('Control+k');
    await page.keyboard.type('find ship');
    await page.getByRole('option', { name: 'Find shipments at Shipping Order' }).waitFor();
    await page.keyboard.press('Enter');
    await found.row('NEW-01').waitFor();
    // The first field has the focus; the third after it is a choice.
    await expect.poll(() => page.evaluate(() => document.activeElement?.tagName), patience).toBe('INPUT');
    for (let step = 0; step < 3; step += 1) await page.keyboard.press('Tab');
    await page.keyboard.type('within a');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Shift+Tab');
    await page.keyboard.press('Shift+Tab');
    await page.keyboard.press('Enter');
    await found.row('OLD-30').waitFor();

    // Keys of a page are not letters of a field.
    await found.find.focus();
    await page.keyboard.press(']');
    await found.pages.getByText('Page 2').waitFor();
    await found.row('OLD-01').waitFor();
    await page.keyboard.press('[');
    await found.pages.getByText('Page 1').waitFor();
    await found.row('OLD-30').waitFor();
    const follow = found.row('OLD-30').getByRole('button', { name: 'Follow OLD-30' });
    for (let step = 0; step < 60; step += 1) {
      if (await follow.evaluate((button) => button === document.activeElement)) break;
      await page.keyboard.press('Tab');
    }
    await page.keyboard.press('Enter');
    await found.row('OLD-30').getByRole('button', { name: 'Open OLD-30' }).waitFor();
    await page.keyboard.press('Enter');
    await desk.status('Delivered').waitFor();
  });

  test.for(['light', 'dark'] as const)(
    'are shown without a fault of axe, in the %s',
    { timeout: 240_000 },
    async (colorScheme, { openDesk }) => {
      await using shop = await openOldShop();
      const long = 'Verylongwithoutanyblank'.repeat(20);
      await bookElsewhere(shop, `LONG-${long}`.slice(0, 100), {
        groupId: long.slice(0, 100),
        locationExternalId: long.slice(0, 100),
        deliveryContact: { name: long.slice(0, 100), phone: '+12025550103' },
        deliveryAddress: { street1: long.slice(0, 100), city: long.slice(0, 100), postalCode: '20190' },
      });
      const { page } = await openDesk({ colorScheme });
      const desk = deskPage(page);
      await connectShop(desk, shop);
      await desk.run('Find shipments at Shipping Order');
      const found = finder(desk);
      await found.made.selectOption('within a year');
      await found.changed.selectOption('between …');
      await found.filters.getByText('Status', { exact: false }).first().click();
      await found.find.click();
      await found.filters.getByText('Give a beginning, an end, or both.').waitFor();
      await found.row('LONG-').waitFor();
      const { violations } = await new AxeBuilder({ page }).setLegacyMode(true).analyze();
      expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`)).toEqual(
        [],
      );
      // Nothing is wider than the page.
      expect(await page.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth)).toBe(true);
      const wide = await found.list.evaluate((list) => list.scrollWidth <= list.clientWidth);
      expect(wide).toBe(true);
    },
  );
});

describe('a look for changes', () => {
  test('is had at once, and says when it was and what it found', { timeout: 180_000 }, async ({
    openDesk,
  }) => {
    await using shop = await openOldShop();
    const { page } = await openDesk();
    const desk = deskPage(page);
    await connectShop(desk, shop);
    const card = desk.connection('Shop');
    await card.getByText(/Last looked .* ago/).waitFor();
    await bookElsewhere(shop, 'NEW-03');
    await card.getByRole('button', { name: 'Look for changes now' }).click();
    // Its own round or the one that came a moment before: either has it.
    await expect
      .poll(async () => {
        const rows = page.getByRole('listitem').filter({ hasText: 'NEW-03' });
        await card.getByRole('button', { name: 'Find shipments' }).click();
        await rows.first().waitFor();
        const open = await rows.getByRole('button', { name: 'Open NEW-03' }).isVisible();
        await desk.show('Connections');
        return open;
      }, patience)
      .toBe(true);
    shop.office.setFault({ kind: '500', operations: ['list'] });
    await card.getByRole('button', { name: 'Look for changes now' }).click();
    await card.getByText(/Not told to its end: .*fault of its own/).waitFor();
    shop.office.setFault({});
  });
});
