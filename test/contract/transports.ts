// Every way in which a page reaches the core, made the way the hosts make it. One more host: one more row.

import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { MessageChannel } from 'node:worker_threads';
import { createORPCClient } from '@orpc/client';
import { RPCLink as PortLink } from '@orpc/client/message-port';
import { RPCLink as SocketLink } from '@orpc/client/websocket';
import type { ContractRouterClient } from '@orpc/contract';
import { type AnyRouter, createRouterClient } from '@orpc/server';
import { RPCHandler as PortHandler } from '@orpc/server/message-port';
import { RPCHandler as SocketHandler } from '@orpc/server/ws';
import { WebSocket, WebSocketServer } from 'ws';
import type { contract } from '../../shared/contract/contract.ts';

export type CoreClient = ContractRouterClient<typeof contract>;

export interface Page {
  client: CoreClient;
  close(): Promise<void>;
}

export interface Transport {
  name: string;
  open(router: AnyRouter): Promise<Page>;
}

export const transports: Transport[] = [
  {
    name: 'direct call',
    async open(router) {
      const client = createRouterClient(router, { context: {} }) as unknown as CoreClient;
      return { client, close: async () => {} };
    },
  },
  {
    name: 'MessagePort',
    async open(router) {
      const { port1: ours, port2: theirs } = new MessageChannel();
      new PortHandler(router).upgrade(ours, { context: {} });
      ours.start();
      theirs.start();
      return {
        client: createORPCClient<CoreClient>(new PortLink({ port: theirs })),
        close: async () => theirs.close(),
      };
    },
  },
  {
    name: 'WebSocket',
    async open(router) {
      const server = new WebSocketServer({ port: 0, host: '127.0.0.1' });
      const handler = new SocketHandler(router);
      server.on('connection', (socket) => void handler.upgrade(socket, { context: {} }));
      await once(server, 'listening');
      const { port } = server.address() as AddressInfo;
      const socket = new WebSocket(`ws://127.0.0.1:${port}`);
      await once(socket, 'open');
      return {
        client: createORPCClient<CoreClient>(
          new SocketLink({ websocket: socket as unknown as globalThis.WebSocket }),
        ),
        async close() {
          socket.terminate();
          for (const page of server.clients) page.terminate();
          server.close();
          await once(server, 'close');
        },
      };
    },
  },
];
