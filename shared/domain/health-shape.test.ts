import { expect, test } from 'vitest';
import type { ConnectionHealth, HealthState } from './connection.ts';
import { answerStaleMs, healthShape } from './health-shape.ts';

const NOW = 1_000_000;
const STALE_MS = 10_000;

function shape(state: HealthState, lastSuccessAt: number | null = NOW) {
  const health: ConnectionHealth = {
    state,
    since: 0,
    until: null,
    lastSuccessAt,
    lastFailureAt: null,
    message: null,
    budget: { perSecond: 5, usedLastMinute: 0 },
  };
  return healthShape(health, NOW, STALE_MS);
}

test('no two states that ask for different things look the same without their colour', () => {
  const drawn = (['ok', 'untested', 'paused', 'unreachable', 'signed-out', 'vault-locked'] as const).map(
    (state) => JSON.stringify(shape(state)),
  );
  expect(new Set(drawn).size).toBe(drawn.length);
});

test('a good connection is drawn broken as soon as its last answer is older than news may be', () => {
  expect(shape('ok', NOW - STALE_MS).stale).toBe(false);
  expect(shape('ok', NOW - STALE_MS - 1).stale).toBe(true);
  expect(shape('ok', null).stale).toBe(false);
});

test('a system that is asked only on demand never has old news', () => {
  expect(answerStaleMs('twinjet', 5_000)).toBe(5_000);
  expect(answerStaleMs('orderly-hub', 5_000)).toBe(Number.POSITIVE_INFINITY);
});
