// The request budget of one connection: a token bucket, an optional narrower bucket for each endpoint, and a queue in
// which commands go before persons and persons before polls. Called by http-client only; it sends nothing.
// Own code: kept libraries have either buckets without priorities or queues that cannot be turned by a test's clock.
import type { Clock } from '../ports.ts';
import type { HttpBudget, HttpConnectionState, RequestPriority } from './http-request.ts';

const DEFAULT_BUDGET: HttpBudget = { perSecond: 5, burst: 10 };
const RANKS: Record<RequestPriority, number> = { command: 0, person: 1, poll: 2 };
const MINUTE_MS = 60_000;
/** A clock set back must not leave a limit standing for good; no limit is granted longer than this. */
const LONGEST_LIMIT_MS = 60 * MINUTE_MS;

export interface Turn {
  cost: number;
  priority: RequestPriority;
  endpointLimit?: { name: string; perSecond: number } | undefined;
  /** Whoever cannot go within this time is told so as early as it is known. */
  waitMs: number;
  signal?: AbortSignal | undefined;
}

export type TurnResult = { kind: 'go' } | { kind: 'aborted' } | { kind: 'too-long'; retryAt: number };

export interface RequestBudget {
  /** Resolves when the request may leave, or says why it may not. Never rejects. */
  turn(wanted: Turn): Promise<TurnResult>;
  /** The provider said: nothing before this moment, for anyone. */
  limitUntil(at: number): void;
  set(budget: HttpBudget): void;
  state(): Pick<HttpConnectionState, 'budget' | 'limitedUntil'>;
  /** Sends everyone who waits away as aborted. */
  close(): void;
}

interface Waiting {
  wanted: Turn;
  deadlineAt: number;
  settle: (result: TurnResult) => void;
}

export function createRequestBudget(clock: Clock): RequestBudget {
  const whole = new TokenBucket(DEFAULT_BUDGET, clock.now());
  const endpoints = new Map<string, TokenBucket>();
  let waiting: Waiting[] = [];
  let limitedUntil = 0;
  let spent: { at: number; cost: number }[] = [];
  let cancelWake: (() => void) | undefined;

  function limitAt(now: number): number {
    if (limitedUntil - now > LONGEST_LIMIT_MS) limitedUntil = 0;
    return limitedUntil > now ? limitedUntil : 0;
  }

  function endpointOf(wanted: Turn, now: number): TokenBucket | undefined {
    if (wanted.endpointLimit === undefined) return undefined;
    const { name, perSecond } = wanted.endpointLimit;
    const budget = { perSecond, burst: Math.max(1, Math.floor(perSecond)) };
    const known = endpoints.get(name) ?? new TokenBucket(budget, now);
    endpoints.set(name, known);
    return known;
  }

  function forgetOld(now: number): void {
    const [first] = spent;
    const last = spent.at(-1);
    if (first === undefined || (now - first.at < MINUTE_MS && last !== undefined && last.at <= now)) return;
    spent = spent.filter(({ at }) => at <= now && now - at < MINUTE_MS);
  }

  /** Lets go whoever may go, sends away whoever cannot go in time, and sets the alarm for the next change. */
  function serve(): void {
    const now = clock.now();
    const limit = limitAt(now);
    cancelWake?.();
    cancelWake = undefined;
    let wakeAt = limit === 0 ? Number.POSITIVE_INFINITY : limit;
    let ahead = 0;
    const staying: Waiting[] = [];
    for (const one of waiting) {
      const endpoint = endpointOf(one.wanted, now);
      // What costs more than the bucket holds goes when it is full.
      const cost = Math.min(one.wanted.cost, whole.burst);
      const wholeMs = whole.waitMs(ahead + cost, now);
      const endpointMs = endpoint?.waitMs(1, now) ?? 0;
      const readyAt = Math.max(limit, now + wholeMs, now + endpointMs);
      if (readyAt <= now) {
        whole.take(cost, now);
        endpoint?.take(1, now);
        spent.push({ at: now, cost: one.wanted.cost });
        one.settle({ kind: 'go' });
      } else if (readyAt > one.deadlineAt) {
        one.settle({ kind: 'too-long', retryAt: Math.ceil(readyAt) });
      } else {
        // Who waits for the whole budget keeps it from those behind; who waits for its endpoint holds up nobody.
        if (endpointMs <= wholeMs) ahead += cost;
        staying.push(one);
        wakeAt = Math.min(wakeAt, readyAt);
      }
    }
    waiting = staying;
    forgetOld(now);
    if (waiting.length > 0) cancelWake = clock.setTimeout(serve, Math.max(1, Math.ceil(wakeAt - now)));
  }

  return {
    turn(wanted) {
      if (wanted.signal?.aborted) return Promise.resolve({ kind: 'aborted' });
      return new Promise((resolve) => {
        const onAbort = () => {
          waiting = waiting.filter((other) => other !== one);
          one.settle({ kind: 'aborted' });
          serve();
        };
        const one: Waiting = {
          wanted,
          deadlineAt: clock.now() + wanted.waitMs,
          settle(result) {
            wanted.signal?.removeEventListener('abort', onAbort);
            resolve(result);
          },
        };
        wanted.signal?.addEventListener('abort', onAbort);
        const behind = waiting.findIndex((other) => RANKS[other.wanted.priority] > RANKS[wanted.priority]);
        waiting.splice(behind === -1 ? waiting.length : behind, 0, one);
        serve();
      });
    },
    limitUntil(at) {
      limitedUntil = Math.max(limitAt(clock.now()), at);
      serve();
    },
    set(budget) {
      whole.set(budget, clock.now());
      serve();
    },
    state() {
      const now = clock.now();
      const limit = limitAt(now);
      forgetOld(now);
      return {
        budget: {
          perSecond: whole.perSecond,
          used: spent.reduce((sum, { cost }) => sum + cost, 0),
          available: Math.floor(whole.available(now)),
        },
        ...(limit === 0 ? {} : { limitedUntil: limit }),
      };
    },
    close() {
      cancelWake?.();
      for (const one of waiting.splice(0)) one.settle({ kind: 'aborted' });
    },
  };
}

class TokenBucket {
  perSecond: number;
  burst: number;
  private tokens: number;
  private countedAt: number;

  constructor(budget: HttpBudget, now: number) {
    this.perSecond = budget.perSecond;
    this.burst = budget.burst;
    this.tokens = budget.burst;
    this.countedAt = now;
  }

  available(now: number): number {
    // A clock set back earns nothing and costs nothing.
    const earned = (Math.max(0, now - this.countedAt) / 1000) * this.perSecond;
    this.tokens = Math.min(this.burst, this.tokens + earned);
    this.countedAt = now;
    return this.tokens;
  }

  /** Time until `cost` has been earned; more than the bucket holds means several in turn. */
  waitMs(cost: number, now: number): number {
    const missing = cost - this.available(now);
    // Sums of thirds and tenths fall a hair short of whole numbers.
    return missing <= 1e-9 ? 0 : Math.ceil((missing / this.perSecond) * 1000);
  }

  take(cost: number, now: number): void {
    this.tokens = this.available(now) - cost;
  }

  set(budget: HttpBudget, now: number): void {
    this.available(now);
    this.perSecond = budget.perSecond;
    this.burst = budget.burst;
    this.tokens = Math.min(this.tokens, this.burst);
  }
}
