// Where the simulated courier company delivers for whom, and what each zone adds to a price. Used by quote.ts and
// courier-company.ts. The zones do not overlap: each one has the next smaller one cut out. The areas do.

import type { LatLng } from '../san-francisco/lat-lng.ts';

type Ring = readonly (readonly [lng: number, lat: number])[];

interface DeliveryZone {
  readonly name: string;
  /** What this end adds to the price, in cents. */
  readonly surchargeCents: number;
  readonly rings: readonly Ring[];
}

const downtown: Ring = [
  [-122.4185, 37.7693],
  [-122.4035, 37.7697],
  [-122.395, 37.7757],
  [-122.3886, 37.7786],
  [-122.3872, 37.784],
  [-122.3895, 37.7915],
  [-122.3925, 37.7958],
  [-122.3975, 37.7995],
  [-122.4239, 37.7962],
  [-122.4198, 37.7752],
  [-122.4185, 37.7693],
];

const inner: Ring = [
  [-122.4385, 37.7615],
  [-122.405, 37.7615],
  [-122.384, 37.763],
  [-122.3845, 37.778],
  [-122.3855, 37.7885],
  [-122.39, 37.7965],
  [-122.401, 37.8055],
  [-122.41, 37.81],
  [-122.426, 37.8075],
  [-122.444, 37.806],
  [-122.4448, 37.7998],
  [-122.4435, 37.7905],
  [-122.4402, 37.769],
  [-122.4385, 37.7615],
];

const outer: Ring = [
  [-122.45, 37.743],
  [-122.43, 37.74],
  [-122.405, 37.744],
  [-122.379, 37.748],
  [-122.38, 37.778],
  [-122.383, 37.7885],
  [-122.388, 37.797],
  [-122.399, 37.807],
  [-122.41, 37.812],
  [-122.425, 37.81],
  [-122.448, 37.8075],
  [-122.456, 37.7905],
  [-122.469, 37.786],
  [-122.4675, 37.76],
  [-122.45, 37.743],
];

const south: Ring = [
  [-122.445, 37.7085],
  [-122.39, 37.7085],
  [-122.365, 37.729],
  [-122.379, 37.748],
  [-122.405, 37.744],
  [-122.43, 37.74],
  [-122.45, 37.743],
  [-122.445, 37.7085],
];

/** A hole runs the other way round than the border (RFC 7946). */
const hole = (ring: Ring): Ring => [...ring].reverse();

const deliveryZones: readonly DeliveryZone[] = [
  { name: 'Downtown', surchargeCents: 0, rings: [downtown] },
  { name: 'Inner', surchargeCents: 150, rings: [inner, hole(downtown)] },
  { name: 'Outer', surchargeCents: 350, rings: [outer, hole(inner)] },
  { name: 'South', surchargeCents: 600, rings: [south] },
];

/** What a client may agree on; told to that client as the delivery zone. */
const areas = { 'Inner city': inner, City: outer, Bayview: south } as const;
type AreaName = keyof typeof areas;
/** The parts of a client's area. */
export type DeliveryArea = readonly AreaName[];

const EVERYWHERE: DeliveryArea = ['City', 'Bayview'];

function inRing(point: LatLng, ring: Ring): boolean {
  let inside = false;
  ring.slice(1).forEach(([lngB, latB], index) => {
    const [lngA, latA] = ring[index] ?? [lngB, latB];
    if (
      latA > point.lat !== latB > point.lat &&
      point.lng < ((lngB - lngA) * (point.lat - latA)) / (latB - latA) + lngA
    )
      inside = !inside;
  });
  return inside;
}

/** The zone a point lies in; nothing outside the area. */
export function zoneAt(point: LatLng, area: DeliveryArea = EVERYWHERE): DeliveryZone | undefined {
  if (!area.some((name) => inRing(point, areas[name]))) return undefined;
  return deliveryZones.find(({ rings }) => rings.filter((ring) => inRing(point, ring)).length % 2 === 1);
}

/** An area as a GeoJSON FeatureCollection. */
export function areaAsGeoJson(area: DeliveryArea = EVERYWHERE): unknown {
  return {
    type: 'FeatureCollection',
    features: area.map((name) => ({
      type: 'Feature',
      properties: { name },
      geometry: { type: 'Polygon', coordinates: [areas[name]] },
    })),
  };
}
