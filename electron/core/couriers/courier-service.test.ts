import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import type { ConnectionId, CourierId, JobId } from '../../../shared/domain/ids.ts';
import { bookedJob } from '../../../test/support/booked-job.ts';
import { createVirtualClock, type VirtualClock } from '../../../test/support/virtual-clock.ts';
import type { Cache } from '../cache/cache.ts';
import { openCache } from '../cache/open-cache.ts';
import { type CourierService, createCourierService } from './courier-service.ts';

const MINUTE = 60_000;
const HOME = { lat: 37.77, lng: -122.42 };
const connectionId = 'connection-A' as ConnectionId;

let folder: string;
let clock: VirtualClock;
let cache: Cache;
let couriers: CourierService;

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'switchyard-couriers-'));
  clock = createVirtualClock();
  const log = { debug() {}, info() {}, warn() {}, error() {} };
  cache = await openCache({ path: join(folder, 'live.sqlite'), clock, log });
  couriers = createCourierService({ cache, clock });
  await cache.saveConnection({
    id: connectionId,
    provider: 'twinjet',
    label: 'A',
    baseUrl: null,
    options: {},
    createdAt: 0,
    paused: false,
    removed: false,
  });
});
afterEach(async () => {
  await cache.close();
  rmSync(folder, { recursive: true, force: true });
});

/** A courier last seen so long ago, with a job in that status. */
async function courier(name: string, seenMs: number, status: 'picked-up' | 'delivered'): Promise<JobId> {
  const id = name as CourierId;
  const job = bookedJob(connectionId, clock.now() - 120 * MINUTE, {
    status,
    courierId: id,
    courierName: name,
  });
  await cache.write({
    insertJobs: [job],
    couriers: [{ id, connectionId, name }],
    positions: [{ courierId: id, jobId: job.id, at: clock.now() - seenMs, ...HOME }],
  });
  return job.id;
}
const listed = async () => (await couriers.list()).couriers.map(({ name }) => name);

it('lists who has an open job, however old the position, and who was seen within the hour', async () => {
  const open = await courier('silent, with a job', 20 * 60 * MINUTE, 'picked-up');
  await courier('just done', 59 * MINUTE, 'delivered');
  await courier('home by now', 61 * MINUTE, 'delivered');
  const { couriers: list } = await couriers.list();
  expect(list.map(({ name, jobIds }) => [name, jobIds])).toEqual([
    ['silent, with a job', [open]],
    ['just done', []],
  ]);
  await clock.advance(2 * MINUTE);
  expect(await listed()).toEqual(['silent, with a job']);
  await cache.write({ patchJobs: [{ id: open, set: { status: 'delivered' } }] });
  expect(await listed()).toEqual([]);
});

it('answers the way of the last half hour, or since a moment', async () => {
  await courier('a', 40 * MINUTE, 'picked-up');
  const id = 'a' as CourierId;
  const at = clock.now() - 10 * MINUTE;
  await cache.write({ positions: [{ courierId: id, jobId: null, at, lat: 37.78, lng: -122.41 }] });
  expect(await couriers.trail(id)).toEqual([{ at, lat: 37.78, lng: -122.41 }]);
  expect((await couriers.trail(id, 0)).map((point) => point.lat)).toEqual([37.77, 37.78]);
});
