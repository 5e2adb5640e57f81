// Serves the page in its private scheme: its files, its map tiles, nothing else. Called by main.ts, for the page's session.
// Never file:, never an address that the page made up: hosting/page-files.ts has the rules for paths.

import { net, protocol, type Session } from 'electron';
import type { Logger } from '../core/ports.ts';
import { createPageFiles, type PageAnswer, plainAnswer } from '../hosting/page-files.ts';
import { answerTile, type TileSource } from '../hosting/tile-answer.ts';
import { ownAddress, PAGE_SCHEME } from './page-address.ts';

export interface PageProtocolOptions {
  /** The folder with the built page. */
  root: string;
  tile: TileSource;
  log: Logger;
  /** `npm run dev`: what would come from `root` is asked of Vite, under the same address as ever. */
  devServer?: string | undefined;
}

/** Before the app is ready. */
export function registerPageScheme(): void {
  protocol.registerSchemesAsPrivileged([
    // Standard gives it an origin, and paths that resolve; secure makes it one that may use the clipboard; module
    // scripts need fetch. Neither the policy nor the same-origin rule is bypassed.
    { scheme: PAGE_SCHEME, privileges: { standard: true, secure: true, supportFetchAPI: true } },
  ]);
}

export function servePage(session: Session, { root, tile, log, devServer }: PageProtocolOptions): void {
  const files = createPageFiles({ root });

  async function answer(request: Request): Promise<Response> {
    const url = ownAddress(request.url);
    if (url === null) return responseOf(plainAnswer(404, 'There is nothing at this address.'));
    if (request.method !== 'GET') return responseOf(plainAnswer(405, 'The page is only ever read.'));
    const picture = answerTile(url.pathname, tile);
    if (picture !== null) return responseOf(await picture);
    if (devServer !== undefined) return net.fetch(new URL(url.pathname + url.search, devServer).href);
    return responseOf(await files.answer(url.pathname));
  }

  session.protocol.handle(PAGE_SCHEME, (request) =>
    answer(request).catch((error: unknown) => {
      log.error('Bug: a request of the page could not be answered.', { error });
      return responseOf(plainAnswer(500, 'Something went wrong in Switchyard; its log says what.'));
    }),
  );
}

function responseOf({ status, headers, body }: PageAnswer): Response {
  // An answer without content must not even have an empty body.
  return new Response(body.byteLength === 0 ? null : body, { status, headers });
}
