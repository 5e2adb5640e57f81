// The one class of window there is, with every protection on. Made once by main.ts; closing hides it until the program quits.
// Knows how to be shown and where to lead the page; what is on the page is none of its business.

import { BrowserWindow, nativeTheme, type Session, type WebContents } from 'electron';
import type { Logger } from '../core/ports.ts';
import { PLACE_CHANNEL } from './channels.ts';
import { PAGE_ORIGIN } from './page-address.ts';
import type { Place } from './places.ts';
import { keepWindowState, readWindowState, SMALLEST } from './window-state.ts';

export interface DeskWindow {
  readonly contents: WebContents;
  /** In front of the others, wherever it was; at `place` if one is given. */
  show(place?: Place): void;
  hide(): void;
  onFocus(listener: () => void): void;
  /** Writes down how it was left. */
  keepState(): Promise<void>;
}

export interface DeskWindowOptions {
  /** The page's, with its rules and its scheme in place. */
  session: Session;
  preload: string;
  icon: string;
  dataDir: string;
  isDevelopment: boolean;
  /** Asked when somebody closes it; with false it stays, hidden or not. */
  mayClose: () => boolean;
  log: Logger;
}

/** The ground of the page in both themes (renderer/ui/tokens.css), so that nothing flashes before it is painted. */
const GROUND = { light: '#f6f7f8', dark: '#14171a' };
const KEEP_AFTER_MS = 1_000;

export function openDeskWindow(options: DeskWindowOptions): DeskWindow {
  const { dataDir, log } = options;
  const state = readWindowState(dataDir);
  const ground = () => (nativeTheme.shouldUseDarkColors ? GROUND.dark : GROUND.light);
  const window = new BrowserWindow({
    ...state.bounds,
    minWidth: SMALLEST.width,
    minHeight: SMALLEST.height,
    show: false,
    backgroundColor: ground(),
    icon: options.icon,
    webPreferences: {
      session: options.session,
      preload: options.preload,
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      nodeIntegrationInWorker: false,
      nodeIntegrationInSubFrames: false,
      webSecurity: true,
      allowRunningInsecureContent: false,
      webviewTag: false,
      navigateOnDragDrop: false,
      devTools: options.isDevelopment,
      // The dictionaries of other systems come from a server; see session-rules.ts.
      spellcheck: process.platform === 'darwin',
      zoomFactor: state.zoomFactor,
    },
  });
  const contents = window.webContents;
  /** A place that is wanted before the page listens. */
  let wanted: Place | null = null;
  let isListening = false;
  let keeping: NodeJS.Timeout | null = null;

  async function keepState(): Promise<void> {
    if (keeping !== null) clearTimeout(keeping);
    keeping = null;
    if (window.isDestroyed()) return;
    try {
      await keepWindowState(dataDir, {
        bounds: window.getNormalBounds(),
        maximized: window.isMaximized(),
        zoomFactor: contents.getZoomFactor(),
      });
    } catch (error) {
      log.warn('The place of the window could not be kept.', { error });
    }
  }

  function keepSoon(): void {
    if (keeping !== null) clearTimeout(keeping);
    keeping = setTimeout(() => void keepState(), KEEP_AFTER_MS);
  }

  function lead(): void {
    if (wanted === null || !isListening) return;
    contents.send(PLACE_CHANNEL, wanted);
    wanted = null;
  }

  window.on('resize', keepSoon);
  window.on('move', keepSoon);
  window.on('close', (event) => {
    if (!options.mayClose()) event.preventDefault();
  });
  window.once('ready-to-show', () => {
    if (state.maximized) window.maximize();
    window.show();
  });
  nativeTheme.on('updated', () => {
    if (!window.isDestroyed()) window.setBackgroundColor(ground());
  });
  const stopListening = () => {
    isListening = false;
  };
  contents.on('did-navigate', stopListening);
  contents.on('render-process-gone', stopListening);
  contents.on('dom-ready', () => {
    isListening = true;
    lead();
  });
  contents.on('preload-error', (_event, _path, error) => log.error('The preload failed.', { error }));
  window.on('unresponsive', () => log.warn('The page does not answer.'));
  // A first load that fails is told by the answer itself.
  contents.loadURL(`${PAGE_ORIGIN}/`).catch((error: unknown) => {
    log.error('The page could not be loaded.', { error: String(error) });
  });

  return {
    contents,
    show(place) {
      if (window.isDestroyed()) return;
      if (place !== undefined) wanted = place;
      lead();
      if (window.isMinimized()) window.restore();
      window.show();
      window.focus();
    },
    hide: () => {
      if (!window.isDestroyed()) window.hide();
    },
    onFocus: (listener) => {
      window.on('focus', listener);
    },
    keepState,
  };
}
