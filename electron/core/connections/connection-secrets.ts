// The secrets of connections: in the vault, and in memory while the program runs, since a keychain is too slow to be
// asked before every request. Used by connection-service.ts only; nothing here is ever logged.

import type { ConnectionId } from '../../../shared/domain/ids.ts';
import { type SecretStore, SecretStoreError } from '../ports.ts';

/** `locked`: the vault cannot be opened now; nothing is said about whether there is a secret in it. */
export type FoundSecret = { secret: unknown } | { problem: string; locked: boolean };

export interface ConnectionSecrets {
  /** The secret, or why there is none now, in words. */
  find(id: ConnectionId): Promise<FoundSecret>;
  /** Keeps it and answers the way to undo that. Throws SecretStoreError where the vault cannot be used. */
  put(id: ConnectionId, secret: unknown): Promise<() => Promise<void>>;
  remove(id: ConnectionId): Promise<void>;
  /** Another vault may be in use now: everything is read anew. */
  forget(): void;
}

const nameOf = (id: ConnectionId) => `connection:${id}`;

export function createConnectionSecrets(vault: SecretStore): ConnectionSecrets {
  const known = new Map<ConnectionId, unknown>();

  return {
    async find(id) {
      if (known.has(id)) return { secret: known.get(id) };
      try {
        const secret = parsed(await vault.get(nameOf(id)));
        if (secret === undefined) {
          return {
            problem: 'This connection has no secret here. Enter its credential under Connections.',
            locked: false,
          };
        }
        known.set(id, secret);
        return { secret };
      } catch (error) {
        if (error instanceof SecretStoreError) return { problem: error.message, locked: true };
        throw error;
      }
    },
    async put(id, secret) {
      const before = await vault.get(nameOf(id));
      await vault.set(nameOf(id), JSON.stringify(secret));
      known.set(id, secret);
      return async () => {
        known.delete(id);
        if (before === null) await vault.delete(nameOf(id));
        else await vault.set(nameOf(id), before);
      };
    },
    async remove(id) {
      await vault.delete(nameOf(id));
      known.delete(id);
    },
    forget: () => known.clear(),
  };
}

/** Undefined for what cannot be read: then there is no usable secret. */
function parsed(text: string | null): unknown {
  try {
    return text === null ? undefined : (JSON.parse(text) as unknown);
  } catch {
    return undefined;
  }
}
