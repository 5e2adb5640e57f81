// Section `jobs`: the board's queries, one job whole, and everything a person does to a job inside the console.

import { eventIterator } from '@orpc/contract';
import { z } from 'zod';
import { procedure } from './procedure.ts';
import {
  addressSchema,
  commandSchema,
  connectionId,
  jobEventSchema,
  jobId,
  jobPhase,
  jobPlaceSchema,
  jobRowSchema,
  jobSchema,
  jobStatus,
  providerName,
  trailPointSchema,
} from './schemas.ts';

export const JOB_SORTS = [
  'promise',
  'status',
  'reference',
  'recipient',
  'window',
  'courier',
  'connection',
  'price',
  'age',
  'created',
] as const;

/** A view of the board. Absent parts do not narrow it, nor do empty lists and false. */
export const jobViewSchema = z.object({
  /** Words; each must begin a word of any id, reference, name, phone or address of the job. */
  text: z.string().max(500).optional(),
  phases: z.array(jobPhase).optional(),
  statuses: z.array(jobStatus).optional(),
  providers: z.array(providerName).optional(),
  connectionIds: z.array(connectionId).optional(),
  tags: z.array(z.string()).optional(),
  /** Open jobs past their promise. */
  late: z.boolean().optional(),
  /** YYYY-MM-DD in the core's own time zone: promised (or, without a promise, created) on that day. */
  day: z
    .string()
    .regex(/^\d{4}-\d{2}-\d{2}$/, 'Write a day as YYYY-MM-DD.')
    .optional(),
  /** Archived jobs are left out; true shows those alone. */
  archived: z.boolean().optional(),
  sort: z.object({ by: z.enum(JOB_SORTS), direction: z.enum(['asc', 'desc']) }).optional(),
  /**
   * `phase` puts rows in the order of the phases first. By promise ascending, a phase that goes on then has what is promised
   * to the minute and can still be saved, what could not be handed over, and last parcels, which are promised to the day.
   */
  group: z.enum(['phase', 'none']).optional(),
  /** Groups that are folded: counted, their rows left out. */
  folded: z.array(jobPhase).optional(),
});
export type JobView = z.infer<typeof jobViewSchema>;

export const jobPageSchema = z.object({
  rows: z.array(jobRowSchema),
  /** Rows of the view without folded groups. */
  total: z.number(),
  /**
   * False: `total` (and each group's) is only what has been found so far, more than this window in any case, and grows
   * as one scrolls. So it is with searches for common words in very many jobs; show "1,200+".
   */
  totalIsExact: z.boolean(),
  /** How many of the view are in each phase, folded or not; only for group `phase`, in board order. */
  groups: z.array(z.object({ phase: jobPhase, total: z.number() })),
  revision: z.number(),
});
export type JobPage = z.infer<typeof jobPageSchema>;

export const jobCountsSchema = z.object({
  phases: z.record(jobPhase, z.number()),
  /** Open jobs (not delivered, not over). */
  live: z.number(),
  late: z.number(),
  /** Phase `attention`. */
  trouble: z.number(),
  /** Unsettled or refused commands. */
  outbox: z.object({ waiting: z.number(), unknown: z.number(), failed: z.number() }),
  revision: z.number(),
});
export type JobCounts = z.infer<typeof jobCountsSchema>;

export const jobs = {
  query: procedure
    .input(
      z.object({
        view: jobViewSchema,
        offset: z.number().int().min(0),
        limit: z.number().int().min(1).max(500),
      }),
    )
    .output(jobPageSchema),
  counts: procedure.output(jobCountsSchema),
  /**
   * For the map: where the open jobs of a view lie, of its first `limit` the most urgent first. Folding and order of the
   * view do not matter. Jobs without any position (no quote has told one) are left out.
   */
  places: procedure
    .input(z.object({ view: jobViewSchema, limit: z.number().int().min(1).max(1000) }))
    .output(z.array(jobPlaceSchema)),
  get: procedure.input(z.object({ id: jobId })).output(
    z.object({
      job: jobSchema,
      /** Oldest first. */
      events: z.array(jobEventSchema),
      trail: z.array(trailPointSchema),
      commands: z.array(commandSchema),
      /** The provider's last answer about it, secrets cut out; null before the first. */
      raw: z.unknown(),
      /**
       * What belongs to the same order in any connection (the same order id, reference or tracking number, whatever the case):
       * open ones first, then the newest; at most 20.
       */
      linked: z.array(jobRowSchema),
    }),
  ),
  /**
   * Changed rows, newest per id, merged for about 100 ms. The first item after a gap (or without `sinceRevision`)
   * is a `reset`: whatever is on screen is asked for again.
   */
  watch: procedure.input(z.object({ sinceRevision: z.number().optional() }).optional()).output(
    eventIterator(
      z.discriminatedUnion('kind', [
        z.object({ kind: z.literal('reset'), revision: z.number() }),
        z.object({
          kind: z.literal('changes'),
          /** Everything up to here has now been said. */
          revision: z.number(),
          rows: z.array(jobRowSchema),
        }),
        /** Looked at and found unchanged: only the age of the news is new. */
        z.object({
          kind: z.literal('seen'),
          seen: z.array(z.object({ id: jobId, receivedAt: z.number() })),
        }),
      ]),
    ),
  ),
  /** Asks the provider now, before anything that is merely due. Answers when each has been asked. */
  refresh: procedure.input(z.object({ ids: z.array(jobId).min(1).max(500) })).output(
    z.object({
      results: z.array(z.object({ id: jobId, ok: z.boolean(), message: z.string().nullable() })),
    }),
  ),
  /** Begins to follow something that was made elsewhere, by exactly one of its ids. CONFLICT names the job that already has it. */
  follow: procedure
    .input(
      z
        .object({
          connectionId,
          requestId: z.string().trim().min(1).optional(),
          jobId: z.string().trim().min(1).optional(),
          externalId: z.string().trim().min(1).optional(),
          reference: z.string().trim().min(1).optional(),
          trackingId: z.string().trim().min(1).optional(),
        })
        .refine(
          (input) =>
            [input.requestId, input.jobId, input.externalId, input.reference, input.trackingId].filter(
              (value) => value !== undefined,
            ).length === 1,
          'Give exactly one id.',
        ),
    )
    .output(z.object({ jobId })),
  /** Replaces the console's own note on it; "" clears. Goes to no provider. */
  note: procedure
    .input(z.object({ id: jobId, note: z.string().max(10_000) }))
    .output(z.object({ id: jobId })),
  tag: procedure
    .input(
      z.object({
        ids: z.array(jobId).min(1).max(10_000),
        add: z.array(z.string().trim().min(1).max(40)).optional(),
        remove: z.array(z.string()).optional(),
      }),
    )
    .output(z.object({ changed: z.number() })),
  archive: procedure
    .input(z.object({ ids: z.array(jobId).min(1).max(10_000), archived: z.boolean() }))
    .output(z.object({ changed: z.number() })),
  /** Addresses used lately, newest first, each once; `text` narrows by any word. For the form's suggestions. */
  recentAddresses: procedure
    .input(
      z.object({
        connectionId: connectionId.optional(),
        text: z.string().max(200).optional(),
        limit: z.number().int().min(1).max(50).optional(),
      }),
    )
    .output(z.array(addressSchema)),
};
