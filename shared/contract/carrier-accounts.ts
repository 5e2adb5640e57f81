// Section `carrierAccounts`: what Orderly Hub can be told and asked, in its own field names (seed 001).
// The schemas are the form's rules too. Answers are what the hub said; credentials in them are masks.

import { z } from 'zod';
import { isMask, PIN_OPTIONS } from '../domain/carrier-account.ts';
import { procedure } from './procedure.ts';
import { connectionId, epochMs } from './schemas.ts';

const required = (what: string) => z.string().trim().min(1, `${what} is missing.`);
const accountId = required('The id of the carrier account').max(200);

const accountName = required('The name').max(100, 'Use at most 100 characters.');

/** Free-form: the seed shows fedex (accountNumber, childKey, childSecret) and coldtrack (apiKey), and nothing for ups. */
const credentialsSchema = z
  .record(
    z.string().min(1),
    z
      .string()
      .min(1, 'This is missing.')
      .refine((value) => !isMask(value), 'This is only the mask of the kept value. Type the value itself.'),
  )
  .refine((credentials) => Object.keys(credentials).length > 0, 'Give at least one credential.');

const metadataSchema = z.record(z.string(), z.unknown());

/** Request body of Create Carrier Account. */
export const newCarrierAccountSchema = z.strictObject({
  name: accountName,
  carrier: required('The carrier').max(50),
  credentials: credentialsSchema,
  isTest: z.boolean().optional(),
  metadata: metadataSchema.optional(),
});
export type NewCarrierAccount = z.infer<typeof newCarrierAccountSchema>;

/** Request body of Update Carrier Account: only what is given changes; credentials are merged with the kept ones. */
export const carrierAccountChangesSchema = z
  .strictObject({
    name: accountName.optional(),
    credentials: credentialsSchema.optional(),
    status: z.enum(['active', 'inactive']).optional(),
    metadata: metadataSchema.optional(),
  })
  .refine((changes) => Object.values(changes).some((value) => value !== undefined), 'Nothing was changed.');
export type CarrierAccountChanges = z.infer<typeof carrierAccountChangesSchema>;

/** Request body of Register FedEx Account. */
export const fedexAccountSchema = z.strictObject({
  accountNumber: z
    .string()
    .trim()
    .regex(/^\d{9}$/, 'A FedEx account number has nine digits.'),
  customerName: required('The name on the FedEx account'),
  address: z.strictObject({
    streetLines: z.array(required('The street')).min(1, 'Give at least one street line.'),
    city: required('The city'),
    stateOrProvinceCode: z.string().trim().max(10).optional(),
    postalCode: required('The postal code'),
    countryCode: z
      .string()
      .trim()
      .regex(/^[A-Z]{2}$/, 'Write the country as two capital letters, like US.'),
    residential: z.boolean().optional(),
  }),
});
export type FedexAccount = z.infer<typeof fedexAccountSchema>;

const pinSchema = required('The PIN').max(20, 'This is too long for a PIN.');

/** Invoice info of Verify FedEx with Invoice. */
export const invoiceInfoSchema = z.strictObject({
  invoiceNumber: required('The invoice number').max(100),
  invoiceDate: z
    .string()
    .regex(/^\d{4}-\d{2}-\d{2}$/, 'Write the date as 2026-03-15.')
    .refine((text) => {
      const at = new Date(`${text}T00:00:00Z`);
      return !Number.isNaN(at.getTime()) && at.toISOString().startsWith(text);
    }, 'This is not a real date.'),
  invoiceAmount: z
    .number('Write the amount as a number, like 1542.87.')
    .min(0, 'An amount cannot be negative.'),
  currency: z
    .string()
    .regex(/^[A-Z]{3}$/, 'Write the currency as three capital letters, like USD.')
    .optional(),
});
export type InvoiceInfo = z.infer<typeof invoiceInfoSchema>;

/** The account as the hub tells it; what it does not tell is absent, what it tells beyond this stays. */
export const carrierAccountSchema = z.looseObject({
  id: z.string(),
  organizationId: z.string().optional(),
  name: z.string(),
  /** One of CARRIERS, or a newer one. */
  carrier: z.string(),
  /** Names with masks. */
  credentials: z.record(z.string(), z.string()),
  supportsRating: z.boolean().optional(),
  supportsPickup: z.boolean().optional(),
  supportsLabels: z.boolean().optional(),
  /** active, inactive, error, pending, or a newer one. */
  status: z.string(),
  isTest: z.boolean().optional(),
  metadata: z.record(z.string(), z.unknown()),
  createdAt: z.string().optional(),
  updatedAt: z.string().optional(),
});
export type CarrierAccount = z.infer<typeof carrierAccountSchema>;

/** What the last test of an account said, and when. */
const keptTestSchema = z.object({ valid: z.boolean(), error: z.string().nullable(), testedAt: epochMs });
export type KeptTest = z.infer<typeof keptTestSchema>;

export const mfaOptionsSchema = z.object({
  mfaRequired: z.boolean(),
  email: z.string().nullable(),
  phoneNumber: z.string().nullable(),
  options: z.object({
    /** "INVOICE" where an invoice can prove it. */
    invoice: z.string().nullable(),
    /** SMS, CALL, EMAIL, or newer ways. */
    secureCode: z.array(z.string()),
  }),
});
export type MfaOptions = z.infer<typeof mfaOptionsSchema>;

/** A FedEx registration under way, as the console keeps it; neither PIN nor invoice are ever part of it. */
export const fedexRegistrationSchema = z.object({
  accountId: z.string(),
  customerName: z.string(),
  /** The last digits of the account number, to tell two apart. */
  numberEnding: z.string(),
  step: z.enum(['choose', 'pin', 'invoice', 'check', 'done']),
  mfaOptions: mfaOptionsSchema,
  testModeBypass: z.boolean(),
  /** The last PIN that was asked for. `sent` null: the answer never came, so it may be on its way or not. */
  pin: z
    .object({
      option: z.enum(PIN_OPTIONS),
      requestedAt: epochMs,
      sent: z.boolean().nullable(),
      message: z.string().nullable(),
    })
    .nullable(),
  /** Refused PINs and invoices so far. */
  refusals: z.number(),
  /** What the last one was refused with. */
  refusal: z.string().nullable(),
  startedAt: epochMs,
  updatedAt: epochMs,
});
export type FedexRegistration = z.infer<typeof fedexRegistrationSchema>;

const one = z.object({ connectionId, id: accountId });
const verified = z.object({ verified: z.boolean(), error: z.string().nullable() });

/**
 * Every procedure: INVALID for input that cannot be right and for a connection that is not Orderly Hub's, NOT_FOUND for
 * an unknown connection, VAULT, and PROVIDER for whatever the hub refuses (400, 401, 403, 404, 409, 429, 5xx).
 */
export const carrierAccounts = {
  /** List Carrier Accounts: pages from 1, at most 100 a page. */
  list: procedure
    .input(
      z.object({
        connectionId,
        page: z.number().int().min(1).optional(),
        limit: z.number().int().min(1).max(100, 'A page has at most 100 accounts.').optional(),
        carrier: z.string().optional(),
        status: z.string().optional(),
      }),
    )
    .output(
      z.object({
        data: z.array(carrierAccountSchema),
        pagination: z.object({
          page: z.number(),
          limit: z.number(),
          total: z.number(),
          totalPages: z.number(),
          hasMore: z.boolean(),
        }),
        /** Last tests made from here, by account id. */
        tests: z.record(z.string(), keptTestSchema),
        /** Accounts of the answer that could not be read. */
        unreadable: z.number(),
      }),
    ),
  /** Get Carrier Account. */
  get: procedure.input(one).output(z.object({ data: carrierAccountSchema, test: keptTestSchema.nullable() })),
  /**
   * Create Carrier Account. Sent once; when its answer is lost the list is looked at, also at the next try after a
   * crash, and an account that was made is answered with `foundAgain`. INVALID for fedex, which is registered instead.
   */
  create: procedure
    .input(z.object({ connectionId, account: newCarrierAccountSchema }))
    .output(z.object({ data: carrierAccountSchema, foundAgain: z.boolean() })),
  /** Update Carrier Account. A mask is refused; only what is given is sent. */
  update: procedure
    .input(one.extend({ changes: carrierAccountChangesSchema }))
    .output(z.object({ data: carrierAccountSchema })),
  /** Delete Carrier Account. Existing shipments stay. */
  remove: procedure.input(one).output(z.object({ success: z.literal(true) })),
  /** Test Carrier Credentials: `valid: false` is an answer, and the hub then sets the account's status to error. */
  test: procedure.input(one).output(z.object({ valid: z.boolean(), error: z.string().nullable() })),

  /** Register FedEx Account. An account with the same number is updated, so this may be sent again. */
  fedexRegister: procedure
    .input(z.object({ connectionId, account: fedexAccountSchema }))
    .output(z.object({ accountId: z.string(), mfaOptions: mfaOptionsSchema, testModeBypass: z.boolean() })),
  /** Request FedEx PIN. Sent once, never repeated by the machine. */
  fedexRequestPin: procedure
    .input(z.object({ connectionId, accountId, option: z.enum(PIN_OPTIONS) }))
    .output(z.object({ success: z.boolean(), message: z.string().nullable() })),
  /** Verify FedEx PIN: `verified: false` is an answer. */
  fedexVerifyPin: procedure.input(z.object({ connectionId, accountId, pin: pinSchema })).output(verified),
  /** Verify FedEx with Invoice: `verified: false` is an answer. */
  fedexVerifyInvoice: procedure
    .input(z.object({ connectionId, accountId, invoiceInfo: invoiceInfoSchema }))
    .output(verified),
  /** Registrations begun here and not put away, newest first; nothing is asked. */
  fedexRegistrations: procedure
    .input(z.object({ connectionId }))
    .output(z.object({ registrations: z.array(fedexRegistrationSchema) })),
  /** After an answer that never came: looks at the account and says where its registration stands. */
  fedexCheck: procedure
    .input(z.object({ connectionId, accountId }))
    .output(z.object({ registration: fedexRegistrationSchema })),
  /** Puts a registration away; the account at the hub stays as it is. */
  fedexForget: procedure
    .input(z.object({ connectionId, accountId }))
    .output(z.object({ removed: z.boolean() })),
};
