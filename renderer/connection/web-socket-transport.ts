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
          const over = new EventTarget();
          const end = () => over.dispatchEvent(new Event('close'));
          socket.addEventListener('close', end, { once: true });
          resolve({
            rpc: new RPCLink({ websocket: ending(socket, over) }),
            onClose: (listener) => over.addEventListener('close', listener, { once: true }),
            close: () => {
              socket.close();
              end();
            },
          });
        },
        { once: true },
      );
    });
}

/**
 * The socket, but over as soon as we close it. A server that hangs leaves the closing handshake unanswered for long, and
 * what is given up meanwhile must not be told to a socket that takes no more messages.
 */
function ending(socket: WebSocket, over: EventTarget): Pick<WebSocket, LinkMembers> {
  return {
    get readyState() {
      return socket.readyState;
    },
    send: (message) => socket.send(message),
    addEventListener: (type: string, ...rest: [EventListenerOrEventListenerObject]) =>
      (type === 'close' ? over : socket).addEventListener(type, ...rest),
    removeEventListener: (type: string, ...rest: [EventListenerOrEventListenerObject]) =>
      (type === 'close' ? over : socket).removeEventListener(type, ...rest),
  };
}

/** What the link uses of a socket. */
type LinkMembers = 'readyState' | 'send' | 'addEventListener' | 'removeEventListener';
