// A disk of a few megabytes, so that it can really be full, or really be read only. Used by database.ts. Where this user
// may not mount one, there is none.

import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export interface SmallDisk extends Disposable {
  path: string;
  /** "size=64m", "ro", "rw" */
  change(option: string): void;
}

export function mountSmallDisk(megabytes: number): SmallDisk | null {
  const path = mkdtempSync(join(tmpdir(), 'switchyard-disk-'));
  const run = (...args: string[]) => spawnSync('mount', args, { stdio: 'ignore' }).status === 0;
  const remove = () => rmSync(path, { recursive: true, force: true });
  if (process.platform !== 'linux' || !run('-t', 'tmpfs', '-o', `size=${megabytes}m`, 'tmpfs', path)) {
    remove();
    return null;
  }
  return {
    path,
    change(option) {
      if (!run('-o', `remount,${option}`, path))
        throw new Error(`The disk at ${path} did not take ${option}.`);
    },
    [Symbol.dispose]() {
      spawnSync('umount', ['--lazy', path], { stdio: 'ignore' });
      remove();
    },
  };
}
