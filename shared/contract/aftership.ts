// Section `aftership`: parcels followed through AfterShip, in the field names of its version 2024-04, which seed 003
// describes. A connection to a later version gets the same and is told it in its own words. The schemas are the forms' rules too.

import { z } from 'zod';
import { procedure } from './procedure.ts';
import { commandId, connectionId, epochMs, jobId } from './schemas.ts';

export const AFTERSHIP_REASONS = ['DELIVERED', 'LOST', 'RETURNED_TO_SENDER'] as const;
export type AfterShipReason = (typeof AFTERSHIP_REASONS)[number];

const AFTERSHIP_DELIVERY_TYPES = ['pickup_at_store', 'pickup_at_courier', 'door_to_door'] as const;

/** Seed 003, parameter `fields` of the last checkpoint. */
export const LAST_CHECKPOINT_FIELDS = [
  'slug',
  'created_at',
  'checkpoint_time',
  'city',
  'coordinates',
  'country_iso3',
  'country_name',
  'message',
  'state',
  'tag',
  'zip',
] as const;

/** Seed 003, parameter `fields` of a tracking. */
const TRACKING_FIELDS = [
  'tracking_postal_code',
  'tracking_ship_date',
  'tracking_account_number',
  'tracking_key',
  'tracking_origin_country',
  'tracking_destination_country',
  'tracking_state',
  'title',
  'order_id',
  'tag',
  'checkpoints',
] as const;

/** How often one parcel may be tracked again (seed 003). */
export const MOST_RETRACKS = 3;
/** How many delivery dates may be asked for at once (seed 003). */
export const MOST_PREDICTIONS = 5;

const text = z.string().max(2000, 'This is longer than 2,000 characters.');

function isRealDate(day: string): boolean {
  const at = new Date(`${day}T00:00:00Z`);
  return !Number.isNaN(at.getTime()) && at.toISOString().startsWith(day);
}

/** A day of the calendar. It has no time zone and is never turned into a moment on its way. */
const day = (what: string) =>
  z
    .string()
    .regex(/^\d{4}-\d{2}-\d{2}$/, `Write ${what} as year, month and day, like 2026-08-04.`)
    .refine(isRealDate, `There is no such day in the calendar.`);

const trackingNumber = z
  .string()
  .trim()
  .min(4, 'A tracking number has at least 4 characters.')
  .max(100, 'A tracking number has at most 100 characters.')
  .regex(
    /^[A-Za-z0-9._/-]+$/,
    'A tracking number holds only letters, digits and - . _ /. Check it for blanks and other signs.',
  );

const slug = z
  .string()
  .trim()
  .regex(
    /^[a-z0-9-]*$/,
    'The courier’s short name (slug) has small letters, digits and hyphens, like j-net.',
  );

const country = z
  .string()
  .trim()
  .regex(/^[A-Za-z]{3}$/, 'Write the country as three letters, like USA.')
  .transform((typed) => typed.toUpperCase());

const phones = z
  .array(
    z
      .string()
      .trim()
      .regex(/^\+[\d ().-]{6,24}$/, 'Write the phone number with + and the country code, like +14155550100.'),
  )
  .max(3, 'At most 3 phone numbers.');

const mails = z
  .array(z.email('This is not a complete e-mail address.'))
  .max(3, 'At most 3 e-mail addresses.');

const customFields = z
  .record(
    z.string().max(30, 'A name has at most 30 characters.'),
    z.string().max(512, 'A value has at most 512 characters.'),
  )
  .refine((fields) => Object.keys(fields).length <= 25, 'At most 25 fields.');

const place = (end: 'origin' | 'destination') =>
  ({
    [`${end}_country_iso3`]: country.optional(),
    [`${end}_state`]: text.optional(),
    [`${end}_city`]: text.optional(),
    [`${end}_postal_code`]: text.optional(),
    [`${end}_raw_location`]: text.optional(),
  }) as {
    [Part in `${typeof end}_${'country_iso3' | 'state' | 'city' | 'postal_code' | 'raw_location'}`]: z.ZodOptional<
      Part extends `${string}_country_iso3` ? typeof country : typeof text
    >;
  };

/** What can be said at the beginning and changed later. */
const changeable = {
  title: text.optional(),
  order_id: text.optional(),
  /** Address of the order in the shop. */
  order_id_path: text.optional(),
  order_number: text.optional(),
  order_date: text.optional(),
  order_promised_delivery_date: day('the promised day').optional(),
  /** `[]` takes all away, and so on for `emails`. */
  smses: phones.optional(),
  emails: mails.optional(),
  customer_name: text.optional(),
  /** `""` takes it away. */
  note: text.optional(),
  language: z
    .string()
    .regex(/^[a-z]{2}(-[A-Za-z]{2,4})?$/, 'Write the language as two letters, like en.')
    .optional(),
  custom_fields: customFields.optional(),
  delivery_type: z.enum(AFTERSHIP_DELIVERY_TYPES).optional(),
  pickup_location: text.optional(),
  pickup_note: text.optional(),
  tracking_account_number: text.optional(),
  tracking_key: text.optional(),
  tracking_ship_date: z
    .string()
    .regex(/^(\d{8}|\d{4}-\d{2}-\d{2})$/, 'Write the ship date as year, month and day, like 20260804.')
    .optional(),
  tracking_postal_code: text.optional(),
  tracking_state: text.optional(),
  tracking_origin_country: text.optional(),
  tracking_destination_country: text.optional(),
  shipment_type: text.optional(),
  shipping_method: text.optional(),
  location_id: text.optional(),
  ...place('origin'),
  ...place('destination'),
};

/** Create a tracking: the seed's parameters and the further ones of version 2024-04. */
export const afterShipTrackingInput = z
  .strictObject({
    tracking_number: trackingNumber,
    /** `""`: AfterShip finds the courier out by itself. */
    slug: slug.default('j-net'),
    ...changeable,
    slug_group: z
      .string()
      .regex(/^[a-z0-9-]+-group$/, 'A group of couriers ends in -group, like dhl-group.')
      .optional(),
    shipment_tags: z
      .array(z.string().max(32, 'A tag has at most 32 characters.'))
      .max(50, 'At most 50 tags.')
      .optional(),
    courier_connection_id: text.optional(),
  })
  .refine((tracking) => tracking.slug_group === undefined || tracking.slug === '', {
    path: ['slug_group'],
    message: 'Name either a courier or a group of couriers. Empty the courier to use the group.',
  })
  .refine(
    (tracking) => !tracking.location_id || !Object.keys(tracking).some((name) => name.startsWith('origin_')),
    { path: ['location_id'], message: 'Give either a location id or an origin, not both.' },
  );
export type AfterShipTrackingInput = z.infer<typeof afterShipTrackingInput>;

/** Update a tracking: only what is named changes. The tracking number, for one, cannot. */
export const afterShipChanges = z.strictObject({
  ...changeable,
  slug: slug.min(1, 'Name the courier.').optional(),
  /** `""` takes it away where the version has a way to say so: 2026-07 has, 2024-04 has not. */
  order_promised_delivery_date: z.literal('').or(day('the promised day')).optional(),
});
export type AfterShipChanges = z.infer<typeof afterShipChanges>;

const checkpointSchema = z.object({
  /** As the courier printed it; where it names no offset it is the local time of the place. */
  checkpoint_time: z.string().nullable(),
  /** The same as a moment, as well as it can be told. */
  at: epochMs.nullable(),
  created_at: z.string().nullable(),
  message: z.string().nullable(),
  location: z.string().nullable(),
  city: z.string().nullable(),
  state: z.string().nullable(),
  zip: z.string().nullable(),
  country_iso3: z.string().nullable(),
  country_name: z.string().nullable(),
  coordinates: z.object({ lat: z.number(), lng: z.number() }).nullable(),
  slug: z.string().nullable(),
  tag: z.string().nullable(),
  subtag: z.string().nullable(),
  subtag_message: z.string().nullable(),
  raw_tag: z.string().nullable(),
});
export type AfterShipCheckpoint = z.infer<typeof checkpointSchema>;

const estimateSchema = z.object({
  /** Who says so, in words. */
  by: z.string(),
  date: z.string().nullable(),
  min: z.string().nullable(),
  max: z.string().nullable(),
  /** How sure AfterShip is of it, in words. */
  confidence: z.string().nullable(),
});

/** One parcel as AfterShip last told it, whatever version told it. Absent is null. */
const trackingSchema = z.object({
  id: z.string().nullable(),
  tracking_number: z.string().nullable(),
  slug: z.string().nullable(),
  /** False: AfterShip no longer asks the courier. */
  active: z.boolean().nullable(),
  tag: z.string().nullable(),
  subtag: z.string().nullable(),
  subtag_message: z.string().nullable(),
  title: z.string().nullable(),
  order_id: z.string().nullable(),
  order_id_path: z.string().nullable(),
  order_number: z.string().nullable(),
  order_promised_delivery_date: z.string().nullable(),
  note: z.string().nullable(),
  language: z.string().nullable(),
  customer_name: z.string().nullable(),
  smses: z.array(z.string()),
  emails: z.array(z.string()),
  shipment_tags: z.array(z.string()),
  custom_fields: z.record(z.string(), z.string()),
  delivery_type: z.string().nullable(),
  pickup_location: z.string().nullable(),
  pickup_note: z.string().nullable(),
  /** City, state and country in one line. */
  origin: z.string().nullable(),
  destination: z.string().nullable(),
  estimates: z.array(estimateSchema),
  /** Days from pick-up to delivery, or until now. */
  transit_time: z.number().nullable(),
  signed_by: z.string().nullable(),
  shipment_delivery_date: z.string().nullable(),
  return_to_sender: z.boolean().nullable(),
  failed_delivery_attempts: z.number().nullable(),
  /** How often AfterShip has asked the courier. */
  tracked_count: z.number().nullable(),
  courier_tracking_link: z.string().nullable(),
  /** Oldest first. */
  checkpoints: z.array(checkpointSchema),
});
export type AfterShipTracking = z.infer<typeof trackingSchema>;

const predictedPlace = (what: string) =>
  z
    .strictObject({
      country,
      state: text.nullish(),
      city: text.nullish(),
      postal_code: text.nullish(),
      raw_location: text.nullish(),
    })
    .refine((address) => Boolean(address.state?.trim() || address.postal_code?.trim()), {
      path: ['postal_code'],
      message: `Give the state or the postal code of the ${what}.`,
    });

const clock = z
  .string()
  .regex(
    /^([01]\d|2[0-3]):[0-5]\d:[0-5]\d$/,
    'Write the time with hours, minutes and seconds, like 18:00:00.',
  );

const localMoment = z
  .string()
  .regex(
    /^\d{4}-\d{2}-\d{2} ([01]\d|2[0-3]):[0-5]\d:[0-5]\d$/,
    'Write day and time at the origin, like 2026-08-04 15:04:05.',
  )
  .refine((moment) => isRealDate(moment.slice(0, 10)), 'There is no such day in the calendar.');

/** One EstimatedDeliveryDate object of the seed. */
export const afterShipPrediction = z
  .strictObject({
    slug: slug.min(1, 'Name the courier, like j-net.'),
    service_type_name: text.nullish(),
    origin_address: predictedPlace('origin'),
    destination_address: predictedPlace('destination'),
    weight: z
      .strictObject({
        unit: z.string().trim().min(1, 'Give the unit of the weight, like kg.'),
        value: z.number('Give the weight as a number.').positive('The weight is more than nothing.'),
      })
      .nullish(),
    package_count: z
      .number('Give the number of packages.')
      .int('Whole packages only.')
      .min(1, 'At least one package.')
      .nullish(),
    /** Local time of the origin. */
    pickup_time: localMoment.nullish(),
    estimated_pickup: z
      .strictObject({
        order_time: localMoment,
        order_cutoff_time: clock.nullish(),
        /** 1 is Monday. */
        business_days: z
          .array(z.number().int().min(1).max(7))
          .min(1, 'Choose at least one working day.')
          .nullish(),
        order_processing_time: z
          .strictObject({
            unit: z.literal('day', 'Only days are possible here.'),
            value: z.number('Give the days.').int('Whole days only.').min(0, 'Not less than 0 days.'),
          })
          .nullish(),
      })
      .nullish(),
  })
  .refine((item) => Boolean(item.pickup_time) || Boolean(item.estimated_pickup), {
    path: ['pickup_time'],
    message: 'Give the pick-up time, or the order from which it is worked out.',
  });
export type AfterShipPredictionInput = z.infer<typeof afterShipPrediction>;

const predictionSchema = z.object({
  slug: z.string().nullable(),
  pickup_time: z.string().nullable(),
  /** Days of the calendar at the destination. */
  estimated_delivery_date: z.string().nullable(),
  estimated_delivery_date_min: z.string().nullable(),
  estimated_delivery_date_max: z.string().nullable(),
  confidence_code: z.number().nullable(),
  confidence: z.string().nullable(),
});
export type AfterShipPrediction = z.infer<typeof predictionSchema>;

const courierSchema = z.object({
  slug: z.string(),
  name: z.string(),
  phone: z.string().nullable(),
  web_url: z.string().nullable(),
  /** Fields that this courier wants beside the tracking number. */
  required_fields: z.array(z.string()),
});
export type AfterShipCourier = z.infer<typeof courierSchema>;

const ordered = z.object({ jobId, commandId });

/** Names joined by commas, as AfterShip writes them, or a list of them. */
const fieldList = <const Name extends string>(names: readonly [Name, ...Name[]]) =>
  z.preprocess(
    (given) => (typeof given === 'string' ? given.split(',').map((name) => name.trim()) : given),
    z.array(z.enum(names)).min(1),
  );

const languageCode = z
  .string()
  .regex(/^[a-z]{2}(-[A-Za-z]{2,4})?$/, 'Write the language like en or zh-Hans.');

export const aftership = {
  /**
   * Create a tracking. Answers as soon as job and command are safely written. CONFLICT with its `jobId` where this number
   * of this courier is on the board already; one that only AfterShip knew becomes this job.
   */
  createTracking: procedure
    .input(z.object({ connectionId, tracking: afterShipTrackingInput }))
    .output(ordered),
  /** Update a tracking. A create that has not left is changed itself. */
  updateTracking: procedure.input(z.object({ jobId, changes: afterShipChanges })).output(ordered),
  /** Delete a tracking: AfterShip forgets it; its job stays on the board as over. */
  deleteTracking: procedure.input(z.object({ jobId })).output(ordered),
  /** Retrack, at most three times a parcel. CONFLICT while AfterShip still follows it. */
  retrack: procedure.input(z.object({ jobId })).output(ordered),
  /** Mark as completed. AfterShip asks the courier no more until it is tracked again. */
  markCompleted: procedure.input(z.object({ jobId, reason: z.enum(AFTERSHIP_REASONS) })).output(ordered),
  /** Asks for the tracking anew, translated where the courier's language is another. Changes nothing on the board. */
  getTracking: procedure
    .input(z.object({ jobId, fields: fieldList(TRACKING_FIELDS).optional(), lang: languageCode.optional() }))
    .output(trackingSchema),
  /** What was last heard of it, read from what is kept; null before the first answer. No request. */
  knownTracking: procedure.input(z.object({ jobId })).output(trackingSchema.nullable()),
  /**
   * The last checkpoint; null where there is none yet. With `fields` the others are null. Version 2026-07 has no such
   * call: there it is taken out of the whole tracking.
   */
  lastCheckpoint: procedure
    .input(
      z.object({
        jobId,
        fields: fieldList(LAST_CHECKPOINT_FIELDS).optional(),
        lang: languageCode.optional(),
      }),
    )
    .output(
      z.object({
        id: z.string().nullable(),
        tracking_number: z.string().nullable(),
        slug: z.string().nullable(),
        tag: z.string().nullable(),
        subtag: z.string().nullable(),
        subtag_message: z.string().nullable(),
        checkpoint: checkpointSchema.nullable(),
      }),
    ),
  /** Batch prediction, in the order of the question. One bad item fails all: INVALID or PROVIDER names its field. */
  predictDeliveryDates: procedure
    .input(
      z.object({
        connectionId,
        estimated_delivery_dates: z
          .array(afterShipPrediction)
          .min(1, 'Give at least one delivery.')
          .max(MOST_PREDICTIONS, 'At most 5 deliveries at once.'),
      }),
    )
    .output(z.object({ estimated_delivery_dates: z.array(predictionSchema) })),
  /** Couriers: those of the account, or `all` that AfterShip knows. */
  couriers: procedure
    .input(z.object({ connectionId, all: z.boolean().optional() }))
    .output(z.object({ couriers: z.array(courierSchema) })),
  /** Which couriers a number may belong to. */
  detectCouriers: procedure
    .input(z.object({ connectionId, tracking_number: trackingNumber }))
    .output(z.object({ couriers: z.array(courierSchema) })),
};
