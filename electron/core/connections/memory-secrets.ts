// A SecretStore that keeps nothing: for the practice workspace, whose tokens open only a simulator and have no business
// in a person's keychain. Made by core.ts.

import type { SecretStore, VaultStatus } from '../ports.ts';

export function createMemorySecrets(): SecretStore {
  const secrets = new Map<string, string>();
  const ready: VaultStatus = { kind: 'session', state: 'ready', offers: [], problem: null };
  return {
    status: async () => ready,
    choose: async () => ready,
    unlock: async () => ready,
    get: async (name) => secrets.get(name) ?? null,
    set: async (name, value) => void secrets.set(name, value),
    delete: async (name) => void secrets.delete(name),
  };
}
