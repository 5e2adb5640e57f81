// The network between the console and a provider, as something a test can cut and mend: a port on loopback that passes
// everything on. While it is cut, connections are refused and open ones break; the provider behind it knows of nothing.

import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Server, type Socket } from 'node:net';

export interface NetworkGate extends AsyncDisposable {
  /** In place of the provider's own origin. */
  url: string;
  cut(): Promise<void>;
  mend(): Promise<void>;
}

/** `target` is the provider's origin: "http://127.0.0.1:4711". */
export async function openNetworkGate(target: string): Promise<NetworkGate> {
  const { hostname, port: targetPort } = new URL(target);
  const open = new Set<Socket>();
  let server: Server | null = null;
  let port = 0;

  function pass(near: Socket): void {
    const far = connect(Number(targetPort), hostname);
    for (const [one, other] of [
      [near, far],
      [far, near],
    ] as const) {
      open.add(one);
      one.on('error', () => other.destroy());
      one.on('close', () => {
        open.delete(one);
        other.destroy();
      });
      one.pipe(other);
    }
  }

  async function mend(): Promise<void> {
    server = createServer(pass);
    server.listen(port, '127.0.0.1');
    await once(server, 'listening');
    port = (server.address() as AddressInfo).port;
  }

  async function cut(): Promise<void> {
    if (server === null) return;
    const closed = once(server, 'close');
    server.close();
    server = null;
    for (const socket of open) socket.destroy();
    await closed;
  }

  await mend();
  return { url: `http://127.0.0.1:${port}`, cut, mend, [Symbol.asyncDispose]: cut };
}
