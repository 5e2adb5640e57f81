// A server on this machine that records every request and answers what a test puts in, and the real TwinJet client
// pointed at it. Used by the conformance tests next to it; it knows nothing of TwinJet's rules.

import { createServer, type IncomingHttpHeaders, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, beforeEach } from 'vitest';
import { createHttpClient } from '../../../electron/core/http/http-client.ts';
import type { Clock } from '../../../electron/core/ports.ts';
import type { CommandToSend, ProviderAccount } from '../../../electron/core/providers/provider.ts';
import { createTwinJetProvider } from '../../../electron/core/providers/twinjet/twinjet-provider.ts';
import type { CommandKind } from '../../../shared/domain/command.ts';
import type { CommandId, ConnectionId, JobId } from '../../../shared/domain/ids.ts';
import type { ExternalIds } from '../../../shared/domain/job.ts';

export interface Received {
  method: string;
  path: string;
  headers: IncomingHttpHeaders;
  text: string;
  json: Record<string, unknown>;
}

export interface CannedAnswer {
  status?: number;
  headers?: Record<string, string>;
  body?: string;
  /** Cuts the connection instead of answering. */
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
export const NO_IDS: ExternalIds = { requestId: null, jobId: null, externalId: null, trackingId: null };
/** The token of the seed's samples. */
export const TOKEN = '1234';

/** Sets a fresh server and a fresh client up for each test of the file it is called in. */
export function loopback() {
  let server: Server;
  let canned: CannedAnswer = {};
  const received: Received[] = [];
  const at = { origin: '', provider: freshProvider() };

  beforeAll(async () => {
    server = createServer((request, response) => {
      const chunks: Buffer[] = [];
      request.on('data', (chunk: Buffer) => chunks.push(chunk));
      request.on('end', () => {
        const text = Buffer.concat(chunks).toString('utf8');
        received.push({
          method: request.method ?? '',
          path: request.url ?? '',
          headers: request.headers,
          text,
          json: text === '' ? {} : JSON.parse(text),
        });
        if (canned.reset) {
          request.socket.destroy();
          return;
        }
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
    // A new client: no circuit and no pause is inherited from the test before.
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
      return accountAt(at.origin);
    },
    received,
    /** From now on every request gets this answer. */
    answer(next: CannedAnswer | string, status = 200) {
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
  // A test of hundreds of answers must not wait for a budget that is meant for a real provider.
  http.setBudget('tcb', { perSecond: 10_000, burst: 10_000 });
  return createTwinJetProvider({ http });
}

export function accountAt(origin: string, apiToken = TOKEN): ProviderAccount {
  return {
    connectionId: 'tcb' as ConnectionId,
    baseUrl: origin,
    options: {},
    secret: { apiToken },
  };
}

/** A command as the outbox hands it over on its first attempt. */
export function command(
  kind: CommandKind,
  payload: unknown,
  known: { ids?: Partial<ExternalIds>; reference?: string | null; firstSentAt?: number } = {},
): CommandToSend {
  const firstSentAt = known.firstSentAt ?? Date.now();
  return {
    command: {
      id: 'command-1' as CommandId,
      jobId: 'job-1' as JobId,
      connectionId: 'tcb' as ConnectionId,
      provider: 'twinjet',
      kind,
      state: 'sending',
      payload,
      createdAt: firstSentAt - 1000,
      updatedAt: firstSentAt,
      attempts: 1,
      firstSentAt,
      nextAt: firstSentAt,
      waitingFor: null,
      problem: null,
    },
    ids: { ...NO_IDS, ...known.ids },
    reference: known.reference ?? null,
  };
}
