// Proves that every rule of .dependency-cruiser.mjs bites: a small tree in which each is broken once, on purpose, and
// beside it what is allowed and must stay so.
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { cruise, type ICruiseResult } from 'dependency-cruiser';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import config from '../../.dependency-cruiser.mjs';

/** [rule, importing file, what it imports (a file of the tree by its path, or a package)] */
const BROKEN: [rule: string, from: string, to: string][] = [
  ['domain-imports-only-itself', 'shared/domain/a.ts', 'zod'],
  ['domain-imports-only-itself', 'shared/domain/b.ts', 'node:path'],
  ['domain-imports-only-itself', 'shared/domain/c.ts', 'shared/contract/jobs.ts'],
  ['contract-imports-only-domain-and-schemas', 'shared/contract/a.ts', 'ws'],
  ['contract-imports-only-domain-and-schemas', 'shared/contract/b.ts', '@orpc/server'],
  ['contract-imports-only-domain-and-schemas', 'shared/contract/c.ts', 'node:fs'],
  ['core-knows-no-host', 'electron/core/jobs/a.ts', 'electron/hosting/links.ts'],
  ['core-knows-no-host', 'electron/core/jobs/b.ts', 'electron'],
  ['core-knows-no-host', 'electron/core/jobs/c.ts', 'renderer/state/jobs.ts'],
  ['service-knows-sibling-by-its-service', 'electron/core/outbox/a.ts', 'electron/core/jobs/reconcile.ts'],
  ['nothing-calls-rpc-but-core', 'electron/core/jobs/d.ts', 'electron/core/rpc/jobs.ts'],
  ['nothing-calls-core-from-inside', 'electron/core/jobs/e.ts', 'electron/core/core.ts'],
  ['rpc-asks-services-only', 'electron/core/rpc/a.ts', 'electron/core/cache/cache.ts'],
  ['rpc-asks-services-only', 'electron/core/rpc/b.ts', 'electron/core/providers/twinjet/client.ts'],
  [
    'provider-imports-only-its-own-and-http',
    'electron/core/providers/aftership/a.ts',
    'electron/core/providers/twinjet/client.ts',
  ],
  [
    'provider-imports-only-its-own-and-http',
    'electron/core/providers/aftership/b.ts',
    'electron/core/cache/cache.ts',
  ],
  [
    'provider-imports-only-its-own-and-http',
    'electron/core/providers/aftership/c.ts',
    'electron/core/jobs/job-service.ts',
  ],
  ['cache-imports-only-itself', 'electron/core/cache/a.ts', 'electron/core/jobs/job-service.ts'],
  ['http-imports-only-itself', 'electron/core/http/a.ts', 'electron/core/cache/cache.ts'],
  ['feed-imports-only-itself', 'electron/core/feed/a.ts', 'electron/core/jobs/job-service.ts'],
  ['feed-does-not-call-the-cache', 'electron/core/feed/b.ts', 'electron/core/cache/cache.ts'],
  ['ports-import-only-shared', 'electron/core/ports.ts', 'electron/core/http/http.ts'],
  ['practice-shares-no-code', 'electron/core/practice/a.ts', 'shared/domain/job.ts'],
  ['practice-shares-no-code', 'electron/core/practice/b.ts', 'electron/core/providers/twinjet/client.ts'],
  ['practice-is-started-by-the-workspace', 'electron/core/jobs/f.ts', 'electron/core/practice/practice.ts'],
  ['hosting-knows-no-host', 'electron/hosting/a.ts', 'electron/main/main.ts'],
  ['hosting-knows-no-host', 'electron/hosting/b.ts', 'electron/core/core.ts'],
  ['host-uses-the-core-by-its-door', 'electron/main/a.ts', 'electron/server/serve.ts'],
  ['host-uses-the-core-by-its-door', 'electron/server/a.ts', 'electron/main/main.ts'],
  ['host-uses-the-core-by-its-door', 'electron/main/b.ts', 'electron/core/cache/cache.ts'],
  ['host-uses-the-core-by-its-door', 'electron/server/b.ts', 'renderer/state/jobs.ts'],
  ['server-runs-without-electron', 'electron/server/c.ts', 'electron'],
  ['preload-imports-only-electron', 'electron/preload/a.ts', 'shared/domain/job.ts'],
  ['preload-imports-only-electron', 'electron/preload/b.ts', 'node:fs'],
  ['page-knows-no-node', 'renderer/board/a.ts', 'electron/core/core.ts'],
  ['page-knows-no-node', 'renderer/board/b.ts', 'electron'],
  ['page-uses-no-node-module', 'renderer/board/c.ts', 'node:path'],
  ['connection-imports-only-shared', 'renderer/connection/a.ts', 'renderer/state/jobs.ts'],
  ['connection-imports-only-shared', 'renderer/connection/b.ts', 'renderer/board/board.tsx'],
  ['state-knows-no-component', 'renderer/state/a.ts', 'renderer/board/board.tsx'],
  ['state-knows-no-component', 'renderer/state/b.ts', 'renderer/ui/row.tsx'],
  ['ui-knows-no-jobs', 'renderer/ui/a.ts', 'renderer/state/jobs.ts'],
  ['nothing-calls-the-frame', 'renderer/board/d.ts', 'renderer/app/frame.tsx'],
  ['feature-knows-no-other-feature', 'renderer/board/e.ts', 'renderer/map/map.tsx'],
  ['feature-knows-no-other-feature', 'renderer/board/f.ts', 'renderer/connection/client.ts'],
  ['only-the-keychain-store-imports-keytar', 'electron/hosting/c.ts', 'keytar'],
  ['only-cache-imports-sqlite', 'electron/core/jobs/g.ts', 'better-sqlite3'],
  ['only-http-imports-cockatiel', 'electron/core/polling/a.ts', 'cockatiel'],
  ['only-main-and-preload-import-electron', 'electron/hosting/d.ts', 'electron'],
  ['only-rpc-and-hosts-serve', 'electron/core/jobs/h.ts', '@orpc/server'],
  ['only-the-connection-is-a-client', 'renderer/board/g.ts', '@orpc/client'],
  ['only-the-server-imports-ws', 'electron/main/c.ts', 'ws'],
  ['only-the-map-imports-leaflet', 'renderer/board/h.ts', 'leaflet'],
  ['only-http-makes-requests', 'electron/core/jobs/i.ts', 'node:https'],
  ['no-circular', 'electron/core/zones/a.ts', 'electron/core/zones/b.ts'],
  ['no-orphan', 'electron/core/zones/orphan.ts', ''],
  ['not-to-unresolvable', 'electron/core/zones/c.ts', './nowhere.ts'],
  ['not-to-undeclared-package', 'electron/core/zones/d.ts', 'picomatch'],
  ['not-to-test', 'electron/core/zones/e.ts', 'test/support/double.ts'],
];

const ALLOWED: [from: string, to: string][] = [
  ['shared/contract/jobs.ts', 'shared/domain/job.ts'],
  ['shared/contract/jobs.ts', 'zod'],
  ['shared/contract/jobs.ts', '@orpc/contract'],
  ['electron/core/outbox/outbox-service.ts', 'electron/core/jobs/job-service.ts'],
  ['electron/core/outbox/outbox-service.ts', 'electron/core/cache/cache.ts'],
  ['electron/core/outbox/outbox-service.ts', 'electron/core/ports.ts'],
  ['electron/core/outbox/outbox-service.ts', 'node:crypto'],
  ['electron/core/providers/twinjet/client.ts', 'electron/core/providers/provider.ts'],
  ['electron/core/providers/twinjet/client.ts', 'electron/core/http/http.ts'],
  ['electron/core/rpc/jobs.ts', 'electron/core/jobs/job-service.ts'],
  ['electron/core/rpc/jobs.ts', '@orpc/server'],
  ['electron/core/core.ts', 'electron/core/rpc/jobs.ts'],
  ['electron/core/core.ts', 'electron/core/practice/practice.ts'],
  ['electron/core/cache/cache.ts', 'better-sqlite3'],
  ['electron/core/http/http.ts', 'cockatiel'],
  ['electron/core/practice/practice.ts', 'node:http'],
  ['electron/main/main.ts', 'electron/core/core.ts'],
  ['electron/main/main.ts', 'electron/hosting/links.ts'],
  ['electron/main/main.ts', 'electron'],
  ['electron/server/serve.ts', 'electron/core/core.ts'],
  ['electron/server/serve.ts', 'ws'],
  ['electron/server/serve.ts', 'node:http'],
  ['electron/preload/preload.ts', 'electron'],
  ['electron/hosting/keychain-secret-store.ts', 'keytar'],
  ['renderer/board/board.tsx', 'renderer/state/jobs.ts'],
  ['renderer/board/board.tsx', 'renderer/ui/row.tsx'],
  ['renderer/board/board.tsx', 'shared/domain/job.ts'],
  ['renderer/map/map.tsx', 'leaflet'],
  ['renderer/state/jobs.ts', 'renderer/connection/client.ts'],
  ['renderer/connection/client.ts', '@orpc/client'],
  ['renderer/connection/client.ts', 'shared/contract/jobs.ts'],
  ['renderer/app/frame.tsx', 'renderer/board/board.tsx'],
];

const root = fileURLToPath(new URL('../..', import.meta.url));
const tree = mkdtempSync(join(tmpdir(), 'switchyard-imports-'));
let violations: { rule: string; from: string; to: string }[] = [];

beforeAll(async () => {
  const imports = new Map<string, string[]>();
  const add = (from: string, to: string) => imports.set(from, [...(imports.get(from) ?? []), to]);
  for (const [, from, to] of BROKEN) add(from, to);
  for (const [from, to] of ALLOWED) add(from, to);
  add('electron/core/zones/b.ts', 'electron/core/zones/a.ts');
  for (const to of [...imports.values()].flat()) if (isFile(to) && !imports.has(to)) imports.set(to, []);
  for (const [from, targets] of imports) write(from, targets);

  symlinkSync(join(root, 'node_modules'), join(tree, 'node_modules'), 'junction');
  writeFileSync(
    join(tree, 'package.json'),
    JSON.stringify({ type: 'module', dependencies: packagesIn(imports) }, null, 2),
  );
  const result = await cruise(['shared', 'electron', 'renderer'], {
    ...config.options,
    parser: 'tsc',
    baseDir: tree,
    validate: true,
    ruleSet: { forbidden: config.forbidden.map((rule) => ({ ...rule, severity: 'error' as const })) },
  });
  violations = (result.output as ICruiseResult).summary.violations.map(({ rule, from, to }) => ({
    rule: rule.name,
    from,
    to,
  }));
});

afterAll(() => rmSync(tree, { recursive: true, force: true }));

describe('the import rules', () => {
  test.each(BROKEN)('%s refuses %s -> %s', (rule, from, to) => {
    const found = violations.filter((violation) => violation.rule === rule && violation.from === from);
    expect(found.some((violation) => leadsTo(violation.to, to))).toBe(true);
  });

  test.each(ALLOWED)('%s may import %s', (from, to) => {
    expect(violations.filter((violation) => violation.from === from && leadsTo(violation.to, to))).toEqual(
      [],
    );
  });

  test('every rule is proved by a case above', () => {
    const proved = new Set(BROKEN.map(([rule]) => rule));
    expect(config.forbidden.map((rule) => rule.name).filter((name) => !proved.has(name))).toEqual([]);
  });
});

function isFile(target: string): boolean {
  return /^(?:electron|renderer|shared|test)\//.test(target);
}

function write(path: string, targets: string[]): void {
  mkdirSync(join(tree, dirname(path)), { recursive: true });
  const up = '../'.repeat(path.split('/').length - 1);
  const lines = targets
    .filter((target) => target !== '')
    .map(
      (target, index) =>
        `import * as it${index} from '${isFile(target) ? up + target : target}';\nvoid it${index};`,
    );
  writeFileSync(join(tree, path), [...lines, 'export const own = 1;', ''].join('\n'));
}

/** All packages that the cases use, declared, but for the one whose case is that it is not. */
function packagesIn(imports: Map<string, string[]>): Record<string, string> {
  const names = [...imports.values()]
    .flat()
    .filter((target) => !isFile(target) && !/^(?:node:|[.]|$)/.test(target));
  return Object.fromEntries(names.filter((name) => name !== 'picomatch').map((name) => [name, '*']));
}

function leadsTo(resolved: string, target: string): boolean {
  if (target === '' || isFile(target) || target.startsWith('.')) return resolved === target || target === '';
  const name = target.replace('node:', '');
  return resolved === name || resolved.includes(`node_modules/${name}/`);
}
