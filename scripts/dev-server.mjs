// `npm run dev:server [-- options of the server]`: host 2 from its sources. The page is built again at every change and
// reloads itself, under the same policy as in earnest; the server starts again when its own sources change.
import { spawn } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { build, mergeConfig } from 'vite';
import config from '../electron.vite.config.ts';
import { forgetBuild } from './build-stamp.mjs';
import { root } from './local-node.mjs';

const out = join(root, 'out/renderer');
const RELOAD = `// Only in npm run dev:server: loads the page again when it was built again.
let seen;
setInterval(async () => {
  const built = await fetch('./dev-built.json', { cache: 'no-store' }).then((answer) => answer.text(), () => seen);
  if (seen !== undefined && built !== seen) location.reload();
  seen = built;
}, 1000);
`;

/** @type {import('vite').Plugin} */
const reload = {
  name: 'reload-after-build',
  transformIndexHtml: () => [
    { tag: 'script', attrs: { type: 'module', src: './dev-reload.js' }, injectTo: 'body' },
  ],
  writeBundle() {
    writeFileSync(join(out, 'dev-reload.js'), RELOAD);
    writeFileSync(join(out, 'dev-built.json'), JSON.stringify({ builtAt: Date.now() }));
  },
};

forgetBuild();
const { renderer = {} } = await config;
const watcher = await build(
  mergeConfig(renderer, {
    configFile: false,
    logLevel: 'warn',
    plugins: [reload],
    build: { watch: {}, minify: false },
  }),
);
if (!('on' in watcher)) throw new Error('Vite built once instead of watching.');
await new Promise((resolve) => {
  watcher.on('event', (event) => {
    if (event.code === 'ERROR') process.stderr.write(`${event.error.message}\n`);
    if (event.code === 'END') resolve(undefined);
  });
});

const server = spawn(
  process.execPath,
  ['--watch', '--watch-preserve-output', join(root, 'electron/server/serve.ts'), ...process.argv.slice(2)],
  { stdio: 'inherit' },
);
for (const signal of /** @type {const} */ (['SIGINT', 'SIGTERM']))
  process.on(signal, () => server.kill(signal));
server.on('close', (code) => process.exit(code ?? 1));
