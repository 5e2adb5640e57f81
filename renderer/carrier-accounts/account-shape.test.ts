import { expect, test } from 'vitest';
import { metadataFrom, metadataText, statusShape } from './account-shape.ts';

test('an unknown status is shown as it came', () => {
  expect(statusShape('frozen')).toEqual({ severity: 'off', slashed: false, word: 'frozen' });
  expect(statusShape('error').severity).toBe('caution');
  expect(statusShape('inactive').slashed).toBe(true);
});

test('metadata that was not touched keeps its kind', () => {
  const before = { costCenter: 'SF-100', floors: 3, tags: ['a'] };
  const pairs = Object.entries(before).map(([key, value]) => ({ key, text: metadataText(value) }));
  expect(metadataFrom(pairs, before)).toEqual(before);
  expect(metadataFrom([{ key: ' floors ', text: '4' }], before)).toEqual({ floors: '4' });
  expect(metadataFrom([{ key: '', text: 'lost' }], before)).toEqual({});
});
