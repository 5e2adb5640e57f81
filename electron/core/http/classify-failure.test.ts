// The real errors of Node's fetch over loopback, and what cannot be produced there as the platforms word it.
import { once } from 'node:events';
import { type AddressInfo, createServer, type Socket } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { classifyFailure } from './classify-failure.ts';

const closing: (() => void)[] = [];
afterEach(() => {
  for (const close of closing.splice(0)) close();
});

async function listen(onConnection: (socket: Socket) => void): Promise<number> {
  const server = createServer((socket) => {
    socket.on('error', () => undefined);
    onConnection(socket);
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  closing.push(() => server.close());
  return (server.address() as AddressInfo).port;
}

async function failureOf(url: string): Promise<unknown> {
  try {
    const response = await fetch(url);
    await response.text();
  } catch (error) {
    return error;
  }
  throw new Error('fetch was expected to fail');
}

function wrapped(cause: unknown): Error {
  return new TypeError('fetch failed', { cause });
}

function coded(code: string, syscall?: string): Error {
  return Object.assign(new Error(`something ${code}`), {
    code,
    ...(syscall === undefined ? {} : { syscall }),
  });
}

describe('real failures of Node', () => {
  it('a port nobody listens on: refused, not reached', async () => {
    const port = await listen(() => undefined);
    for (const close of closing.splice(0)) close();
    expect(classifyFailure(await failureOf(`http://127.0.0.1:${port}/`))).toMatchObject({
      reason: 'refused',
      reached: 'no',
    });
    expect(classifyFailure(await failureOf(`http://localhost:${port}/`))).toMatchObject({
      reason: 'refused',
      reached: 'no',
    });
  });

  it('a name that does not exist: dns, not reached', async () => {
    expect(classifyFailure(await failureOf('http://nowhere.invalid/'))).toMatchObject({
      reason: 'dns',
      reached: 'no',
    });
  });

  it('a port the fetch standard forbids: bad-url, not reached', async () => {
    expect(classifyFailure(await failureOf('http://127.0.0.1:6000/'))).toMatchObject({
      reason: 'bad-url',
      reached: 'no',
    });
  });

  it('a connection dropped during the TLS handshake: not reached', async () => {
    const port = await listen((socket) => socket.once('data', () => socket.destroy()));
    expect(classifyFailure(await failureOf(`https://127.0.0.1:${port}/`))).toMatchObject({
      reason: 'tls',
      reached: 'no',
    });
  });

  it('a connection dropped after the request: maybe', async () => {
    const port = await listen((socket) => socket.once('data', () => socket.destroy()));
    expect(classifyFailure(await failureOf(`http://127.0.0.1:${port}/`))).toMatchObject({
      reason: 'reset',
      reached: 'maybe',
    });
  });

  it('a connection reset after the request: maybe', async () => {
    const port = await listen((socket) => socket.once('data', () => socket.resetAndDestroy()));
    expect(classifyFailure(await failureOf(`http://127.0.0.1:${port}/`))).toMatchObject({
      reason: 'reset',
      reached: 'maybe',
    });
  });

  it('something that is not HTTP: maybe', async () => {
    const port = await listen((socket) =>
      socket.once('data', () => socket.end('220 mail.example ready\r\n\r\n')),
    );
    expect(classifyFailure(await failureOf(`http://127.0.0.1:${port}/`)).reached).toBe('maybe');
  });
});

describe('failures as Node words them', () => {
  it.each([
    ['connect time-out of undici', coded('UND_ERR_CONNECT_TIMEOUT'), 'connect-timeout', 'no'],
    ['connect time-out of the system', coded('ETIMEDOUT', 'connect'), 'connect-timeout', 'no'],
    ['no route while connecting', coded('EHOSTUNREACH', 'connect'), 'offline', 'no'],
    ['no network while connecting', coded('ENETUNREACH', 'connect'), 'offline', 'no'],
    ['a firewall', coded('EPERM', 'connect'), 'refused', 'no'],
    ['resolver busy or offline', coded('EAI_AGAIN', 'getaddrinfo'), 'dns', 'no'],
    ['an expired certificate', coded('CERT_HAS_EXPIRED'), 'tls', 'no'],
    ['a certificate for another name', coded('ERR_TLS_CERT_ALTNAME_INVALID'), 'tls', 'no'],
    ['silence on a connection', coded('ETIMEDOUT', 'read'), 'timeout', 'maybe'],
    ['no headers', coded('UND_ERR_HEADERS_TIMEOUT'), 'timeout', 'maybe'],
    ['no body', coded('UND_ERR_BODY_TIMEOUT'), 'timeout', 'maybe'],
    ['no route in the middle', coded('EHOSTUNREACH', 'read'), 'reset', 'maybe'],
    ['reset in the middle', coded('ECONNRESET', 'read'), 'reset', 'maybe'],
    ['broken pipe', coded('EPIPE', 'write'), 'reset', 'maybe'],
    [
      'TLS trouble at an unknown moment',
      coded('ERR_SSL_DECRYPTION_FAILED_OR_BAD_RECORD_MAC'),
      'tls',
      'maybe',
    ],
    ['a code nobody knows', coded('EWHATEVER'), 'reset', 'maybe'],
    ['an error without a code', new Error('terminated'), 'reset', 'maybe'],
    ['something that is no error', 'boom', 'reset', 'maybe'],
    ['nothing at all', undefined, 'reset', 'maybe'],
  ])('%s', (_, error, reason, reached) => {
    expect(classifyFailure(error)).toMatchObject({ reason, reached });
    expect(classifyFailure(wrapped(error ?? null))).toMatchObject({ reason, reached });
  });

  it('both halves of a double connect must have failed before sending', () => {
    const both = (...errors: Error[]) =>
      wrapped(Object.assign(new AggregateError(errors), { code: (errors[0] as { code?: string }).code }));
    expect(
      classifyFailure(both(coded('ENETUNREACH', 'connect'), coded('ECONNREFUSED', 'connect'))),
    ).toMatchObject({
      reason: 'refused',
      reached: 'no',
    });
    expect(
      classifyFailure(both(coded('ENETUNREACH', 'connect'), coded('EHOSTUNREACH', 'connect'))),
    ).toMatchObject({
      reason: 'offline',
      reached: 'no',
    });
    expect(
      classifyFailure(both(coded('ECONNREFUSED', 'connect'), coded('ECONNRESET', 'read'))),
    ).toMatchObject({
      reached: 'maybe',
    });
    expect(classifyFailure(both(coded('ECONNREFUSED', 'connect'), new Error('?')))).toMatchObject({
      reached: 'maybe',
    });
  });

  it('does not run in circles', () => {
    const error = new Error('a');
    error.cause = error;
    expect(classifyFailure(error).reached).toBe('maybe');
  });

  it('tells each message once, with its code', () => {
    expect(classifyFailure(wrapped(coded('ECONNREFUSED', 'connect'))).detail).toBe(
      'fetch failed: something ECONNREFUSED',
    );
    expect(
      classifyFailure(Object.assign(new Error('other side closed'), { code: 'UND_ERR_SOCKET' })).detail,
    ).toBe('other side closed (UND_ERR_SOCKET)');
  });
});

describe('failures as Chromium words them', () => {
  it.each([
    ['NAME_NOT_RESOLVED', 'dns', 'no'],
    ['DNS_TIMED_OUT', 'dns', 'no'],
    ['CONNECTION_REFUSED', 'refused', 'no'],
    ['CONNECTION_FAILED', 'refused', 'no'],
    ['PROXY_CONNECTION_FAILED', 'refused', 'no'],
    ['TUNNEL_CONNECTION_FAILED', 'refused', 'no'],
    ['CONNECTION_TIMED_OUT', 'connect-timeout', 'no'],
    ['CERT_DATE_INVALID', 'tls', 'no'],
    ['CERT_AUTHORITY_INVALID', 'tls', 'no'],
    ['SSL_VERSION_OR_CIPHER_MISMATCH', 'tls', 'no'],
    ['UNSAFE_PORT', 'bad-url', 'no'],
    // Each of these can be met while connecting or with the request already there.
    ['INTERNET_DISCONNECTED', 'offline', 'maybe'],
    ['ADDRESS_UNREACHABLE', 'offline', 'maybe'],
    ['NETWORK_CHANGED', 'offline', 'maybe'],
    ['TIMED_OUT', 'timeout', 'maybe'],
    ['SSL_PROTOCOL_ERROR', 'tls', 'maybe'],
    ['CERT_DATABASE_CHANGED', 'reset', 'maybe'],
    ['CONNECTION_RESET', 'reset', 'maybe'],
    ['CONNECTION_CLOSED', 'reset', 'maybe'],
    ['EMPTY_RESPONSE', 'reset', 'maybe'],
    ['CONTENT_LENGTH_MISMATCH', 'reset', 'maybe'],
    ['INCOMPLETE_CHUNKED_ENCODING', 'reset', 'maybe'],
    ['HTTP2_PROTOCOL_ERROR', 'reset', 'maybe'],
    ['FAILED', 'reset', 'maybe'],
    ['SOMETHING_NEW', 'reset', 'maybe'],
  ])('net::ERR_%s', (name, reason, reached) => {
    expect(classifyFailure(new Error(`net::ERR_${name}`))).toMatchObject({ reason, reached });
  });

  it('a redirect that Electron was told not to follow: the provider did answer', () => {
    expect(classifyFailure(new Error('Redirect was cancelled'))).toMatchObject({
      reason: 'redirect',
      reached: 'maybe',
    });
  });
});
