// The map beside the board: what a booking that is being typed would do, and where all the open jobs lie.

import { describe, expect } from 'vitest';
import { bookingForm, SMALL_JOB } from '../support/booking-form.ts';
import { deskPage } from '../support/desk-page.ts';
import { patience, TOKENS, test } from '../support/desk-test.ts';
import { drawnOnMap, pointAtPlace } from '../support/map-picture.ts';

describe('the map', () => {
  test('shows the ends and the zones of a quote while the form is open, and not longer', async ({
    openDesk,
    couriers,
  }) => {
    const { page } = await openDesk();
    const desk = deskPage(page);
    await desk.connect({ label: 'TCB', token: TOKENS[0], address: couriers.url });
    await page.keyboard.press('n');
    const form = bookingForm(page);
    await form.fill(SMALL_JOB);
    await form.quote.getByText('Price').waitFor();
    await expect.poll(() => drawnOnMap(page), patience).toMatchObject({ ends: 'pick drop' });
    expect((await drawnOnMap(page)).namedZones).toBeGreaterThan(0);

    await page.keyboard.press('Escape');
    await expect.poll(() => drawnOnMap(page), patience).toMatchObject({ ends: '', namedZones: 0 });
  });

  test('shows where an open job lies, leads to it, and keeps the choice not to', async ({
    openDesk,
    couriers,
  }) => {
    const { page } = await openDesk();
    const desk = deskPage(page);
    await desk.connect({ label: 'TCB', token: TOKENS[0], address: couriers.url });
    await page.keyboard.press('n');
    const form = bookingForm(page);
    await form.fill({ ...SMALL_JOB, reference: 'MAP-1' });
    await form.quote.getByText('Price').waitFor();
    await form.send.click();
    await expect.poll(() => couriers.books().length, patience).toBe(1);
    // In focus, it is drawn with its line and not twice.
    await expect.poll(() => drawnOnMap(page), patience).toMatchObject({ ends: 'pick drop', places: 0 });

    await page.keyboard.press('Escape');
    await expect.poll(() => drawnOnMap(page), patience).toMatchObject({ ends: '', places: 2 });
    await pointAtPlace(page, 'Drop-off');
    await page.getByText('Drop-off').waitFor();
    await page.mouse.down();
    await page.mouse.up();
    await desk.panel.getByText('MAP-1').first().waitFor();

    await page.keyboard.press('Escape');
    const choice = page.getByRole('button', { name: /^Pick-ups and drop-offs/ });
    await choice.click();
    await expect.poll(() => drawnOnMap(page), patience).toMatchObject({ places: 0 });
    expect(await choice.getAttribute('aria-pressed')).toBe('false');
  });

  test('goes back to the couriers when a parcel that is far away is closed', async ({ openDesk }) => {
    const { page } = await openDesk({ workspace: 'practice' });
    const desk = deskPage(page);
    await page.getByRole('button', { name: 'Look around in practice' }).click();
    const places = async () => (await drawnOnMap(page)).places;
    await expect.poll(places, patience).toBeGreaterThan(0);
    await desk.row('SO-').first().click();
    await desk.part('Timeline').waitFor();
    // From where the whole way of the parcel is to be seen, single pick-ups and drop-offs are not.
    await expect.poll(places, patience).toBe(0);
    await page.keyboard.press('Escape');
    await expect.poll(places, patience).toBeGreaterThan(0);
  });
});
