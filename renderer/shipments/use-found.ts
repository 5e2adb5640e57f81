// Pages of shipments at the provider: what is asked, the page that came, the way to the next and the one before. What was
// asked last is kept while the page is open, so that a look at a job costs nobody their place.

import { useCallback, useEffect, useState } from 'react';
import type { ListedShipment, ShipmentFilter } from '../../shared/contract/shipments.ts';
import type { ConnectionId } from '../../shared/domain/ids.ts';
import type { Problem } from '../state/problem.ts';
import { useDesk, useDeskStore } from '../state/use-desk.ts';
import { type FindValues, NOTHING_TYPED, toFilter } from './find-values.ts';

export interface FoundPage {
  shipments: ListedShipment[];
  unreadable: number;
  next: string | null;
  previous: string | null;
}

interface Question {
  filter: ShipmentFilter;
  token: string | null;
  /** Counted from 1, by the way one came. */
  page: number;
  /** Grows with every wish to hear it anew. */
  turn: number;
}

export interface Found {
  question: Question;
  /** Null before the first answer. */
  page: FoundPage | null;
  problem: Problem | null;
  loading: boolean;
  /** From the first page on. */
  find(filter: ShipmentFilter): void;
  again(): void;
  next: (() => void) | null;
  previous: (() => void) | null;
  fromTheStart(): void;
}

/** One for the whole page: what was typed and asked last, of which account. */
const last: { of: ConnectionId | null; typed: FindValues; question: Question | null } = {
  of: null,
  typed: NOTHING_TYPED,
  question: null,
};

export function lastTyped(of: ConnectionId): FindValues {
  return last.of === of ? last.typed : NOTHING_TYPED;
}

export function keepTyped(of: ConnectionId, typed: FindValues): void {
  if (last.of !== of) last.question = null;
  last.of = of;
  last.typed = typed;
}

export function useFound(connectionId: ConnectionId): Found {
  const { actions } = useDesk();
  const lost = useDeskStore('link', (state) => state.status.phase === 'lost');
  const [question, setQuestion] = useState<Question>(() => firstQuestion(connectionId));
  const [page, setPage] = useState<FoundPage | null>(null);
  const [problem, setProblem] = useState<Problem | null>(null);
  const [loading, setLoading] = useState(true);

  // A core that is away is asked once it is back.
  useEffect(() => {
    last.question = question;
    if (lost) {
      setLoading(false);
      return;
    }
    const abort = new AbortController();
    const { filter, token } = question;
    setLoading(true);
    const asked = token === null ? filter : { ...filter, paginationToken: token };
    void actions.shipments.list({ connectionId, filter: asked }, abort.signal).then((outcome) => {
      if (abort.signal.aborted) return;
      setLoading(false);
      setProblem(outcome.ok ? null : outcome.problem);
      if (!outcome.ok) return;
      const { shipments, unreadable, paginationToken } = outcome.value;
      setPage({ shipments, unreadable: unreadable.length, ...paginationToken });
    });
    return () => abort.abort();
  }, [actions, connectionId, question, lost]);

  const ask = useCallback(
    (change: Partial<Question>) => setQuestion((before) => ({ ...before, ...change, turn: before.turn + 1 })),
    [],
  );
  const beside = (token: string | null | undefined, way: 1 | -1) =>
    token == null || loading ? null : () => ask({ token, page: question.page + way });
  return {
    question,
    page,
    problem,
    loading,
    find: (filter) => ask({ filter, token: null, page: 1 }),
    again: () => ask({}),
    next: beside(page?.next, 1),
    previous: beside(page?.previous, -1),
    fromTheStart: () => ask({ token: null, page: 1 }),
  };
}

function firstQuestion(connectionId: ConnectionId): Question {
  if (last.of === connectionId && last.question !== null) return last.question;
  const asked = toFilter(lastTyped(connectionId), Date.now());
  return { filter: asked.ok ? asked.filter : {}, token: null, page: 1, turn: 0 };
}
