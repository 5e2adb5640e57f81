// `npm start`: opens the console in Electron or, where there is no Electron or no display, in the browser. Hands the
// options on, passes signals through and ends with the child's exit code. Writes nothing to stdout: that is the host's.
import { spawn } from 'node:child_process';
import { createRequire } from 'node:module';
import { constants } from 'node:os';
import { join, resolve as resolvePath } from 'node:path';
import { parseArgs } from 'node:util';
import { localNode, root } from './local-node.mjs';
import { whyNoElectron } from './why-no-electron.mjs';

const USAGE = `Usage: npm start -- [options]
  --server              open in the browser instead of Electron
  --no-open             with the server: print the address only
  --port N              with the server: listen on this port (default: any free one)
  --data-dir DIR        where the board, the settings and the log are kept
  --practice | --live   open this workspace, whatever was open last
  --vault KIND          where secrets go: keychain, passphrase (SWITCHYARD_PASSPHRASE) or session
`;

const options = readOptions();
const shared = [
  ...(options['data-dir'] === undefined ? [] : [`--data-dir=${options['data-dir']}`]),
  ...(options.practice ? ['--practice'] : []),
  ...(options.live ? ['--live'] : []),
  ...(options.vault === undefined ? [] : [`--vault=${options.vault}`]),
];
const whyNot = options.server ? 'asked for' : await whyNoElectron();
if (whyNot === null) await runElectron();
else {
  if (!options.server) say(`${whyNot}, so Switchyard opens in the browser instead.`);
  await runServer();
}

async function runServer() {
  const ended = await run(localNode(), [
    '--enable-source-maps',
    join(root, 'out/main/server.js'),
    ...shared,
    ...(options.port === undefined ? [] : [`--port=${options.port}`]),
    ...(options['no-open'] ? ['--no-open'] : []),
  ]);
  process.exit(ended.code);
}

async function runElectron() {
  // Chromium's sandbox does not work for root on Linux, and Electron refuses to start rather than run without.
  const isRoot = process.platform === 'linux' && process.getuid?.() === 0;
  if (isRoot) {
    say(
      'Running as root: Electron starts without its sandbox (--no-sandbox). Use an ordinary account for real work.',
    );
  }
  const electron = createRequire(import.meta.url)('electron');
  const startedAt = performance.now();
  const ended = await run(electron, [...(isRoot ? ['--no-sandbox'] : []), root, ...shared]);
  if (ended.code !== 0 && !ended.stopped && performance.now() - startedAt < 10_000) {
    say('Electron ended at once. `npm start -- --server` opens the same console in the browser.');
  }
  process.exit(ended.code);
}

/**
 * Runs a host until it ends. A signal to us is passed on once; from a terminal Ctrl+C reaches the host by itself.
 * @param {string} command
 * @param {string[]} args
 * @returns {Promise<{ code: number; stopped: boolean }>} the exit code as a shell would give it; stopped: by a signal to us
 */
function run(command, args) {
  return new Promise((resolve) => {
    const env = { ...process.env };
    // Set by some editors' terminals; Electron would then be a plain Node.
    delete env.ELECTRON_RUN_AS_NODE;
    const child = spawn(command, args, { stdio: 'inherit', env });
    let stopped = false;
    for (const signal of /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP'])) {
      process.on(signal, () => {
        stopped = true;
        if (signal !== 'SIGINT' || !process.stdin.isTTY) child.kill(signal);
      });
    }
    // A signal to npm ends the shell between npm and us and goes no further: then our parent is another process.
    const parent = process.ppid;
    setInterval(() => {
      if (process.ppid === parent || stopped) return;
      stopped = true;
      child.kill('SIGTERM');
    }, 500).unref();
    child.on('error', (error) => {
      say(`${command} could not be started: ${error.message}`);
      resolve({ code: 1, stopped });
    });
    child.on('close', (code, signal) => {
      resolve({ code: code ?? 128 + (signal === null ? 1 : constants.signals[signal]), stopped });
    });
  });
}

function readOptions() {
  try {
    const { values } = parseArgs({
      options: {
        server: { type: 'boolean', default: false },
        'no-open': { type: 'boolean', default: false },
        port: { type: 'string' },
        'data-dir': { type: 'string' },
        practice: { type: 'boolean', default: false },
        live: { type: 'boolean', default: false },
        vault: { type: 'string' },
        help: { type: 'boolean', short: 'h', default: false },
      },
    });
    if (values.help) {
      process.stderr.write(USAGE);
      process.exit(0);
    }
    if (values.port !== undefined && !(/^\d{1,5}$/.test(values.port) && Number(values.port) <= 65_535)) {
      throw new Error(`--port takes a number from 0 to 65535, not '${values.port}'.`);
    }
    if (values.vault !== undefined && !['keychain', 'passphrase', 'session'].includes(values.vault)) {
      throw new Error(`--vault takes keychain, passphrase or session, not '${values.vault}'.`);
    }
    // npm runs scripts in the project's folder; a relative path is meant from where the command was typed.
    if (values['data-dir'] !== undefined) {
      values['data-dir'] = resolvePath(process.env.INIT_CWD ?? '.', values['data-dir']);
    }
    if (values.practice && values.live) throw new Error('--practice and --live exclude each other.');
    return values;
  } catch (error) {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n\n${USAGE}`);
    process.exit(2);
  }
}

/** @param {string} sentence */
function say(sentence) {
  process.stderr.write(`${sentence}\n`);
}
