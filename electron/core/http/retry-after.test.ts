import { describe, expect, it } from 'vitest';
import { retryAfter } from './retry-after.ts';

const now = Date.UTC(2026, 10, 3, 14, 0, 0);

describe('when a provider wants to hear from us again', () => {
  it.each<[string, Record<string, string>, number]>([
    ['seconds', { 'retry-after': '120' }, 120_000],
    ['a fraction of a second', { 'retry-after': '0.5' }, 500],
    ['none', { 'retry-after': '0' }, 0],
    ['an HTTP date', { 'retry-after': 'Tue, 03 Nov 2026 14:02:00 GMT' }, 120_000],
    ['a date in the past', { 'retry-after': 'Tue, 03 Nov 2026 13:00:00 GMT' }, 0],
    [
      'a date by a clock that is an hour ahead',
      { date: 'Tue, 03 Nov 2026 15:00:00 GMT', 'retry-after': 'Tue, 03 Nov 2026 15:00:30 GMT' },
      30_000,
    ],
    ['a wait of years, capped at an hour', { 'retry-after': '99999999' }, 3_600_000],
    ['a reset in Unix seconds', { 'x-ratelimit-reset': String(now / 1000 + 7) }, 7_000],
    ['a reset in seconds to wait', { 'ratelimit-reset': '9' }, 9_000],
    ['Retry-After before a reset', { 'retry-after': '3', 'x-ratelimit-reset': '9' }, 3_000],
    [
      'a reset beside a Retry-After that says nothing',
      { 'retry-after': 'soon', 'x-ratelimit-reset': '9' },
      9_000,
    ],
  ])('reads %s', (_, headers, waitMs) => {
    expect(retryAfter(new Headers(headers), now)).toBe(now + waitMs);
  });

  it('says nothing when the answer says nothing', () => {
    expect(retryAfter(new Headers(), now)).toBeUndefined();
    expect(retryAfter(new Headers({ 'retry-after': 'later, please' }), now)).toBeUndefined();
  });
});
