// The samples of seed 004. Where the seed folds an object up, its inside is filled with the field names that the seed's
// own schemas give it; values there are made up.

const ADDRESS = {
  street1: '5 Penn Plaza',
  street2: 'Rear entrance',
  apartmentNumber: '12B',
  city: 'New York',
  state: 'NY',
  postalCode: '10001',
  countryCode: 'US',
  latitude: 40.7506,
  longitude: -73.9935,
};
const CONTACT = { name: 'Ada Example', phone: '+12025550101', email: 'ada@example.com' };
const PACKAGE = {
  name: 'custom',
  description: 'One box',
  size: { height: 4, width: 6, length: 8, unit: 'in' },
  weight: { value: 2.5, unit: 'lb' },
  itemQuantity: 1,
};
const PICKUP_TIME = { startsAt: 1_767_261_600_000, endsAt: 1_767_268_800_000 };
const DELIVERY_TIME = { startsAt: 1_767_268_800_000, endsAt: 1_767_290_400_000 };

export const ID = '5e1f1ef5167ab20010a74b94';

/** Create Shipping, request sample. */
export const CREATE = {
  locationExternalId: '7709',
  orderExternalId: '7709-001',
  orderValue: 10,
  deliveryContact: CONTACT,
  deliveryAddress: ADDRESS,
  package: PACKAGE,
  itemList: [],
  pickupTime: null,
  deliveryTime: null,
};

/** Create Shipping, response sample: without an id, its times empty. */
export const CREATED = {
  ...CREATE,
  pickupTime: PICKUP_TIME,
  deliveryTime: DELIVERY_TIME,
  orderAttributes: {},
  tenantId: 'dummyaccount1',
  brandExternalId: 'dummyaccount1',
  groupId: null,
  currencyCode: 'USD',
  pickupContact: { name: 'Store 7709', phone: '+12025550199' },
  pickupAddress: { ...ADDRESS, street1: '1 Main St', street2: '', apartmentNumber: '' },
  status: 'ORDER_DISPATCHED',
  provider: { name: 'UPS', services: [{ id: 'ground' }] },
  trackingId: '1ZXXXX',
  attachments: null,
  vehicle: null,
  amount: null,
  label: null,
  actualDeliveryTime: null,
  actualPickupTime: null,
  fee: null,
  returnRequest: null,
  proposedProviders: [],
  createdAt: '',
  lastUpdatedAt: '',
  undeliverableOrderReturnLocation: { name: 'Returns' },
  returnLocationId: '301',
};

/** List Shipments, request sample. */
export const LIST = {
  limit: 100,
  lastUpdatedAt: { startsAt: 1_767_000_000_000, endsAt: 1_767_290_400_000 },
  orderExternalIds: ['7709-001'],
  locationExternalIds: ['7709'],
  pickupTime: { startsAt: 1_767_261_600_000 },
  deliveryTime: { endsAt: 1_767_290_400_000 },
  createdAt: { startsAt: 1_767_000_000_000, endsAt: 1_767_290_400_000 },
  status: ['ORDER_DISPATCHED'],
  paginationToken:
    'NjI2N2M5YWIwM2FiNjQ5NDdjYWZiYmMxXzYyNjdjOWFiMDNhYjY0OTQ3Y2FmYmJjMV82MjY3Y2FkNzYyN2Y1ZjY1OGM4YjljNTNfbmV4dA==',
};

/** Get Shipment and Edit Shipment, response sample. */
export const GOT = {
  id: ID,
  brandExternalId: 'demoBrand',
  locationExternalId: 'NYClocation101',
  orderExternalId: '876581',
  groupId: 'group1',
  orderValue: 11,
  itemList: [],
  pickupTime: PICKUP_TIME,
  deliveryTime: DELIVERY_TIME,
  deliveryContact: CONTACT,
  deliveryAddress: ADDRESS,
  package: PACKAGE,
  deliveryInstructions: 'Some text for delivery instructions',
  orderAttributes: { channel: 'web' },
  estimatedDeliveryTime: { startsAt: null, endsAt: 1_767_288_600_000 },
  estimatedPickupTime: { startsAt: 1_767_265_200_000, endsAt: null },
  label: null,
  trackingId: 'del_MoMtkAakB1LDVk',
  provider: { name: 'Demo Couriers', services: [{ id: 'delivery' }] },
  amount: 6,
  currencyCode: 'USD',
  pickupContact: { name: 'Counter', phone: '+12125550100' },
  pickupAddress: { ...ADDRESS, street1: '1 Pickup Way' },
  pickupInstructions: 'Always be smiling',
  status: 'ORDER_CANCELLED',
  tenantId: 'NYC',
  lastUpdatedAt: '2020-01-15T14:17:26.099Z',
  createdAt: '2020-01-15T14:17:25.984Z',
};

/** Edit Shipment, request sample. */
export const EDIT = {
  pickupTime: PICKUP_TIME,
  deliveryTime: DELIVERY_TIME,
  deliveryContact: CONTACT,
  deliveryAddress: ADDRESS,
  package: PACKAGE,
  orderExternalId: '19082413',
  orderValue: 160.99,
};

/** Cancel Shipment, response sample: no tracking id, a signature. */
export const CANCELLED = {
  id: '62a9e3ce87f3c9df15080f00',
  estimatedDeliveryTime: {},
  estimatedPickupTime: {},
  provider: {},
  amount: null,
  locationExternalId: '100983',
  orderExternalId: '15June11',
  groupId: null,
  orderValue: 78.65,
  deliveryContact: CONTACT,
  deliveryAddress: ADDRESS,
  proposedProviders: [{ name: 'UPS', services: [{ id: 'ground' }] }],
  signature: 'not_required',
  package: PACKAGE,
  itemList: [],
  deliveryInstructions: 'The dog may be playing in the yard.',
  pickupInstructions: 'Enter from the staff entrance to pick up the package',
  pickupTime: PICKUP_TIME,
  deliveryTime: DELIVERY_TIME,
  orderAttributes: {},
  brandExternalId: 'devon',
  currencyCode: 'USD',
  pickupContact: CONTACT,
  pickupAddress: ADDRESS,
  createdAt: '2022-06-15T13:51:10.096Z',
  status: 'ORDER_CANCELLED',
  tenantId: 'dummyaccount1',
  lastUpdatedAt: '2022-06-15T13:52:03.524Z',
};

/** Retry Shipment, response sample: amounts with a fee, no contact at the pick-up. */
export const RETRIED = {
  brandExternalId: 'demoBrand',
  provider: { name: 'Roadie' },
  trackingId: '1419285376',
  estimatedPickupTime: {},
  estimatedDeliveryTime: {},
  itemList: [],
  amount: 10.33,
  fee: 10.33,
  currencyCode: 'USD',
  status: 'ORDER_DISPATCHED',
  id: '62a9f879a69cdb7a3ad52ebe',
  deliveryInstructions: null,
  orderExternalId: '19082418',
  locationExternalId: '100983',
  tenantId: 'dummyaccount1',
  orderAttributes: {},
  attachments: null,
  vehicle: null,
  label: null,
  pickupInstructions: 'Enter from the staff entrance to pick up the package',
  deliveryContact: CONTACT,
  package: PACKAGE,
  pickupAddress: ADDRESS,
  deliveryAddress: ADDRESS,
  proposedProviders: [],
  groupId: null,
  pickupTime: PICKUP_TIME,
  deliveryTime: DELIVERY_TIME,
  lastUpdatedAt: '2020-01-15T14:17:25.984Z',
  createdAt: '2020-01-15T14:17:25.984Z',
};

/** Get Shipment Status; the seed shows an array of folded objects, the older interface what is in them. */
export const HISTORY = [
  {
    id: '65f0c0ffee0123456789abce',
    orderId: ID,
    tenantId: 'NYC',
    trackingUrl: null,
    orderStatus: [
      {
        status: 'ORDER_DISPATCHED',
        updatedAt: 'April 27th 2022, 2:45:49 am CDT',
        updatedAtEpoch: 1_651_045_549_000,
        note: 'Placed',
        statusUser: 'UPS',
        retry: {},
      },
      {
        status: 'REQUEST_RECEIVED',
        updatedAt: 'April 27th 2022, 2:45:45 am CDT',
        updatedAtEpoch: 1_651_045_545_000,
        note: null,
        statusUser: 'NYC',
        retry: {},
      },
    ],
  },
];
