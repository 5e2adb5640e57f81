// The network goes in the middle of the work: everything stays readable and grows old in plain sight, what is booked
// waits in the outbox and leaves once; and the core itself may die under an open page.

import { describe, expect } from 'vitest';
import { bookingForm } from '../support/booking-form.ts';
import { deskPage } from '../support/desk-page.ts';
import { patience, TOKENS, test } from '../support/desk-test.ts';
import { seedJob } from '../support/seed-job.ts';

const creates = (requests: readonly { method: string; path: string }[]) =>
  requests.filter(({ method, path }) => method === 'POST' && path.startsWith('/api/v1/jobs'));

describe('without the network', () => {
  test('a booking waits in the outbox, says why, and is sent once when the network is back', {
    timeout: 240_000,
  }, async ({ openDesk, startCouriers }) => {
    const couriers = await startCouriers();
    const { page } = await openDesk();
    const desk = deskPage(page);
    await desk.connect({ label: 'TCB', token: TOKENS[0], address: couriers.url });
    const { port } = new URL(couriers.url);
    await couriers.stop();

    await page.keyboard.press('n');
    const form = bookingForm(page);
    await form.fill(seedJob({ external_id: 'OFFLINE-1' }));
    await form.send.click();
    await desk.status('In the outbox').waitFor();
    await expect.poll(() => desk.jobRows.count(), patience).toBe(1);
    await desk.mark('TCB').getByText(/./).first().waitFor();
    await expect.poll(() => desk.mark('TCB').getAttribute('aria-label'), patience).toMatch(/Nothing answers/);

    await desk.show('Outbox');
    const waiting = page.getByRole('listitem').filter({ hasText: 'OFFLINE-1' });
    await waiting
      .getByText(/TwinJet/)
      .first()
      .waitFor();

    const back = await startCouriers({ port: Number(port) });
    await expect.poll(() => back.books().length, patience).toBe(1);
    await desk.show('Board');
    await expect
      .poll(() => desk.cell(desk.jobRows, 'status').textContent(), patience)
      .toMatch(/Accepted|Dispatched/);
    expect(creates(back.requests())).toHaveLength(1);
    expect(back.books()).toHaveLength(1);
  });

  test('the board stays readable and its news grows old', async ({ openDesk, couriers }) => {
    const opened = await openDesk();
    const { page } = opened;
    const desk = deskPage(page);
    await desk.connect({ label: 'TCB', token: TOKENS[0], address: couriers.url });
    const connection = await opened.server?.rpc();
    const [{ id: connectionId } = { id: null as never }] =
      (await connection?.client.connections.list()) ?? [];
    await connection?.client.twinjet.createJob({ connectionId, job: seedJob({ reference: 'BILL-7' }) });
    await desk.show('Board');
    await expect
      .poll(() => desk.cell(desk.row('BILL-7'), 'status').textContent(), patience)
      .toContain('Accepted');
    await couriers.stop();
    const age = async () =>
      Number.parseInt((await desk.cell(desk.row('BILL-7'), 'age').textContent()) ?? '', 10);
    // Nothing answers any more, so the age can only grow: far past the floor at which an open job is asked about.
    await expect.poll(age, { ...patience, timeout: 120_000 }).toBeGreaterThan(30);
    await desk.search.fill('mission');
    await expect.poll(() => desk.jobRows.count(), patience).toBe(1);
    await desk.openRow('BILL-7');
    await desk.part('Deliver').getByText('560 Mission St').waitFor();
    await desk.part('Timeline').getByText('Booking accepted by the provider').waitFor();
  });
});

describe('without the core', () => {
  test('the page says so, keeps what it shows, and goes on when the core is back', async ({
    openDesk,
    couriers,
  }) => {
    const opened = await openDesk();
    const { page } = opened;
    const desk = deskPage(page);
    await desk.connect({ label: 'TCB', token: TOKENS[0], address: couriers.url });
    const connection = await opened.server?.rpc();
    const [{ id: connectionId } = { id: null as never }] =
      (await connection?.client.connections.list()) ?? [];
    await connection?.client.twinjet.createJob({ connectionId, job: seedJob({ reference: 'BILL-8' }) });
    await desk.show('Board');
    await expect
      .poll(() => desk.cell(desk.row('BILL-8'), 'status').textContent(), patience)
      .toContain('Accepted');

    opened.expectComplaints((complaint) => /WebSocket|ERR_CONNECTION_REFUSED|Failed to load/.test(complaint));
    await opened.kill();
    await desk.bar(/core/i).waitFor();
    expect(await desk.row('BILL-8').count()).toBe(1);
    await opened.startAgain();
    await opened.reopen();
    await expect
      .poll(() => desk.cell(desk.row('BILL-8'), 'status').textContent(), patience)
      .toContain('Accepted');
    expect(await desk.bar(/core is not answering/i).count()).toBe(0);
    expect(creates(couriers.requests())).toHaveLength(1);
  });
});
