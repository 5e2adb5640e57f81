// Seed 003: duplicates are refused (4003), and that is the only guard. A command whose answer was lost is looked for,
// never repeated blindly; a number that is followed already becomes the parcel that it is.

import { describe, expect, it } from 'vitest';
import { startAfterShipSimulator } from '../../../electron/core/practice/aftership/start-aftership-simulator.ts';
import type { CommandKind } from '../../../shared/domain/command.ts';
import { NOW } from '../../support/canned-server.ts';
import { accountAt, command, freshProvider, KEY, VERSIONS } from './loopback.ts';

const NUMBER = 'JN12345678';

async function depot() {
  const simulator = await startAfterShipSimulator({ keys: [{ key: KEY }], slugs: ['j-net', 'ups'] });
  return { simulator, [Symbol.asyncDispose]: () => simulator.stop() };
}

describe.each(VERSIONS)('%s', (version) => {
  async function world() {
    const made = await depot();
    const provider = freshProvider();
    const account = accountAt(made.simulator.url, version);
    const item = (kind: CommandKind, payload: unknown, jobId?: string) =>
      command(kind, payload, { ids: { trackingId: NUMBER, ...(jobId ? { jobId } : {}) } });
    const send = (kind: CommandKind, payload: unknown = {}, jobId?: string) =>
      provider.send(account, item(kind, payload, jobId), NOW);
    const locate = (kind: CommandKind, payload: unknown = {}, jobId?: string) =>
      provider.locate(account, item(kind, payload, jobId), NOW);
    const create = async () => {
      const outcome = await send('create', { tracking_number: NUMBER, slug: 'j-net' });
      if (outcome.kind !== 'accepted') throw new Error(outcome.error.sentence);
      return outcome.ids.jobId ?? '';
    };
    return { ...made, send, locate, create };
  }

  it('a lost create is found by its number and courier, and nothing is changed by looking', async () => {
    await using at = await world();
    expect(await at.locate('create', { tracking_number: NUMBER, slug: 'j-net' })).toEqual({ kind: 'absent' });
    at.simulator.setFault({ kind: 'reset-after', methods: ['POST'], count: 1 });
    expect(await at.send('create', { tracking_number: NUMBER, slug: 'j-net' })).toMatchObject({
      kind: 'unknown',
    });
    const found = await at.locate('create', { tracking_number: NUMBER, slug: 'j-net' });
    expect(found).toMatchObject({ kind: 'done', ids: { trackingId: NUMBER } });
    expect(at.simulator.parcels()).toHaveLength(1);
    expect(at.simulator.requests().filter(({ line }) => line.startsWith('POST'))).toHaveLength(1);
  });

  it('the same number of another courier is not taken for it', async () => {
    await using at = await world();
    await at.send('create', { tracking_number: NUMBER, slug: 'ups' });
    expect(await at.locate('create', { tracking_number: NUMBER, slug: 'j-net' })).toEqual({ kind: 'absent' });
  });

  it('a duplicate becomes the parcel that is there, and says so', async () => {
    await using at = await world();
    const id = await at.create();
    const again = await at.send('create', { tracking_number: NUMBER, slug: 'j-net', title: 'Another' });
    expect(again).toMatchObject({ kind: 'accepted', ids: { jobId: id, trackingId: NUMBER } });
    const texts = again.kind === 'accepted' ? again.news?.events.map(({ text }) => text) : [];
    expect(texts).toContain(
      'AfterShip followed this number already. This is that parcel; nothing was changed there.',
    );
    expect(at.simulator.parcels().map(({ title }) => title)).toEqual([NUMBER]);
  });

  it('a duplicate that then cannot be looked at is refused in words', async () => {
    await using at = await world();
    await at.create();
    at.simulator.setFault({ kind: '500', methods: ['GET'] });
    const again = await at.send('create', { tracking_number: NUMBER, slug: 'j-net' });
    expect(again).toMatchObject({ kind: 'refused', error: { fields: [{ field: 'tracking_number' }] } });
  });

  it.each([
    { title: 'Another' },
    { note: 'Ring twice', order_id: '1001', order_promised_delivery_date: '2026-08-04' },
    { emails: ['a@example.com'], smses: ['+14155550100'], customer_name: 'Amelia Hart' },
  ])('a lost change %j is done once its values are there', async (changes) => {
    await using at = await world();
    const id = await at.create();
    expect(await at.locate('edit', changes, id)).toEqual({ kind: 'absent' });
    at.simulator.setFault({ kind: 'reset-after', methods: ['PUT'], count: 1 });
    expect(await at.send('edit', changes, id)).toMatchObject({ kind: 'unknown' });
    expect(await at.locate('edit', changes, id)).toMatchObject({ kind: 'done' });
  });

  it('a lost clearing is done once nothing is there', async () => {
    await using at = await world();
    const id = await at.create();
    await at.send('edit', { note: 'Ring twice', emails: ['a@example.com'] }, id);
    const clearing = { note: '', emails: [], smses: [] };
    expect(await at.locate('edit', clearing, id)).toEqual({ kind: 'absent' });
    await at.send('edit', clearing, id);
    expect(await at.locate('edit', clearing, id)).toMatchObject({ kind: 'done' });
    expect(at.simulator.parcels()[0]).toMatchObject({ people: [], texts: {} });
  });

  it.runIf(version === '2026-07')(
    'a promised day that was taken back is gone, and its clearing found',
    async () => {
      await using at = await world();
      const id = await at.create();
      await at.send('edit', { order_promised_delivery_date: '2031-08-04' }, id);
      expect(at.simulator.parcels()[0]).toMatchObject({ promised: '2031-08-04' });
      const clearing = { order_promised_delivery_date: '' };
      expect(await at.locate('edit', clearing, id)).toEqual({ kind: 'absent' });
      expect(await at.send('edit', clearing, id)).toMatchObject({
        kind: 'accepted',
        news: { facts: { promiseAt: null } },
      });
      expect(at.simulator.parcels()[0]).toMatchObject({ promised: null });
      expect(await at.locate('edit', clearing, id)).toMatchObject({ kind: 'done' });
    },
  );

  it('a lost removal is done once the parcel is gone', async () => {
    await using at = await world();
    const id = await at.create();
    expect(await at.locate('delete', {}, id)).toEqual({ kind: 'absent' });
    at.simulator.setFault({ kind: 'reset-after', methods: ['DELETE'], count: 1 });
    expect(await at.send('delete', {}, id)).toMatchObject({ kind: 'unknown' });
    expect(await at.locate('delete', {}, id)).toMatchObject({ kind: 'done' });
    expect(at.simulator.parcels()).toHaveLength(0);
  });

  it('a lost retrack is done once AfterShip follows again', async () => {
    await using at = await world();
    const id = await at.create();
    at.simulator.place(NUMBER, 'Expired_001');
    expect(await at.locate('retrack', {}, id)).toEqual({ kind: 'absent' });
    at.simulator.setFault({ kind: 'reset-after', methods: ['POST'], count: 1 });
    expect(await at.send('retrack', {}, id)).toMatchObject({ kind: 'unknown' });
    expect(await at.locate('retrack', {}, id)).toMatchObject({ kind: 'done' });
    expect(at.simulator.parcels()[0]?.retracks).toBe(1);
  });

  it.each(['DELIVERED', 'LOST', 'RETURNED_TO_SENDER'])(
    'a lost completion as %s is done once it stands so',
    async (reason) => {
      await using at = await world();
      const id = await at.create();
      expect(await at.locate('complete', { reason }, id)).toEqual({ kind: 'absent' });
      at.simulator.setFault({ kind: 'reset-after', methods: ['POST'], count: 1 });
      expect(await at.send('complete', { reason }, id)).toMatchObject({ kind: 'unknown' });
      expect(await at.locate('complete', { reason }, id)).toMatchObject({ kind: 'done' });
    },
  );

  it('retracks three times and not a fourth', async () => {
    await using at = await world();
    const id = await at.create();
    expect(await at.send('retrack', {}, id)).toMatchObject({ kind: 'refused', error: { kind: 'too-late' } });
    for (let time = 1; time <= 3; time += 1) {
      at.simulator.place(NUMBER, 'Expired_001');
      expect((await at.send('retrack', {}, id)).kind).toBe('accepted');
    }
    at.simulator.place(NUMBER, 'Expired_001');
    const fourth = await at.send('retrack', {}, id);
    expect(fourth.kind === 'refused' && fourth.error.sentence).toMatch(/\(4016\)/);
  });
});
