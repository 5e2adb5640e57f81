import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createKeptPicture, type Piece, stampAt, stampedPiece, strokedPiece } from './kept-picture.ts';
import type { Sprite } from './sprites.ts';

const [WIDTH, HEIGHT] = [400, 300];

interface Area {
  left: number;
  top: number;
  right: number;
  bottom: number;
}

/** A canvas of letters: each pixel knows what was painted on it last. Counts the pixels it had to set. */
function canvas(ratio: number) {
  const [columns, rows] = [WIDTH * ratio, HEIGHT * ratio];
  const pixels = new Array<string>(columns * rows).fill('');
  const clips: Area[] = [{ left: 0, top: 0, right: columns, bottom: rows }];
  let path: number[] = [];
  let touched = 0;
  const fill = (left: number, top: number, width: number, height: number, what: string) => {
    const clip = clips.at(-1);
    if (clip === undefined) return;
    for (let y = Math.max(clip.top, top * ratio); y < Math.min(clip.bottom, (top + height) * ratio); y += 1) {
      for (
        let x = Math.max(clip.left, left * ratio);
        x < Math.min(clip.right, (left + width) * ratio);
        x += 1
      ) {
        pixels[Math.round(y) * columns + Math.round(x)] = what;
        touched += 1;
      }
    }
  };
  const pen = {
    ...{ lineWidth: 1, lineJoin: 'miter', lineCap: 'butt', strokeStyle: '', globalAlpha: 1 },
    save: () => clips.push(clips.at(-1) as Area),
    restore: () => clips.pop(),
    beginPath() {
      path = [];
    },
    rect(x: number, y: number, width: number, height: number) {
      path = [x, y, x + width, y + height];
    },
    clip() {
      const [left = 0, top = 0, right = 0, bottom = 0] = path.map((value) => Math.round(value * ratio));
      const clip = clips.pop() as Area;
      clips.push({
        left: Math.max(clip.left, left),
        top: Math.max(clip.top, top),
        right: Math.min(clip.right, right),
        bottom: Math.min(clip.bottom, bottom),
      });
    },
    clearRect: (x: number, y: number, width: number, height: number) => fill(x, y, width, height, ''),
    drawImage: (image: unknown, x: number, y: number, width: number, height: number) =>
      fill(x, y, width, height, String(image)),
    moveTo: (x: number, y: number) => path.push(x, y),
    lineTo: (x: number, y: number) => path.push(x, y),
    /** As if of points only: enough to see which of them were painted. */
    stroke() {
      for (let at = 0; at < path.length; at += 2)
        fill(Math.floor(path[at] ?? 0), Math.floor(path[at + 1] ?? 0), 1, 1, `${pen.strokeStyle}`);
    },
  };
  return { pen: pen as unknown as CanvasRenderingContext2D, pixels, touched: () => touched };
}

function sprite(name: string, ratio: number): Sprite {
  return { image: name as never, left: -12, top: -12, width: 24, height: 24, ratio };
}

/** Where some of a few things stand, and how they look; in the order of their numbers, as on the map. */
const pictures = fc.array(
  fc.uniqueArray(
    fc.record({
      key: fc.integer({ min: 0, max: 11 }),
      look: fc.constantFrom('a', 'b'),
      x: fc.integer({ min: -40, max: WIDTH + 40 }),
      y: fc.integer({ min: -40, max: HEIGHT + 40 }),
      isLine: fc.boolean(),
    }),
    { selector: ({ key }) => key, maxLength: 12 },
  ),
  { minLength: 1, maxLength: 6 },
);

test('what is painted bit by bit is what painting all of it would give, whatever comes, goes or moves', () => {
  fc.assert(
    fc.property(pictures, fc.constantFrom(1, 2), (steps, ratio) => {
      const looks = new Map(['a', 'b'].map((look) => [look, sprite(look, ratio)]));
      const kept = createKeptPicture();
      const screen = canvas(ratio);
      const size = { width: WIDTH, height: HEIGHT, ratio };
      for (const [index, step] of steps.entries()) {
        const pieces = step
          .toSorted((a, b) => a.key - b.key)
          .map(({ key, look, x, y, isLine }): Piece => {
            const path = [x, y, x + 50, y + 30];
            if (isLine) return strokedPiece(key, { path, colour: look, width: 3, opacity: 1 });
            return stampedPiece(key, [stampAt(looks.get(look) as Sprite, x, y)]);
          });
        kept.show(screen.pen, pieces, size, index === 0);
        const fresh = canvas(ratio);
        createKeptPicture().show(fresh.pen, pieces, size, true);
        expect(screen.pixels.filter((pixel, at) => pixel !== fresh.pixels[at])).toEqual([]);
      }
    }),
    { numRuns: 60 },
  );
});

test('what stays as it is costs nothing, and what moves only the parts around it', () => {
  const kept = createKeptPicture();
  const screen = canvas(1);
  const size = { width: WIDTH, height: HEIGHT, ratio: 1 };
  const disc = sprite('disc', 1);
  const at = (key: number, x: number, y: number) => stampedPiece(key, [stampAt(disc, x, y)]);
  kept.show(screen.pen, [at(1, 30, 30), at(2, 200, 200)], size, true);
  const first = screen.touched();
  kept.show(screen.pen, [at(1, 30, 30), at(2, 200.4, 200.2)], size, false);
  expect(screen.touched()).toBe(first);
  kept.show(screen.pen, [at(1, 30, 30), at(2, 203, 200)], size, false);
  expect(screen.touched() - first).toBeLessThan((WIDTH * HEIGHT) / 4);
  expect(screen.touched()).toBeGreaterThan(first);
});

test('after another look of everything, all is painted from nothing', () => {
  const kept = createKeptPicture();
  const screen = canvas(1);
  const size = { width: WIDTH, height: HEIGHT, ratio: 1 };
  const pieces = [stampedPiece('one', [stampAt(sprite('disc', 1), 30, 30)])];
  kept.show(screen.pen, pieces, size, true);
  screen.pixels.fill('of the old look');
  kept.forget();
  kept.show(screen.pen, pieces, size, false);
  expect(screen.pixels).not.toContain('of the old look');
});
