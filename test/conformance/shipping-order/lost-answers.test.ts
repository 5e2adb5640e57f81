// What became of a command whose answer never came, and what changed since a moment: asked of the simulated Shipping
// Order, which keeps books, over real HTTP.

import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createHttpClient } from '../../../electron/core/http/http-client.ts';
import {
  PRACTICE_CLIENT,
  type ShippingOrderSimulator,
  type ShippingOrderSimulatorOptions,
  startShippingOrderSimulator,
} from '../../../electron/core/practice/shipping-order/start-shipping-order-simulator.ts';
import type { JobNews, ProviderAccount } from '../../../electron/core/providers/provider.ts';
import { createShippingOrderProvider } from '../../../electron/core/providers/shipping-order/shipping-order-provider.ts';
import type { ConnectionId } from '../../../shared/domain/ids.ts';
import { NOW } from '../../support/canned-server.ts';
import { NO_IDS } from '../../support/command-to-send.ts';
import { command } from './loopback.ts';

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;
const COMMAND = { priority: 'command' } as const;

let office: ShippingOrderSimulator;
let account: ProviderAccount;
let provider: ReturnType<typeof createShippingOrderProvider>;
let now = Date.now();

const clock = {
  now: () => now,
  setTimeout(run: () => void, delayMs: number) {
    const timer = setTimeout(run, delayMs < 20_000 ? delayMs / 20 : delayMs);
    return () => clearTimeout(timer);
  },
};

async function open(options: ShippingOrderSimulatorOptions = {}): Promise<void> {
  office = await startShippingOrderSimulator({ clock: () => now, stepMs: 1000, ...options });
  const silent = { debug() {}, info() {}, warn() {}, error() {} };
  const http = createHttpClient({
    fetch: globalThis.fetch,
    clock: { ...clock, now: () => Date.now() },
    log: silent,
  });
  http.setBudget('shop', { perSecond: 10_000, burst: 10_000 });
  provider = createShippingOrderProvider({ http, clock });
  account = {
    connectionId: 'shop' as ConnectionId,
    baseUrl: office.url,
    options: { tokenUrl: office.tokenUrl },
    secret: { ...PRACTICE_CLIENT },
  };
}

beforeEach(async () => {
  now = Date.now();
  await open();
});
afterEach(() => office.stop());

const shipment = (orderExternalId: string, more: object = {}) => ({
  orderExternalId,
  locationExternalId: 'STORE-7',
  deliveryAddress: { street1: '1 Main St', postalCode: '20190' },
  deliveryContact: { name: 'Ada Example', phone: '+12025550101' },
  ...more,
});
const create = (number: string, more: object = {}, known: Parameters<typeof command>[2] = {}) =>
  command('create', shipment(number, more), { firstSentAt: now, ...known });

async function made(number: string, more: object = {}): Promise<string> {
  const outcome = await provider.send(account, create(number, more), COMMAND);
  if (outcome.kind !== 'accepted') throw new Error(JSON.stringify(outcome));
  return office.books().find(({ orderExternalId }) => orderExternalId === number)?.id ?? '';
}

describe('a lost create', () => {
  it('is found by its order number', async () => {
    office.setFault({ kind: 'reset-after', operations: ['create'], count: 1 });
    const item = create('SO-1');
    expect(await provider.send(account, item, COMMAND)).toMatchObject({ kind: 'unknown' });
    const [booked] = office.books();
    expect(await provider.locate(account, item, COMMAND)).toMatchObject({
      kind: 'done',
      ids: { jobId: booked?.id, externalId: 'SO-1' },
      news: { rawStatus: 'ORDER_DISPATCHED' },
    });
  });

  it('is found after a day too: the range is said, not left to them', async () => {
    office.setFault({ kind: 'timeout-after', operations: ['create'], count: 1 });
    const item = create('SO-2');
    const stop = new AbortController();
    const sent = provider.send(account, item, { ...COMMAND, signal: stop.signal });
    while (office.books().length === 0) await new Promise((resolve) => setTimeout(resolve, 5));
    stop.abort();
    expect(await sent).toMatchObject({ kind: 'unknown' });
    now += 3 * DAY;
    expect(await provider.locate(account, item, COMMAND)).toMatchObject({ kind: 'done' });
    const asked = office.requests().findLast(({ operation }) => operation === 'list')?.body;
    expect(asked).toMatchObject({ orderExternalIds: ['SO-2'], createdAt: { startsAt: expect.any(Number) } });
  });

  it('that never arrived is absent', async () => {
    office.setFault({ kind: 'reset-before', operations: ['create'], count: 1 });
    const item = create('SO-3');
    expect(await provider.send(account, item, COMMAND)).toMatchObject({ kind: 'unknown' });
    expect(await provider.locate(account, item, COMMAND)).toEqual({ kind: 'absent' });
    expect(office.books()).toEqual([]);
  });

  it('is not mistaken for an older one of the same number', async () => {
    await made('SO-4');
    now += 2 * 60 * MINUTE;
    expect(await provider.locate(account, create('SO-4'), COMMAND)).toMatchObject({ kind: 'conflict' });
  });

  it('is no answer while nothing answers', async () => {
    await office.cutNetwork(true);
    expect(await provider.locate(account, create('SO-5'), COMMAND)).toMatchObject({ kind: 'no-answer' });
  });
});

describe('a create that is refused', () => {
  it('DUPLICATE_ID of our own earlier request is that request’s answer', async () => {
    const id = await made('SO-6');
    expect(await provider.send(account, create('SO-6'), COMMAND)).toMatchObject({
      kind: 'accepted',
      ids: { jobId: id },
    });
    expect(office.books()).toHaveLength(1);
  });

  it('DUPLICATE_ID of somebody else’s is refused, at its field', async () => {
    await made('SO-7');
    now += 2 * 60 * MINUTE;
    expect(await provider.send(account, create('SO-7'), COMMAND)).toMatchObject({
      kind: 'refused',
      error: { fields: [{ field: 'orderExternalId' }] },
    });
  });

  it('NO_PROVIDER_MATCHED that stands in their books is there to be edited and retried', async () => {
    const heavy = { package: { name: 'custom', weight: { value: 200, unit: 'lb' } } };
    const outcome = await provider.send(account, create('SO-8', heavy), COMMAND);
    const [booked] = office.books();
    expect(outcome).toMatchObject({
      kind: 'accepted',
      ids: { jobId: booked?.id },
      news: { status: 'failed', remarks: expect.stringMatching(/No delivery provider takes/) },
    });
    const ids = { jobId: booked?.id ?? '' };
    const light = { package: { name: 'custom', weight: { value: 20, unit: 'lb' } } };
    expect(await provider.send(account, command('edit', light, { ids }), COMMAND)).toMatchObject({
      kind: 'accepted',
      news: { status: 'failed', remarks: undefined },
    });
    expect(await provider.send(account, command('retry', {}, { ids }), COMMAND)).toMatchObject({
      kind: 'accepted',
      news: { rawStatus: 'ORDER_DISPATCHED' },
    });
  });

  it('NO_PROVIDER_MATCHED that is kept nowhere is refused', async () => {
    await office.stop();
    await open({ keepsFailed: false });
    const outcome = await provider.send(
      account,
      create('SO-9', { deliveryInstructions: 'practice: NO_PROVIDER_MATCHED' }),
      COMMAND,
    );
    expect(outcome).toMatchObject({ kind: 'refused', error: { kind: 'invalid' } });
    expect(office.books()).toEqual([]);
  });

  it('is looked for first where nobody says whether it stands there', async () => {
    office.setFault({ kind: 'reset-before', operations: ['list'] });
    const outcome = await provider.send(
      account,
      create('SO-10', { deliveryInstructions: 'practice: GEOCODING_FAILED' }),
      COMMAND,
    );
    expect(outcome).toMatchObject({ kind: 'unknown' });
  });
});

describe('a lost change', () => {
  const lost = async (kind: 'edit' | 'cancel' | 'retry', payload: object, id: string, arrives: boolean) => {
    office.setFault({ kind: arrives ? 'reset-after' : 'reset-before', operations: [kind], count: 1 });
    const item = command(kind, payload, { ids: { jobId: id }, firstSentAt: now });
    expect(await provider.send(account, item, COMMAND)).toMatchObject({ kind: 'unknown' });
    return provider.locate(account, item, COMMAND);
  };

  it.each([true, false])('edit, arrived %s', async (arrives) => {
    const id = await made('SO-11', { orderValue: 10 });
    const changes = { orderValue: 160.99, deliveryAddress: { street1: '2 Main St', postalCode: '20190' } };
    expect(await lost('edit', changes, id, arrives)).toMatchObject({ kind: arrives ? 'done' : 'absent' });
  });

  it.each([true, false])('cancel, arrived %s', async (arrives) => {
    const id = await made('SO-12');
    expect(await lost('cancel', {}, id, arrives)).toMatchObject({ kind: arrives ? 'done' : 'absent' });
  });

  it('cancel of one that was delivered meanwhile is too late', async () => {
    const id = await made('SO-13');
    office.advance(id, 'ORDER_DELIVERED');
    const item = command('cancel', {}, { ids: { jobId: id } });
    expect(await provider.locate(account, item, COMMAND)).toMatchObject({ kind: 'too-late' });
  });

  it.each([true, false])('retry, arrived %s', async (arrives) => {
    const id = await made('SO-14');
    office.advance(id, 'ORDER_FAILED');
    now += 5000;
    expect(await lost('retry', {}, id, arrives)).toMatchObject({ kind: arrives ? 'done' : 'absent' });
  });

  it('retry that failed again is done: it was tried', async () => {
    const heavy = { package: { name: 'custom', weight: { value: 200, unit: 'lb' } } };
    const id = await made('SO-15', heavy);
    now += 5000;
    expect(await lost('retry', {}, id, true)).toMatchObject({ kind: 'done', news: { status: 'failed' } });
  });
});

describe('what changed', () => {
  async function all(
    since: number | null,
  ): Promise<{ news: JobNews[]; asked: { startsAt: number; endsAt: number }[] }> {
    const before = office.requests().length;
    const news: JobNews[] = [];
    let page: string | null = null;
    do {
      const answer: Awaited<ReturnType<NonNullable<typeof provider.changes>>> = await provider.changes!(
        account,
        { since, page },
        NOW,
      );
      if (!answer.ok) throw new Error(answer.error.sentence);
      news.push(...answer.value.news);
      page = answer.value.next;
    } while (page !== null);
    const asked = office
      .requests()
      .slice(before)
      .filter(({ operation }) => operation === 'list')
      .map(({ body }) => (body as { lastUpdatedAt: { startsAt: number; endsAt: number } }).lastUpdatedAt);
    return { news, asked };
  }

  it('is told over pages, also when the token ends between them', async () => {
    await office.stop();
    await open({ mostPerPage: 3 });
    for (let number = 0; number < 10; number += 1) await made(`SO-2${number}`);
    const before = office.requests().filter(({ operation }) => operation === 'token').length;
    office.expireTokens(2);
    const { news } = await all(now - MINUTE);
    expect(new Set(news.map(({ ids }) => ids.externalId)).size).toBe(10);
    expect(news).toHaveLength(10);
    const outcomes = office.requests().filter(({ operation }) => operation === 'list');
    expect(outcomes.map(({ outcome }) => outcome)).toContain('401');
    expect(office.requests().filter(({ operation }) => operation === 'token')).toHaveLength(before + 1);
  });

  it('is asked for in ranges of at most 30 days, the oldest first, without a gap', async () => {
    await made('SO-30');
    now += 95 * DAY;
    await made('SO-31');
    const { news, asked } = await all(now - 96 * DAY);
    expect(news.map(({ ids }) => ids.externalId)).toEqual(['SO-30', 'SO-31']);
    expect(asked.length).toBeGreaterThan(3);
    expect(asked.every(({ startsAt, endsAt }) => endsAt - startsAt <= 30 * DAY)).toBe(true);
    for (const [index, range] of asked.entries()) {
      if (index > 0) expect(range.startsAt).toBe(asked[index - 1]?.endsAt);
    }
    expect(asked.at(-1)?.endsAt).toBeGreaterThanOrEqual(now);
  });

  it('goes back no further than they allow', async () => {
    await expect(all(now - 800 * DAY)).resolves.toMatchObject({ news: [] });
    await expect(all(null)).resolves.toMatchObject({ news: [] });
  });
});

describe('looking for one', () => {
  it('by id, by order number, by group', async () => {
    const id = await made('SO-40', { groupId: 'basket-1' });
    const look = (ids: object, reference: string | null = null) =>
      provider.look(account, { ids: { ...NO_IDS, ...ids }, reference }, NOW);
    for (const looked of [
      await look({ jobId: id }),
      await look({ externalId: 'SO-40' }),
      await look({}, 'basket-1'),
    ]) {
      expect(looked).toMatchObject({ ok: true, value: { ids: { jobId: id } } });
    }
    expect(await look({ externalId: 'SO-41' })).toMatchObject({ ok: false, error: { kind: 'not-found' } });
    expect(await look({ trackingId: '1Z' })).toMatchObject({ ok: false, error: { kind: 'invalid' } });
  });

  it('an answer of create without an id is completed by the next look', async () => {
    const outcome = await provider.send(
      account,
      create('SO-42', { deliveryInstructions: 'practice: no-id' }),
      COMMAND,
    );
    expect(outcome).toMatchObject({ kind: 'accepted', ids: { externalId: 'SO-42' } });
    expect(outcome).not.toHaveProperty('ids.jobId');
    const looked = await provider.look(
      account,
      { ids: { ...NO_IDS, externalId: 'SO-42' }, reference: null },
      NOW,
    );
    expect(looked).toMatchObject({ ok: true, value: { ids: { jobId: office.books()[0]?.id } } });
  });

  it('a test of the connection asks for one shipment and changes nothing', async () => {
    expect(await provider.test(account, NOW)).toEqual({ ok: true, value: { clientName: null } });
    expect(office.requests().at(-1)).toMatchObject({ operation: 'list', body: { limit: 1 } });
    expect(office.books()).toEqual([]);
  });
});
