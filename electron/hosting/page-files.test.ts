import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createPageFiles, NONCE_PLACEHOLDER, type PageAnswer } from './page-files.ts';

let folder: string;
let root: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'switchyard-page-'));
  root = join(folder, 'page');
  await mkdir(join(root, 'assets'), { recursive: true });
  await mkdir(join(folder, 'page-evil'));
  await writeFile(
    join(root, 'index.html'),
    `<meta name="csp-nonce" content="${NONCE_PLACEHOLDER}"><style nonce="${NONCE_PLACEHOLDER}"></style>`,
  );
  await writeFile(join(root, 'assets', 'main-abc123.js'), 'export {};');
  await writeFile(join(root, 'icon.svg'), '<svg/>');
  await writeFile(join(root, '.hidden.js'), 'secret');
  await writeFile(join(root, 'notes.sqlite'), 'secret');
  await writeFile(join(folder, 'secret.js'), 'secret');
  await writeFile(join(folder, 'page-evil', 'x.js'), 'secret');
  if (process.platform !== 'win32') {
    await symlink(join(folder, 'secret.js'), join(root, 'out.js'));
    await symlink(join(folder, 'page-evil'), join(root, 'evil'));
    await symlink(join(root, 'icon.svg'), join(root, 'same.svg'));
    await symlink(join(root, 'loop.js'), join(root, 'loop.js'));
  }
});
afterAll(() => rm(folder, { recursive: true, force: true }));

const page = () => createPageFiles({ root, connectSources: ['ws://127.0.0.1:1'] });
const text = (answer: PageAnswer) => new TextDecoder().decode(answer.body);

it.each(['/', '/index.html', '/?job=1', '/#x'])('answers %s with the page', async (target) => {
  const answer = await page().answer(target);
  expect(answer).toMatchObject({
    status: 200,
    headers: { 'content-type': 'text/html; charset=utf-8', 'cache-control': 'no-store' },
  });
});

it('writes a nonce of its own into every page and its policy', async () => {
  const seen = new Set<string>();
  for (let n = 0; n < 3; n += 1) {
    const answer = await page().answer('/');
    const nonce = /content="([^"]+)"/.exec(text(answer))?.[1] ?? '';
    expect(Buffer.from(nonce, 'base64')).toHaveLength(18);
    expect(text(answer)).toBe(`<meta name="csp-nonce" content="${nonce}"><style nonce="${nonce}"></style>`);
    expect(answer.headers['content-security-policy']).toContain(`style-src 'self' 'nonce-${nonce}'`);
    seen.add(nonce);
  }
  expect(seen.size).toBe(3);
});

it('lets the page do little', async () => {
  const { headers } = await page().answer('/');
  const policy = Object.fromEntries(
    (headers['content-security-policy'] ?? '').split('; ').map((directive) => {
      const [name = '', ...sources] = directive.split(' ');
      return [name, sources.join(' ')];
    }),
  );
  expect(policy).toMatchObject({
    'default-src': "'none'",
    'script-src': "'self'",
    'connect-src': "'self' ws://127.0.0.1:1",
    'img-src': "'self' data: blob:",
    'frame-src': 'blob:',
    'frame-ancestors': "'none'",
    'base-uri': "'none'",
    'form-action': "'none'",
  });
  expect(JSON.stringify(policy)).not.toMatch(/unsafe|\*|https?:/);
  expect(headers).toMatchObject({
    'x-content-type-options': 'nosniff',
    'referrer-policy': 'no-referrer',
    'cross-origin-opener-policy': 'same-origin',
    'cross-origin-resource-policy': 'same-origin',
  });
});

it('keeps files with a hash in their name for ever, others not', async () => {
  expect((await page().answer('/assets/main-abc123.js')).headers).toMatchObject({
    'content-type': 'text/javascript; charset=utf-8',
    'cache-control': expect.stringContaining('immutable'),
  });
  expect((await page().answer('/icon.svg')).headers).toMatchObject({
    'content-type': 'image/svg+xml',
    'cache-control': 'no-cache',
  });
});

it.each([
  '',
  'index.html',
  '//',
  '//secret.js',
  '/assets',
  '/assets/',
  '/assets//main-abc123.js',
  '/./icon.svg',
  '/assets/../icon.svg',
  '/../secret.js',
  '/..%2fsecret.js',
  '/%2e%2e/secret.js',
  '/%2e%2e%2fsecret.js',
  '/assets/..%2f..%2fsecret.js',
  '/%252e%252e/secret.js',
  '/..%5csecret.js',
  '/..\\secret.js',
  '/assets\\..\\..\\secret.js',
  '/%c0%ae%c0%ae/secret.js',
  '/../page-evil/x.js',
  '/icon.svg%00',
  '/icon.svg%00.js',
  '/icon.svg.',
  '/icon.svg%20',
  '/icon.svg::$DATA',
  '/C:/Windows/win.ini',
  '/C:%5cWindows%5cwin.ini',
  '/%5c%5cserver%5cshare%5cx.js',
  '/ICON~1.SVG',
  '/.hidden.js',
  '/notes.sqlite',
  '/missing.js',
  '/%',
  '/%zz',
  '/constructor',
  '/__proto__',
  'http://127.0.0.1/icon.svg',
  `/${'a'.repeat(5000)}.js`,
])('answers %s with nothing', async (target) => {
  const answer = await page().answer(target);
  expect(answer.status).toBe(404);
  expect(text(answer)).not.toMatch(/secret|svg/);
});

describe.skipIf(process.platform === 'win32')('with links in the folder', () => {
  it.each(['/out.js', '/evil/x.js', '/loop.js'])('does not follow %s out of it', async (target) => {
    expect((await page().answer(target)).status).toBe(404);
  });

  it('follows one that stays inside', async () => {
    expect((await page().answer('/same.svg')).status).toBe(200);
  });

  it('works when the folder itself is reached through a link', async () => {
    const link = join(folder, 'current');
    await symlink(root, link);
    expect((await createPageFiles({ root: link }).answer('/icon.svg')).status).toBe(200);
  });
});

it('says what to do when the page was not built', async () => {
  const answer = await createPageFiles({ root: join(folder, 'nowhere') }).answer('/');
  expect(answer.status).toBe(503);
  expect(text(answer)).toContain('npm run build');
});
