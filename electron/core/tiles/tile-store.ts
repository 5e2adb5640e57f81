// Tiles on disk, as many as the settings allow, the longest unused going first. Called by tile-service.ts only.
// A file's modification time is when it stops being fresh, its access time when it was last used; both are set by hand.

import { mkdir, readdir, readFile, rename, rm, stat, utimes, writeFile } from 'node:fs/promises';
import { dirname, join, relative } from 'node:path';
import type { Logger } from '../ports.ts';

export interface TileStore {
  read(name: string): Promise<{ bytes: Uint8Array; freshUntil: number } | null>;
  /** Keeps the tile and makes room when all of them together are larger than `mostBytes`. */
  write(name: string, bytes: Uint8Array, freshUntil: number, mostBytes: number): Promise<void>;
}

interface Kept {
  size: number;
  usedAt: number;
}

/** Room is made in one go down to this share, not tile by tile. */
const SHARE_AFTER_CLEARING = 0.9;

export function openTileStore(folder: string, log: Logger): TileStore {
  let index: Promise<Map<string, Kept>> | null = null;
  let clearing = false;
  let number = 0;

  async function readIndex(): Promise<Map<string, Kept>> {
    const kept = new Map<string, Kept>();
    const entries = await readdir(folder, { recursive: true, withFileTypes: true }).catch(() => []);
    for (const entry of entries) {
      if (!entry.isFile()) continue;
      const path = join(entry.parentPath, entry.name);
      const found = await stat(path).catch(() => null);
      // A half-written tile of a run that was killed.
      if (path.endsWith('.new')) await rm(path, { force: true });
      else if (found) kept.set(relative(folder, path), { size: found.size, usedAt: found.atimeMs });
    }
    return kept;
  }

  async function makeRoom(kept: Map<string, Kept>, mostBytes: number): Promise<void> {
    let total = [...kept.values()].reduce((sum, { size }) => sum + size, 0);
    if (clearing || total <= mostBytes) return;
    clearing = true;
    try {
      for (const [name, { size }] of [...kept].sort(([, a], [, b]) => a.usedAt - b.usedAt)) {
        if (total <= mostBytes * SHARE_AFTER_CLEARING) break;
        await rm(join(folder, name), { force: true });
        kept.delete(name);
        total -= size;
      }
    } finally {
      clearing = false;
    }
  }

  return {
    async read(name) {
      const path = join(folder, name);
      const found = await stat(path).catch(() => null);
      if (!found) return null;
      const bytes = await readFile(path);
      const usedAt = new Date();
      await utimes(path, usedAt, found.mtime).catch(() => undefined);
      const entry = (await index)?.get(name);
      if (entry) entry.usedAt = usedAt.getTime();
      return { bytes, freshUntil: found.mtimeMs };
    },
    async write(name, bytes, freshUntil, mostBytes) {
      try {
        index ??= readIndex();
        const kept = await index;
        const path = join(folder, name);
        number += 1;
        const half = `${path}.${number}.new`;
        await mkdir(dirname(path), { recursive: true });
        await writeFile(half, bytes);
        await utimes(half, new Date(), new Date(freshUntil));
        await rename(half, path);
        kept.set(name, { size: bytes.byteLength, usedAt: Date.now() });
        await makeRoom(kept, mostBytes);
      } catch (error) {
        // A full disk costs the cache, not the map.
        log.warn('A map tile could not be kept', { error: String(error) });
      }
    },
  };
}
