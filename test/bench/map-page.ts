// The page of the map's bench, built by map-bundle.ts: one map at a time, couriers that move, and a hand that drags. Times
// are the page's own. Driven by map.ts through window.mapBench.

import type { Courier } from '../../shared/domain/courier.ts';
import { checkOurs, type OurPicture } from './map-check.ts';
import { createFleet, type Fleet } from './map-couriers.ts';
import { LEAFLET_WAYS, openLeaflet, openMapLibre } from './map-others.ts';
import { openOurs } from './map-ours.ts';

export type MapKind = 'ours' | 'markers' | 'circles' | 'markercluster' | 'maplibre';

/** One map as the bench needs it. */
export interface BenchMap {
  /** What the pointer presses on to drag. */
  ground: HTMLElement;
  zoomIn: HTMLElement;
  zoomOut: HTMLElement;
  /** Resolves when the next zoom has ended. */
  zoomed(): Promise<unknown>;
  /** News, as it comes from the core: several at once. */
  move(couriers: readonly Courier[]): void;
  /** In words, for the table. */
  drawn(): string;
}

/** Milliseconds between pictures. */
export interface MapFrames {
  p50: number;
  p95: number;
  p99: number;
  longest: number;
  /** Pictures in the second that had the fewest. */
  fewestASecond: number;
}

export interface MapBench {
  open(kind: MapKind, couriers: number): Promise<void>;
  /** Positions a second, in portions every 100 ms as the core's feed merges them; 0 stops. */
  pace(updatesASecond: number): void;
  frames(ms: number, dragging: boolean): Promise<MapFrames>;
  /** From a jump of the pointer by 400 pixels, and its release, to the picture of what is there. */
  pan(): Promise<number>;
  /** From the click on the button to the first picture after the zoom, and the longest wait for a picture meanwhile. */
  zoom(into: boolean): Promise<{ ms: number; longest: number }>;
  drawn(): string;
  /** Ours only: whether the picture is right. */
  check(): Promise<OurPicture>;
}

declare global {
  interface Window {
    mapBench: MapBench;
  }
}

const FEED_MS = 100;
const SEED = 4;
const JUMP = 400;

const holder = document.createElement('div');
holder.id = 'map';
document.body.append(holder);

let fleet: Fleet | null = null;
let map: BenchMap | null = null;
let ours: Awaited<ReturnType<typeof openOurs>> | null = null;
let timer: ReturnType<typeof setInterval> | undefined;

function shown(): { fleet: Fleet; map: BenchMap } {
  if (fleet === null || map === null) throw new Error('No map is open.');
  return { fleet, map };
}

async function openMap(kind: MapKind, at: HTMLElement, with_: Fleet): Promise<BenchMap> {
  if (kind === 'ours') {
    ours = await openOurs(at, with_);
    return ours;
  }
  return kind === 'maplibre' ? openMapLibre(at, with_) : openLeaflet(at, with_, LEAFLET_WAYS[kind]);
}

const nextPicture = () => new Promise<number>(requestAnimationFrame);

/** After the next picture has been handed to the screen. */
async function painted(): Promise<number> {
  await nextPicture();
  const channel = new MessageChannel();
  return new Promise((resolve) => {
    channel.port1.onmessage = () => resolve(performance.now());
    channel.port2.postMessage(null);
  });
}

/** The least of them in any stretch of so many milliseconds, counted for a whole second. */
function fewest(pictures: readonly number[], stretch: number): number {
  const end = pictures.at(-1) ?? 0;
  const counts = pictures
    // A picture that is due at the end of the stretch may be a hair late.
    .filter((from) => from + stretch <= end)
    .map((from) => pictures.filter((at) => at > from && at <= from + stretch + 1).length);
  return (Math.min(...counts, pictures.length) * 1000) / stretch;
}

function hand(ground: HTMLElement) {
  const middle = { x: innerWidth / 2, y: innerHeight / 2 };
  const send = (type: string, x: number, buttons: number, target: EventTarget = ground) =>
    target.dispatchEvent(
      new MouseEvent(type, {
        ...{ bubbles: true, cancelable: true, view: window, button: 0, buttons },
        ...{ clientX: middle.x + x, clientY: middle.y },
      }),
    );
  return {
    press: (x: number) => send('mousedown', x, 1),
    move: (x: number) => send('mousemove', x, 1),
    release(x: number) {
      ground.dispatchEvent(new PointerEvent('pointerup', { bubbles: true }));
      send('mouseup', x, 0);
    },
  };
}

window.mapBench = {
  async open(kind, couriers) {
    fleet = createFleet(couriers, SEED, Date.now);
    map = await openMap(kind, holder, fleet);
    await painted();
  },

  pace(updatesASecond) {
    clearInterval(timer);
    if (updatesASecond === 0) return;
    const { fleet: moving, map: told } = shown();
    const startedAt = performance.now();
    let sent = 0;
    // By the clock, so that a map that holds up its page gets as much news as the others, later.
    timer = setInterval(() => {
      const due = Math.floor(((performance.now() - startedAt) / 1000) * updatesASecond) - sent;
      if (due <= 0) return;
      sent += due;
      told.move(moving.move(due));
    }, FEED_MS);
  },

  async frames(ms, dragging) {
    const pointer = hand(shown().map.ground);
    const pictures: number[] = [];
    const beganAt = await nextPicture();
    let last = beganAt;
    // To and fro once in three seconds, at most 14 pixels from one picture to the next; farther than any of the maps has
    // painted beyond the view.
    const place = (now: number) => Math.round(JUMP * Math.sin(((now - beganAt) / 3000) * 2 * Math.PI));
    if (dragging) pointer.press(0);
    while (last - beganAt < ms) {
      const now = await nextPicture();
      if (dragging) pointer.move(place(now));
      pictures.push(now);
      last = now;
    }
    if (dragging) {
      // Let go at rest and where it began.
      pointer.move(0);
      await new Promise((resolve) => setTimeout(resolve, 250));
      pointer.release(0);
    }
    const times = pictures.map((at, index) => at - (pictures[index - 1] ?? beganAt)).sort((a, b) => a - b);
    const share = (part: number) => times[Math.max(0, Math.ceil(part * times.length) - 1)] ?? Number.NaN;
    return {
      p50: share(0.5),
      p95: share(0.95),
      p99: share(0.99),
      longest: share(1),
      fewestASecond: fewest([beganAt, ...pictures], Math.min(1000, ms / 2)),
    };
  },

  async pan() {
    const pointer = hand(shown().map.ground);
    const jump = async (by: number) => {
      pointer.press(0);
      await painted();
      const from = performance.now();
      pointer.move(by);
      // Two moves far apart in time, or the map would be thrown and glide on.
      await painted();
      const moved = performance.now() - from;
      await new Promise((resolve) => setTimeout(resolve, 250));
      const releasedAt = performance.now();
      pointer.release(by);
      return moved + ((await painted()) - releasedAt);
    };
    const there = await jump(-JUMP);
    const back = await jump(JUMP);
    return (there + back) / 2;
  },

  async zoom(into) {
    const { map: zoomed } = shown();
    let hasEnded = false;
    void zoomed.zoomed().then(() => {
      hasEnded = true;
    });
    const from = await nextPicture();
    (into ? zoomed.zoomIn : zoomed.zoomOut).click();
    let longest = 0;
    let last = from;
    while (!hasEnded) {
      const now = await nextPicture();
      longest = Math.max(longest, now - last);
      last = now;
      if (now - from > 60_000) throw new Error('The map did not zoom.');
    }
    return { ms: (await painted()) - from, longest };
  },

  drawn: () => shown().map.drawn(),

  async check() {
    if (ours === null) throw new Error('Only our own map is checked.');
    return checkOurs(holder, ours.desk, shown().fleet.couriers);
  },
};
