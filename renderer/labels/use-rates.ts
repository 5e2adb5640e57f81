// The rates that were asked for last, and whether they still belong to what is typed. Asked again by itself while
// AfterShip is working on them.

import { useEffect, useState } from 'react';
import type { RateRecord, RateRequest, ShippingProblem } from '../../shared/contract/labels.ts';
import type { ConnectionId } from '../../shared/domain/ids.ts';
import type { Problem } from '../state/problem.ts';
import { useDesk } from '../state/use-desk.ts';

interface Answer {
  record: RateRecord;
  pending: boolean;
  problem: ShippingProblem | null;
  /** What they were asked for, to the letter. */
  asked: string;
}

const PAUSE_MS = 1_500;

export function useRates(connectionId: ConnectionId, request: RateRequest) {
  const { actions } = useDesk();
  const [answer, setAnswer] = useState<Answer | null>(null);
  const [problem, setProblem] = useState<Problem | null>(null);
  const [asking, setAsking] = useState(false);
  const wanted = JSON.stringify(request);

  async function compare() {
    if (asking) return;
    setAsking(true);
    const outcome = await actions.labels.calculateRates({ connectionId, request });
    setAsking(false);
    setProblem(outcome.ok ? null : outcome.problem);
    setAnswer(outcome.ok ? { ...outcome.value, asked: wanted } : null);
  }

  const openId = answer?.pending === true ? answer.record.id : null;
  useEffect(() => {
    if (openId === null) return;
    const abort = new AbortController();
    const timer = setInterval(async () => {
      const outcome = await actions.labels.getRates({ connectionId, id: openId }, abort.signal);
      if (abort.signal.aborted) return;
      setProblem(outcome.ok ? null : outcome.problem);
      if (outcome.ok) {
        setAnswer((before) => (before?.record.id === openId ? { ...before, ...outcome.value } : before));
      }
    }, PAUSE_MS);
    return () => {
      abort.abort();
      clearInterval(timer);
    };
  }, [actions, connectionId, openId]);

  return {
    record: answer?.record ?? null,
    trouble: answer?.problem ?? null,
    pending: answer?.pending ?? false,
    stale: answer !== null && answer.asked !== wanted,
    problem,
    asking,
    compare,
    forget() {
      setAnswer(null);
      setProblem(null);
    },
  };
}
