// What the procedures of section `aftership` must do, whichever way they are reached. Read by rows.ts.

import { expect, vi } from 'vitest';
import type { JobId } from '../../shared/domain/ids.ts';
import type { Desk } from './desk.ts';
import type { Row } from './rows.ts';

/** Until it holds; the test's own time limit ends it otherwise. */
const eventually = (holds: () => Promise<void>) => vi.waitFor(holds, { timeout: 15_000, interval: 50 });
const nowhere = 'job-NOWHERE' as JobId;
let last = 0;
/** A number that no row before has used; the ending is a hint for the simulator. */
const newNumber = (hint = '') => {
  last += 1;
  return `PEND${hint}${String(last).padStart(6, '0')}`;
};

const fields = (...names: string[]) => ({
  fields: names.map((field) => expect.objectContaining({ field })),
});

async function settled({ client }: Desk, jobId: JobId): Promise<void> {
  await eventually(async () => {
    const { job } = await client.jobs.get({ id: jobId });
    expect(job.pending).toBeNull();
    expect(job.externalIds.jobId).not.toBeNull();
  });
}

async function followed(desk: Desk, over: object = {}): Promise<{ jobId: JobId; number: string }> {
  const number = newNumber();
  const { jobId } = await desk.client.aftership.createTracking({
    connectionId: desk.parcelsId,
    tracking: { tracking_number: number, slug: 'j-net', ...over },
  });
  await settled(desk, jobId);
  return { jobId, number };
}

/** One that AfterShip no longer follows, as the board knows it. */
async function expired(desk: Desk): Promise<{ jobId: JobId; number: string }> {
  const made = await followed(desk);
  desk.parcels.place(made.number, 'Expired_001');
  await desk.client.jobs.refresh({ ids: [made.jobId] });
  return made;
}

const atProvider = ({ parcels }: Desk, number: string) =>
  parcels.parcels().find((parcel) => parcel.number === number);

const strangers = (call: (desk: Desk, jobId: JobId) => Promise<unknown>): NonNullable<Row['fails']> => ({
  'an unknown job': { code: 'NOT_FOUND', call: (desk) => call(desk, nowhere) },
  'a job of another system': {
    code: 'CONFLICT',
    call: async (desk) => call(desk, (await desk.book()).jobId),
  },
});

const item = {
  slug: 'j-net',
  origin_address: { country: 'USA', state: 'CA' },
  destination_address: { country: 'USA', postal_code: '94107' },
  pickup_time: '2031-08-04 15:04:05',
};

export const trackingRows: Record<string, Row> = {
  'aftership.createTracking': {
    async works(desk) {
      const { jobId, number } = await followed(desk, {
        title: 'Spring order',
        order_promised_delivery_date: '2031-08-04',
      });
      expect(atProvider(desk, number)).toMatchObject({ title: 'Spring order', promised: '2031-08-04' });
      const { job } = await desk.client.jobs.get({ id: jobId });
      expect(job).toMatchObject({
        status: 'submitted',
        externalIds: { trackingId: number },
        service: 'j-net',
      });
    },
    fails: {
      'a number that is too short': {
        code: 'INVALID',
        call: ({ client, parcelsId }) =>
          client.aftership.createTracking({
            connectionId: parcelsId,
            tracking: { tracking_number: 'JN1', slug: 'j-net' },
          }),
        data: fields('tracking.tracking_number'),
      },
      'a connection of another system': {
        code: 'INVALID',
        call: ({ client, connectionId }) =>
          client.aftership.createTracking({
            connectionId,
            tracking: { tracking_number: newNumber(), slug: 'j-net' },
          }),
        data: fields('connectionId'),
      },
      'a parcel that is followed already': {
        code: 'CONFLICT',
        async call(desk) {
          const { number } = await followed(desk);
          await desk.client.aftership.createTracking({
            connectionId: desk.parcelsId,
            tracking: { tracking_number: number, slug: 'j-net' },
          });
        },
        data: { jobId: expect.any(String) },
      },
    },
  },
  'aftership.updateTracking': {
    async works(desk) {
      const { jobId, number } = await followed(desk, { note: 'Ring', emails: ['a@example.com'] });
      await desk.client.aftership.updateTracking({
        jobId,
        changes: { note: '', emails: [], title: 'Another' },
      });
      await eventually(async () =>
        expect(atProvider(desk, number)).toMatchObject({ title: 'Another', people: [], texts: {} }),
      );
    },
    fails: {
      ...strangers(({ client }, jobId) =>
        client.aftership.updateTracking({ jobId, changes: { title: 'x' } }),
      ),
      'no change': {
        code: 'INVALID',
        call: async (desk) =>
          desk.client.aftership.updateTracking({ jobId: (await followed(desk)).jobId, changes: {} }),
        data: fields('changes'),
      },
      'a fourth address': {
        code: 'INVALID',
        call: ({ client }) =>
          client.aftership.updateTracking({
            jobId: nowhere,
            changes: { emails: ['a@b.example', 'c@d.example', 'e@f.example', 'g@h.example'] },
          }),
        data: fields('changes.emails'),
      },
    },
  },
  'aftership.deleteTracking': {
    async works(desk) {
      const { jobId, number } = await followed(desk);
      await desk.client.aftership.deleteTracking({ jobId });
      await eventually(async () => {
        expect(atProvider(desk, number)).toBeUndefined();
        const { job } = await desk.client.jobs.get({ id: jobId });
        expect(job.status).toBe('cancelled');
      });
    },
    fails: strangers(({ client }, jobId) => client.aftership.deleteTracking({ jobId })),
  },
  'aftership.retrack': {
    async works(desk) {
      const { jobId, number } = await expired(desk);
      await desk.client.aftership.retrack({ jobId });
      await eventually(async () =>
        expect(atProvider(desk, number)).toMatchObject({ active: true, retracks: 1 }),
      );
    },
    fails: {
      ...strangers(({ client }, jobId) => client.aftership.retrack({ jobId })),
      'one that is followed': {
        code: 'CONFLICT',
        call: async (desk) => desk.client.aftership.retrack({ jobId: (await followed(desk)).jobId }),
      },
      'a fourth time': {
        code: 'CONFLICT',
        async call(desk) {
          const { jobId, number } = await expired(desk);
          for (let time = 1; time <= 3; time += 1) {
            await desk.client.aftership.retrack({ jobId });
            await eventually(async () => expect(atProvider(desk, number)).toMatchObject({ retracks: time }));
            await settled(desk, jobId);
            desk.parcels.place(number, 'Expired_001');
            await desk.client.jobs.refresh({ ids: [jobId] });
          }
          await desk.client.aftership.retrack({ jobId });
        },
      },
    },
  },
  'aftership.markCompleted': {
    async works(desk) {
      const { jobId, number } = await followed(desk);
      await desk.client.aftership.markCompleted({ jobId, reason: 'LOST' });
      await eventually(async () => {
        expect(atProvider(desk, number)).toMatchObject({ subtag: 'Exception_013', active: false });
        const { job } = await desk.client.jobs.get({ id: jobId });
        expect(job.status).toBe('lost');
      });
    },
    fails: {
      ...strangers(({ client }, jobId) => client.aftership.markCompleted({ jobId, reason: 'LOST' })),
      'a reason that there is not': {
        code: 'INVALID',
        call: ({ client }) => client.aftership.markCompleted({ jobId: nowhere, reason: 'EATEN' as 'LOST' }),
        data: fields('reason'),
      },
    },
  },
  'aftership.getTracking': {
    async works(desk) {
      const { jobId } = await followed(desk, { title: 'Told' });
      const told = await desk.client.aftership.getTracking({ jobId, fields: ['title'], lang: 'en' });
      expect(told).toMatchObject({ title: 'Told', tag: null });
    },
    fails: {
      ...strangers(({ client }, jobId) => client.aftership.getTracking({ jobId })),
      'a field that there is not': {
        code: 'INVALID',
        call: ({ client }) =>
          client.aftership.getTracking({ jobId: nowhere, fields: ['weather' as 'title'] }),
      },
    },
  },
  'aftership.knownTracking': {
    async works(desk) {
      const { jobId, number } = await followed(desk);
      const before = desk.parcels.requests().length;
      expect(await desk.client.aftership.knownTracking({ jobId })).toMatchObject({
        tracking_number: number,
        tag: 'Pending',
        active: true,
      });
      const own = desk.parcels
        .requests()
        .slice(before)
        .filter(({ line }) => line.includes(number));
      expect(own).toEqual([]);
    },
    fails: strangers(({ client }, jobId) => client.aftership.knownTracking({ jobId })),
  },
  'aftership.lastCheckpoint': {
    async works(desk) {
      const { jobId } = await followed(desk);
      const told = await desk.client.aftership.lastCheckpoint({ jobId, fields: ['city', 'tag'] });
      expect(told).toMatchObject({ tag: 'Pending', checkpoint: null });
    },
    fails: {
      ...strangers(({ client }, jobId) => client.aftership.lastCheckpoint({ jobId })),
      'a language that is none': {
        code: 'INVALID',
        call: ({ client }) => client.aftership.lastCheckpoint({ jobId: nowhere, lang: 'english' }),
        data: fields('lang'),
      },
    },
  },
  'aftership.predictDeliveryDates': {
    async works({ client, parcelsId }) {
      const { estimated_delivery_dates } = await client.aftership.predictDeliveryDates({
        connectionId: parcelsId,
        estimated_delivery_dates: [item, { ...item, pickup_time: '2031-08-05 15:04:05' }],
      });
      expect(estimated_delivery_dates.map((one) => one.estimated_delivery_date)).toEqual([
        '2031-08-06',
        '2031-08-07',
      ]);
    },
    fails: {
      'one bad item of two, which is named': {
        code: 'INVALID',
        call: ({ client, parcelsId }) =>
          client.aftership.predictDeliveryDates({
            connectionId: parcelsId,
            estimated_delivery_dates: [item, { ...item, pickup_time: null }],
          }),
        data: fields('estimated_delivery_dates.1.pickup_time'),
      },
      'one that only AfterShip knows to be bad': {
        code: 'PROVIDER',
        call: ({ client, parcelsId }) =>
          client.aftership.predictDeliveryDates({
            connectionId: parcelsId,
            estimated_delivery_dates: [item, { ...item, slug: 'no-such-courier' }],
          }),
        data: expect.objectContaining(fields('estimated_delivery_dates.1.slug')),
      },
      'none, or six': {
        code: 'INVALID',
        async call({ client, parcelsId }) {
          const ask = (count: number) =>
            client.aftership.predictDeliveryDates({
              connectionId: parcelsId,
              estimated_delivery_dates: Array.from({ length: count }, () => item),
            });
          await expect(ask(6)).rejects.toMatchObject({ code: 'INVALID' });
          await ask(0);
        },
        data: fields('estimated_delivery_dates'),
      },
    },
  },
  'aftership.couriers': {
    async works({ client, parcelsId }) {
      const { couriers } = await client.aftership.couriers({ connectionId: parcelsId, all: true });
      expect(couriers.map(({ slug, name }) => [slug, name])).toContainEqual(['j-net', 'J-Net']);
    },
    fails: {
      'a connection of another system': {
        code: 'INVALID',
        call: ({ client, connectionId }) => client.aftership.couriers({ connectionId }),
        data: fields('connectionId'),
      },
    },
  },
  'aftership.detectCouriers': {
    async works({ client, parcelsId }) {
      const { couriers } = await client.aftership.detectCouriers({
        connectionId: parcelsId,
        tracking_number: 'JN12345678',
      });
      expect(couriers.length).toBeGreaterThan(0);
    },
    fails: {
      'no number': {
        code: 'INVALID',
        call: ({ client, parcelsId }) =>
          client.aftership.detectCouriers({ connectionId: parcelsId, tracking_number: '' }),
        data: fields('tracking_number'),
      },
    },
  },
};
