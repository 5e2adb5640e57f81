// What belongs to one order, against a real cache file.

import { expect, it } from 'vitest';
import { aJob, connectionId, jobId, newCache } from '../../../test/support/cache-fixtures.ts';
import { createVirtualClock } from '../../../test/support/virtual-clock.ts';
import type { JobRecord } from '../cache/cache.ts';
import { createBoardService } from './board-service.ts';

const clock = createVirtualClock();

function parcel(id: string, over: Partial<JobRecord> = {}): JobRecord {
  return aJob(id, { connectionId: connectionId('parcels'), provider: 'aftership', ...over });
}

it('a job is shown with what belongs to its order, open ones first, and each of those with it', async () => {
  const cache = await newCache();
  await cache.write({
    insertJobs: [
      aJob('courier', { reference: 'Order-7' }),
      parcel('first', { reference: 'ORDER-7' }),
      parcel('over', { reference: 'order-7', status: 'delivered' }),
      // A word of its own is not the order it belongs to.
      aJob('recipient', { reference: 'B', recipient: 'order-7' }),
      aJob('another', { reference: 'Order-70' }),
    ],
  });
  const board = createBoardService({ cache, clock });
  const linkedTo = async (id: string) => (await board.job(jobId(id))).linked.map((row) => row.id);
  expect(await linkedTo('courier')).toEqual(['first', 'over']);
  expect(await linkedTo('first')).toEqual(['courier', 'over']);
  expect(await linkedTo('another')).toEqual([]);
});

it('a reference that half the board has costs no more than a screenful', async () => {
  const cache = await newCache();
  await cache.write({
    insertJobs: Array.from({ length: 300 }, (_, index) => aJob(`job-${index}`, { reference: 'asap' })),
  });
  const { linked } = await createBoardService({ cache, clock }).job(jobId('job-0'));
  expect(linked).toHaveLength(20);
});
