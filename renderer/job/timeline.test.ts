import { expect, test } from 'vitest';
import type { JobId } from '../../shared/domain/ids.ts';
import type { JobEvent } from '../../shared/domain/job.ts';
import { timelineOf } from './timeline.ts';

function event(at: string, text: string, more: Partial<JobEvent> = {}): JobEvent {
  const moment = Date.parse(at);
  return {
    jobId: 'job-1' as JobId,
    at: moment,
    receivedAt: moment + 5_000,
    kind: 'history',
    text,
    status: null,
    rawStatus: null,
    actor: null,
    position: null,
    ...more,
  };
}

const texts = (events: JobEvent[], most = 100) =>
  timelineOf(events, most).days.map(({ entries }) => entries.map((entry) => entry.event.text));

test('the newest comes first, and days are those of this place', () => {
  const events = [
    event('2026-08-03T23:30:00-07:00', 'Late in the evening'),
    event('2026-08-04T00:10:00-07:00', 'After midnight'),
    // The same day in UTC as the first, another one here.
    event('2026-08-04T09:00:00-07:00', 'In the morning'),
  ];
  expect(texts(events)).toEqual([['In the morning', 'After midnight'], ['Late in the evening']]);
  expect(timelineOf(events, 100).days.map(({ startAt }) => startAt)).toEqual([
    Date.parse('2026-08-04T00:00:00-07:00'),
    Date.parse('2026-08-03T00:00:00-07:00'),
  ]);
});

test('provider news, commands and notes are merged by time, whatever order they came in', () => {
  const events = [
    event('2026-08-04T09:00:00-07:00', 'Created'),
    event('2026-08-04T09:10:00-07:00', 'Note', { kind: 'note' }),
    event('2026-08-04T09:05:00-07:00', 'Assigned'),
    event('2026-08-04T09:12:00-07:00', 'Cancellation', { kind: 'command' }),
  ];
  expect(texts(events)).toEqual([['Cancellation', 'Note', 'Assigned', 'Created']]);
});

test('of one moment, what came last stands on top', () => {
  const events = [
    event('2026-08-04T09:00:00-07:00', 'Job was marked as picked up.'),
    event('2026-08-04T09:00:00-07:00', 'Picked up', { kind: 'status' }),
  ];
  expect(texts(events)).toEqual([['Picked up', 'Job was marked as picked up.']]);
});

test('it says whose clock it is, and when news came late', () => {
  const at = Date.parse('2026-08-04T09:00:00-07:00');
  const events = [
    event('2026-08-04T09:00:00-07:00', 'Offline courier', { receivedAt: at + 600_000 }),
    event('2026-08-04T09:01:00-07:00', 'Booking', { kind: 'command', receivedAt: at + 900_000 }),
    event('2026-08-04T09:02:00-07:00', 'Assigned'),
  ];
  const [day] = timelineOf(events, 100).days;
  expect(day?.entries.map(({ clock, heardAt }) => [clock, heardAt])).toEqual([
    ['theirs', null],
    ['ours', null],
    ['theirs', at + 600_000],
  ]);
});

test('a very long one shows its newest part and counts the rest', () => {
  const events = Array.from({ length: 250 }, (_, index) =>
    event(new Date(Date.parse('2026-08-04T01:00:00-07:00') + index * 60_000).toISOString(), `Line ${index}`),
  );
  const { days, hidden } = timelineOf(events, 100);
  expect(hidden).toBe(150);
  expect(days.flatMap(({ entries }) => entries)).toHaveLength(100);
  expect(days[0]?.entries[0]?.event.text).toBe('Line 249');
});

test('nothing at all is no day at all', () => {
  expect(timelineOf([], 100)).toEqual({ days: [], hidden: 0 });
});
