import { expect, test } from 'vitest';
import { withKey } from './keys-ahead.ts';

const keptOf = (...keys: string[]) => keys.reduce<ReturnType<typeof withKey>>(withKey, []);

test('letters become one text, in their order', () => {
  expect(keptOf('o', 'h', ' ', 'é', '7')).toEqual([{ text: 'oh é7' }]);
});

test('a key that chooses stays between the letters around it', () => {
  expect(keptOf('a', 'ArrowDown', 'Enter', 'b')).toEqual([
    { text: 'a' },
    { key: 'ArrowDown' },
    { key: 'Enter' },
    { text: 'b' },
  ]);
});

test('Backspace takes the last letter back, and nothing before a key that was pressed', () => {
  expect(keptOf('a', 'b', 'Backspace', 'c')).toEqual([{ text: 'ac' }]);
  expect(keptOf('a', 'Backspace')).toEqual([]);
  expect(keptOf('Backspace')).toEqual([]);
  expect(keptOf('Enter', 'Backspace', 'a')).toEqual([{ key: 'Enter' }, { text: 'a' }]);
  expect(keptOf('👍', 'Backspace')).toEqual([]);
});

test('keys that write nothing are dropped', () => {
  expect(keptOf('a', 'Shift', 'F5', 'Home', 'b')).toEqual([{ text: 'ab' }]);
});
