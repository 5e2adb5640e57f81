// The network goes in the middle of the work and comes back; the core goes and comes back. Nothing is lost or sent twice.

import { describe, expect } from 'vitest';
import type { TwinJetSimulator } from '../../electron/core/practice/twinjet/twinjet-simulator.ts';
import { bookingForm, SMALL_JOB } from '../support/booking-form.ts';
import { deskPage } from '../support/desk-page.ts';
import { patience, TOKENS, test } from '../support/desk-test.ts';
import { openNetworkGate } from '../support/network-gate.ts';
import { type Desk, E2E_HOST } from '../support/open-desk.ts';

const OTHER = {
  ...SMALL_JOB,
  deliver_address: { ...SMALL_JOB.deliver_address, address_name: 'Second Office' },
};
const creates = (couriers: TwinJetSimulator) =>
  couriers.requests().filter(({ method, path }) => method === 'POST' && path === '/api/v1/jobs/');

/** One job that stands at Accepted, its panel closed again. */
async function oneJob({ page }: Desk, address: string) {
  const desk = deskPage(page);
  await desk.connect({ label: 'TCB', token: TOKENS[0], address });
  await page.keyboard.press('n');
  const form = bookingForm(page);
  await form.fill(SMALL_JOB);
  await form.send.click();
  await desk.status('Accepted').waitFor({ timeout: patience.timeout });
  await page.keyboard.press('Escape');
  return { desk, form };
}

describe('without the network', () => {
  test('everything stays readable and grows old, and a booking waits and leaves once', {
    timeout: 300_000,
  }, async ({ openDesk, couriers }) => {
    const opened = await openDesk();
    const { page } = opened;
    await page.clock.install();
    await using gate = await openNetworkGate(couriers.url);
    const { desk, form } = await oneJob(opened, gate.url);
    const row = desk.row('Important Office');
    /** As it is read aloud: the dashed frame is for eyes only. */
    const news = () => desk.cell(row, 'age').getAttribute('aria-label');

    await gate.cut();
    const offline = desk.bar(/^No provider can be reached since \d\d:\d\d/);
    await offline.waitFor({ timeout: patience.timeout });
    // A bar, not a dialog; the job is still there, its age grows, and it is not passed off as fresh.
    expect(await desk.dialog.count()).toBe(0);
    expect(await desk.cell(row, 'status').textContent()).toContain('Accepted');
    await page.clock.fastForward(11 * 60_000);
    await expect.poll(news, patience).toMatch(/^1\d min, old news$/);
    await desk.mark(/^TCB 1\d min/).waitFor();
    await desk.openRow('Important Office');
    await desk.panel.getByText(SMALL_JOB.deliver_address.street_address).waitFor();

    await page.keyboard.press('n');
    await form.fill(OTHER);
    await form.quote.getByText('You can send without one.').waitFor({ timeout: patience.timeout });
    await form.send.click();
    const waiting = desk.row('Second Office');
    await expect.poll(() => desk.cell(waiting, 'status').textContent(), patience).toContain('In the outbox');
    await page.getByRole('button', { name: /^Outbox, 1 waiting/ }).click();
    const entry = page.getByRole('listitem').filter({ hasText: 'Second Office' });
    await entry.getByText('Booking waits').waitFor();
    await expect.poll(() => entry.textContent()).toMatch(/\d+ (s|min)/);
    await page.getByText(/TCB cannot be reached since .*One command waits here .*once\.$/).waitFor();
    expect(couriers.books()).toHaveLength(1);

    await gate.mend();
    await expect.poll(() => couriers.books().length, patience).toBe(2);
    await page.getByText('Nothing waits').waitFor({ timeout: patience.timeout });
    await desk.show('Board');
    await expect
      .poll(() => desk.cell(waiting, 'status').textContent(), patience)
      .toMatch(/Processing|Accepted/);
    await offline.waitFor({ state: 'hidden', timeout: patience.timeout });
    expect(creates(couriers)).toHaveLength(2);
    expect(await desk.jobRows.count()).toBe(2);
  });

  test('a booking whose answer was lost is found again and not sent a second time', {
    timeout: 240_000,
  }, async ({ openDesk, couriers }) => {
    const opened = await openDesk();
    const { desk, form } = await oneJob(opened, couriers.url);
    await opened.page.keyboard.press('n');
    await form.fill(OTHER);
    await form.quote.getByText('Price').waitFor();
    couriers.setFault({ kind: 'reset-after', paths: ['/api/v1/jobs'], count: 1 });
    await form.send.click();
    await desk.status('Accepted').waitFor({ timeout: patience.timeout });
    expect(couriers.books()).toHaveLength(2);
    expect(creates(couriers)).toHaveLength(2);
    await expect.poll(() => desk.jobRows.count()).toBe(2);
    await desk.show('Outbox');
    await opened.page.getByText('Nothing waits').waitFor();
  });
});

describe.skipIf(E2E_HOST === 'electron')('without the core', () => {
  const lost = /^The console’s core is not answering since \d\d:\d\d/;

  test('the page says so, stays readable, and goes on by itself when the core answers again', {
    timeout: 240_000,
  }, async ({ openDesk, couriers }) => {
    const opened = await openDesk();
    const { desk } = await oneJob(opened, couriers.url);
    const pid = opened.server?.pid ?? 0;
    process.kill(pid, 'SIGSTOP');
    await desk.bar(lost).waitFor({ timeout: patience.timeout });
    expect(await desk.cell(desk.row('Important Office'), 'status').textContent()).toContain('Accepted');
    await opened.page.keyboard.press('n');
    await desk.panel.getByText(/core cannot be reached\. What you type is kept here/).waitFor();
    process.kill(pid, 'SIGCONT');
    await desk.bar(lost).waitFor({ state: 'hidden', timeout: patience.timeout });
  });

  test('killed and started again, an open page goes on as soon as its browser is let in anew', {
    timeout: 240_000,
  }, async ({ openDesk, couriers }) => {
    const opened = await openDesk();
    const { desk } = await oneJob(opened, couriers.url);
    await opened.kill();
    await desk.bar(lost).waitFor({ timeout: patience.timeout });
    expect(await desk.cell(desk.row('Important Office'), 'status').textContent()).toContain('Accepted');
    couriers.advanceJob(couriers.books()[0]?.requestId ?? '', 60);

    await opened.startAgain();
    // The new server knows nobody yet: its address opens the console in this browser once more, in a page of its own.
    const another = await opened.page.context().newPage();
    await another.goto((await opened.server?.address()) ?? '');
    await deskPage(another).grid.waitFor();
    await another.close();

    await desk.bar(lost).waitFor({ state: 'hidden', timeout: patience.timeout });
    await expect
      .poll(() => desk.cell(desk.row('Important Office'), 'status').textContent(), patience)
      .toContain('Dispatched');
    expect(couriers.books()).toHaveLength(1);
  });
});
