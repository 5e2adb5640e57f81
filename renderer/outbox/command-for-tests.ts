// A command as tests need it. Imported by tests only.

import type { Command, CommandState } from '../../shared/domain/command.ts';
import type { CommandId, ConnectionId, JobId } from '../../shared/domain/ids.ts';

export function testCommand(id: string, state: CommandState, more: Partial<Command> = {}): Command {
  return {
    id: id as CommandId,
    jobId: 'job-1' as JobId,
    connectionId: 'connection-1' as ConnectionId,
    provider: 'twinjet',
    kind: 'create',
    state,
    payload: {},
    createdAt: 1_000,
    updatedAt: 1_000,
    attempts: 0,
    firstSentAt: null,
    nextAt: state === 'queued' || state === 'sending' || state === 'unknown' ? 5_000 : null,
    waitingFor: null,
    problem: null,
    ...more,
  };
}
