// How the window was left: its place, its size, its zoom, in dataDir/window.json. Called by window.ts.
// A place that no screen shows any more is not gone back to, and a file that cannot be understood is as good as none.

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Rectangle, screen } from 'electron';
import { replaceFile } from '../hosting/replace-file.ts';

export interface WindowState {
  /** Where it is when it is not maximised. Without x and y the system chooses. */
  bounds: { width: number; height: number; x?: number; y?: number };
  maximized: boolean;
  zoomFactor: number;
}

export const SMALLEST = { width: 880, height: 560 };
const FIRST: WindowState = { bounds: { width: 1360, height: 860 }, maximized: false, zoomFactor: 1 };
/** So much of the title bar must be on a screen that it can be taken hold of. */
const HANDLE = { width: 120, height: 24 };

const pathIn = (dataDir: string) => join(dataDir, 'window.json');

/** Read at once and not awaited: the window is made with it. Only after the app is ready, since it asks for the screens. */
export function readWindowState(dataDir: string): WindowState {
  const kept = parse(dataDir);
  const { x, y } = kept.bounds;
  const width = Math.max(kept.bounds.width, SMALLEST.width);
  const height = Math.max(kept.bounds.height, SMALLEST.height);
  const isPlaced = x !== undefined && y !== undefined && isReachable({ x, y, width, height });
  return { ...kept, bounds: { width, height, ...(isPlaced && { x, y }) } };
}

export async function keepWindowState(dataDir: string, state: WindowState): Promise<void> {
  await replaceFile(pathIn(dataDir), `${JSON.stringify(state)}\n`);
}

function parse(dataDir: string): WindowState {
  try {
    const found = JSON.parse(readFileSync(pathIn(dataDir), 'utf8')) as Partial<WindowState>;
    const { width, height, x, y } = found.bounds ?? {};
    if (!isNumber(width) || !isNumber(height)) return FIRST;
    return {
      bounds: { width, height, ...(isNumber(x) && isNumber(y) && { x, y }) },
      maximized: found.maximized === true,
      zoomFactor:
        isNumber(found.zoomFactor) && found.zoomFactor >= 0.25 && found.zoomFactor <= 5
          ? found.zoomFactor
          : FIRST.zoomFactor,
    };
  } catch {
    return FIRST;
  }
}

/** Sizes and places are whole pixels; anything that is none was not written by us. */
function isNumber(value: unknown): value is number {
  return typeof value === 'number' && Number.isFinite(value);
}

function isReachable({ x, y, width }: Rectangle): boolean {
  return screen.getAllDisplays().some(({ workArea }) => {
    const shown = Math.min(x + width, workArea.x + workArea.width) - Math.max(x, workArea.x);
    const isTopShown = y >= workArea.y && y + HANDLE.height <= workArea.y + workArea.height;
    return shown >= HANDLE.width && isTopShown;
  });
}
