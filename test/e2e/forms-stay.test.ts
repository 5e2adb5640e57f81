// Somebody looks something up on another screen in the middle of a form: it is open when they come back, and what was typed
// stands in it.

import type { Locator } from 'playwright-core';
import { expect } from 'vitest';
import { deskPage, type Screen, type } from '../support/desk-page.ts';
import { patience, test } from '../support/desk-test.ts';

test('a form is open again after another screen, with what was typed', { timeout: 300_000 }, async ({
  openDesk,
}) => {
  const { page } = await openDesk({ workspace: 'practice' });
  const desk = deskPage(page);
  await page.getByRole('button', { name: 'Look around in practice' }).click();
  await expect.poll(() => desk.jobRows.count(), patience).toBeGreaterThan(10);
  await desk
    .mark(/more$/)
    .or(page.getByText(/^\d+ more$/))
    .first()
    .waitFor();

  async function stays(field: Locator, text: string, screen: Screen, back: Screen): Promise<void> {
    await field.waitFor();
    await type(field, text);
    await desk.show(screen);
    await page.getByRole('heading', { level: 1, name: screen }).waitFor();
    await field.waitFor({ state: 'hidden' });
    await desk.show(back);
    await field.waitFor();
    await expect.poll(() => field.inputValue(), patience).toBe(text);
  }

  await desk.run('New: By courier, today');
  const name = desk.part('Deliver').getByRole('textbox', { name: 'Name or company' });
  await stays(name, 'Important Office Building', 'Inbox', 'Board');
  // Also where the way led through the connections.
  await desk.run('Add a connection');
  await page.getByRole('heading', { level: 1, name: 'Connections' }).waitFor();
  await desk.show('Board');
  await expect.poll(() => name.inputValue(), patience).toBe('Important Office Building');

  await desk.run('New: A parcel to follow');
  await stays(desk.panel.getByRole('textbox', { name: 'Tracking number' }), 'JN4711', 'Outbox', 'Board');

  await desk.run('New: Shipment over many providers');
  await stays(
    desk.panel
      .getByRole('region', { name: 'Delivered to' })
      .getByRole('textbox', { name: 'Name', exact: true }),
    'Ada Example',
    'Settings',
    'Board',
  );

  await desk.run('New: A label');
  const label = page.getByRole('form', { name: 'New label' });
  await stays(
    label.getByRole('group', { name: 'To' }).getByLabel('Street', { exact: true }),
    '12 Howard Street',
    'Inbox',
    'Labels',
  );
  await page.getByRole('button', { name: 'New label' }).and(page.locator('[aria-current]')).waitFor();
});
