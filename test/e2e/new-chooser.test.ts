// "New" asks what is to be moved, by keys alone; what was chosen last is chosen again by Enter.

import { AxeBuilder } from '@axe-core/playwright';
import { expect } from 'vitest';
import { deskPage } from '../support/desk-page.ts';
import { patience, TOKENS, test } from '../support/desk-test.ts';

test('New asks what is to be moved and leads to its form', { timeout: 240_000 }, async ({ openDesk }) => {
  const { page } = await openDesk({ workspace: 'practice' });
  const desk = deskPage(page);
  const courier = desk.panel.getByRole('button', { name: /^By courier, today/ });
  const shipment = desk.panel.getByRole('button', { name: /^Shipment over many providers/ });
  const focused = page.locator(':focus');
  await expect.poll(() => desk.jobRows.count(), patience).toBeGreaterThan(10);
  await page.getByRole('button', { name: 'Look around in practice' }).click();
  await desk
    .mark(/more$/)
    .or(page.getByText(/^\d+ more$/))
    .first()
    .waitFor();

  await page.keyboard.press('n');
  await courier.and(focused).waitFor();
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme });
    const { violations } = await new AxeBuilder({ page }).include('[aria-label="Details"]').analyze();
    expect(violations.map(({ id, nodes }) => [id, nodes.map(({ html }) => html)])).toEqual([]);
  }
  await page.keyboard.press('ArrowDown');
  await shipment.and(focused).waitFor();
  await page.keyboard.press('Enter');
  await desk.panel.getByRole('heading', { name: 'New shipment' }).waitFor();
  await page.keyboard.press('Escape');
  await desk.panel.waitFor({ state: 'hidden' });

  await page.keyboard.press('n');
  await shipment.and(focused).waitFor();
  await page.keyboard.press('1');
  await desk.part('Deliver').waitFor();
  await page.keyboard.press('Escape');
  await desk.run('New: A parcel to follow');
  await desk.panel.getByRole('heading', { name: 'Follow a parcel' }).waitFor();
  await page.keyboard.press('Escape');

  // A label has rates to compare: it has a screen of its own.
  await page.keyboard.press('n');
  await page.keyboard.press('4');
  await page.getByRole('heading', { level: 1, name: 'Labels' }).waitFor();
  await page.getByRole('button', { name: 'New label' }).and(page.locator('[aria-current]')).waitFor();
});

test('with one kind of account nobody is asked, and without any it says what is needed', async ({
  openDesk,
  couriers,
}) => {
  const { page } = await openDesk();
  const desk = deskPage(page);
  await page.getByText('No account is connected').first().waitFor();
  await page.keyboard.press('n');
  await desk.panel.getByText('Needs a TwinJet account').waitFor();
  await desk.panel.getByText('Needs an AfterShip account').first().waitFor();
  expect(await desk.panel.getByRole('button', { name: /^By courier/ }).isDisabled()).toBe(true);
  await desk.connect({ label: 'TCB', token: TOKENS[0], address: couriers.url });
  await page.keyboard.press('n');
  await desk.part('Deliver').waitFor();
});
