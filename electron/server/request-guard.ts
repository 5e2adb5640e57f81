// Refuses every request that does not come from our own page or from the address bar, before anything else looks at it.
// Any web page can make a browser send requests to 127.0.0.1, and a name of its own can point there (DNS rebinding).
// Pure; called by http-server.ts for requests and upgrades. Says nothing about who is signed in.

import type { IncomingMessage } from 'node:http';

export type GuardedRequest = Pick<IncomingMessage, 'method' | 'url' | 'headersDistinct'>;

export interface Refusal {
  status: number;
  sentence: string;
}

const MAX_TARGET = 2048;

/** @returns null for a request that may be answered */
export function refuseRequest(request: GuardedRequest, port: number): Refusal | null {
  const host = hostOf(request, port);
  if (host === null) return { status: 421, sentence: `Open this console as http://127.0.0.1:${port}.` };
  const target = request.url ?? '';
  if (!target.startsWith('/')) return { status: 400, sentence: 'This server passes nothing on.' };
  if (target.length > MAX_TARGET) return { status: 414, sentence: 'This address is too long.' };

  const isRead = request.method === 'GET' || request.method === 'HEAD';
  const origins = request.headersDistinct.origin;
  // Browsers leave Origin out of plain reads of their own; where there is one it must be ours.
  if ((origins !== undefined || !isRead) && !isOrigin(origins, host)) {
    return { status: 403, sentence: 'Only the console itself may ask for this.' };
  }
  if (!isRead) return { status: 405, sentence: 'There is nothing to write here.' };
  if (request.headersDistinct['transfer-encoding'] || Number(one(request, 'content-length') ?? 0) !== 0) {
    return { status: 413, sentence: 'Nothing may be sent along with this.' };
  }
  // A page on another port of this machine is "same-site": the cookie would come with what it embeds.
  const site = one(request, 'sec-fetch-site');
  const isNavigation =
    one(request, 'sec-fetch-mode') === 'navigate' && one(request, 'sec-fetch-dest') === 'document';
  if (site !== undefined && site !== 'same-origin' && site !== 'none' && !isNavigation) {
    return { status: 403, sentence: 'Only the console itself may ask for this.' };
  }
  return null;
}

/** A WebSocket is under no same-origin rule, so here the Origin must be there. */
export function refuseUpgrade(request: GuardedRequest, port: number): Refusal | null {
  const refusal = refuseRequest(request, port);
  if (refusal !== null) return refusal;
  if (!isOrigin(request.headersDistinct.origin, hostOf(request, port) ?? '')) {
    return { status: 403, sentence: 'Only the console itself may ask for this.' };
  }
  return request.url === '/rpc' ? null : { status: 404, sentence: 'There is nothing at this address.' };
}

function hostOf(request: GuardedRequest, port: number): string | null {
  const host = one(request, 'host');
  return host === `127.0.0.1:${port}` || host === `localhost:${port}` ? host : null;
}

const isOrigin = (origins: string[] | undefined, host: string) =>
  origins?.length === 1 && origins[0] === `http://${host}`;

/** A header given twice counts as wrong, not as the first or the last of them. */
function one(request: GuardedRequest, name: string): string | undefined {
  const values = request.headersDistinct[name];
  return values === undefined || values.length === 1 ? values?.[0] : '';
}
