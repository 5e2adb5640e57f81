// Makes up believable jobs for a client: a caterer's lunches, a laboratory's specimens, a print shop's parcels.
// Used by the practice morning and for jobs that arrive while it runs.

import { type Place, places } from '../san-francisco/places.ts';
import type { SeededRandom } from '../seeded-random.ts';
import { zoneAt } from './delivery-zones.ts';
import { cityTime } from './iso-time.ts';
import { checkNewJob, type Fields } from './parameters.ts';
import type { AddressFields, Booking, SimulatedClient } from './simulated-job.ts';

const MINUTE = 60_000;
const SHORTEST_WINDOW_MS = 20 * MINUTE;
const FIRST_ORDER = 40_000;

const contacts = [
  'Front desk',
  'Amira Voss',
  'Calvin Ito',
  'Dana Whitlock',
  'Elio Santoro',
  'Farah Lindgren',
  'Grant Obi',
  'Hana Kowalski',
  'Imre Castillo',
  'Julia Feng',
  'Keon Albright',
  'Lucia Barros',
  'Mail room',
  'Nils Parekh',
  'Odette Crane',
  'Reception',
];

const clinics = /Clinic|Medical|Hospital|Imaging|Pediatrics|Dental|Pharmacy|Lab |Biometrics|Wellness/;

interface Wish {
  /** The client's own number of this job. */
  readonly number: number;
  /** Booked with the fastest service and a tight window. */
  readonly rush: boolean;
  /** Any moment of the day on which it is wanted. */
  readonly dayOf: number;
}

interface Trade {
  readonly prefix: string;
  /** What an order is billed under: no two jobs share one. */
  readonly billing: string;
  readonly items: readonly (readonly [description: string, sku: string | undefined, most: number])[];
  readonly instructions: readonly string[];
}

const trades: Readonly<Record<'catering' | 'laboratory' | 'printing', Trade>> = {
  catering: {
    prefix: 'TR',
    billing: 'PO',
    items: [
      ['Breakfast box', 'BRK-01', 12],
      ['Sandwich platter', 'PLT-10', 4],
      ['Rye loaf, sliced', 'RYE-02', 6],
      ['Fruit bowl', undefined, 3],
      ['Coffee carafe', 'COF-05', 5],
    ],
    instructions: [
      'Keep upright.',
      'Set up in the kitchen on arrival.',
      'Leave with reception, call on arrival.',
    ],
  },
  laboratory: {
    prefix: 'BD',
    billing: 'LR',
    items: [
      ['Specimen cooler', 'COOL-S', 2],
      ['Blood samples, bagged', undefined, 8],
      ['Biopsy, room temperature', 'BX-RT', 1],
    ],
    instructions: ['Do not leave unattended.', 'Ring at the specimen window.', 'Keep the cooler closed.'],
  },
  printing: {
    prefix: 'HP',
    billing: 'PJ',
    items: [
      ['Poster tube', 'TUBE-36', 3],
      ['Business cards, box of 500', 'BC-500', 4],
      ['Bound report', undefined, 20],
      ['Trade show banner', 'BAN-8', 1],
    ],
    instructions: ['Keep dry.', 'Signature needed.', 'Do not bend.'],
  },
};

function addressAt(place: Place, random: SeededRandom): AddressFields {
  return {
    address_name: place.name,
    street_address: place.street,
    ...(random.chance(0.5) ? { floor: `Floor ${Math.floor(random.between(2, 19))}` } : {}),
    city: 'San Francisco',
    state: 'CA',
    zip_code: place.zip,
    contact: random.pick(contacts),
    phone_number: `41555501${String(Math.floor(random.between(0, 100))).padStart(2, '0')}`,
    ...(random.chance(0.2) ? { special_instructions: 'Use the side entrance.' } : {}),
  };
}

/** Soon after midnight a window begins with the new day, unless nearly nothing would be left of it. */
function windowBegins(readyAt: number, to: number, dayOf: number): number {
  const midnight = new Date(dayOf).setHours(0, 0, 0, 0);
  return to - midnight >= SHORTEST_WINDOW_MS ? Math.max(readyAt, midnight) : readyAt;
}

const dollars = (random: SeededRandom, low: number, high: number): number =>
  Math.round(random.between(low, high) * 20) / 20;

/** A create request of this client at that moment, without its token. */
function payloadFor(client: SimulatedClient, random: SeededRandom, at: number, wish: Wish): Fields {
  const kind = client.trade ?? 'catering';
  const trade = trades[kind];
  const home: AddressFields = client.address;
  const candidates = places.filter(
    (place) =>
      place.street !== home.street_address &&
      zoneAt(place.at, client.area) !== undefined &&
      (kind !== 'laboratory' || clinics.test(place.name)),
  );
  const there = addressAt(random.pick(candidates), random);
  const inbound = kind === 'laboratory';
  // Some leave their own end to the courier company, which then uses the client's address.
  const own = random.chance(0.85) ? { [inbound ? 'deliver_address' : 'pick_address']: home } : {};
  const readyAt = Math.round((at + random.between(4, wish.rush ? 8 : 26) * MINUTE) / MINUTE) * MINUTE;
  const windowMs = (wish.rush ? 35 : 60 + Math.floor(random.between(0, 5)) * 15) * MINUTE;
  const to = readyAt + windowMs;
  const [description, sku, most] = random.pick(trade.items);
  return {
    live: true,
    order_contact_name: client.contactName,
    order_contact_phone: client.contactPhone,
    ...own,
    [inbound ? 'pick_address' : 'deliver_address']: there,
    ready_time: cityTime(readyAt),
    deliver_from_time: cityTime(windowBegins(readyAt, to, wish.dayOf)),
    deliver_to_time: cityTime(to),
    reference: `${trade.billing}-${FIRST_ORDER + wish.number * 7}`,
    service_id: wish.rush ? 24 : random.pick([21, 21, 22, 23]),
    payment_method: kind === 'catering' ? random.pick([1, 1, 2, 4]) : 1,
    ...(kind === 'catering' ? { order_total: dollars(random, 38, 240), tip: dollars(random, 4, 30) } : {}),
    job_items: [
      {
        quantity: Math.floor(random.between(1, most + 1)),
        description,
        ...(sku === undefined ? {} : { sku }),
      },
    ],
    ...(random.chance(0.3) ? { special_instructions: random.pick(trade.instructions) } : {}),
    photo: kind === 'printing' && random.chance(0.5),
    external_id: `${trade.prefix}-${wish.number}`,
  };
}

/** A made-up job, checked like one that came in over the network. */
export function makeUpBooking(
  client: SimulatedClient,
  random: SeededRandom,
  at: number,
  wish: Wish,
): { payload: Fields; booking: Booking } {
  const payload = payloadFor(client, random, at, wish);
  const checked = checkNewJob(payload);
  if ('complaints' in checked)
    throw new Error(`a made-up job is invalid: ${JSON.stringify(checked.complaints)}`);
  return { payload, booking: checked.booking };
}
