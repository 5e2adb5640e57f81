import { expect, it } from 'vitest';
import type { JobView } from '../../../shared/contract/jobs.ts';
import {
  aJob,
  anAddress,
  connectionId,
  HOUR,
  jobId,
  NOW,
  newCache,
} from '../../../test/support/cache-fixtures.ts';

const at = (lat: number) => anAddress({ position: { lat, lng: -122.4 } });

async function withJobs() {
  const cache = await newCache();
  await cache.write({
    insertJobs: [
      aJob('later', { promiseAt: NOW + 2 * HOUR, pickAddress: at(37.1), deliverAddress: at(37.2) }),
      aJob('first', {
        reference: 'BILL-7',
        recipient: 'P. Pete',
        promiseAt: NOW + HOUR,
        status: 'picked-up',
        deliverAddress: at(37.3),
      }),
      aJob('nowhere', { promiseAt: NOW, deliverAddress: anAddress() }),
      aJob('over', { promiseAt: NOW, status: 'delivered', deliverAddress: at(37.4) }),
      aJob('parcel', {
        connectionId: connectionId('parcels'),
        provider: 'aftership',
        status: 'not-ready',
        deliverAddress: at(37.5),
        tags: ['cold'],
      }),
    ],
  });
  return cache;
}

it('answers where the open jobs lie, the most urgent first, without those of which nobody knows', async () => {
  const cache = await withJobs();
  expect(await cache.places({}, 10, NOW)).toEqual([
    {
      id: jobId('first'),
      status: 'picked-up',
      promiseAt: NOW + HOUR,
      reference: 'BILL-7',
      recipient: 'P. Pete',
      pick: null,
      drop: { lat: 37.3, lng: -122.4 },
    },
    {
      id: jobId('later'),
      status: 'accepted',
      promiseAt: NOW + 2 * HOUR,
      reference: null,
      recipient: null,
      pick: { lat: 37.1, lng: -122.4 },
      drop: { lat: 37.2, lng: -122.4 },
    },
    {
      id: jobId('parcel'),
      status: 'not-ready',
      promiseAt: null,
      reference: null,
      recipient: null,
      pick: null,
      drop: { lat: 37.5, lng: -122.4 },
    },
  ]);
});

it('narrows as the board does, and neither folding, grouping nor order hides a place', async () => {
  const cache = await withJobs();
  const ids = async (view: JobView) => (await cache.places(view, 10, NOW)).map(({ id }) => id);
  expect(await ids({ phases: ['attention'] })).toEqual(['parcel']);
  expect(await ids({ statuses: ['accepted', 'delivered'] })).toEqual(['later']);
  expect(await ids({ statuses: ['delivered'] })).toEqual([]);
  expect(await ids({ phases: ['moving'], statuses: ['accepted'] })).toEqual([]);
  expect(await ids({ tags: ['cold'] })).toEqual(['parcel']);
  expect(await ids({ connectionIds: [connectionId('downtown')] })).toEqual(['first', 'later']);
  expect(
    await ids({ group: 'phase', folded: ['moving', 'waiting'], sort: { by: 'status', direction: 'desc' } }),
  ).toEqual(['first', 'later', 'parcel']);
  await cache.write({
    patchJobs: [
      {
        id: jobId('later'),
        set: {
          pickAddress: null,
          quote: {
            price: null,
            pickupEtaAt: null,
            deliveryEtaAt: null,
            pick: { lat: 37.9, lng: -122.5 },
            // An address of its own says where it is itself.
            drop: { lat: 0, lng: 0 },
            quotedAt: NOW,
          },
        },
      },
    ],
  });
  expect(await cache.places({ statuses: ['accepted'] }, 10, NOW)).toMatchObject([
    { pick: { lat: 37.9, lng: -122.5 }, drop: { lat: 37.2, lng: -122.4 } },
  ]);
  // The job without a place comes first, and is one of the two that were looked at.
  expect((await cache.places({}, 2, NOW)).map(({ id }) => id)).toEqual(['first']);
});
