// Parcels on screen, from following one to its delivery: a duplicate, another try, a loss, delivery dates with one that is
// wrong, a change that is kept as a draft. And kill -9 in the middle of a new one: it is there once, in the end.

import { AxeBuilder } from '@axe-core/playwright';
import type { Locator, Page } from 'playwright-core';
import { afterEach, beforeEach, describe, expect } from 'vitest';
import {
  type AfterShipSimulator,
  startAfterShipSimulator,
} from '../../electron/core/practice/aftership/start-aftership-simulator.ts';
import { deskPage, type } from '../support/desk-page.ts';
import { patience, test } from '../support/desk-test.ts';

const KEY = 'asat_e2e_key';
const SECRET = 'e2e-signing-secret';

let aftership: AfterShipSimulator;
beforeEach(async () => {
  aftership = await startAfterShipSimulator({
    keys: [{ key: KEY }, { key: 'asat_signed', signing: { kind: 'aes', secret: SECRET } }],
  });
});
afterEach(() => aftership.stop());

const button = (within: Page | Locator, name: string | RegExp) =>
  within.getByRole('button', { name, exact: typeof name === 'string' });

async function connected(page: Page, version: '2024-04' | '2026-07' = '2024-04', key = KEY): Promise<void> {
  const desk = deskPage(page);
  await desk.run('Add a connection');
  const form = page.getByRole('form', { name: 'Connect an account' });
  await form.getByRole('radio', { name: /AfterShip/ }).click();
  await type(form.getByRole('textbox', { name: 'Name' }), 'Parcels');
  await type(form.getByLabel('API key'), key);
  await form.getByLabel('Version of the tracking API').selectOption(version);
  if (key !== KEY) {
    await form.getByLabel('Signature').selectOption('aes');
    await type(form.getByLabel('Signing secret'), SECRET);
  }
  await form.getByText('Another address', { exact: true }).click();
  await type(form.getByRole('textbox', { name: 'Address', exact: true }), aftership.url);
  await form.getByRole('button', { name: 'Connect' }).click();
  await desk.connection('Parcels').getByText('it answers, and the credential is accepted').waitFor();
}

async function followForm(page: Page): Promise<Locator> {
  const desk = deskPage(page);
  await desk.run('New job');
  const { panel } = desk;
  // Asked for first where the account can do more than follow parcels.
  const choice = panel.getByRole('button', { name: /^A parcel to follow/ });
  const number = panel.getByRole('textbox', { name: 'Tracking number' });
  await choice.or(number).first().waitFor();
  if (await choice.isVisible()) await choice.click();
  await number.waitFor();
  return panel;
}

async function follow(page: Page, number: string, more: Record<string, string> = {}): Promise<Locator> {
  const panel = await followForm(page);
  await type(panel.getByRole('textbox', { name: 'Tracking number' }), number);
  for (const [label, value] of Object.entries(more))
    await panel.getByLabel(label, { exact: true }).fill(value);
  await page.keyboard.press('Control+Enter');
  await panel.getByRole('heading', { level: 2, name: /Processing|In the outbox/ }).waitFor();
  return panel;
}

async function asked(page: Page): Promise<void> {
  await button(deskPage(page).panel, 'Refresh').click();
}

async function pause(page: Page): Promise<void> {
  await deskPage(page).connection('Parcels').getByRole('switch', { name: 'Pause' }).click();
}

async function violations(page: Page): Promise<string[]> {
  const { violations: found } = await new AxeBuilder({ page }).analyze();
  return found.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`);
}

describe('a parcel', () => {
  test.for(['2024-04', '2026-07'] as const)(
    '%s: is followed to its delivery',
    async (version, { openDesk }) => {
      const { page } = await openDesk();
      await connected(page, version);
      const panel = await follow(page, 'JN55556666', {
        Title: 'Spring order',
        'Order id': 'SO-1001',
        'Promised day': '2031-08-04',
      });
      await panel.getByText('In the outbox').waitFor({ state: 'detached' });
      const [parcel] = aftership.parcels();
      expect(parcel).toMatchObject({
        number: 'JN55556666',
        slug: 'j-net',
        title: 'Spring order',
        promised: '2031-08-04',
        texts: { order_id: 'SO-1001' },
      });
      const part = panel.getByRole('region', { name: 'Parcel', exact: true });
      await part.getByText('2031-08-04').waitFor();
      await part.getByText('Pending').first().waitFor();

      aftership.place('JN55556666', 'OutForDelivery_001');
      await asked(page);
      await deskPage(page).status('Out for delivery').waitFor();
      aftership.place('JN55556666', 'Delivered_001');
      await asked(page);
      await deskPage(page).status('Delivered').waitFor();
      await part.getByText('Delivered (Delivered_001)').waitFor();
      await part.getByText('no longer').waitFor();
      expect(await violations(page)).toEqual([]);
    },
  );

  test('moves by itself, with its checkpoints on the timeline and on the map', async ({ openDesk }) => {
    await aftership.stop();
    aftership = await startAfterShipSimulator({ keys: [{ key: KEY }], stepMs: 700 });
    const { page } = await openDesk();
    await connected(page);
    const panel = await follow(page, 'JN77778888');
    await expect
      .poll(async () => {
        await asked(page);
        return panel.getByRole('heading', { level: 2 }).first().textContent();
      }, patience)
      .toMatch(/^Delivered/);
    await panel.getByText('Out for Delivery, San Francisco, CA, USA').waitFor();
    await panel.getByRole('region', { name: 'Where it was seen' }).waitFor();
    // In another language, and nothing but what is read there.
    await panel.getByText('Read the checkpoints in another language').click();
    await panel.getByRole('textbox', { name: 'Language code' }).fill('fr');
    await panel.getByRole('button', { name: 'Translate' }).click();
    await panel
      .getByText(/^\[fr\] /)
      .first()
      .waitFor();
    const question = aftership.requests().findLast(({ line }) => line.includes('lang=fr'));
    expect(question?.line).toContain('fields=checkpoints');
    // On demand, only some parts of it.
    await panel.getByText('Last checkpoint', { exact: true }).click();
    await panel.getByRole('combobox', { name: 'Only these parts' }).click();
    await page.getByRole('option', { name: 'City' }).click();
    await page.keyboard.press('Escape');
    await button(panel, 'Ask for it').click();
    const last = panel.getByRole('status').filter({ hasText: 'City' });
    await last.getByText('San Francisco').waitFor();
    expect(await last.getByText('Message').count()).toBe(0);
    expect(aftership.requests().at(-1)?.line).toMatch(/\/last_checkpoint\/[^?]+\?fields=city$/);
  });

  test('that is followed already opens, whoever began to follow it', async ({ openDesk }) => {
    const { page } = await openDesk();
    await connected(page);
    await follow(page, 'JN55556666', { Title: 'First' });
    const panel = deskPage(page).panel;
    await panel.getByRole('region', { name: 'Parcel', exact: true }).getByText('First').waitFor();
    // Known here: no request is needed to say so.
    await followForm(page);
    await type(panel.getByRole('textbox', { name: 'Tracking number' }), 'JN55556666');
    await page.keyboard.press('Control+Enter');
    await panel.getByText('JN55556666 is followed already. This is that parcel.').waitFor();
    await panel.getByRole('region', { name: 'Parcel', exact: true }).getByText('First').waitFor();
    // Known to AfterShip alone: this becomes that parcel.
    await fetch(`${aftership.url}/tracking/2024-04/trackings`, {
      method: 'POST',
      headers: { 'as-api-key': KEY, 'content-type': 'application/json' },
      body: JSON.stringify({
        tracking: { tracking_number: 'JN99990000', slug: 'j-net', title: 'Elsewhere' },
      }),
    });
    await follow(page, 'JN99990000', { Title: 'Here' });
    await panel.getByText('AfterShip followed this number already.').waitFor();
    await panel.getByRole('region', { name: 'Parcel', exact: true }).getByText('Elsewhere').waitFor();
    expect(aftership.parcels()).toHaveLength(2);
    await expect.poll(() => deskPage(page).jobRows.count()).toBe(2);
  });

  test('is marked as lost, tracked again with its count, and let go', async ({ openDesk }) => {
    const { page } = await openDesk();
    await connected(page, '2026-07');
    const panel = await follow(page, 'JN55556666');
    await panel.getByText('3 of 3 left').waitFor();
    await panel.getByText('Track again is off:').waitFor();
    await button(panel, 'Mark as completed').click();
    const { dialog } = deskPage(page);
    await dialog.getByRole('radio', { name: /Lost/ }).click();
    expect(await violations(page)).toEqual([]);
    await button(dialog, 'Mark as completed').click();
    await deskPage(page).status('Lost').waitFor();
    expect(aftership.parcels()[0]).toMatchObject({ subtag: 'Exception_013', active: false });

    await button(panel, 'Track again').click();
    await panel.getByText('2 of 3 left').waitFor();
    expect(aftership.parcels()[0]).toMatchObject({ retracks: 1, active: true });

    await button(panel, 'Delete …').click();
    await dialog.getByText('AfterShip forgets it with all its checkpoints').waitFor();
    await button(dialog, 'Delete the parcel').click();
    await deskPage(page).status('Cancelled').waitFor();
    expect(aftership.parcels()).toEqual([]);
  });

  test('that AfterShip refuses says at which field, and is corrected and sent', async ({ openDesk }) => {
    const { page } = await openDesk();
    await connected(page);
    const panel = await followForm(page);
    await type(panel.getByRole('textbox', { name: 'Tracking number' }), 'JN1');
    await page.keyboard.press('Control+Enter');
    await panel.getByText('A tracking number has at least 4 characters.').waitFor();
    await button(panel, /From and to/).click();
    expect(await violations(page)).toEqual([]);
    expect(aftership.parcels()).toEqual([]);
    await type(panel.getByRole('textbox', { name: 'Tracking number' }), 'JN55556666');
    await type(panel.getByRole('textbox', { name: 'Courier' }), 'nobody-here');
    await page.keyboard.press('Control+Enter');
    await panel.getByText('AfterShip does not know this courier (4010).').first().waitFor();
    await button(panel, 'Correct').click();
    await panel.getByRole('textbox', { name: 'Courier' }).waitFor();
    expect(await panel.getByRole('textbox', { name: 'Courier' }).inputValue()).toBe('nobody-here');
    await type(panel.getByRole('textbox', { name: 'Courier' }), 'ups');
    await page.keyboard.press('Control+Enter');
    await deskPage(page).status('Processing').waitFor();
    expect(aftership.parcels().map(({ slug }) => slug)).toEqual(['ups']);
  });

  test('is changed; what was typed survives Esc; what is emptied is taken away', async ({ openDesk }) => {
    const { page } = await openDesk();
    await connected(page, '2026-07');
    const panel = await followForm(page);
    await type(panel.getByRole('textbox', { name: 'Tracking number' }), 'JN55556666');
    await button(panel, /Who is told/).click();
    await type(panel.getByRole('textbox', { name: 'Customer' }), 'Amelia Hart');
    await type(panel.getByRole('textbox', { name: 'E-mail addresses' }), 'a@example.com, b@example.com');
    await type(panel.getByRole('textbox', { name: 'Phone numbers' }), '+14155550100');
    await panel.getByText('Draft kept').waitFor();
    await page.keyboard.press('Escape');
    await followForm(page);
    expect(await panel.getByRole('textbox', { name: 'Customer' }).inputValue()).toBe('Amelia Hart');
    await page.keyboard.press('Control+Enter');
    await deskPage(page).status('Processing').waitFor();

    await button(panel, 'Edit').click();
    await type(panel.getByRole('textbox', { name: 'E-mail addresses' }), '');
    await panel.getByText('Changes e-mail addresses').waitFor();
    await page.keyboard.press('Control+Enter');
    await panel.getByRole('region', { name: 'Parcel', exact: true }).waitFor();
    await expect
      .poll(() => aftership.parcels()[0]?.people, patience)
      .toEqual([{ name: 'Amelia Hart', phone: '+14155550100' }]);
    const change = aftership.requests().find(({ line }) => line.startsWith('PUT'));
    expect(change?.body).toEqual({ customers: [{ name: 'Amelia Hart', phone_number: '+14155550100' }] });
  });

  test('its promised day is taken back once its connection speaks a version that can say so', async ({
    openDesk,
  }) => {
    const { page } = await openDesk();
    const desk = deskPage(page);
    await connected(page, '2024-04');
    const panel = await follow(page, 'JN55556666', { 'Promised day': '2031-08-04' });
    const part = panel.getByRole('region', { name: 'Parcel', exact: true });
    await part.getByText('2031-08-04').waitFor();
    const promised = panel.getByLabel('Promised day', { exact: true });
    await button(panel, 'Edit').click();
    await promised.fill('');
    await page.keyboard.press('Control+Enter');
    await panel.getByText('no way to take a promised day back').waitFor();
    expect(aftership.requests().filter(({ line }) => line.startsWith('PUT'))).toEqual([]);

    await desk.show('Connections');
    const card = desk.connection('Parcels');
    await button(card, 'Address and options').click();
    await card.getByLabel('Version of the tracking API').selectOption('2026-07');
    await button(card, 'Save and test').click();
    await card.getByText('2026-07', { exact: true }).waitFor();
    // The form is where it was, with the day still taken out.
    await desk.show('Board');
    await promised.waitFor();
    expect(await promised.inputValue()).toBe('');
    await panel.getByText('Changes promised day').waitFor();
    await page.keyboard.press('Control+Enter');
    await expect.poll(() => aftership.parcels()[0]?.promised, patience).toBe(null);
    await part.getByText('2031-08-04').waitFor({ state: 'detached' });
    expect(aftership.requests().find(({ line }) => line.startsWith('PUT'))?.line).toContain('/2026-07/');
  });

  test('of a signed account is followed too', async ({ openDesk }) => {
    const { page } = await openDesk();
    await connected(page, '2026-07', 'asat_signed');
    await follow(page, 'JN55556666');
    await deskPage(page).status('Processing').waitFor();
    expect(aftership.requests().every(({ headers }) => 'as-signature-hmac-sha256' in headers)).toBe(true);
  });
});

describe('delivery dates', () => {
  test('a batch with one bad delivery says which, and comes once it is corrected', async ({ openDesk }) => {
    const { page } = await openDesk();
    await connected(page);
    const desk = deskPage(page);
    await desk.show('Board');
    await desk.run('Predict delivery dates');
    const { panel } = desk;
    const one = (number: number) => panel.getByRole('region', { name: `Delivery ${number}`, exact: true });
    await type(one(1).getByRole('group', { name: 'From' }).getByLabel('State'), 'CA');
    await type(one(1).getByRole('group', { name: 'To' }).getByLabel('Postal code'), '94107');
    await type(one(1).getByLabel('Pick-up time at the origin'), '2031-08-04 15:04:05');
    await button(panel, 'One more like this').click();
    await type(one(2).getByRole('group', { name: 'To' }).getByLabel('Postal code'), '');
    await page.keyboard.press('Control+Enter');
    await panel.getByText('Delivery 2 cannot be asked for as it is').waitFor();
    await one(2).getByText('Give the state or the postal code of the destination.').waitFor();
    expect(aftership.requests().some(({ line }) => line.includes('predict'))).toBe(false);

    // What only AfterShip can tell is told at its delivery as well.
    await type(one(2).getByRole('group', { name: 'To' }).getByLabel('Postal code'), '10001');
    await type(one(2).getByLabel('Courier'), 'no-such-courier');
    await page.keyboard.press('Control+Enter');
    await one(2).getByText('slug is not a supported courier').waitFor();
    await panel.getByText('Delivery 2 cannot be asked for as it is').waitFor();
    expect(await violations(page)).toEqual([]);

    await type(one(2).getByLabel('Courier'), 'j-net');
    await one(2).getByText('From the order').click();
    await type(one(2).getByLabel('Order time at the origin'), '2031-08-04 19:00:00');
    await page.keyboard.press('Control+Enter');
    await one(1).getByText('2031-08-06', { exact: true }).waitFor();
    await one(2).getByText('2031-08-05 18:00:00').waitFor();
    await one(2).getByText('2031-08-07', { exact: true }).waitFor();
  });
});

describe('kill -9 in the middle of a new parcel', () => {
  test('accepted and unanswered: it is found again, and there is one and only one', async ({ openDesk }) => {
    const desk = await openDesk();
    desk.expectComplaints((complaint) => /WebSocket|ERR_CONNECTION|Failed to load/.test(complaint));
    const { page } = desk;
    await connected(page);
    aftership.setFault({ kind: 'timeout-after', methods: ['POST'] });
    const panel = await followForm(page);
    await type(panel.getByRole('textbox', { name: 'Tracking number' }), 'JN55556666');
    await page.keyboard.press('Control+Enter');
    await expect.poll(() => aftership.parcels().length, patience).toBe(1);
    await desk.kill();
    aftership.setFault({});
    await desk.startAgain();
    await desk.reopen();
    await expect.poll(() => deskPage(page).jobRows.count(), patience).toBe(1);
    await deskPage(page).openRow('JN55556666');
    await deskPage(page).status('Processing').waitFor();
    expect(aftership.parcels()).toHaveLength(1);
    const creates = aftership.requests().filter(({ line }) => /^POST .*\/trackings$/.test(line));
    expect(creates).toHaveLength(1);
  });

  test('nothing has left: it is sent after the restart, once', async ({ openDesk }) => {
    const desk = await openDesk();
    desk.expectComplaints((complaint) => /WebSocket|ERR_CONNECTION|Failed to load/.test(complaint));
    const { page } = desk;
    await connected(page);
    await pause(page);
    const panel = await followForm(page);
    await type(panel.getByRole('textbox', { name: 'Tracking number' }), 'JN55556666');
    await page.keyboard.press('Control+Enter');
    await panel.getByRole('heading', { level: 2, name: /In the outbox/ }).waitFor();
    await desk.kill();
    expect(aftership.parcels()).toEqual([]);
    await desk.startAgain();
    await desk.reopen();
    await deskPage(page).show('Connections');
    await pause(page);
    await expect.poll(() => aftership.parcels().length, patience).toBe(1);
    const creates = aftership.requests().filter(({ line }) => /^POST .*\/trackings$/.test(line));
    expect(creates).toHaveLength(1);
  });
});
