import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { app, electronEvent, resetElectron } from '../../test/support/electron-double.ts';
import { followDeepLinks } from './deep-links.ts';

vi.mock('electron', () => import('../../test/support/electron-double.ts'));

const { argv } = process;
let shown: (string | undefined)[];
beforeEach(() => {
  resetElectron();
  shown = [];
});
afterEach(() => {
  process.argv = argv;
});

function follow(...words: string[]): void {
  process.argv = ['/program/switchyard', ...words];
  followDeepLinks((place) => shown.push(place));
}

const HOSTILE = [
  'switchyard://job/',
  'switchyard://job/a/b',
  'switchyard://job/../settings',
  'switchyard://job/%2e%2e',
  'switchyard://job/a?b=c',
  'switchyard://job/a#b',
  'switchyard://settings',
  'switchyard-app://console/',
  'https://example.com/switchyard://job/a',
  'javascript:alert(1)',
];

describe('a link', () => {
  it('that started the program leads to its job', () => {
    follow('--no-sandbox', '/program', 'switchyard://job/job-1');
    expect(shown).toEqual(['#/job/job-1']);
  });

  it('is none among other words', () => {
    follow('--no-sandbox', '/program', '--data-dir', '/data');
    expect(shown).toEqual([]);
  });

  it('on macOS comes by an event', () => {
    follow();
    const event = electronEvent();
    app.emit('open-url', event, 'switchyard://job/job-2');
    expect(shown).toEqual(['#/job/job-2']);
    expect(event.defaultPrevented).toBe(true);
  });

  it.each(HOSTILE)('such as %s leads nowhere', (link) => {
    follow(link);
    app.emit('open-url', electronEvent(), link);
    expect(shown).toEqual([]);
  });
});

describe('a second start', () => {
  it('shows the window that is there', () => {
    follow();
    app.emit('second-instance', electronEvent(), ['/program/switchyard'], '/home', undefined);
    expect(shown).toEqual([undefined]);
  });

  it('by a link leads to its job', () => {
    follow();
    const words = ['/program/switchyard', '--some-switch', 'switchyard://job/job-3'];
    app.emit('second-instance', electronEvent(), words, '/home', undefined);
    expect(shown).toEqual(['#/job/job-3']);
  });

  it.each(HOSTILE)('by %s shows the window and no more', (link) => {
    follow();
    app.emit('second-instance', electronEvent(), ['/program/switchyard', link], '/home', undefined);
    expect(shown).toEqual([undefined]);
  });
});

describe('the scheme', () => {
  const { platform } = process;
  afterEach(() => Object.defineProperty(process, 'platform', { value: platform }));

  it.each([
    ['win32', true, ['switchyard']],
    ['win32', false, []],
    ['darwin', true, []],
    ['linux', true, []],
  ] as const)('on %s, installed %s, is registered as %j', (system, isPackaged, protocols) => {
    Object.defineProperty(process, 'platform', { value: system });
    app.isPackaged = isPackaged;
    follow();
    expect(app.protocols).toEqual(protocols);
  });
});
