import { expect, test } from 'vitest';
import { plainText } from './plain-text.ts';

test('what would turn the words around it round is taken out', () => {
  expect(plainText('Delivered \u202Ednuofer\u2066 now\u202C')).toBe('Delivered dnuofer now');
  expect(plainText('a\u0000b\u0007c\u0085d\u007Fe')).toBe('abcde');
});

test('real texts stay as they are', () => {
  const real = 'שלום \u200Fabc\u200E, مرحبا\nline two\tand 👩\u200D👩\u200D👧, Zürich, e\u0301';
  expect(plainText(real)).toBe(real);
});
