// Section `inbox`: what needs a person, from everything that is kept. An entry closes by itself when its cause is gone;
// what was acknowledged or put off comes back only with a new cause, or when its time has come.

import { eventIterator } from '@orpc/contract';
import { z } from 'zod';
import type { OnboardingId } from '../domain/ids.ts';
import { procedure } from './procedure.ts';
import { commandSchema, connectionId, epochMs, jobRowSchema, providerName } from './schemas.ts';

/** Each with the more urgent ones first: what an entry with several causes is called by. */
export const INBOX_REASONS = [
  'failed',
  'rejected',
  'undeliverable',
  'exception',
  'late',
  'command-refused',
  'signed-out',
  'vault-locked',
  'attempt-failed',
  'command-held',
  'unreachable',
  'not-ready',
  'delayed',
  'unknown',
  'courier-lost',
  'quote-stale',
  'fedex-waits',
  'opening-waits',
] as const;
export type InboxReason = (typeof INBOX_REASONS)[number];

/** What it is about, with all that its next action needs. */
const inboxSubjectSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('job'), job: jobRowSchema }),
  /** Refused, or of unknown fate and waiting for a person. `job` is its row now. */
  z.object({ kind: z.literal('command'), command: commandSchema, job: jobRowSchema.nullable() }),
  z.object({ kind: z.literal('connection'), connectionId, provider: providerName, label: z.string() }),
  /** A booking that was typed and not sent, by the key of its draft. */
  z.object({ kind: z.literal('draft'), key: z.string() }),
  z.object({ kind: z.literal('fedex'), connectionId, accountId: z.string(), customerName: z.string() }),
  z.object({
    kind: z.literal('opening'),
    onboardingId: z.custom<OnboardingId>((value) => typeof value === 'string'),
    connectionId,
    emailAddress: z.string(),
  }),
]);
export type InboxSubject = z.infer<typeof inboxSubjectSchema>;

const inboxEntrySchema = z.object({
  /** What it is about and why: another cause makes another id, so that nobody acknowledges what they have not seen. */
  id: z.string(),
  /** What it is about, alone: one entry for each. */
  about: z.string(),
  /** All that is wrong with it, the most urgent first; at least one. */
  reasons: z.array(z.enum(INBOX_REASONS)),
  severity: z.enum(['critical', 'caution']),
  /** Since when the first reason holds; null where nobody said. */
  sinceAt: epochMs.nullable(),
  /** A sentence of whoever knows more (the provider, the health of a connection); null where there is none. */
  detail: z.string().nullable(),
  subject: inboxSubjectSchema,
  /** Null: it is open. */
  mark: z
    .discriminatedUnion('kind', [
      z.object({ kind: z.literal('acknowledged'), at: epochMs }),
      z.object({ kind: z.literal('snoozed'), at: epochMs, untilAt: epochMs }),
    ])
    .nullable(),
});
export type InboxEntry = z.infer<typeof inboxEntrySchema>;

const inboxCountsSchema = z.object({
  /** Entries that are neither acknowledged nor put off; `critical` of them. At most 500 are told apart. */
  open: z.number(),
  critical: z.number(),
  /** How many jobs there are beyond those that were looked through. */
  more: z.number(),
});
export type InboxCounts = z.infer<typeof inboxCountsSchema>;

const ids = z.array(z.string().min(1).max(1_000)).min(1).max(500);
/** The ids it was done to; one whose cause has changed or gone meanwhile is left out. */
const answered = z.object({ ids: z.array(z.string()) });

export const inbox = {
  /** The newest first: at most 500 open ones and 200 that were acknowledged or put off. */
  list: procedure.output(z.object({ entries: z.array(inboxEntrySchema), counts: inboxCountsSchema })),
  /** The counts at once, and again with every change of the list (merged for about 250 ms); the page then asks anew. */
  watch: procedure.output(eventIterator(inboxCountsSchema)),
  /** Stays away until its cause changes. */
  acknowledge: procedure.input(z.object({ ids })).output(answered),
  /** Comes back then, or as soon as its cause changes. INVALID for a time that is not ahead or over 31 days away. */
  snooze: procedure.input(z.object({ ids, untilAt: epochMs })).output(answered),
  /** Takes back either. */
  restore: procedure.input(z.object({ ids })).output(answered),
};
