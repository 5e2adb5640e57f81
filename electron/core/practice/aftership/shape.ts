// A parcel as AfterShip's JSON in each version: names, wrappers, what a delete or a retrack answers. Used by tracking-api.ts.

import type { Scan, SimulatedParcel } from './simulated-parcel.ts';
import { WORDS } from './simulated-parcel.ts';

export type Version = '2024-04' | '2026-07';

const utc = (at: number) => `${new Date(at).toISOString().slice(0, 19)}+00:00`;
/** Couriers print the clock on their wall; this one says which. */
const local = (at: number) => `${new Date(at - 8 * 3_600_000).toISOString().slice(0, 19)}-08:00`;

export function idOf(parcel: SimulatedParcel, version: Version): string {
  return version === '2024-04' ? parcel.id.slice(0, 24) : parcel.id;
}

export function trackingOf(parcel: SimulatedParcel, version: Version): Record<string, unknown> {
  const text = (name: string) => parcel.texts[name] ?? null;
  const ends = (end: 'origin' | 'destination') => ({
    [`${end}_${version === '2024-04' ? 'country_iso3' : 'country_region'}`]: text(`${end}_country_region`),
    [`${end}_state`]: text(`${end}_state`),
    [`${end}_city`]: text(`${end}_city`),
    [`${end}_postal_code`]: text(`${end}_postal_code`),
    [`${end}_raw_location`]: text(`${end}_raw_location`),
  });
  const delivered = parcel.tag === 'Delivered' ? (parcel.scans.at(-1)?.at ?? null) : null;
  const picked = parcel.scans.find(({ tag }) => tag === 'InTransit')?.at ?? null;
  const common = {
    id: idOf(parcel, version),
    created_at: utc(parcel.createdAt),
    updated_at: utc(parcel.updatedAt),
    tracking_number: parcel.number,
    slug: parcel.slug,
    title: parcel.title,
    active: parcel.active,
    custom_fields: Object.keys(parcel.customFields).length === 0 ? null : parcel.customFields,
    transit_time:
      picked === null ? null : Math.floor(((delivered ?? parcel.updatedAt) - picked) / 86_400_000),
    ...ends('origin'),
    ...ends('destination'),
    note: text('note'),
    order_id: text('order_id'),
    order_id_path: text('order_id_path'),
    order_number: text('order_number'),
    order_date: text('order_date'),
    order_tags: [],
    shipment_package_count: 1,
    shipment_pickup_date: picked === null ? null : local(picked),
    shipment_delivery_date: delivered === null ? null : local(delivered),
    shipment_type: text('shipment_type'),
    shipping_method: text('shipping_method'),
    location_id: text('location_id'),
    delivery_type: text('delivery_type'),
    pickup_location: text('pickup_location'),
    pickup_note: text('pickup_note'),
    signed_by: parcel.signedBy,
    source: parcel.source,
    tag: parcel.tag,
    subtag: parcel.subtag,
    subtag_message: WORDS[parcel.subtag]?.[1] ?? parcel.subtag,
    tracked_count: parcel.asked,
    language: text('language'),
    unique_token: 'deprecated',
    checkpoints: parcel.scans.map((scan) => checkpointOf(scan, parcel, version)),
    subscribed_smses: [],
    subscribed_emails: [],
    return_to_sender: parcel.scans.some(({ subtag }) => /^Exception_01[01]$/.test(subtag)),
    courier_tracking_link: `https://track.example.com/${parcel.slug}/${encodeURIComponent(parcel.number)}`,
    courier_redirect_link: null,
    first_attempted_at: null,
    tracking_account_number: text('tracking_account_number'),
    tracking_key: text('tracking_key'),
    tracking_ship_date: text('tracking_ship_date'),
    on_time_status: null,
    on_time_difference: null,
    failed_delivery_attempts: parcel.scans.filter(({ tag }) => tag === 'AttemptFail').length,
    aftership_estimated_delivery_date: null,
    shipment_tags: parcel.tags,
    courier_connection_id: text('courier_connection_id'),
  };
  if (version === '2024-04') {
    return {
      ...common,
      last_updated_at: utc(parcel.updatedAt),
      expected_delivery: null,
      customer_name: parcel.people[0]?.name ?? null,
      smses: parcel.people.flatMap(({ phone }) => phone ?? []),
      emails: parcel.people.flatMap(({ email }) => email ?? []),
      order_promised_delivery_date: parcel.promised,
      tracking_origin_country: text('tracking_origin_country'),
      tracking_destination_country: text('tracking_destination_country'),
      tracking_postal_code: text('tracking_postal_code'),
      tracking_state: text('tracking_state'),
      next_couriers: [],
    };
  }
  return {
    ...common,
    legacy_id: parcel.id.slice(0, 24),
    customers: parcel.people.map((person) => ({
      role: person.role ?? null,
      name: person.name ?? null,
      phone_number: person.phone ?? null,
      email: person.email ?? null,
      language: person.language ?? null,
    })),
    order_promised_delivery_date:
      parcel.promised === null
        ? null
        : {
            promised_delivery_date: parcel.promised,
            promised_delivery_date_min: null,
            promised_delivery_date_max: null,
          },
    courier_estimated_delivery_date: null,
    first_mile: null,
    last_mile: null,
    proof_of_delivery: null,
    multi_piece_info: null,
    shipment_direction: text('shipment_direction') ?? 'forward',
    return_shipment: null,
    forward_shipment: null,
  };
}

export function checkpointOf(scan: Scan, parcel: SimulatedParcel, version: Version): Record<string, unknown> {
  const isNew = version === '2026-07';
  return {
    created_at: utc(scan.at + 60_000),
    slug: parcel.slug,
    checkpoint_time: local(scan.at),
    location: scan.city === null ? null : `${scan.city}, ${scan.region}, ${scan.country}`,
    city: scan.city,
    state: scan.region,
    [isNew ? 'postal_code' : 'zip']: scan.zip,
    coordinate: scan.spot === null ? null : { latitude: scan.spot.lat, longitude: scan.spot.lng },
    [isNew ? 'country_region' : 'country_iso3']: scan.country,
    [isNew ? 'country_region_name' : 'country_name']: scan.country === null ? null : 'United States',
    message: scan.words,
    raw_tag: scan.subtag.toUpperCase(),
    tag: scan.tag,
    subtag: scan.subtag,
    subtag_message: WORDS[scan.subtag]?.[1] ?? scan.subtag,
    events: [],
    ...(isNew ? { source: scan.source, hash: hashOf(parcel, scan) } : {}),
  };
}

/** What 2024-04 answers to a delete or a retrack: the names of the parcel alone. */
export function namesOf(parcel: SimulatedParcel, version: Version): Record<string, unknown> {
  const whole = trackingOf(parcel, version);
  return Object.fromEntries(
    [
      'id',
      'tracking_number',
      'slug',
      'tracking_account_number',
      'tracking_key',
      'tracking_ship_date',
      'tracking_origin_country',
      'tracking_destination_country',
      'tracking_postal_code',
      'tracking_state',
    ].map((name) => [name, whole[name] ?? null]),
  );
}

function hashOf(parcel: SimulatedParcel, scan: Scan): string {
  return Buffer.from(`${parcel.id}${scan.at}${scan.subtag}`).toString('hex').slice(0, 40);
}
