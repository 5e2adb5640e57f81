import { expect, it } from 'vitest';
import type { Address } from '../../../shared/domain/address.ts';
import type { Job } from '../../../shared/domain/job.ts';
import { withKnownPositions } from './reconcile.ts';

const mission: Address = {
  name: 'Important Office Building',
  street: '560 Mission St',
  unit: null,
  city: 'San Francisco',
  region: 'CA',
  postalCode: '94105',
  contact: null,
  phone: null,
  instructions: null,
  position: { lat: 37.7888, lng: -122.3994 },
};
const job = { pickAddress: null, deliverAddress: mission } as Job;

it('a change of floor or contact leaves the address where it is on the map', () => {
  const changed = { ...mission, unit: '13th floor', street: '560 mission st ', position: null };
  expect(withKnownPositions({ deliverAddress: changed, instructions: 'Ring' }, job)).toEqual({
    deliverAddress: { ...changed, position: mission.position },
    instructions: 'Ring',
  });
});

it('another street lies where nobody has told yet, and what was not named stays unnamed', () => {
  const moved = { ...mission, street: '1 Market St', position: null };
  expect(withKnownPositions({ deliverAddress: moved, pickAddress: moved }, job)).toEqual({
    deliverAddress: moved,
    pickAddress: moved,
  });
  expect(withKnownPositions({ tip: null }, job)).toEqual({ tip: null });
});
