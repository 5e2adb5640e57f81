import { expect, test } from 'vitest';
import type { JobId } from '../../shared/domain/ids.ts';
import { testCommand as command } from './command-for-tests.ts';
import { nextStep } from './next-step.ts';

test('an earlier unsettled command of the same job goes first, one of another job does not matter', () => {
  const booking = command('booking', 'queued', { createdAt: 1_000 });
  const change = command('change', 'queued', { kind: 'edit', createdAt: 2_000 });
  const elsewhere = command('elsewhere', 'queued', { jobId: 'job-2' as JobId, createdAt: 500 });
  const all = [elsewhere, booking, change];
  expect(nextStep(change, all)).toEqual({ kind: 'after', first: booking });
  expect(nextStep(booking, all)).toEqual({ kind: 'sends', at: 5_000 });
  expect(nextStep(change, [{ ...booking, state: 'done' }, change])).toEqual({ kind: 'sends', at: 5_000 });
});

test('what comes next is said for every state', () => {
  expect(nextStep(command('a', 'sending'), [])).toEqual({ kind: 'under-way' });
  expect(nextStep(command('a', 'unknown'), [])).toEqual({ kind: 'asks', at: 5_000 });
  expect(nextStep(command('a', 'unknown', { nextAt: null }), [])).toEqual({ kind: 'person' });
  expect(nextStep(command('a', 'failed'), [])).toEqual({ kind: 'person' });
  expect(nextStep(command('a', 'done'), [])).toEqual({ kind: 'none' });
});
