// Says whether out/ was built from the sources as they are now; used by set-up.mjs (to decide) and build.mjs (to record).
// Compares names, sizes and times, so that a removed file counts as well. Runs on Node 20.
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './local-node.mjs';

const INPUTS = ['electron', 'renderer', 'shared', 'electron.vite.config.ts', 'package-lock.json'];
const STAMP = join(root, 'out', '.built-from');

/** @returns {string} changes whenever a file that goes into the build does */
export function fingerprint() {
  const hash = createHash('sha256');
  for (const input of INPUTS) add(hash, input);
  return hash.digest('hex');
}

export function isBuilt() {
  try {
    return readFileSync(STAMP, 'utf8') === fingerprint();
  } catch {
    return false;
  }
}

/** @param {string} builtFrom the fingerprint taken before the build began, so that an edit during it is not missed */
export function recordBuild(builtFrom) {
  writeFileSync(STAMP, builtFrom);
}

/** For whoever puts something else into out/: the next start builds again. */
export function forgetBuild() {
  rmSync(STAMP, { force: true });
}

/**
 * @param {import('node:crypto').Hash} hash
 * @param {string} path relative to the root
 */
function add(hash, path) {
  if (/\.(md|test\.tsx?)$/.test(path)) return;
  const stat = statSync(join(root, path), { throwIfNoEntry: false });
  if (stat === undefined) return;
  if (!stat.isDirectory()) {
    hash.update(`${path}\0${stat.size}\0${stat.mtimeMs}\n`);
    return;
  }
  for (const name of readdirSync(join(root, path)).sort()) add(hash, `${path}/${name}`);
}
