// What every part stands on: the couriers with what they can do, and the shipper accounts. Asked once when the screen
// opens and whenever an account changes; what was known stays meanwhile.

import { useCallback, useEffect, useState } from 'react';
import type { ShipperAccount, ShippingCourier } from '../../shared/contract/labels.ts';
import type { ConnectionId } from '../../shared/domain/ids.ts';
import type { Problem } from '../state/problem.ts';
import { useDesk } from '../state/use-desk.ts';

export interface Ground {
  connectionId: ConnectionId;
  couriers: readonly ShippingCourier[];
  accounts: readonly ShipperAccount[];
  /** Both have been answered at least once. */
  ready: boolean;
  problem: Problem | null;
  reload: () => Promise<void>;
}

const MOST_PAGES = 10;

export function useGround(connectionId: ConnectionId): Ground {
  const { actions } = useDesk();
  const [couriers, setCouriers] = useState<ShippingCourier[] | null>(null);
  const [accounts, setAccounts] = useState<ShipperAccount[] | null>(null);
  const [problem, setProblem] = useState<Problem | null>(null);

  const load = useCallback(
    async (signal?: AbortSignal) => {
      const known = await actions.labels.couriers(connectionId, signal);
      if (signal?.aborted) return;
      if (known.ok) setCouriers(known.value.couriers);
      const all: ShipperAccount[] = [];
      let next: string | undefined;
      for (let page = 0; page < MOST_PAGES; page += 1) {
        const listed = await actions.labels.accounts(
          { connectionId, limit: 100, ...(next === undefined ? {} : { next_token: next }) },
          signal,
        );
        if (signal?.aborted) return;
        if (!listed.ok) {
          setProblem(listed.problem);
          return;
        }
        all.push(...listed.value.items);
        if (listed.value.next_token === null) break;
        next = listed.value.next_token;
      }
      setAccounts(all);
      setProblem(known.ok ? null : known.problem);
    },
    [actions, connectionId],
  );
  useEffect(() => {
    const abort = new AbortController();
    void load(abort.signal);
    return () => abort.abort();
  }, [load]);

  return {
    connectionId,
    couriers: couriers ?? [],
    accounts: accounts ?? [],
    ready: couriers !== null && accounts !== null,
    problem,
    reload: () => load(),
  };
}

/** An account in words, also one that is not there any more. */
export function accountName({ accounts }: Pick<Ground, 'accounts'>, id: string | null | undefined): string {
  const account = accounts.find((one) => one.id === id);
  return account?.description || account?.slug || (id ?? '');
}

export function slugOf(
  { accounts }: Pick<Ground, 'accounts'>,
  id: string | null | undefined,
): string | undefined {
  return accounts.find((one) => one.id === id)?.slug;
}
