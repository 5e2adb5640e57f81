import { beforeEach, describe, expect, it, vi } from 'vitest';
import {
  DoubleWebContents,
  electronEvent,
  resetElectron,
  shell,
} from '../../test/support/electron-double.ts';
import type { Logger } from '../core/ports.ts';
import { restrictNavigation } from './navigation-rules.ts';

vi.mock('electron', () => import('../../test/support/electron-double.ts'));

const silent: Logger = { debug() {}, info() {}, warn() {}, error() {} };
let contents: DoubleWebContents;
beforeEach(() => {
  resetElectron();
  contents = new DoubleWebContents();
  restrictNavigation(contents as never, silent);
});

function isRefused(kind: 'will-frame-navigate' | 'will-redirect', url: string, isMainFrame = true): boolean {
  const event = electronEvent({ url, isMainFrame, isSameDocument: false, frame: null });
  contents.emit(kind, event);
  return event.defaultPrevented;
}

const ELSEWHERE = [
  'https://example.com/',
  'http://127.0.0.1:4180/',
  'file:///etc/passwd',
  'javascript:alert(1)',
  'data:text/html,hello',
  'blob:switchyard-app://console/1',
  'about:blank',
  'switchyard://job/1',
  'switchyard-app://console.example.com/',
  'switchyard-app://console@example.com/',
  'switchyard-app://other/',
  'switchyard-app://console/assets/main.js',
  'https://example.com/#switchyard-app://console/',
];

describe.each(['will-frame-navigate', 'will-redirect'] as const)('%s', (kind) => {
  it.each(ELSEWHERE)('to %s is refused', (url) => expect(isRefused(kind, url)).toBe(true));

  it('to the page itself is a reload', () => {
    expect(isRefused(kind, 'switchyard-app://console/')).toBe(false);
    expect(isRefused(kind, 'switchyard-app://console/#/job/1')).toBe(false);
  });

  it('of a frame is refused wherever to', () => {
    expect(isRefused(kind, 'switchyard-app://console/', false)).toBe(true);
  });
});

it('attaches no webview', () => {
  const event = electronEvent();
  contents.emit('will-attach-webview', event, {}, {});
  expect(event.defaultPrevented).toBe(true);
});

it('opens no window; a web address goes to the system, as it was parsed', async () => {
  expect(contents.openWindow('https://Example.com/track?id=1')).toEqual({ action: 'deny' });
  expect(contents.openWindow('http://example.com')).toEqual({ action: 'deny' });
  await vi.waitFor(() =>
    expect(shell.opened).toEqual(['https://example.com/track?id=1', 'http://example.com/']),
  );
});

it.each([
  'file:///etc/passwd',
  'javascript:alert(1)',
  'smb://server/share',
  'ms-settings:privacy',
  'mailto:someone@example.com',
  'switchyard://job/1',
  'https://user:pass@example.com/',
  'https:example.com',
  '//example.com',
  'about:blank',
  '',
])('gives %j to nobody', async (url) => {
  expect(contents.openWindow(url)).toEqual({ action: 'deny' });
  // One that is opened comes after it in the same queue.
  contents.openWindow('https://example.com/last');
  await vi.waitFor(() => expect(shell.opened).toEqual(['https://example.com/last']));
});

it('leaves WebRTC without a way out', () => {
  expect(contents.webRtcPolicy).toBe('disable_non_proxied_udp');
});
