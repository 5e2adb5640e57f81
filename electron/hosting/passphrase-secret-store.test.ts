import { execFile } from 'node:child_process';
import { mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { createPassphraseVault, VAULT_FILE } from './passphrase-secret-store.ts';

const run = promisify(execFile);
const PASSPHRASE = 'correct horse battery';

let dataDir: string;
let file: string;
beforeEach(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'switchyard-vault-'));
  file = join(dataDir, VAULT_FILE);
});
afterEach(() => rm(dataDir, { recursive: true, force: true }));

async function openVault(passphrase = PASSPHRASE) {
  const vault = createPassphraseVault(dataDir);
  return { vault, opened: await vault.open(passphrase) };
}

it('keeps secrets from one run to the next, readable by nobody else and never plain', async () => {
  const first = await openVault();
  expect(first.opened).toEqual({ state: 'ready', problem: null });
  await first.vault.set('connection-1', 'canary-4711');
  await first.vault.set('connection-2', 'another');
  await first.vault.delete('connection-2');

  const second = createPassphraseVault(dataDir);
  expect(await second.check()).toMatchObject({ state: 'locked' });
  await expect(second.get('connection-1')).rejects.toThrow(/locked/);
  expect(await second.open(PASSPHRASE)).toEqual({ state: 'ready', problem: null });
  expect(await second.names()).toEqual(['connection-1']);
  expect(await second.get('connection-1')).toBe('canary-4711');

  const bytes = await readFile(file, 'latin1');
  expect(bytes).not.toContain('canary');
  expect(bytes).not.toContain('connection-1');
  expect(bytes).not.toContain(PASSPHRASE);
  if (process.platform !== 'win32') expect((await stat(file)).mode & 0o777).toBe(0o600);
});

it('uses a new nonce for every write', async () => {
  const { vault } = await openVault();
  const nonces = new Set<string>();
  for (let n = 0; n < 5; n += 1) {
    await vault.set('same', 'same');
    nonces.add(JSON.parse(await readFile(file, 'utf8')).nonce);
  }
  expect(nonces.size).toBe(5);
});

it('stays locked with a wrong passphrase, loses nothing, and opens with the right one', async () => {
  const { vault } = await openVault();
  await vault.set('a', 'kept');
  const again = createPassphraseVault(dataDir);
  expect(await again.open('wrong horse battery')).toEqual({
    state: 'locked',
    problem: expect.stringContaining('does not open'),
  });
  expect(await again.check()).toMatchObject({ state: 'locked' });
  await expect(again.set('a', 'overwritten')).rejects.toThrow(/locked/);
  await again.open(PASSPHRASE);
  expect(await again.get('a')).toBe('kept');
});

it('takes a passphrase in either Unicode form', async () => {
  await openVault('Gr\u00fc\u00dfe aus Bern');
  expect((await openVault('Gru\u0308\u00dfe aus Bern')).opened.state).toBe('ready');
});

it('refuses a passphrase that is too short before there is a file', async () => {
  expect((await openVault('short')).opened).toMatchObject({
    state: 'undecided',
    problem: expect.stringContaining('8'),
  });
  await expect(stat(file)).rejects.toThrow(/ENOENT/);
});

it('changes the passphrase of an open vault', async () => {
  const { vault } = await openVault();
  await vault.set('a', 'kept');
  expect((await vault.open('the new passphrase')).state).toBe('ready');
  expect((await openVault()).opened.state).toBe('locked');
  const renewed = await openVault('the new passphrase');
  expect(await renewed.vault.get('a')).toBe('kept');
});

/** Each changes one thing in a good file. */
const TAMPERED: [string, (file: Record<string, unknown>) => unknown][] = [
  ['the sealed bytes', (f) => ({ ...f, sealed: flip(f.sealed) })],
  ['the tag', (f) => ({ ...f, tag: flip(f.tag) })],
  [
    'a shortened tag',
    (f) => ({ ...f, tag: Buffer.from(String(f.tag), 'base64').subarray(0, 4).toString('base64') }),
  ],
  ['the nonce', (f) => ({ ...f, nonce: flip(f.nonce) })],
  ['a missing part', ({ tag: _, ...f }) => f],
  ['a cost that would use up all memory', (f) => ({ ...f, kdf: { ...(f.kdf as object), N: 2 ** 30 } })],
  ['a cost that makes guessing cheap', (f) => ({ ...f, kdf: { ...(f.kdf as object), N: 2 } })],
  ['another format', () => ({ hello: 'world' })],
  ['no object', () => null],
];

it.each(TAMPERED)('says that the file is damaged when it finds %s', async (_, change) => {
  const { vault } = await openVault();
  await vault.set('a', 'kept');
  const changed = JSON.stringify(change(JSON.parse(await readFile(file, 'utf8'))));
  await writeFile(file, changed);
  const { opened, vault: reopened } = await openVault();
  expect(opened).toEqual({ state: 'unavailable', problem: expect.stringContaining('damaged') });
  await expect(reopened.get('a')).rejects.toThrow();
  expect(await readFile(file, 'utf8')).toBe(changed);
});

it('says that a newer file needs a newer program', async () => {
  await openVault();
  await writeFile(file, JSON.stringify({ ...JSON.parse(await readFile(file, 'utf8')), version: 2 }));
  expect((await openVault()).opened).toMatchObject({
    state: 'unavailable',
    problem: expect.stringContaining('newer'),
  });
});

it('says that a cut file is damaged', async () => {
  await openVault();
  await writeFile(file, (await readFile(file, 'utf8')).slice(0, 100));
  expect((await openVault()).opened).toMatchObject({ problem: expect.stringContaining('damaged') });
});

it.skipIf(process.platform === 'win32')(
  'has the old content after a crash between writing and renaming, and clears the rest away',
  async () => {
    const { vault } = await openVault();
    await vault.set('a', 'old');
    const script = `
      import fs from 'node:fs/promises';
      import { syncBuiltinESMExports } from 'node:module';
      const { createPassphraseVault } = await import(${JSON.stringify(new URL('./passphrase-secret-store.ts', import.meta.url).href)});
      const vault = createPassphraseVault(${JSON.stringify(dataDir)});
      await vault.open(${JSON.stringify(PASSPHRASE)});
      fs.rename = () => process.kill(process.pid, 'SIGKILL');
      syncBuiltinESMExports();
      await vault.set('a', 'new');`;
    const crash = run(process.execPath, ['--input-type=module', '-e', script]);
    await expect(crash).rejects.toMatchObject({ signal: 'SIGKILL' });
    expect(await readdir(dataDir)).toHaveLength(2);

    const { vault: after, opened } = await openVault();
    expect(opened.state).toBe('ready');
    expect(await after.get('a')).toBe('old');
    expect(await readdir(dataDir)).toEqual([VAULT_FILE]);
  },
);

function flip(base64: unknown): string {
  const bytes = Buffer.from(String(base64), 'base64');
  bytes[0] = (bytes[0] ?? 0) ^ 1;
  return bytes.toString('base64');
}
