// What Shipping Order answers (seed 004), and what must come of each answer, however broken. Used by answers.ts.

import fc from 'fast-check';
import type { JobId } from '../../../shared/domain/ids.ts';
import type { JobStatus } from '../../../shared/domain/job-status.ts';
import {
  type AnsweringDesk,
  type AnsweringSystem,
  asked,
  bytesOf,
  expect,
  isObject,
  openAnsweringDesk,
  sameJob,
  wholeBoard,
  wordOf,
} from './answering-desk.ts';

interface Desk extends AnsweringDesk {
  /** A shipment that nothing is said about: no answer about another may touch it. */
  neighbour: JobId;
}

const TOKEN_PATH = '/token';
const BASE = '/shipping/v1/shipments';
const ORIGIN = 'https://shipping.example.com';
const STATUSES: Record<string, JobStatus> = {
  REQUEST_RECEIVED: 'submitted',
  ESTIMATES_RECEIVED: 'submitted',
  PENDING_DISPATCH: 'submitted',
  ORDER_DISPATCHED: 'accepted',
  ORDER_ASSIGNED: 'assigned',
  PICKUP_COMPLETED: 'picked-up',
  IN_TRANSIT: 'in-transit',
  OUT_FOR_DELIVERY: 'out-for-delivery',
  ORDER_AT_LOCATION: 'ready-for-collection',
  ORDER_DELAYED: 'delayed',
  ESTIMATES_FAILED: 'failed',
  ORDER_FAILED: 'failed',
  ORDER_DELIVERED: 'delivered',
  ORDER_CANCELLED: 'cancelled',
};
const EARLIER = '2026-08-04T16:00:00.000Z';
const LATER = '2026-08-04T17:30:00.000Z';
const idNumbered = (number: number) => `64b1f0c2a9d3e8${String(number).padStart(10, '0')}`;

const words = (text: string) => fc.constantFrom(text, '', null);
const moment = fc.constantFrom(Date.UTC(2026, 7, 4, 19), Date.UTC(2026, 7, 4, 19) / 1000, null);
const address = fc.record({
  street1: fc.constant('1 Main St'),
  city: words('Reston'),
  state: words('VA'),
  postalCode: fc.constant('20190'),
  latitude: fc.constantFrom(38.95, '38.95', null),
  longitude: fc.constantFrom(-77.34, '-77.34', null),
});
const contact = fc.record({ name: words('Ada Example'), phone: words('+12025550101') });

/** A shipment as create, get and list answer it. */
const shipment = fc.record({
  id: fc.constant(idNumbered(1)),
  orderExternalId: fc.constant('SO-1001'),
  locationExternalId: words('STORE-7'),
  groupId: words('CART-1'),
  orderValue: fc.constantFrom(24, '24.00', null),
  currencyCode: fc.constant('USD'),
  status: fc.constantFrom(...Object.keys(STATUSES)),
  provider: fc.constantFrom({ name: 'UPS', services: [{ id: 'ground' }] }, {}, '', 'UPS'),
  trackingId: words('1Z999'),
  amount: fc.constantFrom(10.33, null),
  fee: fc.constantFrom(10.33, '10.33', null),
  driver: fc.constantFrom({ name: 'Dana Driver', driverId: 'drv-1' }, null),
  pickupTime: fc.record({ startsAt: moment, endsAt: moment }),
  deliveryTime: fc.oneof(fc.constant(null), fc.record({ startsAt: moment, endsAt: moment })),
  createdAt: fc.constant('2026-08-04T15:00:00.000Z'),
  lastUpdatedAt: fc.constantFrom(LATER, '2026-08-04T17:45:00.000Z'),
  deliveryContact: contact,
  deliveryAddress: address,
  deliveryInstructions: words('Ring twice'),
  pickupContact: fc.oneof(fc.constant(null), contact),
  pickupAddress: fc.oneof(fc.constant(null), address),
  signature: fc.constant('not_required'),
  itemList: fc.array(fc.record({ sku: words('SKU-1'), title: words('Lamp'), quantity: fc.constant(1) }), {
    maxLength: 3,
  }),
});

const plainShipment = (number: number) => ({
  id: idNumbered(number),
  orderExternalId: `SO-${number}`,
  status: 'REQUEST_RECEIVED',
  createdAt: '2026-08-04T15:00:00.000Z',
  lastUpdatedAt: EARLIER,
});

async function follow({ next, hand, connectionId }: AnsweringDesk, number: number): Promise<JobId> {
  next.set(`GET ${BASE}/${idNumbered(number)}`, { bytes: bytesOf(plainShipment(number)) });
  await hand.clock.advance(1_000);
  return (await hand.client.jobs.follow({ connectionId, jobId: idNumbered(number) })).jobId;
}

const isSomething = (json: unknown): json is Record<string, unknown> =>
  isObject(json) &&
  [json.status, json.id ?? json.orderId ?? json._id, json.orderExternalId].some(
    (one) => wordOf(one) !== null,
  );

export const SHIPPING_ORDER_ANSWERS: AnsweringSystem<Desk> = {
  async openDesk() {
    const desk = await openAnsweringDesk({
      provider: 'shipping-order',
      label: 'Answers',
      baseUrl: ORIGIN,
      options: { tokenUrl: `${ORIGIN}${TOKEN_PATH}` },
      secret: { clientId: 'answers', clientSecret: 'answers-secret' },
    });
    const token = { token_type: 'Bearer', access_token: 'answers-access', expires_in: '1000000' };
    desk.next.set(`POST ${TOKEN_PATH}`, { bytes: bytesOf(token) });
    return { ...desk, neighbour: await follow(desk, 9_999_999) };
  },
  kinds: {
    'a shipment': {
      right: shipment,
      async check(desk, { bytes, json, isDeep }) {
        const { hand, next, neighbour } = desk;
        desk.number += 1;
        const { number } = desk;
        const id = await follow(desk, number);
        const before = (await hand.client.jobs.get({ id })).job;
        const beside = (await hand.client.jobs.get({ id: neighbour })).job;
        next.set(`GET ${BASE}/${idNumbered(number)}`, { bytes });
        await hand.clock.advance(1_000);
        const [look] = (await hand.client.jobs.refresh({ ids: [id] })).results;
        const { job, events } = await hand.client.jobs.get({ id });
        const status = isObject(json) ? wordOf(json.status) : null;
        if (!isDeep && (status === null || !isObject(json))) {
          expect(look?.ok === false, () => 'an answer without a status was taken');
          if (isObject(json))
            expect(look?.message?.includes('status') === true, () => `no field named: ${look?.message}`);
        } else if (!isDeep) {
          expect(look?.ok === true, () => `a readable answer was refused: ${look?.message}`);
        }
        if (look?.ok !== true) {
          expect((look?.message ?? '').length > 20, () => `the refusal says nothing: ${look?.message}`);
          expect(sameJob(job, before), () => `a refused answer changed the job: ${JSON.stringify(job)}`);
        } else if (isObject(json) && status !== null) {
          if ([LATER, '2026-08-04T17:45:00.000Z'].includes(String(json.lastUpdatedAt))) {
            const wanted = STATUSES[status] ?? job.status;
            expect(job.status === wanted, () => `${status} became ${job.status}`);
            expect(job.rawStatus === status, () => `the raw word ${status} became ${job.rawStatus}`);
            if (!/^[A-Z_]+$/.test(status))
              expect(job.status === 'unknown', () => `${status} became ${job.status}`);
          }
          for (const field of ['groupId', 'currencyCode', 'deliveryInstructions', 'signature']) {
            if (typeof json[field] !== 'boolean' && !isObject(json[field])) continue;
            expect(
              events.some(({ text }) => text.includes('could not be read') && text.includes(field)),
              () => `${field} could not be read and is not named`,
            );
          }
          await hand.clock.advance(1_000);
          await hand.client.jobs.refresh({ ids: [id] });
          const again = (await hand.client.jobs.get({ id })).job;
          expect(again.revision === job.revision, () => 'the same answer a second time was news');
        }
        expect(job.externalIds.jobId === idNumbered(number), () => `the job became ${job.externalIds.jobId}`);
        const besideNow = (await hand.client.jobs.get({ id: neighbour })).job;
        expect(sameJob(besideNow, beside), () => 'another job was changed');
        await wholeBoard(hand);
      },
    },
    'list of changes': {
      right: fc.record({
        data: fc.array(shipment, { maxLength: 3 }),
        paginationToken: fc.constantFrom({ next: null, previous: null }, null),
      }),
      async check({ hand, next, connectionId, neighbour }, { bytes, json, isDeep }) {
        const beside = (await hand.client.jobs.get({ id: neighbour })).job;
        next.set(`POST ${BASE}/list`, { bytes });
        await hand.clock.advance(10_000);
        const { ok, message } = await hand.client.shipments.sync({ connectionId });
        if (!isDeep && isObject(json) && !Array.isArray(json.data)) {
          expect(!ok, () => 'a list without its data was taken');
          expect(message?.includes('data') === true, () => `no field named: ${message}`);
        }
        const besideNow = (await hand.client.jobs.get({ id: neighbour })).job;
        expect(sameJob(besideNow, beside), () => 'another job was changed');
        await wholeBoard(hand);
      },
    },
    history: {
      right: fc
        .array(
          fc.record({
            status: fc.constantFrom(...Object.keys(STATUSES)),
            updatedAt: fc.constant('April 27th 2022, 2:45:45 am CDT'),
            updatedAtEpoch: fc.constantFrom(Date.UTC(2026, 7, 4, 16), Date.UTC(2026, 7, 4, 17)),
            note: words('Heavy traffic.'),
            statusUser: words('UPS'),
            eventReason: fc.constantFrom({ code: 'R1', title: 'Late', note: '' }, null),
          }),
          { maxLength: 4 },
        )
        .map((orderStatus) => [{ id: 'h', orderId: idNumbered(9_999_999), orderStatus }]),
      async check({ hand, next, neighbour }, { bytes, json, isDeep }) {
        next.set(`GET ${BASE}/${idNumbered(9_999_999)}/status-history`, { bytes });
        await hand.clock.advance(1_000);
        const came = await asked(hand.client.shipments.statusHistory({ jobId: neighbour }));
        if (isDeep) return;
        if (Array.isArray(json))
          expect(came.value !== undefined, () => `a readable history was refused: ${came.refused?.message}`);
        else if (json === null || typeof json !== 'object')
          expect(came.refused !== undefined, () => 'a history that is none was taken');
      },
    },
    'answer to a create': {
      right: shipment,
      async check(desk, { bytes, json, isDeep }) {
        const { hand, next, connectionId } = desk;
        desk.number += 1;
        next.set(`POST ${BASE}`, { bytes });
        next.delete(`POST ${BASE}/list`);
        await hand.clock.advance(1_000);
        const { jobId } = await hand.client.shipments.create({
          connectionId,
          shipment: {
            orderExternalId: `ANSWER-${desk.number}`,
            locationExternalId: 'STORE-7',
            deliveryAddress: { street1: '1 Main St', postalCode: '20190' },
            deliveryContact: { name: 'Ada Example', phone: '+12025550101' },
          },
        });
        await hand.rest();
        const { commands } = await hand.client.jobs.get({ id: jobId });
        const command = commands.find(({ kind }) => kind === 'create');
        expect(
          command !== undefined && command.state !== 'sending',
          () => `the command is ${command?.state}`,
        );
        if (!isDeep && !isSomething(json)) {
          expect(
            command?.state === 'unknown',
            () => `a create without a readable answer is ${command?.state}: ${command?.waitingFor}`,
          );
          if (isObject(json))
            expect(
              command?.waitingFor?.includes('status') === true,
              () => `no field named: ${command?.waitingFor}`,
            );
        }
        if (command && command.state !== 'done')
          await hand.client.outbox.discard({ commandId: command.id, evenIfUnknown: true });
        await wholeBoard(hand);
      },
    },
  },
};
