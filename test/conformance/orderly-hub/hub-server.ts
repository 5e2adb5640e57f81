// A server on this machine that records every request and answers what a test puts in, and the real Orderly Hub client
// pointed at it. Used by the conformance tests next to it; it knows nothing of Orderly Hub's rules.

import { readFileSync } from 'node:fs';
import { createServer, type IncomingHttpHeaders, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, beforeEach } from 'vitest';
import { createHttpClient } from '../../../electron/core/http/http-client.ts';
import type { Clock } from '../../../electron/core/ports.ts';
import { createOrderlyHubProvider } from '../../../electron/core/providers/orderly-hub/orderly-hub-provider.ts';
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
  body?: string;
  headers?: Record<string, string>;
  /** Cuts the connection instead of answering. */
  reset?: boolean;
}

export const KEY = 'oh_conformance_0123456789';
export const NOW = { priority: 'person' } as const;

/** Pauses between attempts are cut short, since nothing here depends on how long they last. */
const clock: Clock = {
  now: () => Date.now(),
  setTimeout(run, delayMs) {
    const timer = setTimeout(run, delayMs < 20_000 ? delayMs / 20 : delayMs);
    return () => clearTimeout(timer);
  },
};
const silent = { debug() {}, info() {}, warn() {}, error() {} };

/** A sample of the seed, as it stands there. */
export function sample(name: string): string {
  return readFileSync(new URL(`./fixtures/${name}.json`, import.meta.url), 'utf8');
}

export function hubServer() {
  let server: Server;
  let canned: Canned = {};
  let origin = '';
  let provider = fresh();
  const received: Received[] = [];

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
    get account(): ProviderAccount {
      return { connectionId: 'hub' as ConnectionId, baseUrl: origin, options: {}, secret: { apiKey: KEY } };
    },
    received,
    answer(body: string, status = 200, more: Canned = {}) {
      canned = { ...more, body, status };
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

function fresh() {
  const http = createHttpClient({ fetch: globalThis.fetch, clock, log: silent });
  http.setBudget('hub', { perSecond: 10_000, burst: 10_000 });
  return createOrderlyHubProvider({ http });
}
