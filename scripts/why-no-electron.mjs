// Whether Electron can be started here, and if not, why: no display, or no runtime and no way to fetch one. Asked by
// start.mjs and dev.mjs.
import { spawn } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { localNode, root } from './local-node.mjs';

const RUNTIME_LIMIT_MS = 5 * 60_000;
const EXPLAIN_WAIT_AFTER_MS = 2_000;

/**
 * Fetches the runtime where it is missing.
 * @returns {Promise<string | null>} the reason in words, or null where Electron can be started
 */
export async function whyNoElectron() {
  if (process.platform === 'linux' && !process.env.DISPLAY && !process.env.WAYLAND_DISPLAY) {
    return 'There is no display for Electron';
  }
  if (isRuntimePresent()) return null;
  const explain = setTimeout(
    () => process.stderr.write("Fetching Electron's runtime (about 120 MB, once).\n"),
    EXPLAIN_WAIT_AFTER_MS,
  );
  const fetched = await fetchRuntime();
  clearTimeout(explain);
  if (fetched === null && isRuntimePresent()) return null;
  return `Electron's runtime could not be fetched${fetched === null ? '' : ` (${fetched})`}`;
}

/** The runtime is not part of Electron's package; its installer puts it into dist/ and writes path.txt last. */
function isRuntimePresent() {
  try {
    const electron = join(root, 'node_modules/electron');
    const dist = process.env.ELECTRON_OVERRIDE_DIST_PATH ?? join(electron, 'dist');
    return existsSync(join(dist, readFileSync(join(electron, 'path.txt'), 'utf8')));
  } catch {
    return false;
  }
}

/** @returns {Promise<string | null>} what went wrong, or null */
function fetchRuntime() {
  return new Promise((resolve) => {
    const child = spawn(localNode(), [join(root, 'node_modules/electron/install.js')], {
      cwd: root,
      stdio: ['ignore', 'ignore', 'pipe'],
      timeout: RUNTIME_LIMIT_MS,
    });
    let words = '';
    child.stderr.on('data', (chunk) => (words += chunk));
    child.on('error', (error) => resolve(error.message));
    child.on('close', (code, signal) => {
      if (code === 0) resolve(null);
      else if (signal !== null) resolve(`not within ${RUNTIME_LIMIT_MS / 60_000} minutes`);
      else if (words.includes('fetch failed')) resolve('no connection to where it is kept');
      else resolve(/Error: ([^\n]+)/.exec(words)?.[1]?.trim() ?? `exit code ${code}`);
    });
  });
}
