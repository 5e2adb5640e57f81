// One question to a provider for a person who waits. Made by the bookings of this folder; commands go to the outbox.

import type { ConnectionId } from '../../../shared/domain/ids.ts';
import type { ConnectionService } from '../connections/connection-service.ts';
import { type SecretStore, SecretStoreError } from '../ports.ts';
import type { CallOptions, ProviderAccount, ProviderResult } from '../providers/provider.ts';
import { Refusal } from '../refusal.ts';

/**
 * What the provider answers tells of the connection's health too. Throws Refusal PROVIDER with its sentence, and
 * SecretStoreError where the vault is locked.
 */
export type Ask = <Value>(
  id: ConnectionId,
  signal: AbortSignal | undefined,
  question: (account: ProviderAccount, how: CallOptions) => Promise<ProviderResult<Value>>,
) => Promise<Value>;

export function createAsk(options: {
  connections: Pick<ConnectionService, 'account' | 'report'>;
  secrets: SecretStore;
}): Ask {
  const { connections, secrets } = options;
  return async (id, signal, question) => {
    const answer = await connections.account(id);
    if (!answer.ok) {
      const { sentence, kind } = answer.error;
      if (kind === 'signed-out' && (await secrets.status()).state !== 'ready')
        throw new SecretStoreError(sentence);
      throw new Refusal('PROVIDER', sentence, { provider: answer.error });
    }
    const result = await question(answer.account, { priority: 'person', signal });
    signal?.throwIfAborted();
    connections.report(id, result.ok ? null : result.error);
    if (result.ok) return result.value;
    throw new Refusal('PROVIDER', result.error.sentence, { provider: result.error });
  };
}
