// Web Mercator as fractions of the world: x from 0 (180° west) to 1, y from 0 (north) to 1. Canvases draw in it, because
// a place then needs no more than a multiplication for every picture. Pure.

import type { LatLng } from '../../shared/domain/address.ts';

/** Beyond this the projection leaves its square. */
const MOST_LAT = 85.0511287798;

export function worldX(lng: number): number {
  return (lng + 180) / 360;
}

export function worldY(lat: number): number {
  const sin = Math.sin((Math.max(-MOST_LAT, Math.min(MOST_LAT, lat)) * Math.PI) / 180);
  return 0.5 - Math.log((1 + sin) / (1 - sin)) / (4 * Math.PI);
}

/** Pixels that the whole world is wide at a zoom, with tiles of 256. */
export function worldSize(zoom: number): number {
  return 256 * 2 ** zoom;
}

export function isPlace(position: LatLng): boolean {
  return Math.abs(position.lat) <= 90 && Math.abs(position.lng) <= 180;
}

/** What is drawn: a box of `width` × `height` pixels whose corner lies at `left`, `top` of a world `scale` pixels wide. */
export interface ViewBox {
  scale: number;
  left: number;
  top: number;
  width: number;
  height: number;
}
