// Keeps one setting in the core and remembers how that went, for the word beside the field.

import { useCallback, useEffect, useRef, useState } from 'react';
import type { SettingsChange } from '../../shared/contract/settings.ts';
import { useDesk } from '../state/use-desk.ts';

export interface Keeping {
  /** `kept` for a moment after a success. */
  state: 'idle' | 'kept';
  /** Why it could not be kept, in words. */
  problem: string | null;
  keep(change: SettingsChange): Promise<boolean>;
}

const SAID_MS = 2_000;

export function useKeepSetting(): Keeping {
  const { actions } = useDesk();
  const [state, setState] = useState<Keeping['state']>('idle');
  const [problem, setProblem] = useState<string | null>(null);
  const timer = useRef<ReturnType<typeof setTimeout> | undefined>(undefined);

  useEffect(() => () => clearTimeout(timer.current), []);

  const keep = useCallback(
    async (change: SettingsChange) => {
      const outcome = await actions.updateSettings(change);
      if (outcome.ok) {
        setProblem(null);
        setState('kept');
        clearTimeout(timer.current);
        timer.current = setTimeout(() => setState('idle'), SAID_MS);
      } else {
        // Said beside the field it is about, and nowhere else.
        actions.clearAlert('settings');
        setState('idle');
        setProblem(outcome.problem.sentence);
      }
      return outcome.ok;
    },
    [actions],
  );

  return { state, problem, keep };
}
