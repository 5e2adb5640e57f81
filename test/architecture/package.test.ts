// Packs the built program with electron-builder.yml around a stand-in for Electron's runtime, which not every machine can
// fetch, and looks at what is inside: only what runs, the native modules outside the archive and loadable, every fuse set.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { FuseState, FuseV1Options, getCurrentFuseWire } from '@electron/fuses';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';

const root = fileURLToPath(new URL('../..', import.meta.url));
const away = mkdtempSync(join(tmpdir(), 'switchyard-package-'));
const unpacked = join(away, 'dist', process.arch === 'arm64' ? 'linux-arm64-unpacked' : 'linux-unpacked');
const node = (script: string, ...args: string[]) =>
  spawnSync(process.execPath, [join(root, 'node_modules', script), ...args], { cwd: root, encoding: 'utf8' });
let files: string[] = [];

afterAll(() => rmSync(away, { recursive: true, force: true }));

// The layout is the same on every platform; one is enough, and Linux needs no tools of its own to pack for.
describe.skipIf(process.platform === 'win32')('a package', () => {
  beforeAll(() => {
    if (!existsSync(join(root, 'out/main/main.js'))) throw new Error('Run `npm run build` first.');
    const runtime = join(away, 'runtime');
    mkdirSync(runtime);
    const wire = Buffer.concat([Buffer.from([1, 9]), Buffer.alloc(9, FuseState.ENABLE)]);
    const binary = [
      Buffer.alloc(512),
      Buffer.from('dL7pKGdnNz796PbbjQWNKmHXBZaB9tsX'),
      wire,
      Buffer.alloc(512),
    ];
    writeFileSync(join(runtime, 'electron'), Buffer.concat(binary), { mode: 0o755 });
    for (const name of ['version', 'LICENSE', 'LICENSES.chromium.html', 'chrome-sandbox']) {
      writeFileSync(join(runtime, name), '');
    }
    const packed = node(
      'electron-builder/cli.js',
      ...['--linux', 'dir', '--publish', 'never'],
      ...[`-c.electronDist=${runtime}`, `-c.directories.output=${join(away, 'dist')}`],
    );
    expect(packed.status, packed.stdout + packed.stderr).toBe(0);
    const listed = node('@electron/asar/bin/asar.js', 'list', join(unpacked, 'resources/app.asar'));
    files = listed.stdout
      .split('\n')
      .map((line) => line.trim().replaceAll('\\', '/'))
      .filter((line) => line !== '');
    expect(files.length, listed.stderr).toBeGreaterThan(0);
  }, 180_000);

  test('holds both hosts, the preload, the page and the images', () => {
    expect(files).toEqual(
      expect.arrayContaining([
        '/package.json',
        '/out/main/main.js',
        '/out/main/server.js',
        '/out/main/cache-thread.js',
        '/out/preload/preload.cjs',
        '/out/renderer/index.html',
        '/resources/icons/tray/tray-normal.png',
        '/resources/icons/tray/tray-normalTemplate@2x.png',
      ]),
    );
  });

  test('holds no sources, no maps, and of other packages the native modules alone', () => {
    expect(files.filter((path) => /[.](?:map|tsx?|gyp|cc?|h)$|[.]test[.]/.test(path))).toEqual([]);
    const packages = files.flatMap((path) => /^\/node_modules\/((?:@[^/]+\/)?[^/@]+)$/.exec(path)?.[1] ?? []);
    expect(packages.sort()).toEqual(['better-sqlite3', 'keytar']);
    expect(files.filter((path) => /prebuilds\/(?!linux-)/.test(path))).toEqual([]);
    expect(files.filter((path) => /^\/(?:test|scripts|electron|renderer|shared|docs)\//.test(path))).toEqual(
      [],
    );
  });

  test('holds the native modules outside the archive, and SQLite runs from there', () => {
    const beside = join(unpacked, 'resources/app.asar.unpacked/node_modules');
    expect(existsSync(join(beside, 'keytar/prebuilds', `linux-${process.arch}`, 'keytar.node'))).toBe(true);
    if (process.platform !== 'linux') return;
    const Database = createRequire(import.meta.url)(
      join(beside, 'better-sqlite3'),
    ) as typeof import('better-sqlite3');
    const database = new Database(':memory:');
    expect(database.prepare('select 1 + 1').pluck().get()).toBe(2);
    database.close();
  });

  test('has every fuse set', async () => {
    const wire = await getCurrentFuseWire(join(unpacked, 'switchyard'));
    expect(wire[FuseV1Options.RunAsNode]).toBe(FuseState.DISABLE);
    expect(wire[FuseV1Options.OnlyLoadAppFromAsar]).toBe(FuseState.ENABLE);
  });
});
