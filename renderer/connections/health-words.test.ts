import { expect, test } from 'vitest';
import type { ConnectionHealth, HealthState } from '../../shared/domain/connection.ts';
import { healthWords } from './health-words.ts';

const NOW = new Date(2026, 7, 4, 14, 30).getTime();
const MINUTE = 60_000;

function health(state: HealthState, more: Partial<ConnectionHealth> = {}): ConnectionHealth {
  return {
    state,
    since: NOW - 25 * MINUTE,
    until: null,
    lastSuccessAt: NOW - MINUTE,
    lastFailureAt: null,
    message: null,
    budget: { perSecond: 5, usedLastMinute: 0 },
    ...more,
  };
}

const title = (state: HealthState, more?: Partial<ConnectionHealth>) =>
  healthWords(health(state, more), NOW, 10 * MINUTE).title;

test('each state is said with its time', () => {
  expect(title('ok')).toBe('Answers since 14:05');
  expect(title('unreachable')).toBe('Cannot be reached since 14:05');
  expect(title('signed-out')).toBe('Signed out since 14:05');
  expect(title('vault-locked')).toBe('The vault with its credential is locked');
  expect(title('limited', { until: NOW + 2 * MINUTE })).toBe('Makes us wait until 14:32');
});

test('a good connection that has said nothing for long is not called fresh', () => {
  expect(title('ok', { lastSuccessAt: NOW - 12 * MINUTE })).toBe('No answer for 12 min');
  expect(title('ok', { lastSuccessAt: NOW - 10 * MINUTE })).toBe('Answers since 14:05');
});

test('what the core says about it is passed on, and paused says what it means', () => {
  const message = 'TwinJet refused the token.';
  expect(healthWords(health('signed-out', { message }), NOW, MINUTE).sentence).toBe(message);
  expect(healthWords(health('paused', { message: 'Paused by you.' }), NOW, MINUTE).sentence).toMatch(
    /outbox/,
  );
});
