import { expect, test } from 'vitest';
import { polygonsOf } from './geo-json.ts';

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
