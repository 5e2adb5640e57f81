// A command: something that must reach a provider exactly once. It lives in the outbox until it is settled.

import type { CommandId, ConnectionId, JobId } from './ids.ts';
import type { ProviderName } from './provider-name.ts';

/**
 * `retry` lets a shipment that failed be placed again; `delete`, `retrack` and `complete` are of parcel trackings. What is
 * not `create` needs a job that the provider has.
 */
export const COMMAND_KINDS = ['create', 'edit', 'cancel', 'retry', 'delete', 'retrack', 'complete'] as const;
export type CommandKind = (typeof COMMAND_KINDS)[number];

/**
 * queued: safely written, nothing sent. sending: written before the request leaves. unknown: it left and nobody
 * answered; the provider is asked before anything else happens. done, failed (refused: a person decides) and
 * discarded (never sent, or given up by a person) are settled.
 */
export const COMMAND_STATES = ['queued', 'sending', 'unknown', 'done', 'failed', 'discarded'] as const;
export type CommandState = (typeof COMMAND_STATES)[number];

/** What went wrong, for the person and for the record. */
export interface CommandProblem {
  sentence: string;
  status: number | null;
  fields: { field: string; message: string }[];
  /** The provider's raw body, secrets cut out. */
  body: string | null;
}

export interface Command {
  id: CommandId;
  jobId: JobId;
  connectionId: ConnectionId;
  provider: ProviderName;
  kind: CommandKind;
  state: CommandState;
  /** In the provider's own words, without secrets. */
  payload: unknown;
  createdAt: number;
  updatedAt: number;
  /** How often a request left for it. */
  attempts: number;
  /** When the first request left; null before that. */
  firstSentAt: number | null;
  /** When the machine will do something about it by itself; null when it waits for a person or is settled. */
  nextAt: number | null;
  /** Why it waits, in words: no network, signed out, an earlier command of the same job. */
  waitingFor: string | null;
  problem: CommandProblem | null;
}

/** Still able to change something at the provider, or not yet known whether it did. */
export function isUnsettled(state: CommandState): boolean {
  return state === 'queued' || state === 'sending' || state === 'unknown';
}
