// A booked job is changed and cancelled, and cannot be any more once its courier has it.

import type { Page } from 'playwright-core';
import { describe, expect } from 'vitest';
import type { TwinJetSimulator } from '../../electron/core/practice/twinjet/twinjet-simulator.ts';
import { bookingForm, SMALL_JOB, type Typed } from '../support/booking-form.ts';
import { type DeskPage, deskPage } from '../support/desk-page.ts';
import { patience, TOKENS, test } from '../support/desk-test.ts';

/** A job that was booked, accepted and is open in the panel. */
async function bookOne(page: Page, couriers: TwinJetSimulator, job: Typed = SMALL_JOB): Promise<DeskPage> {
  const desk = deskPage(page);
  await desk.connect({ label: 'TCB', token: TOKENS[0], address: couriers.url });
  await page.keyboard.press('n');
  const form = bookingForm(page);
  await form.fill(job);
  await form.send.click();
  await desk.status('Accepted').waitFor({ timeout: patience.timeout });
  return desk;
}

/** Has the courier company move the job, and waits until the console has heard of it. */
async function advance(
  desk: DeskPage,
  couriers: TwinJetSimulator,
  code: 60 | 61,
  words: string,
): Promise<void> {
  couriers.advanceJob(requestIdOf(couriers), code);
  await desk.page.getByRole('button', { name: 'Refresh', exact: true }).click();
  await desk.status(words).waitFor({ timeout: patience.timeout });
}

const requestIdOf = (couriers: TwinJetSimulator) => couriers.books()[0]?.requestId ?? '';
const sent = (couriers: TwinJetSimulator, method: string) =>
  couriers.requests().filter((request) => request.method === method);

describe('a booked job', () => {
  test('is changed: only what was typed anew goes out', async ({ openDesk, couriers }) => {
    const { page } = await openDesk();
    const desk = await bookOne(page, couriers, { ...SMALL_JOB, tip: 5, order_total: 20 });
    await desk.panel.getByRole('button', { name: 'Edit' }).click();
    const form = bookingForm(page);
    await desk.panel.getByText('Nothing has changed yet.').waitFor();
    expect(await form.send.isDisabled()).toBe(true);
    await form.typeInGroup('Payment', 'Tip', '7.50');
    await form.typeInGroup('Instructions and proof', 'Special instructions', 'Ring twice');
    await desk.panel.getByText('Will change: tip, instructions.').waitFor();
    await form.send.click();

    await expect.poll(() => sent(couriers, 'PATCH').length, patience).toBe(1);
    expect(sent(couriers, 'PATCH')[0]?.body).toEqual({
      api_token: TOKENS[0],
      request_id: requestIdOf(couriers),
      tip: 7.5,
      special_instructions: 'Ring twice',
    });
    await desk.part('Details').getByText('$7.50').waitFor();
    await desk.part('Instructions').getByText('Ring twice').waitFor();
    await desk
      .part('Timeline')
      .getByText(/Change/)
      .first()
      .waitFor();
  });

  test('is cancelled after a question that says what it means', async ({ openDesk, couriers }) => {
    const { page } = await openDesk();
    const desk = await bookOne(page, couriers);
    await desk.panel.getByRole('button', { name: 'Cancel job' }).click();
    const question = page.getByRole('dialog', { name: 'Cancel this job?' });
    await question.getByText('for Important Office Building').waitFor();
    await question.getByText('cannot be taken up again').waitFor();
    await question.getByRole('button', { name: 'Keep it' }).click();
    await question.waitFor({ state: 'hidden' });
    expect(sent(couriers, 'DELETE')).toEqual([]);

    await desk.panel.getByRole('button', { name: 'Cancel job' }).click();
    await question.getByRole('button', { name: 'Cancel this job' }).click();
    await desk.status('Cancelled').waitFor({ timeout: patience.timeout });
    expect(sent(couriers, 'DELETE').map(({ body }) => body)).toEqual([
      { api_token: TOKENS[0], request_id: requestIdOf(couriers) },
    ]);
    expect(couriers.books()[0]?.statusCode).toBe(52);
    await desk.panel.getByText('It is cancelled and can no longer be').waitFor();
    await expect.poll(() => desk.group('Closed').textContent()).toContain('1');
  });

  test('that was picked up meanwhile is not cancelled, and it is said why', async ({
    openDesk,
    couriers,
  }) => {
    const { page } = await openDesk();
    const desk = await bookOne(page, couriers);
    await advance(desk, couriers, 60, 'Dispatched');
    await desk.panel.getByRole('button', { name: 'Cancel job' }).click();
    couriers.advanceJob(requestIdOf(couriers), 61);
    await page.getByRole('dialog').getByRole('button', { name: 'Cancel this job' }).click();

    await expect.poll(() => sent(couriers, 'DELETE')[0]?.outcome, patience).toBe('406');
    await desk.panel.getByText('Cancellation:').waitFor();
    await desk.panel
      .getByText(/courier company/)
      .first()
      .waitFor();
    // What the answer means for the job is known without asking the person to look again.
    await desk.status('Picked up').waitFor({ timeout: patience.timeout });
    expect(sent(couriers, 'DELETE')).toHaveLength(1);
    expect(couriers.books()[0]?.statusCode).toBe(61);
  });

  test('that was picked up meanwhile is not changed, and what was typed is kept', async ({
    openDesk,
    couriers,
  }) => {
    const { page } = await openDesk();
    const desk = await bookOne(page, couriers, { ...SMALL_JOB, tip: 5 });
    await advance(desk, couriers, 60, 'Dispatched');
    await desk.panel.getByRole('button', { name: 'Edit' }).click();
    const form = bookingForm(page);
    await form.typeInGroup('Payment', 'Tip', '9');
    couriers.advanceJob(requestIdOf(couriers), 61);
    await form.send.click();

    await expect.poll(() => sent(couriers, 'PATCH')[0]?.outcome, patience).toBe('406');
    await desk.panel.getByText('Change:').waitFor();
    await desk.status('Picked up').waitFor({ timeout: patience.timeout });
    expect(sent(couriers, 'PATCH')).toHaveLength(1);
    // The job is what the courier company says, not what was wished for; the wish can still be read.
    await expect.poll(() => desk.part('Details').textContent()).toContain('$5.00');
    await desk.panel.getByText(/changes tip/).waitFor();
  });

  test('can be neither changed nor cancelled from Picked up on, and the reason is there', async ({
    openDesk,
    couriers,
  }) => {
    const { page } = await openDesk();
    const desk = await bookOne(page, couriers);
    const edit = desk.panel.getByRole('button', { name: 'Edit' });
    const cancel = desk.panel.getByRole('button', { name: 'Cancel job' });
    await advance(desk, couriers, 60, 'Dispatched');
    expect(await edit.isDisabled()).toBe(false);
    expect(await cancel.isDisabled()).toBe(false);
    await advance(desk, couriers, 61, 'Picked up');
    expect(await edit.isDisabled()).toBe(true);
    expect(await cancel.isDisabled()).toBe(true);
    await desk.panel.getByText(/The courier already has it.*Call the courier company/).waitFor();

    // Neither by keys nor by the row's menu.
    await page.keyboard.press('c');
    await page.keyboard.press('e');
    await desk.row('Important Office').click({ button: 'right' });
    const menu = page.getByRole('menu');
    await menu.waitFor();
    expect(await menu.getByRole('menuitem', { name: /^Edit/ }).isDisabled()).toBe(true);
    expect(await menu.getByRole('menuitem', { name: /^Cancel/ }).isDisabled()).toBe(true);
    expect(await desk.dialog.count()).toBe(0);
    expect(sent(couriers, 'PATCH')).toEqual([]);
    expect(sent(couriers, 'DELETE')).toEqual([]);
  });
});
