import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { DoubleSession, net, protocol, resetElectron } from '../../test/support/electron-double.ts';
import type { Logger } from '../core/ports.ts';
import type { TileSource } from '../hosting/tile-answer.ts';
import { registerPageScheme, servePage } from './page-protocol.ts';

vi.mock('electron', () => import('../../test/support/electron-double.ts'));

const silent: Logger = { debug() {}, info() {}, warn() {}, error() {} };
const PNG = Uint8Array.from([0x89, 0x50, 0x4e, 0x47]);

let folder: string;
let session: DoubleSession;
beforeEach(async () => {
  resetElectron();
  folder = await mkdtemp(join(tmpdir(), 'switchyard-page-'));
  await mkdir(join(folder, 'page', 'assets'), { recursive: true });
  await writeFile(
    join(folder, 'page', 'index.html'),
    '<meta content="__CSP_NONCE__"><title>the board</title>',
  );
  await writeFile(join(folder, 'page', 'assets', 'main-1a2b.js'), 'export {};');
  await writeFile(join(folder, 'secret.json'), '{"secret":true}');
  await writeFile(join(folder, 'page-evil.js'), 'evil');
  session = new DoubleSession('page', { cache: false });
});
afterEach(() => rm(folder, { recursive: true, force: true }));

function serve(change: { tile?: TileSource; devServer?: string } = {}): void {
  const tile: TileSource = change.tile ?? (async () => null);
  servePage(session as never, { root: join(folder, 'page'), tile, log: silent, devServer: change.devServer });
}

async function ask(address: string, method = 'GET'): Promise<Response> {
  const handler = session.handlers.get('switchyard-app');
  // A plain object: the parser of Request would tidy up what a hostile address wants to smuggle in.
  return handler!({ url: address, method } as Request);
}

it('registers a scheme with an origin of its own that bypasses nothing', () => {
  registerPageScheme();
  expect(protocol.schemes).toEqual([
    { scheme: 'switchyard-app', privileges: { standard: true, secure: true, supportFetchAPI: true } },
  ]);
});

it('serves the page with a policy whose nonce is new each time', async () => {
  serve();
  const answers = await Promise.all([ask('switchyard-app://console/'), ask('switchyard-app://console/')]);
  const nonces = await Promise.all(
    answers.map(async (answer) => {
      expect(answer.status).toBe(200);
      const nonce = /content="([^"]+)"/.exec(await answer.text())?.[1] ?? '';
      expect(answer.headers.get('content-security-policy')).toContain(`'nonce-${nonce}'`);
      expect(answer.headers.get('content-security-policy')).toContain("connect-src 'self';");
      return nonce;
    }),
  );
  expect(new Set(nonces).size).toBe(2);
});

it('serves the files of the page', async () => {
  serve();
  const script = await ask('switchyard-app://console/assets/main-1a2b.js?v=1');
  expect(script.headers.get('content-type')).toContain('text/javascript');
  expect(await script.text()).toBe('export {};');
});

describe('refuses', () => {
  it.each([
    '../secret.json',
    'assets/../../secret.json',
    '..%2fsecret.json',
    '..%2Fsecret.json',
    '%2e%2e/secret.json',
    '%2e%2e%2fsecret.json',
    'assets/%2e%2e/%2e%2e/secret.json',
    '..%5csecret.json',
    '..\\secret.json',
    '%252e%252e%252fsecret.json',
    'assets/..%00/../secret.json',
    '/secret.json',
    '/etc/passwd',
    '//etc/passwd',
    '../page-evil.js',
    'C:/Windows/win.ini',
    'C:%5cWindows%5cwin.ini',
    'file:///etc/passwd',
    '.env',
    'assets/',
    'assets',
  ])('%s', async (path) => {
    serve();
    const answer = await ask(`switchyard-app://console/${path}`);
    expect(answer.status).toBe(404);
    expect(await answer.text()).not.toMatch(/secret|evil|root:/);
  });

  // Windows lets only administrators make one.
  it.skipIf(process.platform === 'win32')('a link that leads out of the folder', async () => {
    await symlink(join(folder, 'secret.json'), join(folder, 'page', 'assets', 'link.json'));
    serve();
    expect((await ask('switchyard-app://console/assets/link.json')).status).toBe(404);
  });

  it.each([
    'switchyard-app://other/',
    'switchyard-app://console.evil/',
    'switchyard-app://console:81/',
    'switchyard-app://user@console/',
    'switchyard-app:console/',
    'http://console/',
    'nonsense',
  ])('the address %s', async (address) => {
    serve();
    expect((await ask(address)).status).toBe(404);
  });

  it.each(['POST', 'PUT', 'DELETE', 'HEAD'])('%s', async (method) => {
    serve();
    expect((await ask('switchyard-app://console/', method)).status).toBe(405);
  });
});

describe('map tiles', () => {
  it('come from the core, by their place', async () => {
    const asked: unknown[][] = [];
    serve({
      async tile(...place) {
        asked.push(place);
        return { bytes: PNG, type: 'image/png' };
      },
    });
    const answer = await ask('switchyard-app://console/tiles/0a1b2c3d/3/4/5.png');
    expect(answer.headers.get('content-type')).toBe('image/png');
    expect(new Uint8Array(await answer.arrayBuffer())).toEqual(PNG);
    expect(asked).toEqual([['0a1b2c3d', 3, 4, 5]]);
  });

  it('are nothing but pictures, at places that exist', async () => {
    serve({ tile: async (_source, z) => ({ bytes: PNG, type: z === 1 ? 'text/html' : 'image/png' }) });
    for (const place of ['1/0/0.png', '3/8/0.png', '23/0/0.png']) {
      const answer = await ask(`switchyard-app://console/tiles/0a1b2c3d/${place}`);
      expect(answer.status, place).toBe(204);
      expect(await answer.text()).toBe('');
    }
    for (const path of ['tiles/0a1b2c3d/3/4/5.svg', 'tiles/3/4/5.png', 'tiles/0A1B2C3D/3/4/5.png']) {
      expect((await ask(`switchyard-app://console/${path}`)).status, path).toBe(404);
    }
  });

  it('that break are a sentence without the inside', async () => {
    serve({ tile: () => Promise.reject(new Error('the disk is on fire')) });
    const answer = await ask('switchyard-app://console/tiles/0a1b2c3d/3/4/5.png');
    expect(answer.status).toBe(500);
    expect(await answer.text()).not.toContain('fire');
  });
});

it('asks the development server under the same address, and only for what is under it', async () => {
  serve({ devServer: 'http://localhost:5173' });
  await ask('switchyard-app://console/main.tsx?t=1');
  expect(net.fetched).toEqual(['http://localhost:5173/main.tsx?t=1']);
  expect((await ask('switchyard-app://other/main.tsx')).status).toBe(404);
  expect(net.fetched).toHaveLength(1);
});
