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

/** A round of asking a system what changed, told to its end. */
export interface Listing {
  at: number;
  /** How many it named, those known already included: rounds overlap. */
  told: number;
  /** How many then read differently on the board, new ones included. */
  changed: number;
  /** How many of these were new to the board. */
  begun: number;
}

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
  /** Absent: since the start none has been told to its end, or the system does not list. */
  lastListing?: Listing | undefined;
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
