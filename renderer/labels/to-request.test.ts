import { expect, it } from 'vitest';
import { labelRequestSchema, rateRequestSchema } from '../../shared/contract/labels.ts';
import { emptyAddress } from './address-draft.ts';
import { emptyDraft, emptyItem, emptyParcel, emptyService, type LabelDraft } from './draft.ts';
import { labelRequestOf, rateRequestOf } from './to-request.ts';

const address = { ...emptyAddress, contact_name: 'Ada', street1: '1 Pier ', city: 'Oakland' };
const tea = { ...emptyItem, description: 'Tea', price: '20' };
const parcel = { ...emptyParcel, width: '10', height: '10,5', depth: '3', weight: '1.5', items: [tea] };
const draft: LabelDraft = {
  ...emptyDraft,
  from: address,
  to: { ...address, residential: true },
  parcels: [parcel],
};
const choice = { accountId: 'acc-1', service_type: 'ground' };
/** Fields the contract refuses, each once. */
const issues = (given: LabelDraft) => {
  const read = labelRequestSchema.safeParse(labelRequestOf(given, choice));
  return [...new Set(read.error?.issues.map(({ path }) => path.join('.')))];
};

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
  const label = labelRequestOf({ ...draft, references: [' PO-1 ', ''], instructions: 'Ring' }, choice);
  expect(labelRequestSchema.safeParse(label).success).toBe(true);
  expect(label).toMatchObject({
    service_type: 'ground',
    references: ['PO-1'],
    shipment: { delivery_instructions: 'Ring' },
  });
  for (const absent of ['customs', 'billing', 'invoice', 'service_options', 'files', 'custom_fields']) {
    expect(label).not.toHaveProperty(absent);
  }
});

it('customs are told where a border is crossed or somebody wants them, and only there', () => {
  const customs = { ...draft.customs, terms: 'ddp' };
  const abroad = { ...draft, to: { ...draft.to, country: 'CAN' }, customs };
  const told = { purpose: 'merchandise', terms_of_trade: 'ddp' };
  expect(labelRequestOf(abroad, choice).customs).toEqual(told);
  expect(labelRequestOf({ ...draft, customs }, choice).customs).toBeUndefined();
  expect(labelRequestOf({ ...draft, customs, customs_wanted: true }, choice).customs).toEqual(told);
});

it('what belongs to the label alone does not make its rates old', () => {
  const before = JSON.stringify(rateRequestOf(draft, ['a']));
  const later: LabelDraft = {
    ...draft,
    references: ['PO'],
    order_number: '1',
    instructions: 'Ring',
    paper_size: 'a4',
    qr_code: true,
    billing: { ...draft.billing, paid_by: 'recipient' },
    services: [emptyService],
    invoice: { ...draft.invoice, number: '1' },
  };
  expect(JSON.stringify(rateRequestOf(later, ['a']))).toBe(before);
  const heavier = { ...draft, parcels: [{ ...parcel, weight: '2' }] };
  expect(JSON.stringify(rateRequestOf(heavier, ['a']))).not.toBe(before);
});

it('a number that is none is refused by the contract, by its field', () => {
  expect(issues({ ...draft, parcels: [{ ...parcel, weight: 'heavy' }] })).toEqual([
    'shipment.parcels.0.weight.value',
  ]);
  const item = { ...tea, weight: 'light', price: 'dear' };
  expect(issues({ ...draft, parcels: [{ ...parcel, items: [tea, item] }] })).toEqual([
    'shipment.parcels.0.items.1.price.amount',
    'shipment.parcels.0.items.1.weight.value',
  ]);
});

it('a parcel need not be weighed where all its items are', () => {
  const unweighed = { ...parcel, weight: '' };
  expect(issues({ ...draft, parcels: [unweighed] })).toEqual(['shipment.parcels.0.weight.value']);
  const weighed = { ...unweighed, items: [{ ...tea, weight: '0,2' }] };
  const sent = labelRequestOf({ ...draft, parcels: [weighed] }, choice).shipment.parcels[0];
  expect(sent).not.toHaveProperty('weight');
  expect(sent?.items[0]?.weight).toEqual({ unit: 'kg', value: 0.2 });
});

it.each<[string, Partial<LabelDraft>, string]>([
  [
    'a third party without its account',
    { billing: { ...draft.billing, paid_by: 'third_party' } },
    'billing.method.account_number',
  ],
  [
    'a postal code of no account',
    { billing: { ...draft.billing, paid_by: 'recipient', postal_code: '1' } },
    'billing.method.account_number',
  ],
  ['an invoice without its date', { invoice: { ...draft.invoice, number: 'INV-1' } }, 'invoice.date'],
  [
    'a passport without its date',
    { customs_wanted: true, customs: { ...draft.customs, passport_number: 'P1' } },
    'customs.passport.issue_date',
  ],
  [
    'a charge of nothing',
    {
      customs_wanted: true,
      customs: { ...draft.customs, charges: [{ type: 'freight', amount: '', currency: 'USD' }] },
    },
    'customs.additional_charges.0.charge.amount',
  ],
  [
    'a field of one’s own with a name of 31 letters',
    { custom_fields: [{ name: 'n'.repeat(31), value: 'v' }] },
    `custom_fields.${'n'.repeat(31)}`,
  ],
  ['an insurance of nothing', { services: [emptyService] }, 'service_options.0.insured_value.amount'],
])('%s is refused by what is missing', (_what, changes, field) => {
  expect(issues({ ...draft, ...changes })).toEqual([field]);
});

it('options are switched on, worth a sum, or what their fields say', () => {
  const services = [
    { ...emptyService, type: 'cod', amount: '9,5' },
    { ...emptyService, type: 'saturday_delivery' },
    {
      ...emptyService,
      type: 'dangerous_goods',
      more: [
        { name: 'limited_quantity', value: 'true' },
        { name: 'packages', value: '2' },
        { name: 'un_number', value: 'UN 1993' },
        { name: '', value: 'nothing' },
      ],
    },
  ];
  expect(labelRequestOf({ ...draft, services }, choice).service_options).toEqual([
    { type: 'cod', cod_value: { currency: 'USD', amount: 9.5 } },
    { type: 'saturday_delivery', enabled: true },
    { type: 'dangerous_goods', limited_quantity: true, packages: 2, un_number: 'UN 1993' },
  ]);
});
