// What a host (Electron's main process, the plain Node server, a test) must supply to the core.
// Called by createCore only; nothing here may know a window, an HTTP server or a provider.

/** Time as the core sees it. Tests pass a clock of their own and turn it by hand. */
export interface Clock {
  /** Epoch milliseconds, UTC. May jump: the machine sleeps, somebody sets the clock. */
  now(): number;
  /** Calls `run` once after `delayMs`; the returned function takes that back. */
  setTimeout(run: () => void, delayMs: number): () => void;
}

/** Structured log. Fields are already free of secrets when they arrive here. */
export interface Logger {
  debug(message: string, fields?: Record<string, unknown>): void;
  info(message: string, fields?: Record<string, unknown>): void;
  warn(message: string, fields?: Record<string, unknown>): void;
  error(message: string, fields?: Record<string, unknown>): void;
}

/** Where secrets can be kept, from the strongest to the weakest. */
export type VaultKind = 'keychain' | 'passphrase' | 'session';

/** What is known about the place where secrets are kept. `problem` is a sentence for a person. */
export interface VaultStatus {
  kind: VaultKind;
  state: 'ready' | 'locked' | 'unavailable' | 'undecided';
  /** Which kinds this machine offers, and why not where it does not. */
  offers: { kind: VaultKind; available: boolean; problem: string | null }[];
  problem: string | null;
}

/**
 * A small door to the OS keychain or what stands in for it. Values never leave it but through `get`,
 * and only the core calls that.
 */
export interface SecretStore {
  status(): Promise<VaultStatus>;
  /** Decides where secrets go from now on; a passphrase is needed for `passphrase` only. */
  choose(kind: VaultKind, passphrase?: string): Promise<VaultStatus>;
  /** Opens a locked passphrase vault. A wrong passphrase is answered by status `locked` with a problem. */
  unlock(passphrase: string): Promise<VaultStatus>;
  get(name: string): Promise<string | null>;
  set(name: string, value: string): Promise<void>;
  delete(name: string): Promise<void>;
}

/** Thrown by a SecretStore that cannot be used now; `message` is a sentence for a person. */
export class SecretStoreError extends Error {
  override readonly name = 'SecretStoreError';
}

/** One thing a person should be told. The host shows it its own way; the page always has it too. */
export interface Notice {
  /** A newer notice with the same key replaces the older one. */
  key: string;
  title: string;
  body: string;
  /** What a click opens: one job, or the board with the late or troubled ones. */
  opens: { kind: 'job'; jobId: string } | { kind: 'board'; filter: 'late' | 'trouble' } | { kind: 'inbox' };
  severity: 'caution' | 'critical';
}

export interface Notifier {
  show(notice: Notice): void;
}

/** Folders of this installation. */
export interface Paths {
  /** Databases, vault file, tile cache. Created by the core when missing. */
  dataDir: string;
}

export interface Ports {
  clock: Clock;
  log: Logger;
  secrets: SecretStore;
  notifier: Notifier;
  paths: Paths;
  /** Electron's `net.fetch` or Node's: only core/http calls it. */
  fetch: typeof globalThis.fetch;
  /**
   * For commands, from a host whose `fetch` may send a request twice by itself: Chromium does, when a connection it
   * used before dies unanswered. It must use no such connection. Node's fetch never repeats, so server leaves it out.
   */
  fetchOnce?: typeof globalThis.fetch;
  host: 'electron' | 'server';
  version: string;
}
