// Reads back what a lane had learned when it was last kept. What is broken or of an older shape is left out:
// it is learned again.

import { z } from 'zod';
import { jobStatus } from '../../../shared/contract/schemas.ts';
import type { Experience } from './cadence.ts';

const stretchesSchema = z.object({
  watchedMs: z.array(z.number().min(0)),
  changes: z.array(z.number().min(0)),
});

export function readExperience(kept: unknown): Experience {
  const experience: Experience = {};
  if (typeof kept !== 'object' || kept === null) return experience;
  for (const [status, value] of Object.entries(kept)) {
    const key = jobStatus.safeParse(status);
    const stretches = stretchesSchema.safeParse(value);
    if (key.success && stretches.success) experience[key.data] = stretches.data;
  }
  return experience;
}
