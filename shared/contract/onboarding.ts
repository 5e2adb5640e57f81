// Section `onboarding`: opening a customer account with Jet Delivery (seed 000), in its own field names.
// Nothing here answers with a key (wait_idx, validation_key), a password or a code.

import { z } from 'zod';
import { businessEmailProblem } from '../domain/business-email.ts';
import type { OnboardingId } from '../domain/ids.ts';
import { ONBOARDING_STEPS, type Onboarding } from '../domain/onboarding.ts';
import { procedure } from './procedure.ts';
import { connectionId, epochMs } from './schemas.ts';

const onboardingId = z.custom<OnboardingId>(
  (value) => typeof value === 'string' && value.length > 0 && value.length <= 200,
  'An id is missing.',
);

const onceDone = z.object({ state: z.enum(['done', 'uncertain']), at: epochMs });

const onboardingSchema = z.object({
  id: onboardingId,
  connectionId,
  emailAddress: z.string(),
  createdAt: epochMs,
  changedAt: epochMs,
  step: z.enum(ONBOARDING_STEPS),
  verifyExpiresAt: epochMs.nullable(),
  resent: onceDone.nullable(),
  wrongCodes: z.number(),
  codeLocked: z.boolean(),
  codeAccepted: z.boolean(),
  checkedAt: epochMs.nullable(),
  nextCheckAt: epochMs.nullable(),
  customerNo: z.string().nullable(),
  frequentCallerId: z.string().nullable(),
  hasFirmographics: z.boolean().nullable(),
  activated: onceDone.nullable(),
  billing: onceDone.nullable(),
  payment: z
    .object({ checkedAt: epochMs, enabled: z.boolean().nullable(), message: z.string().nullable() })
    .nullable(),
  obstacle: z.string().nullable(),
}) satisfies z.ZodType<Onboarding>;

const text = (what: string) => z.string().trim().min(1, `${what} is missing.`).max(200);

const businessEmail = z
  .string()
  .trim()
  .max(254)
  .superRefine((address, context) => {
    const message = businessEmailProblem(address);
    if (message !== null) context.addIssue({ code: 'custom', message });
  });

const phone = z
  .string()
  .trim()
  .refine((typed) => {
    const digits = typed.replace(/\D/g, '').length;
    return digits >= 10 && digits <= 15 && !/[^\d\s()+./-]/.test(typed);
  }, 'Write the phone number with its area code, like 213 555 1212.');

/** Step A (seed 000). `es_code` is optional and meant to be empty unless Jet Delivery gave one. */
export const preRegisterSchema = z.object({
  email_address: businessEmail,
  password: z.string().min(1, 'Choose the password of the new account.').max(200),
  es_code: z.string().trim().max(100).optional(),
});

/** Step D, `step1`. */
export const activateSchema = z.object({
  first_name: text('The first name'),
  last_name: text('The last name'),
  customer_name: text('The name of the company'),
  local_addr1: text('The street address'),
  local_city: text('The city'),
  local_state: text('The state'),
  local_zip_postal: text('The zip code'),
  local_phone: phone,
});

/** `step2`: only where the billing address differs. The seed's sample has a second line and no first. */
export const billingSchema = z
  .object({
    billing_addr1: z.string().trim().max(200).optional(),
    billing_addr2: z.string().trim().max(200).optional(),
    billing_city: text('The city'),
    billing_state: text('The state'),
    billing_zip_postal: text('The zip code'),
  })
  .refine(({ billing_addr1, billing_addr2 }) => Boolean(billing_addr1 || billing_addr2), {
    path: ['billing_addr1'],
    message: 'Give the street or the PO box of the billing address.',
  });

export const verifyCodeSchema = z
  .string()
  .transform((typed) => typed.replace(/\s/g, ''))
  .pipe(z.string().regex(/^\d{6}$/, 'The code is the six digits from the mail.'));

export type JetPreRegistration = z.output<typeof preRegisterSchema>;
export type JetActivation = z.output<typeof activateSchema>;
export type JetBilling = z.output<typeof billingSchema>;

const one = z.object({ onboardingId });

export const onboarding = {
  /** Newest first. */
  list: procedure.output(z.array(onboardingSchema)),
  /**
   * Sends the mail with link and code. Never repeated by itself. CONFLICT while another opening waits for a mail to
   * this address; PROVIDER with `status: null` may have been taken: the opening is then listed as unconfirmed.
   */
  preRegister: procedure.input(preRegisterSchema.extend({ connectionId })).output(z.object({ onboardingId })),
  /** PROVIDER `invalid` for a wrong code, `too-late` for one that ended or after too many wrong ones: resend. */
  verify: procedure.input(one.extend({ verify_code: verifyCodeSchema })).output(onboardingSchema),
  /** A new mail with a new code; the old code is void from then on. Never repeated by itself. */
  resend: procedure.input(one).output(onboardingSchema),
  /** Asks whether the address was verified; not yet is no error. The core also asks by itself until the mail ends. */
  check: procedure.input(one).output(onboardingSchema),
  /** Gets the customer number; may be repeated. CONFLICT before the address is verified. */
  start: procedure.input(one).output(onboardingSchema),
  /** Step 1: makes the user. CONFLICT before `start`. */
  activate: procedure.input(activateSchema.extend({ onboardingId })).output(onboardingSchema),
  /** Step 2: a billing address that differs. CONFLICT before `activate`. */
  updateBilling: procedure.input(billingSchema.and(one)).output(onboardingSchema),
  /** Asks whether payment is set up. CONFLICT before `activate`. */
  checkPayment: procedure.input(one).output(onboardingSchema),
  /** Forgets an opening and its keys on this computer; Jet Delivery is told nothing. */
  remove: procedure.input(one).output(z.object({ removed: z.literal(true) })),
};
