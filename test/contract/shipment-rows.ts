// What the procedures of section `shipments` must do, whichever way they are reached. Read by rows.ts.

import { expect } from 'vitest';
import type { JobId } from '../../shared/domain/ids.ts';
import { type Desk, eventually } from './desk.ts';
import type { Row } from './rows.ts';

const NOWHERE = 'job-NOWHERE' as JobId;
let last = 0;

const shipment = (more: object = {}) => {
  last += 1;
  return {
    orderExternalId: `ROW-${last}`,
    locationExternalId: 'STORE-7',
    deliveryAddress: { street1: '1 Main St', postalCode: '20190' },
    deliveryContact: { name: 'Ada Example', phone: '+12025550101' },
    ...more,
  };
};

/** Sent, and answered by the provider. */
async function made(desk: Desk, more: object = {}): Promise<{ jobId: JobId; id: string }> {
  const { client, shopId } = desk;
  const { jobId } = await client.shipments.create({ connectionId: shopId, shipment: shipment(more) });
  return {
    jobId,
    id: await eventually(async () => (await jobOf(desk, jobId)).externalIds.jobId ?? undefined),
  };
}

async function jobOf({ client }: Desk, jobId: JobId) {
  return (await client.jobs.get({ id: jobId })).job;
}

/** The command is settled: done, or waiting for a person. */
async function settled({ client }: Desk, jobId: JobId, commandId: string) {
  return eventually(async () => {
    const { commands } = await client.jobs.get({ id: jobId });
    const command = commands.find(({ id }) => id === commandId);
    return command?.state === 'done' || command?.state === 'failed' ? command : undefined;
  });
}

const fields = (...names: string[]) => ({
  fields: expect.arrayContaining(names.map((field) => expect.objectContaining({ field }))),
});
const unknownJob = (call: (desk: Desk) => Promise<unknown>) => ({
  'a job that is not here': { code: 'NOT_FOUND' as const, call },
});
async function refusedForItsNumber(desk: Desk): Promise<JobId> {
  desk.office.setFault({ refusal: 'DUPLICATE_ID', operations: ['create'], count: 1 });
  const ordered = await desk.client.shipments.create({ connectionId: desk.shopId, shipment: shipment() });
  expect(await settled(desk, ordered.jobId, ordered.commandId)).toMatchObject({
    state: 'failed',
    problem: { fields: [{ field: 'orderExternalId' }] },
  });
  return ordered.jobId;
}

/** One that has not left: nothing can be asked about it. */
async function held({ client, shopId }: Desk): Promise<JobId> {
  await client.connections.update({ id: shopId, paused: true });
  const { jobId } = await client.shipments.create({ connectionId: shopId, shipment: shipment() });
  await client.shipments.cancel({ jobId });
  await client.connections.update({ id: shopId, paused: false });
  return jobId;
}

export const shipmentRows: Record<string, Row> = {
  'shipments.create': {
    async works(desk) {
      const more = {
        package: { name: 'custom', weight: { value: 2, unit: 'lb' as const }, content: ['fragile' as const] },
        orderAttributes: { channel: 'web', gift: true, sizes: [1, 2] },
      };
      const { jobId, id } = await made(desk, more);
      const booked = desk.office.books().find((one) => one.id === id);
      expect(booked?.fields).toMatchObject(more);
      expect(await jobOf(desk, jobId)).toMatchObject({
        provider: 'shipping-order',
        status: 'accepted',
        rawStatus: 'ORDER_DISPATCHED',
        recipient: 'Ada Example',
        deliveryFee: { currency: 'USD' },
      });
    },
    fails: {
      'a shipment without an address': {
        code: 'INVALID',
        call: ({ client, shopId }) =>
          client.shipments.create({
            connectionId: shopId,
            shipment: { ...shipment(), deliveryAddress: { street1: '', postalCode: '' } },
          }),
        data: fields('shipment.deliveryAddress.street1', 'shipment.deliveryAddress.postalCode'),
      },
      'one that is fetched nowhere': {
        code: 'INVALID',
        call: ({ client, shopId }) =>
          client.shipments.create({
            connectionId: shopId,
            shipment: { ...shipment(), locationExternalId: undefined },
          }),
        data: fields('shipment.locationExternalId'),
      },
      'an order number that is taken': {
        code: 'CONFLICT',
        async call(desk) {
          const twice = shipment();
          await desk.client.shipments.create({ connectionId: desk.shopId, shipment: twice });
          return desk.client.shipments.create({ connectionId: desk.shopId, shipment: twice });
        },
      },
      'a connection of another system': {
        code: 'INVALID',
        call: ({ client, connectionId }) => client.shipments.create({ connectionId, shipment: shipment() }),
        data: fields('connectionId'),
      },
    },
  },
  'shipments.edit': {
    async works(desk) {
      const { jobId, id } = await made(desk);
      const { commandId } = await desk.client.shipments.edit({
        jobId,
        changes: { orderValue: 160.99 },
        forceUpdate: true,
      });
      expect(await settled(desk, jobId, commandId)).toMatchObject({ state: 'done' });
      expect(desk.office.books().find((one) => one.id === id)?.fields).toMatchObject({ orderValue: 160.99 });
      expect(desk.office.requests().some(({ path }) => path.endsWith(`${id}?force_update=true`))).toBe(true);
      expect(await jobOf(desk, jobId)).toMatchObject({ orderTotal: { minor: 16_099, currency: 'USD' } });
      // One that was accepted is from then on known, and found, by its new number.
      const renumbered = shipment().orderExternalId;
      const renumber = await desk.client.shipments.edit({ jobId, changes: { orderExternalId: renumbered } });
      expect(await settled(desk, jobId, renumber.commandId)).toMatchObject({ state: 'done' });
      expect(await jobOf(desk, jobId)).toMatchObject({ externalIds: { jobId: id, externalId: renumbered } });
      const view = { text: renumbered };
      const { rows } = await desk.client.jobs.query({ view, offset: 0, limit: 5 });
      expect(rows.map((row) => row.id)).toEqual([jobId]);
      // One that was refused for its number is sent again under another, and known by that.
      const refused = await refusedForItsNumber(desk);
      const another = shipment().orderExternalId;
      await desk.client.shipments.edit({ jobId: refused, changes: { orderExternalId: another } });
      await eventually(async () => (await jobOf(desk, refused)).externalIds.jobId ?? undefined);
      expect(await jobOf(desk, refused)).toMatchObject({
        status: 'accepted',
        externalIds: { externalId: another },
      });
    },
    fails: {
      'a number that another one has': {
        code: 'CONFLICT',
        async call(desk) {
          const { jobId } = await made(desk);
          const { externalIds } = await jobOf(desk, jobId);
          const refused = await refusedForItsNumber(desk);
          const changes = { orderExternalId: externalIds.externalId ?? '' };
          return desk.client.shipments.edit({ jobId: refused, changes });
        },
      },
      'an edit of nothing': {
        code: 'INVALID',
        call: ({ client }) => client.shipments.edit({ jobId: NOWHERE, changes: {} }),
        data: fields('changes'),
      },
      ...unknownJob(({ client }) => client.shipments.edit({ jobId: NOWHERE, changes: { orderValue: 1 } })),
    },
  },
  'shipments.cancel': {
    async works(desk) {
      const { jobId, id } = await made(desk);
      const { commandId } = await desk.client.shipments.cancel({ jobId });
      expect(await settled(desk, jobId, commandId)).toMatchObject({ state: 'done' });
      expect(desk.office.books().find((one) => one.id === id)?.status).toBe('ORDER_CANCELLED');
      expect(await jobOf(desk, jobId)).toMatchObject({ status: 'cancelled' });
      // On the road, after an error: it is asked, and the provider's answer says what came of it.
      for (const [status, sentence] of [
        ['IN_TRANSIT', /does not allow this shipment to be cancelled/],
        ['ERROR_EXCEPTION', /could not cancel this shipment/],
      ] as const) {
        const under = await made(desk);
        desk.office.advance(under.id, status);
        await desk.client.shipments.get({ jobId: under.jobId });
        const asked = await desk.client.shipments.cancel({ jobId: under.jobId });
        expect(await settled(desk, under.jobId, asked.commandId)).toMatchObject({
          state: 'failed',
          problem: { sentence: expect.stringMatching(sentence) },
        });
        expect(await jobOf(desk, under.jobId)).toMatchObject({ rawStatus: status });
      }
    },
    fails: {
      'one that is over': {
        code: 'CONFLICT',
        async call(desk) {
          const { jobId } = await made(desk);
          const { commandId } = await desk.client.shipments.cancel({ jobId });
          await settled(desk, jobId, commandId);
          return desk.client.shipments.cancel({ jobId });
        },
      },
      ...unknownJob(({ client }) => client.shipments.cancel({ jobId: NOWHERE })),
    },
  },
  'shipments.retry': {
    async works(desk) {
      const { jobId } = await made(desk, { deliveryInstructions: 'practice: GEOCODING_FAILED' });
      expect(await jobOf(desk, jobId)).toMatchObject({
        status: 'failed',
        remarks: expect.stringMatching(/not be found on the map/),
      });
      await desk.client.shipments.edit({ jobId, changes: { deliveryInstructions: 'Ring twice.' } });
      const { commandId } = await desk.client.shipments.retry({ jobId });
      expect(await settled(desk, jobId, commandId)).toMatchObject({ state: 'done' });
      expect(await jobOf(desk, jobId)).toMatchObject({ status: 'accepted' });
    },
    fails: {
      'one that has not failed': {
        code: 'CONFLICT',
        call: async (desk) => desk.client.shipments.retry({ jobId: (await made(desk)).jobId }),
      },
      ...unknownJob(({ client }) => client.shipments.retry({ jobId: NOWHERE })),
    },
  },
  'shipments.statusHistory': {
    async works(desk) {
      const { jobId } = await made(desk);
      const { history } = await desk.client.shipments.statusHistory({ jobId, unique: true });
      expect(history.map(({ status }) => status)).toEqual([
        'REQUEST_RECEIVED',
        'ESTIMATES_RECEIVED',
        'ORDER_DISPATCHED',
      ]);
      expect(history[2]).toMatchObject({ jobStatus: 'accepted', updatedAtEpoch: expect.any(Number) });
    },
    fails: {
      'one that never left': {
        code: 'CONFLICT',
        call: async (desk) => desk.client.shipments.statusHistory({ jobId: await held(desk) }),
      },
    },
  },
  'shipments.get': {
    async works(desk) {
      const { jobId, id } = await made(desk, { proposedProviders: [{ name: 'Roadie' }] });
      const asked = await desk.client.shipments.get({ jobId, forceUpdate: true });
      expect(asked.shipment).toMatchObject({ id, status: 'ORDER_DISPATCHED' });
      expect(asked.warnings).toMatchObject([{ type: 'PROVIDER_NOT_SUPPORTED', provider: 'Roadie' }]);
      expect(await jobOf(desk, jobId)).toMatchObject({ remarks: expect.stringMatching(/^Roadie: /) });
    },
    fails: {
      'one that the provider does not answer for': {
        code: 'PROVIDER',
        async call(desk) {
          const { jobId } = await made(desk);
          desk.office.setFault({ refusal: 'NOT_FOUND', operations: ['get'] });
          return desk.client.shipments.get({ jobId }).finally(() => desk.office.setFault({}));
        },
      },
    },
  },
  'shipments.list': {
    async works(desk) {
      const { id, jobId } = await made(desk, { groupId: 'row-group' });
      const page = await desk.client.shipments.list({
        connectionId: desk.shopId,
        filter: { groupId: 'row-group', limit: 10, status: ['ORDER_DISPATCHED'] },
      });
      expect(page).toMatchObject({
        data: [{ id }],
        shipments: [
          {
            id,
            jobId,
            status: 'accepted',
            rawStatus: 'ORDER_DISPATCHED',
            recipient: 'Ada Example',
            to: '1 Main St',
            locationExternalId: 'STORE-7',
            groupId: 'row-group',
          },
        ],
        unreadable: [],
        paginationToken: { next: null, previous: null },
      });
    },
    fails: {
      'a range of more than 30 days': {
        code: 'INVALID',
        call: ({ client, shopId }) =>
          client.shipments.list({
            connectionId: shopId,
            filter: { lastUpdatedAt: { startsAt: 0, endsAt: 31 * 24 * 60 * 60_000 } },
          }),
        data: fields('filter.lastUpdatedAt'),
      },
      'more than a page can hold': {
        code: 'INVALID',
        call: ({ client, shopId }) =>
          client.shipments.list({ connectionId: shopId, filter: { limit: 1001 } }),
        data: fields('filter.limit'),
      },
    },
  },
  'shipments.sync': {
    async works(desk) {
      const { jobId, id } = await made(desk);
      desk.office.advance(id, 'STAGED');
      expect(await desk.client.shipments.sync({ connectionId: desk.shopId })).toMatchObject({
        ok: true,
        message: null,
        listing: { at: expect.any(Number), begun: 0 },
      });
      expect(await jobOf(desk, jobId)).toMatchObject({ rawStatus: 'STAGED' });
    },
    fails: {
      'a connection of another system': {
        code: 'INVALID',
        call: ({ client, connectionId }) => client.shipments.sync({ connectionId }),
        data: fields('connectionId'),
      },
    },
  },
};
