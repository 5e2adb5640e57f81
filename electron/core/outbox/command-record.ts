// Pure: how commands, their lines on the timeline and their audit entries are made. Used by the outbox only.

import type { Command, CommandProblem } from '../../../shared/domain/command.ts';
import type { CommandId } from '../../../shared/domain/ids.ts';
import type { ExternalIds, Job, JobEvent } from '../../../shared/domain/job.ts';
import type { AuditEntry, CacheWrite, JobRecord } from '../cache/cache.ts';
import { newId } from '../new-id.ts';
import type { CommandToSend, ProviderError } from '../providers/provider.ts';

export const KIND_WORDS: Record<Command['kind'], string> = {
  create: 'Booking',
  edit: 'Change',
  cancel: 'Cancellation',
  retry: 'Retry',
  delete: 'Removal',
  retrack: 'Retracking',
  complete: 'Completion',
};

export function newCommand(
  job: JobRecord | Job,
  kind: Command['kind'],
  payload: unknown,
  now: number,
): Command {
  return {
    id: newId<CommandId>('command'),
    jobId: job.id,
    connectionId: job.connectionId,
    provider: job.provider,
    kind,
    state: 'queued',
    payload,
    createdAt: now,
    updatedAt: now,
    attempts: 0,
    firstSentAt: null,
    nextAt: now,
    waitingFor: null,
    problem: null,
  };
}

export function toSend(command: Command, job: Job): CommandToSend {
  return { command, ids: job.externalIds, reference: job.reference };
}

/** Booked for a time that was still to come, and that time is over: nobody wants it delivered yesterday. */
export function isPastItsWindow(job: Job, now: number): boolean {
  return job.promiseAt !== null && job.promiseAt > job.createdAt && now > job.promiseAt;
}

/** Two writes about the same job as one; of doubled fields the second's hold. */
export function joined(first: CacheWrite, second: CacheWrite): CacheWrite {
  const [one] = first.patchJobs ?? [];
  const [two] = second.patchJobs ?? [];
  const patch =
    one && two
      ? [{ id: one.id, set: { ...one.set, ...two.set } }]
      : [...(first.patchJobs ?? []), ...(second.patchJobs ?? [])];
  return {
    ...first,
    ...second,
    patchJobs: patch,
    events: [...(first.events ?? []), ...(second.events ?? [])],
    commands: [...(first.commands ?? []), ...(second.commands ?? [])],
  };
}

export function problemOf(error: ProviderError): CommandProblem {
  return { sentence: error.sentence, status: error.status, fields: error.fields, body: error.body };
}

export function acceptedText(command: Command, ids: Partial<ExternalIds>): string {
  const as = command.kind === 'create' && ids.requestId ? ` as ${ids.requestId}` : '';
  return `${KIND_WORDS[command.kind]} accepted by the provider${as}`;
}

export function commandEvent(command: Command, at: number, text: string): JobEvent {
  return {
    jobId: command.jobId,
    at,
    receivedAt: at,
    kind: 'command',
    text,
    status: null,
    rawStatus: null,
    actor: null,
    position: null,
  };
}

export function audit(command: Command, at: number, action: string): AuditEntry {
  return {
    at,
    actor: action === 'ordered' || action === 'changed' || action === 'retried' ? 'person' : 'machine',
    action: `${command.kind} ${action}`,
    jobId: command.jobId,
    connectionId: command.connectionId,
    detail: { commandId: command.id, payload: command.payload, problem: command.problem },
  };
}
