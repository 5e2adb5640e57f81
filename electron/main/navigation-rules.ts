// Where web contents may go: nowhere. Applied to whatever contents this program ever makes. The page is one document, and a
// link to the outside is opened by the system's browser, through hosting/external-links.ts.

import { shell, type WebContents } from 'electron';
import type { Logger } from '../core/ports.ts';
import { openExternalLink } from '../hosting/external-links.ts';
import { isPageDocument } from './page-address.ts';

export function restrictNavigation(contents: WebContents, log: Logger): void {
  const refuse = (event: { url: string; isMainFrame: boolean; preventDefault(): void }) => {
    // A reload comes by here too. There are no frames in the page, so none may go anywhere.
    if (event.isMainFrame && isPageDocument(event.url)) return;
    event.preventDefault();
    log.warn('A navigation was refused.', { isMainFrame: event.isMainFrame });
  };
  contents.on('will-frame-navigate', refuse);
  contents.on('will-redirect', refuse);
  contents.on('will-attach-webview', (event) => event.preventDefault());
  contents.setWindowOpenHandler(({ url }) => {
    openExternalLink(url, (address) => shell.openExternal(address)).then(
      (answer) => {
        if (!answer.ok) log.warn('A link was refused.', { problem: answer.problem });
      },
      (error: unknown) => log.warn('The system could not open a link.', { error: String(error) }),
    );
    return { action: 'deny' };
  });
  // The request rules do not see WebRTC; without direct connections it has no way out either.
  contents.setWebRTCIPHandlingPolicy('disable_non_proxied_udp');
}
