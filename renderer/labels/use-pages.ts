// A list of AfterShip's that is asked for page by page; what was shown stays while it is asked for anew.

import { useCallback, useEffect, useState } from 'react';
import type { Outcome, Problem } from '../state/problem.ts';

export interface Page<Item> {
  items: Item[];
  next_token: string | null;
  unreadable: number;
}

export interface Pages<Item> {
  /** Null before the first answer. */
  items: Item[] | null;
  unreadable: number;
  problem: Problem | null;
  loading: boolean;
  /** Null: that was all. */
  more: (() => void) | null;
  reload: () => void;
}

type Ask<Item> = (next_token: string | undefined, signal: AbortSignal) => Promise<Outcome<Page<Item>>>;

interface Wanted<Item> {
  ask: Ask<Item>;
  next: string | undefined;
  turn: number;
}

/** @param ask must stay the same while the question does */
export function usePages<Item>(ask: Ask<Item>): Pages<Item> {
  const [wanted, setWanted] = useState<Wanted<Item>>({ ask, next: undefined, turn: 0 });
  // A page of another question's answer is none of this one's.
  const nextToken = wanted.ask === ask ? wanted.next : undefined;
  const [items, setItems] = useState<Item[] | null>(null);
  const [unreadable, setUnreadable] = useState(0);
  const [next, setNext] = useState<string | null>(null);
  const [problem, setProblem] = useState<Problem | null>(null);
  const [loading, setLoading] = useState(true);

  // biome-ignore lint/correctness/useExhaustiveDependencies: a new turn asks the same question again
  useEffect(() => {
    const abort = new AbortController();
    setLoading(true);
    void ask(nextToken, abort.signal).then((outcome) => {
      if (abort.signal.aborted) return;
      setLoading(false);
      setProblem(outcome.ok ? null : outcome.problem);
      if (!outcome.ok) return;
      const { items: came, next_token, unreadable: lost } = outcome.value;
      const isMore = nextToken !== undefined;
      setItems((before) => (isMore ? [...(before ?? []), ...came] : came));
      setUnreadable((before) => (isMore ? before + lost : lost));
      setNext(next_token);
    });
    return () => abort.abort();
  }, [ask, nextToken, wanted.turn]);

  const reload = useCallback(
    () => setWanted(({ turn }) => ({ ask, next: undefined, turn: turn + 1 })),
    [ask],
  );
  return {
    items,
    unreadable,
    problem,
    loading,
    more: next === null ? null : () => setWanted(({ turn }) => ({ ask, next, turn: turn + 1 })),
    reload,
  };
}
