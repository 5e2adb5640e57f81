// Everything that is not our own page is turned away: the server in a process of its own, asked by raw sockets, since
// ordinary clients repair what matters here (paths, duplicate headers, Host).
import { once } from 'node:events';
import { readFile, stat } from 'node:fs/promises';
import { connect } from 'node:net';
import { networkInterfaces } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type ClientOptions, WebSocket } from 'ws';
import { type ServerProcess, startServer } from '../support/server-process.ts';

let server: ServerProcess;
let cookie: string;
beforeAll(async () => {
  server = await startServer();
  cookie = await server.cookie();
});
afterAll(() => server?.[Symbol.asyncDispose]());

/** Sends exactly these lines and returns everything that comes back until the other end closes. */
async function raw(...lines: string[]): Promise<string> {
  const socket = connect(server.port, '127.0.0.1');
  let answer = '';
  socket.setEncoding('latin1').on('data', (chunk) => {
    answer += chunk;
  });
  socket.on('error', () => undefined);
  socket.write(`${lines.join('\r\n')}\r\n\r\n`);
  await once(socket, 'close');
  return answer;
}

const host = () => `Host: 127.0.0.1:${server.port}`;
const signedIn = () => [host(), `Cookie: ${cookie}`, 'Connection: close'];
const statusOf = (answer: string) => Number(/^HTTP\/1\.1 (\d{3}) /.exec(answer)?.[1]);
const UPGRADE = [
  'Connection: Upgrade',
  'Upgrade: websocket',
  'Sec-WebSocket-Version: 13',
  'Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==',
];

it('prints one line, the address, and nothing else on stdout', () => {
  expect(server.stdout()).toMatch(/^\{"url":"http:\/\/127\.0\.0\.1:\d+\/\?token=[A-Za-z0-9_-]{43}"\}\n$/);
});

describe('cookie and token', () => {
  it.each([
    '/',
    '/index.html',
    '/assets/x.js',
    '/tiles/0a1b2c3d/1/0/0.png',
    '/?token=',
    '/?token=guess',
    '/?token=%00',
  ])('does not answer %s without them', async (path) => {
    const answer = await raw(`GET ${path} HTTP/1.1`, host(), 'Connection: close');
    expect(statusOf(answer)).toBe(401);
    expect(answer).not.toMatch(/<html|set-cookie/i);
  });

  it.each([
    'switchyard=x',
    'switchyard-1=x',
    '=; ;;==',
    () => `${cookie}x`,
    () => cookie.slice(0, -1),
    () => `x${cookie}`,
    () => `${cookie.split('=')[0]}=`,
  ])('does not take another cookie (%#)', async (value) => {
    const sent = typeof value === 'string' ? value : value();
    expect(statusOf(await raw('GET / HTTP/1.1', host(), `Cookie: ${sent}`, 'Connection: close'))).toBe(401);
  });

  it('swaps a token once, for a cookie that scripts and other sites never get, and takes it out of the address', async () => {
    const address = new URL(await server.address());
    const request = [`GET ${address.pathname}${address.search} HTTP/1.1`, host(), 'Connection: close'];
    const first = await raw(...request);
    expect(statusOf(first)).toBe(303);
    expect(first).toMatch(/\r\nlocation: \/\r\n/);
    expect(first).toMatch(/\r\nset-cookie: switchyard-\d+=[\w-]{43}; Path=\/; HttpOnly; SameSite=Strict\r\n/);
    expect(first).toMatch(/\r\nreferrer-policy: no-referrer\r\n/);
    expect(statusOf(await raw(...request))).toBe(401);
    expect(await server.address()).not.toBe(address.href);
  });

  it('does not use a token up by HEAD, by a wrong Host or by what another site embeds', async () => {
    const address = new URL(await server.address());
    const target = `${address.pathname}${address.search}`;
    expect(await raw(`HEAD ${target} HTTP/1.1`, host(), 'Connection: close')).not.toMatch(/set-cookie/);
    expect(await raw(`GET ${target} HTTP/1.1`, 'Host: evil.example', 'Connection: close')).not.toMatch(
      /set-cookie/,
    );
    const embedded = ['Sec-Fetch-Site: cross-site', 'Sec-Fetch-Mode: no-cors', 'Sec-Fetch-Dest: image'];
    expect(await raw(`GET ${target} HTTP/1.1`, host(), ...embedded, 'Connection: close')).not.toMatch(
      /set-cookie/,
    );
    expect(await server.address()).toBe(address.href);
  });

  it('lets somebody who follows a link ask once more from a document of ours, which brings the cookie', async () => {
    const link = ['Sec-Fetch-Site: cross-site', 'Sec-Fetch-Mode: navigate', 'Sec-Fetch-Dest: document'];
    const first = await raw('GET / HTTP/1.1', host(), ...link, 'Connection: close');
    expect(statusOf(first)).toBe(401);
    expect(first).toMatch(/\r\nrefresh: 0; url=\/\r\n/);
    const again = ['Sec-Fetch-Site: same-origin', ...link.slice(1)];
    expect(await raw('GET / HTTP/1.1', host(), ...again, 'Connection: close')).not.toMatch(/\r\nrefresh/);
  });

  it('keeps the address in a file that only this user can read, and the token out of the log', async () => {
    const address = await server.address();
    if (process.platform !== 'win32') {
      expect((await stat(join(server.dataDir, 'server-address'))).mode & 0o777).toBe(0o600);
    }
    const log = server.stderr() + (await readFile(join(server.dataDir, 'logs', 'switchyard.log'), 'utf8'));
    expect(log).toContain('A request was refused.');
    for (const secret of [server.url, address]) {
      expect(log).not.toContain(new URL(secret).searchParams.get('token'));
    }
    expect(log).not.toContain(cookie);
  });
});

describe('Host', () => {
  it.each([
    'evil.example',
    'evil.example:PORT',
    '127.0.0.1',
    'localhost',
    '127.0.0.1:1',
    '127.0.0.1:PORT.evil.example',
    '127.0.0.1.evil.example:PORT',
    'localhost.evil.example:PORT',
    'localhost.:PORT',
    '[::1]:PORT',
    '127.1:PORT',
    '2130706433:PORT',
    '0.0.0.0:PORT',
    'user@127.0.0.1:PORT',
  ])('refuses %s', async (name) => {
    const wrong = `Host: ${name.replace('PORT', String(server.port))}`;
    expect(statusOf(await raw('GET / HTTP/1.1', wrong, `Cookie: ${cookie}`, 'Connection: close'))).toBe(421);
  });

  it('refuses none at all, and two of them', async () => {
    const rest = [`Cookie: ${cookie}`, 'Connection: close'];
    expect(statusOf(await raw('GET / HTTP/1.1', ...rest))).toBe(400);
    expect(statusOf(await raw('GET / HTTP/1.0', ...rest))).toBeGreaterThanOrEqual(400);
    for (const hosts of [
      [host(), 'Host: evil.example'],
      ['Host: evil.example', host()],
    ]) {
      expect(statusOf(await raw('GET / HTTP/1.1', ...hosts, ...rest))).toBeGreaterThanOrEqual(400);
    }
  });

  it('is no proxy', async () => {
    for (const line of [
      'GET http://example.com/ HTTP/1.1',
      () => `GET http://127.0.0.1:${server.port}/ HTTP/1.1`,
      'GET * HTTP/1.1',
      'OPTIONS * HTTP/1.1',
    ]) {
      const sent = typeof line === 'string' ? line : line();
      expect(statusOf(await raw(sent, ...signedIn()))).toBeGreaterThanOrEqual(400);
    }
    expect(await raw('CONNECT example.com:443 HTTP/1.1', ...signedIn())).not.toMatch(/^HTTP\/1\.1 2/);
  });

  it('listens on one address of loopback and on no other', async () => {
    const others = Object.values(networkInterfaces())
      .flatMap((addresses) => addresses ?? [])
      .filter(({ internal, family }) => !internal && family === 'IPv4')
      .map(({ address }) => address);
    if (process.platform === 'linux') others.push('127.0.0.2');
    for (const address of others) {
      const socket = connect(server.port, address);
      await expect(once(socket, 'connect'), address).rejects.toThrow(/ECONNREFUSED/);
    }
  });
});

describe('Origin and fetch metadata', () => {
  it.each([
    ['Origin: https://evil.example'],
    ['Origin: null'],
    ['Origin: '],
    ['Origin: http://127.0.0.1'],
    ['Origin: http://localhost:PORT'],
    ['Origin: https://127.0.0.1:PORT'],
    ['Origin: http://127.0.0.1:PORT.evil.example'],
    ['Origin: http://127.0.0.1:PORT/'],
    ['Origin: http://127.0.0.1:PORT', 'Origin: http://127.0.0.1:PORT'],
    ['Sec-Fetch-Site: cross-site', 'Sec-Fetch-Mode: no-cors'],
    ['Sec-Fetch-Site: same-site', 'Sec-Fetch-Mode: no-cors', 'Sec-Fetch-Dest: image'],
    ['Sec-Fetch-Site: same-site', 'Sec-Fetch-Mode: navigate', 'Sec-Fetch-Dest: iframe'],
    ['Sec-Fetch-Site: same-origin', 'Sec-Fetch-Site: cross-site'],
  ])('refuses %s %s', async (...headers) => {
    const sent = headers.map((header) => header.replace('PORT', String(server.port)));
    expect(statusOf(await raw('GET / HTTP/1.1', ...sent, ...signedIn()))).toBe(403);
  });

  it.each([
    [],
    ['Origin: http://127.0.0.1:PORT'],
    ['Sec-Fetch-Site: none', 'Sec-Fetch-Mode: navigate', 'Sec-Fetch-Dest: document'],
    ['Sec-Fetch-Site: same-origin', 'Sec-Fetch-Mode: cors', 'Sec-Fetch-Dest: script'],
  ])('answers our own page (%s %s %s)', async (...headers) => {
    const sent = headers.map((header) => header.replace('PORT', String(server.port)));
    expect(statusOf(await raw('GET / HTTP/1.1', ...sent, ...signedIn()))).toBe(200);
  });
});

describe('methods and bodies', () => {
  it.each(['POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS', 'TRACE', 'PROPFIND'])(
    'refuses %s',
    async (method) => {
      expect(statusOf(await raw(`${method} / HTTP/1.1`, ...signedIn()))).toBe(403);
      const ours = await raw(`${method} / HTTP/1.1`, `Origin: ${server.origin}`, ...signedIn());
      expect(statusOf(ours)).toBe(405);
      expect(ours).toMatch(/\r\nallow: GET, HEAD\r\n/);
    },
  );

  it('is not talked into another method', async () => {
    const override = ['X-HTTP-Method-Override: DELETE', 'X-Method-Override: POST'];
    expect(statusOf(await raw('GET /?_method=POST HTTP/1.1', ...override, ...signedIn()))).toBe(200);
    expect(statusOf(await raw('get / HTTP/1.1', ...signedIn()))).toBe(400);
    expect(statusOf(await raw('ABC / HTTP/1.1', ...signedIn()))).toBe(400);
  });

  it('takes no body and does not wait for one', async () => {
    expect(statusOf(await raw('GET / HTTP/1.1', 'Content-Length: 1000000', ...signedIn()))).toBe(413);
    expect(statusOf(await raw('GET / HTTP/1.1', 'Transfer-Encoding: chunked', ...signedIn()))).toBe(413);
    const both = ['Transfer-Encoding: chunked', 'Content-Length: 4'];
    expect(statusOf(await raw('GET / HTTP/1.1', ...both, ...signedIn()))).toBe(400);
  });

  it('answers HEAD with the headers only', async () => {
    const answer = await raw('HEAD / HTTP/1.1', ...signedIn());
    expect(statusOf(answer)).toBe(200);
    expect(answer.split('\r\n\r\n')[1]).toBe('');
  });

  it('caps headers and addresses', async () => {
    expect(statusOf(await raw('GET / HTTP/1.1', ...signedIn(), `X: ${'x'.repeat(20_000)}`))).toBe(431);
    expect(statusOf(await raw(`GET /${'x'.repeat(3000)} HTTP/1.1`, ...signedIn()))).toBe(414);
  });

  it('gives up on one who never finishes asking, and serves others meanwhile', async () => {
    const slow = connect(server.port, '127.0.0.1');
    slow.on('error', () => undefined);
    slow.write('GET / HTTP/1.1\r\nX-Slow: ');
    const closed = once(slow.resume(), 'close');
    expect((await server.get('/')).status).toBe(200);
    await closed;
  });
});

describe('paths', () => {
  it.each([
    '/../package.json',
    '/../../package.json',
    '/assets/../../main/server.js',
    '/%2e%2e/main/server.js',
    '/%2e%2e%2fmain%2fserver.js',
    '/..%2fmain/server.js',
    '/.%2e/main/server.js',
    '/..%5cmain%5cserver.js',
    '/..\\main\\server.js',
    '/%252e%252e/main/server.js',
    '/..%c0%afmain/server.js',
    '/assets/%00/../../main/server.js',
    '/index.html%00.js',
    '//etc/passwd',
    '///etc/passwd',
    '/etc/passwd',
    '/file:///etc/passwd',
    '/C:/Windows/win.ini',
    '/assets/',
    '/assets',
    '/.built-from',
    '/rpc',
    '/tiles/',
    '/tiles/1/0/0.png',
    '/tiles/0a1b2c3d/1/0/0',
    '/tiles/0a1b2c3d/1/0/0.svg',
    '/tiles/0a1b2c3/1/0/0.png',
    '/tiles/0A1B2C3D/1/0/0.png',
    '/tiles/0a1b2c3d/-1/0/0.png',
    '/tiles/0a1b2c3d/1/0/../0.png',
    '/tiles/0a1b2c3d/1/0/0.png?x=1',
    '/tiles/0a1b2c3d/1/0/0.png/../../../../index.html',
    '/?token=x/../..',
  ])('gives away nothing for %s', async (path) => {
    const answer = await raw(`GET ${path} HTTP/1.1`, ...signedIn());
    if (path.startsWith('/?')) expect(statusOf(answer)).toBe(303);
    else expect([400, 404]).toContain(statusOf(answer));
    expect(answer).not.toMatch(/root:|createServer|"dependencies"|<title>Index/);
  });
});

describe('answers', () => {
  it('carry the policy, whatever they are, and say nothing about the server', async () => {
    const answers = [
      await raw('GET / HTTP/1.1', ...signedIn()),
      await raw('GET /nowhere.js HTTP/1.1', ...signedIn()),
      await raw('GET / HTTP/1.1', host(), 'Connection: close'),
      await raw('GET /rpc HTTP/1.1', host(), ...UPGRADE),
    ];
    for (const answer of answers) {
      for (const header of [
        'content-security-policy: ',
        'x-content-type-options: nosniff',
        'x-frame-options: DENY',
        'referrer-policy: no-referrer',
        'cross-origin-opener-policy: same-origin',
        'cross-origin-resource-policy: same-origin',
        'permissions-policy: ',
        'cache-control: no-store',
      ]) {
        expect(answer.toLowerCase()).toContain(`\r\n${header.toLowerCase()}`);
      }
      expect(answer).not.toMatch(/\r\n(server|x-powered-by|access-control-[a-z-]+):/i);
    }
  });
});

describe('the WebSocket', () => {
  it.each<[string, number, () => string[]]>([
    ['no cookie', 401, () => [host(), `Origin: ${server.origin}`]],
    ['a wrong cookie', 401, () => [host(), `Origin: ${server.origin}`, 'Cookie: switchyard=x']],
    ['no Origin', 403, () => [host(), `Cookie: ${cookie}`]],
    ['Origin null', 403, () => [host(), `Cookie: ${cookie}`, 'Origin: null']],
    ['another Origin', 403, () => [host(), `Cookie: ${cookie}`, 'Origin: https://evil.example']],
    ['another port of this machine', 403, () => [host(), `Cookie: ${cookie}`, 'Origin: http://127.0.0.1:1']],
    [
      'the Origin of the other name',
      403,
      () => [host(), `Cookie: ${cookie}`, `Origin: http://localhost:${server.port}`],
    ],
    [
      'another Host, even with a matching Origin',
      421,
      () => ['Host: evil.example', 'Origin: http://evil.example', `Cookie: ${cookie}`],
    ],
    [
      'a token in place of the cookie',
      404,
      () => [host(), `Origin: ${server.origin}`, `X-Path: /rpc${new URL(server.url).search}`],
    ],
  ])('is refused to %s', async (_, status, headers) => {
    const sent = headers();
    const path = sent.find((header) => header.startsWith('X-Path: '))?.slice(8) ?? '/rpc';
    expect(statusOf(await raw(`GET ${path} HTTP/1.1`, ...sent, ...UPGRADE))).toBe(status);
  });

  it.each(['/', '/rpc/', '/rpc/x', '/RPC', '/tiles/1/0/0.png'])('is not at %s', async (path) => {
    const headers = [host(), `Cookie: ${cookie}`, `Origin: ${server.origin}`];
    expect(statusOf(await raw(`GET ${path} HTTP/1.1`, ...headers, ...UPGRADE))).toBe(404);
  });

  it('is refused to other methods and other protocols', async () => {
    const headers = [host(), `Cookie: ${cookie}`, `Origin: ${server.origin}`];
    expect(statusOf(await raw('POST /rpc HTTP/1.1', ...headers, ...UPGRADE))).toBe(405);
    expect(statusOf(await raw('GET /rpc HTTP/1.1', ...headers, 'Connection: Upgrade', 'Upgrade: h2c'))).toBe(
      400,
    );
  });

  async function open(options: ClientOptions = {}): Promise<WebSocket> {
    const socket = new WebSocket(`ws://127.0.0.1:${server.port}/rpc`, {
      headers: { cookie, origin: server.origin },
      ...options,
    });
    await once(socket, 'open');
    return socket;
  }

  it('compresses nothing, even when asked to', async () => {
    const socket = await open({ perMessageDeflate: true });
    expect(socket.extensions).toBe('');
    socket.close();
  });

  it('closes on a frame above its limit with 1009, and on the sum of many small ones', async () => {
    const whole = await open();
    whole.send('x'.repeat(1024 * 1024 + 1));
    expect((await once(whole, 'close'))[0]).toBe(1009);

    const pieces = await open();
    pieces.on('error', () => undefined);
    const closed = once(pieces, 'close');
    for (let n = 0; n < 20; n += 1) pieces.send('x'.repeat(64 * 1024), { fin: false });
    expect((await closed)[0]).toBe(1009);
  });

  it('survives nonsense, and goes on answering everybody else', async () => {
    for (const nonsense of [
      '',
      'x',
      'null',
      '[]',
      '{}',
      '{"i":"1"}',
      '{"i":"1","p":{"u":"/__proto__/constructor"}}',
      '{"i":"1","p":{"u":"orpc:/../../app/hello"}}',
      '{"i":1,"t":99,"p":null}',
      `${'['.repeat(50_000)}`,
      Buffer.from([0xff, 0xfe, 0x00]),
    ]) {
      const socket = await open();
      socket.on('error', () => undefined);
      socket.send(nonsense);
      socket.close();
      await once(socket, 'close');
    }
    const text = await open();
    const closed = once(text, 'close');
    // Not UTF-8, sent as text.
    text.send(Buffer.from([0xc3, 0x28]), { binary: false });
    expect((await closed)[0]).toBe(1007);

    await using rpc = await server.rpc();
    expect(await rpc.client.app.hello()).toMatchObject({ host: 'server' });
  });

  it('closes when the frames are not those of a client', async () => {
    const socket = connect(server.port, '127.0.0.1');
    socket.on('error', () => undefined);
    const headers = [host(), `Cookie: ${cookie}`, `Origin: ${server.origin}`, ...UPGRADE];
    socket.write(`GET /rpc HTTP/1.1\r\n${headers.join('\r\n')}\r\n\r\n`);
    expect(String((await once(socket, 'data'))[0])).toMatch(/^HTTP\/1\.1 101 /);
    // An unmasked frame.
    socket.write(Buffer.from([0x81, 0x01, 0x78]));
    await once(socket, 'close');
  });
});

describe('the process', () => {
  it('says in a sentence what is wrong with its options, and ends with 2', async () => {
    await expect(startServer({ args: ['--practice', '--live'] })).rejects.toThrow(/\(2\).*\n.*exclude/);
    await expect(startServer({ args: ['--vault', 'plain'] })).rejects.toThrow(/\(2\).*\n.*keychain/);
  });

  it('says which port is taken', async () => {
    await expect(startServer({ args: ['--port', String(server.port)] })).rejects.toThrow(
      new RegExp(`\\(1\\)[^]*port ${server.port} is in use`),
    );
  });

  it.each(['SIGTERM', 'SIGINT'] as const)('stops in order on %s, with pages open', async (signal) => {
    await using other = await startServer();
    await using rpc = await other.rpc();
    const closed = once(rpc.socket, 'close');
    const address = await other.address();
    expect(await other.stop(signal)).toEqual({ code: 0, signal: null });
    expect((await closed)[0]).toBe(1001);
    await expect(other.address()).rejects.toThrow(/ENOENT/);
    expect(other.stdout().trim().split('\n')).toHaveLength(1);
    expect(address).toMatch(/token=/);
  });

  it('can be killed and started again on the same data, with a new token and a new cookie', async () => {
    await using first = await startServer();
    const old = await first.cookie();
    expect(await first.kill()).toEqual({ code: null, signal: 'SIGKILL' });
    await using second = await startServer({ dataDir: first.dataDir, args: ['--port', String(first.port)] });
    expect(second.url).not.toBe(first.url);
    expect((await fetch(second.origin, { headers: { cookie: old } })).status).toBe(401);
    expect((await second.get('/index.html')).status).toBe(200);
    await second.stop();
  });

  it('does not hand the passphrase to anybody', async () => {
    await using other = await startServer({
      args: ['--vault', 'passphrase'],
      env: { SWITCHYARD_PASSPHRASE: 'canary passphrase' },
    });
    await using rpc = await other.rpc();
    expect(await rpc.client.vault.status()).toMatchObject({ kind: 'passphrase', state: 'ready' });
    expect(other.stderr()).not.toContain('canary');
  });
});
