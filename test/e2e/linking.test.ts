// What belongs to one order is shown together, whichever system carries it; and what was made elsewhere is followed by the
// ids of its own system: found, found already, or not there, with the way on.

import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { AxeBuilder } from '@axe-core/playwright';
import type { Locator } from 'playwright-core';
import { afterEach, beforeEach, describe, expect } from 'vitest';
import {
  type AfterShipSimulator,
  startAfterShipSimulator,
} from '../../electron/core/practice/aftership/start-aftership-simulator.ts';
import type { TwinJetSimulator } from '../../electron/core/practice/twinjet/twinjet-simulator.ts';
import { type DeskPage, deskPage, type } from '../support/desk-page.ts';
import { patience, TOKENS, test } from '../support/desk-test.ts';
import { seedJob } from '../support/seed-job.ts';
import { connectShop, openShippingOffice, type ShippingAccount } from '../support/shipping-office.ts';

const KEY = 'asat_linking';

let aftership: AfterShipSimulator;
let shop: ShippingAccount;
beforeEach(async () => {
  aftership = await startAfterShipSimulator({ keys: [{ key: KEY }] });
  shop = await openShippingOffice();
});
afterEach(async () => {
  await aftership.stop();
  await shop[Symbol.asyncDispose]();
});

// Made by some other program of the same clients.

async function courierJob(couriers: TwinJetSimulator, reference: string): Promise<void> {
  const answer = await fetch(`${couriers.url}/api/v1/jobs/`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({
      api_token: TOKENS[0],
      ...seedJob({ reference, external_id: `EXT-${randomUUID()}` }),
    }),
  });
  expect(answer.status).toBe(200);
  while (couriers.books().at(-1)?.jobId === undefined) await pause(50);
}

async function parcel(tracking: { tracking_number: string } & Record<string, string>): Promise<string> {
  const answer = await fetch(`${aftership.url}/tracking/2024-04/trackings`, {
    method: 'POST',
    headers: { 'as-api-key': KEY, 'content-type': 'application/json' },
    body: JSON.stringify({ tracking: { slug: 'j-net', ...tracking } }),
  });
  expect(answer.status).toBe(201);
  const { data } = (await answer.json()) as { data: { tracking: { id: string } } };
  return data.tracking.id;
}

async function shipment(fields: { orderExternalId: string; groupId?: string }): Promise<string> {
  const { clientId, clientSecret } = shop.account.secret;
  const basic = Buffer.from(`${clientId}:${clientSecret}`).toString('base64');
  const token = await fetch(shop.office.tokenUrl, {
    method: 'POST',
    headers: { authorization: `Basic ${basic}`, 'content-type': 'application/x-www-form-urlencoded' },
    body: 'grant_type=client_credentials',
  });
  const { access_token } = (await token.json()) as { access_token: string };
  const answer = await fetch(`${shop.office.url}/shipping/v1/shipments`, {
    method: 'POST',
    headers: { authorization: `Bearer ${access_token}`, 'content-type': 'application/json' },
    body: JSON.stringify({
      locationExternalId: 'STORE-7',
      orderValue: 10,
      deliveryContact: { name: 'Ada Example', phone: '+12025550101' },
      deliveryAddress: {
        street1: '1 Main St',
        city: 'Reston',
        state: 'VA',
        postalCode: '20190',
        countryCode: 'US',
      },
      package: { name: 'custom', itemQuantity: 1 },
      ...fields,
    }),
  });
  expect(answer.status).toBeLessThan(300);
  return (
    shop.office.books().find(({ orderExternalId }) => orderExternalId === fields.orderExternalId)?.id ?? ''
  );
}

async function connectParcels(desk: DeskPage): Promise<void> {
  await desk.run('Add a connection');
  const form = desk.page.getByRole('form', { name: 'Connect an account' });
  await form.getByRole('radio', { name: /AfterShip/ }).click();
  await type(form.getByRole('textbox', { name: 'Name' }), 'Parcels');
  await type(form.getByLabel('API key'), KEY);
  await form.getByText('Another address', { exact: true }).click();
  await type(form.getByRole('textbox', { name: 'Address', exact: true }), aftership.url);
  await form.getByRole('button', { name: 'Connect' }).click();
  await desk.connection('Parcels').getByText('it answers, and the credential is accepted').waitFor();
}

/** In the follow dialog: the account where there are several, by which id, and the id. */
async function follow(desk: DeskPage, account: RegExp, knownBy: string, id: string): Promise<void> {
  await desk.run('Follow a job made elsewhere');
  const accounts = desk.panel.getByLabel('Account', { exact: true });
  await accounts.waitFor();
  const name = await accounts.getByRole('option').filter({ hasText: account }).first().textContent();
  await accounts.selectOption({ label: name ?? '' });
  await desk.panel.getByText(knownBy, { exact: true }).first().click();
  await type(desk.panel.getByRole('textbox', { name: knownBy }), id);
  await desk.panel.getByRole('button', { name: 'Follow', exact: true }).click();
}

const together = (desk: DeskPage) => desk.part('Belongs to the same order');
const line = (desk: DeskPage, words: string | RegExp): Locator =>
  together(desk).getByRole('button').filter({ hasText: words });

async function threeAccounts(desk: DeskPage, couriers: TwinJetSimulator): Promise<void> {
  await desk.connect({ label: 'TCB', token: TOKENS[0], address: couriers.url });
  await connectParcels(desk);
  await connectShop(desk, shop);
}

describe('what belongs to one order', () => {
  test('is shown together from each of its parts, whatever the case, and nothing else is', {
    timeout: 300_000,
  }, async ({ openDesk, couriers }) => {
    const { page } = await openDesk();
    const desk = deskPage(page);
    await threeAccounts(desk, couriers);
    await courierJob(couriers, 'SO-1001');
    await desk.show('Board');
    await follow(desk, /^TCB/, 'Reference', 'SO-1001');
    await desk.status('Accepted').waitFor({ timeout: patience.timeout });

    // What the other two systems list comes by itself, and to the job that is open.
    await parcel({ tracking_number: 'JN10010001', order_id: 'so-1001' });
    await parcel({ tracking_number: 'JN10010002', order_id: 'SO-1001' });
    await parcel({ tracking_number: 'JN99990001', order_id: 'SO-10011' });
    await shipment({ orderExternalId: 'SO-1001' });
    await expect.poll(() => together(desk).getByRole('button').count(), patience).toBe(3);
    await line(desk, 'JN10010001').waitFor();
    await line(desk, 'JN10010002').waitFor();
    await line(desk, 'SO').waitFor();
    const { violations } = await new AxeBuilder({ page }).include('[aria-label="Details"]').analyze();
    expect(violations.map(({ id, nodes }) => [id, nodes.map(({ html }) => html)])).toEqual([]);

    // A line says how that one is, and leads there; from there it leads back.
    aftership.place('JN10010002', 'Delivered_001');
    await line(desk, /JN10010002.*Delivered/).waitFor({ timeout: patience.timeout });
    await line(desk, 'JN10010001').click();
    await desk.part('Parcel').waitFor();
    await expect.poll(() => together(desk).getByRole('button').count(), patience).toBe(3);
    await line(desk, /JN10010002.*Delivered/).waitFor();
    await line(desk, /Accepted/)
      .first()
      .click();
    await desk.panel.getByText('Booked elsewhere.').waitFor();
  });
});

describe('following what was made elsewhere', () => {
  test('AfterShip: by each of its ids, the second time opens it, an unknown number becomes a new parcel', {
    timeout: 300_000,
  }, async ({ openDesk, couriers }) => {
    const { page } = await openDesk();
    const desk = deskPage(page);
    await desk.connect({ label: 'TCB', token: TOKENS[0], address: couriers.url });
    await connectParcels(desk);
    // Otherwise the next listing would bring them before they are asked for.
    await desk.run('Pause polling');
    await parcel({ tracking_number: 'JN20010001' });
    const second = await parcel({ tracking_number: 'JN20010002' });
    await parcel({
      tracking_number: 'JN20010003',
      order_id: 'SO-2003',
      order_id_path: 'https://shop.example.com/SO-2003',
      language: 'fr',
      delivery_type: 'pickup_at_store',
      pickup_location: 'Shop at the corner',
    });
    const ways = [
      { knownBy: 'Tracking number', id: ' JN20010001 ', number: 'JN20010001' },
      { knownBy: 'AfterShip id', id: second, number: 'JN20010002' },
      { knownBy: 'Order id', id: 'SO-2003', number: 'JN20010003' },
    ];
    for (const [index, { knownBy, id, number }] of ways.entries()) {
      await follow(desk, /^Parcels/, knownBy, id);
      await desk.part('Parcel').waitFor({ timeout: patience.timeout });
      await desk.panel.getByText(number, { exact: true }).first().waitFor();
      await expect.poll(() => desk.jobRows.count(), patience).toBe(index + 1);
    }
    const told = desk.part('Parcel');
    await told.getByText('fr', { exact: true }).waitFor();
    await told.getByText('Pick-up at the store').waitFor();
    await told.getByText('Shop at the corner').waitFor();
    expect(await told.getByRole('link', { name: 'Open: Order in the shop' }).getAttribute('href')).toBe(
      'https://shop.example.com/SO-2003',
    );

    await follow(desk, /^Parcels/, 'Tracking number', 'JN20010002');
    await desk.panel.getByText('This job is on the board already.').waitFor();
    await desk.panel.getByRole('button', { name: 'Open the job' }).click();
    await desk.part('Parcel').waitFor();
    await desk.panel.getByText('JN20010002', { exact: true }).first().waitFor();
    expect(await desk.jobRows.count()).toBe(3);

    // No parcel by this id: said, what was typed stays, nothing is offered that could not be.
    await follow(desk, /^Parcels/, 'AfterShip id', 'f'.repeat(32));
    await desk.panel.getByRole('alert').waitFor({ timeout: patience.timeout });
    expect(await desk.panel.getByRole('textbox', { name: 'AfterShip id' }).inputValue()).toBe('f'.repeat(32));
    expect(await desk.panel.getByRole('button', { name: 'Follow it as a new parcel' }).count()).toBe(0);

    // A number that AfterShip does not follow yet: it can.
    await follow(desk, /^Parcels/, 'Tracking number', 'JN20019999');
    await desk.panel.getByRole('button', { name: 'Follow it as a new parcel' }).click();
    const number = desk.panel.getByRole('textbox', { name: 'Tracking number' });
    await desk.panel.getByRole('heading', { name: 'Follow a parcel' }).waitFor();
    await expect.poll(() => number.inputValue(), patience).toBe('JN20019999');
    await page.keyboard.press('Control+Enter');
    await expect.poll(() => aftership.parcels().map((one) => one.number), patience).toContain('JN20019999');
    await expect.poll(() => desk.jobRows.count(), patience).toBe(4);
  });

  test('Shipping Order: by each of its ids, the second time opens it, an unknown number is said', {
    timeout: 300_000,
  }, async ({ openDesk, couriers }) => {
    const { page } = await openDesk();
    const desk = deskPage(page);
    await desk.connect({ label: 'TCB', token: TOKENS[0], address: couriers.url });
    await connectShop(desk, shop);
    await desk.run('Pause polling');
    await shipment({ orderExternalId: 'SO-3001' });
    const second = await shipment({ orderExternalId: 'SO-3002' });
    await shipment({ orderExternalId: 'SO-3003', groupId: 'GROUP-3' });
    const ways = [
      { knownBy: 'Order number', id: 'SO-3001', order: 'SO-3001' },
      { knownBy: 'Shipment id', id: second, order: 'SO-3002' },
      { knownBy: 'Group', id: 'GROUP-3', order: 'SO-3003' },
    ];
    for (const [index, { knownBy, id, order }] of ways.entries()) {
      await follow(desk, /^Shop/, knownBy, id);
      await desk.panel.getByText(order, { exact: true }).first().waitFor({ timeout: patience.timeout });
      await expect.poll(() => desk.jobRows.count(), patience).toBe(index + 1);
    }
    await follow(desk, /^Shop/, 'Order number', 'SO-3001');
    await desk.panel.getByText('This job is on the board already.').waitFor();
    await desk.panel.getByRole('button', { name: 'Open the job' }).click();
    await desk.panel.getByText('SO-3001', { exact: true }).first().waitFor();

    await follow(desk, /^Shop/, 'Order number', 'SO-NOBODY');
    await desk.panel.getByRole('alert').waitFor({ timeout: patience.timeout });
    expect(await desk.panel.getByRole('textbox', { name: 'Order number' }).inputValue()).toBe('SO-NOBODY');
    expect(await desk.jobRows.count()).toBe(3);
  });
});
