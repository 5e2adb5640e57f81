// A list of AfterShip's that is asked for page by page; what was shown stays while it is asked for anew.

import { useCallback, useEffect, useState } from 'react';
import type { Outcome, Problem } from '../state/problem.ts';

interface Page<Item> {
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

/** @param ask must stay the same while the question does */
export function usePages<Item>(
  ask: (next_token: string | undefined, signal: AbortSignal) => Promise<Outcome<Page<Item>>>,
): Pages<Item> {
  const [wanted, setWanted] = useState<{ next: string | undefined; turn: number }>({
    next: undefined,
    turn: 0,
  });
  const [items, setItems] = useState<Item[] | null>(null);
  const [unreadable, setUnreadable] = useState(0);
  const [next, setNext] = useState<string | null>(null);
  const [problem, setProblem] = useState<Problem | null>(null);
  const [loading, setLoading] = useState(true);

  useEffect(() => {
    const abort = new AbortController();
    setLoading(true);
    void ask(wanted.next, abort.signal).then((outcome) => {
      if (abort.signal.aborted) return;
      setLoading(false);
      setProblem(outcome.ok ? null : outcome.problem);
      if (!outcome.ok) return;
      const { items: came, next_token, unreadable: lost } = outcome.value;
      const isMore = wanted.next !== undefined;
      setItems((before) => (isMore ? [...(before ?? []), ...came] : came));
      setUnreadable((before) => (isMore ? before + lost : lost));
      setNext(next_token);
    });
    return () => abort.abort();
  }, [ask, wanted]);

  const reload = useCallback(() => setWanted(({ turn }) => ({ next: undefined, turn: turn + 1 })), []);
  return {
    items,
    unreadable,
    problem,
    loading,
    more: next === null ? null : () => setWanted(({ turn }) => ({ next, turn: turn + 1 })),
    reload,
  };
}
