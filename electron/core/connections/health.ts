// What is known of a connection's health, and what one more answer makes of it. Pure; called by connection-service.ts.
// One failure among good answers is no news; the same failure again is. A failure never says anything about a job.

import type { ConnectionHealth } from '../../../shared/domain/connection.ts';
import type { ProviderError } from '../providers/provider.ts';

/** Health without what others know better: the person's pause and the budget. */
export type Health = Omit<ConnectionHealth, 'budget'> & {
  /** Failures in a row. */
  failures: number;
};

const FAILURES_TO_UNREACHABLE = 2;
/** Something answers, only not usably: given one chance more. */
const BAD_ANSWERS_TO_UNREACHABLE = 3;
const LIMIT_MS = 30_000;

export function untested(now: number): Health {
  return {
    state: 'untested',
    since: now,
    until: null,
    lastSuccessAt: null,
    lastFailureAt: null,
    message: null,
    failures: 0,
  };
}

export function afterSuccess(health: Health, now: number): Health {
  const since = health.state === 'ok' ? health.since : now;
  return { ...health, state: 'ok', since, until: null, lastSuccessAt: now, message: null, failures: 0 };
}

/** @param certain a person asked for exactly this (test): no second failure is waited for */
export function afterError(health: Health, error: ProviderError, now: number, certain = false): Health {
  const failed = { ...health, lastFailureAt: now, failures: health.failures + 1 };
  switch (error.kind) {
    case 'not-found':
    case 'too-late':
      return afterSuccess(health, now);
    case 'invalid':
      // With a status the provider has read and judged it: the connection is fine.
      return error.status === null
        ? inState(failed, 'unreachable', error.sentence, null, now)
        : afterSuccess(health, now);
    case 'signed-out':
      return inState(failed, 'signed-out', error.sentence, null, now);
    case 'limited':
      return inState(failed, 'limited', error.sentence, error.retryAt ?? now + LIMIT_MS, now);
    case 'circuit-open':
      return inState(failed, 'unreachable', health.message ?? error.sentence, error.retryAt, now);
    default: {
      const enough = error.kind === 'unreachable' ? FAILURES_TO_UNREACHABLE : BAD_ANSWERS_TO_UNREACHABLE;
      const wasGood = health.state === 'ok' || health.state === 'limited';
      if (wasGood && !certain && failed.failures < enough) return failed;
      return inState(failed, 'unreachable', error.sentence, error.retryAt, now);
    }
  }
}

/** The secret is missing, or cannot be read while the vault is locked; nothing was asked. */
export function withoutSecret(
  health: Health,
  { problem, locked }: { problem: string; locked: boolean },
  now: number,
): Health {
  return inState(health, locked ? 'vault-locked' : 'signed-out', problem, null, now);
}

function inState(
  health: Health,
  state: Health['state'],
  message: string,
  until: number | null,
  now: number,
): Health {
  return { ...health, state, since: health.state === state ? health.since : now, until, message };
}

/** Whether a person or a waiting command would want to know of the difference at once. */
export function readsDifferently(before: Health, after: Health): boolean {
  return before.state !== after.state || before.message !== after.message || before.until !== after.until;
}
