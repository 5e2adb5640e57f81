// Keeps one transport to the core open and puts one typed client over whichever it is at the moment.
// Made by open-link.ts (and by tests); read by renderer/state. Never repeats a call by itself.

import { type CoreClient, createCoreClient } from './core-client.ts';
import { LinkLostError } from './link-lost-error.ts';
import type { OpenTransport, Transport } from './transport.ts';

export type LinkStatus =
  /** The first attempt; nothing has been heard yet. */
  | { phase: 'connecting'; since: number }
  | { phase: 'open'; since: number }
  /** `since`: when it last answered (or when we began to try). */
  | { phase: 'lost'; since: number };

export interface Link {
  client: CoreClient;
  status(): LinkStatus;
  /** Calls back with every change of status, not with the present one. */
  subscribe(listener: (status: LinkStatus) => void): () => void;
  /** Tries now instead of at the end of the pause. */
  retryNow(): void;
  close(): void;
}

export interface LinkOptions {
  open: OpenTransport;
  /** A harmless question; a core that leaves it unanswered counts as lost. */
  probe: (client: CoreClient) => Promise<unknown>;
  /** Tells when it makes sense to try at once (back online, tab visible); answers how to stop telling. */
  onWake?: (wake: () => void) => () => void;
  now?: () => number;
  random?: () => number;
  probeEveryMs?: number;
  firstPauseMs?: number;
}

const LONGEST_PAUSE_MS = 15_000;
const OPEN_LIMIT_MS = 10_000;

/** Pause before attempt `failures + 1`: doubling, capped, and spread so that several pages do not come back together. */
export function pauseAfter(failures: number, firstPauseMs: number, random: number): number {
  const full = Math.min(LONGEST_PAUSE_MS, firstPauseMs * 2 ** Math.min(failures, 16));
  return full * (0.5 + random / 2);
}

export function createLink(options: LinkOptions): Link {
  const { open, probe, now = Date.now, random = Math.random } = options;
  const { probeEveryMs = 10_000, firstPauseMs = 250 } = options;
  const listeners = new Set<(status: LinkStatus) => void>();
  const stopped = new AbortController();
  let status: LinkStatus = { phase: 'connecting', since: now() };
  let transport: Transport | null = null;
  let heardAt = now();
  const first = Promise.withResolvers<Transport>();
  first.promise.catch(() => {});
  let wakeUp: () => void = () => {};

  const client = createCoreClient({
    async call(path, input, callOptions) {
      // Only the very first attempt is waited for. Later, a call that cannot leave fails at once, so that nobody
      // believes something was sent that was not.
      const current = status.phase === 'connecting' ? await first.promise : transport;
      if (current === null) throw new LinkLostError(false);
      try {
        const answer = await current.rpc.call(path, input, callOptions);
        heardAt = now();
        return answer;
      } catch (error) {
        if (transport !== current && !callOptions.signal?.aborted) throw new LinkLostError(true, error);
        throw error;
      }
    },
  });

  function setStatus(next: LinkStatus) {
    status = next;
    for (const listener of listeners) listener(next);
  }

  async function keepOpen() {
    let failures = 0;
    while (!stopped.signal.aborted) {
      try {
        const limit = AbortSignal.any([stopped.signal, AbortSignal.timeout(OPEN_LIMIT_MS)]);
        const current = await open(limit);
        const gone = Promise.withResolvers<void>();
        current.onClose(gone.resolve);
        failures = 0;
        heardAt = now();
        transport = current;
        first.resolve(current);
        setStatus({ phase: 'open', since: now() });
        const stopProbing = keepProbing(gone.resolve);
        await Promise.race([gone.promise, aborted(stopped.signal)]);
        stopProbing();
        transport = null;
        current.close();
      } catch {
        failures += 1;
      }
      if (stopped.signal.aborted) break;
      if (status.phase !== 'lost') setStatus({ phase: 'lost', since: heardAt });
      if (failures === 0) continue;
      first.reject(new LinkLostError(false));
      await pause(pauseAfter(failures - 1, firstPauseMs, random()));
    }
  }

  /** A core that hangs keeps its socket open: only an answer shows that it lives. */
  function keepProbing(lost: () => void): () => void {
    let waitingSince: number | null = null;
    const timer = setInterval(() => {
      if (waitingSince !== null) {
        if (now() - waitingSince >= probeEveryMs) lost();
        return;
      }
      const askedAt = now();
      waitingSince = askedAt;
      probe(client).then(
        () => (waitingSince = null),
        // A refusal is an answer too.
        () => (waitingSince = null),
      );
    }, probeEveryMs);
    return () => clearInterval(timer);
  }

  function pause(ms: number): Promise<void> {
    return new Promise((resolve) => {
      const timer = setTimeout(resolve, ms);
      wakeUp = () => {
        clearTimeout(timer);
        resolve();
      };
    });
  }

  const stopListening = options.onWake?.(() => wakeUp());
  void keepOpen();

  return {
    client,
    status: () => status,
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    retryNow: () => wakeUp(),
    close() {
      stopped.abort();
      stopListening?.();
      wakeUp();
      transport?.close();
    },
  };
}

function aborted(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) resolve();
    else signal.addEventListener('abort', () => resolve(), { once: true });
  });
}
