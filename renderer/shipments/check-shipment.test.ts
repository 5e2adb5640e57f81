import { beforeAll, describe, expect, it } from 'vitest';
import { speakInSentences } from '../../shared/contract/field-sentences.ts';
import { checkChanges, checkShipment, fieldOf } from './check-shipment.ts';
import { valuesOf } from './from-shipment.ts';
import { emptyValues, NEW_ITEM, type ShipmentValues } from './shipment-values.ts';

beforeAll(speakInSentences);

const least = (): ShipmentValues => ({
  ...emptyValues('shop', 'SO-1'),
  locationExternalId: 'STORE-7',
  deliveryContact: { name: 'Ada', phone: '+12025550101', email: '', userExternalId: '' },
  deliveryAddress: { ...emptyValues('', '').deliveryAddress, street1: '1 Main St', postalCode: '20190' },
});
const shipmentOf = (values: ShipmentValues) => {
  const checked = checkShipment(values);
  if (!checked.ok) throw new Error(JSON.stringify(checked.problems));
  return checked.value;
};
const problemsOf = (values: ShipmentValues) => {
  const checked = checkShipment(values);
  return checked.ok ? {} : Object.fromEntries(checked.problems.map(({ field, message }) => [field, message]));
};

describe('what is sent', () => {
  it('holds what was typed and nothing of what was left empty', () => {
    expect(shipmentOf(least())).toEqual({
      orderExternalId: 'SO-1',
      locationExternalId: 'STORE-7',
      deliveryContact: { name: 'Ada', phone: '+12025550101' },
      deliveryAddress: { street1: '1 Main St', postalCode: '20190', countryCode: 'US' },
      pickupTime: null,
      deliveryTime: null,
    });
  });

  it('reads times in the zone of this computer, attributes as what they look like, items into the package', () => {
    const shipment = shipmentOf({
      ...least(),
      deliveryTime: { startsAt: '', endsAt: '2026-11-22T14:05' },
      orderAttributes: [
        { name: 'gift', value: 'true' },
        { name: 'floor', value: '3' },
        { name: 'sizes', value: '["a", "b"]' },
        { name: 'note', value: '[not a list' },
        { name: '', value: 'nothing' },
      ],
      itemList: [
        { ...NEW_ITEM, sku: 'S', price: '42.50', tags: 'a, b,', itemAttributes: 'colour: red\nsize: 3' },
      ],
      packed: true,
      proposedProviders: [{ name: 'UPS', services: 'ground, air' }],
    });
    const item = {
      sku: 'S',
      quantity: 1,
      price: 42.5,
      tags: ['a', 'b'],
      itemAttributes: { colour: 'red', size: 3 },
    };
    expect(shipment).toMatchObject({
      deliveryTime: { endsAt: new Date(2026, 10, 22, 14, 5).getTime() },
      orderAttributes: { gift: true, floor: 3, sizes: ['a', 'b'], note: '[not a list' },
      itemList: [item],
      package: { name: 'custom', itemList: [item] },
      proposedProviders: [{ name: 'UPS', services: [{ id: 'ground' }, { id: 'air' }] }],
    });
  });

  it('is fetched at an address in place of a location', () => {
    const values = least();
    const shipment = shipmentOf({
      ...values,
      origin: 'address',
      pickup: {
        ...values.pickup,
        name: 'Studio',
        address: { ...values.deliveryAddress, latitude: '38.9' },
        contact: { name: 'Sam', phone: '1', email: '' },
      },
    });
    expect(shipment).not.toHaveProperty('locationExternalId');
    expect(shipment.pickup).toEqual({
      name: 'Studio',
      address: { street1: '1 Main St', postalCode: '20190', countryCode: 'US', latitude: 38.9 },
      contact: { name: 'Sam', phone: '1' },
    });
  });
});

describe('what is wrong', () => {
  it('is said at its field, all at once', () => {
    expect(
      problemsOf({
        ...emptyValues('shop', ''),
        orderValue: 'ten',
        package: { ...least().package, size: { length: '8', width: '', height: '', unit: 'in' } },
        itemList: [{ ...NEW_ITEM, quantity: '0' }],
      }),
    ).toMatchObject({
      orderExternalId: 'The order number is missing.',
      locationExternalId: 'The location is missing.',
      'deliveryContact.name': 'The name is missing.',
      'deliveryAddress.postalCode': 'The postal code is missing.',
      orderValue: 'Write a number, like 12.5.',
      'package.size.width': 'This is missing.',
      'itemList.0.sku': 'The SKU is missing.',
      'itemList.0.quantity': 'At least one.',
    });
  });

  it.each([
    ['orderExternalId', { orderExternalId: 'x'.repeat(101) }, 'Use at most 100 characters.'],
    ['locale', { locale: 'en-US-x' }, 'Use at most 5 characters.'],
    [
      'pickupTime.endsAt',
      { pickupTime: { startsAt: '2026-11-22T14:05', endsAt: '2026-11-22T13:05' } },
      'The window ends before it begins.',
    ],
    [
      'orderAttributes.0.value',
      { orderAttributes: [{ name: 'a', value: 'x'.repeat(501) }] },
      expect.stringContaining('.'),
    ],
  ])('%s keeps the limits of the seed', (field, more, message) => {
    expect(problemsOf({ ...least(), ...more })).toEqual({ [field]: message });
  });

  it.each([
    ['shipment.deliveryAddress.street1', 'deliveryAddress.street1'],
    ['deliveryAddress', 'deliveryAddress.street1'],
    ['shipment.package.itemList.0.sku', 'itemList.0.sku'],
    ['shipment.nothing.like.it', ''],
  ])('a message for %s stands at %s', (path, field) => {
    const values = { ...least(), itemList: [{ ...NEW_ITEM, sku: 'S' }] };
    expect(fieldOf(path, values)).toBe(field);
  });
});

describe('a change', () => {
  const known = {
    ...shipmentOf({ ...least(), deliveryInstructions: 'Ring.', groupId: 'g' }),
    package: { name: 'custom', weight: { value: 200, unit: 'lb' }, stackable: true },
    provider: { name: 'UPS' },
  };
  const before = valuesOf(known, 'shop');
  const changesOf = (values: ShipmentValues) => checkChanges(values, before, known);

  it('of nothing is none, and nothing is wrong with it', () => {
    expect(changesOf(structuredClone(before))).toEqual({ ok: false, problems: [] });
  });

  it('names only what differs, and keeps inside of it what the form does not show', () => {
    const lighter = { ...before.package, weight: { value: '20', unit: 'lb' } };
    expect(changesOf({ ...before, package: lighter })).toEqual({
      ok: true,
      value: { package: { name: 'custom', weight: { value: 20, unit: 'lb' }, stackable: true } },
    });
  });

  it('empties what can be emptied, and says what cannot', () => {
    expect(changesOf({ ...before, deliveryInstructions: '' })).toEqual({
      ok: true,
      value: { deliveryInstructions: '' },
    });
    expect(changesOf({ ...before, groupId: '' })).toMatchObject({
      ok: false,
      problems: [{ field: 'groupId' }],
    });
  });
});
