// The Node that this project brings along (devDependency `node`); used by the scripts that may have been started by an
// older one, because npm was. Runs on Node 20.
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

export const root = fileURLToPath(new URL('..', import.meta.url));

const bundled = fileURLToPath(
  new URL(`../node_modules/node/bin/node${process.platform === 'win32' ? '.exe' : ''}`, import.meta.url),
);

export const hasLocalNode = () => existsSync(bundled);

/** @returns {string} path of the Node to run the project with; our own, or else the one running now */
export const localNode = () => (hasLocalNode() ? bundled : process.execPath);
