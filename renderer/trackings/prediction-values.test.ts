// Deliveries as typed become the question of the contract, and what is wrong stands at its own delivery.

import { expect, test } from 'vitest';
import {
  checkDeliveries,
  deliveriesFromDraft,
  emptyDelivery,
  placeDeliveryErrors,
} from './prediction-values.ts';

const typed = {
  ...emptyDelivery(),
  origin_address: { ...emptyDelivery().origin_address, state: 'CA' },
  destination_address: { ...emptyDelivery().destination_address, postal_code: '94107' },
  pickup_time: '2026-08-04 15:04:05',
};

test('with a known pick-up time', () => {
  expect(checkDeliveries([{ ...typed, weight: { value: '1,5', unit: 'kg' }, package_count: '2' }])).toEqual({
    ok: true,
    value: [
      {
        slug: 'j-net',
        origin_address: { country: 'USA', state: 'CA' },
        destination_address: { country: 'USA', postal_code: '94107' },
        weight: { unit: 'kg', value: 1.5 },
        package_count: 2,
        pickup_time: '2026-08-04 15:04:05',
      },
    ],
  });
});

test('worked out from the order, and then no pick-up time goes along', () => {
  const order = { ...typed, pickup: 'order' as const, order_time: '2026-08-04 12:00:00', processing: '1' };
  expect(checkDeliveries([order])).toMatchObject({
    value: [
      {
        estimated_pickup: {
          order_time: '2026-08-04 12:00:00',
          order_cutoff_time: '18:00:00',
          business_days: [1, 2, 3, 4, 5],
          order_processing_time: { unit: 'day', value: 1 },
        },
      },
    ],
  });
  expect(JSON.stringify(checkDeliveries([order]))).not.toContain('pickup_time');
});

test('the second is wrong, and only the second', () => {
  const result = checkDeliveries([typed, { ...typed, pickup_time: '' }, typed]);
  expect(result).toMatchObject({ ok: false, errors: { 1: { pickup_time: /Give the pick-up time/ } } });
  expect(!result.ok && Object.keys(result.errors)).toEqual(['1']);
});

test.each([
  [{ package_count: 'two' }, 'package_count'],
  [{ weight: { value: '-1', unit: 'kg' } }, 'weight.value'],
  [
    { business_days: [] as number[], pickup: 'order' as const, order_time: '2026-08-04 12:00:00' },
    'estimated_pickup.business_days',
  ],
  [
    { destination_address: { ...typed.destination_address, postal_code: '' } },
    'destination_address.postal_code',
  ],
  [{ slug: '' }, 'slug'],
])('%j', (change, field) => {
  const result = checkDeliveries([{ ...typed, ...change }]);
  expect(!result.ok && Object.keys(result.errors[0] ?? {})).toContain(field);
});

test('a refusal names its delivery', () => {
  expect(
    placeDeliveryErrors([
      { field: 'estimated_delivery_dates.2.slug', message: 'bad' },
      { field: 'estimated_delivery_dates', message: 'all' },
    ]),
  ).toEqual({
    errors: { 2: { slug: 'bad' } },
    others: [{ field: 'estimated_delivery_dates', message: 'all' }],
  });
});

test('a draft comes back, one of another form does not', () => {
  expect(deliveriesFromDraft([typed])).toEqual([typed]);
  expect(deliveriesFromDraft({ title: 'x' })).toEqual([emptyDelivery()]);
});
