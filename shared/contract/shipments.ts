// Section `shipments`: what the Shipping Order API can be told and asked, in its own field names (seed 004).
// The schemas are the form's rules too. Fields that are not named here are passed on as they are: the seed leaves some
// of its names out. No client secret and no token is ever part of anything here.

import { z } from 'zod';
import { procedure } from './procedure.ts';
import { commandId, connectionId, epochMs, jobId, jobStatus, listingSchema } from './schemas.ts';

const text = (longest: number) => z.string().max(longest);
const required = (what: string, longest: number) =>
  z.string().trim().min(1, `${what} is missing.`).max(longest);
const amount = z.number().min(0, 'An amount cannot be negative.');
const measure = z.number().min(0, 'A measure cannot be negative.');
const count = z.number().int('Whole numbers only.').min(1, 'At least one.').max(2_147_483_647);

export const SHIPMENT_COUNTRIES = ['US', 'CA', 'GB', 'AU', 'IE'] as const;
export const SIZE_UNITS = ['in', 'cm'] as const;
export const WEIGHT_UNITS = ['lb', 'kg'] as const;
export const TEMPERATURES = ['frozen', 'refrigerated', 'cool', 'ambient', 'warm', 'none'] as const;
export const PACKAGE_CONTENTS = ['alcohol', 'fragile', 'tobacco', 'rx', 'perishable'] as const;
export const SIGNATURES = ['unattended', 'required_recipient', 'required', 'not_required'] as const;

/** TimeWindow: Unix milliseconds; a window that is null or absent means as soon as possible. */
const windowSchema = z
  .object({
    startsAt: z.number().int().nullish(),
    endsAt: z.number().int().nullish(),
  })
  .refine(({ startsAt, endsAt }) => startsAt == null || endsAt == null || endsAt >= startsAt, {
    path: ['endsAt'],
    message: 'The window ends before it begins.',
  });

const addressSchema = z.looseObject({
  street1: required('The street', 100),
  street2: text(100).optional(),
  apartmentNumber: text(50).optional(),
  city: text(100).optional(),
  state: text(100).optional(),
  postalCode: required('The postal code', 20),
  countryCode: z.enum(SHIPMENT_COUNTRIES).optional(),
  latitude: z.number().min(-90).max(90).optional(),
  longitude: z.number().min(-180).max(180).optional(),
});

/** Customer of the seed. */
const customerSchema = z.looseObject({
  name: required('The name', 100),
  email: text(100).optional(),
  phone: required('The phone number', 20),
  userExternalId: text(100).optional(),
});

const sizeSchema = z.looseObject({
  height: measure,
  width: measure,
  length: measure,
  unit: z.enum(SIZE_UNITS),
});
const weightSchema = z.looseObject({ value: measure, unit: z.enum(WEIGHT_UNITS) });

const itemSchema = z.looseObject({
  sku: required('The SKU', 100),
  upc: text(100).optional(),
  category: text(100).optional(),
  quantity: count.optional(),
  size: sizeSchema.optional(),
  weight: weightSchema.optional(),
  price: amount.optional(),
  salePrice: amount.optional(),
  image: text(200).optional(),
  title: text(200).optional(),
  description: text(10_000).optional(),
  itemAttributes: z.record(z.string(), z.unknown()).optional(),
  tags: z.array(z.string()).max(20).optional(),
});

const packageSchema = z.looseObject({
  /** The name of a package made in their system, or "custom". */
  name: required('The name of the package', 100),
  description: text(10_000).optional(),
  size: sizeSchema.optional(),
  weight: weightSchema.optional(),
  itemQuantity: count.optional(),
  itemList: z.array(itemSchema).max(1000).optional(),
  temperatureControl: z.enum(TEMPERATURES).optional(),
  content: z.array(z.enum(PACKAGE_CONTENTS)).optional(),
  barcode: text(500).optional(),
});

/** Pickup of the seed: where a shipment is fetched that comes from no known location. */
const pickupSchema = z.looseObject({
  name: required('The name of the place', 100),
  locationExternalId: text(100).optional(),
  brandExternalId: text(100).optional(),
  address: addressSchema,
  pickupInstructions: text(10_000).optional(),
  contact: z.looseObject({
    name: z.string().trim().min(1, 'The name is missing.'),
    phone: z.string().trim().min(1, 'The phone number is missing.'),
    email: z.string().optional(),
  }),
});

const attributeSchema = z.union([
  text(500),
  z.number(),
  z.boolean(),
  z.array(z.string()),
  z.array(z.number()),
  z.array(z.boolean()),
]);

const providerSchema = z.looseObject({
  name: required('The name of the provider', 1000),
  services: z.array(z.looseObject({ id: z.string().optional() })).optional(),
});

/** What create and edit have in common, with the limits of the seed. */
const sharedShape = {
  groupId: text(100).optional(),
  pickupTime: windowSchema.nullish(),
  deliveryTime: windowSchema.nullish(),
  itemList: z.array(itemSchema).max(100).optional(),
  package: packageSchema.optional(),
  signature: z.enum(SIGNATURES).optional(),
  orderValue: amount.optional(),
  /** Unix milliseconds. */
  createdDate: z.number().optional(),
  orderAttributes: z.record(z.string(), attributeSchema).optional(),
  proposedProviders: z.array(providerSchema).optional(),
};

/** POST /shipments: from a known location or, in its place, from an inline pick-up. */
export const shipmentSchema = z
  .looseObject({
    ...sharedShape,
    orderExternalId: required('The order number', 100),
    locationExternalId: required('The location', 100).optional(),
    pickup: pickupSchema.optional(),
    deliveryAddress: addressSchema,
    deliveryContact: customerSchema,
    deliveryInstructions: text(10_000).nullish(),
    /** BCP 47: "en-US". */
    locale: text(5).optional(),
  })
  .refine(({ locationExternalId, pickup }) => locationExternalId !== undefined || pickup !== undefined, {
    path: ['locationExternalId'],
    message: 'Give the location it is fetched from, or an address to fetch it at.',
  })
  .refine(({ locationExternalId, pickup }) => locationExternalId === undefined || pickup === undefined, {
    path: ['pickup'],
    message: 'Give either a location or an address to fetch it at, not both.',
  });

/** PUT /shipments/{id}: at least one field; nested objects are replaced whole. */
export const shipmentChangesSchema = z
  .looseObject({
    ...sharedShape,
    orderExternalId: required('The order number', 100).optional(),
    locationExternalId: required('The location', 100).optional(),
    deliveryAddress: addressSchema.optional(),
    deliveryContact: customerSchema.optional(),
    deliveryInstructions: text(10_000).optional(),
    locale: text(50).optional(),
  })
  .refine((changes) => Object.values(changes).some((value) => value !== undefined), 'Nothing was changed.');

export type Shipment = z.infer<typeof shipmentSchema>;
export type ShipmentChanges = z.infer<typeof shipmentChangesSchema>;
export type ShipmentAddress = z.infer<typeof addressSchema>;
export type ShipmentItem = z.infer<typeof itemSchema>;

const DAY_MS = 24 * 60 * 60_000;

/** POST /shipments/list: every filter of the seed. Without any range only the last 24 hours are listed. */
export const shipmentFilterSchema = z
  .looseObject({
    limit: count.max(1000).optional(),
    lastUpdatedAt: windowSchema.optional(),
    createdAt: windowSchema.optional(),
    orderExternalIds: z.array(z.string()).max(100).optional(),
    groupId: z.string().optional(),
    locationExternalIds: z.array(z.string()).max(100).optional(),
    pickupTime: z.object({ startsAt: z.number().int().nullish() }).optional(),
    deliveryTime: z.object({ endsAt: z.number().int().nullish() }).optional(),
    status: z.array(z.string()).optional(),
    /** The `next` or `previous` of an earlier page. */
    paginationToken: z.string().optional(),
  })
  .refine(
    ({ lastUpdatedAt: range }) =>
      range?.startsAt == null || range.endsAt == null || range.endsAt - range.startsAt <= 30 * DAY_MS,
    { path: ['lastUpdatedAt'], message: 'The range of changes can be at most 30 days.' },
  )
  .refine(
    ({ pickupTime, deliveryTime }) => (pickupTime?.startsAt == null) === (deliveryTime?.endsAt == null),
    { path: ['deliveryTime'], message: 'A beginning of pick-up and an end of delivery go together.' },
  );
export type ShipmentFilter = z.infer<typeof shipmentFilterSchema>;

/** An error or warning that came inside of a good answer. */
const warningSchema = z.object({
  type: z.string().nullable(),
  message: z.string(),
  /** The delivery provider it is about. */
  provider: z.string().nullable(),
});
export type ShipmentWarning = z.infer<typeof warningSchema>;

/** One step of the way, newest last; `raw` has all that was said about it. */
const historyEntrySchema = z.object({
  /** Their word: "ORDER_DISPATCHED". */
  status: z.string(),
  /** What the console makes of it. */
  jobStatus,
  updatedAtEpoch: epochMs.nullable(),
  /** The time as they wrote it. */
  updatedAt: z.string().nullable(),
  note: z.string().nullable(),
  statusUser: z.string().nullable(),
  subStatus: z.string().nullable(),
  eventReason: z.string().nullable(),
  raw: z.unknown(),
});
export type ShipmentHistoryEntry = z.infer<typeof historyEntrySchema>;

/** One shipment of a page, as far as a list shows it; all of it stands in `data`. */
const listedSchema = z.object({
  /** The system id; without one it cannot be followed from here. */
  id: z.string().nullable(),
  orderExternalId: z.string().nullable(),
  groupId: z.string().nullable(),
  trackingId: z.string().nullable(),
  /** Their word: "ORDER_DISPATCHED". */
  rawStatus: z.string(),
  /** What the console makes of it. */
  status: jobStatus,
  recipient: z.string().nullable(),
  /** One line. */
  to: z.string().nullable(),
  locationExternalId: z.string().nullable(),
  /** Who delivers it, with the service. */
  provider: z.string().nullable(),
  createdAt: epochMs.nullable(),
  lastUpdatedAt: epochMs.nullable(),
  /** The job on the board that it is; null where it is not followed. */
  jobId: jobId.nullable(),
});
export type ListedShipment = z.infer<typeof listedSchema>;

const ordered = z.object({ jobId, commandId });

export const shipments = {
  /**
   * POST /shipments. Answers as soon as job and command are safely written. CONFLICT when another kept job of that
   * connection has the same orderExternalId. Source: seed 004, Create Shipping.
   */
  create: procedure.input(z.object({ connectionId, shipment: shipmentSchema })).output(ordered),
  /**
   * PUT /shipments/{id}. `forceUpdate`: kept there even if the delivery provider refuses. A create that was never
   * accepted is changed instead. CONFLICT once it is over. Source: seed 004, Edit Shipment.
   */
  edit: procedure
    .input(z.object({ jobId, changes: shipmentChangesSchema, forceUpdate: z.boolean().optional() }))
    .output(ordered),
  /** DELETE /shipments/{id}. A create that has not left is undone without a request. CONFLICT once it is over. */
  cancel: procedure.input(z.object({ jobId })).output(ordered),
  /** POST /shipments/{id}/retry: places a failed one again. CONFLICT for one that has not failed. */
  retry: procedure.input(z.object({ jobId })).output(ordered),
  /** GET /shipments/{id}/status-history. `unique`: each status once. Errors: CONFLICT before it is accepted, PROVIDER. */
  statusHistory: procedure
    .input(z.object({ jobId, unique: z.boolean().optional() }))
    .output(z.object({ history: z.array(historyEntrySchema) })),
  /**
   * GET /shipments/{id}, and what it says is made known to the board. `forceUpdate`: they ask the delivery provider
   * first; what fails of that comes as warnings. Errors: CONFLICT before it is accepted, PROVIDER.
   */
  get: procedure
    .input(z.object({ jobId, forceUpdate: z.boolean().optional() }))
    .output(z.object({ shipment: z.unknown(), warnings: z.array(warningSchema) })),
  /**
   * POST /shipments/list, one page: as it came, and read. Nothing is kept of it. A range of changes may be 30 days long at
   * most; without any range only the last 24 hours are listed. Errors: INVALID, PROVIDER. Source: seed 004, List Shipments.
   */
  list: procedure.input(z.object({ connectionId, filter: shipmentFilterSchema.optional() })).output(
    z.object({
      data: z.array(z.unknown()),
      shipments: z.array(listedSchema),
      /** Entries of `data` that could not be read, by the field that is wrong: "data[3].status". */
      unreadable: z.array(z.string()),
      paginationToken: z.object({ next: z.string().nullable(), previous: z.string().nullable() }),
    }),
  ),
  /**
   * Asks now for everything that has changed since the last time; what is found arrives by `jobs.watch`, and when it was
   * last told to its end stands with the connection's health. `listing` is null, with the reason, where it was not.
   */
  sync: procedure
    .input(z.object({ connectionId }))
    .output(z.object({ ok: z.boolean(), message: z.string().nullable(), listing: listingSchema.nullable() })),
};
