// Every row of the six error tables of seed 004: what the outbox does about it, and the sentence a dispatcher reads.

import { describe, expect, it } from 'vitest';
import { NOW } from '../../support/canned-server.ts';
import { NO_IDS } from '../../support/command-to-send.ts';
import { command, loopback } from './loopback.ts';
import { CREATE, EDIT, ID } from './seed-samples.ts';

const shop = loopback();

const EMPTY_PAGE = { body: JSON.stringify({ data: [], paginationToken: { next: null, previous: null } }) };

function refusal(type: string, status: number, message: string) {
  return { status, body: JSON.stringify({ type, message, errors: [{ type, message }] }) };
}

const PAYLOADS = { create: CREATE, edit: EDIT, cancel: {}, retry: {} };
type Write = keyof typeof PAYLOADS;

function send(kind: Write, id = `${kind}-1`) {
  const ids = kind === 'create' ? {} : { jobId: ID };
  return shop.provider.send(shop.account, command(kind, PAYLOADS[kind], { ids, id }), {
    priority: 'command',
  });
}

/**
 * refused: a person decides. tried-again: the outbox sends it again by itself. asked-first: whether it was done is found
 * out before anything else. accepted: nothing is left to do.
 */
type Fate = 'refused' | 'tried-again' | 'asked-first' | 'accepted';
const FATES: Record<string, Fate> = {
  refused: 'refused',
  'not-sent': 'tried-again',
  unknown: 'asked-first',
  accepted: 'accepted',
};

async function fateOf(kind: Write): Promise<{ fate: Fate | undefined; kind?: string; sentence: string }> {
  const outcome = await send(kind);
  if (outcome.kind === 'accepted') return { fate: 'accepted', sentence: '' };
  const { error } = outcome;
  // What the provider wants less of is put back by the outbox, like what never left.
  const waits = outcome.kind === 'refused' && (error.kind === 'limited' || error.kind === 'signed-out');
  return {
    fate: waits ? 'tried-again' : FATES[outcome.kind],
    kind: error.kind,
    sentence: error.sentence,
  };
}

type Row = [type: string, status: number, message: string, fate: Fate, kind: string, sentence: RegExp];

const AUTH: Row = [
  'UNAUTHORIZED',
  401,
  'Unauthorized',
  'tried-again',
  'signed-out',
  /client id and client secret/,
];
const DOWN: Row = [
  'INTERNAL_SERVER_ERROR',
  500,
  'Internal Server Error',
  'asked-first',
  'provider-down',
  /fault of its own \(500\).*not known/,
];
const BUSY: Row = [
  'TOO_MANY_REQUESTS',
  429,
  'Too many',
  'tried-again',
  'limited',
  /fewer requests.*by itself/,
];
const UNMAPPED: Row = [
  'UNMAPPED_ERROR',
  422,
  'Odd',
  'tried-again',
  'invalid',
  /does not know\. That may pass/,
];
const NOT_TAKEN: Row = [
  'PLACE_ORDER_FAILED',
  422,
  'Failed to place',
  'tried-again',
  'invalid',
  /did not take this order\. That may pass.*says: Failed to place\./,
];
const UNASSIGNED: Row = [
  'NO_PROVIDER_ASSIGNED',
  422,
  'No Provider',
  'refused',
  'invalid',
  /No delivery provider is set up for this pick-up location/,
];
const UNMATCHED: Row = [
  'NO_PROVIDER_MATCHED',
  422,
  'No Provider matched',
  'refused',
  'invalid',
  /No delivery provider takes this delivery.*Change its times/,
];
const NOWHERE: Row = [
  'GEOCODING_FAILED',
  422,
  'Geocoding',
  'refused',
  'invalid',
  /not be found on the map\. Correct/,
];
const GONE: Row = [
  'NOT_FOUND',
  404,
  'Order with id',
  'refused',
  'not-found',
  /does not know this shipment \(404\)/,
];

const TABLES: Record<Write, Row[]> = {
  create: [
    AUTH,
    DOWN,
    [
      'VALIDATION_ERROR',
      400,
      'Delivery Address not provided',
      'refused',
      'invalid',
      /Delivery Address not provided.*send it again/,
    ],
    [
      'INVALID_DATA',
      422,
      'No such locationExternalId',
      'refused',
      'invalid',
      /No such locationExternalId\. Correct it/,
    ],
    ['DUPLICATE_ID', 422, 'exists', 'refused', 'invalid', /another shipment under this order number/],
    ['DUPLICATE_NAME', 422, 'exists', 'refused', 'invalid', /another shipment under this order number/],
    ['DUPLICATE_RESOURCE', 422, 'exists', 'refused', 'invalid', /another shipment under this order number/],
    UNASSIGNED,
    UNMATCHED,
    NOT_TAKEN,
    NOWHERE,
    BUSY,
    UNMAPPED,
  ],
  cancel: [
    AUTH,
    DOWN,
    GONE,
    [
      'CANCELLATION_NOT_ALLOWED',
      403,
      'Provider does not allow',
      'refused',
      'too-late',
      /does not allow this shipment to be cancelled.*call the provider/,
    ],
    [
      'ORDER_CANCELLATION_FAILED',
      422,
      'Provider failed',
      'refused',
      'invalid',
      /could not cancel this shipment/,
    ],
    ['ORDER_ALREADY_CANCELED', 409, 'already in Cancelled state', 'accepted', '', /^$/],
    BUSY,
    UNMAPPED,
  ],
  edit: [
    AUTH,
    DOWN,
    [
      'INVALID_DATA',
      400,
      'The value for the orderValue field is invalid',
      'refused',
      'invalid',
      /orderValue field is invalid/,
    ],
    [
      'VALIDATION_ERROR',
      400,
      'packages parameter cannot be changed post order dispatch',
      'refused',
      'invalid',
      /package stays as it is; send the change without it/,
    ],
    GONE,
    UNASSIGNED,
    UNMATCHED,
    NOT_TAKEN,
    NOWHERE,
    BUSY,
    UNMAPPED,
  ],
  retry: [
    AUTH,
    DOWN,
    GONE,
    ['INVALID_DATA', 422, 'Order Id value is invalid', 'refused', 'invalid', /Order Id value is invalid/],
    [
      'INVALID_OPERATION',
      409,
      'can no longer be retried',
      'refused',
      'too-late',
      /can no longer be retried\. Refresh it/,
    ],
    UNASSIGNED,
    UNMATCHED,
    NOT_TAKEN,
    BUSY,
    UNMAPPED,
  ],
};

describe.each(Object.entries(TABLES) as [Write, Row[]][])('%s', (operation, rows) => {
  it.each(rows)('%s (%i)', async (type, status, message, fate, kind, sentence) => {
    // Whether the order stands in their books after all is asked for; here it does not.
    shop.answer(
      ...(status === 401 ? [refusal(type, status, message)] : [refusal(type, status, message), EMPTY_PAGE]),
    );
    const found = await fateOf(operation);
    expect(found.fate).toBe(fate);
    if (fate !== 'accepted') expect(found.kind).toBe(kind);
    expect(found.sentence).toMatch(sentence);
  });
});

describe('list', () => {
  it.each([
    ['UNAUTHORIZED', 401, 'signed-out', /client id and client secret/],
    ['INTERNAL_SERVER_ERROR', 500, 'provider-down', /fault of its own.*asked for again/],
    ['INVALID_DATA', 400, 'invalid', /cannot be greater than 30 days.*shorter range/],
  ])('%s (%i)', async (type, status, kind, sentence) => {
    shop.answer(refusal(type, status, 'lastUpdatedAt date range cannot be greater than 30 days'));
    const listed = await shop.provider.listShipments(shop.account, {}, NOW);
    expect(listed).toMatchObject({ ok: false, error: { kind, sentence: expect.stringMatching(sentence) } });
  });
});

describe('get', () => {
  it.each([
    ['UNAUTHORIZED', 401, 'signed-out', /client id and client secret/],
    ['INTERNAL_SERVER_ERROR', 500, 'provider-down', /fault of its own/],
    ['INVALID_DATA', 422, 'not-found', /finds no shipment by this id/],
    ['NOT_FOUND', 404, 'not-found', /does not know this shipment/],
  ])('%s (%i)', async (type, status, kind, sentence) => {
    shop.answer(refusal(type, status, 'Not Found'));
    const looked = await shop.provider.look(
      shop.account,
      { ids: { ...NO_IDS, jobId: ID }, reference: null },
      NOW,
    );
    expect(looked).toMatchObject({ ok: false, error: { kind, sentence: expect.stringMatching(sentence) } });
  });
});

describe('status history', () => {
  it.each([
    ['UNAUTHORIZED', 401, 'signed-out'],
    ['INTERNAL_SERVER_ERROR', 500, 'provider-down'],
    ['NOT_FOUND', 404, 'not-found'],
    ['INVALID_DATA', 422, 'not-found'],
  ])('%s (%i)', async (type, status, kind) => {
    shop.answer(refusal(type, status, 'No'));
    const history = await shop.provider.statusHistory(shop.account, ID, false, NOW);
    expect(history).toMatchObject({ ok: false, error: { kind } });
  });
});

describe('a placing that fails for the moment', () => {
  it('is tried again a few times, then left to a person', async () => {
    shop.answer(refusal('PLACE_ORDER_FAILED', 422, 'Failed to place'));
    const kinds = [await send('retry'), await send('retry'), await send('retry'), await send('retry')];
    expect(kinds.map(({ kind }) => kind)).toEqual(['not-sent', 'not-sent', 'refused', 'not-sent']);
  });
});

describe('other shapes of an error', () => {
  it.each([
    ['of the older interface', { type: 'NO_DSP_MATCHED', message: 'No DSP' }],
    ['listed only', { errors: [{ code: 'NO_PROVIDER_MATCHED', message: 'No DSP' }] }],
    ['with a code beside it', { code: 422, type: 'NO_PROVIDER_MATCHED', message: 'No DSP' }],
  ])('%s', async (_what, body) => {
    shop.answer({ status: 422, body: JSON.stringify(body) }, EMPTY_PAGE);
    expect(await send('create')).toMatchObject({
      kind: 'refused',
      error: { sentence: expect.stringMatching(/No delivery provider takes.*says: No DSP\./) },
    });
  });

  it('names the delivery provider that refused', async () => {
    shop.answer({
      status: 422,
      body: JSON.stringify({
        type: 'ORDER_CANCELLATION_FAILED',
        message: 'Cancellation failed',
        errors: [
          {
            provider: 'UPS Shipping',
            type: 'NON_CANCELABLE_DELIVERY',
            message: 'Already on the truck',
            code: 400,
          },
        ],
      }),
    });
    expect(await send('cancel')).toMatchObject({
      error: {
        sentence: expect.stringContaining('UPS Shipping: Cancellation failed. Already on the truck.'),
      },
    });
  });

  it.each([
    [
      'the gateway',
      { response: { errors: [{ code: '250002', message: 'Invalid Authentication Information.' }] } },
    ],
    ['a fault', { fault: { faultstring: 'Invalid access token' } }],
    ['nothing', null],
  ])('401 by %s is a matter of access', async (_what, body) => {
    shop.answer({ status: 401, body: body === null ? '' : JSON.stringify(body) });
    expect(await send('edit')).toMatchObject({ kind: 'refused', error: { kind: 'signed-out' } });
  });

  it('a 409 of a cancel under the other spelling is one that is cancelled', async () => {
    shop.answer(refusal('ORDER_ALREADY_CANCELLED', 409, 'Already'));
    expect(await send('cancel')).toMatchObject({ kind: 'accepted' });
  });

  it('a 429 says until when', async () => {
    shop.answer({ status: 429, headers: { 'retry-after': '7' }, body: '' });
    const before = Date.now();
    const outcome = await send('create');
    const { retryAt } = (outcome as { error: { retryAt: number } }).error;
    expect(retryAt - before).toBeGreaterThanOrEqual(6_000);
    expect(retryAt - before).toBeLessThan(60_000);
  });

  it('a connection that breaks leaves a write open', async () => {
    shop.answer({ reset: true });
    for (const kind of ['create', 'edit', 'cancel', 'retry'] as const) {
      expect(await send(kind)).toMatchObject({ kind: 'unknown', error: { kind: 'unreachable' } });
    }
  });
});
