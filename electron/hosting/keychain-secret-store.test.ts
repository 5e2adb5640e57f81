// Real keyring, real keytar, each in a process of its own: the address of the keyring is read once per process.
import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { keyringMissing, openKeyring } from '../../test/support/keyring.ts';
import { createKeychainVault, type Keychain, type NameList } from './keychain-secret-store.ts';

const run = promisify(execFile);
const here = new URL('./keychain-secret-store.ts', import.meta.url).href;

/** Runs `body` with `vault` and `names` in scope and returns what it returns; a crash of the process fails the test. */
async function inProcess(env: Record<string, string>, body: string): Promise<unknown> {
  const script = `
    import { createKeychainVault } from ${JSON.stringify(here)};
    const names = JSON.parse(process.env.NAMES ?? '[]');
    const nameList = {
      all: () => names,
      add: async (name) => void names.push(name),
      remove: async (name) => void names.splice(names.indexOf(name), 1),
    };
    const vault = createKeychainVault({ installation: process.env.INSTALLATION ?? 'one', nameList });
    const result = await (async () => { ${body} })().catch((error) => ({ error: error.name, message: error.message }));
    process.stdout.write(JSON.stringify(result));`;
  const { stdout } = await run(process.execPath, ['--input-type=module', '-e', script], {
    env: { PATH: process.env.PATH, ...env },
  });
  return JSON.parse(stdout);
}

const missing = keyringMissing();
describe.skipIf(missing !== null)(
  `with a real keyring${missing === null ? '' : ` (skipped: ${missing})`}`,
  () => {
    let keyring: Awaited<ReturnType<typeof openKeyring>>;
    beforeAll(async () => {
      keyring = await openKeyring();
    });
    afterAll(() => keyring.close());

    it('keeps a secret from one process to the next, where other programs of this user find it too', async () => {
      expect(
        await inProcess(keyring.env, `await vault.set('connection-1', 'tok€n'); return vault.check();`),
      ).toEqual({
        state: 'ready',
        problem: null,
      });
      expect(await inProcess(keyring.env, `return vault.get('connection-1');`)).toBe('tok€n');
      expect(await keyring.read('Switchyard one', 'connection-1')).toBe('tok€n');
    });

    it('does not mix two installations', async () => {
      await inProcess(keyring.env, `await vault.set('same', 'of one');`.concat('return 0;'));
      const env = { ...keyring.env, INSTALLATION: 'two' };
      expect(await inProcess(env, `return vault.get('same');`)).toBeNull();
      await inProcess(env, `await vault.set('same', 'of two'); await vault.clear(); return 0;`);
      expect(await keyring.read('Switchyard two', 'same')).toBeNull();
      expect(await keyring.read('Switchyard one', 'same')).toBe('of one');
    });

    it('leaves no trial entry behind and deletes what it is told to', async () => {
      const body = `await vault.check(); await vault.set('gone', 'x'); await vault.delete('gone'); return [await vault.get('gone'), names];`;
      expect(await inProcess(keyring.env, body)).toEqual([null, []]);
      expect(await keyring.read('Switchyard one', 'trial')).toBeNull();
    });

    it('says that the keyring is locked instead of "there is nothing"', async () => {
      const other = await openKeyring();
      try {
        await inProcess(other.env, `await vault.set('kept', 'x'); return 0;`);
        await other.lock();
        const env = { ...other.env, NAMES: '["kept"]' };
        expect(await inProcess(env, `return vault.check();`)).toMatchObject({ state: 'locked' });
        for (const call of [`vault.get('kept')`, `vault.set('new', 'y')`, `vault.delete('kept')`]) {
          expect(await inProcess(env, `return ${call};`)).toMatchObject({
            error: 'SecretStoreError',
            message: expect.stringContaining('locked'),
          });
        }
      } finally {
        await other.close();
      }
    });
  },
);

describe.skipIf(process.platform !== 'linux')('without a keyring', () => {
  it('says what to install when no secret service answers', async () => {
    const env = { DBUS_SESSION_BUS_ADDRESS: 'unix:path=/nonexistent' };
    expect(await inProcess(env, `return vault.check();`)).toEqual({
      state: 'unavailable',
      problem: expect.stringMatching(/apt install .*gnome-keyring/),
    });
  });
});

/** What cannot be had from a real keychain at will: a missing library, one that waits for a person. */
describe('with a keychain that misbehaves', () => {
  function noNames(): NameList {
    return { all: () => [], add: async () => undefined, remove: async () => undefined };
  }
  const waiting = () => new Promise<never>(() => undefined);

  it('says what to install when the library is missing', async () => {
    const script = `
      import { registerHooks } from 'node:module';
      registerHooks({ resolve(name, context, next) {
        if (name === 'keytar') throw new Error('libsecret-1.so.0: cannot open shared object file');
        return next(name, context);
      } });
      const { createKeychainVault } = await import(${JSON.stringify(here)});
      const nameList = { all: () => [] };
      const vault = createKeychainVault({ installation: 'one', nameList, platform: 'linux' });
      process.stdout.write(JSON.stringify(await vault.check()));`;
    const { stdout } = await run(process.execPath, ['--input-type=module', '-e', script]);
    expect(JSON.parse(stdout)).toEqual({
      state: 'unavailable',
      problem: expect.stringMatching(/libsecret is missing.*apt install libsecret-1-0 gnome-keyring/),
    });
  });

  it('does not wait for ever, and asks no second time while the first question is open', async () => {
    let asked = 0;
    const keychain: Keychain = {
      getPassword: () => {
        asked += 1;
        return waiting();
      },
      setPassword: waiting,
      deletePassword: waiting,
    };
    const vault = createKeychainVault({
      installation: 'one',
      nameList: noNames(),
      load: async () => keychain,
      limitMs: 10,
    });
    await expect(vault.get('a')).rejects.toThrow(/another window/);
    await expect(vault.get('a')).rejects.toThrow(/another window/);
    expect(asked).toBe(1);
    expect(await vault.check()).toMatchObject({ state: 'locked' });
  });

  it('is usable again once the person has answered', async () => {
    let unlock = () => {};
    const unlocked = new Promise<void>((resolve) => {
      unlock = resolve;
    });
    const kept = new Map<string, string>();
    const vault = createKeychainVault({
      installation: 'one',
      nameList: noNames(),
      limitMs: 10,
      load: async () => ({
        getPassword: async (_service, account) => {
          await unlocked;
          return kept.get(account) ?? null;
        },
        setPassword: async (_service, account, value) => void kept.set(account, value),
        deletePassword: async (_service, account) => kept.delete(account),
      }),
    });
    expect(await vault.check()).toMatchObject({ state: 'locked' });
    unlock();
    await expect.poll(() => vault.check()).toEqual({ state: 'ready', problem: null });
  });
});
