// The sample of TwinJet's documentation, typed into the form, and watched to its end without touching anything.

import { describe, expect } from 'vitest';
import type { TwinJetJob } from '../../shared/contract/twinjet.ts';
import { NEW_JOB_SAMPLE } from '../conformance/twinjet/seed-samples.ts';
import { bookingForm } from '../support/booking-form.ts';
import { deskPage } from '../support/desk-page.ts';
import { patience, TOKENS, test } from '../support/desk-test.ts';
import { accentReach } from '../support/map-picture.ts';

const { api_token: _, ...sample } = JSON.parse(NEW_JOB_SAMPLE) as TwinJetJob & { api_token: string };
const MINUTE = 60_000;
const TIMES = ['ready_time', 'deliver_from_time', 'deliver_to_time'] as const;

/** What the courier company received, with times as whole seconds (the form knows no microseconds). */
function received(payload: unknown): Record<string, unknown> {
  const job = { ...(payload as Record<string, unknown>) };
  for (const field of TIMES) job[field] = Math.floor(Date.parse(String(job[field])) / 1000);
  return job;
}

describe('booking', () => {
  test('the documented sample leaves as it is documented, field by field', async ({ openDesk, couriers }) => {
    const { page } = await openDesk();
    const desk = deskPage(page);
    await desk.connect({ label: 'TCB', token: TOKENS[0], address: couriers.url });
    await page.keyboard.press('n');
    const form = bookingForm(page);
    await form.fill(sample);
    await form.send.click();

    await expect.poll(() => couriers.books().length, patience).toBe(1);
    const { external_id: externalId, ...job } = received(couriers.books()[0]?.payload);
    expect(job).toEqual({ ...received(sample), api_token: TOKENS[0] });
    // The one field more: by it the job is found again if the answer is lost.
    expect(externalId).toMatch(/^SY-[2-9A-Z]{10}$/);
    expect(couriers.books()[0]?.payload).toMatchObject({
      ready_time: expect.stringMatching(/T13:54:28[-+]\d\d:\d\d$/),
    });
  });

  test('is watched from Processing to Delivered, on the row, in the panel and on the map', {
    timeout: 300_000,
  }, async ({ openDesk, startCouriers }) => {
    const couriers = await startCouriers({ processingMs: 3_600_000 });
    // Wide enough that the courier's column has room beside the map.
    const { page } = await openDesk({ viewport: { width: 1920, height: 1080 } });
    const desk = deskPage(page);
    await desk.connect({ label: 'TCB', token: TOKENS[0], address: couriers.url });

    await page.getByRole('button', { name: 'New job' }).click();
    const form = bookingForm(page);
    const start = Math.ceil(Date.now() / MINUTE) * MINUTE;
    const at = (minutes: number) => new Date(start + minutes * MINUTE).toISOString();
    await form.fill({
      ...sample,
      ready_time: at(0),
      deliver_from_time: at(0),
      deliver_to_time: at(60),
      special_instructions: 'practice: delivered',
    });

    // Price, both times and the zones stand in the form before anything is sent.
    await form.quote.getByText('Price').waitFor();
    await expect.poll(() => form.quote.textContent(), patience).toMatch(/\$\d+\.\d\d/);
    const quote = await form.quote.textContent();
    expect(quote).toMatch(/Pick-up\s*\d\d:\d\d/);
    expect(quote).toMatch(/Delivery\s*\d\d:\d\d/);
    expect(quote).toMatch(/Zone: \w+/);
    expect(couriers.books()).toEqual([]);

    await form.send.click();
    const row = desk.jobRows;
    const seen = async (status: string) => {
      await expect.poll(() => desk.cell(row, 'status').textContent(), patience).toContain(status);
      await desk.status(status).waitFor();
    };
    await seen('Processing');
    expect(await row.count()).toBe(1);
    expect(await desk.cell(row, 'recipient').textContent()).toBe('Important Office Building');
    const [job] = couriers.books();
    const requestId = job?.requestId ?? '';

    couriers.advanceJob(requestId, 50);
    await seen('Accepted');
    couriers.advanceJob(requestId, 60);
    await seen('Dispatched');
    const courier = couriers.books()[0]?.courier ?? 'nobody';
    await desk.part('Courier').getByText(courier).waitFor();
    await expect.poll(() => desk.cell(row, 'courier').textContent(), patience).toBe(courier);
    // The halo around the courier of the open job; then, as it moves, the trail behind it.
    await expect.poll(() => accentReach(page), patience).toBeGreaterThan(20);
    const halo = await accentReach(page);
    couriers.setSpeed(6);
    await seen('Picked up');
    couriers.setSpeed(3);
    await expect.poll(() => accentReach(page), patience).toBeGreaterThan(halo + 8);
    couriers.advanceJob(requestId, 62);
    // What is done leaves the rows for a group that is folded.
    await desk.status('Delivered').waitFor({ timeout: patience.timeout });
    await desk.group('Done').click({ timeout: patience.timeout });
    await seen('Delivered');

    const timeline = await desk.part('Timeline').textContent();
    const places = ['Delivered', 'Picked up', 'Dispatched', 'Accepted'].map((word) =>
      timeline?.indexOf(word),
    );
    expect(places).not.toContain(-1);
    expect(places).toEqual(places.toSorted((a, b) => Number(a) - Number(b)));
    expect(couriers.books()).toHaveLength(1);
  });
});
