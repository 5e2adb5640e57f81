// What the repository promises about itself: folders that explain themselves, dependencies that have a reason, a lock file
// that installs everywhere.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';

const root = fileURLToPath(new URL('../..', import.meta.url));
const read = (path: string) => readFileSync(join(root, path), 'utf8');
const manifest = JSON.parse(read('package.json')) as Record<
  'dependencies' | 'devDependencies' | 'allowScripts',
  Record<string, string>
>;

interface Locked {
  version?: string;
  resolved?: string;
  optionalDependencies?: Record<string, string>;
}
const lock = (JSON.parse(read('package-lock.json')) as { packages: Record<string, Locked> }).packages;

describe('folders', () => {
  const folders = ['electron', 'renderer', 'shared', 'test'].flatMap((top) =>
    readdirSync(join(root, top), { withFileTypes: true })
      .filter((entry) => entry.isDirectory())
      .map((entry) => `${top}/${entry.name}`),
  );

  test.each(folders)('%s opens with a README of at most 15 lines', (folder) => {
    expect(existsSync(join(root, folder, 'README.md'))).toBe(true);
    expect(read(`${folder}/README.md`).trimEnd().split('\n').length).toBeLessThanOrEqual(15);
  });
});

describe('dependencies', () => {
  const names = [...Object.keys(manifest.dependencies), ...Object.keys(manifest.devDependencies)];
  const reasons = read('docs/dependencies.md');

  test.each(names)('%s has its reason in docs/dependencies.md', (name) => {
    expect(reasons).toContain(`\`${name}\``);
  });

  test('every version is exact', () => {
    const versions = Object.entries({ ...manifest.dependencies, ...manifest.devDependencies });
    expect(versions.filter(([, version]) => !/^(?:npm:.+@)?\d+\.\d+\.\d+$/.test(version))).toEqual([]);
  });

  test('the lock file names no download address', () => {
    expect(Object.entries(lock).filter(([, entry]) => entry.resolved !== undefined)).toEqual([]);
  });

  test('the lock file has the packages of every platform', () => {
    const missing = Object.entries(lock).flatMap(([path, entry]) =>
      Object.keys(entry.optionalDependencies ?? {}).filter(
        (name) => !(`${path}/node_modules/${name}` in lock) && !(`node_modules/${name}` in lock),
      ),
    );
    expect(missing).toEqual([]);
  });
});
