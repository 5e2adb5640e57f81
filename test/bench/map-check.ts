// Whether our own map shows what is true: each courier with room around it by itself and where it is, and the picture the
// same as one painted from nothing. Runs in the bench's page (map-page.ts) while nothing moves.

import { type MapLayout, mapLayout } from '../../renderer/map/map-layout.ts';
import type { Desk } from '../../renderer/state/desk.ts';
import { readLayout } from '../../renderer/state/layout.ts';
import type { Courier } from '../../shared/domain/courier.ts';
import { CITY } from './map-couriers.ts';
import { element } from './map-ours.ts';

export interface OurPicture {
  /** Couriers in view that no other one is near. */
  withRoom: number;
  /** Of those: not found where they are, or not by themselves. */
  missing: number;
  /** Pixels of the picture that differ once everything has been painted anew. */
  differing: number;
  /** Pixels that anything is painted on. */
  painted: number;
}

/** Nearer than this, two couriers have no room: their discs would cover each other (renderer/map). */
const ROOM = 26;
/** What was changed last is grouped anew within a second. */
const SETTLED_MS = 1_200;
const EDGE = 40;
/** Of 255. Where a line crosses the edge of what is painted anew, its own edge is rounded otherwise, by up to ten. */
const LEAST_SEEN = 24;

export async function checkOurs(
  holder: HTMLElement,
  { stores }: Desk,
  couriers: readonly Courier[],
): Promise<OurPicture> {
  const ground = element(holder, '.leaflet-container');
  const { left, top } = ground.getBoundingClientRect();
  const restAt = (x: number, y: number) =>
    ground.dispatchEvent(new MouseEvent('mousemove', { bubbles: true, clientX: left + x, clientY: top + y }));
  // Time alone makes the trail paler: both pictures are of the same moment, and the first is painted in it, too.
  const present = Date.now();
  const clock = Date.now;
  Date.now = () => present;
  await pause(SETTLED_MS);
  stores.selection.setState({ hoveredCourier: couriers[1]?.id ?? null });
  await pause(200);
  stores.selection.setState({ hoveredCourier: null });
  await pause(SETTLED_MS);
  const before = pixels(holder);
  const root = document.documentElement;
  root.setAttribute('data-mantine-color-scheme', root.getAttribute('data-mantine-color-scheme') ?? 'light');
  await pause(200);
  const after = pixels(holder);
  Date.now = clock;
  // Where the hand has left it: the page keeps that, for the next time it is opened.
  const view = readLayout(stores.settings.getState().settings.layout, mapLayout).view ?? CITY;
  const places = couriers.flatMap((courier) => {
    const place = placeInView(ground, view, courier);
    return place === null ? [] : [{ courier, ...place }];
  });
  let withRoom = 0;
  let missing = 0;
  for (const { courier, x, y } of places) {
    if (x < EDGE || y < EDGE || x > ground.clientWidth - EDGE || y > ground.clientHeight - EDGE) continue;
    if (places.some((other) => other.courier !== courier && Math.hypot(other.x - x, other.y - y) <= ROOM + 1))
      continue;
    withRoom += 1;
    restAt(x, y);
    if (stores.selection.getState().hoveredCourier !== courier.id) missing += 1;
  }
  ground.dispatchEvent(new MouseEvent('mouseout', { bubbles: true }));
  let differing = 0;
  let painted = 0;
  for (let at = 0; at < after.length; at += 4) {
    if (differs(before.subarray(at, at + 4), after.subarray(at, at + 4))) differing += 1;
    if (after[at + 3] !== 0) painted += 1;
  }
  return { withRoom, missing, differing: before.length === after.length ? differing : Number.NaN, painted };
}

function differs(
  [red = 0, green = 0, blue = 0, alpha = 0]: Uint8ClampedArray,
  [otherRed = 0, otherGreen = 0, otherBlue = 0, otherAlpha = 0]: Uint8ClampedArray,
): boolean {
  const far = (one: number, other: number) => Math.abs(one * alpha - other * otherAlpha) > LEAST_SEEN * 255;
  return (
    Math.abs(alpha - otherAlpha) > LEAST_SEEN ||
    far(red, otherRed) ||
    far(green, otherGreen) ||
    far(blue, otherBlue)
  );
}

/** The canvas of what moves: red, green, blue and opacity of each pixel. */
function pixels(holder: HTMLElement): Uint8ClampedArray {
  const canvas = element(holder, '.leaflet-marks-pane canvas');
  const { width = 0, height = 0 } = canvas instanceof HTMLCanvasElement ? canvas : {};
  const copy = new OffscreenCanvas(width, height).getContext('2d');
  if (copy === null || !(canvas instanceof HTMLCanvasElement)) throw new Error('There is no picture.');
  copy.drawImage(canvas, 0, 0);
  return copy.getImageData(0, 0, width, height).data;
}

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}

/** By the projection itself, and not by anything of the map's. */
function placeInView(
  { clientWidth, clientHeight }: HTMLElement,
  { center, zoom }: NonNullable<MapLayout['view']>,
  { position }: Courier,
): { x: number; y: number } | null {
  if (position === null) return null;
  const size = 256 * 2 ** zoom;
  const x = (lng: number) => ((lng + 180) / 360) * size;
  const y = (lat: number) =>
    (0.5 - Math.log(Math.tan(Math.PI / 4 + (lat * Math.PI) / 360)) / (2 * Math.PI)) * size;
  return {
    x: x(position.lng) - x(center.lng) + clientWidth / 2,
    y: y(position.lat) - y(center.lat) + clientHeight / 2,
  };
}
