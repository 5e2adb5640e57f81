// What an entry is called: what is wrong, with what, and what is known about it. Pure.

import type { InboxEntry, InboxReason } from '../../shared/contract/inbox.ts';
import { actObstacle } from '../../shared/domain/act-obstacle.ts';
import type { ConnectionId } from '../../shared/domain/ids.ts';
import type { JobRow } from '../../shared/domain/job.ts';
import { labelOf } from '../../shared/domain/job-status.ts';
import type { ProviderName } from '../../shared/domain/provider-name.ts';
import { texts } from './texts.ts';

export interface EntryWords {
  /** "Booking refused". */
  reason: string;
  /** "BILL-7". */
  name: string;
  /** For whom, where to. */
  more: string | null;
  detail: string;
  /** Whose account; null where it is nobody's. */
  account: { id: ConnectionId; provider: ProviderName } | null;
}

export function entryWords(entry: InboxEntry): EntryWords {
  const { subject, reasons } = entry;
  const [first = 'unknown', ...others] = reasons;
  // Where its status is said anyway, it need not be said again.
  const said = subject.kind === 'job' && detailIsStatus(first) ? subject.job.status : null;
  const also = others.filter((reason) => reason !== said);
  const detail = [
    entry.detail ?? detailOfJob(entry) ?? texts.hints[first],
    also.length > 0 ? texts.also(also.map(lowerReason).join(', ')) : null,
  ]
    .filter((part) => part !== null)
    .join(' ');
  const words = { reason: texts.reasons[first], more: null, detail, account: null };
  switch (subject.kind) {
    case 'job': {
      const { job } = subject;
      return { ...words, name: jobName(job), more: whereTo(job), account: accountOf(job) };
    }
    case 'command': {
      const { command, job } = subject;
      const reason = command.state === 'failed' ? texts.refused[command.kind] : texts.held[command.kind];
      return {
        ...words,
        reason,
        name: job === null ? texts.jobGone : jobName(job),
        more: job === null ? null : whereTo(job),
        account: accountOf(command),
      };
    }
    case 'connection':
      return {
        ...words,
        name: subject.label,
        account: { id: subject.connectionId, provider: subject.provider },
      };
    case 'draft': {
      const [kind] = subject.key.split(':');
      return {
        ...words,
        name: kind === 'edit' || kind === 'duplicate' ? texts.draft[kind] : texts.draft.compose,
      };
    }
    case 'fedex':
      return {
        ...words,
        name: subject.customerName,
        account: { id: subject.connectionId, provider: 'orderly-hub' },
      };
    case 'opening':
      return {
        ...words,
        name: subject.emailAddress,
        account: { id: subject.connectionId, provider: 'jet-delivery' },
      };
  }
}

/** Their own word for it, where it says more than ours. */
function detailOfJob({ subject, reasons }: InboxEntry): string | null {
  if (subject.kind !== 'job') return null;
  const { trouble, rawStatus, rawStatusText, status, courierName } = subject.job;
  if (detailIsStatus(reasons[0])) return texts.standsAt(labelOf(status), courierName);
  if (trouble !== null) return trouble;
  if (actObstacle(subject.job, 'retry') === null) return texts.notPlaced;
  if (reasons[0] === 'unknown') return `${texts.hints.unknown} “${rawStatusText ?? rawStatus}”`;
  return null;
}

/** Of what time alone brings, the status tells how far it has come. */
function detailIsStatus(reason: InboxReason | undefined): boolean {
  return reason === 'late' || reason === 'courier-lost';
}

function lowerReason(reason: InboxReason): string {
  return texts.reasons[reason].toLowerCase();
}

function accountOf({ connectionId, provider }: Pick<JobRow, 'connectionId' | 'provider'>) {
  return { id: connectionId, provider };
}

function whereTo({ recipient, to }: JobRow): string | null {
  // Their address often begins with their name.
  if (recipient === null || to?.startsWith(recipient)) return to || recipient;
  return [recipient, to].filter((part) => part !== null && part !== '').join(', ');
}

function jobName({ reference, externalIds, id }: JobRow): string {
  const { externalId, trackingId, requestId, jobId } = externalIds;
  return reference ?? externalId ?? trackingId ?? requestId ?? jobId ?? id;
}
