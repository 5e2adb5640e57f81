import { expect, test } from 'vitest';
import { plainJson, plainText, shortened } from './plain-text.ts';

test('what would turn the words around it round is taken out', () => {
  expect(plainText('Delivered \u202Ednuofer\u2066 now\u202C')).toBe('Delivered dnuofer now');
  expect(plainText('a\u0000b\u0007c\u0085d\u007Fe')).toBe('abcde');
});

test('real texts stay as they are', () => {
  const real = 'שלום \u200Fabc\u200E, مرحبا\nline two\tand 👩\u200D👩\u200D👧, Zürich, e\u0301';
  expect(plainText(real)).toBe(real);
});

test('an answer is cleaned in every text and name of it, and nothing else of it changes', () => {
  const told = { 'na\u202Eme': ['a\u0000b', { deep: 'c\u2066d' }], count: 1, none: null, yes: true };
  expect(plainJson(told)).toEqual({ name: ['ab', { deep: 'cd' }], count: 1, none: null, yes: true });
});

test('an answer nested without an end costs no stack', () => {
  const deep = JSON.parse(`${'['.repeat(60_000)}${']'.repeat(60_000)}`);
  expect(JSON.stringify(plainJson({ deep, name: 'kept' }))).toMatch(
    /^\{"deep":\[{99}null\]{99},"name":"kept"\}$/,
  );
});

test('a text longer than a board can show ends with a mark, and never in half a character', () => {
  expect(shortened('x'.repeat(2_000))).toBe('x'.repeat(2_000));
  expect(shortened('x'.repeat(100_000))).toBe(`${'x'.repeat(2_000)}…`);
  expect(shortened(`${'x'.repeat(1_999)}👩 and more`)).toBe(`${'x'.repeat(1_999)}…`);
  expect(shortened(null)).toBeNull();
});
