// Secrets in the keychain of the operating system. Made by secret-store.ts; the only file that imports keytar, and not
// before a keychain is wanted, since the import itself fails where libsecret is missing.
//
// keytar's findCredentials is never called: on a locked keyring it ends the process (segmentation fault, libsecret 0.20).
// The names of what is kept are therefore in a list of our own. A locked keyring also answers a read with "nothing there",
// so nothing found is believed only after a trial entry could be written.

import { SecretStoreError } from '../core/ports.ts';
import { READY, type SecretVault, type VaultCheck } from './secret-vault.ts';

/** What is used of keytar. */
export interface Keychain {
  getPassword(service: string, account: string): Promise<string | null>;
  setPassword(service: string, account: string, password: string): Promise<void>;
  deletePassword(service: string, account: string): Promise<boolean>;
}

/** Names of the entries in the keychain, kept in a file; names are no secrets. */
export interface NameList {
  all(): string[];
  add(name: string): Promise<void>;
  remove(name: string): Promise<void>;
}

export interface KeychainOptions {
  /** Tells the entries of one data folder from those of another. */
  installation: string;
  nameList: NameList;
  load?: () => Promise<Keychain>;
  platform?: NodeJS.Platform;
  /** A keychain may show a password window and wait; longer than this nobody here waits with it. */
  limitMs?: number;
}

const TRIAL = 'trial';

export function createKeychainVault(options: KeychainOptions): SecretVault {
  const {
    installation,
    nameList,
    load = loadKeytar,
    platform = process.platform,
    limitMs = 20_000,
  } = options;
  const service = `Switchyard ${installation}`;
  let ready = false;
  let stuck = false;

  /** Every call to the keychain goes through here: loaded late, not waited for endlessly, failures in words. */
  async function ask<T>(call: (keychain: Keychain) => Promise<T>): Promise<T> {
    if (stuck) throw failure('locked', STUCK);
    let timer: NodeJS.Timeout | undefined;
    const answer = load().then(call);
    const limit = new Promise<never>((_, reject) => {
      timer = setTimeout(() => {
        stuck = true;
        const release = () => {
          stuck = false;
        };
        answer.then(release, release);
        reject(failure('locked', STUCK));
      }, limitMs);
    });
    try {
      return await Promise.race([answer, limit]);
    } catch (error) {
      ready = false;
      throw error instanceof KeychainError ? error : explain(error, platform);
    } finally {
      clearTimeout(timer);
    }
  }

  async function tryOut(): Promise<void> {
    const value = `trial ${process.pid}`;
    const found = await ask(async (keychain) => {
      await keychain.setPassword(service, TRIAL, value);
      const read = await keychain.getPassword(service, TRIAL);
      await keychain.deletePassword(service, TRIAL);
      return read;
    });
    if (found !== value)
      throw failure('unavailable', 'The keychain did not give back what was just kept in it.');
    ready = true;
  }

  return {
    kind: 'keychain',
    async check(): Promise<VaultCheck> {
      if (ready) return READY;
      try {
        await tryOut();
        return READY;
      } catch (error) {
        if (error instanceof KeychainError) return { state: error.state, problem: error.message };
        throw error;
      }
    },
    names: async () => nameList.all(),
    async get(name) {
      const value = await ask((keychain) => keychain.getPassword(service, name));
      if (value === null && nameList.all().includes(name)) await tryOut();
      return value;
    },
    async set(name, value) {
      // The name first: an entry without a name would never be found again, a name without an entry does no harm.
      await nameList.add(name);
      await ask((keychain) => keychain.setPassword(service, name, value));
      ready = true;
    },
    async delete(name) {
      const deleted = await ask((keychain) => keychain.deletePassword(service, name));
      if (!deleted && nameList.all().includes(name)) await tryOut();
      await nameList.remove(name);
    },
    async clear() {
      for (const name of nameList.all()) {
        await ask((keychain) => keychain.deletePassword(service, name));
        await nameList.remove(name);
      }
    },
  };
}

class KeychainError extends SecretStoreError {
  readonly state: 'locked' | 'unavailable';

  constructor(state: 'locked' | 'unavailable', sentence: string) {
    super(sentence);
    this.state = state;
  }
}

const failure = (state: 'locked' | 'unavailable', sentence: string) => new KeychainError(state, sentence);

const STUCK =
  'The keychain has not answered yet. It may be asking for its password in another window: unlock it there, then try again.';
const INSTALL =
  'On Debian or Ubuntu: sudo apt install libsecret-1-0 gnome-keyring dbus, then log in to the desktop again.';

class NotLoaded extends Error {}

async function loadKeytar(): Promise<Keychain> {
  try {
    // A CommonJS module that builds its exports at run time: everything is on the default export.
    const module = (await import('keytar')) as unknown as { default: Keychain };
    return module.default;
  } catch (error) {
    throw new NotLoaded(error instanceof Error ? error.message : String(error));
  }
}

/** keytar passes on the system's own words, in the language of the system; only some of them are known. */
function explain(error: unknown, platform: NodeJS.Platform): KeychainError {
  const words = (error instanceof Error ? error.message : String(error)).trim();
  if (error instanceof NotLoaded) {
    return failure(
      'unavailable',
      platform === 'linux'
        ? `There is no keychain here: the system library libsecret is missing. ${INSTALL}`
        : `The keychain could not be loaded (${words}). Installing Switchyard again should help.`,
    );
  }
  if (platform === 'linux') {
    if (/locked|dismissed|prompt/i.test(words)) {
      return failure(
        'locked',
        'The keychain is locked. Unlock it (Passwords and Keys, or log in again with your password), then try again.',
      );
    }
    if (/collection\/login/.test(words)) {
      return failure(
        'unavailable',
        'The keychain has no keyring yet. Log in to the desktop with your password once, or create a default keyring in Passwords and Keys.',
      );
    }
    if (/d-?bus|could not connect|org\.freedesktop/i.test(words)) {
      return failure('unavailable', `No keychain service answers in this session (${words}). ${INSTALL}`);
    }
  }
  return failure('unavailable', `The keychain refused: ${words === '' ? 'no reason given' : words}.`);
}
