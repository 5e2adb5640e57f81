import { expect, test } from 'vitest';
import { EMPTY_ADDRESS } from './compose-values.ts';
import { quoteQuestion } from './quote-question.ts';

const connectionId = 'connection-1';
const whole = {
  ...EMPTY_ADDRESS,
  street_address: '560 Mission St',
  city: 'San Francisco',
  state: 'CA',
  zip_code: '94105',
};
const sent = { street_address: '560 Mission St', city: 'San Francisco', state: 'CA', zip_code: '94105' };

test('one complete address is enough', () => {
  expect(quoteQuestion({ connectionId, pick_address: EMPTY_ADDRESS, deliver_address: whole }, 'us')).toEqual({
    connectionId,
    deliver_address: sent,
  });
});

test('while the other one is being typed nothing is asked: the answer would be about another way', () => {
  const begun = { ...EMPTY_ADDRESS, street_address: '565 Ellis St' };
  expect(quoteQuestion({ connectionId, pick_address: begun, deliver_address: whole }, 'us')).toBeNull();
});

test('a zip of three digits is not complete, a postal code is under relaxed rules', () => {
  const short = { ...whole, zip_code: '941' };
  expect(
    quoteQuestion({ connectionId, pick_address: EMPTY_ADDRESS, deliver_address: short }, 'us'),
  ).toBeNull();
  const canadian = { ...whole, state: 'QC', zip_code: 'H2X1Y4' };
  const asked = { connectionId, pick_address: EMPTY_ADDRESS, deliver_address: canadian };
  expect(quoteQuestion(asked, 'us')).toBeNull();
  expect(quoteQuestion(asked, 'relaxed')).not.toBeNull();
});

test('nothing is asked about nothing, or for no account', () => {
  expect(
    quoteQuestion({ connectionId, pick_address: EMPTY_ADDRESS, deliver_address: EMPTY_ADDRESS }, 'us'),
  ).toBeNull();
  expect(quoteQuestion({ connectionId: '', pick_address: whole, deliver_address: whole }, 'us')).toBeNull();
});
