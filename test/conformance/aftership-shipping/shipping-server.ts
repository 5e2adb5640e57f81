// A server on this machine that records every request and answers what a test puts in, and the real shipping client
// pointed at it. Used by the conformance tests next to it; it knows nothing of AfterShip's rules.

import { createServer, type IncomingHttpHeaders, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, beforeEach } from 'vitest';
import { createHttpClient } from '../../../electron/core/http/http-client.ts';
import type { Clock } from '../../../electron/core/ports.ts';
import { createAfterShipShipping } from '../../../electron/core/providers/aftership/shipping/shipping-provider.ts';
import type { ProviderAccount } from '../../../electron/core/providers/provider.ts';
import type { ConnectionId } from '../../../shared/domain/ids.ts';

interface Received {
  method: string;
  url: string;
  headers: IncomingHttpHeaders;
  /** Undefined where nothing was sent. */
  json: unknown;
}

interface Canned {
  status?: number;
  body?: string | Buffer;
  headers?: Record<string, string>;
  /** Cuts the connection instead of answering. */
  reset?: boolean;
}

export const KEY = 'asat_conformance_0123456789';
export const NOW = { priority: 'person' } as const;

/** Pauses between attempts are cut short, since nothing here depends on how long they last. */
const clock: Clock = {
  now: () => Date.now(),
  setTimeout(run, delayMs) {
    const timer = setTimeout(run, delayMs < 20_000 ? delayMs / 20 : delayMs);
    return () => clearTimeout(timer);
  },
};

export function shippingServer() {
  let server: Server;
  let canned: Canned = {};
  let origin = '';
  const lines: string[] = [];
  const log = (message: string, fields?: object) =>
    void lines.push(`${message} ${JSON.stringify(fields ?? {})}`);
  let provider = fresh();
  const received: Received[] = [];

  function fresh() {
    const http = createHttpClient({
      fetch: globalThis.fetch,
      clock,
      log: { debug: log, info: log, warn: log, error: log },
    });
    http.setBudget('as', { perSecond: 10_000, burst: 10_000 });
    return createAfterShipShipping({ http, clock });
  }

  beforeAll(async () => {
    server = createServer((request, response) => {
      const chunks: Buffer[] = [];
      request.on('data', (chunk: Buffer) => chunks.push(chunk));
      request.on('end', () => {
        const text = Buffer.concat(chunks).toString('utf8');
        received.push({
          method: request.method ?? '',
          url: request.url ?? '',
          headers: request.headers,
          json: text === '' ? undefined : JSON.parse(text),
        });
        if (canned.reset) return void request.socket.destroy();
        response.writeHead(canned.status ?? 200, { 'content-type': 'application/json', ...canned.headers });
        response.end(canned.body ?? '');
      });
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  });
  beforeEach(() => {
    received.length = 0;
    lines.length = 0;
    canned = {};
    provider = fresh();
  });
  afterAll(async () => {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  });

  return {
    get provider() {
      return provider;
    },
    get origin() {
      return origin;
    },
    /** Trackings elsewhere: only the shipping address may be asked. */
    get account(): ProviderAccount {
      return {
        connectionId: 'as' as ConnectionId,
        baseUrl: null,
        options: { shippingBaseUrl: origin },
        secret: { apiKey: KEY },
      };
    },
    received,
    /** What was logged. */
    lines,
    /** AfterShip's envelope. */
    answer(code: number, data: unknown, meta: object = {}, status = 200, headers = {}) {
      const body = JSON.stringify({ meta: { code, message: 'OK', details: [], ...meta }, data });
      canned = { body, status, headers };
    },
    raw(body: string | Buffer, status = 200, headers: Record<string, string> = {}) {
      canned = { body, status, headers };
    },
    reset() {
      canned = { reset: true };
    },
    /** The one request that came. */
    only(): Received {
      if (received.length !== 1 || !received[0]) throw new Error(`${received.length} requests came, not one`);
      return received[0];
    },
  };
}
