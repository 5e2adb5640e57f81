// The one file of the page where [lng, lat] is turned into {lat, lng} and back: GeoJSON has it the other way round.

import type { LatLng } from '../../shared/domain/address.ts';
import type { ZoneGeometry } from '../../shared/domain/zone.ts';

/** A GeoJSON point at a place; `movePoint` keeps the object, so that thousands need not be made again. */
export function pointAt({ lat, lng }: LatLng): { type: 'Point'; coordinates: [number, number] } {
  return { type: 'Point', coordinates: [lng, lat] };
}

export function movePoint(point: { coordinates: [number, number] }, { lat, lng }: LatLng): void {
  point.coordinates[0] = lng;
  point.coordinates[1] = lat;
}

export function placeOf(coordinates: readonly number[]): LatLng {
  return { lat: coordinates[1] ?? 0, lng: coordinates[0] ?? 0 };
}

/** Polygons, each an outline and its holes. */
export function polygonsOf(geometry: ZoneGeometry): LatLng[][][] {
  return geometry.coordinates.map((rings) => rings.map((ring) => ring.map(([lng, lat]) => ({ lat, lng }))));
}
