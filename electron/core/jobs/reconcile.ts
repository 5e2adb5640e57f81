// Pure: what is known of a job + what a provider just said -> what has to be written, or nothing.
// Called by job-service.ts only. Late, repeated and reordered news is normal here, not an error.

import { hash } from 'node:crypto';
import { isDeepStrictEqual } from 'node:util';
import { type Address, samePlace } from '../../../shared/domain/address.ts';
import { isUnsettled } from '../../../shared/domain/command.ts';
import type { ConnectionId, CourierId } from '../../../shared/domain/ids.ts';
import type { ExternalIds, Job, JobEvent } from '../../../shared/domain/job.ts';
import { isExpectedMove, isTerminal, labelOf } from '../../../shared/domain/job-status.ts';
import type { CacheWrite, JobPatch } from '../cache/cache.ts';
import type { JobFacts, JobNews } from '../providers/provider.ts';

/**
 * The one write that makes the news known. Events and positions are handed over whole: the cache leaves alone those
 * that it already has. An answer that is older than what is known changes no state, but its events still count.
 */
export function reconcile(known: Job, news: JobNews): CacheWrite {
  const set: JobPatch['set'] = {
    // Also where that is earlier: a clock that was wrong and put right must not keep the board looking fresh.
    receivedAt: news.receivedAt,
    trouble: null,
  };
  const events: JobEvent[] = news.events.map((event) => ({
    ...event,
    jobId: known.id,
    receivedAt: news.receivedAt,
    status: null,
    rawStatus: null,
  }));
  const isOlder = isOlderThanKnown(known, news);
  const { externalId } = known.externalIds;
  const ids = mergeIds(
    known.externalIds,
    isOlder && externalId !== null ? { ...news.ids, externalId } : news.ids,
  );
  if (ids !== known.externalIds) set.externalIds = ids;
  if (known.reference === null && news.reference !== null) set.reference = news.reference;

  const write: CacheWrite = { patchJobs: [{ id: known.id, set }], events };
  if (isOlder) return write;

  const sameStatus = news.status === known.status && news.rawStatus === known.rawStatus;
  const remarks = news.remarks === undefined ? (sameStatus ? known.remarks : null) : news.remarks;
  const stateChanged = !sameStatus || news.rawStatusText !== known.rawStatusText || remarks !== known.remarks;
  if (stateChanged) {
    set.status = news.status;
    set.rawStatus = news.rawStatus;
    set.rawStatusText = news.rawStatusText;
    set.remarks = remarks;
  }
  if (news.sourceAt !== null && news.sourceAt !== known.sourceAt) set.sourceAt = news.sourceAt;
  if (!sameStatus) {
    set.changedAt = news.receivedAt;
    events.push(statusEvent(known, news));
  }

  const facts = news.facts && !isBeingEdited(known) ? differing(known, news.facts) : {};
  if (Object.keys(facts).length > 0) Object.assign(set, facts, { changedAt: news.receivedAt });

  const courierId = news.courier ? courierIdOf(known.connectionId, news.courier.key) : null;
  if (courierId !== known.courierId || (news.courier?.name ?? null) !== known.courierName) {
    set.courierId = courierId;
    set.courierName = news.courier?.name ?? null;
    set.changedAt = news.receivedAt;
  }
  if (courierId && news.courier) {
    write.couriers = [{ id: courierId, connectionId: known.connectionId, name: news.courier.name }];
    write.positions = news.positions.map((position) => ({ ...position, courierId, jobId: known.id }));
  }
  write.raws = [{ jobId: known.id, raw: news.raw }];
  return write;
}

/**
 * While a change of ours is on its way nobody can tell whether an answer was given before or after it; the one that
 * settles the change, or the next, tells what became of the facts.
 */
export function isBeingEdited({ pending }: Job): boolean {
  return pending?.kind === 'edit' && isUnsettled(pending.state);
}

/** Those of the stated facts that read otherwise than what is known. */
function differing(known: Job, stated: JobFacts): JobFacts {
  const facts = withKnownPositions(stated, known);
  const changed = Object.entries(facts).filter(
    ([name, value]) => !isDeepStrictEqual(value, known[name as keyof JobFacts]),
  );
  return Object.fromEntries(changed) as JobFacts;
}

/** An address that is only worded anew, or names another contact or floor, has not moved. */
export function withKnownPositions(facts: JobFacts, job: Job): JobFacts {
  const kept = (changed: Address | null | undefined, known: Address | null) =>
    changed && known && changed.position === null && samePlace(changed, known)
      ? { ...changed, position: known.position }
      : changed;
  const { pickAddress, deliverAddress, ...others } = facts;
  return {
    ...others,
    ...(pickAddress !== undefined && { pickAddress: kept(pickAddress, job.pickAddress) ?? null }),
    ...(deliverAddress !== undefined && { deliverAddress: kept(deliverAddress, job.deliverAddress) ?? null }),
  };
}

/** No courier is called by more than this; an id has a longest length in the contract, and one beyond it is read by nobody. */
const LONGEST_KEY = 80;

/** One courier of one connection; two connections never share one, even under the same name. */
function courierIdOf(connectionId: ConnectionId, key: string): CourierId {
  const short = key.length > LONGEST_KEY ? `${key.slice(0, 20)}#${hash('sha256', key).slice(0, 32)}` : key;
  return `${connectionId}:${short}` as CourierId;
}

/**
 * Whether this answer tells of an earlier moment than what is already known. Only the provider's own times decide: ours
 * may have been set back. Without a time, an answer does not bring back a job that has ended.
 */
function isOlderThanKnown(known: Job, news: JobNews): boolean {
  if (known.sourceAt === null) return false;
  if (news.sourceAt !== null) return news.sourceAt < known.sourceAt;
  return isTerminal(known.status) && !isTerminal(news.status);
}

/**
 * What was known stays: a provider may print another id beside ours, or none (seed 002 shows a doubled request_id). Only a
 * number that people give can be changed: under the same id of the provider's own, its newest is the one it is found by.
 */
export function mergeIds(known: ExternalIds, said: Partial<ExternalIds>): ExternalIds {
  const isSame = known.jobId !== null && known.jobId === said.jobId;
  const merged: ExternalIds = {
    requestId: known.requestId ?? said.requestId ?? null,
    jobId: known.jobId ?? said.jobId ?? null,
    externalId:
      (isSame ? (said.externalId ?? known.externalId) : (known.externalId ?? said.externalId)) ?? null,
    trackingId: known.trackingId ?? said.trackingId ?? null,
  };
  const same =
    merged.requestId === known.requestId &&
    merged.jobId === known.jobId &&
    merged.externalId === known.externalId &&
    merged.trackingId === known.trackingId;
  return same ? known : merged;
}

function statusEvent(known: Job, news: JobNews): JobEvent {
  const label = news.status === 'unknown' ? `Unknown status ${news.rawStatus}` : labelOf(news.status);
  const unexpected = isExpectedMove(known.status, news.status)
    ? ''
    : ` (unexpected after ${labelOf(known.status)})`;
  const remarks = news.remarks ? `: ${news.remarks}` : '';
  return {
    jobId: known.id,
    at: news.sourceAt ?? news.receivedAt,
    receivedAt: news.receivedAt,
    kind: 'status',
    text: `${label}${unexpected}${remarks}`,
    status: news.status,
    rawStatus: news.rawStatus,
    actor: news.courier?.name ?? null,
    position: null,
  };
}
