// GeoJSON as some provider sent it -> zones that can be drawn, or the reason why not. Pure; called by zone-service.ts,
// the one place where foreign GeoJSON comes in. What passes here is trusted everywhere else.

import { hash } from 'node:crypto';
import { z } from 'zod';
import type { ConnectionId, ZoneId } from '../../../shared/domain/ids.ts';
import type { PolygonCoordinates, Zone } from '../../../shared/domain/zone.ts';

const MOST_POINTS = 20_000;
const MOST_POLYGONS = 500;
const MOST_ZONES = 200;
const MOST_NESTING = 8;
const LONGEST_NAME = 80;

/** RFC 7946: longitude first; more numbers (altitude) may follow. */
const position = z
  .array(z.number())
  .min(2, 'a position has fewer than two numbers')
  .transform(([lng = 0, lat = 0]): [number, number] => [lng, lat])
  .refine(([lng]) => Math.abs(lng) <= 180, 'a longitude is beyond 180 degrees')
  .refine(([, lat]) => Math.abs(lat) <= 90, 'a latitude is beyond 90 degrees (longitude comes first)');
const ring = z
  .array(position)
  .min(4, 'a ring has fewer than four positions')
  .refine((points) => {
    const [first, last] = [points[0], points.at(-1)];
    return first?.[0] === last?.[0] && first?.[1] === last?.[1];
  }, 'a ring is not closed');
const polygon = z.array(ring).min(1, 'a polygon has no ring');
const multiPolygon = z.array(polygon).min(1, 'there is no polygon in it').max(MOST_POLYGONS);

export interface ZonesRead {
  zones: Zone[];
  /** What was left out, for the log. */
  problems: string[];
}

/**
 * Each Feature becomes a zone of its own, named by its properties; a bare geometry is named by `key`, the place
 * where it stood in the answer. The same zone gets the same id: by its name, or without one by its shape.
 */
export function zonesFromGeoJson(
  geojson: unknown,
  from: { connectionId: ConnectionId; key: string; receivedAt: number },
): ZonesRead {
  const read: ZonesRead = { zones: [], problems: [] };
  for (const found of geometriesIn(geojson, null, 0)) {
    if (read.zones.length === MOST_ZONES) {
      read.problems.push(`only the first ${MOST_ZONES} zones were taken`);
      break;
    }
    const polygons = polygonsOf(found.geometry);
    if (typeof polygons === 'string') {
      read.problems.push(polygons);
      continue;
    }
    const identity = found.name ?? JSON.stringify(polygons);
    const digest = hash('sha256', `${from.connectionId}\n${identity}`).slice(0, 24);
    const zone: Zone = {
      id: `zone-${digest}` as ZoneId,
      connectionId: from.connectionId,
      name: found.name ?? nameOfKey(from.key),
      geometry: { type: 'MultiPolygon', coordinates: polygons },
      receivedAt: from.receivedAt,
    };
    // Two features of one name are two parts of one zone.
    const same = read.zones.find(({ id }) => id === zone.id);
    if (same) same.geometry.coordinates.push(...polygons);
    else read.zones.push(zone);
  }
  return read;
}

interface Found {
  geometry: Record<string, unknown>;
  name: string | null;
}

function geometriesIn(value: unknown, name: string | null, depth: number): Found[] {
  if (depth > MOST_NESTING || typeof value !== 'object' || value === null) return [];
  const object = value as Record<string, unknown>;
  const inside = (list: unknown, named: string | null) =>
    (Array.isArray(list) ? list : []).flatMap((item) => geometriesIn(item, named, depth + 1));
  switch (object.type) {
    case 'FeatureCollection':
      return inside(object.features, nameIn(object.properties) ?? nameIn(object) ?? name);
    case 'Feature':
      return geometriesIn(object.geometry, nameIn(object.properties) ?? name, depth + 1);
    case 'GeometryCollection':
      return inside(object.geometries, name);
    default:
      return [{ geometry: object, name }];
  }
}

function polygonsOf(geometry: Record<string, unknown>): PolygonCoordinates[] | string {
  const { type, coordinates } = geometry;
  if (type !== 'Polygon' && type !== 'MultiPolygon') return `a ${String(type).slice(0, 40)} is no area`;
  const list = type === 'Polygon' ? [coordinates] : coordinates;
  if (countPoints(list) > MOST_POINTS) return `it has more than ${MOST_POINTS} points`;
  const checked = multiPolygon.safeParse(list);
  return checked.success ? checked.data : (checked.error.issues[0]?.message ?? 'it is malformed');
}

/** Before anything is checked: a huge answer must not cost more than a glance. */
function countPoints(value: unknown): number {
  if (!Array.isArray(value)) return 0;
  let points = 0;
  for (const part of value) {
    points += Array.isArray(part) && typeof part[0] === 'number' ? 1 : countPoints(part);
    if (points > MOST_POINTS) break;
  }
  return points;
}

function nameIn(properties: unknown): string | null {
  if (typeof properties !== 'object' || properties === null) return null;
  for (const key of ['name', 'title', 'label', 'zone', 'zone_name']) {
    const value = (properties as Record<string, unknown>)[key];
    if (typeof value === 'string' && value.trim() !== '') return value.trim().slice(0, LONGEST_NAME);
  }
  return null;
}

/** "delivery_zone" -> "Delivery zone". */
function nameOfKey(key: string): string {
  const words = key
    .split('.')
    .filter((part) => !/^\d*$/.test(part))
    .join(' ')
    .replace(/[_-]+/g, ' ')
    .trim();
  return words === ''
    ? 'Delivery zone'
    : `${words[0]?.toUpperCase()}${words.slice(1)}`.slice(0, LONGEST_NAME);
}
