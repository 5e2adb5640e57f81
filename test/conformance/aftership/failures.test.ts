// Seed 003, meta: every number that AfterShip's own clients know, each its sentence, for commands and for questions; and
// whether AfterShip may have acted.

import { describe, expect, it } from 'vitest';
import { NOW } from '../../support/canned-server.ts';
import { NO_IDS } from '../../support/command-to-send.ts';
import { command, loopback, refusal, single } from './loopback.ts';

const aftership = loopback();
const ID = '6487e4de9f8b4c7e01234567';

const send = (kind: Parameters<typeof command>[0], payload: unknown = {}) =>
  aftership.provider.send(
    aftership.account(),
    command(kind, payload, kind === 'create' ? {} : { ids: { jobId: ID } }),
    NOW,
  );
const create = () => send('create', { tracking_number: 'JN12345678', slug: 'j-net' });

describe('a refusal', () => {
  it.each([
    [400, 400, 'The request was invalid or cannot be otherwise served.', 'invalid', /\(400\)/, null],
    [400, 4001, 'Invalid JSON data.', 'invalid', /could not read what was sent/, null],
    [
      400,
      4005,
      'The value of tracking_number is invalid.',
      'invalid',
      /Compare it with the label/,
      'tracking_number',
    ],
    [400, 4006, 'tracking object is required.', 'bad-answer', /other version under Connections/, null],
    [400, 4007, 'tracking_number is required.', 'invalid', /tracking number is missing/, 'tracking_number'],
    [400, 4008, 'The value of emails is invalid.', 'invalid', /emails is invalid/, 'emails'],
    [
      400,
      4008,
      'The value of [order_promised_delivery_date.promised_delivery_date] is invalid.',
      'invalid',
      /Correct it/,
      'order_promised_delivery_date',
    ],
    [400, 4008, 'The value of customers[0].phone_number is invalid.', 'invalid', /Correct it/, 'smses'],
    [400, 4009, 'tracking_postal_code is required.', 'invalid', /Fill it in/, 'tracking_postal_code'],
    [400, 4010, 'The value of slug is invalid.', 'invalid', /does not know this courier/, 'slug'],
    [
      400,
      4011,
      'Missing or invalid value of the required fields for this courier. Besides tracking_number, also required: tracking_postal_code',
      'invalid',
      /wants more than the tracking number/,
      'tracking_postal_code',
    ],
    [
      400,
      4012,
      'Unable to import shipment as the carrier is not recognized.',
      'invalid',
      /Name the courier.*carrier is not recognized/,
      'slug',
    ],
    [400, 4014, 'notification object is required.', 'invalid', /who is to be told/, null],
    [
      400,
      4017,
      'The format of tracking_number is invalid.',
      'invalid',
      /does not look like one of this courier/,
      'tracking_number',
    ],
    [401, 401, 'The API key is invalid.', 'signed-out', /refused the API key/, null],
    [403, 403, 'The request is understood, but it has been refused.', 'signed-out', /may not do this/, null],
    [404, 404, 'The URI requested is invalid.', 'bad-answer', /Check the address and the version/, null],
    [429, 429, 'You have exceeded the API call rate limit.', 'limited', /goes on by itself/, null],
    [418, 418, 'I am a teapot.', 'invalid', /not foreseen \(418\)/, null],
  ] as const)(
    'of a new tracking: HTTP %i, code %i (%s)',
    async (status, code, message, kind, sentence, field) => {
      aftership.answer(refusal(code, message), status);
      const outcome = await create();
      expect(aftership.received).toHaveLength(1);
      const isCertain = status !== 418;
      expect(outcome).toMatchObject({ kind: isCertain ? 'refused' : 'unknown', error: { kind, status } });
      const error = 'error' in outcome ? outcome.error : null;
      expect(error?.sentence).toMatch(sentence);
      expect(error?.fields.map((one) => one.field)).toEqual(field === null ? [] : [field]);
    },
  );

  it.each([
    ['edit', 404, 4004, 'Tracking does not exist.', 'not-found', /does not know this parcel/],
    ['edit', 400, 4015, 'The value of id is invalid.', 'not-found', /does not take the id/],
    [
      'retrack',
      400,
      4013,
      'You can only retrack an inactive tracking.',
      'too-late',
      /still follows this parcel/,
    ],
    [
      'retrack',
      400,
      4016,
      'You can only retrack each shipment once.',
      'too-late',
      /tracks this parcel again no more/,
    ],
    ['complete', 404, 4004, 'Tracking does not exist.', 'not-found', /does not know this parcel/],
  ] as const)('of %s: HTTP %i, code %i', async (kind, status, code, message, errorKind, sentence) => {
    aftership.answer(refusal(code, message), status);
    const outcome = await send(
      kind,
      kind === 'complete' ? { reason: 'LOST' } : kind === 'edit' ? { title: 'x' } : {},
    );
    expect(outcome).toMatchObject({ kind: 'refused', error: { kind: errorKind } });
    expect(outcome.kind === 'refused' && outcome.error.sentence).toMatch(sentence);
  });

  it('of a removal of what is not there: that is what was wanted', async () => {
    aftership.answer(refusal(4004, 'Tracking does not exist.'), 404);
    expect(await send('delete')).toMatchObject({ kind: 'accepted' });
  });

  it('429 says from when on asking makes sense, with and without Retry-After', async () => {
    aftership.answer(refusal(429, 'Too many'), 429, { 'retry-after': '30' });
    const told = await create();
    expect(told.kind === 'refused' && told.error.retryAt).toBeGreaterThan(Date.now() + 20_000);
    aftership.received.length = 0;
  });

  it('429 without Retry-After pauses too', async () => {
    aftership.answer(refusal(429, 'Too many'), 429);
    const told = await create();
    expect(told.kind === 'refused' && told.error.retryAt).toBeGreaterThan(0);
  });

  it('entries of meta.errors name their fields by the names of the contract', async () => {
    aftership.answer(
      refusal(400, 'Invalid', [
        { path: 'data.estimated_delivery_dates[1].origin_address.country_region', info: 'is required' },
      ]),
      400,
    );
    const told = await aftership.provider.predict(aftership.account(), [], NOW);
    expect(told).toMatchObject({
      ok: false,
      error: {
        kind: 'invalid',
        fields: [{ field: 'estimated_delivery_dates.1.origin_address.country', message: 'is required' }],
      },
    });
  });

  it('an account that may not predict is not signed out by that', async () => {
    aftership.answer(refusal(403, 'Forbidden'), 403);
    const told = await aftership.provider.predict(aftership.account(), [], NOW);
    expect(told).toMatchObject({ ok: false, error: { kind: 'invalid' } });
    expect(!told.ok && told.error.sentence).toMatch(/sales department/);
  });
});

describe('an answer that leaves it open', () => {
  it.each([
    ['408', 408, '', 'provider-down'],
    ['500', 500, refusal(500, "Something went wrong on AfterShip's end."), 'provider-down'],
    ['502', 502, '<h1>Bad gateway</h1>', 'provider-down'],
    ['503', 503, '', 'provider-down'],
    ['504', 504, '', 'provider-down'],
    ['a web page', 200, '<!doctype html><p>Sign in', 'bad-answer'],
    ['garbage', 200, '\u0000{{', 'bad-answer'],
    ['nothing', 201, '', 'bad-answer'],
    [
      'a tracking without a name',
      201,
      { meta: { code: 201 }, data: { tracking: { tag: 'Pending' } } },
      'bad-answer',
    ],
  ] as const)('%s: it is not known, and it leaves once', async (_what, status, body, kind) => {
    aftership.answer(body, status);
    const outcome = await create();
    expect(aftership.received).toHaveLength(1);
    expect(outcome).toMatchObject({ kind: 'unknown', error: { kind } });
    expect(outcome.kind === 'unknown' && outcome.error.sentence).toMatch(
      /Whether it took the new tracking is not known\./,
    );
  });

  it('a broken connection: it is not known, and it leaves once', async () => {
    aftership.reset();
    expect(await create()).toMatchObject({ kind: 'unknown', error: { kind: 'unreachable' } });
    expect(aftership.received).toHaveLength(1);
  });

  it('a question is asked again by itself', async () => {
    aftership.answer('', 503);
    const told = await aftership.provider.look(
      aftership.account(),
      { ids: { ...NO_IDS, jobId: ID }, reference: null },
      NOW,
    );
    expect(told).toMatchObject({ ok: false, error: { kind: 'provider-down' } });
    expect(aftership.received.length).toBeGreaterThan(1);
  });
});

describe('the key', () => {
  it('stands in no sentence, no body and no news', async () => {
    const leak = 'asat_conformance_key';
    aftership.answer(refusal(4008, `The value of ${leak} is invalid.`), 400);
    expect(JSON.stringify(await create())).not.toContain(leak);
    aftership.answer(single('2024-04', { id: ID, tracking_number: 'JN12345678', note: leak }));
    const news = await aftership.provider.look(
      aftership.account(),
      { ids: { ...NO_IDS, jobId: ID }, reference: null },
      NOW,
    );
    expect(JSON.stringify(news)).not.toContain(leak);
  });

  it.each([
    [{}, ['apiKey']],
    [{ apiKey: 'has blanks in it' }, ['apiKey']],
    [{ apiKey: 'k', signing: { kind: 'md5', secret: 'x' } }, ['signing.kind']],
    [{ apiKey: 'k', signing: { kind: 'aes', secret: '' } }, ['signing.secret']],
    [{ apiKey: 'k', signing: { kind: 'rsa', secret: 'no key' } }, ['signing.secret']],
    [{ apiKey: 'k', signing: { kind: 'aes', secret: 'x' } }, []],
    [{ apiKey: 'k' }, []],
  ])('%j is checked when it is typed', (secret, fields) => {
    expect(aftership.provider.checkSecret(secret).map(({ field }) => field)).toEqual(fields);
  });

  it.each([
    [{ trackingVersion: '2024-04' }, []],
    [{ trackingVersion: '2026-07', shippingBaseUrl: 'https://proxy.example.com' }, []],
    [{ trackingVersion: '2019-01' }, ['trackingVersion']],
    [{ shippingBaseUrl: 'http://example.com' }, ['shippingBaseUrl']],
    [{ colour: 'blue' }, ['colour']],
  ])('options %j', (options, fields) => {
    expect(
      aftership.provider.checkOptions?.(options as Record<string, string>).map(({ field }) => field),
    ).toEqual(fields);
  });
});
