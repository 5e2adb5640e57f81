// Accounts with providers: made, changed, tested, and what is known of their health.
// The outbox and the poller get an account with its secret here, for one call.

import type { ConnectionHealth } from '../../../shared/domain/connection.ts';
import type { ConnectionId } from '../../../shared/domain/ids.ts';
import type { Provider, ProviderAccount, ProviderError } from '../providers/provider.ts';

export type AccountAnswer =
  | { ok: true; account: ProviderAccount; provider: Provider }
  /** Removed, paused, no secret, vault locked: in words. */
  | { ok: false; error: ProviderError };

export interface ConnectionAccess {
  account(id: ConnectionId): Promise<AccountAnswer>;
  /** After every answer of a provider: null for a good one. Changes health, never a job. */
  report(id: ConnectionId, error: ProviderError | null): void;
  health(id: ConnectionId): ConnectionHealth;
  /** Called when a connection can be used again: token replaced, resumed, reachable. Returns the way to stop. */
  onUsable(listener: (id: ConnectionId) => void): () => void;
}
