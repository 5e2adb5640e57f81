import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { TwinJetQuote } from '../../shared/contract/twinjet.ts';
import type { ConnectionId, QuoteId } from '../../shared/domain/ids.ts';
import type { Outcome, Problem } from '../state/problem.ts';
import { createQuoteKeeper, type QuoteQuestion } from './quote-keeper.ts';

const problem: Problem = {
  code: 'PROVIDER',
  sentence: 'TwinJet cannot be reached.',
  fields: [],
  jobId: null,
  vault: null,
  provider: { kind: 'unreachable', status: null, body: null, retryAt: null },
  at: 0,
};

function quote(price: string, staleAt = Number.POSITIVE_INFINITY): TwinJetQuote {
  return {
    quoteId: `quote-${price}` as QuoteId,
    price,
    pickup_eta: null,
    delivery_eta: null,
    pick_address: null,
    drop_address: null,
    errors: [],
    zones: [],
    quotedAt: 0,
    staleAt,
  };
}

function to(street: string, more: object = {}): QuoteQuestion {
  const deliver_address = {
    street_address: street,
    city: 'San Francisco',
    state: 'CA',
    zip_code: '94105',
    ...more,
  };
  return { connectionId: 'connection-1' as ConnectionId, deliver_address };
}

interface Asked {
  question: QuoteQuestion;
  signal: AbortSignal;
  answer: (outcome: Outcome<TwinJetQuote>) => void;
}

function keeper(now = () => 0) {
  const asked: Asked[] = [];
  const quotes = createQuoteKeeper({
    ask: (question, signal) =>
      new Promise((answer) => {
        asked.push({ question, signal, answer });
      }),
    restMs: 500,
    now,
  });
  return { quotes, asked, state: () => quotes.store.getState() };
}

const never = new AbortController().signal;

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

test('waits until the typing rests, and asks once for all of it', async () => {
  const { quotes, asked, state } = keeper();
  for (const street of ['5', '56', '560', '560 Mission St']) {
    quotes.want(to(street));
    await vi.advanceTimersByTimeAsync(400);
  }
  expect(asked).toHaveLength(0);
  expect(state().kind).toBe('asking');
  await vi.advanceTimersByTimeAsync(100);
  expect(asked.map(({ question }) => question.deliver_address?.street_address)).toEqual(['560 Mission St']);
  asked[0]!.answer({ ok: true, value: quote('8.00') });
  await vi.advanceTimersByTimeAsync(0);
  expect(state()).toMatchObject({ kind: 'quote', quote: { price: '8.00' } });
});

test('calls off a question that is no longer wanted and drops its late answer', async () => {
  const { quotes, asked, state } = keeper();
  quotes.want(to('560 Mission St'));
  await vi.advanceTimersByTimeAsync(500);
  quotes.want(to('1 Market St'));
  expect(asked[0]!.signal.aborted).toBe(true);
  asked[0]!.answer({ ok: true, value: quote('8.00') });
  await vi.advanceTimersByTimeAsync(0);
  expect(state()).toEqual({ kind: 'asking', before: null });
  await vi.advanceTimersByTimeAsync(500);
  expect(asked).toHaveLength(2);
});

test('does not ask again for a change that no price depends on', async () => {
  const { quotes, asked, state } = keeper();
  quotes.want(to('560 Mission St'));
  await vi.advanceTimersByTimeAsync(500);
  asked[0]!.answer({ ok: true, value: quote('8.00') });
  await vi.advanceTimersByTimeAsync(0);
  quotes.want(to('560 Mission St', { contact: 'P. Pete', special_instructions: 'Ring' }));
  await vi.advanceTimersByTimeAsync(5_000);
  expect(asked).toHaveLength(1);
  expect(state().kind).toBe('quote');
});

test('an address that is taken away takes its quote along', async () => {
  const { quotes, asked, state } = keeper();
  quotes.want(to('560 Mission St'));
  await vi.advanceTimersByTimeAsync(200);
  quotes.want(null);
  await vi.advanceTimersByTimeAsync(5_000);
  expect(asked).toHaveLength(0);
  expect(state()).toEqual({ kind: 'none' });
});

test('sending does not wait for the rest of the pause, but for the answer', async () => {
  const { quotes, asked } = keeper();
  quotes.want(to('560 Mission St'));
  const settled = quotes.settled(never);
  expect(asked).toHaveLength(1);
  asked[0]!.answer({ ok: true, value: quote('8.00') });
  expect(await settled).toMatchObject({ kind: 'quote' });
});

test('sending asks again when the quote has grown old, and takes a fresh one as it is', async () => {
  let now = 0;
  const { quotes, asked } = keeper(() => now);
  quotes.want(to('560 Mission St'));
  await vi.advanceTimersByTimeAsync(500);
  asked[0]!.answer({ ok: true, value: quote('8.00', 900_000) });
  await vi.advanceTimersByTimeAsync(0);
  now = 899_999;
  expect(await quotes.settled(never)).toMatchObject({ quote: { price: '8.00' } });
  expect(asked).toHaveLength(1);
  now = 900_000;
  const settled = quotes.settled(never);
  expect(asked).toHaveLength(2);
  expect(quotes.store.getState()).toMatchObject({ kind: 'asking', before: { price: '8.00' } });
  asked[1]!.answer({ ok: true, value: quote('9.50', 1_800_000) });
  expect(await settled).toMatchObject({ quote: { price: '9.50' } });
});

test('nobody has to wait: calling the waiting off leaves the question alone', async () => {
  const { quotes, asked, state } = keeper();
  quotes.want(to('560 Mission St'));
  const wait = new AbortController();
  const settled = quotes.settled(wait.signal);
  wait.abort();
  expect(await settled).toMatchObject({ kind: 'asking' });
  expect(asked[0]!.signal.aborted).toBe(false);
  asked[0]!.answer({ ok: true, value: quote('8.00') });
  await vi.advanceTimersByTimeAsync(0);
  expect(state().kind).toBe('quote');
});

test('a failure is kept with its sentence until something is asked again', async () => {
  const { quotes, asked, state } = keeper();
  quotes.want(to('560 Mission St'));
  await vi.advanceTimersByTimeAsync(500);
  asked[0]!.answer({ ok: false, problem });
  await vi.advanceTimersByTimeAsync(0);
  expect(state()).toEqual({ kind: 'problem', problem });
  quotes.again();
  expect(asked).toHaveLength(2);
  expect(state().kind).toBe('asking');
});

test('stopping calls off what is on its way, and the same form may begin again', async () => {
  const { quotes, asked } = keeper();
  quotes.want(to('560 Mission St'));
  await vi.advanceTimersByTimeAsync(500);
  quotes.stop();
  expect(asked[0]!.signal.aborted).toBe(true);
  quotes.want(to('560 Mission St'));
  await vi.advanceTimersByTimeAsync(500);
  expect(asked).toHaveLength(2);
});
