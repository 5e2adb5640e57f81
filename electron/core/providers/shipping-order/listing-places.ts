// Where a listing of what changed stands, range after range and page after page. Pure; called by shipping-order-provider.ts.

const DAY_MS = 24 * 60 * 60_000;
/** Ranges of changes may be 30 days long, times lie within the last year; a little less, since clocks differ. */
const LONGEST_RANGE_MS = 30 * DAY_MS - 60_000;
export const OLDEST_MS = 364 * DAY_MS;
/** How far back everything is taken over when nothing has been asked yet: what is older is on nobody's desk. */
const FIRST_RANGE_MS = LONGEST_RANGE_MS;
/** How much earlier than our first request a shipment may seem to begin and still be ours: clocks differ. */
export const CLOCK_SKEW_MS = 10 * 60_000;

/** Where a listing of changes has come to: a range of their clock, and a page of it. `until` ends the last range. */
interface Place {
  startsAt: number;
  endsAt: number;
  until: number;
  token: string | null;
}

export function firstPlace(since: number | null, now: number): Place {
  const startsAt = Math.max(since ?? now - FIRST_RANGE_MS, now - OLDEST_MS);
  // Their clock may be ahead of ours: what they changed in what is still to come here must not be missed.
  const until = Math.max(now, startsAt) + CLOCK_SKEW_MS;
  return { startsAt, endsAt: Math.min(until, startsAt + LONGEST_RANGE_MS), until, token: null };
}

/** The older ranges first: what is interrupted goes on from there and has lost nothing. */
export function placeAfter(place: Place, token: string | null): Place | null {
  if (token !== null && token !== place.token) return { ...place, token };
  if (place.endsAt >= place.until) return null;
  const startsAt = place.endsAt;
  return { ...place, startsAt, endsAt: Math.min(place.until, startsAt + LONGEST_RANGE_MS), token: null };
}

export function placeFrom(page: string): Place | null {
  try {
    const { startsAt, endsAt, until, token } = JSON.parse(page) as Record<string, unknown>;
    const times = [startsAt, endsAt, until].every((time) => typeof time === 'number');
    return times ? ({ startsAt, endsAt, until, token: token ?? null } as Place) : null;
  } catch {
    return null;
  }
}
