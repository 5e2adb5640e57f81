import { ORPCError } from '@orpc/client';
import { expect, test } from 'vitest';
import { LinkLostError } from '../connection/link-lost-error.ts';
import { describeError } from './problem.ts';

test('a provider’s refusal keeps what it said and when to ask again', () => {
  const problem = describeError(
    new ORPCError('PROVIDER', {
      message: 'TwinJet asks us to wait.',
      data: { kind: 'limited', status: 429, fields: [], body: 'slow down', retryAt: 5_000 },
    }),
    1,
  );
  expect(problem).toMatchObject({
    code: 'PROVIDER',
    sentence: 'TwinJet asks us to wait.',
    provider: { kind: 'limited', status: 429, body: 'slow down', retryAt: 5_000 },
    at: 1,
  });
});

test('messages for single fields stay with their fields', () => {
  const fields = [{ field: 'job.deliver_address.zip_code', message: 'Five digits.' }];
  const problem = describeError(
    new ORPCError('INVALID', { message: 'Check the address.', data: { fields } }),
  );
  expect(problem.fields).toEqual(fields);
});

test('whether a request had left makes a difference', () => {
  expect(describeError(new LinkLostError(false)).sentence).toContain('nothing was sent');
  expect(describeError(new LinkLostError(true)).sentence).toContain('before you try again');
});

test('what nobody foresaw is a bug and says so', () => {
  expect(describeError(new TypeError('x is not a function'))).toMatchObject({ code: 'BUG' });
  expect(describeError('text').sentence).toContain('text');
});
