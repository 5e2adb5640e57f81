// A delivery zone as a provider drew it. GeoJSON inside, checked once on its way in; [lng, lat] lives only here.

import type { ConnectionId, ZoneId } from './ids.ts';

/** Linear rings, the first the outline, the others holes; [lng, lat] as in GeoJSON (RFC 7946). */
export type PolygonCoordinates = [number, number][][];

export interface ZoneGeometry {
  type: 'MultiPolygon';
  coordinates: PolygonCoordinates[];
}

export interface Zone {
  id: ZoneId;
  connectionId: ConnectionId;
  name: string;
  geometry: ZoneGeometry;
  receivedAt: number;
}
