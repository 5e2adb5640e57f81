// A command as the outbox hands it to a provider on its first attempt. Used by the conformance tests.

import type { CommandToSend } from '../../electron/core/providers/provider.ts';
import type { CommandKind } from '../../shared/domain/command.ts';
import type { CommandId, ConnectionId, JobId } from '../../shared/domain/ids.ts';
import type { ExternalIds } from '../../shared/domain/job.ts';
import type { ProviderName } from '../../shared/domain/provider-name.ts';

export const NO_IDS: ExternalIds = { requestId: null, jobId: null, externalId: null, trackingId: null };

/** What is known of the job besides. */
export interface Known {
  id?: string;
  ids?: Partial<ExternalIds>;
  reference?: string | null;
  firstSentAt?: number;
}

export function commandToSend(
  account: { connectionId: string; provider: ProviderName },
  kind: CommandKind,
  payload: unknown,
  { id = 'command-1', ids = {}, reference = null, firstSentAt = Date.now() }: Known = {},
): CommandToSend {
  return {
    command: {
      id: id as CommandId,
      jobId: 'job-1' as JobId,
      connectionId: account.connectionId as ConnectionId,
      provider: account.provider,
      kind,
      state: 'sending',
      payload,
      createdAt: firstSentAt - 1000,
      updatedAt: firstSentAt,
      attempts: 1,
      firstSentAt,
      nextAt: firstSentAt,
      waitingFor: null,
      problem: null,
    },
    ids: { ...NO_IDS, ...ids },
    reference,
  };
}
