// Begins to follow what was made elsewhere: one door, behind it the booking of the connection's own system.

import type { ConnectionId, JobId } from '../../../shared/domain/ids.ts';
import { PROVIDER_LABELS, type ProviderName } from '../../../shared/domain/provider-name.ts';
import type { ConnectionService } from '../connections/connection-service.ts';
import { invalid, Refusal } from '../refusal.ts';

/** Exactly one is given. */
export interface FollowedIds {
  requestId?: string | undefined;
  jobId?: string | undefined;
  externalId?: string | undefined;
  reference?: string | undefined;
  trackingId?: string | undefined;
}

export interface Follower {
  /**
   * Begins to follow a job made elsewhere, by exactly one of its ids. INVALID for an id the system does not know, CONFLICT
   * (with the job) for one that is on the board, PROVIDER where it cannot be asked.
   */
  follow(connectionId: ConnectionId, ids: FollowedIds, signal: AbortSignal | undefined): Promise<JobId>;
}

export function createFollowing(
  connections: Pick<ConnectionService, 'get'>,
  followers: Partial<Record<ProviderName, Follower>>,
): Follower {
  return {
    async follow(connectionId, ids, signal) {
      const { provider, label } = connections.get(connectionId);
      const follower = followers[provider];
      if (follower) return follower.follow(connectionId, ids, signal);
      const { word } = PROVIDER_LABELS[provider];
      const message = `${label} is a connection with ${word}, which has no jobs to be followed. Choose another.`;
      throw invalid([{ field: 'connectionId', message }]);
    },
  };
}

export function alreadyHere(jobId: JobId): Refusal {
  return new Refusal('CONFLICT', 'This job is on the board already.', { jobId });
}
