// Requests with every documented field, and answers in AfterShip's documented shapes, for the tests next to it.

import type {
  LabelRequest,
  NewShipperAccount,
  PickupRequest,
  RateRequest,
} from '../../../shared/contract/labels.ts';

const address = {
  contact_name: 'Dana Whitfield',
  company_name: 'Golden Gate Provisions',
  street1: '240 Second Street',
  street2: 'Floor 2',
  street3: 'Dock B',
  city: 'San Francisco',
  state: 'CA',
  postal_code: '94105',
  country: 'USA',
  phone: '+14155550140',
  fax: '+14155550141',
  email: 'dana@example.com',
  type: 'business',
  tax_id: '12-3456789',
  tax_id_type: 'other',
  identification_number: 'X1',
  identification_type: 'nid',
  eori_number: 'GB123',
  location: { lat: 37.78, lng: -122.39 },
} as const;

const money = { currency: 'USD', amount: 12.5 };
const dimension = { width: 30, height: 20.5, depth: 10, unit: 'cm' } as const;
const weight = { unit: 'kg', value: 1.5 } as const;

const shipment: RateRequest['shipment'] = {
  ship_from: address,
  ship_to: { ...address, contact_name: 'Priya Raman', type: 'residential' },
  return_to: address,
  ship_from_display: address,
  tax_total: money,
  delivery_instructions: 'Leave with the neighbour.',
  parcels: [
    {
      box_type: 'custom',
      dimension,
      weight,
      description: 'Box',
      items: [
        {
          quantity: 2,
          description: 'Olive oil',
          description_cn: '橄榄油',
          price: money,
          item_id: 'i-1',
          origin_country: 'USA',
          weight,
          sku: 'OIL-1',
          hs_code: '150910',
          outbound_hs_code: '150910',
          return_reason: 'none',
          dimension,
          barcode: '0123456789012',
        },
      ],
    },
  ],
};

export const rateRequest: RateRequest = {
  async: false,
  is_document: false,
  ship_date: '2026-11-23',
  expected_delivery_date: '2026-11-27',
  order_id: 'order-1',
  shipper_accounts: [{ id: 'acc-1' }, { id: 'acc-2' }],
  shipment,
};

export const labelRequest: LabelRequest = {
  service_type: 'fedex_ground',
  shipper_account: { id: 'acc-1' },
  shipment,
  paper_size: '4x6',
  file_type: 'pdf',
  billing: {
    paid_by: 'third_party',
    method: { type: 'account', account_number: '987', postal_code: '94105', country: 'USA' },
  },
  customs: {
    purpose: 'merchandise',
    terms_of_trade: 'ddp',
    eei: { type: 'no_eei' },
    billing: { paid_by: 'recipient' },
    importer_address: address,
    broker_address: address,
    passport: { number: 'P1', issue_date: '2020-01-31' },
    additional_charges: [{ type: 'insurance', charge: money }],
  },
  invoice: {
    date: '2026-11-22',
    number: 'INV-1',
    type: 'commercial',
    number_of_copies: 2,
    signature_name: 'Dana',
    declaration_statement: 'True.',
  },
  return_shipment: false,
  is_document: false,
  ship_date: '2026-11-23',
  references: ['PO-1'],
  order_number: 'GG-1',
  order_id: 'order-1',
  custom_fields: { dock: 'B' },
  service_options: [{ type: 'saturday_delivery' }, { type: 'insurance', insured_value: money }],
  files: { label: { paper_size: '4x6', file_type: 'pdf' }, qr_code: { paper_size: '2x2', file_type: 'png' } },
  print_options: { qr_code: { enabled: true } },
  automatic: false,
};

export const pickupRequest: PickupRequest = {
  pickup_date: '2026-11-23',
  pickup_start_time: '14:00:00',
  pickup_end_time: '17:00:00',
  pickup_from: address,
  ship_to: address,
  pickup_parcels: [{ weight, quantity: 2, service_type: 'fedex_ground', dimension }],
  shipper_account: { id: 'acc-1' },
  pickup_location: 'front_door',
  pickup_instructions: 'Ring at the dock.',
};

export const newAccount: NewShipperAccount = {
  slug: 'fedex',
  description: 'FedEx warehouse',
  timezone: 'America/Los_Angeles',
  credentials: { account_number: 'acct-canary-1', password: 'pass-canary-2' },
  address,
  settings: { commercial_invoice_letterhead: 'aGVsbG8=', commercial_invoice_signature: 'aGVsbG8=' },
};

const dates = { created_at: '2026-11-22T09:17:38+00:00', updated_at: '2026-11-22T09:17:38.123Z' };

const rateAnswer = {
  shipper_account: { id: 'acc-1', slug: 'fedex', description: 'FedEx warehouse' },
  service_type: 'fedex_ground',
  service_name: 'FedEx Ground',
  charge_weight: { unit: 'kg', value: 1.5 },
  total_charge: money,
  pickup_deadline: '2026-11-23T16:00:00+00:00',
  booking_cut_off: null,
  delivery_date: '2026-11-27T18:00:00+00:00',
  transit_time: 4,
  detailed_charges: [{ type: 'base', charge: money }],
  error_message: null,
  info_message: null,
};

export const answers = {
  rates: { id: 'rate-1', status: 'calculated', ...dates, rates: [rateAnswer] },
  labels: {
    id: 'label-1',
    status: 'created',
    ship_date: '2026-11-23',
    tracking_numbers: ['794600000001'],
    carrier_references: [{ pickup_reference: 'p', pickup_location_code: 'c', piece_tracking_numbers: ['1'] }],
    files: {
      label: { paper_size: '4x6', url: 'https://files.example.com/label.pdf', file_type: 'pdf' },
      qr_code: null,
      invoice: null,
    },
    rate: rateAnswer,
    references: ['PO-1'],
    shipper_account: { id: 'acc-1' },
    service_type: 'fedex_ground',
    order_number: 'GG-1',
    order_id: null,
    service_options: [],
    custom_fields: { dock: 'B' },
    carrier_redirect_link: 'https://carrier.example.com',
    ...dates,
  },
  'cancel-labels': {
    id: 'cancel-1',
    status: 'cancelled',
    refund_status: 'success',
    label: { id: 'label-1' },
    ...dates,
  },
  manifests: {
    id: 'manifest-1',
    status: 'manifested',
    shipper_account: { id: 'acc-1', slug: 'fedex', description: 'FedEx warehouse' },
    labels: [
      { id: 'label-1', manifested: true },
      { id: 'label-2', manifested: false },
    ],
    files: { manifest: { paper_size: 'a4', url: 'https://files.example.com/m.pdf', file_type: 'pdf' } },
    ...dates,
  },
  pickups: {
    id: 'pickup-1',
    status: 'created',
    pickup_confirmation_numbers: ['PU1'],
    pickup_location_code: null,
    ...pickupRequest,
    label_ids: [],
    ...dates,
  },
  'cancel-pickups': { id: 'cp-1', status: 'cancelled', pickup: { id: 'pickup-1' }, ...dates },
  'shipper-accounts': {
    id: 'acc-1',
    slug: 'fedex',
    status: 'enabled',
    type: 'user',
    description: 'FedEx warehouse',
    timezone: 'America/Los_Angeles',
    address,
    settings: {},
    ...dates,
  },
  'address-validations': {
    id: 'av-1',
    status: 'invalid',
    address,
    recommended_address: { ...address, postal_code: '94105-1234' },
    ...dates,
  },
  couriers: {
    couriers: [
      {
        slug: 'fedex',
        name: 'FedEx',
        operations: {
          'post@labels': true,
          'post@cancel-labels': true,
          'post@rates': true,
          'post@manifests': false,
        },
        ship_from: ['USA'],
        ship_to: ['CAN'],
        paper_sizes: ['4x6', 'default'],
        courier_service_types: [
          {
            service_type: 'fedex_ground',
            service_name: 'FedEx Ground',
            is_domestic: true,
            'ship_from.country': 'USA',
          },
        ],
        courier_box_types: [{ box_name: 'Envelope', box_type: 'fedex_envelope' }],
      },
    ],
  },
};
