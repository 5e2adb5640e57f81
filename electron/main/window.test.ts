import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { BrowserWindow, nativeTheme, resetElectron, screen } from '../../test/support/electron-double.ts';
import type { Logger } from '../core/ports.ts';
import { PLACE_CHANNEL } from './channels.ts';
import { jobPlace, PLACES } from './places.ts';
import { type DeskWindow, openDeskWindow } from './window.ts';

vi.mock('electron', () => import('../../test/support/electron-double.ts'));

const silent: Logger = { debug() {}, info() {}, warn() {}, error() {} };
const session = { its: 'session' };

let dataDir: string;
let mayClose: boolean;
beforeEach(async () => {
  resetElectron();
  mayClose = false;
  dataDir = await mkdtemp(join(tmpdir(), 'switchyard-window-'));
});
afterEach(() => rm(dataDir, { recursive: true, force: true }));

function open(isDevelopment = false): { desk: DeskWindow; window: BrowserWindow } {
  const desk = openDeskWindow({
    session: session as never,
    preload: '/program/preload.cjs',
    icon: '/program/icon.png',
    dataDir,
    isDevelopment,
    mayClose: () => mayClose,
    log: silent,
  });
  return { desk, window: BrowserWindow.all.at(-1)! };
}

const keep = (state: unknown) => writeFile(join(dataDir, 'window.json'), JSON.stringify(state));

describe('the window', () => {
  it('has every protection on', () => {
    expect(open().window.options.webPreferences).toEqual({
      session,
      preload: '/program/preload.cjs',
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      nodeIntegrationInWorker: false,
      nodeIntegrationInSubFrames: false,
      webSecurity: true,
      allowRunningInsecureContent: false,
      webviewTag: false,
      navigateOnDragDrop: false,
      devTools: false,
      spellcheck: process.platform === 'darwin',
      zoomFactor: 1,
    });
  });

  it('has developer tools in development only', () => {
    expect(open(true).window.options.webPreferences?.devTools).toBe(true);
  });

  it('shows the page of the private scheme, once it is painted', () => {
    const { window } = open();
    expect(window.webContents.mainFrame.url).toBe('switchyard-app://console/');
    expect(window.isVisible()).toBe(false);
    window.emit('ready-to-show');
    expect(window.isVisible()).toBe(true);
  });

  it('has the ground of the theme from the first moment, and follows it', () => {
    const light = open().window;
    nativeTheme.themeSource = 'dark';
    const dark = open().window;
    expect(light.options.backgroundColor).not.toBe(dark.options.backgroundColor);
    expect(light.backgroundColor).toBe(dark.options.backgroundColor);
  });

  it('goes when it may, and stays when it may not', () => {
    const { window, desk } = open();
    window.close();
    expect(window.isDestroyed()).toBe(false);
    mayClose = true;
    window.close();
    expect(window.isDestroyed()).toBe(true);
    // Nothing that still knows it fails for that.
    desk.show(PLACES.late);
    desk.hide();
  });
});

describe('how it was left', () => {
  it('is how it comes back', async () => {
    const { window, desk } = open();
    window.bounds = { x: 300, y: 200, width: 1000, height: 700 };
    window.webContents.zoomFactor = 1.5;
    window.maximize();
    await desk.keepState();
    const again = open().window;
    expect(again.options).toMatchObject({ x: 300, y: 200, width: 1000, height: 700 });
    expect(again.options.webPreferences?.zoomFactor).toBe(1.5);
    expect(again.isMaximized()).toBe(false);
    again.emit('ready-to-show');
    expect(again.isMaximized()).toBe(true);
  });

  it('is kept a moment after it was moved', async () => {
    const { window } = open();
    window.bounds = { x: 310, y: 200, width: 1000, height: 700 };
    window.emit('move');
    await vi.waitFor(
      async () => expect(JSON.parse(await readFile(join(dataDir, 'window.json'), 'utf8')).bounds.x).toBe(310),
      { timeout: 10_000 },
    );
  });

  it.each([
    ['off to the right', { x: 1900, y: 100 }],
    ['off to the left', { x: -950, y: 100 }],
    ['above', { x: 100, y: -40 }],
    ['below', { x: 100, y: 1030 }],
    ['on a screen that is gone', { x: 3000, y: 100 }],
  ])('%s is not gone back to', async (_where, place) => {
    await keep({ bounds: { ...place, width: 1000, height: 700 } });
    const { options } = open().window;
    expect(options).toMatchObject({ width: 1000, height: 700 });
    expect(options).not.toHaveProperty('x');
    expect(options).not.toHaveProperty('y');
  });

  it('on a second screen is gone back to while that is there', async () => {
    screen.workAreas = [
      { x: 0, y: 0, width: 1920, height: 1040 },
      { x: -1280, y: 200, width: 1280, height: 984 },
    ];
    await keep({ bounds: { x: -1200, y: 300, width: 1000, height: 700 } });
    expect(open().window.options).toMatchObject({ x: -1200, y: 300 });
  });

  it('smaller than can be used is as small as can be used', async () => {
    await keep({ bounds: { x: 0, y: 0, width: 10, height: 10 } });
    const { width, height, minWidth, minHeight } = open().window.options;
    expect({ width, height }).toEqual({ width: minWidth, height: minHeight });
  });

  it.each(['', '{', 'null', '[]', '{"bounds":7}', '{"bounds":{"width":"wide","height":1e999}}'])(
    'and cannot be understood (%j) is as good as none',
    async (text) => {
      const fresh = open().window.options;
      await writeFile(join(dataDir, 'window.json'), text);
      expect(open().window.options).toMatchObject({ width: fresh.width, height: fresh.height });
    },
  );
});

describe('a place in the page', () => {
  it('is told to the page', () => {
    const { window, desk } = open();
    window.webContents.finishLoading();
    desk.show(PLACES.late);
    expect(window.webContents.sent).toEqual([{ channel: PLACE_CHANNEL, args: ['#/late'] }]);
    expect(window.isVisible()).toBe(true);
  });

  it('waits for a page that is still loading, and is told once', () => {
    const { window, desk } = open();
    desk.show(PLACES.late);
    desk.show(jobPlace('job_1'));
    window.webContents.finishLoading();
    window.webContents.reload();
    window.webContents.finishLoading();
    expect(window.webContents.sent).toEqual([{ channel: PLACE_CHANNEL, args: ['#/job/job_1'] }]);
  });

  it('brings a window back that is small or hidden', () => {
    const { window, desk } = open();
    window.isSmall = true;
    desk.hide();
    desk.show();
    expect({ isSmall: window.isMinimized(), isVisible: window.isVisible() }).toEqual({
      isSmall: false,
      isVisible: true,
    });
    expect(window.webContents.sent).toEqual([]);
  });
});
