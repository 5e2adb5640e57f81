import { expect, test } from 'vitest';
import { readAmount, readWhole, writeAmount } from './typed-number.ts';

test.each([
  ['20.00', 20],
  ['20', 20],
  ['20.5', 20.5],
  ['.50', 0.5],
  ['0', 0],
  ['$ 20.00', 20],
  ['1,234.50', 1234.5],
  ['1,234,567', 1_234_567],
  [' 7 ', 7],
])('the amount %j is %d', (typed, amount) => {
  expect(readAmount(typed)).toBe(amount);
});

test.each(['20,50', '1,23', '-5', '1.234', 'twenty', '20.', '1e3', '99999999'])(
  '%j is refused rather than guessed',
  (typed) => {
    expect(readAmount(typed)).toBeNull();
  },
);

test('nothing typed is nothing said', () => {
  expect(readAmount('  ')).toBeUndefined();
  expect(readWhole('')).toBeUndefined();
});

test('whole numbers', () => {
  expect(readWhole('21')).toBe(21);
  expect(readWhole('007')).toBe(7);
  expect(readWhole('2.5')).toBeNull();
  expect(readWhole('-1')).toBeNull();
});

test.each([0, 20, 20.5, 0.1, 1234.56, 19.99])('%d stands in its field so that it is read again', (amount) => {
  expect(readAmount(writeAmount(amount))).toBe(amount);
});
