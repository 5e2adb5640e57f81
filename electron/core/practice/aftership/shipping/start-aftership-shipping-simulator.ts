// AfterShip's shipping v3, simulated on loopback: the HTTP server, the fault dial and the books. Started by the practice
// workspace and by tests. Shares no code with the client.

import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { fillWithPractice } from './practice-shipping.ts';
import { type ShippingAnswer, ShippingOffice } from './shipping-office.ts';
import { emptyBooks, type ShippingBooks } from './simulated-things.ts';

/** Every way a request can go wrong; `-after` kinds are acted upon first, so the console cannot know. */
type ShippingFault =
  | '429'
  | '500'
  | '503'
  | 'delay'
  | 'reset-before'
  | 'reset-after'
  | 'html'
  | 'garbage'
  | 'hang-after';

export interface ShippingSimulator {
  url: string;
  stop(): Promise<void>;
  /** The next so many matching requests go wrong; `path` is part of theirs. */
  setFault(
    fault: { kind: ShippingFault; count?: number; method?: string; path?: string; ms?: number } | null,
  ): void;
  /** "post@labels" and the like, or "pickups". */
  setOperation(slug: string, operation: string, allowed: boolean): void;
  /** Lists are behind and show nothing; single things can be had all the same. */
  setBlind(isBlind: boolean): void;
  revokeKey(key: string): void;
  /** Everything as it stands, credentials in full. */
  books(): ShippingBooks;
  /** What came, oldest first: "POST /postmen/v3/labels". */
  requests(): readonly { line: string; headers: Record<string, unknown>; body: unknown }[];
}

interface Options {
  apiKeys: readonly string[];
  /** Filled with the practice accounts and labels, or empty. */
  filled?: boolean;
  /** How long something with `Slow` in its name is under way. */
  slowMs?: number;
  clock?: () => number;
}

/** Starts it on 127.0.0.1; resolves when it takes requests. */
export async function startAfterShipShippingSimulator(options: Options): Promise<ShippingSimulator> {
  const clock = options.clock ?? Date.now;
  const office = new ShippingOffice(emptyBooks(), options.apiKeys, clock, options.slowMs ?? 3_000);
  const log: { line: string; headers: Record<string, unknown>; body: unknown }[] = [];
  let fault: {
    kind: ShippingFault;
    left: number;
    method: string | undefined;
    path: string | undefined;
    ms: number;
  } | null = null;

  function strike(method: string, path: string): ShippingFault | null {
    if (fault === null || fault.left <= 0) return null;
    if (fault.method !== undefined && fault.method !== method) return null;
    if (fault.path !== undefined && !path.includes(fault.path)) return null;
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
      log.push({
        line: `${method} ${request.url ?? ''}`,
        headers: { ...request.headers },
        body: parsedOrText(body),
      });
      if (log.length > 5000) log.shift();
      const kind = strike(method, pathname);
      const act = () =>
        office.answer({
          method,
          path: pathname,
          query: searchParams,
          apiKey: String(request.headers['as-api-key'] ?? ''),
          body,
        });
      if (kind === null) send(response, act());
      else if (kind === 'delay') setTimeout(() => send(response, act()), fault?.ms ?? 1_000);
      else {
        if (kind === 'reset-after' || kind === 'hang-after' || kind === 'garbage') act();
        misbehave(response, kind);
      }
    });
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(0, '127.0.0.1', resolve);
  });
  office.origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const [apiKey] = options.apiKeys;
  if (options.filled === true && apiKey !== undefined) fillWithPractice(office, apiKey, clock());

  return {
    url: office.origin,
    async stop() {
      const closed = new Promise<void>((resolve) => server.close(() => resolve()));
      server.closeAllConnections();
      await closed;
    },
    setFault(next) {
      fault =
        next === null
          ? null
          : {
              kind: next.kind,
              left: next.count ?? Number.POSITIVE_INFINITY,
              method: next.method,
              path: next.path,
              ms: next.ms ?? 1_000,
            };
    },
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

function send(response: ServerResponse, answer: ShippingAnswer): void {
  if (answer.file !== undefined) {
    response.writeHead(200, { 'content-type': answer.file.type });
    response.end(answer.file.bytes);
    return;
  }
  response.writeHead(answer.status, {
    'content-type': 'application/json',
    'ratelimit-limit': '10',
    'ratelimit-remaining': '9',
  });
  response.end(JSON.stringify(answer.body));
}

function misbehave(response: ServerResponse, kind: ShippingFault): void {
  const say = (status: number, type: string, body: string, headers: object = {}) => {
    response.writeHead(status, { 'content-type': type, ...headers });
    response.end(body);
  };
  switch (kind) {
    case '429':
      say(
        429,
        'application/json',
        '{"meta":{"code":429,"message":"You have exceeded the API call rate limit.","details":[]},"data":{}}',
        { 'ratelimit-reset': String(Math.ceil(Date.now() / 1000) + 1) },
      );
      return;
    case '500':
    case '503':
      say(
        Number(kind),
        'application/json',
        `{"meta":{"code":${kind},"message":"Something went wrong.","details":[]},"data":{}}`,
      );
      return;
    case 'html':
      say(200, 'text/html', '<!DOCTYPE html><p>Sign in to the guest network.</p>');
      return;
    case 'garbage':
      say(200, 'application/json', '{"meta":{"code":2');
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
