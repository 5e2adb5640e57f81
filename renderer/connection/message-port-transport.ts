// The way to the core in Electron: the preload holds the only channel to the main process and hands over one
// MessagePort when the page asks. Only a message of this very window that carries our own nonce is accepted.

import { RPCLink } from '@orpc/client/message-port';
import type { OpenTransport } from './transport.ts';

/** What the page posts to ask, and what the preload answers with; the port itself comes as the only transferred object. */
export const PORT_PLEASE = 'switchyard-port-please';
export const PORT_HERE = 'switchyard-port';

export const openMessagePortTransport: OpenTransport = (signal) =>
  new Promise((resolve, reject) => {
    const nonce = crypto.randomUUID();
    const stop = () => {
      window.removeEventListener('message', receive);
      signal.removeEventListener('abort', give);
    };
    const give = () => {
      stop();
      reject(signal.reason);
    };
    const receive = (event: MessageEvent<unknown>) => {
      if (event.source !== window || !isPortFor(event.data, nonce)) return;
      const port = event.ports[0];
      if (port === undefined) return;
      stop();
      const rpc = new RPCLink({ port });
      port.start();
      resolve({
        rpc,
        onClose: (listener) => port.addEventListener('close', listener, { once: true }),
        close: () => port.close(),
      });
    };
    window.addEventListener('message', receive);
    signal.addEventListener('abort', give);
    window.postMessage({ type: PORT_PLEASE, nonce }, window.origin === 'null' ? '*' : window.origin);
  });

function isPortFor(data: unknown, nonce: string): boolean {
  return (
    typeof data === 'object' &&
    data !== null &&
    'type' in data &&
    data.type === PORT_HERE &&
    'nonce' in data &&
    data.nonce === nonce
  );
}
