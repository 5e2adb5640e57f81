// The crossings of streets.ts as a graph, and the shortest way along it between any two points.
// Used by the simulated couriers and the geocoder. Built once per process; nothing here changes afterwards.

import { between, footOn, type LatLng, metresBetween } from './lat-lng.ts';
import { streets } from './streets.ts';

/** A way on the ground: its corners, and how many metres lie behind each of them. */
export interface Route {
  readonly points: readonly LatLng[];
  readonly metres: readonly number[];
  readonly lengthM: number;
}

interface Edge {
  readonly street: string;
  readonly from: number;
  readonly to: number;
  readonly a: LatLng;
  readonly b: LatLng;
  readonly lengthM: number;
}

interface OnStreet {
  readonly edge: Edge;
  readonly share: number;
  readonly point: LatLng;
  readonly metres: number;
}

/** Corners nearer than this are one crossing. */
const SAME_CROSSING_M = 18;
/** A street that ends this near to another one is joined to it. */
const JOIN_M = 70;

const crossings: LatLng[] = [];
const edges: Edge[] = [];
const edgesAt: Edge[][] = [];
const waysFrom = new Map<number, { distance: Float64Array; via: (Edge | undefined)[] }>();

function crossingAt(point: LatLng): number {
  const known = crossings.findIndex((crossing) => metresBetween(crossing, point) < SAME_CROSSING_M);
  if (known >= 0) return known;
  edgesAt.push([]);
  return crossings.push(point) - 1;
}

function addEdge(street: string, from: number, to: number): void {
  const a = crossings[from];
  const b = crossings[to];
  if (from === to || a === undefined || b === undefined) return;
  const edge: Edge = { street, from, to, a, b, lengthM: metresBetween(a, b) };
  edges.push(edge);
  edgesAt[from]?.push(edge);
  edgesAt[to]?.push(edge);
}

/** Where two segments cross, as shares along each; nothing when they do not. */
function crossing(a: LatLng, b: LatLng, c: LatLng, d: LatLng): { first: number; second: number } | undefined {
  const det = (b.lng - a.lng) * (d.lat - c.lat) - (b.lat - a.lat) * (d.lng - c.lng);
  if (det === 0) return undefined;
  const first = ((c.lng - a.lng) * (d.lat - c.lat) - (c.lat - a.lat) * (d.lng - c.lng)) / det;
  const second = ((c.lng - a.lng) * (b.lat - a.lat) - (c.lat - a.lat) * (b.lng - a.lng)) / det;
  return first >= 0 && first <= 1 && second >= 0 && second <= 1 ? { first, second } : undefined;
}

function build(): void {
  interface Segment {
    readonly street: number;
    readonly a: LatLng;
    readonly b: LatLng;
    readonly cuts: number[];
  }
  const segments: Segment[] = [];
  streets.forEach(([, corners], street) => {
    const points = corners.map(([lat, lng]): LatLng => ({ lat, lng }));
    points.slice(1).forEach((b, index) => {
      const a = points[index];
      if (a !== undefined) segments.push({ street, a, b, cuts: [0, 1] });
    });
  });
  const joins: { street: number; end: LatLng; foot: LatLng }[] = [];
  for (const one of segments) {
    for (const other of segments) {
      if (one.street >= other.street) continue;
      const hit = crossing(one.a, one.b, other.a, other.b);
      if (hit === undefined) continue;
      one.cuts.push(hit.first);
      other.cuts.push(hit.second);
    }
  }
  streets.forEach((_, street) => {
    const own = segments.filter((segment) => segment.street === street);
    for (const end of [own[0]?.a, own.at(-1)?.b]) {
      if (end === undefined) continue;
      for (const other of segments) {
        if (other.street === street) continue;
        const foot = footOn(end, other.a, other.b);
        if (foot.metres > JOIN_M) continue;
        other.cuts.push(foot.share);
        joins.push({ street, end, foot: between(other.a, other.b, foot.share) });
      }
    }
  });
  for (const segment of segments) {
    const name = streets[segment.street]?.[0] ?? '';
    let last: number | undefined;
    for (const share of [...segment.cuts].sort((x, y) => x - y)) {
      const next = crossingAt(between(segment.a, segment.b, share));
      if (last !== undefined) addEdge(name, last, next);
      last = next;
    }
  }
  for (const join of joins)
    addEdge(streets[join.street]?.[0] ?? '', crossingAt(join.end), crossingAt(join.foot));
}

build();

/** Shortest ways from one crossing to all others (Dijkstra), kept once found. */
function waysOutOf(start: number): { distance: Float64Array; via: (Edge | undefined)[] } {
  const known = waysFrom.get(start);
  if (known !== undefined) return known;
  const distance = new Float64Array(crossings.length).fill(Number.POSITIVE_INFINITY);
  const via: (Edge | undefined)[] = new Array(crossings.length);
  const settled = new Uint8Array(crossings.length);
  distance[start] = 0;
  // A plain list as the frontier: it stays at a few dozen entries in a network of this size.
  const frontier = new Set([start]);
  while (frontier.size > 0) {
    let nearest = -1;
    let shortest = Number.POSITIVE_INFINITY;
    for (const node of frontier) {
      const here = distance[node] ?? Number.POSITIVE_INFINITY;
      if (here < shortest) {
        shortest = here;
        nearest = node;
      }
    }
    if (nearest < 0) break;
    frontier.delete(nearest);
    settled[nearest] = 1;
    for (const edge of edgesAt[nearest] ?? []) {
      const next = edge.from === nearest ? edge.to : edge.from;
      if (settled[next] === 1) continue;
      const length = shortest + edge.lengthM;
      if (length >= (distance[next] ?? Number.POSITIVE_INFINITY)) continue;
      distance[next] = length;
      via[next] = edge;
      frontier.add(next);
    }
  }
  const ways = { distance, via };
  waysFrom.set(start, ways);
  return ways;
}

function crossingsBetween(start: number, end: number): LatLng[] {
  const { via } = waysOutOf(start);
  const points: LatLng[] = [];
  for (let node = end; ; ) {
    const point = crossings[node];
    if (point !== undefined) points.push(point);
    const edge = via[node];
    if (node === start || edge === undefined) break;
    node = edge.from === node ? edge.to : edge.from;
  }
  return points.reverse();
}

/** The nearest point of any street (or of the named one) to a point on the ground. */
function nearestOnStreet(point: LatLng, street?: string): OnStreet | undefined {
  let best: OnStreet | undefined;
  for (const edge of edges) {
    if (street !== undefined && edge.street !== street) continue;
    const { share, metres } = footOn(point, edge.a, edge.b);
    if (best === undefined || metres < best.metres)
      best = { edge, share, metres, point: between(edge.a, edge.b, share) };
  }
  return best;
}

/** The point of the street network nearest to `point`; of the named street when it is known. */
export function snapToStreet(point: LatLng, street?: string): { point: LatLng; metres: number } | undefined {
  const found = nearestOnStreet(point, street);
  return found === undefined ? undefined : { point: found.point, metres: found.metres };
}

/** Whether the network has a street of exactly this name ("Mission Street"). */
export function isKnownStreet(name: string): boolean {
  return streets.some(([street]) => street === name);
}

/** Number of crossings that can be reached from the first one, and of all of them. */
export function networkSize(): { reachable: number; crossings: number } {
  const reachable = waysOutOf(0).distance.filter((length) => Number.isFinite(length)).length;
  return { reachable, crossings: crossings.length };
}

function routeThrough(points: readonly LatLng[]): Route {
  const corners: LatLng[] = [];
  const metres: number[] = [];
  let lengthM = 0;
  for (const point of points) {
    const last = corners.at(-1);
    const step = last === undefined ? 0 : metresBetween(last, point);
    if (last !== undefined && step < 0.5) continue;
    lengthM += step;
    corners.push(point);
    metres.push(lengthM);
  }
  return { points: corners, metres, lengthM };
}

/** Doors are the same points again and again; a point in the middle of a ride is forgotten with it. */
const doors = new WeakMap<LatLng, OnStreet | undefined>();

function doorOnStreet(point: LatLng): OnStreet | undefined {
  if (!doors.has(point)) doors.set(point, nearestOnStreet(point));
  return doors.get(point);
}

/** The shortest way along the streets; its first and last metres lead from the door to the nearest street. */
export function routeBetween(from: LatLng, to: LatLng): Route {
  const a = doorOnStreet(from);
  const b = doorOnStreet(to);
  if (a === undefined || b === undefined) return routeThrough([from, to]);
  if (a.edge === b.edge) return routeThrough([from, a.point, b.point, to]);
  let best: { start: number; end: number; lengthM: number } | undefined;
  for (const start of [a.edge.from, a.edge.to]) {
    const toStart = metresBetween(a.point, crossings[start] ?? a.point);
    const { distance } = waysOutOf(start);
    for (const end of [b.edge.from, b.edge.to]) {
      const lengthM =
        toStart +
        (distance[end] ?? Number.POSITIVE_INFINITY) +
        metresBetween(b.point, crossings[end] ?? b.point);
      if (best === undefined || lengthM < best.lengthM) best = { start, end, lengthM };
    }
  }
  const middle = best === undefined ? [] : crossingsBetween(best.start, best.end);
  return routeThrough([from, a.point, ...middle, b.point, to]);
}

/** The point so many metres along a route; its ends beyond them. */
export function pointAlong(route: Route, metres: number): LatLng {
  const index = route.metres.findIndex((behind) => behind >= metres);
  const next = route.points[index];
  const last = route.points.at(-1) ?? { lat: 0, lng: 0 };
  if (next === undefined) return last;
  const before = route.points[index - 1];
  if (before === undefined) return next;
  const start = route.metres[index - 1] ?? 0;
  const end = route.metres[index] ?? start;
  return between(before, next, end === start ? 0 : (metres - start) / (end - start));
}
