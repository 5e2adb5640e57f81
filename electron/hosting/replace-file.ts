// Replaces a small file as a whole: after a crash there is the old content or the new, never a part of either.
// Called for everything the hosts keep outside the database. Not for files that other programs hold open.

import { randomBytes } from 'node:crypto';
import { mkdir, open, readdir, rename, rm } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';

/** Writes `content` readable by this user only (0600), through a neighbour that is flushed to disk and renamed. */
export async function replaceFile(path: string, content: string | Uint8Array): Promise<void> {
  const folder = dirname(path);
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const neighbour = `${path}.${randomBytes(6).toString('hex')}.new`;
  try {
    const file = await open(neighbour, 'wx', 0o600);
    try {
      await file.writeFile(content);
      await file.sync();
    } finally {
      await file.close();
    }
    await rename(neighbour, path);
  } catch (error) {
    await rm(neighbour, { force: true });
    throw error;
  }
  await syncFolder(folder);
}

/** Removes what a crash between writing and renaming left beside `path`. */
export async function removeLeftovers(path: string): Promise<void> {
  const folder = dirname(path);
  const names = await readdir(folder).catch(() => []);
  for (const name of names) {
    if (name.startsWith(`${basename(path)}.`) && name.endsWith('.new')) {
      await rm(join(folder, name), { force: true });
    }
  }
}

/** The rename itself is safe only when the folder is flushed; Windows has no such thing and refuses. */
async function syncFolder(folder: string): Promise<void> {
  if (process.platform === 'win32') return;
  const handle = await open(folder, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}
