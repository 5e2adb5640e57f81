import { expect, it } from 'vitest';
import { labelRequestSchema, rateRequestSchema } from '../../shared/contract/labels.ts';
import {
  addressDraft,
  addressOf,
  differences,
  emptyAddress,
  emptyDraft,
  emptyParcel,
  type LabelDraft,
  labelRequestOf,
  numberOf,
  rateRequestOf,
} from './draft.ts';

const address = { ...emptyAddress, contact_name: 'Ada', street1: '1 Pier ', city: 'Oakland' };
const draft: LabelDraft = {
  ...emptyDraft,
  from: address,
  to: { ...address, residential: true },
  parcels: [
    {
      ...emptyParcel,
      width: '10',
      height: '10,5',
      depth: '3',
      weight: '1.5',
      description: 'Tea',
      price: '20',
    },
  ],
};
const choice = { accountId: 'acc-1', service_type: 'ground' };

it('what is filled in becomes a request that the contract takes', () => {
  const rates = rateRequestOf(draft, ['acc-1', 'acc-2']);
  expect(rateRequestSchema.safeParse(rates).success).toBe(true);
  expect(rates).toMatchObject({
    shipper_accounts: [{ id: 'acc-1' }, { id: 'acc-2' }],
    shipment: {
      ship_from: { street1: '1 Pier', type: 'business' },
      ship_to: { type: 'residential' },
      parcels: [{ dimension: { height: 10.5 }, items: [{ price: { currency: 'USD', amount: 20 } }] }],
    },
  });
  expect('ship_date' in rates).toBe(false);
  const label = labelRequestOf({ ...draft, reference: ' PO-1 ', instructions: 'Ring' }, choice);
  expect(labelRequestSchema.safeParse(label).success).toBe(true);
  expect(label).toMatchObject({
    service_type: 'ground',
    references: ['PO-1'],
    shipment: { delivery_instructions: 'Ring' },
  });
  expect('customs' in label).toBe(false);
});

it('customs are told where a border is crossed, and only there', () => {
  const abroad = { ...draft, to: { ...draft.to, country: 'CAN' }, terms: 'ddp' };
  expect(labelRequestOf(abroad, choice).customs).toEqual({ purpose: 'merchandise', terms_of_trade: 'ddp' });
});

it('what the label is called or printed on does not make its rates old', () => {
  const before = JSON.stringify(rateRequestOf(draft, ['a']));
  const later = {
    ...draft,
    reference: 'PO',
    order_number: '1',
    instructions: 'Ring',
    paper_size: 'a4',
    qr_code: true,
  };
  expect(JSON.stringify(rateRequestOf(later, ['a']))).toBe(before);
  const heavier = { ...draft, parcels: [{ ...emptyParcel, weight: '2' }] };
  expect(JSON.stringify(rateRequestOf(heavier, ['a']))).not.toBe(before);
});

it('a number that is none is refused by the contract, by its field', () => {
  const wrong = rateRequestOf({ ...draft, parcels: [{ ...emptyParcel, weight: 'heavy' }] }, ['a']);
  const read = rateRequestSchema.safeParse(wrong);
  expect(read.error?.issues.map(({ path }) => path.join('.'))).toContain('shipment.parcels.0.weight.value');
  expect([numberOf('1,5'), numberOf(' 2 '), numberOf(''), numberOf('1.2.3')]).toEqual([
    1.5,
    2,
    Number.NaN,
    Number.NaN,
  ]);
});

it('an address goes there and back, and its differences are named', () => {
  const told = { ...addressOf(address), tax_id: 'x', street1: '1 Pier Street', phone: null };
  const back = addressDraft(told);
  expect(back).toMatchObject({
    contact_name: 'Ada',
    street1: '1 Pier Street',
    phone: '',
    residential: false,
  });
  expect(differences(address, back)).toEqual(['street1']);
});
