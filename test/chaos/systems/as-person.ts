// Orders whose answer a person waits for: labels, carrier accounts, account openings. Whoever gets none looks what became of
// it and tries again, as the screens say. Used by aftership-labels.ts, orderly-hub.ts and jet-delivery.ts.

import { setTimeout as sleep } from 'node:timers/promises';
import { ORPCError } from '@orpc/client';
import { CutOff } from '../restarted-server.ts';

/** Real time. Bad weather lasts a few seconds, but one kind may follow another, and a busy machine makes its own. */
const PATIENCE_MS = 600_000;
const PAUSE_MS = 100;

/** What the last attempt ended with: `kind` is that of a provider's refusal. */
export interface Failure {
  cutOff: boolean;
  code: string | null;
  kind: string | null;
}

/** Does it until it answers; `attempt` is told how the one before ended. What no patience helps against is thrown. */
export async function asPerson<Value>(attempt: (before: Failure | null) => Promise<Value>): Promise<Value> {
  const until = Date.now() + PATIENCE_MS;
  for (let before: Failure | null = null; ; ) {
    try {
      return await attempt(before);
    } catch (error) {
      before = failureOf(error);
      if (before === null || Date.now() > until) throw error;
      await sleep(PAUSE_MS);
    }
  }
}

function failureOf(error: unknown): Failure | null {
  if (error instanceof CutOff) return { cutOff: true, code: null, kind: null };
  if (!(error instanceof ORPCError) || !WORTH_A_TRY.has(error.code)) return null;
  const { kind = null } = (error.data ?? {}) as { kind?: string | null };
  return { cutOff: false, code: error.code, kind };
}

const WORTH_A_TRY = new Set(['PROVIDER', 'CONFLICT', 'NOT_FOUND']);
