// When to ask next whether the link of a mail was opened. Pure; called by onboarding-service.ts. Politely: soon while a
// person sits before the mailbox, rarer the longer it takes, never after the mail has ended.

interface Waiting {
  now: number;
  /** When the newest mail was asked for. */
  mailAt: number;
  /** When it ends; null where nobody said. */
  expiresAt: number | null;
  /** Questions in a row without a usable answer. */
  failures: number;
  /** Not before, as the provider said. */
  notBefore: number | null;
}

const SHORTEST_MS = 10_000;
const LONGEST_MS = 60_000;
const LONGEST_AFTER_FAILURES_MS = 5 * 60_000;
/** A mail without an end is not asked about for ever. */
const LONGEST_LIFE_MS = 24 * 60 * 60_000;

/** Null: no more. */
export function nextCheckAt({ now, mailAt, expiresAt, failures, notBefore }: Waiting): number | null {
  const age = Math.max(0, now - mailAt);
  const usual = Math.min(LONGEST_MS, Math.max(SHORTEST_MS, age / 6));
  const delay = Math.min(LONGEST_AFTER_FAILURES_MS, usual * 2 ** Math.min(failures, 6));
  const at = Math.max(now + Math.round(delay), notBefore ?? 0);
  return at < (expiresAt ?? mailAt + LONGEST_LIFE_MS) ? at : null;
}
