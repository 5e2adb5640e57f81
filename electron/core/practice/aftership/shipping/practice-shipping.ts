// What the practice shipping begins with: three shipper accounts, ten labels in every state, a manifest, a pick-up.
// Made by the office itself where it can, so that nothing here is a state it could not reach.

import type { ShippingOffice } from './shipping-office.ts';
import type { Fields, SimulatedShipper } from './simulated-things.ts';

const WAREHOUSE = {
  contact_name: 'Dana Whitfield',
  company_name: 'Golden Gate Provisions',
  street1: '240 Second Street',
  city: 'San Francisco',
  state: 'CA',
  postal_code: '94105',
  country: 'USA',
  phone: '+1 415 555 0140',
  type: 'business',
};

export const PRACTICE_SHIPPERS: readonly Pick<SimulatedShipper, 'id' | 'slug' | 'description' | 'type'>[] = [
  { id: '6f0a2c0e-7a52-4f3b-9d52-1f6c1f1d0a01', slug: 'fedex', description: 'FedEx warehouse', type: 'user' },
  { id: '6f0a2c0e-7a52-4f3b-9d52-1f6c1f1d0a02', slug: 'ups', description: 'UPS store front', type: 'user' },
  {
    id: '6f0a2c0e-7a52-4f3b-9d52-1f6c1f1d0a03',
    slug: 'j-net',
    description: 'J-Net parcels',
    type: 'default',
  },
];

const RECIPIENTS = [
  ['Priya Raman', '1180 Folsom Street', 'San Francisco', 'CA', '94103'],
  ['Marcus Oyelaran', '77 Beale Street', 'San Francisco', 'CA', '94105'],
  ['Elena Kowalczyk', '2120 University Avenue', 'Berkeley', 'CA', '94704'],
  ['Tom Ashby', '455 Grand Avenue', 'Oakland', 'CA', '94610'],
  ['Ines Caldeira', '901 Mission Street', 'San Francisco', 'CA', '94103'],
  ['Joon Park', '3000 El Camino Real', 'Palo Alto', 'CA', '94306'],
  ['Fatima Zahra', '1 Market Street', 'San Francisco', 'CA', '94105'],
  ['Owen Bright', '18 Castro Street', 'Mountain View', 'CA', '94041'],
  ['Lucía Serrano', '600 Townsend Street', 'San Francisco', 'CA', '94103'],
  ['Hugo Lindqvist', '88 Kearny Street', 'San Francisco', 'CA', '94108'],
] as const;

export function fillWithPractice(office: ShippingOffice, apiKey: string, now: number): void {
  const { books } = office;
  const minutesAgo = (minutes: number) => now - minutes * 60_000;
  for (const shipper of PRACTICE_SHIPPERS) {
    const at = minutesAgo(60 * 24 * 40);
    books.shippers.push({
      ...shipper,
      status: 'enabled',
      timezone: 'America/Los_Angeles',
      address: { ...WAREHOUSE },
      credentials: { account_number: 'practice-account', password: 'practice-password' },
      settings: {},
      createdAt: at,
      updatedAt: at,
    });
  }
  const [fedex, ups, jnet] = PRACTICE_SHIPPERS.map(({ id }) => id);
  const post = (resource: string, body: Fields): Fields => {
    const { body: answer } = office.answer({
      method: 'POST',
      path: `/postmen/v3/${resource}`,
      query: new URLSearchParams(),
      apiKey,
      body: JSON.stringify(body),
    });
    return (answer as { data: Fields }).data;
  };
  const wanted: [shipper: string | undefined, service: string][] = [
    [fedex, 'fedex_ground'],
    [fedex, 'fedex_2_day'],
    [ups, 'ups_ground'],
    [ups, 'ups_next_day_air'],
    [jnet, 'j-net_standard'],
    [fedex, 'fedex_ground'],
    [fedex, 'fedex_ground'],
    [ups, 'ups_ground'],
    [fedex, 'fedex_2_day'],
    [ups, 'ups_ground'],
  ];
  const ids = wanted.map(([id, service_type], place) => {
    const [contact_name, street1, city, state, postal_code] = RECIPIENTS[place] ?? RECIPIENTS[0];
    const label = post('labels', {
      service_type,
      shipper_account: { id },
      paper_size: '4x6',
      references: [`PO-${4410 + place}`],
      order_number: `GG-${2201 + place}`,
      print_options: { qr_code: { enabled: place % 2 === 0 } },
      shipment: {
        ship_from: WAREHOUSE,
        ship_to: { contact_name, street1, city, state, postal_code, country: 'USA', type: 'residential' },
        parcels: [
          {
            box_type: 'custom',
            dimension: { width: 30, height: 20, depth: 25, unit: 'cm' },
            weight: { unit: 'kg', value: 1.2 + place * 0.4 },
            items: [
              {
                quantity: 1 + (place % 3),
                description: 'Pantry box',
                price: { currency: 'USD', amount: 42 },
              },
            ],
          },
        ],
      },
    });
    return String(label.id);
  });
  post('manifests', { shipper_account: { id: fedex }, label_ids: ids.slice(5, 7) });
  post('cancel-labels', { label: { id: ids[7] } });
  post('pickups', {
    pickup_start_time: '14:00:00',
    pickup_end_time: '17:00:00',
    pickup_from: WAREHOUSE,
    label_ids: ids.slice(2, 4),
    pickup_instructions: 'Ring at the loading dock.',
  });
  // One that the courier refused after it was taken, one that is on its way for good.
  const state = (place: number, changes: Fields) =>
    Object.assign(books.labels.find((label) => label.id === ids[place]) ?? {}, changes);
  state(8, { status: 'failed', code: 4715 });
  state(9, { status: 'creating', becomes: { status: 'created', at: now + 120_000 } });
  for (const [place, label] of books.labels.entries()) {
    label.createdAt = minutesAgo(40 * (place + 1));
    label.updatedAt = label.createdAt + 60_000;
  }
  for (const things of [books.manifests, books.pickups, books.cancelLabels]) {
    for (const thing of things) {
      thing.createdAt = minutesAgo(20);
      thing.updatedAt = thing.createdAt;
    }
  }
}
