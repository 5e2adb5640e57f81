// What the page's session may do. Everything here refuses by default; a line that allows something says why.
// Loosening a rule is a change of the product's security: it needs a reason here and a row in session-rules.test.ts.

import type { Session } from 'electron';
import type { Logger } from '../core/ports.ts';
import { isPageDocument, ownAddress } from './page-address.ts';

type Permission = Parameters<NonNullable<Parameters<Session['setPermissionRequestHandler']>[0]>>[1];

/** What the page may ask for, and what for. */
const PERMISSIONS: Partial<Record<Permission, string>> = {
  'clipboard-sanitized-write': 'Copying a reference or an id out of the board.',
};

export interface SessionRulesOptions {
  log: Logger;
  /** `npm run dev` only: the page's hot reload speaks to this server, and developer tools are open. */
  devServer?: string | undefined;
}

export function restrictSession(session: Session, { log, devServer }: SessionRulesOptions): void {
  const isAllowed = (permission: Permission, address: string | undefined, isMainFrame: boolean) =>
    PERMISSIONS[permission] !== undefined && isMainFrame && address !== undefined && isPageDocument(address);

  session.setPermissionRequestHandler((_contents, permission, callback, details) => {
    const allowed = isAllowed(permission, details.requestingUrl, details.isMainFrame);
    if (!allowed) log.warn('A permission was refused.', { permission, page: details.requestingUrl });
    callback(allowed);
  });
  // Asked without a question to anybody, and often: not logged.
  session.setPermissionCheckHandler((_contents, permission, _origin, details) =>
    isAllowed(permission, details.requestingUrl, details.isMainFrame),
  );
  session.setDevicePermissionHandler(() => false);

  // The core does all the talking to the outside, so nothing that the page asks for leaves its own scheme.
  session.webRequest.onBeforeRequest(({ url, resourceType }, callback) => {
    const allowed = ownAddress(url) !== null || isInPage(url) || isForDevelopment(url, devServer);
    if (!allowed) log.warn('A request of the page was refused.', { resourceType, to: originOf(url) });
    callback({ cancel: !allowed });
  });
  session.protocol.handle('file', () => new Response(null, { status: 403 }));

  session.on('will-download', (event, item) => {
    // A table of the board and the papers of a label are made by the page itself and saved where the person says: Electron
    // asks. Nothing else is offered as a file, so any other download is not what a person asked for.
    if (isMadeByPage(item.getURL())) return;
    event.preventDefault();
    log.warn('A download was refused.', { from: originOf(item.getURL()) });
  });

  // Elsewhere Chromium would fetch its dictionaries from a server of its own; macOS has one.
  if (process.platform !== 'darwin') {
    session.setSpellCheckerEnabled(false);
    session.setSpellCheckerLanguages([]);
  }
}

/** Photos being attached and drawn markers: they come from the page and lead nowhere. */
function isInPage(url: string): boolean {
  return url.startsWith('data:') || url.startsWith('blob:');
}

function isMadeByPage(url: string): boolean {
  return url.startsWith('blob:') && ownAddress(url.slice('blob:'.length)) !== null;
}

function isForDevelopment(address: string, devServer: string | undefined): boolean {
  if (devServer === undefined) return false;
  const url = URL.parse(address);
  return url?.protocol === 'devtools:' || (url?.protocol === 'ws:' && url.host === new URL(devServer).host);
}

/** Addresses can hold what is nobody's business in a log. */
function originOf(address: string): string {
  const url = URL.parse(address);
  return url === null ? 'no address' : `${url.protocol}//${url.host}`;
}
