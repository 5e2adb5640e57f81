import { beforeEach, expect, it, vi } from 'vitest';
import { Menu, resetElectron, shell } from '../../test/support/electron-double.ts';
import { setAppMenu } from './menu.ts';

vi.mock('electron', () => import('../../test/support/electron-double.ts'));

beforeEach(resetElectron);

function menu(platform: NodeJS.Platform, isDevelopment = false) {
  const opened: (string | undefined)[] = [];
  setAppMenu({ platform, isDevelopment, open: (place) => opened.push(place), logFile: '/data/logs/a.log' });
  return { menu: Menu.application!, opened };
}

it.each([
  ['New Job', '#/new', 'CmdOrCtrl+N'],
  ['Board', '#/board', 'CmdOrCtrl+1'],
  ['Board and Map', '#/split', 'CmdOrCtrl+2'],
  ['Map', '#/map', 'CmdOrCtrl+3'],
  ['Outbox', '#/outbox', 'CmdOrCtrl+4'],
  ['Connections', '#/connections', 'CmdOrCtrl+5'],
  ['Settings…', '#/settings', 'CmdOrCtrl+,'],
])('%s leads to %s by %s, on every system', (label, place, accelerator) => {
  for (const platform of ['linux', 'win32', 'darwin'] as const) {
    const { menu: bar, opened } = menu(platform);
    bar.click(label);
    expect(opened).toEqual([place]);
    expect(bar.item(label).accelerator).toBe(accelerator);
  }
});

it('uses no shortcut twice', () => {
  for (const platform of ['linux', 'darwin'] as const) {
    const { menu: bar } = menu(platform, true);
    const keys = bar.labels().flatMap((label) => bar.item(label).accelerator ?? []);
    expect(new Set(keys).size).toBe(keys.length);
  }
});

it('follows macOS where it is on macOS', () => {
  const { menu: bar } = menu('darwin');
  expect(bar.template.map(({ role, label }) => role ?? label)).toEqual([
    'appMenu',
    'File',
    'editMenu',
    'View',
    'windowMenu',
    'help',
  ]);
  expect(bar.roles()).toEqual(expect.arrayContaining(['about', 'services', 'hide', 'hideOthers', 'unhide']));
});

it('has its about and its quit elsewhere too', () => {
  const { menu: bar } = menu('linux');
  expect(bar.roles()).toEqual(expect.arrayContaining(['about', 'quit', 'editMenu']));
  expect(bar.roles()).not.toContain('services');
});

it('reloads and inspects in development only', () => {
  for (const role of ['reload', 'toggleDevTools']) {
    expect(menu('linux', true).menu.roles()).toContain(role);
    expect(menu('linux').menu.roles()).not.toContain(role);
    expect(menu('darwin').menu.roles()).not.toContain(role);
  }
});

it('shows where the log is', () => {
  menu('linux').menu.click('Show the Log');
  expect(shell.opened).toEqual(['/data/logs/a.log']);
});
