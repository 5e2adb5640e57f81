// The fault dial of every simulator: which requests go wrong, and how. Asked by faulty-server.ts once per request.

import { SeededRandom } from './seeded-random.ts';

/** Every way a request can go wrong; `-after` kinds are acted upon first, so the console cannot know. */
const faultKinds = [
  'none',
  '403',
  '429',
  '500',
  '503',
  'timeout-before',
  'timeout-after',
  'reset-before',
  'reset-after',
  'html',
  'empty',
  'garbage',
  'half-body',
] as const;

export type FaultKind = (typeof faultKinds)[number];

export interface FaultDial {
  /** Added before every answer that matches, also with kind `none`. */
  readonly latencyMs?: number;
  readonly kind?: FaultKind;
  /** Share (0 to 1) of the matching requests that go wrong; 1 when left out. */
  readonly rate?: number;
  /** Seconds in the Retry-After header of 429 and 503. */
  readonly retryAfterS?: number;
  /** Only these operations, by the names that the simulator has for them. */
  readonly operations?: readonly string[];
  /** Only these paths, as "/api/v1/jobs" (a trailing slash does not matter). */
  readonly paths?: readonly string[];
  /** Only these methods. */
  readonly methods?: readonly string[];
  /** Only the next so many matching requests; then the dial goes back to none. */
  readonly count?: number;
}

const kindsActedUpon: ReadonlySet<FaultKind> = new Set([
  'timeout-after',
  'reset-after',
  'empty',
  'garbage',
  'half-body',
]);

/** Whether the provider has done what was asked although its answer is lost. */
export function isActedUpon(kind: FaultKind): boolean {
  return kind === 'none' || kindsActedUpon.has(kind);
}

export function isFaultKind(value: unknown): value is FaultKind {
  return faultKinds.some((kind) => kind === value);
}

export class Faults {
  private dial: FaultDial = {};
  private left = Number.POSITIVE_INFINITY;
  private readonly random: SeededRandom;

  constructor(seed: string | number) {
    this.random = new SeededRandom(seed, 'faults');
  }

  /** Replaces the dial as a whole; `{}` makes everything work again. */
  set(dial: FaultDial): void {
    this.dial = dial;
    this.left = dial.count ?? Number.POSITIVE_INFINITY;
  }

  /** What happens to this request; `operation` is null where the simulator has no name for it. */
  strike(
    method: string,
    path: string,
    operation: string | null,
  ): { kind: FaultKind; latencyMs: number; retryAfterS: number | undefined } {
    const { dial } = this;
    const well = { kind: 'none' as const, latencyMs: 0, retryAfterS: undefined };
    const bare = (one: string): string => one.replace(/\/+$/, '');
    if (dial.operations !== undefined && (operation === null || !dial.operations.includes(operation)))
      return well;
    if (dial.paths !== undefined && !dial.paths.some((one) => bare(one) === bare(path))) return well;
    if (dial.methods !== undefined && !dial.methods.includes(method)) return well;
    const { kind = 'none', latencyMs = 0, retryAfterS } = dial;
    if (kind === 'none' || this.left <= 0 || !this.random.chance(dial.rate ?? 1))
      return { ...well, latencyMs };
    this.left -= 1;
    return { kind, latencyMs, retryAfterS };
  }
}
