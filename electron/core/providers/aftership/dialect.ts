// What the console says of a parcel (names of 2024-04, seed 003) -> the words of the version that a connection speaks.
// Called by client.ts. Pure. One more version is one more branch here and nowhere else.

import type {
  AfterShipChanges,
  AfterShipPredictionInput,
  AfterShipTrackingInput,
} from '../../../../shared/contract/aftership.ts';
import type { TrackingVersion } from './aftership-account.ts';

type Said = Omit<Partial<AfterShipTrackingInput>, 'slug'> & AfterShipChanges;

/** How each version limits requests a second: one number for all (2024-04), or one for each endpoint. */
const LIMITS = {
  list: 6,
  create: 20,
  get: 5,
  update: 5,
  delete: 5,
  retrack: 5,
  complete: 5,
  couriers: 5,
  detect: 3,
  predict: 20,
} as const;
export type Endpoint = keyof typeof LIMITS | 'last_checkpoint';
const SHARED_LIMIT = 10;

/**
 * Half of what is allowed: a bucket that is full may be emptied and filled again within one second of theirs. What is
 * documented only up to 2025-07 is taken to hold after it.
 */
export function endpointLimit(
  version: TrackingVersion,
  endpoint: Endpoint,
): { name: string; perSecond: number } {
  if (version === '2024-04' || endpoint === 'last_checkpoint') {
    return { name: 'aftership', perSecond: SHARED_LIMIT / 2 };
  }
  return { name: `aftership.${endpoint}`, perSecond: LIMITS[endpoint] / 2 };
}

/** The body of a create or an update. */
export function trackingBody(version: TrackingVersion, said: Said): Record<string, unknown> {
  const named = Object.fromEntries(
    Object.entries(said).filter(([name, value]) => value !== undefined && !(name === 'slug' && value === '')),
  );
  return version === '2024-04' ? { tracking: named } : inCurrentWords(named as Said);
}

/** The body of a batch prediction. */
export function predictionBody(
  version: TrackingVersion,
  items: AfterShipPredictionInput[],
): { estimated_delivery_dates: unknown[] } {
  if (version === '2024-04') return { estimated_delivery_dates: items };
  const inRegion = ({ country, ...rest }: AfterShipPredictionInput['origin_address']) => ({
    country_region: country,
    ...rest,
  });
  return {
    estimated_delivery_dates: items.map((item) => ({
      ...item,
      origin_address: inRegion(item.origin_address),
      destination_address: inRegion(item.destination_address),
    })),
  };
}

/** Names that `fields` of a get has in this version. */
export function fieldNames(version: TrackingVersion, fields: readonly string[]): string {
  const names = version === '2024-04' ? fields : fields.map((name) => RENAMED_EXTRAS[name] ?? name);
  return names.join(',');
}

/** Fields that some couriers ask for; dropped in 2025-04 in favour of the ends of the way. */
const RENAMED_EXTRAS: Record<string, string> = {
  tracking_origin_country: 'origin_country_region',
  tracking_destination_country: 'destination_country_region',
  tracking_postal_code: 'destination_postal_code',
  tracking_state: 'destination_state',
};

/** A day or a range, each of which may be null. */
const NO_PROMISE = {
  promised_delivery_date: null,
  promised_delivery_date_min: null,
  promised_delivery_date_max: null,
};

function inCurrentWords(said: Said): Record<string, unknown> {
  const { smses, emails, customer_name, order_promised_delivery_date, tracking_ship_date, ...others } = said;
  const renamed: Record<string, unknown> = {};
  for (const [name, value] of Object.entries(others)) {
    renamed[name.replace(/_country_iso3$/, '_country_region')] = value;
  }
  for (const [old, name] of Object.entries(RENAMED_EXTRAS)) {
    if (renamed[old] === undefined) continue;
    // What is said of the end itself goes before what was only said for the courier.
    renamed[name] ??= renamed[old];
    delete renamed[old];
  }
  if (order_promised_delivery_date !== undefined) {
    renamed.order_promised_delivery_date =
      order_promised_delivery_date === ''
        ? NO_PROMISE
        : { promised_delivery_date: order_promised_delivery_date };
  }
  if (tracking_ship_date !== undefined) {
    renamed.tracking_ship_date = tracking_ship_date.replace(/^(\d{4})(\d{2})(\d{2})$/, '$1-$2-$3');
  }
  if (smses !== undefined || emails !== undefined || customer_name !== undefined) {
    renamed.customers = customersOf({ smses: smses ?? [], emails: emails ?? [], customer_name });
  }
  return renamed;
}

/** One list of people in place of three: the first has the name, each one number and one address. */
function customersOf(contacts: {
  smses: string[];
  emails: string[];
  customer_name: string | undefined;
}): Record<string, string>[] {
  const { smses, emails, customer_name: name } = contacts;
  const count = Math.max(smses.length, emails.length, name ? 1 : 0);
  return Array.from({ length: count }, (_, index) => ({
    ...(index === 0 && name ? { name } : {}),
    ...(smses[index] === undefined ? {} : { phone_number: smses[index] }),
    ...(emails[index] === undefined ? {} : { email: emails[index] }),
  }));
}
