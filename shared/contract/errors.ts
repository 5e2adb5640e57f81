// The typed errors of every procedure. Each carries a sentence for the dispatcher as its message.
// The core throws them (rpc/), the page reads code and data; anything else that reaches the page is a bug.

import { z } from 'zod';

export const fieldMessageSchema = z.object({
  /** Dotted path in the input ("job.deliver_address.zip_code"), "" for the whole. */
  field: z.string(),
  message: z.string(),
});
export type FieldMessage = z.infer<typeof fieldMessageSchema>;

export const PROVIDER_ERROR_KINDS = [
  'invalid',
  'signed-out',
  'not-found',
  'too-late',
  'limited',
  'provider-down',
  'bad-answer',
  'unreachable',
  'circuit-open',
] as const;
export type ProviderErrorKind = (typeof PROVIDER_ERROR_KINDS)[number];

export const contractErrors = {
  /** What was typed cannot be used; one message per field. Nothing was kept or sent. */
  INVALID: { status: 400, data: z.object({ fields: z.array(fieldMessageSchema) }) },
  /** No such job, connection or command (any more). */
  NOT_FOUND: { status: 404 },
  /** It exists, but its state does not allow this; the message says why and what to do. */
  CONFLICT: { status: 409, data: z.object({ jobId: z.string().nullable() }) },
  /** The place for secrets is locked, missing or not chosen yet. */
  VAULT: { status: 423, data: z.object({ state: z.enum(['locked', 'unavailable', 'undecided']) }) },
  /** The provider refused or could not be reached. */
  PROVIDER: {
    status: 502,
    data: z.object({
      kind: z.enum(PROVIDER_ERROR_KINDS),
      /** HTTP status, null when no answer came. */
      status: z.number().nullable(),
      fields: z.array(fieldMessageSchema),
      /** The provider's raw body with secrets cut out; null when there was none. */
      body: z.string().nullable(),
      /** When asking again makes sense. */
      retryAt: z.number().nullable(),
    }),
  },
} as const;
