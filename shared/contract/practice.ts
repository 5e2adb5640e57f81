// Section `practice`: the dials of the simulated providers. Only where the practice workspace is open; in the live one
// every procedure answers CONFLICT.

import { z } from 'zod';
import { procedure } from './procedure.ts';
import { connectionId, providerName } from './schemas.ts';

/** What may go wrong with a provider on purpose. */
export const PRACTICE_FAULTS = [
  'none',
  /** The connection is taken and nothing ever comes back; nothing was done. */
  'no-answer',
  /** What is ordered (booked, changed, cancelled, registered) is carried out, and the connection breaks before the answer. */
  'answer-lost',
  /** 429 with Retry-After. */
  'too-many-requests',
  /** 500. */
  'server-errors',
  /** Right answers, `latencyMs` late. */
  'slow',
  /** 200 with a body that nobody can read; what was asked for is done. */
  'garbage',
  /** Every connection is refused; `rate` does not matter. */
  'network-cut',
] as const;
export type PracticeFault = (typeof PRACTICE_FAULTS)[number];

const faultSchema = z.object({
  kind: z.enum(PRACTICE_FAULTS),
  /** With whom; null for every system. */
  provider: providerName.nullable(),
  /** Share of the requests that meet it. */
  rate: z.number().min(0.01).max(1),
  /** Waited before every answer, whatever else goes wrong. */
  latencyMs: z.number().int().min(0).max(60_000),
});

export const practiceDialsSchema = z.object({
  /** How many times faster than the clock couriers, parcels and shipments live. */
  speed: z.number().min(1).max(60),
  /** Couriers, parcels and shipments stand still; the providers go on answering. */
  paused: z.boolean(),
  /** Courier jobs that arrive by themselves per hour of the couriers' time; 0 for none. */
  arrivalsPerHour: z.number().min(0).max(240),
  fault: faultSchema,
  /** The connections to the simulated TwinJet, and whether it still takes their token. */
  tokens: z.array(z.object({ connectionId, label: z.string(), revoked: z.boolean() })),
});
export type PracticeDials = z.infer<typeof practiceDialsSchema>;

const { speed, paused, arrivalsPerHour } = practiceDialsSchema.shape;
/** What is absent stays; a fault is given whole. */
export const practiceChangeSchema = z.object({
  speed: speed.optional(),
  paused: paused.optional(),
  arrivalsPerHour: arrivalsPerHour.optional(),
  fault: z
    .object({
      kind: faultSchema.shape.kind,
      provider: faultSchema.shape.provider.default(null),
      rate: faultSchema.shape.rate.default(1),
      latencyMs: faultSchema.shape.latencyMs.default(0),
    })
    .optional(),
});
export type PracticeChange = z.infer<typeof practiceChangeSchema>;

export const practice = {
  /** As the dials stand. CONFLICT in the live workspace, as for all of this section. */
  dials: procedure.output(practiceDialsSchema),
  /** Answers as the dials then stand. In force with the next request. */
  setDials: procedure.input(practiceChangeSchema).output(practiceDialsSchema),
  /** The provider takes a connection's token no longer, or again (the connection is then tested at once). */
  setToken: procedure.input(z.object({ connectionId, revoked: z.boolean() })).output(practiceDialsSchema),
  /** Forgets everything done in practice and begins another morning, the settings kept; every stream then resets. */
  newMorning: procedure.output(practiceDialsSchema),
};
