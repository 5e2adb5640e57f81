// The options of both hosts, read and checked. Called once at the start, and by Electron for a second instance's words.
// scripts/start.mjs passes them on; what is wrong is said in a sentence, never guessed.

import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import type { VaultKind } from '../core/ports.ts';
import { defaultDataDir } from './paths.ts';
import { VAULT_KINDS } from './vault-record.ts';

export interface CommandLine {
  /** Absolute. */
  dataDir: string;
  /** Open this workspace, whatever was open last. */
  workspace?: 'practice' | 'live';
  vault?: VaultKind;
  /** Server only; 0 takes any free port. */
  port: number;
  /** Server only: show the page in a browser. */
  open: boolean;
  /** What is not an option: Electron gets deep links this way. */
  rest: string[];
}

export type CommandLineAnswer = { ok: true; options: CommandLine } | { ok: false; problem: string };

const SHARED = ['data-dir', 'practice', 'live', 'vault'];
const SERVER_ONLY = ['port', 'no-open'];
const WITH_VALUE = ['data-dir', 'vault', 'port'];

/**
 * @param args without the program and the script
 * @param host Electron is also started with options of Chromium, so it ignores what it does not know; the server does not
 */
export function readCommandLine(args: readonly string[], host: 'electron' | 'server'): CommandLineAnswer {
  const known = host === 'server' ? [...SHARED, ...SERVER_ONLY] : SHARED;
  const { tokens } = parseArgs({
    args: [...args],
    strict: false,
    tokens: true,
    allowPositionals: true,
    options: Object.fromEntries(
      known.map((name) => [name, { type: WITH_VALUE.includes(name) ? 'string' : 'boolean' }] as const),
    ),
  });
  const given = new Map<string, string>();
  const rest: string[] = [];
  for (const token of tokens) {
    if (token.kind === 'positional') rest.push(token.value);
    if (token.kind !== 'option') continue;
    const { name, rawName, value } = token;
    if (!known.includes(name) || !rawName.startsWith('--')) {
      if (host === 'electron') continue;
      return wrong(`Switchyard's server does not know the option ${rawName}. It knows ${list(known)}.`);
    }
    if (WITH_VALUE.includes(name)) {
      if (value === undefined || value === '' || (token.inlineValue === false && value.startsWith('-'))) {
        return wrong(`${rawName} needs a value, for example ${EXAMPLE[name]}.`);
      }
    } else if (value !== undefined) {
      return wrong(`${rawName} takes no value.`);
    }
    given.set(name, value ?? '');
  }
  if (host === 'server' && rest.length > 0) {
    return wrong(`Switchyard's server does not know what to do with '${rest[0]}'. It knows ${list(known)}.`);
  }
  if (given.has('practice') && given.has('live')) return wrong('--practice and --live exclude each other.');

  const vault = given.get('vault');
  const kind = VAULT_KINDS.find((candidate) => candidate === vault);
  if (vault !== undefined && kind === undefined) {
    return wrong(`--vault takes ${VAULT_KINDS.join(', ')}; '${vault}' is none of them.`);
  }
  const port = given.get('port') ?? '0';
  if (!/^\d{1,5}$/.test(port) || Number(port) > 65_535) {
    return wrong(`--port takes a number from 0 to 65535, not '${port}'.`);
  }
  return {
    ok: true,
    options: {
      dataDir: resolve(given.get('data-dir') ?? defaultDataDir()),
      ...(given.has('practice') && { workspace: 'practice' as const }),
      ...(given.has('live') && { workspace: 'live' as const }),
      ...(kind !== undefined && { vault: kind }),
      port: Number(port),
      open: !given.has('no-open'),
      rest,
    },
  };
}

/**
 * The passphrase of the sealed vault, taken out of the environment: the programs that a host starts, a browser among
 * them, must not inherit it.
 */
export function takePassphrase(env: NodeJS.ProcessEnv): string | undefined {
  const passphrase = env.SWITCHYARD_PASSPHRASE;
  delete env.SWITCHYARD_PASSPHRASE;
  return passphrase === '' ? undefined : passphrase;
}

const EXAMPLE: Record<string, string> = {
  'data-dir': '--data-dir ./board',
  vault: '--vault keychain',
  port: '--port 4180',
};

const wrong = (problem: string): CommandLineAnswer => ({ ok: false, problem });
const list = (names: readonly string[]) => names.map((name) => `--${name}`).join(', ');
