// Seed 002, Security: the api_token identifies one client. How a bad one shows, and that it never comes back out.

import { describe, expect, it } from 'vitest';
import { NOW } from '../../support/canned-server.ts';
import { NO_IDS } from '../../support/command-to-send.ts';
import { accountAt, command, loopback } from './loopback.ts';
import { STATUS_ANSWER } from './seed-samples.ts';

const twinjet = loopback();
const test = () => twinjet.provider.test(twinjet.account, NOW);
const someJob = { ids: { ...NO_IDS, requestId: 'A1B2C3D4E5' }, reference: null };

describe('seed 002 · Security · testing a token', () => {
  it('asks for the status of a job that no one has, and for nothing else', async () => {
    twinjet.answer('', 404);
    await test();
    const { method, url, json } = twinjet.only();
    expect([method, url]).toEqual(['POST', '/api/v1/status/']);
    expect(json).toEqual({ api_token: '1234', request_id: expect.stringMatching(/^[A-Z0-9]{10}$/) });
  });

  it.each([
    [404, ''],
    [404, '<h1>Not Found</h1>'],
    [400, '{"errors":[{"request_id":"Unknown request"}]}'],
    [400, ''],
    [200, STATUS_ANSWER],
  ])('%i %s: the token is good', async (status, body) => {
    twinjet.answer(body, status);
    expect(await test()).toEqual({ ok: true, value: { clientName: null } });
  });

  it.each([
    [401, ''],
    [403, '{"detail":"Forbidden"}'],
    [400, '{"errors":[{"api_token":"Unknown"}]}'],
    [400, '{"error":"Invalid API token."}'],
    [400, 'Authentication credentials were not provided'],
    [422, '{"message":"Bad api key"}'],
  ])('%i %s: signed out', async (status, body) => {
    twinjet.answer(body, status);
    const result = await test();
    expect(result).toMatchObject({ ok: false, error: { kind: 'signed-out', status } });
    expect(!result.ok && result.error.sentence).toMatch(/token.*replace it under Connections/);
  });

  it.each([
    [200, '<html>Sign in to this network</html>', 'bad-answer'],
    [405, '', 'bad-answer'],
    [302, '', 'bad-answer'],
    [503, '', 'provider-down'],
  ])('%i %s: no word on the token', async (status, body, kind) => {
    twinjet.answer(body, status);
    expect(await test()).toMatchObject({ ok: false, error: { kind, status } });
  });

  it.each([
    undefined,
    null,
    'abc',
    {},
    { apiToken: '' },
    { apiToken: 7 },
    { apiToken: 'ab c' },
    { apiToken: 'abc\n' },
  ])('does not take %j for a token', (secret) => {
    expect(twinjet.provider.checkSecret(secret)).toEqual([
      { field: 'apiToken', message: expect.stringMatching(/token/) },
    ]);
  });

  it('takes a token', () => {
    expect(twinjet.provider.checkSecret({ apiToken: '7c9e-6679/Abc=' })).toEqual([]);
  });

  it('asks nothing with a connection that has no token', async () => {
    const account = { ...twinjet.account, secret: {} };
    expect(await twinjet.provider.look(account, someJob, NOW)).toMatchObject({
      ok: false,
      error: { kind: 'signed-out' },
    });
    const outcome = await twinjet.provider.send(
      account,
      command('cancel', {}, { ids: { requestId: 'A1B2C3D4E5' } }),
      { priority: 'command' },
    );
    expect(outcome).toMatchObject({ kind: 'not-sent', error: { kind: 'signed-out' } });
    expect(twinjet.received).toEqual([]);
  });
});

describe('seed 002 · Security · the token stays inside', () => {
  const token = 'canary-7c9e6679f4b2';
  const echo = JSON.stringify({ ...JSON.parse(STATUS_ANSWER), api_token: token, note: `sent with ${token}` });
  const account = () => accountAt(twinjet.account.baseUrl ?? '', token);

  it.each([
    [200, echo],
    [400, echo],
    [200, `<html>${token}</html>`],
    [500, `token ${token} broke us`],
  ])('%i: an answer that repeats it is cut', async (status, body) => {
    twinjet.answer(body, status);
    const looked = await twinjet.provider.look(account(), someJob, NOW);
    const sent = await twinjet.provider.send(
      account(),
      command('edit', { tip: 1 }, { ids: { requestId: 'A1B2C3D4E5' } }),
      { priority: 'command' },
    );
    expect(twinjet.received.at(-1)?.text).toContain(token);
    expect(JSON.stringify([looked, sent])).not.toContain(token);
  });
});
