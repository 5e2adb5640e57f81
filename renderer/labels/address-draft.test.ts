import { expect, it } from 'vitest';
import { shippingAddressSchema } from '../../shared/contract/labels.ts';
import { addressDraft, addressOf, differences, emptyAddress, numberOf } from './address-draft.ts';

const address = { ...emptyAddress, contact_name: 'Ada', street1: '1 Pier ', city: 'Oakland' };

it('an address goes there and back, and its differences are named', () => {
  const told = { ...addressOf(address), tax_id: 'x', street1: '1 Pier Street', phone: null };
  const back = addressDraft(told);
  expect(back).toMatchObject({
    contact_name: 'Ada',
    street1: '1 Pier Street',
    phone: '',
    tax_id: 'x',
    residential: false,
  });
  expect(differences(address, back)).toEqual(['street1', 'tax_id']);
});

it('what customs and couriers want besides goes along, with its place on the map', () => {
  const whole = {
    ...address,
    street3: 'Dock B',
    tax_id: '12-3',
    tax_id_type: 'vat',
    identification_number: 'X1',
    identification_type: 'pas',
    eori_number: 'GB1',
    fax: '1',
    lat: '37,78',
    lng: '-122.39',
  };
  const sent = addressOf(whole);
  expect(shippingAddressSchema.safeParse(sent).success).toBe(true);
  expect(sent).toEqual({
    contact_name: 'Ada',
    street1: '1 Pier',
    street3: 'Dock B',
    city: 'Oakland',
    country: 'USA',
    fax: '1',
    tax_id: '12-3',
    tax_id_type: 'vat',
    identification_number: 'X1',
    identification_type: 'pas',
    eori_number: 'GB1',
    location: { lat: 37.78, lng: -122.39 },
    type: 'business',
  });
  expect(addressDraft(sent)).toMatchObject({ lat: '37.78', lng: '-122.39', eori_number: 'GB1' });
});

it('half a place is refused by its missing half', () => {
  const read = shippingAddressSchema.safeParse(addressOf({ ...address, lat: '37' }));
  expect(read.error?.issues.map(({ path }) => path.join('.'))).toEqual(['location.lng']);
});

it('reads numbers with a comma as with a point', () => {
  expect([numberOf('1,5'), numberOf(' 2 '), numberOf(''), numberOf('1.2.3')]).toEqual([
    1.5,
    2,
    Number.NaN,
    Number.NaN,
  ]);
});
