// The console on screen, as a spec sees it: one page over a data folder, on whichever host SWITCHYARD_E2E_HOST names
// (`server`, the default: the server host in Chromium; `electron`: the program itself). Used through desk-test.ts and by
// scripts/screens.mjs. What a spec does with the page must not depend on the host.

import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { type ServerProcess, startServer } from './server-process.ts';

export const E2E_HOST = process.env.SWITCHYARD_E2E_HOST === 'electron' ? 'electron' : 'server';

/** Opens what `--vault passphrase` sealed, so that tokens outlive a restart. */
const PASSPHRASE = 'correct horse battery staple';
/** One grey pixel: map tiles come from nowhere, and no spec depends on a tile server. */
const EMPTY_TILE = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAIAAACQd1PeAAAADElEQVR4nGN49eY9AAWJAsY8SORiAAAAAElFTkSuQmCC',
  'base64',
);

export interface DeskOptions {
  workspace?: 'live' | 'practice';
  viewport?: { width: number; height: number };
  colorScheme?: 'light' | 'dark';
  /** How patient each step is; the default suits a slow machine. */
  stepLimitMs?: number;
}

export interface Desk extends AsyncDisposable {
  /** The page of now: after `restart` another one in Electron. */
  readonly page: Page;
  readonly dataDir: string;
  /** The server's process; null in Electron. */
  readonly server: ServerProcess | null;
  /** What pages said was wrong: errors on the console, errors nobody caught, violations of the policy. */
  readonly complaints: readonly string[];
  /** Called for each complaint; true takes it for expected. */
  expectComplaints(isExpected: (complaint: string) => boolean): void;
  /** kill -9 of the core. The browser's page stays open over nothing; Electron's goes with it. */
  kill(): Promise<void>;
  /** Stops the core in order. */
  stop(): Promise<void>;
  /** Starts the core again over the same data, in the server host on the same port, without touching an open page. */
  startAgain(): Promise<void>;
  /** Brings the page to the running core: as a person who opens the address, or the program, again. */
  reopen(): Promise<void>;
}

/** `browser` is null where the host brings its own. Resolves when the frame is on screen. */
export async function openDesk(browser: Browser | null, options: DeskOptions = {}): Promise<Desk> {
  if (browser === null) throw new Error('The Electron host comes with test/support/electron-app.ts.');
  return openServerDesk(browser, options);
}

/** Notes what the page complains about. Also for Electron's page. */
async function listenForComplaints(page: Page, note: (complaint: string) => void): Promise<void> {
  // Said on the console as well, but not with what was refused and by which rule.
  await page.addInitScript(() => {
    document.addEventListener('securitypolicyviolation', (event) => {
      console.error(`Policy: ${event.violatedDirective} refused ${event.blockedURI} ${event.sample}`);
    });
  });
  page.on('console', (message) => {
    if (message.type() === 'error') note(`${message.text()} (${message.location().url})`);
  });
  page.on('pageerror', (error) => note(`Uncaught: ${error.stack ?? error.message}`));
}

async function openServerDesk(browser: Browser, options: DeskOptions): Promise<Desk> {
  const { workspace = 'live', viewport = { width: 1440, height: 900 } } = options;
  const dataDir = await mkdtemp(join(tmpdir(), 'switchyard-desk-'));
  const complaints: string[] = [];
  const expected: ((complaint: string) => boolean)[] = [];
  let server = await start(0);
  const context = await browser.newContext({
    viewport,
    colorScheme: options.colorScheme ?? 'light',
    reducedMotion: 'reduce',
    locale: 'en-US',
    timezoneId: process.env.TZ ?? 'America/Los_Angeles',
  });
  context.setDefaultTimeout(options.stepLimitMs ?? 60_000);
  await serveEmptyTiles(context);
  const page = await context.newPage();
  /** Nobody listens, or nobody who knows this browser: what cannot be reached then is said on the console by the browser. */
  let gone = false;
  await listenForComplaints(page, (complaint) => {
    if (gone && /WebSocket connection to|ERR_(?:CONNECTION|SOCKET|EMPTY)_/.test(complaint)) return;
    if (!expected.some((isExpected) => isExpected(complaint))) complaints.push(complaint);
  });

  function start(port: number): Promise<ServerProcess> {
    return startServer({
      dataDir,
      args: [`--${workspace}`, '--vault', 'passphrase', '--port', String(port)],
      env: { SWITCHYARD_PASSPHRASE: PASSPHRASE },
    });
  }

  async function reopen(): Promise<void> {
    await page.goto(await server.address());
    await page.getByRole('navigation', { name: 'Main' }).waitFor();
    gone = false;
  }
  await reopen();

  return {
    page,
    dataDir,
    get server() {
      return server;
    },
    complaints,
    expectComplaints: (isExpected) => void expected.push(isExpected),
    async kill() {
      gone = true;
      await server.kill();
    },
    async stop() {
      gone = true;
      await server.stop();
    },
    async startAgain() {
      server = await start(server.port);
    },
    reopen,
    async [Symbol.asyncDispose]() {
      await context.close();
      await server[Symbol.asyncDispose]();
      await rm(dataDir, { recursive: true, force: true, maxRetries: 5 });
    },
  };
}

export async function serveEmptyTiles(context: BrowserContext): Promise<void> {
  await context.route('**/tiles/**/*.png', (route) =>
    route.fulfill({ contentType: 'image/png', body: EMPTY_TILE }),
  );
}
