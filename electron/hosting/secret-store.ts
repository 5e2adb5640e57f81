// The SecretStore of both hosts: decides which vault is in use, remembers it, and moves the secrets when it changes.
// Made once per process by a host and given to the core. It never falls back to a weaker vault by itself.

import {
  type Logger,
  type SecretStore,
  SecretStoreError,
  type VaultKind,
  type VaultStatus,
} from '../core/ports.ts';
import { createKeychainVault, type Keychain } from './keychain-secret-store.ts';
import { createPassphraseVault } from './passphrase-secret-store.ts';
import type { SecretVault, VaultCheck } from './secret-vault.ts';
import { createSessionVault } from './session-secret-store.ts';
import { openVaultRecord, VAULT_KINDS } from './vault-record.ts';

export interface SecretStoreOptions {
  dataDir: string;
  log: Logger;
  /**
   * `--vault`: the same as choosing it in the settings, so what is kept moves there. Only `session` leaves the recorded
   * choice and everything that is kept alone: such a run starts without secrets.
   */
  vault?: VaultKind | undefined;
  /** `SWITCHYARD_PASSPHRASE`: opens the sealed vault, and chooses it where nothing was chosen before. */
  passphrase?: string | undefined;
  /** For tests; otherwise keytar. */
  loadKeychain?: () => Promise<Keychain>;
}

/** Touches neither disk nor keychain before the first call, so a host may make it before anything else. */
export function createSecretStore(options: SecretStoreOptions): SecretStore {
  let opened: Promise<OpenStore> | null = null;
  let tail: Promise<unknown> = Promise.resolve();

  /** One at a time: a secret must not be written to the vault it is just being moved out of. */
  function inTurn<T>(run: (store: OpenStore) => Promise<T>): Promise<T> {
    const turn = tail.then(() => {
      opened ??= openStore(options).catch((error: unknown) => {
        opened = null;
        throw error;
      });
      return opened.then(run);
    });
    tail = turn.catch(() => undefined);
    return turn;
  }

  async function statusInTurn(run: (store: OpenStore) => Promise<VaultStatus>): Promise<VaultStatus> {
    try {
      return await inTurn(run);
    } catch (error) {
      if (!(error instanceof SecretStoreError)) throw error;
      return { kind: 'keychain', state: 'unavailable', offers: [], problem: error.message };
    }
  }

  return {
    status: () => statusInTurn((store) => store.status()),
    choose: (kind, passphrase) => statusInTurn((store) => store.choose(kind, passphrase)),
    unlock: (passphrase) => statusInTurn((store) => store.unlock(passphrase)),
    get: (name) => inTurn(async (store) => (await store.usable()).get(name)),
    set: (name, value) => inTurn((store) => store.keep(name, value)),
    delete: (name) => inTurn(async (store) => (await store.usable()).delete(name)),
  };
}

interface OpenStore {
  status(): Promise<VaultStatus>;
  choose(kind: VaultKind, passphrase?: string): Promise<VaultStatus>;
  unlock(passphrase: string): Promise<VaultStatus>;
  /** The vault in use; throws where there is none or it is locked. */
  usable(): Promise<SecretVault>;
  keep(name: string, value: string): Promise<void>;
}

async function copySecrets(from: SecretVault, to: SecretVault): Promise<void> {
  for (const name of await from.names()) {
    const value = await from.get(name);
    if (value !== null) await to.set(name, value);
  }
}

async function openStore(options: SecretStoreOptions): Promise<OpenStore> {
  const { log } = options;
  const record = await openVaultRecord(options.dataDir);
  const passphraseVault = createPassphraseVault(options.dataDir);
  const vaults: Record<VaultKind, SecretVault> = {
    keychain: createKeychainVault({
      installation: record.installation,
      nameList: record.keychainNames,
      ...(options.loadKeychain && { load: options.loadKeychain }),
    }),
    passphrase: passphraseVault,
    session: createSessionVault(),
  };
  /** null: nobody has chosen, and the keychain did not work when it was last looked at. */
  let active: SecretVault | null = null;

  async function status(problem: string | null = null): Promise<VaultStatus> {
    const keychain = await vaults.keychain.check();
    if (active === null && keychain.state === 'ready') active = vaults.keychain;
    const offers = VAULT_KINDS.map((kind) =>
      kind === 'keychain'
        ? { kind, available: keychain.state === 'ready', problem: keychain.problem }
        : { kind, available: true, problem: null },
    );
    if (active === null) {
      return { kind: 'keychain', state: 'undecided', offers, problem: problem ?? keychain.problem };
    }
    const check = active === vaults.keychain ? keychain : await active.check();
    return { kind: active.kind, state: check.state, offers, problem: problem ?? check.problem };
  }

  /** Makes `kind` ready to take secrets. */
  async function prepare(kind: VaultKind, passphrase: string | undefined): Promise<VaultCheck> {
    if (kind === 'passphrase' && passphrase !== undefined) return passphraseVault.open(passphrase);
    return vaults[kind].check();
  }

  /** @returns what could not be done, in words */
  async function choose(kind: VaultKind, passphrase: string | undefined): Promise<string | null> {
    const to = vaults[kind];
    const prepared = await prepare(kind, passphrase);
    // A passphrase that is too short leaves an open vault open, and says so.
    if (prepared.state !== 'ready' || prepared.problem !== null) return prepared.problem;

    const recorded = record.kind();
    const sources = new Set([recorded === null ? null : vaults[recorded], active]);
    sources.delete(to);
    const moved: SecretVault[] = [];
    let leftBehind: string | null = null;
    for (const from of sources) {
      if (from === null) continue;
      const check = await from.check();
      if (check.state === 'ready') {
        await copySecrets(from, to);
        moved.push(from);
      } else {
        leftBehind = `What the other vault holds was not moved, because it could not be opened: ${check.problem}`;
      }
    }
    // Between copying and clearing: whenever this is cut short, the recorded vault has everything.
    await record.choose(kind);
    active = to;
    for (const from of moved) await from.clear();
    log.info('The place for secrets was chosen.', { kind, movedFrom: moved.map((vault) => vault.kind) });
    return leftBehind;
  }

  async function usable(): Promise<SecretVault> {
    if (active === null) {
      // The status takes the keychain when it works.
      const { problem } = await status();
      if (active === null) {
        throw new SecretStoreError(
          `Choose first where secrets may be kept, for the keychain cannot be used. ${problem ?? ''}`.trim(),
        );
      }
    }
    return active;
  }

  async function start(): Promise<void> {
    const { vault, passphrase } = options;
    const recorded = record.kind();
    if (recorded !== null) {
      active = vaults[recorded];
      if (recorded === 'passphrase' && passphrase !== undefined) {
        const { problem } = await passphraseVault.open(passphrase);
        if (problem !== null) log.warn('SWITCHYARD_PASSPHRASE was not accepted.', { problem });
      }
    }
    if (vault === 'session') {
      active = vaults.session;
      return;
    }
    const wanted = vault ?? (recorded === null && passphrase !== undefined ? 'passphrase' : recorded);
    if (wanted === recorded || wanted === null) return;
    const problem = await choose(wanted, passphrase);
    if (problem !== null)
      log.warn('The wanted place for secrets cannot be used as it is.', { wanted, problem });
    // Also where it cannot be used yet: then the status says what is missing, instead of something weaker being used.
    active = vaults[wanted];
  }

  await start();

  return {
    status,
    choose: async (kind, passphrase) => status(await choose(kind, passphrase)),
    unlock: async (passphrase) => {
      if (active !== passphraseVault) return status();
      const check = await passphraseVault.check();
      if (check.state !== 'locked') return status();
      return status((await passphraseVault.open(passphrase)).problem);
    },
    usable,
    async keep(name, value) {
      const vault = await usable();
      // A keychain that nobody had to choose is the choice from the moment something is in it.
      if (record.kind() === null && options.vault !== 'session') await record.choose(vault.kind);
      await vault.set(name, value);
    },
  };
}
