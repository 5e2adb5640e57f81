// The place for secrets as the screens need it: how it is, and the two things a person may do about it. What goes wrong is
// answered in words, so that it stands beside what was typed; null when the place is ready.

import { useCallback } from 'react';
import type { VaultKind, VaultStatus } from '../../shared/contract/vault.ts';
import { useDesk, useDeskStore } from './use-desk.ts';

export interface Vault {
  /** Null before the core has said it. */
  status: VaultStatus | null;
  choose(kind: VaultKind, passphrase?: string): Promise<string | null>;
  unlock(passphrase: string): Promise<string | null>;
}

export function useVault(): Vault {
  const { actions } = useDesk();
  const status = useDeskStore('vault', (state) => state.status);
  const choose = useCallback(
    async (kind: VaultKind, passphrase?: string) => {
      const outcome = await actions.chooseVault(passphrase === undefined ? { kind } : { kind, passphrase });
      if (!outcome.ok) return outcome.problem.sentence;
      // Ready, and yet a problem: something was left behind elsewhere. The status goes on saying so.
      const { value } = outcome;
      return value.state === 'ready' && value.kind === kind ? null : value.problem;
    },
    [actions],
  );
  const unlock = useCallback(
    async (passphrase: string) => {
      const outcome = await actions.unlockVault(passphrase);
      if (!outcome.ok) return outcome.problem.sentence;
      return outcome.value.state === 'ready' ? null : outcome.value.problem;
    },
    [actions],
  );
  return { status, choose, unlock };
}
