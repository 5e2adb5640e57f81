// Section `couriers`: who is where, and the way they came.

import { eventIterator } from '@orpc/contract';
import { z } from 'zod';
import { procedure } from './procedure.ts';
import { courierId, courierSchema, trailPointSchema } from './schemas.ts';

export const couriers = {
  /** Those with an open job or a position of the last hour. */
  list: procedure.output(z.object({ couriers: z.array(courierSchema), revision: z.number() })),
  /** Changed couriers, newest per id, merged, whether or not they would be listed; a `reset` asks for the list again. */
  watch: procedure
    .input(z.object({ sinceRevision: z.number().optional() }).optional())
    .output(
      eventIterator(
        z.discriminatedUnion('kind', [
          z.object({ kind: z.literal('reset'), revision: z.number() }),
          z.object({ kind: z.literal('changes'), revision: z.number(), couriers: z.array(courierSchema) }),
        ]),
      ),
    ),
  /** Oldest first; the last 30 minutes unless `sinceAt` says otherwise. */
  trail: procedure
    .input(z.object({ courierId, sinceAt: z.number().optional() }))
    .output(z.array(trailPointSchema)),
};
