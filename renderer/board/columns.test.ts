import { expect, test } from 'vitest';
import { COLUMN_IDS, columns, fitColumns, GUTTER } from './columns.ts';

const widthOf = (fitted: { width: number }[]) => fitted.reduce((total, { width }) => total + width, GUTTER);

test('all columns fit a wide board and fill it', () => {
  const { columns: fitted, hidden } = fitColumns(COLUMN_IDS, {}, 1600);
  expect(hidden).toEqual([]);
  expect(fitted.map(({ id }) => id)).toEqual([...COLUMN_IDS]);
  expect(widthOf(fitted)).toBe(1600);
});

test('on a narrow board the least needed give way and the order of the others stays', () => {
  const { columns: fitted, hidden } = fitColumns(COLUMN_IDS, {}, 800);
  expect(hidden).toEqual(['price', 'connection', 'window']);
  expect(fitted.map(({ id }) => id)).toEqual([
    'status',
    'promise',
    'reference',
    'recipient',
    'route',
    'courier',
    'age',
  ]);
  expect(widthOf(fitted)).toBe(800);
});

test('status and promise never give way', () => {
  const { columns: fitted } = fitColumns(COLUMN_IDS, {}, 100);
  expect(fitted.map(({ id }) => id)).toEqual(['status', 'promise']);
});

test('a width that was dragged is kept, the room is shared around it', () => {
  const { columns: fitted } = fitColumns(['status', 'reference', 'route'], { reference: 300 }, 1000);
  expect(fitted[1]).toEqual({ id: 'reference', width: 300 });
  expect(fitted[2]?.width).toBe(1000 - GUTTER - 300 - columns.status.width);
});
