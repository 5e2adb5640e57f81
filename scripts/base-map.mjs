// Makes resources/base-map/base-map.json, the map that is drawn where there are no tiles: land, and the borders of
// countries, states and counties. Run by hand (`npm run base-map`) when the atlas packages change; nothing calls it.
import { readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { feature, mesh } from 'topojson-client';

/** @typedef {import('geojson').Position} Point longitude, latitude */
/** @typedef {{ west: number; east: number; south: number; north: number }} Box */

const require = createRequire(import.meta.url);
const read = (/** @type {string} */ path) => JSON.parse(readFileSync(path, 'utf8'));
const us = read(require.resolve('us-atlas/counties-10m.json'));
const land = read(require.resolve('world-atlas/land-10m.json'));
const countries = read(require.resolve('world-atlas/countries-50m.json'));

/** Degrees that one step of the written whole numbers stands for: some 50 m, finer than the atlases are. */
const UNIT = 0.0005;
/** Coasts are kept whole where the console's couriers are (the States, the south of Canada), and simplified elsewhere. */
const DETAILED = [
  { west: -126, east: -63, south: 24, north: 52 },
  { west: -161, east: -154, south: 18, north: 23 },
];
const COARSE_DEGREES = 0.3;
/** An island outside of those areas is left out below this size. */
const LEAST_ISLAND_DEGREES = 1;
/** The land of world-atlas knows no lakes; the shores of the Great Lakes are where counties end without a neighbour. */
const GREAT_LAKES = { west: -93, east: -75, south: 41, north: 49.5 };

const inside = (/** @type {Point} */ [lng = 0, lat = 0], /** @type {Box} */ box) =>
  lng > box.west && lng < box.east && lat > box.south && lat < box.north;
const isDetailed = (/** @type {Point} */ point) => DETAILED.some((box) => inside(point, box));

/**
 * Drops points that lie close to the one kept before, outside the detailed area only.
 * @param {Point[]} line
 */
function thin(line) {
  const kept = /** @type {Point[]} */ ([]);
  for (const [index, point] of line.entries()) {
    const last = kept.at(-1);
    const needed = last === undefined || index === line.length - 1 || isDetailed(point);
    if (needed || distance(point, last) > COARSE_DEGREES) kept.push(point);
  }
  return kept;
}

/**
 * @param {Point} from
 * @param {Point} to
 */
function distance([lng = 0, lat = 0], [toLng = 0, toLat = 0]) {
  return Math.hypot(lng - toLng, lat - toLat);
}

/**
 * Whole steps; the first pair from zero, each further one from the pair before it. Repeated points go.
 * @param {Point[]} line
 */
function encode(line) {
  const numbers = /** @type {number[]} */ ([]);
  let x = 0;
  let y = 0;
  for (const [lng = 0, lat = 0] of line) {
    const nextX = Math.round(lng / UNIT);
    const nextY = Math.round(lat / UNIT);
    if (numbers.length > 0 && nextX === x && nextY === y) continue;
    numbers.push(nextX - x, nextY - y);
    x = nextX;
    y = nextY;
  }
  return numbers;
}

const encodeAll = (/** @type {Point[][]} */ lines, /** @type {number} */ fewestPoints) =>
  lines.map((line) => encode(thin(line))).filter((numbers) => numbers.length >= 2 * fewestPoints);

/** @param {Point[]} ring */
function isWorthDrawing(ring) {
  const sizes = [0, 1].map((axis) => {
    const values = ring.map((point) => point[axis] ?? 0);
    return values.reduce((a, b) => Math.max(a, b)) - values.reduce((a, b) => Math.min(a, b));
  });
  return ring.some(isDetailed) || Math.max(...sizes) > LEAST_ISLAND_DEGREES;
}

/** The first two digits of a county's number are its state's. */
const stateOf = (/** @type {{ id?: string | number | undefined }} */ county) => String(county.id).slice(0, 2);
const landShapes =
  /** @type {import('geojson').FeatureCollection<import('geojson').Polygon | import('geojson').MultiPolygon>} */ (
    /** @type {unknown} */ (feature(land, land.objects.land))
  );
const landRings = landShapes.features.flatMap(({ geometry }) =>
  geometry.type === 'Polygon' ? geometry.coordinates : geometry.coordinates.flat(),
);
const shores = mesh(us, us.objects.counties, (a, b) => a === b).coordinates.filter((line) =>
  line.every((point) => inside(point, GREAT_LAKES)),
);

const baseMap = {
  unit: UNIT,
  /** Closed rings, outlines and holes alike: fill them together by the even-odd rule. */
  land: encodeAll(landRings.filter(isWorthDrawing), 4),
  shores: encodeAll(shores, 2),
  countries: encodeAll(mesh(countries, countries.objects.countries, (a, b) => a !== b).coordinates, 2),
  states: encodeAll(mesh(us, us.objects.states, (a, b) => a !== b).coordinates, 2),
  counties: encodeAll(
    mesh(us, us.objects.counties, (a, b) => a !== b && stateOf(a) === stateOf(b)).coordinates,
    2,
  ),
};

const target = new URL('../resources/base-map/base-map.json', import.meta.url);
const text = `${JSON.stringify(baseMap)}\n`;
writeFileSync(target, text);
const points = Object.values(baseMap)
  .filter(Array.isArray)
  .reduce((sum, lines) => sum + lines.reduce((count, line) => count + line.length / 2, 0), 0);
console.log(`${points} points, ${Math.round(text.length / 1024)} kB`);
