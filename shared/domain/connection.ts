// A connection: an account with a provider. Its secret is in the vault and never in here.

import type { ConnectionId } from './ids.ts';
import type { ProviderName } from './provider-name.ts';

/**
 * untested: nothing asked yet. ok: the last answer was good. limited: the provider (or our budget) makes us wait.
 * unreachable: nothing comes back. signed-out: the credential was refused or is missing. vault-locked: the credential cannot
 * be read, since the place for secrets is not open. paused: by a person.
 */
export type HealthState =
  | 'untested'
  | 'ok'
  | 'limited'
  | 'unreachable'
  | 'signed-out'
  | 'vault-locked'
  | 'paused';

export interface ConnectionHealth {
  state: HealthState;
  /** Since when it is so. */
  since: number;
  /** When it is expected to end by itself (limited, unreachable). */
  until: number | null;
  lastSuccessAt: number | null;
  lastFailureAt: number | null;
  /** A sentence for the person; null while all is well. */
  message: string | null;
  /** Requests: allowed a second, sent in the last minute. */
  budget: { perSecond: number; usedLastMinute: number };
}

export interface Connection {
  id: ConnectionId;
  provider: ProviderName;
  label: string;
  /** An origin that replaces the documented host; null for the documented one. */
  baseUrl: string | null;
  options: Record<string, string>;
  createdAt: number;
  /** Whether the vault holds a secret for it; the secret itself is told to nobody. */
  hasSecret: boolean;
  health: ConnectionHealth;
}
