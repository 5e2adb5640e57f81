// When the next poll of a connection may leave: by settings, health and an even pace. Pure; asked by both kinds of lane.

import type { ConnectionHealth } from '../../../shared/domain/connection.ts';

export interface Pace {
  paused: boolean;
  requestsPerSecond: number;
}

const PROBE_MS = 5_000;
/** A refused credential may have been a passing fault of the provider; nobody should have to notice that. */
const SIGNED_OUT_PROBE_MS = 5 * 60_000;

/** @returns a moment, in the past where it may leave now; infinity: when somebody wakes the lane. */
export function openAt(
  health: Pick<ConnectionHealth, 'state' | 'until'>,
  { paused, requestsPerSecond }: Pace,
  lane: { lastAskedAt: number; inFlight: number },
  now: number,
): number {
  if (paused) return Number.POSITIVE_INFINITY;
  const until = Math.min(health.until ?? 0, now + SIGNED_OUT_PROBE_MS);
  // In trouble one request at a time finds out whether it is over.
  const probeAt = (everyMs: number) => (lane.inFlight > 0 ? now + PROBE_MS : lane.lastAskedAt + everyMs);
  switch (health.state) {
    case 'paused':
      return Number.POSITIVE_INFINITY;
    case 'signed-out':
    case 'vault-locked':
      return probeAt(SIGNED_OUT_PROBE_MS);
    case 'unreachable':
      return Math.max(until, probeAt(PROBE_MS));
    case 'limited':
      return Math.max(until, probeAt(1000 / requestsPerSecond));
    default:
      // Evenly spread: no burst after a sleep, and room between for what a person wants.
      return lane.lastAskedAt + 1000 / requestsPerSecond;
  }
}
