// The circuit breaker of one connection: cockatiel's, with its moment of reopening made visible and proof against a
// clock that is set back. Called by http-client only; it decides whether to ask at all, never whether to ask again.
import {
  BrokenCircuitError,
  type CircuitBreakerPolicy,
  CircuitState,
  ConsecutiveBreaker,
  circuitBreaker,
  DelegateBackoff,
  handleWhenResult,
} from 'cockatiel';
import type { Clock } from '../ports.ts';
import type { HttpConnectionState, HttpOutcome } from './http-request.ts';

const FAILURES_TO_OPEN = 5;
const FIRST_OPEN_MS = 2_000;
/** Short enough that a dispatcher whose network is back does not wait for the program to notice. */
const LONGEST_OPEN_MS = 30_000;
/** How long the others stand back while one request finds out whether the provider is there again. */
const PROBE_MS = 1_000;

export interface Circuit {
  state(): Pick<HttpConnectionState, 'circuit' | 'openUntil'>;
  /** Epoch ms of the next try that makes sense, or undefined when a request may go now. */
  brokenUntil(): number | undefined;
  /** Runs one attempt and learns from it; does not run it while the circuit is broken. */
  run(attempt: () => Promise<HttpOutcome>): Promise<HttpOutcome | { brokenUntil: number }>;
}

/** @param onChange called whenever the circuit opens, half-opens or closes. */
export function createCircuit(clock: Clock, onChange: () => void): Circuit {
  let openUntil = 0;
  let policy = newPolicy();

  function newPolicy(): CircuitBreakerPolicy {
    const made: CircuitBreakerPolicy = circuitBreaker(
      handleWhenResult((outcome) =>
        tellsOfTrouble(outcome as HttpOutcome, made.state === CircuitState.HalfOpen),
      ),
      {
        breaker: new ConsecutiveBreaker(FAILURES_TO_OPEN),
        halfOpenAfter: new DelegateBackoff(({ attempt }) => {
          const openMs = Math.min(FIRST_OPEN_MS * 2 ** (attempt - 1), LONGEST_OPEN_MS);
          openUntil = clock.now() + openMs;
          return openMs;
        }),
      },
    );
    made.onStateChange(onChange);
    return made;
  }

  function isOpen(): boolean {
    if (policy.state !== CircuitState.Open) return false;
    // Cockatiel measures by wall clock: one set back by an hour would keep the circuit open for an hour.
    if (openUntil - clock.now() > LONGEST_OPEN_MS) {
      policy = newPolicy();
      onChange();
      return false;
    }
    return true;
  }

  function brokenUntil(): number | undefined {
    if (isOpen() && clock.now() < openUntil) return openUntil;
    return policy.state === CircuitState.HalfOpen ? clock.now() + PROBE_MS : undefined;
  }

  return {
    state() {
      if (isOpen() && clock.now() < openUntil) return { circuit: 'open', openUntil };
      return { circuit: policy.state === CircuitState.Closed ? 'closed' : 'half-open' };
    },
    brokenUntil,
    async run(attempt) {
      const until = brokenUntil();
      if (until !== undefined) return { brokenUntil: until };
      try {
        return await policy.execute(attempt);
      } catch (error) {
        // Cockatiel's clock may be a millisecond behind ours.
        if (error instanceof BrokenCircuitError) return { brokenUntil: clock.now() + PROBE_MS };
        throw error;
      }
    },
  };
}

/**
 * Does this outcome speak against the provider? Being offline or called off says nothing about it, but must not
 * count as its recovery either.
 */
function tellsOfTrouble(outcome: HttpOutcome, probing: boolean): boolean {
  if (outcome.kind === 'answer') return outcome.status >= 500;
  if (outcome.reason === 'offline' || outcome.reason === 'aborted') return probing;
  return !['too-large', 'redirect', 'bad-url'].includes(outcome.reason);
}
