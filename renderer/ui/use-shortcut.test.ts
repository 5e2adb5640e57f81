import { expect, test } from 'vitest';
import { matchesKeys, spellKeys } from './use-shortcut.ts';

const press = (
  key: string,
  held: Partial<Record<'ctrlKey' | 'metaKey' | 'altKey' | 'shiftKey', boolean>> = {},
) => ({
  key,
  ctrlKey: false,
  metaKey: false,
  altKey: false,
  shiftKey: false,
  ...held,
});

test('a plain letter works only without anything held', () => {
  expect(matchesKeys('n', press('n'), false)).toBe(true);
  expect(matchesKeys('n', press('n', { ctrlKey: true }), false)).toBe(false);
  expect(matchesKeys('n', press('N', { shiftKey: true }), false)).toBe(false);
  expect(matchesKeys('n', press('n', { altKey: true }), false)).toBe(false);
});

test('mod is Ctrl, and the command key on a Mac', () => {
  expect(matchesKeys('mod+k', press('k', { ctrlKey: true }), false)).toBe(true);
  expect(matchesKeys('mod+k', press('k', { metaKey: true }), false)).toBe(false);
  expect(matchesKeys('mod+k', press('k', { metaKey: true }), true)).toBe(true);
  expect(matchesKeys('mod+k', press('k', { ctrlKey: true }), true)).toBe(false);
});

test('a sign is found wherever the keyboard puts it', () => {
  expect(matchesKeys('?', press('?', { shiftKey: true }), false)).toBe(true);
  expect(matchesKeys('/', press('/', { shiftKey: true }), false)).toBe(true);
  expect(matchesKeys('/', press('/'), false)).toBe(true);
});

test('plus is a key and not only what joins keys', () => {
  expect(matchesKeys('+', press('+'), false)).toBe(true);
  expect(matchesKeys('+', press('+', { shiftKey: true }), false)).toBe(true);
  expect(spellKeys('+', false)).toEqual(['+']);
});

test('keys are spelled as they stand on the keyboard', () => {
  expect(spellKeys('mod+k', false)).toEqual(['Ctrl', 'K']);
  expect(spellKeys('mod+k', true)).toEqual(['⌘', 'K']);
  expect(spellKeys('shift+F10', false)).toEqual(['Shift', 'F10']);
  expect(spellKeys('Escape', false)).toEqual(['Esc']);
});
