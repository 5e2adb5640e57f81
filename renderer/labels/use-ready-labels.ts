// The labels of an account that are ready and in no manifest, of the last seven days. Asked anew with each account.

import { useEffect, useState } from 'react';
import type { Label } from '../../shared/contract/labels.ts';
import type { ConnectionId } from '../../shared/domain/ids.ts';
import type { Problem } from '../state/problem.ts';
import { useDesk } from '../state/use-desk.ts';
import { since } from './page-list.tsx';

/** More than one driver takes at once, and more than anybody chooses one by one. */
const MOST = 200;

export function useReadyLabels(connectionId: ConnectionId, accountId: string) {
  const { actions } = useDesk();
  const [labels, setLabels] = useState<Label[] | null>(null);
  const [problem, setProblem] = useState<Problem | null>(null);
  const [turn, setTurn] = useState(0);

  // biome-ignore lint/correctness/useExhaustiveDependencies: a new turn asks the same question again
  useEffect(() => {
    const abort = new AbortController();
    setLabels(null);
    setProblem(null);
    if (accountId === '') return;
    const wanted = {
      connectionId,
      shipper_account_id: accountId,
      status: 'created',
      created_at_min: since('7'),
      limit: MOST,
    };
    void actions.labels.list(wanted, abort.signal).then((outcome) => {
      if (abort.signal.aborted) return;
      if (outcome.ok) setLabels(outcome.value.items);
      else setProblem(outcome.problem);
    });
    return () => abort.abort();
  }, [actions, connectionId, accountId, turn]);

  return { labels, problem, reload: () => setTurn(turn + 1) };
}
