// One open way to the core, and how a new one is opened. Implemented for MessagePort and WebSocket, used by link.ts.

import type { ClientContext, ClientLink } from '@orpc/client';

export interface Transport {
  rpc: ClientLink<ClientContext>;
  /** Calls back once, when it is gone for whatever reason. */
  onClose(listener: () => void): void;
  close(): void;
}

/** Resolves with an open transport; rejects when it cannot be had or when `signal` says to stop trying. */
export type OpenTransport = (signal: AbortSignal) => Promise<Transport>;
