// The menu of the application, with the shortcuts that work while the page has no word in it. Set once by main.ts.
// It leads to places and does nothing itself. On macOS it follows the order and the names of that system.

import { app, Menu, type MenuItemConstructorOptions, shell } from 'electron';
import { PLACES, type Place } from './places.ts';
import { texts } from './texts.ts';

export interface AppMenuOptions {
  platform: NodeJS.Platform;
  isDevelopment: boolean;
  open: (place?: Place) => void;
  /** Shown in the system's file browser. */
  logFile: string;
}

export function setAppMenu({ platform, isDevelopment, open, logFile }: AppMenuOptions): void {
  const isMac = platform === 'darwin';
  const words = texts.menu;
  const separator: MenuItemConstructorOptions = { type: 'separator' };
  const to = (label: string, place: Place, accelerator?: string): MenuItemConstructorOptions => ({
    label,
    click: () => open(place),
    ...(accelerator !== undefined && { accelerator }),
  });
  const settings = to(words.settings, PLACES.settings, 'CmdOrCtrl+,');

  const macApp: MenuItemConstructorOptions = {
    role: 'appMenu',
    submenu: [
      { role: 'about' },
      separator,
      settings,
      separator,
      { role: 'services' },
      separator,
      { role: 'hide' },
      { role: 'hideOthers' },
      { role: 'unhide' },
      separator,
      { role: 'quit' },
    ],
  };
  const file: MenuItemConstructorOptions = {
    label: words.file,
    submenu: [
      to(words.newJob, PLACES.newJob, 'CmdOrCtrl+N'),
      separator,
      ...(isMac ? [] : [settings, separator]),
      { role: 'close', label: words.closeWindow },
      ...(isMac ? [] : [{ role: 'quit', label: words.quit, accelerator: 'Ctrl+Q' } as const]),
    ],
  };
  const view: MenuItemConstructorOptions = {
    label: words.view,
    submenu: [
      to(words.board, PLACES.board, 'CmdOrCtrl+1'),
      to(words.split, PLACES.split, 'CmdOrCtrl+2'),
      to(words.map, PLACES.map, 'CmdOrCtrl+3'),
      separator,
      to(words.outbox, PLACES.outbox, 'CmdOrCtrl+4'),
      to(words.connections, PLACES.connections, 'CmdOrCtrl+5'),
      separator,
      { role: 'resetZoom' },
      { role: 'zoomIn' },
      { role: 'zoomOut' },
      { role: 'togglefullscreen' },
      ...(isDevelopment
        ? [
            separator,
            { role: 'reload', label: words.reload } as const,
            { role: 'toggleDevTools', label: words.developerTools } as const,
          ]
        : []),
    ],
  };
  const help: MenuItemConstructorOptions = {
    role: 'help',
    label: words.help,
    submenu: [
      { label: words.showLog, click: () => shell.showItemInFolder(logFile) },
      ...(isMac ? [] : [separator, { role: 'about' } as const]),
    ],
  };

  app.setAboutPanelOptions({ applicationName: texts.product, applicationVersion: app.getVersion() });
  Menu.setApplicationMenu(
    Menu.buildFromTemplate([
      ...(isMac ? [macApp] : []),
      file,
      { role: 'editMenu' },
      view,
      ...(isMac ? [{ role: 'windowMenu' } as const] : []),
      help,
    ]),
  );
}
