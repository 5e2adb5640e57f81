// The drawn map for places without tiles: reads resources/base-map (made by scripts/base-map.mjs) and traces what of it
// is in view. Loaded when it is first needed; base-layers.ts paints it.

import { type ViewBox, worldX, worldY } from './mercator.ts';

/** A line or ring in world fractions, and the box it lies in. */
export interface Outline {
  xs: Float64Array;
  ys: Float64Array;
  box: Box;
}

interface Box {
  left: number;
  top: number;
  right: number;
  bottom: number;
}

const KINDS = ['land', 'shores', 'countries', 'states', 'counties'] as const;
export type BaseMap = Record<(typeof KINDS)[number], Outline[]>;
type BaseMapFile = { unit: number } & Record<(typeof KINDS)[number], number[][]>;

let loading: Promise<BaseMap> | null = null;

/** Rejects when the page's own file cannot be had (the host is gone); the next call tries again. */
export function loadBaseMap(): Promise<BaseMap> {
  loading ??= import('../../resources/base-map/base-map.json').then(
    (file) => readBaseMap(file.default),
    (error: unknown) => {
      loading = null;
      throw error;
    },
  );
  return loading;
}

export function readBaseMap(file: BaseMapFile): BaseMap {
  const read = (lines: number[][]) => lines.map((line) => readOutline(line, file.unit));
  return Object.fromEntries(KINDS.map((kind) => [kind, read(file[kind])])) as BaseMap;
}

function readOutline(steps: readonly number[], unit: number): Outline {
  const count = steps.length / 2;
  const xs = new Float64Array(count);
  const ys = new Float64Array(count);
  const box: Box = { left: 1, top: 1, right: 0, bottom: 0 };
  let lng = 0;
  let lat = 0;
  for (let index = 0; index < count; index += 1) {
    lng += steps[2 * index] ?? 0;
    lat += steps[2 * index + 1] ?? 0;
    const x = worldX(lng * unit);
    const y = worldY(lat * unit);
    xs[index] = x;
    ys[index] = y;
    box.left = Math.min(box.left, x);
    box.right = Math.max(box.right, x);
    box.top = Math.min(box.top, y);
    box.bottom = Math.max(box.bottom, y);
  }
  return { xs, ys, box };
}

interface Pen {
  moveTo(x: number, y: number): void;
  lineTo(x: number, y: number): void;
  closePath(): void;
}

/** Nearer than this to the point before, a point adds nothing that could be seen. */
const LEAST_STEP = 0.8;

/**
 * Adds what can be seen of the outlines to the pen's path. Points that lie on the same outer side of the view as both
 * their neighbours change nothing inside and are left out: a coast of ten thousand points costs what is in view.
 */
export function traceOutlines(pen: Pen, outlines: readonly Outline[], view: ViewBox, closed: boolean): void {
  const { scale, left, top, width, height } = view;
  const outside = (x: number, y: number) =>
    (x < 0 ? 1 : x > width ? 2 : 0) | (y < 0 ? 4 : y > height ? 8 : 0);
  for (const { xs, ys, box } of outlines) {
    if (box.right * scale < left || box.left * scale > left + width) continue;
    if (box.bottom * scale < top || box.top * scale > top + height) continue;
    const last = xs.length - 1;
    let penX = (xs[0] ?? 0) * scale - left;
    let penY = (ys[0] ?? 0) * scale - top;
    let penSide = outside(penX, penY);
    pen.moveTo(penX, penY);
    for (let index = 1; index <= last; index += 1) {
      const x = (xs[index] ?? 0) * scale - left;
      const y = (ys[index] ?? 0) * scale - top;
      const side = outside(x, y);
      if (index < last) {
        if (Math.abs(x - penX) < LEAST_STEP && Math.abs(y - penY) < LEAST_STEP) continue;
        const nextX = (xs[index + 1] ?? 0) * scale - left;
        const nextY = (ys[index + 1] ?? 0) * scale - top;
        if ((penSide & side & outside(nextX, nextY)) !== 0) continue;
      }
      pen.lineTo(x, y);
      penX = x;
      penY = y;
      penSide = side;
    }
    if (closed) pen.closePath();
  }
}
