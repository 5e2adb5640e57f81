import { beforeEach, describe, expect, it, vi } from 'vitest';
import { DoubleSession, electronEvent, resetElectron } from '../../test/support/electron-double.ts';
import type { Logger } from '../core/ports.ts';
import { restrictSession } from './session-rules.ts';

vi.mock('electron', () => import('../../test/support/electron-double.ts'));

const silent: Logger = { debug() {}, info() {}, warn() {}, error() {} };
const PAGE = 'switchyard-app://console/';
type Permission = Parameters<NonNullable<DoubleSession['permissionRequest']>>[1];

let session: DoubleSession;
beforeEach(() => {
  resetElectron();
  session = new DoubleSession('page', { cache: false });
  restrictSession(session as never, { log: silent });
});

function requests(permission: Permission, requestingUrl = PAGE, isMainFrame = true): boolean {
  let granted: boolean | null = null;
  session.permissionRequest!(
    undefined as never,
    permission,
    (answer) => {
      granted = answer;
    },
    { requestingUrl, isMainFrame } as never,
  );
  expect(granted).not.toBeNull();
  return granted === true;
}

function checks(
  permission: Permission,
  requestingUrl: string | undefined = PAGE,
  isMainFrame = true,
): boolean {
  return session.permissionCheck!(null, permission, '', {
    isMainFrame,
    ...(requestingUrl !== undefined && { requestingUrl }),
  });
}

/** Every permission that Electron knows: one more of them does not compile until it is decided about here. */
const REFUSED = {
  ar: true,
  'automatic-fullscreen': true,
  'background-fetch': true,
  'background-sync': true,
  'captured-surface-control': true,
  'clipboard-read': true,
  'deprecated-sync-clipboard-read': true,
  'display-capture': true,
  fileSystem: true,
  fullscreen: true,
  geolocation: true,
  'geolocation-approximate': true,
  'hand-tracking': true,
  hid: true,
  'idle-detection': true,
  keyboardLock: true,
  'local-fonts': true,
  'local-network': true,
  'local-network-access': true,
  'loopback-network': true,
  media: true,
  mediaKeySystem: true,
  midi: true,
  midiSysex: true,
  nfc: true,
  notifications: true,
  openExternal: true,
  'payment-handler': true,
  'periodic-background-sync': true,
  'persistent-storage': true,
  pointerLock: true,
  'screen-wake-lock': true,
  sensors: true,
  serial: true,
  'smart-card': true,
  'speaker-selection': true,
  'storage-access': true,
  'system-wake-lock': true,
  'top-level-storage-access': true,
  usb: true,
  vr: true,
  'web-app-installation': true,
  'web-printing': true,
  'window-management': true,
  unknown: true,
} satisfies Record<Exclude<Permission, 'clipboard-sanitized-write'>, true>;

describe('permissions', () => {
  it.each(Object.keys(REFUSED) as Permission[])('%s is refused, asked or looked up', (permission) => {
    expect(requests(permission)).toBe(false);
    expect(checks(permission)).toBe(false);
  });

  it('to write the clipboard is granted to the main frame of the page', () => {
    expect(requests('clipboard-sanitized-write')).toBe(true);
    expect(checks('clipboard-sanitized-write')).toBe(true);
  });

  it.each([
    ['another page', 'https://example.com/', true],
    ['a look-alike', 'switchyard-app://console.example.com/', true],
    ['another document', 'switchyard-app://console/tiles/1/0/0.png', true],
    ['a frame in the page', PAGE, false],
  ])('but not to %s', (_who, url, isMainFrame) => {
    expect(requests('clipboard-sanitized-write', url, isMainFrame)).toBe(false);
    expect(checks('clipboard-sanitized-write', url, isMainFrame)).toBe(false);
  });

  it('are refused to whoever has no address', () => {
    expect(session.permissionCheck!(null, 'clipboard-sanitized-write', '', { isMainFrame: true })).toBe(
      false,
    );
  });

  it('to devices are refused', () => {
    expect(session.deviceCheck!({} as never)).toBe(false);
  });
});

function isCancelled(of: DoubleSession, url: string): boolean {
  let cancel: boolean | undefined;
  of.beforeRequest!({ url, resourceType: 'xhr' } as never, (response) => {
    cancel = response.cancel;
  });
  expect(cancel).toBeDefined();
  return cancel === true;
}

describe('requests of the page', () => {
  it.each([
    'https://api.twinjet.co/jobs',
    'http://127.0.0.1:4180/',
    'http://localhost/',
    'ws://127.0.0.1:4180/rpc',
    'wss://example.com/',
    'ftp://example.com/',
    'file:///etc/passwd',
    'chrome://settings/',
    'devtools://devtools/bundled/inspector.html',
    'switchyard-app://other/',
    'switchyard-app://console@example.com/',
    'nonsense',
  ])('to %s do not leave', (url) => expect(isCancelled(session, url)).toBe(true));

  it.each([
    PAGE,
    'switchyard-app://console/assets/main.js',
    'data:image/png;base64,iVBORw0KGgo=',
    'blob:switchyard-app://console/6a1f',
  ])('to %s are its own', (url) => expect(isCancelled(session, url)).toBe(false));

  it('may in development reach the server of the hot reload, and nothing beside it', () => {
    const developing = new DoubleSession('page', { cache: false });
    restrictSession(developing as never, { log: silent, devServer: 'http://localhost:5173' });
    expect(isCancelled(developing, 'ws://localhost:5173/?token=a')).toBe(false);
    expect(isCancelled(developing, 'ws://localhost:5174/')).toBe(true);
    expect(isCancelled(developing, 'http://localhost:5173/')).toBe(true);
    expect(isCancelled(developing, 'https://example.com/')).toBe(true);
  });
});

it('answers file: with a refusal', async () => {
  const answer = await session.handlers.get('file')!({ url: 'file:///etc/passwd' } as Request);
  expect(answer.status).toBe(403);
  expect(await answer.text()).toBe('');
});

describe('downloads', () => {
  const isRefused = (url: string) => {
    const event = electronEvent();
    session.emit('will-download', event, { getURL: () => url }, undefined as never);
    return event.defaultPrevented;
  };

  it('of what the page made are saved where the person says', () => {
    expect(isRefused('blob:switchyard-app://console/6a1f')).toBe(false);
  });

  it.each([
    'https://example.com/label.pdf',
    'blob:https://example.com/6a1f',
    'blob:null/6a1f',
    'data:text/html,hello',
    'file:///etc/passwd',
    'switchyard-app://console/index.html',
    'blob:',
  ])('of %s are refused', (url) => expect(isRefused(url)).toBe(true));
});

it.skipIf(process.platform === 'darwin')('fetches no dictionaries', () => {
  expect(session.spellChecker).toEqual({ enabled: false, languages: [] });
});
