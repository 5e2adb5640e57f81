// The console in Electron itself, driven by Playwright. For e2e specs on machines that have the runtime and a display;
// `whyNoElectron` says what is missing elsewhere. The installed program cannot be driven so: its fuses refuse to be inspected.

import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { _electron, type ElectronApplication, type Page } from 'playwright-core';

export interface ElectronApp extends AsyncDisposable {
  /** The main process; `app.evaluate` runs there. */
  app: ElectronApplication;
  page: Page;
  dataDir: string;
  /** Another start of the same program on the same data, as a link or a double click does it. Resolves when it has ended. */
  startAgain(...words: string[]): Promise<void>;
}

export interface ElectronOptions {
  /** Default: a new temporary one, removed when the app is disposed of. */
  dataDir?: string;
  /** Default: `--practice --vault=session`. */
  args?: string[];
}

const root = fileURLToPath(new URL('../..', import.meta.url));
/** Chromium's sandbox does not work for root on Linux. */
const AS_ROOT = process.platform === 'linux' && process.getuid?.() === 0 ? ['--no-sandbox'] : [];

/** Null where the console can be started in Electron, otherwise the reason. */
export function whyNoElectron(): string | null {
  if (process.platform === 'linux' && !process.env.DISPLAY && !process.env.WAYLAND_DISPLAY)
    return 'no display';
  if (program() === null) return "Electron's runtime is not here";
  return existsSync(join(root, 'out/main/main.js')) ? null : 'nothing is built';
}

/** Of the build in out/: `npm test` makes it first. */
export async function startElectron(options: ElectronOptions = {}): Promise<ElectronApp> {
  const executablePath = program();
  if (executablePath === null) throw new Error("Electron's runtime is not here: npx install-electron.");
  const dataDir = options.dataDir ?? (await mkdtemp(join(tmpdir(), 'switchyard-electron-')));
  const args = [
    ...AS_ROOT,
    root,
    `--data-dir=${dataDir}`,
    ...(options.args ?? ['--practice', '--vault=session']),
  ];
  const app = await _electron.launch({ executablePath, args, cwd: root });
  return {
    app,
    page: await app.firstWindow(),
    dataDir,
    async startAgain(...words) {
      await once(spawn(executablePath, [...args, ...words], { cwd: root, stdio: 'ignore' }), 'close');
    },
    async [Symbol.asyncDispose]() {
      await app.close();
      if (options.dataDir === undefined) await rm(dataDir, { recursive: true, force: true, maxRetries: 5 });
    },
  };
}

function program(): string | null {
  try {
    const electron = dirname(createRequire(import.meta.url).resolve('electron/package.json'));
    const dist = process.env.ELECTRON_OVERRIDE_DIST_PATH ?? join(electron, 'dist');
    const path = join(dist, readFileSync(join(electron, 'path.txt'), 'utf8'));
    return existsSync(path) ? path : null;
  } catch {
    return null;
  }
}
