// The hook against a file with a fuse wire as Electron's binary has it.
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { FuseState, FuseV1Options, getCurrentFuseWire } from '@electron/fuses';
import { afterAll, expect, test } from 'vitest';
import setFuses from './set-fuses.mjs';

const SENTINEL = 'dL7pKGdnNz796PbbjQWNKmHXBZaB9tsX';
const folder = mkdtempSync(join(tmpdir(), 'switchyard-fuses-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const context = {
  appOutDir: folder,
  electronPlatformName: 'linux',
  packager: { appInfo: { productFilename: 'Switchyard' } },
};

/** A binary whose wire has so many fuses, all as Electron ships them. */
function binary(count: number): string {
  const path = join(folder, 'switchyard');
  const wire = Buffer.concat([Buffer.from([1, count]), Buffer.alloc(count, FuseState.ENABLE)]);
  writeFileSync(path, Buffer.concat([Buffer.alloc(512), Buffer.from(SENTINEL), wire, Buffer.alloc(512)]));
  return path;
}

test('every fuse is set', async () => {
  const path = binary(9);
  await setFuses(context);
  const wire = await getCurrentFuseWire(path);
  expect(wire[FuseV1Options.RunAsNode]).toBe(FuseState.DISABLE);
  expect(wire[FuseV1Options.EnableNodeOptionsEnvironmentVariable]).toBe(FuseState.DISABLE);
  expect(wire[FuseV1Options.EnableNodeCliInspectArguments]).toBe(FuseState.DISABLE);
  expect(wire[FuseV1Options.OnlyLoadAppFromAsar]).toBe(FuseState.ENABLE);
  expect(wire[FuseV1Options.EnableEmbeddedAsarIntegrityValidation]).toBe(FuseState.ENABLE);
  expect(wire[FuseV1Options.GrantFileProtocolExtraPrivileges]).toBe(FuseState.DISABLE);
  expect(readFileSync(path).length).toBe(512 + SENTINEL.length + 11 + 512);
});

test('an Electron with a fuse more than we know is refused, not packaged with its default', async () => {
  binary(10);
  await expect(setFuses(context)).rejects.toThrow(/fuse/i);
});
