// The parcels that are under way when practice begins: about 25, in all nine tags, some of them in trouble. Used by
// start-aftership-simulator.ts.

import type { Depot } from './depot.ts';
import { scanOf } from './parcel-life.ts';
import { endsTracking, type SimulatedParcel, WORDS } from './simulated-parcel.ts';

const HOUR = 3_600_000;

/** Number, courier, who gets it, what was ordered, hours since it began, its scans so far, days until it is promised. */
const PARCELS: readonly [
  number: string,
  slug: string,
  name: string,
  order: string,
  hours: number,
  scans: readonly string[],
  promisedInDays: number | null,
][] = [
  ['JN4820017735', 'j-net', 'Amelia Hart', 'SO-20411', 2, [], 3],
  ['JN4820017741', 'j-net', 'Tomas Lind', 'SO-20412', 2, [], 3],
  ['JN4820017758', 'j-net', 'Priya Raman', 'SO-20413', 5, ['InfoReceived_001'], 2],
  ['JN4820017766', 'j-net', 'Jonas Weber', 'SO-20414', 7, ['InfoReceived_001'], 2],
  ['JN4820017773', 'j-net', 'Keiko Mori', 'SO-20409', 22, ['InfoReceived_001', 'InTransit_002'], 1],
  [
    'JN4820017780',
    'j-net',
    'Omar Aziz',
    'SO-20408',
    26,
    ['InfoReceived_001', 'InTransit_002', 'InTransit_007'],
    1,
  ],
  [
    'JN4820017798',
    'j-net',
    'Lucia Marques',
    'SO-20402',
    30,
    ['InfoReceived_001', 'InTransit_002', 'InTransit_007', 'InTransit_003'],
    0,
  ],
  [
    '1Z999AA10123456784',
    'ups',
    'Grace Okafor',
    'SO-20398',
    40,
    ['InfoReceived_001', 'InTransit_002', 'InTransit_003'],
    1,
  ],
  [
    '9400111899223856910123',
    'usps',
    'Daniel Fox',
    'SO-20396',
    44,
    ['InfoReceived_001', 'InTransit_002', 'InTransit_001'],
    1,
  ],
  [
    'JN4820017804',
    'j-net',
    'Sofia Petrova',
    'SO-20401',
    33,
    ['InfoReceived_001', 'InTransit_002', 'InTransit_003', 'OutForDelivery_001'],
    0,
  ],
  [
    'JN4820017811',
    'j-net',
    'Ben Carter',
    'SO-20399',
    34,
    ['InfoReceived_001', 'InTransit_002', 'InTransit_003', 'OutForDelivery_001'],
    0,
  ],
  [
    'JN4820017829',
    'j-net',
    'Hannah Cole',
    'SO-20397',
    36,
    ['InfoReceived_001', 'InTransit_002', 'InTransit_003', 'OutForDelivery_001'],
    0,
  ],
  [
    'JN4820017836',
    'j-net',
    'Marco Rossi',
    'SO-20391',
    52,
    ['InfoReceived_001', 'InTransit_002', 'OutForDelivery_001', 'AttemptFail_002'],
    0,
  ],
  [
    'JN4820017843',
    'j-net',
    'Ella Novak',
    'SO-20388',
    56,
    ['InfoReceived_001', 'InTransit_002', 'OutForDelivery_001', 'AttemptFail_002'],
    -1,
  ],
  [
    'JN4820017850',
    'j-net',
    'Yusuf Demir',
    'SO-20386',
    60,
    ['InfoReceived_001', 'InTransit_002', 'InTransit_003', 'AvailableForPickup_001'],
    0,
  ],
  [
    'JN4820017868',
    'j-net',
    'Clara Jensen',
    'SO-20385',
    61,
    ['InfoReceived_001', 'InTransit_002', 'InTransit_003', 'AvailableForPickup_001'],
    null,
  ],
  [
    'JN4820017875',
    'j-net',
    'Noah Kim',
    'SO-20379',
    76,
    ['InfoReceived_001', 'InTransit_002', 'InTransit_003', 'Exception_004'],
    -1,
  ],
  [
    'JN4820017882',
    'j-net',
    'Isabel Ortiz',
    'SO-20377',
    78,
    ['InfoReceived_001', 'InTransit_002', 'Exception_007'],
    -1,
  ],
  [
    'JN4820017890',
    'j-net',
    'Felix Braun',
    'SO-20374',
    90,
    ['InfoReceived_001', 'InTransit_002', 'Exception_012'],
    -2,
  ],
  [
    'JN4820017907',
    'j-net',
    'Rosa Delgado',
    'SO-20360',
    130,
    ['InfoReceived_001', 'InTransit_002', 'Exception_013'],
    -3,
  ],
  [
    'JN4820017914',
    'j-net',
    'Aiden Walsh',
    'SO-20355',
    150,
    ['InfoReceived_001', 'InTransit_002', 'OutForDelivery_001', 'AttemptFail_002', 'Exception_011'],
    -4,
  ],
  [
    'JN4820017921',
    'j-net',
    'Mina Sato',
    'SO-20395',
    48,
    ['InfoReceived_001', 'InTransit_002', 'InTransit_003', 'OutForDelivery_001', 'Delivered_001'],
    0,
  ],
  [
    'JN4820017938',
    'j-net',
    'Peter Vance',
    'SO-20393',
    50,
    ['InfoReceived_001', 'InTransit_002', 'InTransit_003', 'OutForDelivery_001', 'Delivered_003'],
    0,
  ],
  [
    'JN4820017945',
    'j-net',
    'Leila Haddad',
    'SO-20390',
    54,
    ['InfoReceived_001', 'InTransit_002', 'InTransit_003', 'OutForDelivery_001', 'Delivered_001'],
    0,
  ],
  ['JN4820017952', 'j-net', 'Victor Hale', 'SO-20180', 24 * 34, ['InfoReceived_001', 'Expired_001'], null],
];

/** What comes next for those that are on their way, so that practice has something to see. */
const NEXT: Record<string, readonly string[]> = {
  InfoReceived_001: ['InTransit_002', 'InTransit_003', 'OutForDelivery_001', 'Delivered_001'],
  InTransit_003: ['OutForDelivery_001', 'Delivered_003'],
  OutForDelivery_001: ['Delivered_001'],
  AttemptFail_002: ['OutForDelivery_001', 'Delivered_003'],
};

export function practiceParcels(depot: Depot, now: number): SimulatedParcel[] {
  return PARCELS.map(([number, slug, name, order, hours, scans, promisedInDays], index) => {
    const createdAt = now - hours * HOUR;
    const gap = (hours * HOUR * 0.9) / (scans.length + 1);
    const past = scans.map((subtag, step) => scanOf(subtag, createdAt + (step + 1) * gap, step));
    const last = past.at(-1);
    const subtag = last?.subtag ?? 'Pending_001';
    const { stepMs } = depot.pace;
    return {
      id: depot.newId(),
      number,
      slug,
      title: order,
      createdAt,
      updatedAt: last?.at ?? createdAt,
      active: !endsTracking(subtag),
      tag: WORDS[subtag]?.[0] ?? 'Pending',
      subtag,
      texts: {
        order_id: order,
        origin_city: 'San Jose',
        origin_state: 'CA',
        origin_country_region: 'USA',
        destination_city: 'San Francisco',
        destination_state: 'CA',
        destination_postal_code: '94107',
        destination_country_region: 'USA',
      },
      customFields: {},
      tags: [],
      people: [{ name, phone: `+1415555${String(200 + index).padStart(4, '0')}` }],
      promised: promisedInDays === null ? null : dayIn(now, promisedInDays),
      scans: past,
      // One after the other rather than all at once.
      ahead:
        stepMs === 0
          ? []
          : (NEXT[subtag] ?? []).map((next, step) =>
              scanOf(next, now + stepMs * (step + 1) + index * (stepMs / 3), past.length + step),
            ),
      retracks: 0,
      asked: past.length * 3,
      signedBy: subtag === 'Delivered_003' ? name : null,
      source: 'api',
    };
  });
}

function dayIn(now: number, days: number): string {
  const day = new Date(now);
  day.setDate(day.getDate() + days);
  const two = (part: number) => String(part).padStart(2, '0');
  return `${day.getFullYear()}-${two(day.getMonth() + 1)}-${two(day.getDate())}`;
}
