import { expect, it } from 'vitest';
import { LABEL_STATUSES, type ShippingCourier } from '../../shared/contract/labels.ts';
import type { Problem } from '../state/problem.ts';
import { can, serviceName } from './abilities.ts';
import { fieldMessage, isPlaced } from './field-message.ts';
import { day, price, shapeOf } from './shapes.ts';

it('draws what is known, and shows what is not as it came', () => {
  expect(shapeOf('failed')).toMatchObject({ severity: 'critical', word: 'Failed' });
  expect(shapeOf('creating')).toMatchObject({ underWay: true, word: 'Being made' });
  // No documented status is shown raw.
  const documented = ['calculating', 'calculated', 'enabled', 'disabled', 'deleted', ...LABEL_STATUSES];
  expect(documented.filter((status) => shapeOf(status).word === status)).toEqual([]);
  expect(shapeOf('on_holiday')).toEqual({
    severity: 'off',
    slashed: false,
    underWay: false,
    word: 'on_holiday',
  });
  expect(shapeOf('').word).toBe('No status');
});

it('writes money and days as they are, whatever they are', () => {
  expect(price({ amount: 12.5, currency: 'USD' })).toBe('$12.50');
  expect(price({ amount: 12.345, currency: 'USD' })).toBe('12.345 USD');
  expect(price({ amount: 5, currency: 'shells' })).toBe('5 shells');
  expect(price(null)).toBeNull();
  // The recipient's day: no zone of this computer moves it.
  expect(day('2026-11-27T23:30:00-10:00')).toBe('Fri 27 Nov');
  expect(day('soon')).toBe('soon');
  expect(day(null)).toBeNull();
});

it('knows what a courier cannot do, and what only asking tells', () => {
  const couriers = [
    {
      slug: 'j-net',
      name: 'J-Net',
      operations: { 'post@labels': true, 'post@rates': false },
      paper_sizes: [],
      courier_service_types: [{ service_type: 's', service_name: 'Standard' }],
      courier_box_types: [],
    },
  ] satisfies ShippingCourier[];
  expect(can(couriers, 'j-net', 'labels')).toBe(true);
  expect(can(couriers, 'j-net', 'rates')).toBe(false);
  expect(can(couriers, 'j-net', 'manifests')).toBeNull();
  expect([can(couriers, 'j-net', 'pickups'), can(couriers, 'dhl-express', 'pickups')]).toEqual([false, true]);
  expect(can(couriers, undefined, 'pickups')).toBeNull();
  expect([serviceName(couriers, 'j-net', 's'), serviceName(couriers, 'j-net', 't')]).toEqual([
    'Standard',
    't',
  ]);
});

it('finds the message of a field, whoever said it', () => {
  const problem = {
    code: 'INVALID',
    fields: [{ field: 'request.shipment.ship_to.city', message: 'Missing.' }],
  } as Problem;
  expect(fieldMessage(problem, 'shipment.ship_to.city')).toBe('Missing.');
  expect(fieldMessage(problem, 'ship_from.city')).toBeNull();
  expect(isPlaced(problem, (field) => field.includes('ship_to'))).toBe(true);
  expect(isPlaced(problem, () => false)).toBe(false);
});
