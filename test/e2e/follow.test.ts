// Jobs that were booked elsewhere, taken onto the board by each of the four ids TwinJet knows them by.

import { describe, expect } from 'vitest';
import type { TwinJetSimulator } from '../../electron/core/practice/twinjet/twinjet-simulator.ts';
import { type DeskPage, deskPage, type } from '../support/desk-page.ts';
import { patience, TOKENS, test } from '../support/desk-test.ts';
import { seedJob } from '../support/seed-job.ts';

/** Booked by some other program of the same client. */
async function bookElsewhere(couriers: TwinJetSimulator, ids: { external_id: string; reference: string }) {
  const before = couriers.books().length;
  const answer = await fetch(`${couriers.url}/api/v1/jobs/`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ api_token: TOKENS[0], ...seedJob(ids) }),
  });
  expect(answer.status).toBe(200);
  await expect.poll(() => couriers.books()[before]?.jobId, patience).toBeDefined();
  const [job] = couriers.books().slice(before);
  if (job?.jobId === undefined) throw new Error('not booked');
  return { requestId: job.requestId, jobId: String(job.jobId) };
}

async function follow(desk: DeskPage, knownBy: string, id: string): Promise<void> {
  await desk.run('Follow a job made elsewhere');
  await desk.panel.getByText(knownBy, { exact: true }).first().click();
  await type(desk.panel.getByRole('textbox', { name: knownBy }), id);
  await desk.panel.getByRole('button', { name: 'Follow', exact: true }).click();
}

describe('following', () => {
  test('finds a job by each of its four ids, and the second time opens it', async ({
    openDesk,
    couriers,
  }) => {
    const { page } = await openDesk();
    const desk = deskPage(page);
    await desk.connect({ label: 'TCB', token: TOKENS[0], address: couriers.url });
    const known = (number: number) => ({ external_id: `EXT-${number}`, reference: `BILL-${number}` });
    const byRequest = await bookElsewhere(couriers, known(1));
    const byJob = await bookElsewhere(couriers, known(2));
    await bookElsewhere(couriers, known(3));
    await bookElsewhere(couriers, known(4));
    const ways = [
      { knownBy: 'Request id', id: byRequest.requestId, external: 'EXT-1' },
      { knownBy: 'Job id', id: byJob.jobId, external: 'EXT-2' },
      { knownBy: 'External id', id: 'EXT-3', external: 'EXT-3' },
      { knownBy: 'Reference', id: 'BILL-4', external: 'EXT-4' },
    ];
    for (const [index, { knownBy, id, external }] of ways.entries()) {
      await follow(desk, knownBy, id);
      await desk.status('Accepted').waitFor({ timeout: patience.timeout });
      await desk.panel.getByText(external, { exact: true }).waitFor();
      await expect.poll(() => desk.jobRows.count(), patience).toBe(index + 1);
    }
    await desk.panel.getByText('Booked elsewhere.').waitFor();

    // The first one again, by another of its ids: it is opened, not doubled.
    await follow(desk, 'External id', 'EXT-1');
    const open = desk.panel.getByRole('button', { name: 'Open the job' });
    await desk.panel.getByText(byRequest.requestId, { exact: true }).or(open).first().waitFor();
    if (await open.isVisible()) await open.click();
    await desk.panel.getByText(byRequest.requestId, { exact: true }).waitFor();
    expect(await desk.jobRows.count()).toBe(4);
    expect(couriers.books()).toHaveLength(4);
  });

  test('says in a sentence that nobody knows the job, and keeps what was typed', async ({
    openDesk,
    couriers,
  }) => {
    const { page } = await openDesk();
    const desk = deskPage(page);
    await desk.connect({ label: 'TCB', token: TOKENS[0], address: couriers.url });
    await follow(desk, 'Reference', 'NOBODY-1');
    await desk.panel.getByRole('alert').waitFor({ timeout: patience.timeout });
    expect(await desk.panel.getByRole('textbox', { name: 'Reference' }).inputValue()).toBe('NOBODY-1');
    expect(await desk.jobRows.count()).toBe(0);
  });
});
