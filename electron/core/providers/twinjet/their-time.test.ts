// Times as TwinJet writes them, and as its users send them.

import { describe, expect, it } from 'vitest';
import { timeFrom } from './their-time.ts';

describe('timeFrom', () => {
  const evening = Date.UTC(2015, 9, 17, 0, 26, 50, 638);

  it.each([
    ['2015-10-17T00:26:50.638581'],
    ['2015-10-17T00:26:50.638581Z'],
    ['2015-10-17T00:26:50.638581+00:00'],
    ['2015-10-16T17:26:50.638999-07:00'],
    ['2015-10-16T17:26:50.638-0700'],
    ['2015-10-17 00:26:50.638 '],
    ['2015-10-17T05:56:50.638+0530'],
    ['2015-10-16T17:26:50.638-07'],
  ])('reads %s', (text) => {
    expect(timeFrom(text)).toBe(evening);
  });

  it('cuts what is finer than a millisecond, and fills up what is coarser', () => {
    expect(timeFrom('2015-10-17T00:26:50.0009999')).toBe(Date.UTC(2015, 9, 17, 0, 26, 50));
    expect(timeFrom('2015-10-17T00:26:50.5')).toBe(Date.UTC(2015, 9, 17, 0, 26, 50, 500));
    expect(timeFrom('2015-10-17T00:26')).toBe(Date.UTC(2015, 9, 17, 0, 26));
  });

  it.each([
    '',
    'yesterday',
    '2015-10-17',
    '1445041610',
    '2015-13-01T00:00:00',
    '2015-10-17T25:00:00',
    '10/17/2015 00:26',
  ])('makes no time of %j', (text) => {
    expect(timeFrom(text)).toBeNull();
  });
});
