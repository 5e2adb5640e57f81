import { mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { openDataFolder } from './data-folder.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'switchyard-folder-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

it('makes the folder with all above it', () => {
  const wanted = join(folder, 'a', 'b');
  expect(openDataFolder(wanted)).toBeNull();
  expect(openDataFolder(wanted)).toBeNull();
  expect(statSync(wanted).isDirectory()).toBe(true);
});

it('says what is in the way, and what to do', () => {
  const file = join(folder, 'file');
  writeFileSync(file, '');
  expect(openDataFolder(file)).toMatch(/there is a file of that name.*--data-dir/);
  expect(openDataFolder(join(file, 'board'))).toMatch(/a part of its path is a file.*--data-dir/);
});
