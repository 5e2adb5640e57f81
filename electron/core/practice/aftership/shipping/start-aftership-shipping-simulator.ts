// AfterShip's shipping v3, simulated on loopback: the HTTP server, the fault dial and the books. Started by the practice
// workspace and by tests. Shares no code with the client.

import { type FaultDial, Faults } from '../../faults.ts';
import { parsedOrText, startFaultyServer, type Told } from '../../faulty-server.ts';
import { fillWithPractice } from './practice-shipping.ts';
import type { ShippingAnswer } from './shipping-answers.ts';
import { ShippingOffice } from './shipping-office.ts';
import { emptyBooks, type ShippingBooks } from './simulated-things.ts';

export interface ShippingSimulator {
  url: string;
  stop(): Promise<void>;
  /** Its operations are the resources: "labels", "cancel-labels". Papers are struck too. */
  setFault(dial: FaultDial): void;
  /** Refuses every connection, as if there were no network. */
  cutNetwork(cut: boolean): Promise<void>;
  /** "post@labels" and the like, or "pickups". */
  setOperation(slug: string, operation: string, allowed: boolean): void;
  /** Lists are behind and show nothing; single things can be had all the same. */
  setBlind(isBlind: boolean): void;
  revokeKey(key: string): void;
  /** Everything as it stands, credentials in full. */
  books(): ShippingBooks;
  /** What came, oldest first: "POST /postmen/v3/labels". */
  requests(): readonly RequestLine[];
}

interface RequestLine {
  line: string;
  headers: Record<string, unknown>;
  body: unknown;
  /** "200", or the fault it met. */
  outcome: string;
}

interface Options {
  apiKeys: readonly string[];
  /** Filled with the practice accounts and labels, or empty. */
  filled?: boolean;
  /** How long something with `Slow` in its name is under way. */
  slowMs?: number;
  clock?: () => number;
  seed?: string | number;
}

/** Starts it on 127.0.0.1; resolves when it takes requests. */
export async function startAfterShipShippingSimulator(options: Options): Promise<ShippingSimulator> {
  const clock = options.clock ?? Date.now;
  const office = new ShippingOffice(emptyBooks(), options.apiKeys, clock, options.slowMs ?? 3_000);
  const log: RequestLine[] = [];
  const faults = new Faults(options.seed ?? 1);
  const server = await startFaultyServer({
    faults,
    clock,
    operationOf: ({ path }) => /^\/postmen\/v3\/([^/]+)/.exec(path)?.[1] ?? null,
    answer: ({ method, path, query, headers, body }) =>
      told(office.answer({ method, path, query, apiKey: String(headers['as-api-key'] ?? ''), body })),
    refusal: (status) => ({
      status,
      contentType: 'application/json',
      body: JSON.stringify({
        meta: { code: status, message: REFUSALS[status], details: [] },
        data: {},
      }),
      ...(status === 429 && { headers: { 'ratelimit-reset': String(Math.ceil(clock() / 1000) + 1) } }),
    }),
    note({ method, url, headers, body }, outcome) {
      log.push({ line: `${method} ${url}`, headers: { ...headers }, body: parsedOrText(body), outcome });
      if (log.length > 5000) log.shift();
    },
  });
  office.origin = server.url;
  const [apiKey] = options.apiKeys;
  if (options.filled === true && apiKey !== undefined) fillWithPractice(office, apiKey, clock());

  return {
    url: server.url,
    stop: server.stop,
    cutNetwork: server.cutNetwork,
    setFault: (dial) => faults.set(dial),
    setOperation(slug, operation, allowed) {
      const courier = office.couriers.find((one) => one.slug === slug);
      if (courier === undefined) return;
      if (operation === 'pickups') courier.takesPickups = allowed;
      else courier.operations[operation] = allowed;
    },
    setBlind(isBlind) {
      office.blind = isBlind;
    },
    revokeKey: (key) => void office.keys.delete(key),
    books: () => structuredClone(office.books),
    requests: () => [...log],
  };
}

const REFUSALS = {
  403: 'The request is refused.',
  429: 'You have exceeded the API call rate limit.',
  500: 'Something went wrong.',
  503: 'Something went wrong.',
} as const;

function told({ status, body, file }: ShippingAnswer): Told {
  if (file !== undefined) return { status, contentType: file.type, body: file.bytes };
  return {
    status,
    contentType: 'application/json',
    body: JSON.stringify(body),
    headers: { 'ratelimit-limit': '10', 'ratelimit-remaining': '9' },
  };
}
