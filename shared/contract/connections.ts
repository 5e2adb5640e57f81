// Section `connections`: accounts with providers. Secrets go in and never come out.

import { eventIterator } from '@orpc/contract';
import { z } from 'zod';
import { PROVIDER_ERROR_KINDS } from './errors.ts';
import { procedure } from './procedure.ts';
import { connectionId, connectionSchema, providerName } from './schemas.ts';

/** TwinJet `{apiToken}`; AfterShip `{apiKey, signing?}`; Shipping Order `{clientId, clientSecret}`; Orderly Hub `{apiKey}`; Jet Delivery none. */
const secretSchema = z.record(z.string(), z.unknown());

export const connections = {
  list: procedure.output(z.array(connectionSchema)),
  create: procedure
    .input(
      z.object({
        provider: providerName,
        label: z.string().trim().min(1, 'Give the connection a name.').max(80),
        /** An origin that replaces the documented host; plain http to loopback only. */
        baseUrl: z.string().optional(),
        options: z.record(z.string(), z.string()).optional(),
        secret: secretSchema.optional(),
      }),
    )
    .output(z.object({ id: connectionId })),
  /**
   * Only what is given changes, and of `options` and `secret` only the parts that are named: an option '' and a part of
   * the secret null are taken away (`{signing: null}`: no longer signed). Without a readable secret it has to be whole.
   */
  update: procedure
    .input(
      z.object({
        id: connectionId,
        label: z.string().trim().min(1, 'Give the connection a name.').max(80).optional(),
        baseUrl: z.string().nullable().optional(),
        options: z.record(z.string(), z.string()).optional(),
        secret: secretSchema.optional(),
        paused: z.boolean().optional(),
      }),
    )
    .output(z.object({ id: connectionId })),
  /** CONFLICT while commands of it are unsettled. Its jobs stay readable. */
  remove: procedure.input(z.object({ id: connectionId })).output(z.object({ removed: z.literal(true) })),
  /** Asks the provider something harmless with the kept secret. */
  test: procedure.input(z.object({ id: connectionId })).output(
    z.object({
      ok: z.boolean(),
      error: z
        .object({
          kind: z.enum(PROVIDER_ERROR_KINDS),
          message: z.string(),
          status: z.number().nullable(),
        })
        .optional(),
    }),
  ),
  /** The whole list at once and again whenever anything of it changes (health included), merged. */
  watch: procedure.output(eventIterator(z.object({ connections: z.array(connectionSchema) }))),
};
