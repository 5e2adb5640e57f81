// A server on this machine that gives tokens, records every request and answers what a test puts in, and the real Shipping
// Order client pointed at it. Used by the conformance tests next to it; it knows nothing of Shipping Order's rules.

import { createServer, type IncomingHttpHeaders, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, beforeEach } from 'vitest';
import { createHttpClient } from '../../../electron/core/http/http-client.ts';
import type { Clock } from '../../../electron/core/ports.ts';
import type { CommandToSend, ProviderAccount } from '../../../electron/core/providers/provider.ts';
import { createShippingOrderProvider } from '../../../electron/core/providers/shipping-order/shipping-order-provider.ts';
import type { CommandKind } from '../../../shared/domain/command.ts';
import type { CommandId, ConnectionId, JobId } from '../../../shared/domain/ids.ts';
import type { ExternalIds } from '../../../shared/domain/job.ts';

export interface Received {
  method: string;
  path: string;
  headers: IncomingHttpHeaders;
  text: string;
  json: unknown;
}

export interface CannedAnswer {
  status?: number;
  headers?: Record<string, string>;
  body?: string;
  /** Cuts the connection instead of answering. */
  reset?: boolean;
}

export const NOW: { priority: 'person' } = { priority: 'person' };
export const NO_IDS: ExternalIds = { requestId: null, jobId: null, externalId: null, trackingId: null };
export const CLIENT_ID = 'console-client';
export const CLIENT_SECRET = 's3cret-of-the-console';
const TOKEN_PATH = '/token';

/** Sets a fresh server and a fresh client up for each test of the file it is called in. */
export function loopback() {
  let server: Server;
  let canned: CannedAnswer[] = [];
  let tokenAnswer: CannedAnswer | null = null;
  let tokens = 0;
  const calls: Received[] = [];
  const tokenCalls: Received[] = [];
  const logged: string[] = [];
  let origin = '';
  let now = Date.now();
  let provider = freshProvider();

  function freshProvider(): ReturnType<typeof createShippingOrderProvider> {
    const write = (message: string, detail?: unknown) => void logged.push(JSON.stringify([message, detail]));
    const log = { debug: write, info: write, warn: write, error: write };
    const http = createHttpClient({ fetch: globalThis.fetch, clock: quick, log });
    // A test of hundreds of answers must not wait for a budget that is meant for a real provider.
    http.setBudget('shop', { perSecond: 10_000, burst: 10_000 });
    return createShippingOrderProvider({ http, clock: { ...quick, now: () => now } });
  }

  beforeAll(async () => {
    server = createServer((request, response) => {
      const chunks: Buffer[] = [];
      request.on('data', (chunk: Buffer) => chunks.push(chunk));
      request.on('end', () => {
        const text = Buffer.concat(chunks).toString('utf8');
        const isToken = request.url === TOKEN_PATH;
        const { method = '', url: path = '', headers } = request;
        const json = text.startsWith('{') ? JSON.parse(text) : undefined;
        (isToken ? tokenCalls : calls).push({ method, path, headers, text, json });
        if (isToken) tokens += 1;
        const answer = isToken
          ? (tokenAnswer ?? { body: JSON.stringify({ access_token: `token-${tokens}`, expires_in: '3600' }) })
          : ((canned.length > 1 ? canned.shift() : canned[0]) ?? {});
        if (answer.reset) {
          request.socket.destroy();
          return;
        }
        response.writeHead(answer.status ?? 200, { 'content-type': 'application/json', ...answer.headers });
        response.end(answer.body ?? '');
      });
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  });

  beforeEach(() => {
    calls.length = 0;
    tokenCalls.length = 0;
    logged.length = 0;
    canned = [];
    tokenAnswer = null;
    tokens = 0;
    now = Date.now();
    // A new client: no token, no circuit and no pause is inherited from the test before.
    provider = freshProvider();
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
      return accountAt(origin);
    },
    /** Requests to the API, and those to the token service. */
    calls,
    tokenCalls,
    /** Every line of the log, as text. */
    logged,
    /** From now on the answers come in this order; the last one stays. */
    answer(...next: (CannedAnswer | object)[]) {
      canned = next.map((one) => (isCanned(one) ? one : { body: JSON.stringify(one) }));
    },
    answerToken(next: CannedAnswer) {
      tokenAnswer = next;
    },
    /** Lets time pass for whoever keeps tokens. */
    wait(ms: number) {
      now += ms;
    },
    get now() {
      return now;
    },
    /** The one call of the API that came; fails where there was none or more than one. */
    only(): Received {
      const [call] = calls;
      if (calls.length !== 1 || call === undefined) throw new Error(`${calls.length} requests came, not one`);
      return call;
    },
  };
}

function isCanned(value: object): value is CannedAnswer {
  return 'body' in value || 'reset' in value || ('status' in value && typeof value.status === 'number');
}

/** Real time; pauses between attempts are cut short, since nothing here depends on how long they last. */
const quick: Clock = {
  now: () => Date.now(),
  setTimeout(run, delayMs) {
    const timer = setTimeout(run, delayMs < 20_000 ? delayMs / 20 : delayMs);
    return () => clearTimeout(timer);
  },
};

function accountAt(origin: string): ProviderAccount {
  return {
    connectionId: 'shop' as ConnectionId,
    baseUrl: origin,
    options: { tokenUrl: `${origin}${TOKEN_PATH}` },
    secret: { clientId: CLIENT_ID, clientSecret: CLIENT_SECRET },
  };
}

/** A command as the outbox hands it over on its first attempt. */
export function command(
  kind: CommandKind,
  payload: unknown,
  known: { ids?: Partial<ExternalIds>; firstSentAt?: number; id?: string } = {},
): CommandToSend {
  const firstSentAt = known.firstSentAt ?? Date.now();
  return {
    command: {
      id: (known.id ?? 'command-1') as CommandId,
      jobId: 'job-1' as JobId,
      connectionId: 'shop' as ConnectionId,
      provider: 'shipping-order',
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
    reference: null,
  };
}
