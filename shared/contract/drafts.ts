// Section `drafts`: what was typed into a form and not sent yet; survives a restart. Provider-shaped, without secrets.

import { z } from 'zod';
import { procedure } from './procedure.ts';

const draftSchema = z.object({
  /** "compose", "edit:JOB", … one draft a form. */
  key: z.string().min(1).max(200),
  value: z.unknown(),
  savedAt: z.number(),
});

export const drafts = {
  list: procedure.output(z.array(draftSchema)),
  save: procedure
    .input(z.object({ key: draftSchema.shape.key, value: z.unknown() }))
    .output(z.object({ savedAt: z.number() })),
  remove: procedure
    .input(z.object({ key: draftSchema.shape.key }))
    .output(z.object({ removed: z.boolean() })),
};
