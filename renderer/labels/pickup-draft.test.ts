import { expect, it } from 'vitest';
import { pickupRequestSchema } from '../../shared/contract/labels.ts';
import { emptyAddress } from './address-draft.ts';
import { emptyPickup, emptyPickupParcel, pickupPaths, pickupRequestOf } from './pickup-draft.ts';

const address = { ...emptyAddress, contact_name: 'Dana', street1: '1 Pier' };
const given = { accountId: 'acc-1', labelIds: ['l-1', 'l-2'], address };

it('labels are picked up without a word about parcels', () => {
  const sent = pickupRequestOf({ ...emptyPickup, date: '2026-11-23' }, given);
  expect(pickupRequestSchema.safeParse(sent).success).toBe(true);
  expect(sent).toEqual({
    pickup_date: '2026-11-23',
    pickup_start_time: '14:00:00',
    pickup_end_time: '17:00:00',
    pickup_from: { contact_name: 'Dana', street1: '1 Pier', country: 'USA', type: 'business' },
    label_ids: ['l-1', 'l-2'],
  });
});

it('parcels go with their account, their service and their size, and whoever receives them', () => {
  const sent = pickupRequestOf(
    {
      ...emptyPickup,
      byParcels: true,
      location: 'front_door',
      instructions: ' Ring ',
      ship_to: { given: true, address },
      parcels: [
        { ...emptyPickupParcel, quantity: '2', weight: '1,5', service_type: 'fedex_ground' },
        { ...emptyPickupParcel, weight: '8', weightUnit: 'oz', width: '30', height: '20', depth: '10' },
      ],
    },
    given,
  );
  expect(pickupRequestSchema.safeParse(sent).success).toBe(true);
  expect(sent).toMatchObject({
    shipper_account: { id: 'acc-1' },
    pickup_location: 'front_door',
    pickup_instructions: 'Ring',
    ship_to: { contact_name: 'Dana' },
    pickup_parcels: [
      { quantity: 2, weight: { unit: 'kg', value: 1.5 }, service_type: 'fedex_ground' },
      {
        quantity: 1,
        weight: { unit: 'oz', value: 8 },
        dimension: { width: 30, height: 20, depth: 10, unit: 'cm' },
      },
    ],
  });
  expect(sent).not.toHaveProperty('label_ids');
});

it('what is refused has its field', () => {
  const wrong = { ...emptyPickup, byParcels: true, parcels: [{ ...emptyPickupParcel, width: 'wide' }] };
  const read = pickupRequestSchema.safeParse(pickupRequestOf(wrong, given));
  const fields = read.error?.issues.map(({ path }) => path.join('.')) ?? [];
  expect(fields).toContain('pickup_parcels.0.weight.value');
  expect(fields.filter((field) => !pickupPaths(wrong).includes(field))).toEqual([]);
});
