// What every procedure is served from, and the one place where failures become the contract's typed errors.
// Used by the files of this folder.

import { randomUUID } from 'node:crypto';
import { implement, ORPCError, ValidationError } from '@orpc/server';
import { contract } from '../../../shared/contract/contract.ts';
import type { contractErrors, FieldMessage } from '../../../shared/contract/errors.ts';
import type { ChangeFeed } from '../feed/change-feed.ts';
import { OutboxRefusal } from '../outbox/outbox-service.ts';
import { type Logger, type Notice, type SecretStore, SecretStoreError } from '../ports.ts';
import type { PracticeControls } from '../practice-dials.ts';
import { Refusal } from '../refusal.ts';
import type { TrainingService } from '../training/training-service.ts';
import type { Workspace, WorkspaceName } from '../workspace.ts';

export interface Desk {
  /** The open workspace; waits while another one is being opened. */
  workspace(): Promise<Workspace>;
  openWorkspace(name: WorkspaceName): Promise<void>;
  /** CONFLICT where practice is not open. */
  practice(): Promise<PracticeControls>;
  newMorning(): Promise<void>;
  training: TrainingService;
  /** A procedure was answered as it should be: for whoever learns from what a person does. */
  answered(answer: { procedure: string; input: unknown; output: unknown }): void;
  feed: ChangeFeed;
  /** The person's own vault, whichever workspace is open. */
  vault: SecretStore;
  log: Logger;
  host: 'electron' | 'server';
  version: string;
  /** What happened before any page was there to be told. */
  standingNotices(): Notice[];
}

export type Implementer = ReturnType<typeof implementer>;

/** The contract, ready to be implemented: whatever a handler throws is translated on its way out. */
export function implementer(desk: Desk) {
  return implement(contract).use(async ({ next, path }, input: unknown) => {
    try {
      const result = await next();
      desk.answered({ procedure: path.join('.'), input, output: result.output });
      return result;
    } catch (error) {
      throw await translated(error, path, desk);
    }
  });
}

async function translated(error: unknown, path: readonly string[], desk: Desk): Promise<unknown> {
  if (error instanceof Refusal) {
    switch (error.code) {
      case 'INVALID':
        return typed('INVALID', error.message, { fields: error.fields });
      case 'NOT_FOUND':
        return typed('NOT_FOUND', error.message, undefined);
      case 'CONFLICT':
        return typed('CONFLICT', error.message, { jobId: error.jobId });
      case 'PROVIDER': {
        const { kind, status, fields, body, retryAt } = error.provider ?? NO_ANSWER;
        return typed('PROVIDER', error.message, { kind, status, fields, body, retryAt });
      }
    }
  }
  if (error instanceof OutboxRefusal) {
    return error.code === 'NOT_FOUND'
      ? typed('NOT_FOUND', error.message, undefined)
      : typed('CONFLICT', error.message, { jobId: error.jobId });
  }
  if (error instanceof SecretStoreError) {
    const { state } = await desk.vault.status();
    return typed('VAULT', error.message, { state: state === 'ready' ? 'unavailable' : state });
  }
  if (error instanceof ORPCError && error.cause instanceof ValidationError && error.code === 'BAD_REQUEST') {
    const fields = fieldsOf(error.cause);
    return typed('INVALID', fields[0]?.message ?? 'This cannot be used as it is.', { fields });
  }
  if (error instanceof Error && error.name === 'AbortError') return error;
  return internal(error, path, desk.log);
}

/** A bug, or a database that cannot be used: logged whole, told with the id of the log line and nothing of the inside. */
function internal(error: unknown, path: readonly string[], log: Logger): unknown {
  const id = randomUUID().slice(0, 8);
  log.error('A procedure failed', { id, procedure: path.join('.'), error: wordsOf(error) });
  // A problem of the database file is told in a sentence made for a person.
  const sentence =
    error instanceof Error && error.name === 'CacheProblem'
      ? error.message
      : `Something went wrong inside Switchyard. Its log has the details under ${id}.`;
  return new ORPCError('INTERNAL_SERVER_ERROR', { message: sentence, data: { id } });
}

function wordsOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const cause = error.cause === undefined ? '' : ` (because of ${wordsOf(error.cause)})`;
  return `${error.stack ?? error.message}${cause}`;
}

function typed(code: keyof typeof contractErrors, message: string, data: unknown): unknown {
  return new ORPCError(code, { defined: true, status: STATUSES[code], message, data });
}

const STATUSES: { [Code in keyof typeof contractErrors]: (typeof contractErrors)[Code]['status'] } = {
  INVALID: 400,
  NOT_FOUND: 404,
  CONFLICT: 409,
  VAULT: 423,
  PROVIDER: 502,
};

const NO_ANSWER = { kind: 'unreachable', status: null, fields: [], body: null, retryAt: null };

/** One message for each path. A union that fits nowhere would otherwise say the same several times. */
function fieldsOf({ issues }: ValidationError): FieldMessage[] {
  const fields = new Map<string, string>();
  for (const { path, message } of issues) {
    const field = (path ?? []).map((part) => String(typeof part === 'object' ? part.key : part)).join('.');
    if (!fields.has(field)) fields.set(field, message);
  }
  return [...fields].map(([field, message]) => ({ field, message }));
}
