// Chooses the transport for the host the page runs in and keeps it open. Called once, by main.tsx.

import { createLink, type Link } from './link.ts';
import { openMessagePortTransport } from './message-port-transport.ts';
import { openWebSocketTransport } from './web-socket-transport.ts';

export function openLink(): Link {
  return createLink({
    open: inElectron() ? openMessagePortTransport : openWebSocketTransport(socketAddress(location)),
    probe: (client) => client.app.hello(),
    onWake: (wake) => {
      const whenVisible = () => {
        if (document.visibilityState === 'visible') wake();
      };
      window.addEventListener('online', wake);
      document.addEventListener('visibilitychange', whenVisible);
      return () => {
        window.removeEventListener('online', wake);
        document.removeEventListener('visibilitychange', whenVisible);
      };
    },
  });
}

/** The private scheme is Electron's alone; the second half is for `npm run dev`, where Electron loads the page over http. */
function inElectron(): boolean {
  return !location.protocol.startsWith('http') || navigator.userAgent.includes(' Electron/');
}

function socketAddress(page: Location): string {
  return `${page.protocol === 'https:' ? 'wss' : 'ws'}://${page.host}/rpc`;
}
