// Proves that every layer sees only its own globals, with the real sources around the probe: an import that drags another
// layer's globals in (by a package's types, say) would show here.
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, expect, test } from 'vitest';

const root = fileURLToPath(new URL('../..', import.meta.url));
const away = mkdtempSync(join(tmpdir(), 'switchyard-layers-'));
symlinkSync(join(root, 'node_modules'), join(away, 'node_modules'), 'junction');
afterAll(() => rmSync(away, { recursive: true, force: true }));

/** For each layer: its sources, words it must know, and words it must not. */
const LAYERS = [
  {
    layer: 'shared',
    sources: ['shared'],
    knows: ['Intl', 'Map'],
    never: ['document', 'process', 'Buffer', 'setTimeout', 'fetch'],
  },
  {
    layer: 'electron',
    sources: ['electron/core', 'electron/hosting', 'electron/server'],
    knows: ['process', 'Buffer', 'setTimeout', 'URL'],
    never: ['document', 'window'],
  },
  {
    layer: 'electron/main',
    sources: ['electron/main'],
    knows: ['process', 'Buffer'],
    never: ['document', 'window'],
  },
  { layer: 'electron/preload', sources: ['electron/preload'], knows: ['document', 'location'], never: [] },
  {
    layer: 'renderer',
    sources: ['renderer'],
    knows: ['document', 'WebSocket'],
    never: ['process', 'Buffer', 'require', '__dirname'],
  },
];

test.each(LAYERS)('$layer knows its own globals and no others', ({ layer, sources, knows, never }) => {
  const unknown = unknownWords(layer, sources, [...knows, ...never]);
  expect(unknown).toEqual(never);
});

/** Type-checks a layer with one more file in it; says which of the words that file could not find. */
function unknownWords(layer: string, sources: string[], words: string[]): string[] {
  const folder = join(away, layer.replace('/', '-'));
  mkdirSync(folder);
  writeFileSync(
    join(folder, 'probe.ts'),
    words.map((word, index) => `export const seen${index} = typeof ${word};\n`).join(''),
  );
  const include = [...sources.map((source) => join(root, source)), './probe.ts'];
  writeFileSync(
    join(folder, 'tsconfig.json'),
    JSON.stringify({ extends: join(root, layer, 'tsconfig.json'), include }),
  );
  const { stdout, stderr } = spawnSync(
    process.execPath,
    [join(root, 'node_modules/@typescript/native/bin/tsc'), '-p', folder, '--pretty', 'false'],
    { cwd: root, encoding: 'utf8' },
  );
  expect(stderr).toBe('');
  // Errors of the layer itself are the business of `npm run check`.
  const ofProbe = stdout.split('\n').filter((line) => line.includes('probe.ts('));
  return words.filter((word) => ofProbe.some((line) => line.includes(`'${word}'`)));
}
