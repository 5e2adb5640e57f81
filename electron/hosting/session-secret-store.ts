// Secrets for this run only: they live in memory and are gone when the program ends. Made by secret-store.ts.

import { READY, type SecretVault } from './secret-vault.ts';

export function createSessionVault(): SecretVault {
  const secrets = new Map<string, string>();
  return {
    kind: 'session',
    check: async () => READY,
    names: async () => [...secrets.keys()],
    get: async (name) => secrets.get(name) ?? null,
    set: async (name, value) => void secrets.set(name, value),
    delete: async (name) => void secrets.delete(name),
    clear: async () => secrets.clear(),
  };
}
