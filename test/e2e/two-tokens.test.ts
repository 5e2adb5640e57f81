// Two clients of a courier company, one of whose tokens is revoked: each account stands for itself.

import { expect } from 'vitest';
import { bookingForm, SMALL_JOB } from '../support/booking-form.ts';
import { deskPage, type } from '../support/desk-page.ts';
import { patience, TOKENS, test } from '../support/desk-test.ts';

const NEW_TOKEN = 'e2e-token-two-renewed';

test('a revoked token holds up its own client only, and a new one sends what waited, once', {
  timeout: 240_000,
}, async ({ openDesk, couriers }) => {
  const { page } = await openDesk();
  const desk = deskPage(page);
  const first = { label: 'Tulip', token: TOKENS[0], address: couriers.url };
  const second = { label: 'Bayside', token: TOKENS[1], address: couriers.url };
  await desk.connect(first);
  await desk.connect(second);

  couriers.revokeToken(second.token);
  await page.keyboard.press('n');
  const form = bookingForm(page);
  await form.panel.getByLabel('Client').selectOption('Bayside');
  await form.fill(SMALL_JOB);
  await form.quote.getByText(/No quote\..*You can send without one\./).waitFor();
  await form.send.click();

  // It waits, and says why: on the row, in the outbox, in the top bar and on the account.
  const row = desk.row('Important Office');
  await expect.poll(() => desk.cell(row, 'status').textContent(), patience).toContain('waiting to be sent');
  await desk.mark(/^Bayside.*token/).waitFor({ timeout: patience.timeout });
  await desk.mark(/^Tulip.*answers/).waitFor();
  await desk.show('Outbox');
  await page.getByText('Bayside does not accept its credential. One command waits here').waitFor();
  await page.getByRole('button', { name: 'Open Connections' }).click();
  await desk
    .connection('Bayside')
    .getByText(/^Signed out since/)
    .waitFor();
  await desk
    .connection('Tulip')
    .getByText(/^Answers since/)
    .waitFor();
  expect(couriers.books()).toEqual([]);

  // The other client works on.
  await page.keyboard.press('n');
  await form.panel.getByLabel('Client').selectOption('Tulip');
  await form.fill({
    ...SMALL_JOB,
    deliver_address: { ...SMALL_JOB.deliver_address, address_name: 'Second Office' },
  });
  await form.send.click();
  await desk.status('Accepted').waitFor({ timeout: patience.timeout });
  expect(couriers.books().map(({ clientToken }) => clientToken)).toEqual([first.token]);

  couriers.renewToken(second.token, NEW_TOKEN);
  await desk.show('Connections');
  const card = desk.connection('Bayside');
  await card.getByRole('button', { name: 'Replace the token' }).click();
  await type(card.getByLabel('New API token'), NEW_TOKEN);
  await card.getByRole('button', { name: 'Replace and test' }).click();
  await card.getByText('it answers, and the credential is accepted').waitFor();
  await card.getByText(/^Answers since/).waitFor();

  await expect.poll(() => couriers.books().length, patience).toBe(2);
  await desk.show('Board');
  await desk.openRow('Important Office');
  await desk.status('Accepted').waitFor({ timeout: patience.timeout });
  const ofSecond = couriers.books().filter(({ clientToken }) => clientToken === NEW_TOKEN);
  expect(ofSecond).toHaveLength(1);
  const accepted = couriers
    .requests()
    .filter(
      ({ method, path, outcome }) => method === 'POST' && path === '/api/v1/jobs/' && outcome === '200',
    );
  expect(accepted).toHaveLength(2);
  await desk.show('Outbox');
  await page.getByText('Nothing waits').waitFor();
});
