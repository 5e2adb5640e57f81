// Turns whatever a call failed with into something a person can act on. Used by actions.ts and board-query.ts;
// screens show a Problem with ui/problem-note.tsx.

import { ORPCError } from '@orpc/client';
import type { FieldMessage, ProviderErrorKind } from '../../shared/contract/errors.ts';
import { LinkLostError } from '../connection/link-lost-error.ts';
import { texts } from './texts.ts';

export interface Problem {
  /** `LOST`: the core cannot be reached. `BUG`: something nobody foresaw. The others are the contract's. */
  code: 'INVALID' | 'NOT_FOUND' | 'CONFLICT' | 'VAULT' | 'PROVIDER' | 'LOST' | 'BUG';
  /** What happened and what to do, for the dispatcher. */
  sentence: string;
  /** Messages for single fields of what was sent, by dotted path. */
  fields: FieldMessage[];
  /** CONFLICT: the job that is in the way. */
  jobId: string | null;
  /** VAULT: why the place for secrets cannot be used. */
  vault: 'locked' | 'unavailable' | 'undecided' | null;
  /** PROVIDER: what it said. */
  provider: {
    kind: ProviderErrorKind;
    status: number | null;
    body: string | null;
    retryAt: number | null;
  } | null;
  at: number;
}

export type Outcome<Value> = { ok: true; value: Value } | { ok: false; problem: Problem };

/** Whether an error only says that the caller itself no longer wanted the answer. */
export function isAbort(error: unknown, signal: AbortSignal | undefined): boolean {
  return signal?.aborted === true || (error instanceof DOMException && error.name === 'AbortError');
}

export function describeError(error: unknown, at = Date.now()): Problem {
  const nothing = { fields: [], jobId: null, vault: null, provider: null, at };
  if (error instanceof LinkLostError) {
    return {
      ...nothing,
      code: 'LOST',
      sentence: error.sent ? texts.lostAfterSending : texts.lostBeforeSending,
    };
  }
  if (error instanceof ORPCError) {
    const data = error.data as Record<string, never> | undefined;
    switch (error.code) {
      case 'INVALID':
        return { ...nothing, code: 'INVALID', sentence: error.message, fields: data?.fields ?? [] };
      case 'NOT_FOUND':
        return { ...nothing, code: 'NOT_FOUND', sentence: error.message };
      case 'CONFLICT':
        return { ...nothing, code: 'CONFLICT', sentence: error.message, jobId: data?.jobId ?? null };
      case 'VAULT':
        return { ...nothing, code: 'VAULT', sentence: error.message, vault: data?.state ?? null };
      case 'PROVIDER': {
        const provider = data as unknown as NonNullable<Problem['provider']> & { fields: FieldMessage[] };
        return {
          ...nothing,
          code: 'PROVIDER',
          sentence: error.message,
          fields: provider.fields,
          provider: {
            kind: provider.kind,
            status: provider.status,
            body: provider.body,
            retryAt: provider.retryAt,
          },
        };
      }
    }
  }
  return {
    ...nothing,
    code: 'BUG',
    sentence: texts.bug(error instanceof Error ? error.message : String(error)),
  };
}
