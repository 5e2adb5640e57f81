import { expect, test } from 'vitest';
import {
  endDay,
  timesFrom,
  timesFromNow,
  timesShiftedToNow,
  windowFrom,
  windowTo,
} from './delivery-window.ts';

const at = (iso: string) => Date.parse(iso);
const HOUR = 3_600_000;

test('a new booking is ready at the next five minutes and to be delivered within the hour', () => {
  expect(timesFromNow(at('2026-08-04T14:02:10-07:00'))).toEqual({
    ready_day: '2026-08-04',
    ready_time: '14:05',
    deliver_day: '2026-08-04',
    deliver_from_time: '14:05',
    deliver_to_time: '15:05',
    deliver_to_day: '',
  });
});

test('a window over midnight ends on the next day without being told', () => {
  const times = timesFromNow(at('2026-08-04T23:30:00-07:00'));
  expect(times).toMatchObject({ deliver_from_time: '23:30', deliver_to_time: '00:30', deliver_to_day: '' });
  expect(endDay(times)).toBe('2026-08-05');
  expect(windowTo(times)).toMatchObject({ iso: '2026-08-05T00:30:00-07:00' });
});

test('an end just before the beginning is a mistake, not a window of 23 hours', () => {
  const times = timesFrom(null, at('2026-08-04T14:00:00-07:00'), null);
  const typed = { ...times, deliver_to_time: '13:00' };
  expect(endDay(typed)).toBe('2026-08-04');
  expect(windowTo(typed)).toMatchObject({ iso: '2026-08-04T13:00:00-07:00' });
});

test('a window of several days keeps the day of its end', () => {
  const times = timesFrom(null, at('2026-08-04T14:00:00-07:00'), at('2026-08-06T15:00:00-07:00'));
  expect(times.deliver_to_day).toBe('2026-08-06');
  expect(windowFrom(times)).toMatchObject({ at: at('2026-08-04T14:00:00-07:00') });
  expect(windowTo(times)).toMatchObject({ at: at('2026-08-06T15:00:00-07:00') });
});

test('a duplicate keeps the gaps and begins now', () => {
  const before = timesFrom(
    at('2026-07-01T09:00:00-07:00'),
    at('2026-07-01T09:30:00-07:00'),
    at('2026-07-01T12:30:00-07:00'),
  );
  expect(timesShiftedToNow(before, at('2026-08-04T14:01:00-07:00'))).toMatchObject({
    ready_day: '2026-08-04',
    ready_time: '14:05',
    deliver_from_time: '14:35',
    deliver_to_time: '17:35',
  });
});

test('a duplicate of a job without times gets the usual ones', () => {
  const now = at('2026-08-04T14:00:00-07:00');
  expect(timesShiftedToNow(timesFrom(null, null, null), now)).toEqual(timesFromNow(now, HOUR));
});
