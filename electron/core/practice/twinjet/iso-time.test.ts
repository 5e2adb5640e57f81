import { describe, expect, it } from 'vitest';
import { cityTime, naiveUtc, parseLocalizedTime, utcWithMicros } from './iso-time.ts';

describe('times TwinJet reads', () => {
  const at = Date.UTC(2014, 7, 4, 20, 54, 28);
  it.each([
    ['2014-08-04T13:54:28.630613-07:00', at + 630],
    ['2014-08-04T20:54:28.000Z', at],
    ['2014-08-04T13:54:28-0700', at],
    ['2014-08-04T13:54:28-07:00', at],
    ['2014-08-04T13:54-07:00', at - 28_000],
  ])('takes %s', (text, expected) => {
    expect(parseLocalizedTime(text)).toBe(expected);
  });

  it.each([
    '2014-08-04T13:54:28',
    '2014-08-04',
    '2014-02-30T10:00:00Z',
    '2014-08-04T25:00:00Z',
    '2014-08-04 13:54:28-07:00',
    'tomorrow',
    '',
  ])('refuses "%s"', (text) => {
    expect(parseLocalizedTime(text)).toBeUndefined();
  });
});

describe('times TwinJet writes', () => {
  it('prints the three forms of its documentation', () => {
    const winter = Date.UTC(2016, 0, 23, 1, 53, 40, 730);
    expect(cityTime(winter)).toBe('2016-01-22T17:53:40.730-08:00');
    expect(cityTime(Date.UTC(2014, 7, 4, 20, 54, 28, 5))).toBe('2014-08-04T13:54:28.005-07:00');
    expect(utcWithMicros(winter, 'x')).toMatch(/^2016-01-23T01:53:40\.730\d{3}\+00:00$/);
    expect(naiveUtc(winter, 'x')).toMatch(/^2016-01-23T01:53:40\.730\d{3}$/);
  });
});
