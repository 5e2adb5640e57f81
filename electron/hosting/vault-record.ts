// The small non-secret file beside the database that says where the secrets of this data folder are: which kind of vault
// was chosen, under which installation id the keychain holds them, and by which names. Called by secret-store.ts only.

import { randomBytes } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { SecretStoreError, type VaultKind } from '../core/ports.ts';
import type { NameList } from './keychain-secret-store.ts';
import { removeLeftovers, replaceFile } from './replace-file.ts';

export interface VaultRecord {
  /** Part of the keychain's service name, so that two data folders never see each other's secrets. */
  readonly installation: string;
  /** null until somebody chose, or something was kept. */
  kind(): VaultKind | null;
  choose(kind: VaultKind): Promise<void>;
  readonly keychainNames: NameList;
}

interface Content {
  version: 1;
  installation: string;
  kind: VaultKind | null;
  keychainNames: string[];
}

export const VAULT_KINDS: readonly VaultKind[] = ['keychain', 'passphrase', 'session'];

export async function openVaultRecord(dataDir: string): Promise<VaultRecord> {
  const path = join(dataDir, 'vault.json');
  await removeLeftovers(path);
  let content = await readContent(path);

  async function write(change: Partial<Content>): Promise<void> {
    const next = { ...content, ...change };
    await replaceFile(path, `${JSON.stringify(next, null, 2)}\n`);
    content = next;
  }

  return {
    installation: content.installation,
    kind: () => content.kind,
    choose: async (kind) => {
      if (content.kind !== kind) await write({ kind });
    },
    keychainNames: {
      all: () => content.keychainNames,
      add: async (name) => {
        if (!content.keychainNames.includes(name)) {
          await write({ keychainNames: [...content.keychainNames, name] });
        }
      },
      remove: async (name) => {
        if (content.keychainNames.includes(name)) {
          await write({ keychainNames: content.keychainNames.filter((other) => other !== name) });
        }
      },
    },
  };
}

/** A new record is not written before there is something to remember: its id has no meaning until then. */
async function readContent(path: string): Promise<Content> {
  let text: string;
  try {
    text = await readFile(path, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') {
      return { version: 1, installation: randomBytes(8).toString('hex'), kind: null, keychainNames: [] };
    }
    throw new SecretStoreError(`${path} cannot be read (${(error as Error).message}).`);
  }
  try {
    const found = JSON.parse(text) as Partial<Content>;
    if (
      found.version === 1 &&
      typeof found.installation === 'string' &&
      /^[0-9a-f]{16}$/.test(found.installation) &&
      (found.kind === null || VAULT_KINDS.some((kind) => kind === found.kind)) &&
      Array.isArray(found.keychainNames) &&
      found.keychainNames.every((name) => typeof name === 'string')
    ) {
      return found as Content;
    }
  } catch {
    // Said below: to the reader it is the same.
  }
  throw new SecretStoreError(
    `${path}, which says where the secrets are, cannot be understood. Put a copy of it back, or move it away and enter your keys again.`,
  );
}
