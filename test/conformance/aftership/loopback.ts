// A server on this machine that records every request and answers what a test puts in, and the real AfterShip client
// pointed at it, in either version. Used by the conformance tests next to it; it knows nothing of AfterShip's rules.

import { createServer, type IncomingHttpHeaders, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, beforeEach } from 'vitest';
import { createHttpClient } from '../../../electron/core/http/http-client.ts';
import type { Clock } from '../../../electron/core/ports.ts';
import { createAfterShipProvider } from '../../../electron/core/providers/aftership/aftership-provider.ts';
import type { CommandToSend, ProviderAccount } from '../../../electron/core/providers/provider.ts';
import type { CommandKind } from '../../../shared/domain/command.ts';
import type { CommandId, ConnectionId, JobId } from '../../../shared/domain/ids.ts';
import type { ExternalIds } from '../../../shared/domain/job.ts';

export type Version = '2024-04' | '2026-07';
export const VERSIONS: readonly Version[] = ['2024-04', '2026-07'];
export const KEY = 'asat_conformance_key';
export const NOW: { priority: 'person' } = { priority: 'person' };
export const NO_IDS: ExternalIds = { requestId: null, jobId: null, externalId: null, trackingId: null };

interface Received {
  method: string;
  path: string;
  query: URLSearchParams;
  headers: IncomingHttpHeaders;
  text: string;
  json: unknown;
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

export function freshProvider() {
  const http = createHttpClient({ fetch: globalThis.fetch, clock, log: silent });
  // A test of hundreds of answers must not wait for a budget that is meant for a real provider.
  http.setBudget('parcels', { perSecond: 10_000, burst: 10_000 });
  return createAfterShipProvider({ http, clock });
}

export function accountAt(
  origin: string,
  version: Version,
  secret: Record<string, unknown> = { apiKey: KEY },
): ProviderAccount {
  return {
    connectionId: 'parcels' as ConnectionId,
    baseUrl: origin,
    options: { trackingVersion: version },
    secret,
  };
}

/** Sets a fresh server and a fresh client up for each test of the file it is called in. */
export function loopback() {
  let server: Server;
  let canned: { status: number; body: string; reset: boolean; headers: Record<string, string> };
  const received: Received[] = [];
  const at = { origin: '', provider: freshProvider() };

  beforeAll(async () => {
    server = createServer((request, response) => {
      const chunks: Buffer[] = [];
      request.on('data', (chunk: Buffer) => chunks.push(chunk));
      request.on('end', () => {
        const text = Buffer.concat(chunks).toString('utf8');
        const { pathname, searchParams } = new URL(request.url ?? '/', 'http://127.0.0.1');
        received.push({
          method: request.method ?? '',
          path: pathname,
          query: searchParams,
          headers: request.headers,
          text,
          json: text === '' ? undefined : JSON.parse(text),
        });
        if (canned.reset) {
          request.socket.destroy();
          return;
        }
        response.writeHead(canned.status, { 'content-type': 'application/json', ...canned.headers });
        response.end(canned.body);
      });
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    at.origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  });

  beforeEach(() => {
    received.length = 0;
    canned = { status: 200, body: '', reset: false, headers: {} };
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
    account: (version: Version = '2024-04') => accountAt(at.origin, version),
    received,
    /** From now on every request gets this answer. */
    answer(body: unknown, status = 200, headers: Record<string, string> = {}) {
      const text = typeof body === 'string' ? body : JSON.stringify(body);
      canned = { status, body: text, reset: false, headers };
    },
    /** Cuts every connection instead of answering. */
    reset() {
      canned = { status: 0, body: '', reset: true, headers: {} };
    },
    /** The one request that came; fails where there was none or more than one. */
    only(): Received {
      if (received.length !== 1 || !received[0]) throw new Error(`${received.length} requests came, not one`);
      return received[0];
    },
  };
}

/** An answer with one tracking, wrapped as the version does it. */
export function single(version: Version, tracking: object, code = 200) {
  return { meta: { code }, data: version === '2024-04' ? { tracking } : tracking };
}

export function refusal(code: number, message: string, errors: unknown[] = []) {
  return { meta: { code, type: 'BadRequest', message, errors }, data: {} };
}

/** A command as the outbox hands it over on its first attempt. */
export function command(
  kind: CommandKind,
  payload: unknown,
  known: { ids?: Partial<ExternalIds>; firstSentAt?: number } = {},
): CommandToSend {
  const firstSentAt = known.firstSentAt ?? Date.now();
  return {
    command: {
      id: 'command-1' as CommandId,
      jobId: 'job-1' as JobId,
      connectionId: 'parcels' as ConnectionId,
      provider: 'aftership',
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
    ids: { ...NO_IDS, ...(kind === 'create' ? { trackingId: 'JN12345678' } : {}), ...known.ids },
    reference: null,
  };
}
