// A server on this machine that records every request and answers what a test puts in, and the real Jet Delivery client
// pointed at it. Used by the conformance tests next to it; it knows nothing of Jet Delivery's rules.

import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, beforeEach } from 'vitest';
import { createHttpClient } from '../../../electron/core/http/http-client.ts';
import type { Clock } from '../../../electron/core/ports.ts';
import { createJetDeliveryProvider } from '../../../electron/core/providers/jet-delivery/jet-delivery-provider.ts';
import type { ProviderAccount } from '../../../electron/core/providers/provider.ts';
import type { ConnectionId } from '../../../shared/domain/ids.ts';

interface Received {
  method: string;
  url: string;
  contentType: string;
  /** In the order in which they came. */
  form: [string, string][];
}

export interface Canned {
  status?: number;
  headers?: Record<string, string>;
  body?: string;
  reset?: boolean;
}

/** Real time; pauses between attempts are cut short, since nothing here depends on how long they last. */
const clock: Clock = {
  now: () => Date.now(),
  setTimeout(run, delayMs) {
    const timer = setTimeout(run, delayMs < 20_000 ? delayMs / 20 : delayMs);
    return () => clearTimeout(timer);
  },
};
const silent = { debug() {}, info() {}, warn() {}, error() {} };
export const NOW: { priority: 'person' } = { priority: 'person' };

export function loopback() {
  let server: Server;
  let canned: Canned = {};
  const received: Received[] = [];
  const at = { origin: '', provider: freshProvider() };

  beforeAll(async () => {
    server = createServer((request, response) => {
      const chunks: Buffer[] = [];
      request.on('data', (chunk: Buffer) => chunks.push(chunk));
      request.on('end', () => {
        received.push({
          method: request.method ?? '',
          url: request.url ?? '',
          contentType: request.headers['content-type'] ?? '',
          form: [...new URLSearchParams(Buffer.concat(chunks).toString('utf8'))],
        });
        if (canned.reset) return void request.socket.destroy();
        response.writeHead(canned.status ?? 200, { 'content-type': 'application/json', ...canned.headers });
        response.end(canned.body ?? '');
      });
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    at.origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  });

  beforeEach(() => {
    received.length = 0;
    canned = {};
    at.provider = freshProvider();
  });

  afterAll(async () => {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  });

  return {
    get provider() {
      return at.provider;
    },
    get account(): ProviderAccount {
      return { connectionId: 'jet' as ConnectionId, baseUrl: at.origin, options: {}, secret: {} };
    },
    received,
    /** From now on every request gets this answer. */
    answer(next: Canned | string, status = 200) {
      canned = typeof next === 'string' ? { status, body: next } : next;
    },
    /** The one request that came; fails where there was none or more than one. */
    only(): Received {
      if (received.length !== 1 || !received[0]) throw new Error(`${received.length} requests came, not one`);
      return received[0];
    },
  };
}

function freshProvider() {
  const http = createHttpClient({ fetch: globalThis.fetch, clock, log: silent });
  http.setBudget('jet', { perSecond: 10_000, burst: 10_000 });
  return createJetDeliveryProvider({ http });
}
