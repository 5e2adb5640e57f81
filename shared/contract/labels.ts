// Section `labels`: AfterShip's shipping product (the last eight headings of seed 003) in its own field names, beside the
// trackings on the same connection. The schemas are the forms' rules too. Answers keep whatever else AfterShip said.

import { z } from 'zod';
import { fieldMessageSchema } from './errors.ts';
import { procedure } from './procedure.ts';
import { connectionId, epochMs } from './schemas.ts';

const required = (what: string) => z.string().trim().min(1, `${what} is missing.`);
const theirId = required('The id').max(200);
const text = z.string().trim().optional();
const date = z
  .string()
  .regex(/^\d{4}-\d{2}-\d{2}$/, 'Write the date as 2026-03-15.')
  .refine((day) => {
    const at = new Date(`${day}T00:00:00Z`);
    return !Number.isNaN(at.getTime()) && at.toISOString().startsWith(day);
  }, 'This is not a real date.');
const time = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d:[0-5]\d$/, 'Write the time as 14:30:00.');
const positive = (what: string) => z.number(`${what} must be a number.`).positive(`${what} must be above 0.`);

export const LABEL_STATUSES = [
  'creating',
  'created',
  'cancelling',
  'cancelled',
  'manifesting',
  'manifested',
  'failed',
] as const;

/** What a label can be printed on. Not every courier has every one: `paper_sizes` of `couriers` tells. */
export const PAPER_SIZES = [
  'default',
  '4x6',
  '4x4',
  '4x5',
  '4x6.75',
  '4x7',
  '4x8',
  '3x5',
  '8.5x6.3',
  'a4',
  'a5',
  'a6',
] as const;

/** The pieces of paper that may belong to a label, and the one of a manifest. */
export const FILE_SLOTS = [
  'label',
  'qr_code',
  'invoice',
  'customs_declaration',
  'packing_slip',
  'manifest',
] as const;
export type FileSlot = (typeof FILE_SLOTS)[number];

export const WEIGHT_UNITS = ['kg', 'g', 'lb', 'oz'] as const;
export const LENGTH_UNITS = ['cm', 'mm', 'm', 'in', 'ft', 'yd'] as const;

export const shippingAddressSchema = z.strictObject({
  contact_name: required('The contact name'),
  company_name: text,
  street1: required('The street'),
  street2: text,
  street3: text,
  city: text,
  state: text,
  postal_code: text,
  country: z
    .string()
    .trim()
    .regex(/^[A-Z]{3}$/, 'Write the country as three capital letters, like USA.'),
  phone: text,
  fax: text,
  email: text,
  type: z.enum(['residential', 'business']).optional(),
  tax_id: text,
  tax_id_type: z.enum(['vat', 'gst', 'eori', 'ioss', 'pan', 'ukims', 'other']).optional(),
  identification_number: text,
  identification_type: z.enum(['mil', 'nid', 'pas', 'other']).optional(),
  eori_number: text,
  location: z.strictObject({ lat: z.number(), lng: z.number() }).optional(),
});
export type ShippingAddress = z.infer<typeof shippingAddressSchema>;

const weightSchema = z.strictObject({ unit: z.enum(WEIGHT_UNITS), value: positive('The weight') });
const dimensionSchema = z.strictObject({
  width: positive('The width'),
  height: positive('The height'),
  depth: positive('The depth'),
  unit: z.enum(LENGTH_UNITS),
});
const moneySchema = z.strictObject({
  currency: z.string().regex(/^[A-Z]{3}$/, 'Write the currency as three capital letters, like USD.'),
  amount: z.number('Write the amount as a number, like 12.50.').min(0, 'An amount cannot be negative.'),
});
const itemSchema = z.strictObject({
  quantity: z.number('The quantity must be a number.').int('Use a whole number.').min(1, 'Give at least 1.'),
  description: required('What is inside'),
  description_cn: text,
  price: moneySchema.optional(),
  item_id: text,
  origin_country: text,
  weight: weightSchema.optional(),
  sku: text,
  hs_code: text,
  outbound_hs_code: text,
  return_reason: text,
  dimension: dimensionSchema.optional(),
  barcode: text,
});
const parcelSchema = z.strictObject({
  box_type: required('The kind of box'),
  dimension: dimensionSchema,
  items: z.array(itemSchema).min(1, 'Say what is inside.'),
  description: text,
  weight: weightSchema.optional(),
});
const shipmentSchema = z.strictObject({
  ship_from: shippingAddressSchema,
  ship_to: shippingAddressSchema,
  parcels: z.array(parcelSchema).min(1, 'Give at least one parcel.'),
  return_to: shippingAddressSchema.optional(),
  tax_total: moneySchema.optional(),
  delivery_instructions: text,
  ship_from_display: shippingAddressSchema.optional(),
});

/** Body of POST /rates. */
export const rateRequestSchema = z.strictObject({
  shipper_accounts: z.array(z.strictObject({ id: theirId })).min(1, 'Choose at least one shipper account.'),
  shipment: shipmentSchema,
  async: z.boolean().optional(),
  is_document: z.boolean().optional(),
  ship_date: date.optional(),
  expected_delivery_date: date.optional(),
  order_id: text,
});
export type RateRequest = z.infer<typeof rateRequestSchema>;

const billingSchema = z.strictObject({
  paid_by: z.enum(['shipper', 'third_party', 'recipient']),
  method: z
    .strictObject({
      type: z.literal('account'),
      account_number: required('The account number'),
      postal_code: text,
      country: text,
    })
    .optional(),
});

const customsSchema = z.strictObject({
  purpose: z.enum(['gift', 'merchandise', 'personal', 'sample', 'return', 'repair', 'non-merchandise']),
  terms_of_trade: z
    .enum(['dat', 'ddu', 'ddp', 'dap', 'exw', 'fca', 'fob', 'cip', 'cif', 'cpt', 'cfr', 'dpu'])
    .optional(),
  eei: z.record(z.string(), z.unknown()).optional(),
  billing: billingSchema.optional(),
  importer_address: shippingAddressSchema.optional(),
  broker_address: shippingAddressSchema.optional(),
  passport: z.strictObject({ number: required('The passport number'), issue_date: date }).optional(),
  additional_charges: z
    .array(z.strictObject({ type: z.enum(['insurance', 'freight', 'other']), charge: moneySchema }))
    .max(3, 'At most three charges.')
    .optional(),
});

const invoiceSchema = z.strictObject({
  date,
  number: text,
  type: z.enum(['commercial', 'proforma']).optional(),
  number_of_copies: z.number().int().min(1).max(4, 'One to four copies.').optional(),
  signature_name: text,
  declaration_statement: text,
});

/** Each option has fields of its own; of the known ones only the sums are looked at. */
const serviceOptionSchema = z.looseObject({
  type: required('The option'),
  insured_value: moneySchema.optional(),
  cod_value: moneySchema.optional(),
});

const fileWishSchema = z.strictObject({
  paper_size: z.string().optional(),
  file_type: z.enum(['pdf', 'zpl', 'png']).optional(),
});

/** Body of POST /labels. */
export const labelRequestSchema = z.strictObject({
  service_type: required('The service'),
  shipper_account: z.strictObject({ id: theirId }),
  shipment: shipmentSchema,
  paper_size: z.enum(PAPER_SIZES).optional(),
  file_type: z.enum(['pdf', 'zpl']).optional(),
  billing: billingSchema.optional(),
  customs: customsSchema.optional(),
  invoice: invoiceSchema.optional(),
  return_shipment: z.boolean().optional(),
  is_document: z.boolean().optional(),
  ship_date: date.optional(),
  references: z.array(z.string().trim().min(1)).optional(),
  /** AfterShip takes each number once (4801). Where none is given, the console gives its own. */
  order_number: text,
  order_id: text,
  custom_fields: z
    .record(z.string().max(30, 'A name has at most 30 characters.'), z.string().max(512))
    .refine((pairs) => Object.keys(pairs).length <= 25, 'At most 25 custom fields.')
    .optional(),
  service_options: z.array(serviceOptionSchema).optional(),
  files: z.partialRecord(z.enum(FILE_SLOTS), fileWishSchema).optional(),
  print_options: z.strictObject({ qr_code: z.strictObject({ enabled: z.boolean() }) }).optional(),
  automatic: z.boolean().optional(),
});
export type LabelRequest = z.infer<typeof labelRequestSchema>;

/** Body of POST /manifests. */
export const manifestRequestSchema = z.strictObject({
  shipper_account: z.strictObject({ id: theirId }),
  label_ids: z.array(theirId).optional(),
});
export type ManifestRequest = z.infer<typeof manifestRequestSchema>;

/** Body of POST /pickups: labels, or parcels of one shipper account, never both. */
export const pickupRequestSchema = z
  .strictObject({
    pickup_date: date.optional(),
    pickup_start_time: time,
    pickup_end_time: time,
    pickup_from: shippingAddressSchema,
    ship_to: shippingAddressSchema.optional(),
    label_ids: z.array(theirId).max(2000, 'A pick-up takes at most 2000 labels.').optional(),
    pickup_parcels: z
      .array(
        z.strictObject({
          weight: weightSchema,
          quantity: z.number().int().min(1, 'Give at least 1.'),
          service_type: text,
          dimension: dimensionSchema.optional(),
        }),
      )
      .optional(),
    shipper_account: z.strictObject({ id: theirId }).optional(),
    pickup_location: text,
    pickup_instructions: z.string().max(255, 'Use at most 255 characters.').optional(),
  })
  .superRefine((wanted, context) => {
    const say = (field: string, message: string) =>
      context.addIssue({ code: 'custom', path: [field], message });
    const labels = wanted.label_ids?.length ?? 0;
    const parcels = wanted.pickup_parcels?.length ?? 0;
    if (labels === 0 && parcels === 0) say('label_ids', 'Choose labels, or say how many parcels there are.');
    if (labels > 0 && parcels > 0) say('pickup_parcels', 'Give labels or parcels, not both.');
    if (parcels > 0 && wanted.shipper_account === undefined)
      say('shipper_account', 'Parcels without labels need a shipper account.');
    if (wanted.pickup_end_time <= wanted.pickup_start_time)
      say('pickup_end_time', 'The end must be later than the begin.');
  });
export type PickupRequest = z.infer<typeof pickupRequestSchema>;

/** What a courier wants to know differs with each: `account_number`, `password`, `site_id` are the documented ones. */
const credentialsSchema = z
  .record(z.string().trim().min(1), z.string().min(1, 'This is missing.'))
  .refine((credentials) => Object.keys(credentials).length > 0, 'Give at least one credential.');

const imageSchema = z.string().regex(/^[A-Za-z0-9+/]+=*$/, 'This is no picture in base64.');
export const accountSettingsSchema = z.strictObject({
  commercial_invoice_letterhead: imageSchema.optional(),
  commercial_invoice_signature: imageSchema.optional(),
});
export type AccountSettings = z.infer<typeof accountSettingsSchema>;

/** Body of POST /shipper-accounts. */
export const newShipperAccountSchema = z.strictObject({
  slug: required('The courier'),
  description: required('The name'),
  timezone: required('The time zone'),
  credentials: credentialsSchema,
  address: shippingAddressSchema,
  settings: accountSettingsSchema.optional(),
});
export type NewShipperAccount = z.infer<typeof newShipperAccountSchema>;

/** Body of PUT /shipper-accounts/{id}/info. */
export const shipperAccountInfoSchema = z
  .strictObject({
    description: required('The name').optional(),
    timezone: required('The time zone').optional(),
    address: shippingAddressSchema.optional(),
  })
  .refine((info) => Object.values(info).some((value) => value !== undefined), 'Nothing was changed.');
export type ShipperAccountInfo = z.infer<typeof shipperAccountInfoSchema>;

// What AfterShip tells. Whatever it says beyond this stays; what it does not say is absent.

const told = z.string().optional();
const toldMoney = z.looseObject({ currency: z.string(), amount: z.number() });
const toldFile = z.looseObject({
  url: z.string(),
  paper_size: z.string().nullish(),
  file_type: z.string().nullish(),
});
const toldFiles = z.record(z.string(), toldFile.nullable());
const dates = { created_at: told, updated_at: told };
const addressToldSchema = z.record(z.string(), z.unknown());

export const shipperAccountSchema = z.looseObject({
  id: z.string(),
  slug: z.string(),
  /** enabled, disabled, deleted, or a newer one. */
  status: z.string(),
  type: told,
  description: told,
  timezone: told,
  address: addressToldSchema.optional(),
  ...dates,
});
export type ShipperAccount = z.infer<typeof shipperAccountSchema>;

export const rateSchema = z.looseObject({
  shipper_account: z.looseObject({ id: z.string(), slug: told, description: told }),
  service_type: z.string().nullish(),
  service_name: z.string().nullish(),
  charge_weight: z.looseObject({ unit: z.string(), value: z.number() }).nullish(),
  total_charge: toldMoney.nullish(),
  pickup_deadline: z.string().nullish(),
  booking_cut_off: z.string().nullish(),
  delivery_date: z.string().nullish(),
  /** Days. */
  transit_time: z.number().nullish(),
  detailed_charges: z.array(z.looseObject({ type: told, charge: toldMoney.nullish() })).nullish(),
  error_message: z.string().nullish(),
  info_message: z.string().nullish(),
});
export type Rate = z.infer<typeof rateSchema>;

export const rateRecordSchema = z.looseObject({
  id: z.string(),
  /** calculating, calculated, failed. */
  status: z.string(),
  rates: z.array(rateSchema),
  ...dates,
});
export type RateRecord = z.infer<typeof rateRecordSchema>;

export const labelSchema = z.looseObject({
  id: z.string(),
  /** One of LABEL_STATUSES, or a newer one. */
  status: z.string(),
  tracking_numbers: z.array(z.string()),
  references: z.array(z.string()),
  files: toldFiles,
  ship_date: z.string().nullish(),
  rate: rateSchema.partial({ shipper_account: true }).nullish(),
  shipper_account: z.looseObject({ id: z.string(), slug: told, description: told }).nullish(),
  service_type: z.string().nullish(),
  order_number: z.string().nullish(),
  order_id: z.string().nullish(),
  ...dates,
});
export type Label = z.infer<typeof labelSchema>;

export const cancelLabelSchema = z.looseObject({
  id: z.string(),
  /** cancelling, cancelled, failed. */
  status: z.string(),
  refund_status: z.string().nullish(),
  label: z.looseObject({ id: z.string() }).nullish(),
  ...dates,
});
export type CancelLabel = z.infer<typeof cancelLabelSchema>;

export const manifestSchema = z.looseObject({
  id: z.string(),
  /** manifesting, manifested, failed. */
  status: z.string(),
  shipper_account: z.looseObject({ id: z.string(), slug: told, description: told }).nullish(),
  labels: z.array(z.looseObject({ id: z.string(), manifested: z.boolean().optional() })),
  files: toldFiles,
  ...dates,
});
export type Manifest = z.infer<typeof manifestSchema>;

export const pickupSchema = z.looseObject({
  id: z.string(),
  /** creating, created, failed, cancelling, cancelled. */
  status: z.string(),
  pickup_confirmation_numbers: z.array(z.string()),
  pickup_date: z.string().nullish(),
  pickup_start_time: z.string().nullish(),
  pickup_end_time: z.string().nullish(),
  pickup_from: addressToldSchema.nullish(),
  label_ids: z.array(z.string()),
  shipper_account: z.looseObject({ id: z.string(), slug: told, description: told }).nullish(),
  ...dates,
});
export type Pickup = z.infer<typeof pickupSchema>;

export const cancelPickupSchema = z.looseObject({
  id: z.string(),
  /** cancelling, cancelled, failed. */
  status: z.string(),
  pickup: z.looseObject({ id: z.string() }).nullish(),
  ...dates,
});
export type CancelPickup = z.infer<typeof cancelPickupSchema>;

export const addressValidationSchema = z.looseObject({
  id: z.string(),
  /** valid, invalid. */
  status: z.string(),
  address: addressToldSchema,
  recommended_address: addressToldSchema.nullable(),
  ...dates,
});
export type AddressValidation = z.infer<typeof addressValidationSchema>;

export const shippingCourierSchema = z.looseObject({
  slug: z.string(),
  name: z.string(),
  /** "post@labels", "post@cancel-labels", "post@rates", "post@manifests". Absent: AfterShip does not say. */
  operations: z.record(z.string(), z.boolean()),
  paper_sizes: z.array(z.string()),
  courier_service_types: z.array(
    z.looseObject({ service_type: z.string(), service_name: z.string().nullish() }),
  ),
  courier_box_types: z.array(z.looseObject({ box_type: z.string(), box_name: z.string().nullish() })),
});
export type ShippingCourier = z.infer<typeof shippingCourierSchema>;

/** What went wrong with an object that there is all the same: a label that failed, rates of which some came. */
export const shippingProblemSchema = z.object({
  /** meta code. */
  code: z.number(),
  sentence: z.string(),
  /** Whether asking once more can help. */
  retryable: z.boolean(),
  fields: z.array(fieldMessageSchema),
});
export type ShippingProblem = z.infer<typeof shippingProblemSchema>;

/** `pending`: taken, not done yet (3001, or a status on its way): ask again with `get`. */
const state = { pending: z.boolean(), problem: shippingProblemSchema.nullable() };

/** What leaves once and got no answer. */
export const ATTEMPT_KINDS = ['label', 'manifest', 'pickup', 'shipper-account'] as const;
export type AttemptKind = (typeof ATTEMPT_KINDS)[number];

export const attemptSchema = z.object({
  id: z.string(),
  connectionId,
  kind: z.enum(ATTEMPT_KINDS),
  /** `sending`: under way. `unknown`: no answer came; it may have been made. */
  state: z.enum(['sending', 'unknown']),
  /** The reference by which it can be found at AfterShip; null where there is no place for one. */
  mark: z.string().nullable(),
  /** As it was asked for; never with credentials. */
  request: z.unknown(),
  sentAt: epochMs,
  /** When it was looked for last, without being found. */
  lookedAt: epochMs.nullable(),
  problem: z.string().nullable(),
});
export type Attempt = z.infer<typeof attemptSchema>;

const one = z.object({ connectionId, id: theirId });
/** All lists: AfterShip shows the last 24 hours unless `created_at_min` says otherwise. Dates are ISO 8601. */
const page = z.object({
  connectionId,
  limit: z.number().int().min(1).max(200).optional(),
  next_token: z.string().optional(),
});
const period = page.extend({
  status: z.string().optional(),
  created_at_min: z.string().optional(),
  created_at_max: z.string().optional(),
});
/** `unreadable`: entries of the answer that could not be read. */
const pageOf = <Item extends z.ZodType>(item: Item) =>
  z.object({ items: z.array(item), next_token: z.string().nullable(), unreadable: z.number() });

/** `foundAgain`: the answer was lost, and it was found at AfterShip instead of being sent once more. */
const made = { ...state, foundAgain: z.boolean() };

/**
 * Every procedure: INVALID for input that cannot be right and for a connection that is not AfterShip's, NOT_FOUND for an
 * unknown connection, VAULT, and PROVIDER for what AfterShip refuses, also inside HTTP 200: its meta code stands in the
 * sentence and its details in `fields`. CONFLICT: the same is being sent, or was sent and its fate is unknown.
 */
export const labels = {
  couriers: {
    /** GET /couriers: what each can do, its services, boxes and paper. */
    list: procedure
      .input(z.object({ connectionId }))
      .output(z.object({ couriers: z.array(shippingCourierSchema) })),
  },
  shipperAccounts: {
    list: procedure.input(page.extend({ slug: z.string().optional() })).output(pageOf(shipperAccountSchema)),
    get: procedure.input(one).output(z.object({ account: shipperAccountSchema })),
    /** Leaves once. Credentials go out and are never kept, logged or told. */
    create: procedure
      .input(z.object({ connectionId, account: newShipperAccountSchema }))
      .output(z.object({ account: shipperAccountSchema, foundAgain: z.boolean() })),
    /** PUT …/info: name, time zone, address. */
    update: procedure
      .input(one.extend({ info: shipperAccountInfoSchema }))
      .output(z.object({ account: shipperAccountSchema })),
    /** PATCH …/credentials. */
    replaceCredentials: procedure
      .input(one.extend({ credentials: credentialsSchema }))
      .output(z.object({ account: shipperAccountSchema })),
    /** PATCH …/settings: letterhead and signature of commercial invoices, PNG in base64. */
    updateSettings: procedure
      .input(one.extend({ settings: accountSettingsSchema }))
      .output(z.object({ settings: z.record(z.string(), z.unknown()) })),
    remove: procedure.input(one).output(z.object({ id: z.string() })),
  },
  rates: {
    /** POST /rates. A courier that has none is told in its own `error_message`; the others are there. */
    calculate: procedure
      .input(z.object({ connectionId, request: rateRequestSchema }))
      .output(z.object({ record: rateRecordSchema, ...state })),
    get: procedure.input(one).output(z.object({ record: rateRecordSchema, ...state })),
    list: procedure.input(period).output(pageOf(rateRecordSchema)),
  },
  /** POST /labels: money. Leaves once; `attempts` tells of one whose answer never came. */
  create: procedure
    .input(z.object({ connectionId, request: labelRequestSchema }))
    .output(z.object({ label: labelSchema, ...made })),
  get: procedure.input(one).output(z.object({ label: labelSchema, ...state })),
  /** `s` is part of a tracking number or of a reference. */
  list: procedure
    .input(period.extend({ shipper_account_id: z.string().optional(), s: z.string().optional() }))
    .output(pageOf(labelSchema)),
  /** The bytes of one piece of paper of a label or a manifest, asked for anew each time: their addresses expire. */
  file: procedure.input(one.extend({ of: z.enum(['label', 'manifest']), slot: z.enum(FILE_SLOTS) })).output(
    z.object({
      /** Told by the bytes themselves: application/pdf, image/png, image/jpeg, image/gif, text/plain (ZPL), application/octet-stream. */
      contentType: z.string(),
      base64: z.string(),
      size: z.number(),
      paper_size: z.string().nullable(),
      fileName: z.string(),
    }),
  ),
  cancelLabels: {
    /** POST /cancel-labels. Leaves once; 4722 (already cancelled) is the same as done: `cancellation` is null then. */
    create: procedure
      .input(z.object({ connectionId, label: z.object({ id: theirId }) }))
      .output(z.object({ cancellation: cancelLabelSchema.nullable(), ...state })),
    get: procedure.input(one).output(z.object({ cancellation: cancelLabelSchema, ...state })),
    list: procedure
      .input(period.extend({ shipper_account_id: z.string().optional() }))
      .output(pageOf(cancelLabelSchema)),
  },
  manifests: {
    create: procedure
      .input(z.object({ connectionId, request: manifestRequestSchema }))
      .output(z.object({ manifest: manifestSchema, ...made })),
    get: procedure.input(one).output(z.object({ manifest: manifestSchema, ...state })),
    list: procedure
      .input(period.extend({ shipper_account_id: z.string().optional() }))
      .output(pageOf(manifestSchema)),
  },
  pickups: {
    create: procedure
      .input(z.object({ connectionId, request: pickupRequestSchema }))
      .output(z.object({ pickup: pickupSchema, ...made })),
    get: procedure.input(one).output(z.object({ pickup: pickupSchema, ...state })),
    list: procedure.input(period).output(pageOf(pickupSchema)),
  },
  cancelPickups: {
    /** POST /cancel-pickups. Leaves once. */
    create: procedure
      .input(z.object({ connectionId, pickup: z.object({ id: theirId }) }))
      .output(z.object({ cancellation: cancelPickupSchema.nullable(), ...state })),
    get: procedure.input(one).output(z.object({ cancellation: cancelPickupSchema, ...state })),
    list: procedure.input(period).output(pageOf(cancelPickupSchema)),
  },
  addressValidations: {
    /** POST /address-validations (beta): `invalid` and a `recommended_address` are answers. */
    create: procedure
      .input(z.object({ connectionId, address: shippingAddressSchema }))
      .output(z.object({ validation: addressValidationSchema, ...state })),
  },
  attempts: {
    /** What was sent from here and got no answer, oldest first; nothing is asked. */
    list: procedure.input(z.object({ connectionId })).output(z.object({ attempts: z.array(attemptSchema) })),
    /** Looks for it at AfterShip. Found: it is settled and gone from the list. */
    look: procedure.input(z.object({ id: z.string() })).output(z.object({ foundId: z.string().nullable() })),
    /** A person has decided: looked for once more and, if it is not there, sent again under the same mark. */
    sendAgain: procedure
      .input(z.object({ id: z.string() }))
      .output(z.object({ madeId: z.string(), foundAgain: z.boolean(), pending: z.boolean() })),
    /** A person has decided that nothing more is to be done about it. */
    putAway: procedure.input(z.object({ id: z.string() })).output(z.object({ removed: z.boolean() })),
  },
};
