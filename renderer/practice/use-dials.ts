// The dials as the core last told them, and the ways to turn them. What is turned is shown at once and corrected by the
// answer; a failure stands beside the dials until the next try.

import { useCallback, useEffect, useState } from 'react';
import type { PracticeChange, PracticeDials } from '../../shared/contract/practice.ts';
import type { ConnectionId } from '../../shared/domain/ids.ts';
import type { Outcome, Problem } from '../state/problem.ts';
import { useDesk, useDeskStore } from '../state/use-desk.ts';

export interface Dials {
  /** Null before the core has told them. */
  dials: PracticeDials | null;
  problem: Problem | null;
  ask(): void;
  turn(change: PracticeChange): Promise<void>;
  setToken(connectionId: ConnectionId, revoked: boolean): Promise<void>;
  newMorning(): Promise<boolean>;
}

export function useDials(): Dials {
  const { actions } = useDesk();
  const open = useDeskStore('link', (state) => state.status.phase === 'open');
  const [dials, setDials] = useState<PracticeDials | null>(null);
  const [problem, setProblem] = useState<Problem | null>(null);

  const take = useCallback((outcome: Outcome<PracticeDials>) => {
    if (outcome.ok) setDials(outcome.value);
    setProblem(outcome.ok ? null : outcome.problem);
    return outcome.ok;
  }, []);
  const ask = useCallback(() => void actions.practiceDials().then(take), [actions, take]);
  useEffect(() => {
    if (open) ask();
  }, [open, ask]);

  return {
    dials,
    problem,
    ask,
    async turn(change) {
      const { speed, paused, arrivalsPerHour, fault } = change;
      setDials(
        dials && {
          ...dials,
          speed: speed ?? dials.speed,
          paused: paused ?? dials.paused,
          arrivalsPerHour: arrivalsPerHour ?? dials.arrivalsPerHour,
          fault: fault ?? dials.fault,
        },
      );
      if (!take(await actions.setPracticeDials(change))) setDials(dials);
    },
    async setToken(connectionId, revoked) {
      take(await actions.setPracticeToken({ connectionId, revoked }));
    },
    newMorning: async () => take(await actions.newPracticeMorning()),
  };
}
