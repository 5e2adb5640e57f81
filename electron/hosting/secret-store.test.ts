import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import type { Logger } from '../core/ports.ts';
import type { Keychain } from './keychain-secret-store.ts';
import { createSecretStore, type SecretStoreOptions } from './secret-store.ts';

const PASSPHRASE = 'correct horse battery';
const silent: Logger = { debug() {}, info() {}, warn() {}, error() {} };

let dataDir: string;
let keychain: ReturnType<typeof memoryKeychain>;
beforeEach(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'switchyard-secrets-'));
  keychain = memoryKeychain();
});
afterEach(() => rm(dataDir, { recursive: true, force: true }));

/** The operating system's part, with a switch; the real one is in keychain-secret-store.test.ts. */
function memoryKeychain() {
  const entries = new Map<string, string>();
  const state = { works: true };
  const use = <T>(run: () => T): Promise<T> =>
    state.works
      ? Promise.resolve(run())
      : Promise.reject(new Error('Could not connect: No such file or directory'));
  const api: Keychain = {
    getPassword: (service, account) => use(() => entries.get(`${service}/${account}`) ?? null),
    setPassword: (service, account, value) => use(() => void entries.set(`${service}/${account}`, value)),
    deletePassword: (service, account) => use(() => entries.delete(`${service}/${account}`)),
  };
  return { api, entries, state };
}

/** A new run of the program on the same data folder. */
function start(options: Partial<SecretStoreOptions> = {}) {
  return createSecretStore({ dataDir, log: silent, loadKeychain: async () => keychain.api, ...options });
}

it('uses the keychain without asking where it works, and writes nothing to disk before there is a secret', async () => {
  const store = start();
  expect(await store.status()).toMatchObject({ kind: 'keychain', state: 'ready', problem: null });
  expect(await readdir(dataDir)).toEqual([]);
  await store.set('a', 'canary');
  expect([...keychain.entries.values()]).toEqual(['canary']);
  expect(await readFile(join(dataDir, 'vault.json'), 'utf8')).not.toContain('canary');
  expect(await start().get('a')).toBe('canary');
});

it('asks before anything else than the keychain is used', async () => {
  keychain.state.works = false;
  const store = start();
  const status = await store.status();
  expect(status).toMatchObject({ kind: 'keychain', state: 'undecided' });
  expect(status.problem).toBeTruthy();
  expect(status.offers).toEqual([
    { kind: 'keychain', available: false, problem: status.problem },
    { kind: 'passphrase', available: true, problem: null },
    { kind: 'session', available: true, problem: null },
  ]);
  await expect(store.set('a', 'x')).rejects.toThrow(/Choose first/);
  expect(await readdir(dataDir)).toEqual([]);
});

it('takes the keychain once it works, without a restart', async () => {
  keychain.state.works = false;
  const store = start();
  expect(await store.status()).toMatchObject({ state: 'undecided' });
  keychain.state.works = true;
  expect(await store.status()).toMatchObject({ kind: 'keychain', state: 'ready' });
});

it('does not leave a chosen keychain when it stops working', async () => {
  await start().set('a', 'x');
  keychain.state.works = false;
  const store = start();
  expect(await store.status()).toMatchObject({ kind: 'keychain', state: 'unavailable' });
  await expect(store.get('a')).rejects.toMatchObject({ name: 'SecretStoreError' });
  keychain.state.works = true;
  expect(await store.get('a')).toBe('x');
});

it('remembers a chosen passphrase vault, locked until it is opened', async () => {
  keychain.state.works = false;
  const first = start();
  expect(await first.choose('passphrase', PASSPHRASE)).toMatchObject({ kind: 'passphrase', state: 'ready' });
  await first.set('a', 'x');

  const second = start();
  expect(await second.status()).toMatchObject({ kind: 'passphrase', state: 'locked' });
  await expect(second.get('a')).rejects.toThrow(/locked/);
  expect(await second.unlock('not the passphrase')).toMatchObject({
    state: 'locked',
    problem: expect.stringContaining('does not open'),
  });
  expect(await second.unlock(PASSPHRASE)).toMatchObject({ state: 'ready', problem: null });
  expect(await second.get('a')).toBe('x');

  expect(await start({ passphrase: PASSPHRASE }).get('a')).toBe('x');
});

it('keeps the vault in use when the wanted one cannot be used, and says why', async () => {
  keychain.state.works = false;
  const store = start();
  expect(await store.choose('keychain')).toMatchObject({ state: 'undecided', problem: expect.any(String) });
  expect(await store.choose('passphrase')).toMatchObject({
    state: 'undecided',
    problem: expect.stringContaining('passphrase'),
  });
  await store.choose('session');
  expect(await store.choose('passphrase', 'short')).toMatchObject({
    kind: 'session',
    state: 'ready',
    problem: expect.stringContaining('8'),
  });
});

it('moves what is kept when another vault is chosen, there and back, and leaves nothing behind', async () => {
  const store = start();
  await store.set('a', '1');
  await store.set('b', '2');
  await store.choose('passphrase', PASSPHRASE);
  expect(keychain.entries.size).toBe(0);
  expect([await store.get('a'), await store.get('b')]).toEqual(['1', '2']);

  const next = start({ passphrase: PASSPHRASE });
  expect(await next.choose('keychain')).toMatchObject({ kind: 'keychain', state: 'ready' });
  expect(keychain.entries.size).toBe(2);
  expect(await readdir(dataDir)).toEqual(['vault.json']);
  expect(await start().get('b')).toBe('2');
});

it('leaves a vault it cannot open where it is, and finds it again', async () => {
  const first = start();
  await first.choose('passphrase', PASSPHRASE);
  await first.set('a', '1');

  const second = start();
  expect(await second.choose('keychain')).toMatchObject({
    kind: 'keychain',
    state: 'ready',
    problem: expect.stringContaining('not moved'),
  });
  expect(await second.get('a')).toBeNull();
  await second.set('b', '2');
  await second.choose('passphrase', PASSPHRASE);
  expect([await second.get('a'), await second.get('b')]).toEqual(['1', '2']);
});

it('forgets with the run what is kept for this run only', async () => {
  const first = start();
  await first.choose('session');
  await first.set('a', 'x');
  expect(await first.get('a')).toBe('x');
  const second = start();
  expect(await second.status()).toMatchObject({ kind: 'session', state: 'ready' });
  expect(await second.get('a')).toBeNull();
  expect(keychain.entries.size).toBe(0);
});

it('follows --vault without asking', async () => {
  keychain.state.works = false;
  expect(await start({ vault: 'session' }).status()).toMatchObject({ kind: 'session', state: 'ready' });
  expect(await start({ vault: 'passphrase', passphrase: PASSPHRASE }).status()).toMatchObject({
    kind: 'passphrase',
    state: 'ready',
  });
});

it('waits for a passphrase when --vault passphrase comes without one', async () => {
  const store = start({ vault: 'passphrase' });
  expect(await store.status()).toMatchObject({ kind: 'passphrase', state: 'undecided' });
  await expect(store.set('a', 'x')).rejects.toThrow();
  expect(await store.choose('passphrase', PASSPHRASE)).toMatchObject({ kind: 'passphrase', state: 'ready' });
});

it('does not use the keychain instead when --vault names something that cannot be used', async () => {
  keychain.state.works = false;
  const store = start({ vault: 'keychain', passphrase: PASSPHRASE });
  expect(await store.status()).toMatchObject({ kind: 'keychain', state: 'unavailable' });
});

it('moves what is kept with --vault, but leaves it alone for a run of --vault session', async () => {
  await start().set('a', '1');
  const brief = start({ vault: 'session' });
  expect(await brief.get('a')).toBeNull();
  await brief.set('b', '2');
  expect(await start().status()).toMatchObject({ kind: 'keychain' });
  expect(await start().get('a')).toBe('1');

  expect(await start({ vault: 'passphrase', passphrase: PASSPHRASE }).get('a')).toBe('1');
  expect(keychain.entries.size).toBe(0);
});

it('takes a passphrase in the environment as the choice where there was none', async () => {
  expect(await start({ passphrase: PASSPHRASE }).status()).toMatchObject({
    kind: 'passphrase',
    state: 'ready',
  });
  expect(await start().status()).toMatchObject({ kind: 'passphrase', state: 'locked' });
});

it('does not mix two data folders in one keychain', async () => {
  const elsewhere = await mkdtemp(join(tmpdir(), 'switchyard-secrets-'));
  try {
    const here = start();
    const there = start({ dataDir: elsewhere });
    await here.set('same', 'here');
    await there.set('same', 'there');
    expect([await here.get('same'), await there.get('same')]).toEqual(['here', 'there']);
  } finally {
    await rm(elsewhere, { recursive: true });
  }
});

it('keeps every one of many secrets written at once, also while they are being moved', async () => {
  const store = start();
  const names = Array.from({ length: 20 }, (_, n) => `name-${n}`);
  const writes = names.map((name) => store.set(name, `value of ${name}`));
  await Promise.all([...writes.slice(0, 10), store.choose('passphrase', PASSPHRASE), ...writes.slice(10)]);
  const next = start({ passphrase: PASSPHRASE });
  expect(await Promise.all(names.map((name) => next.get(name)))).toEqual(
    names.map((name) => `value of ${name}`),
  );
});

it('says which file is broken instead of starting an empty vault', async () => {
  await start().set('a', 'x');
  await writeFile(join(dataDir, 'vault.json'), '{"version":1');
  const store = start();
  expect(await store.status()).toMatchObject({
    state: 'unavailable',
    problem: expect.stringContaining('vault.json'),
  });
  await expect(store.set('b', 'y')).rejects.toThrow(/vault\.json/);
});
