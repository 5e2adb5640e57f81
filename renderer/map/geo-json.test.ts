import { expect, test } from 'vitest';
import { movePoint, placeOf, pointAt, polygonsOf } from './geo-json.ts';

const missionStreet = { lat: 37.79, lng: -122.4 };

test('a point has longitude first, and comes back as it went', () => {
  const point = pointAt(missionStreet);
  expect(point).toEqual({ type: 'Point', coordinates: [-122.4, 37.79] });
  expect(placeOf(point.coordinates)).toEqual(missionStreet);
});

test('a moved point stays the same object', () => {
  const point = pointAt({ lat: 0, lng: 0 });
  const { coordinates } = point;
  movePoint(point, missionStreet);
  expect(point.coordinates).toBe(coordinates);
  expect(coordinates).toEqual([-122.4, 37.79]);
});

test('outlines and holes of a zone are turned alike', () => {
  const outline: [number, number][] = [
    [-122.5, 37.7],
    [-122.3, 37.7],
    [-122.4, 37.8],
  ];
  const hole: [number, number][] = [
    [-122.41, 37.73],
    [-122.39, 37.73],
    [-122.4, 37.75],
  ];
  const [polygon] = polygonsOf({ type: 'MultiPolygon', coordinates: [[outline, hole]] });
  expect(polygon?.[0]?.[2]).toEqual({ lat: 37.8, lng: -122.4 });
  expect(polygon?.[1]?.[0]).toEqual({ lat: 37.73, lng: -122.41 });
});
