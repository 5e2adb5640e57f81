// The client against real servers on loopback. Time limits, waits and pauses run on a clock turned by hand.
import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { installHandClock } from '../../../test/support/hand-clock.ts';
import { createHttpClient, type HttpClient, type HttpOutcome, type HttpRequest } from './http-client.ts';

const clock = installHandClock();
const token = 'tw-secret-0123456789';

interface Seen {
  method: string;
  url: string;
  headers: IncomingMessage['headers'];
  body: string;
  /** The client's port: the same for requests over the same connection. */
  port: number | undefined;
}
type Handler = (response: ServerResponse, seen: Seen, request: IncomingMessage) => void;

/** A provider on loopback: notes what reaches it and does what the test says. */
interface Provider {
  origin: string;
  seen: Seen[];
  /** Resolves when this many requests have arrived in all. */
  arrived(count: number): Promise<void>;
  close(): Promise<void>;
}

const providers: Provider[] = [];

async function provider(handle: Handler): Promise<Provider> {
  const seen: Seen[] = [];
  const waiting: { count: number; resolve: () => void }[] = [];
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('error', () => undefined);
    request.on('end', () => {
      const one = {
        method: request.method ?? '',
        url: request.url ?? '',
        headers: request.headers,
        body: Buffer.concat(chunks).toString(),
        port: request.socket.remotePort,
      };
      seen.push(one);
      for (const { count, resolve } of waiting) if (seen.length >= count) resolve();
      handle(response, one, request);
    });
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const made: Provider = {
    origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    seen,
    arrived: (count) =>
      seen.length >= count
        ? Promise.resolve()
        : new Promise((resolve) => {
            waiting.push({ count, resolve });
          }),
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
  providers.push(made);
  return made;
}

const json =
  (status: number, body: unknown, headers: Record<string, string> = {}): Handler =>
  (response) => {
    response.writeHead(status, { 'content-type': 'application/json', ...headers }).end(JSON.stringify(body));
  };

/** Answers by the given handlers in turn; the last one stays. */
function inTurn(...handlers: Handler[]): Handler {
  let count = 0;
  return (...given) => {
    const handle = handlers[Math.min(count, handlers.length - 1)];
    count += 1;
    handle?.(...given);
  };
}

const reset: Handler = (_response, _seen, request) => request.socket.resetAndDestroy();
const silence: Handler = () => undefined;

let lines: { level: string; message: string; fields: Record<string, unknown> }[];
let client: HttpClient;

function newClient(ports: { fetch?: typeof fetch; fetchOnce?: typeof fetch } = {}): HttpClient {
  const write =
    (level: string) =>
    (message: string, fields: Record<string, unknown> = {}) => {
      lines.push({ level, message, fields });
    };
  const log = { debug: write('debug'), info: write('info'), warn: write('warn'), error: write('error') };
  return createHttpClient({ fetch: globalThis.fetch, clock, log, ...ports });
}

beforeEach(() => {
  lines = [];
  client = newClient();
});
afterEach(async () => {
  await Promise.all(providers.splice(0).map((one) => one.close()));
});

/** A question, unless the test says otherwise. */
function ask(url: string, more: Partial<HttpRequest> = {}): HttpRequest {
  return { connectionId: 'c1', method: 'GET', url, repeatable: true, operation: 'test.ask', ...more };
}

function command(url: string, more: Partial<HttpRequest> = {}): HttpRequest {
  return ask(url, {
    method: 'POST',
    body: { json: { a: 1 } },
    repeatable: false,
    operation: 'test.command',
    ...more,
  });
}

function send(request: HttpRequest): Promise<HttpOutcome> {
  return clock.until(client.send(request));
}

describe('an answer', () => {
  it('comes with status, headers, text, JSON and times', async () => {
    const { origin } = await provider(json(201, { request_id: 'GXP4PS7N2K' }, { 'X-Trace': '7' }));
    const before = clock.now();
    const outcome = await send(ask(`${origin}/api`));
    expect(outcome).toEqual({
      kind: 'answer',
      status: 201,
      headers: expect.objectContaining({ 'x-trace': '7', 'content-type': 'application/json' }),
      text: '{"request_id":"GXP4PS7N2K"}',
      json: { request_id: 'GXP4PS7N2K' },
      requestId: expect.stringMatching(/^[0-9a-f-]{36}$/),
      sentAt: before,
      receivedAt: before,
    });
  });

  it.each([
    ['a byte order mark', Buffer.from('\ufeff{"a":1}'), { a: 1 }, '{"a":1}'],
    ['HTML', Buffer.from('<html>sorry</html>'), undefined, '<html>sorry</html>'],
    ['nothing', Buffer.alloc(0), undefined, ''],
    ['torn JSON', Buffer.from('{"a":'), undefined, '{"a":'],
  ])('is read leniently: %s', async (_, body, parsed, text) => {
    const { origin } = await provider((response) => response.end(body));
    expect(await send(ask(origin))).toMatchObject({ kind: 'answer', json: parsed, text });
  });

  it('without a body is an answer', async () => {
    const { origin } = await provider((response) => response.writeHead(204).end());
    expect(await send(command(origin))).toMatchObject({
      kind: 'answer',
      status: 204,
      text: '',
      json: undefined,
    });
  });

  it('whose bytes are known is not read; a failure always is', async () => {
    const { origin } = await provider(
      inTurn(json(200, { a: 1 }), json(200, { a: 1 }), json(404, { a: 1 }), json(200, { a: 2 })),
    );
    const first = await send(ask(origin, { known: null }));
    if (first.kind !== 'answer') throw new Error('no answer');
    expect(first).toMatchObject({ json: { a: 1 }, digest: expect.any(String) });
    const known = first.digest ?? '';
    expect(await send(ask(origin, { known }))).toMatchObject({
      status: 200,
      isSame: true,
      digest: known,
      text: '',
      json: undefined,
      receivedAt: expect.any(Number),
    });
    expect(await send(ask(origin, { known }))).toMatchObject({ status: 404, json: { a: 1 } });
    const other = await send(ask(origin, { known }));
    expect(other).toMatchObject({ json: { a: 2 } });
    expect(other).not.toHaveProperty('isSame');
  });

  it('in bytes is left as it is', async () => {
    const picture = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0xff, 0x00]);
    const { origin } = await provider((response) => response.end(picture));
    const outcome = await send(ask(origin, { expects: 'bytes' }));
    expect(outcome).toMatchObject({ kind: 'answer', text: '', bytes: new Uint8Array(picture) });
  });

  it.each([400, 401, 404, 406, 500, 503])(
    'of status %i to a command is the caller’s to judge',
    async (status) => {
      const { origin, seen } = await provider(json(status, { errors: [{ zip_code: 'missing' }] }));
      expect(await send(command(origin))).toMatchObject({ kind: 'answer', status });
      expect(seen).toHaveLength(1);
    },
  );
});

describe('a request', () => {
  it('carries JSON, also with DELETE', async () => {
    const { origin, seen } = await provider(json(200, {}));
    const body = { json: { live: true, request_id: 'GXP4PS7N2K', name: 'Zoë' } };
    await send(command(`${origin}/api/v1/jobs/`, { method: 'DELETE', body }));
    expect(seen[0]).toMatchObject({ method: 'DELETE', url: '/api/v1/jobs/' });
    expect(seen[0]?.headers['content-type']).toBe('application/json');
    expect(JSON.parse(seen[0]?.body ?? '')).toEqual(body.json);
  });

  it('carries a form and credentials', async () => {
    const { origin, seen } = await provider(json(200, {}));
    await send(
      ask(`${origin}/oauth/token`, {
        method: 'POST',
        headers: { Authorization: 'Basic YTpi' },
        body: { form: { grant_type: 'client_credentials', es_code: '', note: 'a&b=c d' } },
      }),
    );
    expect(seen[0]?.headers['content-type']).toBe('application/x-www-form-urlencoded');
    expect(seen[0]?.headers.authorization).toBe('Basic YTpi');
    expect(Object.fromEntries(new URLSearchParams(seen[0]?.body))).toEqual({
      grant_type: 'client_credentials',
      es_code: '',
      note: 'a&b=c d',
    });
  });

  it.each(['http://www.twinjet.co/api', 'ftp://127.0.0.1/', 'no address', 'https://user:pass@host.example/'])(
    'to %s does not leave',
    async (url) => {
      const fetch = vi.fn<typeof globalThis.fetch>();
      client = newClient({ fetch });
      expect(await send(ask(url))).toMatchObject({ kind: 'failure', reason: 'bad-url', reached: 'no' });
      expect(fetch).not.toHaveBeenCalled();
    },
  );

  it('with a header that cannot be sent does not leave and does not tell it', async () => {
    const { origin, seen } = await provider(json(200, {}));
    const outcome = await send(ask(origin, { headers: { 'as-api-key': `${token}\nX: y` } }));
    expect(outcome).toMatchObject({ kind: 'failure', reason: 'bad-url', reached: 'no' });
    expect(JSON.stringify([outcome, lines])).not.toContain(token);
    expect(seen).toEqual([]);
  });
});

describe('no whole answer', () => {
  it('a provider that takes the request and says nothing: timeout, maybe', async () => {
    const { origin, arrived } = await provider(silence);
    const sent = client.send(command(origin));
    await arrived(1);
    clock.advance(30_000);
    expect(await sent).toMatchObject({ kind: 'failure', reason: 'timeout', reached: 'maybe' });
  });

  it('a provider that stops after the headers: the limit covers the body', async () => {
    const started = Promise.withResolvers<void>();
    const { origin } = await provider((response) => {
      response.writeHead(200, { 'content-length': '10' });
      response.write('abc', () => started.resolve());
    });
    const sent = client.send(command(origin, { timeouts: { totalMs: 5_000 } }));
    await started.promise;
    clock.advance(5_000);
    expect(await sent).toMatchObject({ kind: 'failure', reason: 'timeout', reached: 'maybe' });
  });

  it('a platform that never comes back does not hold anyone', async () => {
    client = newClient({ fetch: () => new Promise(() => undefined) });
    const sent = client.send(command('https://host.example/'));
    await new Promise((resolve) => setImmediate(resolve));
    clock.advance(30_000);
    expect(await sent).toMatchObject({ reason: 'timeout', reached: 'maybe' });
  });

  it('a connection reset unanswered: maybe, and the command went once', async () => {
    const { origin, seen } = await provider(reset);
    expect(await send(command(origin))).toMatchObject({ kind: 'failure', reason: 'reset', reached: 'maybe' });
    expect(seen).toHaveLength(1);
  });

  it('a connection used before that dies unanswered: the command still went once', async () => {
    const well = json(200, {});
    const { origin, seen } = await provider(inTurn(well, well, well, well, reset));
    // Node takes turns between two connections; after four questions both were used.
    for (let count = 0; count < 4; count += 1) await send(ask(origin));
    expect(await send(command(origin))).toMatchObject({ reason: 'reset', reached: 'maybe' });
    const ports = seen.map(({ port }) => port);
    expect(ports).toHaveLength(5);
    expect(ports.slice(0, 4)).toContain(ports[4]);
  });

  it.each<[string, Handler]>([
    [
      'by its announced length',
      (response, _, request) => {
        response.writeHead(200, { 'content-length': '100' });
        response.write('{"half":', () => request.socket.destroy());
      },
    ],
    [
      'in chunks',
      (response, _, request) => {
        response.writeHead(200, { 'transfer-encoding': 'chunked' });
        response.write('{"half":', () => request.socket.destroy());
      },
    ],
  ])('half a body %s: reset, maybe', async (_, handler) => {
    const { origin } = await provider(handler);
    expect(await send(command(origin))).toMatchObject({ kind: 'failure', reason: 'reset', reached: 'maybe' });
  });

  it('a platform that passes half a body off as a whole one: reset, maybe', async () => {
    const fetch = async () => new Response('{"a":1}', { headers: { 'content-length': '70' } });
    client = newClient({ fetch });
    expect(await send(command('https://host.example/'))).toMatchObject({ reason: 'reset', reached: 'maybe' });
  });

  it('a body beyond the cap is not read to its end', async () => {
    const closed = Promise.withResolvers<void>();
    const { origin } = await provider((response) => {
      response.on('close', () => closed.resolve());
      response.writeHead(200);
      const more = () => {
        while (!response.destroyed && response.write(Buffer.alloc(65_536))) {
          // Until the socket is full.
        }
      };
      response.on('drain', more);
      more();
    });
    expect(await send(command(origin, { maxBytes: 1_000_000 }))).toMatchObject({
      kind: 'failure',
      reason: 'too-large',
      reached: 'maybe',
    });
    await closed.promise;
  });

  it('a body announced beyond the cap is not read at all', async () => {
    const { origin } = await provider((response) => {
      response.writeHead(200, { 'content-length': String(9 * 1024 * 1024) });
      response.write('a');
    });
    expect(await send(command(origin))).toMatchObject({ reason: 'too-large', reached: 'maybe' });
  });

  it('a port nobody listens on: not reached', async () => {
    const { origin, close } = await provider(silence);
    await close();
    expect(await send(command(origin))).toMatchObject({ kind: 'failure', reason: 'refused', reached: 'no' });
  });
});

describe('calling off', () => {
  it('before it is sent: not reached', async () => {
    const { origin, seen } = await provider(json(200, {}));
    expect(await send(command(origin, { signal: AbortSignal.abort() }))).toMatchObject({
      reason: 'aborted',
      reached: 'no',
    });
    expect(seen).toEqual([]);
  });

  it('while it waits for its turn: not reached', async () => {
    const { origin, seen } = await provider(json(200, {}));
    client.setBudget('c1', { perSecond: 1, burst: 1 });
    await send(ask(origin));
    const calling = new AbortController();
    const sent = client.send(command(origin, { signal: calling.signal }));
    calling.abort();
    expect(await sent).toMatchObject({ reason: 'aborted', reached: 'no' });
    expect(seen).toHaveLength(1);
  });

  it('while it is under way: maybe', async () => {
    const { origin, arrived } = await provider(silence);
    const calling = new AbortController();
    const sent = client.send(command(origin, { signal: calling.signal }));
    await arrived(1);
    calling.abort();
    expect(await sent).toMatchObject({ reason: 'aborted', reached: 'maybe' });
  });

  it('between two attempts: maybe, since the first one left', async () => {
    const { origin, seen } = await provider(reset);
    const calling = new AbortController();
    const sent = client.send(ask(origin, { signal: calling.signal }));
    while (lines.length === 0) await new Promise((resolve) => setImmediate(resolve));
    calling.abort();
    expect(await sent).toMatchObject({ reason: 'aborted', reached: 'maybe' });
    expect(seen).toHaveLength(1);
  });
});

describe('repeating', () => {
  it.each([408, 425, 500, 502, 503, 504])('a question answered %i is asked again', async (status) => {
    const { origin, seen } = await provider(inTurn(json(status, {}), json(200, { ok: 1 })));
    expect(await send(ask(origin, { method: 'POST', body: { json: { q: 1 } } }))).toMatchObject({
      json: { ok: 1 },
    });
    expect(seen.map(({ body }) => body)).toEqual(['{"q":1}', '{"q":1}']);
  });

  it.each([400, 401, 404, 406, 409, 422])('a question answered %i is not', async (status) => {
    const { origin, seen } = await provider(json(status, {}));
    expect(await send(ask(origin))).toMatchObject({ status });
    expect(seen).toHaveLength(1);
  });

  it('goes on after a reset', async () => {
    const { origin, seen } = await provider(inTurn(reset, json(200, {})));
    expect(await send(ask(origin))).toMatchObject({ kind: 'answer', status: 200 });
    expect(seen).toHaveLength(2);
  });

  it('ends after three attempts with what the last one met', async () => {
    const { origin, seen } = await provider(json(500, { error: 'x' }));
    expect(await send(ask(origin))).toMatchObject({ kind: 'answer', status: 500, json: { error: 'x' } });
    expect(seen).toHaveLength(3);
    expect(lines.map(({ fields }) => fields.attempt)).toEqual([1, 2, 3]);
  });

  it('does not say "no" when an earlier attempt may have reached the provider', async () => {
    const first = await provider(reset);
    let count = 0;
    client = newClient({
      fetch: (input, init) => {
        count += 1;
        return globalThis.fetch(count === 1 ? input : 'http://127.0.0.1:1', init);
      },
      // The second attempt meets a port that the fetch standard forbids: by itself a certain "no".
    });
    expect(await send(ask(first.origin))).toMatchObject({
      kind: 'failure',
      reason: 'bad-url',
      reached: 'maybe',
    });
  });

  it('honours Retry-After on a 503 and keeps within the time limit', async () => {
    const { origin, seen } = await provider(
      inTurn(json(503, {}, { 'Retry-After': '12' }), json(200, {}), json(503, {}, { 'Retry-After': '31' })),
    );
    const startedAt = clock.now();
    expect(await send(ask(origin))).toMatchObject({ status: 200, sentAt: startedAt + 12_000 });
    expect(await send(ask(origin))).toMatchObject({ status: 503, retryAt: clock.now() + 31_000 });
    expect(seen).toHaveLength(3);
  });
});

describe('a limit of the provider', () => {
  it.each([
    ['in seconds', () => '4'],
    ['as a date', () => new Date(clock.now() + 4_000).toUTCString()],
  ])('is waited out, Retry-After %s', async (_, retryAfter) => {
    const startedAt = clock.now();
    const limited: Handler = (response) =>
      response
        .writeHead(429, { 'Retry-After': retryAfter(), Date: new Date(clock.now()).toUTCString() })
        .end();
    const { origin, seen } = await provider(inTurn(limited, json(200, {})));
    expect(await send(ask(origin))).toMatchObject({ status: 200, sentAt: startedAt + 4_000 });
    expect(seen).toHaveLength(2);
  });

  it('holds for everyone on the connection and for nobody else', async () => {
    const { origin, seen } = await provider(inTurn(json(429, {}, { 'Retry-After': '10' }), json(200, {})));
    const changes = vi.fn();
    client.onStateChange(changes);
    const until = clock.now() + 10_000;
    expect(await send(command(origin))).toMatchObject({ kind: 'answer', status: 429, retryAt: until });
    expect(client.state('c1').limitedUntil).toBe(until);
    expect(changes).toHaveBeenCalledWith('c1');

    const impatient = await send(ask(origin, { timeouts: { turnMs: 9_000 } }));
    expect(impatient).toMatchObject({ kind: 'failure', reason: 'budget', reached: 'no', retryAt: until });
    expect(await send(ask(origin, { connectionId: 'c2' }))).toMatchObject({
      status: 200,
      sentAt: until - 10_000,
    });
    expect(await send(ask(origin))).toMatchObject({ status: 200, sentAt: until });
    expect(client.state('c1').limitedUntil).toBeUndefined();
    expect(seen).toHaveLength(3);
  });

  it('without Retry-After grows with each refusal and is forgotten after a good answer', async () => {
    const { origin } = await provider(
      inTurn(json(429, {}), json(429, {}), json(429, {}), json(200, {}), json(429, {})),
    );
    const waits: number[] = [];
    for (let count = 0; count < 5; count += 1) {
      await send(command(origin));
      waits.push((client.state('c1').limitedUntil ?? clock.now()) - clock.now());
    }
    const [first, second, third, none, again] = waits;
    // Half of each wait is chance.
    for (const [wait, most] of [
      [first, 1_000],
      [second, 2_000],
      [third, 4_000],
      [again, 1_000],
    ] as const) {
      expect(wait).toBeGreaterThanOrEqual(most / 2);
      expect(wait).toBeLessThanOrEqual(most);
    }
    expect(none).toBe(0);
  });
});

describe('a redirect', () => {
  const to =
    (location: string, status = 302): Handler =>
    (response) => {
      response.writeHead(status, { location }).end();
    };

  it('of a question is followed on the same origin', async () => {
    const { origin, seen } = await provider((response, one, request) =>
      one.url === '/a'
        ? to('/b?c=1', 301)(response, one, request)
        : json(200, { at: one.url })(response, one, request),
    );
    expect(await send(ask(`${origin}/a`, { headers: { 'as-api-key': token } }))).toMatchObject({
      json: { at: '/b?c=1' },
    });
    expect(seen[1]?.headers['as-api-key']).toBe(token);
  });

  it('of a question to another origin is not followed and no secret goes there', async () => {
    const other = await provider(json(200, {}));
    const { origin } = await provider(to(`${other.origin}/take`));
    expect(await send(ask(origin, { headers: { 'as-api-key': token } }))).toMatchObject({
      kind: 'answer',
      status: 302,
    });
    expect(other.seen).toEqual([]);
  });

  it.each([301, 307, 308])('of a command (%i) is not followed', async (status) => {
    const { origin, seen } = await provider(to('/elsewhere', status));
    expect(await send(command(origin))).toMatchObject({ kind: 'answer', status });
    expect(seen).toHaveLength(1);
  });

  it('in a circle ends', async () => {
    const { origin, seen } = await provider(to('/'));
    expect(await send(ask(origin))).toMatchObject({ kind: 'answer', status: 302 });
    expect(seen).toHaveLength(6);
  });
});

describe('the circuit', () => {
  it('opens, spares the provider, lets one request look, and closes', async () => {
    let well = false;
    const { origin, seen } = await provider((...given) => json(well ? 200 : 500, {})(...given));
    const states: string[] = [];
    client.onStateChange((id) => states.push(client.state(id).circuit));
    for (let count = 0; count < 5; count += 1) await send(command(origin));
    const openUntil = clock.now() + 2_000;
    expect(client.state('c1')).toMatchObject({ circuit: 'open', openUntil });

    expect(await send(command(origin))).toMatchObject({
      kind: 'failure',
      reason: 'circuit-open',
      reached: 'no',
      retryAt: openUntil,
    });
    expect(seen).toHaveLength(5);
    expect(await send(command(origin, { connectionId: 'c2' }))).toMatchObject({ status: 500 });

    well = true;
    clock.setTo(openUntil);
    expect(await send(command(origin))).toMatchObject({ status: 200 });
    expect(client.state('c1').circuit).toBe('closed');
    expect(states).toEqual(['open', 'half-open', 'closed']);
  });

  it('that opens between two attempts of a question leaves the answer the question got', async () => {
    const { origin, seen } = await provider(json(502, { error: 'bad gateway' }));
    for (let count = 0; count < 4; count += 1) await send(command(origin));
    expect(await send(ask(origin))).toMatchObject({ kind: 'answer', status: 502 });
    expect(seen).toHaveLength(5);
  });
});

describe('the budget', () => {
  it('lets commands go first and counts what is used', async () => {
    const { origin, seen } = await provider(json(200, {}));
    client.setBudget('c1', { perSecond: 1, burst: 1 });
    await send(ask(`${origin}/first`));
    await clock.until(
      Promise.all([
        client.send(ask(`${origin}/poll`, { priority: 'poll' })),
        client.send(ask(`${origin}/person`)),
        client.send(command(`${origin}/command`)),
      ]),
    );
    expect(seen.map(({ url }) => url)).toEqual(['/first', '/command', '/person', '/poll']);
    expect(client.state('c1').budget).toEqual({ perSecond: 1, used: 4, available: 0 });
  });

  it('of a connection that is gone sends away who waits and starts anew', async () => {
    const { origin } = await provider(json(200, {}));
    client.setBudget('c1', { perSecond: 1, burst: 1 });
    await send(ask(origin));
    const sent = client.send(command(origin));
    client.forget('c1');
    expect(await sent).toMatchObject({ reason: 'aborted', reached: 'no' });
    expect(client.state('c1')).toEqual({
      circuit: 'closed',
      budget: { perSecond: 5, used: 0, available: 10 },
    });
  });
});

describe('commands on a platform that may repeat by itself', () => {
  it('leave through fetchOnce, questions through fetch', async () => {
    const { origin } = await provider(json(200, {}));
    const used: string[] = [];
    const via =
      (name: string): typeof fetch =>
      (input, init) => {
        used.push(name);
        return globalThis.fetch(input, init);
      };
    client = newClient({ fetch: via('fetch'), fetchOnce: via('fetchOnce') });
    await send(command(origin));
    await send(ask(origin, { method: 'POST', body: { json: {} } }));
    expect(used).toEqual(['fetchOnce', 'fetch']);
  });
});

describe('secrets', () => {
  it('are in no log line, failure, text or JSON', async () => {
    const basic = Buffer.from(`client:${token}`).toString('base64');
    const echo: Handler = (response, seen) => {
      response.writeHead(400, {
        'content-type': 'application/json',
        'x-echo': token,
        'set-cookie': 'session=1',
      });
      response.end(
        JSON.stringify({ sent: seen.headers, body: seen.body, url: seen.url, access_token: 'fresh-token' }),
      );
    };
    const { origin, close } = await provider(echo);
    const request = command(`${origin}/api?token=${token}&action=start`, {
      headers: { Authorization: `Basic ${basic}` },
      body: { json: { api_token: token, note: `my ${token}` } },
      secrets: [token],
    });
    const answered = await send(request);
    await close();
    const failed = await send({ ...request, url: `${request.url}&again=${token}` });
    const everything = JSON.stringify([answered, failed, lines]);
    expect(everything).not.toContain(token);
    expect(everything).not.toContain(basic);
    expect(answered).toMatchObject({
      headers: { 'x-echo': '[removed]', 'set-cookie': '[removed]' },
      json: { access_token: 'fresh-token', url: '/api?token=[removed]&action=start' },
      text: expect.stringContaining('"access_token":"[removed]"'),
    });
    expect(lines.map(({ fields }) => fields.url)).toEqual([
      `${new URL(origin).host}/api?token=[removed]&action=start`,
      `${new URL(origin).host}/api?token=[removed]&action=start&again=[removed]`,
    ]);
  });
});

describe('the log', () => {
  it('has one line for each attempt', async () => {
    const { origin } = await provider(json(404, { error: 'x' }));
    const outcome = await send(ask(`${origin}/api/v1/status/`, { method: 'POST', body: { json: {} } }));
    expect(lines).toEqual([
      {
        level: 'warn',
        message: 'http',
        fields: {
          operation: 'test.ask',
          connectionId: 'c1',
          requestId: outcome.requestId,
          method: 'POST',
          url: `${new URL(origin).host}/api/v1/status/`,
          attempt: 1,
          ms: 0,
          bytes: 13,
          status: 404,
        },
      },
    ]);
  });

  it('has one for what never left', async () => {
    await send(command('http://www.twinjet.co/'));
    expect(lines).toMatchObject([
      { level: 'warn', fields: { attempt: 0, failure: 'bad-url', reached: 'no' } },
    ]);
  });
});
