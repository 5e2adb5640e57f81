// What a dispatcher is told when a request got no whole answer, whichever provider was asked. Called by the providers'
// errors.ts, which add what is known of the thing that was sent.

import type { ProviderErrorKind } from '../../../shared/contract/errors.ts';
import type { HttpFailure } from '../http/http-client.ts';

export type FailureWords = Record<HttpFailure['reason'], { kind: ProviderErrorKind; sentence: string }>;

/** `again`: whether the console asks again by itself, or the person who waits for the answer has to. */
export function failureWords(name: string, again: 'by itself' | 'by hand'): FailureWords {
  const unreachable = (sentence: string) => ({ kind: 'unreachable', sentence }) as const;
  return {
    offline: unreachable('This computer has no network. Check the cable or the wireless connection.'),
    dns: unreachable(
      `The name of ${name}’s server could not be found. Check the network and the address of the connection.`,
    ),
    refused: unreachable(
      `Nothing answers at ${name}’s address. Check the address of the connection, or wait until ${name} is back.`,
    ),
    tls: unreachable(
      `No safe connection to ${name} could be made: its certificate was not accepted. Check the clock of this computer and whether a proxy reads along.`,
    ),
    'connect-timeout': unreachable(`${name} could not be reached in time. Check the network.`),
    timeout: unreachable(`${name} did not answer in time.`),
    reset: unreachable(`The connection to ${name} broke before its answer was complete.`),
    redirect: {
      kind: 'bad-answer',
      sentence:
        'This address sends requests elsewhere instead of answering. Check the address of the connection, and whether this network wants a sign-in first.',
    },
    aborted: unreachable(`The request was called off before ${name} answered.`),
    'too-large': {
      kind: 'bad-answer',
      sentence: `The answer was far too long for ${name}. Check the address of the connection.`,
    },
    'circuit-open': {
      kind: 'circuit-open',
      sentence: `${name} failed several times in a row, so it is left alone for a moment${
        again === 'by itself' ? ' and then tried again.' : '. Try again then.'
      }`,
    },
    budget: {
      kind: 'limited',
      sentence: `Too many requests of this connection are waiting for their turn. ${
        again === 'by itself' ? 'It goes on by itself.' : 'Try again in a moment.'
      }`,
    },
    'bad-url': {
      kind: 'invalid',
      sentence: 'The address of this connection cannot be used. Correct it under Connections.',
    },
  };
}
