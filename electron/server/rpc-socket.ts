// Carries the contract over WebSocket: one socket a page. Called by http-server.ts once a request was let through.

import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import type { AnyRouter } from '@orpc/server';
import { RPCHandler } from '@orpc/server/ws';
import { type WebSocket, WebSocketServer } from 'ws';
import type { Logger } from '../core/ports.ts';

export interface RpcSockets {
  accept(request: IncomingMessage, socket: Duplex, head: Buffer, router: AnyRouter): void;
  /** Tells every page that the server goes away. */
  close(): Promise<void>;
}

/** The largest thing a page says is a form. */
const MAX_MESSAGE_BYTES = 1024 * 1024;
const MAX_SOCKETS = 64;
const HEARTBEAT_MS = 20_000;
/** A page that reads so much slower than the board moves is better off asking anew. */
const MAX_BACKLOG_BYTES = 32 * 1024 * 1024;
const GOODBYE_MS = 500;

export function createRpcSockets(log: Logger): RpcSockets {
  const server = new WebSocketServer({
    noServer: true,
    maxPayload: MAX_MESSAGE_BYTES,
    // Compression costs memory per socket and time on the loop that serves the board; loopback needs none.
    perMessageDeflate: false,
  });
  const answered = new WeakSet<WebSocket>();
  let handler: { router: AnyRouter; rpc: RPCHandler<Record<never, never>> } | null = null;

  const heartbeat = setInterval(() => {
    for (const socket of server.clients) {
      if (!answered.has(socket) || socket.bufferedAmount > MAX_BACKLOG_BYTES) {
        log.info('A page no longer reads and is cut off.', { backlogBytes: socket.bufferedAmount });
        socket.terminate();
        continue;
      }
      answered.delete(socket);
      socket.ping();
    }
  }, HEARTBEAT_MS);
  heartbeat.unref();

  return {
    accept(request, socket, head, router) {
      if (server.clients.size >= MAX_SOCKETS) {
        socket.destroy();
        return;
      }
      if (handler?.router !== router) handler = { router, rpc: new RPCHandler(router) };
      const { rpc } = handler;
      server.handleUpgrade(request, socket, head, (page) => {
        answered.add(page);
        page.on('pong', () => answered.add(page));
        // Too large, not UTF-8, a broken frame: ws closes the socket with the right code by itself.
        page.on('error', (error) => log.warn('A page sent what it must not.', { error: error.message }));
        void rpc.upgrade(page, { context: {} });
      });
    },
    async close() {
      clearInterval(heartbeat);
      const gone = [...server.clients].map(
        (page) => new Promise((resolve) => page.once('close', resolve).close(1001, 'Switchyard is stopping')),
      );
      let timer: NodeJS.Timeout | undefined;
      await Promise.race([
        Promise.all(gone),
        new Promise((resolve) => {
          timer = setTimeout(resolve, GOODBYE_MS);
        }),
      ]);
      clearTimeout(timer);
      for (const page of server.clients) page.terminate();
    },
  };
}
