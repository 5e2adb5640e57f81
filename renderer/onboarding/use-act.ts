// Runs one action of a step: whether it is under way, and what it failed with, for the step to show beside its button.

import { useCallback, useState } from 'react';
import type { Outcome, Problem } from '../state/problem.ts';

interface Act {
  working: boolean;
  problem: Problem | null;
  clear: () => void;
  run: (call: () => Promise<Outcome<unknown>>) => Promise<boolean>;
}

export function useAct(): Act {
  const [working, setWorking] = useState(false);
  const [problem, setProblem] = useState<Problem | null>(null);
  const run = useCallback(async (call: () => Promise<Outcome<unknown>>) => {
    setWorking(true);
    setProblem(null);
    const outcome = await call();
    setWorking(false);
    if (!outcome.ok) setProblem(outcome.problem);
    return outcome.ok;
  }, []);
  const clear = useCallback(() => setProblem(null), []);
  return { working, problem, clear, run };
}
