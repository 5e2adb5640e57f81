// A point on the ground and flat-earth distances that are exact enough inside one city.
// Used by the street network, the geocoder and the simulated couriers; knows nothing of jobs.

export interface LatLng {
  readonly lat: number;
  readonly lng: number;
}

const METRES_PER_LAT = 111_132;
/** At the latitude of San Francisco. */
const METRES_PER_LNG = 87_960;

/** Distance between two points in metres. */
export function metresBetween(a: LatLng, b: LatLng): number {
  return Math.hypot((a.lat - b.lat) * METRES_PER_LAT, (a.lng - b.lng) * METRES_PER_LNG);
}

/** The point a share (0 to 1) of the way from a to b. */
export function between(a: LatLng, b: LatLng, share: number): LatLng {
  return { lat: a.lat + (b.lat - a.lat) * share, lng: a.lng + (b.lng - a.lng) * share };
}

/** The point moved by metres to the north and to the east. */
export function moved(from: LatLng, northM: number, eastM: number): LatLng {
  return { lat: from.lat + northM / METRES_PER_LAT, lng: from.lng + eastM / METRES_PER_LNG };
}

/** How far along a-b (0 to 1) the foot of p lies, and its distance from p in metres. */
export function footOn(p: LatLng, a: LatLng, b: LatLng): { share: number; metres: number } {
  const dx = (b.lng - a.lng) * METRES_PER_LNG;
  const dy = (b.lat - a.lat) * METRES_PER_LAT;
  const length2 = dx * dx + dy * dy;
  const px = (p.lng - a.lng) * METRES_PER_LNG;
  const py = (p.lat - a.lat) * METRES_PER_LAT;
  const share = length2 === 0 ? 0 : Math.min(1, Math.max(0, (px * dx + py * dy) / length2));
  return { share, metres: Math.hypot(px - share * dx, py - share * dy) };
}
