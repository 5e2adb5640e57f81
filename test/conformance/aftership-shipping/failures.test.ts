// Business errors come inside HTTP 200, pending is no failure: every code of AfterShip's table becomes its sentence, told
// retryable or not, and certain or not.

import { describe, expect, it } from 'vitest';
import { NOW } from '../../support/canned-server.ts';
import { answers, labelRequest, rateRequest } from './samples.ts';
import { KEY, shippingServer } from './shipping-server.ts';

const server = shippingServer();
const create = () => server.provider.labels.create(server.account, labelRequest, NOW);
const get = () => server.provider.labels.get(server.account, 'label-1', NOW);

/** Code, whether the documentation calls it retryable, whether nothing was certainly made, a word of the sentence. */
const TABLE: readonly (readonly [code: number, retryable: boolean, certain: boolean, says: RegExp])[] = [
  [4100, false, false, /fault of its own/],
  [4101, true, false, /asks to try again/],
  [4104, false, true, /Correct what is named/],
  [4109, false, true, /could not read the request/],
  [4140, false, true, /does not know this shipper account/],
  [4153, false, true, /does not know it/],
  [4155, true, true, /locked while a manifest or a cancellation/],
  [4157, false, true, /Ask for the rates again/],
  [4159, true, true, /prepaid account .* deactivated/],
  [4161, false, true, /card on file .* declined/],
  [4162, false, true, /payment gateway/],
  [4163, false, true, /amount of the payment/],
  [4164, false, true, /payment request/],
  [4171, false, true, /no such operation/],
  [4172, true, true, /limit that was agreed/],
  [4312, true, false, /could not reach the courier/],
  [4500, false, true, /state of your account/],
  [4703, true, false, /not available\. Try again later/],
  [4705, true, false, /gave AfterShip no answer/],
  [4713, true, true, /rates could not be had/],
  [4715, false, true, /courier refused this/],
  [4716, false, true, /address is too long/],
  [4722, false, true, /cancelled already/],
  [4723, false, true, /does not know this tracking number/],
  [4724, false, true, /in a manifest already/],
  [4725, false, true, /nothing to manifest/],
  [4730, false, true, /No tracking numbers are left/],
  [4732, false, true, /refused the credentials/],
  [4733, false, true, /refused what was sent/],
  [4801, false, true, /order number was used/],
  [4802, false, true, /does not offer this service here/],
  [4803, false, true, /with these options/],
  [4804, false, true, /does not take this weight/],
];

describe('inside HTTP 200', () => {
  it.each(TABLE)('%i', async (code, retryable, certain, says) => {
    server.answer(code, {}, { message: 'As AfterShip says' });
    const refused = await create();
    expect(server.received).toHaveLength(1);
    expect(refused).toMatchObject({ ok: false, code, nothingDone: certain, error: { status: 200 } });
    const sentence = refused.ok ? '' : refused.error.sentence;
    expect(sentence).toMatch(says);
    expect(sentence).toContain(`(${code})`);
    expect(sentence).toContain('As AfterShip says.');
    expect(sentence.includes('not known')).toBe(!certain);

    server.answer(code, { ...answers.labels, status: 'failed' });
    expect(await get()).toMatchObject({
      ok: true,
      pending: false,
      problem: { code, retryable },
      value: { id: 'label-1', status: 'failed' },
    });
    // The answer's own word goes before the table's.
    server.answer(code, answers.labels, { retryable: !retryable });
    expect(await get()).toMatchObject({ problem: { retryable: !retryable } });
  });

  it('a code that is not in any table is uncertain and shown raw', async () => {
    server.answer(4999, {}, { message: 'Something new' });
    const refused = await create();
    expect(refused).toMatchObject({ ok: false, nothingDone: false, code: 4999 });
    expect(!refused.ok && refused.error.sentence).toMatch(/not documented.*\(4999\).*Something new\./);
  });

  it('details name the fields, without AfterShip’s envelope', async () => {
    server.answer(
      4104,
      {},
      {
        details: [
          { path: 'data.shipment.ship_from.country', info: 'is required' },
          { path: 'data.shipment.parcels[0].items[1].hs_code', info: 'is wrong' },
          { path: 'data.service_type', info: 'is required' },
          'nonsense',
        ],
      },
    );
    const refused = await create();
    expect(!refused.ok && refused.error.fields).toEqual([
      { field: 'shipment.ship_from.country', message: 'is required' },
      { field: 'shipment.parcels.0.items.1.hs_code', message: 'is wrong' },
      { field: 'service_type', message: 'is required' },
    ]);
    expect(!refused.ok && refused.error.sentence).toContain('shipment.ship_from.country: is required');
  });

  it.each([200, 201, 202])('%i is a success', async (code) => {
    server.answer(code, answers.labels);
    expect(await create()).toMatchObject({ ok: true, pending: false, problem: null });
  });

  it.each([
    ['3001', 3001, 'creating', true],
    ['3001, although it is ready', 3001, 'created', true],
    ['200 and on its way', 200, 'cancelling', true],
    ['200 and ready', 200, 'created', false],
  ])('%s: pending or not', async (_what, code, status, pending) => {
    server.answer(code, { ...answers.labels, status });
    expect(await create()).toMatchObject({ ok: true, pending, problem: null, value: { id: 'label-1' } });
  });

  it('pending without an id cannot be followed, so it may have been made', async () => {
    server.answer(3001, {});
    expect(await create()).toMatchObject({ ok: false, nothingDone: false, error: { kind: 'bad-answer' } });
  });

  it('rates that came in part are there, with what failed', async () => {
    server.answer(4713, { ...answers.rates });
    expect(await server.provider.rates.create(server.account, rateRequest, NOW)).toMatchObject({
      ok: true,
      problem: { code: 4713 },
      value: { rates: [{ service_type: 'fedex_ground' }] },
    });
  });
});

describe('by the status line', () => {
  it.each([
    [401, 'signed-out', true, /refused the API key .* \(401\)/],
    [403, 'signed-out', true, /refused the API key .* \(403\)/],
    [404, 'bad-answer', true, /not AfterShip’s shipping \(404\)/],
    [429, 'limited', true, /fewer requests \(429\)/],
    [500, 'provider-down', false, /fault of its own \(500\).*not known/],
    [502, 'provider-down', false, /\(502\)/],
    [503, 'provider-down', false, /\(503\)/],
    [504, 'provider-down', false, /\(504\)/],
    [408, 'provider-down', false, /\(408\)/],
    [302, 'bad-answer', false, /elsewhere \(302\)/],
  ] as const)('%i', async (status, kind, nothingDone, says) => {
    server.answer(status, {}, { message: 'Said' }, status);
    const refused = await create();
    expect(server.received).toHaveLength(1);
    expect(refused).toMatchObject({ ok: false, nothingDone, error: { kind, status } });
    expect(!refused.ok && refused.error.sentence).toMatch(says);
    expect(JSON.stringify(refused)).not.toContain(KEY);
  });

  it('a code of AfterShip’s own on another status line is the same refusal', async () => {
    server.answer(4140, {}, {}, 400);
    expect(await create()).toMatchObject({
      ok: false,
      code: 4140,
      nothingDone: true,
      error: { status: 400 },
    });
  });

  it('429 says when it may come again', async () => {
    const at = Math.ceil(Date.now() / 1000) + 40;
    server.answer(429, {}, {}, 429, { 'ratelimit-reset': String(at) });
    const refused = await create();
    expect(!refused.ok && refused.error.retryAt).toBeGreaterThan(Date.now() + 20_000);
  });

  it.each([
    ['a web page', '<!doctype html><p>Sign in', /web page came/],
    ['half an answer', '{"meta":{"code":2', /broken off or garbled/],
    ['nothing', '', /answered with nothing/],
    ['no meta', '{"data":{"id":"label-1"}}', /lacks what matters in it: meta\.code/],
    ['no id', '{"meta":{"code":200},"data":{"status":"created"}}', /data\.id/],
  ])('%s where a label was made: not known', async (_what, body, says) => {
    server.raw(body);
    const refused = await create();
    expect(refused).toMatchObject({ ok: false, nothingDone: false, error: { kind: 'bad-answer' } });
    expect(!refused.ok && refused.error.sentence).toMatch(says);
    expect(!refused.ok && refused.error.sentence).toContain('looked for before anything is sent again');
  });

  it('a broken connection leaves a label unknown, and a question is simply asked again', async () => {
    server.reset();
    expect(await create()).toMatchObject({ ok: false, nothingDone: false, error: { kind: 'unreachable' } });
    expect(server.received).toHaveLength(1);
    server.received.length = 0;
    expect(await get()).toMatchObject({ ok: false, error: { kind: 'unreachable' } });
    expect(server.received.length).toBeGreaterThan(1);
  });

  it('without a key nothing is sent', async () => {
    const account = { ...server.account, secret: {} };
    expect(await server.provider.labels.create(account, labelRequest, NOW)).toMatchObject({
      ok: false,
      nothingDone: true,
      error: { kind: 'signed-out' },
    });
    expect(server.received).toEqual([]);
  });
});
