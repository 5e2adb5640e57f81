// AfterShip's words -> ours, and a parcel in its words -> the fields of a job. Pure: no clock, no request, no key.
// Called by aftership-provider.ts (answers, facts of a payload) and by whoever follows a parcel (jobRecordFrom).

import type {
  AfterShipChanges,
  AfterShipCheckpoint,
  AfterShipTrackingInput,
} from '../../../../shared/contract/aftership.ts';
import type { ConnectionId, JobId } from '../../../../shared/domain/ids.ts';
import { isTerminal } from '../../../../shared/domain/job-status.ts';
import { type NewJob, newJob } from '../new-job.ts';
import type { JobFacts, JobNews, NewsEvent } from '../provider.ts';
import { messageOfSubtag, statusOf } from './statuses.ts';
import { endOfDay } from './their-time.ts';
import { isLocalTime, type TrackingAnswer } from './wire.ts';

/** News of one parcel. `raw` is the tracking as it came, without secrets. */
export function newsFrom(answer: TrackingAnswer, receivedAt: number, raw: unknown): JobNews {
  const { tracking, updatedAt } = answer;
  return {
    status: statusOf(tracking.tag, tracking.subtag),
    rawStatus: tracking.subtag ?? tracking.tag ?? '',
    rawStatusText: tracking.subtag_message ?? messageOfSubtag(tracking.subtag),
    sourceAt: updatedAt,
    receivedAt,
    ids: {
      requestId: null,
      jobId: tracking.id,
      externalId: null,
      trackingId: tracking.tracking_number,
    },
    reference: referenceOf(tracking),
    courier: null,
    remarks: null,
    events: eventsOf(answer, receivedAt),
    positions: [],
    facts: factsOfTracking(answer),
    raw,
  };
}

/** What is left to say of a parcel that AfterShip has forgotten. One that had ended before stays as it ended. */
export function newsOfDeleted(
  seen: JobNews,
  before: { tag?: string | null; subtag?: string | null; subtag_message?: string | null },
): JobNews {
  const ended = statusOf(before.tag ?? null, before.subtag ?? null);
  if (isTerminal(ended)) {
    return {
      ...seen,
      status: ended,
      rawStatus: before.subtag ?? before.tag ?? '',
      rawStatusText: before.subtag_message ?? messageOfSubtag(before.subtag ?? null),
    };
  }
  return {
    ...seen,
    status: 'cancelled',
    rawStatus: 'deleted',
    rawStatusText: 'No longer followed by AfterShip',
  };
}

function eventsOf({ tracking, unreadable, createdAt }: TrackingAnswer, receivedAt: number): NewsEvent[] {
  const events = tracking.checkpoints.map(
    (checkpoint): NewsEvent => ({
      // What has no time must land at the same one however often it is asked for.
      at: checkpoint.at ?? createdAt ?? receivedAt,
      kind: 'checkpoint',
      text: checkpointText(checkpoint),
      actor: null,
      position: checkpoint.coordinates,
    }),
  );
  if (unreadable.length === 0) return events;
  const text = `Parts of AfterShip’s answer could not be read: ${unreadable.join(', ')}`;
  return [...events, { at: createdAt ?? receivedAt, kind: 'history', text, actor: null, position: null }];
}

function checkpointText(checkpoint: AfterShipCheckpoint): string {
  const message =
    checkpoint.message ?? checkpoint.subtag_message ?? messageOfSubtag(checkpoint.subtag) ?? checkpoint.tag;
  const town = [checkpoint.city, checkpoint.state].filter(Boolean).join(', ');
  const country = checkpoint.country_name ?? checkpoint.country_iso3;
  const place = checkpoint.location ?? [town, country].filter(Boolean).join(', ');
  const time =
    checkpoint.at === null ? ' (no time given)' : isLocalTime(checkpoint) ? ' (local time there)' : '';
  return `${message ?? 'Checkpoint without a message'}${place === '' ? '' : `, ${place}`}${time}`;
}

type Facts = Pick<
  AfterShipTrackingInput,
  'order_id' | 'order_number' | 'title' | 'customer_name' | 'smses' | 'note'
>;

function referenceOf(said: {
  order_id?: string | null | undefined;
  order_number?: string | null | undefined;
  title?: string | null | undefined;
  tracking_number?: string | null | undefined;
}): string | null {
  // A title that nobody chose is the tracking number again.
  const title = said.title === said.tracking_number ? null : said.title;
  return said.order_id || said.order_number || title || null;
}

function factsOfTracking({ tracking }: TrackingAnswer): JobFacts {
  const promised = tracking.order_promised_delivery_date;
  return {
    ...(referenceOf(tracking) === null ? {} : { reference: referenceOf(tracking) }),
    recipient: tracking.customer_name,
    from: tracking.origin,
    to: tracking.destination,
    promiseAt: promised === null ? null : endOfDay(promised),
    contactName: tracking.customer_name,
    contactPhone: tracking.smses[0] ?? null,
    service: tracking.slug,
    instructions: tracking.note,
  };
}

/** What a new parcel or the changes of an edit say of a job: only what they name. */
export function factsFrom(named: Omit<Partial<AfterShipTrackingInput>, 'slug'> & AfterShipChanges): JobFacts {
  const facts: JobFacts = {};
  const has = (name: keyof Facts) => named[name] !== undefined;
  if (has('order_id') || has('order_number') || has('title')) {
    const reference = referenceOf(named);
    if (reference !== null) facts.reference = reference;
  }
  if (named.customer_name !== undefined) {
    facts.recipient = named.customer_name || null;
    facts.contactName = facts.recipient;
  }
  if (named.smses !== undefined) facts.contactPhone = named.smses[0] ?? null;
  if (named.note !== undefined) facts.instructions = named.note || null;
  if (named.slug !== undefined && named.slug !== '') facts.service = named.slug;
  if (named.order_promised_delivery_date !== undefined) {
    const promised = named.order_promised_delivery_date;
    facts.promiseAt = promised === '' ? null : endOfDay(promised);
  }
  for (const [end, name] of [
    ['from', 'origin'],
    ['to', 'destination'],
  ] as const) {
    const line = [
      named[`${name}_raw_location`] ||
        [named[`${name}_city`], named[`${name}_state`]].filter(Boolean).join(', '),
      named[`${name}_country_iso3`],
    ]
      .filter(Boolean)
      .join(', ');
    if (line !== '') facts[end] = line;
  }
  return facts;
}

/** A parcel as a job in the outbox. `said` is kept as it will be sent. */
export function jobRecordFrom(
  said: AfterShipTrackingInput,
  made: { id: JobId; connectionId: ConnectionId; at: number },
): NewJob {
  const { id, connectionId, at } = made;
  const externalIds = { requestId: null, jobId: null, externalId: null, trackingId: said.tracking_number };
  const record = newJob(
    { id, provider: 'aftership', connectionId, status: 'queued', externalIds, request: said, origin: 'here' },
    at,
  );
  return { ...record, ...factsFrom(said) };
}
