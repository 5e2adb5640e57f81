// The zone of all tests is America/Los_Angeles: clocks go forward on 8 March 2026 and back on 1 November 2026, at 2:00.
import { describe, expect, test } from 'vitest';
import {
  dayAndTime,
  isoWithOffset,
  localTime,
  nextDay,
  offsetAt,
  readTypedTime,
  roundUp,
} from './local-time.ts';

describe('typed times', () => {
  test.each([
    ['14:05', '14:05'],
    ['1405', '14:05'],
    ['930', '09:30'],
    ['9', '09:00'],
    ['9.30', '09:30'],
    ['00:00', '00:00'],
    ['2:05 pm', '14:05'],
    ['2p', '14:00'],
    ['12am', '00:00'],
    ['12:30 PM', '12:30'],
    ['13:54:28', '13:54:28'],
    [' 7:15 ', '07:15'],
  ])('%s is %s', (typed, clock) => {
    expect(readTypedTime(typed)).toBe(clock);
  });

  test.each(['', '24:00', '12:60', '25', '13pm', '0am', 'noon', '1:2', '12345678', '-3'])(
    '%j is no time',
    (typed) => {
      expect(readTypedTime(typed)).toBeNull();
    },
  );
});

describe('moments', () => {
  test('take the offset of their own day, summer and winter', () => {
    expect(localTime('2026-08-04', '13:54')).toMatchObject({ ok: true, iso: '2026-08-04T13:54:00-07:00' });
    expect(localTime('2026-12-04', '13:54')).toMatchObject({ ok: true, iso: '2026-12-04T13:54:00-08:00' });
    expect(localTime('2014-08-04', '13:54:28')).toMatchObject({ iso: '2014-08-04T13:54:28-07:00' });
  });

  test('a night on which clocks change has both offsets', () => {
    expect(localTime('2026-03-08', '01:59')).toMatchObject({ iso: '2026-03-08T01:59:00-08:00' });
    expect(localTime('2026-03-08', '03:00')).toMatchObject({ iso: '2026-03-08T03:00:00-07:00' });
    expect(localTime('2026-11-01', '00:59')).toMatchObject({
      iso: '2026-11-01T00:59:00-07:00',
      twice: false,
    });
    expect(localTime('2026-11-01', '02:00')).toMatchObject({
      iso: '2026-11-01T02:00:00-08:00',
      twice: false,
    });
  });

  test('a time that the clocks leave out is refused, not moved', () => {
    expect(localTime('2026-03-08', '02:30')).toEqual({ ok: false, why: 'skipped' });
  });

  test('of a time that comes twice the earlier one is meant, and it is said', () => {
    expect(localTime('2026-11-01', '01:30')).toMatchObject({ iso: '2026-11-01T01:30:00-07:00', twice: true });
  });

  test('what is missing or impossible is told apart', () => {
    expect(localTime('', '14:00')).toEqual({ ok: false, why: 'no-day' });
    expect(localTime('2026-08-04', '')).toEqual({ ok: false, why: 'no-time' });
    expect(localTime('2026-08-04', 'soon')).toEqual({ ok: false, why: 'bad-time' });
    expect(localTime('2026-02-30', '14:00')).toEqual({ ok: false, why: 'bad-day' });
    expect(localTime('2026-04-31', '14:00')).toEqual({ ok: false, why: 'bad-day' });
    expect(localTime('2026-13-01', '14:00')).toEqual({ ok: false, why: 'bad-day' });
    expect(localTime('4 August', '14:00')).toEqual({ ok: false, why: 'bad-day' });
  });

  test('leap days are days', () => {
    expect(localTime('2028-02-29', '14:00')).toMatchObject({ iso: '2028-02-29T14:00:00-08:00' });
    expect(localTime('2026-02-29', '14:00')).toEqual({ ok: false, why: 'bad-day' });
  });

  test('come back from the form as they went in, to the second', () => {
    const at = Date.parse('2014-08-04T13:54:28.630613-07:00');
    expect(dayAndTime(at)).toEqual({ day: '2014-08-04', time: '13:54:28' });
    expect(dayAndTime(Date.parse('2026-08-04T21:05:00Z'))).toEqual({ day: '2026-08-04', time: '14:05' });
    expect(isoWithOffset(at)).toBe('2014-08-04T13:54:28-07:00');
  });
});

test('offsets of zones ahead of UTC, and of half hours, are written with their sign', () => {
  const before = process.env.TZ;
  try {
    process.env.TZ = 'Asia/Kolkata';
    expect(offsetAt(Date.UTC(2026, 7, 4))).toBe('+05:30');
    process.env.TZ = 'America/St_Johns';
    expect(offsetAt(Date.UTC(2026, 7, 4))).toBe('-02:30');
    process.env.TZ = 'UTC';
    expect(offsetAt(Date.UTC(2026, 7, 4))).toBe('+00:00');
    process.env.TZ = 'Australia/Lord_Howe';
    // Clocks go back by half an hour there on 5 April 2026.
    expect(localTime('2026-04-05', '01:45')).toMatchObject({ iso: '2026-04-05T01:45:00+11:00', twice: true });
  } finally {
    process.env.TZ = before;
  }
});

test('the next day crosses months, years and changes of the clocks', () => {
  expect(nextDay('2026-12-31')).toBe('2027-01-01');
  expect(nextDay('2026-02-28')).toBe('2026-03-01');
  expect(nextDay('2026-03-07')).toBe('2026-03-08');
  expect(nextDay('2026-10-31')).toBe('2026-11-01');
});

test('rounding up leaves alone what already stands on a step', () => {
  expect(roundUp(10_000, 5_000)).toBe(10_000);
  expect(roundUp(10_001, 5_000)).toBe(15_000);
});
