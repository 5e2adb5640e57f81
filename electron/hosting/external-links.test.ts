import { expect, it } from 'vitest';
import { openExternalLink } from './external-links.ts';

async function opened(link: unknown): Promise<string[]> {
  const urls: string[] = [];
  await openExternalLink(link, (url) => void urls.push(url));
  return urls;
}

it.each([
  ['https://example.com', 'https://example.com/'],
  ['http://example.com/track?id=1&x=a@b.example', 'http://example.com/track?id=1&x=a@b.example'],
  ['https://example.com?mail=a@b.example', 'https://example.com/?mail=a@b.example'],
  ['HTTPS://EXAMPLE.COM/Path', 'https://example.com/Path'],
  // Re-serialised: what a shell or a command line could take for its own is encoded, a foreign alphabet is shown as such.
  ['https://example.com/"><script>', 'https://example.com/%22%3E%3Cscript%3E'],
  ['https://аpple.com/', 'https://xn--pple-43d.com/'],
  ['https://example.com/a/../b', 'https://example.com/b'],
])('opens %s', async (link, url) => {
  expect(await opened(link)).toEqual([url]);
});

it.each([
  'javascript:alert(1)',
  'JaVaScRiPt:alert(1)',
  ' javascript:alert(1)',
  'java\tscript:alert(1)',
  'data:text/html,<script>alert(1)</script>',
  'vbscript:x',
  'file:///etc/passwd',
  'file://server/share',
  '\\\\server\\share\\evil.exe',
  'smb://server/share',
  'ms-msdt:/id PCWDiagnostic',
  'search-ms:query=x',
  'mailto:a@example.com',
  'tel:123',
  'switchyard://job/x',
  'chrome://settings',
  'about:blank',
  'blob:https://example.com/1',
  'view-source:https://example.com',
  'ftp://example.com/x',
  'ws://example.com',
  'C:\\Windows\\System32\\calc.exe',
  '/etc/passwd',
  '//example.com',
  'example.com',
  '',
  'https:',
  'https://',
  'https:///example.com',
  'https:example.com',
  'https:/example.com',
  'https:\\\\example.com',
  'https://example.com\\@evil.example',
  'https://switchyard.example@evil.example/',
  'https://user:password@example.com/',
  'https://@example.com/',
  'https://:@example.com/',
  'https://example.com:99999/',
  'https://exa mple.com/',
  'https://example.com/\u202Egnp.exe',
  'https://example.com/\u200B',
  'https://example.com/\u0000',
  'https://example.com/\r\nX: y',
  'https://exam\nple.com/',
  'https://[::1',
  'https://%00.example.com',
  `https://example.com/${'a'.repeat(2048)}`,
  // Short enough as it is, too long once encoded.
  `https://example.com/${'ä'.repeat(1000)}`,
  null,
  undefined,
  42,
  { href: 'https://example.com', toString: () => 'https://example.com' },
  ['https://example.com'],
])('refuses %j', async (link) => {
  expect(await opened(link)).toEqual([]);
});

it('says why', async () => {
  expect(await openExternalLink('https://a@b.example/', () => undefined)).toEqual({
    ok: false,
    problem: expect.stringContaining('user name'),
  });
});
