// Answers the page's requests for map tiles, the same in Electron's private scheme and on loopback. Called by both hosts.
// What the tile server sends is passed on only as a picture.

import { type PageAnswer, plainAnswer } from './page-files.ts';
import { securityHeaders } from './security-headers.ts';

/** The core's tile, or null where there is none. */
export type TileSource = (
  z: number,
  x: number,
  y: number,
) => Promise<{ bytes: Uint8Array; type: string } | null>;

/** @returns null when `target` ("/tiles/3/4/5.png") does not ask for a tile at all */
export function answerTile(target: string, tile: TileSource): Promise<PageAnswer> | null {
  const asked = /^\/tiles\/(\d{1,2})\/(\d{1,7})\/(\d{1,7})\.png$/.exec(target);
  return asked === null ? null : tileAnswer(asked.slice(1).map(Number), tile);
}

async function tileAnswer([z = 0, x = 0, y = 0]: number[], tile: TileSource): Promise<PageAnswer> {
  const found = z <= 22 && x < 2 ** z && y < 2 ** z ? await tile(z, x, y) : null;
  if (found === null || !/^image\/(png|jpeg|webp)$/.test(found.type)) {
    return plainAnswer(404, 'There is no map tile.');
  }
  return {
    status: 200,
    headers: {
      ...securityHeaders(),
      'content-type': found.type,
      'cache-control': 'private, max-age=86400',
    },
    body: new Uint8Array(found.bytes),
  };
}
