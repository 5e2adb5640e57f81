// The only caller of fetch in the program: every request to a provider or a tile server goes through `send`.
// It knows limits, failures and secrets, and nothing about any provider; what an answer means is the caller's to say.
import { hash, randomUUID } from 'node:crypto';
import { ExponentialBackoff, fullJitterGenerator, halfJitterGenerator, type IBackoff } from 'cockatiel';
import type { Clock, Logger } from '../ports.ts';
import { type Circuit, createCircuit } from './circuit.ts';
import { attempt, DEFAULT_TOTAL_MS, prepare, type RawAnswer } from './http-attempt.ts';
import type {
  HttpAnswer,
  HttpBudget,
  HttpConnectionState,
  HttpFailure,
  HttpOutcome,
  HttpRequest,
} from './http-request.ts';
import { cutValuesInJson, isSecretKey, redactHeaders, redactText, redactUrl } from './redact.ts';
import { createRequestBudget, type RequestBudget, type TurnResult } from './request-budget.ts';
import { retryAfter } from './retry-after.ts';

export type {
  HttpAnswer,
  HttpBudget,
  HttpConnectionState,
  HttpFailure,
  HttpOutcome,
  HttpRequest,
  RequestPriority,
} from './http-request.ts';

const MOST_ATTEMPTS = 3;
const DEFAULT_TURN_MS = 15_000;
const REPEATABLE_STATUSES = new Set([408, 425, 429, 500, 502, 503, 504]);
const REPEATABLE_FAILURES = new Set<HttpFailure['reason']>([
  'dns',
  'refused',
  'connect-timeout',
  'timeout',
  'reset',
]);

const betweenAttempts = new ExponentialBackoff({
  generator: fullJitterGenerator,
  initialDelay: 400,
  maxDelay: 5_000,
});
/** For a 429 that does not say how long. Never near zero: coming straight back is what it complains about. */
const afterSilentLimit = new ExponentialBackoff({
  generator: halfJitterGenerator,
  initialDelay: 1_000,
  maxDelay: 60_000,
});

export interface HttpPorts {
  /** Electron's net.fetch or Node's. */
  fetch: typeof globalThis.fetch;
  /**
   * For commands, where `fetch` may by itself send a request twice. Chromium does so when a connection it used before
   * dies unanswered; a host on Chromium must hand over a fetch here that uses no such connection. Node's never does.
   */
  fetchOnce?: typeof globalThis.fetch;
  clock: Clock;
  log: Logger;
}

export interface HttpClient {
  /**
   * Sends one request, when its turn has come. Never rejects for anything the network or the provider does.
   * A repeatable request is tried up to three times within its time limit, a command once.
   */
  send(request: HttpRequest): Promise<HttpOutcome>;
  /** State of a connection's traffic; also for one that never sent anything. */
  state(connectionId: string): HttpConnectionState;
  /** Requests a second and at once; 5 and 10 until set. */
  setBudget(connectionId: string, budget: HttpBudget): void;
  /** The connection is gone: what waits for its turn is aborted unsent, what is known of it is dropped. */
  forget(connectionId: string): void;
  /** Called with the id whenever circuit or limit of a connection change. Returns the way to stop that. */
  onStateChange(listener: (connectionId: string) => void): () => void;
}

type Refusal = Pick<HttpFailure, 'reason' | 'detail' | 'retryAt'>;

interface Traffic {
  circuit: Circuit;
  budget: RequestBudget;
  silentLimit: IBackoff<unknown> | undefined;
}

export function createHttpClient(ports: HttpPorts): HttpClient {
  const { clock, log } = ports;
  const connections = new Map<string, Traffic>();
  const listeners = new Set<(connectionId: string) => void>();

  function trafficOf(connectionId: string): Traffic {
    const known = connections.get(connectionId);
    if (known !== undefined) return known;
    const made: Traffic = {
      circuit: createCircuit(clock, () => tell(connectionId)),
      budget: createRequestBudget(clock),
      silentLimit: undefined,
    };
    connections.set(connectionId, made);
    return made;
  }

  function tell(connectionId: string): void {
    for (const listener of listeners) listener(connectionId);
  }

  async function send(request: HttpRequest): Promise<HttpOutcome> {
    const requestId = randomUUID();
    const traffic = trafficOf(request.connectionId);
    const secrets = [...(request.secrets ?? []), ...headerSecrets(request)];
    const unsent = (refusal: Refusal): HttpFailure => {
      const whole: HttpFailure = { kind: 'failure', reached: 'no', requestId, ...refusal };
      record(request, secrets, whole, { attempt: 0 });
      return whole;
    };

    const prepared = prepare(request);
    if ('problem' in prepared)
      return unsent({ reason: 'bad-url', detail: redactText(prepared.problem, secrets) });

    const giveUpAt = clock.now() + (request.timeouts?.totalMs ?? DEFAULT_TOTAL_MS);
    let backoff: IBackoff<unknown> = betweenAttempts.next();
    let last: HttpOutcome | undefined;
    let reached: HttpFailure['reached'] = 'no';
    /** What an attempt met says more than why there is no further one, unless the caller called it off. */
    const unlessAttempted = (refusal: Refusal): HttpOutcome => {
      if (last === undefined) return unsent(refusal);
      return refusal.reason === 'aborted' ? { ...unsent(refusal), reached } : last;
    };

    for (let number = 1; ; number += 1) {
      const refusal = await waitForTurn(request, traffic);
      if (refusal !== undefined) return unlessAttempted(refusal);

      let bytes = 0;
      const sentAt = clock.now();
      const outcome = await traffic.circuit.run(async () => {
        const raw = await attempt(fetchFor(request), clock, request, prepared);
        if (!('kind' in raw)) {
          return { kind: 'failure', ...raw, detail: redactText(raw.detail, secrets), requestId, sentAt };
        }
        bytes = raw.bytes.byteLength;
        return answerOf(raw, request, secrets, { requestId, sentAt, receivedAt: clock.now() });
      });
      if ('brokenUntil' in outcome) return unlessAttempted(circuitOpen(outcome.brokenUntil));

      if (outcome.kind === 'failure' && outcome.reached === 'maybe') reached = 'maybe';
      learnLimit(request, traffic, outcome);
      record(request, secrets, outcome, { attempt: number, ms: clock.now() - sentAt, bytes });

      last = outcome.kind === 'failure' ? { ...outcome, reached } : outcome;
      if (!request.repeatable || number === MOST_ATTEMPTS || !worthRepeating(outcome)) return last;
      const pauseMs = Math.max(backoff.duration, (outcome.retryAt ?? 0) - clock.now());
      backoff = backoff.next(undefined);
      if (clock.now() + pauseMs > giveUpAt) return last;
      await pause(pauseMs, request.signal);
    }
  }

  function fetchFor(request: HttpRequest): typeof globalThis.fetch {
    return request.repeatable ? ports.fetch : (ports.fetchOnce ?? ports.fetch);
  }

  /** Undefined when the request may leave now. */
  async function waitForTurn(
    request: HttpRequest,
    { circuit, budget }: Traffic,
  ): Promise<Refusal | undefined> {
    const brokenUntil = circuit.brokenUntil();
    if (brokenUntil !== undefined) return circuitOpen(brokenUntil);
    const turn: TurnResult = await budget.turn({
      cost: request.cost ?? 1,
      priority: request.priority ?? (request.repeatable ? 'person' : 'command'),
      endpointLimit: request.endpointLimit,
      waitMs: request.timeouts?.turnMs ?? DEFAULT_TURN_MS,
      signal: request.signal,
    });
    if (turn.kind === 'go') return undefined;
    return turn.kind === 'aborted'
      ? { reason: 'aborted', detail: 'called off before it was sent' }
      : { reason: 'budget', detail: 'no turn within the time it may wait', retryAt: turn.retryAt };
  }

  /** A 429 is meant for the connection, not for one request: everyone waits. */
  function learnLimit(request: HttpRequest, traffic: Traffic, outcome: HttpOutcome): void {
    if (outcome.kind !== 'answer') return;
    if (outcome.status !== 429) {
      traffic.silentLimit = undefined;
      return;
    }
    if (outcome.retryAt === undefined) {
      traffic.silentLimit = traffic.silentLimit?.next(undefined) ?? afterSilentLimit.next();
      outcome.retryAt = Math.ceil(clock.now() + traffic.silentLimit.duration);
    }
    traffic.budget.limitUntil(outcome.retryAt);
    tell(request.connectionId);
  }

  function pause(ms: number, signal: AbortSignal | undefined): Promise<void> {
    return new Promise((resolve) => {
      const done = () => {
        cancel();
        signal?.removeEventListener('abort', done);
        resolve();
      };
      const cancel = clock.setTimeout(done, ms);
      signal?.addEventListener('abort', done);
      if (signal?.aborted) done();
    });
  }

  /** One line for each attempt, and one for a request that never left. */
  function record(
    request: HttpRequest,
    secrets: readonly string[],
    outcome: HttpOutcome,
    attempted: { attempt: number; ms?: number; bytes?: number },
  ): void {
    const quiet = outcome.kind === 'answer' ? outcome.status < 400 : outcome.reason === 'aborted';
    const result =
      outcome.kind === 'answer'
        ? { status: outcome.status }
        : { failure: outcome.reason, reached: outcome.reached, detail: outcome.detail };
    log[quiet ? 'debug' : 'warn']('http', {
      operation: request.operation,
      connectionId: request.connectionId,
      requestId: outcome.requestId,
      method: request.method,
      url: redactUrl(request.url, secrets),
      ...attempted,
      ...result,
      ...(outcome.retryAt === undefined ? {} : { retryAt: outcome.retryAt }),
    });
  }

  return {
    send,
    state(connectionId) {
      const traffic = connections.get(connectionId);
      const budget = (traffic?.budget ?? createRequestBudget(clock)).state();
      return { circuit: 'closed', ...traffic?.circuit.state(), ...budget };
    },
    setBudget: (connectionId, budget) => trafficOf(connectionId).budget.set(budget),
    forget(connectionId) {
      connections.get(connectionId)?.budget.close();
      connections.delete(connectionId);
    },
    onStateChange(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}

function circuitOpen(retryAt: number): Refusal {
  return { reason: 'circuit-open', detail: 'the provider failed several times in a row', retryAt };
}

function worthRepeating(outcome: HttpOutcome): boolean {
  return outcome.kind === 'answer'
    ? REPEATABLE_STATUSES.has(outcome.status)
    : REPEATABLE_FAILURES.has(outcome.reason);
}

/** What stands in credential headers is secret without being named so; also without its scheme. */
function headerSecrets(request: HttpRequest): string[] {
  return Object.entries(request.headers ?? {})
    .filter(([name]) => isSecretKey(name))
    .flatMap(([, value]) => [value, value.replace(/^\s*\w+\s+/, '')]);
}

function answerOf(
  raw: RawAnswer,
  request: HttpRequest,
  secrets: readonly string[],
  times: Pick<HttpAnswer, 'requestId' | 'sentAt' | 'receivedAt'>,
): HttpAnswer {
  const retryAt =
    raw.status === 429 || raw.status === 503 ? retryAfter(raw.headers, times.receivedAt) : undefined;
  return {
    kind: 'answer',
    status: raw.status,
    headers: redactHeaders(raw.headers, secrets),
    ...contentOf(raw, request, secrets),
    ...(retryAt === undefined ? {} : { retryAt }),
    ...times,
  };
}

function contentOf(
  { status, bytes }: RawAnswer,
  { expects, known }: HttpRequest,
  secrets: readonly string[],
): Pick<HttpAnswer, 'text' | 'json' | 'bytes' | 'digest' | 'isSame'> {
  const unread = { text: '', json: undefined };
  if (expects === 'bytes') return { ...unread, bytes };
  if (known === undefined || status < 200 || status > 299) return read(bytes, secrets);
  const digest = digestOf(bytes);
  return digest === known ? { ...unread, digest, isSame: true } : { ...read(bytes, secrets), digest };
}

/** Stands for these bytes: two answers with the same one say the same. */
export function digestOf(bytes: Uint8Array): string {
  return hash('sha1', bytes, 'base64');
}

/** Lenient: a byte order mark is skipped, what is no JSON stays text. */
function read(bytes: Uint8Array, secrets: readonly string[]): Pick<HttpAnswer, 'text' | 'json'> {
  const body = new TextDecoder().decode(bytes);
  const text = redactText(body, secrets);
  try {
    return { text, json: cutValuesInJson(JSON.parse(body), secrets) };
  } catch {
    return { text, json: undefined };
  }
}
