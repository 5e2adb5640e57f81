import { expect, test } from 'vitest';
import { DEFAULT_SETTINGS, settingsSchema } from '../../shared/contract/settings.ts';
import { readCurrency, readNumber, readText, readTileAddress } from './read-typed.ts';

const DAYS = { min: 7, max: 3650, decimals: 0, unit: 'days' };
const RATE = { min: 0.1, max: 50, decimals: 1, unit: 'requests' };

test('a number within its limits is taken, with blanks or a comma too', () => {
  expect(readNumber(' 90 ', DAYS)).toEqual({ ok: true, value: 90 });
  expect(readNumber('0,5', RATE)).toEqual({ ok: true, value: 0.5 });
});

test.each(['', '6', '3651', '9.5', '-8', '1e3', '9o', 'ninety'])(
  '“%s” is no number of days to keep',
  (text) => {
    const read = readNumber(text, DAYS);
    expect(read).toMatchObject({ ok: false });
    expect(!read.ok && read.problem).toContain('7');
    expect(!read.ok && read.problem).toContain('3,650');
  },
);

test('the limits said here are the ones the core has', () => {
  const { jobDays } = settingsSchema.shape.keeping.shape;
  expect([jobDays.safeParse(7).success, jobDays.safeParse(6).success]).toEqual([true, false]);
  expect([jobDays.safeParse(3650).success, jobDays.safeParse(3651).success]).toEqual([true, false]);
  const { requestsPerSecond } = settingsSchema.shape.polling.shape;
  expect([requestsPerSecond.safeParse(0.1).success, requestsPerSecond.safeParse(0.05).success]).toEqual([
    true,
    false,
  ]);
});

test('a currency is three letters', () => {
  expect(readCurrency(' cad ')).toEqual({ ok: true, value: 'CAD' });
  expect(readCurrency('US$')).toMatchObject({ ok: false });
  expect(readCurrency('')).toMatchObject({ ok: false });
});

test('a tile address names its parts and is encrypted unless it is this computer', () => {
  expect(readTileAddress(DEFAULT_SETTINGS.tiles.url)).toMatchObject({ ok: true });
  expect(readTileAddress('http://127.0.0.1:8080/{z}/{x}/{y}.png')).toMatchObject({ ok: true });
  expect(readTileAddress('http://tiles.example.com/{z}/{x}/{y}.png')).toMatchObject({ ok: false });
  expect(readTileAddress('https://me:secret@tiles.example.com/{z}/{x}/{y}.png')).toMatchObject({ ok: false });
  expect(readTileAddress('tiles.example.com/{z}/{x}/{y}.png')).toMatchObject({ ok: false });
  const missing = readTileAddress('https://tiles.example.com/{z}/{x}.png');
  expect(!missing.ok && missing.problem).toContain('{y}');
});

test('a text is kept without blanks around it, up to its limit', () => {
  expect(readText('  © Somebody ', 300)).toEqual({ ok: true, value: '© Somebody' });
  expect(readText('x'.repeat(301), 300)).toMatchObject({ ok: false });
});
