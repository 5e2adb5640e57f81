// The loopback server under every simulator: takes a request whole, lets the fault dial strike it, and answers or
// misbehaves. Knows no provider: each brings its answers, its words for a refusal and its log.

import { createServer, type IncomingHttpHeaders, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';
import { type Faults, isActedUpon } from './faults.ts';

export interface Asked {
  readonly method: string;
  /** Without its query. */
  readonly path: string;
  readonly query: URLSearchParams;
  /** As it came, with its query. */
  readonly url: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

export interface Told {
  readonly status: number;
  readonly contentType: string | undefined;
  readonly body: string | Buffer;
  readonly headers?: Readonly<Record<string, string>>;
}

export type RefusedStatus = 403 | 429 | 500 | 503;

interface Options {
  readonly faults: Faults;
  /** The provider's; its answers carry the time of it. Epoch ms. */
  readonly clock: () => number;
  /** 0 or nothing: any free port. */
  readonly port?: number;
  readonly largestBody?: number;
  /** Does what is asked. */
  readonly answer: (asked: Asked) => Told;
  /** A fault that has a status, as this provider says it; a Retry-After is added to it. */
  readonly refusal: (status: RefusedStatus, retryAfterS: number | undefined) => Told;
  /** What the dial may call this request by. */
  readonly operationOf?: (asked: Asked) => string | null;
  /** What is not the provider's but the simulator's own, and is never struck; null for the provider's. */
  readonly aside?: (asked: Asked) => Told | null;
  /**
   * Called once a request, before anything is sent. `outcome` is "200", or the fault: "timeout-after" (with the status that
   * nobody saw in brackets).
   */
  readonly note: (asked: Asked, outcome: string, told: Told | null) => void;
}

export interface FaultyServer {
  readonly url: string;
  stop(): Promise<void>;
  /** Refuses every connection, as if there were no network; on the same port again when it is not cut any more. */
  cutNetwork(cut: boolean): Promise<void>;
}

const LARGEST_BODY = 4_000_000;

/** Starts it on 127.0.0.1; resolves when it takes requests. */
export async function startFaultyServer(options: Options): Promise<FaultyServer> {
  const { faults, clock, answer, refusal, operationOf, aside, note, largestBody = LARGEST_BODY } = options;

  async function serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    response.setHeader('date', new Date(clock()).toUTCString());
    const body = await readBody(request, largestBody);
    if (body === null) {
      send(response, { status: 413, contentType: undefined, body: '' });
      return;
    }
    const { pathname, searchParams } = new URL(request.url ?? '/', 'http://127.0.0.1');
    const asked: Asked = {
      method: request.method ?? 'GET',
      path: pathname,
      query: searchParams,
      url: request.url ?? '/',
      headers: request.headers,
      body,
    };
    const own = aside?.(asked) ?? null;
    if (own !== null) {
      send(response, own);
      return;
    }
    const struck = faults.strike(asked.method, asked.path, operationOf?.(asked) ?? null);
    if (struck.latencyMs > 0) await delay(struck.latencyMs);
    const { kind, retryAfterS } = struck;
    const told = isActedUpon(kind) ? answer(asked) : null;
    note(asked, outcomeOf(kind, told), told);
    switch (kind) {
      case 'none':
        if (told !== null) send(response, told);
        return;
      case '403':
      case '429':
      case '500':
      case '503': {
        const refused = refusal(Number(kind) as RefusedStatus, retryAfterS);
        const isForAWhile = retryAfterS !== undefined && (kind === '429' || kind === '503');
        send(response, refused, isForAWhile ? { 'retry-after': String(retryAfterS) } : {});
        return;
      }
      case 'timeout-before':
      case 'timeout-after':
        // Nothing is ever sent; the socket stays open until the other side has had enough.
        return;
      case 'reset-before':
      case 'reset-after':
        response.socket?.resetAndDestroy();
        return;
      case 'html':
        send(response, { status: 200, contentType: 'text/html; charset=utf-8', body: GUEST_NETWORK });
        return;
      default:
        spoil(response, kind, told);
    }
  }

  const server = createServer((request, response) => {
    serve(request, response).catch(() => response.destroy());
  });
  const listen = (port: number): Promise<void> =>
    new Promise((resolve, reject) => {
      server.once('error', reject);
      server.listen(port, '127.0.0.1', () => {
        server.off('error', reject);
        resolve();
      });
    });
  /** Nobody is answered any more, not even those who are waiting. */
  const hangUp = (): Promise<void> =>
    new Promise((resolve) => {
      if (!server.listening) return resolve();
      server.close(() => resolve());
      server.closeAllConnections();
    });
  await listen(options.port ?? 0);
  const { port } = server.address() as AddressInfo;

  return {
    url: `http://127.0.0.1:${port}`,
    stop: hangUp,
    async cutNetwork(cut) {
      if (cut) await hangUp();
      else if (!server.listening) await listen(port);
    },
  };
}

const GUEST_NETWORK = '<!DOCTYPE html><html><body>Sign in to the guest network to continue.</body></html>';

function outcomeOf(kind: string, told: Told | null): string {
  if (kind === 'none') return String(told?.status);
  return told === null ? kind : `${kind} (${told.status})`;
}

function send(
  response: ServerResponse,
  { status, contentType, body, headers = {} }: Told,
  more: Readonly<Record<string, string>> = {},
): void {
  response.writeHead(status, {
    ...(contentType === undefined ? {} : { 'content-type': contentType }),
    'content-length': String(Buffer.byteLength(body)),
    ...headers,
    ...more,
  });
  response.end(body);
}

/** It was done, and what comes of the answer is of no use. */
function spoil(response: ServerResponse, kind: 'empty' | 'garbage' | 'half-body', told: Told | null): void {
  const contentType = told?.contentType ?? 'application/json';
  const whole = Buffer.from(told?.body ?? '');
  if (kind !== 'half-body') {
    const start = whole.subarray(0, 12).toString('latin1');
    send(response, { status: 200, contentType, body: kind === 'empty' ? '' : `\u0000\ufffd{{${start}` });
    return;
  }
  // Promises all of it, sends half, hangs up.
  response.writeHead(200, { 'content-type': contentType, 'content-length': String(whole.length) });
  response.write(whole.subarray(0, Math.ceil(whole.length / 2)), () => response.socket?.destroy());
}

async function readBody(request: IncomingMessage, most: number): Promise<string | null> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request) {
    const bytes = chunk as Buffer;
    size += bytes.length;
    if (size <= most) chunks.push(bytes);
  }
  return size > most ? null : Buffer.concat(chunks).toString('utf8');
}

/** A body as a log keeps it: parsed JSON, or the text where it was none. */
export function parsedOrText(body: string): unknown {
  try {
    return JSON.parse(body) as unknown;
  } catch {
    return body;
  }
}
