// The way to the core in the server host: one WebSocket on the page's own origin, let in by the page's cookie.

import { RPCLink } from '@orpc/client/websocket';
import type { OpenTransport } from './transport.ts';

/** `address` is absolute ("ws://127.0.0.1:4711/rpc"). */
export function openWebSocketTransport(address: string): OpenTransport {
  return (signal) =>
    new Promise((resolve, reject) => {
      const socket = new WebSocket(address);
      // As buffers and not as blobs: reading a blob is asynchronous and could let a later message overtake it.
      socket.binaryType = 'arraybuffer';
      const give = () => socket.close();
      signal.addEventListener('abort', give);
      const fail = () => {
        signal.removeEventListener('abort', give);
        reject(new Error('The socket to the core closed before it was open.'));
      };
      socket.addEventListener('close', fail, { once: true });
      socket.addEventListener(
        'open',
        () => {
          socket.removeEventListener('close', fail);
          signal.removeEventListener('abort', give);
          resolve({
            rpc: new RPCLink({ websocket: socket }),
            onClose: (listener) => socket.addEventListener('close', listener, { once: true }),
            close: () => socket.close(),
          });
        },
        { once: true },
      );
    });
}
