import { expect, it } from 'vitest';
import { placeMessages } from './place-messages.ts';

const shown = [
  'shipment.parcels.0.items.0.price.amount',
  'shipment.parcels.0.items.0.price.currency',
  'references',
  'service_options.0.type',
  'service_options.0',
];
const said = (...fields: string[]) => [{ fields: fields.map((field) => ({ field, message: `${field}!` })) }];

it('a message stands at its field, whether the console or AfterShip said it', () => {
  const path = 'shipment.parcels.0.items.0.price.currency';
  for (const field of [path, `request.${path}`]) {
    const { at, hasOthers } = placeMessages(said(field), shown);
    expect([...at.keys()]).toEqual([path]);
    expect(hasOthers).toBe(false);
  }
});

it('one about a group stands at its first field, one about a part at the nearest field around it', () => {
  const { at, hasOthers } = placeMessages(
    said('shipment.parcels.0.items.0.price', 'references.1', 'service_options.0.un_number'),
    shown,
  );
  expect([...at.keys()]).toEqual([
    'shipment.parcels.0.items.0.price.amount',
    'references',
    'service_options.0',
  ]);
  expect(hasOthers).toBe(false);
});

it('the first message about a field is shown, and none about what is not there is forgotten', () => {
  const { at, hasOthers } = placeMessages(
    [null, ...said('references'), ...said('references.0', 'shipment.parcels.10.weight', '')],
    shown,
  );
  expect([...at]).toEqual([['references', 'references!']]);
  expect(hasOthers).toBe(true);
});
