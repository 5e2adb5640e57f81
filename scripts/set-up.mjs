// Makes a checkout ready: installs when package-lock.json and node_modules differ, builds (with --build) when the sources
// and out/ differ, and says nothing when there is nothing to do. npm's pre-scripts call it with whatever Node the machine
// has, so: Node 20, no dependencies, and not a word on stdout, which belongs to the script that follows.
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { isBuilt } from './build-stamp.mjs';
import { hasLocalNode, localNode, root } from './local-node.mjs';

if (Number(process.versions.node.split('.')[0]) < 20) {
  fail(
    `Switchyard needs Node.js 20 or newer; this is ${process.versions.node}. Get one from https://nodejs.org.`,
  );
}
if (!isInstalled()) {
  process.stderr.write('Installing the dependencies (npm ci); the first time this takes a minute or two.\n');
  const npm = process.env.npm_execpath;
  const args = ['ci', '--include=dev', '--include=optional', '--no-audit', '--no-fund', '--loglevel=error'];
  const installed = npm
    ? run(process.execPath, [npm, ...args])
    : run('npm', args, { shell: process.platform === 'win32' });
  if (!installed)
    fail('npm ci did not succeed; its own words are above. Run the same command again to go on.');
}
if (process.argv.includes('--build') && !isBuilt()) {
  process.stderr.write('Building.\n');
  if (!run(localNode(), [join(root, 'scripts/build.mjs')]))
    fail('The build did not succeed; its own words are above.');
}

/** Compares the lock file with npm's record of what it put into node_modules, so an `npm install` by hand counts too. */
function isInstalled() {
  try {
    const wanted = readPackages('package-lock.json');
    const present = readPackages('node_modules/.package-lock.json');
    const missing = Object.entries(wanted).some(
      ([path, entry]) => path !== '' && !entry.optional && present[path]?.version !== entry.version,
    );
    return !missing && hasLocalNode();
  } catch {
    return false;
  }
}

/**
 * @param {string} path
 * @returns {Record<string, { version?: string; optional?: boolean }>}
 */
function readPackages(path) {
  return JSON.parse(readFileSync(join(root, path), 'utf8')).packages;
}

/**
 * @param {string} command
 * @param {string[]} args
 * @param {import('node:child_process').SpawnSyncOptions} [options]
 */
function run(command, args, options) {
  const result = spawnSync(command, args, { cwd: root, stdio: ['inherit', 2, 2], ...options });
  if (result.error) process.stderr.write(`${command}: ${result.error.message}\n`);
  return result.status === 0;
}

/**
 * @param {string} sentence
 * @returns {never}
 */
function fail(sentence) {
  process.stderr.write(`${sentence}\n`);
  process.exit(1);
}
