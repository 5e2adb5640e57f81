// Section `outbox`: commands on their way, and what a person may do about those that are stuck.

import { z } from 'zod';
import { procedure } from './procedure.ts';
import { commandId, commandSchema, jobRowSchema } from './schemas.ts';

export const outbox = {
  /** Everything unsettled or refused, oldest first, and what was settled in the last hour; `job` is its row now. */
  list: procedure.output(z.array(z.object({ command: commandSchema, job: jobRowSchema.nullable() }))),
  /** Does now what would be done later: sends what is queued or refused again, asks again about what is unknown. */
  retry: procedure.input(z.object({ commandId })).output(z.object({ commandId })),
  /**
   * Gives it up. What never left is undone without a request; CONFLICT for one that is being sent or whose fate is
   * unknown, unless `evenIfUnknown` is set (the person has looked for themselves).
   */
  discard: procedure
    .input(z.object({ commandId, evenIfUnknown: z.boolean().optional() }))
    .output(z.object({ commandId })),
};
