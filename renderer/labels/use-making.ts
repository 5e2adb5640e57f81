// What every form has that makes something at AfterShip: one request at a time, its problem, and what is said of its answer.

import { useState } from 'react';
import type { Outcome, Problem } from '../state/problem.ts';
import { texts } from './texts.ts';

interface Made {
  id: string;
  /** The answer was lost, and it was found again. */
  foundAgain: boolean;
  pending: boolean;
}

interface Options {
  /** Said when AfterShip has made it. */
  done: string;
  onMade: (id: string, note: string) => void;
  /** Something may have been made without an answer. */
  onUnsettled: () => void;
}

export function useMaking({ done, onMade, onUnsettled }: Options) {
  const [problem, setProblem] = useState<Problem | null>(null);
  const [working, setWorking] = useState(false);
  return {
    problem,
    working,
    forget: () => setProblem(null),
    async make(request: () => Promise<Outcome<Made>>) {
      if (working) return;
      setWorking(true);
      const outcome = await request();
      setWorking(false);
      setProblem(outcome.ok ? null : outcome.problem);
      if (!outcome.ok) return onUnsettled();
      const { id, foundAgain, pending } = outcome.value;
      onMade(id, foundAgain ? texts.foundAgain : pending ? texts.taken : done);
    },
  };
}

/** An outcome of another shape, as a form wants it. */
export function mapOutcome<Value, Other>(
  outcome: Outcome<Value>,
  map: (value: Value) => Other,
): Outcome<Other> {
  return outcome.ok ? { ok: true, value: map(outcome.value) } : outcome;
}
