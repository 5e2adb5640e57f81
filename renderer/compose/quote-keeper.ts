// Keeps the quote of what is being typed: waits until the typing rests, asks once a change, calls off what is no longer
// wanted, and knows when an answer has grown old. Made by use-quote.ts; has no React in it and no clock of its own.
//
// Invariant: what is shown belongs to the addresses that stand in the form; an answer to older ones is dropped.

import { createStore, type StoreApi } from 'zustand/vanilla';
import type { TwinJetAddress, TwinJetQuote } from '../../shared/contract/twinjet.ts';
import type { ConnectionId } from '../../shared/domain/ids.ts';
import type { Outcome, Problem } from '../state/problem.ts';

export interface QuoteQuestion {
  connectionId: ConnectionId;
  pick_address?: TwinJetAddress;
  deliver_address?: TwinJetAddress;
}

export type QuoteState =
  /** No complete address yet. */
  | { kind: 'none' }
  /** On its way, or about to be; `before` is what was known of the same addresses. */
  | { kind: 'asking'; before: TwinJetQuote | null }
  | { kind: 'quote'; quote: TwinJetQuote }
  | { kind: 'problem'; problem: Problem };

export interface QuoteKeeper {
  store: StoreApi<QuoteState>;
  /** What stands in the form now; null while no address is complete. The same question again changes nothing. */
  want(question: QuoteQuestion | null): void;
  /** Asks again about the same addresses, now. */
  again(): void;
  /**
   * What holds at the moment of sending: waits for an answer that is on its way, and asks again where the kept one is
   * older than it may be. `signal` ends the waiting, not the question.
   */
  settled(signal: AbortSignal): Promise<QuoteState>;
  stop(): void;
}

interface Options {
  ask: (question: QuoteQuestion, signal: AbortSignal) => Promise<Outcome<TwinJetQuote>>;
  restMs: number;
  now: () => number;
}

export function createQuoteKeeper({ ask, restMs, now }: Options): QuoteKeeper {
  const store = createStore<QuoteState>(() => ({ kind: 'none' }));
  let wanted: { question: QuoteQuestion; key: string } | null = null;
  let timer: ReturnType<typeof setTimeout> | null = null;
  let asking: AbortController | null = null;

  function callOff() {
    if (timer !== null) clearTimeout(timer);
    timer = null;
    asking?.abort();
    asking = null;
  }

  async function askNow() {
    callOff();
    if (wanted === null) return;
    const mine = new AbortController();
    asking = mine;
    const outcome = await ask(wanted.question, mine.signal);
    if (asking !== mine) return;
    asking = null;
    store.setState(
      outcome.ok ? { kind: 'quote', quote: outcome.value } : { kind: 'problem', problem: outcome.problem },
      true,
    );
  }

  function again() {
    if (wanted === null) return;
    const state = store.getState();
    store.setState({ kind: 'asking', before: state.kind === 'quote' ? state.quote : null }, true);
    void askNow();
  }

  return {
    store,
    again,
    want(question) {
      const key = question === null ? null : placeKey(question);
      if (key === (wanted?.key ?? null)) {
        // The names on the door may have changed; they cost nothing and go along with the next question.
        if (question !== null && key !== null) wanted = { question, key };
        return;
      }
      callOff();
      wanted = question === null || key === null ? null : { question, key };
      if (wanted === null) {
        store.setState({ kind: 'none' }, true);
        return;
      }
      store.setState({ kind: 'asking', before: null }, true);
      timer = setTimeout(() => void askNow(), restMs);
    },
    async settled(signal) {
      const state = store.getState();
      if (state.kind === 'quote' && now() >= state.quote.staleAt) again();
      else if (timer !== null) void askNow();
      if (store.getState().kind !== 'asking') return store.getState();
      return new Promise((resolve) => {
        const end = () => {
          unsubscribe();
          signal.removeEventListener('abort', end);
          resolve(store.getState());
        };
        const unsubscribe = store.subscribe((next) => {
          if (next.kind !== 'asking') end();
        });
        signal.addEventListener('abort', end);
        if (signal.aborted) end();
      });
    },
    stop() {
      callOff();
      wanted = null;
    },
  };
}

/** What price and zone depend on: the account and the places, not who opens the door. */
function placeKey({ connectionId, pick_address, deliver_address }: QuoteQuestion): string {
  const place = (address: TwinJetAddress | undefined) =>
    address && [address.street_address, address.floor, address.city, address.state, address.zip_code];
  return JSON.stringify([connectionId, place(pick_address), place(deliver_address)]);
}
