// Asks for a page of the accounts whenever the filter changes or somebody wants it anew; what was shown stays meanwhile.

import { useCallback, useEffect, useState } from 'react';
import type { ConnectionId } from '../../shared/domain/ids.ts';
import type { CarrierAccountPage } from '../state/actions.ts';
import type { Problem } from '../state/problem.ts';
import { useDesk } from '../state/use-desk.ts';

interface Filter {
  carrier: string;
  status: string;
  page: number;
  /** Accounts on a page; at most 100 (seed 001, List Carrier Accounts). */
  limit: number;
}

export interface AccountList {
  filter: Filter;
  setFilter: (filter: Filter) => void;
  answer: CarrierAccountPage | null;
  problem: Problem | null;
  loading: boolean;
  reload: () => void;
}

export function useAccountList(connectionId: ConnectionId): AccountList {
  const { actions } = useDesk();
  const [filter, setFilter] = useState<Filter>({ carrier: '', status: '', page: 1, limit: 20 });
  const [turn, setTurn] = useState(0);
  const [answer, setAnswer] = useState<CarrierAccountPage | null>(null);
  const [problem, setProblem] = useState<Problem | null>(null);
  const [loading, setLoading] = useState(true);

  // biome-ignore lint/correctness/useExhaustiveDependencies: a new turn asks the same question again
  useEffect(() => {
    const abort = new AbortController();
    const { carrier, status, page, limit } = filter;
    setLoading(true);
    const wanted = {
      connectionId,
      page,
      limit,
      ...(carrier === '' ? {} : { carrier }),
      ...(status === '' ? {} : { status }),
    };
    void actions.listCarrierAccounts(wanted, abort.signal).then((outcome) => {
      if (abort.signal.aborted) return;
      setLoading(false);
      setProblem(outcome.ok ? null : outcome.problem);
      if (!outcome.ok) return;
      const { data, pagination } = outcome.value;
      // The last account of the last page was deleted: there is one page less now.
      if (data.length === 0 && page > 1)
        setFilter({ ...filter, page: Math.min(page - 1, pagination.totalPages) });
      else setAnswer(outcome.value);
    });
    return () => abort.abort();
  }, [actions, connectionId, filter, turn]);

  const reload = useCallback(() => setTurn((before) => before + 1), []);
  return { filter, setFilter, answer, problem, loading, reload };
}
