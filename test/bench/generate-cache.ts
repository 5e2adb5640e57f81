// Writes a cache file with any number of believable jobs, the same ones for the same seed: for the bench and for tests.
// By hand: node test/bench/generate-cache.ts --jobs 1000000 --path DIR/cache.sqlite [--live 10000] [--seed 1] [--now MS]

import { existsSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { RECENT_ADDRESSES } from '../../electron/core/cache/address-table.ts';
import type {
  CourierWrite,
  JobRecord,
  PositionWrite,
  StoredConnection,
} from '../../electron/core/cache/cache.ts';
import { fillFast } from '../../electron/core/cache/fill-fast.ts';
import { insertEverything } from '../../electron/core/cache/insert-everything.ts';
import { openCache } from '../../electron/core/cache/open-cache.ts';
import { openFile } from '../../electron/core/cache/open-file.ts';
import type { Clock, Logger } from '../../electron/core/ports.ts';
import { type Address, addressLine } from '../../shared/domain/address.ts';
import type { ConnectionId, CourierId, JobId } from '../../shared/domain/ids.ts';
import type { JobEvent } from '../../shared/domain/job.ts';
import type { JobStatus } from '../../shared/domain/job-status.ts';
import { isOpen, labelOf } from '../../shared/domain/job-status.ts';
import type { ProviderName } from '../../shared/domain/provider-name.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

export interface GenerateOptions {
  path: string;
  jobs: number;
  /** How many of them are still open; one in a hundred unless told. */
  live?: number;
  couriers?: number;
  /** The newest job was made just before it. */
  now?: number;
  seed?: number;
  log?: Logger;
}

/** Small and fast, and the same everywhere (mulberry32). */
function randomFrom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}

const words = (list: string) => list.split(' ');
const FIRST = words(
  'Ada Alma Amir Ana Ben Bianca Carlos Chen Chloe Daniel Dana Diego Elena Elif Emma Farid Fiona Grace Hana Hugo Ines Ivan Jamal Jana Jonas Jun Kai Keiko Lara Leo Lin Lucía Maya Mei Milo Nadia Nina Noah Olga Omar Pablo Priya Quinn Rafael Rosa Ruth Sam Sofia Søren Tara Theo Uma Vera Victor Wei Yara Yusuf Zoë',
);
const LAST = words(
  'Abbott Aguilar Akhtar Alvarez Andersen Bauer Becker Bianchi Brooks Castillo Chan Chavez Cohen Costa Cruz Delgado Diaz Dunn Ellis Evans Fischer Flores Foster Garcia Gomez Green Gupta Hansen Harris Hernandez Hoang Hughes Ibrahim Ito Jackson Jensen Johnson Kaur Khan Kim Klein Kowalski Lam Larsen Lee Lopez Martin Mendoza Miller Moreau Morgan Müller Murphy Nakamura Nguyen Novak Ochoa Okafor Ortiz Park Patel Pérez Petrov Quiroga Ramirez Reyes Rivera Rossi Russo Santos Sato Schmidt Silva Singh Smith Sousa Suzuki Tan Thomas Torres Tran Vargas Walker Wang Weber Wilson Wong Wright Yamamoto Yang Young Zhang Zimmer',
);
const STREETS = words(
  'Mission Valencia Folsom Howard Harrison Bryant Brannan Market Bush Pine Sutter Post Geary Ellis Eddy Turk Fulton Grove Hayes Fell Oak Page Haight Castro Sanchez Church Dolores Guerrero Capp Shotwell Treat Alabama Florida York Hampshire Potrero Vermont Kansas Rhode Carolina Arkansas Missouri Texas Mississippi Pennsylvania Indiana Illinois Tennessee Minnesota Divisadero Fillmore Steiner Webster Laguna Gough Franklin Polk Larkin Hyde Leavenworth Jones Taylor Mason Powell Stockton Kearny Montgomery Sansome Battery Front Davis Drumm Spear Main Beale Fremont Clementina Tehama Natoma Minna Stevenson Jessie Columbus Green Union Filbert Greenwich Lombard Chestnut Bay Irving Judah Kirkham Lawton Moraga Noriega Ortega Pacheco Quintara Rivera Santiago Taraval Ulloa Vicente Wawona',
);
const KINDS = words('St St St St Ave Blvd Way Pl');
const FIRMS = words(
  'Bakery Florist Pharmacy Dental Optics Print Legal Labs Coffee Books Kitchen Studio Clinic Imports Supply Wines Hardware Framing',
);
const ZIPS = words(
  '94102 94103 94105 94107 94108 94109 94110 94111 94112 94114 94115 94116 94117 94118 94121 94122 94123 94124 94127 94131 94132 94133 94134 94158',
);
const TAGS = ['vip', 'fragile', 'cold', 'alcohol', 'signature'];
const ITEMS = [
  'Parcel',
  'Envelope',
  'Flowers',
  'Lab samples',
  'Lunch for eight',
  'Prescription',
  'Contact lenses',
  'Proofs',
];

const CONNECTIONS: { id: string; provider: ProviderName; label: string; share: number }[] = [
  { id: 'con-downtown', provider: 'twinjet', label: 'Downtown', share: 0.42 },
  { id: 'con-florist', provider: 'twinjet', label: 'Florist', share: 0.18 },
  { id: 'con-pharmacy', provider: 'twinjet', label: 'Pharmacy', share: 0.15 },
  { id: 'con-parcels', provider: 'aftership', label: 'Parcels', share: 0.15 },
  { id: 'con-shipments', provider: 'shipping-order', label: 'Shipments', share: 0.1 },
];

/** Shares out of one; the rest goes to the last. */
const CLOSED: [JobStatus, number][] = [
  ['cancelled', 0.035],
  ['failed', 0.004],
  ['rejected', 0.002],
  ['undeliverable', 0.005],
  ['expired', 0.006],
  ['returned', 0.006],
  ['lost', 0.001],
  ['delivered', 1],
];
const OPEN: [JobStatus, number][] = [
  ['submitted', 0.12],
  ['accepted', 0.3],
  ['assigned', 0.2],
  ['picked-up', 0.16],
  ['in-transit', 0.08],
  ['out-for-delivery', 0.05],
  ['ready-for-collection', 0.02],
  ['delayed', 0.02],
  ['not-ready', 0.02],
  ['attempt-failed', 0.01],
  ['exception', 0.01],
  ['unknown', 0.005],
  ['accepted', 1],
];
const RAW_STATUS: Partial<Record<JobStatus, string>> = {
  submitted: '40',
  accepted: '50',
  assigned: '60',
  'picked-up': '61',
  delivered: '62',
  cancelled: '52',
  rejected: '51',
  failed: '30',
  undeliverable: '63',
  'not-ready': '53',
};

/** What is written, piece by piece, so that a million jobs never stand in memory at once. */
function* believable(options: Required<Omit<GenerateOptions, 'path' | 'log'>>) {
  const { jobs, live, couriers, now, seed } = options;
  const random = randomFrom(seed);
  const pick = <Value>(list: readonly Value[]): Value => list[Math.floor(random() * list.length)] as Value;
  const share = <Value>(list: readonly (readonly [Value, number])[]): Value => {
    let left = random();
    for (const [value, part] of list) {
      if (left < part) return value;
      left -= part;
    }
    return (list[list.length - 1] as readonly [Value, number])[0];
  };
  const letters = (length: number) => {
    let text = '';
    while (text.length < length) text += '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ'[Math.floor(random() * 36)];
    return text;
  };
  const person = () => `${pick(FIRST)} ${pick(LAST)}`;
  const phone = () => {
    const line = String(Math.floor(random() * 10_000)).padStart(4, '0');
    const exchange = 200 + Math.floor(random() * 800);
    return random() < 0.5 ? `(415) ${exchange}-${line}` : `415${exchange}${line}`;
  };
  const address = (name: string | null, contact: string): Address => ({
    name,
    street: `${1 + Math.floor(random() * 3200)} ${pick(STREETS)} ${pick(KINDS)}`,
    unit: random() < 0.3 ? `Unit ${1 + Math.floor(random() * 40)}` : null,
    city: 'San Francisco',
    region: 'CA',
    postalCode: pick(ZIPS),
    contact,
    phone: phone(),
    instructions: random() < 0.1 ? 'Ring twice' : null,
    position: null,
  });
  const senders = CONNECTIONS.map(({ id }) => ({
    id,
    addresses: Array.from({ length: 40 }, () => address(`${pick(LAST)} ${pick(FIRMS)}`, person())),
  }));
  const riders: CourierWrite[] = Array.from({ length: couriers }, (_, at) => ({
    id: `courier-${at}` as CourierId,
    connectionId: CONNECTIONS[at % 3]?.id as ConnectionId,
    name: `${100 + at} ${person()}`,
  }));
  yield { couriers: riders };

  // A day has as many jobs as keep the oldest about 400 days back, and at least 200.
  const perDay = Math.max(200, Math.ceil(jobs / 400));
  for (let number = 0; number < jobs; number++) {
    const isLive = number >= jobs - live;
    const createdAt = isLive
      ? Math.round(now - ((jobs - number) / live) * 10 * HOUR)
      : Math.round(now - 10 * HOUR - ((jobs - live - number) / perDay) * DAY - random() * HOUR);
    const connection = share(CONNECTIONS.map((entry) => [entry, entry.share] as const));
    const parcel = connection.provider === 'aftership';
    const status = share(isLive ? OPEN : CLOSED);
    const done = !isOpen(status);
    // Of the open ones, a few are late.
    const windowFromAt = isLive
      ? Math.round(now + (random() < 0.04 ? -3 + random() : -1 + random() * 8) * HOUR)
      : createdAt + Math.round((0.5 + random() * 6) * HOUR);
    const promiseAt =
      random() < 0.03
        ? null
        : parcel
          ? createdAt + (1 + Math.floor(random() * 4)) * DAY
          : windowFromAt + HOUR;
    const changedAt = done
      ? Math.min(now - 1, windowFromAt + Math.round(random() * 2 * HOUR))
      : Math.round(createdAt + random() * (now - createdAt));
    const hasCourier = !parcel && status !== 'submitted' && status !== 'accepted' && status !== 'cancelled';
    const rider = hasCourier ? pick(riders) : null;
    const pickAddress =
      random() < 0.1 ? null : pick(senders.find(({ id }) => id === connection.id)?.addresses ?? []);
    const recipient = person();
    const deliverAddress = address(random() < 0.4 ? `${pick(LAST)} ${pick(FIRMS)}` : recipient, recipient);
    const requestId = letters(10);
    const id = `job-${requestId.toLowerCase()}${number.toString(36)}` as JobId;
    const externalId = `SW-${String(number + 1).padStart(7, '0')}`;
    const job: JobRecord = {
      id,
      provider: connection.provider,
      connectionId: connection.id as ConnectionId,
      status,
      rawStatus: RAW_STATUS[status] ?? status.toUpperCase().replaceAll('-', '_'),
      rawStatusText: labelOf(status).toLowerCase(),
      reference: random() < 0.6 ? `BILL-${1 + Math.floor(random() * 60_000)}` : null,
      externalIds: {
        requestId: parcel ? null : requestId,
        jobId: parcel ? null : String(3_000_000 + number),
        externalId,
        trackingId: parcel ? `1Z${letters(16)}` : null,
      },
      recipient,
      from: pickAddress === null ? null : addressLine(pickAddress),
      to: addressLine(deliverAddress),
      windowFromAt: parcel ? null : windowFromAt,
      windowToAt: parcel ? null : windowFromAt + HOUR,
      promiseAt,
      courierId: rider?.id ?? null,
      courierName: rider?.name ?? null,
      price: random() < 0.05 ? null : { minor: 600 + Math.floor(random() * 60) * 50, currency: 'USD' },
      sourceAt: changedAt,
      receivedAt: done ? changedAt + MINUTE : Math.round(now - random() * 2 * MINUTE),
      trouble: null,
      tags: random() < 0.08 ? [pick(TAGS)] : [],
      archived: done && random() < 0.02,
      createdAt,
      pickAddress,
      deliverAddress,
      readyAt: createdAt,
      contactName: person(),
      contactPhone: phone(),
      items: [{ quantity: 1 + Math.floor(random() * 4), description: pick(ITEMS), sku: null }],
      orderTotal: random() < 0.3 ? { minor: 1500 + Math.floor(random() * 9000), currency: 'USD' } : null,
      deliveryFee: null,
      tip: random() < 0.2 ? { minor: 500, currency: 'USD' } : null,
      paymentMethod: 'Invoice',
      service: null,
      instructions: null,
      photoRequired: random() < 0.1,
      quote: null,
      remarks: null,
      request: null,
      origin: 'here',
      note: null,
      changedAt,
    };
    const events: JobEvent[] = [];
    const positions: PositionWrite[] = [];
    if (isLive) {
      const line = { jobId: id, receivedAt: changedAt, status: null, rawStatus: null, position: null };
      events.push({ ...line, at: createdAt, kind: 'history', text: 'created via the API v1', actor: 'api' });
      if (rider !== null) {
        events.push({
          ...line,
          at: changedAt,
          kind: 'history',
          text: `assigned to ${rider.name}`,
          actor: 'desk',
        });
        for (let step = 0; step < 3; step++) {
          positions.push({
            courierId: rider.id,
            jobId: id,
            at: Math.round(now - (3 - step) * 20_000 - random() * 10_000),
            lat: 37.72 + random() * 0.08,
            lng: -122.5 + random() * 0.11,
          });
        }
      }
    }
    yield { jobs: [job], events, positions, recent: jobs - number <= RECENT_ADDRESSES };
  }
}

/** Makes the file; refuses to touch one that is there. */
export async function generateCache(options: GenerateOptions): Promise<void> {
  if (existsSync(options.path)) throw new Error(`${options.path} exists already.`);
  const silent = () => {};
  const log = options.log ?? { debug: silent, info: silent, warn: silent, error: silent };
  const now = options.now ?? Date.now();
  const clock: Clock = { now: () => now, setTimeout: () => silent };
  const cache = await openCache({ path: options.path, clock, log });
  for (const { id, provider, label } of CONNECTIONS) {
    const connection: StoredConnection = {
      id: id as ConnectionId,
      provider,
      label,
      baseUrl: null,
      options: {},
      createdAt: now - 500 * DAY,
      paused: false,
      removed: false,
    };
    await cache.saveConnection(connection);
  }
  await cache.close();

  const live = options.live ?? Math.ceil(options.jobs / 100);
  const file = openFile(options.path, log);
  try {
    fillFast(file, () => {
      insertEverything(
        file,
        believable({
          ...options,
          live,
          now,
          seed: options.seed ?? 1,
          couriers: options.couriers ?? Math.min(1000, Math.max(12, Math.ceil(live / 10))),
        }),
      );
    });
  } finally {
    file.db.close();
  }
}

if (process.argv[1]?.endsWith('generate-cache.ts')) {
  const { values } = parseArgs({
    options: {
      path: { type: 'string' },
      jobs: { type: 'string', default: '1000000' },
      live: { type: 'string' },
      seed: { type: 'string', default: '1' },
      now: { type: 'string' },
    },
  });
  if (values.path === undefined) throw new Error('Say where: --path DIR/cache.sqlite');
  const startedAt = performance.now();
  await generateCache({
    path: values.path,
    jobs: Number(values.jobs),
    seed: Number(values.seed),
    ...(values.live === undefined ? {} : { live: Number(values.live) }),
    ...(values.now === undefined ? {} : { now: Number(values.now) }),
  });
  console.log(
    `${values.jobs} jobs in ${((performance.now() - startedAt) / 1000).toFixed(1)} s: ${values.path}`,
  );
}
