import { expect, test } from 'vitest';
import type { Address } from './address.ts';
import { endsOf, type Job } from './job.ts';

const at = (lat: number) => ({ lat, lng: -122.4 });
const address = (lat: number | null) => ({ position: lat === null ? null : at(lat) }) as Address;
const quote = { pick: at(37.1), drop: at(37.2) } as Job['quote'];

test('an end lies where its address does; the client’s own location where the quote found it', () => {
  expect(endsOf({ pickAddress: null, deliverAddress: address(37.3), quote })).toEqual({
    pick: at(37.1),
    drop: at(37.3),
  });
});

test('an address that has changed since the quote is nowhere until it is told', () => {
  expect(endsOf({ pickAddress: null, deliverAddress: address(null), quote }).drop).toBeNull();
  expect(endsOf({ pickAddress: null, deliverAddress: null, quote: null })).toEqual({
    pick: null,
    drop: null,
  });
});
