// The loopback server: page, map tiles and the way to /rpc. Called by serve.ts, which gives it a core.
// Listens on 127.0.0.1 and nowhere else; every answer passes the guard and, but for the token swap, the cookie.

import { createServer, type IncomingMessage, type ServerResponse, STATUS_CODES } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Duplex } from 'node:stream';
import type { AnyRouter } from '@orpc/server';
import type { Logger } from '../core/ports.ts';
import { createPageFiles, type PageAnswer, plainAnswer } from '../hosting/page-files.ts';
import { securityHeaders } from '../hosting/security-headers.ts';
import { answerTile, type TileSource } from '../hosting/tile-answer.ts';
import { openAccess } from './access-token.ts';
import { refuseRequest, refuseUpgrade } from './request-guard.ts';
import { createRpcSockets } from './rpc-socket.ts';

/** What is served of the core. */
export interface ServedCore {
  router: AnyRouter;
  tile: TileSource;
}

export interface HttpServerOptions {
  /** 0 takes any free one. */
  port: number;
  dataDir: string;
  /** The folder with the built page. */
  pageRoot: string;
  /** The page can already be loaded while the core is being put together; everything else waits for it. */
  core: Promise<ServedCore>;
  log: Logger;
}

export interface HttpServer {
  /** With a token that works once. */
  readonly address: string;
  /** Keeps the address in the data folder from now on. To be called when the core is there: the folder is ours then. */
  announce(): Promise<void>;
  close(): Promise<void>;
}

const SIGN_IN =
  'This browser may not see the board yet. Open the address that Switchyard printed when it started, or the one in the file server-address of its data folder. Each works once.';

/** Rejects with Node's error (EADDRINUSE …) where the port cannot be had. */
export async function openHttpServer(options: HttpServerOptions): Promise<HttpServer> {
  const { log, dataDir } = options;
  const server = createServer({
    maxHeaderSize: 16 * 1024,
    headersTimeout: 10_000,
    requestTimeout: 20_000,
    keepAliveTimeout: 10_000,
    connectionsCheckingInterval: 2_000,
  });
  server.maxConnections = 512;
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen({ port: options.port, host: '127.0.0.1' }, resolve);
  });
  const { port } = server.address() as AddressInfo;
  const access = openAccess(dataDir, port);
  const sockets = createRpcSockets(log);
  const page = createPageFiles({
    root: options.pageRoot,
    // Not every browser counts a WebSocket as 'self'.
    connectSources: [`ws://127.0.0.1:${port}`, `ws://localhost:${port}`],
  });

  async function answer(request: IncomingMessage): Promise<PageAnswer> {
    const refusal = refuseRequest(request, port);
    if (refusal !== null) {
      log.info('A request was refused.', { status: refusal.status, method: request.method });
      const refused = plainAnswer(refusal.status, refusal.sentence);
      if (refusal.status === 405) refused.headers.allow = 'GET, HEAD';
      refused.headers.connection = 'close';
      return refused;
    }
    const target = request.url ?? '/';
    const signedIn = access.admits(request.headers.cookie);
    const token = request.method === 'GET' ? tokenOf(target) : null;
    if (token !== null) {
      const cookie = signedIn ? null : await access.swap(token);
      if (signedIn || cookie !== null) return seeBoard(cookie);
    }
    if (!signedIn) return isFromElsewhere(request) ? askAgain() : plainAnswer(401, SIGN_IN);
    return answerTile(target, async (...asked) => (await options.core).tile(...asked)) ?? page.answer(target);
  }

  server.on('request', (request: IncomingMessage, response: ServerResponse) => {
    answer(request)
      .catch((error: unknown) => {
        log.error('Bug: a request could not be answered.', { error });
        return plainAnswer(500, 'Something went wrong in Switchyard; its log says what.');
      })
      .then(({ status, headers, body }) => {
        const length = status === 204 ? {} : { 'content-length': body.byteLength };
        response.writeHead(status, { ...headers, ...length });
        response.end(request.method === 'HEAD' ? undefined : body);
      })
      .catch((error: unknown) => {
        log.error('Bug: an answer could not be sent.', { error });
        response.destroy();
      });
  });

  server.on('upgrade', (request: IncomingMessage, socket: Duplex, head: Buffer) => {
    socket.on('error', () => socket.destroy());
    const refusal =
      refuseUpgrade(request, port) ??
      (access.admits(request.headers.cookie) ? null : { status: 401, sentence: SIGN_IN });
    if (refusal !== null) {
      log.info('A connection was refused.', { status: refusal.status });
      refuseSocket(socket, refusal.status, refusal.sentence);
      return;
    }
    options.core
      .then((core) => sockets.accept(request, socket, head, core.router))
      .catch(() => socket.destroy());
  });

  return {
    get address() {
      return access.address;
    },
    announce: () => access.announce(),
    async close() {
      const closed = new Promise((resolve) => server.close(resolve));
      await Promise.all([sockets.close(), access.close()]);
      server.closeAllConnections();
      await closed;
    },
  };
}

/** 303 and not 302: whatever came, what follows is a plain read of an address without the token. */
function seeBoard(cookie: string | null): PageAnswer {
  const answer = plainAnswer(303, 'The board is at /.');
  return {
    ...answer,
    headers: { ...answer.headers, location: '/', ...(cookie !== null && { 'set-cookie': cookie }) },
  };
}

const isFromElsewhere = ({ headers }: IncomingMessage) =>
  headers['sec-fetch-site'] === 'cross-site' || headers['sec-fetch-site'] === 'same-site';

/**
 * A browser that follows a link of another site leaves a Strict cookie at home, even one it has just been given.
 * The same question asked by a document of ours brings it along.
 */
function askAgain(): PageAnswer {
  const answer = plainAnswer(401, SIGN_IN);
  const policy = "default-src 'none'; frame-ancestors 'none'";
  return { ...answer, headers: { ...answer.headers, ...securityHeaders(policy), refresh: '0; url=/' } };
}

function tokenOf(target: string): string | null {
  return target.startsWith('/?') ? new URLSearchParams(target.slice(2)).get('token') : null;
}

function refuseSocket(socket: Duplex, status: number, sentence: string): void {
  const { headers, body } = plainAnswer(status, sentence);
  const lines = Object.entries({ ...headers, connection: 'close', 'content-length': body.byteLength });
  socket.end(
    `HTTP/1.1 ${status} ${STATUS_CODES[status]}\r\n${lines.map(([name, value]) => `${name}: ${value}\r\n`).join('')}\r\n${new TextDecoder().decode(body)}`,
  );
}
