// `npm run check`: everything that can be said about the sources without running them, two at a time. What is in order
// takes one line; what is not is shown with the tool's own words. Names after `--` select: `npm run check -- tsc knip`.
import { spawn } from 'node:child_process';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { localNode, root } from './local-node.mjs';

const LAYERS = ['shared', 'electron', 'electron/main', 'electron/preload', 'renderer', '.'];
const checks = [
  ['knip', 'knip/bin/knip.js', '--no-progress'],
  [
    'biome',
    '@biomejs/biome/bin/biome',
    'check',
    '--error-on-warnings',
    '--max-diagnostics=200',
    '--colors=off',
    '.',
  ],
  [
    'imports',
    'dependency-cruiser/bin/dependency-cruiser.mjs',
    '--config',
    '.dependency-cruiser.mjs',
    'shared',
    'electron',
    'renderer',
  ],
  ...LAYERS.map((layer) => [
    `tsc ${layer === '.' ? 'tests and scripts' : layer}`,
    '@typescript/native/bin/tsc',
    ...['-p', layer, '--pretty', 'false'],
  ]),
];

const wanted = process.argv.slice(2);
const queue = checks.filter(
  ([name = '']) => wanted.length === 0 || wanted.some((word) => name.includes(word)),
);
const failed = /** @type {string[]} */ ([]);
const total = queue.length;
await Promise.all(Array.from({ length: Math.min(4, availableParallelism()) }, work));

if (failed.length > 0)
  process.stdout.write(`\n${failed.length} of ${total} checks failed: ${failed.join(', ')}\n`);
else process.stdout.write(`\nAll ${total} checks in order.\n`);
process.exit(failed.length > 0 || total === 0 ? 1 : 0);

async function work() {
  for (let check = queue.shift(); check !== undefined; check = queue.shift()) {
    const [name = '', script = '', ...args] = check;
    const startedAt = performance.now();
    const { code, output } = await run([join(root, 'node_modules', script), ...args]);
    const seconds = ((performance.now() - startedAt) / 1000).toFixed(1);
    process.stdout.write(`${code === 0 ? 'ok    ' : 'FAILED'} ${name} (${seconds} s)\n`);
    if (code === 0) continue;
    failed.push(name);
    process.stdout.write(`${output.replace(/^(?=.)/gm, '       ')}\n`);
  }
}

/**
 * @param {string[]} args
 * @returns {Promise<{ code: number | null; output: string }>}
 */
function run(args) {
  return new Promise((resolve, reject) => {
    const child = spawn(localNode(), args, { cwd: root, env: { ...process.env, NO_COLOR: '1' } });
    let output = '';
    child.stdout.on('data', (chunk) => (output += chunk));
    child.stderr.on('data', (chunk) => (output += chunk));
    child.on('error', reject);
    child.on('close', (code) => resolve({ code, output }));
  });
}
