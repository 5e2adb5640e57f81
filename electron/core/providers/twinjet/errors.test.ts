// Failures that no test can make on loopback (no network, no name, a bad certificate), in the words a dispatcher reads.

import { describe, expect, it } from 'vitest';
import type { HttpFailure } from '../../http/http-client.ts';
import { errorFromFailure, type Operation } from './errors.ts';

function failure(
  reason: HttpFailure['reason'],
  reached: HttpFailure['reached'],
  retryAt?: number,
): HttpFailure {
  return {
    kind: 'failure',
    reason,
    reached,
    detail: 'technical',
    requestId: 'r',
    ...(retryAt === undefined ? {} : { retryAt }),
  };
}

const REASONS: [reason: HttpFailure['reason'], kind: string, sentence: RegExp][] = [
  ['offline', 'unreachable', /no network/],
  ['dns', 'unreachable', /name of TwinJet’s server could not be found/],
  ['refused', 'unreachable', /Nothing answers/],
  ['tls', 'unreachable', /certificate was not accepted.*clock/],
  ['connect-timeout', 'unreachable', /could not be reached in time/],
  ['timeout', 'unreachable', /did not answer in time/],
  ['reset', 'unreachable', /broke before its answer/],
  ['redirect', 'bad-answer', /sends requests elsewhere/],
  ['aborted', 'unreachable', /called off/],
  ['too-large', 'bad-answer', /far too long/],
  ['circuit-open', 'circuit-open', /left alone for a moment/],
  ['budget', 'limited', /waiting for their turn/],
  ['bad-url', 'invalid', /address of this connection cannot be used/],
];

describe('errorFromFailure', () => {
  it.each(REASONS)('%s', (reason, kind, sentence) => {
    const error = errorFromFailure(failure(reason, 'no', 7), 'status');
    expect(error).toMatchObject({ kind, status: null, body: null, fields: [], retryAt: 7 });
    expect(error.sentence).toMatch(sentence);
    expect(error.sentence).not.toContain('technical');
  });

  it('has a sentence of its own for every reason', () => {
    const sentences = REASONS.map(([reason]) => errorFromFailure(failure(reason, 'no'), 'status').sentence);
    expect(new Set(sentences).size).toBe(REASONS.length);
  });

  it.each<[Operation, RegExp, RegExp]>([
    ['create', /booking has not left this computer/, /took the booking is not known/],
    ['edit', /change has not left this computer/, /took the change is not known/],
    ['cancel', /cancellation has not left this computer/, /took the cancellation is not known/],
  ])('%s: tells whether it may have arrived', (operation, unsent, open) => {
    expect(errorFromFailure(failure('timeout', 'maybe'), operation).sentence).toMatch(open);
    expect(errorFromFailure(failure('offline', 'no'), operation).sentence).toMatch(unsent);
  });
});
