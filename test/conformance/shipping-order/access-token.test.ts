// OAuth client credentials: how the token is asked for, how long it is used, who waits for it, and who never sees it.

import { describe, expect, it } from 'vitest';
import { NOW } from '../../support/canned-server.ts';
import { CLIENT_ID, CLIENT_SECRET, command, loopback } from './loopback.ts';
import { CREATE, CREATED, GOT, ID } from './seed-samples.ts';

const shop = loopback();
const get = () => shop.provider.getShipment(shop.account, ID, false, NOW);
const token = (life: unknown, value = 'tok') => ({
  body: JSON.stringify({
    token_type: 'Bearer',
    access_token: value,
    expires_in: life,
    issued_at: '1767261600000',
  }),
});

describe('the token', () => {
  it('is asked for with Basic and a form of one field', async () => {
    shop.answer(GOT);
    await get();
    const [asked] = shop.tokenCalls;
    expect(asked).toMatchObject({ method: 'POST', text: 'grant_type=client_credentials' });
    expect(asked?.headers['content-type']).toMatch(/^application\/x-www-form-urlencoded/);
    const basic = Buffer.from(`${CLIENT_ID}:${CLIENT_SECRET}`).toString('base64');
    expect(asked?.headers.authorization).toBe(`Basic ${basic}`);
  });

  it.each([
    ['text', '600'],
    ['number', 600],
  ])('lives as long as a %s says, less a margin', async (_what, life) => {
    shop.answer(GOT);
    shop.answerToken(token(life));
    await get();
    shop.wait(530_000);
    await get();
    expect(shop.tokenCalls).toHaveLength(1);
    shop.wait(20_000);
    await get();
    expect(shop.tokenCalls).toHaveLength(2);
  });

  it.each([null, '', 'soon', -1])('of unknown life (%s) is used for a short while', async (life) => {
    shop.answer(GOT);
    shop.answerToken(token(life));
    await get();
    await get();
    expect(shop.tokenCalls).toHaveLength(1);
    shop.wait(5 * 60_000);
    await get();
    expect(shop.tokenCalls).toHaveLength(2);
  });

  it('is asked for once, however many wait for it', async () => {
    shop.answer(GOT);
    const answers = await Promise.all(Array.from({ length: 20 }, get));
    expect(answers.every(({ ok }) => ok)).toBe(true);
    expect(shop.tokenCalls).toHaveLength(1);
    expect(shop.calls).toHaveLength(20);
  });

  it('that ended early is replaced once, and the request repeated once', async () => {
    shop.answer({ status: 401, body: '{"type":"UNAUTHORIZED"}' }, GOT);
    expect(await get()).toMatchObject({ ok: true });
    expect(shop.calls.map(({ headers }) => headers.authorization)).toEqual([
      'Bearer token-1',
      'Bearer token-2',
    ]);
  });

  it('also for a write: a 401 has done nothing', async () => {
    shop.answer({ status: 401, body: '' }, { status: 201, body: JSON.stringify(CREATED) });
    const outcome = await shop.provider.send(shop.account, command('create', CREATE), {
      priority: 'command',
    });
    expect(outcome).toMatchObject({ kind: 'accepted' });
    expect(shop.calls).toHaveLength(2);
  });

  it('refused twice is a sign-out, not a third try', async () => {
    shop.answer({ status: 401, body: '' });
    expect(await get()).toMatchObject({ ok: false, error: { kind: 'signed-out' } });
    expect(shop.calls).toHaveLength(2);
    expect(shop.tokenCalls).toHaveLength(2);
  });

  it('is not shared with another credential of the same connection', async () => {
    shop.answer(GOT);
    await get();
    const secret = { clientId: CLIENT_ID, clientSecret: 'another-secret' };
    await shop.provider.getShipment({ ...shop.account, secret }, ID, false, NOW);
    expect(shop.tokenCalls).toHaveLength(2);
    expect(shop.calls.map(({ headers }) => headers.authorization)).toEqual([
      'Bearer token-1',
      'Bearer token-2',
    ]);
  });

  it('stands in no log line and in no answer, nor does the secret', async () => {
    shop.answerToken(token('600', 'tok-very-secret-value'));
    shop.answer({ ...GOT, deliveryInstructions: `tok-very-secret-value ${CLIENT_SECRET}` });
    const answered = await get();
    shop.answer({ status: 422, body: JSON.stringify({ message: `tok-very-secret-value ${CLIENT_SECRET}` }) });
    const refused = await shop.provider.send(shop.account, command('create', CREATE), {
      priority: 'command',
    });
    const everything = JSON.stringify([answered, refused, shop.logged]);
    const basic = Buffer.from(`${CLIENT_ID}:${CLIENT_SECRET}`).toString('base64');
    for (const secret of ['tok-very-secret-value', CLIENT_SECRET, basic])
      expect(everything).not.toContain(secret);
    expect(shop.logged.length).toBeGreaterThan(0);
  });
});

describe('the token service', () => {
  it.each([
    [400, 'signed-out', /client id and client secret \(400\)/],
    [401, 'signed-out', /client id and client secret \(401\)/],
    [403, 'signed-out', /blocked this client/],
    [429, 'limited', /fewer requests/],
    [404, 'bad-answer', /no token service/],
    [200, 'bad-answer', /gives no token/],
    [500, 'provider-down', /token service has a fault/],
  ])('%i: a question is not asked, and a write never left', async (status, kind, sentence) => {
    shop.answerToken({
      status,
      headers: { 'retry-after': '0' },
      body: '{"response":{"errors":[{"code":"1","message":"No"}]}}',
    });
    expect(await get()).toMatchObject({
      ok: false,
      error: { kind, sentence: expect.stringMatching(sentence) },
    });
    const fresh = await shop.provider.send(shop.account, command('create', CREATE), { priority: 'command' });
    expect(['refused', 'not-sent']).toContain(fresh.kind);
    expect(shop.calls).toEqual([]);
  });

  it('a refusal of the credential is not repeated by itself', async () => {
    shop.answerToken({ status: 401, body: '' });
    await get();
    expect(shop.tokenCalls).toHaveLength(1);
  });

  it('stands where it is known to stand unless the connection says otherwise', async () => {
    shop.answer({ status: 404, body: '' });
    await shop.provider.getShipment({ ...shop.account, options: {} }, ID, false, NOW);
    expect(shop.only().url).toBe('/ent-services/security/v1/oauth/token');
  });
});

describe('what is typed', () => {
  it('a secret needs both parts, without blanks', () => {
    const fields = (secret: unknown) => shop.provider.checkSecret(secret).map(({ field }) => field);
    expect(fields({ clientId: 'a', clientSecret: 'b' })).toEqual([]);
    expect(fields({})).toEqual(['clientId', 'clientSecret']);
    expect(fields({ clientId: 'a b', clientSecret: 'c\n' })).toEqual(['clientId', 'clientSecret']);
  });

  it('the token address is a whole address, encrypted or of this computer', () => {
    const problems = (options: Record<string, string>) => shop.provider.checkOptions?.(options).length;
    expect(problems({ tokenUrl: 'https://id.example.com/oauth/token' })).toBe(0);
    expect(problems({ tokenUrl: 'http://127.0.0.1:8080/token' })).toBe(0);
    expect(problems({ tokenUrl: 'http://id.example.com/token' })).toBe(1);
    expect(problems({ tokenUrl: 'id.example.com' })).toBe(1);
    expect(problems({ tokenUri: 'https://id.example.com' })).toBe(1);
  });

  it.each([
    [{ secret: {} }, 'signed-out'],
    [{ baseUrl: null }, 'invalid'],
  ])('an account without it (%o) asks nothing', async (missing, kind) => {
    const answer = await shop.provider.test({ ...shop.account, ...missing }, NOW);
    expect(answer).toMatchObject({ ok: false, error: { kind } });
    expect(shop.tokenCalls).toEqual([]);
  });
});
