// What goes wrong on purpose at the moment, in sentences for the practice bar, and the change that ends each. Pure.

import type { PracticeChange, PracticeDials } from '../../shared/contract/practice.ts';
import type { ConnectionId } from '../../shared/domain/ids.ts';
import { PROVIDER_LABELS } from '../../shared/domain/provider-name.ts';
import { texts } from './texts.ts';

export interface StandingFaults {
  /** Empty while everything is as in life. */
  sentences: string[];
  /** What ends them: a turn of the dials (null: none needed), and tokens to be given back. */
  change: PracticeChange | null;
  revoked: ConnectionId[];
}

export function standingFaults({ fault, paused, tokens }: PracticeDials): StandingFaults {
  const revoked = tokens.filter((token) => token.revoked);
  const faulty = fault.kind !== 'none';
  const sentences: string[] = [];
  const whom = fault.provider === null ? null : PROVIDER_LABELS[fault.provider].word;
  if (faulty) sentences.push(texts.standing.fault(texts.fault[fault.kind].name, whom));
  if (paused) sentences.push(texts.standing.paused);
  if (revoked.length > 0) sentences.push(texts.standing.tokens(revoked.map(({ label }) => label).join(', ')));
  return {
    sentences,
    change:
      faulty || paused
        ? {
            ...(faulty
              ? { fault: { kind: 'none' as const, provider: fault.provider, rate: 1, latencyMs: 0 } }
              : {}),
            ...(paused ? { paused: false } : {}),
          }
        : null,
    revoked: revoked.map(({ connectionId }) => connectionId),
  };
}
