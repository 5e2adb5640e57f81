// Turns an address into a point: exactly for the addresses of places.ts, otherwise to the same believable point
// every time. Used by the simulated TwinJet only; it asks no service.

import { hashOf } from '../seeded-random.ts';
import { type LatLng, moved } from './lat-lng.ts';
import { places, postalAreas } from './places.ts';
import { isKnownStreet, snapToStreet } from './street-network.ts';

const suffixes: ReadonlyMap<string, string> = new Map([
  ['st', 'Street'],
  ['ave', 'Avenue'],
  ['av', 'Avenue'],
  ['blvd', 'Boulevard'],
  ['dr', 'Drive'],
  ['pl', 'Place'],
  ['plz', 'Plaza'],
  ['ct', 'Court'],
  ['ln', 'Lane'],
  ['rd', 'Road'],
  ['ter', 'Terrace'],
  ['wy', 'Way'],
  ['hwy', 'Highway'],
]);

/** "565 ellis St." becomes "565 ellis Street"; the writer's capitals stay. */
export function spelledOut(street: string): string {
  const words = street.trim().split(/\s+/);
  const last = words.at(-1) ?? '';
  const full = suffixes.get(last.toLowerCase().replace(/[.,]+$/, ''));
  return full === undefined || words.length < 2 ? words.join(' ') : [...words.slice(0, -1), full].join(' ');
}

const keyOf = (street: string, zip: string): string => `${spelledOut(street).toLowerCase()} ${zip}`;

const exact: ReadonlyMap<string, LatLng> = new Map(
  places.map((place) => [keyOf(place.street, place.zip), place.at]),
);

const titled = (name: string): string =>
  name.replace(/\S+/g, (word) => word.charAt(0).toUpperCase() + word.slice(1).toLowerCase());

/**
 * The point of an address, or nothing when its postal code is unknown here.
 * An unlisted address lies in its postal area, on its street where the network knows it.
 */
export function geocode(street: string, zip: string): LatLng | undefined {
  const known = exact.get(keyOf(street, zip));
  if (known !== undefined) return known;
  const area = postalAreas.get(zip.slice(0, 5));
  if (area === undefined) return undefined;
  const hash = hashOf(keyOf(street, zip));
  const angle = ((hash % 3600) / 3600) * 2 * Math.PI;
  const reach = area.radiusM * Math.sqrt(((hash >>> 12) % 1000) / 1000);
  const somewhere = moved(area.at, Math.sin(angle) * reach, Math.cos(angle) * reach);
  const name = titled(spelledOut(street).replace(/^\S*\d\S*\s+/, ''));
  const named = isKnownStreet(name) ? snapToStreet(somewhere, name) : undefined;
  if (named !== undefined && named.metres <= area.radiusM * 2) return named.point;
  const nearest = snapToStreet(somewhere);
  // Areas the network does not reach keep their own point rather than being pulled into the city.
  return nearest !== undefined && nearest.metres <= 400 ? nearest.point : somewhere;
}
