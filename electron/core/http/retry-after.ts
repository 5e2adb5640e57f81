// When a provider wants to hear from us again, read from the headers of its answer. Called by http-client only.

/** A wait nobody meant (a year, a wrong clock) must not silence a connection for good. */
const LONGEST_WAIT_MS = 60 * 60 * 1000;
/** Unix seconds below this are a number of seconds to wait, not a moment. */
const EARLIEST_UNIX_SECONDS = 1_000_000_000;

/**
 * Epoch ms of the next welcome request, or undefined when the answer does not say.
 * Retry-After in seconds or as an HTTP date; else X-RateLimit-Reset or RateLimit-Reset, in Unix seconds
 * (AfterShip) or seconds to wait. A date is read against the provider's own clock where it sent one.
 */
export function retryAfter(headers: Headers, now: number): number | undefined {
  const waitMs =
    waitOf(headers.get('retry-after'), headers, now) ??
    waitOf(headers.get('x-ratelimit-reset') ?? headers.get('ratelimit-reset'), headers, now);
  return waitMs === undefined ? undefined : now + Math.min(Math.max(waitMs, 0), LONGEST_WAIT_MS);
}

function waitOf(value: string | null, headers: Headers, now: number): number | undefined {
  if (value === null) return undefined;
  const theirNow = Date.parse(headers.get('date') ?? '') || now;
  if (/^\s*\d+(\.\d+)?\s*$/.test(value)) {
    const seconds = Number(value);
    return seconds < EARLIEST_UNIX_SECONDS ? Math.ceil(seconds * 1000) : Math.ceil(seconds * 1000 - theirNow);
  }
  const moment = Date.parse(value);
  return Number.isNaN(moment) ? undefined : moment - theirNow;
}
