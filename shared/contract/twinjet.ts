// Section `twinjet`: what TwinJet DirectConnect can be told, in its own field names (seed 002).
// The schemas are the form's rules too. The api_token is never part of anything here.

import { z } from 'zod';
import { procedure } from './procedure.ts';
import { commandId, connectionId, epochMs, jobId, quoteId, zoneSchema } from './schemas.ts';

const optionalText = z.string().optional();
const requiredText = (what: string) => z.string().trim().min(1, `${what} is missing.`);

/** ISO 8601 with an offset ("2026-08-04T13:54:28-07:00", also "Z" and microseconds): TwinJet needs to know whose clock it is. */
const localizedDateTime = (what: string) =>
  z
    .string()
    .regex(
      /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d{1,9})?)?(Z|[+-]\d{2}:?\d{2})$/,
      `${what} needs a date, a time and an offset, like 2026-08-04T13:54:00-07:00.`,
    )
    .refine(
      (text) => !Number.isNaN(Date.parse(text.replace(/([+-]\d{2})(\d{2})$/, '$1:$2'))),
      `${what} is not a real date.`,
    );

/** Address Object of the seed. `relaxed` lets provinces and postal codes of other countries through. */
export function twinJetAddressSchema(rules: 'us' | 'relaxed') {
  return z.object({
    address_name: optionalText,
    street_address: requiredText('The street address'),
    floor: optionalText,
    city: requiredText('The city'),
    state:
      rules === 'us'
        ? z.string().regex(/^[A-Za-z]{2}$/, 'Write the state as two letters, like CA.')
        : requiredText('The state or province').max(10),
    zip_code:
      rules === 'us'
        ? z.string().regex(/^\d{5}$/, 'Write the zip code as five digits, without the +4.')
        : requiredText('The postal code').max(10),
    contact: optionalText,
    phone_number: optionalText,
    special_instructions: optionalText,
  });
}

/** JobItem Object of the seed. */
const twinJetItemSchema = z.object({
  quantity: z.number().int('Whole pieces only.').min(1, 'At least one piece.'),
  description: optionalText,
  sku: optionalText,
});

/** Payment methods of the seed by their names. */
export const TWINJET_PAYMENT_METHODS = {
  1: 'Invoice',
  2: 'Customer prepaid',
  4: 'Customer card',
  6: 'Customer cash',
} as const;

const decimal = z.number().min(0, 'An amount cannot be negative.').max(9_999_999);

function editableShape(rules: 'us' | 'relaxed') {
  return {
    order_contact_name: requiredText('The name of the order contact'),
    order_contact_phone: requiredText('The phone number of the order contact'),
    pick_address: twinJetAddressSchema(rules).optional(),
    deliver_address: twinJetAddressSchema(rules).optional(),
    ready_time: localizedDateTime('The ready time'),
    deliver_from_time: localizedDateTime('The beginning of the delivery window'),
    deliver_to_time: localizedDateTime('The end of the delivery window'),
    webhook_url: z
      .url({ protocol: /^https?$/, error: 'Write a whole web address, like https://example.com/hook.' })
      .optional(),
    service_id: z.number().int('The service id is a whole number.').optional(),
    payment_method: z.union([z.literal(1), z.literal(2), z.literal(4), z.literal(6)]).optional(),
    order_total: decimal.optional(),
    delivery_fee: decimal.optional(),
    tip: decimal.optional(),
    job_items: z.array(twinJetItemSchema).max(500).optional(),
    special_instructions: optionalText,
  };
}

/** New Job, every parameter of the seed but the token. */
export function twinJetJobSchema(rules: 'us' | 'relaxed') {
  return z
    .object({
      /** false is accepted by TwinJet and never delivered. */
      live: z.boolean().default(true),
      ...editableShape(rules),
      reference: optionalText,
      photo: z.boolean().optional(),
      external_id: z.string().max(100).optional(),
    })
    .refine((job) => job.pick_address !== undefined || job.deliver_address !== undefined, {
      path: ['deliver_address'],
      message: 'Give the pick-up address, the delivery address, or both.',
    })
    .refine((job) => Date.parse(job.deliver_to_time) >= Date.parse(job.deliver_from_time), {
      path: ['deliver_to_time'],
      message: 'The delivery window ends before it begins.',
    });
}

/** PATCH: only the editable fields of the seed; reference, photo, external_id and live cannot be changed. */
export function twinJetChangesSchema(rules: 'us' | 'relaxed') {
  return z.strictObject(editableShape(rules)).partial();
}

export type TwinJetAddress = z.infer<ReturnType<typeof twinJetAddressSchema>>;
export type TwinJetJob = z.infer<ReturnType<typeof twinJetJobSchema>>;
export type TwinJetChanges = z.infer<ReturnType<typeof twinJetChangesSchema>>;

/** Address as validate answers it: `zip`, not `zip_code`; unknown keys are kept. */
const twinJetValidatedAddressSchema = z.looseObject({
  address: z.string().nullish(),
  city: z.string().nullish(),
  state: z.string().nullish(),
  floor: z.string().nullish(),
  zip: z.string().nullish(),
  lat: z.number().nullish(),
  lng: z.number().nullish(),
});

export const twinJetQuoteSchema = z.object({
  quoteId,
  /** Decimal string as sent ("8.00"); absent out of zone. */
  price: z.string().nullable(),
  pickup_eta: z.string().nullable(),
  delivery_eta: z.string().nullable(),
  pick_address: twinJetValidatedAddressSchema.nullable(),
  drop_address: twinJetValidatedAddressSchema.nullable(),
  /** Each with the end it is about ("pick_address", "drop_address", "deliver_address") or another key as sent. */
  errors: z.array(z.object({ field: z.string(), message: z.string() })),
  /** Zones found anywhere in the answer; they are kept for this connection too. */
  zones: z.array(zoneSchema),
  quotedAt: epochMs,
  /** From here on the quote is stale and should be asked for again. */
  staleAt: epochMs,
});
export type TwinJetQuote = z.infer<typeof twinJetQuoteSchema>;

export const twinjet = {
  /** Address Validation. 200 with `errors` is an answer, not a failure. Errors: INVALID without any address, PROVIDER, VAULT. */
  validate: procedure
    .input(
      z.object({
        connectionId,
        pick_address: twinJetAddressSchema('relaxed').optional(),
        deliver_address: twinJetAddressSchema('relaxed').optional(),
      }),
    )
    .output(twinJetQuoteSchema),
  /**
   * New Job. Answers as soon as job and command are safely written; the console adds an external_id where none is given.
   * CONFLICT when another kept job of that connection has the same external_id. `quoteId` ties the quote shown to it.
   */
  createJob: procedure
    .input(z.object({ connectionId, job: twinJetJobSchema('relaxed'), quoteId: quoteId.optional() }))
    .output(z.object({ jobId, commandId })),
  /** Edit Job. CONFLICT from status 61 on and while its create was refused. */
  editJob: procedure
    .input(z.object({ jobId, changes: twinJetChangesSchema('relaxed') }))
    .output(z.object({ jobId, commandId })),
  /** Cancel Job. A create that has not left is undone without a request. CONFLICT from status 61 on. */
  cancelJob: procedure.input(z.object({ jobId })).output(z.object({ jobId, commandId })),
};
