// Hands the page its one port to the core, and serves the contract over it. The only file that touches ipcMain.
// Made by main.ts. Only the main frame of the one window, with the page's own origin, is ever given a port; it lives as
// long as that document does.

import type { AnyRouter } from '@orpc/server';
import { RPCHandler } from '@orpc/server/message-port';
import {
  type IpcMainEvent,
  ipcMain,
  MessageChannelMain,
  type MessagePortMain,
  type WebContents,
  type WebFrameMain,
} from 'electron';
import type { Logger } from '../core/ports.ts';
import { PORT_CHANNEL } from './channels.ts';
import { PAGE_ORIGIN } from './page-address.ts';

export interface RpcPort {
  /** Closes the port and gives out no other. */
  close(): void;
}

/** @param core still being put together perhaps: the page can ask before it is there */
export function serveRpcPort(
  contents: WebContents,
  core: Promise<{ router: AnyRouter }>,
  log: Logger,
): RpcPort {
  let port: MessagePortMain | null = null;
  /** Of requests and documents: an answer that comes late finds a newer one and is dropped. */
  let turn = 0;
  let closed = false;

  function release(): void {
    turn += 1;
    port?.close();
    port = null;
  }

  async function give(frame: WebFrameMain, nonce: string): Promise<void> {
    // One page, one port: whoever asks again has lost the first.
    release();
    const mine = turn;
    const { router } = await core;
    if (mine !== turn || closed) return;
    const { port1, port2 } = new MessageChannelMain();
    new RPCHandler(router).upgrade(port1, { context: {} });
    port1.on('close', () => {
      if (port === port1) port = null;
    });
    port1.start();
    port = port1;
    frame.postMessage(PORT_CHANNEL, nonce, [port2]);
  }

  function onRequest(event: IpcMainEvent, nonce: unknown): void {
    // Null once the frame has gone elsewhere: then there is nobody to answer.
    const frame = event.senderFrame;
    if (closed || event.sender !== contents || frame === null || !isOurPage(frame)) {
      log.warn('A request for the port was refused.', { origin: frame?.origin });
      return;
    }
    if (typeof nonce !== 'string' || !/^[\w-]{1,64}$/.test(nonce)) {
      log.warn('A request for the port came without a usable nonce.');
      return;
    }
    give(frame, nonce).catch((error: unknown) =>
      log.error('The page got no port.', { error: String(error) }),
    );
  }

  ipcMain.on(PORT_CHANNEL, onRequest);
  // Another document is in the window. Not earlier: a navigation that is refused starts too, and the page stays.
  contents.on('did-navigate', release);
  contents.on('render-process-gone', release);
  contents.on('destroyed', release);

  return {
    close() {
      closed = true;
      ipcMain.off(PORT_CHANNEL, onRequest);
      release();
    },
  };
}

function isOurPage(frame: WebFrameMain): boolean {
  return frame.parent === null && frame.origin === PAGE_ORIGIN;
}
