// `npm run dev`: Electron from its sources, with hot reload, by electron-vite. Without Electron it says why and what to use.
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { localNode, root } from './local-node.mjs';
import { whyNoElectron } from './why-no-electron.mjs';

const whyNot = await whyNoElectron();
if (whyNot !== null) {
  process.stderr.write(
    `${whyNot}. \`npm run dev:server\` serves the same console to the browser, built anew at every change.\n`,
  );
  process.exit(1);
}
const args = [join(root, 'node_modules/electron-vite/bin/electron-vite.js'), 'dev', ...process.argv.slice(2)];
spawn(localNode(), args, { cwd: root, stdio: 'inherit' }).on('close', (code) => process.exit(code ?? 1));
