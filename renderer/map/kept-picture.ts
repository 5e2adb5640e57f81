// What stands on a canvas, kept from one painting to the next, so that only the parts of it that differ are painted anew.
// It is always the picture that painting all of it on an empty canvas would give. Used by courier-layer.ts; knows neither
// Leaflet nor couriers.

import type { Sprite } from './sprites.ts';

/** A sprite, and where its corner lies: on whole pixels of the screen (`stampAt`). */
export interface Stamp {
  sprite: Sprite;
  left: number;
  top: number;
}

export interface Stroke {
  /** x, y, x, y … */
  path: readonly number[];
  colour: string;
  width: number;
  opacity: number;
}

/** A thing of the picture, with the box it keeps to. All measures are CSS pixels of the canvas. */
export interface Piece {
  /** Who it is: the same in the next picture. Each only once. */
  key: unknown;
  stamps: readonly Stamp[];
  stroke: Stroke | null;
  left: number;
  top: number;
  right: number;
  bottom: number;
}

export interface KeptPicture {
  /**
   * @param pieces the lowest first; two that lie on one another come in the same order as long as neither changes
   * @param isEmpty nothing is on the canvas any more
   */
  show(pen: Pen, pieces: readonly Piece[], size: CanvasSize, isEmpty: boolean): void;
  /** Everything looks different: the next picture is painted from nothing. */
  forget(): void;
}

export interface CanvasSize {
  width: number;
  height: number;
  ratio: number;
}

type Pen = Pick<
  CanvasRenderingContext2D,
  | 'save'
  | 'restore'
  | 'beginPath'
  | 'rect'
  | 'clip'
  | 'clearRect'
  | 'drawImage'
  | 'moveTo'
  | 'lineTo'
  | 'stroke'
  | 'lineWidth'
  | 'lineJoin'
  | 'lineCap'
  | 'strokeStyle'
  | 'globalAlpha'
>;

/** Pixels of the screen, so that no edge of what is cleared lies between two of them. */
const CELL = 64;
/** With more than this to be painted anew, painting all of it costs less than looking for what. */
const MOST_SHARE = 0.5;

export function stampAt(sprite: Sprite, x: number, y: number): Stamp {
  const { left, top, ratio } = sprite;
  return {
    sprite,
    left: Math.round((x + left) * ratio) / ratio,
    top: Math.round((y + top) * ratio) / ratio,
  };
}

export function stampedPiece(key: unknown, stamps: readonly Stamp[]): Piece {
  let [left, top, right, bottom] = [Infinity, Infinity, -Infinity, -Infinity];
  for (const stamp of stamps) {
    left = Math.min(left, stamp.left);
    top = Math.min(top, stamp.top);
    right = Math.max(right, stamp.left + stamp.sprite.width);
    bottom = Math.max(bottom, stamp.top + stamp.sprite.height);
  }
  return { key, stamps, stroke: null, left, top, right, bottom };
}

export function strokedPiece(key: unknown, stroke: Stroke): Piece {
  let [left, top, right, bottom] = [Infinity, Infinity, -Infinity, -Infinity];
  const { path, width } = stroke;
  for (let at = 0; at < path.length; at += 2) {
    const [x = 0, y = 0] = [path[at], path[at + 1]];
    left = Math.min(left, x - width);
    top = Math.min(top, y - width);
    right = Math.max(right, x + width);
    bottom = Math.max(bottom, y + width);
  }
  return { key, stamps: [], stroke, left, top, right, bottom };
}

export function createKeptPicture(): KeptPicture {
  let kept: ReadonlyMap<unknown, Piece> | null = null;

  return {
    show(pen, pieces, size, isEmpty) {
      const before = isEmpty ? null : kept;
      const now = new Map(pieces.map((piece) => [piece.key, piece]));
      kept = now;
      const grid = before === null ? null : differing(before, now, size);
      if (grid === null) {
        pen.clearRect(0, 0, size.width, size.height);
        for (const piece of pieces) paintPiece(pen, piece);
      } else paintCells(pen, pieces, grid);
    },
    forget() {
      kept = null;
    },
  };
}

interface Grid {
  columns: number;
  rows: number;
  /** A cell's side in CSS pixels. */
  side: number;
  dirty: Uint8Array;
}

/** The cells in which two pictures differ; null when they are so many that all may as well be painted. */
function differing(
  before: ReadonlyMap<unknown, Piece>,
  now: ReadonlyMap<unknown, Piece>,
  { width, height, ratio }: CanvasSize,
): Grid | null {
  const side = CELL / ratio;
  const columns = Math.ceil(width / side);
  const rows = Math.ceil(height / side);
  const dirty = new Uint8Array(columns * rows);
  const grid: Grid = { columns, rows, side, dirty };
  let count = 0;
  const soil = (piece: Piece) => {
    const [fromColumn, toColumn] = span(piece.left, piece.right, side, columns);
    const [fromRow, toRow] = span(piece.top, piece.bottom, side, rows);
    for (let row = fromRow; row <= toRow; row += 1) {
      for (let column = fromColumn; column <= toColumn; column += 1) {
        const cell = row * columns + column;
        if (dirty[cell] === 1) continue;
        dirty[cell] = 1;
        count += 1;
      }
    }
  };
  for (const [key, piece] of now) {
    const known = before.get(key);
    if (known !== undefined && looksAlike(known, piece)) continue;
    soil(piece);
    if (known !== undefined) soil(known);
  }
  for (const [key, piece] of before) if (!now.has(key)) soil(piece);
  return count > MOST_SHARE * dirty.length ? null : grid;
}

/** First and last cell; the last lies before the first outside of the canvas. */
function span(from: number, to: number, side: number, cells: number): [number, number] {
  return [Math.max(0, Math.floor(from / side)), Math.min(cells - 1, Math.floor(to / side))];
}

function looksAlike(one: Piece, other: Piece): boolean {
  if (one.stamps.length !== other.stamps.length) return false;
  for (const [at, { sprite, left, top }] of one.stamps.entries()) {
    const stamp = other.stamps[at];
    if (stamp?.sprite !== sprite || stamp.left !== left || stamp.top !== top) return false;
  }
  if (one.stroke === null || other.stroke === null) return one.stroke === other.stroke;
  const { path, colour, width, opacity } = one.stroke;
  const second = other.stroke;
  if (colour !== second.colour || width !== second.width || opacity !== second.opacity) return false;
  return path.length === second.path.length && path.every((value, at) => value === second.path[at]);
}

/** Row by row, what lies side by side at once: each run is cleared and painted with all that reaches into it. */
function paintCells(pen: Pen, pieces: readonly Piece[], { columns, rows, side, dirty }: Grid) {
  for (let row = 0; row < rows; row += 1) {
    const top = row * side;
    let reaching: Piece[] | null = null;
    for (let column = 0; column < columns; column += 1) {
      if (dirty[row * columns + column] !== 1) continue;
      const from = column;
      while (column + 1 < columns && dirty[row * columns + column + 1] === 1) column += 1;
      const left = from * side;
      const right = (column + 1) * side;
      reaching ??= pieces.filter((piece) => piece.bottom >= top && piece.top <= top + side);
      pen.save();
      pen.beginPath();
      pen.rect(left, top, right - left, side);
      pen.clip();
      pen.clearRect(left, top, right - left, side);
      for (const piece of reaching) if (piece.right >= left && piece.left <= right) paintPiece(pen, piece);
      pen.restore();
    }
  }
}

function paintPiece(pen: Pen, { stamps, stroke }: Piece) {
  for (const { sprite, left, top } of stamps)
    pen.drawImage(sprite.image, left, top, sprite.width, sprite.height);
  if (stroke === null) return;
  const { path, colour, width, opacity } = stroke;
  pen.beginPath();
  pen.moveTo(path[0] ?? 0, path[1] ?? 0);
  for (let at = 2; at < path.length; at += 2) pen.lineTo(path[at] ?? 0, path[at + 1] ?? 0);
  pen.lineWidth = width;
  pen.lineJoin = 'round';
  // Strokes share their ends with their neighbours: round ones would show as dots.
  pen.lineCap = 'butt';
  pen.strokeStyle = colour;
  pen.globalAlpha = opacity;
  pen.stroke();
  pen.globalAlpha = 1;
}
