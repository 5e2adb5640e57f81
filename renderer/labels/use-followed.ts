// One thing of AfterShip's: asked for when it is shown, and again by itself as long as AfterShip is working on it.

import { useCallback, useEffect, useState } from 'react';
import type { ShippingProblem } from '../../shared/contract/labels.ts';
import type { Outcome, Problem } from '../state/problem.ts';

export interface Told<Thing> {
  thing: Thing;
  pending: boolean;
  problem: ShippingProblem | null;
}

export interface Followed<Thing> {
  told: Told<Thing> | null;
  /** It could not be asked for. */
  problem: Problem | null;
  /** Resolves when the answer is there. */
  reload: () => Promise<void>;
}

const FIRST_PAUSE_MS = 1_500;
const LONGEST_PAUSE_MS = 15_000;

/** @param ask must stay the same while it is about the same thing */
export function useFollowed<Thing>(
  ask: (signal: AbortSignal | undefined) => Promise<Outcome<Told<Thing>>>,
): Followed<Thing> {
  const [told, setTold] = useState<Told<Thing> | null>(null);
  const [problem, setProblem] = useState<Problem | null>(null);

  const load = useCallback(
    async (signal?: AbortSignal): Promise<Told<Thing> | null> => {
      const outcome = await ask(signal);
      if (signal?.aborted) return null;
      setProblem(outcome.ok ? null : outcome.problem);
      if (!outcome.ok) return null;
      setTold(outcome.value);
      return outcome.value;
    },
    [ask],
  );

  useEffect(() => {
    const abort = new AbortController();
    void load(abort.signal);
    return () => abort.abort();
  }, [load]);

  const isPending = told?.pending === true;
  useEffect(() => {
    if (!isPending) return;
    const abort = new AbortController();
    let timer: ReturnType<typeof setTimeout>;
    const askIn = (pauseMs: number) => {
      timer = setTimeout(async () => {
        await load(abort.signal);
        if (!abort.signal.aborted) askIn(Math.min(pauseMs * 1.5, LONGEST_PAUSE_MS));
      }, pauseMs);
    };
    askIn(FIRST_PAUSE_MS);
    return () => {
      abort.abort();
      clearTimeout(timer);
    };
  }, [isPending, load]);

  return { told, problem, reload: async () => void (await load()) };
}
