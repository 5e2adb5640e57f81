// Answers the page's requests for map tiles, the same in Electron's private scheme and on loopback. Called by both hosts.
// What the tile server sends is passed on only as a picture.

import { type PageAnswer, plainAnswer } from './page-files.ts';
import { securityHeaders } from './security-headers.ts';

/** The core's tile, or null where there is none; `source` as in shared/domain/tile-source.ts. */
export type TileSource = (
  source: string,
  z: number,
  x: number,
  y: number,
) => Promise<{ bytes: Uint8Array; type: string } | null>;

/** @returns null when `target` ("/tiles/0a1b2c3d/3/4/5.png") does not ask for a tile at all */
export function answerTile(target: string, tile: TileSource): Promise<PageAnswer> | null {
  const asked = /^\/tiles\/([0-9a-f]{8})\/(\d{1,2})\/(\d{1,7})\/(\d{1,7})\.png$/.exec(target);
  if (asked === null) return null;
  const [, source = '', ...place] = asked;
  return tileAnswer(source, place.map(Number), tile);
}

async function tileAnswer(
  source: string,
  [z = 0, x = 0, y = 0]: number[],
  tile: TileSource,
): Promise<PageAnswer> {
  const found = z <= 22 && x < 2 ** z && y < 2 ** z ? await tile(source, z, x, y) : null;
  if (found === null || !/^image\/(png|jpeg|webp)$/.test(found.type)) {
    // No network, or the edge of a map, is no fault of the page: browsers report everything from 400 on as an error.
    return { ...plainAnswer(204, ''), body: new Uint8Array() };
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
