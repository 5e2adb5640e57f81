// The made-up shops and shipments that fill the practice Shipping Order: a day over several providers, three that need
// somebody. Used by start-shipping-order-simulator.ts.

import type { PracticeLocation } from './shipping-office.ts';
import type { Fields } from './simulated-shipment.ts';

export const practiceLocations: readonly PracticeLocation[] = [
  {
    locationExternalId: 'MARKET-ST',
    name: 'Gale & Finch, Market Street',
    street1: '870 Market Street',
    city: 'San Francisco',
    state: 'CA',
    postalCode: '94102',
    latitude: 37.7845,
    longitude: -122.4077,
  },
  {
    locationExternalId: 'POTRERO',
    name: 'Gale & Finch warehouse, Potrero',
    street1: '1475 Illinois Street',
    city: 'San Francisco',
    state: 'CA',
    postalCode: '94107',
    latitude: 37.7503,
    longitude: -122.3862,
  },
  {
    locationExternalId: 'OPENING-SOON',
    name: 'Gale & Finch, Sunset (opens in spring)',
    street1: '2200 Irving Street',
    city: 'San Francisco',
    state: 'CA',
    postalCode: '94122',
    latitude: 37.7634,
    longitude: -122.481,
    unserved: true,
  },
];

const MINUTE = 60_000;

interface Wanted {
  minutesAgo: number;
  name: string;
  street: string;
  zip: string;
  at: readonly [latitude: number, longitude: number];
  title: string;
  pounds?: number;
  hint?: string;
  location?: string;
}

const WANTED: readonly Wanted[] = [
  {
    minutesAgo: 1290,
    name: 'Marta Klein',
    street: '1800 Haight Street',
    zip: '94117',
    at: [37.7692, -122.4526],
    title: 'Table lamp',
  },
  {
    minutesAgo: 1240,
    name: 'Omar Haddad',
    street: '3201 23rd Street',
    zip: '94110',
    at: [37.7538, -122.4158],
    title: 'Coffee grinder',
  },
  {
    minutesAgo: 1205,
    name: 'Sofia Brandt',
    street: '2001 Union Street',
    zip: '94123',
    at: [37.7977, -122.4327],
    title: 'Wool blanket',
  },
  {
    minutesAgo: 1150,
    name: 'June Park',
    street: '450 Rhode Island Street',
    zip: '94107',
    at: [37.7642, -122.4029],
    title: 'Desk chair',
    pounds: 38,
  },
  {
    minutesAgo: 1100,
    name: 'Will Ortega',
    street: '1199 Valencia Street',
    zip: '94110',
    at: [37.7533, -122.4206],
    title: 'Bicycle pump',
    hint: 'practice: undeliverable',
  },
  {
    minutesAgo: 1010,
    name: 'Ines Moreau',
    street: '701 Clement Street',
    zip: '94118',
    at: [37.7829, -122.4665],
    title: 'Tea set',
  },
  {
    minutesAgo: 980,
    name: 'Noor Aziz',
    street: '2300 Polk Street',
    zip: '94109',
    at: [37.7976, -122.4221],
    title: 'Picture frame',
  },
  {
    minutesAgo: 62,
    name: 'Paul Renner',
    street: '4001 Judah Street',
    zip: '94122',
    at: [37.7603, -122.5037],
    title: 'Surf wax, six boxes',
    hint: 'practice: delayed',
  },
  {
    minutesAgo: 55,
    name: 'Grace Lindqvist',
    street: '1600 Bryant Street',
    zip: '94103',
    at: [37.7663, -122.4101],
    title: 'Standing desk',
    pounds: 172,
  },
  {
    minutesAgo: 48,
    name: 'Tomás Vidal',
    street: '9999 Nowhere Lane',
    zip: '00000',
    at: [37.76, -122.42],
    title: 'Reading glasses',
  },
  {
    minutesAgo: 41,
    name: 'Hana Sato',
    street: '1 Warriors Way',
    zip: '94158',
    at: [37.768, -122.3877],
    title: 'Jersey, framed',
    hint: 'practice: at-location',
  },
  {
    minutesAgo: 36,
    name: 'Ben Achebe',
    street: '55 Music Concourse Drive',
    zip: '94118',
    at: [37.7699, -122.4661],
    title: 'Field guide, 12 copies',
  },
  {
    minutesAgo: 30,
    name: 'Lucy Osei',
    street: '2948 16th Street',
    zip: '94103',
    at: [37.765, -122.4186],
    title: 'Planter',
  },
  {
    minutesAgo: 24,
    name: 'Rafael Costa',
    street: '1290 20th Avenue',
    zip: '94122',
    at: [37.7643, -122.4777],
    title: 'Espresso cups',
    location: 'OPENING-SOON',
  },
  {
    minutesAgo: 19,
    name: 'Anya Petrov',
    street: '833 Mission Street',
    zip: '94103',
    at: [37.7836, -122.4045],
    title: 'Umbrella stand',
  },
  {
    minutesAgo: 14,
    name: 'Dmitri Sokol',
    street: '30 Rockefeller Court',
    zip: '94112',
    at: [37.7241, -122.4402],
    title: 'Board games',
    hint: 'practice: unassigned',
  },
  {
    minutesAgo: 9,
    name: 'Clara Jung',
    street: '500 Terry Francois Boulevard',
    zip: '94158',
    at: [37.7706, -122.387],
    title: 'Kettle',
  },
  {
    minutesAgo: 5,
    name: 'Elias Voss',
    street: '1355 Market Street',
    zip: '94103',
    at: [37.7769, -122.4168],
    title: 'Headphones',
    hint: 'practice: no-cancel',
  },
  {
    minutesAgo: 2,
    name: 'Mei Tanaka',
    street: '2100 Webster Street',
    zip: '94115',
    at: [37.7903, -122.4325],
    title: 'Prescription glasses',
  },
  {
    minutesAgo: 1,
    name: 'Jonas Weber',
    street: '600 Guerrero Street',
    zip: '94110',
    at: [37.7627, -122.4236],
    title: 'Menu boards, four',
  },
];

/** Bodies of create requests, and how long ago each came. The newest get the numbers that are given. */
export function practiceShipments(
  now: number,
  orderNumbers: readonly string[] = [],
): { body: Fields; minutesAgo: number }[] {
  return WANTED.map(({ minutesAgo, name, street, zip, at, title, pounds = 4.5, hint, location }, index) => {
    const createdAt = now - minutesAgo * MINUTE;
    return {
      minutesAgo,
      body: {
        orderExternalId: orderNumbers[WANTED.length - 1 - index] ?? `GF-${24_101 + index}`,
        groupId: index % 3 === 0 ? `CART-${8800 + index}` : undefined,
        locationExternalId: location ?? (index % 4 === 1 ? 'POTRERO' : 'MARKET-ST'),
        orderValue: 24 + ((index * 37) % 180),
        deliveryContact: {
          name,
          phone: `+1415555${String(200 + index).padStart(4, '0')}`,
          email: `${name
            .split(' ')[0]
            ?.toLowerCase()
            .normalize('NFD')
            .replace(/[^a-z]/g, '')}@example.com`,
        },
        deliveryAddress: {
          street1: street,
          city: 'San Francisco',
          state: 'CA',
          postalCode: zip,
          countryCode: 'US',
          latitude: at[0],
          longitude: at[1],
        },
        package: {
          name: 'custom',
          itemQuantity: 1,
          size: { height: 10, width: 12, length: 16, unit: 'in' },
          weight: { value: pounds, unit: 'lb' },
          content: index % 5 === 2 ? ['fragile'] : [],
        },
        itemList: [{ sku: `SKU-${3000 + index * 7}`, title, quantity: 1, price: 24 + ((index * 37) % 180) }],
        orderAttributes: { channel: index % 2 === 0 ? 'web' : 'store', giftWrapped: index % 6 === 0 },
        ...(hint === undefined ? {} : { deliveryInstructions: `Ring twice. ${hint}` }),
        deliveryTime: { startsAt: null, endsAt: createdAt + 4 * 60 * MINUTE },
      },
    };
  });
}
