// How a connection's health is drawn: a severity, crossed out while paused, broken when its news is old. Pure; read by
// every place of the page that shows it, so that the bar and the card never differ.

import type { ConnectionHealth } from './connection.ts';
import type { Severity } from './job-status.ts';
import type { ProviderName } from './provider-name.ts';

export interface HealthShape {
  severity: Severity;
  slashed: boolean;
  stale: boolean;
}

/** @param newsStaleMs an answer older than this is old news */
export function healthShape(health: ConnectionHealth, now: number, newsStaleMs: number): HealthShape {
  const plain = { slashed: false, stale: false };
  switch (health.state) {
    case 'untested':
      return { ...plain, severity: 'off' };
    case 'paused':
      return { ...plain, severity: 'off', slashed: true };
    case 'limited':
    case 'unreachable':
      return { ...plain, severity: 'caution' };
    case 'vault-locked':
      return { ...plain, severity: 'caution', slashed: true };
    case 'signed-out':
      return { ...plain, severity: 'critical' };
    case 'ok': {
      const { lastSuccessAt } = health;
      return {
        ...plain,
        severity: 'steady',
        stale: lastSuccessAt !== null && now - lastSuccessAt > newsStaleMs,
      };
    }
  }
}

/** Systems without jobs are asked only when a person wants something of them: their silence is no old news. */
const ASKED_ON_DEMAND: ReadonlySet<ProviderName> = new Set(['orderly-hub']);

/** How old a connection's last answer may be before it counts as old; the setting for those that are polled. */
export function answerStaleMs(provider: ProviderName, newsStaleMs: number): number {
  return ASKED_ON_DEMAND.has(provider) ? Number.POSITIVE_INFINITY : newsStaleMs;
}
