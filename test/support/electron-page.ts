// The page's side of host 1 in a test: a window with the real preload in it, and the page's own way to ask for its port.
// For test files that mock `electron` by electron-double.ts.

import { type CoreClient, createCoreClient } from '../../renderer/connection/core-client.ts';
import { openMessagePortTransport } from '../../renderer/connection/message-port-transport.ts';
import type { Transport } from '../../renderer/connection/transport.ts';
import { type DoubleWebContents, ipcRenderer } from './electron-double.ts';

export interface DoublePage {
  window: PageWindow;
  /** Asks for the port as the page does. Rejects after `limitMs` without one. */
  connect(limitMs?: number): Promise<{ client: CoreClient; transport: Transport; closed: Promise<void> }>;
  close(): void;
}

/** As much of a browser's window as the preload and the transport use. */
class PageWindow extends EventTarget {
  readonly origin: string;
  readonly location = { hash: '' };

  constructor(origin: string) {
    super();
    this.origin = origin;
  }
  postMessage(data: unknown, targetOrigin: string, ports: unknown[] = []): void {
    if (targetOrigin !== this.origin) throw new Error(`posted to ${targetOrigin}`);
    setImmediate(() =>
      this.dispatchEvent(
        Object.assign(new Event('message'), { data, ports, source: this, origin: this.origin }),
      ),
    );
  }
}

/** Loads the document in `contents`: from then on the preload listens. */
export async function openPage(contents: DoubleWebContents): Promise<DoublePage> {
  const window = new PageWindow(contents.mainFrame.origin);
  const before = Object.getOwnPropertyDescriptor(globalThis, 'window');
  Object.defineProperty(globalThis, 'window', { value: window, configurable: true, writable: true });
  ipcRenderer.attach(contents);
  await import('../../electron/preload/preload.ts');
  contents.finishLoading();
  return {
    window,
    async connect(limitMs = 10_000) {
      const transport = await openMessagePortTransport(AbortSignal.timeout(limitMs));
      const closed = new Promise<void>((resolve) => transport.onClose(resolve));
      return { client: createCoreClient(transport.rpc), transport, closed };
    },
    close() {
      ipcRenderer.attach(null);
      ipcRenderer.removeAllListeners();
      if (before === undefined) Reflect.deleteProperty(globalThis, 'window');
      else Object.defineProperty(globalThis, 'window', before);
    },
  };
}
