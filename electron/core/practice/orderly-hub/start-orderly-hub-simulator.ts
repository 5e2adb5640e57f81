// Orderly Hub's carrier accounts, simulated on loopback: the HTTP server, the fault dial and the books.
// Started by the practice workspace and by tests. Shares no code with the client.

import { type FaultDial, Faults } from '../faults.ts';
import { parsedOrText, startFaultyServer, type Told } from '../faulty-server.ts';
import type { SimulatedAccount } from './carrier-account.ts';
import { type ApiKey, type BookedAccount, type HubAnswer, SimulatedHub } from './hub.ts';
import { practiceAccounts } from './practice-accounts.ts';

export interface OrderlyHubSimulator {
  url: string;
  stop(): Promise<void>;
  setFault(dial: FaultDial): void;
  /** Refuses every connection, as if there were no network. */
  cutNetwork(cut: boolean): Promise<void>;
  revokeKey(key: string): void;
  /** Everything as it stands, credentials in full. */
  accounts(): readonly SimulatedAccount[];
  /** Every account that a request ever made, oldest first, the deleted ones too. */
  books(): readonly BookedAccount[];
  /** What came, oldest first: "POST /api/v1/carrier-accounts", and "200" or the fault it met. */
  requests(): readonly HubRequestLine[];
  /** The PIN that was asked for last is too old from now on. */
  expirePins(): void;
}

interface HubRequestLine {
  line: string;
  body: unknown;
  outcome: string;
}

interface Options {
  keys: readonly ApiKey[];
  /** Filled with the practice accounts, or empty. */
  filled?: boolean;
  /** Errors as `{error: "text"}`. */
  flatErrors?: boolean;
  clock?: () => number;
  seed?: string | number;
}

export const PRACTICE_HUB_KEY = 'oh_practice_key';

export const practiceKeys: readonly ApiKey[] = [
  { key: PRACTICE_HUB_KEY, scopes: ['carrier-accounts:read', 'carrier-accounts:write'] },
];

/** Starts it on 127.0.0.1; resolves when it takes requests. */
export async function startOrderlyHubSimulator(options: Options): Promise<OrderlyHubSimulator> {
  const clock = options.clock ?? Date.now;
  const filling = options.filled === true ? practiceAccounts(clock()) : [];
  const hub = new SimulatedHub(filling, options.keys, clock, options.flatErrors === true);
  const log: HubRequestLine[] = [];
  const faults = new Faults(options.seed ?? 1);
  const server = await startFaultyServer({
    faults,
    clock,
    answer({ method, path, query, headers, body }) {
      const authorization = headers.authorization ?? '';
      return told(hub.answer({ method, path, query, authorization, body }));
    },
    refusal: (status) =>
      status === 429 || status === 403
        ? told(hub.refuse(status, REFUSALS[status].code, REFUSALS[status].message))
        : { status, contentType: 'text/html', body: '<h1>Server Error</h1>' },
    note({ method, url, body }, outcome) {
      log.push({ line: `${method} ${url}`, body: parsedOrText(body), outcome });
      if (log.length > 5000) log.shift();
    },
  });

  return {
    url: server.url,
    stop: server.stop,
    cutNetwork: server.cutNetwork,
    setFault: (dial) => faults.set(dial),
    revokeKey: (key) => void hub.keys.delete(key),
    accounts: () => structuredClone(hub.accounts),
    books: () => structuredClone(hub.books),
    requests: () => [...log],
    expirePins() {
      for (const { fedex } of hub.accounts) if (fedex?.pin !== undefined) fedex.pin.expiresAt = 0;
    },
  };
}

const REFUSALS = {
  403: { code: 'FORBIDDEN', message: 'Request blocked' },
  429: { code: 'RATE_LIMITED', message: 'Too many requests' },
} as const;

function told({ status, body }: HubAnswer): Told {
  return { status, contentType: 'application/json', body: JSON.stringify(body) };
}
