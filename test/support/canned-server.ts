// A server on this machine that keeps every request and answers what a test puts in; and the HTTP client the providers get in
// those tests. It knows nothing of any provider's rules. Used by the conformance tests.

import { createServer, type IncomingHttpHeaders, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, beforeEach } from 'vitest';
import { createHttpClient } from '../../electron/core/http/http-client.ts';
import type { Clock, Logger } from '../../electron/core/ports.ts';

export interface Received<Json = unknown> {
  method: string;
  /** As it was asked for: path and query. */
  url: string;
  path: string;
  query: URLSearchParams;
  headers: IncomingHttpHeaders;
  text: string;
  /** Undefined where nothing was sent; throws where it was no JSON. */
  readonly json: Json;
}

export interface CannedAnswer {
  status?: number;
  headers?: Record<string, string>;
  body?: string | Buffer;
  /** Cuts the connection instead of answering. */
  reset?: boolean;
}

interface Options {
  /** A new client for each test: no circuit, no pause and no token is inherited from the one before. */
  beforeEach: () => void;
  /** Answers by itself what is none of the test's business (a token service). */
  answerFirst?: (request: Received) => CannedAnswer | null;
}

/** Starts for the file it is called in, and is empty again before each of its tests. */
export function cannedServer<Json = unknown>({ beforeEach: renew, answerFirst }: Options) {
  let server: Server;
  let canned: CannedAnswer[] = [];
  let origin = '';
  const received: Received<Json>[] = [];

  beforeAll(async () => {
    server = createServer((request, response) => {
      const chunks: Buffer[] = [];
      request.on('data', (chunk: Buffer) => chunks.push(chunk));
      request.on('end', () => {
        const { method = '', url = '/', headers } = request;
        const text = Buffer.concat(chunks).toString('utf8');
        const { pathname: path, searchParams: query } = new URL(url, 'http://127.0.0.1');
        const one: Received<Json> = {
          ...{ method, url, path, query, headers, text },
          get json() {
            return text === '' ? undefined : JSON.parse(text);
          },
        };
        received.push(one);
        const answer = answerFirst?.(one) ?? (canned.length > 1 ? canned.shift() : canned[0]) ?? {};
        if (answer.reset) return void request.socket.destroy();
        response.writeHead(answer.status ?? 200, { 'content-type': 'application/json', ...answer.headers });
        response.end(answer.body ?? '');
      });
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  });
  beforeEach(() => {
    received.length = 0;
    canned = [];
    renew();
  });
  afterAll(async () => {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  });

  return {
    get origin() {
      return origin;
    },
    received,
    /** From now on the answers come in this order; the last one stays. */
    answer(...next: CannedAnswer[]) {
      canned = [...next];
    },
    /** The one request that came; fails where there was none or more than one. */
    only: () => onlyOf(received),
  };
}

export function onlyOf<One>(received: readonly One[]): One {
  const [one] = received;
  if (received.length !== 1 || one === undefined)
    throw new Error(`${received.length} requests came, not one`);
  return one;
}

/** Real time; pauses between attempts are cut short, since nothing there depends on how long they last. */
export const quickClock: Clock = {
  now: () => Date.now(),
  setTimeout(run, delayMs) {
    const timer = setTimeout(run, delayMs < 20_000 ? delayMs / 20 : delayMs);
    return () => clearTimeout(timer);
  },
};

/** Hundreds of answers must not wait for a budget that is meant for a real provider. */
export function quickHttp(connectionId: string, log: Logger = silent) {
  const http = createHttpClient({ fetch: globalThis.fetch, clock: quickClock, log });
  http.setBudget(connectionId, { perSecond: 10_000, burst: 10_000 });
  return http;
}

const silent: Logger = { debug() {}, info() {}, warn() {}, error() {} };

/** Asked because a person waits for the answer. */
export const NOW: { priority: 'person' } = { priority: 'person' };
