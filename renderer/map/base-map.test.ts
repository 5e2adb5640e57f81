import { expect, test } from 'vitest';
import { type BaseMap, loadBaseMap, type Outline, readBaseMap, traceOutlines } from './base-map.ts';
import { type ViewBox, worldSize, worldX, worldY } from './mercator.ts';

/** Even-odd: how a canvas decides what lies inside. */
function isLand({ land }: BaseMap, lat: number, lng: number): boolean {
  const x = worldX(lng);
  const y = worldY(lat);
  let inside = false;
  for (const { xs, ys, box } of land) {
    if (x < box.left || x > box.right || y < box.top || y > box.bottom) continue;
    for (let at = 0, before = xs.length - 1; at < xs.length; before = at, at += 1) {
      const [ax = 0, ay = 0, bx = 0, by = 0] = [xs[at], ys[at], xs[before], ys[before]];
      if (ay > y !== by > y && x < ((bx - ax) * (y - ay)) / (by - ay) + ax) inside = !inside;
    }
  }
  return inside;
}

function viewAround(lat: number, lng: number, zoom: number): ViewBox {
  const scale = worldSize(zoom);
  const [width, height] = [800, 600];
  return {
    scale,
    left: worldX(lng) * scale - width / 2,
    top: worldY(lat) * scale - height / 2,
    width,
    height,
  };
}

function recordPen() {
  const paths: { x: number; y: number }[][] = [];
  const closed: boolean[] = [];
  return {
    paths,
    closed,
    moveTo: (x: number, y: number) => void paths.push([{ x, y }]),
    lineTo: (x: number, y: number) => void paths.at(-1)?.push({ x, y }),
    closePath: () => void closed.push(true),
  };
}

function outline(places: [lng: number, lat: number][]): Outline {
  let [x, y] = [0, 0];
  const steps = places.flatMap(([lng, lat]) => {
    const step = [lng - x, lat - y];
    [x, y] = [lng, lat];
    return step;
  });
  const file = { unit: 1, land: [steps], shores: [], countries: [], states: [], counties: [] };
  const [read] = readBaseMap(file).land;
  if (read === undefined) throw new Error('Nothing was read.');
  return read;
}

test('the kept map knows San Francisco from its bay', async () => {
  const map = await loadBaseMap();
  const land = { 'Twin Peaks': [37.752, -122.447], Oakland: [37.8, -122.22], 'Marin City': [37.93, -122.6] };
  const water = { 'the bay': [37.72, -122.3], 'the ocean': [37.76, -122.56], 'the Gate': [37.818, -122.478] };
  for (const [name, [lat = 0, lng = 0]] of Object.entries(land))
    expect(isLand(map, lat, lng), name).toBe(true);
  for (const [name, [lat = 0, lng = 0]] of Object.entries(water))
    expect(isLand(map, lat, lng), name).toBe(false);
});

test('a view of San Francisco shows coast and a county border, and little else is traced', async () => {
  const map = await loadBaseMap();
  const view = viewAround(37.77, -122.43, 12);
  const points = (lines: Outline[], closed: boolean) => {
    const pen = recordPen();
    traceOutlines(pen, lines, view, closed);
    return pen.paths.flat().filter(({ x, y }) => x >= 0 && x <= 800 && y >= 0 && y <= 600).length;
  };
  expect(points(map.land, true)).toBeGreaterThan(20);
  expect(points(map.counties, false)).toBeGreaterThan(0);
  const pen = recordPen();
  traceOutlines(pen, map.land, view, true);
  const all = map.land.reduce((sum, { xs }) => sum + xs.length, 0);
  expect(pen.paths.flat().length).toBeLessThan(all / 100);
});

test('steps add up to places', () => {
  const { xs, ys, box } = outline([
    [-122, 37],
    [-121, 38],
  ]);
  expect([...xs]).toEqual([worldX(-122), worldX(-121)]);
  expect([...ys]).toEqual([worldY(37), worldY(38)]);
  expect(box).toEqual({ left: worldX(-122), right: worldX(-121), top: worldY(38), bottom: worldY(37) });
});

test('a ring far larger than the view still encloses it', () => {
  const ring = outline([
    [-170, -60],
    [-170, 60],
    [-100, 70],
    [0, 71],
    [100, 70],
    [170, 60],
    [170, -60],
  ]);
  const pen = recordPen();
  traceOutlines(pen, [ring], viewAround(0, 0, 10), true);
  const [path = []] = pen.paths;
  expect(pen.closed).toHaveLength(1);
  expect(path.length).toBeLessThan(7);
  expect(Math.min(...path.map(({ x }) => x))).toBeLessThan(0);
  expect(Math.max(...path.map(({ x }) => x))).toBeGreaterThan(800);
  expect(Math.min(...path.map(({ y }) => y))).toBeLessThan(0);
  expect(Math.max(...path.map(({ y }) => y))).toBeGreaterThan(600);
});

test('what lies elsewhere is not traced at all', () => {
  const pen = recordPen();
  traceOutlines(
    pen,
    [
      outline([
        [10, 10],
        [11, 10],
        [11, 11],
      ]),
    ],
    viewAround(37.77, -122.43, 12),
    true,
  );
  expect(pen.paths).toEqual([]);
});
