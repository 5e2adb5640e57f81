// Orderly Hub's carrier accounts, simulated on loopback: the HTTP server, the fault dial and the books.
// Started by the practice workspace and by tests. Shares no code with the client.

import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { SimulatedAccount } from './carrier-account.ts';
import { type ApiKey, type HubAnswer, SimulatedHub } from './hub.ts';
import { practiceAccounts } from './practice-accounts.ts';

/** Every way a request can go wrong; `-after` kinds are acted upon first, so the console cannot know. */
export type HubFault =
  | '429'
  | '500'
  | '503'
  | 'reset-before'
  | 'reset-after'
  | 'html'
  | 'garbage'
  | 'hang-after';

export interface OrderlyHubSimulator {
  url: string;
  stop(): Promise<void>;
  /** The next so many matching requests go wrong. */
  setFault(fault: { kind: HubFault; count?: number; method?: string } | null): void;
  revokeKey(key: string): void;
  /** Everything as it stands, credentials in full. */
  accounts(): readonly SimulatedAccount[];
  /** What came, oldest first: "POST /api/v1/carrier-accounts". */
  requests(): readonly { line: string; body: unknown }[];
  /** The PIN that was asked for last is too old from now on. */
  expirePins(): void;
}

interface Options {
  keys: readonly ApiKey[];
  /** Filled with the practice accounts, or empty. */
  filled?: boolean;
  /** Errors as `{error: "text"}`. */
  flatErrors?: boolean;
  clock?: () => number;
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
  const log: { line: string; body: unknown }[] = [];
  let fault: { kind: HubFault; left: number; method: string | undefined } | null = null;

  function strike(method: string): HubFault | null {
    if (fault === null || fault.left <= 0) return null;
    if (fault.method !== undefined && fault.method !== method) return null;
    fault.left -= 1;
    return fault.kind;
  }

  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const { pathname, searchParams } = new URL(request.url ?? '/', 'http://127.0.0.1');
      const method = request.method ?? 'GET';
      const body = Buffer.concat(chunks).toString('utf8');
      log.push({ line: `${method} ${request.url ?? ''}`, body: parsedOrText(body) });
      if (log.length > 5000) log.shift();
      const kind = strike(method);
      const isActedUpon =
        kind === null || kind === 'reset-after' || kind === 'hang-after' || kind === 'garbage';
      const answer: HubAnswer | null = isActedUpon
        ? hub.answer({
            method,
            path: pathname,
            query: searchParams,
            authorization: request.headers.authorization ?? '',
            body,
          })
        : null;
      if (kind === null && answer !== null) send(response, answer.status, JSON.stringify(answer.body));
      else misbehave(response, kind);
    });
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(0, '127.0.0.1', resolve);
  });

  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    async stop() {
      const closed = new Promise<void>((resolve) => server.close(() => resolve()));
      server.closeAllConnections();
      await closed;
    },
    setFault(next) {
      fault =
        next === null
          ? null
          : { kind: next.kind, left: next.count ?? Number.POSITIVE_INFINITY, method: next.method };
    },
    revokeKey: (key) => void hub.keys.delete(key),
    accounts: () => structuredClone(hub.accounts),
    requests: () => [...log],
    expirePins() {
      for (const { fedex } of hub.accounts) if (fedex?.pin !== undefined) fedex.pin.expiresAt = 0;
    },
  };
}

function send(response: ServerResponse, status: number, body: string, headers: object = {}): void {
  response.writeHead(status, { 'content-type': 'application/json', ...headers });
  response.end(body);
}

function misbehave(response: ServerResponse, kind: HubFault | null): void {
  switch (kind) {
    case '429':
      send(response, 429, '{"error":{"code":"RATE_LIMITED","message":"Too many requests"}}', {
        'retry-after': '1',
      });
      return;
    case '500':
    case '503':
      send(response, Number(kind), '<h1>Server Error</h1>', { 'content-type': 'text/html' });
      return;
    case 'html':
      send(response, 200, '<!DOCTYPE html><p>Sign in to the guest network.</p>', {
        'content-type': 'text/html',
      });
      return;
    case 'garbage':
      send(response, 200, '\u0000{{');
      return;
    case 'hang-after':
      // Nothing is ever sent; the socket stays open until the other side has had enough.
      return;
    default:
      response.socket?.resetAndDestroy();
  }
}

function parsedOrText(body: string): unknown {
  try {
    return JSON.parse(body) as unknown;
  } catch {
    return body;
  }
}
