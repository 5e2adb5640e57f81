// Orders and statuses by number: what the writing process writes, and what database.ts then looks for. Pure.

import type { CacheWrite, JobRecord } from '../../electron/core/cache/cache.ts';
import { jobRecordFrom } from '../../electron/core/providers/twinjet/to-domain.ts';
import type { Command } from '../../shared/domain/command.ts';
import type { CommandId, ConnectionId, JobId } from '../../shared/domain/ids.ts';
import { twinJetJob } from '../support/booked-job.ts';

export const CONNECTION = 'connection-chaos' as ConnectionId;
const AT = Date.UTC(2026, 10, 3, 18, 0, 0);

export const jobNumbered = (number: number) => `job-${number}` as JobId;
export const commandNumbered = (number: number) => `command-${number}` as CommandId;

/** One order as the outbox writes it: job, command, line and entry of the audit in one transaction. */
export function orderNumbered(number: number): CacheWrite & { insertJobs: JobRecord[]; commands: Command[] } {
  const id = jobNumbered(number);
  const payload = twinJetJob(AT, {
    external_id: `CHAOS-${number}`,
    special_instructions: 'Ring twice. '.repeat(number % 40),
  });
  const record = jobRecordFrom(payload, {
    id,
    connectionId: CONNECTION,
    at: AT,
    currency: 'USD',
    quote: null,
  });
  const command: Command = {
    id: commandNumbered(number),
    jobId: id,
    connectionId: CONNECTION,
    provider: 'twinjet',
    kind: 'create',
    state: 'queued',
    payload,
    createdAt: AT + number,
    updatedAt: AT + number,
    attempts: 0,
    firstSentAt: null,
    nextAt: AT,
    waitingFor: null,
    problem: null,
  };
  return {
    insertJobs: [record],
    commands: [command],
    events: [
      {
        jobId: id,
        at: AT,
        receivedAt: AT,
        kind: 'command',
        text: `Order ${number}`,
        status: null,
        rawStatus: null,
        actor: null,
        position: null,
      },
    ],
    audit: [
      {
        at: AT,
        actor: 'person',
        action: 'create ordered',
        jobId: id,
        connectionId: CONNECTION,
        detail: { number },
      },
    ],
  };
}

/** News of a job: nothing that a person was promised. */
export function statusOfNumbered(number: number): CacheWrite {
  return {
    patchJobs: [{ id: jobNumbered(number), set: { note: 'n'.repeat((number * 97) % 3_000) } }],
    raws: [{ jobId: jobNumbered(number), raw: { number, text: 'r'.repeat((number * 193) % 6_000) } }],
  };
}
