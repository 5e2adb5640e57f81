// A label as it is typed into the form -> the body of POST /labels on the wire: an international one with two items,
// customs, a third party that pays and every option, in the names and shapes that AfterShip documents.

import { expect, it } from 'vitest';
import { emptyAddress } from '../../../renderer/labels/address-draft.ts';
import { emptyDraft, emptyItem, emptyParcel, type LabelDraft } from '../../../renderer/labels/draft.ts';
import { labelRequestOf, rateRequestOf } from '../../../renderer/labels/to-request.ts';
import { labelRequestSchema, rateRequestSchema } from '../../../shared/contract/labels.ts';
import { NOW } from '../../support/canned-server.ts';
import { answers } from './samples.ts';
import { shippingServer } from './shipping-server.ts';

const server = shippingServer();

const sender = {
  ...emptyAddress,
  contact_name: 'Dana Whitfield',
  company_name: 'Golden Gate Provisions',
  street1: '240 Second Street',
  street2: 'Floor 2',
  city: 'San Francisco',
  state: 'CA',
  postal_code: '94105',
  phone: '+14155550140',
  email: 'dana@example.com',
  tax_id: '12-3456789',
  tax_id_type: 'other',
  eori_number: 'GB123',
};
const recipient = {
  ...emptyAddress,
  contact_name: 'Priya Raman',
  street1: '100 Queen Street',
  street3: 'Rear door',
  city: 'Toronto',
  state: 'ON',
  postal_code: 'M5H 2N2',
  country: 'CAN',
  residential: true,
  identification_number: 'X1',
  identification_type: 'pas',
  lat: '43,65',
  lng: '-79.38',
};
const broker = { ...emptyAddress, contact_name: 'Bea Roker', street1: '1 Border Way', country: 'CAN' };

const typed: LabelDraft = {
  ...emptyDraft,
  from: sender,
  to: recipient,
  return_to: { given: true, address: { ...emptyAddress, contact_name: 'Returns', street1: '2 Dock Road' } },
  parcels: [
    {
      ...emptyParcel,
      width: '30',
      height: '20,5',
      depth: '10',
      weight: '1,5',
      description: 'Gift box',
      items: [
        {
          ...emptyItem,
          description: 'Olive oil',
          quantity: '2',
          price: '12,50',
          weight: '0.5',
          sku: 'OIL-1',
          hs_code: '150910',
          origin_country: 'USA',
          barcode: '0123456789012',
        },
        {
          ...emptyItem,
          description: 'Tea',
          price: '9',
          currency: 'CAD',
          weight: '8',
          weightUnit: 'oz',
          hs_code: '090210',
          origin_country: 'IND',
          item_id: 'i-2',
          description_cn: '茶',
          outbound_hs_code: '0902100000',
          return_reason: 'none',
          width: '5',
          height: '5',
          depth: '5',
          lengthUnit: 'in',
        },
      ],
    },
    {
      ...emptyParcel,
      box_type: 'fedex_envelope',
      width: '30',
      height: '1',
      depth: '20',
      weight: '200',
      weightUnit: 'g',
      items: [{ ...emptyItem, description: 'Catalogue' }],
    },
  ],
  ship_date: '2026-11-23',
  expected_delivery_date: '2026-11-27',
  order_id: 'order-1',
  tax_total: '3.25',
  is_document: true,
  customs: {
    ...emptyDraft.customs,
    purpose: 'gift',
    terms: 'ddp',
    eei: 'no_eei',
    ftr_exemption: 'noeei_30_36',
    billing: { paid_by: 'recipient', account_number: '', postal_code: '', country: '' },
    broker: { given: true, address: broker },
    passport_number: 'P1',
    passport_date: '2020-01-31',
    charges: [{ type: 'insurance', amount: '4', currency: 'USD' }],
  },
  paper_size: '4x6',
  file_type: 'zpl',
  qr_code: true,
  return_shipment: true,
  references: ['PO-1', 'PO-2'],
  order_number: 'GG-1',
  instructions: 'Leave with the neighbour.',
  billing: { paid_by: 'third_party', account_number: '987', postal_code: '94105', country: 'USA' },
  invoice: {
    date: '2026-11-22',
    number: 'INV-1',
    type: 'commercial',
    copies: '2',
    signature_name: 'Dana',
    declaration_statement: 'True.',
  },
  services: [
    { type: 'insurance', amount: '100', currency: 'USD', more: [] },
    { type: 'saturday_delivery', amount: '', currency: 'USD', more: [] },
  ],
  custom_fields: [{ name: 'dock', value: 'B' }],
  papers: { invoice: 'a4', customs_declaration: '', packing_slip: 'a4', qr_code: '2x2' },
};

const shipment = {
  ship_from: {
    contact_name: 'Dana Whitfield',
    company_name: 'Golden Gate Provisions',
    street1: '240 Second Street',
    street2: 'Floor 2',
    city: 'San Francisco',
    state: 'CA',
    postal_code: '94105',
    country: 'USA',
    phone: '+14155550140',
    email: 'dana@example.com',
    type: 'business',
    tax_id: '12-3456789',
    tax_id_type: 'other',
    eori_number: 'GB123',
  },
  ship_to: {
    contact_name: 'Priya Raman',
    street1: '100 Queen Street',
    street3: 'Rear door',
    city: 'Toronto',
    state: 'ON',
    postal_code: 'M5H 2N2',
    country: 'CAN',
    type: 'residential',
    identification_number: 'X1',
    identification_type: 'pas',
    location: { lat: 43.65, lng: -79.38 },
  },
  return_to: { contact_name: 'Returns', street1: '2 Dock Road', country: 'USA', type: 'business' },
  tax_total: { currency: 'USD', amount: 3.25 },
  parcels: [
    {
      box_type: 'custom',
      dimension: { width: 30, height: 20.5, depth: 10, unit: 'cm' },
      weight: { unit: 'kg', value: 1.5 },
      description: 'Gift box',
      items: [
        {
          quantity: 2,
          description: 'Olive oil',
          price: { currency: 'USD', amount: 12.5 },
          weight: { unit: 'kg', value: 0.5 },
          sku: 'OIL-1',
          hs_code: '150910',
          origin_country: 'USA',
          barcode: '0123456789012',
        },
        {
          quantity: 1,
          description: 'Tea',
          description_cn: '茶',
          price: { currency: 'CAD', amount: 9 },
          item_id: 'i-2',
          origin_country: 'IND',
          weight: { unit: 'oz', value: 8 },
          hs_code: '090210',
          outbound_hs_code: '0902100000',
          return_reason: 'none',
          dimension: { width: 5, height: 5, depth: 5, unit: 'in' },
        },
      ],
    },
    {
      box_type: 'fedex_envelope',
      dimension: { width: 30, height: 1, depth: 20, unit: 'cm' },
      weight: { unit: 'g', value: 200 },
      items: [{ quantity: 1, description: 'Catalogue' }],
    },
  ],
};

it('an international label leaves as AfterShip documents it, with everything that was typed', async () => {
  const request = labelRequestSchema.parse(
    labelRequestOf(typed, { accountId: 'acc-1', service_type: 'fedex_ground' }),
  );
  server.answer(200, answers.labels);
  await server.provider.labels.create(server.account, request, NOW);
  expect(server.only()).toMatchObject({ method: 'POST', url: '/postmen/v3/labels' });
  expect(server.only().json).toEqual({
    service_type: 'fedex_ground',
    shipper_account: { id: 'acc-1' },
    shipment: { ...shipment, delivery_instructions: 'Leave with the neighbour.' },
    paper_size: '4x6',
    file_type: 'zpl',
    billing: {
      paid_by: 'third_party',
      method: { type: 'account', account_number: '987', postal_code: '94105', country: 'USA' },
    },
    customs: {
      purpose: 'gift',
      terms_of_trade: 'ddp',
      eei: { type: 'no_eei', ftr_exemption: 'noeei_30_36' },
      billing: { paid_by: 'recipient' },
      broker_address: {
        contact_name: 'Bea Roker',
        street1: '1 Border Way',
        country: 'CAN',
        type: 'business',
      },
      passport: { number: 'P1', issue_date: '2020-01-31' },
      additional_charges: [{ type: 'insurance', charge: { currency: 'USD', amount: 4 } }],
    },
    invoice: {
      date: '2026-11-22',
      number: 'INV-1',
      type: 'commercial',
      number_of_copies: 2,
      signature_name: 'Dana',
      declaration_statement: 'True.',
    },
    return_shipment: true,
    is_document: true,
    ship_date: '2026-11-23',
    references: ['PO-1', 'PO-2'],
    order_number: 'GG-1',
    order_id: 'order-1',
    custom_fields: { dock: 'B' },
    service_options: [
      { type: 'insurance', insured_value: { currency: 'USD', amount: 100 } },
      { type: 'saturday_delivery', enabled: true },
    ],
    files: {
      invoice: { paper_size: 'a4', file_type: 'pdf' },
      packing_slip: { paper_size: 'a4', file_type: 'pdf' },
      qr_code: { paper_size: '2x2', file_type: 'png' },
    },
    print_options: { qr_code: { enabled: true } },
  });
});

it('its rates are asked for with the same shipment, typed once', async () => {
  const request = rateRequestSchema.parse(rateRequestOf(typed, ['acc-1', 'acc-2']));
  server.answer(200, answers.rates);
  await server.provider.rates.create(server.account, request, NOW);
  expect(server.only().json).toEqual({
    shipper_accounts: [{ id: 'acc-1' }, { id: 'acc-2' }],
    shipment,
    ship_date: '2026-11-23',
    expected_delivery_date: '2026-11-27',
    order_id: 'order-1',
    is_document: true,
  });
});
