// Seed 001 documents no error: every usual one, in every usual form, becomes a sentence that says what to do, and says
// whether the hub may have acted.

import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { describe, expect, it } from 'vitest';
import { NOW } from '../../support/canned-server.ts';
import { hubServer, KEY, sample } from './hub-server.ts';

const hub = hubServer();
const account = { name: 'C', carrier: 'coldtrack', credentials: { apiKey: 'ct_typed_secret' } };
const create = () => hub.provider.create(hub.account, account, NOW);

describe('a create', () => {
  it.each([
    [
      'nested',
      400,
      '{"error":{"code":"V","message":"Bad","details":[{"field":"credentials.apiKey","message":"Too short"}]}}',
      'invalid',
      /credentials, apiKey: Too short\./,
    ],
    ['flat', 422, '{"error":"Carrier is unknown"}', 'invalid', /Carrier is unknown\./],
    [
      'issues',
      400,
      '{"success":false,"issues":[{"path":["name"],"message":"Required"}]}',
      'invalid',
      /name: Required\./,
    ],
    ['a map', 400, '{"errors":{"name":["Required"]}}', 'invalid', /name: Required\./],
    ['nothing said', 400, '', 'invalid', /without saying why \(400\)/],
    ['a bad key', 401, '{"message":"Unauthorized"}', 'signed-out', /refused the API key .* \(401\)/],
    ['no scope', 403, '{"error":"Forbidden"}', 'invalid', /lacks the scope carrier-accounts:write \(403\)/],
    ['no such path', 404, '', 'bad-answer', /not Orderly Hub’s carrier accounts \(404\)/],
    ['a conflict', 409, '{"error":{"message":"Exists"}}', 'invalid', /at odds .* \(409\).*Exists\./],
    ['too late', 410, '', 'too-late', /expired at Orderly Hub \(410\)/],
  ] as const)('%s: certainly nothing was done', async (_what, status, body, kind, sentence) => {
    hub.answer(body, status);
    const result = await create();
    expect(hub.received).toHaveLength(1);
    expect(result).toMatchObject({ ok: false, nothingDone: true, error: { kind, status } });
    expect(!result.ok && result.error.sentence).toMatch(sentence);
  });

  it('is told when it may come again after 429, and is not repeated by itself', async () => {
    hub.answer('{"error":"slow down"}', 429, { headers: { 'retry-after': '30' } });
    const result = await create();
    expect(hub.received).toHaveLength(1);
    expect(result).toMatchObject({ ok: false, nothingDone: true, error: { kind: 'limited' } });
    expect(!result.ok && result.error.retryAt).toBeGreaterThan(Date.now() + 20_000);
  });

  it.each([
    ['408', 408, '', 'provider-down'],
    ['500', 500, '<h1>Oops</h1>', 'provider-down'],
    ['a web page', 200, '<!doctype html><p>Sign in', 'bad-answer'],
    ['garbage', 200, '{{', 'bad-answer'],
    ['nothing', 201, '', 'bad-answer'],
    ['an account without an id', 201, '{"data":{"name":"C"}}', 'bad-answer'],
  ] as const)('%s: it is not known, and it leaves once', async (_what, status, body, kind) => {
    hub.answer(body, status);
    const result = await create();
    expect(hub.received).toHaveLength(1);
    expect(result).toMatchObject({ ok: false, nothingDone: false, error: { kind } });
    expect(!result.ok && result.error.sentence).toMatch(/Whether the account was created is not known\./);
  });

  it('leaves once when the connection breaks', async () => {
    hub.reset();
    const result = await create();
    expect(hub.received).toHaveLength(1);
    expect(result).toMatchObject({ ok: false, nothingDone: false, error: { kind: 'unreachable' } });
  });

  it('is sure that nothing was done where nothing answers', async () => {
    const closed = createServer().listen(0, '127.0.0.1');
    await once(closed, 'listening');
    const { port } = closed.address() as AddressInfo;
    closed.close();
    await once(closed, 'close');
    const nobody = { ...hub.account, baseUrl: `http://127.0.0.1:${port}` };
    const result = await hub.provider.create(nobody, account, NOW);
    expect(result).toMatchObject({ ok: false, nothingDone: true, error: { kind: 'unreachable' } });
  });
});

describe('the other requests', () => {
  it('a list without the scope signs the connection out', async () => {
    hub.answer('{"error":"Forbidden"}', 403);
    expect(await hub.provider.list(hub.account, {}, NOW)).toMatchObject({
      ok: false,
      error: { kind: 'signed-out', sentence: expect.stringContaining('carrier-accounts:read') },
    });
  });

  it('an account that is gone is told as that', async () => {
    hub.answer('{"error":"Not found"}', 404);
    const gone = { ok: false, error: { kind: 'not-found' } };
    expect(await hub.provider.get(hub.account, 'x/../y', NOW)).toMatchObject(gone);
    expect(hub.only().url).toBe('/api/v1/carrier-accounts/x%2F..%2Fy');
    expect(await hub.provider.verifyPin(hub.account, 'x', '1', NOW)).toMatchObject(gone);
  });

  it('a read is asked again after a fault, a request for a PIN never', async () => {
    hub.answer('', 503);
    await hub.provider.get(hub.account, 'x', NOW);
    expect(hub.received.length).toBeGreaterThan(1);
    hub.received.length = 0;
    await hub.provider.requestPin(hub.account, 'x', 'CALL', NOW);
    expect(hub.received.length).toBeLessThanOrEqual(1);
  });

  it('a key that is refused at request-pin is no answer about the PIN', async () => {
    hub.answer('{"success":false,"error":"Invalid API key"}', 401);
    expect(await hub.provider.requestPin(hub.account, 'x', 'SMS', NOW)).toMatchObject({
      ok: false,
      error: { kind: 'signed-out' },
    });
    hub.answer('{"success":false,"error":"Not offered"}', 400);
    expect(await hub.provider.requestPin(hub.account, 'x', 'SMS', NOW)).toEqual({
      ok: true,
      value: { success: false, message: 'Not offered' },
    });
  });

  it('neither the key nor what was typed comes back in an error', async () => {
    hub.answer(`{"error":"${KEY} may not use ct_typed_secret"}`, 400);
    expect(JSON.stringify(await create())).not.toMatch(/oh_conformance|ct_typed/);
    hub.answer('{"error":"PIN 918273 is wrong"}', 500);
    expect(JSON.stringify(await hub.provider.verifyPin(hub.account, 'x', '918273', NOW))).not.toContain(
      '918273',
    );
  });
});

describe('the connection test', () => {
  it('asks for one account at most', async () => {
    hub.answer(sample('list-answer'));
    expect(await hub.provider.test(hub.account, NOW)).toEqual({ ok: true, value: { clientName: null } });
    expect(hub.only()).toMatchObject({ method: 'GET', url: '/api/v1/carrier-accounts?limit=1' });
  });

  it.each([[{}], [{ apiKey: '' }], [{ apiKey: 'oh_ two' }], [null]])('refuses %j as a key', (secret) => {
    expect(hub.provider.checkSecret(secret)).toEqual([
      { field: 'apiKey', message: expect.stringMatching(/\.$/) },
    ]);
  });
});
