// Secrets in one file sealed with a passphrase, for machines without a keychain. Made by secret-store.ts.
// The key is derived with scrypt (N 131072, r 8, p 1: 128 MiB, about half a second) and lives in memory only; the file is
// AES-256-GCM with a fresh nonce on every write, and its header is authenticated with it.

import { createCipheriv, createDecipheriv, randomBytes, scrypt, timingSafeEqual } from 'node:crypto';
import { readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { SecretStoreError } from '../core/ports.ts';
import { removeLeftovers, replaceFile } from './replace-file.ts';
import { READY, type SecretVault, type VaultCheck } from './secret-vault.ts';

export interface PassphraseVault extends SecretVault {
  /** Opens the file, or starts a new one where there is none. While open: seals it anew with this passphrase. */
  open(passphrase: string): Promise<VaultCheck>;
}

interface Key {
  /** Seals the file. */
  seal: Buffer;
  /** Kept in the file, so that a wrong passphrase and a damaged file can be told apart. */
  proof: Buffer;
  header: Header;
}

interface Header {
  format: 'switchyard-vault';
  version: 1;
  kdf: { name: 'scrypt'; N: number; r: number; p: number; salt: string };
  proof: string;
}

interface SealedFile extends Header {
  nonce: string;
  tag: string;
  sealed: string;
}

export const VAULT_FILE = 'vault.sealed';
const MIN_PASSPHRASE = 8;
const COST = { N: 131_072, r: 8, p: 1 };

const LOCKED: VaultCheck = { state: 'locked', problem: 'The vault is locked. Enter its passphrase.' };
const NOT_YET: VaultCheck = {
  state: 'undecided',
  problem: 'Choose a passphrase for the vault: enter one here, or start with SWITCHYARD_PASSPHRASE set.',
};

export function createPassphraseVault(dataDir: string): PassphraseVault {
  const path = join(dataDir, VAULT_FILE);
  let key: Key | null = null;
  let secrets = new Map<string, string>();

  async function write(next: Map<string, string>, nextKey: Key): Promise<void> {
    await replaceFile(path, sealFile(next, nextKey));
    secrets = next;
    key = nextKey;
  }

  function openKey(): Key {
    if (key === null) throw new SecretStoreError(LOCKED.problem ?? '');
    return key;
  }

  async function open(passphrase: string): Promise<VaultCheck> {
    const file = key === null ? await readSealed(path) : null;
    if (file === null) {
      if (passphrase.length < MIN_PASSPHRASE) {
        const problem = `Use a passphrase of at least ${MIN_PASSPHRASE} characters.`;
        return key === null ? { ...NOT_YET, problem } : { state: 'ready', problem };
      }
      await write(secrets, await deriveKey(passphrase, { ...COST, salt: randomBytes(16) }));
      return READY;
    }
    const candidate = await deriveKey(passphrase, {
      ...file.kdf,
      salt: Buffer.from(file.kdf.salt, 'base64'),
    });
    const proof = Buffer.from(file.proof, 'base64');
    if (proof.length !== candidate.proof.length || !timingSafeEqual(proof, candidate.proof)) {
      return { state: 'locked', problem: 'This passphrase does not open the vault. Check it and try again.' };
    }
    secrets = unsealFile(file, candidate, path);
    key = candidate;
    return READY;
  }

  return {
    kind: 'passphrase',
    async check() {
      if (key !== null) return READY;
      return inWords(async () => ((await readSealed(path)) === null ? NOT_YET : LOCKED));
    },
    open: (passphrase) => inWords(() => open(passphrase)),
    names: async () => {
      openKey();
      return [...secrets.keys()];
    },
    async get(name) {
      openKey();
      return secrets.get(name) ?? null;
    },
    async set(name, value) {
      await write(new Map(secrets).set(name, value), openKey());
    },
    async delete(name) {
      const next = new Map(secrets);
      if (next.delete(name)) await write(next, openKey());
      else openKey();
    },
    async clear() {
      openKey();
      await rm(path, { force: true });
      await removeLeftovers(path);
      key = null;
      secrets = new Map();
    },
  };
}

/** A file that cannot be used is a state of the vault, not a failure of the call. */
async function inWords(run: () => Promise<VaultCheck>): Promise<VaultCheck> {
  try {
    return await run();
  } catch (error) {
    if (error instanceof SecretStoreError) return { state: 'unavailable', problem: error.message };
    throw error;
  }
}

/** @returns null where there is no vault yet */
async function readSealed(path: string): Promise<SealedFile | null> {
  await removeLeftovers(path);
  let text: string;
  try {
    text = await readFile(path, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw new SecretStoreError(`The vault ${path} cannot be read (${(error as Error).message}).`);
  }
  let file: Partial<SealedFile> | null;
  try {
    file = JSON.parse(text) as Partial<SealedFile> | null;
  } catch {
    throw damaged(path);
  }
  if (file?.format !== 'switchyard-vault') throw damaged(path);
  if (file.version !== 1) {
    throw new SecretStoreError(
      `The vault ${path} was written by a newer Switchyard. Update this one, or choose another place for secrets.`,
    );
  }
  if (!isWhole(file)) throw damaged(path);
  return file;
}

function isWhole(file: Partial<SealedFile>): file is SealedFile {
  const { kdf } = file;
  const texts = [file.proof, file.nonce, file.tag, file.sealed, kdf?.salt];
  return (
    texts.every((text) => typeof text === 'string') &&
    kdf?.name === 'scrypt' &&
    // Bounds, so that a changed file cannot make the console use up all memory.
    [2 ** 14, 2 ** 15, 2 ** 16, 2 ** 17, 2 ** 18, 2 ** 19].includes(kdf.N) &&
    kdf.r === 8 &&
    kdf.p === 1
  );
}

function damaged(path: string): SecretStoreError {
  return new SecretStoreError(
    `The vault ${path} is damaged or was changed. Put a copy of it back, or move it away and enter your keys again.`,
  );
}

async function deriveKey(
  passphrase: string,
  kdf: { N: number; r: number; p: number; salt: Buffer },
): Promise<Key> {
  const { N, r, p, salt } = kdf;
  const bytes = await new Promise<Buffer>((resolve, reject) => {
    // Composed and decomposed letters look alike and are typed alike on different systems.
    scrypt(passphrase.normalize('NFC'), salt, 64, { N, r, p, maxmem: 256 * N * r }, (error, derived) =>
      error ? reject(error) : resolve(derived),
    );
  });
  const proof = bytes.subarray(32);
  return {
    seal: bytes.subarray(0, 32),
    proof,
    header: {
      format: 'switchyard-vault',
      version: 1,
      kdf: { name: 'scrypt', N, r, p, salt: salt.toString('base64') },
      proof: proof.toString('base64'),
    },
  };
}

const headerBytes = (header: Header) =>
  Buffer.from(JSON.stringify([header.format, header.version, header.kdf, header.proof]));

function sealFile(secrets: Map<string, string>, key: Key): string {
  const nonce = randomBytes(12);
  const cipher = createCipheriv('aes-256-gcm', key.seal, nonce).setAAD(headerBytes(key.header));
  const sealed = Buffer.concat([cipher.update(JSON.stringify([...secrets])), cipher.final()]);
  const file: SealedFile = {
    ...key.header,
    nonce: nonce.toString('base64'),
    tag: cipher.getAuthTag().toString('base64'),
    sealed: sealed.toString('base64'),
  };
  return `${JSON.stringify(file, null, 2)}\n`;
}

function unsealFile(file: SealedFile, key: Key, path: string): Map<string, string> {
  try {
    const decipher = createDecipheriv('aes-256-gcm', key.seal, Buffer.from(file.nonce, 'base64'), {
      authTagLength: 16,
    });
    decipher.setAAD(headerBytes(key.header)).setAuthTag(Buffer.from(file.tag, 'base64'));
    const plain = Buffer.concat([decipher.update(Buffer.from(file.sealed, 'base64')), decipher.final()]);
    return new Map(JSON.parse(plain.toString('utf8')) as [string, string][]);
  } catch {
    throw damaged(path);
  }
}
