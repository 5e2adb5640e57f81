// Asks a provider something harmless with the kept credential, and keeps the answer beside the button.

import { useCallback, useRef, useState } from 'react';
import type { ConnectionId } from '../../shared/domain/ids.ts';
import { useDesk } from '../state/use-desk.ts';

export type ConnectionTest =
  | { kind: 'asking' }
  | { kind: 'good'; at: number }
  | { kind: 'bad'; at: number; message: string };

export function useConnectionTest(id: ConnectionId): [ConnectionTest | null, () => Promise<void>] {
  const { actions } = useDesk();
  const [result, setResult] = useState<ConnectionTest | null>(null);
  const asked = useRef(0);

  const run = useCallback(async () => {
    asked.current += 1;
    const mine = asked.current;
    setResult({ kind: 'asking' });
    const outcome = await actions.testConnection(id);
    if (asked.current !== mine) return;
    const at = Date.now();
    if (!outcome.ok) {
      // Said here, beside the button; the same sentence need not stand below as well.
      actions.clearAlert(`connection:${id}`);
      setResult({ kind: 'bad', at, message: outcome.problem.sentence });
      return;
    }
    const { ok, error } = outcome.value;
    if (ok || error === undefined) setResult({ kind: 'good', at });
    else setResult({ kind: 'bad', at, message: error.message });
  }, [actions, id]);

  return [result, run];
}
