// Foreign GeoJSON on its way in.

import { describe, expect, it } from 'vitest';
import type { ConnectionId } from '../../../shared/domain/ids.ts';
import { zonesFromGeoJson } from './zones-from-geojson.ts';

const FROM = { connectionId: 'connection-1' as ConnectionId, key: 'delivery_zone', receivedAt: 1 };
const square = (west = -122.45, south = 37.75) => [
  [west, south],
  [west + 0.05, south],
  [west + 0.05, south + 0.05],
  [west, south + 0.05],
  [west, south],
];
const polygon = (west?: number) => ({ type: 'Polygon', coordinates: [square(west)] });
const feature = (name: string | undefined, geometry: unknown) => ({
  type: 'Feature',
  properties: name === undefined ? null : { name },
  geometry,
});
const read = (geojson: unknown, from = FROM) => zonesFromGeoJson(geojson, from);

describe('zonesFromGeoJson', () => {
  it('takes a bare polygon, names it by its place in the answer and makes it a MultiPolygon', () => {
    const { zones, problems } = read(polygon());
    expect(problems).toEqual([]);
    expect(zones).toEqual([
      {
        id: expect.stringMatching(/^zone-[0-9a-f]{24}$/),
        connectionId: 'connection-1',
        name: 'Delivery zone',
        geometry: { type: 'MultiPolygon', coordinates: [[square()]] },
        receivedAt: 1,
      },
    ]);
  });

  it('takes features one by one with their own names, however they are wrapped', () => {
    const collection = {
      type: 'FeatureCollection',
      features: [
        feature('Downtown', polygon(-122.4)),
        {
          type: 'FeatureCollection',
          features: [feature('Mission', { type: 'GeometryCollection', geometries: [polygon()] })],
        },
      ],
    };
    expect(read(collection).zones.map(({ name }) => name)).toEqual(['Downtown', 'Mission']);
  });

  it('joins features of one name into one zone', () => {
    const collection = {
      type: 'FeatureCollection',
      features: [feature('City', polygon(-122.4)), feature('City', polygon(-122.5))],
    };
    const { zones } = read(collection);
    expect(zones.map((zone) => [zone.name, zone.geometry.coordinates.length])).toEqual([['City', 2]]);
  });

  it('gives a named zone the same id when its shape changes, an unnamed one when it does not', () => {
    const id = (geojson: unknown, from = FROM) => read(geojson, from).zones[0]?.id;
    expect(id(feature('City', polygon(-122.4)))).toBe(id(feature('City', polygon(-122.5))));
    expect(id(polygon(-122.4))).toBe(id(polygon(-122.4)));
    expect(id(polygon(-122.4))).not.toBe(id(polygon(-122.5)));
    const other = { ...FROM, connectionId: 'connection-2' as ConnectionId };
    expect(id(feature('City', polygon()), other)).not.toBe(id(feature('City', polygon())));
  });

  it('drops altitudes', () => {
    const high = { type: 'Polygon', coordinates: [square().map((point) => [...point, 12])] };
    expect(read(high).zones[0]?.geometry.coordinates[0]?.[0]?.[0]).toEqual([-122.45, 37.75]);
  });

  it.each([
    [
      'a latitude where the longitude belongs',
      { type: 'Polygon', coordinates: [square().map(([lng, lat]) => [lat, lng])] },
      'latitude',
    ],
    ['a ring that is not closed', { type: 'Polygon', coordinates: [square().slice(0, 4)] }, 'not closed'],
    ['a ring of three', { type: 'Polygon', coordinates: [[...square().slice(0, 2), square()[0]]] }, 'four'],
    ['no rings', { type: 'Polygon', coordinates: [] }, 'no ring'],
    ['a longitude beyond the world', { type: 'Polygon', coordinates: [square(200)] }, 'longitude'],
    ['a point', { type: 'Point', coordinates: [1, 2] }, 'no area'],
    ['text for numbers', { type: 'Polygon', coordinates: [square().map(String)] }, ''],
    ['no coordinates', { type: 'MultiPolygon' }, ''],
    [
      'a hundred thousand points',
      { type: 'Polygon', coordinates: [Array.from({ length: 100_000 }, () => [0, 0])] },
      '20000',
    ],
  ])('refuses %s and keeps its neighbours', (_what, broken, words) => {
    const { zones, problems } = read({
      type: 'FeatureCollection',
      features: [feature('Broken', broken), feature('Good', polygon())],
    });
    expect(zones.map(({ name }) => name)).toEqual(['Good']);
    expect(problems).toHaveLength(1);
    expect(problems[0]).toContain(words);
  });

  it.each([null, 7, 'zone', [], {}, { type: 'FeatureCollection' }, { type: 'Feature', geometry: null }])(
    'makes nothing of %j',
    (geojson) => {
      expect(read(geojson).zones).toEqual([]);
    },
  );

  it('does not follow endless nesting', () => {
    let nested: unknown = polygon();
    for (let level = 0; level < 50; level += 1) nested = { type: 'GeometryCollection', geometries: [nested] };
    expect(read(nested).zones).toEqual([]);
  });
});
