// What only one place may do and what no import tells: calling fetch, touching ipcMain, exposing something to the page.
import { spawnSync } from 'node:child_process';
import { cpSync, globSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, describe, expect, test } from 'vitest';

const root = fileURLToPath(new URL('../..', import.meta.url));
const sources = globSync('{electron,renderer,shared}/**/*.{ts,tsx}', { cwd: root })
  .map((path) => path.replaceAll('\\', '/'))
  .filter((path) => !/[.]test[.]tsx?$/.test(path));

describe('single places', () => {
  test('at most one file, in electron/main, touches ipcMain', () => {
    const files = filesWith(/\bipcMain\b/);
    expect(files.length).toBeLessThanOrEqual(1);
    expect(files.filter((path) => !path.startsWith('electron/main/'))).toEqual([]);
  });

  test('only the preload touches ipcRenderer and contextBridge', () => {
    expect(
      filesWith(/\b(?:ipcRenderer|contextBridge)\b/).filter((path) => !path.startsWith('electron/preload/')),
    ).toEqual([]);
  });

  test('one file opens external links', () => {
    expect(filesWith(/\bopenExternal\s*\(/).length).toBeLessThanOrEqual(1);
  });

  test('nothing switches the protections of a window off', () => {
    expect(
      filesWith(
        /nodeIntegration\w*:\s*true|contextIsolation:\s*false|sandbox:\s*false|webSecurity:\s*false|webviewTag:\s*true/,
      ),
    ).toEqual([]);
  });

  test('nothing puts text into the page as HTML', () => {
    expect(filesWith(/\.(?:innerHTML|outerHTML)\s*=|insertAdjacentHTML|document\.write\(/)).toEqual([]);
  });
});

describe('fetch', () => {
  const refused = [
    'electron/core/jobs/a.ts',
    'electron/core/providers/twinjet/a.ts',
    'electron/main/a.ts',
    'renderer/board/a.ts',
  ];
  const allowed = ['electron/core/http/a.ts', 'renderer/connection/a.ts'];
  const tree = mkdtempSync(join(tmpdir(), 'switchyard-fetch-'));
  afterAll(() => rmSync(tree, { recursive: true, force: true }));

  test('is called by core/http and by the connection of the page, and Biome refuses it elsewhere', () => {
    for (const path of [...refused, ...allowed]) {
      mkdirSync(join(tree, dirname(path)), { recursive: true });
      writeFileSync(join(tree, path), 'export const asked = fetch("https://example.test/");\n');
    }
    cpSync(join(root, 'biome.json'), join(tree, 'biome.json'));
    const { stdout, stderr } = spawnSync(
      process.execPath,
      [
        join(root, 'node_modules/@biomejs/biome/bin/biome'),
        ...['lint', '--vcs-enabled=false', '--only=style/noRestrictedGlobals', '--reporter=github', '.'],
      ],
      { cwd: tree, encoding: 'utf8' },
    );
    const lines = (stdout + stderr).replaceAll('\\', '/').split('\n');
    const named = lines.filter((line) => line.includes('noRestrictedGlobals'));
    expect(named.length).toBe(refused.length);
    expect(refused.filter((path) => !named.some((line) => line.includes(`/${path},`)))).toEqual([]);
  });
});

function filesWith(pattern: RegExp): string[] {
  return sources.filter((path) => pattern.test(withoutComments(readFileSync(join(root, path), 'utf8'))));
}

function withoutComments(source: string): string {
  return source.replace(/\/\*[\s\S]*?\*\//g, '').replace(/^\s*\/\/.*$/gm, '');
}
