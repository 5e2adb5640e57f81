// The fields of a parcel, in the contract's names and the order of the form. Pure; texts.ts, parcel-values.ts and the form
// know them from here.

interface FieldKind {
  /** `list`: several, by commas or lines. `pairs`: "name: value", one a line. */
  kind: 'text' | 'list' | 'pairs';
  group: 'parcel' | 'contacts' | 'order' | 'collection' | 'courier' | 'way' | 'own';
  /** Only said when it begins to be followed. */
  once?: true;
}

/** Every field, in the order of the form. */
export const FIELDS = {
  tracking_number: { kind: 'text', group: 'parcel', once: true },
  slug: { kind: 'text', group: 'parcel' },
  title: { kind: 'text', group: 'parcel' },
  order_id: { kind: 'text', group: 'parcel' },
  order_promised_delivery_date: { kind: 'text', group: 'parcel' },
  customer_name: { kind: 'text', group: 'contacts' },
  emails: { kind: 'list', group: 'contacts' },
  smses: { kind: 'list', group: 'contacts' },
  language: { kind: 'text', group: 'contacts' },
  note: { kind: 'text', group: 'order' },
  order_number: { kind: 'text', group: 'order' },
  order_id_path: { kind: 'text', group: 'order' },
  order_date: { kind: 'text', group: 'order' },
  delivery_type: { kind: 'text', group: 'collection' },
  pickup_location: { kind: 'text', group: 'collection' },
  pickup_note: { kind: 'text', group: 'collection' },
  tracking_postal_code: { kind: 'text', group: 'courier' },
  tracking_ship_date: { kind: 'text', group: 'courier' },
  tracking_account_number: { kind: 'text', group: 'courier' },
  tracking_key: { kind: 'text', group: 'courier' },
  tracking_state: { kind: 'text', group: 'courier' },
  tracking_origin_country: { kind: 'text', group: 'courier' },
  tracking_destination_country: { kind: 'text', group: 'courier' },
  slug_group: { kind: 'text', group: 'courier', once: true },
  courier_connection_id: { kind: 'text', group: 'courier', once: true },
  origin_raw_location: { kind: 'text', group: 'way' },
  origin_city: { kind: 'text', group: 'way' },
  origin_state: { kind: 'text', group: 'way' },
  origin_postal_code: { kind: 'text', group: 'way' },
  origin_country_iso3: { kind: 'text', group: 'way' },
  location_id: { kind: 'text', group: 'way' },
  destination_raw_location: { kind: 'text', group: 'way' },
  destination_city: { kind: 'text', group: 'way' },
  destination_state: { kind: 'text', group: 'way' },
  destination_postal_code: { kind: 'text', group: 'way' },
  destination_country_iso3: { kind: 'text', group: 'way' },
  shipment_type: { kind: 'text', group: 'own' },
  shipping_method: { kind: 'text', group: 'own' },
  shipment_tags: { kind: 'list', group: 'own', once: true },
  custom_fields: { kind: 'pairs', group: 'own' },
} as const satisfies Record<string, FieldKind>;

export type FieldName = keyof typeof FIELDS;
export type FieldGroup = FieldKind['group'];

export const fieldNames = Object.keys(FIELDS) as FieldName[];
export const isOnce = (name: FieldName) => 'once' in FIELDS[name];
