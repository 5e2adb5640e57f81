// The entry itself from start to quit: a real core with the practice workspace, the real preload, the page's real way to
// its port. Only Electron is a double.
import { existsSync, writeFileSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
// Before modules are reset for the first time: from then on every `electron` is the one double below.
import 'electron';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { twinJetJob } from '../../test/support/booked-job.ts';
import {
  app,
  BrowserWindow,
  DoubleSession,
  dialog,
  electronEvent,
  Menu,
  Notification,
  nativeTheme,
  powerMonitor,
  resetElectron,
  Tray,
} from '../../test/support/electron-double.ts';
import { type DoublePage, openPage } from '../../test/support/electron-page.ts';
import { openCache } from '../core/cache/open-cache.ts';
import type { Logger } from '../core/ports.ts';
import { systemClock } from '../hosting/system-clock.ts';

vi.mock('electron', () => import('../../test/support/electron-double.ts'));
vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 });

const silent: Logger = { debug() {}, info() {}, warn() {}, error() {} };
const PATIENT = { timeout: 30_000, interval: 20 };
const PROCESS_EVENTS = ['unhandledRejection', 'uncaughtException'] as const;

let dataDir: string;
let said: string;
let before: { argv: string[]; listeners: Map<string, unknown[]> };
let page: DoublePage | null;
beforeEach(async () => {
  vi.resetModules();
  resetElectron();
  dataDir = await mkdtemp(join(tmpdir(), 'switchyard-main-'));
  said = '';
  page = null;
  before = {
    argv: process.argv,
    listeners: new Map(PROCESS_EVENTS.map((name) => [name, process.listeners(name as never)])),
  };
  vi.spyOn(process.stderr, 'write').mockImplementation((words) => {
    said += String(words);
    return true;
  });
});
afterEach(async () => {
  app.makeReady();
  if (app.ended === null) app.quit();
  await vi.waitFor(() => expect(app.ended).not.toBe(null), PATIENT);
  page?.close();
  process.argv = before.argv;
  for (const name of PROCESS_EVENTS) {
    for (const listener of process.listeners(name as never)) {
      if (!before.listeners.get(name)?.includes(listener)) process.off(name, listener as never);
    }
  }
  vi.restoreAllMocks();
  await rm(dataDir, { recursive: true, force: true, maxRetries: 5 });
});

async function start(...words: string[]): Promise<void> {
  process.argv = ['/program/switchyard', '--data-dir', dataDir, '--vault', 'session', ...words];
  await import('./main.ts');
}

async function startWithPage(...words: string[]) {
  await start(...words);
  app.makeReady();
  await vi.waitFor(() => expect(BrowserWindow.all).toHaveLength(1), PATIENT);
  const window = BrowserWindow.all[0]!;
  page = await openPage(window.webContents);
  const connected = await page.connect(50_000);
  return { window, page, ...connected };
}

const tray = () => Tray.all[0]!;

describe('a desk in practice', () => {
  it('answers the page through the port that it handed over', async () => {
    const { client } = await startWithPage('--practice');
    expect(await client.app.hello()).toEqual({
      version: '1.2.3',
      host: 'electron',
      workspace: 'practice',
      capabilities: { tray: true, nativeNotifications: true, closeToTray: true },
    });
    await vi.waitFor(() => expect(Tray.all).toHaveLength(1), PATIENT);
    expect(powerMonitor.listenerCount('resume')).toBe(1);
    expect(app.listenerCount('certificate-error')).toBe(0);
    expect(Menu.application).not.toBe(null);
    expect(app.paths.userData).toBe(join(dataDir, 'electron'));
  });

  it('shows its jobs in the tray, and follows them and the settings', async () => {
    const { client } = await startWithPage('--practice');
    await vi.waitFor(async () => {
      const counts = await client.jobs.counts();
      expect(counts.live).toBeGreaterThan(0);
      expect(tray().menu?.labels()).toEqual(
        expect.arrayContaining([
          `${counts.live} live`,
          `${counts.late} late`,
          `${counts.trouble} in trouble`,
        ]),
      );
      if (process.platform !== 'win32') expect(app.badge).toBe(counts.late + counts.trouble);
    }, PATIENT);

    tray().menu?.click('Pause polling');
    await vi.waitFor(async () => expect((await client.settings.get()).polling.paused).toBe(true), PATIENT);
    await vi.waitFor(() => expect(tray().menu?.labels()).toContain('Resume polling'), PATIENT);
    await client.settings.update({ polling: { paused: false }, theme: 'dark' });
    await vi.waitFor(() => expect(tray().menu?.labels()).toContain('Pause polling'), PATIENT);
    expect(nativeTheme.themeSource).toBe('dark');
  });
});

// Live and empty: nothing but what the host does happens there.
describe('a desk', () => {
  it('has every rule in place around its page', async () => {
    const { window } = await startWithPage('--live');
    const { webContents, options } = window;
    const session = DoubleSession.all.get('page')!;
    expect(options.webPreferences?.session).toBe(session);
    expect(session.hasCache).toBe(false);
    expect(session.permissionCheck?.(null, 'media', '', { isMainFrame: true })).toBe(false);
    expect(session.handlers.has('switchyard-app')).toBe(true);
    expect(session.beforeRequest).not.toBe(null);
    const away = electronEvent({
      url: 'https://example.com/',
      isMainFrame: true,
      isSameDocument: false,
      frame: null,
    });
    webContents.emit('will-frame-navigate', away);
    expect(away.defaultPrevented).toBe(true);
    expect(webContents.openWindow('file:///etc/passwd')).toEqual({ action: 'deny' });
    webContents.emit('render-process-gone', electronEvent(), { reason: 'crashed', exitCode: 1 });
    expect(webContents.loads).toBe(2);
  });

  it('leads the page where menus, links and a second start want it', async () => {
    const opened = await startWithPage('--live', 'switchyard://job/job-1');
    expect(opened.page.window.location.hash).toBe('#/job/job-1');
    Menu.application?.click('Outbox');
    expect(opened.page.window.location.hash).toBe('#/outbox');
    opened.window.hide();
    app.emit('second-instance', electronEvent(), ['/program', 'switchyard://job/job-2'], '/', undefined);
    expect(opened.page.window.location.hash).toBe('#/job/job-2');
    expect(opened.window.isVisible()).toBe(true);
    app.emit('open-url', electronEvent(), 'switchyard://job/job-3');
    expect(opened.page.window.location.hash).toBe('#/job/job-3');
  });

  it.skipIf(process.platform === 'darwin')(
    'goes on in the tray when its window is closed, and says so once',
    async () => {
      const { window, client } = await startWithPage('--live');
      await vi.waitFor(() => expect(Tray.all).toHaveLength(1), PATIENT);
      window.emit('ready-to-show');
      window.close();
      expect({ isVisible: window.isVisible(), isDestroyed: window.isDestroyed() }).toEqual({
        isVisible: false,
        isDestroyed: false,
      });
      await vi.waitFor(() => expect(Notification.shown).toHaveLength(1), PATIENT);
      await vi.waitFor(async () => expect((await client.settings.get()).closeToTrayTold).toBe(true), PATIENT);
      // The port stays: the page goes on behind it.
      expect(await client.app.hello()).toMatchObject({ host: 'electron' });
      tray().menu?.click('Open Switchyard');
      expect(window.isVisible()).toBe(true);
      // In front again, what was said is put away; closing says nothing any more.
      expect(Notification.shown).toHaveLength(0);
      window.close();
      await client.app.hello();
      expect(Notification.all).toHaveLength(1);
      expect(app.ended).toBe(null);
    },
  );

  it.skipIf(process.platform === 'darwin')(
    'ends when its window is closed, where that is wanted',
    async () => {
      const { window, client } = await startWithPage('--live');
      await vi.waitFor(() => expect(Tray.all).toHaveLength(1), PATIENT);
      await client.settings.update({ closeToTray: false });
      window.close();
      await vi.waitFor(() => expect(app.ended).toBe('quit'), PATIENT);
    },
  );
});

describe('quitting', () => {
  it('waits for the command that is under way, stops polling, and only then ends', async () => {
    const { client, window, closed } = await startWithPage('--practice');
    const connectionId = await vi.waitFor(async () => {
      const connection = (await client.connections.list())[0];
      expect((await client.jobs.counts()).live).toBeGreaterThan(0);
      return connection!.id;
    }, PATIENT);

    const answer = Promise.withResolvers<void>();
    const isUnderWay = Promise.withResolvers<void>();
    DoubleSession.reach = async (input, init) => {
      const response = await fetch(input, init);
      if (init?.method === 'POST' && String(input).endsWith('/api/v1/jobs/')) {
        isUnderWay.resolve();
        await answer.promise;
      }
      return response;
    };
    const { jobId } = await client.twinjet.createJob({ connectionId, job: twinJetJob(Date.now() + 60_000) });
    await isUnderWay.promise;

    app.quit();
    await closed;
    expect({ ended: app.ended, isVisible: window.isVisible() }).toEqual({ ended: null, isVisible: false });
    expect(tray().isDestroyed()).toBe(true);
    answer.resolve();
    await vi.waitFor(() => expect(app.ended).toBe('quit'), PATIENT);
    expect(window.isDestroyed()).toBe(true);

    const asked = () => [...DoubleSession.all.values()].flatMap(({ network }) => network);
    const atTheEnd = asked().length;
    const cache = await openCache({
      path: join(dataDir, 'practice.sqlite'),
      clock: systemClock,
      log: silent,
    });
    const commands = await cache.commandsOf(jobId);
    await cache.close();
    expect(commands.map(({ kind, state }) => ({ kind, state }))).toEqual([{ kind: 'create', state: 'done' }]);
    expect(asked()).toHaveLength(atTheEnd);
    expect(said).not.toContain('"level":"error"');
    expect(existsSync(join(dataDir, 'window.json'))).toBe(true);
  });

  it('while the core is still being put together ends as well', async () => {
    await start('--practice');
    app.makeReady();
    app.quit();
    await vi.waitFor(() => expect(app.ended).toBe('quit'), PATIENT);
    expect(Tray.all).toEqual([]);
  });
});

describe('a start that cannot go on', () => {
  it('leaves everything to the instance that is there', async () => {
    app.isFirstInstance = false;
    await start('--practice');
    app.makeReady();
    expect(app.ended).toBe('quit');
    await new Promise((resolve) => setImmediate(resolve));
    expect(BrowserWindow.all).toEqual([]);
    expect(existsSync(join(dataDir, 'practice.sqlite'))).toBe(false);
    expect(existsSync(join(dataDir, 'logs'))).toBe(false);
  });

  it('says which option is wrong', async () => {
    process.argv = ['/program/switchyard', '--data-dir', dataDir, '--vault', 'pocket'];
    await import('./main.ts');
    expect(app.ended).toBe(2);
    expect(said).toContain("--vault takes keychain, passphrase, session; 'pocket' is none of them.");
    expect(BrowserWindow.all).toEqual([]);
  });

  it('says why the folder cannot be used', async () => {
    const file = join(dataDir, 'file');
    writeFileSync(file, '');
    process.argv = ['/program/switchyard', '--data-dir', file];
    await import('./main.ts');
    expect(app.ended).toBe(1);
    expect(dialog.errors[0]?.content).toContain('there is a file of that name');
    expect(BrowserWindow.all).toEqual([]);
  });

  it('says why the database cannot be used', async () => {
    const database = new DatabaseSync(join(dataDir, 'live.sqlite'));
    database.exec('PRAGMA user_version = 9999');
    database.close();
    await start('--live');
    app.makeReady();
    await vi.waitFor(() => expect(app.ended).toBe(1), PATIENT);
    expect(dialog.errors).toHaveLength(1);
    expect(dialog.errors[0]?.title).toBe('Switchyard cannot start');
    expect(dialog.errors[0]?.content).toMatch(/newer/);
  });
});

it("shows the core's notices, and leads to what they are about", async () => {
  await writeFile(join(dataDir, 'live.sqlite'), 'this is no database at all');
  const opened = await startWithPage('--live');
  await vi.waitFor(() => expect(Notification.shown).toHaveLength(1), PATIENT);
  const [notification] = Notification.shown;
  expect(notification?.options.title).toBe('About your data');
  notification?.emit('click');
  expect(opened.page.window.location.hash).toBe('#/inbox');
});
