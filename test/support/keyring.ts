// A real gnome-keyring in a D-Bus session of its own, unlocked, with nothing of the user's in it. For tests of what is kept
// in a keychain: processes started with its `env` see this keyring and no other. Linux only; ask `keyringMissing` first.

import { execFile, execFileSync, spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { promisify } from 'node:util';

const run = promisify(execFile);

export interface Keyring {
  /** To be added to the environment of whoever shall use it. */
  env: { DBUS_SESSION_BUS_ADDRESS: string };
  /** What a process of this user finds under that name; null when nothing. */
  read(service: string, account: string): Promise<string | null>;
  /** As a screen lock or a log-out does; it stays locked, since nobody is there to type the password. */
  lock(): Promise<void>;
  close(): Promise<void>;
}

/** @returns a reason for skipping, or null where a keyring can be opened */
export function keyringMissing(): string | null {
  if (process.platform !== 'linux') return 'the keyring in a D-Bus session exists on Linux only';
  for (const program of ['dbus-run-session', 'dbus-send', 'gnome-keyring-daemon']) {
    try {
      execFileSync('which', [program], { stdio: 'ignore' });
    } catch {
      return `${program} is not installed (apt-get install dbus gnome-keyring libsecret-1-0)`;
    }
  }
  return null;
}

export async function openKeyring(): Promise<Keyring> {
  const home = await mkdtemp(join(tmpdir(), 'switchyard-keyring-'));
  const inside = [
    'echo -n "only a test" | gnome-keyring-daemon --unlock --components=secrets >/dev/null',
    'echo "$DBUS_SESSION_BUS_ADDRESS"',
    // The session lasts as long as our end of the pipe.
    'exec cat >/dev/null',
  ].join('; ');
  const session = spawn('dbus-run-session', ['--', 'bash', '-c', inside], {
    env: { PATH: process.env.PATH, HOME: home, XDG_RUNTIME_DIR: home, XDG_DATA_HOME: home },
    stdio: ['pipe', 'pipe', 'pipe'],
    detached: true,
  });
  const closed = new Promise<void>((resolve) => session.on('close', () => resolve()));
  let words = '';
  session.stderr.on('data', (chunk) => {
    words += chunk;
  });
  const address = await new Promise<string>((resolve, reject) => {
    createInterface(session.stdout).once('line', resolve);
    session.once('error', reject);
    session.once('exit', () => reject(new Error(`The D-Bus session ended at once: ${words}`)));
  });
  const env = { DBUS_SESSION_BUS_ADDRESS: address };

  return {
    env,
    async read(service, account) {
      const keytar = JSON.stringify(createRequire(import.meta.url).resolve('keytar'));
      const script = `require(${keytar}).getPassword(...process.argv.slice(1)).then((found) => process.stdout.write(JSON.stringify(found)))`;
      const { stdout } = await run(process.execPath, ['-e', script, service, account], {
        env: { ...process.env, ...env },
      });
      return JSON.parse(stdout) as string | null;
    },
    async lock() {
      await run(
        'dbus-send',
        [
          '--session',
          '--print-reply',
          '--dest=org.freedesktop.secrets',
          '/org/freedesktop/secrets',
          'org.freedesktop.Secret.Service.Lock',
          'array:objpath:/org/freedesktop/secrets/collection/login',
        ],
        { env: { ...process.env, ...env } },
      );
    },
    async close() {
      session.stdin.end();
      const timer = setTimeout(() => {
        if (session.pid !== undefined) process.kill(-session.pid, 'SIGKILL');
      }, 5_000);
      await closed;
      clearTimeout(timer);
      await rm(home, { recursive: true, force: true });
    },
  };
}
