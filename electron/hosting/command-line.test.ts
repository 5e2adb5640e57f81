import { resolve } from 'node:path';
import { expect, it } from 'vitest';
import { readCommandLine, takePassphrase } from './command-line.ts';
import { defaultDataDir } from './paths.ts';

it('has sensible values for everything', () => {
  expect(readCommandLine([], 'server')).toEqual({
    ok: true,
    options: { dataDir: defaultDataDir(), port: 0, open: true, rest: [] },
  });
});

it('reads every option, with = and without', () => {
  const expected = {
    ok: true,
    options: {
      dataDir: resolve('x'),
      workspace: 'live',
      vault: 'session',
      port: 4180,
      open: false,
      rest: [],
    },
  };
  const spaced = ['--data-dir', 'x', '--live', '--vault', 'session', '--port', '4180', '--no-open'];
  const joined = ['--data-dir=x', '--live', '--vault=session', '--port=4180', '--no-open'];
  expect(readCommandLine(spaced, 'server')).toEqual(expected);
  expect(readCommandLine(joined, 'server')).toEqual(expected);
});

it.each([
  [['--practice', '--live'], /exclude/],
  [['--port', 'http'], /0 to 65535.*http/],
  [['--port', '70000'], /65535/],
  [['--port=-1'], /65535/],
  [['--port'], /--port 4180/],
  [['--data-dir'], /needs a value/],
  [['--data-dir='], /needs a value/],
  [['--data-dir', '--practice'], /needs a value/],
  [['--vault', 'plain'], /keychain, passphrase, session.*plain/],
  [['--practice=yes'], /takes no value/],
  [['--pracitce'], /--pracitce.*--practice/],
  [['-p'], /-p/],
  [['board.db'], /board\.db/],
])('answers %j with a sentence', (args, sentence) => {
  expect(readCommandLine(args, 'server')).toEqual({ ok: false, problem: expect.stringMatching(sentence) });
});

it("leaves Chromium's options to Electron, and finds deep links among them", () => {
  const args = ['--no-sandbox', '--lang=de', '-x', '.', '--practice', 'switchyard://job/job-1', '--port=abc'];
  expect(readCommandLine(args, 'electron')).toMatchObject({
    ok: true,
    options: { workspace: 'practice', rest: ['.', 'switchyard://job/job-1'] },
  });
  expect(readCommandLine(['--vault', 'plain'], 'electron')).toMatchObject({ ok: false });
});

it('takes the passphrase out of the environment', () => {
  const env = { SWITCHYARD_PASSPHRASE: 'correct horse', PATH: '/bin' };
  expect(takePassphrase(env)).toBe('correct horse');
  expect(env).toEqual({ PATH: '/bin' });
  expect(takePassphrase({ SWITCHYARD_PASSPHRASE: '' })).toBeUndefined();
});

it('knows where each system keeps the data of a program', () => {
  expect(defaultDataDir('win32', { LOCALAPPDATA: 'C:\\Users\\a\\AppData\\Local' }, 'C:\\Users\\a')).toBe(
    'C:\\Users\\a\\AppData\\Local\\Switchyard',
  );
  expect(defaultDataDir('win32', {}, 'C:\\Users\\a')).toBe('C:\\Users\\a\\AppData\\Local\\Switchyard');
  expect(defaultDataDir('darwin', {}, '/Users/a')).toBe('/Users/a/Library/Application Support/Switchyard');
  expect(defaultDataDir('linux', {}, '/home/a')).toBe('/home/a/.local/share/switchyard');
  expect(defaultDataDir('linux', { XDG_DATA_HOME: '/data' }, '/home/a')).toBe('/data/switchyard');
  expect(defaultDataDir('linux', { XDG_DATA_HOME: 'relative' }, '/home/a')).toBe(
    '/home/a/.local/share/switchyard',
  );
});
