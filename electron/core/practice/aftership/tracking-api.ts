// The tracking API of the simulated AfterShip in its versions 2024-04 and 2026-07: routes, wrappers, filters, paging.
// Used by start-aftership-simulator.ts. What happens to parcels is depot.ts's.

import type { Depot } from './depot.ts';
import { type Answer, Failure, success } from './meta.ts';
import { type Fields, isFields, numberIn, trackingIn, wishIn } from './parameters.ts';
import { predict } from './predictions.ts';
import { checkpointOf, idOf, namesOf, trackingOf, type Version } from './shape.ts';
import type { SimulatedParcel } from './simulated-parcel.ts';

export interface Asked {
  version: Version;
  method: string;
  /** After the version: "/trackings/…". */
  path: string;
  query: URLSearchParams;
  body: string;
}

const SUBTAGS: Record<string, string> = {
  DELIVERED: 'Delivered_001',
  LOST: 'Exception_013',
  RETURNED_TO_SENDER: 'Exception_011',
};
const DAY_MS = 86_400_000;

/** The endpoint that a request is counted under, or null for a path that does not exist. */
export function endpointOf(version: Version, method: string, path: string): string | null {
  const found = ROUTES.find(
    (route) => route.method === method && route.pattern.test(path) && (route.only ?? version) === version,
  );
  return found ? `${method} ${found.name}` : null;
}

export function answerTracking(depot: Depot, asked: Asked): Answer {
  depot.live();
  for (const route of ROUTES) {
    const match = route.method === asked.method ? route.pattern.exec(asked.path) : null;
    if (!match || (route.only !== undefined && route.only !== asked.version)) continue;
    return route.serve(depot, asked, decodeURIComponent(match[1] ?? ''));
  }
  throw new Failure(404);
}

interface Route {
  name: string;
  method: string;
  pattern: RegExp;
  only?: Version;
  serve: (depot: Depot, asked: Asked, id: string) => Answer;
}

const ROUTES: readonly Route[] = [
  { name: '/trackings', method: 'GET', pattern: /^\/trackings$/, serve: list },
  { name: '/trackings', method: 'POST', pattern: /^\/trackings$/, serve: create },
  {
    name: '/trackings/{id}/retrack',
    method: 'POST',
    pattern: /^\/trackings\/([^/]+)\/retrack$/,
    serve(depot, { version }, id) {
      const parcel = depot.find(id);
      depot.retrack(parcel);
      return version === '2024-04'
        ? success({ tracking: { ...namesOf(parcel, version), active: true } })
        : success(trackingOf(parcel, version));
    },
  },
  {
    name: '/trackings/{id}/mark-as-completed',
    method: 'POST',
    pattern: /^\/trackings\/([^/]+)\/mark-as-completed$/,
    serve(depot, { version, body }, id) {
      const said = parsed(body);
      const subtag = isFields(said) ? SUBTAGS[String(said.reason)] : undefined;
      if (subtag === undefined) throw new Failure(isFields(said) && said.reason ? 4008 : 4009, 'reason');
      const parcel = depot.find(id);
      depot.complete(parcel, subtag);
      return single(parcel, version);
    },
  },
  {
    name: '/trackings/{id}',
    method: 'GET',
    pattern: /^\/trackings\/([^/]+)$/,
    serve(depot, { version, query }, id) {
      const parcel = depot.find(id);
      const whole = translated(trackingOf(parcel, version), query.get('lang'));
      const tracking = narrowed(whole, query.get('fields'));
      return version === '2024-04' ? success({ tracking }) : success(tracking);
    },
  },
  {
    name: '/trackings/{id}',
    method: 'PUT',
    pattern: /^\/trackings\/([^/]+)$/,
    serve(depot, { version, body }, id) {
      const parcel = depot.find(id);
      const said = trackingIn(parsed(body), version);
      const wish = wishIn(said, version);
      // Up to 2024-10 name, numbers and addresses are three fields: what is not said of them stays.
      if (version === '2024-04' && wish.people !== undefined) wish.people = mergedPeople(parcel, said);
      depot.update(parcel, wish);
      depot.receive(parcel, said);
      return single(parcel, version);
    },
  },
  {
    name: '/trackings/{id}',
    method: 'DELETE',
    pattern: /^\/trackings\/([^/]+)$/,
    serve(depot, { version }, id) {
      const parcel = depot.find(id);
      depot.remove(parcel);
      return version === '2024-04'
        ? success({ tracking: namesOf(parcel, version) })
        : success(trackingOf(parcel, version));
    },
  },
  {
    name: '/last_checkpoint/{id}',
    method: 'GET',
    pattern: /^\/last_checkpoint\/([^/]+)$/,
    only: '2024-04',
    serve(depot, { version, query }, id) {
      const parcel = depot.find(id);
      const scan = parcel.scans.at(-1);
      const checkpoint = scan === undefined ? {} : checkpointOf(scan, parcel, version);
      const fields = query.get('fields')?.split(',');
      const { tag, subtag, subtag_message } = trackingOf(parcel, version);
      return success({
        id: idOf(parcel, version),
        tracking_number: parcel.number,
        slug: parcel.slug,
        tag,
        subtag,
        subtag_message,
        checkpoint:
          fields === undefined
            ? checkpoint
            : Object.fromEntries(
                Object.entries(checkpoint).filter(
                  ([name]) =>
                    fields.includes(name) || (name === 'coordinate' && fields.includes('coordinates')),
                ),
              ),
      });
    },
  },
  { name: '/couriers', method: 'GET', pattern: /^\/couriers$/, serve: couriers },
  { name: '/couriers/all', method: 'GET', pattern: /^\/couriers\/all$/, only: '2024-04', serve: couriers },
  {
    name: '/couriers/detect',
    method: 'POST',
    pattern: /^\/couriers\/detect$/,
    serve(depot, asked) {
      numberIn(trackingIn(parsed(asked.body), asked.version));
      return couriers(depot, asked);
    },
  },
  {
    name: '/estimated-delivery-date/predict-batch',
    method: 'POST',
    pattern: /^\/estimated-delivery-date\/predict-batch$/,
    serve: (_, { version, body }) => success(predict(parsed(body), version)),
  },
  {
    name: '/estimated-delivery-date/predict',
    method: 'POST',
    pattern: /^\/estimated-delivery-date\/predict$/,
    only: '2026-07',
    serve: (_, { version, body }) =>
      success(predict({ estimated_delivery_dates: [parsed(body)] }, version).estimated_delivery_dates[0]),
  },
];

function create(depot: Depot, { version, body }: Asked): Answer {
  const said = trackingIn(parsed(body), version);
  const number = numberIn(said);
  // A number can ask for any refusal: "ERR4011" for that one.
  const hint = /ERR(\d{3,4})/.exec(number)?.[1];
  if (hint !== undefined) throw new Failure(Number(hint), 'tracking_postal_code');
  const parcel = depot.create(number, wishIn(said, version));
  depot.receive(parcel, said);
  return { ...single(parcel, version, 201) };
}

function list(depot: Depot, { version, query }: Asked): Answer {
  const limit = Number(query.get('limit') ?? '100');
  if (!Number.isInteger(limit) || limit < 1 || limit > 200) throw new Failure(4008, 'limit');
  const words = (name: string) =>
    query
      .get(name)
      ?.split(',')
      .map((one) => one.trim());
  const oldest = depot.now() - (version === '2024-04' ? 30 : 120) * DAY_MS;
  const since = timeIn(query, 'created_at_min', version) ?? oldest;
  const until = timeIn(query, 'created_at_max', version) ?? Number.POSITIVE_INFINITY;
  const changedSince = timeIn(query, 'updated_at_min', version) ?? 0;
  const changedUntil = timeIn(query, 'updated_at_max', version) ?? Number.POSITIVE_INFINITY;
  const [numbers, slugs, tags, orders] = ['tracking_numbers', 'slug', 'tag', 'order_id'].map(words);
  const keyword = query.get('keyword')?.toLowerCase();
  const matching = depot.parcels
    .filter(
      (parcel) =>
        parcel.createdAt >= since &&
        parcel.createdAt <= until &&
        seconds(parcel.updatedAt) >= seconds(changedSince) &&
        seconds(parcel.updatedAt) <= changedUntil &&
        (numbers?.includes(parcel.number) ?? true) &&
        (slugs?.includes(parcel.slug) ?? true) &&
        (tags?.includes(parcel.tag) ?? true) &&
        (orders?.includes(parcel.texts.order_id ?? '') ?? true) &&
        (keyword === undefined || searchable(parcel).includes(keyword)),
    )
    .toSorted((a, b) => b.createdAt - a.createdAt || (a.id < b.id ? 1 : -1));
  const fields = query.get('fields');
  const shown = (parcels: SimulatedParcel[]) =>
    parcels.map((parcel) => narrowed(trackingOf(parcel, version), fields));
  if (version === '2024-04') {
    const page = Number(query.get('page') ?? '1');
    if (!Number.isInteger(page) || page < 1) throw new Failure(4008, 'page');
    return success({
      page,
      limit,
      count: matching.length,
      keyword: keyword ?? '',
      slug: query.get('slug') ?? '',
      origin: [],
      destination: [],
      tag: query.get('tag') ?? '',
      fields: fields ?? '',
      created_at_min: query.get('created_at_min') ?? '',
      created_at_max: query.get('created_at_max') ?? '',
      last_updated_at: null,
      return_to_sender: [],
      courier_destination_country_iso3: [],
      trackings: shown(matching.slice((page - 1) * limit, page * limit)),
    });
  }
  const cursor = query.get('cursor');
  const from = cursor === null ? 0 : afterCursor(matching, cursor);
  const some = matching.slice(from, from + limit);
  const last = some.at(-1);
  const hasNext = from + limit < matching.length;
  return success({
    pagination: {
      total: matching.length,
      next_cursor: hasNext && last ? cursorOf(last) : '',
      has_next_page: hasNext,
    },
    trackings: shown(some),
  });
}

function couriers(depot: Depot, { version }: Asked): Answer {
  const found = depot.dials.slugs.map((slug) => ({
    slug,
    name: slug === 'j-net' ? 'J-Net' : slug.toUpperCase(),
    phone: slug === 'j-net' ? '+1 415 555 0100' : null,
    other_name: null,
    web_url: `https://${slug}.example.com`,
    required_fields: [],
    optional_fields: [],
    default_language: 'en',
    support_languages: ['en'],
    [version === '2024-04' ? 'service_from_country_iso3' : 'service_from_country_regions']: ['USA'],
    ...(version === '2024-04' ? {} : { credentials: { fields: [] } }),
  }));
  return success({ total: found.length, couriers: found });
}

function single(parcel: SimulatedParcel, version: Version, code = 200): Answer {
  const tracking = trackingOf(parcel, version);
  return success(version === '2024-04' ? { tracking } : tracking, code);
}

function mergedPeople(parcel: SimulatedParcel, said: Fields): SimulatedParcel['people'] {
  const before = parcel.people;
  const list = (value: unknown, kept: (string | undefined)[]) =>
    value === undefined ? kept : typeof value === 'string' ? value.split(',') : (value as string[]);
  const phones = list(
    said.smses,
    before.map(({ phone }) => phone),
  );
  const mails = list(
    said.emails,
    before.map(({ email }) => email),
  );
  const name = typeof said.customer_name === 'string' ? said.customer_name : before[0]?.name;
  return Array.from({ length: Math.max(phones.length, mails.length, name ? 1 : 0) }, (_, index) => ({
    ...(index === 0 && name ? { name } : {}),
    ...(phones[index] === undefined ? {} : { phone: phones[index] as string }),
    ...(mails[index] === undefined ? {} : { email: mails[index] as string }),
  }));
}

/** Identity stays, and so does the time of the change: nobody could use the rest without them. */
function narrowed(tracking: Fields, fields: string | null): Fields {
  if (fields === null || fields === '') return tracking;
  const keeps = new Set([...fields.split(','), 'id', 'tracking_number', 'slug', 'created_at', 'updated_at']);
  return Object.fromEntries(Object.entries(tracking).filter(([name]) => keeps.has(name)));
}

/** It speaks no language but shows that it was asked. */
function translated(tracking: Fields, lang: string | null): Fields {
  if (lang === null || lang === 'en') return tracking;
  const checkpoints = tracking.checkpoints as Fields[];
  return {
    ...tracking,
    checkpoints: checkpoints.map((one) => ({ ...one, message: `[${lang}] ${String(one.message)}` })),
  };
}

function searchable(parcel: SimulatedParcel): string {
  const { number, title, people, texts } = parcel;
  return [number, title, texts.order_id, ...people.flatMap(({ name, email, phone }) => [name, email, phone])]
    .join(' ')
    .toLowerCase();
}

/** A plus sign that was not escaped is a blank by now: 2024-04 falls back to its default, later versions refuse. */
function timeIn(query: URLSearchParams, name: string, version: Version): number | undefined {
  const written = query.get(name);
  if (written === null || written === '') return undefined;
  const at = written.includes(' ') ? Number.NaN : Date.parse(written);
  if (!Number.isNaN(at)) return at;
  if (version === '2024-04') return undefined;
  throw new Failure(4008, name);
}

const seconds = (at: number) => Math.floor(at / 1000) * 1000;

function cursorOf(parcel: SimulatedParcel): string {
  return Buffer.from(JSON.stringify([parcel.createdAt, parcel.id])).toString('base64');
}

function afterCursor(parcels: SimulatedParcel[], cursor: string): number {
  try {
    const [, id] = JSON.parse(Buffer.from(cursor, 'base64').toString('utf8')) as [number, string];
    const index = parcels.findIndex((parcel) => parcel.id === id);
    if (index !== -1) return index + 1;
  } catch {
    // Falls through: a cursor that it never gave.
  }
  throw new Failure(4008, 'cursor');
}

function parsed(body: string): unknown {
  if (body === '') return undefined;
  try {
    return JSON.parse(body) as unknown;
  } catch {
    throw new Failure(4001);
  }
}
