import { describe, expect, it } from 'vitest';
import { installHandClock } from '../../../test/support/hand-clock.ts';
import type { RequestPriority } from './http-request.ts';
import { createRequestBudget, type RequestBudget, type TurnResult } from './request-budget.ts';

const clock = installHandClock();

function full(perSecond: number, burst: number): RequestBudget {
  const budget = createRequestBudget(clock);
  budget.set({ perSecond, burst });
  return budget;
}

interface Asked {
  cost?: number;
  priority?: RequestPriority;
  waitMs?: number;
  endpointLimit?: { name: string; perSecond: number };
  signal?: AbortSignal;
}

/** Asks for a turn and notes when and in which order it came. */
function ask(budget: RequestBudget, name: string, order: string[], asked: Asked = {}): Promise<TurnResult> {
  const turn = budget.turn({ cost: 1, priority: 'person', waitMs: 60_000, ...asked });
  return turn.then((result) => {
    order.push(result.kind === 'go' ? name : `${name} ${result.kind}`);
    return result;
  });
}

const tick = () => new Promise((resolve) => setImmediate(resolve));

describe('the budget of a connection', () => {
  it('lets a burst go at once and the rest at its pace', async () => {
    const budget = full(2, 3);
    const order: string[] = [];
    for (const name of ['a', 'b', 'c', 'd', 'e']) void ask(budget, name, order);
    await tick();
    expect(order).toEqual(['a', 'b', 'c']);
    clock.advance(499);
    await tick();
    expect(order).toEqual(['a', 'b', 'c']);
    clock.advance(1);
    await tick();
    expect(order).toEqual(['a', 'b', 'c', 'd']);
    clock.advance(500);
    await tick();
    expect(order).toEqual(['a', 'b', 'c', 'd', 'e']);
  });

  it('puts commands before persons before polls, each in order of arrival', async () => {
    const budget = full(1, 1);
    const order: string[] = [];
    void ask(budget, 'first', order, { priority: 'poll' });
    void ask(budget, 'poll 1', order, { priority: 'poll' });
    void ask(budget, 'person 1', order, { priority: 'person' });
    void ask(budget, 'command 1', order, { priority: 'command' });
    void ask(budget, 'poll 2', order, { priority: 'poll' });
    void ask(budget, 'command 2', order, { priority: 'command' });
    void ask(budget, 'person 2', order, { priority: 'person' });
    for (let second = 0; second < 6; second += 1) {
      clock.advance(1_000);
      await tick();
    }
    expect(order).toEqual(['first', 'command 1', 'command 2', 'person 1', 'person 2', 'poll 1', 'poll 2']);
  });

  it('does not let cheap requests starve an expensive one', async () => {
    const budget = full(1, 3);
    const order: string[] = [];
    void ask(budget, 'two', order, { cost: 2 });
    void ask(budget, 'three', order, { cost: 3 });
    void ask(budget, 'one', order);
    await tick();
    expect(order).toEqual(['two']);
    clock.advance(2_000);
    await tick();
    expect(order).toEqual(['two', 'three']);
    clock.advance(1_000);
    await tick();
    expect(order).toEqual(['two', 'three', 'one']);
  });

  it('lets a request that costs more than the bucket holds go when it is full', async () => {
    const budget = full(1, 2);
    const order: string[] = [];
    void ask(budget, 'huge', order, { cost: 50 });
    await tick();
    expect(order).toEqual(['huge']);
    expect(budget.state().budget).toEqual({ perSecond: 1, used: 50, available: 0 });
  });

  it('says at once when the turn would come too late, and when to ask again', async () => {
    const budget = full(1, 1);
    const startedAt = clock.now();
    const order: string[] = [];
    void ask(budget, 'a', order);
    void ask(budget, 'b', order);
    void ask(budget, 'c', order);
    const result = await ask(budget, 'd', order, { waitMs: 2_500 });
    expect(result).toEqual({ kind: 'too-long', retryAt: startedAt + 3_000 });
  });

  it('names a moment in whole milliseconds at any pace', async () => {
    const budget = full(3, 1);
    const order: string[] = [];
    void ask(budget, 'a', order);
    const result = await ask(budget, 'b', order, { waitMs: 1 });
    expect(result).toEqual({ kind: 'too-long', retryAt: clock.now() + 334 });
  });

  it('sends a poll away when commands push it behind its time', async () => {
    const budget = full(1, 1);
    const order: string[] = [];
    void ask(budget, 'a', order);
    void ask(budget, 'poll', order, { priority: 'poll', waitMs: 1_500 });
    await tick();
    expect(order).toEqual(['a']);
    void ask(budget, 'command', order, { priority: 'command' });
    await tick();
    expect(order).toEqual(['a', 'poll too-long']);
  });

  it('holds everyone while the provider limits the connection, then goes on at its pace', async () => {
    const budget = full(1, 2);
    const until = clock.now() + 10_000;
    budget.limitUntil(until);
    expect(budget.state().limitedUntil).toBe(until);
    const order: string[] = [];
    void ask(budget, 'poll', order, { priority: 'poll' });
    void ask(budget, 'command', order, { priority: 'command' });
    void ask(budget, 'third', order, { priority: 'poll' });
    const impatient = await ask(budget, 'impatient', order, { waitMs: 9_999 });
    expect(impatient).toEqual({ kind: 'too-long', retryAt: expect.any(Number) });
    clock.advance(9_999);
    await tick();
    expect(order).toEqual(['impatient too-long']);
    clock.advance(1);
    await tick();
    expect(order).toEqual(['impatient too-long', 'command', 'poll']);
    expect(budget.state().limitedUntil).toBeUndefined();
  });

  it('keeps the longer of two limits', () => {
    const budget = full(1, 1);
    const until = clock.now() + 10_000;
    budget.limitUntil(until);
    budget.limitUntil(until - 5_000);
    expect(budget.state().limitedUntil).toBe(until);
  });

  it('counts an endpoint by itself without holding up the others', async () => {
    const budget = full(100, 100);
    const order: string[] = [];
    const endpointLimit = { name: 'detect', perSecond: 2 };
    for (const name of ['d1', 'd2', 'd3']) void ask(budget, name, order, { endpointLimit });
    void ask(budget, 'other', order);
    await tick();
    expect(order).toEqual(['d1', 'd2', 'other']);
    clock.advance(500);
    await tick();
    expect(order).toEqual(['d1', 'd2', 'other', 'd3']);
  });

  it('lets a request be called off while it waits, and the next one moves up', async () => {
    const budget = full(1, 1);
    const order: string[] = [];
    const calling = new AbortController();
    void ask(budget, 'a', order);
    void ask(budget, 'b', order, { signal: calling.signal });
    void ask(budget, 'c', order, { waitMs: 2_000 });
    calling.abort();
    clock.advance(1_000);
    await tick();
    expect(order).toEqual(['a', 'b aborted', 'c']);
    await ask(budget, 'late', order, { signal: AbortSignal.abort() });
    expect(order.at(-1)).toBe('late aborted');
  });

  it('sends everyone away when the connection goes', async () => {
    const budget = full(1, 1);
    const order: string[] = [];
    for (const name of ['a', 'b', 'c']) void ask(budget, name, order);
    budget.close();
    await tick();
    expect(order).toEqual(['a', 'b aborted', 'c aborted']);
  });

  it('takes a new budget for those who wait already', async () => {
    const budget = full(0.01, 1);
    const order: string[] = [];
    void ask(budget, 'a', order);
    void ask(budget, 'b', order, { waitMs: 3_600_000 });
    budget.set({ perSecond: 10, burst: 10 });
    clock.advance(100);
    await tick();
    expect(order).toEqual(['a', 'b']);
  });

  it('counts what was used in the last minute', async () => {
    const budget = full(10, 10);
    const order: string[] = [];
    await ask(budget, 'a', order, { cost: 3 });
    clock.advance(59_999);
    await ask(budget, 'b', order);
    expect(budget.state().budget).toEqual({ perSecond: 10, used: 4, available: 9 });
    clock.advance(1);
    expect(budget.state().budget.used).toBe(1);
  });

  it('is not stuck by a clock that is set back', async () => {
    const budget = full(1, 1);
    const order: string[] = [];
    const startedAt = clock.now();
    budget.limitUntil(startedAt + 60_000);
    clock.setTo(startedAt - 24 * 3_600_000);
    expect(budget.state().limitedUntil).toBeUndefined();
    await ask(budget, 'a', order);
    expect(order).toEqual(['a']);
  });
});
