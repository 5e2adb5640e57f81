// AfterShip's tracking, simulated on loopback: the HTTP server, the gateway's checks, the fault dial and the books.
// Started by the practice workspace and by tests. Shares no code with the client.

import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Depot } from './depot.ts';
import { type Answer, Failure } from './meta.ts';
import { practiceParcels } from './practice-parcels.ts';
import { checkKey, type Incoming, RateWindows, type SimulatedKey } from './request-check.ts';
import type { Version } from './shape.ts';
import type { SimulatedParcel } from './simulated-parcel.ts';
import { answerTracking, endpointOf } from './tracking-api.ts';

/** Every way a request can go wrong; `-after` kinds are acted upon first, so the console cannot know. */
export type AfterShipFault =
  | { kind: 'delay'; ms: number }
  | { kind: '429'; retryAfterS?: number }
  | { kind: '500' | '503' }
  | { kind: 'reset-before' | 'reset-after' | 'hang-after' }
  | { kind: 'garbage' | 'html' };

export interface AfterShipSimulator {
  url: string;
  stop(): Promise<void>;
  /** The next so many matching requests go wrong. */
  setFault(fault: (AfterShipFault & { count?: number; method?: string; path?: RegExp }) | null): void;
  revokeKey(key: string): void;
  parcels(): readonly SimulatedParcel[];
  /** Sets a parcel where it is wanted; its life ends there. */
  place(number: string, subtag: string): void;
  /** What came, oldest first: "POST /tracking/2024-04/trackings". */
  requests(): readonly { line: string; headers: Incoming['headers']; body: unknown; status: number | null }[];
}

interface Options {
  keys: readonly SimulatedKey[];
  /** Filled with the practice parcels, or empty. */
  filled?: boolean;
  clock?: () => number;
  seed?: string | number;
  /** Between two scans of a parcel's life; 0 (the default) leaves it where it is. */
  stepMs?: number;
  mostRetracks?: number;
  slugs?: readonly string[];
  rateLimits?: boolean;
}

export const PRACTICE_AFTERSHIP_KEY = 'asat_practice_key';

const VERSIONS: readonly Version[] = ['2024-04', '2026-07'];

/** Starts it on 127.0.0.1; resolves when it takes requests. */
export async function startAfterShipSimulator(options: Options): Promise<AfterShipSimulator> {
  const clock = options.clock ?? Date.now;
  const { stepMs = 0, mostRetracks = 3, slugs = ['j-net', 'ups', 'usps', 'dhl', 'fedex'] } = options;
  const depot = new Depot(clock, { stepMs, mostRetracks, slugs }, options.seed ?? 1);
  if (options.filled === true) for (const parcel of practiceParcels(depot, clock())) depot.add(parcel);
  let keys = options.keys;
  const rates = new RateWindows();
  const books: { line: string; headers: Incoming['headers']; body: unknown; status: number | null }[] = [];
  let fault: (AfterShipFault & { left: number; method?: string; path?: RegExp }) | null = null;

  function strike(request: Incoming): AfterShipFault | null {
    if (fault === null || fault.left <= 0) return null;
    if (fault.method !== undefined && fault.method !== request.method) return null;
    if (fault.path !== undefined && !fault.path.test(request.url)) return null;
    fault.left -= 1;
    return fault;
  }

  function answer(request: Incoming): Answer & { headers: Record<string, string> } {
    const headers: Record<string, string> = {};
    try {
      const key = checkKey(keys, request, clock());
      const { pathname, searchParams } = new URL(request.url, 'http://127.0.0.1');
      const [, version, path] = /^\/tracking\/([^/]+)(\/.*)$/.exec(pathname) ?? [];
      const served = VERSIONS.find((one) => one === version);
      const endpoint = served === undefined ? null : endpointOf(served, request.method, path ?? '');
      if (served === undefined || endpoint === null) throw new Failure(404);
      headers['as-api-version'] = served;
      const { 'x-over': over, ...limits } = rates.take(key, served, endpoint, clock());
      Object.assign(headers, limits);
      if (over !== undefined && options.rateLimits !== false) throw new Failure(429);
      const told = answerTracking(depot, {
        version: served,
        method: request.method,
        path: path ?? '',
        query: searchParams,
        body: request.body,
      });
      return { ...told, headers };
    } catch (error) {
      if (error instanceof Failure) return { ...error.answer, headers };
      throw error;
    }
  }

  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const incoming: Incoming = {
        method: request.method ?? 'GET',
        url: request.url ?? '/',
        headers: request.headers,
        body: Buffer.concat(chunks).toString('utf8'),
      };
      const entry = {
        line: `${incoming.method} ${incoming.url}`,
        headers: incoming.headers,
        body: parsedOrText(incoming.body),
        status: null as number | null,
      };
      books.push(entry);
      if (books.length > 5000) books.shift();
      const struck = strike(incoming);
      const isActedUpon =
        struck === null || ['delay', 'reset-after', 'hang-after', 'garbage'].includes(struck.kind);
      const told = isActedUpon ? answer(incoming) : null;
      entry.status = told?.status ?? null;
      if (told !== null && (struck === null || struck.kind === 'delay')) {
        const respond = () => send(response, told.status, JSON.stringify(told.body), told.headers);
        if (struck === null) respond();
        else setTimeout(respond, struck.kind === 'delay' ? struck.ms : 0);
        return;
      }
      if (struck !== null) misbehave(response, struck);
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
      fault = next === null ? null : { ...next, left: next.count ?? Number.POSITIVE_INFINITY };
    },
    revokeKey(key) {
      keys = keys.filter((one) => one.key !== key);
    },
    parcels() {
      depot.live();
      return structuredClone(depot.parcels);
    },
    place(number, subtag) {
      const parcel = depot.parcels.find((one) => one.number === number);
      if (!parcel) throw new Error(`No parcel ${number}`);
      parcel.ahead = [];
      depot.stands(parcel, subtag, clock());
    },
    requests: () => [...books],
  };
}

function send(response: ServerResponse, status: number, body: string, headers: object): void {
  response.writeHead(status, { 'content-type': 'application/json', ...headers });
  response.end(body);
}

function misbehave(response: ServerResponse, fault: AfterShipFault): void {
  switch (fault.kind) {
    case '429': {
      const retry = fault.retryAfterS === undefined ? {} : { 'retry-after': String(fault.retryAfterS) };
      send(response, 429, JSON.stringify(new Failure(429).answer.body), retry);
      return;
    }
    case '500':
    case '503':
      send(response, Number(fault.kind), JSON.stringify(new Failure(Number(fault.kind)).answer.body), {});
      return;
    case 'html':
      send(response, 200, '<!DOCTYPE html><p>Sign in to the guest network.</p>', {
        'content-type': 'text/html',
      });
      return;
    case 'garbage':
      send(response, 200, '\u0000{{', {});
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
