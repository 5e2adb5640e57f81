// An address outside the delivery area: said at the end it is about, before anything is sent.

import { expect } from 'vitest';
import { bookingForm, SMALL_JOB } from '../support/booking-form.ts';
import { deskPage } from '../support/desk-page.ts';
import { patience, TOKENS, test } from '../support/desk-test.ts';

/** The documented example of an address nobody delivers to. */
const OUTSIDE = { street_address: '544 19th Avenue', city: 'San Francisco', state: 'CA', zip_code: '94121' };
const INSIDE = SMALL_JOB.deliver_address;

test('an address out of zone is refused at its own end until it is another', async ({
  openDesk,
  couriers,
}) => {
  const { page } = await openDesk();
  const desk = deskPage(page);
  await desk.connect({ label: 'TCB', token: TOKENS[0], address: couriers.url });
  await page.keyboard.press('n');
  const form = bookingForm(page);
  const pickUp = form.part('Pick up');
  const deliver = form.part('Deliver');
  const refusal = (end: typeof pickUp) => end.getByRole('alert');
  const creates = () =>
    couriers.requests().filter(({ method, path }) => method === 'POST' && path.startsWith('/api/v1/jobs'));

  await form.fill({ ...SMALL_JOB, deliver_address: { ...INSIDE, ...OUTSIDE } });
  await refusal(deliver)
    .getByText(/^The delivery address is refused: .*Change it before you send\.$/)
    .waitFor();
  expect(await refusal(pickUp).count()).toBe(0);
  await form.quote.getByText('Outside the delivery area').waitFor();
  expect(await form.quote.getByText('Price').count()).toBe(0);
  await form.send.click();
  await expect.poll(() => form.send.isEnabled(), patience).toBe(true);
  expect(creates()).toEqual([]);
  await refusal(deliver).waitFor();

  // The other end: its own message, and this one's is gone.
  await form.typeAddress('deliver_address', INSIDE);
  await refusal(deliver).waitFor({ state: 'hidden' });
  await form.quote.getByText('Price').waitFor();
  await form.typeAddress('pick_address', { address_name: 'Far out', ...OUTSIDE });
  await refusal(pickUp)
    .getByText(/^The pick-up address is refused/)
    .waitFor();
  expect(await refusal(deliver).count()).toBe(0);
  await page.keyboard.press('Control+Enter');
  await expect.poll(() => form.send.isEnabled(), patience).toBe(true);
  expect(creates()).toEqual([]);

  await pickUp.getByRole('button', { name: 'Clear the pick-up address' }).click();
  await refusal(pickUp).waitFor({ state: 'hidden' });
  await form.quote.getByText('Price').waitFor();
  await form.send.click();
  await desk.status('Accepted').waitFor({ timeout: patience.timeout });
  expect(creates()).toHaveLength(1);
  expect(couriers.books()[0]?.payload).toMatchObject({ deliver_address: INSIDE });
});
