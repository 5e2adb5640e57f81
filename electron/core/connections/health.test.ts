// What one more answer makes of a connection's health.

import { describe, expect, it } from 'vitest';
import type { ProviderError } from '../providers/provider.ts';
import { afterError, afterSuccess, type Health, untested, withoutSecret } from './health.ts';

const T0 = 1_000_000;
const error = (kind: ProviderError['kind'], over: Partial<ProviderError> = {}): ProviderError => ({
  kind,
  sentence: `It was ${kind}.`,
  status: null,
  fields: [],
  body: null,
  retryAt: null,
  ...over,
});
const good = (): Health => afterSuccess(untested(T0), T0 + 1);

describe('health', () => {
  it('becomes ok with the first good answer and stays so since then', () => {
    const first = good();
    expect(first).toMatchObject({ state: 'ok', since: T0 + 1, lastSuccessAt: T0 + 1, message: null });
    expect(afterSuccess(first, T0 + 9)).toMatchObject({ state: 'ok', since: T0 + 1, lastSuccessAt: T0 + 9 });
  });

  it('bears one time-out among good answers, not two', () => {
    const once = afterError(good(), error('unreachable'), T0 + 5);
    expect(once).toMatchObject({ state: 'ok', lastFailureAt: T0 + 5 });
    expect(afterError(once, error('unreachable'), T0 + 6)).toMatchObject({
      state: 'unreachable',
      since: T0 + 6,
      message: 'It was unreachable.',
    });
    const between = afterError(afterSuccess(once, T0 + 6), error('unreachable'), T0 + 7);
    expect(between.state).toBe('ok');
  });

  it('bears two unreadable answers, not three', () => {
    const twice = afterError(afterError(good(), error('bad-answer'), T0), error('provider-down'), T0 + 1);
    expect(twice.state).toBe('ok');
    expect(afterError(twice, error('bad-answer'), T0 + 2).state).toBe('unreachable');
  });

  it('believes the first failure where nothing was ever good, or where a person asked', () => {
    expect(afterError(untested(T0), error('unreachable'), T0).state).toBe('unreachable');
    expect(afterError(good(), error('provider-down'), T0, true).state).toBe('unreachable');
  });

  it('believes a refused credential at once', () => {
    expect(afterError(good(), error('signed-out', { status: 401 }), T0 + 3)).toMatchObject({
      state: 'signed-out',
      since: T0 + 3,
      message: 'It was signed-out.',
    });
  });

  it('keeps since when while the trouble stays the same', () => {
    const out = afterError(good(), error('signed-out'), T0 + 3);
    expect(afterError(out, error('signed-out'), T0 + 99)).toMatchObject({
      since: T0 + 3,
      lastFailureAt: T0 + 99,
    });
  });

  it('says until when it is limited', () => {
    expect(afterError(good(), error('limited', { retryAt: T0 + 500 }), T0)).toMatchObject({
      state: 'limited',
      until: T0 + 500,
    });
    expect(afterError(good(), error('limited'), T0).until).toBeGreaterThan(T0);
  });

  it('takes what a provider said about a job for a sign of health', () => {
    for (const said of [error('not-found'), error('too-late'), error('invalid', { status: 400 })]) {
      expect(afterError(afterError(untested(T0), error('unreachable'), T0), said, T0 + 1).state).toBe('ok');
    }
  });

  it('does not take an address that cannot be used for one', () => {
    expect(afterError(good(), error('invalid'), T0).state).toBe('unreachable');
  });

  it('keeps the reason while the circuit is open', () => {
    const down = afterError(untested(T0), error('unreachable', { sentence: 'No network.' }), T0);
    expect(afterError(down, error('circuit-open', { retryAt: T0 + 2_000 }), T0 + 1)).toMatchObject({
      state: 'unreachable',
      message: 'No network.',
      until: T0 + 2_000,
      since: T0,
    });
  });

  it('is signed out without a secret, and recovers', () => {
    const none = withoutSecret(untested(T0), { problem: 'There is no secret.', locked: false }, T0 + 1);
    expect(none).toMatchObject({ state: 'signed-out', message: 'There is no secret.' });
    const locked = withoutSecret(none, { problem: 'The vault is locked.', locked: true }, T0 + 2);
    expect(locked).toMatchObject({ state: 'vault-locked', since: T0 + 2, message: 'The vault is locked.' });
    expect(afterSuccess(none, T0 + 2)).toMatchObject({ state: 'ok', since: T0 + 2, message: null });
  });
});
