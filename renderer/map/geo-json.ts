// The one file of the page where [lng, lat] is turned into {lat, lng} and back: GeoJSON has it the other way round.

import type { LatLng } from '../../shared/domain/address.ts';
import type { ZoneGeometry } from '../../shared/domain/zone.ts';

/** Polygons, each an outline and its holes. */
export function polygonsOf(geometry: ZoneGeometry): LatLng[][][] {
  return geometry.coordinates.map((rings) => rings.map((ring) => ring.map(([lng, lat]) => ({ lat, lng }))));
}
