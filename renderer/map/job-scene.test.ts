import { expect, test } from 'vitest';
import type { Address } from '../../shared/domain/address.ts';
import type { Job, JobEvent } from '../../shared/domain/job.ts';
import { sceneOf, sceneOfPreview, stopsOf } from './job-scene.ts';

const NOW = 1_800_000_000_000;
const shop = { lat: 37.76, lng: -122.43 };
const office = { lat: 37.79, lng: -122.4 };
const job = (over: Partial<Job>) =>
  ({
    status: 'accepted',
    promiseAt: null,
    pickAddress: { position: shop } as Address,
    deliverAddress: { position: office } as Address,
    quote: null,
    ...over,
  }) as Job;
const severities = (over: Partial<Job>) => {
  const { pick, drop } = sceneOf(job(over), [], NOW);
  return [pick?.severity, drop?.severity];
};

test('a pick-up that is done is ticked off, the drop-off stands as the job does', () => {
  expect(severities({ status: 'accepted' })).toEqual(['steady', 'steady']);
  expect(severities({ status: 'picked-up' })).toEqual(['done', 'moving']);
  expect(severities({ status: 'picked-up', promiseAt: NOW - 1 })).toEqual(['done', 'critical']);
  expect(severities({ status: 'delivered', promiseAt: NOW - 1 })).toEqual(['done', 'done']);
});

test('the client’s own location is where the quote found it', () => {
  const quote = { pick: shop, drop: null } as Job['quote'];
  const { pick } = sceneOf(job({ pickAddress: null, quote }), [], NOW);
  expect(pick?.at).toEqual(shop);
});

test('of a booking that is typed, the end that lies outside asks for attention', () => {
  expect(
    sceneOfPreview({ pick: { at: shop, outside: false }, drop: { at: office, outside: true }, zones: [] }),
  ).toEqual({
    pick: { at: shop, severity: 'off' },
    drop: { at: office, severity: 'caution' },
    trail: [],
  });
  expect(sceneOfPreview({ pick: null, drop: null, zones: [] }).pick).toBeNull();
});

test('checkpoints with a place are stops, oldest first; several scans at one place are one', () => {
  const event = (at: number, position: JobEvent['position'], kind: JobEvent['kind'] = 'checkpoint') =>
    ({ at, position, kind }) as JobEvent;
  const events = [
    event(3, office),
    event(1, shop),
    event(2, shop),
    event(4, null),
    event(5, shop, 'history'),
  ];
  expect(stopsOf({ events })).toEqual([shop, office]);
  expect(sceneOf(job({}), [], NOW, stopsOf({ events })).stops).toEqual([shop, office]);
});
