// What a person is told while doing something else, in the host that has no notifications of its own: by the browser while
// its page is hidden, in the page while it is looked at or where the browser may not tell.

import type { Page } from 'playwright-core';
import { describe, expect } from 'vitest';
import type { TwinJetSimulator } from '../../electron/core/practice/twinjet/twinjet-simulator.ts';
import { bookingForm, SMALL_JOB } from '../support/booking-form.ts';
import { deskPage } from '../support/desk-page.ts';
import { patience, TOKENS, test } from '../support/desk-test.ts';
import { E2E_HOST } from '../support/open-desk.ts';

/** Browsers draw notifications outside of any page: those that were made are kept where a test can see and click them. */
async function keepNotifications(page: Page): Promise<void> {
  await page.addInitScript(() => {
    const made: Notification[] = [];
    const Real = window.Notification;
    class Kept extends Real {
      constructor(title: string, options?: NotificationOptions) {
        super(title, options);
        made.push(this);
      }
    }
    Object.assign(window, { Notification: Kept, madeNotifications: made });
  });
  await page.reload();
}

const made = (page: Page) =>
  page.evaluate(() =>
    (window as unknown as { madeNotifications: Notification[] }).madeNotifications.map(
      ({ title, body }) => `${title}: ${body}`,
    ),
  );

/** As the browser says it while another tab is in front. */
const hide = (page: Page) =>
  page.evaluate(() => {
    Object.defineProperty(document, 'visibilityState', { get: () => 'hidden', configurable: true });
  });

async function bookOne(page: Page, couriers: TwinJetSimulator) {
  const desk = deskPage(page);
  await desk.connect({ label: 'TCB', token: TOKENS[0], address: couriers.url });
  await page.keyboard.press('n');
  const form = bookingForm(page);
  await form.fill({ ...SMALL_JOB, reference: 'ORDER-9' });
  await form.send.click();
  await desk.status('Accepted').waitFor({ timeout: patience.timeout });
  await page.keyboard.press('Escape');
  return desk;
}

function fail(couriers: TwinJetSimulator) {
  couriers.advanceJob(couriers.books()[0]?.requestId ?? '', 63);
}

describe.skipIf(E2E_HOST === 'electron')('while nobody looks at the page', () => {
  test('the browser tells of a job that could not be delivered, and a click opens it', {
    timeout: 240_000,
  }, async ({ openDesk, couriers }) => {
    const { page } = await openDesk();
    await page.context().grantPermissions(['notifications']);
    await keepNotifications(page);
    const desk = await bookOne(page, couriers);
    await hide(page);
    fail(couriers);
    await expect.poll(() => made(page), patience).toHaveLength(1);
    expect((await made(page))[0]).toMatch(/^ORDER-9 could not be delivered: /);
    expect(await page.getByRole('alert').count()).toBe(0);
    await page.evaluate(() => {
      const [first] = (window as unknown as { madeNotifications: Notification[] }).madeNotifications;
      first?.dispatchEvent(new Event('click'));
    });
    await desk.status('Undeliverable').waitFor();
  });

  test('without its permission the page keeps the message until somebody comes back', {
    timeout: 240_000,
  }, async ({ openDesk, couriers }) => {
    const { page } = await openDesk();
    await keepNotifications(page);
    const desk = await bookOne(page, couriers);
    await hide(page);
    fail(couriers);
    const message = page.getByRole('alert').filter({ hasText: 'ORDER-9' });
    await message.waitFor({ timeout: patience.timeout });
    expect(await made(page)).toEqual([]);
    await message.getByRole('button', { name: 'Open' }).click();
    await desk.status('Undeliverable').waitFor();
    await expect.poll(() => message.count()).toBe(0);
  });
});
