// One place where secrets can be kept, as secret-store.ts sees it. The keychain, the sealed file and the memory of
// this run each are one; what they have in common is nothing but this shape.

import type { VaultKind, VaultStatus } from '../core/ports.ts';

export interface VaultCheck {
  state: VaultStatus['state'];
  /** What is wrong and what to do about it, in words; null when ready. */
  problem: string | null;
}

/** Methods other than `check` throw SecretStoreError when the vault cannot be used now. */
export interface SecretVault {
  readonly kind: VaultKind;
  /** Finds out whether a secret could be kept and read back now. Never throws. */
  check(): Promise<VaultCheck>;
  /** Names of what is kept, so that it can be moved to another vault. */
  names(): Promise<string[]>;
  get(name: string): Promise<string | null>;
  set(name: string, value: string): Promise<void>;
  delete(name: string): Promise<void>;
  /** Leaves nothing behind after everything was moved elsewhere. */
  clear(): Promise<void>;
}

export const READY: VaultCheck = { state: 'ready', problem: null };
