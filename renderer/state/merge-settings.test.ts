import { expect, test } from 'vitest';
import { DEFAULT_SETTINGS } from '../../shared/contract/settings.ts';
import { mergeSettings } from './merge-settings.ts';

test('what is not named stays', () => {
  const merged = mergeSettings(DEFAULT_SETTINGS, { polling: { paused: true }, theme: 'dark' });
  expect(merged.polling).toEqual({ ...DEFAULT_SETTINGS.polling, paused: true });
  expect(merged.theme).toBe('dark');
  expect(merged.tiles).toBe(DEFAULT_SETTINGS.tiles);
});

test('layout merges by key, and null removes one', () => {
  const settings = { ...DEFAULT_SETTINGS, layout: { board: { a: 1, b: 2 }, map: 1 } };
  expect(mergeSettings(settings, { layout: { board: { a: 3 } } }).layout).toEqual({
    board: { a: 3 },
    map: 1,
  });
  expect(mergeSettings(settings, { layout: { map: null } }).layout).toEqual({ board: { a: 1, b: 2 } });
});
